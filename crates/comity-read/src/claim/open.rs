//! What is spoken of and has not come to be: "until Malta is admitted", "almost admitted", "it is not true that …".

use super::apply::Clauses;
use super::frame::Predicate;
use super::role::RawWhen;
use crate::index::List;
use crate::pack::{Auxiliary, Governs, Grammar};

impl Clauses<'_, '_> {
    /// Whether it is left open if it comes to be.
    pub(super) fn is_open(&self, predicate: &Predicate, when: Option<&RawWhen>) -> bool {
        let text = self.context.text;
        // "It is essential that Malta be admitted".
        let asked_for = predicate.subjunctive && predicate.controls.is_empty();
        // "Was almost admitted".
        let almost = predicate.group.clone().any(|it| text.is_in(List::Almost, it));
        asked_for || almost || self.is_pending(predicate, when) || self.is_drafted(predicate)
    }

    /// "Until Malta is admitted", "rules on when a state is suspended": the present, of what may come, where no day is told.
    fn is_pending(&self, predicate: &Predicate, when: Option<&RawWhen>) -> bool {
        let first = predicate.clause.start.saturating_sub(2).max(self.sentence.tokens.start);
        // "Until May the bloc is led by Malta".
        let opener = (first..=predicate.clause.start)
            .any(|it| self.context.text.is_in(List::Pending, it) && !self.frames.is_time(it + 1));
        let present = self.word(predicate.group.start).is_some_and(|it| it.is(Auxiliary::BePresent));
        opener && present && predicate.passive && when.is_none() && predicate.controls.is_empty()
    }

    /// "The draft says that Malta is admitted": what a draft would have.
    fn is_drafted(&self, predicate: &Predicate) -> bool {
        let first = self.sentence.tokens.start;
        let that = predicate.clause.start.checked_sub(1).filter(|it| *it > first + 1);
        let Some(that) = that.filter(|it| self.has_word(*it, Grammar::Complement)) else { return false };
        let says = self.has_word(that - 1, Grammar::Reporting);
        let draft = self.word(that - 2).is_some_and(|it| it.governs == Some(Governs::Propose));
        says && draft && !self.frames.tags.is_verb(that - 2) && predicate.controls.is_empty()
    }

    /// "It is not true that Malta was admitted", "it is false that".
    pub(super) fn is_untrue(&self, predicate: &Predicate) -> bool {
        let first = self.sentence.tokens.start;
        let that = predicate.clause.start.checked_sub(1).filter(|it| *it > first + 1);
        let Some(that) = that.filter(|it| self.has_word(*it, Grammar::Complement)) else { return false };
        let text = self.context.text;
        let not = self.word(that - 2).is_some_and(|it| it.is(Auxiliary::Not));
        text.is_in(List::Untrue, that - 1) || not && text.is_in(List::True, that - 1)
    }
}
