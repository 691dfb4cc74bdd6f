//! The organisation of an act, as its sentence says it.

use comity_atlas::EntityIdx;
use comity_model::Kind;

use super::apply::{Clauses, Raw};
use super::frame::Predicate;
use super::gap::WITH;
use super::role::{Filled, Sort, join, owners};
use super::unit::{Unit, What, holding};
use crate::index::List;
use crate::pack::{NounClass, Rule};

/// So many states beside an organisation in a list, and it is listed as one of them.
const PARTIES: usize = 3;
/// Tokens from an organisation to "it" that a text named between may be meant by.
const REACH: usize = 60;
impl Clauses<'_, '_> {
    /// "Deposited with the Director-General of UNESCO": with whom an instrument lies, and not whose treaty it is of.
    fn is_depositary(&self, n: usize) -> bool {
        let with = |it: usize| self.units[it].function() == WITH;
        let keeper = self.units[n].owner_of.filter(|it| self.units[*it].is_class(NounClass::Office));
        with(n) || keeper.is_some_and(with)
    }

    /// "The OTS and Malta signed": of those who act together, the organisation; of several, that which the document is about.
    pub(super) fn joint(&self, act: Kind, agent: Filled) -> Filled {
        let together = matches!(act, Kind::Sign | Kind::Decide | Kind::Adopt | Kind::Establish);
        let own = |unit: &Unit| {
            matches!(unit.what, What::Party(_) | What::Org(_)) && agent.bytes == Some(unit.bytes)
        };
        let n = self.units.iter().position(own).filter(|_| together);
        let list = n.map(|n| self.units[n].list);
        let mut listed = self.units.iter().filter_map(|it| match it.what {
            What::Org(org) if Some(it.list) == list && !it.possessive => Some((org, it.bytes)),
            _ => None,
        });
        let first = listed.next();
        let org = first.filter(|it| Some(it.0) == self.context.main);
        let org = org.or_else(|| listed.find(|it| Some(it.0) == self.context.main)).or(first);
        org.map_or(agent, |(org, bytes)| self.context.entity(org, Some(bytes)))
    }

    /// "Took over the chair of both the OTS and the SCO": the last act again for each organisation joined to its own.
    pub(super) fn of_each_organisation(&self, raws: &mut Vec<Raw>) {
        let Some(model) = raws.last().filter(|it| it.kind == Kind::Chair).cloned() else { return };
        let own = |unit: &Unit| matches!(unit.what, What::Org(_)) && model.org.bytes == Some(unit.bytes);
        let Some(n) = self.units.iter().position(own) else { return };
        let (list, at) = (self.units[n].list, self.units[n].tokens.start);
        let acts =
            model.agent.as_ref().and_then(|it| it.bytes).is_some_and(|it| it.touches(self.units[n].bytes));
        let further = self.units.iter().filter(|it| it.list == list && at < it.tokens.start);
        for unit in further.filter(|_| !acts) {
            if let What::Org(org) = unit.what {
                let evidence = model.evidence.iter().map(|it| join(*it, unit.bytes)).collect();
                raws.push(Raw { org: self.context.entity(org, Some(unit.bytes)), evidence, ..model.clone() });
            }
        }
    }

    /// "Was given the status of candidate for entry to the OTS": the one that the clause names further on, where the text has
    /// named none before.
    pub(super) fn org_further_on(&self, predicate: &Predicate, parties: &[EntityIdx]) -> Option<Filled> {
        let inside =
            |it: &&Unit| predicate.tokens.end <= it.tokens.start && it.tokens.end <= predicate.clause.end;
        self.units.iter().filter(inside).find_map(|it| match it.what {
            What::Org(org) if !parties.contains(&org) => Some(self.context.entity(org, Some(it.bytes))),
            _ => None,
        })
    }

