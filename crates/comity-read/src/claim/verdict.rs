//! Verdicts: what becomes of a decision that a noun names, by the verb that takes it, puts it off or leaves it open.

use super::frame::{Control, Frames, Tense};
use crate::index::List;
use crate::pack::{Auxiliary, Governs, Grammar};

/// Tokens of the group of a noun before it: "a formal and final decision".
const GROUP: usize = 5;
/// Tokens from an infinitive back to the verb that takes the decision.
const TAKEN: usize = 10;
/// Tokens from a noun to the verb that it is the subject of.
const VERB: usize = 24;

impl Frames<'_> {
    /// "Will take a decision on admitting X", "put off the vote to admit X", "a decision on admitting X was postponed": the
    /// noun as its verb leaves it, where that is not simply taken.
    pub(super) fn verdict(&self, noun: &Control, depth: usize) -> Option<(Control, usize, Vec<Control>)> {
        // "Reports that X would leave were denied".
        if noun.governs == Governs::Announce {
            let last = self.sentence.tokens.end.min(noun.tokens.end + VERB);
            let be = |at: usize| self.is(at, Auxiliary::BePast) || self.is(at, Auxiliary::BePresent);
            let denied = (noun.tokens.end + 1..last)
                .take_while(|it| !matches!(self.low(*it), ";" | ":"))
                .find(|it| self.text.verb_governs(*it) == Some(Governs::Refuse) && be(it - 1))?;
            return self.control_at(denied, depth + 1).filter(|_| depth < 4);
        }
        // "A plan to admit X was approved".
        let put = matches!(noun.governs, Governs::Plan | Governs::Propose);
        if noun.governs != Governs::Decide && !put || depth >= 4 {
            return None;
        }
        let at = noun.tokens.start;
        let first = at.saturating_sub(GROUP).max(self.sentence.tokens.start);
        let inner = |it: &usize| {
            self.has(*it, Grammar::Determiner)
                || self.has(*it, Grammar::Without)
                || self.tags.is_nominal(*it) && !self.tags.is_verb(*it)
                || self.text.is_adverb(*it)
        };
        let before = (first..at).rev().find(|it| !inner(it));
        let article = before.map_or(first, |it| it + 1);
        let definite = (article..at).any(|it| self.text.is_in(List::Definite, it))
            || self.units.iter().any(|it| it.possessive && it.tokens.end <= at && at - it.tokens.end <= 3);
        // "Divided over a decision", "agreed on a decision".
        let over = before.map(|it| it - usize::from(self.has(it, Grammar::Preposition) && it > first));
        if let Some(verb) = over.filter(|it| self.is_acting(*it)) {
            return if put { None } else { self.as_left(verb, noun, definite, depth) };
        }
        let opens = before.is_none_or(|it| {
            self.text.mark(it).is_some()
                || [Grammar::Conjunction, Grammar::Complement, Grammar::Subordinator, Grammar::Coordinator]
                    .iter()
                    .any(|grammar| self.has(it, *grammar))
        });
        let end = (noun.tokens.end + VERB).min(self.sentence.tokens.end);
        let ends = |it: &usize| matches!(self.low(*it), ";" | ":");
        let finite = |it: &usize| self.is_finite(*it);
        let helper = (noun.tokens.end..end).take_while(|it| !ends(it)).find(finite).filter(|_| opens)?;
        let verb = (helper..end.min(helper + GROUP)).find(|it| self.is_acting(*it))?;
        // What it says of itself: "the decision takes effect".
        let helped = verb > helper;
        if put {
            let governs = self.text.verb_governs(verb);
            // "The idea of admitting X was dropped".
            if helped && self.text.is_in(List::Dropping, verb) {
                let control = Control { governs: Governs::Refuse, tokens: verb..verb + 1, ..noun.clone() };
                return Some((control, at, Vec::new()));
            }
            let settled = matches!(governs, Some(Governs::Decide | Governs::Refuse)) && helped;
            return settled.then(|| self.control_at(verb, depth + 1)).flatten();
        }
        self.as_left(verb, noun, false, depth).filter(|_| helped)
    }

    /// "A decision was made *to admit* X", "the decision has been taken by the leaders *to*": the decision, as the verb before
    /// an infinitive takes it.
    pub(super) fn taken(&self, before: usize, depth: usize) -> Option<(Control, usize, Vec<Control>)> {
        let first = before.saturating_sub(TAKEN).max(self.sentence.tokens.start + 1);
        let inner = |at: usize| {
            self.in_unit(at) || self.has(at, Grammar::Preposition) || self.has(at, Grammar::Determiner)
        };
        let verb = (first..=before).rev().find(|it| !inner(*it))?;
        if depth >= 4 || !self.text.is_in(List::Taking, verb) || !self.tags.is_verb(verb) {
            return None;
        }
        let outer = self.group_at(verb, depth + 1)?;
        let noun =
            outer.start.checked_sub(1).filter(|it| outer.passive && *it >= self.sentence.tokens.start)?;
        let decides = self.word(noun)?.governs == Some(Governs::Decide) && !self.tags.is_verb(noun);
        let control = Control {
            governs: Governs::Decide,
            tokens: noun..noun + 1,
            tense: outer.tense,
            noun: true,
            negated: outer.negated,
        };
        decides.then_some((control, noun, outer.controls))
    }

    fn is_acting(&self, at: usize) -> bool {
        self.tags.is_verb(at) && !self.in_unit(at) && !self.is_auxiliary_of_verb(at)
    }

    /// What a verb does to a decision that is its object or its passive subject.
    fn as_left(
        &self,
        verb: usize,
        noun: &Control,
        definite: bool,
        depth: usize,
    ) -> Option<(Control, usize, Vec<Control>)> {
        use Governs::{Plan, Propose, Refuse, Shelve, Want, Wish};
        let governs = self.text.verb_governs(verb);
        let put_off = self.text.is_in(List::Puts, verb) && self.text.is_in(List::Off, verb + 1);
        if put_off {
            let outer = self.group_at(verb, depth + 1)?;
            let tokens = verb..verb + 2;
            let control =
                Control { governs: Shelve, tokens, tense: outer.tense, noun: false, negated: outer.negated };
            return Some((control, outer.start, outer.controls));
        }
        // "Backed the decision to admit X": it has been taken.
        let unsettled = matches!(governs, Some(Shelve))
            || matches!(governs, Some(Wish | Plan | Propose | Refuse | Want)) && !definite;
        if unsettled {
            return self.control_at(verb, depth + 1);
        }
        let takes = self.text.is_in(List::Taking, verb) || governs == Some(Governs::Decide);
        if !takes {
            return None;
        }
        let outer = self.group_at(verb, depth + 1)?;
        let open = matches!(
            outer.tense,
            Tense::Future
                | Tense::Would
                | Tense::Progressive
                | Tense::Possible
                | Tense::Obliged
                | Tense::Infinitive
        );
        (open || outer.negated || !outer.controls.is_empty()).then(|| {
            let control =
                Control { tense: outer.tense, negated: outer.negated || noun.negated, ..noun.clone() };
            (control, outer.start.min(noun.tokens.start), outer.controls)
        })
    }
}
