//! What an office is an office of: "of Turkmenistan", "of Culture and Tourism", "of the presidential guard".

use std::ops::Range;

use comity_atlas::{EntityIdx, Kind};

use super::Reader;
use super::words::{Core, tag};
use crate::text::TokenKind;

/// Words after an office.
pub(super) struct Complement {
    pub(super) end: usize,
    /// The last state, organisation or body named in it.
    pub(super) of: Option<EntityIdx>,
    /// The words, where they are more than a name of the atlas.
    pub(super) text: Option<String>,
}

/// A noun group after "of".
struct Group {
    end: usize,
    of: Option<EntityIdx>,
    /// Only a name of the atlas.
    bare: bool,
}

/// Most words of a group in small letters.
const WORDS: usize = 4;
/// Most words of a period: "a second term of".
const PERIOD: usize = 6;
/// Most groups in a chain: "of the department of the ministry of Kazakhstan".
const CHAIN: usize = 4;

impl Reader<'_> {
    /// What is said after an office: one group after another, each with its "of".
    pub(super) fn complement(&self, start: usize, limit: usize, posted: bool) -> Option<Complement> {
        let mut out: Option<Complement> = None;
        let mut at = start;
        let comma = self.text.mark(start) == Some(b',')
            && (start + 1..limit.min(start + 8))
                .any(|it| self.has(it, tag::AND) && self.is_portfolio(it + 1));
        let first = start + usize::from(self.has(start, tag::AND) || comma);
        if first > start && self.is_portfolio(first) && self.has(start - 1, tag::FIELD) {
            let end = self.portfolio(first, limit);
            out = Some(Complement { end, of: None, text: Some(self.plain(start..end)) });
            at = end;
        }
        for n in 0..CHAIN {
            let link = self.has(at, tag::OF) || self.has(at, tag::AT) && (posted || n > 0 && out.is_some());
            if at >= limit || !link || self.has(at, tag::AT) && !self.has(at, tag::OF) && !posted {
                break;
            }
            if let Some(end) = self.period(at + 1, limit) {
                let so_far = out.take();
                let (of, text) = so_far.map_or((None, None), |it| (it.of, it.text));
                return Some(Complement { end, of, text });
            }
            let posting = || self.posting(at + 1, limit).filter(|_| self.has(at, tag::AT));
            let Some(mut group) = self.noun_group(at + 1, limit).or_else(posting) else { break };
            let inner = self.words.begins(self.text, group.end.saturating_sub(1));
            if inner && self.has(at, tag::AT) && self.text.tokens.get(group.end).is_some_and(|it| it.capital)
            {
                // "Representative to the UN Ambassador Ruiz": two titles of one person.
                group.end -= 1;
            }
            let so_far = out.as_ref().and_then(|it| it.text.clone());
            let moved = posted && self.has(at, tag::AT);
            let text = if group.bare && !moved {
                so_far
            } else {
                let words = self.plain(at..group.end);
                Some(so_far.map_or(words.clone(), |it| format!("{it} {words}")))
            };
            let of = if moved { out.as_ref().and_then(|it| it.of) } else { group.of };
            let of = of.or_else(|| out.as_ref().and_then(|it| it.of));
            out = Some(Complement { end: group.end, of, text });
            at = group.end;
        }
        self.placed(out, at, limit)
    }

    /// "For three years", "for a second term": how long, and not of what.
    fn period(&self, at: usize, limit: usize) -> Option<usize> {
        let end = (at..limit.min(at + PERIOD)).find(|it| self.has(*it, tag::PERIOD))?;
        let plain = |it: usize| {
            let token = self.text.tokens[it];
            let hyphen = self.text.mark(it) == Some(b'-');
            let word = token.kind == TokenKind::Word && !token.capital && self.mention_at(it).is_none();
            hyphen || word && !self.has(it, tag::PREPOSITION | tag::AND) || token.kind == TokenKind::Number
        };
        (at..end).all(plain).then_some(end + 1)
    }

    /// "Representative to the UN Ambassador Ruiz": where somebody is posted who has a further title.
    fn posting(&self, at: usize, limit: usize) -> Option<Group> {
        let at = at + usize::from(self.has(at, tag::DEFINITE));
        let mention = self.mention_at(at).filter(|it| it.tokens.start == at && it.tokens.end <= limit)?;
        Some(Group { end: mention.tokens.end, of: Some(mention.entity), bare: true })
    }

    /// "leader of the transition in Niger": the state after what an office is of.
    fn placed(&self, out: Option<Complement>, at: usize, limit: usize) -> Option<Complement> {
        let out = out?;
        let mention =
            self.mention_at(at + 1).filter(|it| it.tokens.start == at + 1 && it.tokens.end <= limit);
        match mention {
            Some(it) if self.has(at, tag::AT) && out.of.is_none() && it.kind == Kind::State => {
                Some(Complement { end: it.tokens.end, of: Some(it.entity), ..out })
            }
            _ => Some(out),
        }
    }

    /// What a verb that says an office is about: "heads the commission of the union".
    pub(super) fn object(&self, at: usize, limit: usize) -> Option<Complement> {
        let group = self.noun_group(at, limit)?;
        let more = self.complement(group.end, limit, false);
        let words = (!group.bare).then(|| format!("of {}", self.plain(at..group.end)));
        let end = more.as_ref().map_or(group.end, |it| it.end);
        let of = more.as_ref().and_then(|it| it.of).or(group.of);
        let text = match (words, more.and_then(|it| it.text)) {
            (Some(words), Some(more)) => Some(format!("{words} {more}")),
            (words, more) => words.or(more),
        };
        Some(Complement { end, of, text })
    }

    fn noun_group(&self, at: usize, limit: usize) -> Option<Group> {
        let mut at = at;
        while at < limit && self.has(at, tag::DEFINITE | tag::OWN | tag::INDEFINITE) {
            at += 1;
        }
        if at >= limit {
            return None;
        }
        if let Some(mention) = self.mention_at(at).filter(|it| it.tokens.start == at) {
            let of = (mention.kind != Kind::Place).then_some(mention.entity);
            let mut group = self.named_group(mention.tokens.end, of, limit)?;
            if mention.kind == Kind::Body {
                group.of = self.atlas.entity(mention.entity).parent.or(of);
                group.bare = false;
            }
            return Some(group);
        }
        if let Some(core) = self.words.office(self.text, at) {
            if self.text.tokens[at].capital && self.names(&core) {
                return None;
            }
            return Some(Group { end: core.end.min(limit), of: None, bare: false });
        }
        if self.is_portfolio(at) {
            let end = self.institution(self.portfolio(at, limit), limit);
            return Some(Group { end, of: None, bare: false });
        }
        let capital = self.text.tokens[at].capital && self.text.tokens[at].kind == TokenKind::Word;
        let end = if capital { self.institution(at + 1, limit) } else { self.small(at, limit)? };
        Some(Group { end, of: None, bare: false })
    }

    /// After a name of the atlas: the acronym in brackets, an office, or the rest of an institution's name.
    fn named_group(&self, end: usize, of: Option<EntityIdx>, limit: usize) -> Option<Group> {
        let bracket = self.text.mark(end) == Some(b'(')
            && self.mention_at(end + 1).is_some_and(|it| self.text.mark(it.tokens.end) == Some(b')'));
        if bracket {
            let end = self.mention_at(end + 1).map_or(end, |it| it.tokens.end + 1);
            return Some(Group { end: end.min(limit), of, bare: true });
        }
        if let Some(core) = self.words.office(self.text, end).filter(|it| it.end <= limit && !it.plural) {
            // "Head of Cabinet of Commission President Ana Ruiz": the title is hers.
            return (!self.names(&core)).then_some(Group { end: core.end, of, bare: false });
        }
        let possessive = self.text.low(end) == "'s";
        let from = end + usize::from(possessive);
        // "The OTS's Secretariat": a body that the atlas names.
        let body =
            self.mention_at(from).filter(|it| possessive && it.tokens.start == from && it.kind == Kind::Body);
        let on = body.map_or_else(|| self.institution(from, limit), |it| it.tokens.end.min(limit));
        let on = if on == from && possessive { self.small(from, limit).unwrap_or(on) } else { on };
        // "Head of the OTS delegation".
        let common = self.has(from, tag::FIELD | tag::ORGAN)
            && !self.has(from, tag::PART | tag::CUE)
            && !self.text.tokens[from.min(self.text.tokens.len() - 1)].capital
            && from < limit;
        let on = if on == from && common { from + 1 } else { on };
        let bare = on == from;
        Some(Group { end: if bare { end } else { on }, of, bare })
    }

    /// Whether a name seems to begin right after the words of an office.
    fn names(&self, core: &Core) -> bool {
        self.text.tokens.get(core.end).is_some_and(|it| it.capital && it.kind == TokenKind::Word)
            && !self.has(core.end, tag::NOT_NAME | tag::FIELD)
    }

    /// Capitalised words of an institution's name from a token on: "Regional Center", "Executive Committee".
    fn institution(&self, at: usize, limit: usize) -> usize {
        let mut end = at;
        while end < limit && self.text.tokens[end].capital {
            let part = tag::PART | tag::DEFINITE | tag::INDEFINITE | tag::PRONOUN | tag::OWN;
            let part = if self.has(end, tag::FIELD) { part } else { part | tag::HONORIFIC };
            let letter = self.text.word(end).chars().count() == 1;
            let known =
                self.has(end, tag::FIELD | tag::NOT_NAME | tag::ORGAN) && !self.has(end, part) && !letter;
            if !known || self.words.begins(self.text, end) || self.mention_at(end).is_some() {
                break;
            }
            end += 1;
        }
        end
    }

    /// A word of a portfolio, in whatever letters.
    fn is_portfolio(&self, at: usize) -> bool {
        self.has(at, tag::FIELD) && self.mention_at(at).is_none() && !self.words.begins(self.text, at)
    }

    /// "Culture, Information and Tourism": words of a portfolio with commas and "and" between them.
    fn portfolio(&self, at: usize, limit: usize) -> usize {
        let mut end = at + 1;
        while end < limit {
            let next = end + 1;
            let listed = self.text.mark(end) == Some(b',') || self.has(end, tag::AND);
            let comma_and =
                self.text.mark(end) == Some(b',') && self.has(next, tag::AND) && self.is_portfolio(next + 1);
            if self.is_portfolio(end) {
                end += 1;
            } else if listed && next < limit && self.is_portfolio(next) {
                end += 2;
            } else if comma_and && next + 1 < limit {
                end += 3;
            } else {
                break;
            }
        }
        end
    }

    /// A group in small letters: it must end at a word or mark that can end one, else only its first word counts.
    fn small(&self, at: usize, limit: usize) -> Option<usize> {
        let mut end = at;
        let fits = |n: usize| {
            let token = self.text.tokens[n];
            let low = self.text.low(n);
            let part =
                tag::PART | tag::PRONOUN | tag::WHO | tag::CUE | tag::OWN | tag::DEFINITE | tag::COPULA;
            token.kind == TokenKind::Word
                && !token.capital
                && !self.has(n, part)
                && !self.words.past_form(low)
        };
        while end < limit && end - at < WORDS && fits(end) {
            end += 1;
        }
        if end == at {
            return None;
        }
        let open = end < limit && self.text.tokens[end].kind == TokenKind::Word && fits(end);
        let end = if open { at + 1 } else { end };
        let owner = end < limit && matches!(self.text.low(end), "'s") && self.text.tokens[end].glued;
        Some(if owner { self.small(end + 1, limit).unwrap_or(end) } else { end })
    }

    /// The words of a stretch, for a name as written.
    pub(super) fn written(&self, tokens: Range<usize>) -> String {
        let words = self.text.bytes(tokens).of(self.text.text);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
