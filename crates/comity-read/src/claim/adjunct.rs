//! Adjuncts: phrases that stand between a governing word and what it governs.
//!
//! "Agreed *in principle on Friday* to admit", "decided *at its meeting in Lomé* that X chairs".

use super::frame::{Frames, Group};
use super::unit::{Governor, What};
use crate::index::{Form, List};
use crate::pack::{Auxiliary, Grammar};
use crate::text::TokenKind;

/// Tokens from "the" to "to" in "the first of the five countries to leave".
const ONE_TO: usize = 6;
/// How far before what it governs a governing word may stand.
const REACH: usize = 24;
/// Tokens of an aside between commas.
const ASIDE: usize = 14;

impl Frames<'_> {
    /// The governing word before a token (the token itself included), over times and phrases with a preposition.
    pub(super) fn over_adjuncts(&self, at: usize) -> Option<usize> {
        let first = self.sentence.tokens.start.max(at.saturating_sub(REACH));
        let mut token = at;
        let mut phrase = false;
        loop {
            if let Some(unit) = self.unit_of(token) {
                let hangs = matches!(unit.governor, Governor::Function(_)) || unit.owner_of.is_some();
                // "Agreed last week to admit".
                let when = unit.what == What::Thing && self.text.is_in(List::Period, unit.tokens.end - 1);
                if !(matches!(unit.what, What::Time(_)) || hangs || when || self.is_place_beside(token)) {
                    // "The recommendation of the council of 3 May that".
                    return Some(token).filter(|it| phrase && self.noun_control(*it));
                }
                phrase = true;
                token = unit.tokens.start.checked_sub(1).filter(|it| *it >= first)?;
                continue;
            }
            if self.tags.is_verb(token) || self.noun_control(token) {
                return Some(token).filter(|_| phrase);
            }
            if let Some(before) = self.over_participle(token).filter(|it| *it >= first) {
                phrase = true;
                token = before;
                continue;
            }
            if let Some(before) = self.over_count_of_votes(token).filter(|it| *it >= first) {
                phrase = true;
                token = before;
                continue;
            }
            let (low, word) = (self.text.low(token), self.text.info(token));
            let passes = self.text.is_adverb(token)
                || self.tags.is_nominal(token)
                || low == ","
                || self.text.tokens[token].kind == TokenKind::Mark
                    && matches!(low, "'s" | "’" | "-" | "(" | ")")
                || word.is_some_and(|word| {
                    // "Recommends to the Assembly that".
                    let to = word.is(Auxiliary::Infinitive) && !self.is_infinitive(token);
                    (word.has(Grammar::Preposition) || word.has(Grammar::Determiner))
                        && (!word.is_auxiliary() || to)
                });
            if !passes {
                return None;
            }
            phrase |= word.is_some_and(|word| word.has(Grammar::Preposition));
            token = token.checked_sub(1).filter(|it| *it >= first)?;
        }
    }

    /// "Voted 93 to 24 to suspend", "voted 93-24 to": the token before how many were for it and how many against.
    fn over_count_of_votes(&self, token: usize) -> Option<usize> {
        let number = |it: usize| self.text.tokens[it].kind == TokenKind::Number;
        let first = token.checked_sub(2)?;
        let between = matches!(self.text.low(token - 1), "-" | "–")
            || self.text.places(token - 1).is(Auxiliary::Infinitive);
        (number(token) && number(first) && between).then(|| first.checked_sub(1)).flatten()
    }

    /// "In Geneva, *Switzerland*, to admit": where a place lies.
    fn is_place_beside(&self, token: usize) -> bool {
        let Some(unit) = self.unit_of(token).filter(|it| matches!(it.what, What::Party(_))) else {
            return false;
        };
        let comma = unit.tokens.start.checked_sub(1).filter(|it| self.text.mark(*it) == Some(b','));
        let before = comma.and_then(|it| it.checked_sub(1)).and_then(|it| self.unit_of(it));
        before.is_some_and(|it| {
            matches!(it.what, What::Place(_) | What::Name) && matches!(it.governor, Governor::Function(_))
        })
    }

    /// "Decided, *having consulted the assembly,* that": the token before an aside that ends at a comma.
    fn over_participle(&self, comma: usize) -> Option<usize> {
        let first = self.sentence.tokens.start;
        let is_comma = |it: &usize| self.text.mark(*it) == Some(b',');
        if !is_comma(&comma) {
            return None;
        }
        let opens = (first + 1..comma).rev().take(ASIDE).find(is_comma)?;
        let ing = self.text.info(opens + 1).is_some_and(|it| it.has_form(Form::Ing));
        ing.then(|| opens - 1)
    }

    /// Where a verb group goes on to the left of a token: over a time ("was on Wednesday elected") and a prefix
    /// ("re-elected") before it. Always after the first token of the sentence.
    pub(super) fn over_inserted(&self, at: usize) -> usize {
        let first = self.sentence.tokens.start;
        let mark = |it: usize| it > first && self.text.mark(it) == Some(b'-') && self.text.tokens[it].glued;
        if at >= first + 3 && mark(at - 1) && self.text.tokens[at].glued && self.text.low(at - 2).len() <= 3 {
            return at - 2;
        }
        let time = self.units.iter().find(|it| it.tokens.end == at && matches!(it.what, What::Time(_)));
        let Some(time) = time else { return at };
        let mut start = time.tokens.start;
        while start > first && self.text.places(start - 1).has(Grammar::Preposition) {
            start -= 1;
        }
        let helps = start > first && self.text.info(start - 1).is_some_and(|it| it.is_auxiliary());
        if helps { start } else { at }
    }

    /// "Became the first country *to leave*", "are the latest *to ratify*": the group of the verb that says so of its subject, and whether
    /// it tells what is done.
    pub(super) fn one_to(&self, at: usize, depth: usize) -> Option<(Group, bool)> {
        let first = self.sentence.tokens.start.max(at.saturating_sub(ONE_TO));
        let inner = |at: usize| self.tags.is_nominal(at) || self.text.is_adverb(at);
        let article =
            (first..=at).rev().find(|it| !inner(*it)).filter(|it| self.has(*it, Grammar::Determiner))?;
        let number = |it: usize| {
            self.has(it, Grammar::Ordinal)
                || self.text.is_in(List::Rank, it)
                || self.text.tokens[it].kind == TokenKind::Number
        };
        let verb = article.checked_sub(1).filter(|it| *it > self.sentence.tokens.start)?;
        let be = self.is(verb, Auxiliary::BePresent) || self.is(verb, Auxiliary::BePast);
        let becomes = self.text.is_in(List::Becoming, verb) || be || self.is(verb, Auxiliary::BeBase);
        if !becomes || !(article + 1..=at).any(number) {
            return None;
        }
        Some((self.group_at(verb, depth + 1)?, be))
    }

    /// "Has until the end of May to ratify", "was given six months to deposit": whether the time for what is to be done stands
    /// right before it.
    pub(super) fn is_given_time(&self, at: usize) -> bool {
        let first = self.sentence.tokens.start.max(at.saturating_sub(ONE_TO));
        let time = |at: usize| self.is_time(at) || self.text.is_in(List::Period, at);
        let inner = |at: &usize| {
            time(*at)
                || self.text.tokens[*at].kind == TokenKind::Number
                || [Grammar::Preposition, Grammar::Determiner, Grammar::Cardinal]
                    .iter()
                    .any(|it| self.has(*at, *it))
                || self.tags.is_nominal(*at) && self.unit_of(*at).is_none()
        };
        let verb = (first..=at).rev().find(|it| !inner(it));
        let has = |at: usize| self.is(at, Auxiliary::HavePresent) || self.is(at, Auxiliary::HavePast);
        time(at) && verb.is_some_and(|it| it < at && has(it))
    }

    fn noun_control(&self, token: usize) -> bool {
        self.text.info(token).is_some_and(|word| word.governs.is_some() && word.verbs.is_empty())
    }
}
