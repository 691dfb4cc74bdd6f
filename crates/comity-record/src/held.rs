//! The held view: standings of an organisation, or of a party, as sorted arrays in memory.
//!
//! Loaded when first asked for, dropped when the log says something new about them. An answer is a binary search and a
//! scan of four days a row.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use comity_model::{Class, Day, Stage};
use rusqlite::params;

use crate::days::{DayNumber, Days, FUTURE, PAST};
use crate::load::{self, Of};
use crate::log::Inner;
use crate::policy::Ranking;
use crate::resolve::{self, Line};
use crate::spell::Voice;
use crate::statement::Statement;
use crate::{EntryId, Record, RecordError, word};

/// Whose standings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// All parties of an organisation.
    Org(String),
    /// All organisations of a party.
    Party(String),
}

impl Side {
    /// The organisation or party.
    pub(crate) fn id(&self) -> &str {
        match self {
            Side::Org(id) | Side::Party(id) => id,
        }
    }
}

/// What is in memory.
#[derive(Debug, Default)]
pub(crate) struct Held {
    upto: EntryId,
    sides: HashMap<Side, Arc<Standings>>,
}

/// New entries after which everything is dropped instead of looking for what they touch.
const MANY: EntryId = 10_000;

/// Standings of one organisation or party, ready to answer for any day.
#[derive(Debug, Default)]
pub struct Standings {
    /// Sorted by the first day on which they show.
    keys: Vec<Key>,
    rows: Vec<Packed>,
    names: Vec<Arc<str>>,
    support: Vec<EntryId>,
    /// What they are made of, by entry: an answer names its sources without a look into the file.
    statements: Vec<Statement>,
}

/// The days for which a row is an answer; both ranges half-open.
#[derive(Clone, Copy, Debug)]
struct Key {
    on: (DayNumber, DayNumber),
    known: (DayNumber, DayNumber),
    /// First day on which it can hold; never, for what was not reached.
    begin: DayNumber,
    other: u32,
}

/// A row without its days of validity.
#[derive(Clone, Copy, Debug)]
struct Packed {
    other: u32,
    standing: u32,
    support: u32,
    supports: u32,
    carriers: u32,
    since: DayNumber,
    from: Option<Days>,
    until: Option<Days>,
    class: Option<Class>,
    stage: Stage,
    pending: bool,
    disputed: bool,
    unverified: bool,
    provisional: bool,
}

/// Who holds a standing: as little as a look-up needs, the rest on demand.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'h> {
    standings: &'h Standings,
    number: u32,
    row: u32,
}

impl<'h> Holder<'h> {
    /// Number of the party among these standings.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The party, or for a party's standings the organisation.
    pub fn name(&self) -> &'h str {
        &self.standings.names[self.number as usize]
    }

    /// The standing with its days, stage and sources.
    pub fn holding(&self) -> Holding<'h> {
        self.standings.holding(&self.standings.rows[self.row as usize])
    }
}

/// One standing of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Holding<'h> {
    /// The party, or for a party's standings the organisation.
    pub other: &'h str,
    /// The standing as the organisation calls it.
    pub standing: &'h str,
    /// Its normal form.
    pub class: Option<Class>,
    /// How far it has come.
    pub stage: Stage,
    /// Not decided yet, or turned down.
    pub pending: bool,
    /// Sources differ.
    pub disputed: bool,
    /// Nobody has read a source for it.
    pub unverified: bool,
    /// Applied without being in force yet.
    pub provisional: bool,
    /// The entries that say so, the ones that count most first; then those that say less or something else.
    pub support: &'h [EntryId],
    /// How many of them say so.
    pub carriers: usize,
    pub(crate) since: DayNumber,
    pub(crate) from: Option<Days>,
    pub(crate) until: Option<Days>,
}

