//! What one source says, without the others: for panels of a data set as it is.

use comity_model::Coverage;
use rusqlite::params;

use crate::held::Standings;
use crate::log::Inner;
use crate::shelf::Side;
use crate::{Body, Record, RecordError, Source};

impl Record {
    /// Standings of an organisation as one source has them.
    pub fn organisation_by(&self, org: &str, source: &str) -> Result<Standings, RecordError> {
        let mut inner = self.inner();
        let mut find = || {
            let sources = inner.numbers(source)?;
            let upto = inner.len()?;
            inner.standings_by(&Side::Org(org.to_owned()), upto, &self.ranking, Some(&sources))
        };
        find().map_err(|it| self.explain(&it))
    }

    /// Organisations in which a source gives anybody a standing.
    pub fn organisations_by(&self, source: &str) -> Result<Vec<String>, RecordError> {
        let inner = self.inner();
        let find = || -> rusqlite::Result<Vec<String>> {
            let mut found = Vec::new();
            let mut select = inner.connection.prepare_cached(
                "SELECT DISTINCT word.text FROM statement JOIN word ON word.id = statement.org WHERE source = ?1",
            )?;
            for number in inner.numbers(source)? {
                let rows = select.query_map([number], |row| row.get(0))?;
                found.extend(rows.collect::<rusqlite::Result<Vec<String>>>()?);
            }
            found.sort_unstable();
            found.dedup();
            Ok(found)
        };
        find().map_err(|it| self.explain(&it))
    }

    /// What a data set covers, and where it names no standing, in the order in which it was taken in.
    pub fn coverage(&self, source: &str) -> Result<Vec<Coverage>, RecordError> {
        let inner = self.inner();
        let find = || -> rusqlite::Result<Vec<Coverage>> {
            let mut found = Vec::new();
            let mut select = inner.connection.prepare_cached(
                "SELECT body FROM entry WHERE kind = 'coverage' AND source = ?1 ORDER BY seq",
            )?;
            for number in inner.numbers(source)? {
                let mut rows = select.query(params![number])?;
                while let Some(row) = rows.next()? {
                    let body: String = row.get(0)?;
                    if let Ok(Body::Coverage(coverage)) = serde_json::from_str(&body) {
                        found.push(coverage);
                    }
                }
            }
            Ok(found)
        };
        find().map_err(|it| self.explain(&it))
    }
}

impl Inner {
    /// Numbers of the sources with this id; a data set taken in again under another address has several.
    fn numbers(&self, id: &str) -> rusqlite::Result<Vec<i64>> {
        let mut select = self.connection.prepare_cached("SELECT id, body FROM source ORDER BY id")?;
        let mut rows = select.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(1)?;
            if serde_json::from_str::<Source>(&body).is_ok_and(|it| it.id == id) {
                found.push(row.get(0)?);
            }
        }
        Ok(found)
    }
}
