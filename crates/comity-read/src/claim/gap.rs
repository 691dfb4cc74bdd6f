//! Offices told after one verb, each with its holder: "Malta was elected chair, Japan vice-chair and Bo Lind as deputy".

use comity_model::Kind;

use super::apply::{Clauses, Raw};
use super::frame::Predicate;
use super::party::AS;
use super::role::{Filled, Sort, join, owners};
use super::unit::What;
use crate::pack::{Grammar, NounClass};

/// What joins those who serve beside the holder of an office.
pub(super) const WITH: &str = "with";

impl Clauses<'_, '_> {
    /// Whether an office belongs to another holder than the predicate's: one stands before it, after an office of its own.
    pub(super) fn is_of_other_holder(&self, office: usize, predicate: &Predicate) -> bool {
        let first = self.units.partition_point(|it| it.tokens.start < predicate.tokens.end);
        let before = (first..office).rfind(|n| self.is_ranked(*n));
        before.is_some_and(|it| self.holder_between(it, office).is_some())
    }

    /// Adds the further holders of offices that the predicate of the last act tells.
    pub(super) fn gapped(&self, office: Option<usize>, raws: &mut Vec<Raw>) {
        // "Granted Malta observer status and Chile the status of partner".
        let gives = |raw: &Raw| raw.kind == Kind::Grant && raw.standing_bytes.is_some();
        let held = |raw: &&Raw| matches!(raw.kind, Kind::Chair | Kind::Appoint) || gives(raw);
        let Some(model) = raws.last().filter(held).cloned() else { return };
        let grants = model.kind == Kind::Grant;
        let Some(mut last) = office else { return };
        let ranked = |n: &usize| self.is_ranked(*n) && self.units[*n].is_class(NounClass::Standing) == grants;
        while let Some(next) = (last + 1..self.units.len()).find(ranked) {
            let Some(holder) = self.holder_between(last, next) else { return };
            let sort =
                if matches!(self.units[holder].what, What::Person(_)) { Sort::Person } else { Sort::Party };
            let Some(party) = self.context.fill(self.units, holder, sort) else { return };
            // "With Malta and Japan as vice-chairs".
            let list = self.units[holder].list;
            // "At the OTS and Chile the status": no party is what is no state as the holder is.
            let alike = |n: &usize| {
                std::mem::discriminant(&self.units[*n].what)
                    == std::mem::discriminant(&self.units[holder].what)
            };
            let beside = (last + 1..holder).filter(|n| self.units[*n].list == list).filter(alike);
            let beside: Vec<Filled> = beside.filter_map(|n| self.context.fill(self.units, n, sort)).collect();
            let value = self.context.phrase_value(&self.units[next]);
            let chairs = sort == Sort::Party && value == "chair";
            let bytes = join(self.units[holder].bytes, self.units[next].bytes);
            // "Malta as OTS chair": the office says whose it is.
            let org = owners(self.units, next).find_map(|n| {
                let filled = self.context.fill(self.units, n, Sort::Org)?;
                Some(self.context.entity(self.context.organisation(filled.entity?), filled.bytes))
            });
            for party in beside.into_iter().chain([party]) {
                raws.push(Raw {
                    org: org.clone().unwrap_or_else(|| model.org.clone()),
                    kind: match (grants, chairs) {
                        (true, _) => Kind::Grant,
                        (_, true) => Kind::Chair,
                        _ => Kind::Appoint,
                    },
                    party: Some(party),
                    class: self.class(&value),
                    standing: Some(value.clone()),
                    standing_bytes: Some(self.units[next].bytes),
                    evidence: model.evidence.iter().copied().chain([bytes]).collect(),
                    ..model.clone()
                });
            }
            last = next;
        }
    }

    /// A standing or office.
    fn is_ranked(&self, n: usize) -> bool {
        self.units[n].is_class(NounClass::Office) || self.units[n].is_class(NounClass::Standing)
    }

    /// The holder of the second of two offices: a state or person between them, joined to what stands before by a comma or
    /// "and", with no verb of its own. The words before may seem to go on over it ("chair of the OTS and Malta vice-chair").
    fn holder_between(&self, first: usize, second: usize) -> Option<usize> {
        let (from, to) = (self.units[first].tokens.end, self.units[second].tokens.start);
        if (from..to).any(|it| self.frames.tags.is_verb(it)) {
            return None;
        }
        let holds = |n: &usize| {
            let unit = &self.units[*n];
            let alone = !unit.possessive
                && !unit.adjective
                && unit.owner_of.is_none_or(|it| it == first || it == second);
            let mut between = (unit.tokens.end..to).rev();
            let as_office = between.find(|it| self.has_word(*it, Grammar::Preposition));
            let ranked = as_office.is_none_or(|it| self.context.text.low(it) == AS);
            let near = as_office.is_some() || to - unit.tokens.end <= 2;
            matches!(unit.what, What::Party(_) | What::Person(_))
                && alone
                && ranked
                && near
                && self.is_joined(from, unit.tokens.start)
        };
        (first + 1..second).rev().find(holds)
    }

    /// Whether a comma, "and" or "with" stands before a name and its title.
    fn is_joined(&self, from: usize, name: usize) -> bool {
        let text = self.context.text;
        let titled = |it: &usize| {
            text.tokens[*it].capital
                || text.mark(*it) == Some(b'.')
                || self.has_word(*it, Grammar::Determiner)
        };
        let before = (from..name).rev().find(|it| !titled(it));
        before.is_some_and(|it| {
            matches!(text.low(it), "," | ";" | WITH) || self.has_word(it, Grammar::Coordinator)
        })
    }
}
