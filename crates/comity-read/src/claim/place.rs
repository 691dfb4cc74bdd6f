//! The place that a clause gives an act.

use std::ops::Range;

use comity_atlas::EntityIdx;
use comity_model::Kind;

use super::apply::Clauses;
use super::frame::Predicate;

use super::role::{Filled, Placed, clean};
use super::unit::{Unit, What};
use crate::index::{Form, List};
use crate::pack::{Grammar, NounClass, Rule};
use crate::text::{BlockKind, TokenKind};

impl Clauses<'_, '_> {
    /// The place the clause asserts: the nearest after the predicate, else one before it, else the state that hosts.
    pub(super) fn place(&self, rule: &Rule, predicate: &Predicate, parties: &[Filled]) -> Option<Placed> {
        let range = self.reach(predicate);
        let meets = rule.act == Kind::Convene;
        let taken = |entity: EntityIdx| parties.iter().any(|it| it.entity == Some(entity));
        // "Building on what was learnt in Malta, the members decide at the summit": not where they meet.
        let first = self.sentence.tokens.start;
        let gerund =
            self.word(first).is_some_and(|it| it.has_form(Form::Ing)) && self.frames.unit_of(first).is_none();
        let comma = |it: &usize| self.context.text.mark(*it) == Some(b',');
        let opening =
            (first..predicate.verb_start()).find(comma).filter(|_| gerund && meets).unwrap_or(first);
        let inside =
            |unit: &Unit| range.start.max(opening) <= unit.tokens.start && unit.tokens.end <= range.end;
        let mut best: Option<(usize, Placed)> = None;
        for (n, unit) in self.units.iter().enumerate().filter(|(_, unit)| inside(unit)) {
            let distance = unit.tokens.start.abs_diff(predicate.tokens.start)
                + if unit.tokens.start < predicate.tokens.start { 30 } else { 0 };
            if best.as_ref().is_some_and(|(least, _)| *least <= distance) {
                continue;
            }
            if let Some(placed) = self.located(n, meets).filter(|it| !it.1.is_some_and(taken)) {
                best = Some((distance, placed));
            }
        }
        // "Next session: Baku, 26 October".
        let listed = || {
            let after = |it: &usize| self.units[*it].tokens.start == predicate.tokens.end + 1;
            let named = |it: &usize| self.is_place(*it) || self.units[*it].what == What::Name;
            let next = (0..self.units.len()).find(|it| after(it) && named(it));
            next.filter(|_| meets && self.comes_next(&predicate.tokens)).map(|it| self.placed(it))
        };
        let best = best.map(|(_, it)| it).or_else(listed).or_else(|| self.place_by_word(range.clone()));
        best.or_else(|| self.place_before_clause(predicate))
            .or_else(|| self.place_before_relative(predicate))
            .or_else(|| if meets || rule.act == Kind::Chair { self.remote(range) } else { None })
            .or_else(|| self.place_by_rule(rule, predicate))
    }

    /// "Tunis will host the summit": a city acts for its state.
    pub(super) fn host(&self, rule: &Rule, predicate: &Predicate) -> Option<Filled> {
        let hosts = self.slots(&rule.place, predicate).find_map(|it| self.state_behind(it));
        hosts.filter(|_| rule.place.iter().any(|it| it == "subj") && rule.act == Kind::Convene)
    }

    /// The place that a unit names as that of an act: "in Baku", "the Baku summit", "in Cholpon-Ata, Kyrgyzstan".
    pub(super) fn located(&self, n: usize, unknown: bool) -> Option<Placed> {
        let unit = &self.units[n];
        let functions = &self.context.pack.lexicon.place_functions;
        if unit.what == What::Name && self.context.text.is_in(List::Region, unit.tokens.end - 1) {
            return None;
        }
        let modifies = unit.owner_of.is_some_and(|it| self.units[it].is_class(NounClass::Meeting));
        let governed = functions.iter().any(|it| it == unit.function()) || self.is_city_of(n);
        match unit.what {
            What::Place(_) if governed || modifies && !unit.possessive => Some(self.placed(n)),
            What::Party(_) if governed && !unit.adjective && !unit.possessive => {
                let town = n.checked_sub(1).filter(|it| {
                    self.after_comma(*it) == Some(n)
                        && matches!(self.units[*it].what, What::Name | What::Place(_))
                });
                Some(self.placed(town.unwrap_or(n)))
            }
            What::Name if governed => self.finer(n).or_else(|| self.unknown_place(n).filter(|_| unknown)),
            _ => None,
        }
    }

