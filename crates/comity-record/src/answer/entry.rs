//! When entries were taken in, and what they replace: what an export says beside an answer.

use jiff::Timestamp;
use rusqlite::OptionalExtension;

use crate::{EntryId, Record, RecordError};

/// An entry as the log has it, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryLine {
    /// The entry.
    pub entry: EntryId,
    /// The instant at which the record took it in.
    pub recorded: Timestamp,
    /// The entry that it corrects.
    pub replaces: Option<EntryId>,
}

impl Record {
    /// An entry of the log; none where it has none of this number.
    pub fn entry_line(&self, entry: EntryId) -> Result<Option<EntryLine>, RecordError> {
        let row = self
            .inner()
            .connection
            .prepare_cached(
                "SELECT recorded, CASE kind WHEN 'correction' THEN body ->> '$.target' END FROM entry WHERE seq = ?1",
            )
            .and_then(|mut it| it.query_row([entry], |row| Ok((row.get(0)?, row.get(1)?))).optional())
            .map_err(|it| self.explain(&it))?;
        Ok(row.map(|(recorded, replaces): (i64, Option<EntryId>)| EntryLine {
            entry,
            recorded: Timestamp::from_microsecond(recorded).unwrap_or(Timestamp::UNIX_EPOCH),
            replaces,
        }))
    }
}
