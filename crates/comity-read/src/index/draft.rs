//! A pack's words and rules while they are gathered, by the words themselves.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::pack::{Auxiliary, Governs, Grammar, NounClass, Pack, Verb};

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What a word is in a clause, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Places {
    auxiliaries: u32,
    grammar: u32,
}

impl Places {
    pub(crate) fn is(self, auxiliary: Auxiliary) -> bool {
        self.auxiliaries & (1 << auxiliary as u32) != 0
    }

    pub(crate) fn has(self, grammar: Grammar) -> bool {
        self.grammar & (1 << grammar as u32) != 0
    }

    pub(crate) fn is_auxiliary(self) -> bool {
        self.auxiliaries != 0
    }

    /// Whether it is one of some auxiliaries.
    pub(crate) fn is_any(self, of: &[Auxiliary]) -> bool {
        self.auxiliaries & of.iter().fold(0, |all, it| all | 1 << *it as u32) != 0
    }

    /// Whether it has one of some places.
    pub(crate) fn has_any(self, of: &[Grammar]) -> bool {
        self.grammar & of.iter().fold(0, |all, it| all | 1 << *it as u32) != 0
    }
}

/// What one word can be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WordInfo {
    places: Places,
    /// The forms of its readings as a verb, a bit each.
    forms: u8,
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
    /// What it is in a clause.
    pub(super) fn places(&self) -> Places {
        self.places
    }

    pub(crate) fn is(&self, auxiliary: Auxiliary) -> bool {
        self.places.is(auxiliary)
    }

    pub(crate) fn has(&self, grammar: Grammar) -> bool {
        self.places.has(grammar)
    }

    pub(crate) fn is_auxiliary(&self) -> bool {
        self.places.is_auxiliary()
    }

    /// Whether it is a word of grammar that is never a verb: prepositions, conjunctions, articles.
    pub(crate) fn is_closed(&self) -> bool {
        self.places.auxiliaries != 0 || self.places.grammar & !(1 << Grammar::Reporting as u32) != 0
    }

    pub(crate) fn has_form(&self, form: Form) -> bool {
        self.forms & 1 << form as u8 != 0
    }

    /// Whether it is a verb in the past or the third person: "approves", "approved".
    pub(crate) fn has_tense(&self) -> bool {
        self.has_form(Form::Past) || self.has_form(Form::Present)
    }

    /// Whether it is a verb in the past or the third person, and no base form: "approves", not "approve".
    pub(crate) fn is_inflected(&self) -> bool {
        self.has_tense() && !self.has_form(Form::Base)
    }
}

/// A noun of the field: its class, and index of its phrase in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NounInfo {
    pub(crate) class: NounClass,
    pub(crate) phrase: usize,
}

/// A rule that a word can trigger, with the particle that must follow.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    pub(super) rule: usize,
    pub(super) particle: Option<String>,
}

/// Words and rules of a pack, gathered.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) words: HashMap<String, WordInfo>,
    /// First word → the rest of the phrase and what it is, longest first.
    pub(super) nouns: HashMap<String, Vec<(Vec<String>, NounInfo)>>,
    /// First word → the rest of a noun predicate and its rules.
    pub(super) predicates: HashMap<String, Vec<(Vec<String>, usize)>>,
    pub(super) lemmas: HashMap<String, u32>,
    /// Lemma → what governing does.
    pub(super) governs: HashMap<u32, Governs>,
    /// Lemma → rules.
    pub(super) verbs: HashMap<u32, Vec<Trigger>>,
    /// Lemma → the rules for which it is a light verb, with the particle.
    pub(super) light: HashMap<u32, Vec<Trigger>>,
}

impl Draft {
    pub(super) fn new(pack: &Pack) -> Draft {
        let mut index = Draft::default();
        for (auxiliary, words) in &pack.lexicon.auxiliary {
            for word in words {
                index.words.entry(word.clone()).or_default().places.auxiliaries |= 1 << *auxiliary as u32;
            }
        }
        for (grammar, words) in &pack.lexicon.grammar {
            for word in words {
                index.words.entry(word.clone()).or_default().places.grammar |= 1 << *grammar as u32;
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
                word.places.grammar |= 1 << Grammar::Adverb as u32;
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
                    word.forms |= 1 << form as u8;
                }
            }
        }
        number
    }
}

/// First word and the rest; hyphens and apostrophes part words as they do in the text.
pub(super) fn split(words: &str) -> Option<(String, Vec<String>)> {
    let spaced = words.replace('-', " - ").replace("'s", " 's").replace("s' ", "s ' ");
    let mut parts = spaced.split_whitespace().map(str::to_owned);
    Some((parts.next()?, parts.collect()))
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