    /// The organisation, as the sentence says it.
    pub(super) fn org(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        standing: Option<usize>,
        object: Option<usize>,
        agent: Option<&Filled>,
        parties: &[Filled],
    ) -> Option<Filled> {
        let taken =
            |filled: &Filled| parties.iter().any(|it| it.entity == filled.entity && it.bytes == filled.bytes);
        let among = |n: usize| {
            let list = self.units.iter().filter(|it| it.list == self.units[n].list);
            list.filter(|it| matches!(it.what, What::Party(_))).count() >= PARTIES
        };
        let as_org = |n: usize| {
            let filled = self.context.fill(self.units, n, Sort::Org)?;
            // "Members — Malta, Cyprus, Interpol and Japan — met": it is one of them.
            if among(n) {
                return None;
            }
            let entity = self.context.organisation(filled.entity?);
            if rule.act == Kind::Ratify
                && self.context.main.is_some_and(|it| it != entity)
                && self.is_depositary(n)
            {
                return None;
            }
            Some(Filled { antecedent: filled.antecedent, ..self.context.entity(entity, filled.bytes) })
                .filter(|it| !taken(it))
        };
        let told = agent;
        let own = holding(self.units, predicate.tokens.start);
        // "A summit with the SCO", "an agreement with the SCO": the other side, where somebody else's it may be.
        let both = matches!(rule.act, Kind::Convene | Kind::Sign);
        let beside = |n: &usize| {
            let of_main = match self.units[*n].what {
                What::Org(org) => Some(org) == self.context.main,
                _ => true,
            };
            both && self.units[*n].function() == WITH && !of_main
        };
        // "The summit approved the establishment of a Basin Commission": what is set up sets nothing up.
        let set_up = |n: &usize| rule.act == Kind::Establish && Some(*n) == object;
        let whose = || {
            let all = standing.into_iter().chain(object).chain(own).flat_map(|n| owners(self.units, n));
            all.filter(|n| !set_up(n))
        };
        let owned = || whose().filter(|n| !beside(n)).find_map(as_org);
        let slots = || self.slots(&rule.org, predicate).find_map(as_org);
        let agent = || {
            let entity = self.context.organisation(agent.and_then(|it| it.entity)?);
            let org = self.context.atlas.entity(entity);
            (org.kind == comity_atlas::Kind::Organisation)
                .then(|| self.context.entity(entity, agent.and_then(|it| it.bytes)))
                .filter(|it| !taken(it))
        };
        let clause = || {
            let inside = |unit: &Unit| {
                predicate.clause.start <= unit.tokens.start && unit.tokens.end <= predicate.clause.end
            };
            // "A supplier in the ASEAN region".
            let own = |n: &usize| inside(&self.units[*n]) && !self.is_of_other(*n, predicate);
            (0..self.units.len()).filter(own).find_map(as_org)
        };
        let sentence = || {
            (0..self.units.len()).filter(|n| !matches!(self.units[*n].what, What::Ourselves)).find_map(as_org)
        };
        if rule.own_org {
            // "The Islands Forum plan to go": an organisation acts, and no meeting is held.
            let acts = |it: &Unit| {
                matches!(it.what, What::Org(_)) && it.is_bare() && self.is_main_verb(it.tokens.end)
            };
            let body = own.filter(|it| self.names_meeting(&self.units[*it]) && !acts(&self.units[*it]));
            let body = body.and_then(as_org);
            let understood = || {
                let meeting = own.filter(|it| self.context.about && self.is_understood_meeting(*it))?;
                let (entity, at) = self.context.org_before(self.units[meeting].bytes.start)?;
                Some(self.context.meant(entity, at, None))
            };
            return owned().or(body).or_else(understood);
        }
        if rule.near_org {
            let own = |n: &usize| !self.is_of_other(*n, predicate) || self.is_through(rule, *n);
            let near = self.slots(&rule.org, predicate).filter(own);
            let it = |n: usize| {
                let unit = &self.units[n];
                let before = || self.context.org_before(unit.bytes.start);
                let (org, at) = (unit.what == What::Pronoun && unit.is_bare()).then(before)??;
                // "Approved the declaration; Malta did not join it".
                let since = self.context.text.token_at(at.end)..unit.tokens.start;
                if since.len() < REACH && self.context.names_text(since) {
                    return None;
                }
                Some(self.context.meant(org, at, Some(unit.bytes)))
            };
            return near.into_iter().find_map(|n| as_org(n).or_else(|| it(n)));
        }
        // What the document is about is meant rather than an organisation that happens to be named in the sentence.
        let main = self.context.main;
        let incidental = |it: &Filled| main.is_none() || it.entity == main;
        // What hangs on the subject ("the bank of the bloc") gives way to an organisation that itself acts.
        let after = || {
            let slots = self.slots(&rule.org, predicate);
            slots.filter(|n| predicate.tokens.end <= self.units[*n].tokens.start).find_map(as_org)
        };
        let main_meets = || {
            let main = self.context.main.filter(|_| self.context.about && rule.act == Kind::Convene)?;
            Some(self.context.entity(main, None))
        };
        let with = || {
            let other: Vec<usize> = whose().filter(beside).collect();
            let own = || agent().or_else(|| self.org_of_officer(told)).or_else(main_meets);
            let other_side = || other.iter().copied().find_map(as_org);
            (!other.is_empty()).then(|| own().or_else(other_side)).flatten()
        };
        // "The leaders of the OTS adopted a statement on the role of the SCO": whose leaders they are, and not what it is about.
        let decides = || {
            let decides = matches!(rule.act, Kind::Adopt | Kind::Decide) && rule.party.is_empty();
            let bytes = told.filter(|_| decides)?.bytes?;
            let named =
                |it: &Unit| matches!(it.what, What::Org(_) | What::Body(_)) && bytes.contains(it.bytes);
            self.units.iter().any(named).then(agent)?
        };
        // "The Islands Forum Leaders' Summit": named within the meeting's own name.
        let inside = || {
            let meeting = |n: &usize| self.units[*n].is_class(NounClass::Meeting);
            let n = object.or(own).filter(|n| rule.act == Kind::Convene && meeting(n))?;
            let group = self.group_bytes(n, self.units[n].tokens.end);
            let within = |it: &usize| *it != n && group.contains(self.units[*it].bytes);
            (0..self.units.len()).filter(within).filter(|n| !beside(n)).find_map(as_org)
        };
        decides()
            .or_else(owned)
            .or_else(inside)
            .or_else(with)
            .or_else(after)
            .or_else(agent)
            .or_else(slots)
            .or_else(|| clause().filter(incidental))
            .or_else(|| sentence().filter(incidental))
    }

