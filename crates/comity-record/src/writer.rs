//! Entries into the log, inside one transaction: checked, hashed, linked to acts, added to the views.

use std::collections::HashMap;
use std::sync::Arc;

use comity_model::Evidence;
use jiff::Timestamp;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::bloom::Clusters;
use crate::ready::Ready;
use crate::views::{self, Added, Views};
use crate::word::Words;
use crate::{Body, EntryId, LinkMade, RecordError, cluster, store};

/// Who links claims to acts on its own.
pub(crate) const CLUSTER: &str = "comity";

/// Kinds of entries that say something of an act or a standing.
const STATEMENTS: &[&str] = &["claim", "filing", "standing", "chair", "correction"];

/// Claims for which there must be room when what is known of the clusters is used.
const ROOM: usize = 100_000;

/// Writes entries inside one transaction.
pub(crate) struct Writer<'c> {
    connection: &'c Connection,
    views: Views<'c>,
    insert: CachedStatement<'c>,
    path: &'c str,
    recorded: i64,
    seq: EntryId,
    hash: [u8; 32],
    written: u64,
    /// The last source: its text and number.
    source: Option<(Arc<str>, i64)>,
    /// The last document that had a claim, and its claims in this transaction, for links between them.
    claims: (String, HashMap<String, EntryId>),
    /// Digest and text of the last document, to hold evidence against.
    text: Option<(String, String)>,
}

