//! Statements out of the views: of an organisation, a party or an act, as the record stood at some length of its log.

use std::collections::HashMap;
use std::sync::Arc;

use comity_model::{Class, Kind, Stage, Stance};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::log::Inner;
use crate::policy::{Known, Ranking};
use crate::spell::Voice;
use crate::statement::{Statement, StatementForm};
use crate::views::{StoredForm, range};
use crate::word::{self, Values, WordId, Words};
use crate::{EntryId, Rank};

/// Which statements.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of<'q> {
    /// Of an organisation.
    Org(&'q str),
    /// Of an organisation, one kind of act.
    OrgKind(&'q str, &'q str),
    /// Of a party.
    Party(&'q str),
    /// One entry's own.
    Entry(EntryId),
    /// Of an act.
    Act(EntryId),
    /// About a format, text or initiative of exactly this name.
    Object(&'q str),
}

const COLUMNS: &str = "entry, form, org, party, body, kind, class, standing, object, stage, stance, from_a, from_b, \
    until_a, until_b, on_a, on_b, known, source, act, unverified, void, void_known, seen_a, seen_b, provisional";

impl Inner {
    /// Statements as the log's first `upto` entries make them.
    pub(crate) fn statements(&mut self, of: Of<'_>, upto: EntryId) -> rusqlite::Result<Vec<Statement>> {
        let Inner { connection, words, .. } = self;
        let word =
            |words: &mut Words, text: &str| words.find(connection, text).map(Option::unwrap_or_default);
        let (filter, first, second): (&str, i64, i64) = match of {
            Of::Org(org) => ("org = ?2", word(words, org)?, 0),
            Of::OrgKind(org, kind) => ("org = ?2 AND kind = ?3", word(words, org)?, word(words, kind)?),
            Of::Party(party) => ("party = ?2", word(words, party)?, 0),
            Of::Act(act) => ("(act = ?2 AND act <> entry OR entry = ?2)", act as i64, 0),
            Of::Entry(entry) => ("entry = ?2", entry as i64, 0),
            Of::Object(_) => ("object = ?4", 0, 0),
        };
        let object = if let Of::Object(object) = of { object } else { "" };
        let sql =
            format!("SELECT {COLUMNS} FROM statement WHERE entry <= ?1 AND {filter} AND ?3 = ?3 AND ?4 = ?4");
        let mut select = connection.prepare_cached(&sql)?;
        let mut rows = select.query(params![upto, first, second, object])?;
        let mut found = Vec::new();
        let mut values = Vocabulary::default();
        while let Some(row) = rows.next()? {
            found.push(statement(connection, words, &mut values, row, upto)?);
        }
        drop(rows);
        drop(select);
        self.relink(&mut found, upto)?;
        Ok(found)
    }

    /// Acts as they were linked at `upto`, where later entries have linked them anew.
    fn relink(&mut self, found: &mut [Statement], upto: EntryId) -> rusqlite::Result<()> {
        if upto >= self.len()? {
            return Ok(());
        }
        let mut select = self.connection.prepare_cached(
            "SELECT act FROM link WHERE claim = ?1 AND entry <= ?2 ORDER BY entry DESC LIMIT 1",
        )?;
        for it in found {
            let act = select.query_row(params![it.entry, upto], |row| row.get(0)).optional()?;
            it.act = act.unwrap_or(it.entry);
        }
        Ok(())
    }

    /// Entries in the log.
    pub(crate) fn len(&self) -> rusqlite::Result<EntryId> {
        self.connection
            .prepare_cached("SELECT max(seq) FROM entry")?
            .query_row([], |row| Ok(row.get::<_, Option<EntryId>>(0)?.unwrap_or(0)))
    }

    /// A source by its number.
    pub(crate) fn source(&mut self, id: i64) -> rusqlite::Result<Arc<Known>> {
        if let Some(known) = self.sources.get(&id) {
            return Ok(Arc::clone(known));
        }
        let body: String = self
            .connection
            .prepare_cached("SELECT body FROM source WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        let known = Arc::new(Known::new(serde_json::from_str(&body).unwrap_or_default()));
        self.sources.insert(id, Arc::clone(&known));
        Ok(known)
    }

    /// Statements with the weight of their sources.
    pub(crate) fn voices<'s>(
        &mut self,
        statements: &'s [Statement],
        ranking: &Ranking,
    ) -> rusqlite::Result<Vec<(Voice<'s>, Rank)>> {
        statements
            .iter()
            .map(|it| {
                let rank = ranking.rank(&*self.source(it.source)?, it);
                Ok((Voice { it, place: ranking.place(rank) }, rank))
            })
            .collect()
    }
}

/// The values of words that stand in every row.
#[derive(Default)]
struct Vocabulary {
    kinds: Values<Kind>,
    classes: Values<Class>,
    stages: Values<Stage>,
    stances: Values<Stance>,
}

fn statement(
    connection: &Connection,
    words: &mut Words,
    values: &mut Vocabulary,
    row: &Row<'_>,
    upto: EntryId,
) -> rusqlite::Result<Statement> {
    let bad = || rusqlite::Error::InvalidQuery;
    let kind = values.kinds.get(connection, words, row.get(5)?)?.ok_or_else(bad)?;
    let class: Option<WordId> = row.get(6)?;
    let class = class.map(|id| values.classes.get(connection, words, id)).transpose()?.flatten();
    let stage = values.stages.get(connection, words, row.get(9)?)?.ok_or_else(bad)?;
    let stance = values.stances.get(connection, words, row.get(10)?)?.ok_or_else(bad)?;
    let mut text = |column: usize| -> rusqlite::Result<Option<Arc<str>>> {
        let id: Option<WordId> = row.get(column)?;
        id.filter(|id| *id != word::NONE).map(|id| words.text(connection, id)).transpose()
    };
    let void: Option<EntryId> = row.get(21)?;
    let form = match row.get::<_, i64>(1)? {
        StoredForm::ROW => StatementForm::Row,
        StoredForm::FILING => StatementForm::Filing,
        _ => StatementForm::Claim,
    };
    Ok(Statement {
        entry: row.get(0)?,
        form,
        org: text(2)?,
        party: text(3)?,
        body: text(4)?,
        kind,
        class,
        standing: text(7)?,
        object: row.get(8)?,
        stage,
        stance,
        from: range(row.get(11)?, row.get(12)?),
        until: range(row.get(13)?, row.get(14)?),
        on: range(row.get(15)?, row.get(16)?),
        known: row.get(17)?,
        source: row.get(18)?,
        act: row.get(19)?,
        unverified: row.get(20)?,
        provisional: row.get(25)?,
        seen: range(row.get(23)?, row.get(24)?),
        void_known: row.get::<_, Option<i32>>(22)?.filter(|_| void.is_some_and(|void| void <= upto)),
    })
}

/// Statements by some key, each group in the order of the log.
pub(crate) fn group<'s, K: std::hash::Hash + Ord>(
    voices: impl IntoIterator<Item = Voice<'s>>,
    key: impl Fn(&'s Statement) -> Option<K>,
) -> Vec<(K, Vec<Voice<'s>>)> {
    let mut groups: HashMap<K, Vec<Voice<'s>>> = HashMap::new();
    for voice in voices {
        if let Some(key) = key(voice.it) {
            groups.entry(key).or_default().push(voice);
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    groups
}
