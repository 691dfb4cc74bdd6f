//! Organs that the atlas does not list: their full names in a document ("the OPCW Conference of the States Parties"), and
//! the word alone that stands for one later ("the Conference").

use std::ops::Range;

use comity_atlas::{EntityIdx, Kind};

use super::apply::Context;
use super::role::{Filled, clean, join};
use super::unit::Unit;
use crate::index::List;
use crate::mention::Mention;
use crate::pack::Grammar;
use crate::text::{BlockKind, Bytes, TokenKind};

/// Words with a capital before its noun that a name may have: "Extraordinary Joint Ministerial Council".
const BEFORE: usize = 4;

/// Words after its noun that a name may have: "Conference of Heads of State and Government".
const AFTER: usize = 9;

/// An organ with a name of more than one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Organ {
    tokens: Range<usize>,
    /// The words with those that name the organisation beside them.
    whole: Bytes,
    /// The token of its noun.
    noun: usize,
    org: EntityIdx,
}

impl Context<'_> {
    /// The organ that a noun names, or for which "the Council" stands.
    pub(super) fn organ(&self, unit: &Unit) -> Option<Filled> {
        let noun = unit.tokens.clone().find(|it| self.is_organ_noun(*it))?;
        let organs = self.organs.get_or_init(|| self.find_organs());
        let end = organs.partition_point(|it| it.tokens.start <= noun);
        if let Some(own) = organs[..end].last().filter(|it| it.tokens.contains(&noun)) {
            let bytes = join(own.whole, unit.bytes);
            return Some(Filled { bytes: Some(bytes), ..self.called_organ(own) });
        }
        let alone = noun.checked_sub(1).is_some_and(|it| self.text.is_in(List::Definite, it));
        let named = |it: &&Organ| self.text.id(it.noun) == self.text.id(noun);
        let before = alone.then(|| organs[..end].iter().rev().find(named)).flatten()?;
        let antecedent = Some(self.text.bytes(before.tokens.clone()));
        Some(Filled { bytes: Some(unit.bytes), antecedent, ..self.called_organ(before) })
    }

    /// An organ by its name after the short one of its organisation.
    fn called_organ(&self, organ: &Organ) -> Filled {
        let words = clean(self.text.bytes(organ.tokens.clone()).of(self.text.text));
        let name = format!("{} {words}", self.called(organ.org));
        Filled { id: None, name, bytes: None, antecedent: None, entity: Some(organ.org) }
    }

    fn is_organ_noun(&self, at: usize) -> bool {
        self.text.tokens[at].capital && self.text.is_in(List::Organ, at)
    }

    fn find_organs(&self) -> Vec<Organ> {
        let told = |it: &usize| {
            let sentence = &self.text.sentences[self.text.sentence_of(*it)];
            self.text.blocks[sentence.block].kind == BlockKind::Paragraph
        };
        let nouns = (0..self.text.tokens.len()).filter(|it| self.is_organ_noun(*it) && told(it));
        let mut found: Vec<Organ> = Vec::new();
        for noun in nouns {
            if !found.last().is_some_and(|it| it.tokens.contains(&noun)) {
                found.extend(self.organ_with(noun));
            }
        }
        found
    }

    /// The organ whose name has a noun, where it has more words than that and an organisation is told.
    fn organ_with(&self, noun: usize) -> Option<Organ> {
        if self.named_at(noun).is_some() {
            return None;
        }
        let sentence = &self.text.sentences[self.text.sentence_of(noun)];
        let floor = sentence.tokens.start.max(noun.saturating_sub(BEFORE));
        let start = (floor..noun).rev().take_while(|it| self.is_in_name(*it)).last().unwrap_or(noun);
        let end = self.name_end(noun, sentence.tokens.end);
        let owner = self.owner_before(start, sentence.tokens.start);
        // "The Norwegian Parliament", "Malta's Council of Ministers".
        if owner.is_some_and(|it| !is_of_organisation(it)) {
            return None;
        }
        let after = || {
            let at = self.text.is_in(List::NameJoint, end).then(|| self.over_article(end + 1))?;
            self.named_at(at).filter(|it| it.tokens.end <= sentence.tokens.end)
        };
        let after = owner.is_none().then(after).flatten();
        if after.is_some_and(|it| !is_of_organisation(it)) {
            return None;
        }
        let definite = start > 0 && self.text.is_in(List::Definite, start - 1);
        let context = || self.org_before(self.text.tokens[noun].bytes().start).filter(|_| definite);
        let org =
            owner.or(after).map(|it| self.organisation(it.entity)).or_else(|| context().map(|it| it.0))?;
        let own = self.text.bytes(start..end);
        let whole = owner.or(after).map_or(own, |it| join(it.bytes, own));
        let full = end - start > 1 || whole != own;
        full.then_some(Organ { tokens: start..end, whole, noun, org })
    }

    /// Where the words after the noun of an organ end that belong to its name.
    fn name_end(&self, noun: usize, limit: usize) -> usize {
        let limit = limit.min(noun + AFTER);
        let (mut end, mut at) = (noun + 1, noun + 1);
        while at < limit && self.text.is_in(List::NameJoint, at) {
            let first = self.over_article(at + 1);
            // "The Council of Ministers and the Summit" are two.
            let two = self.has(at, Grammar::Coordinator) && first > at + 1;
            let last = (first..limit).take_while(|it| self.is_in_name(*it)).last();
            match last.filter(|_| !two && (end > noun + 1 || !self.has(at, Grammar::Coordinator))) {
                Some(last) => end = last + 1,
                None => break,
            }
            at = end;
        }
        end
    }

    fn over_article(&self, at: usize) -> usize {
        at + usize::from(self.has(at, Grammar::Determiner))
    }

    /// Whether a token may be a word of the name of an organ.
    fn is_in_name(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens.get(at) else { return false };
        let byte = token.bytes();
        let people = &self.people.mentions;
        let person = people.partition_point(|it| it.bytes.end <= byte.start);
        token.kind == TokenKind::Word
            && token.capital
            && self.named_at(at).is_none()
            && !self.text.is_in(List::Time, at)
            && !self.has(at, Grammar::Determiner)
            && !self.has(at, Grammar::Preposition)
            && people.get(person).is_none_or(|it| it.bytes.start > byte.start)
    }

    /// Whom the atlas knows right before a place: "the UNESCO …", "the OTS's …".
    fn owner_before(&self, start: usize, floor: usize) -> Option<&Mention> {
        let at = start.checked_sub(1)?;
        let mark = matches!(self.text.low(at), "'s" | "’s" | "'" | "’");
        let at = if mark { at.checked_sub(1)? } else { at };
        self.named_at(at).filter(|_| at >= floor)
    }

    /// Whom the atlas knows at a token.
    fn named_at(&self, at: usize) -> Option<&Mention> {
        let n = self.mentions.partition_point(|it| it.tokens.end <= at);
        self.mentions.get(n).filter(|it| it.tokens.contains(&at))
    }

    fn has(&self, at: usize, grammar: Grammar) -> bool {
        at < self.text.tokens.len() && self.low_has(at, grammar)
    }
}

fn is_of_organisation(mention: &Mention) -> bool {
    matches!(mention.kind, Kind::Organisation | Kind::Body)
}
