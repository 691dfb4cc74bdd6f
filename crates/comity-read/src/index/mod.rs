//! A pack's words and rules in look-up form: one number a word, and tables by it.
//!
//! This module is compiled twice: into the library, and into its build script, so that no table of a shipped pack is
//! made when the program starts. It must therefore know nothing of the rest of the crate but `pack`.

mod draft;
mod hint;
mod list;
pub(crate) mod needs;
mod pair;
mod vocabulary;

use std::collections::BTreeSet;

use comity_atlas::Atlas;
use serde::{Deserialize, Serialize};

use crate::pack::{Governs, NounClass, Pack, Rule};

use draft::Draft;
// The build script compiles this module too and needs only some of it.
#[allow(unused_imports)]
pub(crate) use draft::{Form, NounInfo, Places, WordInfo};
pub(crate) use hint::Hints;
pub(crate) use list::List;
use needs::Needs;
use pair::Pairs;

pub(crate) use vocabulary::{Vocabulary, WordId};

/// A rule that a word can trigger, with the words of the particle that must follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trigger {
    pub(crate) rule: usize,
    pub(crate) particle: Vec<WordId>,
}

/// Phrases by their first word: the rest of each with what it is, longest first.
type Phrases<T> = Vec<Vec<Phrase<T>>>;

/// A phrase without its first word: its second beside it, for most phrases are no more than that and it tells most apart.
type Phrase<T> = (Option<WordId>, Vec<WordId>, T);

/// What stands in the tables for one word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    info: Option<WordInfo>,
    /// Rules whose predicate it may be as a verb.
    triggers: Vec<Trigger>,
    /// Index of its phrases among the nouns, from 1 on; 0 for none.
    nouns: u32,
    /// Index of its phrases among the noun predicates, from 1 on; 0 for none.
    predicates: u32,
}

/// Words that a rule wants in places of its clause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wanted {
    /// Near the verb.
    pub(crate) near: Vec<WordId>,
    /// In the object.
    pub(crate) object: Vec<WordId>,
}

/// Words and rules of a pack in look-up form; built once.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Index {
    vocabulary: Vocabulary,
    /// By word; the first is that of unknown words.
    rows: Vec<Row>,
    /// The first two words of each name of the atlas.
    names: Pairs,
    /// The first two words of each noun that has so many.
    noun_pairs: Pairs,
    /// By word: its places in a clause and the auxiliaries that it is, a bit each. What is asked most often needs no row.
    places: Vec<Places>,
    /// By word: the lists that have it, a bit each.
    lists: Vec<u128>,
    /// By word.
    hints: Vec<Hints>,
    /// By noun of the pack.
    noun_hints: Vec<Hints>,
    /// By rule: what it needs of a sentence.
    needs: Vec<Needs>,
    /// Classes of nouns that are predicates of rules.
    noun_classes: Hints,
    /// By class of a noun: rules whose predicate it is.
    rules_of_class: Vec<Vec<u32>>,
    /// By rule: the words one of which must stand near its verb, and those one of which must stand in its object.
    wanted: Vec<Wanted>,
    nouns: Phrases<NounInfo>,
    predicates: Phrases<usize>,
    /// By lemma: what governing does.
    governs: Vec<Option<Governs>>,
    /// By lemma: rules.
    verbs: Vec<Vec<Trigger>>,
    /// By lemma: the rules for which it is a light verb, with the particle.
    light: Vec<Vec<Trigger>>,
    adverb_endings: Vec<String>,
    /// The infinitive has no marker.
    pub(crate) bare_infinitive: bool,
}

