//! Parties: who receives, loses or takes, and which standing or office it is.

use comity_model::Class;

use super::apply::Clauses;
use super::frame::Predicate;
use super::role::{Filled, Sort};
use super::unit::{Unit, What};
use crate::pack::{Grammar, NounClass, Rule};

impl Clauses<'_, '_> {
    /// The parties: the first that fits, with the list it stands in.
    pub(super) fn parties(&self, rule: &Rule, predicate: &Predicate, sort: Sort) -> Vec<Filled> {
        for n in self.slots(&rule.party, predicate) {
            let found = self.parties_at(rule, n, sort);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The parties that a unit gives, none where it is no party of an act.
    fn parties_at(&self, rule: &Rule, n: usize, sort: Sort) -> Vec<Filled> {
        let unit = &self.units[n];
        if self.is_owned_by_other(unit) || self.is_part_of_name(unit) {
            return Vec::new();
        }
        match unit.what {
            What::Group(count) if sort == Sort::Party => {
                self.context.group_before(unit.bytes, Some(count).filter(|it| *it > 0))
            }
            What::Pronoun if sort != Sort::Person => self.context.parties_before(unit.bytes),
            What::Person(_) if rule.via_person && sort == Sort::Party => {
                self.context.state_of(unit).into_iter().collect()
            }
            What::Place(_) | What::Noun(_) if rule.party_is_agent && sort == Sort::Party => {
                let own = self.context.fill(self.units, n, sort);
                own.or_else(|| self.state_behind(n)).into_iter().collect()
            }
            _ if self.context.fill(self.units, n, sort).is_some() => {
                let list = unit.list;
                let members = (0..self.units.len()).filter(|it| {
                    self.units[*it].list == list && !self.is_part_of_name(&self.units[*it])
                });
                members.filter_map(|it| self.context.fill(self.units, it, sort)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The state for which its parliament, government or capital acts: "Georgia's parliament", "Niamey".
    fn state_behind(&self, n: usize) -> Option<Filled> {
        let unit = &self.units[n];
        match unit.what {
            What::Place(place) if unit.is_bare() && unit.owner_of.is_none() => {
                let state = self.context.atlas.entity(place).parent?;
                Some(self.context.entity(state, Some(unit.bytes)))
            }
            What::Noun(noun) if noun.class == NounClass::Organ => {
                let filled = self.context.fill(self.units, n, Sort::Actor)?;
                filled.id.is_some().then_some(filled)
            }
            _ => None,
        }
    }

    /// Whether a name only says whose or which another thing is: "the football association of Kenya".
    fn is_owned_by_other(&self, unit: &Unit) -> bool {
        let Some(head) = unit.owner_of.and_then(|it| self.units.get(it)) else { return false };
        match head.what {
            What::Noun(noun) => matches!(
                noun.class,
                NounClass::Institution | NounClass::Text | NounClass::Meeting | NounClass::Collective
            ),
            What::Body(_) | What::Name => unit.function() != "" || unit.possessive || unit.adjective,
            _ => false,
        }
    }

    /// Whether a name is part of a longer one: "Qatar Football Association".
    fn is_part_of_name(&self, unit: &Unit) -> bool {
        if self.headline || !matches!(unit.what, What::Party(_)) {
            return false;
        }
        self.units.iter().any(|it| it.what == What::Name && it.tokens.start == unit.tokens.end)
    }

    /// The standing: its value, class and unit.
    pub(super) fn standing(
        &self,
        rule: &Rule,
        predicate: &Predicate,
    ) -> Option<(String, Option<Class>, Option<usize>)> {
        self.slots(&rule.standing, predicate).into_iter().find_map(|n| {
            let value = self.standing_at(n)?;
            let fits = rule.standing_in.is_empty() || rule.standing_in.contains(&value);
            let class = self.class(&value);
            fits.then_some((value, class, Some(n)))
        })
    }

    /// The standing or office that a unit names, itself or by what was named before: "the status", "the post".
    fn standing_at(&self, n: usize) -> Option<String> {
        let unit = &self.units[n];
        if (unit.is_class(NounClass::Standing) || unit.is_class(NounClass::Office)) && !self.is_title(n) {
            return Some(self.context.phrase_value(unit));
        }
        let last = unit.tokens.end - 1;
        let before = unit.tokens.start.checked_sub(1)?;
        let definite = self.has_word(before, Grammar::Determiner) || unit.tokens.len() > 1;
        let words = &self.context.pack.lexicon.stand_in;
        let is = |list: &[String]| list.iter().any(|it| it == self.context.text.low(last));
        let (status, post) = (is(&words.standing), is(&words.office));
        if !(definite && (status || post)) || self.owner_names(n) {
            return None;
        }
        self.context.standing_before(unit.bytes.start, if post { NounClass::Office } else { NounClass::Standing })
    }

    /// Whether a unit is followed by "of …" or preceded by a name that says which one it is.
    fn owner_names(&self, n: usize) -> bool {
        self.units.iter().any(|it| {
            it.owner_of == Some(n) && matches!(it.what, What::Thing | What::Name | What::Party(_))
        })
    }

    /// Whether an office is a title: that of the person named right after it ("President Ana Ruiz", "the President, Ana
    /// Ruiz"), or one that a state owns ("Burundi's President").
    pub(super) fn is_title(&self, n: usize) -> bool {
        let unit = &self.units[n];
        if !unit.is_class(NounClass::Office) {
            return false;
        }
        let comma = usize::from(self.context.text.low(unit.tokens.end) == ",");
        let owner = |it: &Unit| it.owner_of == Some(n);
        let by_org = self.units.iter().any(|it| owner(it) && matches!(it.what, What::Org(_) | What::Body(_)));
        let by_state = self.units.iter().any(|it| owner(it) && matches!(it.what, What::Party(_)));
        self.units.get(n + 1).is_some_and(|next| {
            let gap = next.tokens.start - unit.tokens.end;
            matches!(next.what, What::Person(_)) && (gap == 0 || gap == comma && by_state)
        }) || by_state && !by_org && self.context.phrase_value(unit) == "president"
    }

    pub(super) fn class(&self, value: &str) -> Option<Class> {
        self.context.pack.lexicon.phrase.iter().find(|it| it.value == value).and_then(|it| it.standing)
    }

    pub(super) fn has_word(&self, token: usize, grammar: Grammar) -> bool {
        self.context.index.word(self.context.text.low(token)).is_some_and(|word| word.has(grammar))
    }
}
