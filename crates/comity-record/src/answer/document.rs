//! A document with all that was read from it, and the documents that a record has.

use comity_model::{Claim, Day, Frame, Meeting, OfficeHeld, Quotation};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use super::{AsOf, Asking, Names, Question};
use crate::{Body, EntryId, Record, RecordError, Source, views};

/// Entry, digest, source and instant of a document.
type Row = (EntryId, String, i64, i64);

/// Something read from a document, with its entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Read<T> {
    /// The entry.
    pub entry: EntryId,
    /// The act that it is about, of a claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<EntryId>,
    /// Taken back or corrected since, as far as one can know on the day asked about.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub void: bool,
    /// What was read.
    pub it: T,
}

/// A document and its reading, as the record keeps them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentAnswer {
    /// As of what.
    pub as_of: AsOf,
    /// The entry.
    pub entry: EntryId,
    /// What it says of itself.
    pub frame: Frame,
    /// Its text; all spans count its code points.
    pub text: String,
    /// Digest of the document that it copies.
    pub copy_of: Option<String>,
    /// The day from which one could know it.
    pub known: Day,
    /// Who published it, citing whom.
    pub source: Source,
    /// Claims.
    pub claims: Vec<Read<Claim>>,
    /// Quotations.
    pub quotations: Vec<Read<Quotation>>,
    /// Offices.
    pub offices: Vec<Read<OfficeHeld>>,
    /// Meetings.
    pub meetings: Vec<Read<Meeting>>,
}

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentLine {
    /// The entry.
    pub entry: EntryId,
    /// Its digest.
    pub digest: String,
    /// Its title, or its path.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// Whom the publisher cites.
    pub chain: Vec<String>,
    /// The day from which one could know it.
    pub known: Day,
    /// The instant at which the record took it in, in microseconds since 1970.
    pub recorded: i64,
}

/// Documents, the latest recorded first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentsAnswer {
    /// As of what.
    pub as_of: AsOf,
    /// All that there are.
    pub total: u64,
    /// Those asked for.
    pub documents: Vec<DocumentLine>,
}

impl Record {
    /// A document by its digest; none where the record has none, or had none by then.
    pub fn document(
        &self,
        digest: &str,
        question: &Question,
        names: &dyn Names,
    ) -> Result<Option<DocumentAnswer>, RecordError> {
        self.ask(question, names)?.document(digest)
    }

