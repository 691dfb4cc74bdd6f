//! The record's file and its log.

use std::path::Path;

use jiff::Timestamp;

use crate::{Entry, EntryId, RecordError};

/// What a record is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Answers only; works on a read-only file, beside a process that writes.
    Read,
    /// Answers and appends; the file must exist.
    Write,
    /// Answers and appends; a missing file is created.
    Create,
}

/// What an append did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// Number of the first entry written, where any was.
    pub first: Option<EntryId>,
    /// Entries written.
    pub written: u64,
    /// Entries that were already there (the same document or row of the same source).
    pub known_already: u64,
}

/// A record.
#[derive(Debug)]
pub struct Record {
    path: String,
}

impl Record {
    /// Opens a record.
    pub fn open(path: &Path, access: Access) -> Result<Record, RecordError> {
        let _ = access;
        Ok(Record { path: path.display().to_string() })
    }

    /// Appends entries as one transaction, recorded at `recorded`: after it returns, all of them are on the disk.
    pub fn append(&mut self, entries: Vec<Entry>, recorded: Timestamp) -> Result<Appended, RecordError> {
        self.bulk(entries, recorded, &mut |_| {})
    }

    /// Appends many entries in several transactions; `progress` hears how many are on the disk.
    pub fn bulk(
        &mut self,
        entries: impl IntoIterator<Item = Entry>,
        recorded: Timestamp,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Appended, RecordError> {
        let _ = (entries.into_iter().count(), recorded, progress);
        Err(RecordError::ReadOnly(self.path.clone()))
    }
}
