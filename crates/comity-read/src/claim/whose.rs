//! Whose act it is, where the organisation only stands near: what a state, a person or "we" does is its own, and a
//! meeting with a name of its own is that of whoever it names.

use comity_model::Kind;

use super::apply::Clauses;
use super::frame::{Predicate, Tense};
use super::role::{Filled, owners};
use super::unit::{Unit, What, holding};
use crate::index::{Form, List};
use crate::pack::{Governs, Grammar, NounClass, Rule, Voice};
use crate::text::{Bytes, TokenKind};

/// Tokens after a verb within which it says that a meeting was held beside another.
const BESIDE: usize = 4;

/// Tokens between an organisation and what it owns: "the OTS-Malta summit".
const BETWEEN: usize = 2;

/// Bytes from which an organisation is too far to be understood: where somebody else acts, and where nobody is said to.
const NEAR: usize = 500;
const FAR: usize = 1500;

/// Bytes of a text that is about one thing: what it names once is understood throughout.
const SHORT: usize = 3000;

/// What has been found of an act.
pub(super) struct Told<'a> {
    pub(super) org: &'a Filled,
    /// Whether the sentence itself names the organisation.
    pub(super) stated: bool,
    pub(super) agent: Option<&'a Filled>,
    /// The object: where, and its unit.
    pub(super) object: Option<(Bytes, Option<usize>)>,
}

impl Clauses<'_, '_> {
    /// Whether an act is that of whoever does it, or of whom its object names, and not of the organisation: a president
    /// signs a law, a state launches a fund, where the document speaks of an organisation.
    pub(super) fn is_of_another(&self, rule: &Rule, predicate: &Predicate, told: &Told<'_>) -> bool {
        if self.is_remote(predicate, told) {
            return true;
        }
        match rule.act {
            Kind::Sign | Kind::Establish | Kind::Adopt if rule.party.is_empty() && !rule.by_body => {
                !self.is_tied(rule, predicate, told)
                    && self.acts_for_itself(rule.act, predicate, told.agent)
                    && !self.has_own_text(rule, told)
            }
            Kind::Convene if predicate.lemma.is_some() && predicate.light.is_none() => {
                let near =
                    predicate.tokens.end..(predicate.tokens.end + BESIDE).min(self.sentence.tokens.end);
                // "The presidents met on the margins of the summit".
                let beside = near.into_iter().any(|it| self.has_word(it, Grammar::Aside))
                    && !told.agent.is_some_and(|it| self.names_org(it));
                beside || rule.object.iter().any(|it| it == "subj") && self.meets_thing(predicate)
            }
            Kind::Convene => {
                let meeting = told.object.and_then(|it| it.1);
                // "Were invited to join the OTS at the summit": it is joined, and does not meet.
                let at = |it: &Filled| it.bytes.map(|it| self.context.text.token_at(it.start));
                let joined = |it: usize| {
                    let word = self.word_before(it);
                    word.is_some_and(|it| self.frames.tags.is_verb(it))
                };
                if rule.last_resort && told.agent.and_then(at).is_some_and(joined) {
                    return true;
                }
                meeting.is_some_and(|it| self.has_own_name(it)) && !self.is_tied(rule, predicate, told)
            }
            Kind::Grant if rule.near_org && !told.stated => {
                rule.org.iter().any(|it| it == "obj") && self.joins_thing(predicate)
            }
            // "The Senate endorsed Malta joining": not its to decide.
            Kind::Grant if predicate.tense == Tense::Gerund && rule.party.iter().any(|it| it == "subj") => {
                let decided = predicate.controls.first().is_some_and(|it| it.governs == Governs::Decide);
                decided && !told.agent.is_some_and(|it| self.is_body(it))
            }
            // "We are resolved to fight", where "it was resolved to" decides.
            Kind::Decide | Kind::Propose if rule.voice == Some(Voice::Passive) && told.agent.is_none() => {
                let own = |n: &usize| {
                    let what = self.units[*n].what;
                    matches!(what, What::Ourselves | What::Person(_) | What::Party(_) | What::Group(_))
                };
                predicate.subjects.first().is_some_and(own)
            }
            _ => false,
        }
    }

    /// Whether the organisation is only understood, and was last named too long before: a text of many pages on the work
    /// of a state names a bloc once, and what is launched there ten paragraphs later is not the bloc's.
    fn is_remote(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let guessed = told.agent.is_some_and(|it| it.antecedent.is_some() && !self.names_org(it));
        let ours = |n: &usize| self.units[*n].what == What::Ourselves;
        let sits = self.context.sitting.is_some() && predicate.subjects.first().is_some_and(ours);
        if self.headline || sits || told.stated && !guessed {
            return false;
        }
        let at = self.context.text.tokens[predicate.tokens.start].bytes().start;
        let orgs = self.context.organisations;
        let before = &orgs[..orgs.partition_point(|it| it.0.end <= at)];
        let own = |n: &usize| {
            matches!(self.units[*n].what, What::Ourselves | What::Person(_) | What::Party(_) | What::Name)
                && !self.is_definite(self.units[*n].tokens.start)
        };
        let by_other = match told.agent {
            Some(agent) => !self.is_body(agent),
            None => predicate.lemma.is_some() && !predicate.passive && predicate.subjects.first().is_none_or(own),
        };
        let short = self.context.text.text.len() < SHORT;
        let Some((named, _)) = before.iter().rev().find(|it| Some(it.1) == told.org.entity) else {
            return !told.stated && (by_other || !short);
        };
        !short && at - named.end > if by_other { NEAR } else { FAR }
    }

