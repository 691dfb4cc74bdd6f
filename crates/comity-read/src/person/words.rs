//! The pack's words for persons and speech, in look-up form: built once for a pack.

use std::collections::BTreeMap;

use crate::index::{Index, WordId};
use crate::pack::{Auxiliary, Grammar, Pack};
use crate::text::{Text, Token};

/// What a word can be; several at a time.
pub(crate) type Tags = u64;

/// Bits of [`Tags`].
pub(crate) mod tag {
    use super::Tags;

    pub(crate) const HONORIFIC: Tags = 1;
    pub(crate) const PARTICLE: Tags = 1 << 1;
    pub(crate) const PAST: Tags = 1 << 2;
    pub(crate) const QUALIFIER: Tags = 1 << 3;
    /// A qualifier that belongs to the office's name.
    pub(crate) const KEPT: Tags = 1 << 4;
    pub(crate) const OF: Tags = 1 << 5;
    /// Between a posting and where it is: "ambassador to", "envoy in".
    pub(crate) const AT: Tags = 1 << 6;
    pub(crate) const WHO: Tags = 1 << 7;
    pub(crate) const DEFINITE: Tags = 1 << 8;
    pub(crate) const INDEFINITE: Tags = 1 << 9;
    /// "its", "his": whose office or text it is.
    pub(crate) const OWN: Tags = 1 << 10;
    pub(crate) const PRONOUN: Tags = 1 << 11;
    pub(crate) const NOT_NAME: Tags = 1 << 12;
    /// No part of a name at its beginning, but inside of it: May, King.
    pub(crate) const INNER: Tags = 1 << 13;
    pub(crate) const REPORTING: Tags = 1 << 14;
    /// Words that no name and its office have between them: auxiliaries, prepositions, verbs of saying.
    pub(crate) const PART: Tags = 1 << 15;
    pub(crate) const COPULA: Tags = 1 << 16;
    pub(crate) const ELECTS: Tags = 1 << 17;
    pub(crate) const AS: Tags = 1 << 18;
    pub(crate) const FIELD: Tags = 1 << 19;
    /// Ministry, department, junta: what a spokesperson speaks for.
    pub(crate) const ORGAN: Tags = 1 << 20;
    pub(crate) const AND: Tags = 1 << 21;
    pub(crate) const CUE: Tags = 1 << 22;
    pub(crate) const TEXT: Tags = 1 << 23;
    pub(crate) const ANONYMOUS: Tags = 1 << 24;
    pub(crate) const PREPOSITION: Tags = 1 << 25;
    pub(crate) const IT: Tags = 1 << 26;
    pub(crate) const BY: Tags = 1 << 27;
    pub(crate) const AUXILIARY: Tags = 1 << 28;
    pub(crate) const GROUP: Tags = 1 << 29;
    pub(crate) const TITLE_CUE: Tags = 1 << 30;
    /// "counterpart", "colleague": the same office elsewhere.
    pub(crate) const KIN: Tags = 1 << 31;
    pub(crate) const BLOC: Tags = 1 << 32;
    pub(crate) const TELLS: Tags = 1 << 33;
    pub(crate) const SOURCE: Tags = 1 << 34;
    /// "was": what follows is over.
    pub(crate) const WAS: Tags = 1 << 35;
    /// "so Ruiz": right after a quotation.
    pub(crate) const SO: Tags = 1 << 38;
    pub(crate) const RELATIVE: Tags = 1 << 39;
    pub(crate) const JOINT: Tags = 1 << 40;
    /// Names of months and weekdays.
    pub(crate) const DATED: Tags = 1 << 41;
    /// "post", "role": an office whose name comes after it.
    pub(crate) const POST: Tags = 1 << 42;
    /// "years", "term": how long an office is held.
    pub(crate) const PERIOD: Tags = 1 << 43;
    /// Tells after one that makes it so: "known".
    pub(crate) const KNOWN: Tags = 1 << 44;
    pub(crate) const MAKES: Tags = 1 << 45;
    /// "while", "whereas": what comes after a quotation is said by somebody else.
    pub(crate) const CONTRAST: Tags = 1 << 46;
    /// The words that say that somebody is in a post may begin with it.
    pub(crate) const IN_POST: Tags = 1 << 47;
    /// The words before the name of one who is followed may end with it.
    pub(crate) const SUCCEEDS: Tags = 1 << 48;
    /// "has", "have".
    pub(crate) const HAS: Tags = 1 << 49;
    pub(crate) const FROM: Tags = 1 << 36;
    /// "at present", "currently": between a name and the office it holds now.
    pub(crate) const NOW: Tags = 1 << 37;
}

