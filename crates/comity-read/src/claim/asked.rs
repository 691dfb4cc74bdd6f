//! Asked: what was asked for or put forward in a sentence before, and is granted or refused by a noun that only names it
//! again: "Malta applied for membership. The request was accepted".

use comity_atlas::{EntityIdx, Kind as Entity};
use comity_model::{Class, Kind, Stage, Stance};

use super::apply::{Clauses, Raw};
use super::frame::Predicate;
use super::role::{Filled, Sort};
use super::unit::What;
use crate::index::List;
use crate::pack::{Grammar, Rule};
use crate::text::Bytes;

/// How many sentences before the noun what it means may be told.
const REACH: usize = 3;
/// Tokens between a verb and the word that owns its object: "took over *her*".
const OWNS: usize = 3;
/// How the offices begin of those who stand below another.
const DEPUTIES: [&str; 6] = ["vice", "deputy", "assistant", "under", "judge", "commissioner"];

/// Who asked for what, and of whom.
pub(super) struct Asked {
    pub(super) parties: Vec<Filled>,
    pub(super) standing: Option<(String, Option<Class>, Option<usize>)>,
    /// What was proposed, where it is no standing.
    pub(super) object: Option<(String, Bytes, Option<usize>)>,
    pub(super) org: Filled,
}

impl Clauses<'_, '_> {
    /// "The bloc will welcome the application of Malta": what others do with it comes after it has been made.
    pub(super) fn is_handled(&self, rule: &Rule, predicate: &Predicate, parties: &[Filled]) -> bool {
        let asks = |n: &usize| {
            let unit = &self.units[*n];
            let pronoun = matches!(unit.what, What::Pronoun | What::Ourselves | What::Group(_));
            pronoun || parties.iter().any(|it| it.bytes.is_some_and(|bytes| bytes.touches(unit.bytes)))
        };
        let body = |n: &usize| {
            matches!(self.units[*n].what, What::Org(_) | What::Body(_) | What::Party(_) | What::Noun(_))
        };
        rule.act == Kind::Request
            && predicate.light.is_some()
            && !predicate.passive
            && predicate.subjects.first().is_some_and(|it| body(it) && !asks(it))
    }

    /// What a sentence before says that this one leaves out: what was asked for, or the office that is filled or left.
    pub(super) fn told_before(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        raws: &[Raw],
        own: &[Filled],
        standing: Option<&(String, Option<Class>, Option<usize>)>,
    ) -> Option<Asked> {
        match (rule.asked, rule.in_office) {
            _ if !rule.holder.is_empty() => self.of_holder(rule, predicate, own),
            _ if rule.repeats => self.repeated(rule, predicate, raws, own),
            _ if rule.sought => {
                self.left_before(rule, raws, own).or_else(|| self.sought(rule, predicate, own))
            }
            (true, _) => self.asked(rule, predicate, raws, own),
            (_, true) => self.in_office(rule, own).or_else(|| self.succeeded(predicate, raws, own)),
            // The office named last may be another one than that which is filled anew.
            _ if rule.ends_office() && standing.is_none_or(|it| it.2.is_none()) => {
                self.succeeded(predicate, raws, own)
            }
            _ => None,
        }
    }

    /// What a noun after an article or a pronoun names again. `own` are the parties that the sentence itself gives.
    pub(super) fn asked(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        raws: &[Raw],
        own: &[Filled],
    ) -> Option<Asked> {
        let first = predicate.tokens.start.saturating_sub(2).max(self.sentence.tokens.start);
        let nominal = |it: &usize| self.frames.tags.is_nominal(*it);
        let before = (first..predicate.tokens.start).rev().find(|it| !nominal(it))?;
        let text = self.context.text;
        let again = text.is_in(List::Definite, before) || text.is_in(List::Owner, before);
        let meant = |raw: &Raw| {
            let near = raw.sentence < self.number && raw.sentence + REACH >= self.number;
            let same = |it: &Filled| raw.party.as_ref().is_some_and(|party| party.is_same(it));
            let whose = own.is_empty() || own.iter().any(same);
            near && raw.stance == Stance::Affirms && whose && self.asks_for(rule, raw)
        };
        let last = raws.iter().rfind(|it| again && meant(it))?;
        let told =
            || raws.iter().filter(|it| it.sentence == last.sentence && it.kind == last.kind && meant(it));
        let party = |raw: &Raw| raw.party.as_ref().map(Filled::recalled);
        Some(Asked {
            parties: told().filter_map(party).collect(),
            standing: last.standing.clone().map(|it| (it, last.class, None)),
            object: last
                .object
                .clone()
                .filter(|_| rule.act == Kind::Adopt)
                .map(|(name, at)| (name, at, None)),
            org: last.org.recalled(),
        })
    }

