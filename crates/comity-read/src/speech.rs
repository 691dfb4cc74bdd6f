//! Speech: quotations, their cues and speakers.

use comity_atlas::Atlas;
use comity_model::{Form, SpeakerKind};

use crate::mention::Mention;
use crate::pack::Pack;
use crate::person::People;
use crate::text::{Bytes, Text};

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
pub(crate) fn find(text: &Text<'_>, mentions: &[Mention], people: &People, atlas: &Atlas, pack: &Pack) -> Vec<Quoted> {
    let _ = (text, mentions, people, atlas, pack);
    Vec::new()
}
