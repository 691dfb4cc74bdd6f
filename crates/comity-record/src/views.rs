//! The tables derived from the log: what one entry adds to them. The same code runs at every append and in a rebuild.

use std::sync::Arc;

use comity_model::{Class, Kind, Quotation, Stage, Stance};
use rusqlite::{Connection, OptionalExtension, params};

use crate::bloom::Clusters;
use crate::cluster::{self, Candidate};
use crate::days::{self, DayNumber, Days};
use crate::pending::{Pending, StatementRow};
use crate::ready::Made;
use crate::word::{self, Ids, WordId, Words};
use crate::{Body, EntryId, StatementForm};

/// Claims of one key that are looked at, at most; as in the statement that finds them.
const JOINED: usize = 256;

/// An entry as the views see it.
pub(crate) struct Added<'a> {
    pub(crate) seq: EntryId,
    pub(crate) source: i64,
    pub(crate) known: DayNumber,
    pub(crate) body: &'a Body,
    pub(crate) made: &'a Made,
}

/// Writes the views. What is added is in the tables once it was flushed.
pub(crate) struct Views<'c> {
    connection: &'c Connection,
    words: &'c mut Words,
    numbers: Numbers,
    pending: Pending,
    clusters: Option<&'c mut Clusters>,
}

/// The numbers of words that stand in every row.
#[derive(Default)]
struct Numbers {
    kinds: Ids<Kind>,
    classes: Ids<Class>,
    stages: Ids<Stage>,
    stances: Ids<Stance>,
}

