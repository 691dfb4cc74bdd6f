//! Who acts, and on whose behalf: the state of a person, of a title, of a parliament, of a capital.

use comity_model::Kind;

use super::apply::Clauses;
use super::frame::Predicate;
use super::party::OF;
use super::role::{Filled, Sort};
use super::unit::{Unit, What};
use crate::index::List;
use crate::pack::{Governs, NounClass, Rule};

/// Before the one who hands something over.
const FROM: &str = "from";
/// Tokens before the last word of a title among which its owner stands: "its foreign".
const TITLE: usize = 3;

impl Clauses<'_, '_> {
    /// "They elected Malta as chair": whoever acts is not the one that becomes it.
    pub(super) fn is_pronoun_that_acts(&self, rule: &Rule, predicate: &Predicate, n: usize) -> bool {
        let has = |slots: &[String], slot: &str| slots.iter().any(|it| it == slot);
        let both = has(&rule.agent, "subj") && has(&rule.party, "obj") && !predicate.passive;
        let functions = &self.context.pack.lexicon.agent_functions;
        let acted_on = |n: &usize| {
            let unit = &self.units[*n];
            matches!(unit.what, What::Party(_) | What::Person(_)) && !unit.adjective && unit.is_bare()
        };
        both && self.units[n].what == What::Pronoun
            && predicate.light.is_none()
            && self.frames.slot(predicate, "obj", functions).first().is_some_and(acted_on)
    }

    /// "The secretary-general resigned": the one of whom alone the text has said so.
    pub(super) fn holder_named_before(&self, n: usize) -> Option<Filled> {
        let unit = &self.units[n];
        let value = self.context.phrase_value(unit);
        let people = self.context.people;
        let id = |kind: usize| self.context.pack.persons.office.get(kind).map(|it| it.id.as_str());
        let same = people
            .offices
            .iter()
            .filter(|it| it.bytes.end <= unit.bytes.start && id(it.kind) == Some(&value));
        let mut persons = same.map(|it| it.person);
        let first = persons.next().filter(|_| self.is_definite(unit.tokens.start))?;
        // "The secretary-general of the OTS": whose it is, is said.
        let owned = self.units.iter().any(|it| it.owner_of == Some(n));
        if owned || !persons.all(|it| it == first) {
            return None;
        }
        let mention =
            people.mentions.iter().rev().find(|it| it.person == first && it.bytes.end <= unit.bytes.start)?;
        Some(Filled { antecedent: Some(mention.bytes), ..self.context.person(first, unit.bytes)? })
    }

    /// "*Its* bid was approved by the bloc": whose it is comes before who approves it.
    pub(super) fn parties_owning(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        slot: &str,
    ) -> Option<Vec<Filled>> {
        let functions = &self.context.pack.lexicon.agent_functions;
        let passed = predicate.light.is_some() && functions.iter().any(|it| it == slot);
        let named = || !self.frames.slot(predicate, slot, functions).is_empty();
        let owned = passed && rule.party.iter().any(|it| it == "poss") && named();
        owned.then(|| self.parties_of_pronoun(predicate)).filter(|it| !it.is_empty())
    }

    /// Who is told to act: who decides it, by whom it is done, who stands where the rule says, who hosts, who owns what is
    /// meant.
    pub(super) fn told_agent(&self, rule: &Rule, predicate: &Predicate) -> Option<Filled> {
        // "Opened the session and passed on the chair", "the handover came in a session": no session hands it over.
        let hands_over = rule.act == Kind::Chair && rule.agent.iter().any(|it| it == FROM);
        let sits = |n: &usize| hands_over && self.units[*n].is_class(NounClass::Meeting);
        let sittings: Vec<usize> = (0..self.units.len()).filter(sits).collect();
        let lets = self.teller(predicate).and_then(|it| self.context.fill(self.units, it, Sort::Actor));
        lets.or_else(|| self.governor(predicate, Governs::Decide))
            .or_else(|| self.context.fill(self.units, self.does_by(predicate)?, Sort::Actor))
            .or_else(|| self.first(&rule.agent, predicate, Sort::Actor, &sittings))
            .or_else(|| self.of_points(predicate).filter(|_| rule.agent.iter().any(|it| it == "subj")))
            .or_else(|| self.host(rule, predicate))
            .or_else(|| self.meant_owner(rule, predicate))
            .or_else(|| self.before_colon(rule, predicate))
    }

