//! What can go wrong between the record and the disk.

use crate::EntryId;

/// Why the record could not do it. Nothing that was acknowledged before is lost by any of them.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The file is not there.
    #[error("there is no record `{0}`")]
    Missing(String),
    /// The file is something else.
    #[error("`{0}` is not a record of comity")]
    NotARecord(String),
    /// The file was written by a later version.
    #[error("`{path}` has schema {found}, this program knows schemas up to {known}")]
    TooNew {
        /// The record.
        path: String,
        /// Its schema.
        found: i64,
        /// The latest known here.
        known: i64,
    },
    /// The disk is full.
    #[error("the disk is full: nothing of this append is in `{0}`, everything before it is")]
    DiskFull(String),
    /// The file or its folder may not be written.
    #[error("`{0}` may not be written")]
    ReadOnly(String),
    /// Another process holds the file for writing.
    #[error("another process writes to `{0}`")]
    Busy(String),
    /// An entry names an entry that is not there, or of another kind.
    #[error("entry {entry} {reason}")]
    BadTarget {
        /// The entry named.
        entry: EntryId,
        /// What is wrong with it.
        reason: String,
    },
    /// An entry's day cannot be placed: its year is unknown.
    #[error("`{0}` is no day from which something is known; give at least a year")]
    NoKnownDay(String),
    /// A claim names a document that the record does not have.
    #[error("document `{0}` is not in the record; append it before its claims")]
    NoDocument(String),
    /// The words of an entry are not in its document.
    #[error("the words `{words}` do not stand at {start}–{end} of document `{document}`")]
    NotInDocument {
        /// The words.
        words: String,
        /// First code point.
        start: usize,
        /// One past the last.
        end: usize,
        /// Digest of the document.
        document: String,
    },
    /// An entry cannot be written or read as JSON.
    #[error("entry {entry} cannot be read: {reason}")]
    BadEntry {
        /// Its number.
        entry: EntryId,
        /// Why.
        reason: String,
    },
    /// SQLite failed in another way.
    #[error("`{path}`: {reason}")]
    Store {
        /// The record.
        path: String,
        /// What SQLite says.
        reason: String,
    },
}