impl Index {
    /// The tables of a pack. That of a shipped pack is made when the program is built.
    pub(crate) fn new(pack: &Pack) -> Index {
        let draft = Draft::new(pack);
        let all_lists = list::lists(pack, Atlas::shipped());
        let vocabulary = Vocabulary::new(words(&draft, &all_lists, pack).iter().copied());
        let mut rows = vec![Row::default(); vocabulary.len()];
        // Each word has a row of its own: the order does not matter.
        #[allow(clippy::iter_over_hash_type)]
        for (word, info) in &draft.words {
            rows[vocabulary.get(word).row()].info = Some(info.clone());
        }
        rows[WordId::UNKNOWN.row()] = Row::default();
        let mut lists = vec![0; vocabulary.len()];
        for (list, words) in &all_lists {
            for word in words.iter().map(|word| vocabulary.get(word)).filter(|word| word.is_known()) {
                lists[word.row()] |= list.bit();
            }
        }
        let exceptions = &pack.lexicon.adverb_exceptions;
        let adverb = |word: &str| {
            ends_as_adverb(&pack.lexicon.adverb_endings, word) && exceptions.iter().all(|it| it != word)
        };
        let wants = hint::Wants::new(pack);
        let agents = &pack.lexicon.agent_functions;
        let nouns = hint::nouns(pack, &draft, &wants);
        let classes = pack.rules.iter().filter_map(|rule| rule.noun_class).map(Hints::class);
        let noun_classes = classes.fold(Hints::NONE, Hints::and);
        let predicate = |all: &Vec<(Vec<String>, NounInfo)>| {
            all.iter().any(|(_, noun)| noun_classes.any(Hints::class(noun.class)))
        };
        let mut hints = vec![Hints::NONE; vocabulary.len()];
        for (word, text) in vocabulary.all() {
            let row = &mut rows[word.row()];
            row.triggers = word_triggers(&draft, text, &vocabulary);
            let begins = !row.triggers.is_empty() || draft.predicates.contains_key(text);
            hints[word.row()] = [
                row.info.as_ref().map_or(Hints::NONE, hint::grammar),
                if begins { Hints::TRIGGER } else { Hints::NONE },
                if draft.nouns.contains_key(text) { Hints::NOUN } else { Hints::NONE },
                if is_light(&draft, text) { Hints::LIGHT } else { Hints::NONE },
                if adverb(text) { Hints::ADVERB } else { Hints::NONE },
                if agents.iter().any(|it| it == text) { Hints::BY } else { Hints::NONE },
                if draft.nouns.get(text).is_some_and(predicate) { Hints::BEGINS } else { Hints::NONE },
            ]
            .into_iter()
            .chain(nouns.get(text).copied())
            .chain([wants.word(text)])
            .fold(Hints::NONE, Hints::and);
        }
        for (list, words) in &all_lists {
            for word in words.iter().map(|word| vocabulary.get(word)).filter(|word| word.is_known()) {
                hints[word.row()] = hints[word.row()].and(hint::listed(*list));
                if matches!(list, List::Standing | List::Office) {
                    let class = if *list == List::Office { NounClass::Office } else { NounClass::Standing };
                    hints[word.row()] = hints[word.row()].and(wants.standings_of(class, pack));
                }
            }
        }
        let lemmas = draft.lemmas.len();
        let triggers = |table: &std::collections::HashMap<u32, Vec<draft::Trigger>>| -> Vec<Vec<Trigger>> {
            (0..lemmas as u32)
                .map(|lemma| table.get(&lemma).map_or(&[][..], Vec::as_slice))
                .map(|all| all.iter().map(|it| sealed(it, &vocabulary)).collect())
                .collect()
        };
        Index {
            nouns: phrases(&draft.nouns, &vocabulary, |n, group| rows[n].nouns = group),
            predicates: phrases(&draft.predicates, &vocabulary, |n, group| rows[n].predicates = group),
            governs: (0..lemmas as u32).map(|lemma| draft.governs.get(&lemma).copied()).collect(),
            verbs: triggers(&draft.verbs),
            light: triggers(&draft.light),
            adverb_endings: pack.lexicon.adverb_endings.clone(),
            bare_infinitive: pack.lexicon.bare_infinitive,
            needs: pack.rules.iter().map(|rule| needs::needs(rule, pack, &wants)).collect(),
            noun_hints: pack.lexicon.phrase.iter().map(|it| hint::noun(it, &wants)).collect(),
            noun_classes,
            rules_of_class: rules_of_class(pack),
            wanted: pack.rules.iter().map(|rule| wanted(rule, &vocabulary)).collect(),
            places: rows
                .iter()
                .map(|row| row.info.as_ref().map(WordInfo::places).unwrap_or_default())
                .collect(),
            names: Pairs::of_names(Atlas::shipped(), &pack.lang, &vocabulary),
            noun_pairs: Pairs::of_nouns(&draft, &vocabulary),
            lists,
            hints,
            rows,
            vocabulary,
        }
    }

