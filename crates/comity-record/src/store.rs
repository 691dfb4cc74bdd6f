//! The record's file: opening, schema and its migrations, and what SQLite's failures mean.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::{Access, RecordError};

/// "comy": marks the file as a record.
const APPLICATION: i64 = 0x636f_6d79;

/// A step from one schema to the next.
pub(crate) struct Step {
    sql: &'static str,
    /// Whether the views are made again from the log after it.
    remake: bool,
}

/// Step `n` leads to schema `n + 1`. Steps are never edited once released.
pub(crate) const MIGRATIONS: &[Step] = &[
    Step { sql: include_str!("schema/0001.sql"), remake: false },
    Step { sql: include_str!("schema/0002.sql"), remake: true },
];

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
    if access == Access::Read && !readable(&connection) {
        // A folder that nobody may write has no room for the files that readers and writers share; nobody writes then.
        let uri = format!(
            "file:{}?immutable=1",
            path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
        );
        connection = Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI).map_err(fail)?;
    }
    connection.busy_timeout(std::time::Duration::from_millis(u64::from(PATIENCE))).map_err(fail)?;
    connection.set_prepared_statement_cache_capacity(64);
    let schema = check(&connection, &name)?;
    if access == Access::Read {
        connection.pragma_update(None, "cache_size", -65_536).map_err(fail)?;
        return if schema == MIGRATIONS.len() as i64 { Ok(connection) } else { Err(outdated(&name, schema)) };
    }
    settle(&connection).map_err(fail)?;
    migrate(&mut connection, MIGRATIONS).map_err(fail)?;
    Ok(connection)
}

/// Whether the file can be read beside others; any other failure than that comes to light later.
fn readable(connection: &Connection) -> bool {
    let read = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    !read.is_err_and(|it| matches!(it.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)))
}

/// Settings of a connection that writes.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -262_144)?;
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    gather(connection, false)?;
    connection.pragma_update(None, "temp_store", "MEMORY")
}

/// How many pages are gathered beside the file before they go into it: with many appends to come, each is then written
/// less often.
pub(crate) fn gather(connection: &Connection, many: bool) -> rusqlite::Result<()> {
    connection.pragma_update(None, "wal_autocheckpoint", if many { 32_000 } else { 8_000 })
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
pub(crate) fn migrate(connection: &mut Connection, steps: &[Step]) -> rusqlite::Result<()> {
    loop {
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let schema: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let Some(step) = usize::try_from(schema).ok().and_then(|it| steps.get(it)) else { return Ok(()) };
        transaction.execute_batch(step.sql)?;
        if step.remake {
            // An entry that cannot be read has no part in the views; `verify` names it.
            crate::verify::remake(&transaction, &mut |_| {})?;
        }
        transaction.pragma_update(None, "user_version", schema + 1)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.commit()?;
    }
}

/// A connection in memory with the latest schema: for views beside a record, and for a record that is no file.
pub(crate) fn beside() -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    connection.set_prepared_statement_cache_capacity(64);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_so_far_leads_to_the_latest_and_keeps_the_log() {
        for begin in 1..=MIGRATIONS.len() {
            let mut connection = Connection::open_in_memory().expect("memory");
            migrate(&mut connection, &MIGRATIONS[..begin]).expect("the older schema");
            connection
                .execute_batch(
                    "INSERT INTO source(id, body) VALUES (1, '{}');
                     INSERT INTO entry(seq, kind, source, known, recorded, body, hash)
                     VALUES (1, 'standing', 1, '2020-01-01', 0, '{}', x'00')",
                )
                .expect("an entry of the older schema");
            migrate(&mut connection, MIGRATIONS).expect("the latest schema");
            let version: i64 =
                connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("one");
            assert_eq!(version, MIGRATIONS.len() as i64);
            let kept: i64 =
                connection.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).expect("a count");
            assert_eq!(kept, 1);
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_schema_as_it_was() {
        let mut connection = Connection::open_in_memory().expect("memory");
        migrate(&mut connection, MIGRATIONS).expect("the latest schema");
        let broken = "CREATE TABLE extra(x); CREATE TABLE extra(x)";
        let mut steps: Vec<Step> = MIGRATIONS.iter().map(|it| Step { ..*it }).collect();
        steps.push(Step { sql: broken, remake: false });
        assert!(migrate(&mut connection, &steps).is_err());
        let extra: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'", [], |row| row.get(0))
            .expect("a count");
        assert_eq!(extra, 0);
    }

    #[test]
    fn a_full_disk_says_so_and_breaks_nothing() {
        use comity_model::{Class, Day, Foundation, StandingHeld};
        let folder = tempfile::tempdir().expect("a folder");
        let mut record = crate::Record::open(&folder.path().join("r"), Access::Create).expect("a record");
        let entries = |from: usize| {
            let source = std::sync::Arc::new(crate::Source::default());
            let row = |n: usize| StandingHeld {
                org: "org:a".to_owned(),
                party: format!("state:{n}"),
                standing: "member".to_owned(),
                class: Class::Full,
                from: None,
                until: None,
                seen: None,
                decided_on: None,
                decided_by: None,
                instrument: None,
                source: None,
                status: Foundation::Sourced,
                note: None,
            };
            let body = move |n| crate::Body::Standing(row(n));
            (from..from + 2000)
                .map(|n| crate::Entry { source: source.clone(), known: Day::year(2020), body: body(n) })
                .collect::<Vec<_>>()
        };
        let now = "2026-01-01T00:00:00Z".parse().expect("an instant");
        record.append(entries(0), now).expect("room");
        {
            let inner = record.inner();
            let pages: i64 =
                inner.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("one");
            inner.connection.pragma_update(None, "max_page_count", pages + 3).expect("a limit");
        }
        let error = record.append(entries(2000), now).expect_err("no room");
        assert!(matches!(error, RecordError::DiskFull(_)), "{error}");
        assert_eq!(record.len().expect("a length"), 2000);
        assert_eq!(record.verify(&mut |_| {}).expect("a walk").flaws, []);
    }
}
