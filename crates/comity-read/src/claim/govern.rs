//! What governs a noun group: the preposition before it, or its case.

use super::tag::Tag;
use super::unit::{Governor, Material, Unit, What};
use crate::index::{Hints, List};
use crate::pack::{Grammar, NounClass};
use crate::text::{Sentence, TokenKind};

/// The preposition before a unit, over its articles and adjectives.
pub(super) fn governor(
    material: &Material<'_>,
    sentence: &Sentence,
    unit: &Unit,
    previous_end: usize,
) -> Governor {
    let (mut unknown, mut determined) = (0, false);
    let mut at = unit.tokens.start;
    while at > sentence.tokens.start.max(previous_end) {
        at -= 1;
        let acts = || material.index.noun_predicates(|n| material.text.id_before(at + n, at + 1));
        if material.text.hints(at).any(Hints::TRIGGER) && acts().next().is_some() {
            return Governor::Bare;
        }
        let places = material.text.places(at);
        // "Approved more than ten documents", "approved over ten".
        let counted = material.text.is_in(List::About, at)
            && (material.text.tokens[at + 1].kind == TokenKind::Number
                || material.text.places(at + 1).has(Grammar::Cardinal));
        let free = at == sentence.tokens.start
            || material.text.is_in(List::Than, at)
            || material.tags.is_verb(at - 1);
        if counted && free {
            return Governor::Bare;
        }
        if places.has(Grammar::Preposition) {
            // "In his speech President Ruiz proposed": who spoke is in no speech.
            let titled = unit.is_class(NounClass::Office)
                && material.text.tokens.get(unit.tokens.end).is_some_and(|it| it.capital);
            let apart = unknown > 0 && (titled || matches!(unit.what, What::Person(_)));
            if apart && material.text.is_in(List::PlaceFunction, at) {
                return Governor::Bare;
            }
            return Governor::Function(material.text.low(at).to_owned());
        }
        // "Announced at once that it would": nothing stands between a pronoun and its preposition.
        if unit.what == What::Pronoun {
            return Governor::Bare;
        }
        let nominal = material.tags.is_nominal(at) || material.tags.of(at) == Tag::Adverb;
        // "as the 55th and 56th members"
        let joins = || {
            let mark = material.text.tokens[at].kind == TokenKind::Mark;
            mark && matches!(material.text.low(at), "-" | "*" | "\"" | "“" | "‘" | "«" | "'s" | "'")
                || places.has(Grammar::Coordinator)
                    && material.text.tokens[at + 1].kind == TokenKind::Number
                    && at > 1
                    && (at - 2..at).any(|it| material.text.tokens[it].kind == TokenKind::Number)
        };
        // "Renewed for four years the mandate", "suspended with immediate effect Malta": another group ends there.
        let noun = material.tags.of(at) == Tag::Noun;
        let ends = determined || at + 1 == unit.tokens.start;
        let manner = ends && places.has(Grammar::Manner);
        if determined && noun || manner {
            return Governor::Bare;
        }
        let determiner = places.has(Grammar::Determiner);
        // "With that Malta became a member": no article of a name.
        let named = matches!(unit.what, What::Party(_) | What::Org(_) | What::Person(_));
        if named && determiner && places.has(Grammar::Complement) {
            return Governor::Bare;
        }
        determined |= determiner;
        unknown += usize::from(material.tags.of(at) == Tag::Noun);
        if !(nominal || determiner || joins()) || unknown > 3 {
            return Governor::Bare;
        }
    }
    Governor::Bare
}

/// The functions that a unit's case can have: none where it can be a nominative.
pub(super) fn case_functions(material: &Material<'_>, unit: &Unit) -> Vec<String> {
    if material.pack.lexicon.case_function.is_empty() {
        return Vec::new();
    }
    let n = material.mentions.binary_search_by_key(&unit.tokens.start, |it| it.tokens.start);
    let cases = n.map_or(&[][..], |n| &material.mentions[n].cases);
    let functions: Vec<String> =
        cases.iter().filter_map(|case| material.case_function(*case)).map(str::to_owned).collect();
    if functions.len() == cases.len() { functions } else { Vec::new() }
}

/// The function of the genitive, where a unit can be read as one: a name right after a noun, "саммит СНГ".
pub(super) fn genitive(material: &Material<'_>, unit: &Unit) -> Option<String> {
    let n = material.mentions.binary_search_by_key(&unit.tokens.start, |it| it.tokens.start).ok()?;
    let gen_case = comity_atlas::Case::Gen;
    // A form without cases is an acronym: it is not declined.
    let cases = &material.mentions[n].cases;
    let fits = cases.is_empty() || cases.contains(&gen_case);
    fits.then(|| material.case_function(gen_case)).flatten().map(str::to_owned)
}