    /// The words that have numbers.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    fn row(&self, word: WordId) -> Option<&Row> {
        self.rows.get(word.row())
    }

    /// What a word can be.
    pub(crate) fn info(&self, word: WordId) -> Option<&WordInfo> {
        self.row(word)?.info.as_ref()
    }

    /// What a lower-case word can be.
    pub(crate) fn word(&self, low: &str) -> Option<&WordInfo> {
        self.info(self.vocabulary.get(low))
    }

    /// What a word is in a clause; nothing for unknown words.
    pub(crate) fn places(&self, word: WordId) -> Places {
        self.places.get(word.row()).copied().unwrap_or_default()
    }

    /// Whether a list of the pack has a word.
    pub(crate) fn is_in(&self, list: List, word: WordId) -> bool {
        self.lists.get(word.row()).is_some_and(|lists| lists & list.bit() != 0)
    }

    /// Whether a name of the atlas may begin with two words.
    pub(crate) fn may_begin_name(&self, first: WordId, second: WordId) -> bool {
        self.names.has(first, second)
    }

    /// What a word may turn out to be.
    pub(crate) fn hints(&self, word: WordId) -> Hints {
        self.hints.get(word.row()).copied().unwrap_or_default()
    }

    /// Rules whose predicate a word may be as a verb, of whatever lemma.
    pub(crate) fn word_triggers(&self, word: WordId) -> &[Trigger] {
        self.row(word).map_or(&[], |row| &row.triggers)
    }

    /// What a rule needs of a sentence.
    pub(crate) fn needs(&self, rule: usize) -> Option<&Needs> {
        self.needs.get(rule)
    }

    /// Rules whose predicate is a noun of a class.
    pub(crate) fn rules_of_class(&self, class: NounClass) -> &[u32] {
        self.rules_of_class.get(class as usize).map_or(&[], Vec::as_slice)
    }

    /// The words that a rule wants in places of its clause.
    pub(crate) fn wanted(&self, rule: usize) -> Option<&Wanted> {
        self.wanted.get(rule)
    }

    /// The classes of nouns that are predicates of rules.
    pub(crate) fn noun_classes(&self) -> Hints {
        self.noun_classes
    }

    /// Whether a word has the ending of an adverb.
    pub(crate) fn ends_as_adverb(&self, low: &str) -> bool {
        ends_as_adverb(&self.adverb_endings, low)
    }

    /// Longest noun of the field at a token, its words given by their place: its length in tokens and what it is.
    pub(crate) fn noun(&self, word: impl Fn(usize) -> WordId) -> Option<(usize, NounInfo)> {
        let first = word(0);
        let mut entries = self.phrases(&self.nouns, self.row(first)?.nouns);
        let second = word(1);
        if !self.noun_pairs.has(first, second) {
            entries = &entries[entries.partition_point(|it| it.0.is_some())..];
        }
        let found = entries.iter().find(|it| follows(it, second, &word));
        found.map(|(_, rest, info)| (rest.len() + 1, *info))
    }

    /// What the nouns of several words hint at that stand at a token, its words given by their place.
    pub(crate) fn hints_of_phrases(&self, word: impl Fn(usize) -> WordId) -> Hints {
        let (first, second) = (word(0), word(1));
        if !self.noun_pairs.has(first, second) {
            return Hints::NONE;
        }
        let entries = self.phrases(&self.nouns, self.row(first).map_or(0, |row| row.nouns)).iter();
        let found = entries.filter(|it| it.0.is_some() && follows(it, second, &word));
        let hints = found.filter_map(|(_, _, noun)| self.noun_hints.get(noun.phrase));
        hints.fold(Hints::NONE, |all, it| all.and(*it))
    }

    /// Rules whose noun predicate stands at a token, its words given by their place, with its length in tokens.
    pub(crate) fn noun_predicates<'i>(
        &'i self,
        word: impl Fn(usize) -> WordId + 'i,
    ) -> impl Iterator<Item = (usize, usize)> + 'i {
        let group = self.row(word(0)).map_or(0, |row| row.predicates);
        let entries = self.phrases(&self.predicates, group).iter();
        let found = entries.filter(move |it| follows(it, word(1), &word));
        found.map(|(_, rest, rule)| (rest.len() + 1, *rule))
    }

    fn phrases<'i, T>(&self, all: &'i Phrases<T>, group: u32) -> &'i [Phrase<T>] {
        group.checked_sub(1).and_then(|it| all.get(it as usize)).map_or(&[], Vec::as_slice)
    }

    /// Rules triggered by a lemma.
    pub(crate) fn triggers(&self, lemma: u32) -> &[Trigger] {
        self.verbs.get(lemma as usize).map_or(&[], Vec::as_slice)
    }

    /// Rules for which a lemma is a light verb.
    pub(crate) fn light(&self, lemma: u32) -> &[Trigger] {
        self.light.get(lemma as usize).map_or(&[], Vec::as_slice)
    }

    /// Of these those of one rule: they stand in the order of the rules.
    pub(crate) fn light_of(&self, lemma: u32, rule: usize) -> &[Trigger] {
        let all = self.light(lemma);
        let first = all.partition_point(|it| it.rule < rule);
        let len = all[first..].iter().take_while(|it| it.rule == rule).count();
        &all[first..first + len]
    }

    /// What a verb does to an act it governs.
    pub(crate) fn verb_governs(&self, lemma: u32) -> Option<Governs> {
        self.governs.get(lemma as usize).copied().flatten()
    }
}

