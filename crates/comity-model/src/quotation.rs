//! Words of a speaker.

use serde::{Deserialize, Serialize};

use crate::Span;

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// In quotation marks, as a whole.
    Direct,
    /// Retold ("said that …").
    Indirect,
    /// Quoted words inside a retold sentence.
    Mixed,
}

/// Kind of speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// A person or organisation by name.
    Named,
    /// By an office or role only.
    Role,
    /// "A source", "officials".
    Anonymous,
    /// The document itself.
    Narrator,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Kind of speaker.
    pub kind: SpeakerKind,
    /// Id, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name in full, as first written in the document, or the role as written.
    pub name: String,
    /// The words beside the quotation that name the speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// The word that introduces or closes a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// Words of a speaker. The span includes the quotation marks; `text` does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Id within the reading: `q1`, `q2`, …
    pub id: String,
    /// Direct, indirect or mixed.
    pub form: Form,
    /// Where, marks included.
    pub span: Span,
    /// The words, marks left out; parts split by the cue are joined by one space.
    pub text: String,
    /// Who speaks, where it can be known.
    pub speaker: Option<Speaker>,
    /// The cue.
    pub cue: Option<Cue>,
    /// The same utterance quoted elsewhere in the document, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// Further parts of a quotation that its cue splits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Span>,
}
