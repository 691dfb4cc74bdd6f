//! Enumerations: what an act has for its object, named one by one: "adopted two documents: a declaration and a plan",
//! "several texts, among them a treaty", "proposals for a bank and for a fund".

use std::ops::Range;

use comity_model::Kind;

use super::apply::Clauses;
use super::frame::Predicate;
use super::party::OF;
use super::role::clean;
use super::unit::{Unit, What};
use crate::index::List;
use crate::pack::{Auxiliary, Grammar, NounClass, Rule};
use crate::text::{Bytes, TokenKind};

/// Most tokens from a heading to what opens its enumeration.
const OPENS: usize = 14;

/// Most tokens of one that is enumerated.
const LONGEST: usize = 60;

/// How the first of those enumerated begins; the others begin alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begins {
    /// "A", "the".
    Determiner,
    /// "That a centre be set up": the others may be named alone.
    Clause,
    /// "For a bank, for a fund".
    Preposition(usize),
    Bare,
}

/// An object: its name as written, where, and its unit.
type Object = (String, Bytes, Option<usize>);

impl Clauses<'_, '_> {
    /// The object of an act and further ones of the same act: those coordinated with it, or all that it sums up.
    pub(super) fn each_object(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        object: Option<Object>,
    ) -> (Option<Object>, Vec<(String, Bytes)>) {
        use Kind::{Adopt, Decide, Establish, Propose, Sign};
        if !matches!(rule.act, Adopt | Decide | Sign | Establish | Propose) {
            return (object.filter(|_| !rule.enumerated), Vec::new());
        }
        // "Agreed on three things: …"; the noun of "the initiatives of Malta: …" is the act itself.
        let within =
            |unit: &Unit| object.as_ref().is_some_and(|it| it.2.is_none() && it.1.contains(unit.bytes));
        let unit = object.as_ref().and_then(|it| it.2).or_else(|| self.units.iter().position(within));
        let noun = rule.enumerated && predicate.lemma.is_none();
        let signs = rule.act == Sign && !noun;
        // "A package of 20 documents".
        let unit = unit.map(|n| self.contents(n).unwrap_or(n));
        let heading = if noun { Some(&predicate.tokens) } else { unit.map(|n| &self.units[n].tokens) };
        let mut items = heading.map_or_else(Vec::new, |it| self.enumerated(it, noun, signs, predicate));
        // "Signed 25 documents, among them a declaration": all of them, and those that are named.
        let more = heading.and_then(|it| self.count_of(it)).is_some_and(|it| it > items.len());
        if more && signs && !items.is_empty() {
            return (object, items);
        }
        if !items.is_empty() {
            let (name, bytes) = items.remove(0);
            return (Some((name, bytes, None)), items);
        }
        if rule.enumerated {
            return (None, items);
        }
        let further =
            object.as_ref().map_or_else(Vec::new, |it| self.further_objects(rule, predicate, it.1, it.2));
        (object, further)
    }

    /// What a heading such as "documents" or "initiatives" sums up, where the sentence names at least two of them, or `one` of those counted.
    /// Without a verb that does something to it (`alone`) examples ("initiatives such as …") are no acts.
    fn enumerated(
        &self,
        heading: &Range<usize>,
        alone: bool,
        one: bool,
        predicate: &Predicate,
    ) -> Vec<(String, Bytes)> {
        if !self.context.text.is_in(List::Heading, heading.end - 1) {
            return Vec::new();
        }
        let Some(start) = self.opening(heading, alone, predicate) else { return Vec::new() };
        let items = self.items(start..self.enumeration_end(start));
        // "Several documents were signed by leaders of nine states, including Malta": no text is named.
        let over = heading.end <= predicate.tokens.start && predicate.tokens.end < start;
        let text = |item: &Range<usize>| {
            self.units.iter().any(|it| item.contains(&it.tokens.start) && it.is_class(NounClass::Text))
        };
        if over && !items.iter().all(text) {
            return Vec::new();
        }
        // "16 documents, among them a declaration": one of those counted.
        // "Several documents, among them a declaration": the one that is named.
        let some = self.is_uncounted(heading);
        if items.len() < 2 && !some && (!one || self.count_of(heading).is_none()) {
            return Vec::new();
        }
        items.into_iter().map(|item| self.item_text(item)).collect()
    }

