//! Verbs that are joined: what the first tells is understood with the second.

use super::apply::Clauses;
use super::frame::Predicate;
use super::role::Filled;
use super::unit::{Unit, What};
use crate::pack::Grammar;

impl Clauses<'_, '_> {
    /// "Condemned the coup in Malta and suspended *its* membership": the state told with the verb before.
    pub(super) fn state_in_conjunct(&self, predicate: &Predicate, owner: usize) -> Option<Filled> {
        let joint = predicate.group.start.checked_sub(1)?;
        let first = predicate.clause.start.max(self.sentence.tokens.start);
        let verb = (first..joint).rev().find(|it| self.frames.tags.is_verb(*it))?;
        let joined = self.has_word(joint, Grammar::Coordinator);
        let told = |it: &&Unit| verb < it.tokens.start && it.tokens.end <= joint;
        let mut states = self.units.iter().filter(told).filter_map(|it| match it.what {
            What::Party(state) if !it.adjective => Some((state, it.bytes)),
            _ => None,
        });
        let (state, at) = states.next().filter(|_| joined)?;
        let bytes = self.context.text.bytes(owner..owner + 1);
        states.next().is_none().then(|| self.context.meant(state, at, Some(bytes)))
    }
}
