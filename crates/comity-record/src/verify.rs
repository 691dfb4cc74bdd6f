//! `verify` walks the log, its hashes, the evidence and the views; `rebuild` makes the views again.

use comity_model::Day;
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params};
use serde::Serialize;

use crate::ready::{self, Made};
use crate::views::{self, Added, Views};
use crate::word::Words;
use crate::{Body, EntryId, Record, RecordError, store, writer};

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flaw {
    /// Kebab-case code: `hash`, `gap`, `entry`, `evidence`, `view`, `file`.
    pub code: &'static str,
    /// The entry, where it is one.
    pub entry: Option<EntryId>,
    /// One sentence, lower case, no full stop.
    pub message: String,
}

/// What a walk through the record found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Entries walked.
    pub entries: u64,
    /// Pieces of evidence held against their documents.
    pub evidence: u64,
    /// Hash of the last entry, hexadecimal: what to note elsewhere, to see later that nothing was rewritten.
    pub head: String,
    /// What is not as it should be; the first hundred.
    pub flaws: Vec<Flaw>,
}

/// Flaws reported at most.
const FLAWS: usize = 100;

/// An entry as it lies in the log.
struct Stored {
    seq: EntryId,
    source: i64,
    source_body: String,
    known: String,
    recorded: i64,
    body: String,
    hash: Vec<u8>,
}

impl Verified {
    fn flaw(&mut self, code: &'static str, entry: Option<EntryId>, message: String) {
        if self.flaws.len() < FLAWS {
            self.flaws.push(Flaw { code, entry, message });
        }
    }
}

impl Record {
    /// Walks the log, its hashes, evidence and views. `progress` hears the entries walked.
    pub fn verify(&self, progress: &mut dyn FnMut(u64)) -> Result<Verified, RecordError> {
        let mut inner = self.inner();
        let transaction = inner.connection.transaction().map_err(|it| self.explain(&it))?;
        let mut verified = Verified::default();
        let fresh = store::beside().map_err(|it| self.explain(&it))?;
        let mut walk = || -> rusqlite::Result<()> {
            integrity(&transaction, &mut verified)?;
            walk(&transaction, &fresh, &mut verified, progress)?;
            for table in store::DERIVED {
                compare(&transaction, &fresh, table, &mut verified)?;
            }
            compare_text(&transaction, &fresh, &mut verified)
        };
        walk().map_err(|it| self.explain(&it))?;
        Ok(verified)
    }

    /// Makes the views again from the log, in one transaction. Returns how many entries were read.
    pub fn rebuild(&mut self, progress: &mut dyn FnMut(u64)) -> Result<u64, RecordError> {
        let path = self.path.clone();
        let mut inner = self.inner();
        inner.words.forget();
        let fail = |error: rusqlite::Error| store::explain(&path, &error);
        let transaction =
            inner.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fail)?;
        let (entries, bad) = remake(&transaction, progress).map_err(fail)?;
        if let Some((entry, reason)) = bad {
            return Err(RecordError::BadEntry { entry, reason });
        }
        transaction.commit().map_err(fail)?;
        progress(entries);
        drop(inner);
        self.shelf = crate::shelf::Shelf::shared();
        Ok(entries)
    }
}

/// Makes the views again from the log. How many entries were read, and the first that could not be, with the reason.
pub(crate) fn remake(
    connection: &Connection,
    progress: &mut dyn FnMut(u64),
) -> rusqlite::Result<(u64, Option<(EntryId, String)>)> {
    for table in store::DERIVED {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    connection.execute(&format!("INSERT INTO {0}({0}) VALUES ('delete-all')", store::TEXT), [])?;
    let mut words = Words::default();
    let mut views = Views::new(connection, &mut words);
    let (mut entries, mut bad) = (0, None);
    each(connection, &mut |stored| {
        entries += 1;
        if u64::is_multiple_of(entries, 10_000) {
            progress(entries);
        }
        if let Err(reason) = replay(&mut views, &stored)? {
            bad.get_or_insert((stored.seq, reason));
        }
        Ok(())
    })?;
    views.flush()?;
    Ok((entries, bad))
}

/// What SQLite itself says of the file.
fn integrity(connection: &Connection, verified: &mut Verified) -> rusqlite::Result<()> {
    let mut select = connection.prepare("PRAGMA quick_check(10)")?;
    let lines: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for line in lines.into_iter().filter(|it| it != "ok") {
        verified.flaw("file", None, format!("the file is damaged: {line}"));
    }
    Ok(())
}

/// Every entry in order.
fn each(
    connection: &Connection,
    visit: &mut dyn FnMut(Stored) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut select = connection.prepare(
        "SELECT e.seq, e.source, s.body, e.known, e.recorded, e.body, e.hash
         FROM entry e LEFT JOIN source s ON s.id = e.source ORDER BY e.seq",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        visit(Stored {
            seq: row.get(0)?,
            source: row.get(1)?,
            source_body: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
            known: row.get(3)?,
            recorded: row.get(4)?,
            body: row.get(5)?,
            hash: row.get(6)?,
        })?;
    }
    Ok(())
}