/// One way of saying an office.
#[derive(Clone, Debug)]
struct Entry {
    words: Vec<WordId>,
    found: Core,
}

/// An office's words at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Core {
    /// Index of the office in the pack.
    pub(crate) office: usize,
    /// One past the last token.
    pub(crate) end: usize,
    pub(crate) plural: bool,
}

/// Words of the pack in look-up form.
#[derive(Debug)]
pub(crate) struct Words {
    /// By word.
    tags: Vec<Tags>,
    /// Honorifics of two letters: "h.e".
    abbreviations: Vec<String>,
    /// By word: index of the offices that begin with it, from 1 on; 0 for none.
    office_groups: Vec<u32>,
    /// Offices that begin with one word, longest first.
    offices: Vec<Vec<Entry>>,
    /// By word: the office that it says as a verb.
    heading: Vec<Option<usize>>,
    /// "Succeeds", "in place of": before a name, its bearer held the office.
    pub(super) succeeds: Vec<Vec<WordId>>,
    /// "Replaced by", "successor is": before the name of who follows.
    pub(super) heirs: Vec<Vec<WordId>>,
    /// "In the post since": after a name.
    pub(super) in_post: Vec<Vec<WordId>>,
    /// Endings of past forms, which end a noun group in small letters.
    pasts: Vec<String>,
    /// Endings of progressive forms.
    ings: Vec<String>,
}

impl Words {
    pub(crate) fn new(pack: &Pack, index: &Index) -> Words {
        let vocabulary = index.vocabulary();
        let known = |word: &str| Some(vocabulary.get(word)).filter(|it| it.is_known());
        let phrases = |all: &[String]| {
            all.iter().filter_map(|it| it.split(' ').map(known).collect::<Option<Vec<_>>>()).collect()
        };
        let mut words = Words {
            tags: vec![0; vocabulary.len()],
            abbreviations: Vec::new(),
            office_groups: vec![0; vocabulary.len()],
            offices: Vec::new(),
            heading: vec![None; vocabulary.len()],
            succeeds: phrases(&pack.persons.succeeds),
            heirs: phrases(&pack.persons.heirs),
            in_post: phrases(&pack.persons.in_post),
            pasts: pack.lexicon.conjugation.iter().map(|it| it.past.clone()).collect(),
            ings: pack.lexicon.conjugation.iter().map(|it| it.ing.clone()).collect(),
        };
        words.pasts.retain(|it| it.len() > 1);
        words.ings.retain(|it| it.len() > 1);
        for (word, tags) in tags(pack) {
            let id = vocabulary.get(&word);
            if id.is_known() {
                words.tags[id.row()] = tags;
            }
            if tags & tag::HONORIFIC != 0 && word.contains('.') {
                words.abbreviations.push(word);
            }
        }
        for word in words.in_post.iter().filter_map(|it| it.first()) {
            words.tags[word.row()] |= tag::IN_POST;
        }
        for word in words.succeeds.iter().chain(&words.heirs).filter_map(|it| it.last()) {
            words.tags[word.row()] |= tag::SUCCEEDS;
        }
        for (n, office) in pack.persons.office.iter().enumerate() {
            let names = office.names.iter().map(|it| (it, false));
            for (name, plural) in names.chain(office.plural.iter().map(|it| (it, true))) {
                let name = parts(name).iter().map(|it| known(it)).collect::<Option<Vec<_>>>();
                let found = Core { office: n, end: 0, plural };
                words.enter(Entry { words: name.unwrap_or_default(), found });
            }
        }
        for entries in &mut words.offices {
            entries.sort_by_key(|it| std::cmp::Reverse(it.words.len()));
        }
        let office_of = |id: &str| pack.persons.office.iter().position(|it| it.id == id);
        for heading in &pack.persons.heading {
            for verb in heading.verbs.iter().filter_map(|it| known(it)) {
                words.heading[verb.row()] = office_of(&heading.office).or(words.heading[verb.row()]);
            }
        }
        words
    }

