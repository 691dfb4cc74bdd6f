//! Entries into the log, inside one transaction: checked, hashed, linked to acts, added to the views.

use std::collections::HashMap;
use std::sync::Arc;

use comity_model::Evidence;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::statement::Statement;
use crate::views::{self, Added};
use crate::word::Words;
use crate::{Body, Entry, EntryId, LinkMade, RecordError, Source, cluster, store};

/// Who links claims to acts on its own.
pub(crate) const CLUSTER: &str = "comity";

/// Kinds of entries that say something of an act or a standing.
const STATEMENTS: &[&str] = &["claim", "filing", "standing", "chair", "correction"];

/// Writes entries inside one transaction.
pub(crate) struct Writer<'c> {
    connection: &'c Connection,
    words: &'c mut Words,
    path: &'c str,
    recorded: i64,
    seq: EntryId,
    hash: Vec<u8>,
    pub(crate) written: u64,
    source: Option<(Arc<Source>, i64, String)>,
    /// Claims of the documents of this transaction, for links between them.
    claims: HashMap<(String, String), EntryId>,
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
        let (seq, hash, before): (EntryId, Vec<u8>, i64) = last.unwrap_or((0, vec![0; 32], i64::MIN));
        // The third clock never runs backwards, whatever the machine's does.
        let recorded = recorded.as_microsecond().max(before);
        let claims = HashMap::new();
        Ok(Writer {
            connection,
            words,
            path,
            recorded,
            seq,
            hash,
            written: 0,
            source: None,
            claims,
            text: None,
        })
    }

    fn fail(&self, error: &rusqlite::Error) -> RecordError {
        store::explain(self.path, error)
    }

    /// Writes an entry and the links it brings; none where the record has it already.
    pub(crate) fn write(&mut self, entry: &Entry) -> Result<Option<EntryId>, RecordError> {
        let known =
            views::known_from(entry.known).ok_or_else(|| RecordError::NoKnownDay(entry.known.to_string()))?;
        self.check(&entry.body)?;
        let (source, source_body) = self.source(&entry.source).map_err(|it| self.fail(&it))?;
        let join = self.join(source, known, &entry.body).map_err(|it| self.fail(&it))?;
        let Some(seq) = self.put(entry, source, &source_body, known)? else { return Ok(None) };
        if let Body::Document { frame, text, .. } = &entry.body {
            self.text = Some((frame.digest.clone(), text.clone()));
        }
        if let Body::Claim { document, claim } = &entry.body {
            self.claims.insert((document.clone(), claim.id.clone()), seq);
        }
        if let Some((act, why)) = join {
            let made = LinkMade { claim: seq, act, by: CLUSTER.to_owned(), why };
            let link = Entry { body: Body::Link(made), ..entry.clone() };
            self.put(&link, source, &source_body, known)?;
        }
        Ok(Some(seq))
    }

    /// The act that an entry joins, and why.
    fn join(&mut self, source: i64, known: i32, body: &Body) -> rusqlite::Result<Option<(EntryId, String)>> {
        if let Body::Claim { document, claim } = body {
            let target = claim.links.iter().find_map(|link| {
                let wraps =
                    matches!(link.rel, comity_model::Relation::Decides | comity_model::Relation::Proposes);
                let entry = self.claims.get(&(document.clone(), link.to.clone()))?;
                wraps.then(|| (*entry, format!("{} {}", crate::word::name(&link.rel), link.to)))
            });
            if target.is_some() {
                return Ok(target);
            }
        }
        if !matches!(body, Body::Claim { .. } | Body::Filing(_)) {
            return Ok(None);
        }
        let Some(statement) = Statement::of(0, source, known, body) else { return Ok(None) };
        let Some(key) = cluster::key(&statement) else { return Ok(None) };
        let candidates = views::candidates(self.connection, self.words, &key)?;
        Ok(cluster::choose(&statement, &candidates).map(|act| (act, key)))
    }

    /// The number and text of a source.
    fn source(&mut self, source: &Arc<Source>) -> rusqlite::Result<(i64, String)> {
        if let Some((last, id, body)) = &self.source
            && (Arc::ptr_eq(last, source) || last == source)
        {
            return Ok((*id, body.clone()));
        }
        let body = serde_json::to_string(&**source).unwrap_or_default();
        let found = self
            .connection
            .prepare_cached("SELECT id FROM source WHERE body = ?1")?
            .query_row([&body], |row| row.get(0))
            .optional()?;
        let id = match found {
            Some(id) => id,
            None => {
                self.connection.prepare_cached("INSERT INTO source(body) VALUES (?1)")?.execute([&body])?;
                self.connection.last_insert_rowid()
            }
        };
        self.source = Some((Arc::clone(source), id, body.clone()));
        Ok((id, body))
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

    /// Puts one entry into log and views; none where the record has the same row already.
    fn put(
        &mut self,
        entry: &Entry,
        source: i64,
        source_body: &str,
        known: i32,
    ) -> Result<Option<EntryId>, RecordError> {
        let seq = self.seq + 1;
        let body = serde_json::to_string(&entry.body)
            .map_err(|it| RecordError::BadEntry { entry: seq, reason: it.to_string() })?;
        let day = entry.known.to_string();
        let content = content(source_body, &day, &body);
        let once = matches!(
            entry.body,
            Body::Document { .. } | Body::Filing(_) | Body::Standing(_) | Body::Chair(_) | Body::Coverage(_)
        );
        let prefix = once.then(|| prefix(&content));
        if once && self.has(prefix, entry, source, &day, &body).map_err(|it| self.fail(&it))? {
            return Ok(None);
        }
        let hash = chain(&self.hash, seq, self.recorded, &content);
        let store = |writer: &mut Self| -> rusqlite::Result<()> {
            writer
                .connection
                .prepare_cached(
                    "INSERT INTO entry(seq, kind, source, known, recorded, body, content, hash)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![seq, entry.body.kind(), source, day, writer.recorded, body, prefix, hash])?;
            views::add(writer.connection, writer.words, &Added { seq, source, known, body: &entry.body })
        };
        store(self).map_err(|it| self.fail(&it))?;
        self.seq = seq;
        self.hash = hash;
        self.written += 1;
        Ok(Some(seq))
    }

    /// Whether the record has this document, filing or row.
    fn has(
        &self,
        prefix: Option<i64>,
        entry: &Entry,
        source: i64,
        day: &str,
        body: &str,
    ) -> rusqlite::Result<bool> {
        if let Body::Document { frame, .. } = &entry.body {
            return Ok(views::document(self.connection, &frame.digest)?.is_some());
        }
        self.connection
            .prepare_cached(
                "SELECT 1 FROM entry WHERE content = ?1 AND source = ?2 AND known = ?3 AND body = ?4",
            )?
            .exists(params![prefix, source, day, body])
    }
}

/// The digest of what an entry says.
pub(crate) fn content(source: &str, known: &str, body: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in [source, known, body] {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part.as_bytes());
    }
    digest.finalize().into()
}

/// The hash of an entry: of the hash before, its number, its instant and what it says.
pub(crate) fn chain(before: &[u8], seq: EntryId, recorded: i64, content: &[u8; 32]) -> Vec<u8> {
    let mut digest = Sha256::new();
    digest.update(before);
    digest.update(seq.to_le_bytes());
    digest.update(recorded.to_le_bytes());
    digest.update(content);
    digest.finalize().to_vec()
}

fn prefix(content: &[u8; 32]) -> i64 {
    content.first_chunk().map_or(0, |it| i64::from_le_bytes(*it))
}
