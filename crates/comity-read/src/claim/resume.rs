//! Where the main clause goes on after a relative clause that is inserted: "Malta, which led the bloc, gave up the chair".

use std::ops::Range;

use super::frame::Frames;
use super::party::AS;
use crate::pack::Grammar;

/// Tokens of a relative clause that is inserted.
const INSERTED: usize = 20;

/// Bytes of the letter or number of a point: "(iii)".
const LETTER: usize = 4;

impl Frames<'_> {
    /// The comma that closes a relative clause with a verb of its own, where the subject of another verb begins after it.
    pub(super) fn resumed(&self, relative: usize, verb: usize) -> Option<usize> {
        let opened = self.is_set_off(relative);
        let comma = (relative + 1..verb).rev().find(|it| self.is_comma(*it)).filter(|_| opened)?;
        let told = (relative + 1..comma).any(|it| self.is_finite(it));
        let begins = |at: usize| {
            let unit = |at: usize| self.unit_of(at).is_some_and(|it| it.is_bare() && it.tokens.start == at);
            let led = (at..verb).find(|it| !self.has(*it, Grammar::Determiner) && !self.is_inner(*it));
            led.is_some_and(unit)
        };
        // "Who has met in Baku, Astana and Bishkek": a list goes on.
        let lists = (comma + 1..verb).any(|it| self.has(it, Grammar::Coordinator));
        (told && !lists && begins(comma + 1)).then_some(comma)
    }

    /// "The leaders gave them a month, after which sanctions follow, and prolonged the mandate": a second verb of the main
    /// clause, joined after the comma that closes a relative clause.
    pub(super) fn is_joined_on(&self, relative: usize, verb: usize) -> bool {
        let first = self.sentence.tokens.start;
        let joined =
            verb > relative + 3 && self.has(verb - 1, Grammar::Coordinator) && self.is_comma(verb - 2);
        let finite = |it: usize| self.is_finite(it) && !self.in_unit(it);
        let main = |before: Range<usize>| before.into_iter().any(finite);
        // "Which led it, chaired it, and left": a list of what the relative clause tells.
        let lists = |mut inner: Range<usize>| inner.any(|it| self.is_comma(it) && finite(it + 1));
        joined
            && self.is_set_off(relative)
            && main(relative + 1..verb - 2)
            && main(first..relative)
            && !lists(relative + 1..verb - 2)
    }

    /// Whether a comma stands before a relative word, or before its preposition.
    pub(super) fn is_set_off(&self, relative: usize) -> bool {
        let first = self.sentence.tokens.start;
        (relative.saturating_sub(2)..relative).any(|it| it > first && self.is_comma(it))
    }

    /// The token after the comma that closes a relative clause, where the clause around it goes on with a preposition.
    pub(super) fn inserted(&self, from: usize, relative: usize) -> Option<usize> {
        let opened = relative > from && self.is_comma(relative - 1);
        let last = self.sentence.tokens.end.min(relative + INSERTED);
        let close = (relative + 1..last).find(|it| self.is_comma(*it)).filter(|_| opened)?;
        let told = (relative + 1..close).any(|it| self.is_finite(it));
        let next = self.word(close + 1)?;
        let joins = next.has(Grammar::Conjunction) && self.low(close + 1) != AS;
        let goes_on = next.has(Grammar::Preposition) && !joins && next.verbs.is_empty();
        (told && goes_on).then_some(close + 1)
    }

    /// "(a) Decides", "(iii) decides": where the letter or number of a point begins, right before a token.
    pub(super) fn before_letter(&self, at: usize) -> usize {
        let first = self.sentence.tokens.start;
        let Some(close) = at.checked_sub(1).filter(|it| *it > first && self.text.mark(*it) == Some(b')'))
        else {
            return at;
        };
        let short = self.low(close - 1).len() <= LETTER;
        match close.checked_sub(2).filter(|it| *it >= first && self.text.mark(*it) == Some(b'(')) {
            Some(open) if short => open,
            None if short && close == first + 1 => first,
            _ => at,
        }
    }
}