    /// Documents, the latest recorded first.
    pub fn documents(
        &self,
        skip: u64,
        limit: u64,
        question: &Question,
        names: &dyn Names,
    ) -> Result<DocumentsAnswer, RecordError> {
        let asking = self.ask(question, names)?;
        let mut inner = self.inner();
        let read = || -> rusqlite::Result<(u64, Vec<Row>)> {
            let total = inner
                .connection
                .prepare_cached("SELECT count(*) FROM document WHERE entry <= ?1 AND known <= ?2")?
                .query_row(params![asking.upto, asking.known], |row| row.get(0))?;
            let mut select = inner.connection.prepare_cached(
                "SELECT d.entry, d.digest, d.source, e.recorded FROM document d JOIN entry e ON e.seq = d.entry
                 WHERE d.entry <= ?1 AND d.known <= ?2 ORDER BY d.entry DESC LIMIT ?3 OFFSET ?4",
            )?;
            let rows = select.query_map(params![asking.upto, asking.known, limit, skip], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
            Ok((total, rows.collect::<rusqlite::Result<_>>()?))
        };
        let (total, rows) = read().map_err(|it| self.explain(&it))?;
        let mut documents = Vec::new();
        for (entry, digest, source, recorded) in rows {
            let source = inner.source(source).map_err(|it| self.explain(&it))?;
            documents.push((entry, digest, source, recorded));
        }
        drop(inner);
        let documents = documents.into_iter().map(|(entry, digest, source, recorded)| {
            let (title, known) = asking.title(entry, &digest)?;
            Ok(DocumentLine {
                title: title.unwrap_or_else(|| source.source.name.clone()),
                source: source.source.name.clone(),
                chain: source.source.chain.clone(),
                entry,
                digest,
                known,
                recorded,
            })
        });
        let documents = documents.collect::<Result<_, RecordError>>()?;
        Ok(DocumentsAnswer { as_of: asking.as_of(), total, documents })
    }
}

impl Asking<'_> {
    fn document(&self, digest: &str) -> Result<Option<DocumentAnswer>, RecordError> {
        let fail = |it: rusqlite::Error| self.fail(&it);
        let mut inner = self.inner();
        let Some(entry) = views::document(&inner.connection, digest).map_err(fail)? else { return Ok(None) };
        let (known, source): (String, i64) = inner
            .connection
            .prepare_cached("SELECT known, source FROM entry WHERE seq = ?1")
            .and_then(|mut it| it.query_row([entry], |row| Ok((row.get(0)?, row.get(1)?))))
            .map_err(fail)?;
        let known = Day::parse(&known).unwrap_or(Day { year: None, month: None, day: None });
        let late = views::known_from(known).is_none_or(|it| it > self.known);
        if late || entry > self.upto {
            return Ok(None);
        }
        let Some(Body::Document { frame, text, copy_of }) = inner.body(entry).map_err(fail)? else {
            return Ok(None);
        };
        let mut answer = DocumentAnswer {
            as_of: self.as_of(),
            entry,
            frame,
            text,
            copy_of,
            known,
            source: inner.source(source).map_err(fail)?.source.clone(),
            claims: Vec::new(),
            quotations: Vec::new(),
            offices: Vec::new(),
            meetings: Vec::new(),
        };
        self.parts(&inner.connection, source, &mut answer).map_err(fail)?;
        Ok(Some(answer))
    }

    /// The entries of a reading were appended together, right after their document.
    fn parts(
        &self,
        connection: &rusqlite::Connection,
        source: i64,
        answer: &mut DocumentAnswer,
    ) -> rusqlite::Result<()> {
        let mut select = connection.prepare_cached(
            "SELECT seq, kind, source, body FROM entry WHERE seq > ?1 AND seq <= ?2 ORDER BY seq",
        )?;
        let mut rows = select.query(params![answer.entry, self.upto])?;
        while let Some(row) = rows.next()? {
            let (entry, kind): (EntryId, String) = (row.get(0)?, row.get(1)?);
            if kind == "link" {
                continue;
            }
            if row.get::<_, i64>(2)? != source || kind == "document" {
                break;
            }
            let body: String = row.get(3)?;
            match serde_json::from_str(&body) {
                Ok(Body::Claim { claim, .. }) => {
                    let (act, void) = self.about(connection, entry)?;
                    answer.claims.push(Read { entry, act, void, it: claim });
                }
                Ok(Body::Quotation { quotation: it, .. }) => answer.quotations.push(read(entry, it)),
                Ok(Body::Office { office: it, .. }) => answer.offices.push(read(entry, it)),
                Ok(Body::Meeting { meeting: it, .. }) => answer.meetings.push(read(entry, it)),
                _ => {}
            }
        }
        answer.claims.sort_by_key(|it| it.it.evidence.first().map(|it| (it.span.start, it.span.end)));
        Ok(())
    }

    /// The act of a claim, and whether it was taken back.
    fn about(
        &self,
        connection: &rusqlite::Connection,
        entry: EntryId,
    ) -> rusqlite::Result<(Option<EntryId>, bool)> {
        let row = connection
            .prepare_cached(
                "SELECT act, void IS NOT NULL AND void <= ?2 AND coalesce(void_known, 0) <= ?3
                 FROM statement WHERE entry = ?1",
            )?
            .query_row(params![entry, self.upto, self.known], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(row.map_or((None, false), |(act, void)| (Some(act), void)))
    }
}

fn read<T>(entry: EntryId, it: T) -> Read<T> {
    Read { entry, act: None, void: false, it }
}