    /// "Will meet this commitment", "plans to meet it", "are convening our experts": what is met is no body.
    fn meets_thing(&self, predicate: &Predicate) -> bool {
        let mut first = predicate.tokens.end;
        let at = |unit: &Unit| unit.tokens.start == first && unit.tokens.len() == 1;
        if self.units.iter().any(|it| at(it) && it.what == What::Pronoun) {
            return true;
        }
        if self.has_word(first, Grammar::Coordinator) && self.frames.tags.is_verb(first + 1) {
            first += 2;
        }
        let article = self.has_word(first, Grammar::Determiner) || self.has_word(first, Grammar::Ourselves);
        if !article {
            return false;
        }
        let unit = self.units.iter().find(|it| first <= it.tokens.start);
        let near = |it: &&Unit| it.is_bare() && it.tokens.start - first <= 3;
        let thing = |it: &Unit| {
            it.what == What::Thing || it.is_class(NounClass::Text) || it.is_class(NounClass::Procedure)
        };
        unit.filter(near).is_some_and(thing)
    }

    /// Whether somebody acts who is no organisation, no body and no collective of one.
    fn acts_for_itself(&self, kind: Kind, predicate: &Predicate, agent: Option<&Filled>) -> bool {
        let own = |n: &usize| match self.units[*n].what {
            // Whoever is quoted may speak for the organisation.
            What::Ourselves => !self.is_quoted(self.units[*n].bytes),
            What::Party(_) | What::Person(_) => true,
            // "The Assembly" is an organ.
            What::Name => !self.is_definite(self.units[*n].tokens.start),
            // "New countries that endorsed the declaration", where delegates act for the body they sit in.
            What::Thing => {
                kind == Kind::Adopt && self.context.text.is_in(List::Parties, self.units[*n].tokens.end - 1)
            }
            What::Group(_) => kind == Kind::Adopt,
            _ => false,
        };
        // "2. Establishes a fund": the body that opens the resolution.
        let verb = predicate.tokens.start;
        let first = verb == self.sentence.tokens.start;
        if first && self.word(verb).is_some_and(|it| it.has_form(Form::Present))
            || !first && self.begins_point(verb)
        {
            return false;
        }
        // "The council adopted a resolution of Malta": the first before the verb acts.
        let first = predicate.subjects.first().filter(|_| predicate.lemma.is_some() && !predicate.passive);
        if first.is_some_and(|n| matches!(self.units[*n].what, What::Org(_) | What::Body(_))) {
            return false;
        }
        match agent {
            Some(agent) => self.is_own_master(kind, agent) && !self.is_officer(agent),
            None => {
                let active = predicate.lemma.is_some() && predicate.light.is_none() && !predicate.passive;
                active && predicate.subjects.first().map_or(kind != Kind::Adopt, own)
            }
        }
    }

    fn is_quoted(&self, bytes: Bytes) -> bool {
        let near = self.context.quoted.partition_point(|it| it.end <= bytes.start);
        self.context.quoted.get(near).is_some_and(|it| it.contains(bytes))
    }

