//! The record: an append-only log of entries with three clocks, and answers as of a day.
//!
//! - **on**: the day in the world that an answer is about.
//! - **known**: the day from which a source let one know it.
//! - **recorded**: the instant at which this record took the entry in.
//!
//! One record is one SQLite file. Entries are only ever added, each with the hash of the one before; everything else in
//! the file is derived from them. This crate knows no language and no pack: it takes a [`comity_model::Reading`].

mod entry;
mod error;
mod log;

pub use entry::{Body, Entry, EntryId, Filing, LinkMade, Source, SourceKind};
pub use error::RecordError;
pub use log::{Access, Appended, Record};
