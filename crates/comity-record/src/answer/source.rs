//! `sources`: what the record draws from.

use comity_model::Day;
use rusqlite::params;
use serde::Serialize;

use super::{AsOf, Names, Question};
use crate::{Record, RecordError, Source};

/// One source and how much is from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceLine {
    /// The source.
    pub source: Source,
    /// Whom it goes back to.
    pub origin: String,
    /// First day from which something of it was known.
    pub first: Day,
    /// Last such day.
    pub last: Day,
    /// Entries from it.
    pub entries: u64,
    /// Claims, filings and rows among them.
    pub statements: u64,
}

/// What the record draws from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourcesAnswer {
    /// As of what.
    pub as_of: AsOf,
    /// Sources, by first known day.
    pub sources: Vec<SourceLine>,
}

/// A source's number, first and last known day, entries and statements.
type Counted = (i64, String, String, u64, u64);

impl Record {
    /// All sources, as known and recorded.
    pub fn sources(&self, question: &Question, names: &dyn Names) -> Result<SourcesAnswer, RecordError> {
        let asking = self.ask(question, names)?;
        let mut inner = self.inner();
        let counts = || -> rusqlite::Result<Vec<Counted>> {
            let mut select = inner.connection.prepare_cached(
                "SELECT source, min(known), max(known), count(*),
                   sum(kind IN ('claim', 'filing', 'standing', 'chair', 'correction'))
                 FROM entry WHERE seq <= ?1 AND known <= ?2 GROUP BY source ORDER BY min(known), source",
            )?;
            let known = format!("{}~", question.known);
            let rows = select.query_map(params![asking.upto, known], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })?;
            rows.collect()
        };
        let counts = counts().map_err(|it| self.explain(&it))?;
        let day = |text: &str| Day::parse(text).unwrap_or(Day { year: None, month: None, day: None });
        let mut sources = Vec::new();
        for (id, first, last, entries, statements) in counts {
            let source = inner.source(id).map_err(|it| self.explain(&it))?;
            let origin = source.origin.clone();
            let (first, last) = (day(&first), day(&last));
            sources.push(SourceLine {
                source: source.source.clone(),
                origin,
                first,
                last,
                entries,
                statements,
            });
        }
        drop(inner);
        Ok(SourcesAnswer { as_of: asking.as_of(), sources })
    }
}
