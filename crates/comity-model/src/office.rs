//! Persons, the offices a document gives them, and meetings.

use serde::{Deserialize, Serialize};

use crate::{PartyRef, Span, When};

/// A person, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// `person:<name in kebab-case>`.
    pub id: String,
    /// Longest form of the name in the document.
    pub name: String,
}

/// That a document gives a person an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeHeld {
    /// Who.
    pub person: Person,
    /// The office, in English where the atlas knows it, else as written.
    pub office: String,
    /// State, organisation or body: an id, or the name as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Where the text says so.
    pub span: Span,
}

/// A meeting that the text asserts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// Id within the reading: `m1`, `m2`, …
    pub id: String,
    /// The organisation's id, where it is known.
    pub org: Option<String>,
    /// The body's id, where it is known.
    pub body: Option<String>,
    /// As the text calls it.
    pub name: String,
    /// Where it meets.
    pub place: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country of the place, as `state:TJ`, where the text or the atlas gives it.
    pub country: Option<String>,
    /// When.
    pub when: Option<When>,
    /// Where the text names it.
    pub span: Span,
    /// Another meeting of the reading that this probably is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// Host, where the text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<PartyRef>,
}
