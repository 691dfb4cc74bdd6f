//! All that was taken from one document.

use serde::{Deserialize, Serialize};

use crate::{Claim, Frame, Meeting, OfficeHeld, Quotation, Span};

/// Something a user of the reading should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Kebab-case code.
    pub code: String,
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// Where, if anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// All that was taken from one document. Never an error: any text gives a reading, perhaps empty, perhaps with notes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What the document says of itself.
    pub document: Frame,
    /// Meetings.
    pub meetings: Vec<Meeting>,
    /// Offices.
    pub offices: Vec<OfficeHeld>,
    /// Quotations.
    pub quotations: Vec<Quotation>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Notes.
    pub notes: Vec<Note>,
}
