//! Words of the views as numbers: ids of parties and organisations, kinds, stages, standings.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

/// Number of a word.
pub(crate) type WordId = i64;

/// Where a column must have a number and there is no word.
pub(crate) const NONE: WordId = 0;

/// Words looked up so far, both ways.
#[derive(Debug, Default)]
pub(crate) struct Words {
    ids: HashMap<Arc<str>, WordId>,
    texts: HashMap<WordId, Arc<str>, BuildHasherDefault<Spread>>,
}

/// Numbers that SQLite gave one after the other need no more than to be spread.
#[derive(Debug, Default)]
pub(crate) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_i64(i64::from(*byte)));
    }

    fn write_i64(&mut self, number: i64) {
        // The golden ratio of 64 bits: what follows one another lands far apart.
        self.0 = (self.0 ^ number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}

/// Values of a plain enumeration by the numbers of their words, as far as they were met.
#[derive(Debug)]
pub(crate) struct Values<T>(Vec<(WordId, T)>);

impl<T> Default for Values<T> {
    fn default() -> Values<T> {
        Values(Vec::new())
    }
}

impl<T: Copy + serde::de::DeserializeOwned> Values<T> {
    /// The value of a word; none where the word is none of them.
    pub(crate) fn get(
        &mut self,
        connection: &Connection,
        words: &mut Words,
        id: WordId,
    ) -> rusqlite::Result<Option<T>> {
        if let Some((_, value)) = self.0.iter().find(|(known, _)| *known == id) {
            return Ok(Some(*value));
        }
        let found = value(&words.text(connection, id)?);
        self.0.extend(found.map(|value| (id, value)));
        Ok(found)
    }
}

/// The numbers of the words of a plain enumeration, as far as they were asked for.
#[derive(Debug)]
pub(crate) struct Ids<T>(Vec<(T, WordId)>);

impl<T> Default for Ids<T> {
    fn default() -> Ids<T> {
        Ids(Vec::new())
    }
}

impl<T: Copy + PartialEq + serde::Serialize> Ids<T> {
    /// The number of a value's word, which may be new.
    pub(crate) fn get(
        &mut self,
        connection: &Connection,
        words: &mut Words,
        of: T,
    ) -> rusqlite::Result<WordId> {
        if let Some((_, id)) = self.0.iter().find(|(known, _)| *known == of) {
            return Ok(*id);
        }
        let id = words.intern(connection, &name(&of))?;
        self.0.push((of, id));
        Ok(id)
    }
}

impl Words {
    /// The number of a word that may be new.
    pub(crate) fn intern(&mut self, connection: &Connection, text: &str) -> rusqlite::Result<WordId> {
        if let Some(id) = self.find(connection, text)? {
            return Ok(id);
        }
        connection.prepare_cached("INSERT INTO word(text) VALUES (?1)")?.execute([text])?;
        let id = connection.last_insert_rowid();
        self.remember(id, text);
        Ok(id)
    }

    /// The number of a word, if the record has it.
    pub(crate) fn find(&mut self, connection: &Connection, text: &str) -> rusqlite::Result<Option<WordId>> {
        if let Some(id) = self.ids.get(text) {
            return Ok(Some(*id));
        }
        let id = connection
            .prepare_cached("SELECT id FROM word WHERE text = ?1")?
            .query_row([text], |row| row.get(0))
            .optional()?;
        if let Some(id) = id {
            self.remember(id, text);
        }
        Ok(id)
    }

    /// The word of a number.
    pub(crate) fn text(&mut self, connection: &Connection, id: WordId) -> rusqlite::Result<Arc<str>> {
        if let Some(text) = self.texts.get(&id) {
            return Ok(Arc::clone(text));
        }
        let text: Arc<str> = connection
            .prepare_cached("SELECT text FROM word WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        self.remember(id, &text);
        Ok(text)
    }

    fn remember(&mut self, id: WordId, text: &str) {
        let text: Arc<str> = text.into();
        self.ids.insert(Arc::clone(&text), id);
        self.texts.insert(id, text);
    }

    /// Forgets what a transaction that failed may have added.
    pub(crate) fn forget(&mut self) {
        self.ids.clear();
        self.texts.clear();
    }
}

/// The word of a plain enumeration, as the contract writes it.
pub(crate) fn name<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

/// The value of a plain enumeration by its word.
pub(crate) fn value<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}