impl<'c> Writer<'c> {
    pub(crate) fn begin(
        connection: &'c Connection,
        words: &'c mut Words,
        path: &'c str,
        recorded: Timestamp,
    ) -> rusqlite::Result<Writer<'c>> {
        let last = connection
            .query_row("SELECT seq, hash, recorded FROM entry ORDER BY seq DESC LIMIT 1", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let (seq, hash, before): (EntryId, [u8; 32], i64) = last.unwrap_or((0, [0; 32], i64::MIN));
        // The third clock never runs backwards, whatever the machine's does.
        let recorded = recorded.as_microsecond().max(before);
        Ok(Writer {
            connection,
            views: Views::new(connection, words),
            insert: connection.prepare_cached(
                "INSERT INTO entry(seq, kind, source, known, recorded, body, content, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?,
            path,
            recorded,
            seq,
            hash,
            written: 0,
            source: None,
            claims: Default::default(),
            text: None,
        })
    }

    /// Lets it know which clusters there are, or learn it where that is little work beside the `written` entries so far.
    pub(crate) fn know(&mut self, clusters: &'c mut Option<Clusters>, written: u64) -> rusqlite::Result<()> {
        let fits = clusters.as_ref().is_some_and(|it| it.upto == self.seq && it.has_room(ROOM));
        if !fits {
            let few = self.seq <= ROOM as u64 + written * 16;
            *clusters = few.then(|| Clusters::of(self.connection, self.seq, 4 * ROOM)).transpose()?;
        }
        self.views.know(clusters.as_mut());
        Ok(())
    }

    /// Puts what is left into the tables. How many entries were written.
    pub(crate) fn finish(mut self) -> rusqlite::Result<u64> {
        self.views.finish(self.seq)?;
        Ok(self.written)
    }

    fn fail(&self, error: &rusqlite::Error) -> RecordError {
        store::explain(self.path, error)
    }

    /// Writes an entry and the links it brings; none where the record has it already.
    pub(crate) fn write(&mut self, it: Box<Ready>) -> Result<Option<EntryId>, RecordError> {
        self.check(&it.entry.body)?;
        let source = self.source(&it.source).map_err(|it| self.fail(&it))?;
        let join = self.join(&it).map_err(|it| self.fail(&it))?;
        if self.has(&it, source).map_err(|it| self.fail(&it))? {
            return Ok(None);
        }
        let seq = self.put(&it, source).map_err(|it| self.fail(&it))?;
        let Ready { entry, source: text, .. } = *it;
        match entry.body {
            Body::Document { frame, text, .. } => self.text = Some((frame.digest, text)),
            Body::Claim { document, claim } => self.remember(document, claim.id, seq),
            _ => {}
        }
        if let Some((act, why)) = join {
            let made = LinkMade { claim: seq, act, by: CLUSTER.to_owned(), why };
            let link = Ready::new(entry.source, entry.known, Body::Link(made), text)?;
            self.put(&link, source).map_err(|it| self.fail(&it))?;
        }
        Ok(Some(seq))
    }

    /// Keeps the number of a claim, for links between claims of one document.
    fn remember(&mut self, document: String, claim: String, seq: EntryId) {
        if self.claims.0 != document {
            self.claims = (document, HashMap::new());
        }
        self.claims.1.insert(claim, seq);
    }

    /// The act that an entry joins, and why.
    fn join(&mut self, it: &Ready) -> rusqlite::Result<Option<(EntryId, String)>> {
        if let Body::Claim { document, claim } = &it.entry.body
            && self.claims.0 == *document
        {
            let target = claim.links.iter().find_map(|link| {
                let wraps =
                    matches!(link.rel, comity_model::Relation::Decides | comity_model::Relation::Proposes);
                let entry = self.claims.1.get(&link.to)?;
                wraps.then(|| (*entry, format!("{} {}", crate::word::name(&link.rel), link.to)))
            });
            if target.is_some() {
                return Ok(target);
            }
        }
        if !matches!(it.entry.body, Body::Claim { .. } | Body::Filing(_)) {
            return Ok(None);
        }
        let (Some(statement), Some(key)) = (&it.made.statement, &it.made.cluster) else { return Ok(None) };
        let candidates = self.views.candidates(key)?;
        Ok(cluster::choose(statement, &candidates).map(|act| (act, key.text.clone())))
    }

    /// The number of a source.
    fn source(&mut self, source: &Arc<str>) -> rusqlite::Result<i64> {
        if let Some((last, id)) = &self.source
            && last == source
        {
            return Ok(*id);
        }
        let found = self
            .connection
            .prepare_cached("SELECT id FROM source WHERE body = ?1")?
            .query_row([source], |row| row.get(0))
            .optional()?;
        let id = match found {
            Some(id) => id,
            None => {
                self.connection.prepare_cached("INSERT INTO source(body) VALUES (?1)")?.execute([source])?;
                self.connection.last_insert_rowid()
            }
        };
        self.source = Some((Arc::clone(source), id));
        Ok(id)
    }

    /// Refuses claims whose words do not stand in their document.
    fn check_evidence(&mut self, digest: &str, evidence: &[Evidence]) -> Result<(), RecordError> {
        if self.text.as_ref().is_none_or(|(last, _)| last != digest) {
            let text = views::text(self.connection, digest).map_err(|it| self.fail(&it))?;
            let text = text.ok_or_else(|| RecordError::NoDocument(digest.to_owned()))?;
            self.text = Some((digest.to_owned(), text));
        }
        let text = self.text.as_ref().map_or("", |(_, text)| text);
        match evidence.iter().find(|it| it.span.slice(text) != Some(&it.text)) {
            None => Ok(()),
            Some(it) => Err(RecordError::NotInDocument {
                words: it.text.clone(),
                start: it.span.start,
                end: it.span.end,
                document: digest.to_owned(),
            }),
        }
    }

    /// Refuses entries that name what is not there.
    fn check(&mut self, body: &Body) -> Result<(), RecordError> {
        let exists = |entry: EntryId, kinds: &[&str]| {
            let kind: Option<String> = self
                .connection
                .prepare_cached("SELECT kind FROM entry WHERE seq = ?1")
                .and_then(|mut it| it.query_row([entry], |row| row.get(0)).optional())
                .map_err(|it| self.fail(&it))?;
            let reason = match kind {
                None => "is not in the record".to_owned(),
                Some(kind) if !kinds.contains(&kind.as_str()) => {
                    format!("is of kind `{kind}`, expected {}", kinds.join(", "))
                }
                Some(_) => return Ok(()),
            };
            Err(RecordError::BadTarget { entry, reason })
        };
        match body {
            Body::Claim { document, claim } => self.check_evidence(document, &claim.evidence),
            Body::Link(made) => {
                exists(made.claim, STATEMENTS)?;
                exists(made.act, &[STATEMENTS, &["unlink"]].concat())
            }
            Body::Unlink(made) => exists(made.claim, STATEMENTS),
            Body::Correction { target, body, .. } => {
                let kinds: &[&str] = match **body {
                    Body::Claim { .. } => &["claim", "correction"],
                    Body::Filing(_) => &["filing", "correction"],
                    Body::Standing(_) => &["standing", "correction"],
                    Body::Chair(_) => &["chair", "correction"],
                    _ => &[],
                };
                exists(*target, kinds)
            }
            Body::Retraction { target, .. } => exists(*target, &[STATEMENTS, &["document"]].concat()),
            _ => Ok(()),
        }
    }

    /// Puts one entry into log and views.
    fn put(&mut self, it: &Ready, source: i64) -> rusqlite::Result<EntryId> {
        let seq = self.seq + 1;
        let hash = chain(&self.hash, seq, self.recorded, &it.content);
        let body = &it.entry.body;
        self.insert.execute(params![
            seq,
            body.kind(),
            source,
            it.day,
            self.recorded,
            it.body,
            prefix(it),
            hash
        ])?;
        self.views.add(&Added { seq, source, known: it.known, body, made: &it.made })?;
        self.seq = seq;
        self.hash = hash;
        self.written += 1;
        Ok(seq)
    }

    /// Whether the record has this document, filing or row.
    fn has(&self, it: &Ready, source: i64) -> rusqlite::Result<bool> {
        if let Body::Document { frame, .. } = &it.entry.body {
            return Ok(views::document(self.connection, &frame.digest)?.is_some());
        }
        let Some(prefix) = prefix(it) else { return Ok(false) };
        self.connection
            .prepare_cached(
                "SELECT 1 FROM entry WHERE content = ?1 AND source = ?2 AND known = ?3 AND body = ?4",
            )?
            .exists(params![prefix, source, it.day, it.body])
    }
}

/// The hash of an entry: of the hash before, its number, its instant and what it says.
pub(crate) fn chain(before: &[u8], seq: EntryId, recorded: i64, content: &[u8; 32]) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(before);
    digest.update(seq.to_le_bytes());
    digest.update(recorded.to_le_bytes());
    digest.update(content);
    digest.finalize().into()
}

/// By what an entry that is in a record once is found again: the head of its digest.
fn prefix(it: &Ready) -> Option<i64> {
    let once = matches!(
        it.entry.body,
        Body::Document { .. } | Body::Filing(_) | Body::Standing(_) | Body::Chair(_) | Body::Coverage(_)
    );
    it.content.first_chunk().filter(|_| once).map(|it| i64::from_le_bytes(*it))
}
