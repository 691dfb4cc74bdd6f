//! `standing`: who stands where, as an organisation sees its parties and as a party sees its organisations.

use std::sync::Arc;

use comity_model::{Class, Day, Stage};
use serde::Serialize;

use super::{AsOf, Asking, Named, Names, Question, Said, independent};
use crate::days::{DayNumber, Days, FUTURE, PAST};
use crate::heard::Heard;
use crate::{EntryId, Holding, Record, RecordError, Shown, Side, Standings};

/// Whether something holds on the day asked about, by the days that its sources give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// On every day that was asked about.
    Certainly,
    /// On some day, or not: a source gives only a month or a year.
    Possibly,
    /// Decided, and its first day lies ahead.
    Ahead,
    /// Asked for, planned, being decided.
    Pending,
    /// Planned for a day that is past, and nothing known that confirms it.
    Expired,
    /// Turned down or put off.
    Refused,
}

/// One standing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StandingLine {
    /// The organisation.
    pub org: Named,
    /// Who holds it.
    pub party: Named,
    /// As the organisation calls it.
    pub standing: String,
    /// Its normal form.
    pub class: Option<Class>,
    /// Whether it holds.
    pub holds: Holds,
    /// How far it has come.
    pub stage: Stage,
    /// First day.
    pub from: Option<Day>,
    /// First day after.
    pub until: Option<Day>,
    /// Sources differ.
    pub disputed: bool,
    /// Nobody has read a source for it.
    pub unverified: bool,
    /// Applied without being in force yet.
    pub provisional: bool,
    /// Of a suspension: the rights that it takes, where all that carry it name some. Without them, what it takes is not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// Sources that do not go back to one another.
    pub sources: usize,
    /// What sources say: first those that carry the line, then those that say less or something else.
    pub said: Vec<Said>,
}

/// Who stands where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StandingAnswer {
    /// Who was asked about.
    pub subject: Named,
    /// As of what.
    pub as_of: AsOf,
    /// Who holds a standing in the subject.
    pub parties: Vec<StandingLine>,
    /// Where the subject holds a standing.
    pub organisations: Vec<StandingLine>,
}

/// Standings of one side, and as of what they answer. Its lines are made when they are asked for.
#[derive(Clone, Debug)]
pub struct View {
    /// Whose.
    pub side: Side,
    /// The same with the name.
    pub subject: Named,
    /// As of what.
    pub as_of: AsOf,
    /// The standings.
    pub standings: Arc<Standings>,
}

impl Record {
    /// Who stands where: the parties of an organisation and the organisations of a party.
    pub fn standing(
        &self,
        subject: &str,
        question: &Question,
        names: &dyn Names,
    ) -> Result<StandingAnswer, RecordError> {
        let asking = self.ask(question, names)?;
        Ok(StandingAnswer {
            subject: asking.named(subject),
            as_of: asking.as_of(),
            parties: asking.standings(Side::Org(subject.to_owned()))?,
            organisations: asking.standings(Side::Party(subject.to_owned()))?,
        })
    }

    /// Standings of one side.
    pub fn view(&self, side: Side, question: &Question, names: &dyn Names) -> Result<View, RecordError> {
        self.ask(question, names)?.view(side)
    }

    /// The same where it is in memory, as of the last [`Record::refresh`]: the file is not asked.
    pub fn view_held(&self, side: Side, question: &Question, names: &dyn Names) -> Option<View> {
        let (upto, standings) = self.remembered(&side)?;
        let asking = self.asking(question, names, upto);
        let held = asking.is_plain() && question.recorded.is_none();
        held.then(|| asking.viewed(side, standings))
    }

    /// Lines of a view, by the numbers of their rows.
    pub fn lines(
        &self,
        view: &View,
        rows: impl IntoIterator<Item = Shown>,
        question: &Question,
        names: &dyn Names,
    ) -> Result<Vec<StandingLine>, RecordError> {
        let asking = self.asking(question, names, view.as_of.entries);
        rows.into_iter().map(|it| asking.line(view, it)).collect()
    }
}

