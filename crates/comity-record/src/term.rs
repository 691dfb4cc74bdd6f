//! The chairs of one organisation or body, in one role: terms, and who holds them.

use std::collections::BTreeSet;

use crate::days::FUTURE;
use crate::resolve::{Judged, Line, line};
use crate::spell::{Spell, Voice};

/// A term: who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) holder: Option<String>,
    pub(crate) line: Line,
    /// Another party holds the same term by a source that counts more.
    pub(crate) overruled: bool,
    sources: BTreeSet<i64>,
}

/// Terms of all holders as known when these statements were known.
pub(crate) fn terms(voices: &[Voice<'_>], known: i32) -> Vec<Term> {
    let seen: Vec<Voice<'_>> = voices.iter().copied().filter(|it| it.it.is_known(known)).collect();
    let mut holders: Vec<Option<&str>> = seen.iter().map(|it| it.it.party.as_deref()).collect();
    holders.sort_unstable();
    holders.dedup();
    let mut terms: Vec<(Term, u8)> = Vec::new();
    for holder in holders {
        let own: Vec<Voice<'_>> =
            seen.iter().copied().filter(|it| it.it.party.as_deref() == holder).collect();
        for spell in Spell::sort(own) {
            let verdict = spell.verdict();
            let place = verdict.place;
            let sources = spell.sources();
            let judged = Judged { spell, verdict, class: None, lost: Vec::new() };
            let line = line(&judged);
            let holder = holder.map(str::to_owned);
            terms.push((Term { holder, line, overruled: false, sources }, place));
        }
    }
    terms.sort_by_key(|(it, place)| (it.line.from.map(|it| (it.first, it.last)), *place));
    contest(&mut terms);
    follow(&mut terms);
    terms.into_iter().map(|(it, _)| it).collect()
}

/// Two holders of one term: both stay, the one that counts less is overruled.
fn contest(terms: &mut [(Term, u8)]) {
    for a in 0..terms.len() {
        for b in 0..terms.len() {
            let ((one, place), (other, other_place)) = (&terms[a], &terms[b]);
            let clash = a != b
                && one.holder != other.holder
                // Whom each source names together, they chair together.
                && one.sources != other.sources
                && !one.line.pending
                && !other.line.pending
                && one.line.from.zip(other.line.from).is_some_and(|(a, b)| a.meets(b));
            if clash {
                let overruled = place > other_place;
                let term = &mut terms[a].0;
                term.line.disputed = true;
                term.overruled |= overruled;
            }
        }
    }
}

/// A term without an end lasts until the next one begins.
fn follow(terms: &mut [(Term, u8)]) {
    let begins: Vec<_> = terms
        .iter()
        .filter(|(it, _)| !it.overruled && !it.line.pending)
        .map(|(it, _)| (it.holder.clone(), it.line.from))
        .collect();
    for (term, _) in terms.iter_mut().filter(|(it, _)| it.line.until.is_none() && !it.line.pending) {
        let Some(from) = term.line.from else { continue };
        let next = begins
            .iter()
            .filter(|(holder, _)| *holder != term.holder)
            .filter_map(|(_, next)| *next)
            .filter(|next| next.first > from.last)
            .min();
        term.line.until = next;
        term.line.on.1 = next.map_or(FUTURE, |it| it.last);
    }
}
