//! Names: runs of capitalised words, and what beside them says that they are persons.

use std::ops::Range;

use super::{Finder, Words};
use crate::text::{BlockKind, TokenKind};

/// A run of capitalised words, and whether something beside it says that it is a person.
pub(super) struct Candidate {
    pub(super) tokens: Range<usize>,
    pub(super) titled: bool,
}

impl Finder<'_> {
    /// Whether a token can be part of a name.
    fn name_word(&self, token: usize) -> bool {
        let Some(it) = self.text.tokens.get(token) else { return false };
        let low = self.text.low(token);
        it.kind == TokenKind::Word
            && it.capital
            && !self.words.not_names.contains(low)
            && self.mention_at(token).is_none()
            && !low.starts_with('\'')
    }

    /// Runs of capitalised words in one sentence, with particles, hyphens and initials inside.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for sentence in &self.text.sentences {
            let kind = self.text.blocks[sentence.block].kind;
            if matches!(kind, BlockKind::Capture | BlockKind::Furniture) {
                continue;
            }
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if !self.name_word(at)
                    || self.words.office(self.text, at).is_some()
                        && self.words.office(self.text, at).is_some_and(|(_, end)| end > at)
                {
                    at += 1;
                    continue;
                }
                let end = self.run_end(at, sentence.tokens.end);
                let headline =
                    kind != BlockKind::Paragraph && kind != BlockKind::Caption && kind != BlockKind::Byline;
                let titled = self.is_titled(at..end, sentence.tokens.start) && !headline;
                found.push(Candidate { tokens: at..end, titled });
                at = end;
            }
        }
        found
    }

    fn run_end(&self, start: usize, limit: usize) -> usize {
        let mut end = start + 1;
        while end < limit && end - start < 9 {
            let low = self.text.low(end);
            let glued = self.text.tokens[end].glued;
            let joins = (low == "-"
                || low == "." && self.text.word(end - 1).chars().count() == 1
                || low == "'"
                || low == "’")
                && glued;
            let particle = Words::in_list(&self.words.pack.persons.particles, low) && !glued;
            let letter = |it: &crate::text::Token| it.kind == TokenKind::Word && (it.glued || low == ".");
            let joined = joins && self.text.tokens.get(end + 1).is_some_and(letter);
            let inner =
                particle && end + 1 < limit && (self.name_word(end + 1) || self.text.low(end + 1) == "-");
            if joined || inner {
                end += 2;
            } else if self.name_word(end) {
                end += 1;
            } else {
                break;
            }
        }
        end.min(limit)
    }

    /// Whether the words around a run say that it names a person.
    fn is_titled(&self, run: Range<usize>, first: usize) -> bool {
        let before = run.start.checked_sub(1).filter(|it| *it >= first);
        let honorific = before.is_some_and(|it| {
            let at = if self.text.low(it) == "." { it.saturating_sub(1) } else { it };
            Words::in_list(&self.words.pack.persons.honorifics, self.text.low(at))
        });
        let long = run.len() >= 2;
        let office = self.words.office_before(self.text, run.start).is_some()
            || long && self.words.office_beside(self.text, run.start).is_some()
            || self.office_of_before(run.start).is_some();
        let says = self.words.is_reporting(self.text.low(run.end))
            || before.is_some_and(|it| self.words.is_reporting(self.text.low(it)));
        let apposition = self.text.low(run.end) == "," && self.office_after(run.end + 1).is_some();
        let relative = Words::in_list(
            &self.words.pack.persons.who,
            self.text.low(run.end + usize::from(self.text.low(run.end) == ",")),
        );
        let caption = self.text.blocks[self.text.sentences[self.text.sentence_of(run.start)].block].kind
            == BlockKind::Caption;
        honorific || office || long && (says || apposition || relative || caption)
    }
}
