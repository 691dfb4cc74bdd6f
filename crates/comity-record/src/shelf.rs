//! What is held in memory: sides by who was asked about, one shelf for all connections of a process to one file.

use std::sync::{Arc, PoisonError, RwLock};

use rusqlite::params;

use crate::held::Standings;
use crate::log::Inner;
use crate::{EntryId, Recent, Record, RecordError, word};

/// Bytes that are held, by and large.
const HELD: usize = 512 << 20;

/// New entries after which everything is dropped instead of looking for what they touch.
const MANY: EntryId = 10_000;

/// Whose standings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// All parties of an organisation.
    Org(String),
    /// All organisations of a party.
    Party(String),
}

impl Side {
    /// The organisation or party.
    pub fn id(&self) -> &str {
        match self {
            Side::Org(id) | Side::Party(id) => id,
        }
    }
}

/// What is in memory: sides as the log's first `upto` entries make them.
#[derive(Debug)]
pub(crate) struct Shelf {
    upto: EntryId,
    sides: Recent<Side, Arc<Standings>>,
}

impl Shelf {
    /// A shelf for a process's connections to one file.
    pub(crate) fn shared() -> Arc<RwLock<Shelf>> {
        Arc::new(RwLock::new(Shelf { upto: 0, sides: Recent::new(HELD) }))
    }
}

impl Record {
    /// Standings of an organisation, held in memory from the first call on; see [`Record::refresh`].
    pub fn organisation(&self, org: &str) -> Result<Arc<Standings>, RecordError> {
        self.side(&Side::Org(org.to_owned()))
    }

    /// Standings of a party in all organisations, held in memory from the first call on.
    pub fn party(&self, party: &str) -> Result<Arc<Standings>, RecordError> {
        self.side(&Side::Party(party.to_owned()))
    }

    /// Standings where they are in memory, and of how many entries they are: the file is not asked.
    pub(crate) fn remembered(&self, side: &Side) -> Option<(EntryId, Arc<Standings>)> {
        let shelf = self.shelf.read().unwrap_or_else(PoisonError::into_inner);
        shelf.sides.get(side).map(|it| (shelf.upto, Arc::clone(it)))
    }

    pub(crate) fn side(&self, side: &Side) -> Result<Arc<Standings>, RecordError> {
        if let Some((_, standings)) = self.remembered(side) {
            return Ok(standings);
        }
        let mut inner = self.inner();
        let (upto, standings) = inner
            .at_once(|inner| {
                let upto = inner.len()?;
                Ok((upto, Arc::new(inner.standings(side, upto, &self.ranking)?)))
            })
            .map_err(|it| self.explain(&it))?;
        drop(inner);
        let mut shelf = self.shelf.write().unwrap_or_else(PoisonError::into_inner);
        if shelf.sides.is_empty() {
            shelf.upto = shelf.upto.max(upto);
        }
        if shelf.upto == upto {
            shelf.sides.put(side.clone(), Arc::clone(&standings), standings.bytes());
        }
        Ok(standings)
    }

    /// Drops from memory what entries since the last call have touched, this process's and others'. Returns how long the
    /// log is.
    pub fn refresh(&self) -> Result<EntryId, RecordError> {
        let mut inner = self.inner();
        let upto = inner.len().map_err(|it| self.explain(&it))?;
        let before = self.shelf.read().unwrap_or_else(PoisonError::into_inner).upto;
        if before >= upto {
            // Another connection may have seen more, which the next look at the file then shows here too.
            return Ok(before);
        }
        let touched = if upto - before > MANY { None } else { Some(inner.touched(before)) };
        let touched = touched.transpose().map_err(|it| self.explain(&it))?;
        drop(inner);
        let mut shelf = self.shelf.write().unwrap_or_else(PoisonError::into_inner);
        if shelf.upto < upto {
            match touched {
                Some(sides) => sides.iter().for_each(|side| drop(shelf.sides.remove(side))),
                None => shelf.sides.clear(),
            }
            shelf.upto = upto;
        }
        Ok(upto)
    }
}

impl Inner {
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