    fn enter(&mut self, entry: Entry) {
        let Some(group) = entry.words.first().map(|it| &mut self.office_groups[it.row()]) else { return };
        if *group == 0 {
            self.offices.push(Vec::new());
            *group = self.offices.len() as u32;
        }
        self.offices[*group as usize - 1].push(entry);
    }

    /// What a word can be.
    pub(crate) fn tags(&self, word: WordId) -> Tags {
        self.tags.get(word.row()).copied().unwrap_or(0)
    }

    /// "H.E.": an honorific of two letters with their points, from its first or second letter on.
    pub(crate) fn abbreviated(&self, text: &Text<'_>, at: usize) -> bool {
        // It is one of the two letters itself.
        let letter = |it: &Token| it.capital && it.bytes().end - it.bytes().start <= char::MAX.len_utf8();
        if !text.tokens.get(at).is_some_and(letter) {
            return false;
        }
        let pair = |at: usize| {
            let letters = || text.low(at).len() == 1 && text.low(at + 2).len() == 1;
            let points = text.mark(at + 1) == Some(b'.')
                && text.tokens.get(at + 2).is_some_and(|it| it.glued)
                && letters();
            let stands = |it: &String| {
                it.split_once('.').is_some_and(|(a, b)| a == text.low(at) && b == text.low(at + 2))
            };
            points && self.abbreviations.iter().any(stands)
        };
        pair(at) || at >= 2 && pair(at - 2)
    }

    /// Whether an office may begin with a word.
    pub(super) fn may_begin(&self, word: WordId) -> bool {
        self.office_groups.get(word.row()).is_some_and(|it| *it > 0)
    }

    /// The office that begins at a token.
    pub(crate) fn office(&self, text: &Text<'_>, at: usize) -> Option<Core> {
        let group = self.office_groups.get(text.id(at).row()).copied().filter(|it| *it > 0)?;
        let fits = |it: &&Entry| (1..it.words.len()).all(|n| text.id(at + n) == it.words[n]);
        let found = self.offices.get(group as usize - 1)?.iter().find(fits)?;
        Some(Core { end: at + found.words.len(), ..found.found })
    }

    /// The office that a verb says: "who heads the commission".
    pub(crate) fn heading(&self, verb: WordId) -> Option<usize> {
        self.heading.get(verb.row()).copied().flatten()
    }

    /// Whether a word in small letters has the form of a verb in the past.
    pub(crate) fn past_form(&self, low: &str) -> bool {
        self.pasts.iter().any(|it| low.ends_with(it.as_str()))
    }

    /// Whether a word has the form of a verb in progress.
    pub(crate) fn ing_form(&self, low: &str) -> bool {
        self.ings.iter().any(|it| low.len() > it.len() + 2 && low.ends_with(it.as_str()))
    }
}

/// Words and hyphens of a name, as the tokens of a text are.
fn parts(name: &str) -> Vec<String> {
    let parts = name
        .split_inclusive('-')
        .flat_map(|it| it.strip_suffix('-').map_or(vec![it], |word| vec![word, "-"]))
        .flat_map(str::split_whitespace);
    parts.map(str::to_owned).collect()
}