/// Adds an entry to views; the inner error says why its body cannot be read.
fn replay(views: &mut Views<'_>, stored: &Stored) -> rusqlite::Result<Result<Body, String>> {
    let body: Body = match serde_json::from_str(&stored.body) {
        Ok(body) => body,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let known = Day::parse(&stored.known).ok().and_then(views::known_from);
    let Some(known) = known else { return Ok(Err(format!("`{}` is no day", stored.known))) };
    let made = Made::of(known, &body);
    let added = Added { seq: stored.seq, source: stored.source, known, body: &body, made: &made };
    views.add(&added)?;
    Ok(Ok(body))
}

/// Numbers, hashes and evidence of the log; its views go to `fresh`.
fn walk(
    connection: &Connection,
    fresh: &Connection,
    verified: &mut Verified,
    progress: &mut dyn FnMut(u64),
) -> rusqlite::Result<()> {
    let mut words = Words::default();
    let mut views = Views::new(fresh, &mut words);
    let mut hash = vec![0; 32];
    let mut next: EntryId = 1;
    let mut recorded = i64::MIN;
    let mut document: (String, String) = Default::default();
    fresh.execute_batch("BEGIN")?;
    each(connection, &mut |stored| {
        let seq = stored.seq;
        if seq != next {
            verified.flaw("gap", Some(seq), format!("entries {next} to {} are missing", seq - 1));
        }
        if stored.recorded < recorded {
            verified.flaw("clock", Some(seq), "it was recorded before the entry before it".to_owned());
        }
        let content = ready::content(&stored.source_body, &stored.known, &stored.body);
        if stored.hash != writer::chain(&hash, seq, stored.recorded, &content) {
            verified.flaw("hash", Some(seq), "its hash does not fit: it or its place was changed".to_owned());
        }
        match replay(&mut views, &stored)? {
            Err(reason) => verified.flaw("entry", Some(seq), format!("it cannot be read: {reason}")),
            Ok(Body::Document { frame, text, .. }) => document = (frame.digest, text),
            Ok(Body::Claim { document: digest, claim }) => {
                if document.0 != digest {
                    document = (digest.clone(), views::text(connection, &digest)?.unwrap_or_default());
                }
                for it in &claim.evidence {
                    verified.evidence += 1;
                    if it.span.slice(&document.1) != Some(&it.text) {
                        let message = format!("its words `{}` do not stand in the document", it.text);
                        verified.flaw("evidence", Some(seq), message);
                    }
                }
            }
            Ok(_) => {}
        }
        (hash, next, recorded) = (stored.hash, seq + 1, stored.recorded);
        verified.entries += 1;
        if verified.entries.is_multiple_of(10_000) {
            progress(verified.entries);
        }
        Ok(())
    })?;
    views.flush()?;
    fresh.execute_batch("COMMIT")?;
    progress(verified.entries);
    verified.head = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(())
}

/// Holds a view against the same view made anew. Numbers of words may differ, so words are compared by their text.
fn compare(
    connection: &Connection,
    fresh: &Connection,
    table: &str,
    verified: &mut Verified,
) -> rusqlite::Result<()> {
    let sql = match table {
        "word" => "SELECT text FROM word ORDER BY text".to_owned(),
        "statement" => STATEMENTS.to_owned(),
        "quotation" => "SELECT q.entry, q.document, w.text, q.known FROM quotation q
            LEFT JOIN word w ON w.id = q.speaker ORDER BY q.entry"
            .to_owned(),
        "sketch" => "SELECT hash, document FROM sketch ORDER BY hash, document".to_owned(),
        _ => format!("SELECT * FROM {table} ORDER BY entry"),
    };
    let (mut first, mut second) = (connection.prepare(&sql)?, fresh.prepare(&sql)?);
    let columns = first.column_count();
    let (mut first, mut second) = (first.query([])?, second.query([])?);
    loop {
        let values = |row: Option<&rusqlite::Row<'_>>| -> rusqlite::Result<Option<Vec<Value>>> {
            row.map(|row| (0..columns).map(|n| row.get(n)).collect()).transpose()
        };
        let (held, made) = (values(first.next()?)?, values(second.next()?)?);
        if held == made {
            if held.is_none() {
                return Ok(());
            }
            continue;
        }
        let entry = held.as_ref().or(made.as_ref()).and_then(|it| match it.first() {
            Some(Value::Integer(entry)) => u64::try_from(*entry).ok(),
            _ => None,
        });
        let message = format!("the view `{table}` differs from the log; run `comity rebuild`");
        verified.flaw("view", entry.filter(|_| table != "sketch"), message);
        return Ok(());
    }
}

const STATEMENTS: &str = "SELECT s.entry, s.form, o.text, p.text, b.text, k.text, c.text, n.text, s.object, g.text,
    t.text, s.from_a, s.from_b, s.until_a, s.until_b, s.on_a, s.on_b, s.known, s.source, s.act, s.cluster,
    s.unverified, s.provisional, s.seen_a, s.seen_b, s.void, s.void_known
  FROM statement s LEFT JOIN word o ON o.id = s.org LEFT JOIN word p ON p.id = s.party
    LEFT JOIN word b ON b.id = s.body LEFT JOIN word k ON k.id = s.kind LEFT JOIN word c ON c.id = s.class
    LEFT JOIN word n ON n.id = s.standing LEFT JOIN word g ON g.id = s.stage LEFT JOIN word t ON t.id = s.stance
  ORDER BY s.entry";

/// The full-text index: which entries it has, and that it is sound.
fn compare_text(
    connection: &Connection,
    fresh: &Connection,
    verified: &mut Verified,
) -> rusqlite::Result<()> {
    let rows = |connection: &Connection| -> rusqlite::Result<Vec<(i64, Vec<u8>)>> {
        let mut select = connection.prepare("SELECT id, sz FROM words_docsize ORDER BY id")?;
        let rows = select.query_map(params![], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    };
    if rows(connection)? != rows(fresh)? {
        verified.flaw(
            "view",
            None,
            "the full-text index differs from the log; run `comity rebuild`".to_owned(),
        );
    }
    Ok(())
}