impl Asking<'_> {
    fn view(&self, side: Side) -> Result<View, RecordError> {
        let standings = self.side(&side)?;
        Ok(self.viewed(side, standings))
    }

    fn viewed(&self, side: Side, standings: Arc<Standings>) -> View {
        View { subject: self.named(side.id()), as_of: self.as_of(), side, standings }
    }

    /// Standings by the question's policy and as the record stood; of the present, from what is held in memory.
    pub(super) fn side(&self, side: &Side) -> Result<Arc<Standings>, RecordError> {
        if self.is_plain() {
            return self.record.side(side);
        }
        let standings = self.inner().standings(side, self.upto, &self.ranking);
        Ok(standings.map_err(|it| self.fail(&it))?.into())
    }

    fn standings(&self, side: Side) -> Result<Vec<StandingLine>, RecordError> {
        let view = self.view(side)?;
        let Question { on, known, .. } = *self.question;
        // Sorted before the lines are made: a line is large.
        let mut rows: Vec<Shown> = view.standings.shown(on, known).collect();
        view.standings.sort(&mut rows, |id| self.named(id).name);
        rows.into_iter().map(|it| self.line(&view, it)).collect()
    }

    fn line(&self, view: &View, shown: Shown) -> Result<StandingLine, RecordError> {
        let it = view.standings.row(shown.row);
        let (own, other) = (view.subject.clone(), self.named(it.other));
        let (org, party) = match view.side {
            Side::Org(_) => (own, other),
            Side::Party(_) => (other, own),
        };
        let said = self.said(view.standings.heard(), it.support)?;
        Ok(StandingLine {
            org,
            party,
            standing: it.standing.to_owned(),
            class: it.class,
            holds: shown.holds,
            stage: it.stage,
            from: it.from(),
            until: it.until(),
            disputed: it.disputed,
            unverified: it.unverified,
            provisional: it.provisional,
            rights: rights(view.standings.heard(), &it),
            sources: independent(&said[..it.carriers.min(said.len())]),
            said,
        })
    }
}

/// The rights that a suspension takes; none where a source that carries it names none.
fn rights(heard: &[Heard], it: &Holding<'_>) -> Option<String> {
    if it.class != Some(Class::Suspended) {
        return None;
    }
    let find = |entry: &EntryId| heard.binary_search_by_key(entry, |it| it.it.entry).ok();
    let carriers = it.support.iter().take(it.carriers);
    let named = carriers.map(|it| find(it).and_then(|at| heard[at].it.object.as_deref()));
    let mut named: Vec<&str> = named.collect::<Option<_>>()?;
    named.sort_unstable();
    named.dedup();
    Some(named.join("; ")).filter(|it| !it.is_empty())
}

impl Holding<'_> {
    /// First day, in the precision of the sources.
    pub fn from(&self) -> Option<Day> {
        self.from.and_then(Days::day)
    }

    /// First day after, in the precision of the sources.
    pub fn until(&self) -> Option<Day> {
        self.until.and_then(Days::day)
    }

    /// Whether it holds on a day, as known on a day.
    pub fn holds_on(&self, on: Day, known: Day) -> Holds {
        self.holds(on, Days::of(known).map_or(FUTURE, |it| it.last))
    }

    /// Whether it holds for certain on some day of a month or year, or on a full day.
    pub fn holds_some_day(&self, on: Day) -> bool {
        let Some(on) = Days::of(on) else { return false };
        let from = self.from.map_or(self.since, |it| it.last).max(on.first);
        let until = self.until.map_or(FUTURE, |it| it.first).min(on.last + 1);
        !self.pending && from < until
    }

    pub(crate) fn holds(&self, on: Day, known: DayNumber) -> Holds {
        if self.pending {
            return pending(self.stage, self.from, known);
        }
        holds(on, self.from, self.until, self.since)
    }
}

/// Where something stands that was never reached.
pub(crate) fn pending(stage: Stage, day: Option<Days>, known: DayNumber) -> Holds {
    match stage {
        Stage::Rejected | Stage::Postponed | Stage::Superseded => Holds::Refused,
        _ if day.is_some_and(|day| day.last < known) => Holds::Expired,
        _ => Holds::Pending,
    }
}

/// Whether a range of days, each end known to some precision, covers the days asked about.
pub(crate) fn holds(on: Day, from: Option<Days>, until: Option<Days>, since: DayNumber) -> Holds {
    let on = Days::of(on).unwrap_or(Days { first: PAST, last: FUTURE });
    // Without a first day, a source vouches for the day on which it could be known, and for none before.
    let from = from.unwrap_or(Days { first: PAST, last: since });
    let ended = until.is_some_and(|until| on.last >= until.first);
    match () {
        () if from.first > on.last => Holds::Ahead,
        () if from.last > on.first || ended => Holds::Possibly,
        () => Holds::Certainly,
    }
}
