//! Takes in a document with its reading: one transaction, each claim linked to the act that it is about.

use std::sync::Arc;

use comity_model::{Claim, Day, Document, Reading, Relation};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::params;

use crate::policy::Known;
use crate::{Body, Entry, EntryId, Record, RecordError, Source, SourceKind, sketch, views};

/// Documents by whose sketches a copy is looked for, at most.
const NEAR: usize = 16;

/// What taking in a document did.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TakenIn {
    /// Path as given.
    pub path: String,
    /// Digest of the document.
    pub digest: String,
    /// Number of the document's entry, when it is new.
    pub entry: Option<EntryId>,
    /// Entries written.
    pub written: u64,
    /// Claims among them.
    pub claims: usize,
    /// The day from which the record takes it to be known.
    pub known: Day,
    /// Whether the document gives that day; otherwise it is the day on which it was recorded.
    pub dated: bool,
    /// Digest of the document that this one is a copy of.
    pub copy_of: Option<String>,
}

impl Record {
    /// Takes in a document and what was read from it. A document that the record has is left as it is.
    pub fn take_in(
        &mut self,
        document: &Document,
        reading: &Reading,
        recorded: Timestamp,
    ) -> Result<TakenIn, RecordError> {
        let stated = reading.document.published.as_ref().and_then(|it| it.day());
        let stated = stated.or(document.published_on).filter(|it| it.latest().is_some());
        let known = stated.unwrap_or_else(|| day_of(recorded));
        let mut taken = TakenIn {
            path: document.path.clone(),
            digest: document.digest.clone(),
            entry: None,
            written: 0,
            claims: 0,
            known,
            dated: stated.is_some(),
            copy_of: None,
        };
        let copy = self.copy_of(document).map_err(|it| self.explain(&it))?;
        let Some(copy) = copy else { return Ok(taken) };
        let mut source = source(reading, document);
        let copy = match copy {
            Some((digest, original)) => {
                source.chain.push(original.origin.clone());
                Some(digest)
            }
            None => None,
        };
        taken.copy_of.clone_from(&copy);
        let source = Arc::new(source);
        let bodies = bodies(document, reading, copy);
        taken.claims = reading.claims.len();
        let entries =
            bodies.into_iter().map(|body| Entry { source: Arc::clone(&source), known, body }).collect();
        let appended = self.append(entries, recorded)?;
        (taken.entry, taken.written) = (appended.first, appended.written);
        Ok(taken)
    }

    /// Outer none: the record has this very document. Inner: the document that it copies, with its source.
    #[allow(clippy::type_complexity)]
    fn copy_of(&self, document: &Document) -> rusqlite::Result<Option<Option<(String, Arc<Known>)>>> {
        let mut inner = self.inner();
        if views::document(&inner.connection, &document.digest)?.is_some() {
            return Ok(None);
        }
        let own = sketch::of(&document.text);
        let mut near: std::collections::BTreeMap<EntryId, usize> = std::collections::BTreeMap::new();
        for hash in &own {
            let mut select =
                inner.connection.prepare_cached("SELECT document FROM sketch WHERE hash = ?1")?;
            for entry in select.query_map([hash], |row| row.get::<_, EntryId>(0))? {
                *near.entry(entry?).or_default() += 1;
            }
        }
        let mut near: Vec<_> = near.into_iter().collect();
        near.sort_by_key(|(entry, shared)| (std::cmp::Reverse(*shared), *entry));
        for (entry, _) in near.into_iter().take(NEAR) {
            let (digest, source): (String, i64) = inner
                .connection
                .prepare_cached(
                    "SELECT d.digest, e.source FROM document d JOIN entry e ON e.seq = d.entry WHERE d.entry = ?1",
                )?
                .query_row(params![entry], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let text = views::text(&inner.connection, &digest)?.unwrap_or_default();
            if sketch::is_copy(&own, &sketch::of(&text)) {
                return Ok(Some(Some((digest, inner.source(source)?))));
            }
        }
        Ok(Some(None))
    }
}

/// The calendar day of an instant, in UTC.
pub(crate) fn day_of(instant: Timestamp) -> Day {
    let date = instant.to_zoned(TimeZone::UTC).date();
    Day::new(date.year(), date.month() as u8, date.day() as u8)
}

/// Who says it: the publisher, citing its sources.
fn source(reading: &Reading, document: &Document) -> Source {
    let frame = &reading.document;
    let publisher = frame.publisher.as_ref();
    let title = frame.title.as_deref().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    Source {
        id: document.digest.clone(),
        name: publisher.map(|it| it.name.clone()).or(title).unwrap_or_else(|| document.path.clone()),
        kind: SourceKind::Publisher,
        url: None,
        publisher: publisher.and_then(|it| it.id.clone()),
        chain: frame.sources.iter().map(|it| it.id.clone().unwrap_or_else(|| it.name.clone())).collect(),
    }
}

/// The entries of a document; claims that others wrap come before those that wrap them.
fn bodies(document: &Document, reading: &Reading, copy_of: Option<String>) -> Vec<Body> {
    let digest = || document.digest.clone();
    let wraps =
        |claim: &Claim| claim.links.iter().any(|it| matches!(it.rel, Relation::Decides | Relation::Proposes));
    let mut claims: Vec<&Claim> = reading.claims.iter().collect();
    claims.sort_by_key(|it| wraps(it));
    let mut frame = reading.document.clone();
    frame.digest = digest();
    let mut bodies = vec![Body::Document { frame, text: document.text.clone(), copy_of }];
    let meetings = reading.meetings.iter().cloned();
    bodies.extend(meetings.map(|meeting| Body::Meeting { document: digest(), meeting }));
    let offices = reading.offices.iter().cloned();
    bodies.extend(offices.map(|office| Body::Office { document: digest(), office }));
    let quotations = reading.quotations.iter().cloned();
    bodies.extend(quotations.map(|quotation| Body::Quotation { document: digest(), quotation }));
    bodies.extend(claims.into_iter().cloned().map(|claim| Body::Claim { document: digest(), claim }));
    bodies
}
