//! Statements and sketches on their way into the tables. A B-tree takes what lies together much faster than what lies
//! anywhere, so they are kept until a transaction ends or many have come, and go in in the tables' own order.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use rusqlite::{Connection, params};

use crate::EntryId;
use crate::cluster::Candidate;
use crate::days::{DayNumber, Days};
use crate::word::{Spread, WordId};

/// Statements kept at most.
const KEPT: usize = 100_000;

/// A row of the table of statements; one that is kept is not void.
pub(crate) struct StatementRow {
    pub(crate) entry: EntryId,
    pub(crate) form: i64,
    pub(crate) org: WordId,
    pub(crate) party: Option<WordId>,
    pub(crate) body: Option<WordId>,
    pub(crate) kind: WordId,
    pub(crate) class: Option<WordId>,
    pub(crate) standing: Option<WordId>,
    pub(crate) object: Option<String>,
    pub(crate) stage: WordId,
    pub(crate) stance: WordId,
    pub(crate) from: Option<Days>,
    pub(crate) until: Option<Days>,
    pub(crate) on: Option<Days>,
    pub(crate) seen: Option<Days>,
    pub(crate) known: DayNumber,
    pub(crate) source: i64,
    pub(crate) act: EntryId,
    pub(crate) cluster: Option<i64>,
    pub(crate) unverified: bool,
    pub(crate) provisional: bool,
}

/// What is kept.
#[derive(Default)]
pub(crate) struct Pending {
    /// In the order of the log.
    rows: Vec<StatementRow>,
    /// Where in `rows` those of a cluster are, in the order of the log.
    clusters: HashMap<i64, Vec<u32>, BuildHasherDefault<Spread>>,
    sketches: Vec<(i64, EntryId)>,
}

impl Pending {
    pub(crate) fn push(&mut self, row: StatementRow) {
        if let Some(cluster) = row.cluster {
            self.clusters.entry(cluster).or_default().push(self.rows.len() as u32);
        }
        self.rows.push(row);
    }

    pub(crate) fn sketch(&mut self, hash: i64, document: EntryId) {
        self.sketches.push((hash, document));
    }

    /// Whether it is time to write them.
    pub(crate) fn is_full(&self) -> bool {
        self.rows.len() >= KEPT || self.sketches.len() >= KEPT
    }

    /// The act of an entry that is kept; may be set.
    pub(crate) fn act(&mut self, entry: EntryId) -> Option<&mut EntryId> {
        let at = self.rows.binary_search_by_key(&entry, |it| it.entry).ok()?;
        Some(&mut self.rows[at].act)
    }

    /// Claims of a cluster, the earliest first.
    pub(crate) fn candidates(&self, cluster: i64) -> impl ExactSizeIterator<Item = Candidate> {
        self.clusters.get(&cluster).map_or(&[][..], Vec::as_slice).iter().map(|at| {
            let row = &self.rows[*at as usize];
            Candidate { act: row.act, object: row.object.clone(), on: row.on, from: row.from }
        })
    }

    /// Writes what is kept.
    pub(crate) fn flush(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.clusters.clear();
        // By organisation in the table and, within each, in the index of clusters.
        self.rows.sort_unstable_by_key(|it| (it.org, it.cluster, it.kind, it.entry));
        let mut insert = connection.prepare_cached(INSERT)?;
        for row in self.rows.drain(..) {
            row.write(&mut insert)?;
        }
        self.sketches.sort_unstable();
        let mut insert =
            connection.prepare_cached("INSERT OR IGNORE INTO sketch(hash, document) VALUES (?1, ?2)")?;
        for (hash, document) in self.sketches.drain(..) {
            insert.execute(params![hash, document])?;
        }
        Ok(())
    }
}

const INSERT: &str = "INSERT INTO statement(entry, form, org, party, body, kind, class, standing, object, stage, stance,
    from_a, from_b, until_a, until_b, on_a, on_b, known, source, act, cluster, unverified, seen_a, seen_b, provisional)
  VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25)";

impl StatementRow {
    fn write(&self, insert: &mut rusqlite::Statement<'_>) -> rusqlite::Result<()> {
        let first = |days: Option<Days>| days.map(|it| it.first);
        let last = |days: Option<Days>| days.map(|it| it.last);
        insert.execute(params![
            self.entry,
            self.form,
            self.org,
            self.party,
            self.body,
            self.kind,
            self.class,
            self.standing,
            self.object,
            self.stage,
            self.stance,
            first(self.from),
            last(self.from),
            first(self.until),
            last(self.until),
            first(self.on),
            last(self.on),
            self.known,
            self.source,
            self.act,
            self.cluster,
            self.unverified,
            first(self.seen),
            last(self.seen),
            self.provisional,
        ])?;
        Ok(())
    }
}
