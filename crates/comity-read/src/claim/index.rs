//! A pack's words and rules in look-up form.

use std::collections::HashMap;

use crate::pack::{Auxiliary, Governs, Grammar, NounClass, Pack, Verb};

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Base,
    Present,
    Past,
    Participle,
    Ing,
    Progressive,
    Future,
    Passive,
}

/// What one word can be.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordInfo {
    auxiliaries: u32,
    grammar: u32,
    /// Readings as a verb.
    pub(crate) verbs: Vec<(u32, Form)>,
    /// Governs an act as a noun or adjective.
    pub(crate) governs: Option<Governs>,
    /// A noun or adjective before it is a verb: "vote", "states".
    pub(crate) noun_first: bool,
    /// An adjective that is no form of a verb.
    pub(crate) adjective: bool,
}

impl WordInfo {
    pub(crate) fn is(&self, auxiliary: Auxiliary) -> bool {
        self.auxiliaries & (1 << auxiliary as u32) != 0
    }

    pub(crate) fn has(&self, grammar: Grammar) -> bool {
        self.grammar & (1 << grammar as u32) != 0
    }

    pub(crate) fn is_auxiliary(&self) -> bool {
        self.auxiliaries != 0
    }

    /// Whether it is a word of grammar that is never a verb: prepositions, conjunctions, articles.
    pub(crate) fn is_closed(&self) -> bool {
        self.auxiliaries != 0 || self.grammar & !(1 << Grammar::Reporting as u32) != 0
    }

    pub(crate) fn has_form(&self, form: Form) -> bool {
        self.verbs.iter().any(|(_, it)| *it == form)
    }
}

/// A noun of the field: its class, and index of its phrase in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NounInfo {
    pub(crate) class: NounClass,
    pub(crate) phrase: usize,
}

/// A rule that a word can trigger, with the particle that must follow.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    pub(crate) rule: usize,
    pub(crate) particle: Option<String>,
}

/// Words and rules of a pack in look-up form; built once.
#[derive(Debug, Default)]
pub(crate) struct Index {
    words: HashMap<String, WordInfo>,
    /// First word → the rest of the phrase and what it is, longest first.
    nouns: HashMap<String, Vec<(Vec<String>, NounInfo)>>,
    /// First word → the rest of a noun predicate and its rules.
    predicates: HashMap<String, Vec<(Vec<String>, usize)>>,
    lemmas: HashMap<String, u32>,
    /// Lemma → what governing does.
    governs: HashMap<u32, Governs>,
    /// Lemma → rules.
    verbs: HashMap<u32, Vec<Trigger>>,
    /// Lemma → the rules for which it is a light verb, with the particle.
    light: HashMap<u32, Vec<Trigger>>,
    adverb_endings: Vec<String>,
    /// The infinitive has no marker.
    pub(crate) bare_infinitive: bool,
}

impl Index {
    pub(crate) fn new(pack: &Pack) -> Index {
        let mut index = Index {
            adverb_endings: pack.lexicon.adverb_endings.clone(),
            bare_infinitive: pack.lexicon.bare_infinitive,
            ..Index::default()
        };
        for (auxiliary, words) in &pack.lexicon.auxiliary {
            for word in words {
                index.words.entry(word.clone()).or_default().auxiliaries |= 1 << *auxiliary as u32;
            }
        }
        for (grammar, words) in &pack.lexicon.grammar {
            for word in words {
                index.words.entry(word.clone()).or_default().grammar |= 1 << *grammar as u32;
            }
        }
        for control in &pack.lexicon.control {
            for word in &control.words {
                index.words.entry(word.clone()).or_default().governs.get_or_insert(control.governs);
            }
            for lemma in &control.verbs {
                let lemma = index.lemma(lemma, pack, false);
                index.governs.entry(lemma).or_insert(control.governs);
            }
        }
        index.add_nouns(pack);
        index.add_rules(pack);
        index.add_general(pack);
        index
    }

