//! Organisations that are only understood, and were last named too long ago to be.

use super::apply::Clauses;
use super::frame::Predicate;
use super::unit::What;
use super::whose::Told;

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
}