    /// "The secretary-general of the OTS signed a memorandum with UNESCO": the organisation whose office somebody holds.
    fn org_of_officer(&self, agent: Option<&Filled>) -> Option<Filled> {
        let bytes = agent?.bytes?;
        let within = self.units.iter().find_map(|it| match it.what {
            What::Org(org) if bytes.contains(it.bytes) => Some(self.context.entity(org, Some(it.bytes))),
            _ => None,
        });
        let person = || {
            let What::Person(person) = self.unit_of_role(agent?)?.what else { return None };
            let mut held =
                self.context.census().offices(person).iter().map(|n| &self.context.people.offices[*n]);
            let of = held.find_map(|it| it.of.as_deref().filter(|of| of.starts_with("org:")));
            let org = of.and_then(|it| self.context.atlas.by_id(it));
            Some(self.context.entity(org?, None))
        };
        within.or_else(person)
    }

    /// Whether an organisation hangs on a word that only passes the act on to it: "is at the head of the bloc", "chairs the
    /// council of the bloc".
    fn is_through(&self, rule: &Rule, n: usize) -> bool {
        let unit = &self.units[n];
        let next = self.units.get(n + 1).filter(|it| it.tokens.start == unit.tokens.end);
        let head = unit.owner_of.and_then(|it| self.units.get(it)).or(next);
        // "The U.S.-EU Energy Council" is of two.
        let before = unit.tokens.start.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start);
        let apart = before.is_none_or(|it| self.context.text.mark(it) != Some(b'-'));
        let last = head.map(|it| it.tokens.end - 1).filter(|_| apart);
        last.is_some_and(|it| {
            rule.nouns_near.iter().any(|word| word == self.context.text.low(it))
                || rule.act == Kind::Chair && self.context.text.is_in(List::Deliberative, it)
        })
    }
}
