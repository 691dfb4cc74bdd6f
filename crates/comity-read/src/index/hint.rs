//! Hints: what a word may turn out to be in its sentence, and what a rule needs of a sentence.
//!
//! They only ever say "cannot be": a sentence that lacks what every rule of its words needs is not looked at further.

use serde::{Deserialize, Serialize};

use super::List;
use super::draft::{Draft, WordInfo};
use crate::pack::{Grammar, NounClass, Role, Rule};

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hints(u32);

impl Hints {
    /// None.
    pub(crate) const NONE: Hints = Hints(0);
    /// A rule's predicate may begin with it.
    pub(crate) const TRIGGER: Hints = Hints(1 << 16);
    /// It stands for somebody named before.
    pub(crate) const PRONOUN: Hints = Hints(1 << 17);
    /// A state or territory.
    pub(crate) const STATE: Hints = Hints(1 << 18);
    /// An organisation.
    pub(crate) const ORGANISATION: Hints = Hints(1 << 19);
    /// "Two", "seven".
    pub(crate) const CARDINAL: Hints = Hints(1 << 20);
    /// "Applicants".
    pub(crate) const APPLICANT: Hints = Hints(1 << 21);
    /// It stands for parties that the text names elsewhere.
    pub(crate) const REFERS: Hints = Hints(1 << 23);
    /// A place.
    pub(crate) const PLACE: Hints = Hints(1 << 24);
    /// An adverb, by list or ending.
    pub(crate) const ADVERB: Hints = Hints(1 << 22);

    /// A noun of a class may begin with it.
    pub(crate) fn class(class: NounClass) -> Hints {
        Hints(1 << class as u32)
    }

    /// Both.
    pub(crate) fn and(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }

    /// Whether they have one of some.
    pub(crate) fn any(self, of: Hints) -> bool {
        self.0 & of.0 != 0
    }

    /// Whether they have one of each.
    pub(crate) fn meet(self, needs: &[Hints]) -> bool {
        needs.iter().all(|need| self.any(*need))
    }
}

/// What the places of a word in a clause hint at.
pub(super) fn grammar(word: &WordInfo) -> Hints {
    let hints = [
        (word.has(Grammar::Pronoun), Hints::PRONOUN),
        (word.has(Grammar::Cardinal), Hints::CARDINAL),
        (word.has(Grammar::Applicant), Hints::APPLICANT),
        (word.has(Grammar::Adverb), Hints::ADVERB),
    ];
    hints.into_iter().filter(|it| it.0).fold(Hints::NONE, |all, (_, hint)| all.and(hint))
}

/// What the lists of the pack that have a word hint at.
pub(super) fn listed(list: List) -> Hints {
    match list {
        List::Parties | List::Pair | List::Trio | List::Owner => Hints::REFERS,
        List::Standing | List::Office => Hints::class(NounClass::Standing),
        _ => Hints::NONE,
    }
}

/// What a rule needs of a sentence: one of each set.
pub(super) fn needs(rule: &Rule) -> Vec<Hints> {
    let mut needs = Vec::new();
    // "named": the office named before, wherever it stands.
    let elsewhere = rule.standing_is.is_some() || rule.standing.iter().any(|slot| slot == "named");
    if rule.needs.contains(&Role::Standing) && !elsewhere {
        needs.push(Hints::class(NounClass::Standing).and(Hints::class(NounClass::Office)));
    }
    if rule.needs.contains(&Role::Party) && !rule.person && !rule.via_person {
        let named = Hints::STATE.and(Hints::ORGANISATION).and(Hints::PLACE);
        let named = named.and(Hints::PRONOUN).and(Hints::REFERS).and(Hints::CARDINAL);
        let described = [NounClass::State, NounClass::Organisation, NounClass::Organ, NounClass::Collective];
        needs.push(described.into_iter().fold(named, |all, class| all.and(Hints::class(class))));
    }
    needs
}

/// The rules whose predicate may begin with a word.
pub(super) fn rules(draft: &Draft, word: &str) -> Vec<u32> {
    let verbs = draft.words.get(word).map_or(&[][..], |it| &it.verbs);
    let triggers = verbs.iter().filter_map(|(lemma, _)| draft.verbs.get(lemma)).flatten();
    let nouns = draft.predicates.get(word).into_iter().flatten();
    let mut rules: Vec<u32> =
        triggers.map(|it| it.rule).chain(nouns.map(|it| it.1)).map(|it| it as u32).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}
