//! A document, and what its frame (header, byline, credits) says.

use serde::{Deserialize, Serialize};

use crate::{Day, Span};

/// An immutable source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where it was found: a path or an address, as the caller gives it.
    pub path: String,
    /// The text, as it stands.
    pub text: String,
    /// `sha256:…` of the bytes it was made of.
    pub digest: String,
    /// Language by ISO 639-1, where the caller knows it.
    pub lang: Option<String>,
    /// Day of publication, where the caller knows it.
    pub published_on: Option<Day>,
}

/// A name at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The name as written.
    pub name: String,
    /// Id, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A credit under a picture; never a source of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// `photo`, `video`, …
    pub kind: String,
    /// Who is credited.
    pub name: String,
    /// Where.
    pub span: Span,
}

/// Publication time as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// EDTF: a day, or a day with a floating time `2025-10-10T15:28` (no zone is ever assumed).
    pub edtf: String,
    /// Where it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Published {
    /// The calendar day.
    pub fn day(&self) -> Option<Day> {
        Day::parse(&self.edtf).ok()
    }
}

/// What the document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// Path as given.
    pub path: String,
    /// Digest as given.
    pub digest: String,
    /// Language by ISO 639-1; empty when unknown.
    pub lang: String,
    /// Headline.
    pub title: Option<String>,
    /// Publication time as printed, or the capture day where nothing is printed.
    pub published: Option<Published>,
    /// Who published it.
    pub publisher: Option<Named>,
    /// Bylines.
    pub authors: Vec<String>,
    /// Textual sources, nearest first ("Kazinform cites Akorda").
    pub sources: Vec<Named>,
    /// Credits.
    pub credits: Vec<Credit>,
}
