//! `timeline`: the acts and rows about an organisation, a party or a person, by day.

use std::collections::BTreeSet;

use comity_model::{Act, Day, Kind};
use serde::Serialize;

use super::act::Settled;
use super::{AsOf, Asking, Named, Names, Question, Said, independent};
use crate::days::Days;
use crate::load::{self, Of};
use crate::spell::Voice;
use crate::{Record, RecordError, StatementForm};

/// An act in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActLine {
    /// The day by which it is sorted: of the effect where the act has begun, else of the decision.
    pub day: Option<Day>,
    /// The act.
    pub act: Act,
    /// The organisation, with its name.
    pub org: Option<Named>,
    /// Who receives, loses or takes, with the name.
    pub party: Option<Named>,
    /// From a data set: a range of days and no act that a document reports.
    pub row: bool,
    /// Planned or asked for, not reached.
    pub pending: bool,
    /// Sources differ.
    pub disputed: bool,
    /// Nobody has read a source for it.
    pub unverified: bool,
    /// Sources that do not go back to one another.
    pub sources: usize,
    /// What they say, the one that counts most first.
    pub said: Vec<Said>,
}

/// Acts by day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimelineAnswer {
    /// Who was asked about.
    pub subject: Named,
    /// As of what.
    pub as_of: AsOf,
    /// Acts, the earliest first; those without a day at the end.
    pub acts: Vec<ActLine>,
}

impl Record {
    /// Acts of an organisation or about a party, by day. Acts that begin after `question.on` are left out unless they
    /// are pending.
    pub fn timeline(
        &self,
        subject: &str,
        question: &Question,
        names: &dyn Names,
    ) -> Result<TimelineAnswer, RecordError> {
        let asking = self.ask(question, names)?;
        let mut acts = asking.acts(&[Of::Org(subject), Of::Party(subject)])?;
        let on = Days::of(question.on);
        acts.retain(|it| {
            let day = it.day.and_then(Days::of);
            it.pending || day.zip(on).is_none_or(|(day, on)| day.first <= on.last) || !it.row
        });
        Ok(TimelineAnswer { subject: asking.named(subject), as_of: asking.as_of(), acts })
    }
}

impl Asking<'_> {
    /// The acts of which statements speak, by day.
    pub(super) fn acts(&self, of: &[Of<'_>]) -> Result<Vec<ActLine>, RecordError> {
        let mut statements = Vec::new();
        for of in of {
            statements.extend(self.inner().statements(*of, self.upto).map_err(|it| self.fail(&it))?);
        }
        let mut seen = BTreeSet::new();
        statements.retain(|it| seen.insert(it.entry));
        // A wrapping decision has the act of what it decides, and no party: bring all of an act's statements.
        let acts: BTreeSet<_> = statements.iter().filter(|it| it.act != it.entry).map(|it| it.act).collect();
        for act in acts {
            let more = self.inner().statements(Of::Act(act), self.upto).map_err(|it| self.fail(&it))?;
            statements.extend(more.into_iter().filter(|it| it.act == act && seen.insert(it.entry)));
        }
        self.lines(&statements)
    }

    pub(super) fn lines(
        &self,
        statements: &[crate::statement::Statement],
    ) -> Result<Vec<ActLine>, RecordError> {
        let voices = self.inner().voices(statements, &self.ranking).map_err(|it| self.fail(&it))?;
        let voices = voices.into_iter().map(|(it, _)| it).filter(|it| it.it.is_known(self.known));
        let mut lines = Vec::new();
        for (act, voices) in load::group(voices, |it| Some(it.act)) {
            lines.push(self.act_line(act, voices)?);
        }
        lines.sort_by(|a, b| {
            let key = |it: &ActLine| {
                let days = it.day.and_then(Days::of);
                (days.is_none(), days, it.act.kind as u8)
            };
            key(a).cmp(&key(b)).then_with(|| a.act.id.cmp(&b.act.id))
        });
        Ok(lines)
    }

    fn act_line(&self, id: u64, voices: Vec<Voice<'_>>) -> Result<ActLine, RecordError> {
        let row = voices.iter().all(|it| it.it.form == StatementForm::Row);
        let unverified = voices.iter().all(|it| it.it.unverified);
        let Settled { act, verdict, voices, .. } = self.settle(id, voices)?;
        let said = self.say(voices.iter().map(|it| it.it))?;
        let carried: Vec<Said> =
            said.iter().filter(|it| verdict.carriers.contains(&it.entry)).cloned().collect();
        let begun = if act.kind == Kind::Chair || row { act.effective_on } else { None };
        let day = begun.or(act.decided_on).or_else(|| verdict.from.and_then(Days::day));
        let names = |it: &Option<comity_model::PartyRef>| {
            it.as_ref().and_then(crate::statement::key).map(|it| self.named(&it))
        };
        Ok(ActLine {
            day,
            org: names(&act.org),
            party: names(&act.party),
            act,
            row,
            pending: verdict.pending,
            disputed: verdict.disputed,
            unverified,
            sources: independent(&carried),
            said,
        })
    }
}
