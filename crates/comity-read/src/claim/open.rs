//! What is spoken of and has not come to be: "until Malta is admitted", "almost admitted", "it is not true that …", what goes
//! on and nobody has done.

use super::apply::Clauses;
use super::frame::Predicate;
use super::role::RawWhen;
use super::tag::Tag;
use crate::index::{Form, List};
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

    /// The word that opens a clause of what is said, where two others stand before it.
    fn opening_that(&self, predicate: &Predicate) -> Option<usize> {
        let that = predicate.clause.start.checked_sub(1)?;
        let inside = that > self.sentence.tokens.start + 1;
        (inside && self.has_word(that, Grammar::Complement)).then_some(that)
    }

    /// "The draft says that Malta is admitted": what a draft would have.
    fn is_drafted(&self, predicate: &Predicate) -> bool {
        let Some(that) = self.opening_that(predicate) else { return false };
        let says = self.has_word(that - 1, Grammar::Reporting);
        let draft = self.word(that - 2).is_some_and(|it| it.governs == Some(Governs::Propose));
        says && draft && !self.frames.tags.is_verb(that - 2) && predicate.controls.is_empty()
    }

    /// "It is not true that Malta was admitted", "it is false that".
    pub(super) fn is_untrue(&self, predicate: &Predicate) -> bool {
        let Some(that) = self.opening_that(predicate) else { return false };
        let text = self.context.text;
        let not = self.word(that - 2).is_some_and(|it| it.is(Auxiliary::Not));
        text.is_in(List::Untrue, that - 1) || not && text.is_in(List::True, that - 1)
    }

    /// "By more coordinated adoption and publication of lists": what goes on, and nothing that has been adopted.
    pub(super) fn is_process(&self, predicate: &Predicate) -> bool {
        let at = predicate.tokens.start;
        let adjective = at.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start);
        let participle = |it: usize| {
            self.word(it).is_some_and(|word| word.has_form(Form::Participle) && !word.is_auxiliary())
        };
        let described =
            adjective.is_some_and(|it| self.frames.tags.of(it) == Tag::Adjective || participle(it));
        let inner = |it: &usize| {
            self.frames.tags.is_nominal(*it) || self.context.text.is_adverb(*it) || participle(*it)
        };
        let before = (self.sentence.tokens.start..at).rev().find(|it| !inner(it));
        // "Will speed up global adoption": what goes on is the object of a verb that decides nothing.
        let light = |it: usize| predicate.light.as_ref().is_some_and(|light| light.contains(&it));
        let governed = || {
            before
                .is_some_and(|it| self.frames.tags.is_verb(it) && !light(it) && predicate.controls.is_empty())
        };
        (predicate.lemma.is_none() || predicate.light.is_some())
            && (described || at > self.sentence.tokens.start + 1 && governed())
            && !before.is_some_and(|it| self.has_word(it, Grammar::Determiner))
    }
}
