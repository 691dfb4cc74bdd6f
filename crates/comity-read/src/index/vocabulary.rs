//! The words that a pack names, each with a number, found by one look-up a token.

use serde::{Deserialize, Serialize};

/// Number of a word of a vocabulary. Words that it lacks have [`WordId::UNKNOWN`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct WordId(u32);

impl WordId {
    /// A word that the vocabulary lacks.
    pub(crate) const UNKNOWN: WordId = WordId(0);

    /// Whether the vocabulary has the word.
    pub(crate) fn is_known(self) -> bool {
        self != WordId::UNKNOWN
    }

    /// The word with a number.
    pub(crate) fn new(number: u32) -> WordId {
        WordId(number)
    }

    /// Its number.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// As an index of tables that have a row for every word, the first for unknown ones.
    pub(crate) fn row(self) -> usize {
        self.0 as usize
    }
}

/// Set in every letter's byte when it is in lower case; letters, digits and the marks inside words that lack it are
/// capitals.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// Bits of a slot that hold a word's number; the rest are bits of its hash.
const NUMBER: u32 = 0x000F_FFFF;

/// Words in an open hash table, filled when the program is built.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    /// All words, one after the other.
    words: String,
    /// Where each word ends; the first entry is the end of the unknown word.
    ends: Vec<u32>,
    /// Hash bits and number of a word, or 0.
    slots: Vec<u32>,
    /// The numbers of the words that are one character of ASCII, by it.
    marks: Vec<u32>,
}

impl Vocabulary {
    /// Numbers the words, from 1 on in their order.
    pub(crate) fn new<'w>(words: impl Iterator<Item = &'w str>) -> Vocabulary {
        let mut vocabulary = Vocabulary { ends: vec![0], ..Vocabulary::default() };
        for word in words {
            vocabulary.words.push_str(word);
            vocabulary.ends.push(vocabulary.words.len() as u32);
        }
        vocabulary.slots = vec![0; (vocabulary.ends.len() * 2).next_power_of_two()];
        for number in 1..vocabulary.ends.len() as u32 {
            let hash = hash(vocabulary.word(WordId(number)).as_bytes(), 0);
            let mut slot = vocabulary.slot(hash);
            while vocabulary.slots[slot] != 0 {
                slot = vocabulary.slot(slot as u64 + 1);
            }
            vocabulary.slots[slot] = tag(hash) | number & NUMBER;
        }
        let one = |byte: u8| vocabulary.find(&[byte], 0).0;
        vocabulary.marks = (0..128).map(one).collect();
        vocabulary
    }

    /// How many words there are, the unknown one included.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word with a number; nothing for the unknown one.
    pub(crate) fn word(&self, word: WordId) -> &str {
        let Some(before) = word.row().checked_sub(1) else { return "" };
        match (self.ends.get(before), self.ends.get(word.row())) {
            (Some(start), Some(end)) => &self.words[*start as usize..*end as usize],
            _ => "",
        }
    }

    /// All words with their numbers, but the unknown one.
    pub(crate) fn all(&self) -> impl Iterator<Item = (WordId, &str)> {
        (1..self.ends.len() as u32).map(|number| (WordId(number), self.word(WordId(number))))
    }

    /// The number of a word as it stands.
    pub(crate) fn get(&self, word: &str) -> WordId {
        self.find(word.as_bytes(), 0)
    }

    /// The number of a word of ASCII letters, digits and inner marks, in whatever case it is written.
    pub(crate) fn get_ascii(&self, word: &[u8]) -> WordId {
        self.find(word, LOWER)
    }

    /// The number of a word that is one character of ASCII, as it stands.
    pub(crate) fn get_mark(&self, byte: u8) -> WordId {
        WordId(self.marks.get(byte as usize).copied().unwrap_or_default())
    }

    fn slot(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    fn bytes(&self, number: u32) -> &[u8] {
        let end = |number: usize| self.ends.get(number).map_or(0, |it| *it as usize);
        self.words.as_bytes().get(end(number as usize - 1)..end(number as usize)).unwrap_or_default()
    }

    #[inline]
    fn find(&self, word: &[u8], mask: u64) -> WordId {
        if self.slots.is_empty() {
            return WordId::UNKNOWN;
        }
        if word.len() > SHORT {
            let same = |known: &[u8]| known.iter().zip(word).all(|(a, b)| *a == *b | mask as u8);
            return self.probe(hash(word, mask), word.len(), same);
        }
        let own = ends(word, mask);
        self.probe(hash_of(word.len() as u64, own), word.len(), |known| ends(known, 0) == own)
    }

    /// The word of a hash and a length that is the same as another.
    fn probe(&self, hash: u64, len: usize, same: impl Fn(&[u8]) -> bool) -> WordId {
        let mut slot = self.slot(hash);
        loop {
            let entry = self.slots[slot];
            if entry == 0 {
                return WordId::UNKNOWN;
            }
            if entry & !NUMBER == tag(hash) {
                let known = self.bytes(entry & NUMBER);
                if known.len() == len && same(known) {
                    return WordId(entry & NUMBER);
                }
            }
            slot = self.slot(slot as u64 + 1);
        }
    }
}