impl Standings {
    /// Sorts rows of (other side, line) into arrays.
    pub(crate) fn new(lines: Vec<(Arc<str>, Line)>, statements: Vec<Statement>) -> Standings {
        let mut lines = lines;
        lines.sort_by_key(|(_, it)| (it.on, it.known));
        let mut it = Standings { statements, ..Standings::default() };
        it.statements.sort_unstable_by_key(|it| it.entry);
        let mut numbers: HashMap<Arc<str>, u32> = HashMap::new();
        for (other, line) in lines {
            let other = it.name(&mut numbers, other);
            let standing = it.name(&mut numbers, line.standing);
            let begin = if line.pending { FUTURE } else { line.from.map_or(PAST, |it| it.first) };
            it.keys.push(Key { on: line.on, known: line.known, begin, other });
            it.rows.push(Packed {
                other,
                standing,
                support: it.support.len() as u32,
                supports: line.support.len() as u32,
                carriers: line.carriers as u32,
                since: line.since,
                from: line.from,
                until: line.until,
                class: line.class,
                stage: line.stage,
                pending: line.pending,
                disputed: line.disputed,
                unverified: line.unverified,
                provisional: line.provisional,
            });
            it.support.extend(line.support);
        }
        it
    }

    fn name(&mut self, numbers: &mut HashMap<Arc<str>, u32>, text: Arc<str>) -> u32 {
        if let Some(number) = numbers.get(&text) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.push(Arc::clone(&text));
        numbers.insert(text, number);
        number
    }

    /// What they are made of, by entry.
    pub(crate) fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// Who holds a standing on a day, or on some day of a month or year, as known on a day: the plain look-up.
    pub fn held_on(&self, on: Day, known: Day) -> impl Iterator<Item = Holder<'_>> {
        let on = Days::of(on).unwrap_or(Days { first: PAST, last: FUTURE });
        let known = Days::of(known).map_or(FUTURE - 1, |it| it.last);
        let end = self.keys.partition_point(|it| it.on.0 <= on.last);
        self.keys[..end].iter().enumerate().filter_map(move |(row, key)| {
            let valid =
                key.on.1 > on.first && key.begin <= on.last && key.known.0 <= known && known < key.known.1;
            valid.then_some(Holder { standings: self, number: key.other, row: row as u32 })
        })
    }

    /// What is held, or lies ahead, on a day or on some day of a month or year, as known on a day.
    pub fn as_of(&self, on: Day, known: Day) -> impl Iterator<Item = Holding<'_>> {
        let on = Days::of(on).unwrap_or(Days { first: PAST, last: FUTURE });
        let known = Days::of(known).map_or(FUTURE - 1, |it| it.last);
        let end = self.keys.partition_point(|it| it.on.0 <= on.last);
        self.keys[..end].iter().zip(&self.rows).filter_map(move |(key, row)| {
            let valid = key.on.1 > on.first && key.known.0 <= known && known < key.known.1;
            valid.then(|| self.holding(row))
        })
    }

    /// What was, is or lies ahead, on any day, as known on a day.
    pub(crate) fn known(&self, known: DayNumber) -> impl Iterator<Item = Holding<'_>> {
        let rows = self.keys.iter().zip(&self.rows);
        rows.filter(move |(key, _)| key.known.0 <= known && known < key.known.1)
            .map(|(_, row)| self.holding(row))
    }

    fn holding(&self, row: &Packed) -> Holding<'_> {
        let start = row.support as usize;
        Holding {
            other: &self.names[row.other as usize],
            standing: &self.names[row.standing as usize],
            class: row.class,
            stage: row.stage,
            pending: row.pending,
            disputed: row.disputed,
            unverified: row.unverified,
            provisional: row.provisional,
            support: &self.support[start..start + row.supports as usize],
            carriers: row.carriers as usize,
            since: row.since,
            from: row.from,
            until: row.until,
        }
    }

    /// Rows in memory.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Record {
    /// Standings of an organisation, held in memory from the first call on; see [`Record::refresh`].
    pub fn organisation(&self, org: &str) -> Result<Arc<Standings>, RecordError> {
        self.side(Side::Org(org.to_owned()))
    }

    /// Standings of a party in all organisations, held in memory from the first call on.
    pub fn party(&self, party: &str) -> Result<Arc<Standings>, RecordError> {
        self.side(Side::Party(party.to_owned()))
    }

    pub(crate) fn side(&self, side: Side) -> Result<Arc<Standings>, RecordError> {
        {
            let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(standings) = held.sides.get(&side) {
                return Ok(Arc::clone(standings));
            }
        }
        let mut inner = self.inner();
        let (upto, standings) = inner
            .at_once(|inner| {
                let upto = inner.len()?;
                Ok((upto, Arc::new(inner.standings(&side, upto, &self.ranking)?)))
            })
            .map_err(|it| self.explain(&it))?;
        drop(inner);
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        if held.sides.is_empty() {
            held.upto = upto;
        }
        if held.upto == upto {
            held.sides.insert(side, Arc::clone(&standings));
        }
        Ok(standings)
    }

    /// Drops from memory what entries since the last call have touched, this process's and others'. Returns how long the
    /// log is.
    pub fn refresh(&self) -> Result<EntryId, RecordError> {
        let mut inner = self.inner();
        let upto = inner.len().map_err(|it| self.explain(&it))?;
        let before = self.held.read().unwrap_or_else(PoisonError::into_inner).upto;
        if before == upto {
            return Ok(upto);
        }
        let touched = if upto - before > MANY { None } else { Some(inner.touched(before)) };
        let touched = touched.transpose().map_err(|it| self.explain(&it))?;
        drop(inner);
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        match touched {
            Some(sides) => sides.iter().for_each(|side| {
                held.sides.remove(side);
            }),
            None => held.sides.clear(),
        }
        held.upto = upto;
        Ok(upto)
    }
}

