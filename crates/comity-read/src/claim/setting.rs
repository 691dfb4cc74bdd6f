//! Setting: the place and the day that a clause gives an act.

use comity_atlas::EntityIdx;

use comity_model::Kind;

use super::apply::{Clauses, Raw};
use super::frame::{Predicate, Tense};
use super::role::{Filled, RawWhen, owners};
use super::unit::{Unit, What};
use crate::meeting::Mentioned;
use crate::pack::{Governs, Grammar, NounClass, Rule};
use crate::text::Bytes;

impl Clauses<'_, '_> {
    /// The place the clause asserts: the nearest after the predicate, else one before it.
    pub(super) fn place(
        &self,
        predicate: &Predicate,
        parties: &[Filled],
    ) -> Option<(String, Option<EntityIdx>, Bytes)> {
        let functions = &self.context.pack.lexicon.place_functions;
        let inside = |unit: &Unit| {
            predicate.clause.start <= unit.tokens.start && unit.tokens.end <= predicate.clause.end
        };
        let mut best: Option<(usize, usize)> = predicate.gap.map(|n| (200, n)).filter(|(_, n)| {
            let where_it_is = predicate.gap_function.as_deref().is_some_and(|it| {
                functions.iter().any(|function| function == it)
                    || self.context.index.word(it).is_some_and(|word| word.has(Grammar::Locative))
            });
            where_it_is && matches!(self.units[*n].what, What::Place(_) | What::Party(_))
        });
        for (n, unit) in self.units.iter().enumerate().filter(|(_, unit)| inside(unit)) {
            let located = functions.iter().any(|it| it == unit.function());
            let modifies = unit.owner_of.is_some_and(|it| self.units[it].is_class(NounClass::Meeting));
            let fits = match unit.what {
                What::Place(_) => located || modifies && !unit.possessive,
                What::Party(entity) => {
                    located && !unit.adjective && parties.iter().all(|it| it.entity != Some(entity))
                }
                _ => false,
            };
            let distance = unit.tokens.start.abs_diff(predicate.tokens.start)
                + if unit.tokens.start < predicate.tokens.start { 30 } else { 0 };
            if fits && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, n));
            }
        }
        let unit = &self.units[best?.1];
        match unit.what {
            What::Place(entity) | What::Party(entity) => {
                Some((self.context.atlas.entity(entity).name.to_owned(), Some(entity), unit.bytes))
            }
            _ => None,
        }
    }

    /// The place that a rule finds in a role: who hosts.
    pub(super) fn place_by_rule(
        &self,
        rule: &Rule,
        predicate: &Predicate,
    ) -> Option<(String, Option<EntityIdx>, Bytes)> {
        self.slots(&rule.place, predicate).into_iter().find_map(|n| match self.units[n].what {
            What::Place(entity) | What::Party(entity) if !self.units[n].adjective => {
                let name = self.context.atlas.entity(entity).name.to_owned();
                Some((name, Some(entity), self.units[n].bytes))
            }
            _ => None,
        })
    }

    /// Meetings that the sentence names by their place or body without telling that they are held.
    pub(super) fn mentioned(&self, own: &[Raw], meetings: &mut Vec<Mentioned>) {
        for (n, unit) in self.units.iter().enumerate().filter(|(_, it)| it.is_class(NounClass::Meeting)) {
            let told = own.iter().any(|raw| {
                raw.kind == Kind::Convene
                    && raw.object.as_ref().is_some_and(|(_, bytes)| bytes.contains(unit.bytes))
            });
            if told {
                continue;
            }
            let owner = |fits: &dyn Fn(What) -> Option<EntityIdx>| {
                owners(self.units, n).find_map(|it| fits(self.units[it].what))
            };
            let place = owner(&|it| if let What::Place(entity) = it { Some(entity) } else { None });
            let body = owner(&|it| if let What::Body(entity) = it { Some(entity) } else { None });
            let org = owner(&|it| if let What::Org(entity) = it { Some(entity) } else { None });
            if place.is_none() && body.is_none() && org.is_none() {
                continue;
            }
            let org = org
                .or_else(|| body.map(|it| self.context.organisation(it)))
                .or_else(|| self.context.org_before(unit.bytes.start).map(|(org, _)| org));
            let (name, bytes) = self.group_text(n, self.sentence.tokens.end);
            meetings.push(Mentioned { bytes, name, org, body, place, sentence: self.number });
        }
    }

    /// The day the clause gives.
    pub(super) fn when(&self, predicate: &Predicate) -> Option<RawWhen> {
        let inside = |unit: &Unit| {
            predicate.clause.start <= unit.tokens.start && unit.tokens.end <= predicate.clause.end
        };
        let times = self.units.iter().filter(|unit| inside(unit)).filter_map(|unit| match unit.what {
            What::Time(n) => Some((unit, &self.context.times[n])),
            _ => None,
        });
        let (_, time) = times.min_by_key(|(unit, _)| {
            let distance = unit.tokens.start.abs_diff(predicate.tokens.start);
            distance + if unit.tokens.start < predicate.tokens.start { 8 } else { 0 }
        })?;
        let ahead = matches!(predicate.tense, Tense::Future | Tense::Would | Tense::Infinitive)
            || predicate.controls.iter().any(|it| it.governs == Governs::Plan);
        let day = time.later.filter(|_| ahead).unwrap_or(time.start);
        Some(RawWhen { day, basis: time.basis, bytes: time.bytes })
    }
}
