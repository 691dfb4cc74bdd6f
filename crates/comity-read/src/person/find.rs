//! Names: runs of capitalised words, and what beside them says that they are persons.

use std::ops::Range;

use comity_atlas::{Kind, Role};

use super::words::tag;
use super::{Reader, Title, title_ending, title_starting};
use crate::index::Form;
use crate::text::{BlockKind, Token, TokenKind};

/// A run of capitalised words, and whether something beside it says that it is a person.
pub(super) struct Candidate {
    pub(super) tokens: Range<usize>,
    pub(super) titled: bool,
}

/// Most tokens between a name and the office it is said to hold: "has been the".
const LINKS: usize = 4;

/// Most tokens of an insertion after a name.
const INSERTED: usize = 10;

/// Fewest bytes of a line that goes on in the next.
const FULL: usize = 50;

/// Most tokens of a name.
const LONGEST: usize = 11;

impl Reader<'_> {
    /// Whether a token can be part of a name.
    fn name_word(&self, token: usize) -> bool {
        let Some(it) = self.text.tokens.get(token) else { return false };
        let initial =
            || self.text.word(token).chars().count() == 1 && self.text.mark(token + 1) == Some(b'.');
        it.kind == TokenKind::Word
            && it.capital
            && (!self.has(token, tag::NOT_NAME | tag::CUE | tag::REPORTING | tag::ORGAN) || initial())
            && self.mention_at(token).is_none()
            && !has_digit(self.text.word(token))
    }

    /// Whether a token can be part of a name that has begun: "May" and "Sheikh" too.
    fn inner_word(&self, token: usize) -> bool {
        self.name_word(token)
            || self.has(token, tag::INNER)
                && self.text.tokens[token].capital
                && self.mention_at(token).is_none()
                && self.text.tokens.get(token + 1).is_none_or(|it| it.kind != TokenKind::Number)
    }

    /// A place whose name is a person's last: "Gabriel Obiang Lima".
    fn is_placed(&self, token: usize) -> bool {
        self.mention_at(token)
            .is_some_and(|it| it.tokens.len() == 1 && it.kind == Kind::Place && it.role != Role::Acronym)
            && !self.text.tokens.get(token + 1).is_some_and(|it| it.capital)
    }

    /// "Baghdad Amreyev, Secretary General": a place's name right before a word of a name, where it begins a person's, told by
    /// an office in apposition.
    fn place_name(&self, token: usize, titles: &[Title]) -> bool {
        let single = self.mention_at(token).is_some_and(|it| {
            it.tokens.len() == 1
                && matches!(it.kind, Kind::Place | Kind::State)
                && matches!(it.role, Role::Canonical | Role::Name)
        });
        let governed = token > 0 && self.has(token - 1, tag::PART) && !self.has(token - 1, tag::AND);
        let mut end = token + 2;
        while self.name_word(end) && end < token + 4 {
            end += 1;
        }
        let office = self.text.mark(end) == Some(b',')
            && title_starting(titles, end + 1).is_some_and(|n| !titles[n].plural);
        // "To Santiago Peña of Paraguay".
        let of_state = self.has(end, tag::OF)
            && end == token + 2
            && self
                .mention_at(end + 1)
                .is_some_and(|it| it.kind == Kind::State && it.role != Role::Adjective);
        single && (office && !governed || of_state)
    }

    /// "Foreign Minister Israel Katz": a state's name right after a title and before a further word of a name.
    fn namesake(&self, token: usize, titles: &[Title]) -> bool {
        let single = self.mention_at(token).is_some_and(|it| {
            it.tokens.len() == 1
                && matches!(it.kind, Kind::State | Kind::Place)
                && matches!(it.role, Role::Canonical | Role::Name)
        });
        let titled = title_ending(titles, token).is_some_and(|n| titles[n].of.is_none() && !titles[n].plural)
            || token > 0 && self.has(token - 1, tag::HONORIFIC);
        single && titled
    }

    /// Runs of capitalised words in one sentence, with particles, hyphens and initials inside.
    pub(super) fn candidates(&self, titles: &[Title]) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut masked = vec![false; self.text.tokens.len()];
        for title in titles {
            masked[title.tokens.clone()].fill(true);
        }
        for sentence in &self.text.sentences {
            let kind = self.text.blocks[sentence.block].kind;
            if matches!(kind, BlockKind::Capture | BlockKind::Furniture) {
                continue;
            }
            // The first title that ends at or after a token.
            let mut next = titles.partition_point(|it| it.tokens.end < sentence.tokens.start);
            // Where the next name of a list after a plural title can begin.
            let mut listed = None;
            let mut at = sentence.tokens.start;
            // Only with such words a name or an honorific begins.
            let opens = |(token, named): (&Token, &bool)| {
                token.capital
                    || *named
                    || self.words.tags(token.id()) & (tag::PARTICLE | tag::INNER | tag::HONORIFIC) != 0
            };
            let begins = |from: usize| {
                let (tokens, named) = (&self.text.tokens, &self.named);
                let limit = sentence.tokens.end;
                let mut all = tokens.get(from..limit)?.iter().zip(named.get(from..limit)?);
                all.position(opens).map(|it| from + it)
            };
            while let Some(begins) = begins(at) {
                at = begins;
                // "Appoints Ana Ruiz": the verb of a point.
                let acts = || {
                    let word = |it: usize| self.text.tokens[it].kind == TokenKind::Word;
                    let verb = || {
                        self.text.info(at).is_some_and(|it| {
                            it.has_form(Form::Present) && !it.has_form(Form::Base) && !it.noun_first
                        })
                    };
                    let named = (at + 1..(at + 3).min(sentence.tokens.end))
                        .filter(|it| self.text.tokens[*it].capital);
                    !(sentence.tokens.start..at).any(word) && verb() && named.count() == 2
                };
                if masked[at] || acts() || self.is_honorific(at) || !self.begins_name(at, titles) {
                    at += 1;
                    continue;
                }
                while let Some(title) = titles.get(next).filter(|it| it.tokens.end <= at) {
                    listed = if title.plural { Some(title.core.end) } else { listed };
                    next += 1;
                }
                let end = self.run_end(at, sentence.tokens.end, &masked);
                if self.is_common(at..end) {
                    at = end;
                    continue;
                }
                let in_list =
                    listed.is_some_and(|from| self.is_listed(from..at) && (end > at + 1 || from + 1 >= at));
                let headline = matches!(kind, BlockKind::Headline | BlockKind::Heading)
                    && end == sentence.tokens.end
                    && at == sentence.tokens.start;
                let evidence = in_list || self.is_titled(at..end, sentence.tokens.start, titles);
                found.push(Candidate { tokens: at..end, titled: evidence && !headline });
                listed = if in_list { Some(end) } else { listed };
                at = end;
            }
        }
        found
    }

    /// "Gender Equality", "Dialogue Forum": words of institutions, and no name, unless an honorific stands before them.
    fn is_common(&self, run: Range<usize>) -> bool {
        let named = run.start > 0 && self.is_honorific(run.start - 1);
        let fields = run.clone().all(|it| self.has(it, tag::FIELD));
        let noun = |it: usize| {
            let token = self.text.tokens[it];
            token.capital
                && !token.glued
                && self.has(it, tag::NOT_NAME | tag::FIELD)
                && !self.has(it, tag::PART)
        };
        let before_noun = run.len() == 1
            && run.end < self.text.tokens.len()
            && self.text.sentence_of(run.end) == self.text.sentence_of(run.start)
            && noun(run.end)
            && !self.words.begins(self.text, run.end);
        // "Administrator Power": after a title a single word is a name.
        let titled = run.len() == 1
            && self.after_office(run.start, false)
            && !self.text.tokens.get(run.end).is_some_and(|it| it.capital);
        !named && (fields && !titled || before_noun && self.after_office(run.start, true))
    }

    /// Whether the words of an office of one holder, or of several (`plural`), end right before a token.
    fn after_office(&self, at: usize, plural: bool) -> bool {
        (at.saturating_sub(3)..at)
            .any(|it| self.words.office(self.text, it).is_some_and(|it| it.end == at && it.plural == plural))
    }

    /// "Mr", "Sheikh", "Colonel" before a further word of a name.
    fn is_honorific(&self, at: usize) -> bool {
        if self.words.abbreviated(self.text, at) {
            return true;
        }
        if !self.has(at, tag::HONORIFIC) {
            return false;
        }
        // "HE" is an honorific and "He" is not.
        let shouted = self.text.word(at).chars().all(char::is_uppercase);
        if self.has(at, tag::PRONOUN) && !shouted {
            return false;
        }
        let next = if self.text.mark(at + 1) == Some(b'.') { at + 2 } else { at + 1 };
        let follows =
            self.text.tokens.get(next).is_some_and(|it| it.capital) || self.has(next, tag::PARTICLE);
        follows && self.text.mark(at + 1) != Some(b'-')
    }

    fn begins_name(&self, at: usize, titles: &[Title]) -> bool {
        let particle = self.has(at, tag::PARTICLE) && !self.text.tokens[at].capital && {
            let hyphen = self.text.mark(at + 1) == Some(b'-') && self.text.tokens[at + 1].glued;
            let next = at + 1 + usize::from(hyphen);
            self.name_word(next) || self.has(next, tag::PARTICLE) && self.name_word(next + 1)
        };
        let given = self.has(at, tag::INNER) && self.name_word(at + 1) && title_ending(titles, at).is_some();
        let named = || self.mention_at(at).is_some() && self.name_word(at + 1);
        given
            || particle
            || self.name_word(at)
            || named() && (self.namesake(at, titles) || self.place_name(at, titles))
    }

    fn run_end(&self, start: usize, limit: usize, masked: &[bool]) -> usize {
        let mut end = start + 1;
        while end < limit && end - start < LONGEST && !masked[end] {
            let low = self.text.low(end);
            let token = self.text.tokens[end];
            let initial = self.text.word(end - 1).chars().count() == 1 || self.has(end - 1, tag::HONORIFIC);
            let joins = (matches!(low, "-" | "'" | "’") || low == "." && initial) && token.glued;
            let letter = |it: &crate::text::Token| it.kind == TokenKind::Word && (it.glued || low == ".");
            let next_fits = end + 1 < limit && !masked[end + 1];
            let capital = low != "." || self.name_word(end + 1);
            let joined = joins && next_fits && capital && self.text.tokens.get(end + 1).is_some_and(letter);
            let particle = self.has(end, tag::PARTICLE) && !token.glued && next_fits;
            let inner = particle
                && (self.inner_word(end + 1)
                    || self.text.mark(end + 1) == Some(b'-')
                    || self.has(end + 1, tag::PARTICLE) && end + 2 < limit && self.name_word(end + 2));
            let possessive = matches!(low, "'" | "’") && !self.name_word(end + 1);
            if joined && !possessive || inner {
                end += 2;
            } else if self.inner_word(end) || end >= start + 2 && token.capital && self.is_placed(end) {
                end += 1;
            } else {
                break;
            }
        }
        end.min(limit)
    }

    /// Only commas, "and", names of states and short brackets between the names of a list.
    fn is_listed(&self, gap: Range<usize>) -> bool {
        let mut bracket = false;
        let mut between = |it: usize| {
            match self.text.low(it) {
                "(" => bracket = true,
                ")" => bracket = false,
                _ => {}
            }
            bracket
                || matches!(self.text.low(it), "," | ";" | ":" | ")" | "-" | "–" | "—" | ".")
                || self.has(it, tag::AND | tag::OF | tag::DEFINITE | tag::HONORIFIC)
                || self.mention_at(it).is_some()
        };
        gap.len() <= LONGEST + 4 && gap.clone().all(&mut between) && !bracket
    }

    /// Whether the words around a run say that it names a person.
    fn is_titled(&self, run: Range<usize>, first: usize, titles: &[Title]) -> bool {
        let long = run.len() >= 2;
        let before = run.start.checked_sub(1).filter(|it| *it >= first);
        let after = run.end;
        // Over the points and brackets of "Hon. (Dr.)".
        let word_before = before.map(|it| {
            let marks =
                (first..=it).rev().take(3).take_while(|n| matches!(self.text.low(*n), "." | ")" | "("));
            it.saturating_sub(marks.count())
        });
        let honorific = word_before
            .is_some_and(|it| self.has(it, tag::HONORIFIC) || self.words.abbreviated(self.text, it));
        // "the minister of Kosovo*, Ana Ruiz": over a mark of a footnote.
        let note = usize::from(run.start >= 2 && self.text.mark(run.start - 2) == Some(b'*'));
        let comma_before = before.is_some_and(|it| matches!(self.text.low(it), "," | ":" | "("));
        let anonymous = |n: usize| {
            let calling = self.persons.office.get(titles[n].office).is_some_and(|it| it.calling);
            calling && !long && self.has(titles[n].start, tag::INDEFINITE)
        };
        // One word after a title that ends in words unknown, or on a line of its own, may be anything.
        let loose = |n: usize| {
            let gap = self.text.bytes(titles[n].core.start..run.start + 1).of(self.text.text);
            !long
                && (titles[n].loose
                    || gap.contains('\n') && titles[n].more
                    || self.breaks(gap, titles[n].core.start))
        };
        let office = title_ending(titles, run.start)
            .is_some_and(|n| !titles[n].plural && !anonymous(n) && !loose(n))
            || comma_before
                && title_ending(titles, run.start - 1 - note).is_some_and(|n| long && titles[n].said);
        if honorific || office || !long {
            return honorific || office;
        }
        // "Haitham al-Ghais": a particle inside, joined by a hyphen.
        let joined = |at: usize| {
            self.has(at, tag::PARTICLE)
                && !self.text.tokens[at].capital
                && self.text.mark(at + 1) == Some(b'-')
        };
        if (run.start + 1..run.end).any(joined) {
            return true;
        }
        let owned = before.is_some_and(|it| {
            it > first
                && self.text.low(it) == "'s"
                && self.mention_at(it - 1).is_some_and(|it| it.kind == Kind::State)
        });
        let kin = word_before.is_some_and(|it| self.has(it, tag::KIN));
        let says = self.has(after, tag::REPORTING) || before.is_some_and(|it| self.has(it, tag::REPORTING));
        let mark = matches!(self.text.low(after), "," | "(" | "–" | "—" | "-");
        let apposed = mark
            && (title_starting(titles, after + 1).is_some_and(|n| !titles[n].plural)
                || self.is_kin(after + 1));
        let who = after + usize::from(self.text.mark(after) == Some(b','));
        let relative = self.has(who, tag::WHO);
        let is = self.has(after, tag::COPULA | tag::AS) && title_starting(titles, after + 1).is_some();
        // "Ana Ruiz has been the president of", "Ana Ruiz is a lawyer".
        let link = |it: &usize| self.has(*it, tag::AUXILIARY | tag::DEFINITE | tag::INDEFINITE | tag::NOW);
        let holds = || {
            let first = (after..after + LINKS).take_while(link).count();
            (after + 1..=after + first)
                .any(|it| title_starting(titles, it).is_some_and(|n| !titles[n].plural))
        };
        let auxiliary = self.has(after, tag::AUXILIARY | tag::ELECTS) || self.text.mark(after) == Some(b',');
        let elected = auxiliary && (after..after + 6).any(|it| self.has(it, tag::ELECTS))
            || before.is_some_and(|it| self.has(it, tag::ELECTS));
        let comma = usize::from(self.text.mark(after) == Some(b','));
        let of_state = self.state_after(after).or_else(|| self.state_after(after + comma)).is_some();
        let sentence = self.text.sentences.get(self.text.sentence_of(run.start));
        let caption = sentence.is_some_and(|it| self.text.blocks[it.block].kind == BlockKind::Caption);
        let last = titles.partition_point(|it| it.tokens.end <= run.start).checked_sub(1);
        let fills = || last.is_some_and(|n| before.is_some() && self.filler(&titles[n]) == before);
        let followed =
            || self.is_succeeded(run.start) || self.is_in_post(after) || self.is_man_in_post(run.start);
        says || owned
            || kin
            || apposed
            || relative
            || is
            || elected
            || of_state
            || caption
            || fills()
            || self.is_inserted(after)
            || followed()
            || holds()
            || self.is_heir(run)
    }

    /// "Ana Ruiz, of the Green Party, becomes president": an insertion between a name and what says its office.
    fn is_inserted(&self, after: usize) -> bool {
        let comma = |it: &usize| self.text.mark(*it) == Some(b',');
        let close = (after + 1..after + INSERTED).find(comma).filter(|_| comma(&after));
        close.is_some_and(|it| {
            self.has(it + 1, tag::COPULA) && (it + 2..it + 4).any(|at| self.words.begins(self.text, at))
                || (it + 1..it + 4).any(|at| self.has(at, tag::ELECTS))
        })
    }

    /// Whether a line ends in some words, and not because it was full.
    fn breaks(&self, words: &str, first: usize) -> bool {
        let Some(at) = words.find('\n') else { return false };
        let end = self.text.tokens[first].bytes().start + at;
        let line = self.text.text.get(..end).map_or(0, |it| it.len() - it.rfind('\n').map_or(0, |n| n + 1));
        line < FULL
    }

    /// "her Indian counterpart" at a token.
    fn is_kin(&self, at: usize) -> bool {
        self.has(at, tag::OWN) && (at + 1..at + 4).any(|it| self.has(it, tag::KIN))
    }

    /// "of Kazakhstan" or "(Kazakhstan)" after a name: the state and where the words end.
    pub(super) fn state_after(&self, at: usize) -> Option<(comity_atlas::EntityIdx, usize)> {
        let bracket = self.text.mark(at) == Some(b'(');
        if !bracket && !self.has(at, tag::OF | tag::FROM) {
            return None;
        }
        let from = at + 1 + usize::from(self.has(at + 1, tag::DEFINITE));
        let mention =
            self.mention_at(from).filter(|it| it.tokens.start == from || it.tokens.start == at + 1)?;
        let party = matches!(mention.kind, Kind::State | Kind::Territory) && mention.role != Role::Adjective;
        let closed = !bracket || self.text.mark(mention.tokens.end) == Some(b')');
        (party && closed).then_some((mention.entity, mention.tokens.end + usize::from(bracket)))
    }
}

/// Whether a word has a digit of any script.
fn has_digit(word: &str) -> bool {
    word.bytes().any(|it| it.is_ascii_digit() || !it.is_ascii()) && word.contains(char::is_numeric)
}
