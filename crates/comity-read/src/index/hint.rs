//! Hints: what a word may turn out to be in its sentence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::List;
use super::draft::{Draft, WordInfo, split};
use super::needs;
use crate::pack::{Auxiliary, Grammar, NounClass, Pack, Phrase};

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hints {
    /// What a word is or stands for.
    kinds: u64,
    /// The lists of rules that have it.
    lists: [u64; LISTS],
}

/// Words of 64 bits for the lists of which rules want a word.
const LISTS: usize = 4;

impl Hints {
    /// None.
    pub(crate) const NONE: Hints = Hints { kinds: 0, lists: [0; LISTS] };
    /// A rule's predicate may begin with it.
    pub(crate) const TRIGGER: Hints = Hints::kind(16);
    /// It stands for somebody named before.
    pub(crate) const PRONOUN: Hints = Hints::kind(17);
    /// A state or territory.
    pub(crate) const STATE: Hints = Hints::kind(18);
    /// An organisation.
    pub(crate) const ORGANISATION: Hints = Hints::kind(19);
    /// "Two", "seven".
    pub(crate) const CARDINAL: Hints = Hints::kind(20);
    /// "Applicants".
    pub(crate) const APPLICANT: Hints = Hints::kind(21);
    /// It stands for parties that the text names elsewhere.
    pub(crate) const REFERS: Hints = Hints::kind(23);
    /// A place.
    pub(crate) const PLACE: Hints = Hints::kind(24);
    /// An adverb, by list or ending.
    pub(crate) const ADVERB: Hints = Hints::kind(22);
    /// "We".
    pub(crate) const OURSELVES: Hints = Hints::kind(25);
    /// A person, or words in capitals that may name one.
    pub(crate) const PERSON: Hints = Hints::kind(26);
    /// A noun that is a predicate of rules may begin with it.
    pub(crate) const BEGINS: Hints = Hints::kind(28);
    /// A number in figures.
    pub(crate) const FIGURE: Hints = Hints::kind(29);
    /// A light verb of rules whose predicate is a noun.
    pub(crate) const LIGHT: Hints = Hints::kind(30);
    /// A noun of the field may begin with it.
    pub(crate) const NOUN: Hints = Hints::kind(31);
    /// Words that stand for several named before may begin with it: "the three", "both".
    pub(crate) const GROUP: Hints = Hints::kind(32);
    /// It sums up what is named one by one after it.
    pub(crate) const HEADING: Hints = Hints::kind(33);
    /// It denies.
    pub(crate) const NOT: Hints = Hints::kind(27);
    /// It may begin a relative clause.
    pub(crate) const RELATIVE: Hints = Hints::kind(34);
    /// A noun of several words may begin with it, which hints at something only as a whole.
    pub(crate) const PHRASE: Hints = Hints::kind(36);
    /// A preposition before who acts in the passive.
    pub(crate) const BY: Hints = Hints::kind(35);

    const fn kind(bit: u32) -> Hints {
        Hints { kinds: 1 << bit, lists: [0; LISTS] }
    }

    /// A noun of a class may begin with it.
    pub(crate) fn class(class: NounClass) -> Hints {
        Hints::kind(class as u32)
    }

    /// Both.
    pub(crate) const fn and(self, other: Hints) -> Hints {
        let mut lists = self.lists;
        let mut n = 0;
        while n < LISTS {
            lists[n] |= other.lists[n];
            n += 1;
        }
        Hints { kinds: self.kinds | other.kinds, lists }
    }

    /// Whether they have one of some.
    pub(crate) fn any(self, of: Hints) -> bool {
        let lists = (0..LISTS).fold(0, |all, n| all | self.lists[n] & of.lists[n]);
        self.kinds & of.kinds | lists != 0
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
        (word.has(Grammar::Ourselves), Hints::OURSELVES),
        (word.is(Auxiliary::Not), Hints::NOT),
        (word.has(Grammar::Determiner), Hints::GROUP),
        (word.has(Grammar::Relative), Hints::RELATIVE),
    ];
    hints.into_iter().filter(|it| it.0).fold(Hints::NONE, |all, (_, hint)| all.and(hint))
}

/// What the lists of the pack that have a word hint at.
pub(super) fn listed(list: List) -> Hints {
    match list {
        List::Pair | List::Trio => Hints::REFERS.and(Hints::GROUP),
        List::Parties | List::Owner => Hints::REFERS,
        List::Heading => Hints::HEADING,
        List::PersonOwner | List::PersonObject => Hints::PRONOUN,
        List::Sits => Hints::class(NounClass::Meeting).and(Hints::BEGINS),
        List::Standing | List::Office => Hints::class(NounClass::Standing),
        _ => Hints::NONE,
    }
}

/// The prepositions, and the lists of which rules want a word, or a standing, in a sentence: a hint each.
pub(super) struct Wants {
    prepositions: Vec<String>,
    words: Vec<Vec<String>>,
    standings: Vec<Vec<String>>,
}

