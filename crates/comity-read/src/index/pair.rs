//! Pairs of words with which longer names begin: most words that may begin one are followed by another word.

use comity_atlas::Atlas;
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::{Vocabulary, WordId};

/// Words of 64 bits for the pairs of a table: few of those that stand in texts share the bit of a name's.
const SIZE: usize = 2048;

/// A bit for each pair of words, of many pairs the same: it only ever says "cannot be".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pairs(Vec<u64>);

impl Pairs {
    /// The first two words of the names of the atlas in a language.
    pub(super) fn of_names(atlas: &Atlas, lang: &str, vocabulary: &Vocabulary) -> Pairs {
        let names = atlas.first_words(lang);
        let pairs = names.iter().flat_map(|(first, it)| it.next.iter().map(move |second| (first, second)));
        Pairs::new(pairs, vocabulary)
    }

    /// The first two words of the nouns of a pack.
    pub(super) fn of_nouns(draft: &Draft, vocabulary: &Vocabulary) -> Pairs {
        // Each sets a bit: the order does not matter.
        #[allow(clippy::iter_over_hash_type)]
        let nouns = draft.nouns.iter();
        let pairs = nouns.flat_map(|(first, all)| {
            all.iter().filter_map(move |(rest, _)| rest.first().map(|second| (first, second)))
        });
        Pairs::new(pairs, vocabulary)
    }

    fn new<'w>(pairs: impl Iterator<Item = (&'w String, &'w String)>, vocabulary: &Vocabulary) -> Pairs {
        let mut bits = vec![0; SIZE];
        for (first, second) in pairs {
            let (n, bit) = place(vocabulary.get(first), vocabulary.get(second));
            bits[n] |= bit;
        }
        Pairs(bits)
    }

    /// Whether it may have a pair.
    pub(super) fn has(&self, first: WordId, second: WordId) -> bool {
        let (n, bit) = place(first, second);
        self.0.get(n).is_some_and(|it| it & bit != 0)
    }
}

/// Where the bit of a pair is.
fn place(first: WordId, second: WordId) -> (usize, u64) {
    // An odd number whose bits are spread.
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (u64::from(first.number()) << 32 | u64::from(second.number())).wrapping_mul(MIX) >> 32;
    (mixed as usize / 64 % SIZE, 1 << (mixed % 64))
}
