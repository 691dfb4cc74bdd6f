//! The words of comity as plain types.
//!
//! Everything here is data with public fields: documents, spans, evidence, claims, quotations, days, diagnostics.
//! Nothing here knows a disk, a clock or a network, and nothing here knows a human language.
//! Serialised, a [`Reading`] is the contract that `comity read --format ndjson` keeps.

mod act;
mod claim;
mod day;
mod diagnostic;
mod document;
mod office;
mod party;
mod quotation;
mod reading;
mod span;

pub use act::{Act, Apart, Cells, ChairHeld, Coverage, Foundation, How, Says, Seen, StandingHeld};
pub use claim::{Claim, Kind, Link, Relation, RoleName, RoleWords, Stage, Stance, When, WhenBasis};
pub use day::{Day, DayError};
pub use diagnostic::{Diagnostic, Label, Place, Severity};
pub use document::{Credit, Document, Frame, Named, Published};
pub use office::{Meeting, OfficeHeld, Person};
pub use party::{Agent, Class, PartyRef, Status};
pub use quotation::{Cue, Form, Quotation, Speaker, SpeakerKind};
pub use reading::{Note, Reading};
pub use span::{Evidence, OffsetMap, Span};
