//! Organisations that are only understood, and were last named too long ago to be.

use comity_model::Kind;

use super::apply::Clauses;
use super::frame::{Predicate, Tense};
use super::unit::{Unit, What};
use super::whose::Told;
use crate::index::Form;
use crate::pack::{Auxiliary, Grammar};

/// Bytes from which an organisation is too far to be understood: where somebody else acts, and where nobody is said to.
const NEAR: usize = 500;
const FAR: usize = 1500;

/// Bytes of a text that is about one thing: what it names once is understood throughout.
const SHORT: usize = 3000;

impl Clauses<'_, '_> {
    /// Whether the organisation is only understood, and was last named too long before: a text of many pages on the work
    /// of a state names a bloc once, and what is launched there ten paragraphs later is not the bloc's.
    pub(super) fn is_remote(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let guessed = told.agent.is_some_and(|it| it.antecedent.is_some() && !self.names_org(it));
        let ours = |n: &usize| self.units[*n].what == What::Ourselves;
        let sits = self.context.sitting.is_some() && predicate.subjects.first().is_some_and(ours);
        if self.headline || sits || told.stated && !guessed {
            return false;
        }
        let at = self.context.text.tokens[predicate.tokens.start].bytes().start;
        let orgs = self.context.organisations;
        let last = self.sentence.bytes.end;
        let before = &orgs[..orgs.partition_point(|it| it.0.end <= last)];
        let own = |n: &usize| {
            matches!(self.units[*n].what, What::Ourselves | What::Person(_) | What::Party(_) | What::Name)
                && !self.is_definite(self.units[*n].tokens.start)
        };
        let by_other = match told.agent {
            Some(agent) => !self.is_body(agent),
            None => {
                predicate.lemma.is_some() && !predicate.passive && predicate.subjects.first().is_none_or(own)
            }
        };
        let short = self.context.text.text.len() < SHORT;
        let Some((named, _)) = before.iter().rev().find(|it| Some(it.1) == told.org.entity) else {
            return !told.stated && (by_other || !short);
        };
        !short && at.saturating_sub(named.end) > if by_other { NEAR } else { FAR }
    }

    /// "The instrument is deposited with the depositary": what a text says of any state, and of no day.
    pub(super) fn is_general(&self, predicate: &Predicate) -> bool {
        let words = || predicate.group.clone().filter_map(|it| self.context.text.info(it));
        let is = words().any(|it| it.is(Auxiliary::BePresent));
        let has = words().any(|it| it.is(Auxiliary::HavePresent) || it.is(Auxiliary::Being));
        let inside =
            |it: &Unit| predicate.clause.start <= it.tokens.start && it.tokens.end <= predicate.clause.end;
        let day = self.units.iter().any(|it| inside(it) && matches!(it.what, What::Time(_)));
        // "When fifteen states have deposited their instruments".
        let joint = predicate.clause.start.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start);
        let when = joint.is_some_and(|it| {
            self.has_word(it, Grammar::Conjunction) || self.has_word(it, Grammar::Condition)
        });
        let perfect = words().any(|it| it.is(Auxiliary::HavePresent));
        let counted = predicate.subjects.first().is_some_and(|it| self.is_counted_group(*it));
        predicate.passive && predicate.tense == Tense::Done && is && !has && !day
            || when && perfect && counted && !day
    }

    /// "Voted for leaving the treaty": what is voted on is to leave it.
    pub(super) fn votes_to_leave(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let object = told.object.and_then(|it| it.1);
        let before = object.and_then(|n| self.before_group(self.units[n].tokens.start));
        let withdraws = |lemma: u32| {
            let mut rules = self.context.index.triggers(lemma).iter();
            rules.any(|it| self.context.pack.rules[it.rule].act == Kind::Withdraw)
        };
        let leaves = |at: usize| {
            self.word(at).is_some_and(|it| {
                it.has_form(Form::Ing) && it.verbs.iter().any(|(lemma, _)| withdraws(*lemma))
            })
        };
        before.is_some_and(|it| predicate.tokens.end <= it && leaves(it))
    }
}