    /// "The Assembly has new members: Malta and Cyprus were elected": who is spoken of before a colon, where what follows leaves
    /// unsaid by whom it is done.
    fn before_colon(&self, rule: &Rule, predicate: &Predicate) -> Option<Filled> {
        let unsaid = predicate.passive && rule.agent.iter().any(|it| it == "subj");
        let first = self.sentence.tokens.start;
        let mut before = first..predicate.group.start;
        before.rfind(|it| self.context.text.mark(*it) == Some(b':')).filter(|_| unsaid)?;
        let body = self.units.first().filter(|it| {
            it.tokens.start <= first + 1
                && it.tokens.end < before.end
                && matches!(it.what, What::Org(_) | What::Body(_))
        })?;
        let told = self.word(body.tokens.end).is_some_and(|it| it.is_auxiliary());
        let colon = before.end;
        (told && body.tokens.end < colon).then(|| self.context.fill(self.units, 0, Sort::Actor)).flatten()
    }

    /// Whether what is done is the party's own step, so that nobody else need be named: to leave, to ask, to hand in its instrument,
    /// to resign.
    pub(super) fn is_own_step(&self, rule: &Rule, predicate: &Predicate) -> bool {
        let resigns = rule.person && !predicate.passive && rule.party.first().is_some_and(|it| it == "subj");
        match rule.act {
            Kind::Withdraw | Kind::Request | Kind::Ratify => true,
            Kind::End => predicate.lemma.is_some() && resigns,
            _ => false,
        }
    }

    /// Who acts where a person does so for a state: a chair is handed over by the state whose term ends, an agreement on a
    /// party signed by the party. Nobody hands the chair to himself.
    pub(super) fn on_behalf(&self, kind: Kind, agent: Filled, parties: &[Filled]) -> Option<Filled> {
        // "Bo Lind was named to succeed her": who is put in an office does not do it.
        if kind == Kind::Appoint && agent.entity.is_none() && parties.iter().any(|it| it.is_same(&agent)) {
            return None;
        }
        let unit = self.unit_of_role(&agent);
        // "The President of Burundi": nobody is named, but whose office it is.
        let ends = |it: &Unit| {
            agent.id.is_none()
                && it.is_class(NounClass::Office)
                && agent.bytes.is_some_and(|bytes| bytes.contains(it.bytes))
        };
        let office = self.units.iter().position(ends);
        let state = unit.and_then(|it| self.context.state_of(it));
        // "Before he handed over the chair": the state of whom the pronoun stands for.
        let meant = || {
            let pronoun = unit.is_some_and(|it| it.what == What::Pronoun);
            let mut persons = self.context.people.persons.iter();
            let person = persons.position(|it| Some(&it.id) == agent.id.as_ref()).filter(|_| pronoun)?;
            self.context.state_of_person(person, agent.bytes?)
        };
        let state = state.or_else(meant);
        // "From Ana Ruiz of Malta".
        let owned = || {
            let person = self.units.iter().position(|it| {
                matches!(it.what, What::Person(_)) && agent.bytes.is_some_and(|bytes| it.bytes == bytes)
            });
            person.filter(|_| kind == Kind::Chair).and_then(|it| self.owner_state(it))
        };
        let state = state.or_else(owned);
        // "From President Ana Ruiz of Malta": the title stands before its holder.
        let holder = || {
            let holder = office.and_then(|it| self.holder_after(it))?;
            self.context.state_of(&self.units[holder]).or_else(|| self.owner_state(holder))
        };
        let state = state.or_else(|| office.and_then(|it| self.owner_state(it))).or_else(holder);
        // "The chair of the bloc went to Canada": an office of an organisation hands itself over to nobody.
        let alone =
            kind == Kind::Chair && parties.iter().any(|it| it.entity.is_some() && it.entity == agent.entity);
        if alone && state.is_none() {
            return None;
        }
        let Some(state) = state else {
            return Some(agent)
                .filter(|_| kind != Kind::Chair || office.is_none_or(|it| self.holder_after(it).is_some()));
        };
        let own = || parties.iter().any(|it| it.entity == state.entity);
        match kind {
            Kind::Chair if own() => None,
            Kind::Chair => Some(state),
            Kind::Ratify => Some(state),
            Kind::Sign => Some(state),
            _ => Some(agent),
        }
    }

