//! The record's file: opening, schema and its migrations, and what SQLite's failures mean.

use std::path::{Path, PathBuf};

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
    Step { sql: include_str!("schema/0003.sql"), remake: true },
    Step { sql: include_str!("schema/0004.sql"), remake: true },
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
        connection.pragma_update(None, "cache_size", -16_384).map_err(fail)?;
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
    // Only a new file takes it. Most of a record is written and read in a row, and large pages make fewer of it.
    connection.pragma_update(None, "page_size", 16_384)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "cache_size", -262_144)?;
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    commits(connection, false)?;
    connection.pragma_update(None, "temp_store", "MEMORY")
}

/// Bytes that are gathered beside the file before they go into it.
const GATHERED: i64 = 32 << 20;

/// Whether a commit is on the disk when it returns, and goes into the file where much is gathered beside it; or both are left
/// to another thread, see [`sync`] and [`checkpoint`].
pub(crate) fn commits(connection: &Connection, settled: bool) -> rusqlite::Result<()> {
    let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let (synchronous, pages) = if settled { ("NORMAL", 0) } else { ("FULL", GATHERED / page.max(1)) };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "wal_autocheckpoint", pages)
}

/// A second connection to the file of one that writes, for [`checkpoint`].
pub(crate) fn second(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(std::time::Duration::from_millis(u64::from(PATIENCE)))?;
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode == "wal" { Ok(connection) } else { Err(rusqlite::Error::InvalidQuery) }
}

/// Where the commits of a file are gathered.
pub(crate) fn gathered(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Brings what is gathered to the disk.
pub(crate) fn sync(gathered: &Path) -> std::io::Result<()> {
    std::fs::OpenOptions::new().write(true).open(gathered)?.sync_data()
}

/// Moves into the file what is gathered and nobody needs beside it.
pub(crate) fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
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

/// Runs the steps that are missing, in one transaction. The views are made again once, after the last step: what fills them
/// knows the latest schema only.
pub(crate) fn migrate(connection: &mut Connection, steps: &[Step]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let schema: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let missing = usize::try_from(schema).ok().and_then(|it| steps.get(it..)).unwrap_or_default();
    if missing.is_empty() {
        return Ok(());
    }
    for step in missing {
        transaction.execute_batch(step.sql)?;
    }
    if schema > 0 && missing.iter().any(|it| it.remake) {
        // An entry that cannot be read has no part in the views; `verify` names it.
        crate::verify::remake(&transaction, &mut |_| {})?;
    }
    transaction.pragma_update(None, "user_version", schema + missing.len() as i64)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.commit()
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

/// What a failure of the system means to a person.
pub(crate) fn explain_io(path: &str, error: &std::io::Error) -> RecordError {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            RecordError::DiskFull(path.to_owned())
        }
        _ => RecordError::Store { path: path.to_owned(), reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use comity_model::{Class, Day, Foundation, StandingHeld};

    use super::*;

    /// Entries of rows: `from` and after.
    fn entries(from: usize, count: usize) -> Vec<crate::Entry> {
        let source = std::sync::Arc::new(crate::Source::default());
        let row = |n: usize| StandingHeld {
            org: format!("org:{}", n % 3),
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
        let entry = |n| crate::Entry {
            source: source.clone(),
            known: Day::year(2020),
            body: crate::Body::Standing(row(n)),
        };
        (from..from + count).map(entry).collect()
    }

    fn now() -> jiff::Timestamp {
        "2026-01-01T00:00:00Z".parse().expect("an instant")
    }

    /// A file of an older schema with the log of another record.
    fn older(path: &Path, schema: usize, log: &Path) -> rusqlite::Result<()> {
        let mut connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        migrate(&mut connection, &MIGRATIONS[..schema])?;
        connection.execute("ATTACH ?1 AS log", [log.display().to_string()])?;
        connection.execute_batch(
            "INSERT INTO source SELECT * FROM log.source; INSERT INTO entry SELECT * FROM log.entry;
             INSERT INTO word(text) SELECT text FROM log.word ORDER BY text DESC;
             INSERT INTO statement(entry, form, org, kind, stage, stance, known, source, act, cluster, unverified)
               SELECT seq, 2, 1, 1, 1, 1, 0, source, seq, 1, 0 FROM log.entry; DETACH log",
        )
    }

    #[test]
    fn every_schema_so_far_leads_to_the_latest_keeps_the_log_and_answers_as_a_new_record_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let log = folder.path().join("log");
        let mut record = crate::Record::open(&log, Access::Create).expect("a record");
        record.append(entries(0, 100), now()).expect("room");
        let question = crate::Question::on(Day::year(2021));
        let ask = |it: &crate::Record| it.standing("org:1", &question, &crate::NoNames).expect("an answer");
        let (answer, head) = (ask(&record), record.verify(&mut |_| {}).expect("a walk").head);
        assert_eq!(answer.parties.len(), 33);
        for schema in 1..MIGRATIONS.len() {
            let path = folder.path().join(schema.to_string());
            older(&path, schema, &log).expect("an older file");
            let unread = crate::Record::open(&path, Access::Read).expect_err("too old to only read");
            assert!(unread.to_string().contains("older than this program's"), "{unread}");
            let mut record = crate::Record::open(&path, Access::Write).expect("the latest schema");
            let verified = record.verify(&mut |_| {}).expect("a walk");
            assert_eq!((verified.flaws, verified.head), (vec![], head.clone()), "schema {schema}");
            assert_eq!(ask(&record), answer, "schema {schema}");
            record.append(entries(100, 3), now()).expect("room");
            assert_eq!(ask(&record).parties.len(), 34, "schema {schema}");
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
        let folder = tempfile::tempdir().expect("a folder");
        let mut record = crate::Record::open(&folder.path().join("r"), Access::Create).expect("a record");
        record.append(entries(0, 2000), now()).expect("room");
        {
            let inner = record.inner();
            let pages: i64 =
                inner.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("one");
            inner.connection.pragma_update(None, "max_page_count", pages + 3).expect("a limit");
        }
        let error = record.append(entries(2000, 2000), now()).expect_err("no room");
        assert!(matches!(error, RecordError::DiskFull(_)), "{error}");
        assert_eq!(record.len().expect("a length"), 2000);
        assert_eq!(record.verify(&mut |_| {}).expect("a walk").flaws, []);
    }
}
