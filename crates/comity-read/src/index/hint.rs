//! Hints: what a word may turn out to be in its sentence, and what a rule needs of a sentence.
//!
//! They only ever say "cannot be": a sentence that lacks what every rule of its words needs is not looked at further.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::List;
use super::draft::{Draft, WordInfo, split};
use crate::pack::{Auxiliary, Grammar, NounClass, Pack, Role, Rule, Slot};

/// The first hint at a list of which a rule wants a word.
const LISTS: u32 = 64;

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hints(u128);

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
    /// "We".
    pub(crate) const OURSELVES: Hints = Hints(1 << 25);
    /// A person, or words in capitals that may name one.
    pub(crate) const PERSON: Hints = Hints(1 << 26);
    /// A noun that is a predicate of rules may begin with it.
    pub(crate) const BEGINS: Hints = Hints(1 << 28);
    /// A number in figures.
    pub(crate) const FIGURE: Hints = Hints(1 << 29);
    /// A light verb of rules whose predicate is a noun.
    pub(crate) const LIGHT: Hints = Hints(1 << 30);
    /// A noun of the field may begin with it.
    pub(crate) const NOUN: Hints = Hints(1 << 31);
    /// Words that stand for several named before may begin with it: "the three", "both".
    pub(crate) const GROUP: Hints = Hints(1 << 32);
    /// It sums up what is named one by one after it.
    pub(crate) const HEADING: Hints = Hints(1 << 33);
    /// It denies.
    pub(crate) const NOT: Hints = Hints(1 << 27);

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
        (word.has(Grammar::Ourselves), Hints::OURSELVES),
        (word.is(Auxiliary::Not), Hints::NOT),
        (word.has(Grammar::Determiner), Hints::GROUP),
    ];
    hints.into_iter().filter(|it| it.0).fold(Hints::NONE, |all, (_, hint)| all.and(hint))
}

/// What the lists of the pack that have a word hint at.
pub(super) fn listed(list: List) -> Hints {
    match list {
        List::Pair | List::Trio => Hints::REFERS.and(Hints::GROUP),
        List::Parties | List::Owner => Hints::REFERS,
        List::Heading => Hints::HEADING,
        List::PersonOwner => Hints::PRONOUN,
        List::Sits => Hints::class(NounClass::Meeting).and(Hints::BEGINS),
        List::Standing | List::Office => Hints::class(NounClass::Standing),
        _ => Hints::NONE,
    }
}

/// The lists of which rules want a word, or a standing, in a sentence: a hint each.
pub(super) struct Wants<'p> {
    words: Vec<&'p [String]>,
    standings: Vec<&'p [String]>,
}

impl<'p> Wants<'p> {
    pub(super) fn new(pack: &'p Pack) -> Wants<'p> {
        let distinct = |mut lists: Vec<&'p [String]>| {
            lists.retain(|it| !it.is_empty());
            lists.sort_unstable();
            lists.dedup();
            lists
        };
        let words = pack.rules.iter().flat_map(|rule| {
            [&rule.nouns_near[..], &rule.object_words[..], prepositions(rule, pack).unwrap_or_default()]
        });
        let standings = pack.rules.iter().map(|rule| &rule.standing_in[..]);
        Wants { words: distinct(words.collect()), standings: distinct(standings.collect()) }
    }

    /// The hint of a list; where there are more lists than hints, some share one.
    fn hint(number: usize) -> Hints {
        Hints(1 << (LISTS + number as u32 % (u128::BITS - LISTS)))
    }

    /// The hint at a word of a list of words.
    fn of_words(&self, list: &[String]) -> Option<Hints> {
        self.words.binary_search(&list).ok().map(Wants::hint)
    }

    /// The hint at a standing of a list of standings.
    fn of_standings(&self, list: &[String]) -> Option<Hints> {
        self.standings.binary_search(&list).ok().map(|it| Wants::hint(self.words.len() + it))
    }

    /// The lists that have a word.
    pub(super) fn word(&self, word: &str) -> Hints {
        let lists = self.words.iter().filter(|list| list.iter().any(|it| it == word));
        lists.filter_map(|list| self.of_words(list)).fold(Hints::NONE, Hints::and)
    }

    /// The lists that have a standing.
    fn standing(&self, value: &String) -> Hints {
        let lists = self.standings.iter().filter(|list| list.contains(value));
        lists.filter_map(|list| self.of_standings(list)).fold(Hints::NONE, Hints::and)
    }

    /// All lists of standings: one that was named before may be any.
    pub(super) fn any_standing(&self) -> Hints {
        self.standings.iter().filter_map(|list| self.of_standings(list)).fold(Hints::NONE, Hints::and)
    }
}