    /// Whether a definite article stands before a token.
    fn is_definite(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start);
        before.is_some_and(|it| self.context.text.is_in(List::Definite, it))
    }

    /// A state, a person, a group of states or two leaders, where "the board" may be that of the organisation.
    fn is_own_master(&self, kind: Kind, agent: &Filled) -> bool {
        let unit = self.unit_of_role(agent);
        let group = |it: &Unit| matches!(it.what, What::Group(_)) || it.is_class(NounClass::Collective);
        match &agent.id {
            Some(_) => !self.is_body(agent),
            None => agent.entity.is_none() && (kind == Kind::Sign || unit.is_some_and(group)),
        }
    }

    /// The unit whose words fill a role.
    pub(super) fn unit_of_role(&self, filled: &Filled) -> Option<&Unit> {
        self.units.iter().find(|it| Some(it.bytes) == filled.bytes)
    }

    /// Whether a person holds an office of an organisation: what its secretary-general sets up is its own.
    fn is_officer(&self, agent: &Filled) -> bool {
        let unit = self.unit_of_role(agent);
        let Some(What::Person(person)) = unit.map(|it| it.what) else { return false };
        let of_org = |of: &str| of.starts_with("org:") || of.starts_with("body:");
        let offices = &self.context.people.offices;
        offices.iter().any(|it| it.person == person && it.of.as_deref().is_some_and(of_org))
    }

    /// "Signed the convention", "signed the Agreement": a text of the organisation, whoever signs it.
    fn has_own_text(&self, rule: &Rule, told: &Told<'_>) -> bool {
        let text = self.context.text;
        let Some((bytes, _)) = told.object else { return false };
        let tokens = text.tokens_of(bytes);
        let own = |it: usize| rule.object_own.iter().any(|word| word == text.low(it));
        let defined =
            tokens.len() == 1 && text.tokens[tokens.start].capital && self.is_definite(tokens.start);
        defined || tokens.into_iter().any(own)
    }

    /// Whether the sentence ties the organisation to the act: as who acts, as whose the object or the meeting is, or in a
    /// place of the rule, and not merely somewhere in the clause.
    fn is_tied(&self, rule: &Rule, predicate: &Predicate, told: &Told<'_>) -> bool {
        let Some(bytes) = told.org.bytes.filter(|_| told.stated) else { return false };
        let acts = told.agent.and_then(|it| it.bytes).is_some_and(|it| it.touches(bytes));
        if acts || told.object.is_some_and(|it| it.0.touches(bytes)) {
            return true;
        }
        let Some(n) = holding(self.units, self.context.text.token_at(bytes.start)) else { return false };
        // "The OTS and Malta signed": it acts together with whoever is named last.
        if predicate.subjects.iter().any(|it| self.units[*it].list == self.units[n].list) {
            return true;
        }
        let owned = |object: usize| owners(self.units, object).any(|it| it == n);
        // "The African Free Trade Area (AfCFTA) agreement".
        let before = |object: Bytes| {
            let (end, start) = (self.units[n].tokens.end, self.context.text.token_at(object.start));
            let inner = |at: usize| !self.has_word(at, Grammar::Preposition) && !self.frames.tags.is_verb(at);
            end <= start && start - end <= BETWEEN && (end..start).all(inner)
        };
        let own = told.object.is_some_and(|(bytes, unit)| before(bytes) || unit.is_some_and(owned));
        // The summit of one body beside the name of another.
        if rule.act == Kind::Convene {
            return own;
        }
        let meets =
            |n: usize| self.units[n].is_class(NounClass::Meeting) || self.names_meeting(&self.units[n]);
        meets(n)
            || self.units[n].owner_of.is_some_and(meets)
            || own
            || self.slots(&rule.org, predicate).contains(&n) && !self.hangs_elsewhere(n, told)
    }

    /// "In line with the aims of the OTS": it owns something else than the object.
    fn hangs_elsewhere(&self, n: usize, told: &Told<'_>) -> bool {
        let head = self.units[n].owner_of;
        head.is_some_and(|it| self.units.get(it).is_some_and(|unit| unit.what == What::Thing))
            && head != told.object.and_then(|it| it.1)
    }

    /// Whether the words of a role name an organisation: "OTS leaders", where "the leaders" only stands for them.
    pub(super) fn names_org(&self, filled: &Filled) -> bool {
        let Some(bytes) = filled.bytes else { return false };
        let first = self.context.organisations.partition_point(|it| it.0.end <= bytes.start);
        self.context.organisations.get(first).is_some_and(|it| it.0.start < bytes.end)
    }

    /// Whether "the leaders" are taken for those of an organisation that the document only mentions.
    pub(super) fn is_guessed(&self, filled: &Filled) -> bool {
        let org = filled.entity.map(|it| self.context.organisation(it));
        let weak = org.is_some() && (org != self.context.main || !self.context.about);
        filled.id.is_none() && weak && !self.names_org(filled)
    }

    /// The token before another, over an article.
    fn word_before(&self, at: usize) -> Option<usize> {
        (self.sentence.tokens.start..at).rev().find(|it| !self.has_word(*it, Grammar::Determiner))
    }

    /// "The Global Biofuel Summit": capitals before the noun that no list knows are a name of its own.
    fn has_own_name(&self, meeting: usize) -> bool {
        let unit = &self.units[meeting];
        let start = self.group_text(meeting, unit.tokens.end).1.start;
        let own = |it: usize| {
            let token = self.context.text.tokens[it];
            // "Friday's summit".
            let known = |unit: &Unit| unit.possessive || !matches!(unit.what, What::Name | What::Thing);
            token.kind == TokenKind::Word
                && token.capital
                && it > self.sentence.tokens.start
                && !self.is_ordinal(it)
                && !(self.context.text.low(it + 1) == "-" && self.is_ordinal(it + 2))
                && self.context.text.info(it).is_none_or(|word| !word.adjective)
                && !self.frames.unit_of(it).is_some_and(known)
        };
        !self.headline && (self.context.text.token_at(start)..unit.tokens.start).any(own)
    }

    /// "Joined the initiative of the bloc", "joining the Combined Forces": something else is joined.
    fn joins_thing(&self, predicate: &Predicate) -> bool {
        let first = predicate.tokens.end;
        let unit = self.units.iter().find(|it| first <= it.tokens.start && it.is_bare());
        let near = |unit: &&Unit| unit.tokens.start - first <= 3 && unit.tokens.end <= predicate.clause.end;
        unit.filter(near)
            .is_some_and(|it| !matches!(it.what, What::Time(_) | What::Pronoun | What::Person(_)))
    }
}
