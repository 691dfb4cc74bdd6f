//! Who can speak in a sentence: persons, offices, pronouns, texts, organs, parties, in the narrator's own words.

use std::ops::Range;

use comity_atlas::{Kind, Role};

use super::Finder;
use crate::person::tag;
use crate::text::TokenKind;

/// What a nominal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Index of the person.
    Person(usize),
    /// Index of the title; nobody's name stands beside it.
    Role(usize),
    /// "he".
    Pronoun,
    /// "the Uruguayan": index of the mention of the state.
    Native(usize),
    /// "the winner": a person, by a word that is no title.
    Described,
    /// "it", "they".
    It,
    /// A statement, a communiqué.
    Text,
    /// A ministry, a press service.
    Organ,
    /// Index of the mention of a state, organisation, body or place.
    Party(usize),
    /// "the bloc".
    Bloc,
    /// Leaders, ministers.
    Group,
    /// A source without a name.
    Anonymous,
    /// A capitalised name that the atlas does not know.
    Name,
}

impl What {
    /// One person, by whatever words.
    pub(super) fn somebody(self) -> bool {
        matches!(self, Self::Person(_) | Self::Role(_) | Self::Pronoun | Self::Native(_) | Self::Described)
    }
}

/// A noun group that can be a speaker.
#[derive(Clone, Debug)]
pub(super) struct Nominal {
    /// Without article.
    pub(super) tokens: Range<usize>,
    /// Article and title included.
    pub(super) start: usize,
    pub(super) what: What,
    /// A preposition stands before it.
    pub(super) governed: bool,
    /// "'s" stands after it.
    pub(super) possessive: bool,
    /// "its", "their" before it.
    pub(super) own: bool,
    pub(super) indefinite: bool,
    /// Index of a mention that says whose it is: "OTS statement", "statement of the OTS".
    pub(super) owner: Option<usize>,
    /// Words that say more than its head alone.
    pub(super) more: bool,
    /// Stands in a relative clause.
    pub(super) relative: bool,
}