fn tags(pack: &Pack) -> BTreeMap<String, Tags> {
    let (persons, speech) = (&pack.persons, &pack.speech);
    let mut tags: BTreeMap<String, Tags> = BTreeMap::new();
    let lists: [(Tags, &[String]); 42] = [
        (tag::HONORIFIC, &persons.honorifics),
        (tag::PARTICLE, &persons.particles),
        (tag::PAST, &persons.past),
        (tag::QUALIFIER, &persons.qualifiers),
        (tag::QUALIFIER | tag::KEPT, &persons.kept),
        (tag::OF, &persons.of),
        (tag::AT, &persons.at),
        (tag::FROM, &persons.from),
        (tag::NOW, &persons.now),
        (tag::WHO, &persons.who),
        (tag::DEFINITE, &persons.definite),
        (tag::INDEFINITE, &persons.indefinite),
        (tag::OWN, &persons.own),
        (tag::PRONOUN, &persons.pronouns),
        (tag::NOT_NAME, &persons.not_names),
        (tag::INNER, &persons.inner),
        (tag::COPULA, &persons.copulas),
        (tag::ELECTS, &persons.elects),
        (tag::AS, &persons.capacity),
        (tag::FIELD, &persons.fields),
        (tag::ORGAN, &persons.organs),
        (tag::KIN, &persons.kin),
        (tag::POST, &persons.posts),
        (tag::PERIOD, &persons.periods),
        (tag::CUE, &speech.cues),
        (tag::TEXT, &speech.texts),
        (tag::ORGAN, &speech.speakers),
        (tag::ANONYMOUS, &speech.anonymous),
        (tag::IT, &speech.it),
        (tag::GROUP, &speech.groups),
        (tag::TITLE_CUE, &speech.titled),
        (tag::BLOC, &speech.blocs),
        (tag::TELLS, &speech.tells),
        (tag::SOURCE, &speech.sources),
        (tag::SO, &speech.after),
        (tag::KNOWN, &speech.known),
        (tag::MAKES, &speech.makes),
        (tag::CONTRAST, &speech.contrasts),
        (tag::JOINT, &speech.joint),
        (tag::BY, &pack.lexicon.agent_functions),
        (tag::AND, grammar(pack, Grammar::Coordinator)),
        (tag::PART | tag::REPORTING, grammar(pack, Grammar::Reporting)),
    ];
    let was = pack.lexicon.auxiliary.get(&Auxiliary::BePast).map_or(&[][..], Vec::as_slice);
    let has = pack.lexicon.auxiliary.get(&Auxiliary::HavePresent).map_or(&[][..], Vec::as_slice);
    let more = [
        (tag::WAS, was),
        (tag::HAS, has),
        (tag::PART | tag::PREPOSITION, grammar(pack, Grammar::Preposition)),
        (tag::PART, grammar(pack, Grammar::Coordinator)),
        (tag::PART | tag::RELATIVE, grammar(pack, Grammar::Relative)),
    ];
    let auxiliaries = pack.lexicon.auxiliary.values().map(|it| (tag::PART | tag::AUXILIARY, it.as_slice()));
    for word in pack.time.months.keys().chain(pack.time.weekdays.keys()) {
        *tags.entry(word.clone()).or_default() |= tag::DATED;
    }
    for (bits, list) in lists.into_iter().chain(more).chain(auxiliaries) {
        for word in list.iter().filter(|it| bits & tag::AUXILIARY == 0 || !it.starts_with('\'')) {
            *tags.entry(word.clone()).or_default() |= bits;
        }
    }
    tags
}

fn grammar(pack: &Pack, what: Grammar) -> &[String] {
    pack.lexicon.grammar.get(&what).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Packs;

    #[test]
    fn every_word_for_persons_and_speech_has_a_number() {
        let packs = Packs::shipped();
        for pack in packs.all() {
            let index = packs.index(&pack.lang).expect("an index");
            let single = |it: &&String| !it.contains(['.', ' ', '-']);
            let missing: Vec<String> = tags(pack)
                .keys()
                .filter(single)
                .filter(|it| !index.vocabulary().get(it).is_known())
                .cloned()
                .collect();
            assert_eq!(missing, Vec::<String>::new(), "{}", pack.lang);
            let names = pack.persons.office.iter().flat_map(|it| it.names.iter().chain(&it.plural));
            for name in names {
                assert!(parts(name).iter().all(|it| index.vocabulary().get(it).is_known()), "{name}");
            }
        }
    }
}