    /// The office that the person holds of whom a rule speaks.
    pub(super) fn in_office(&self, rule: &Rule, own: &[Filled]) -> Option<Asked> {
        let [party] = own else { return None };
        let people = self.context.people;
        let mut own = people.offices.iter().filter(|it| self.is_person(it.person, party));
        let held = own.find_map(|it| {
            let value = &self.context.pack.persons.office.get(it.kind)?.id;
            let named = it.of.as_deref().map(|of| self.context.atlas.by_id(of));
            // "Secretary-General Ana Ruiz", where the text is about one organisation that has a Secretary-General.
            let main = || {
                let main = self.context.main.filter(|_| self.context.about)?;
                (self.context.atlas.entity(main).head == Some(value.as_str())).then_some(main)
            };
            let org = named.unwrap_or_else(|| main().or_else(|| self.only_org_beside(it.bytes)))?;
            let body = matches!(self.context.atlas.entity(org).kind, Entity::Organisation | Entity::Body);
            (body && rule.standing_in.contains(value)).then(|| (value.clone(), org, it.bytes))
        });
        let (value, org, at) = held?;
        let class = self.class(&value);
        let org = self.context.organisation(org);
        Some(Asked {
            parties: vec![party.clone()],
            standing: Some((value, class, None)),
            object: None,
            org: self.context.meant(org, at, None),
        })
    }

    /// Whether a party is one of the persons of the text.
    fn is_person(&self, person: usize, party: &Filled) -> bool {
        self.context.people.persons.get(person).is_some_and(|it| Some(&it.id) == party.id.as_ref())
    }

    /// "The OTS is led by Secretary-General Ana Ruiz": the organisation that alone is named in the sentence of an office.
    fn only_org_beside(&self, office: Bytes) -> Option<EntityIdx> {
        let context = self.context;
        let sentence = &context
            .text
            .sentences
            .get(context.text.sentence_of(context.text.token_at(office.start)))?
            .tokens;
        let first = context.mentions.partition_point(|it| it.tokens.start < sentence.start);
        let inside = context.mentions[first..].iter().take_while(|it| it.tokens.end <= sentence.end);
        let mut named = inside.filter(|it| it.kind != Entity::Place).map(|it| (it.kind, it.entity));
        let (kind, org) = named.next()?;
        (kind == Entity::Organisation && named.all(|it| it.1 == org)).then_some(org)
    }

    /// "Malta became an observer in May. Chile followed in June": what was told last, of others.
    fn repeated(&self, rule: &Rule, predicate: &Predicate, raws: &[Raw], own: &[Filled]) -> Option<Asked> {
        let at = self.context.text.bytes(predicate.tokens.clone()).start;
        let act = |it: &&Raw| !matches!(it.kind, Kind::Convene | Kind::Decide) && it.predicate.end <= at;
        let last = raws.iter().rfind(act)?;
        let near = last.sentence + 1 >= self.number && last.stance == Stance::Affirms;
        // "Peru asked for it": what another has been given.
        let asks = rule.act == Kind::Request && last.kind == Kind::Grant && !rule.bare;
        let same = last.kind == rule.act || asks;
        let other = raws.iter().filter(|it| it.sentence == last.sentence && it.kind == last.kind);
        let told =
            other.filter_map(|it| it.party.as_ref()).any(|it| own.iter().any(|party| party.is_same(it)));
        // "Malta is a member. Chile followed": a held state is nothing that another does, too.
        let told_by = &self.context.pack.rules[last.rule];
        let held = (told_by.held || told_by.background) && rule.act != Kind::Chair;
        let states = !own.is_empty() && own.iter().all(|it| self.is_party(it));
        (near && same && !told && !held && states).then(|| Asked {
            parties: own.to_vec(),
            standing: last.standing.clone().map(|it| (it, last.class, None)),
            object: None,
            org: last.org.recalled(),
        })
    }

    /// "Ana Ruiz leaves in May. Bo Lind was elected": the office that was told last to be left.
    fn left_before(&self, rule: &Rule, raws: &[Raw], own: &[Filled]) -> Option<Asked> {
        let [party] = own else { return None };
        let last = raws.iter().rfind(|it| it.kind == Kind::End && self.context.pack.rules[it.rule].person)?;
        let standing = last.standing.clone().filter(|it| rule.standing_in.contains(it))?;
        let near = last.sentence + REACH >= self.number && last.stance == Stance::Affirms;
        let other = last.party.as_ref().is_some_and(|it| !it.is_same(party));
        (near && other).then(|| Asked {
            parties: own.to_vec(),
            standing: Some((standing, last.class, None)),
            object: None,
            org: last.org.recalled(),
        })
    }

