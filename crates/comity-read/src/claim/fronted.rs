//! Clauses that stand before the one they hang on: "sixty days after Malta had acceded, the agreement entered into force".

use super::frame::{Frames, Predicate};
use super::unit::What;
use crate::index::Form;
use crate::pack::{Auxiliary, Grammar};

/// Tokens from the comma that closes such a clause to the verb of the next.
const MAIN: usize = 24;

impl Frames<'_> {
    /// Whether a clause opens its sentence, and another one must follow, on which it hangs.
    pub(super) fn is_fronted(&self, predicate: &Predicate) -> bool {
        let first = self.sentence.tokens.start;
        let joins = |at: &usize| {
            self.has(*at, Grammar::Conjunction)
                || self.has(*at, Grammar::Subordinator)
                || self.has(*at, Grammar::Condition)
        };
        let verb = |at: usize| self.is_finite(at) && at < predicate.group.start;
        // "Having given the chair to Malta, the OTS admitted Japan".
        if predicate.group.start == first && self.is(first, Auxiliary::HavePresent) {
            return self.word(first).is_some_and(|it| it.has_form(Form::Ing));
        }
        let Some(joint) = (first..predicate.group.start).rev().find(joins) else { return false };
        let comma = |at: usize| self.text.mark(at).is_some();
        // What was told before the joint has its own verb: then the clause comes last.
        !(first..predicate.group.start).any(verb) && !(joint..predicate.group.start).any(comma)
    }

    /// "Meeting in Baku, the Council resolved": the subject of the clause after what stands before it.
    pub(super) fn subject_after(&self, verb: usize) -> Option<usize> {
        let comma = (verb + 1..self.sentence.tokens.end)
            .find(|at| self.text.mark(*at) == Some(b',') && self.is_main_after(*at))?;
        let first = self.units.iter().position(|it| comma < it.tokens.start && it.is_bare())?;
        // "The OTS Council".
        Some(self.units[first].owner_of.filter(|it| first < *it).unwrap_or(first))
    }

    /// Whether after a comma a subject and its verb follow, and no comma before the verb.
    pub(super) fn is_main_after(&self, comma: usize) -> bool {
        let last = self.sentence.tokens.end.min(comma + MAIN);
        let Some(verb) = (comma + 1..last).find(|at| self.is_finite(*at)) else { return false };
        let begins = self.unit_of(comma + 1).or_else(|| {
            let opens = self.has(comma + 1, Grammar::Determiner)
                || self.tags.of(comma + 1) == super::tag::Tag::Adjective;
            self.unit_of(comma + 2).filter(|_| opens)
        });
        let subject = begins.is_some_and(|it| it.is_bare() && !matches!(it.what, What::Time(_)));
        subject
            && (comma + 1..verb).all(|at| {
                self.text.mark(at).is_none_or(|it| it == b'-')
                    && !self.has(at, Grammar::Relative)
                    && !self.has(at, Grammar::Subordinator)
            })
    }
}