    /// A unit as a place, by its name in the atlas or as written.
    fn placed(&self, n: usize) -> Placed {
        let unit = &self.units[n];
        match unit.what {
            What::Place(entity) | What::Party(entity) => {
                (self.context.atlas.entity(entity).name.to_owned(), Some(entity), unit.bytes)
            }
            _ => {
                let end = self.compound(unit.tokens.end);
                let bytes = self.context.text.bytes(unit.tokens.start..end);
                (clean(bytes.of(self.context.text.text)), None, bytes)
            }
        }
    }

    /// The end of a name that goes on after a hyphen: "Cholpon-Ata".
    fn compound(&self, mut end: usize) -> usize {
        let glued = |at: usize| self.context.text.tokens.get(at).is_some_and(|it| it.glued);
        let capital = |at: usize| self.context.text.tokens.get(at).is_some_and(|it| it.capital);
        while end + 1 < self.sentence.tokens.end
            && self.context.text.mark(end) == Some(b'-')
            && glued(end)
            && glued(end + 1)
            && capital(end + 1)
        {
            end += 2;
        }
        end
    }

    /// "Palace of Nations, Dushanbe", "Cholpon-Ata, Kyrgyzstan": the town in names set off by commas after a place.
    fn finer(&self, n: usize) -> Option<Placed> {
        let next = self.after_comma(n)?;
        match self.units[next].what {
            What::Place(_) if matches!(self.units[n].what, What::Name) => Some(self.placed(next)),
            What::Party(_) | What::Place(_) if matches!(self.units[n].what, What::Name) => {
                Some(self.placed(n))
            }
            What::Name if matches!(self.units[n].what, What::Name) => {
                let last = self.after_comma(next)?;
                matches!(self.units[last].what, What::Party(_) | What::Place(_)).then(|| self.placed(next))
            }
            _ => None,
        }
    }

    /// The unit right after a comma or an opening bracket after a unit, or after the preposition of a place there.
    fn after_comma(&self, n: usize) -> Option<usize> {
        let end = self.compound(self.units[n].tokens.end);
        let mark = matches!(self.context.text.low(end), "," | "(");
        let again = usize::from(self.context.text.is_in(List::PlaceFunction, end + 1));
        let next = self.units.iter().position(|it| it.tokens.start == end + 1 + again)?;
        (mark && !self.units[next].adjective && !self.units[next].possessive).then_some(next)
    }