    /// "The OTS is looking for a Secretary-General": the office named last that is to be filled, and that nobody else holds.
    fn sought(&self, rule: &Rule, predicate: &Predicate, own: &[Filled]) -> Option<Asked> {
        let [party] = own else { return None };
        let context = self.context;
        let people = context.people;
        let sentence = |at: usize| context.text.sentence_of(at);
        let open = |at: usize| {
            let tokens = &context.text.sentences[sentence(at)].tokens;
            tokens.clone().any(|it| it < predicate.tokens.start && context.text.is_in(List::Sought, it))
        };
        let other = |n: usize| {
            let holder = people.holders.get(n).copied().flatten().and_then(|it| people.persons.get(it));
            holder.is_some_and(|it| Some(&it.id) != party.id.as_ref())
        };
        let before =
            people.titles.iter().enumerate().rev().filter(|it| it.1.core.end <= predicate.tokens.start);
        let mut near = before.take_while(|it| sentence(it.1.core.start) + REACH >= self.number);
        near.find_map(|(n, title)| {
            let value = &context.pack.persons.office.get(title.office)?.id;
            let at = context.text.bytes(title.core.clone());
            let fits = rule.standing_in.contains(value) && !title.plural && !title.past;
            if !fits || other(n) || !open(title.core.start) {
                return None;
            }
            let org =
                title.of.or_else(|| self.only_org_beside(at)).or(context.main.filter(|_| context.about))?;
            let body = matches!(context.atlas.entity(org).kind, Entity::Organisation | Entity::Body);
            body.then(|| Asked {
                parties: own.to_vec(),
                standing: Some((value.clone(), self.class(value), None)),
                object: None,
                org: context.meant(context.organisation(org), at, None),
            })
        })
    }

    /// "Bo Lind succeeds her", "Bo Lind took over her post": the office of whoever held it until then.
    pub(super) fn of_holder(&self, rule: &Rule, predicate: &Predicate, own: &[Filled]) -> Option<Asked> {
        let [party] = own else { return None };
        let other = |it: &Filled| it.id != party.id || it.id.is_none();
        let held = |it: Filled| self.in_office(rule, &[it]);
        let named = |slot: &String| {
            let functions = &self.context.pack.lexicon.agent_functions;
            self.frames.slot(predicate, slot, functions).into_iter().find_map(|n| {
                let unit = &self.units[n];
                match unit.what {
                    What::Person(_) => {
                        self.context.fill(self.units, n, Sort::Person).filter(other).and_then(held)
                    }
                    What::Pronoun => self.holder_before(rule, unit.bytes, party),
                    _ => None,
                }
            })
        };
        // "Took over *her* post", "*her* successor is", "replaces *her*".
        let owner = || {
            let text = self.context.text;
            let near = predicate.tokens.start.saturating_sub(OWNS)..predicate.tokens.end + 2 * OWNS;
            let inside = |it: &usize| predicate.clause.contains(it);
            let at = near
                .into_iter()
                .filter(inside)
                .find(|it| text.is_in(List::PersonOwner, *it) || text.is_in(List::PersonObject, *it))?;
            self.holder_before(rule, text.bytes(at..at + 1), party)
        };
        let found = rule.holder.iter().find_map(named).or_else(owner)?;
        Some(Asked { parties: own.to_vec(), ..found })
    }

    /// The office of the person named last before a pronoun who holds one, and who is not the one that follows.
    fn holder_before(&self, rule: &Rule, said: Bytes, heir: &Filled) -> Option<Asked> {
        let people = self.context.people;
        let first = self.number.saturating_sub(REACH);
        let start = self.context.text.sentences.get(first)?.bytes.start;
        let before =
            people.mentions.iter().rev().filter(|it| it.bytes.end <= said.start && it.bytes.start >= start);
        let persons = before.filter_map(|it| self.context.person(it.person, it.bytes));
        persons.filter(|it| it.id != heir.id).find_map(|it| self.in_office(rule, &[it]))
    }