impl Finder<'_> {
    /// The nominals of a sentence, outside quotations.
    pub(super) fn nominals(&self, sentence: usize) -> &[Nominal] {
        let Some(cell) = self.nominals.get(sentence) else { return &[] };
        cell.get_or_init(|| {
            let tokens = self.text.sentences[sentence].tokens.clone();
            let mut found = Vec::new();
            let mut at = tokens.start;
            while at < tokens.end {
                let first = found.last().map_or(tokens.start, |it: &Nominal| it.tokens.end);
                if let Some(end) = self.named_title(at) {
                    at = end;
                    continue;
                }
                match self.nominal(at, first..tokens.end).filter(|_| !self.spoken[at]) {
                    Some(nominal) => {
                        at = nominal.tokens.end.max(at + 1);
                        let nominal = self.with_owner(nominal, &mut found);
                        found.push(nominal);
                    }
                    None => at += 1,
                }
            }
            found
        })
    }

    /// "The bank's president, Ana Ruiz": whose office it is belongs to the holder, and is nobody by itself.
    fn with_owner(&self, nominal: Nominal, found: &mut Vec<Nominal>) -> Nominal {
        let held = matches!(nominal.what, What::Person(_) | What::Role(_));
        let owner = found.pop_if(|it| held && it.possessive && it.tokens.end + 1 == nominal.start);
        match owner {
            Some(owner) => Nominal { start: owner.start, governed: owner.governed, ..nominal },
            None => nominal,
        }
    }

    pub(super) fn has(&self, token: usize, any: crate::person::Tags) -> bool {
        self.words.tags(self.text.id(token)) & any != 0
    }

    pub(super) fn mention_at(&self, token: usize) -> Option<usize> {
        let n = self.mentions.partition_point(|it| it.tokens.end <= token);
        self.mentions.get(n).filter(|it| it.tokens.contains(&token)).map(|_| n)
    }

    /// The nominal whose head begins at a token.
    fn nominal(&self, at: usize, limits: Range<usize>) -> Option<Nominal> {
        if let Some(person) = self.people.at(at) {
            let title = self.title_before(at).filter(|it| it.start >= limits.start);
            let start = title.map_or_else(|| self.honorifics(at, limits.start), |it| it.start);
            let start = self.unknown_before(start, limits.start);
            return Some(self.group(person.tokens.clone(), start, What::Person(person.person)));
        }
        let n = self.people.titles.partition_point(|it| it.tokens.end <= at);
        if let Some(title) = self.people.titles.get(n).filter(|it| it.tokens.start == at) {
            return Some(self.role(n, title.tokens.clone(), title.start));
        }
        if self.has(at, tag::PRONOUN) {
            return Some(self.group(at..at + 1, at, What::Pronoun));
        }
        if self.has(at, tag::IT) {
            return Some(self.group(at..at + 1, at, What::It));
        }
        let mention = self.mention_at(at).filter(|it| self.mentions[*it].tokens.start == at);
        if let Some(n) = mention {
            return self.party(n, limits);
        }
        self.common(at, limits)
    }

    /// "XYZ chairman Ana Ruiz": where capitalised words begin that the atlas does not know.
    fn unknown_before(&self, at: usize, first: usize) -> usize {
        let mut start = at;
        while start > first && self.is_unknown(start - 1) {
            start -= 1;
        }
        start
    }

    /// A capitalised word of which nothing is known.
    fn is_unknown(&self, at: usize) -> bool {
        let token = self.text.tokens[at];
        let known =
            tag::PART | tag::CUE | tag::DEFINITE | tag::PRONOUN | tag::IT | tag::NOT_NAME | tag::HONORIFIC;
        token.kind == TokenKind::Word
            && token.capital
            && !self.spoken[at]
            && self.mention_at(at).is_none()
            && self.people.at(at).is_none()
            && !self.has(at, known)
    }

    /// Where the honorifics before a name begin.
    fn honorifics(&self, name: usize, first: usize) -> usize {
        let mut start = name;
        while start > first
            && (self.has(start - 1, tag::HONORIFIC)
                || self.text.mark(start - 1) == Some(b'.')
                    && start - 1 > first
                    && self.has(start - 2, tag::HONORIFIC))
        {
            start -= 1;
        }
        start
    }

    /// The title right before a name, over honorifics.
    fn title_before(&self, name: usize) -> Option<&crate::person::Title> {
        let n = self.people.titles.partition_point(|it| it.tokens.end <= name);
        let title = self.people.titles[..n].last()?;
        let gap = title.tokens.end..name;
        let near = gap.len() <= 6
            && gap
                .clone()
                .all(|it| self.has(it, tag::HONORIFIC) || matches!(self.text.low(it), "." | "(" | ")" | ","));
        near.then_some(title)
    }

    /// Where a title ends that begins at a token and whose holder is named beside it.
    fn named_title(&self, at: usize) -> Option<usize> {
        let n = self.people.titles.partition_point(|it| it.tokens.end <= at);
        let title = self.people.titles.get(n).filter(|it| it.tokens.start == at && !it.plural)?;
        let holder = self.people.holders[n]?;
        let end = title.tokens.end;
        let named_after = (end..end + 8)
            .take_while(|it| {
                self.people.at(*it).is_some()
                    || self.has(*it, tag::HONORIFIC | tag::OWN)
                    || matches!(self.text.low(*it), "." | "," | "(" | ")")
            })
            .any(|it| self.people.at(it).is_some_and(|it| it.person == holder));
        let apposed = title.start > 0 && matches!(self.text.low(title.start - 1), "," | "(" | "–" | "—");
        (named_after || apposed).then_some(end.max(at + 1))
    }

    /// A title that stands for a person.
    fn role(&self, n: usize, tokens: Range<usize>, start: usize) -> Nominal {
        let what = if self.people.titles[n].plural { What::Group } else { What::Role(n) };
        self.group(tokens, start, what)
    }

    /// A name of the atlas, alone or before the noun it belongs to.
    fn party(&self, n: usize, limits: Range<usize>) -> Option<Nominal> {
        let mention = &self.mentions[n];
        let mut next = mention.tokens.end;
        let possessive = matches!(self.text.low(next), "'s" | "'") && self.text.tokens[next].glued;
        if possessive {
            next += 1;
        }
        let adjective = matches!(mention.role, Role::Adjective | Role::Demonym);
        // The noun it belongs to: "OTS statement", "Kazakhstan's foreign ministry".
        let head = (next..(next + 4).min(limits.end))
            .take_while(|it| {
                self.text.tokens[*it].kind == TokenKind::Word
                    && !self.has(*it, tag::PART | tag::CUE | tag::PRONOUN)
                    || self.is_head(*it)
            })
            .find(|it| self.is_head(*it));
        if let Some(head) = head.filter(|it| *it == next || possessive || adjective || self.small(next, *it))
        {
            let mut group = self.common(head, limits)?;
            group.tokens.start = group.tokens.start.min(mention.tokens.start);
            group.start = self.article(group.tokens.start);
            group.governed = self.governed(group.start);
            group.owner = group.owner.or(Some(n));
            group.more = true;
            return Some(group);
        }
        if adjective {
            // "The Uruguayan said": the person of whom the text has spoken.
            let person = self.has(mention.tokens.start.saturating_sub(1), tag::DEFINITE)
                && self.has(mention.tokens.end, tag::CUE);
            return person.then(|| self.group(mention.tokens.clone(), mention.tokens.start, What::Native(n)));
        }
        let start = self.article(mention.tokens.start);
        let mut group = self.group(mention.tokens.clone(), start, What::Party(n));
        group.possessive = possessive;
        Some(group)
    }

    fn small(&self, from: usize, to: usize) -> bool {
        (from..to).all(|it| self.has(it, tag::FIELD | tag::ORGAN))
    }

    fn is_head(&self, at: usize) -> bool {
        let noun = tag::TEXT | tag::ORGAN | tag::GROUP | tag::ANONYMOUS | tag::BLOC;
        self.has(at, noun) && !self.has(at, tag::CUE) || self.has(at, tag::TEXT) && self.introduced(at)
    }

    /// "report", "note" and the like are nouns after an article or adjective only.
    fn introduced(&self, at: usize) -> bool {
        at > 0 && self.has(at - 1, tag::DEFINITE | tag::INDEFINITE | tag::OWN)
    }

    /// A common noun that can speak, with what belongs to it.
    fn common(&self, at: usize, limits: Range<usize>) -> Option<Nominal> {
        if !self.is_head(at) || self.text.tokens[at].kind != TokenKind::Word {
            return self.unknown(at, limits);
        }
        // The last of several nouns is the head: "press service", "government statement".
        let mut head = at;
        while head + 1 < limits.end && self.is_head(head + 1) {
            head += 1;
        }
        let mut start = at;
        while start > limits.start && self.modifies(start - 1) {
            start -= 1;
        }
        let what = [
            (tag::TEXT, What::Text),
            (tag::GROUP, What::Group),
            (tag::ORGAN, What::Organ),
            (tag::ANONYMOUS, What::Anonymous),
        ];
        let what = what.into_iter().find(|(bits, _)| self.has(head, *bits)).map_or(What::Bloc, |it| it.1);
        let proper = (start..head + 1).any(|it| self.text.tokens[it].capital);
        let what =
            if what == What::Organ && self.has(head, tag::BLOC) && !proper { What::Bloc } else { what };
        let mut end = head + 1;
        let mut owner = None;
        for _ in 0..3 {
            let link =
                self.has(end, tag::OF | tag::BY | tag::FROM) || what == What::Text && self.has(end, tag::BY);
            let Some(next) = link.then(|| self.after_link(end + 1, limits.end)).flatten() else { break };
            owner = owner.or(next.1);
            end = next.0;
        }
        if what == What::Text && owner.is_none() {
            // "the text made public by the Chilean government": who made it.
            let near = (end..(end + 4).min(limits.end))
                .take_while(|it| self.text.tokens[*it].kind == TokenKind::Word);
            let by = near.clone().find(|it| self.has(*it, tag::BY));
            owner = by.and_then(|it| self.after_link(it + 1, limits.end)).and_then(|it| it.1);
        }
        let possessive =
            matches!(self.text.low(end), "'s" | "'") && self.text.tokens.get(end).is_some_and(|it| it.glued);
        let mut group = self.group(start..end, self.article(start), what);
        group.owner = owner;
        group.more = end > head + 1 || start < at;
        group.possessive = possessive;
        Some(group)
    }

    /// The end of a group after "of", and the mention in it.
    fn after_link(&self, at: usize, limit: usize) -> Option<(usize, Option<usize>)> {
        let mut at = at;
        while at < limit && self.has(at, tag::DEFINITE | tag::INDEFINITE | tag::OWN) {
            at += 1;
        }
        let mut end = at;
        let mut owner = None;
        while end < limit {
            if let Some(n) = self.mention_at(end) {
                owner = owner.or(Some(n));
                end = self.mentions[n].tokens.end;
            } else if self.is_linked(end) || end > at && self.joins(end, limit) {
                end += 1;
            } else {
                break;
            }
        }
        (end > at).then_some((end, owner))
    }

    /// A word of a name or institution.
    fn is_linked(&self, at: usize) -> bool {
        let token = self.text.tokens[at];
        let noun = token.capital || self.has(at, tag::FIELD | tag::ORGAN | tag::BLOC);
        token.kind == TokenKind::Word && noun && !self.has(at, tag::CUE | tag::DATED)
    }

    /// "and" or a comma before a further party.
    fn joins(&self, at: usize, limit: usize) -> bool {
        let next = at + 1;
        (self.has(at, tag::AND) || self.text.mark(at) == Some(b','))
            && next < limit
            && (self.mention_at(next).is_some() || self.text.tokens[next].capital)
            && self.people.at(next).is_none()
            && !self.begins_title(next)
    }

    /// Whether the title of a person begins at a token.
    fn begins_title(&self, at: usize) -> bool {
        let n = self.people.titles.partition_point(|it| it.tokens.end <= at);
        self.people.titles.get(n).is_some_and(|it| it.start <= at && at < it.tokens.end)
    }

    /// An adjective or portfolio before a noun.
    fn modifies(&self, at: usize) -> bool {
        let token = self.text.tokens[at];
        let part =
            tag::PART | tag::CUE | tag::DEFINITE | tag::INDEFINITE | tag::OWN | tag::PRONOUN | tag::COPULA;
        token.kind == TokenKind::Word
            && !self.spoken[at]
            && !self.has(at, part)
            && self.people.ending(at + 1).is_none()
            && (self.has(at, tag::FIELD | tag::QUALIFIER | tag::ORGAN) || self.described(at))
    }

    /// A word right between an article and a noun.
    fn described(&self, at: usize) -> bool {
        at > 0 && self.has(at - 1, tag::DEFINITE | tag::INDEFINITE | tag::OWN)
    }

    /// A capitalised name of which nothing is known.
    fn unknown(&self, at: usize, limits: Range<usize>) -> Option<Nominal> {
        let opens = at == self.text.sentences[self.text.sentence_of(at)].tokens.start;
        if !self.is_unknown(at) || opens && !self.is_unknown(at + 1) {
            return None;
        }
        let mut end = at + 1;
        while end < limits.end && self.is_unknown(end) {
            end += 1;
        }
        let before_name =
            self.people.at(end).is_some() || self.has(end, tag::HONORIFIC) || self.named_title(end).is_some();
        if before_name {
            return None;
        }
        Some(self.group(at..end, self.article(at), What::Name))
    }

    fn article(&self, at: usize) -> usize {
        let article = tag::DEFINITE | tag::INDEFINITE | tag::OWN;
        if at > 0 && self.has(at - 1, article) && !self.spoken[at - 1] { at - 1 } else { at }
    }

    /// Whether a preposition governs what begins at a token, over adjectives before it.
    fn governed(&self, start: usize) -> bool {
        let mut at = start;
        while at > 0 && start - at < 5 && !self.spoken[at - 1] {
            at -= 1;
            if self.has(at, tag::PREPOSITION) {
                return !self.has(at, tag::AS);
            }
            let token = self.text.tokens[at];
            let plain = token.kind == TokenKind::Word && !token.capital && !self.has(at, !tag::FIELD);
            let between = plain && !self.words.past_form(self.text.low(at))
                || token.kind == TokenKind::Number
                || self.text.mark(at) == Some(b'-');
            if !between {
                return false;
            }
        }
        false
    }

    /// Whether "which", "who" or the like stands before, with no mark in between.
    fn in_relative(&self, start: usize) -> bool {
        let near = (start.saturating_sub(8)..start).rev();
        near.take_while(|it| !matches!(self.text.low(*it), "," | ";" | "." | ":") && !self.spoken[*it])
            .any(|it| self.has(it, tag::RELATIVE))
    }

    pub(super) fn group(&self, tokens: Range<usize>, start: usize, what: What) -> Nominal {
        let start = if start == tokens.start { self.article(start) } else { start };
        let possessive = matches!(self.text.low(tokens.end), "'s" | "'")
            && self.text.tokens.get(tokens.end).is_some_and(|it| it.glued);
        Nominal {
            governed: self.governed(start),
            possessive,
            own: self.has(start, tag::OWN) && start < tokens.start,
            indefinite: self.has(start, tag::INDEFINITE) && start < tokens.start,
            owner: None,
            more: false,
            relative: self.in_relative(start),
            tokens,
            start,
            what,
        }
    }

    /// Whether a mention is of a party that can speak.
    pub(super) fn speaks(&self, mention: usize) -> bool {
        self.mentions.get(mention).is_some_and(|it| it.kind != Kind::Place)
    }
}
