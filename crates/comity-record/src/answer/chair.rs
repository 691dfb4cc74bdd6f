//! `chair`: who held, holds and is to hold the chair, with the gaps between terms.

use comity_model::{Day, Kind, Stage};
use serde::Serialize;

use super::standing::{holds, pending};
use super::{AsOf, Asking, Holds, Named, Names, Question, Said, View, independent};
use crate::days::{Days, FUTURE};
use crate::heard::Heard;
use crate::load::{self, Of};
use crate::spell::Voice;
use crate::statement::Statement;
use crate::term::{self, Term};
use crate::{Record, RecordError, word};

/// A term in an office that a party holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChairLine {
    /// `chair`, `co-chair`, …
    pub role: String,
    /// The body, where it is not the organisation's own chair.
    pub body: Option<Named>,
    /// Who; none where the term is vacant.
    pub holder: Option<Named>,
    /// Whether it holds on the day asked about; none for a term that is over.
    pub holds: Option<Holds>,
    /// How far it has come.
    pub stage: Stage,
    /// First day.
    pub from: Option<Day>,
    /// First day after.
    pub until: Option<Day>,
    /// Sources differ.
    pub disputed: bool,
    /// A source that counts more gives the term to another.
    pub overruled: bool,
    /// Nobody has read a source for it.
    pub unverified: bool,
    /// Sources that do not go back to one another.
    pub sources: usize,
    /// What sources say: first those that carry the line, then those that say less or something else.
    pub said: Vec<Said>,
}

/// Days between two terms for which the record knows no holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// First day without a holder.
    pub from: Day,
    /// First day of the next term.
    pub until: Day,
}

/// Who held, holds and is to hold the chair.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChairAnswer {
    /// The organisation.
    pub org: Named,
    /// As of what.
    pub as_of: AsOf,
    /// Terms, by role and first day.
    pub chairs: Vec<ChairLine>,
    /// Gaps of the organisation's own chair.
    pub gaps: Vec<Gap>,
}

impl Record {
    /// The chairs of an organisation.
    pub fn chair(
        &self,
        org: &str,
        question: &Question,
        names: &dyn Names,
    ) -> Result<ChairAnswer, RecordError> {
        let asking = self.ask(question, names)?;
        let (chairs, gaps) = asking.chairs(org)?;
        Ok(ChairAnswer { org: asking.named(org), as_of: asking.as_of(), chairs, gaps })
    }

    /// The chairs of the organisation whose standings these are; without the words that prove them, the file is not asked.
    pub fn chairs_of(
        &self,
        view: &View,
        question: &Question,
        names: &dyn Names,
    ) -> Result<ChairAnswer, RecordError> {
        let asking = self.asking(question, names, view.as_of.entries);
        let (chairs, gaps) = asking.terms(view.standings.heard())?;
        Ok(ChairAnswer { org: view.subject.clone(), as_of: view.as_of.clone(), chairs, gaps })
    }
}

impl Asking<'_> {
    pub(super) fn chairs(&self, org: &str) -> Result<(Vec<ChairLine>, Vec<Gap>), RecordError> {
        if self.is_plain() {
            return self.terms(self.record.organisation(org)?.heard());
        }
        let of = Of::OrgKind(org, &word::name(&Kind::Chair));
        let mut heard = {
            let mut inner = self.inner();
            inner.statements(of, self.upto).and_then(|it| inner.hear(it)).map_err(|it| self.fail(&it))?
        };
        heard.sort_unstable_by_key(|it| it.it.entry);
        self.terms(&heard)
    }

    /// Terms, by what is heard of an organisation.
    fn terms(&self, heard: &[Heard]) -> Result<(Vec<ChairLine>, Vec<Gap>), RecordError> {
        let chair = heard.iter().filter(|it| it.it.kind == Kind::Chair);
        let voices = chair.map(|it| it.voice(&self.ranking));
        // A claim's body is the one that decides; a row's is the one that is chaired.
        let body = |it: &Statement| match it.form {
            crate::StatementForm::Row => it.body.as_deref().map(str::to_owned),
            _ => None,
        };
        let groups: Vec<(_, Vec<Voice<'_>>)> =
            load::group(voices, |it| Some((it.standing.as_deref().unwrap_or("chair").to_owned(), body(it))));
        let mut lines = Vec::new();
        let mut gaps = Vec::new();
        for ((role, body), voices) in groups {
            let terms = term::terms(&voices, self.known);
            if role == "chair" && body.is_none() {
                gaps = between(&terms);
            }
            let begin = lines.len();
            for term in terms {
                lines.push(self.chair_line(heard, &role, body.as_deref(), term)?);
            }
            outnumber(&mut lines[begin..]);
        }
        Ok((lines, gaps))
    }

    fn chair_line(
        &self,
        heard: &[Heard],
        role: &str,
        body: Option<&str>,
        term: Term,
    ) -> Result<ChairLine, RecordError> {
        let Term { holder, line, overruled, .. } = term;
        let said = self.said(heard, &line.support)?;
        let last = Days::of(self.question.on).map_or(FUTURE, |it| it.first);
        let over = !line.pending && line.until.is_some_and(|until| until.last <= last);
        let holds = match line.pending {
            true => pending(line.stage, line.from, self.known),
            false => holds(self.question.on, line.from, line.until, line.since),
        };
        Ok(ChairLine {
            role: role.to_owned(),
            body: body.map(|it| self.named(it)),
            holder: holder.map(|it| self.named(&it)),
            holds: (!over).then_some(holds),
            stage: line.stage,
            from: line.from.and_then(Days::day),
            until: line.until.and_then(Days::day),
            disputed: line.disputed,
            overruled,
            unverified: line.unverified,
            sources: independent(&said[..line.carriers.min(said.len())]),
            said,
        })
    }
}

/// Of two holders of one term whose sources count alike, the one with more independent sources is preferred.
fn outnumber(lines: &mut [ChairLine]) {
    let days = |it: &ChairLine| it.from.and_then(Days::of);
    let contested = |it: &ChairLine| it.disputed && !it.overruled && it.holds != Some(Holds::Refused);
    let claims: Vec<_> =
        lines.iter().map(|it| (contested(it), it.holder.clone(), days(it), it.sources)).collect();
    for line in lines.iter_mut().filter(|it| contested(it)) {
        let from = days(line);
        line.overruled = claims.iter().any(|(contested, holder, other, sources)| {
            *contested
                && *holder != line.holder
                && *sources > line.sources
                && from.zip(*other).is_some_and(|(a, b)| a.meets(b))
        });
    }
}

/// Gaps between terms: from the last day that a term can have, to the first day of the next.
fn between(terms: &[Term]) -> Vec<Gap> {
    let held: Vec<&Term> =
        terms.iter().filter(|it| !it.overruled && !it.line.pending && it.line.from.is_some()).collect();
    let mut gaps = Vec::new();
    let mut covered: Option<Days> = None;
    for term in held {
        if let (Some(until), Some(from)) = (covered, term.line.from)
            && until.last < from.first
        {
            gaps.extend(until.day().zip(from.day()).map(|(from, until)| Gap { from, until }));
        }
        covered = match (covered, term.line.until) {
            (Some(a), Some(b)) => Some(if a.last >= b.last { a } else { b }),
            (None, until) | (Some(_), until) => until,
        };
    }
    gaps
}