    /// What a noun that is no heading holds, where that is counted: "a package of 20 documents".
    pub(super) fn contents(&self, n: usize) -> Option<usize> {
        let heading = |n: usize| self.context.text.is_in(List::Heading, self.units[n].tokens.end - 1);
        let held = |it: &usize| {
            let unit = &self.units[*it];
            unit.owner_of == Some(n)
                && unit.function() == OF
                && heading(*it)
                && self.count_of(&unit.tokens).is_some()
        };
        (n + 1..self.units.len()).find(held).filter(|_| !heading(n))
    }

    /// "Several documents", "a number of documents": how many they are is left open.
    fn is_uncounted(&self, heading: &Range<usize>) -> bool {
        let first = heading.start.saturating_sub(2).max(self.sentence.tokens.start);
        let words = &self.context.pack.lexicon.uncounted;
        (first..heading.end).any(|at| words.iter().any(|it| it == self.context.text.low(at)))
    }

    /// How many a heading counts: "25 documents".
    fn count_of(&self, heading: &Range<usize>) -> Option<usize> {
        let first = heading.start.saturating_sub(3).max(self.sentence.tokens.start);
        (first..heading.end).find_map(|it| self.number_at(it))
    }

    /// Where the first one stands that is enumerated after a heading.
    fn opening(&self, heading: &Range<usize>, alone: bool, predicate: &Predicate) -> Option<usize> {
        let (from, end) = (heading.end, self.sentence.tokens.end);
        let text = self.context.text;
        // "Two documents, a statement and a plan".
        let counted = || {
            let first = heading.start.saturating_sub(3).max(self.sentence.tokens.start);
            (first..heading.end).any(|it| self.has_word(it, Grammar::Cardinal))
        };
        if text.mark(from) == Some(b',')
            && self.has_word(from + 1, Grammar::Determiner)
            && from + 1 < end
            && counted()
        {
            return Some(from + 1);
        }
        // "Proposals for a bank and for a fund".
        let repeats = |at: usize| {
            let again = |it: usize| text.id(it) == text.id(at) && self.is_separator(it - 1);
            let preposition = self.has_word(at, Grammar::Preposition)
                && !self.word(at).is_some_and(|it| it.is(Auxiliary::Infinitive));
            preposition && (at + 2..end.min(at + LONGEST)).any(again)
        };
        if from < end && repeats(from) {
            return Some(from);
        }
        for at in from..end.min(from + OPENS) {
            if text.mark(at) == Some(b':') {
                return Some(at + 1).filter(|it| *it < end);
            }
            let words = |opener: &&String| {
                opener.split(' ').enumerate().all(|(n, word)| at + n < end && text.low(at + n) == word)
            };
            if let Some(opener) = self.context.pack.lexicon.openers.iter().find(words) {
                return Some(at + opener.split(' ').count()).filter(|it| *it < end && !alone);
            }
            // "Initiatives designed to support the four pillars: …": what is listed is something else.
            let own = predicate.passive && predicate.lemma.is_some() && predicate.tokens.contains(&at);
            if self.frames.tags.is_verb(at) && !own && !self.word(at).is_some_and(|it| it.is_auxiliary()) {
                return None;
            }
        }
        None
    }

    /// Where an enumeration ends: with the sentence, or before the verb of what it was put into.
    fn enumeration_end(&self, start: usize) -> usize {
        let end = self.sentence.tokens.end;
        let text = self.context.text;
        let stop = |at: &usize| {
            let next = at + 1 + usize::from(at + 2 < end && self.has_word(at + 1, Grammar::Coordinator));
            let finite = next < end
                && (self.word(next).is_some_and(|it| it.is_auxiliary()) || self.frames.tags.is_verb(next));
            matches!(text.low(*at), "." | "–" | "—") || text.mark(*at) == Some(b',') && at + 1 < end && finite
        };
        (start..end).find(stop).unwrap_or(end)
    }

    fn is_separator(&self, at: usize) -> bool {
        matches!(self.context.text.low(at), "," | ";") || self.has_word(at, Grammar::Coordinator)
    }

