//! Places in a text. Public spans count Unicode code points; bytes stay inside the reader.

use serde::{Deserialize, Serialize};

/// A half-open range of Unicode code points in a document's text, written `[start, end]`.
///
/// The same unit as a W3C `TextPositionSelector`: neither bytes nor UTF-16 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl From<[usize; 2]> for Span {
    fn from([start, end]: [usize; 2]) -> Self {
        Span { start, end }
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

impl Span {
    /// The words of `text` under this span, or `None` when the span lies outside it.
    pub fn slice<'t>(&self, text: &'t str) -> Option<&'t str> {
        if self.start > self.end {
            return None;
        }
        let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let start = starts.nth(self.start)?;
        let end = if self.end == self.start { start } else { starts.nth(self.end - self.start - 1)? };
        text.get(start..end)
    }
}

/// Evidence: a span and the exact words under it. `text[span] == text` always holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where the words stand.
    pub span: Span,
    /// The words, verbatim.
    pub text: String,
}

/// Translates byte offsets of one text into code-point offsets, in one table of checkpoints.
///
/// A text of ASCII needs no table: bytes and code points agree.
#[derive(Clone, Debug)]
pub struct OffsetMap {
    /// Code points before each block of [`BLOCK`] bytes; empty for ASCII.
    before: Vec<u32>,
}

/// Bytes between two checkpoints.
const BLOCK: usize = 64;

impl OffsetMap {
    /// Builds the table for `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return OffsetMap { before: Vec::new() };
        }
        let mut count = 0;
        let mut before = Vec::with_capacity(text.len() / BLOCK + 1);
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(count);
            // In one byte each: sixteen at a time are counted.
            count += u32::from(block.iter().map(|byte| u8::from(is_start(*byte))).sum::<u8>());
        }
        OffsetMap { before }
    }

    /// The number of code points that begin before byte `at` of `text`, the text the map was made of.
    pub fn code_point(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        let Some(block) =
            (at / BLOCK).checked_sub(usize::from(at == text.len() && at.is_multiple_of(BLOCK) && at > 0))
        else {
            return at;
        };
        let Some(before) = self.before.get(block) else { return at };
        let rest = &text.as_bytes()[block * BLOCK..at];
        *before as usize + rest.iter().filter(|byte| is_start(**byte)).count()
    }

    /// The span in code points of the byte range `start..end` of `text`.
    pub fn span(&self, text: &str, start: usize, end: usize) -> Span {
        Span { start: self.code_point(text, start), end: self.code_point(text, end) }
    }
}

/// Whether a byte of UTF-8 begins a code point.
fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn offsets_count_code_points(text in "(?s).{0,300}") {
            let map = OffsetMap::new(&text);
            for (n, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(map.code_point(&text, at), n);
            }
            prop_assert_eq!(map.code_point(&text, text.len()), text.chars().count());
        }

        #[test]
        fn slice_is_the_text_of_its_bytes(text in "\\PC{1,80}", a in 0usize..80, b in 0usize..80) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (a.min(starts.len() - 1), b.min(starts.len() - 1));
            let (a, b) = (a.min(b), a.max(b));
            let span = OffsetMap::new(&text).span(&text, starts[a], starts[b]);
            prop_assert_eq!(span.slice(&text), Some(&text[starts[a]..starts[b]]));
        }
    }
}
