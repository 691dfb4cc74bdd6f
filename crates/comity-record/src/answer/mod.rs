//! Answers: plain data with public fields, for the terminal, for pages and for programs alike.
//!
//! Every answer says as of which days and by which policy it was given, and names the entries that prove it.

mod act;
mod chair;
mod compare;
mod dispute;
mod document;
mod entry;
mod initiative;
mod person;
mod proof;
mod search;
mod source;
mod standing;
mod timeline;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, MutexGuard};

use comity_model::{Day, Kind, Span, Stage, Stance};
use jiff::Timestamp;
use rusqlite::OptionalExtension;
use serde::Serialize;

pub use act::{ActAnswer, Proposer, Step};
pub use chair::{ChairAnswer, ChairLine, Gap};
pub use compare::{Change, CompareAnswer};
pub use dispute::{Dispute, DisputesAnswer};
pub use document::{DocumentAnswer, DocumentLine, DocumentsAnswer, Read};
pub use entry::EntryLine;
pub use initiative::InitiativeAnswer;
pub use person::{QuotationLine, SaidAnswer};
pub(crate) use proof::Proofs;
pub use search::{Found, SearchAnswer};
pub use source::{SourceLine, SourcesAnswer};
pub use standing::{Holds, StandingAnswer, StandingLine, View};
pub use timeline::{ActLine, TimelineAnswer};

use crate::days::{self, DayNumber, Days};
use crate::heard::Heard;
use crate::load::Of;
use crate::log::Inner;
use crate::policy::{Known, Ranking};
use crate::statement::Statement;
use crate::{Body, EntryId, Policy, Rank, Record, RecordError, StatementForm};

/// As of which days a question is asked, and by which policy.
#[derive(Clone, Debug)]
pub struct Question {
    /// The day in the world; a month or year asks for certainly and possibly.
    pub on: Day,
    /// The day from whose sources the answer may draw.
    pub known: Day,
    /// The instant as of which the record is asked; none for now.
    pub recorded: Option<Timestamp>,
    /// Another preference policy for this question.
    pub policy: Option<Policy>,
    /// Whether to bring the words that prove each line.
    pub evidence: bool,
}

impl Question {
    /// A question about a day, with all that is known on it.
    pub fn on(day: Day) -> Question {
        Question { on: day, known: day, recorded: None, policy: None, evidence: false }
    }
}

/// As of what an answer was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AsOf {
    /// The day in the world.
    pub on: Day,
    /// The day from whose sources it draws.
    pub known: Day,
    /// The instant as of which the record was asked, where not now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Timestamp>,
    /// Entries of the record that it draws from.
    pub entries: EntryId,
    /// The preference policy.
    #[serde(serialize_with = "whole")]
    pub policy: Arc<Policy>,
}

fn whole<S: serde::Serializer>(policy: &Arc<Policy>, serializer: S) -> Result<S::Ok, S::Error> {
    policy.serialize(serializer)
}

/// Who or what, with the name for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Id, or the name where there is none.
    pub id: String,
    /// Name as of the day asked about.
    pub name: String,
}

/// What one source says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    /// The entry.
    pub entry: EntryId,
    /// Claim, filing or row.
    pub form: StatementForm,
    /// Kind of act.
    pub kind: Kind,
    /// How far, as this source says.
    pub stage: Stage,
    /// Affirmed, denied, conditional or passed on.
    pub stance: Stance,
    /// Who holds or receives it, by this source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// First day of effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// First day after the effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Day of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// The day from which the source let one know it.
    pub known: Day,
    /// The source's name.
    pub source: String,
    /// Address of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whom it cites, nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<String>,
    /// Whom it goes back to; equal origins are one source.
    pub origin: String,
    /// What the source is to the organisation.
    pub rank: Rank,
    /// Nobody has read a source for it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
    /// Applied without being in force yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    /// The words that prove it, where asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Words>,
}

/// Words that prove a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Words {
    /// The words, verbatim; of a row, what it cites.
    pub text: String,
    /// Digest of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Where in its text, in code points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The rule that read them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// Names for ids and ids for names; the record itself knows none.