impl<'c> Views<'c> {
    pub(crate) fn new(connection: &'c Connection, words: &'c mut Words) -> Views<'c> {
        Views { connection, words, numbers: Numbers::default(), pending: Pending::default(), clusters: None }
    }

    /// Takes what is known of the clusters of the record, and keeps it up.
    pub(crate) fn know(&mut self, clusters: Option<&'c mut Clusters>) {
        self.clusters = clusters;
    }

    /// Puts into the tables what is not there yet: the log is to end with entry `upto`.
    pub(crate) fn finish(&mut self, upto: EntryId) -> rusqlite::Result<()> {
        if let Some(clusters) = &mut self.clusters {
            clusters.upto = upto;
        }
        self.flush()
    }

    /// Puts into the tables what is not there yet.
    pub(crate) fn flush(&mut self) -> rusqlite::Result<()> {
        self.pending.flush(self.connection)
    }

    /// Adds an entry.
    pub(crate) fn add(&mut self, it: &Added<'_>) -> rusqlite::Result<()> {
        if self.pending.is_full() {
            self.flush()?;
        }
        match it.body {
            Body::Document { frame, text, copy_of } => {
                let copy_of =
                    copy_of.as_deref().map(|it| document(self.connection, it)).transpose()?.flatten();
                self.connection
                    .prepare_cached(
                        "INSERT INTO document(entry, digest, known, source, copy_of) VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .execute(params![it.seq, frame.digest, it.known, it.source, copy_of])?;
                it.made.sketch.iter().for_each(|hash| self.pending.sketch(*hash, it.seq));
                self.index(it.seq, text)
            }
            Body::Quotation { document, quotation } => self.quotation(it, document, quotation),
            Body::Filing(filing) => {
                self.state(it, it.seq)?;
                self.index(it.seq, &format!("{}\n{}", filing.instrument, filing.evidence))
            }
            Body::Claim { .. } | Body::Standing(_) | Body::Chair(_) => self.state(it, it.seq),
            Body::Link(made) => {
                let act = self.act(made.act)?;
                self.link(it.seq, made.claim, act, false)
            }
            Body::Unlink(made) => self.link(it.seq, made.claim, it.seq, true),
            Body::Correction { target, .. } => {
                let act = self.act(*target)?;
                self.void(*target, it)?;
                self.state(it, act)?;
                if act == it.seq { Ok(()) } else { self.link(it.seq, it.seq, act, false) }
            }
            Body::Retraction { target, .. } => self.void(*target, it),
            Body::Meeting { .. } | Body::Office { .. } | Body::Coverage(_) => Ok(()),
        }
    }

    fn quotation(&mut self, it: &Added<'_>, digest: &str, quotation: &Quotation) -> rusqlite::Result<()> {
        let speaker = quotation.speaker.as_ref();
        let speaker = speaker.map(|it| it.id.as_deref().unwrap_or(&it.name));
        let speaker = speaker.map(|it| self.words.intern(self.connection, it)).transpose()?;
        let document = document(self.connection, digest)?.unwrap_or_default();
        self.connection
            .prepare_cached("INSERT INTO quotation(entry, document, speaker, known) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![it.seq, document, speaker, it.known])?;
        Ok(())
    }

    fn index(&self, entry: EntryId, text: &str) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("INSERT INTO words(rowid, text) VALUES (?1, ?2)")?
            .execute(params![entry, text])
            .map(|_| ())
    }

    /// The act that an entry is about.
    fn act(&mut self, entry: EntryId) -> rusqlite::Result<EntryId> {
        if let Some(act) = self.pending.act(entry) {
            return Ok(*act);
        }
        let act = self
            .connection
            .prepare_cached("SELECT act FROM statement WHERE entry = ?1")?
            .query_row([entry], |row| row.get(0))
            .optional()?;
        Ok(act.unwrap_or(entry))
    }

    /// Moves a claim to an act.
    fn link(&mut self, seq: EntryId, claim: EntryId, act: EntryId, undone: bool) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("INSERT INTO link(entry, claim, act, undone) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![seq, claim, act, undone])?;
        match self.pending.act(claim) {
            Some(it) => *it = act,
            None => {
                self.connection
                    .prepare_cached("UPDATE statement SET act = ?2 WHERE entry = ?1")?
                    .execute(params![claim, act])?;
            }
        }
        Ok(())
    }

    /// Says that an entry was corrected or taken back; of a document, all that it says.
    fn void(&mut self, target: EntryId, it: &Added<'_>) -> rusqlite::Result<()> {
        self.flush()?;
        let changed = self
            .connection
            .prepare_cached(
                "UPDATE statement SET void = ?2, void_known = ?3 WHERE entry = ?1 AND void IS NULL",
            )?
            .execute(params![target, it.seq, it.known])?;
        if changed == 0 {
            self.connection.execute(
                "UPDATE statement SET void = ?2, void_known = ?3 WHERE void IS NULL AND form = ?4
                   AND source = (SELECT d.source FROM document d WHERE d.entry = ?1)",
                params![target, it.seq, it.known, StoredForm::CLAIM],
            )?;
        }
        Ok(())
    }

    fn state(&mut self, it: &Added<'_>, act: EntryId) -> rusqlite::Result<()> {
        let Some(statement) = &it.made.statement else { return Ok(()) };
        let Views { connection: c, words, numbers, .. } = self;
        let mut word = |text: &Option<Arc<str>>| -> rusqlite::Result<Option<WordId>> {
            text.as_deref().map(|text| words.intern(c, text)).transpose()
        };
        let org = word(&statement.org)?.unwrap_or(word::NONE);
        let (party, body) = (word(&statement.party)?, word(&statement.body)?);
        let kind = numbers.kinds.get(c, words, statement.kind)?;
        let class = statement.class.map(|it| numbers.classes.get(c, words, it)).transpose()?;
        let standing = statement.standing.as_deref().map(|it| words.intern(c, it)).transpose()?;
        let cluster = it.made.cluster.as_ref().map(|it| it.number);
        if let (Some(clusters), Some(cluster)) = (&mut self.clusters, cluster) {
            clusters.add(cluster);
        }
        self.pending.push(StatementRow {
            entry: it.seq,
            form: StoredForm::of(statement.form),
            org,
            party,
            body,
            kind,
            class,
            standing,
            object: statement.object.clone(),
            stage: numbers.stages.get(c, words, statement.stage)?,
            stance: numbers.stances.get(c, words, statement.stance)?,
            from: statement.from,
            until: statement.until,
            on: statement.on,
            seen: statement.seen,
            known: it.known,
            source: it.source,
            act,
            cluster,
            unverified: statement.unverified,
            provisional: statement.provisional,
        });
        Ok(())
    }

    /// Claims of the same key, for a new one to join: the last ones, the earliest of them first.
    pub(crate) fn candidates(&self, key: &cluster::Key) -> rusqlite::Result<Vec<Candidate>> {
        let pending = self.pending.candidates(key.number);
        let mut found = Vec::new();
        if pending.len() < JOINED && self.clusters.as_ref().is_none_or(|it| it.may_have(key.number)) {
            // The limit is no parameter: SQLite would compile the statement anew for each value.
            let mut select = self.connection.prepare_cached(
                "SELECT act, object, on_a, on_b, from_a, from_b FROM statement
                 WHERE cluster = ?1 AND void IS NULL ORDER BY entry DESC LIMIT 256",
            )?;
            let rows = select.query_map([key.number], |row| {
                Ok(Candidate {
                    act: row.get(0)?,
                    object: row.get(1)?,
                    on: range(row.get(2)?, row.get(3)?),
                    from: range(row.get(4)?, row.get(5)?),
                })
            })?;
            found = rows.collect::<Result<_, _>>()?;
            found.reverse();
        }
        found.extend(pending);
        found.drain(..found.len().saturating_sub(JOINED));
        Ok(found)
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

/// Numbers of the forms of statements in the table.
pub(crate) struct StoredForm;

impl StoredForm {
    pub(crate) const CLAIM: i64 = 0;
    pub(crate) const FILING: i64 = 1;
    pub(crate) const ROW: i64 = 2;

    fn of(form: StatementForm) -> i64 {
        match form {
            StatementForm::Claim => StoredForm::CLAIM,
            StatementForm::Filing => StoredForm::FILING,
            StatementForm::Row => StoredForm::ROW,
        }
    }
}

/// A range of two columns.
pub(crate) fn range(first: Option<DayNumber>, last: Option<DayNumber>) -> Option<Days> {
    Some(Days { first: first?, last: last? })
}

/// The day from which an entry counts as known: the last one that its day can be.
pub(crate) fn known_from(day: comity_model::Day) -> Option<DayNumber> {
    day.latest().and_then(days::number)
}