    /// "X was elected president. The term of Y ends in May": the office of somebody of whom no other one is told is that
    /// to which another person was appointed last.
    pub(super) fn succeeded(&self, predicate: &Predicate, raws: &[Raw], own: &[Filled]) -> Option<Asked> {
        let [party] = own else { return None };
        let people = self.context.people;
        // "Left the hall", "leaves for Baku": a verb without an office is about an office only where nothing else is left.
        let other = |n: &usize| !matches!(self.units[*n].what, What::Time(_));
        let office = |n: &usize| self.context.text.is_in(List::Office, self.units[*n].tokens.end - 1);
        let left = |slot: &str| {
            let agents = &self.context.pack.lexicon.agent_functions;
            self.frames.slot(predicate, slot, agents).into_iter().filter(other).any(|n| !office(&n))
        };
        let elsewhere = predicate.light.is_none()
            && predicate.lemma.is_some()
            && (left("obj") || left("for") || left("to"));
        if elsewhere {
            return None;
        }
        let fills = |raw: &Raw| {
            let office = raw.standing.as_ref().is_some_and(|it| !Self::is_deputy(it));
            let other = raw.party.as_ref().is_some_and(|it| it.id != party.id);
            let person = self.context.pack.rules[raw.rule].person;
            raw.kind == Kind::Appoint && raw.stance == Stance::Affirms && person && office && other
        };
        let last = raws.iter().rfind(|it| fills(it))?;
        // Whoever is told to be somebody elsewhere may leave that.
        let other = people.offices.iter().any(|it| {
            let org = it.of.as_deref().and_then(|of| self.context.atlas.by_id(of));
            // "Bo Lind replaces Ana Ruiz, who leaves in May": the office is the same, and whose it is has been said before.
            let value = self.context.pack.persons.office.get(it.kind).map(|it| it.id.as_str());
            let own = org.is_none() && value == last.standing.as_deref();
            self.is_person(it.person, party) && !own && (org.is_none() || org != last.org.entity)
        });
        // Who was appointed in this text leaves nothing in it.
        let is_own =
            |raw: &Raw| raw.kind == Kind::Appoint && raw.party.as_ref().is_some_and(|it| it.id == party.id);
        if other || raws.iter().any(is_own) {
            return None;
        }
        Some(Asked {
            parties: vec![party.clone()],
            standing: last.standing.clone().map(|it| (it, last.class, None)),
            object: None,
            org: last.org.recalled(),
        })
    }

    /// Whether something is done to, for or to the good of what a clause names, days left out.
    pub(super) fn is_done_to(&self, predicate: &Predicate) -> bool {
        let agents = &self.context.pack.lexicon.agent_functions;
        let named = |n: usize| !matches!(self.units[n].what, What::Time(_));
        let slot = |slot: &&str| self.frames.slot(predicate, slot, agents).into_iter().any(named);
        // "The treaties that it ratified".
        let first = predicate.subjects.first().map(|n| self.units[*n].tokens.start);
        let related = first.and_then(|it| it.checked_sub(2)).is_some_and(|it| {
            it >= self.sentence.tokens.start
                && self.has_word(it + 1, Grammar::Relative)
                && self.frames.tags.is_nominal(it)
        });
        related || predicate.gap_object().is_some() || ["obj", "for", "to"].iter().any(slot)
    }

    /// Whether an act was told shortly before that a clause goes on with: one to which a parliament may consent, or one that
    /// says where a party stands that now leaves.
    pub(super) fn follows(&self, rule: &Rule, raws: &[Raw]) -> bool {
        let fits = |it: &&Raw| match rule.act {
            Kind::Ratify => {
                matches!(it.kind, Kind::Sign | Kind::Ratify | Kind::EnterIntoForce | Kind::Grant)
            }
            _ => matches!(it.kind, Kind::Withdraw | Kind::End | Kind::Suspend | Kind::Grant),
        };
        raws.iter().rfind(fits).is_some_and(|it| it.sentence + REACH >= self.number)
    }

    /// Whether what was told before is told of whoever leaves or is put out now.
    pub(super) fn follows_of(&self, rule: &Rule, raws: &[Raw], parties: &[Filled]) -> bool {
        let stands = |it: &Raw| matches!(it.kind, Kind::Withdraw | Kind::End | Kind::Suspend | Kind::Grant);
        let own =
            |it: &Raw| it.party.as_ref().is_some_and(|held| parties.iter().any(|party| party.is_same(held)));
        rule.act == Kind::Ratify
            || raws.iter().any(|it| it.sentence + REACH >= self.number && stands(it) && own(it))
    }

    /// An office below another one, of which a body may have several.
    fn is_deputy(standing: &str) -> bool {
        DEPUTIES.iter().any(|it| standing.starts_with(it))
    }

    /// Whether an act asks for what the rule says is given, or has put it forward.
    fn asks_for(&self, rule: &Rule, raw: &Raw) -> bool {
        let open = matches!(
            raw.stage,
            Stage::Mooted | Stage::Requested | Stage::Proposed | Stage::Planned | Stage::Deciding
        );
        let told = &self.context.pack.rules[raw.rule];
        let own = raw.kind == rule.act
            || raw.kind == Kind::Request && rule.act == Kind::Grant
            || raw.kind == Kind::Propose && told.act == rule.act;
        // "Proposed a fund. The proposal was adopted".
        let text = rule.act == Kind::Adopt && raw.kind == Kind::Propose && raw.standing.is_none();
        let named = raw.party.is_some() && raw.standing.is_some();
        open && (own && named || text && raw.object.is_some())
    }
}
