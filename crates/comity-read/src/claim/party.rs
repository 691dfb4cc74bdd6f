//! Parties: who receives, loses or takes.

use comity_atlas::EntityIdx;
use comity_model::Kind;

use super::apply::Clauses;
use super::frame::Predicate;
use super::gap::WITH;
use super::role::{Filled, Sort, owners};
use super::standing::HANDED;
use super::unit::{Unit, What};
use crate::index::List;
use crate::pack::{Auxiliary, Grammar, NounClass, Rule};
use crate::text::is_dash;

/// How many noun groups may be passed over in search of a party, and how many tokens.
const HEADS: usize = 3;
const FAR: usize = 40;

/// Tokens from the preposition before a title to the state after it: "to the prime minister of the".
const TITLE: usize = 12;
/// The function of whoever owns or whose part something is.
pub(super) const OF: &str = "of";
/// The function of what somebody is taken for.
pub(super) const AS: &str = "as";

impl Clauses<'_, '_> {
    /// The parties: the first that fits, with the list it stands in.
    pub(super) fn parties(&self, rule: &Rule, predicate: &Predicate, sort: Sort) -> Vec<Filled> {
        let functions = &self.context.pack.lexicon.agent_functions;
        let slots = |strict: bool| rule.party.iter().map(move |slot| (slot, strict));
        for (slot, strict) in slots(true).chain(slots(false)) {
            // "*Its* bid was approved by the bloc": whose it is comes before who approves it.
            let own = self.parties_owning(rule, predicate, slot).filter(|_| sort == Sort::Party);
            if let Some(own) = own {
                return own;
            }
            // "Lifted Gabon's suspension", "revoked Israel's observer status".
            let owned = [NounClass::Departure, NounClass::Standing, NounClass::Share];
            let departs = rule.object_is.iter().any(|it| owned.contains(it));
            let verbal = slot == "poss" && (departs || !rule.standing.is_empty());
            // "Submitted by the foreign minister of Malta".
            let asks = rule.act == Kind::Request && functions.contains(slot);
            let via_person = rule.via_person || asks;
            let verbal = verbal && predicate.light.is_none();
            let units: Vec<usize> = if verbal && self.frames.tags.is_verb(predicate.tokens.start) {
                // "Revoked Israel's observer status": a verb has no owner, its object has.
                let objects = self.nearest(self.frames.slot(predicate, "obj", functions), predicate);
                let owned = |n: &usize| {
                    let classes = [NounClass::Standing, NounClass::Share, NounClass::Departure];
                    classes.iter().any(|it| self.units[*n].is_class(*it))
                };
                let own = |n: &usize| {
                    let unit = &self.units[*n];
                    unit.possessive || unit.is_bare() || unit.function() == OF
                };
                objects.into_iter().filter(owned).flat_map(|it| owners(self.units, it)).filter(own).collect()
            } else {
                let mut units = self.nearest(self.frames.slot(predicate, slot, functions), predicate);
                if units.is_empty() && via_person {
                    units.extend(self.states_of_titles(predicate, slot));
                }
                units
            };
            let share = |it: usize| self.units[it].is_class(NounClass::Share);
            for n in units {
                // "Resumed its membership years after it walked out of the bloc".
                if strict && rule.org.contains(slot) && self.units[n].is_class(NounClass::Organisation) {
                    break;
                }
                if self.is_bracketed(&self.units[n], predicate)
                    || slot == "of" && (self.is_of_thing(n, predicate) || self.is_over_verb(n, predicate))
                    || strict && self.is_organisation_of_standing(&self.units[n])
                    || strict && slot == "poss" && rule.org.contains(slot) && self.is_of_which(n, predicate)
                    // "The status of candidate for entry to the OTS".
                    || slot == "to" && self.units[n].owner_of.is_some_and(share)
                    || slot == "obj" && self.is_compound(n)
                    || slot == "subj" && self.is_pronoun_that_acts(rule, predicate, n)
                    || matches!(slot.as_str(), "obj" | "of") && self.owns_thing(n)
                    || sort == Sort::Party && !via_person && self.is_of_person(&self.units[n])
                {
                    continue;
                }
                let found = match self.units[n].what {
                    // "the Polish chairmanship": whose it is, where elsewhere an adjective is no party.
                    What::Party(entity) if self.units[n].adjective && slot == "poss" => {
                        vec![self.context.entity(entity, Some(self.units[n].bytes))]
                    }
                    // "Submitted by the foreign minister of Malta".
                    What::Thing | What::Name if asks && self.owner_state(n).is_some() => self.owner_states(n),
                    _ => self.parties_at(rule, n, sort),
                };
                // A subject "they" that stands for nobody known leaves no room for a subject farther off.
                // "Ana Ruiz was elected chair in Malta": of which state she is, is not said.
                let person = rule.via_person && matches!(self.units[n].what, What::Person(_));
                let unresolved = slot == "subj"
                    && (self.units[n].what == What::Pronoun || self.is_counted_group(n))
                    || person && (slot == "subj" || slot == "obj" && predicate.passive);
                if !found.is_empty() || unresolved {
                    return found;
                }
                // "Mali's membership was suspended": whose standing it is.
                let unit = &self.units[n];
                let last = self.context.text.low(unit.tokens.end - 1);
                let named = rule.nouns_near.iter().any(|it| it == last);
                if slot == "obj"
                    && (named || unit.is_class(NounClass::Standing) || unit.is_class(NounClass::Share))
                {
                    let own = |it: &usize| {
                        matches!(self.units[*it].what, What::Party(_)) && self.units[*it].possessive
                    };
                    let owner = owners(self.units, n).find(own);
                    if let Some(owner) = owner {
                        return self.parties_at(rule, owner, sort);
                    }
                }
            }
        }
        // "Elected her Secretary-General": the person named before.
        if sort == Sort::Person && rule.party.iter().any(|it| it == "obj") && !predicate.passive {
            let next = predicate.tokens.end;
            let text = self.context.text;
            let her = next < self.sentence.tokens.end
                && (text.is_in(List::PersonOwner, next) || text.is_in(List::PersonObject, next))
                && self.frames.tags.is_verb(predicate.tokens.start);
            if let Some(person) = self.context.person_before(text.bytes(next..next + 1)).filter(|_| her) {
                return vec![person];
            }
        }
        let counted = self.counted_before_colon(rule, predicate, sort);
        if counted.is_empty() && rule.party.iter().any(|it| it == "poss") {
            return match sort {
                Sort::Person => self.person_of_pronoun(predicate).into_iter().collect(),
                _ => self.parties_of_pronoun(predicate),
            };
        }
        counted
    }

