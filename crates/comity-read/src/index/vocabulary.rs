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
#[serde(from = "Stored")]
pub(crate) struct Vocabulary {
    /// All words, one after the other.
    words: String,
    /// Where each word ends; the first entry is the end of the unknown word.
    ends: Vec<u32>,
    /// Hash bits and number of a word, or 0.
    slots: Vec<u32>,
    /// The numbers of the words that are one character of ASCII, by it.
    marks: Vec<u32>,
    /// By number: the letters of a short word.
    #[serde(skip)]
    keys: Vec<Key>,
}

/// A vocabulary as the program holds it.
#[derive(Deserialize)]
struct Stored {
    words: String,
    ends: Vec<u32>,
    slots: Vec<u32>,
    marks: Vec<u32>,
}

impl From<Stored> for Vocabulary {
    fn from(Stored { words, ends, slots, marks }: Stored) -> Vocabulary {
        Vocabulary { words, ends, slots, marks, keys: Vec::new() }.keyed()
    }
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
            let hash = hash(vocabulary.word(WordId(number)).as_bytes(), false);
            let mut slot = vocabulary.slot(hash);
            while vocabulary.slots[slot] != 0 {
                slot = vocabulary.slot(slot as u64 + 1);
            }
            vocabulary.slots[slot] = tag(hash) | number & NUMBER;
        }
        let mut vocabulary = vocabulary.keyed();
        let one = |byte: u8| vocabulary.find(&[byte], false).0;
        vocabulary.marks = (0..128).map(one).collect();
        vocabulary
    }

    /// With the letters of its short words.
    fn keyed(self) -> Vocabulary {
        let key = |number| {
            Some(self.bytes(number)).filter(|it| it.len() <= SHORT).map_or((0, 0), |it| key(it, false))
        };
        let keys = [(0, 0)].into_iter().chain((1..self.ends.len() as u32).map(key)).collect();
        Vocabulary { keys, ..self }
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
        self.find(word.as_bytes(), false)
    }

    /// The number of the word of ASCII letters, digits and inner marks at the head of some bytes, in whatever case it is
    /// written.
    #[inline]
    pub(crate) fn get_ascii(&self, bytes: &[u8], len: usize) -> WordId {
        match bytes.first_chunk() {
            Some(head) if len <= SHORT => self.find_key(key_of(head, len, true)),
            _ => self.find(bytes.get(..len).unwrap_or_default(), true),
        }
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

    fn find(&self, word: &[u8], lower: bool) -> WordId {
        if word.len() <= SHORT {
            return self.find_key(key(word, lower));
        }
        let own = |byte: u8| if lower { byte | LOWER as u8 } else { byte };
        let same = |number| {
            let known = self.bytes(number);
            known.len() == word.len() && known.iter().zip(word).all(|(a, b)| *a == own(*b))
        };
        self.probe(hash(word, lower), same)
    }

    #[inline]
    fn find_key(&self, key: Key) -> WordId {
        self.probe(hash_of(0, key), |number| self.keys.get(number as usize) == Some(&key))
    }

    /// The word of a hash that is the same as another.
    #[inline]
    fn probe(&self, hash: u64, same: impl Fn(u32) -> bool) -> WordId {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = hash as usize & last;
        loop {
            let entry = self.slots.get(slot).copied().unwrap_or_default();
            if entry == 0 {
                return WordId::UNKNOWN;
            }
            if entry & !NUMBER == tag(hash) && same(entry & NUMBER) {
                return WordId(entry & NUMBER);
            }
            slot = (slot + 1) & last;
        }
    }
}

/// Most bytes of a word that two numbers tell.
const SHORT: usize = 16;

/// The bits of a hash that are kept beside a number.
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & !NUMBER
}

/// The letters of a word of at most sixteen bytes.
type Key = (u64, u64);

/// By length: the bits of a word's letters.
static LETTERS: [Key; SHORT + 1] = {
    let mut all = [(0, 0); SHORT + 1];
    let mut len = 1;
    while len <= SHORT {
        let first = if len < 8 { (1 << (8 * len)) - 1 } else { u64::MAX };
        let last = if len <= 8 { 0 } else { u64::MAX >> (8 * (SHORT - len)) };
        all[len] = (first, last);
        len += 1;
    }
    all
};

/// The letters of the word of a length at the head of some bytes; in lower case, if they are of ASCII.
#[inline]
fn key_of(head: &[u8; SHORT], len: usize, lower: bool) -> Key {
    let (first, last) = LETTERS[len];
    let case = if lower { LOWER } else { 0 };
    let (low, high) = (u128::from_le_bytes(*head) as u64, (u128::from_le_bytes(*head) >> 64) as u64);
    ((low | case) & first, (high | case) & last)
}

fn key(word: &[u8], lower: bool) -> Key {
    let mut head = [0; SHORT];
    let len = word.len().min(SHORT);
    head[..len].copy_from_slice(&word[..len]);
    key_of(&head, len, lower)
}

/// Hash of a word, with `lower` in lower case; the same on every machine, for the table is filled when the program is built.
fn hash(word: &[u8], lower: bool) -> u64 {
    let parts = word.chunks(SHORT).map(|it| key(it, lower));
    parts.fold(0, hash_of)
}

#[inline]
fn hash_of(seed: u64, (first, last): Key) -> u64 {
    mix(mix(seed, first), last)
}

fn mix(hash: u64, part: u64) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let wide = u128::from(hash ^ part) * u128::from(ODD);
    (wide >> 64) as u64 ^ wide as u64
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
        assert_eq!(vocabulary.get_ascii(b"THE", 3), vocabulary.get("the"));
        assert_eq!(
            vocabulary.get_ascii(b"InterParliamentary-Like", 23),
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
                let text = format!("{} and more text", word.to_uppercase());
                prop_assert_eq!(vocabulary.get_ascii(text.as_bytes(), word.len()), vocabulary.get(word));
                prop_assert_eq!(vocabulary.get_ascii(word.as_bytes(), word.len()), vocabulary.get(word));
            }
        }
    }
}
