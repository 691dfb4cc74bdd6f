//! Copies: a sketch of a text, by which the same text in another outlet is recognised.
//!
//! A text is cut into runs of eight words; the sketch keeps the 24 runs with the smallest hashes. Of two texts, the
//! smaller hashes they share say how much of one stands in the other (bottom-k sketch, Broder 1997).

use std::collections::BTreeSet;

/// Words in a run.
const RUN: usize = 8;

/// Hashes kept of a text.
pub(crate) const KEPT: usize = 24;

/// Share of a sketch that makes a copy.
const COPY: f64 = 0.6;

/// The sketch of a text; empty for texts shorter than a run.
pub(crate) fn of(text: &str) -> BTreeSet<i64> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut kept = BTreeSet::new();
    for run in words.windows(RUN) {
        kept.insert(hash(run));
        if kept.len() > KEPT {
            kept.pop_last();
        }
    }
    kept
}

/// FNV-1a: stable between versions and machines, which the record needs of it.
fn hash(words: &[String]) -> i64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.iter().flat_map(|it| it.bytes().chain([b' '])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // Mixed once more: the last byte alone would decide over the high bits.
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9).cast_signed()
}

/// Whether two sketches are of one text, with a headline or a frame added to either.
pub(crate) fn is_copy(a: &BTreeSet<i64>, b: &BTreeSet<i64>) -> bool {
    let small = a.len().min(b.len());
    if small < 4 {
        return false;
    }
    // Only hashes below both maxima were certainly kept by both sketches.
    let full = |it: &BTreeSet<i64>| it.len() >= KEPT;
    let limit = match (full(a), full(b)) {
        (true, true) => a.last().min(b.last()),
        (true, false) => a.last(),
        (false, true) => b.last(),
        (false, false) => None,
    };
    let below = |it: &BTreeSet<i64>| it.iter().filter(|it| limit.is_none_or(|limit| *it <= limit)).count();
    let shared = a.intersection(b).filter(|it| limit.is_none_or(|limit| *it <= limit)).count();
    let least = below(a).min(below(b)).max(1);
    shared as f64 / least as f64 >= COPY
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The Council of Heads of State met on Friday and decided to grant the party observer \
        status; the decision was signed by all members present, the press service said, and takes effect at once.";

    #[test]
    fn a_copy_with_another_frame_is_a_copy() {
        let framed = format!("Another outlet, 3 May\n\nCouncil meets\n\n{TEXT}\n\nRead more");
        assert!(is_copy(&of(TEXT), &of(&framed)));
    }

    #[test]
    fn the_same_news_in_other_words_is_none() {
        let other = "Observer status was granted on Friday when the Council of Heads of State met; a press \
            service said that every member who was there had signed the decision and that it has effect now.";
        assert!(!is_copy(&of(TEXT), &of(other)));
        assert!(!is_copy(&of("too short"), &of("too short")));
    }
}
