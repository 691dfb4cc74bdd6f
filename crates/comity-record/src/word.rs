//! Words of the views as numbers: ids of parties and organisations, kinds, stages, standings.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

/// Number of a word.
pub(crate) type WordId = i64;

/// Words looked up so far, both ways.
#[derive(Debug, Default)]
pub(crate) struct Words {
    ids: HashMap<Arc<str>, WordId>,
    texts: HashMap<WordId, Arc<str>>,
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
