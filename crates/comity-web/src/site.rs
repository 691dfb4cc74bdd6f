//! What a server holds: the record, opened several times for reading, the clock, rendered answers, limits, tokens.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use comity::Day;
use comity::record::{Access, Appended, Entry, Recent, Record, RecordError, Side, TakenIn};
use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::cache::Cache;
use crate::limit::Limiter;
use crate::problem::Problem;
use crate::rows::Rows;
use crate::token::Tokens;

/// Bytes of rendered answers that are kept.
const CACHE: usize = 32 << 20;

/// Bytes of written lines that are kept.
const ROWS: usize = 192 << 20;

/// Questions that wait for a reader before more are turned away, for each reader.
const QUEUE: usize = 64;

/// What a server is made of.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The record.
    pub record: PathBuf,
    /// The present instant.
    pub clock: fn() -> Timestamp,
    /// Connections to the record: questions answered at once.
    pub readers: usize,
    /// Questions a second that one client may ask in the long run; none for no limit.
    pub rate: Option<u32>,
    /// The address under which the server is reached, for feeds and exports: `https://example.org`.
    pub origin: String,
    /// The lines of requests, without secrets; none for silence.
    pub log: Option<fn(&str)>,
}

impl Settings {
    /// The settings of a server on this machine.
    pub fn new(record: PathBuf, clock: fn() -> Timestamp) -> Settings {
        let readers = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
        let origin = "http://localhost".to_owned();
        Settings { record, clock, readers, rate: None, origin, log: None }
    }
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// The record cannot be opened.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The shipped policy has a mistake.
    #[error(transparent)]
    Policy(#[from] comity::record::BadPolicy),
    /// The network fails.
    #[error("the server cannot go on: {0}")]
    Network(#[from] std::io::Error),
}

/// The connection that writes.
pub(crate) struct Writer<'a>(MutexGuard<'a, Option<Record>>);

impl Writer<'_> {
    fn record(&mut self) -> Result<&mut Record, Problem> {
        self.0.as_mut().ok_or_else(|| Problem::fault("the record is not open for writing"))
    }

    /// Takes in a document.
    pub(crate) fn take_in(
        &mut self,
        document: &comity::Document,
        reading: &comity::Reading,
        at: Timestamp,
    ) -> Result<TakenIn, Problem> {
        Ok(self.record()?.take_in(document, reading, at)?)
    }

    /// Appends entries.
    pub(crate) fn append(&mut self, entries: Vec<Entry>, at: Timestamp) -> Result<Appended, Problem> {
        Ok(self.record()?.append(entries, at)?)
    }
}

/// A server's state.
#[derive(Debug)]
pub struct Site {
    readers: Vec<Record>,
    next: AtomicUsize,
    watch: Record,
    writer: Mutex<Option<Record>>,
    pub(crate) tokens: Tokens,
    pub(crate) settings: Settings,
    pub(crate) cache: Mutex<Cache>,
    pub(crate) rows: RwLock<Recent<Side, Arc<Rows>>>,
    pub(crate) limiter: Mutex<Limiter>,
    pub(crate) queue: Arc<Semaphore>,
}

impl Site {
    /// Opens the record.
    pub fn open(settings: Settings) -> Result<Site, WebError> {
        let policy = comity::record::policy()?;
        let watch = Record::open(&settings.record, Access::Read)?.with_policy(policy);
        let readers = settings.readers.max(1);
        Ok(Site {
            readers: (0..readers).map(|_| watch.beside()).collect::<Result<_, _>>()?,
            next: AtomicUsize::new(0),
            watch,
            writer: Mutex::new(None),
            tokens: Tokens::beside(&settings.record),
            cache: Mutex::new(Cache::new(CACHE)),
            rows: RwLock::new(Recent::new(ROWS)),
            limiter: Mutex::new(Limiter::new(settings.rate)),
            queue: Arc::new(Semaphore::new(readers * QUEUE)),
            settings,
        })
    }

    /// One of the connections, each in turn.
    pub(crate) fn record(&self) -> &Record {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        &self.readers[n % self.readers.len()]
    }

    /// The connection that writes, one at a time; opened when somebody writes first.
    pub(crate) fn writer(&self) -> Result<Writer<'_>, RecordError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.is_none() {
            let policy = self.watch.policy().clone();
            *writer = Some(Record::open(&self.settings.record, Access::Write)?.with_policy(policy));
        }
        Ok(Writer(writer))
    }

    /// Entries of the record: what an answer drawn now is as of. What they say anew is no longer held in memory then.
    pub(crate) fn head(&self) -> Result<u64, RecordError> {
        self.watch.refresh()
    }

    /// The present instant.
    pub(crate) fn now(&self) -> Timestamp {
        (self.settings.clock)()
    }

    /// Today, in UTC.
    pub(crate) fn today(&self) -> Day {
        let date = self.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        Day::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
    }

    pub(crate) fn cached(&self) -> MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
