//! Slots: which units stand at the places of a frame that a rule names.

use super::apply::Clauses;
use super::frame::{Frames, Predicate};
use super::role::{Filled, Sort};
use super::unit::{Unit, What, holding};
use crate::pack::{Grammar, NounClass};

/// Tokens between the particle of a verb and its object.
const PARTICLE_REACH: usize = 3;

impl Frames<'_> {
    /// Units for a slot, best first. `noun` predicates have owners for subjects.
    pub(crate) fn slot(&self, predicate: &Predicate, slot: &str, agent_functions: &[String]) -> Vec<usize> {
        match (slot, predicate.passive) {
            ("subj", true) | ("obj", false) if slot == "subj" => {
                self.after(predicate, |unit| agent_functions.iter().any(|it| it == unit.function()))
            }
            ("subj", false) if predicate.lemma.is_some() => predicate.subjects.clone(),
            ("subj", _) => {
                self.after(predicate, |unit| agent_functions.iter().any(|it| it == unit.function()))
            }
            ("obj", true) => predicate
                .gap_object()
                .into_iter()
                .chain(predicate.subjects.iter().copied())
                .chain(self.objects(predicate))
                .collect(),
            ("obj", _) => self.objects(predicate).into_iter().chain(predicate.gap_object()).collect(),
            ("poss", _) => self.owners(predicate),
            ("before", _) => predicate.subjects.clone(),
            ("after", _) => self.after(predicate, |_| true),
            ("part", _) => self.parts(predicate),
            (function, _) => {
                let mut found = self.after(predicate, |unit| unit.may(function));
                found.extend(self.fronted(predicate, function));
                found.extend(self.of_subject(predicate, function));
                found.extend(predicate.gap.filter(|_| predicate.gap_function.as_deref() == Some(function)));
                found
            }
        }
    }

    /// What hangs on what is done something to, however far down: "the oath of office as head of the bloc was taken".
    fn parts(&self, predicate: &Predicate) -> Vec<usize> {
        let heads =
            if predicate.passive { predicate.subjects.clone() } else { self.after(predicate, Unit::is_bare) };
        let hangs = |n: &usize| {
            let chain = std::iter::successors(self.units[*n].owner_of, |it| {
                self.units[*it].owner_of.filter(|next| next != it)
            });
            chain.take(4).any(|it| heads.contains(&it))
        };
        (0..self.units.len()).filter(hangs).collect()
    }

    /// What stands after a predicate without a preposition, or after one that is part of the verb: "took in X".
    fn objects(&self, predicate: &Predicate) -> Vec<usize> {
        let end = predicate.tokens.end;
        let particle = self.text.low(end - 1);
        let taken = |unit: &Unit| {
            predicate.tokens.len() > 1
                && unit.function() == particle
                && unit.tokens.start <= end + PARTICLE_REACH
        };
        let mut found = self.after(predicate, |unit| unit.is_bare() || taken(unit));
        let lists: Vec<usize> =
            found.iter().filter(|n| taken(&self.units[**n])).map(|n| self.units[*n].list).collect();
        if !lists.is_empty() {
            let mut joined = self.after(predicate, |unit| lists.contains(&unit.list));
            joined.retain(|it| !found.contains(it));
            found.append(&mut joined);
        }
        found
    }

    fn after(&self, predicate: &Predicate, fits: impl Fn(&Unit) -> bool) -> Vec<usize> {
        let (from, to) = (predicate.tokens.end, predicate.clause.end);
        let mut found: Vec<usize> = self.among(from..to).filter(|n| fits(&self.units[*n])).collect();
        // "Elected Malta, whose president was there, as chair": who is named in between is not elected.
        let Some(last) = found.last().map(|n| self.units[*n].tokens.start) else { return found };
        let between = (from..last)
            .find(|at| self.has(*at, Grammar::Relative) && !self.in_unit(*at))
            .and_then(|at| Some(at..self.inserted(from, at).filter(|end| *end <= to)?));
        if let Some(between) = between {
            found.retain(|n| !between.contains(&self.units[*n].tokens.start));
        }
        found
    }

    /// What hangs on the subject of a passive: "talks with X were opened".
    fn of_subject(&self, predicate: &Predicate, function: &str) -> Vec<usize> {
        let Some(subject) = predicate.subjects.first().filter(|_| predicate.passive) else {
            return Vec::new();
        };
        let hangs = |n: &usize| {
            let unit = &self.units[*n];
            let party = matches!(
                unit.what,
                What::Party(_) | What::Name | What::Person(_) | What::Org(_) | What::Body(_)
            );
            party && unit.function() == function && unit.owner_of == Some(*subject)
        };
        (0..self.units.len()).filter(hangs).collect()
    }

    fn fronted(&self, predicate: &Predicate, function: &str) -> Vec<usize> {
        self.among(predicate.clause.start..predicate.group.start)
            .rev()
            .filter(|n| self.units[*n].function() == function && self.units[*n].owner_of.is_none())
            .collect()
    }

    /// Names that own or modify a noun predicate: before it, or after it by "of".
    fn owners(&self, predicate: &Predicate) -> Vec<usize> {
        let own = holding(self.units, predicate.tokens.start);
        let mut found: Vec<usize> = Vec::new();
        if let Some(own) = own {
            found.extend((0..own).rev().filter(|n| self.units[*n].owner_of == Some(own)));
        }
        // "Angola's 16-year membership": how long it lasted owns nothing.
        let before =
            |unit: &Unit| unit.tokens.end <= predicate.tokens.start && !matches!(unit.what, What::Time(_));
        let near = self.units.iter().rposition(before);
        if let Some(near) = near.filter(|n| predicate.tokens.start - self.units[*n].tokens.end <= 4) {
            let unit = &self.units[near];
            if (unit.possessive || unit.adjective || unit.tokens.end == predicate.tokens.start)
                && !found.contains(&near)
            {
                found.push(near);
            }
        }
        // "Malta's OTS chairmanship": who owns the name before the noun owns the noun.
        let before = |n: usize| {
            let it = n.checked_sub(1)?;
            let next = self.units[it].tokens.end + 1 == self.units[n].tokens.start;
            (self.units[it].possessive && next).then_some(it)
        };
        let chained: Vec<usize> = found.iter().filter_map(|n| before(*n)).collect();
        found.extend(chained.into_iter().filter(|n| !found.contains(n)).collect::<Vec<_>>());
        found.extend(self.whose(predicate));
        found
    }

    /// "X, whose term ends": the unit before the relative word that owns the predicate.
    fn whose(&self, predicate: &Predicate) -> Option<usize> {
        let first = self.sentence.tokens.start;
        let near = predicate.tokens.start.saturating_sub(4).max(first)..predicate.tokens.start;
        let relative = near.rev().find(|it| self.text.places(*it).has(Grammar::Relative))?;
        let near = |unit: &Unit| unit.tokens.end <= relative && relative - unit.tokens.end <= 1;
        let last = self.units.iter().rposition(near)?;
        // "Ana Ruiz of Malta, whose term ends".
        let person = |it: &usize| matches!(self.units[*it].what, What::Person(_) | What::Name);
        Some(self.units[last].owner_of.filter(person).unwrap_or(last))
    }
}