    /// The stretches of those enumerated.
    fn items(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let text = self.context.text;
        let apart = range.clone().any(|it| text.mark(it) == Some(b';'));
        let separates = |at: usize| if apart { text.mark(at) == Some(b';') } else { self.is_separator(at) };
        let mut items: Vec<Range<usize>> = Vec::new();
        let (mut begins, mut depth, mut comma) = (Begins::Bare, 0i32, false);
        let mut at = range.start;
        while at < range.end {
            match text.low(at) {
                "(" | "[" | "«" | "“" => depth += 1,
                ")" | "]" | "»" | "”" => depth -= 1,
                _ => {}
            }
            if !items.is_empty() && (depth > 0 || !separates(at)) {
                if let Some(item) = items.last_mut() {
                    item.end = at + 1;
                }
                at += 1;
                continue;
            }
            comma |= !items.is_empty() && matches!(text.low(at), "," | ";");
            let first = (at..range.end).find(|it| !self.is_separator(*it)).unwrap_or(range.end);
            if first >= range.end {
                break;
            }
            let own = match items.last() {
                None => {
                    begins = self.begins(first);
                    true
                }
                Some(_) => apart || self.begins_alike(first, begins, comma),
            };
            match items.last_mut() {
                Some(item) if !own => item.end = first + 1,
                _ => items.push(first..first + 1),
            }
            at = first + 1;
        }
        items
    }

    fn begins(&self, at: usize) -> Begins {
        let has = |grammar| self.has_word(at, grammar);
        if has(Grammar::Determiner) {
            Begins::Determiner
        } else if has(Grammar::Complement) && has(Grammar::Relative) {
            Begins::Clause
        } else if has(Grammar::Preposition) {
            Begins::Preposition(at)
        } else {
            Begins::Bare
        }
    }

    /// Whether what stands after a comma or "and" is a further one, and no part of the one before: "trade *and transport*".
    fn begins_alike(&self, at: usize, first: Begins, comma: bool) -> bool {
        let text = self.context.text;
        let party = |unit: &Unit| {
            unit.tokens.start == at && matches!(unit.what, What::Party(_) | What::Place(_) | What::Time(_))
        };
        if self.units.iter().any(|it| party(it) && !it.possessive) {
            return false;
        }
        let named = || text.tokens[at].capital;
        match (first, self.begins(at)) {
            (Begins::Preposition(word), _) => text.id(at) == text.id(word),
            (Begins::Determiner | Begins::Clause, Begins::Determiner | Begins::Clause) => true,
            (Begins::Determiner | Begins::Clause, Begins::Bare) => named(),
            (Begins::Bare, Begins::Bare | Begins::Determiner) => comma,
            _ => false,
        }
    }

    /// What one of them is called.
    fn item_text(&self, item: Range<usize>) -> (String, Bytes) {
        // "A drug control centre for the region": the last noun before what hangs on it.
        let outer = |at: &usize| {
            let function = |it| self.has_word(*at, it);
            function(Grammar::Preposition)
                || function(Grammar::Relative)
                || self.context.text.tokens[*at].kind == TokenKind::Mark
                    && !self.context.text.tokens[*at].glued
                || self.word(*at).is_some_and(|it| it.is(Auxiliary::Infinitive) || it.is_auxiliary())
        };
        let stop = (item.start + 1..item.end).find(outer).unwrap_or(item.end);
        let head = self.units.iter().rposition(|unit| {
            item.start <= unit.tokens.start
                && unit.tokens.end <= stop
                && matches!(unit.what, What::Noun(_) | What::Thing | What::Name)
        });
        // "A fund for rebuilding after crises": with what it is for, up to a clause of its own.
        let clause = |at: &usize| outer(at) && !self.has_word(*at, Grammar::Preposition);
        let end = (stop..item.end).find(clause).unwrap_or(item.end);
        let start = head.map_or(item.start, |n| {
            let group = self.group_bytes(n, item.end);
            self.context.text.token_at(group.start).clamp(item.start, end - 1)
        });
        let bytes = self.context.text.bytes(start..end);
        (clean(bytes.of(self.context.text.text)), bytes)
    }
}