pub trait Names {
    /// The name of an id as of a day.
    fn name(&self, id: &str, on: Day) -> Option<String>;
    /// Ids that a name can mean.
    fn find(&self, name: &str) -> Vec<String>;
}

/// Names for records whose ids speak for themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoNames;

impl Names for NoNames {
    fn name(&self, _: &str, _: Day) -> Option<String> {
        None
    }

    fn find(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

/// A question on its way to an answer.
pub(crate) struct Asking<'r> {
    record: &'r Record,
    question: &'r Question,
    names: &'r dyn Names,
    policy: Arc<Policy>,
    ranking: Cow<'r, Ranking>,
    upto: EntryId,
    known: DayNumber,
}

impl Record {
    pub(crate) fn ask<'r>(
        &'r self,
        question: &'r Question,
        names: &'r dyn Names,
    ) -> Result<Asking<'r>, RecordError> {
        let now = self.refresh()?;
        let upto = match question.recorded {
            None => now,
            Some(instant) => {
                self.inner().recorded_by(instant.as_microsecond()).map_err(|it| self.explain(&it))?
            }
        };
        Ok(self.asking(question, names, upto))
    }

    /// A question of the log's first entries.
    fn asking<'r>(&'r self, question: &'r Question, names: &'r dyn Names, upto: EntryId) -> Asking<'r> {
        let (policy, ranking) = match &question.policy {
            Some(policy) => (Arc::new(policy.clone()), Cow::Owned(Ranking::new(policy))),
            None => (Arc::clone(&self.policy), Cow::Borrowed(&self.ranking)),
        };
        let known = Days::of(question.known).map_or(days::FUTURE - 1, |it| it.last);
        Asking { record: self, question, names, policy, ranking, upto, known }
    }

    /// Whether anything in the record is about an organisation or party, by its very id.
    pub fn speaks_of(&self, id: &str) -> Result<bool, RecordError> {
        let inner = self.inner();
        let found = inner
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM word WHERE text = ?1
                   AND (EXISTS (SELECT 1 FROM statement WHERE org = word.id)
                     OR EXISTS (SELECT 1 FROM statement WHERE party = word.id)))",
            )
            .and_then(|mut it| it.query_row([id], |row| row.get(0)));
        found.map_err(|it| self.explain(&it))
    }

    /// Ids that a name can mean here: by the atlas that `names` is, or as the record itself writes it.
    pub fn subjects(&self, name: &str, names: &dyn Names, on: Day) -> Result<Vec<Named>, RecordError> {
        let mut ids: BTreeSet<String> = names.find(name).into_iter().collect();
        if ids.is_empty() {
            let inner = self.inner();
            let words = inner.parties(name).map_err(|it| self.explain(&it))?;
            ids.extend(words);
        }
        let named = |id: String| Named { name: names.name(&id, on).unwrap_or_else(|| id.clone()), id };
        Ok(ids.into_iter().map(named).collect())
    }
}

impl Inner {
    /// Entries recorded by an instant. The third clock never runs backwards, so the log is sorted by it.
    fn recorded_by(&mut self, instant: i64) -> rusqlite::Result<EntryId> {
        let (mut low, mut high) = (0, self.len()?);
        let mut select = self.connection.prepare_cached("SELECT recorded FROM entry WHERE seq = ?1")?;
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            let recorded: i64 = select.query_row([middle], |row| row.get(0))?;
            if recorded <= instant { low = middle } else { high = middle - 1 }
        }
        Ok(low)
    }

    /// Words of the record that are this name or id, without regard to case.
    fn parties(&self, name: &str) -> rusqlite::Result<Vec<String>> {
        let mut select = self.connection.prepare_cached(
            "SELECT text FROM word WHERE (text = ?1 OR lower(text) = lower(?1))
               AND (EXISTS (SELECT 1 FROM statement WHERE org = word.id)
                 OR EXISTS (SELECT 1 FROM statement WHERE party = word.id))",
        )?;
        let rows = select.query_map([name], |row| row.get(0))?;
        rows.collect()
    }

    /// The body of an entry.
    pub(crate) fn body(&self, entry: EntryId) -> rusqlite::Result<Option<Body>> {
        let body: Option<String> = self
            .connection
            .prepare_cached("SELECT body FROM entry WHERE seq = ?1")?
            .query_row([entry], |row| row.get(0))
            .optional()?;
        Ok(body.and_then(|it| serde_json::from_str(&it).ok()))
    }
}