    /// The person named right after a title.
    pub(super) fn holder_after(&self, title: usize) -> Option<usize> {
        let next = self.units.get(title + 1)?;
        let end = self.units[title].tokens.end;
        (next.tokens.start == end && matches!(next.what, What::Person(_))).then_some(title + 1)
    }

    /// "The Republic of South Africa": the state whose full name a noun begins.
    pub(super) fn named_after(&self, n: usize) -> Option<Filled> {
        let next = self.units.get(n + 1).filter(|it| it.owner_of == Some(n))?;
        match next.what {
            What::Party(entity) => Some(self.context.entity(entity, Some(next.bytes))),
            _ => None,
        }
    }

    /// "Brazil's Ana Ruiz", "the Brazilian president": the state whose person it is.
    pub(super) fn owner_state(&self, n: usize) -> Option<Filled> {
        let owns =
            |it: &&Unit| it.owner_of == Some(n) && (it.possessive || it.adjective || it.function() == OF);
        let owner = self.units.iter().find(owns)?;
        match owner.what {
            What::Party(entity) => Some(self.context.entity(entity, Some(owner.bytes))),
            _ => None,
        }
    }

    /// "The ministers of Malta and Cyprus": each of the states whose persons they are.
    pub(super) fn owner_states(&self, n: usize) -> Vec<Filled> {
        let Some(first) = self.owner_state(n) else { return Vec::new() };
        let own = self.units.iter().find(|it| Some(it.bytes) == first.bytes);
        let list = own.map(|it| it.list);
        let listed = self.units.iter().filter_map(|it| match it.what {
            What::Party(entity) if Some(it.list) == list && !it.adjective => {
                Some(self.context.entity(entity, Some(it.bytes)))
            }
            _ => None,
        });
        let all: Vec<Filled> = listed.collect();
        if all.is_empty() { vec![first] } else { all }
    }

    /// The state for which its parliament, government or capital acts: "Georgia's parliament", "Niamey".
    pub(super) fn state_behind(&self, n: usize) -> Option<Filled> {
        let unit = &self.units[n];
        match unit.what {
            What::Place(place) if unit.is_bare() && unit.owner_of.is_none() && !self.is_told_from(unit) => {
                self.state_of_place(place, unit)
            }
            What::Noun(noun) if noun.class == NounClass::Organ => {
                let filled = self.context.fill(self.units, n, Sort::Actor)?;
                // "His government": that of the state named before.
                let before = unit.tokens.start.checked_sub(1)?;
                let owned = [List::Owner, List::PersonOwner, List::Definite]
                    .into_iter()
                    .any(|it| self.context.text.is_in(it, before));
                if filled.id.is_some() {
                    return Some(filled);
                }
                self.context.state_before(unit.bytes).filter(|_| owned)
            }
            // "Its president applied", "its foreign minister".
            What::Noun(_) | What::Thing if self.context.text.is_in(List::Title, unit.tokens.end - 1) => {
                let first = unit.tokens.start.saturating_sub(TITLE).max(self.sentence.tokens.start);
                let owner = (first..unit.tokens.end - 1)
                    .rev()
                    .find(|it| self.context.text.is_in(List::Owner, *it))?;
                let apart = (owner + 1..unit.tokens.start).any(|it| !self.frames.tags.is_nominal(it));
                let state = self.context.party_before(self.context.text.bytes(owner..owner + 1))?;
                let own = state.id.as_deref().is_some_and(|it| it.starts_with("state:"));
                (own && !apart).then_some(state)
            }
            _ => None,
        }
    }
}
