//! The cue of a quotation, and what in quotation marks is a title.

use super::Finder;
use crate::text::{Bytes, TokenKind};

impl Finder<'_> {
    fn is_cue(&self, token: usize) -> bool {
        let low = self.text.low(token);
        self.pack.speech.cues.iter().any(|it| it == low)
    }

    /// A title of a document, format or event: most words capitalised, and nothing of a sentence at its ends.
    pub(super) fn is_title(&self, first: usize, last: usize, inner: Bytes) -> bool {
        let words: Vec<_> = (first..=last)
            .filter_map(|it| self.text.tokens.get(it))
            .filter(|it| it.kind == TokenKind::Word && inner.contains(it.bytes))
            .collect();
        let long: Vec<_> = words.iter().filter(|it| it.bytes.end - it.bytes.start > 3).collect();
        let capitals = long.iter().filter(|it| it.capital).count();
        let ends = inner.of(self.text.text).trim_end().ends_with(['.', ',', '!', '?']);
        !ends && !long.is_empty() && capitals * 4 >= long.len() * 3 && words.len() <= 14
    }

    /// The cue beside a quotation: after it in the same sentence, else before it.
    pub(super) fn cue(&self, block: usize, bytes: Bytes) -> Option<usize> {
        let block = self.text.blocks[block].bytes;
        let after = self.text.token_at(bytes.end);
        let mut best = None;
        for at in after..after + 24 {
            let Some(token) = self.text.tokens.get(at).filter(|it| block.contains(it.bytes)) else { break };
            if matches!(self.text.low(at), "." | "\"" | "“" | "«") && at > after {
                break;
            }
            if token.bytes.start >= bytes.end && self.is_cue(at) {
                best = Some(at);
                break;
            }
        }
        let direct = self.text.text[..bytes.end].ends_with([',', '"', '”', '»', '\'', '’'])
            && best.is_some_and(|it| it - after < 8);
        if direct {
            return best;
        }
        let before = self.text.token_at(bytes.start);
        for at in (before.saturating_sub(30)..before).rev() {
            let token = self.text.tokens[at];
            if !block.contains(token.bytes) || matches!(self.text.low(at), "." | "!" | "?" | "\"" | "”") {
                break;
            }
            if self.is_cue(at) {
                return Some(at);
            }
        }
        best
    }
}
