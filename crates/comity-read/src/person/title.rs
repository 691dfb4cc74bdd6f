//! Titles: the office phrases of a document, from the state before them to what they are offices of.
//!
//! "Kazakh Deputy Minister of Culture and Tourism", "the head of the presidential guard", "UN Secretary-General": the
//! words of the office come from the pack; what stands before (adjective, organisation, portfolio, qualifier) and after
//! ("of …") is read around them.

use std::ops::Range;

use comity_atlas::{EntityIdx, Kind};

use super::words::{Core, tag};
use super::{Reader, Words};
use crate::text::TokenKind;

/// An office phrase.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    /// From the first word before the office that belongs to it to the last after it; no article.
    pub(crate) tokens: Range<usize>,
    /// The words of the office alone.
    pub(crate) core: Range<usize>,
    /// Index of the office in the pack.
    pub(crate) office: usize,
    /// The office with its qualifiers, portfolio and unit.
    pub(crate) name: String,
    /// Whose office it is, where a name of the atlas says it.
    pub(crate) of: Option<EntityIdx>,
    pub(crate) plural: bool,
    /// A former holder.
    pub(crate) past: bool,
    /// Elected or named, and not yet in office.
    pub(crate) elect: bool,
    /// An article or "its" before it: where the phrase begins with it.
    pub(crate) start: usize,
    /// What is said after the office is part of it ("of Culture").
    pub(crate) more: bool,
    /// An institution outside the atlas whose office it is.
    pub(crate) unit: Option<String>,
    /// It ends in words that are no name of the atlas.
    pub(crate) loose: bool,
    /// More than the bare words of the office: a name after a comma is its holder's.
    pub(crate) said: bool,
}

/// What stands before an office.
#[derive(Default)]
struct Before {
    start: usize,
    kept: Vec<String>,
    field: Option<Range<usize>>,
    of: Option<EntityIdx>,
    past: bool,
}

