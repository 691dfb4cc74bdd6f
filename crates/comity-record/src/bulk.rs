//! Many entries in several transactions: what the log needs of them is made ready in one thread and written in another,
//! and a third brings it to the disk while the next are written.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, Scope};

use jiff::Timestamp;

use crate::bloom::Clusters;
use crate::ready::Ahead;
use crate::{Appended, Entry, Record, RecordError, store};

/// Entries that become durable together.
const BATCH: usize = 100_000;

/// Bytes beside the file after which writing waits until they are in it.
const BESIDE: u64 = 512 << 20;

/// Transactions that wait to be brought to the disk, at most.
const WAITING: usize = 16;

impl Record {
    /// Appends many entries in several transactions; `progress` hears how many are on the disk. After it returns, all are.
    pub fn bulk(
        &mut self,
        entries: impl IntoIterator<Item = Entry>,
        recorded: Timestamp,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Appended, RecordError> {
        self.bulk_by(BATCH, entries, recorded, progress)
    }

    /// [`Record::bulk`] with at most `batch` entries in a transaction.
    pub fn bulk_by(
        &mut self,
        batch: usize,
        entries: impl IntoIterator<Item = Entry>,
        recorded: Timestamp,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Appended, RecordError> {
        let mut appended = Appended::default();
        let mut clusters = None;
        let file = self.inner().connection.path().filter(|it| !it.is_empty()).map(PathBuf::from);
        std::thread::scope(|scope| {
            let mut ready = Ahead::new(scope, entries.into_iter());
            let mut write = |appended: &mut Appended, settled: bool| {
                let bulk = Bulk { clusters: &mut clusters, settled };
                self.write(&mut ready, batch.max(1), recorded, appended, Some(bulk))
            };
            // The first transaction is on the disk when it ends, as any append; few come with more than one.
            if !write(&mut appended, false)? {
                return Ok(());
            }
            progress(appended.count());
            let Some(mut settler) = file.and_then(|file| Settler::start(scope, file)) else {
                while write(&mut appended, false)? {
                    progress(appended.count());
                }
                return Ok(());
            };
            let mut all = || -> Result<(), RecordError> {
                while write(&mut appended, true)? {
                    settler.committed(appended.count(), progress)?;
                }
                Ok(())
            };
            let done = all();
            // Also what was committed before an entry that is refused.
            done.and(settler.finish(appended.count(), progress))
        })?;
        progress(appended.count());
        Ok(appended)
    }
}

/// How one of many transactions is written.
pub(crate) struct Bulk<'b> {
    pub(crate) clusters: &'b mut Option<Clusters>,
    /// Whether a [`Settler`] brings it to the disk.
    pub(crate) settled: bool,
}

/// What a [`Settler`] has done.
enum Settled {
    /// So many entries are on the disk, in the file or beside it.
    OnDisk(u64),
    /// What was beside the file is in it, but for what readers of older states still need beside it.
    InFile,
}

/// Brings what was committed to the disk and into the file, in a thread of its own.
struct Settler {
    to: Option<SyncSender<u64>>,
    from: Receiver<Result<Settled, RecordError>>,
    /// Where commits are gathered beside the file.
    gathered: PathBuf,
    /// Transactions of which one has not heard yet that they are in the file.
    waiting: usize,
}

impl Settler {
    /// None where no thread, or no second connection, is to be had.
    fn start<'s>(scope: &'s Scope<'s, '_>, file: PathBuf) -> Option<Settler> {
        let connection = store::second(&file).ok()?;
        let gathered = store::gathered(&file);
        let (to, committed) = sync_channel::<u64>(WAITING);
        let (done, from) = sync_channel(2 * WAITING);
        let beside = gathered.clone();
        let work = move || {
            let name = file.display().to_string();
            for count in committed {
                let synced = store::sync(&beside).map_err(|it| store::explain_io(&name, &it));
                let failed = synced.is_err();
                if done.send(synced.map(|()| Settled::OnDisk(count))).is_err() || failed {
                    return;
                }
                let moved = store::checkpoint(&connection).map_err(|it| store::explain(&name, &it));
                if done.send(moved.map(|()| Settled::InFile)).is_err() {
                    return;
                }
            }
        };
        Builder::new().spawn_scoped(scope, work).ok()?;
        Some(Settler { to: Some(to), from, gathered, waiting: 0 })
    }

    /// Hands on that so many entries are committed, and tells `progress` how many are on the disk. Waits where too much is
    /// gathered beside the file.
    fn committed(&mut self, count: u64, progress: &mut dyn FnMut(u64)) -> Result<(), RecordError> {
        if let Some(to) = &self.to
            && to.send(count).is_ok()
        {
            self.waiting += 1;
        }
        while let Ok(it) = self.from.try_recv() {
            self.hear(it?, progress);
        }
        let much = std::fs::metadata(&self.gathered).is_ok_and(|it| it.len() > BESIDE);
        if self.waiting >= WAITING || much { self.wait(progress) } else { Ok(()) }
    }

    fn hear(&mut self, it: Settled, progress: &mut dyn FnMut(u64)) {
        match it {
            Settled::OnDisk(count) => progress(count),
            Settled::InFile => self.waiting -= 1,
        }
    }

    /// Waits until all that was committed is on the disk and in the file.
    fn wait(&mut self, progress: &mut dyn FnMut(u64)) -> Result<(), RecordError> {
        while self.waiting > 0
            && let Ok(it) = self.from.recv()
        {
            self.hear(it?, progress);
        }
        Ok(())
    }

    /// Waits until `count` entries are on the disk.
    fn finish(mut self, count: u64, progress: &mut dyn FnMut(u64)) -> Result<(), RecordError> {
        self.committed(count, progress)?;
        self.to = None;
        self.wait(progress)
    }
}
