//! The record: an append-only log of entries with three clocks, and answers as of a day.
//!
//! - **on**: the day in the world that an answer is about.
//! - **known**: the day from which a source let one know it.
//! - **recorded**: the instant at which this record took the entry in.
//!
//! One record is one SQLite file. Entries are only ever added, each with the hash of the one before; everything else in
//! the file is derived from them. This crate knows no language and no pack: it takes a [`comity_model::Reading`].

mod amend;
pub mod answer;
mod bloom;
mod bulk;
mod by_source;
mod cluster;
mod days;
mod entry;
mod error;
mod heard;
mod held;
mod load;
mod log;
mod pending;
mod policy;
mod ready;
mod recent;
mod resolve;
mod shelf;
mod sketch;
mod spell;
mod statement;
mod store;
mod take;
mod term;
mod verify;
mod views;
mod word;
mod writer;

pub use amend::AmendError;
pub use answer::{Names, NoNames, Question};
pub use entry::{Body, Entry, EntryId, Filing, LinkMade, Source, SourceKind};
pub use error::RecordError;
pub use held::{Holder, Holding, Shown, Standings};
pub use log::{Access, Appended, Record};
pub use policy::{Policy, Publisher, Rank};
pub use recent::Recent;
pub use shelf::Side;
pub use statement::StatementForm;
pub use take::TakenIn;
pub use verify::{Flaw, Verified};