impl Clauses<'_, '_> {
    /// An organisation, a body, or a collective of one.
    pub(super) fn is_body(&self, filled: &Filled) -> bool {
        use comity_atlas::Kind as Entity;
        filled.entity.is_some_and(|it| {
            matches!(self.context.atlas.entity(it).kind, Entity::Organisation | Entity::Body)
        })
    }

    /// Units for the slots of a role, best first.
    pub(super) fn slots<'s>(
        &'s self,
        slots: &'s [String],
        predicate: &'s Predicate,
    ) -> impl Iterator<Item = usize> + 's {
        let functions = &self.context.pack.lexicon.agent_functions;
        slots.iter().flat_map(|slot| self.frames.slot(predicate, slot, functions))
    }

    pub(super) fn first(
        &self,
        slots: &[String],
        predicate: &Predicate,
        sort: Sort,
        not: &[usize],
    ) -> Option<Filled> {
        let functions = &self.context.pack.lexicon.agent_functions;
        let open = |n: &usize| {
            !not.contains(n) && !self.is_located(*n) && !self.is_bracketed(&self.units[*n], predicate)
        };
        // "The Iraqi proposals", "the Iraqi proposal to": whose they are, where elsewhere an adjective does nothing.
        let asks = |n: usize| {
            predicate.controls.first().is_some_and(|it| it.noun) && predicate.subjects.first() == Some(&n)
        };
        let owner = |slot: &str, n: usize| match self.units[n].what {
            What::Party(entity) if self.units[n].adjective && (slot == "poss" || asks(n)) => {
                Some(self.context.entity(entity, Some(self.units[n].bytes)))
            }
            // "Tokyo proposed".
            What::Place(_) if sort == Sort::Actor && slot == "subj" => self.state_behind(n),
            _ => self.context.fill(self.units, n, sort),
        };
        slots.iter().find_map(|slot| {
            let units = self.frames.slot(predicate, slot, functions).into_iter();
            units.map(|n| self.whole_name(n)).filter(open).find_map(|n| owner(slot, n))
        })
    }

    /// "The Parliamentary Assembly (PACE) has elected": the name before its acronym in brackets; "by the OTS *leaders*": those of an
    /// organisation, and not the organisation.
    fn whole_name(&self, n: usize) -> usize {
        let unit = &self.units[n];
        let leaders = |it: &usize| {
            let next = &self.units[*it];
            next.tokens.start == unit.tokens.end && next.is_class(NounClass::Collective) && !unit.possessive
        };
        let of = unit.owner_of.filter(|_| matches!(unit.what, What::Org(_) | What::Body(_))).filter(leaders);
        if let Some(of) = of {
            return of;
        }
        let bracket = unit.tokens.start.checked_sub(1).filter(|it| self.context.text.mark(*it) == Some(b'('));
        let name = |it: &usize| {
            let before = &self.units[*it];
            Some(before.tokens.end) == bracket && before.what == unit.what && before.owner_of.is_none()
        };
        n.checked_sub(1).filter(name).unwrap_or(n)
    }
}
