//! Time: expressions to EDTF, anchored at publication.

use std::ops::Range;

use comity_model::{Day, WhenBasis};

use crate::pack::Time;
use crate::text::{Bytes, Text};

/// A time expression.
#[derive(Clone, Debug)]
pub(crate) struct TimeMention {
    pub(crate) tokens: Range<usize>,
    pub(crate) bytes: Bytes,
    /// First day (month, year) of what is named. Never more precise than the text.
    pub(crate) start: Day,
    /// Last day where a range is named ("12-13 October", "2024–2026").
    pub(crate) end: Option<Day>,
    /// Stated, or relative to the publication day.
    pub(crate) basis: WhenBasis,
    /// The word before that governs it: "since", "until", "by", "from", "in", … (lower case), or empty.
    pub(crate) preposition: String,
}

/// Finds the time expressions of a text. Without a publication day relative ones are left out.
pub(crate) fn find(text: &Text<'_>, words: &Time, published_on: Option<Day>) -> Vec<TimeMention> {
    let _ = (text, words, published_on);
    Vec::new()
}
