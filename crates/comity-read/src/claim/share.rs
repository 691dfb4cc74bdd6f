//! Verbs in a list: what governs the first governs those after it.

use super::frame::{Control, Frames, Tense};
use crate::index::{Form, WordInfo};
use crate::pack::{Auxiliary, Governs, Grammar};

/// Tokens from a gerund back to the first of those that are joined with it.
const GERUNDS: usize = 28;

impl Frames<'_> {
    /// "Against": a preposition by which something is refused.
    pub(super) fn against(&self, at: usize) -> Option<Control> {
        let refuses = self.word(at).is_some_and(|it| it.governs == Some(Governs::Refuse));
        let control = Control {
            governs: Governs::Refuse,
            tokens: at..at + 1,
            tense: Tense::Done,
            noun: true,
            negated: false,
        };
        refuses.then_some(control)
    }

    /// "Proposed setting up a council, adopting a charter and opening a bank": what governs the first of several gerunds
    /// governs those after it.
    pub(super) fn shared_by_gerunds(&self, joint: usize, depth: usize) -> Vec<Control> {
        if self.text.mark(joint) != Some(b',') && !self.has(joint, Grammar::Coordinator) {
            return Vec::new();
        }
        let first = joint.saturating_sub(GERUNDS).max(self.sentence.tokens.start);
        let near = (first..joint).rev().take_while(|it| !matches!(self.low(*it), ";" | ":"));
        let gerund = |at: &usize| {
            let form = |word: &WordInfo| word.verbs.iter().any(|(_, form)| *form == Form::Ing);
            self.word(*at).is_some_and(form) && *at > self.sentence.tokens.start && !self.in_unit(*at)
        };
        near.filter(gerund)
            .find_map(|at| {
                let direct = self.control_at(at - 1, depth).filter(|(control, ..)| !control.noun);
                // "Look forward to Malta signing and depositing".
                direct.or_else(|| self.control_at(self.over_nominals(self.over_subject(at - 1)?), depth))
            })
            .map_or_else(Vec::new, |(control, _, outer)| [control].into_iter().chain(outer).collect())
    }

    /// "Decisions to set up a fund and to admit Malta": what governs the first infinitive governs the next.
    pub(super) fn shared_by_infinitives(
        &self,
        joint: usize,
        depth: usize,
    ) -> Option<(Control, usize, Vec<Control>)> {
        if !self.has(joint, Grammar::Coordinator) && !self.is_in_list(joint) {
            return None;
        }
        let first = joint.saturating_sub(GERUNDS).max(self.sentence.tokens.start + 1);
        let (control, _, outer) = (first..joint)
            .rev()
            .take_while(|it| !matches!(self.low(*it), ";" | ":"))
            .filter(|it| self.is_infinitive(*it))
            .find_map(|to| self.control_at(to - 1, depth))?;
        // Where the first act begins is not where this one does.
        Some((control, joint, outer))
    }

    /// "To set up a fund*,* to admit Malta and to suspend Japan", "to set up a fund*,* admit Malta and suspend Japan":
    /// whether a comma parts verbs of which a coordinator joins the last.
    pub(super) fn is_in_list(&self, comma: usize) -> bool {
        if self.text.mark(comma) != Some(b',') {
            return false;
        }
        let to = self.is(comma + 1, Auxiliary::Infinitive);
        let last = self.sentence.tokens.end.min(comma + GERUNDS);
        (comma + 2..last).any(|it| self.has(it, Grammar::Coordinator) && self.joins_verb(it + 1, to))
    }

    /// Whether a further infinitive, or a bare form that shares its auxiliary, stands at a token.
    pub(super) fn joins_bare(&self, at: usize) -> bool {
        self.joins_verb(at, false) || self.joins_verb(at, true)
    }

    fn joins_verb(&self, at: usize, to: bool) -> bool {
        let base =
            |at: usize| self.tags.is_verb(at) && self.word(at).is_some_and(|word| word.has_form(Form::Base));
        if to { self.is(at, Auxiliary::Infinitive) && base(at + 1) } else { base(at) }
    }
}