    /// The general words of the language: they trigger nothing, but tell where clauses and noun groups end.
    fn add_general(&mut self, pack: &Pack) {
        let irregular = pack.lexicon.irregular.iter().filter_map(|forms| forms.split(' ').next());
        for lemma in pack.lexicon.verbs.split_whitespace().chain(irregular) {
            self.lemma(lemma, pack, true);
        }
        for word in pack.lexicon.nouns_first.split_whitespace() {
            if let Some(word) = self.words.get_mut(word) {
                word.noun_first = true;
            }
        }
        for word in pack.lexicon.adjectives.split_whitespace() {
            let word = self.words.entry(word.to_owned()).or_default();
            word.adjective = !word.is_closed() && word.verbs.is_empty();
        }
        for word in pack.lexicon.adverbs.split_whitespace() {
            let word = self.words.entry(word.to_owned()).or_default();
            if !word.is_closed() && word.verbs.is_empty() {
                word.grammar |= 1 << Grammar::Adverb as u32;
            }
        }
    }

    fn add_nouns(&mut self, pack: &Pack) {
        for (phrase, entry) in pack.lexicon.phrase.iter().enumerate() {
            let info = NounInfo { class: entry.class, phrase };
            for words in &entry.words {
                if let Some((first, rest)) = split(words) {
                    self.nouns.entry(first).or_default().push((rest, info));
                }
            }
        }
        // Each list is sorted by itself: the order of the lists does not matter.
        #[allow(clippy::iter_over_hash_type)]
        for entries in self.nouns.values_mut() {
            entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    fn add_rules(&mut self, pack: &Pack) {
        for (rule, entry) in pack.rules.iter().enumerate() {
            for (light, words) in entry
                .verbs
                .iter()
                .map(|words| (false, words))
                .chain(entry.light_verbs.iter().map(|words| (true, words)))
            {
                let mut parts = words.splitn(2, ' ');
                let lemma = self.lemma(parts.next().unwrap_or_default(), pack, false);
                let trigger = Trigger { rule, particle: parts.next().map(str::to_owned) };
                let table = if light { &mut self.light } else { &mut self.verbs };
                table.entry(lemma).or_default().push(trigger);
            }
            for words in &entry.nouns {
                if let Some((first, rest)) = split(words) {
                    self.predicates.entry(first).or_default().push((rest, rule));
                }
            }
        }
        // A rule that asks for a negated verb is narrower than those that do not. Each list is sorted by itself.
        #[allow(clippy::iter_over_hash_type)]
        for triggers in self.verbs.values_mut() {
            triggers.sort_by_key(|it| !pack.rules[it.rule].negated);
        }
        // Each list is sorted by itself: the order of the lists does not matter.
        #[allow(clippy::iter_over_hash_type)]
        for entries in self.predicates.values_mut() {
            entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    /// Number of a lemma; its forms are entered when it is first met. Those of a general verb do not touch words of
    /// grammar ("concerning").
    fn lemma(&mut self, lemma: &str, pack: &Pack, general: bool) -> u32 {
        if let Some(number) = self.lemmas.get(lemma) {
            return *number;
        }
        let number = self.lemmas.len() as u32;
        self.lemmas.insert(lemma.to_owned(), number);
        let own = pack.lexicon.verb.iter().find(|verb| verb.lemma == lemma);
        let verb = own.cloned().unwrap_or_else(|| irregular(lemma, pack));
        let forms = [
            (&verb.base, Form::Base),
            (&verb.present, Form::Present),
            (&verb.past, Form::Past),
            (&verb.participle, Form::Participle),
            (&verb.ing, Form::Ing),
            (&verb.progressive, Form::Progressive),
            (&verb.future, Form::Future),
            (&verb.passive, Form::Passive),
        ];
        for (words, form) in forms {
            for word in words {
                let word = self.words.entry(word.clone()).or_default();
                if !(general && word.is_closed()) {
                    word.verbs.push((number, form));
                }
            }
        }
        number
    }

    /// What a lower-case word can be.
    pub(crate) fn word(&self, low: &str) -> Option<&WordInfo> {
        self.words.get(low)
    }

    /// Whether a word is an adverb, by list or ending.
    pub(crate) fn is_adverb(&self, low: &str) -> bool {
        self.word(low).is_some_and(|word| word.has(Grammar::Adverb))
            || low.len() > 4 && self.adverb_endings.iter().any(|ending| low.ends_with(ending.as_str()))
    }

    /// Longest noun of the field at a token: its length in tokens and what it is.
    pub(crate) fn noun(&self, low: &dyn Fn(usize) -> Option<String>) -> Option<(usize, NounInfo)> {
        let entries = self.nouns.get(low(0)?.as_str())?;
        entries.iter().find(|(rest, _)| follows(rest, low)).map(|(rest, info)| (rest.len() + 1, *info))
    }

    /// Rules whose noun predicate stands at a token, with its length in tokens.
    pub(crate) fn noun_predicates(&self, low: &dyn Fn(usize) -> Option<String>) -> Vec<(usize, usize)> {
        let Some(entries) = low(0).and_then(|first| self.predicates.get(first.as_str())) else {
            return Vec::new();
        };
        entries
            .iter()
            .filter(|(rest, _)| follows(rest, low))
            .map(|(rest, rule)| (rest.len() + 1, *rule))
            .collect()
    }

    /// Rules triggered by a lemma.
    pub(crate) fn triggers(&self, lemma: u32) -> &[Trigger] {
        self.verbs.get(&lemma).map_or(&[], Vec::as_slice)
    }

    /// Rules for which a lemma is a light verb.
    pub(crate) fn light(&self, lemma: u32) -> &[Trigger] {
        self.light.get(&lemma).map_or(&[], Vec::as_slice)
    }

    /// What a verb does to an act it governs.
    pub(crate) fn verb_governs(&self, lemma: u32) -> Option<Governs> {
        self.governs.get(&lemma).copied()
    }
}

/// First word and the rest; hyphens and apostrophes part words as they do in the text.
fn split(words: &str) -> Option<(String, Vec<String>)> {
    let spaced = words.replace('-', " - ").replace("'s", " 's").replace("s' ", "s ' ");
    let mut parts = spaced.split_whitespace().map(str::to_owned);
    Some((parts.next()?, parts.collect()))
}

/// Whether the rest of a phrase follows.
fn follows(rest: &[String], low: &dyn Fn(usize) -> Option<String>) -> bool {
    rest.iter().enumerate().all(|(n, word)| low(n + 1).as_deref() == Some(word.as_str()))
}

/// Forms of a verb of the pack's compact list, else the regular ones.
fn irregular(lemma: &str, pack: &Pack) -> Verb {
    let mut verb = regular(lemma, pack);
    let mut lines = pack.lexicon.irregular.iter().map(|line| line.split(' '));
    let Some(mut forms) = lines.find_map(|mut it| (it.next() == Some(lemma)).then_some(it)) else {
        return verb;
    };
    for slot in [&mut verb.past, &mut verb.participle, &mut verb.ing] {
        if let Some(form) = forms.next() {
            *slot = vec![form.to_owned()];
        }
    }
    verb
}

/// Forms of a regular verb, by the pack's table.
fn regular(lemma: &str, pack: &Pack) -> Verb {
    let base = vec![lemma.to_owned()];
    let fits = pack.lexicon.conjugation.iter().filter(|it| lemma.ends_with(it.ends.as_str()));
    let Some(table) = fits.max_by_key(|it| it.ends.len()) else {
        return Verb { lemma: lemma.to_owned(), base, ..Verb::default() };
    };
    let cut = |n: usize| {
        lemma
            .char_indices()
            .rev()
            .nth(n.wrapping_sub(1))
            .map_or(lemma, |(at, _)| if n == 0 { lemma } else { &lemma[..at] })
    };
    let past = format!("{}{}", cut(table.cut), table.past);
    Verb {
        lemma: lemma.to_owned(),
        base,
        present: vec![format!("{}{}", cut(table.cut), table.third)],
        participle: vec![past.clone()],
        past: vec![past],
        ing: vec![format!("{}{}", cut(table.ing_cut), table.ing)],
        ..Verb::default()
    }
}
