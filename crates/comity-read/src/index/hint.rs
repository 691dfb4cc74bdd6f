//! Hints: what a word may turn out to be in its sentence, and what a rule needs of a sentence.
//!
//! They only ever say "cannot be": a sentence that lacks what every rule of its words needs is not looked at further.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::List;
use super::draft::{Draft, WordInfo, split};
use crate::pack::{Auxiliary, Grammar, NounClass, Pack, Role, Rule, Slot};

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hints {
    /// What a word is or stands for.
    kinds: u64,
    /// The lists of rules that have it.
    lists: [u64; LISTS],
}

/// Words of 64 bits for the lists of which rules want a word.
const LISTS: usize = 3;

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

    const fn kind(bit: u32) -> Hints {
        Hints { kinds: 1 << bit, lists: [0; LISTS] }
    }

    /// A noun of a class may begin with it.
    pub(crate) fn class(class: NounClass) -> Hints {
        Hints::kind(class as u32)
    }

    /// Both.
    pub(crate) fn and(self, other: Hints) -> Hints {
        let lists = std::array::from_fn(|n| self.lists[n] | other.lists[n]);
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
        List::PersonOwner => Hints::PRONOUN,
        List::Standing | List::Office => Hints::class(NounClass::Standing),
        _ => Hints::NONE,
    }
}

/// What a rule needs of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Needs {
    /// One of each, wherever it stands.
    all: Vec<Hints>,
    /// One of each after a verb that is its predicate and no participle, where no relative word stands before the verb.
    after: Vec<Hints>,
    /// One of them where the document is not about the organisation that it names most often.
    stated: Option<Hints>,
}

impl Needs {
    /// Whether a sentence has what is needed wherever it stands; `about` is whether the document is about its organisation.
    pub(crate) fn met(&self, has: Hints, about: bool) -> bool {
        has.meet(&self.all) && (about || self.stated.is_none_or(|it| has.any(it)))
    }

    /// Whether what follows a verb has what must follow it.
    pub(crate) fn met_after(&self, has: Hints) -> bool {
        has.meet(&self.after)
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
            let standing = prepositions(&rule.standing, pack).unwrap_or_default();
            [&rule.nouns_near[..], &rule.object_words[..], standing, near_org(rule, pack).unwrap_or_default()]
        });
        let standings = pack.rules.iter().map(|rule| &rule.standing_in[..]);
        Wants { words: distinct(words.collect()), standings: distinct(standings.collect()) }
    }

    /// The hint of a list; where there are more lists than hints, some share one.
    fn hint(number: usize) -> Hints {
        let mut lists = [0; LISTS];
        lists[number / 64 % LISTS] = 1 << (number % 64);
        Hints { kinds: 0, lists }
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

    /// All lists with a standing or office of a class: one that was named before may be any of these.
    pub(super) fn standings_of(&self, class: NounClass, pack: &Pack) -> Hints {
        let phrases = pack.lexicon.phrase.iter().filter(|it| it.class == class);
        phrases.map(|it| self.standing(&it.value)).fold(Hints::NONE, Hints::and)
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

/// The prepositions one of which must stand before what fills a role, where it has no other places, in a language without
/// cases.
fn prepositions<'p>(slots: &'p [Slot], pack: &Pack) -> Option<&'p [Slot]> {
    let other = ["subj", "obj", "poss", "before", "after", "part", "named"];
    let plain =
        pack.lexicon.case_function.is_empty() && slots.iter().all(|slot| !other.contains(&slot.as_str()));
    plain.then_some(slots)
}

/// The prepositions one of which must stand before the organisation of a rule that takes it from nowhere else.
fn near_org<'p>(rule: &'p Rule, pack: &Pack) -> Option<&'p [Slot]> {
    let near = rule.near_org && !rule.own_org && rule.needs.contains(&Role::Org);
    prepositions(&rule.org, pack).filter(|_| near)
}

/// Whether what fills a role stands after an active verb, if it is not what a relative clause before it is about.
fn follows(slots: &[Slot]) -> bool {
    slots.iter().all(|slot| matches!(slot.as_str(), "obj" | "after"))
}

/// What a rule needs of a sentence.
pub(super) fn needs(rule: &Rule, pack: &Pack, wants: &Wants<'_>) -> Needs {
    let bodies = Hints::ORGANISATION.and(Hints::PRONOUN).and(Hints::OURSELVES).and(classes(&BODIES));
    Needs {
        all: anywhere(rule, pack, wants),
        after: after(rule, wants),
        // Who receives or takes says whose act it is.
        stated: rule.party.is_empty().then_some(bodies),
    }
}

/// What must stand after an active verb.
fn after(rule: &Rule, wants: &Wants<'_>) -> Vec<Hints> {
    let standing =
        rule.needs.contains(&Role::Standing) && rule.standing_is.is_none() && follows(&rule.standing);
    let standing = standing.then(|| standings(rule, wants));
    let object = rule.needs.contains(&Role::Object)
        // Those who are only counted are an object wherever they stand.
        && !rule.needs.contains(&Role::Party)
        && !rule.object_is.is_empty()
        && rule.noun_class.is_none()
        && follows(&rule.object);
    let object = object.then(|| {
        let bodies = [NounClass::Institution, NounClass::Organ];
        let body = rule.object_is.contains(&NounClass::Collective);
        let body = if body { classes(&bodies).and(Hints::PRONOUN) } else { Hints::NONE };
        classes(&rule.object_is).and(Hints::ORGANISATION).and(body)
    });
    standing.into_iter().chain(object).collect()
}

/// The standings and offices that a rule may give.
fn standings(rule: &Rule, wants: &Wants<'_>) -> Hints {
    let any = classes(&[NounClass::Standing, NounClass::Office]);
    wants.of_standings(&rule.standing_in).unwrap_or(any)
}

/// What must stand somewhere: one of each set.
fn anywhere(rule: &Rule, pack: &Pack, wants: &Wants<'_>) -> Vec<Hints> {
    let mut needs: Vec<Hints> =
        [&rule.nouns_near, &rule.object_words].into_iter().filter_map(|it| wants.of_words(it)).collect();
    // "named": the office named before, wherever it stands.
    let elsewhere = rule.standing_is.is_some() || rule.standing.iter().any(|slot| slot == "named");
    if rule.needs.contains(&Role::Standing) && !elsewhere {
        needs.push(standings(rule, wants));
        needs.extend(prepositions(&rule.standing, pack).and_then(|it| wants.of_words(it)));
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
        let named = Hints::ORGANISATION.and(Hints::OURSELVES).and(Hints::class(NounClass::Organisation));
        let near = rule.near_org && !rule.own_org;
        needs.push(if near { named.and(Hints::PRONOUN) } else { bodies });
        needs.extend(near_org(rule, pack).and_then(|it| wants.of_words(it)));
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