impl Reader<'_> {
    /// All office phrases, in order; none inside another.
    pub(super) fn titles(&self) -> Vec<Title> {
        let mut found: Vec<Title> = Vec::new();
        for sentence in &self.text.sentences {
            let mut at = sentence.tokens.start;
            let next = |from: usize| {
                let mut tokens = self.text.tokens.get(from..sentence.tokens.end)?.iter();
                tokens.position(|it| self.words.may_begin(it.id())).map(|it| from + it)
            };
            while let Some(begins) = next(at) {
                at = begins;
                let first = found.last().map_or(0, |it| it.tokens.end).max(sentence.tokens.start);
                match self.title(at, first..sentence.tokens.end) {
                    Some(title) => {
                        at = title.tokens.end.max(at + 1);
                        found.push(title);
                    }
                    None => at += 1,
                }
            }
        }
        found
    }

    /// The office phrase whose words begin at a token.
    fn title(&self, at: usize, limits: Range<usize>) -> Option<Title> {
        let core = self.words.office(self.text, at).filter(|it| it.end <= limits.end)?;
        // "12 members", "1:00 pm": no office.
        let short = core.plural || self.text.word(at).len() <= 2;
        let numbered = short && at > limits.start && self.text.tokens[at - 1].kind == TokenKind::Number;
        let qualifies = (at..core.end).all(|it| self.has(it, tag::KEPT | tag::QUALIFIER))
            && core.end < limits.end
            && self.words.begins(self.text, core.end);
        if numbered || qualifies || self.is_name_word(at, &core) {
            return None;
        }
        let pack = self.persons.office.get(core.office)?;
        let covering =
            self.mention_at(at).filter(|it| it.tokens.start < at && it.tokens.start >= limits.start);
        let mut before = self.before(covering.map_or(at, |it| it.tokens.start), limits.start, pack.field);
        if let Some(mention) = covering {
            before.of = before.of.or(Some(mention.entity));
        }
        let after = self.complement(core.end, limits.end, pack.posted);
        if pack.partial && after.is_none() {
            return None;
        }
        let mut end = core.end;
        let mut name = pack.id.clone();
        if let Some(field) = &before.field {
            name = format!("{} {name}", self.plain(field.clone()));
        }
        let mut of = before.of;
        let mut unit = None;
        let (mut more, mut loose) = (false, false);
        if let Some(after) = after {
            end = after.end;
            let own = after.of.filter(|_| after.text.is_none());
            more = after.text.is_some() || own.is_some();
            loose =
                after.text.is_some() && !self.has(end - 1, tag::FIELD) && self.text.tokens[end - 1].capital;
            if let Some(text) = after.text {
                let listed = self.has(core.end, tag::AND) || self.text.mark(core.end) == Some(b',');
                let names_minister = core.end - at > 1 && listed;
                unit = self.institution_name(core.end, end).filter(|_| after.of.is_none() && !names_minister);
                if names_minister {
                    name = self.plain(at..end);
                } else if unit.is_none() {
                    name = format!("{name} {text}");
                }
            }
            of = of.or(after.of);
        }
        let elect = self.text.mark(end) == Some(b'-') && self.has(end + 1, tag::ELECTS)
            || self.has(end, tag::ELECTS) && !self.text.tokens.get(end + 1).is_some_and(|it| it.capital);
        if self.text.mark(end) == Some(b'-') && elect {
            end += 2;
        }
        if !before.kept.is_empty() {
            name = format!("{} {name}", before.kept.join(" "));
        }
        let tokens = before.start..end;
        let det = before
            .start
            .checked_sub(1)
            .filter(|it| *it >= limits.start && self.has(*it, tag::DEFINITE | tag::INDEFINITE | tag::OWN));
        let start = det.unwrap_or(before.start);
        let owned = before.start > limits.start && self.text.low(before.start - 1) == "'s"
            || self.is_owner_before(before.start);
        let said = more || of.is_some() || det.is_some() || owned;
        let (office, plural) = (core.office, core.plural);
        let core = at..core.end;
        let elect = elect && self.text.mark(core.end) == Some(b'-');
        Some(Title {
            tokens,
            core,
            office,
            name,
            of,
            plural,
            past: before.past,
            elect,
            start,
            more,
            unit,
            loose,
            said,
        })
    }

    /// "of the Turkic Academy": a name in capitals after "of", without its article; none for a portfolio.
    fn institution_name(&self, link: usize, end: usize) -> Option<String> {
        let article = tag::DEFINITE | tag::INDEFINITE | tag::OWN;
        let first = (link + 1..end).find(|it| !self.has(*it, article))?;
        let name = |it: usize| {
            self.text.tokens[it].kind == TokenKind::Word && !self.has(it, tag::FIELD | tag::PART | article)
        };
        let proper = self.has(link, tag::OF)
            && self.text.tokens[first].capital
            && (first..end).any(name)
            && self.words.office(self.text, first).is_none();
        proper.then(|| self.written(first..end))
    }

    /// "Sultan" and the like are names where an office stands before them or a name of one word is all there is.
    fn is_name_word(&self, at: usize, core: &Core) -> bool {
        let given = self.persons.office.get(core.office).is_some_and(|it| it.given);
        let before = at.checked_sub(1);
        let titled = before.is_some_and(|it| {
            (it.saturating_sub(4)..=it)
                .any(|n| self.words.office(self.text, n).is_some_and(|core| core.end == at))
                || self.has(it, tag::HONORIFIC) && !self.has(at, tag::HONORIFIC)
        });
        let inside = before.is_some_and(|it| {
            self.text.tokens[it].capital
                && self.words.tags(self.text.id(it)) == 0
                && self.mention_at(it).is_none()
                && self.text.sentence_of(it) == self.text.sentence_of(at)
        });
        let glued = self.text.mark(at.wrapping_sub(1)) == Some(b'-') && self.text.tokens[at].glued;
        let capital = self.text.tokens[at].capital;
        given && capital && (titled || inside || glued)
    }

    /// Qualifiers, state or organisation, portfolio before an office.
    fn before(&self, at: usize, first: usize, takes_field: bool) -> Before {
        let mut found = Before { start: at, ..Before::default() };
        if self.has(at, tag::FIELD) && at > first + 1 && self.joins_fields(at - 1) && self.is_field(at - 2) {
            found.field = Some(at - 2..at);
            found.start = at - 2;
        }
        while found.start > first {
            let n = found.start - 1;
            if let Some(mention) = self.mention_at(n).filter(|it| it.tokens.end == found.start) {
                if mention.tokens.start < first || mention.kind == Kind::Place && found.of.is_some() {
                    break;
                }
                found.start = mention.tokens.start;
                if mention.kind != Kind::Place {
                    found.of = found.of.or(Some(mention.entity));
                }
                continue;
            }
            let possessive = matches!(self.text.low(n), "'s" | "'") && self.text.tokens[n].glued;
            if possessive && n > first {
                let Some(owner) = self.mention_at(n - 1).filter(|it| it.tokens.start >= first) else {
                    // "the organisation's head": whose office it is was said before.
                    if self.has(n - 1, tag::BLOC) {
                        found.start = n - 1;
                    }
                    break;
                };
                found.start = owner.tokens.start;
                if owner.kind != Kind::Place {
                    found.of = found.of.or(Some(owner.entity));
                }
                break;
            }
            if self.has(n, tag::PAST) {
                found.past = true;
            } else if self.text.mark(n) == Some(b'-') && n > first && self.has(n - 1, tag::PAST) {
                found.past = true;
                found.start -= 1;
            } else if self.has(n, tag::QUALIFIER) {
                if self.has(n, tag::KEPT) {
                    found.kept.insert(0, self.text.low(n).to_owned());
                }
            } else if (takes_field || found.field.is_some()) && found.of.is_none() && self.is_field(n) {
                let end = found.field.as_ref().map_or(found.start, |it| it.end);
                found.field = Some(n..end);
            } else if found.field.is_some() && n > first && self.joins_fields(n) {
                let end = found.field.as_ref().map_or(found.start, |it| it.end);
                found.field = Some(n - 1..end);
                found.start -= 1;
            } else if self.is_ending(n) && n > first && self.is_number(n - 1) {
                found.start -= 1;
            } else if let Some(start) =
                self.described(n, first).filter(|_| found.of.is_none() && !self.text.tokens[at].capital)
            {
                found.start = start;
                break;
            } else {
                break;
            }
            found.start -= 1;
        }
        if found.field.as_ref().is_some_and(|it| it.end < at) {
            found.field = found.field.map(|it| it.start..at.min(it.end));
        }
        found
    }

    /// "the organisation's": a noun that owns what follows, its name said before.
    pub(super) fn is_owner_before(&self, at: usize) -> bool {
        self.has(at, tag::BLOC) && self.text.low(at + 1) == "'s" && self.mention_at(at).is_none()
    }

    /// The figure of "11th".
    fn is_number(&self, at: usize) -> bool {
        self.text.tokens[at].kind == TokenKind::Number
    }

    /// The letters of "11th".
    fn is_ending(&self, at: usize) -> bool {
        self.text.tokens[at].glued && self.text.tokens[at].kind == TokenKind::Word
    }

    /// "the authoritarian leader": one or two words in small letters after an article; where they begin.
    fn described(&self, at: usize, first: usize) -> Option<usize> {
        let plain = |it: usize| {
            let token = self.text.tokens[it];
            token.kind == TokenKind::Word
                && !token.capital
                && !self.has(it, tag::PART | tag::PRONOUN | tag::CUE | tag::COPULA | tag::ELECTS)
        };
        let article = tag::DEFINITE | tag::INDEFINITE | tag::OWN;
        (at.saturating_sub(1).max(first + 1)..=at)
            .rev()
            .take_while(|it| plain(*it) && !self.has(*it, article))
            .find(|it| self.has(it - 1, article))
    }

    /// A word of a portfolio or institution before an office: "Culture Minister", "Foreign Ministry spokesman".
    fn is_field(&self, at: usize) -> bool {
        let token = self.text.tokens[at];
        let own = tag::FIELD | tag::ORGAN;
        token.kind == TokenKind::Word && self.mention_at(at).is_none() && self.has(at, own)
    }

    /// "Energy and Mineral Resources Minister": "and" or a comma between words of a portfolio.
    fn joins_fields(&self, at: usize) -> bool {
        let capital = |it: usize| self.text.tokens.get(it).is_some_and(|it| it.capital);
        let comma = self.text.mark(at) == Some(b',') && capital(at - 1) == capital(at + 1);
        (self.has(at, tag::AND) || comma) && self.is_field(at - 1)
    }

    /// Words as an office prints them: in small letters where they are words of a portfolio.
    pub(super) fn plain(&self, tokens: Range<usize>) -> String {
        let common = |at: usize| self.has(at, tag::FIELD) || self.words.office(self.text, at).is_some();
        let named = |at: usize| self.mention_at(at).is_some();
        let proper = |at: usize| self.text.tokens[at].capital && !common(at) && !named(at);
        let as_written = tokens.clone().any(proper);
        let mut out = String::new();
        for at in tokens {
            if !out.is_empty() && !self.text.tokens[at].glued {
                out.push(' ');
            }
            let small = !as_written && common(at) && !named(at);
            out.push_str(if small { self.text.low(at) } else { self.text.word(at) });
        }
        out
    }
}

impl Words {
    /// Whether an office's words begin at a token.
    pub(super) fn begins(&self, text: &crate::text::Text<'_>, at: usize) -> bool {
        self.office(text, at).is_some()
    }
}
