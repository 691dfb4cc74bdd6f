//! `initiative`: a format, institution or text by its name — who proposed it, which body decided it, since when.

use serde::Serialize;

use super::{ActAnswer, AsOf, Names, Question};
use crate::cluster::objects_agree;
use crate::load::{self, Of};
use crate::{Record, RecordError};

/// What became of what was put forward under a name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InitiativeAnswer {
    /// The name asked for.
    pub name: String,
    /// As of what.
    pub as_of: AsOf,
    /// The acts about it.
    pub initiatives: Vec<ActAnswer>,
}

impl Record {
    /// Acts about a format, institution or text.
    pub fn initiative(
        &self,
        name: &str,
        question: &Question,
        names: &dyn Names,
    ) -> Result<InitiativeAnswer, RecordError> {
        let asking = self.ask(question, names)?;
        let objects = asking.inner().objects().map_err(|it| self.explain(&it))?;
        let mut statements = Vec::new();
        for object in objects.iter().filter(|it| objects_agree(Some(it), Some(name))) {
            let found = asking.inner().statements(Of::Object(object), asking.upto);
            for it in found.map_err(|it| self.explain(&it))? {
                let act = asking.inner().statements(Of::Act(it.act), asking.upto);
                statements.extend(
                    act.map_err(|it| self.explain(&it))?.into_iter().filter(|other| other.act == it.act),
                );
            }
        }
        statements.sort_by_key(|it| it.entry);
        statements.dedup_by_key(|it| it.entry);
        let voices = asking.inner().voices(&statements, &asking.ranking).map_err(|it| self.explain(&it))?;
        let voices = voices.into_iter().map(|(it, _)| it).filter(|it| it.it.is_known(asking.known));
        let mut initiatives = Vec::new();
        for (act, voices) in load::group(voices, |it| Some(it.act)) {
            initiatives.push(asking.act_of(act, voices)?);
        }
        Ok(InitiativeAnswer { name: name.to_owned(), as_of: asking.as_of(), initiatives })
    }
}

impl crate::log::Inner {
    /// Names of formats, institutions and texts that the record has.
    fn objects(&self) -> rusqlite::Result<Vec<String>> {
        let mut select = self.connection.prepare_cached(
            "SELECT DISTINCT object FROM statement WHERE object IS NOT NULL ORDER BY object",
        )?;
        let rows = select.query_map([], |row| row.get(0))?;
        rows.collect()
    }
}