    /// "To the prime minister of Malta": the state for which who holds its office takes something over.
    fn states_of_titles(&self, predicate: &Predicate, slot: &str) -> Option<usize> {
        let text = self.context.text;
        let state = |unit: &Unit| {
            let inside = predicate.tokens.end <= unit.tokens.start && unit.tokens.end <= predicate.clause.end;
            inside && unit.function() == OF && matches!(unit.what, What::Party(_)) && !unit.adjective
        };
        let titled = |unit: &Unit| {
            let first = unit.tokens.start.saturating_sub(TITLE).max(predicate.tokens.end);
            let inner = |it: &usize| {
                self.frames.tags.is_nominal(*it)
                    || self.has_word(*it, Grammar::Determiner)
                    || self.has_word(*it, Grammar::Coordinator)
                    || text.low(*it) == OF
            };
            let before = (first..unit.tokens.start).rev().find(|it| !inner(it))?;
            (before + 1..unit.tokens.start).any(|it| text.is_in(List::Title, it)).then_some(before)
        };
        let fits = |unit: &Unit| state(unit) && titled(unit).is_some_and(|it| text.low(it) == slot);
        self.units.iter().position(fits)
    }

    /// The first few noun groups of a place: what stands beyond them belongs to other words.
    fn nearest(&self, units: Vec<usize>, predicate: &Predicate) -> Vec<usize> {
        let mut heads = 0;
        let within = |n: &usize| {
            let unit = &self.units[*n];
            let far = unit.tokens.start.abs_diff(predicate.tokens.start) > FAR;
            let head = !matches!(unit.what, What::Time(_))
                && unit.owner_of.is_none_or(|it| it < *n)
                && unit.list == *n;
            heads += usize::from(head);
            heads <= HEADS && !far
        };
        units.into_iter().take_while(within).collect()
    }