fn ends_as_adverb(endings: &[String], low: &str) -> bool {
    low.len() > 4 && endings.iter().any(|ending| low.ends_with(ending.as_str()))
}

/// Every word that the tables name.
fn words<'d>(draft: &'d Draft, lists: &'d [(List, Vec<String>)], pack: &'d Pack) -> BTreeSet<&'d str> {
    let mut words: BTreeSet<&str> = draft.words.keys().map(String::as_str).collect();
    // They go into a sorted set: the order of the tables does not matter.
    #[allow(clippy::iter_over_hash_type)]
    for (first, entries) in &draft.nouns {
        words.insert(first);
        words.extend(entries.iter().flat_map(|(rest, _)| rest).map(String::as_str));
    }
    #[allow(clippy::iter_over_hash_type)]
    for (first, entries) in &draft.predicates {
        words.insert(first);
        words.extend(entries.iter().flat_map(|(rest, _)| rest).map(String::as_str));
    }
    #[allow(clippy::iter_over_hash_type)]
    for trigger in draft.verbs.values().chain(draft.light.values()).flatten() {
        words.extend(trigger.particle.iter().flat_map(|it| it.split_whitespace()));
    }
    words.extend(lists.iter().flat_map(|(_, words)| words).map(String::as_str));
    let wanted = pack.rules.iter().flat_map(|rule| rule.nouns_near.iter().chain(&rule.object_words));
    words.extend(wanted.map(String::as_str));
    // A name falls into words and hyphens, as the tokens of a text do.
    let spoken = pack.persons.phrases().chain(pack.speech.phrases()).chain(&pack.lexicon.agent_functions);
    words.extend(spoken.flat_map(|it| it.split([' ', '-'])).chain(["-"]));
    words.extend(pack.time.months.keys().chain(pack.time.weekdays.keys()).map(String::as_str));
    words.remove("");
    words
}