/// Most bytes of a word that two numbers tell.
const SHORT: usize = 16;

/// The bits of a hash that are kept beside a number.
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & !NUMBER
}

/// Hash of a word with `mask` set in every byte; the same on every machine, for the table is filled when the program is
/// built.
fn hash(word: &[u8], mask: u64) -> u64 {
    let mut hash = word.len() as u64;
    let mut rest = word;
    while rest.len() > SHORT {
        hash = mix(hash, eight(rest) | mask);
        rest = &rest[8..];
    }
    hash_of(hash, ends(rest, mask))
}

fn hash_of(seed: u64, (first, last): (u64, u64)) -> u64 {
    mix(mix(seed, first), last)
}

fn mix(hash: u64, part: u64) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let wide = u128::from(hash ^ part) * u128::from(ODD);
    (wide >> 64) as u64 ^ wide as u64
}

/// A word of at most sixteen bytes as two numbers: with its length they tell it from all others.
fn ends(word: &[u8], mask: u64) -> (u64, u64) {
    let len = word.len();
    match len {
        0 => (0, 0),
        1..4 => {
            let part = u64::from(word[0]) | u64::from(word[len / 2]) << 8 | u64::from(word[len - 1]) << 16;
            (part | mask & 0x00FF_FFFF, 0)
        }
        4..8 => ((four(word) | four(&word[len - 4..]) << 32) | mask, 0),
        _ => (eight(word) | mask, eight(&word[len - 8..]) | mask),
    }
}

fn four(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |it| u64::from(u32::from_le_bytes(*it)))
}

fn eight(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |it| u64::from_le_bytes(*it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_in_any_case() {
        let vocabulary = Vocabulary::new(["the", "interparliamentary-like", "čas", "'s", "a"].into_iter());
        for (number, word) in ["the", "interparliamentary-like", "čas", "'s", "a"].into_iter().enumerate() {
            assert_eq!(vocabulary.get(word), WordId(number as u32 + 1));
            assert_eq!(vocabulary.word(vocabulary.get(word)), word);
        }
        assert_eq!(vocabulary.get_ascii(b"THE"), vocabulary.get("the"));
        assert_eq!(
            vocabulary.get_ascii(b"InterParliamentary-Like"),
            vocabulary.get("interparliamentary-like")
        );
        assert_eq!(vocabulary.get("The"), WordId::UNKNOWN);
        assert_eq!(Vocabulary::default().get("the"), WordId::UNKNOWN);
    }

    proptest! {
        #[test]
        fn a_word_is_found_if_it_was_entered(words in prop::collection::btree_set("\\PC{0,30}", 0..60), other in "\\PC{0,30}") {
            let vocabulary = Vocabulary::new(words.iter().map(String::as_str));
            for word in &words {
                prop_assert_eq!(vocabulary.word(vocabulary.get(word)), word.as_str());
            }
            prop_assert_eq!(vocabulary.get(&other).is_known(), words.contains(&other));
        }

        #[test]
        fn case_of_ascii_does_not_count(words in prop::collection::btree_set("[a-z0-9'.,]{1,30}", 1..40)) {
            let vocabulary = Vocabulary::new(words.iter().map(String::as_str));
            for word in &words {
                prop_assert_eq!(vocabulary.get_ascii(word.to_uppercase().as_bytes()), vocabulary.get(word));
            }
        }
    }
}
