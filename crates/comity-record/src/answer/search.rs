//! `search`: full text over documents and filed instruments.

use comity_model::Day;
use rusqlite::params;
use serde::Serialize;

use super::{AsOf, Names, Question};
use crate::cluster::tokens;
use crate::{Body, EntryId, Record, RecordError};

/// Documents returned at most.
const LIMIT: usize = 200;

/// A document or filing that has the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The entry.
    pub entry: EntryId,
    /// Digest, for a document.
    pub document: Option<String>,
    /// Title, or the instrument.
    pub title: String,
    /// Who published or filed it.
    pub source: String,
    /// The day from which one could know it.
    pub known: Day,
    /// Words around the first place.
    pub snippet: String,
}

/// Documents that have words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchAnswer {
    /// The words.
    pub words: String,
    /// As of what.
    pub as_of: AsOf,
    /// What has them, the best first.
    pub found: Vec<Found>,
}

impl Record {
    /// Documents and filings that have all the words.
    pub fn search(
        &self,
        words: &str,
        question: &Question,
        names: &dyn Names,
    ) -> Result<SearchAnswer, RecordError> {
        let asking = self.ask(question, names)?;
        let wanted = tokens(words);
        // Each word quoted: nothing in them is an operator of the query language.
        let query = wanted.iter().map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(" ");
        let mut found = Vec::new();
        if !wanted.is_empty() {
            let hits = asking.hits(&query).map_err(|it| self.explain(&it))?;
            for (entry, source) in hits {
                if let Some(it) = asking.found(entry, source, &wanted)? {
                    found.push(it);
                }
            }
        }
        Ok(SearchAnswer { words: words.to_owned(), as_of: asking.as_of(), found })
    }
}

impl super::Asking<'_> {
    fn hits(&self, query: &str) -> rusqlite::Result<Vec<(EntryId, i64)>> {
        let inner = self.inner();
        let mut select = inner.connection.prepare_cached(
            "SELECT w.rowid, e.source FROM words w JOIN entry e ON e.seq = w.rowid
             WHERE words MATCH ?1 AND w.rowid <= ?2 ORDER BY rank LIMIT ?3",
        )?;
        let rows = select
            .query_map(params![query, self.upto, LIMIT as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    }

    fn found(&self, entry: EntryId, source: i64, wanted: &[String]) -> Result<Option<Found>, RecordError> {
        let (body, source) = {
            let mut inner = self.inner();
            let body = inner.body(entry).map_err(|it| self.fail(&it))?;
            (body, inner.source(source).map_err(|it| self.fail(&it))?)
        };
        let (document, title, text) = match body {
            Some(Body::Document { frame, text, .. }) => {
                let title = frame.title.unwrap_or(frame.path);
                (Some(frame.digest), title, text)
            }
            Some(Body::Filing(filing)) => (None, filing.instrument, filing.evidence),
            _ => return Ok(None),
        };
        let (_, known) = self.title(entry, "")?;
        if crate::views::known_from(known).is_none_or(|it| it > self.known) {
            return Ok(None);
        }
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let snippet = snippet(&text, wanted);
        Ok(Some(Found { entry, document, title, source: source.source.name.clone(), known, snippet }))
    }
}

/// Words of a snippet.
const SNIPPET: usize = 24;

/// Words around the first place where one of the words stands.
fn snippet(text: &str, wanted: &[String]) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let hit = words.iter().position(|it| tokens(it).iter().any(|it| wanted.contains(it))).unwrap_or(0);
    let start = hit.saturating_sub(SNIPPET / 3);
    let end = (start + SNIPPET).min(words.len());
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!("{}{}{}", dots(start > 0), words[start..end].join(" "), dots(end < words.len()))
}