    /// "Lifted *its* suspension": the parties named before, where a pronoun owns the standing or its end.
    pub(super) fn parties_of_pronoun(&self, predicate: &Predicate) -> Vec<Filled> {
        let owned = |unit: &&Unit| {
            unit.is_class(NounClass::Standing)
                || unit.is_class(NounClass::Share)
                || unit.is_class(NounClass::Departure)
                || unit.tokens.start == predicate.tokens.start
        };
        let inside = |unit: &&Unit| {
            predicate.clause.start <= unit.tokens.start && unit.tokens.end <= predicate.clause.end
        };
        for unit in self.units.iter().filter(inside).filter(owned) {
            let near = unit.tokens.start.saturating_sub(3).max(self.sentence.tokens.start)..unit.tokens.start;
            let nominal = |it: usize| self.frames.tags.is_nominal(it);
            let owner = near.rev().find(|it| !nominal(*it));
            if let Some(owner) = owner.filter(|it| self.context.text.is_in(List::Owner, *it)) {
                if let Some(state) = self.state_in_conjunct(predicate, owner) {
                    return vec![state];
                }
                return self.context.parties_before(self.context.text.bytes(owner..owner + 1));
            }
        }
        Vec::new()
    }

    /// "Approved *his* nomination": the person named before, where a pronoun owns what is done.
    fn person_of_pronoun(&self, predicate: &Predicate) -> Option<Filled> {
        let near =
            predicate.tokens.start.saturating_sub(3).max(self.sentence.tokens.start)..predicate.tokens.start;
        // "Extended *his* mandate".
        let next = Some(predicate.tokens.end).filter(|it| *it < self.sentence.tokens.end);
        let next = next.filter(|it| self.context.text.is_in(List::PersonOwner, *it));
        let owner = next.or_else(|| near.rev().find(|it| !self.frames.tags.is_nominal(*it)))?;
        // "Ana Ruiz, *whose* term ends".
        if self.has_word(owner, Grammar::RelativeOwner) {
            let before = self.units.iter().rposition(|it| it.tokens.end <= owner)?;
            let person = (before.saturating_sub(2)..=before)
                .rev()
                .find(|it| matches!(self.units[*it].what, What::Person(_)))?;
            return self.context.fill(self.units, person, Sort::Person);
        }
        let own = self.context.text.is_in(List::PersonOwner, owner);
        own.then(|| self.context.person_before(self.context.text.bytes(owner..owner + 1)))?
    }

    /// The parties that a unit gives, none where it is no party of an act.
    fn parties_at(&self, rule: &Rule, n: usize, sort: Sort) -> Vec<Filled> {
        let unit = &self.units[n];
        if self.is_owned_by_other(unit) || self.is_part_of_name(unit) || self.is_located(n) {
            return Vec::new();
        }
        let listed = self.listed_at(rule, n, sort);
        if listed.is_empty() && sort == Sort::Party { self.unlisted(rule, n) } else { listed }
    }

