//! Noun groups without a name of the atlas or a noun of the field at their head: pronouns, names that nothing knows, things, and
//! organisations that are only described.

use std::ops::Range;

use super::tag::Tag;
use super::unit::{Material, What, named_at, noun_at};
use crate::index::{Form, Hints, NounInfo};
use crate::pack::{Grammar, NounClass};
use crate::text::TokenKind;

/// The longest description, in tokens: "the oil-rich six-nation Gulf bloc".
const DESCRIBED: usize = 9;

/// "The 15-nation bloc", "the Vienna-based organisation": words that stand for an organisation, with a compound between them.
pub(super) fn described_at(material: &Material<'_>, at: usize, end: usize) -> Option<(usize, NounInfo)> {
    let text = material.text;
    let determiner = |at: usize| text.places(at).has(Grammar::Determiner);
    if !determiner(at) {
        return None;
    }
    let hyphen = |at: usize| text.mark(at) == Some(b'-') && text.tokens[at].glued;
    let inner = |at: usize| {
        let plain = material.tags.is_nominal(at) || hyphen(at);
        // "The Turkish-led group": a participle after its hyphen.
        plain || at > 0 && hyphen(at - 1) && text.tokens[at].glued
    };
    let mut compound = false;
    for head in at + 1..end.min(at + DESCRIBED) {
        if compound {
            let ids =
                |n: usize| if n == 0 { text.id_before(at, end) } else { text.id_before(head + n - 1, end) };
            let noun = material.index.noun(ids);
            if let Some((len, noun)) =
                noun.filter(|(len, it)| *len > 1 && it.class == NounClass::Organisation)
            {
                return Some((head + len - 1 - at, noun));
            }
        }
        if !inner(head) {
            return None;
        }
        compound |= hyphen(head);
    }
    None
}

/// Pronouns, and capitalised names that nothing knows.
pub(super) fn other_at(material: &Material<'_>, at: usize, end: usize) -> Option<(Range<usize>, What)> {
    let token = material.text.tokens[at];
    let stands_for = material.text.hints(at).any(Hints::PRONOUN.and(Hints::OURSELVES));
    if stands_for && let Some(word) = material.text.info(at) {
        if word.has(Grammar::Ourselves) {
            return Some((at..at + 1, What::Ourselves));
        }
        if word.has(Grammar::Pronoun) {
            return Some((at..at + 1, What::Pronoun));
        }
    }
    let taken = |n: usize| named_at(material, n).is_some();
    let mut last = at + 1;
    let noun = |n: usize| noun_at(material, n, end).is_some();
    let known = |n: usize| material.text.info(n).is_some();
    // "Mark Rutte": a given name that is also a verb.
    let given = || {
        let verb = material.text.info(at).is_some_and(|it| it.has_form(Form::Base) && !it.is_closed());
        let next = at + 1;
        verb && next < end && material.text.tokens[next].capital && !known(next) && !taken(next)
    };
    if token.kind == TokenKind::Word && token.capital && (!known(at) || given()) {
        let capital =
            |n: usize| n < end && material.text.tokens[n].capital && !known(n) && !taken(n) && !noun(n);
        // "Anna-Lena Roth".
        let hyphen = |n: usize| {
            n + 1 < end
                && material.text.mark(n) == Some(b'-')
                && material.text.tokens[n].glued
                && material.text.tokens[n + 1].glued
                && capital(n + 1)
        };
        while capital(last) || hyphen(last) {
            last += if capital(last) { 1 } else { 2 };
        }
        return Some((at..last, What::Name));
    }
    // Where the pack does not list the verbs of the language, a word that nothing is known of may be one.
    if material.tags.of(at) != Tag::Noun
        || material.pack.lexicon.verbs.is_empty()
        || is_counting(material, at, end)
    {
        return None;
    }
    while last < end && material.tags.of(last) == Tag::Noun && !taken(last) && !noun(last) {
        last += 1;
    }
    // A noun right before another unit is part of its group: "trade ministers".
    // "Will meet this commitment this year": a time is no noun of its group.
    let next = |n: usize| named_at(material, n).is_some_and(|it| !matches!(it.1, What::Time(_)));
    let ends = last >= end || !(next(last) || noun(last) || material.tags.is_nominal(last));
    ends.then_some((at..last, What::Thing))
}

/// Whether a word only counts in what follows: the "th" of "55th", the "ten" of "a ten-year plan".
fn is_counting(material: &Material<'_>, at: usize, end: usize) -> bool {
    let tokens = &material.text.tokens;
    let suffix = tokens[at].glued && at > material.first && tokens[at - 1].kind == TokenKind::Number;
    let number = material.text.places(at).has(Grammar::Cardinal);
    suffix || number && at + 1 < end && tokens[at + 1].glued && material.text.mark(at + 1) == Some(b'-')
}
