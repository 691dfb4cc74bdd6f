//! What is only meant, pledged or gone on with, and what a clause only says of something else: no act is told by it.

use comity_model::Kind;

use super::apply::Clauses;
use super::frame::{Control, Predicate, Tense};
use super::role::Sort;
use super::unit::{Unit, What};
use super::whose::Told;
use crate::index::{Form, List};
use crate::pack::{Governs, Grammar, Rule};

/// Tokens from an ordinal to the subject of what it counts: "the first time the allies have".
const REACH: usize = 5;

impl Clauses<'_, '_> {
    /// Whether a predicate only says what somebody means to do, or what else is said, done or asked.
    pub(super) fn is_only_meant(&self, rule: &Rule, predicate: &Predicate, told: &Told<'_>) -> bool {
        let decides = matches!(rule.act, Kind::Decide | Kind::Adopt);
        let loose = rule.by_body && rule.last_resort;
        let meant = || {
            self.is_meant_twice(predicate)
                || self.is_endeavour(predicate, told)
                || self.is_content(predicate)
                || self.is_joined_to_pledge(predicate)
                || self.is_of_counted(predicate)
        };
        // "The ratifications needed to enter into force".
        let needed = || {
            predicate.tense == Tense::Infinitive
                && predicate.controls.first().is_none_or(|it| it.governs == Governs::Oblige)
        };
        rule.act == Kind::EnterIntoForce && needed()
            || loose && self.is_asked_of_others(predicate)
            || decides && self.is_step_towards(predicate)
            || decides && loose && meant()
            || self.is_object_of_other(rule.act, predicate, told)
    }

    /// "Will take further steps to increase output": what they work towards, where "began the procedure" of an accession is told
    /// by its own noun.
    fn is_step_towards(&self, predicate: &Predicate) -> bool {
        predicate.controls.first().is_some_and(|it| it.noun && it.governs == Governs::Begin)
    }

    /// "Intend to seek to amend the rules": twice removed from what is done.
    fn is_meant_twice(&self, predicate: &Predicate) -> bool {
        let meant = |it: &Control| matches!(it.governs, Governs::Plan | Governs::Wish | Governs::Want);
        predicate.controls.len() > 1 && predicate.controls[..2].iter().all(meant)
    }

    /// "Resolve to increase their cooperation", "confirmed the commitment": what has no end, and is not decided.
    fn is_endeavour(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let Some((bytes, n)) = told.object else { return false };
        let first = self.context.text.token_at(bytes.start).max(predicate.tokens.end);
        let inside = |it: &&Unit| {
            first <= it.tokens.start && it.is_bare() && bytes.contains(it.bytes) && !it.possessive
        };
        let head = n.map(|it| &self.units[it]).or_else(|| self.units.iter().find(inside));
        head.is_some_and(|it| {
            let compound = self.units.iter().any(|next| next.tokens.start == it.tokens.end);
            self.context.text.is_in(List::Endeavour, it.tokens.end - 1) && !compound
        })
    }

    /// "Has proposed a law on bread, setting clear limits": what the law would do.
    fn is_content(&self, predicate: &Predicate) -> bool {
        let first = predicate.own;
        let comma = first > self.sentence.tokens.start && self.context.text.mark(first - 1) == Some(b',');
        // "To reduce waste" only says what for.
        let main = |it: &usize| self.is_main_verb(*it) && !(*it > 0 && self.frames.is_infinitive(*it - 1));
        let verb = (self.sentence.tokens.start..first).rev().find(main);
        let proposes = |it: usize| {
            let control = self.frames.control_at(it, 0);
            control.is_some_and(|it| it.0.governs == Governs::Propose)
        };
        predicate.lemma.is_some() && predicate.tense == Tense::Gerund && comma && verb.is_some_and(proposes)
    }

    /// "Committing to keep trade open; adopt good practices; and help bakers": more of what they commit to.
    fn is_joined_to_pledge(&self, predicate: &Predicate) -> bool {
        let (at, first) = (predicate.own, self.sentence.tokens.start);
        let point = at > first && self.context.text.mark(at - 1) == Some(b';');
        let pledges = |it: usize| {
            let control = self.frames.control_at(it, 0);
            control.is_some_and(|it| matches!(it.0.governs, Governs::Plan | Governs::Wish | Governs::Want))
        };
        let infinitive = |it: &usize| *it > first && self.frames.is_infinitive(*it);
        point
            && predicate.lemma.is_some()
            && self.word(at).is_some_and(|it| it.has_form(Form::Base))
            && (first..at).find(infinitive).is_some_and(|it| pledges(it - 1))
    }

    /// "It is the first time the allies have directed funds to it": what is counted is told, and not done there.
    fn is_of_counted(&self, predicate: &Predicate) -> bool {
        let Some(subject) = predicate.subjects.first().map(|it| &self.units[*it]) else { return false };
        let (first, at) = (self.sentence.tokens.start, subject.tokens.start);
        let verb = |it: usize| {
            self.frames.tags.is_verb(it) || self.word(it).is_some_and(crate::index::WordInfo::is_auxiliary)
        };
        let counted = |it: usize| {
            self.is_ordinal(it)
                && self.has_word(it - 1, Grammar::Determiner)
                && verb(it - 2)
                && self.frames.tags.is_nominal(it + 1)
                && (it + 2 == at || self.frames.unit_of(it + 2).is_some_and(|unit| unit.tokens.end == at))
        };
        at < predicate.group.start && (at.saturating_sub(REACH).max(first + 2)..at).any(counted)
    }

    /// "Launched a study, with plans to set up a council", "will defer to Malta to make decisions": the object of another verb.
    fn is_object_of_other(&self, kind: Kind, predicate: &Predicate, told: &Told<'_>) -> bool {
        let acts = matches!(kind, Kind::Decide | Kind::Adopt | Kind::Establish | Kind::Sign);
        let active = predicate.lemma.is_some() && predicate.light.is_none() && !predicate.passive;
        let object = told.object.filter(|it| acts && active && it.1.is_some());
        object.is_some_and(|(bytes, _)| {
            let start = self.context.text.token_at(bytes.start);
            (predicate.tokens.end..start).any(|it| self.frames.is_infinitive(it))
        })
    }

    /// "The June summit in Rome, Italy will be long": the token after the country that a comma sets off.
    pub(super) fn over_country(&self, predicate: &Predicate, end: usize) -> Option<usize> {
        let town = |it: &usize| {
            let unit = self.frames.unit_of(*it);
            self.context.text.mark(*it) == Some(b',')
                || unit.is_some_and(|it| matches!(it.what, What::Place(_) | What::Party(_)))
        };
        let opens = predicate.clause.start == self.sentence.tokens.start;
        (end..self.sentence.tokens.end).find(|it| !town(it)).filter(|it| opens && end < *it)
    }

    /// "Called on donors to double their aid": others are to do it.
    fn is_asked_of_others(&self, predicate: &Predicate) -> bool {
        let asks = |it: &Control| matches!(it.governs, Governs::Propose | Governs::Want) && !it.noun;
        let Some(control) = predicate.controls.first().filter(|it| asks(it)) else { return false };
        let between = |it: &&Unit| control.tokens.end <= it.tokens.start && it.tokens.end <= predicate.own;
        let mut asked = (0..self.units.len()).filter(|n| between(&&self.units[*n]));
        let other = |n: usize| {
            let time = matches!(self.units[n].what, What::Time(_));
            !time && !self.context.fill(self.units, n, Sort::Actor).is_some_and(|it| self.is_body(&it))
        };
        predicate.tense == Tense::Infinitive && asked.any(other)
    }
}
