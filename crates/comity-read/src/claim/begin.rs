//! Where a further clause begins after a comma or coordinator: with who acts, and a finite verb.

use super::frame::Frames;
use super::tag::Tag;
use super::unit::{Unit, What};
use crate::index::{Form, List, WordInfo};
use crate::pack::{Auxiliary, Grammar, NounClass};

/// Noun groups that may hang on a subject before its verb.
const HANGING: usize = 3;

impl Frames<'_> {
    /// Whether a clause with a subject of its own begins at a token: "the chair is X, *the rapporteur is* Y".
    pub(super) fn begins_own(&self, mut at: usize) -> bool {
        at += usize::from(self.has(at, Grammar::Coordinator));
        let opens = |at: usize| {
            self.has(at, Grammar::Determiner)
                || self.text.is_in(List::Owner, at)
                || self.tags.of(at) == Tag::Adjective
        };
        while at < self.sentence.tokens.end && opens(at) && !self.in_unit(at) {
            at += 1;
        }
        let unit = self.unit_of(at).filter(|it| it.tokens.start == at && it.is_bare());
        let copula = |at: usize| {
            [Auxiliary::BePresent, Auxiliary::BePast].iter().any(|it| self.is(at, *it))
                || self.is(at, Auxiliary::Future)
        };
        // "A catalogue of threats for 2026 was adopted": over what hangs on the noun.
        let hangs = |end: usize| {
            let next = self.units.partition_point(|it| it.tokens.start < end);
            self.units.get(next).filter(|it| !it.is_bare() && it.tokens.start <= end + 2)
        };
        let over = |unit: &Unit| {
            (0..HANGING).fold(unit.tokens.end, |end, _| hangs(end).map_or(end, |it| it.tokens.end))
        };
        unit.is_some_and(|it| {
            let apart = |end: usize| copula(end) && !self.text.tokens[end].glued;
            it.noun().is_some() && (apart(it.tokens.end) || apart(over(it)))
        })
    }

    /// "And Malta opened a museum in Baku": whether who acts stands at a token, with a verb that is surely finite after it.
    pub(super) fn begins_other(&self, mut at: usize) -> bool {
        at += usize::from(self.has(at, Grammar::Coordinator));
        at += usize::from(self.has(at, Grammar::Determiner) && !self.in_unit(at));
        let acts = |it: &Unit| match it.what {
            What::Party(_) => !it.adjective && !it.possessive,
            What::Person(_) | What::Org(_) | What::Body(_) => !it.possessive,
            What::Noun(noun) => noun.class == NounClass::Collective,
            _ => false,
        };
        let future = |at: usize| self.is(at, Auxiliary::Future) && !self.text.tokens[at].glued;
        let told = |at: usize| {
            let past = |word: &WordInfo| word.has_form(Form::Past);
            let object =
                || self.has(at + 1, Grammar::Determiner) || self.unit_of(at + 1).is_some_and(Unit::is_bare);
            self.tags.is_verb(at) && self.word(at).is_some_and(past) && object()
                || self.is(at, Auxiliary::HavePresent)
        };
        let unit = self.unit_of(at).filter(|it| it.tokens.start == at && it.is_bare());
        unit.is_some_and(|it| {
            let end = it.tokens.end;
            acts(it) && (told(end) || future(end)) || it.what == What::Thing && future(end)
        })
    }

    /// Whether a finite verb stands at a token, over adverbs.
    pub(super) fn starts_clause(&self, mut at: usize) -> bool {
        while at < self.sentence.tokens.end && self.text.is_adverb(at) {
            at += 1;
        }
        at < self.sentence.tokens.end && self.is_finite(at) && !self.text.tokens[at].capital
    }
}
