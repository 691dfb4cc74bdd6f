//! The held view: standings of an organisation, or of a party, as sorted arrays in memory.
//!
//! Loaded when first asked for, dropped when the log says something new about them (see [`Record::refresh`]). An answer
//! is a binary search and a scan of four days a row.
//!
//! [`Record::refresh`]: crate::Record::refresh

use std::collections::HashMap;
use std::sync::Arc;

use comity_model::{Class, Day, Stage};

use crate::EntryId;
use crate::answer::Holds;
use crate::days::{DayNumber, Days, FUTURE, PAST};
use crate::heard::Heard;
use crate::load::{self, Of};
use crate::log::Inner;
use crate::policy::Ranking;
use crate::resolve::{self, Line};
use crate::shelf::Side;
use crate::spell::Voice;

/// Standings of one organisation or party, ready to answer for any day.
#[derive(Debug, Default)]
pub struct Standings {
    /// Sorted by the first day on which they show.
    keys: Vec<Key>,
    rows: Vec<Packed>,
    names: Vec<Arc<str>>,
    support: Vec<EntryId>,
    /// What they are made of, by entry: an answer names its sources without a look into the file.
    heard: Vec<Heard>,
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
        self.standings.row(self.row)
    }
}

/// A row that a day shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its number among these standings.
    pub row: u32,
    /// Whether it holds on the day.
    pub holds: Holds,
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
    pub(crate) fn new(lines: Vec<(Arc<str>, Line)>, heard: Vec<Heard>) -> Standings {
        let mut lines = lines;
        lines.sort_by_key(|(_, it)| (it.on, it.known));
        let mut it = Standings { heard, ..Standings::default() };
        it.heard.sort_unstable_by_key(|it| it.it.entry);
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
    pub(crate) fn heard(&self) -> &[Heard] {
        &self.heard
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
        self.shown(on, known).map(|it| self.row(it.row))
    }

    /// Rows that a day shows, and whether they hold then.
    pub fn shown(&self, on: Day, known: Day) -> impl Iterator<Item = Shown> {
        let days = Days::of(on).unwrap_or(Days { first: PAST, last: FUTURE });
        let known = Days::of(known).map_or(FUTURE - 1, |it| it.last);
        let end = self.keys.partition_point(|it| it.on.0 <= days.last);
        self.keys[..end].iter().enumerate().filter_map(move |(row, key)| {
            let valid = key.on.1 > days.first && key.known.0 <= known && known < key.known.1;
            let row = row as u32;
            valid.then(|| Shown { row, holds: self.row(row).holds(on, known) })
        })
    }

    /// Sorts rows as answers have them: what holds, then normal form, standing, name, first day. Rows that are alike stay
    /// as they were.
    pub fn sort(&self, rows: &mut [Shown], name: impl Fn(&str) -> String) {
        rows.sort_by_cached_key(|it| {
            let row = self.row(it.row);
            let class = row.class.map_or(u8::MAX, |class| class as u8);
            (it.holds, class, row.standing, name(row.other), row.from())
        });
    }

    /// Bytes that it takes, by and large.
    pub(crate) fn bytes(&self) -> usize {
        let row = size_of::<Key>() + size_of::<Packed>();
        let names: usize = self.names.iter().map(|it| it.len() + 2 * size_of::<Arc<str>>()).sum();
        let objects: usize = self.heard.iter().filter_map(|it| it.it.object.as_ref()).map(String::len).sum();
        let heard = self.heard.len() * size_of::<Heard>() + self.support.len() * size_of::<EntryId>();
        self.rows.len() * row + names + objects + heard + size_of::<Standings>()
    }

    /// One row.
    pub fn row(&self, row: u32) -> Holding<'_> {
        self.holding(&self.rows[row as usize])
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
        let heard = self.hear(statements)?;
        let groups = load::group(heard.iter().map(|it| it.voice(ranking)), |it| match side {
            Side::Org(_) => it.party.clone(),
            Side::Party(_) => it.org.clone(),
        });
        let rows = |(other, voices): (Arc<str>, Vec<Voice<'_>>)| {
            resolve::rows(&voices).into_iter().map(move |line| (Arc::clone(&other), line))
        };
        let lines = groups.into_iter().flat_map(rows).collect();
        Ok(Standings::new(lines, heard))
    }
}
