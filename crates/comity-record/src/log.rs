//! The log: entries go in, each with the hash of the one before.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

use crate::answer::Proofs;
use crate::bulk::Bulk;
use crate::policy::{Known, Ranking};
use crate::ready::{Maker, Ready};
use crate::shelf::Shelf;
use crate::word::Words;
use crate::writer::Writer;
use crate::{Entry, EntryId, Policy, RecordError, store};

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
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Appended {
    /// Number of the first entry written, where any was.
    pub first: Option<EntryId>,
    /// Entries written, links to acts among them.
    pub written: u64,
    /// Entries that were already there (the same document or row of the same source).
    pub known_already: u64,
}

impl Appended {
    /// Entries taken: written, or there already.
    pub(crate) fn count(&self) -> u64 {
        self.written + self.known_already
    }
}

/// A record.
///
/// Answers may be asked from several threads; an append needs the record for itself. Another process may read the
/// file at any time, and one at a time may write.
#[derive(Debug)]
pub struct Record {
    pub(crate) path: String,
    pub(crate) policy: Arc<Policy>,
    pub(crate) ranking: Ranking,
    inner: Mutex<Inner>,
    pub(crate) shelf: Arc<RwLock<Shelf>>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) connection: Connection,
    pub(crate) words: Words,
    pub(crate) sources: HashMap<i64, Arc<Known>>,
    pub(crate) proofs: Proofs,
}

impl Record {
    /// Opens a record.
    pub fn open(path: &Path, access: Access) -> Result<Record, RecordError> {
        Ok(Record::of(store::open(path, access)?, path.display().to_string()))
    }

    /// Another connection for reading the same file by the same policy, so that two threads need not wait for each other;
    /// what is held in memory they share.
    pub fn beside(&self) -> Result<Record, RecordError> {
        let mut record = Record::open(Path::new(&self.path), Access::Read)?;
        record.policy = Arc::clone(&self.policy);
        record.ranking = self.ranking.clone();
        record.shelf = Arc::clone(&self.shelf);
        Ok(record)
    }

    /// A record that lies in memory only and is gone when it is dropped; `name` stands for its path in messages.
    pub fn in_memory(name: &str) -> Result<Record, RecordError> {
        let connection = store::beside().map_err(|it| store::explain(name, &it))?;
        Ok(Record::of(connection, name.to_owned()))
    }

    fn of(connection: Connection, path: String) -> Record {
        let inner =
            Inner { connection, words: Words::default(), sources: HashMap::new(), proofs: Proofs::default() };
        Record {
            path,
            policy: Arc::default(),
            ranking: Ranking::new(&Policy::default()),
            inner: Mutex::new(inner),
            shelf: Shelf::shared(),
        }
    }

    /// Takes another preference policy for questions that bring none.
    pub fn with_policy(mut self, policy: Policy) -> Record {
        self.ranking = Ranking::new(&policy);
        self.policy = Arc::new(policy);
        self.shelf = Shelf::shared();
        self
    }

    /// The preference policy for questions that bring none.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Entries in the log.
    pub fn len(&self) -> Result<EntryId, RecordError> {
        self.inner().len().map_err(|it| self.explain(&it))
    }

    /// Whether the log has no entry yet.
    pub fn is_empty(&self) -> Result<bool, RecordError> {
        Ok(self.len()? == 0)
    }

    pub(crate) fn inner(&self) -> MutexGuard<'_, Inner> {
        // What a panicking thread left behind is at worst a cache that lacks words.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn explain(&self, error: &rusqlite::Error) -> RecordError {
        store::explain(&self.path, error)
    }

    /// Appends entries as one transaction, recorded at `recorded`: after it returns, all of them are on the disk.
    pub fn append(&mut self, entries: Vec<Entry>, recorded: Timestamp) -> Result<Appended, RecordError> {
        let mut appended = Appended::default();
        let mut maker = Maker::default();
        let mut entries = entries.into_iter().map(|it| maker.ready(it));
        self.write(&mut entries, usize::MAX, recorded, &mut appended, None)?;
        Ok(appended)
    }

    /// One transaction of at most `limit` entries; whether there may be more.
    pub(crate) fn write(
        &mut self,
        entries: &mut dyn Iterator<Item = Result<Box<Ready>, RecordError>>,
        limit: usize,
        recorded: Timestamp,
        appended: &mut Appended,
        bulk: Option<Bulk<'_>>,
    ) -> Result<bool, RecordError> {
        let path = self.path.clone();
        let inner = self.inner.get_mut().unwrap_or_else(PoisonError::into_inner);
        let fail = |error: rusqlite::Error| store::explain(&path, &error);
        let mut done = appended.clone();
        let settled = bulk.as_ref().is_some_and(|it| it.settled);
        let result = (|| {
            store::commits(&inner.connection, settled).map_err(fail)?;
            let transaction =
                inner.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fail)?;
            let mut writer = Writer::begin(&transaction, &mut inner.words, &path, recorded).map_err(fail)?;
            if let Some(bulk) = bulk {
                writer.know(bulk.clusters, done.count()).map_err(fail)?;
            }
            let mut taken = 0;
            while taken < limit {
                let Some(ready) = entries.next() else { break };
                taken += 1;
                match writer.write(ready?)? {
                    Some(seq) => {
                        done.first.get_or_insert(seq);
                    }
                    None => done.known_already += 1,
                }
            }
            done.written += writer.finish().map_err(fail)?;
            transaction.commit().map_err(fail)?;
            Ok(taken == limit)
        })();
        match &result {
            Ok(_) => *appended = done,
            Err(_) => inner.words.forget(),
        }
        result
    }
}
