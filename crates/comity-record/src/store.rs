//! The record's file: opening, schema and its migrations, and what SQLite's failures mean.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::{Access, RecordError};

/// "comy": marks the file as a record.
const APPLICATION: i64 = 0x636f_6d79;

/// Steps from one schema to the next; step `n` leads to schema `n + 1`. Steps are never edited once released.
pub(crate) const MIGRATIONS: &[&str] = &[include_str!("schema/0001.sql")];

/// The tables that are derived from the log, with the log's own left out; in order of creation.
pub(crate) const DERIVED: &[&str] = &["word", "statement", "link", "document", "quotation", "sketch"];

/// The full-text table; apart because its inner tables are SQLite's own.
pub(crate) const TEXT: &str = "words";

/// Milliseconds to wait for a process that writes.
const PATIENCE: u32 = 10_000;

/// Opens the file and brings it to the latest schema.
pub(crate) fn open(path: &Path, access: Access) -> Result<Connection, RecordError> {
    let name = path.display().to_string();
    let fail = |error: rusqlite::Error| explain(&name, &error);
    if access != Access::Create && !path.exists() {
        return Err(RecordError::Missing(name));
    }
    let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags |= match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    };
    let mut connection = Connection::open_with_flags(path, flags).map_err(fail)?;
    connection.busy_timeout(std::time::Duration::from_millis(u64::from(PATIENCE))).map_err(fail)?;
    connection.set_prepared_statement_cache_capacity(64);
    let schema = check(&connection, &name)?;
    if access == Access::Read {
        return if schema == MIGRATIONS.len() as i64 { Ok(connection) } else { Err(outdated(&name, schema)) };
    }
    settle(&connection).map_err(fail)?;
    migrate(&mut connection, MIGRATIONS).map_err(fail)?;
    Ok(connection)
}

/// Settings of a connection that writes.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "MEMORY")
}

/// The file's schema; 0 when it is new.
fn check(connection: &Connection, name: &str) -> Result<i64, RecordError> {
    let pragma = |key: &str| connection.pragma_query_value(None, key, |row| row.get::<_, i64>(0));
    let read = || Ok((pragma("application_id")?, pragma("user_version")?, pragma("schema_version")?));
    let (application, schema, tables) = read().map_err(|error| explain(name, &error))?;
    match application {
        0 if tables == 0 => Ok(0),
        APPLICATION if schema > MIGRATIONS.len() as i64 => {
            Err(RecordError::TooNew { path: name.to_owned(), found: schema, known: MIGRATIONS.len() as i64 })
        }
        APPLICATION => Ok(schema),
        _ => Err(RecordError::NotARecord(name.to_owned())),
    }
}

fn outdated(name: &str, schema: i64) -> RecordError {
    match schema {
        0 => RecordError::NotARecord(name.to_owned()),
        _ => RecordError::Store {
            path: name.to_owned(),
            reason: format!("schema {schema} is older than this program's; open it once for writing"),
        },
    }
}

/// Runs the steps that are missing, each in a transaction of its own.
pub(crate) fn migrate(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    loop {
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let schema: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let Some(step) = usize::try_from(schema).ok().and_then(|it| steps.get(it)) else { return Ok(()) };
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", schema + 1)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.commit()?;
    }
}

/// A connection in memory with the latest schema, to rebuild views beside a record.
pub(crate) fn beside() -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    migrate(&mut connection, MIGRATIONS)?;
    Ok(connection)
}

/// What a failure of SQLite means to a person.
pub(crate) fn explain(path: &str, error: &rusqlite::Error) -> RecordError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => RecordError::DiskFull(path),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            RecordError::ReadOnly(path)
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => RecordError::Busy(path),
        Some(ErrorCode::NotADatabase) => RecordError::NotARecord(path),
        _ => RecordError::Store { path, reason: error.to_string() },
    }
}