fn rules_of_class(pack: &Pack) -> Vec<Vec<u32>> {
    let mut found: Vec<Vec<u32>> = Vec::new();
    for (n, rule) in pack.rules.iter().enumerate() {
        let Some(class) = rule.noun_class.map(|it| it as usize) else { continue };
        if found.len() <= class {
            found.resize_with(class + 1, Vec::new);
        }
        found[class].push(n as u32);
    }
    found
}

fn wanted(rule: &Rule, vocabulary: &Vocabulary) -> Wanted {
    let ids = |words: &[String]| words.iter().map(|word| vocabulary.get(word)).collect();
    Wanted { near: ids(&rule.nouns_near), object: ids(&rule.object_words) }
}

/// Whether a word is a form of a light verb of rules.
fn is_light(draft: &Draft, word: &str) -> bool {
    let verbs = draft.words.get(word).map_or(&[][..], |it| &it.verbs);
    verbs.iter().any(|(lemma, _)| draft.light.contains_key(lemma))
}

fn word_triggers(draft: &Draft, word: &str, vocabulary: &Vocabulary) -> Vec<Trigger> {
    let verbs = draft.words.get(word).map_or(&[][..], |it| &it.verbs);
    let triggers = verbs.iter().filter_map(|(lemma, _)| draft.verbs.get(lemma)).flatten();
    let mut found: Vec<Trigger> = triggers.map(|it| sealed(it, vocabulary)).collect();
    found.sort_unstable_by(|a, b| (a.rule, &a.particle).cmp(&(b.rule, &b.particle)));
    found.dedup();
    found
}

fn sealed(trigger: &draft::Trigger, vocabulary: &Vocabulary) -> Trigger {
    let particle = trigger.particle.iter().flat_map(|it| it.split_whitespace()).map(|it| vocabulary.get(it));
    Trigger { rule: trigger.rule, particle: particle.collect() }
}

/// Phrases by the numbers of their words; `enter` notes each first word's group.
fn phrases<T: Copy>(
    all: &std::collections::HashMap<String, Vec<(Vec<String>, T)>>,
    vocabulary: &Vocabulary,
    mut enter: impl FnMut(usize, u32),
) -> Phrases<T> {
    let mut firsts: Vec<&String> = all.keys().collect();
    firsts.sort();
    let mut groups = Phrases::new();
    for first in firsts {
        let phrase = |(rest, it): &(Vec<String>, T)| {
            let rest: Vec<WordId> = rest.iter().map(|word| vocabulary.get(word)).collect();
            (rest.first().copied(), rest, *it)
        };
        groups.push(all[first].iter().map(phrase).collect());
        enter(vocabulary.get(first).row(), groups.len() as u32);
    }
    groups
}

/// Whether the rest of a phrase follows.
fn follows<T>((own, rest, _): &Phrase<T>, second: WordId, word: &impl Fn(usize) -> WordId) -> bool {
    own.is_none_or(|it| it == second)
        && rest.iter().enumerate().skip(1).all(|(n, expected)| word(n + 1) == *expected)
}

#[cfg(test)]
mod tests {
    use crate::read::Packs;

    #[test]
    fn the_shipped_tables_are_those_made_of_the_shipped_packs() {
        let shipped = Packs::shipped();
        assert!(shipped.all().len() > 1);
        let made = Packs::new(shipped.all().to_vec());
        for pack in shipped.all() {
            assert_eq!(shipped.index(&pack.lang), made.index(&pack.lang), "{}", pack.lang);
        }
    }
}