impl Inner {
    /// Reads in one transaction: from one state of the file, and without a lock taken for every look-up.
    pub(crate) fn at_once<T>(
        &mut self,
        read: impl FnOnce(&mut Inner) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        self.connection.execute_batch("BEGIN")?;
        let found = read(self);
        // Nothing was written, so there is nothing that an end could fail to keep.
        self.connection.execute_batch("ROLLBACK")?;
        found
    }

    /// Standings of one side as the log's first `upto` entries make them.
    pub(crate) fn standings(
        &mut self,
        side: &Side,
        upto: EntryId,
        ranking: &Ranking,
    ) -> rusqlite::Result<Standings> {
        self.standings_by(side, upto, ranking, None)
    }

    /// The same from some sources only.
    pub(crate) fn standings_by(
        &mut self,
        side: &Side,
        upto: EntryId,
        ranking: &Ranking,
        sources: Option<&[i64]>,
    ) -> rusqlite::Result<Standings> {
        let of = match side {
            Side::Org(org) => Of::Org(org),
            Side::Party(party) => Of::Party(party),
        };
        let mut statements = self.statements(of, upto)?;
        if let Some(sources) = sources {
            statements.retain(|it| sources.contains(&it.source));
        }
        let voices = self.voices(&statements, ranking)?;
        let voices: Vec<Voice<'_>> = voices.into_iter().map(|(voice, _)| voice).collect();
        let groups = load::group(voices, |it| match side {
            Side::Org(_) => it.party.clone(),
            Side::Party(_) => it.org.clone(),
        });
        let rows = |(other, voices): (Arc<str>, Vec<Voice<'_>>)| {
            resolve::rows(&voices).into_iter().map(move |line| (Arc::clone(&other), line))
        };
        let lines = groups.into_iter().flat_map(rows).collect();
        Ok(Standings::new(lines, statements))
    }

    /// Sides about which entries after `before` say something.
    fn touched(&mut self, before: EntryId) -> rusqlite::Result<Vec<Side>> {
        let Inner { connection, words, .. } = self;
        let mut select = connection.prepare_cached(
            "SELECT org, party FROM statement WHERE entry > ?1
             UNION SELECT org, party FROM statement WHERE void > ?1
             UNION SELECT s.org, s.party FROM link l JOIN statement s ON s.entry = l.claim WHERE l.entry > ?1",
        )?;
        let mut rows = select.query(params![before])?;
        let mut sides = Vec::new();
        while let Some(row) = rows.next()? {
            let org = row.get(0)?;
            if org != word::NONE {
                sides.push(Side::Org(words.text(connection, org)?.to_string()));
            }
            if let Some(party) = row.get(1)? {
                sides.push(Side::Party(words.text(connection, party)?.to_string()));
            }
        }
        Ok(sides)
    }
}