/// What the nouns of the pack hint at: of the words of each noun one hints at it, of many nouns the same.
pub(super) fn nouns(pack: &Pack, draft: &Draft, wants: &Wants<'_>) -> BTreeMap<String, Hints> {
    let mut found: BTreeMap<String, Hints> = BTreeMap::new();
    for entry in &pack.lexicon.phrase {
        let hints = Hints::class(entry.class).and(wants.standing(&entry.value));
        let mut open: Vec<Vec<String>> = entry.words.iter().map(|it| words(it)).collect();
        while let Some(word) = most_frequent(&open, draft) {
            open.retain(|it| !it.contains(&word));
            let all = found.entry(word).or_default();
            *all = all.and(hints);
        }
    }
    found
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

/// Nouns that may act for an organisation that only the text around them names.
const BODIES: [NounClass; 6] = [
    NounClass::Organisation,
    NounClass::Collective,
    NounClass::Meeting,
    NounClass::Institution,
    NounClass::Standing,
    NounClass::Office,
];

fn classes(classes: &[NounClass]) -> Hints {
    classes.iter().fold(Hints::NONE, |all, class| all.and(Hints::class(*class)))
}

/// The prepositions one of which must stand before the standing of a rule, in a language without cases.
fn prepositions<'p>(rule: &'p Rule, pack: &Pack) -> Option<&'p [Slot]> {
    let other = ["subj", "obj", "poss", "before", "after", "part", "named"];
    let plain = pack.lexicon.case_function.is_empty()
        && rule.standing.iter().all(|slot| !other.contains(&slot.as_str()));
    plain.then_some(&rule.standing)
}

/// What a rule needs of a sentence: one of each set.
pub(super) fn needs(rule: &Rule, pack: &Pack, wants: &Wants<'_>) -> Vec<Hints> {
    let mut needs: Vec<Hints> =
        [&rule.nouns_near, &rule.object_words].into_iter().filter_map(|it| wants.of_words(it)).collect();
    // "named": the office named before, wherever it stands.
    let elsewhere = rule.standing_is.is_some() || rule.standing.iter().any(|slot| slot == "named");
    if rule.needs.contains(&Role::Standing) && !elsewhere {
        let any = classes(&[NounClass::Standing, NounClass::Office]);
        needs.push(wants.of_standings(&rule.standing_in).unwrap_or(any));
        needs.extend(prepositions(rule, pack).and_then(|it| wants.of_words(it)));
    }
    let refers = Hints::PRONOUN.and(Hints::REFERS).and(Hints::CARDINAL);
    let named = Hints::STATE.and(Hints::ORGANISATION).and(Hints::PLACE).and(refers);
    if rule.needs.contains(&Role::Party) {
        let described =
            classes(&[NounClass::State, NounClass::Organisation, NounClass::Organ, NounClass::Collective]);
        let parties = named.and(described);
        let persons = Hints::PERSON.and(Hints::PRONOUN);
        needs.push(match (rule.person, rule.via_person) {
            (true, _) if rule.party_is_agent => parties.and(persons),
            (true, _) => persons,
            (false, true) => parties.and(persons),
            (false, false) => parties,
        });
    }
    let bodies = Hints::ORGANISATION.and(Hints::PRONOUN).and(Hints::OURSELVES).and(classes(&BODIES));
    if rule.needs.contains(&Role::Org) {
        needs.push(bodies);
    }
    // Who acts is a body, and neither state nor person.
    if rule.by_body {
        needs.push(bodies);
    } else if rule.needs.contains(&Role::Agent) {
        let organs = classes(&[NounClass::State, NounClass::Organ]);
        needs.push(bodies.and(organs).and(Hints::STATE).and(Hints::PERSON).and(refers));
    }
    let told = rule.object.iter().any(|slot| slot == "clause") || rule.noun_class.is_some();
    if rule.needs.contains(&Role::Object) && !rule.object_is.is_empty() && !told {
        let bodies = [NounClass::Collective, NounClass::Institution].iter();
        let bodies = bodies.into_iter().any(|it| rule.object_is.contains(it));
        // Those who are only counted are an object as well.
        let counted = rule.needs.contains(&Role::Party);
        needs.push(
            [(bodies, Hints::ORGANISATION), (counted, Hints::CARDINAL.and(Hints::FIGURE))]
                .into_iter()
                .filter(|it| it.0)
                .fold(classes(&rule.object_is), |all, it| all.and(it.1)),
        );
    }
    if rule.enumerated {
        needs.push(Hints::HEADING);
    }
    if !rule.light_verbs.is_empty() && rule.verbs.is_empty() {
        needs.push(Hints::LIGHT);
    }
    if rule.negated && rule.nouns.is_empty() && rule.noun_class.is_none() {
        needs.push(Hints::NOT);
    }
    needs
}
