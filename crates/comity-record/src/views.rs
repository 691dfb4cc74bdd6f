//! The tables derived from the log: what one entry adds to them. The same code runs at every append and in a rebuild.

use rusqlite::{Connection, OptionalExtension, params};

use crate::days::{self, DayNumber, Days};
use crate::ready::Made;
use crate::word::{self, WordId, Words};
use crate::{Body, EntryId, cluster};

/// An entry as the views see it.
pub(crate) struct Added<'a> {
    pub(crate) seq: EntryId,
    pub(crate) source: i64,
    pub(crate) known: DayNumber,
    pub(crate) body: &'a Body,
    pub(crate) made: &'a Made,
}

/// Adds an entry to the views.
pub(crate) fn add(connection: &Connection, words: &mut Words, it: &Added<'_>) -> rusqlite::Result<()> {
    match it.body {
        Body::Document { frame, text, copy_of } => {
            let copy_of = copy_of.as_deref().map(|it| document(connection, it)).transpose()?.flatten();
            connection
                .prepare_cached(
                    "INSERT INTO document(entry, digest, known, source, copy_of) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![it.seq, frame.digest, it.known, it.source, copy_of])?;
            let mut insert =
                connection.prepare_cached("INSERT OR IGNORE INTO sketch(hash, document) VALUES (?1, ?2)")?;
            for hash in &it.made.sketch {
                insert.execute(params![hash, it.seq])?;
            }
            index(connection, it.seq, text)
        }
        Body::Quotation { document: digest, quotation } => {
            let speaker = quotation.speaker.as_ref();
            let speaker = speaker.map(|it| it.id.clone().unwrap_or_else(|| it.name.clone()));
            let speaker = speaker.map(|it| words.intern(connection, &it)).transpose()?;
            let document = document(connection, digest)?.unwrap_or_default();
            connection
                .prepare_cached(
                    "INSERT INTO quotation(entry, document, speaker, known) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![it.seq, document, speaker, it.known])?;
            Ok(())
        }
        Body::Filing(filing) => {
            state(connection, words, it, it.seq)?;
            index(connection, it.seq, &format!("{}\n{}", filing.instrument, filing.evidence))
        }
        Body::Claim { .. } | Body::Standing(_) | Body::Chair(_) => state(connection, words, it, it.seq),
        Body::Link(made) => link(connection, it.seq, made.claim, act(connection, made.act)?, false),
        Body::Unlink(made) => link(connection, it.seq, made.claim, it.seq, true),
        Body::Correction { target, .. } => {
            let act = act(connection, *target)?;
            void(connection, *target, it)?;
            state(connection, words, it, act)?;
            if act == it.seq { Ok(()) } else { link(connection, it.seq, it.seq, act, false) }
        }
        Body::Retraction { target, .. } => void(connection, *target, it),
        Body::Meeting { .. } | Body::Office { .. } | Body::Coverage(_) => Ok(()),
    }
}

/// The entry of a document by its digest.
pub(crate) fn document(connection: &Connection, digest: &str) -> rusqlite::Result<Option<EntryId>> {
    connection
        .prepare_cached("SELECT entry FROM document WHERE digest = ?1")?
        .query_row([digest], |row| row.get(0))
        .optional()
}

/// The text of a document.
pub(crate) fn text(connection: &Connection, digest: &str) -> rusqlite::Result<Option<String>> {
    let body: Option<String> = connection
        .prepare_cached("SELECT e.body FROM document d JOIN entry e ON e.seq = d.entry WHERE d.digest = ?1")?
        .query_row([digest], |row| row.get(0))
        .optional()?;
    Ok(body.and_then(|it| match serde_json::from_str(&it) {
        Ok(Body::Document { text, .. }) => Some(text),
        _ => None,
    }))
}

/// The act that an entry is about.
pub(crate) fn act(connection: &Connection, entry: EntryId) -> rusqlite::Result<EntryId> {
    let act = connection
        .prepare_cached("SELECT act FROM statement WHERE entry = ?1")?
        .query_row([entry], |row| row.get(0))
        .optional()?;
    Ok(act.unwrap_or(entry))
}

fn index(connection: &Connection, entry: EntryId, text: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO words(rowid, text) VALUES (?1, ?2)")?
        .execute(params![entry, text])
        .map(|_| ())
}

/// Moves a claim to an act.
fn link(c: &Connection, seq: EntryId, claim: EntryId, act: EntryId, undone: bool) -> rusqlite::Result<()> {
    c.prepare_cached("INSERT INTO link(entry, claim, act, undone) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![seq, claim, act, undone])?;
    c.prepare_cached("UPDATE statement SET act = ?2 WHERE entry = ?1")?.execute(params![claim, act])?;
    Ok(())
}

/// Says that an entry was corrected or taken back; of a document, all that it says.
fn void(connection: &Connection, target: EntryId, it: &Added<'_>) -> rusqlite::Result<()> {
    let changed = connection
        .prepare_cached("UPDATE statement SET void = ?2, void_known = ?3 WHERE entry = ?1 AND void IS NULL")?
        .execute(params![target, it.seq, it.known])?;
    if changed == 0 {
        connection.execute(
            "UPDATE statement SET void = ?2, void_known = ?3 WHERE void IS NULL AND form = ?4
               AND source = (SELECT d.source FROM document d WHERE d.entry = ?1)",
            params![target, it.seq, it.known, StoredForm::CLAIM],
        )?;
    }
    Ok(())
}

/// Numbers of the forms of statements in the table.
pub(crate) struct StoredForm;

impl StoredForm {
    pub(crate) const CLAIM: i64 = 0;
    pub(crate) const FILING: i64 = 1;
    pub(crate) const ROW: i64 = 2;
}

fn state(connection: &Connection, words: &mut Words, it: &Added<'_>, act: EntryId) -> rusqlite::Result<()> {
    let Some(statement) = &it.made.statement else { return Ok(()) };
    let cluster = it.made.cluster.as_ref().map(|it| it.number);
    let mut word = |text: Option<&str>| -> rusqlite::Result<Option<WordId>> {
        text.map(|text| words.intern(connection, text)).transpose()
    };
    let first = |days: Option<Days>| days.map(|it| it.first);
    let last = |days: Option<Days>| days.map(|it| it.last);
    let form = match statement.form {
        crate::StatementForm::Claim => StoredForm::CLAIM,
        crate::StatementForm::Filing => StoredForm::FILING,
        crate::StatementForm::Row => StoredForm::ROW,
    };
    let class = statement.class.map(|it| word::name(&it));
    connection
        .prepare_cached(
            "INSERT INTO statement(entry, form, org, party, body, kind, class, standing, object, stage, stance,
               from_a, from_b, until_a, until_b, on_a, on_b, known, source, act, cluster, unverified, seen_a, seen_b,
               provisional)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25)",
        )?
        .execute(params![
            it.seq,
            form,
            word(statement.org.as_deref())?.unwrap_or(word::NONE),
            word(statement.party.as_deref())?,
            word(statement.body.as_deref())?,
            word(Some(&word::name(&statement.kind)))?,
            word(class.as_deref())?,
            word(statement.standing.as_deref())?,
            statement.object,
            word(Some(&word::name(&statement.stage)))?,
            word(Some(&word::name(&statement.stance)))?,
            first(statement.from),
            last(statement.from),
            first(statement.until),
            last(statement.until),
            first(statement.on),
            last(statement.on),
            it.known,
            it.source,
            act,
            cluster,
            statement.unverified,
            first(statement.seen),
            last(statement.seen),
            statement.provisional,
        ])?;
    Ok(())
}

/// Claims of the same key, for a new one to join.
pub(crate) fn candidates(
    connection: &Connection,
    key: &cluster::Key,
) -> rusqlite::Result<Vec<cluster::Candidate>> {
    let mut select = connection.prepare_cached(
        "SELECT act, object, on_a, on_b, from_a, from_b FROM statement
         WHERE cluster = ?1 AND void IS NULL ORDER BY entry DESC LIMIT 256",
    )?;
    let rows = select.query_map([key.number], |row| {
        Ok(cluster::Candidate {
            act: row.get(0)?,
            object: row.get(1)?,
            on: range(row.get(2)?, row.get(3)?),
            from: range(row.get(4)?, row.get(5)?),
        })
    })?;
    let mut found: Vec<_> = rows.collect::<Result<_, _>>()?;
    found.reverse();
    Ok(found)
}

/// A range of two columns.
pub(crate) fn range(first: Option<DayNumber>, last: Option<DayNumber>) -> Option<Days> {
    Some(Days { first: first?, last: last? })
}

/// The day from which an entry counts as known: the last one that its day can be.
pub(crate) fn known_from(day: comity_model::Day) -> Option<DayNumber> {
    day.latest().and_then(days::number)
}
