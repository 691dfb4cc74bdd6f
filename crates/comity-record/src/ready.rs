//! Entries made ready for the log: all that needs no look into the record, so that another thread can do it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, Scope};

use comity_model::Day;
use sha2::{Digest, Sha256};

use crate::days::DayNumber;
use crate::statement::Statement;
use crate::{Body, Entry, RecordError, Source, cluster, sketch, views};

/// Entries that go to the other thread together, and come back so.
const PORTION: usize = 1_000;

/// Portions that lie ready, or wait to be made so.
const AHEAD: usize = 8;

/// What the views need of an entry, apart from its number.
pub(crate) struct Made {
    /// What it says of an act or a standing; its entry, act and source are not filled yet.
    pub(crate) statement: Option<Statement>,
    /// What must be equal for two claims to be about one act.
    pub(crate) cluster: Option<cluster::Key>,
    /// The sketch of a document's text.
    pub(crate) sketch: BTreeSet<i64>,
}

impl Made {
    pub(crate) fn of(known: DayNumber, body: &Body) -> Made {
        let statement = Statement::of(0, 0, known, body);
        let cluster = statement.as_ref().and_then(cluster::Key::of);
        let sketch = match body {
            Body::Document { text, .. } => sketch::of(text),
            _ => BTreeSet::new(),
        };
        Made { statement, cluster, sketch }
    }
}

/// An entry with its JSON and the digest of what it says.
pub(crate) struct Ready {
    pub(crate) entry: Entry,
    pub(crate) known: DayNumber,
    pub(crate) day: String,
    pub(crate) source: Arc<str>,
    pub(crate) body: String,
    pub(crate) content: [u8; 32],
    pub(crate) made: Made,
}

impl Ready {
    /// Makes an entry ready; `text` is the JSON of its source.
    pub(crate) fn new(
        source: Arc<Source>,
        known: Day,
        body: Body,
        text: Arc<str>,
    ) -> Result<Box<Ready>, RecordError> {
        let number = views::known_from(known).ok_or_else(|| RecordError::NoKnownDay(known.to_string()))?;
        let json = serde_json::to_string(&body).map_err(|it| bad(&it))?;
        let day = known.to_string();
        let content = content(&text, &day, &json);
        let made = Made::of(number, &body);
        let entry = Entry { source, known, body };
        Ok(Box::new(Ready { entry, known: number, day, source: text, body: json, content, made }))
    }
}

/// Makes entries ready, one after the other; entries of one source share its text.
#[derive(Default)]
pub(crate) struct Maker {
    last: Option<(Arc<Source>, Arc<str>)>,
}

impl Maker {
    pub(crate) fn ready(&mut self, it: Entry) -> Result<Box<Ready>, RecordError> {
        let text = self.source(&it.source)?;
        Ready::new(it.source, it.known, it.body, text)
    }

    fn source(&mut self, source: &Arc<Source>) -> Result<Arc<str>, RecordError> {
        if let Some((last, text)) = &self.last
            && (Arc::ptr_eq(last, source) || last == source)
        {
            return Ok(Arc::clone(text));
        }
        let text: Arc<str> = serde_json::to_string(&**source).map_err(|it| bad(&it))?.into();
        self.last = Some((Arc::clone(source), Arc::clone(&text)));
        Ok(text)
    }
}

fn bad(error: &serde_json::Error) -> RecordError {
    RecordError::BadEntry { entry: 0, reason: error.to_string() }
}

/// The digest of what an entry says.
pub(crate) fn content(source: &str, known: &str, body: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in [source, known, body] {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part.as_bytes());
    }
    digest.finalize().into()
}

/// Entries in their order, made ready in another thread while the one before is written.
pub(crate) struct Ahead<I> {
    entries: I,
    ready: std::vec::IntoIter<Result<Box<Ready>, RecordError>>,
    sent: usize,
    /// None where everything is done in this thread: few entries, or no thread to be had.
    other: Option<Other>,
    maker: Maker,
}

struct Other {
    to: Option<SyncSender<Vec<Entry>>>,
    from: Receiver<Vec<Result<Box<Ready>, RecordError>>>,
}

impl<I: Iterator<Item = Entry>> Ahead<I> {
    pub(crate) fn new<'s, 'e>(scope: &'s Scope<'s, 'e>, mut entries: I) -> Ahead<I> {
        let mut maker = Maker::default();
        let first: Vec<Entry> = entries.by_ref().take(PORTION).collect();
        let other = if first.len() == PORTION { Other::start(scope) } else { None };
        let ready: Vec<_> = first.into_iter().map(|it| maker.ready(it)).collect();
        Ahead { entries, ready: ready.into_iter(), sent: 0, other, maker }
    }

    /// Sends portions until enough are under way or there are no more.
    fn send(&mut self) {
        let Some(other) = &mut self.other else { return };
        while let Some(to) = &other.to
            && self.sent < AHEAD
        {
            let portion: Vec<Entry> = self.entries.by_ref().take(PORTION).collect();
            let last = portion.len() < PORTION;
            if !portion.is_empty() && to.send(portion).is_ok() {
                self.sent += 1;
            }
            if last {
                other.to = None;
            }
        }
    }
}

impl<I: Iterator<Item = Entry>> Iterator for Ahead<I> {
    type Item = Result<Box<Ready>, RecordError>;

    fn next(&mut self) -> Option<Result<Box<Ready>, RecordError>> {
        loop {
            if let Some(ready) = self.ready.next() {
                return Some(ready);
            }
            if self.other.is_none() {
                return self.entries.next().map(|it| self.maker.ready(it));
            }
            self.send();
            if self.sent == 0 {
                return None;
            }
            self.sent -= 1;
            self.ready = self.other.as_ref()?.from.recv().ok()?.into_iter();
        }
    }
}

impl Other {
    fn start<'s>(scope: &'s Scope<'s, '_>) -> Option<Other> {
        let (to, entries) = sync_channel::<Vec<Entry>>(AHEAD);
        let (made, from) = sync_channel(AHEAD);
        let work = move || {
            let mut maker = Maker::default();
            for portion in entries {
                let ready: Vec<_> = portion.into_iter().map(|it| maker.ready(it)).collect();
                if made.send(ready).is_err() {
                    return;
                }
            }
        };
        Builder::new().spawn_scoped(scope, work).ok()?;
        Some(Other { to: Some(to), from })
    }
}
