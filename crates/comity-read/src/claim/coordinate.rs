//! Members of a list that other words part: "the accession of X to the bloc together with that of Y", "passes to X in
//! January and to Y in July".

use std::ops::Range;

use super::unit::{Material, Unit, What, same_sort};
use crate::index::List;
use crate::pack::Grammar;

/// How many units may stand between two members of such a list.
const APART: usize = 3;

/// The earlier unit that a unit continues, where words such as "together with that of" or a coordinator and the same
/// preposition stand before it.
pub(super) fn joined_to(material: &Material<'_>, units: &[Unit], n: usize) -> Option<usize> {
    let unit = &units[n];
    let gap = units[n.checked_sub(1)?].tokens.end..unit.tokens.start;
    let party = |it: &Unit| matches!(it.what, What::Party(_) | What::Org(_));
    if !party(unit) || gap.is_empty() {
        return None;
    }
    let echoed = is_echoed(material, gap.clone());
    let added = adds(material, gap.clone());
    let repeated = !unit.is_bare() && is_coordinated(material, gap.clone());
    let fits = |it: &usize| {
        let other = &units[*it];
        let same = other.function() == unit.function() && !other.is_bare();
        let between = units[it + 1..n].iter().all(|it| matches!(it.what, What::Time(_) | What::Place(_)));
        // "Of X to the bloc together with that of Y": the bloc is no party of it.
        let passed = echoed && units[it + 1..n].iter().all(|it| !it.is_bare());
        party(other)
            && same_sort(other, unit)
            && (added && it + 1 == n || same && (passed || repeated && between))
    };
    (n.saturating_sub(APART)..n).rev().find(fits)
}

/// "Together with that of", "and that of".
fn is_echoed(material: &Material<'_>, gap: Range<usize>) -> bool {
    let stands = gap.len() >= 3 && material.text.is_in(List::Echo, gap.end - 1) && {
        let word = material.text.info(gap.end - 2);
        word.is_some_and(|it| it.has(Grammar::Determiner) && it.has(Grammar::Relative))
    };
    stands && {
        let before = gap.start..gap.end - 2;
        let joint = before.clone().any(|at| has(material, at, Grammar::Coordinator));
        (joint || before.clone().filter(|at| is_adding(material, *at)).count() > 1)
            && before.clone().all(|at| is_adding(material, at) || is_joint(material, at))
    }
}

/// "As well as", "together with": several such words and nothing else.
fn adds(material: &Material<'_>, gap: Range<usize>) -> bool {
    let adding = gap.clone().filter(|at| is_adding(material, *at)).count();
    adding > 1 && gap.clone().all(|at| is_adding(material, at) || is_joint(material, at))
}

/// "And to": a coordinator right before the preposition, over a comma before it.
fn is_coordinated(material: &Material<'_>, gap: Range<usize>) -> bool {
    let preposition = gap.clone().rposition(|at| has(material, at, Grammar::Preposition));
    let Some(preposition) = preposition.map(|it| gap.start + it) else { return false };
    let article = (preposition + 1..gap.end).all(|at| has(material, at, Grammar::Determiner));
    let joint = preposition > gap.start && has(material, preposition - 1, Grammar::Coordinator);
    article
        && joint
        && (gap.start..preposition).all(|at| is_joint(material, at) || material.text.mark(at) == Some(b')'))
}

fn is_joint(material: &Material<'_>, at: usize) -> bool {
    material.text.mark(at) == Some(b',')
        || has(material, at, Grammar::Coordinator)
        || has(material, at, Grammar::Determiner)
}

fn is_adding(material: &Material<'_>, at: usize) -> bool {
    material.text.is_in(List::Adds, at)
}

fn has(material: &Material<'_>, at: usize, grammar: Grammar) -> bool {
    material.text.places(at).has(grammar)
}