impl Wants {
    pub(super) fn new(pack: &Pack) -> Wants {
        let distinct = |mut lists: Vec<Vec<String>>| {
            lists.retain(|it| !it.is_empty());
            lists.sort_unstable();
            lists.dedup();
            lists
        };
        let places =
            pack.rules.iter().flat_map(|rule| [&rule.standing, &rule.object, &rule.agent, &rule.org]);
        let mut prepositions: Vec<String> = places.flat_map(|it| needs::prepositions(it)).collect();
        prepositions.sort_unstable();
        prepositions.dedup();
        let words = pack.rules.iter().flat_map(|rule| [rule.nouns_near.clone(), rule.object_words.clone()]);
        let standings = pack.rules.iter().map(|rule| rule.standing_in.clone());
        Wants { prepositions, words: distinct(words.collect()), standings: distinct(standings.collect()) }
    }

    /// The hint of a list. Where there are more lists than hints, some share one, and sentences are opened in vain.
    fn hint(number: usize) -> Hints {
        let mut lists = [0; LISTS];
        lists[number / 64 % LISTS] = 1 << (number % 64);
        Hints { kinds: 0, lists }
    }

    /// The hint at each of some prepositions, where there are any.
    pub(super) fn of_prepositions(&self, list: &[String]) -> Option<Hints> {
        let hints = list.iter().filter_map(|it| self.prepositions.binary_search(it).ok()).map(Wants::hint);
        hints.reduce(Hints::and)
    }

    /// The hint at a word of a list of words.
    pub(super) fn of_words(&self, list: &[String]) -> Option<Hints> {
        let found = self.words.binary_search_by(|it| it[..].cmp(list)).ok();
        found.map(|it| Wants::hint(self.prepositions.len() + it))
    }

    /// The hint at a standing of a list of standings.
    pub(super) fn of_standings(&self, list: &[String]) -> Option<Hints> {
        self.standings
            .binary_search_by(|it| it[..].cmp(list))
            .ok()
            .map(|it| Wants::hint(self.prepositions.len() + self.words.len() + it))
    }

    /// What a word is among what is wanted.
    pub(super) fn word(&self, word: &str) -> Hints {
        let lists = self.words.iter().filter(|list| list.iter().any(|it| it == word));
        let preposition = self.of_prepositions(&[word.to_owned()]);
        lists.filter_map(|list| self.of_words(list)).chain(preposition).fold(Hints::NONE, Hints::and)
    }

    /// The lists that have a standing.
    fn standing(&self, value: &String) -> Hints {
        let lists = self.standings.iter().filter(|list| list.contains(value));
        lists.filter_map(|list| self.of_standings(list)).fold(Hints::NONE, Hints::and)
    }

    /// All lists with a standing or office of a class: one that was named before may be any of these.
    pub(super) fn standings_of(&self, class: NounClass, pack: &Pack) -> Hints {
        let phrases = pack.lexicon.phrase.iter().filter(|it| it.class == class);
        phrases.map(|it| self.standing(&it.value)).fold(Hints::NONE, Hints::and)
    }
}

/// What the nouns of the pack hint at: each by its word, or by one of its words where others may stand between them.
/// Those of several words hint only where they stand: their first word says that one may begin ([`Hints::PHRASE`]).
pub(super) fn nouns(pack: &Pack, draft: &Draft, wants: &Wants) -> BTreeMap<String, Hints> {
    let mut found: BTreeMap<String, Hints> = BTreeMap::new();
    for entry in &pack.lexicon.phrase {
        let hints = noun(entry, wants);
        // "The 15-nation bloc" is "the bloc".
        let alone = |it: &Vec<String>| it.len() < 2 || entry.class == NounClass::Organisation;
        let (mut open, mut longer): (Vec<Vec<String>>, Vec<Vec<String>>) =
            entry.words.iter().map(|it| words(it)).partition(alone);
        while let Some(word) = most_frequent(&open, draft) {
            open.retain(|it| !it.contains(&word));
            longer.retain(|it| !it.contains(&word));
            let all = found.entry(word).or_default();
            *all = all.and(hints);
        }
        for first in longer.into_iter().filter_map(|it| it.into_iter().next()) {
            let all = found.entry(first).or_default();
            *all = all.and(Hints::PHRASE);
        }
    }
    found
}

/// What a noun of the pack hints at.
pub(super) fn noun(entry: &Phrase, wants: &Wants) -> Hints {
    Hints::class(entry.class).and(wants.standing(&entry.value))
}

/// The word that most of some phrases have, words of grammar and marks only where a phrase has no other.
fn most_frequent(phrases: &[Vec<String>], draft: &Draft) -> Option<String> {
    let plain = |word: &&String| {
        let closed = draft.words.get(*word).is_some_and(WordInfo::is_closed);
        !closed && word.starts_with(char::is_alphanumeric)
    };
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for phrase in phrases {
        let any = phrase.iter().any(|it| plain(&it));
        for word in phrase.iter().filter(|it| !any || plain(it)) {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(word, count)| (*count, word.len())).map(|(word, _)| word.clone())
}

fn words(phrase: &str) -> Vec<String> {
    split(phrase).map_or_else(Vec::new, |(first, rest)| [first].into_iter().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Packs;

    #[test]
    fn no_lists_share_a_hint() {
        for pack in Packs::shipped().all() {
            let wants = Wants::new(pack);
            let count = wants.prepositions.len() + wants.words.len() + wants.standings.len();
            assert!(count <= 64 * LISTS, "{}: {count} lists; raise LISTS", pack.lang);
        }
    }
}
