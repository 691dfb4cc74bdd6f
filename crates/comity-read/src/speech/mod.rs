//! Speech: quotations, their cues and speakers.

mod cue;
mod marks;
mod repeat;
mod speaker;

use comity_atlas::Atlas;
use comity_model::{Form, SpeakerKind};

use crate::mention::Mention;
use crate::pack::Pack;
use crate::person::{People, Words};
use crate::text::{BlockKind, Bytes, Text, TokenKind};

/// A quotation, in bytes.
#[derive(Clone, Debug)]
pub(crate) struct Quoted {
    pub(crate) form: Form,
    /// Marks included.
    pub(crate) bytes: Bytes,
    /// The words without marks, one part or several (a cue in between, or several paragraphs).
    pub(crate) parts: Vec<Bytes>,
    pub(crate) speaker: Option<Voice>,
    pub(crate) cue: Option<Bytes>,
    /// Index of the quotation that has the same words elsewhere in the document (a headline repeats the body).
    pub(crate) same_as: Option<usize>,
}

/// Who speaks.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub(crate) kind: SpeakerKind,
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    /// The words beside the quotation that name the speaker.
    pub(crate) bytes: Option<Bytes>,
}

/// Finds the quotations, in order of their place.
pub(crate) fn find(
    text: &Text<'_>,
    mentions: &[Mention],
    people: &People,
    atlas: &Atlas,
    pack: &Pack,
    words: &Words,
) -> Vec<Quoted> {
    let finder = Finder { text, mentions, people, atlas, pack, words };
    let mut quoted: Vec<Quoted> = Vec::new();
    for (n, block) in text.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Capture | BlockKind::Furniture | BlockKind::Byline) {
            continue;
        }
        for (bytes, inner) in marks::pairs(text.text, block) {
            finder.quotation(n, bytes, inner, &mut quoted);
        }
    }
    finder.follow(&mut quoted);
    repeat::repeat(text, &mut quoted);
    quoted
}

struct Finder<'a> {
    text: &'a Text<'a>,
    mentions: &'a [Mention],
    people: &'a People,
    atlas: &'a Atlas,
    pack: &'a Pack,
    words: &'a Words,
}

impl Finder<'_> {
    /// Enters a pair of marks as a quotation, as a further part of the one before, or not at all.
    fn quotation(&self, block: usize, bytes: Bytes, inner: Bytes, quoted: &mut Vec<Quoted>) {
        let first = self.text.token_at(inner.start);
        let last =
            self.text.token_at(inner.end.saturating_sub(1)).min(self.text.tokens.len().saturating_sub(1));
        let count = (first..=last)
            .filter(|it| {
                self.text
                    .tokens
                    .get(*it)
                    .is_some_and(|it| it.kind == TokenKind::Word && inner.contains(it.bytes))
            })
            .count();
        if count < self.pack.speech.words.max(1) || self.is_title(first, last, inner) {
            return;
        }
        let inner = trim(self.text.text, inner);
        let cue = self.cue(block, bytes);
        if let Some(previous) = quoted.last_mut() {
            let gap = self.text.text.get(previous.bytes.end..bytes.start).unwrap_or("");
            let one_block = self.text.blocks[block].bytes.contains(previous.bytes);
            let cue_inside =
                previous.cue.is_some_and(|it| it.start >= previous.bytes.end && it.end <= bytes.start);
            let ends = gap.trim_end().ends_with('.');
            if one_block && cue_inside && !ends && gap.len() < 120 && gap.trim_end().ends_with(',') {
                previous.parts.push(inner);
                previous.bytes.end = bytes.end;
                return;
            }
        }
        let speaker = self.speaker(block, bytes, cue).or_else(|| self.beside(block, bytes));
        let opens = self.text.blocks[block].bytes.start == bytes.start;
        let whole = self.text.text[inner.start..inner.end].ends_with(['.', ',', '!', '?', '…']) || opens;
        let form = if whole { Form::Direct } else { Form::Mixed };
        quoted.push(Quoted {
            form,
            bytes,
            parts: vec![inner],
            speaker,
            cue: cue.map(|it| self.text.tokens[it].bytes),
            same_as: None,
        });
    }
}

/// Leaves white space at the ends out.
fn trim(text: &str, bytes: Bytes) -> Bytes {
    let words = bytes.of(text);
    let start = bytes.start + (words.len() - words.trim_start().len());
    Bytes::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use crate::read::sentences;

    /// Words and speaker of each quotation.
    fn said(text: &str) -> Vec<(String, String)> {
        let reading = sentences(text);
        let name =
            |it: &comity_model::Quotation| it.speaker.as_ref().map_or(String::new(), |it| it.name.clone());
        reading.quotations.iter().map(|it| (it.text.clone(), name(it))).collect()
    }

    fn one(words: &str, speaker: &str) -> Vec<(String, String)> {
        vec![(words.to_owned(), speaker.to_owned())]
    }

    #[test]
    fn speakers_by_name_title_and_pronoun() {
        let named = "President Ana Ruiz spoke. \"We are open to all of them,\" ";
        assert_eq!(said(&format!("{named}Ruiz said.")), one("We are open to all of them,", "Ana Ruiz"));
        assert_eq!(
            said(&format!("{named}the President said.")),
            one("We are open to all of them,", "Ana Ruiz")
        );
        assert_eq!(said(&format!("{named}she said.")), one("We are open to all of them,", "Ana Ruiz"));
    }

    #[test]
    fn a_shorter_title_is_the_same_office() {
        let found =
            said("Foreign Minister Ana Ruiz spoke.\n\n\"It is not planned by us,\" said the minister.");
        assert_eq!(found, one("It is not planned by us,", "Ana Ruiz"));
    }

    #[test]
    fn a_statement_speaks_for_who_issued_it() {
        let found = said("The OTS met on Friday.\n\n\"The members stand together,\" the statement says.");
        assert_eq!(found, one("The members stand together,", "OTS"));
    }

    #[test]
    fn a_mark_never_closed_shifts_nothing() {
        let found =
            said("He called it \"a new page.\n\n\"We are open to all of them,\" President Ana Ruiz said.");
        assert!(
            found.contains(&("We are open to all of them,".to_owned(), "Ana Ruiz".to_owned())),
            "{found:?}"
        );
    }

    #[test]
    fn marks_of_one_glyph_are_nested() {
        let found = said("\"We open the \"Plus\" format for all of them,\" President Ana Ruiz said.");
        assert_eq!(found, one("We open the \"Plus\" format for all of them,", "Ana Ruiz"));
    }
}