    fn listed_at(&self, rule: &Rule, n: usize, sort: Sort) -> Vec<Filled> {
        let unit = &self.units[n];
        match unit.what {
            What::Group(count) if sort == Sort::Party => {
                self.context.group_before(unit.bytes, Some(count).filter(|it| *it > 0))
            }
            What::Noun(noun) if noun.class == NounClass::Office && sort == Sort::Person => {
                let holder = self.holder_after(n).and_then(|it| self.context.fill(self.units, it, sort));
                holder.or_else(|| self.holder_named_before(n)).into_iter().collect()
            }
            What::Pronoun if sort == Sort::Person => {
                let person = (0..n).rev().find(|it| matches!(self.units[*it].what, What::Person(_)));
                let person = person.and_then(|it| self.context.fill(self.units, it, sort));
                // "It is proposed that" stands for nobody.
                let said = || {
                    self.context.person_before(unit.bytes).filter(|_| self.context.is_person_pronoun(unit))
                };
                person.or_else(said).into_iter().collect()
            }
            What::Pronoun if self.context.is_person_pronoun(unit) && sort == Sort::Party => {
                // "He takes over from Malta": the state for which he does so.
                let person = self.context.person_named_before(unit.bytes).filter(|_| rule.via_person);
                let state = person.and_then(|it| self.context.state_of_person(it.0, unit.bytes));
                state.into_iter().collect()
            }
            What::Pronoun if sort != Sort::Person => self.context.parties_before(unit.bytes),
            // "Elected Ana Ruiz (Malta) as its chair": herself, and no state.
            What::Person(_)
                if rule.via_person
                    && sort == Sort::Party
                    && self.context.text.mark(unit.tokens.end) == Some(b'(')
                    && self.units.get(n + 1).is_some_and(|it| {
                        matches!(it.what, What::Party(_)) && it.tokens.start == unit.tokens.end + 1
                    }) =>
            {
                Vec::new()
            }
            What::Person(_) if rule.via_person && sort == Sort::Party => {
                // "Ana Ruiz and Paul Okoro": each for a state.
                let state = |n: usize| self.context.state_of(&self.units[n]).or_else(|| self.owner_state(n));
                let joined = |it: &usize| {
                    *it == n
                        || self.units[*it].list == unit.list
                            && matches!(self.units[*it].what, What::Person(_))
                };
                let mut states: Vec<Filled> = Vec::new();
                for found in (0..self.units.len()).filter(joined).filter_map(state) {
                    if states.iter().all(|it| it.entity != found.entity) {
                        states.push(found);
                    }
                }
                states
            }
            // "Iraq's foreign minister": the state whose office it is.
            What::Name | What::Thing if rule.via_person && sort == Sort::Party => self.owner_states(n),
            What::Noun(noun)
                if noun.class == NounClass::Collective && rule.via_person && sort == Sort::Party =>
            {
                self.owner_states(n)
            }
            What::Noun(noun) if noun.class == NounClass::Office && rule.via_person && sort == Sort::Party => {
                // "President Ana Ruiz of Malta": the title stands before its holder.
                let state = self
                    .holder_after(n)
                    .and_then(|it| self.context.state_of(&self.units[it]).or_else(|| self.owner_state(it)));
                state.map_or_else(|| self.owner_states(n), |it| vec![it])
            }
            What::Noun(noun) if noun.class == NounClass::State && self.named_after(n).is_some() => {
                self.named_after(n).into_iter().collect()
            }
            // "Niamey announced", "Caracas gave up the chair": a capital acts for its state, as the subject of the act.
            What::Place(_) if sort == Sort::Party && rule.party.iter().any(|it| it == "subj") => {
                self.state_behind(n).into_iter().collect()
            }
            // "Hanoi was admitted", "from Budapest to Warsaw", "talks with Jakarta".
            What::Place(place) if sort == Sort::Party && self.is_state_told(rule, n) => {
                self.state_of_place(place, unit).into_iter().collect()
            }
            // "Kigali's exit": whose a departure or a standing is, by its capital.
            What::Place(place) if sort == Sort::Party && self.is_owner_of_standing(rule, n) => {
                self.state_of_place(place, unit).into_iter().collect()
            }
            What::Place(_) | What::Noun(_) | What::Thing if rule.party_is_agent && sort == Sort::Party => {
                let own = self.context.fill(self.units, n, sort);
                own.or_else(|| self.state_behind(n)).into_iter().collect()
            }
            _ if self.context.fill(self.units, n, sort).is_some() => {
                let list = unit.list;
                let members = (0..self.units.len())
                    .filter(|it| self.units[*it].list == list && !self.is_part_of_name(&self.units[*it]));
                members.filter_map(|it| self.context.fill(self.units, it, sort)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether a role is filled by whoever can hold a standing.
    pub(super) fn is_party(&self, filled: &Filled) -> bool {
        use comity_atlas::Kind as Entity;
        filled.entity.is_some_and(|it| {
            filled.id.is_some()
                && matches!(
                    self.context.atlas.entity(it).kind,
                    Entity::State | Entity::Territory | Entity::Organisation
                )
        })
    }

    /// Whether a state only says where the place before it lies: "in Arusha, Tanzania,".
    pub(super) fn is_located(&self, n: usize) -> bool {
        let unit = &self.units[n];
        let functions = &self.context.pack.lexicon.place_functions;
        let place = n.checked_sub(1).map(|it| &self.units[it]).filter(|it| {
            matches!(it.what, What::Place(_))
                || it.what == What::Name && functions.iter().any(|function| function == it.function())
        });
        // "In Geneva, Malta joined the bloc": no city of Malta's.
        let elsewhere = |it: &Unit| match (it.what, unit.what) {
            (What::Place(place), What::Party(state)) => {
                self.context.atlas.entity(place).parent.is_some_and(|it| it != state)
            }
            _ => false,
        };
        matches!(unit.what, What::Party(_))
            && place.is_some_and(|it| {
                unit.tokens.start == it.tokens.end + 1
                    && self.context.text.mark(it.tokens.end) == Some(b',')
                    && !elsewhere(it)
            })
    }

    /// Whether a single state is the subject right before the verb: it welcomes and backs, but no standing is its to give.
    pub(super) fn is_done_by_state(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        agent: Option<&Filled>,
    ) -> bool {
        let Some(agent) = agent.filter(|it| it.id.as_deref().is_some_and(|id| id.starts_with("state:")))
        else {
            return false;
        };
        let subject = self.unit_of_role(agent);
        let near = subject.is_some_and(|it| {
            it.is_bare()
                && !it.possessive
                && it.tokens.end <= predicate.group.start
                && predicate.group.start - it.tokens.end <= 1
        });
        near && !predicate.passive && rule.agent.iter().any(|it| it == "subj")
    }

    /// Whether a unit stands in brackets and the predicate outside them: "the members (X, Y and Z) are over".
    pub(super) fn is_bracketed(&self, unit: &Unit, predicate: &Predicate) -> bool {
        let unit = &unit.tokens;
        let (from, to) = if unit.end <= predicate.tokens.start {
            (unit.end, predicate.tokens.start)
        } else {
            (predicate.tokens.end, unit.start)
        };
        let mut depth = 0i32;
        let mut lowest = 0i32;
        for at in from..to.max(from) {
            match self.context.text.mark(at) {
                Some(b'(' | b'[') => depth += 1,
                Some(b')' | b']') => depth -= 1,
                _ => {}
            }
            lowest = lowest.min(depth);
        }
        if unit.end <= predicate.tokens.start { lowest < 0 } else { depth > 0 }
    }

    pub(super) fn state_of_place(&self, place: EntityIdx, unit: &Unit) -> Option<Filled> {
        let state = self.context.atlas.entity(place).parent?;
        Some(self.context.entity(state, Some(unit.bytes)))
    }

    /// "NEW YORK — The assembly met": where the report is from, and nobody who acts.
    pub(super) fn is_told_from(&self, unit: &Unit) -> bool {
        unit.tokens.start == self.sentence.tokens.start
            && unit.tokens.end < self.sentence.tokens.end
            && is_dash(self.context.text.low(unit.tokens.end))
    }

    /// Whether a place is told as the state whose capital it is: what is admitted or talked with is no town.
    fn is_state_told(&self, rule: &Rule, n: usize) -> bool {
        let unit = &self.units[n];
        let [from, to] = HANDED;
        let left = |it: &Unit| matches!(it.what, What::Place(_) | What::Party(_)) && it.function() == from;
        match (rule.act, unit.function()) {
            (Kind::Grant | Kind::Suspend | Kind::End, "") => unit.owner_of.is_none(),
            (Kind::Decide, WITH) => true,
            (Kind::Chair, it) if it == to => n.checked_sub(1).is_some_and(|it| left(&self.units[it])),
            _ => false,
        }
    }

    /// Whether a capital owns what a rule of leaving or suspending is about: "Kigali's exit", "Bamako's membership".
    fn is_owner_of_standing(&self, rule: &Rule, n: usize) -> bool {
        let unit = &self.units[n];
        let ends = matches!(rule.act, Kind::Withdraw | Kind::Suspend | Kind::End);
        let head = unit.owner_of.and_then(|it| self.units.get(it));
        let classes = [NounClass::Departure, NounClass::Standing, NounClass::Share];
        ends && unit.possessive && head.is_some_and(|it| classes.iter().any(|class| it.is_class(*class)))
    }

    /// Whether a state only says from where somebody comes: "removed Malta's Ana Ruiz".
    fn is_of_person(&self, unit: &Unit) -> bool {
        let head = unit.owner_of.and_then(|it| self.units.get(it));
        (unit.possessive || unit.adjective) && head.is_some_and(|it| matches!(it.what, What::Person(_)))
    }

    /// Whether a name only says whose or which another thing is: "the commission of Kenya".
    fn is_owned_by_other(&self, unit: &Unit) -> bool {
        let Some(head) = unit.owner_of.and_then(|it| self.units.get(it)) else { return false };
        let owns = unit.is_bare() || unit.possessive || unit.adjective || unit.function() == OF;
        // "Malta's plan to leave": it is Malta that would.
        let own_step =
            unit.possessive && self.word(head.tokens.end).is_some_and(|it| it.is(Auxiliary::Infinitive));
        owns && !own_step
            && match head.what {
                What::Noun(noun) => {
                    matches!(
                        noun.class,
                        NounClass::Institution | NounClass::Text | NounClass::Meeting | NounClass::Collective
                    ) && !self.stands_for_standing(head)
                }
                What::Body(_) | What::Name => !unit.is_bare() || unit.possessive || unit.adjective,
                _ => false,
            }
    }

    fn stands_for_standing(&self, unit: &Unit) -> bool {
        self.context.text.is_in(List::Standing, unit.tokens.end - 1)
    }

    /// Whether a party hangs by "of" on a thing that is neither a standing nor the act: "the football federation of
    /// Kenya".
    fn is_of_thing(&self, n: usize, predicate: &Predicate) -> bool {
        let unit = &self.units[n];
        let Some(head) = unit.owner_of.and_then(|it| self.units.get(it)) else { return false };
        unit.function() == OF
            && head.what == What::Thing
            && !self.stands_for_standing(head)
            && !(predicate.tokens.start <= head.tokens.start && head.tokens.start < predicate.tokens.end)
    }

    /// "Spoke of inclusion, announcing a loan for the growth of Malta": what stands beyond another verb does not hang on a noun.
    fn is_over_verb(&self, n: usize, predicate: &Predicate) -> bool {
        let between = predicate.tokens.end..self.units[n].tokens.start;
        let verb = |it: usize| self.frames.tags.is_verb(it) && !self.frames.in_unit(it);
        let apart = |it: usize| self.context.text.mark(it) == Some(b',');
        let noun = predicate.light.is_some() || predicate.lemma.is_none();
        noun && between.clone().any(apart) && between.into_iter().any(verb)
    }

    /// Whether an organisation only says of which kind something else is: "joined the EAEU's summit", "the OTS bank".
    pub(super) fn is_of_other(&self, n: usize, predicate: &Predicate) -> bool {
        let unit = &self.units[n];
        // "Joined the EU efforts", where "Malta's EU bid" is told by its own noun.
        let next = self.units.get(n + 1).filter(|it| it.tokens.start == unit.tokens.end && !unit.possessive);
        let next = next.filter(|it| !predicate.tokens.contains(&it.tokens.start));
        // "Quit the OPEC cartel".
        let epithet = |it: &Unit| self.context.text.is_in(List::Epithet, it.tokens.end - 1);
        if next.is_some_and(epithet) {
            return false;
        }
        // "The OTS Development Fund", where "the OTS Plus summit" is its own.
        let last =
            self.units.get(n + 2).filter(|it| next.is_some_and(|next| it.tokens.start == next.tokens.end));
        let named = last.is_some_and(|it| it.is_class(NounClass::Institution));
        let other = |it: &Unit| it.what == What::Thing || it.what == What::Name && named;
        if matches!(unit.what, What::Org(_)) && next.is_some_and(other) {
            return true;
        }
        let Some(head) = unit.owner_of.and_then(|it| self.units.get(it)) else { return false };
        let own = predicate.tokens.start <= head.tokens.start && head.tokens.start < predicate.tokens.end;
        let near = unit.is_bare() || unit.tokens.start.saturating_sub(head.tokens.end) <= 2;
        near && !own
            && match head.what {
                What::Noun(noun) => {
                    matches!(
                        noun.class,
                        NounClass::Text | NounClass::Meeting | NounClass::Procedure | NounClass::Office
                    ) || noun.class == NounClass::Institution && matches!(unit.what, What::Org(_))
                }
                What::Thing => true,
                _ => false,
            }
    }

    /// Whether an organisation's name only says whose standing it is: "the WTO membership of Comoros".
    fn is_organisation_of_standing(&self, unit: &Unit) -> bool {
        let Some(head) = unit.owner_of.and_then(|it| self.units.get(it)) else { return false };
        matches!(unit.what, What::Org(_) | What::Body(_))
            && !unit.possessive
            && (head.is_class(NounClass::Standing) || head.is_class(NounClass::Office))
    }

    /// "Malta's EU bid": an organisation before the noun of the act says in which body a standing is asked for.
    fn is_of_which(&self, n: usize, predicate: &Predicate) -> bool {
        let unit = &self.units[n];
        matches!(unit.what, What::Org(_)) && !unit.possessive && unit.tokens.end == predicate.tokens.start
    }

    /// Whether a name is part of a longer one: "Qatar Football Association".
    fn is_part_of_name(&self, unit: &Unit) -> bool {
        if self.headline || !matches!(unit.what, What::Party(_)) {
            return false;
        }
        self.units
            .iter()
            .any(|it| it.tokens.start == unit.tokens.end && matches!(it.what, What::Name | What::Thing))
    }
}