impl Asking<'_> {
    fn fail(&self, error: &rusqlite::Error) -> RecordError {
        self.record.explain(error)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.record.inner()
    }

    /// Whether the held view answers: now, and by the record's own policy.
    fn is_plain(&self) -> bool {
        self.question.recorded.is_none() && self.question.policy.is_none()
    }

    fn as_of(&self) -> AsOf {
        AsOf {
            on: self.question.on,
            known: self.question.known,
            recorded: self.question.recorded,
            entries: self.upto,
            policy: Arc::clone(&self.policy),
        }
    }

    fn named(&self, id: &str) -> Named {
        let name = self.names.name(id, self.question.on).unwrap_or_else(|| id.to_owned());
        Named { id: id.to_owned(), name }
    }

    /// Statements of entries, in their order.
    fn statements_of(&self, entries: &[EntryId]) -> Result<Vec<Statement>, RecordError> {
        let mut inner = self.inner();
        let mut found = Vec::with_capacity(entries.len());
        for entry in entries {
            found.extend(inner.statements(Of::Entry(*entry), self.upto).map_err(|it| self.fail(&it))?);
        }
        Ok(found)
    }

    /// What the sources of entries say; `heard` are the statements at hand, by entry.
    fn said(&self, heard: &[Heard], entries: &[EntryId]) -> Result<Vec<Said>, RecordError> {
        let find = |entry: &EntryId| heard.binary_search_by_key(entry, |it| it.it.entry).ok();
        match entries.iter().map(|it| find(it).map(|at| &heard[at])).collect::<Option<Vec<_>>>() {
            Some(found) => found.into_iter().map(|it| self.say_one(&it.it, &it.known)).collect(),
            None => self.say(&self.statements_of(entries)?),
        }
    }

    /// What statements say, with their words where asked for.
    fn say<'s>(&self, statements: impl IntoIterator<Item = &'s Statement>) -> Result<Vec<Said>, RecordError> {
        let known = |it: &Statement| self.inner().source(it.source).map_err(|it| self.fail(&it));
        statements.into_iter().map(|it| self.say_one(it, &*known(it)?)).collect()
    }

    /// What a statement says: without its words, the file is not asked.
    fn say_one(&self, it: &Statement, known: &Known) -> Result<Said, RecordError> {
        let Known { source, origin, .. } = known;
        let words = match self.question.evidence {
            true => self.inner().proof(it.entry).map_err(|it| self.fail(&it))?.to_vec(),
            false => Vec::new(),
        };
        Ok(Said {
            entry: it.entry,
            form: it.form,
            kind: it.kind,
            stage: it.stage,
            stance: it.stance,
            party: it.party.as_deref().map(str::to_owned),
            from: it.from.and_then(Days::day),
            until: it.until.and_then(Days::day),
            on: it.on.and_then(Days::day),
            known: Day::from_ordinal(i64::from(it.known)),
            source: source.name.clone(),
            url: source.url.clone(),
            chain: source.chain.clone(),
            origin: origin.clone(),
            rank: self.ranking.rank(known, it),
            unverified: it.unverified,
            provisional: it.provisional,
            words,
        })
    }
}

/// How many sources say it that do not go back to one another.
fn independent(said: &[Said]) -> usize {
    let affirm = |it: &&Said| matches!(it.stance, Stance::Affirms | Stance::Reports);
    said.iter().filter(affirm).map(|it| it.origin.as_str()).collect::<BTreeSet<_>>().len()
}