    /// A name that nothing knows right after the preposition of a place: a town, as far as one can tell.
    fn unknown_place(&self, n: usize) -> Option<Placed> {
        let unit = &self.units[n];
        let before = unit.tokens.start.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start)?;
        let direct = self.context.text.is_in(List::PlaceFunction, before);
        let end = self.compound(unit.tokens.end);
        let acronym = unit.bytes.of(self.context.text.text).chars().all(|it| !it.is_lowercase());
        // "The Invest in Bread Initiative was launched": a name goes on to the verb, where "in Bread Palace" is a place.
        let capital = |at: &usize| {
            let token = self.context.text.tokens[*at];
            token.capital && token.kind == TokenKind::Word
        };
        let named = || {
            let rest = (end..self.sentence.tokens.end).find(|it| !capital(it));
            let verb = |at: usize| {
                self.word(at)
                    .is_some_and(|it| it.is_auxiliary() || self.frames.tags.is_verb(at) && it.has_tense())
            };
            !self.headline && rest.is_some_and(|it| it > end && verb(it))
        };
        let modifies = named()
            || self.units.iter().any(|it| it.tokens.start == end)
            || self
                .context
                .text
                .tokens
                .get(end)
                .is_some_and(|it| end < self.sentence.tokens.end && it.kind == TokenKind::Number);
        (direct && !acronym && !modifies && unit.tokens.len() <= 3).then(|| self.placed(n))
    }

    /// "the Saudi city of Mecca", "the Tajik capital Dushanbe": what a noun like "city" names.
    fn is_city_of(&self, n: usize) -> bool {
        let start = self.units[n].tokens.start;
        let is_kind =
            |at: usize| at >= self.sentence.tokens.start && self.context.text.is_in(List::PlaceKind, at);
        start > 0 && is_kind(start - 1) || start > 1 && self.units[n].function() == "of" && is_kind(start - 2)
    }

    /// "here" under a dateline, "in the city": a word for a place named before.
    fn place_by_word(&self, range: Range<usize>) -> Option<Placed> {
        use comity_atlas::Kind as Entity;
        let listed = |list: List, at: usize| self.context.text.is_in(list, at);
        let at = range.clone().find(|at| {
            listed(List::Here, *at)
                || *at >= range.start + 2
                    && listed(List::PlaceKind, *at)
                    && self.has_word(*at - 1, Grammar::Determiner)
                    && listed(List::PlaceFunction, *at - 2)
                    && !self.has_word(*at + 1, Grammar::Preposition)
                    && !self.context.text.tokens.get(*at + 1).is_some_and(|it| it.capital)
        })?;
        let bytes = self.context.text.tokens[at].bytes();
        let mentions = self.context.mentions;
        let before = &mentions[..mentions.partition_point(|it| it.bytes.end <= bytes.start)];
        let mention = if listed(List::Here, at) {
            before.first().filter(|it| self.is_dateline(it.bytes.start))?
        } else {
            before.iter().rfind(|it| it.kind == Entity::Place)?
        };
        let place = self.context.atlas.entity(mention.entity);
        (place.kind == Entity::Place).then(|| (place.name.to_owned(), Some(mention.entity), bytes))
    }

    /// Whether the running text begins at a place.
    fn is_dateline(&self, at: usize) -> bool {
        let text = &self.context.text;
        let first = text.blocks.iter().find(|it| it.kind == BlockKind::Paragraph);
        first.is_some_and(|it| it.bytes.start == at)
    }

    /// The antecedent of a relative clause that stands for its place: "the city in which the leaders met".
    fn place_before_clause(&self, predicate: &Predicate) -> Option<Placed> {
        let function = predicate.gap_function.as_deref()?;
        let functions = &self.context.pack.lexicon.place_functions;
        let locative = functions.iter().any(|it| it == function)
            || self.context.index.word(function).is_some_and(|word| word.has(Grammar::Locative));
        predicate.gap.filter(|n| locative && self.is_place(*n)).map(|n| self.placed(n))
    }

    /// "Minsk, where the sessions took place": the place named before the relative word that opens the clause.
    fn place_before_relative(&self, predicate: &Predicate) -> Option<Placed> {
        let relative = predicate.clause.start.checked_sub(1)?;
        if relative < self.sentence.tokens.start || !self.has_word(relative, Grammar::Locative) {
            return None;
        }
        let before = (0..self.units.len()).rev().filter(|n| self.units[*n].tokens.end <= relative);
        before.take(2).find(|n| self.is_place(*n)).map(|n| self.placed(n))
    }

    fn is_place(&self, n: usize) -> bool {
        let unit = &self.units[n];
        matches!(unit.what, What::Place(_) | What::Party(_)) && !unit.adjective
    }

    /// "by video conference", "online", "a virtual summit".
    pub(super) fn remote(&self, range: Range<usize>) -> Option<Placed> {
        for at in range.clone().filter(|it| self.context.text.is_in(List::Remote, *it)) {
            let first = self.context.text.low(at);
            // Most begin with another word.
            let begins = |words: &&String| words.starts_with(first);
            for remote in &self.context.pack.lexicon.remote {
                let fits = |words: &&String| {
                    let mut token = at;
                    words.split([' ', '-']).all(|word| {
                        token += usize::from(token > at && self.context.text.mark(token) == Some(b'-'));
                        let fits = token < range.end && self.context.text.low(token) == word;
                        token += 1;
                        fits
                    })
                };
                if let Some(words) = remote.words.iter().filter(begins).filter(fits).max_by_key(|it| it.len())
                {
                    let len = words.split([' ', '-']).count();
                    let bytes = self.context.text.bytes(at..(at + len).min(range.end));
                    return Some((remote.name.clone(), None, bytes));
                }
            }
        }
        None
    }

    /// The place that a rule finds in a role: who hosts.
    pub(super) fn place_by_rule(&self, rule: &Rule, predicate: &Predicate) -> Option<Placed> {
        // "Malta and the bloc welcome dialogue", "Malta is old, and we see the meeting": no place sees it.
        let other = |n: usize| {
            let before = predicate.subjects.first().filter(|_| predicate.light.is_some());
            let list = self.units[n].list;
            before.is_some_and(|it| self.units[*it].what == What::Ourselves)
                || self
                    .units
                    .iter()
                    .any(|it| it.list == list && matches!(it.what, What::Org(_) | What::Body(_)))
        };
        let fits = |n: &usize| self.is_place(*n) && !other(*n);
        self.slots(&rule.place, predicate).find(fits).map(|n| self.placed(n))
    }
}
