//! `disputes`: where sources differ, with what each of them says.

use serde::Serialize;

use super::{AsOf, Named, Names, Question, Said};
use crate::load::Of;
use crate::shelf::Side;
use crate::views::StoredForm;
use crate::{Record, RecordError};

/// A standing, chair or act about which sources differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dispute {
    /// `standing`, `chair` or `act`.
    pub about: &'static str,
    /// The organisation.
    pub org: Option<Named>,
    /// The party.
    pub party: Option<Named>,
    /// Standing, office or object.
    pub what: String,
    /// What the policy prefers: stage and days.
    pub preferred: String,
    /// A source that counts more gives it to another.
    pub overruled: bool,
    /// What each source says, the one that counts most first.
    pub said: Vec<Said>,
}

/// Where sources differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DisputesAnswer {
    /// Who was asked about; none for the whole record.
    pub subject: Option<Named>,
    /// As of what.
    pub as_of: AsOf,
    /// The disputes.
    pub disputes: Vec<Dispute>,
}

impl Record {
    /// Where sources differ about an organisation, a party, or at all. Standings are looked at on all days.
    pub fn disputes(
        &self,
        subject: Option<&str>,
        question: &Question,
        names: &dyn Names,
    ) -> Result<DisputesAnswer, RecordError> {
        let asking = self.ask(question, names)?;
        let sides: Vec<Side> = match subject {
            Some(subject) => vec![Side::Org(subject.to_owned()), Side::Party(subject.to_owned())],
            None => self.organisations()?.into_iter().map(Side::Org).collect(),
        };
        let mut disputes = Vec::new();
        for side in &sides {
            asking.disputed_standings(side, &mut disputes)?;
            if let Side::Org(org) = side {
                asking.disputed_chairs(org, &mut disputes)?;
                asking.disputed_acts(Of::Org(org), &mut disputes)?;
            }
        }
        let subject = subject.map(|it| asking.named(it));
        Ok(DisputesAnswer { subject, as_of: asking.as_of(), disputes })
    }

    /// Organisations of which the record says anything.
    pub fn organisations(&self) -> Result<Vec<String>, RecordError> {
        self.words(
            "SELECT text FROM word WHERE EXISTS (SELECT 1 FROM statement WHERE org = word.id) ORDER BY text",
        )
    }

    /// Organisations of which a document or a filing tells something, not only rows of data sets.
    pub fn organisations_told(&self) -> Result<Vec<String>, RecordError> {
        const ROW: i64 = StoredForm::ROW;
        self.words(&format!(
            "SELECT text FROM word WHERE id IN (SELECT org FROM statement WHERE form <> {ROW}) ORDER BY text"
        ))
    }

    fn words(&self, sql: &str) -> Result<Vec<String>, RecordError> {
        let inner = self.inner();
        let find = || -> rusqlite::Result<Vec<String>> {
            let mut select = inner.connection.prepare_cached(sql)?;
            let rows = select.query_map([], |row| row.get(0))?;
            rows.collect()
        };
        find().map_err(|it| self.explain(&it))
    }
}

impl super::Asking<'_> {
    fn disputed_standings(&self, side: &Side, found: &mut Vec<Dispute>) -> Result<(), RecordError> {
        let standings = self.side(side)?;
        for it in standings.known(self.known).filter(|it| it.disputed) {
            let other = self.named(it.other);
            let (org, party) = match side {
                Side::Org(org) => (self.named(org), other),
                Side::Party(party) => (other, self.named(party)),
            };
            found.push(Dispute {
                about: "standing",
                org: Some(org),
                party: Some(party),
                what: it.standing.to_owned(),
                preferred: preferred(it.stage, it.from(), it.until()),
                overruled: false,
                said: self.said(standings.heard(), it.support)?,
            });
        }
        Ok(())
    }

    fn disputed_chairs(&self, org: &str, found: &mut Vec<Dispute>) -> Result<(), RecordError> {
        for it in self.chairs(org)?.0.into_iter().filter(|it| it.disputed) {
            found.push(Dispute {
                about: "chair",
                org: Some(self.named(org)),
                party: it.holder,
                what: it.role,
                preferred: preferred(it.stage, it.from, it.until),
                overruled: it.overruled,
                said: it.said,
            });
        }
        Ok(())
    }

    /// Acts that are neither standings nor chairs.
    fn disputed_acts(&self, of: Of<'_>, found: &mut Vec<Dispute>) -> Result<(), RecordError> {
        let mut statements = self.inner().statements(of, self.upto).map_err(|it| self.fail(&it))?;
        let shown = |it: &crate::statement::Statement| it.standing.is_some() || it.class.is_some();
        statements.retain(|it| it.form != crate::StatementForm::Row && !shown(it) && it.party.is_none());
        for it in self.lines(&statements)?.into_iter().filter(|it| it.disputed) {
            found.push(Dispute {
                about: "act",
                org: it.org,
                party: it.party,
                what: it.act.object.clone().unwrap_or_else(|| crate::word::name(&it.act.kind)),
                preferred: preferred(it.act.stage, it.day, None),
                overruled: false,
                said: it.said,
            });
        }
        Ok(())
    }
}

/// What the policy prefers, in one line.
fn preferred(
    stage: comity_model::Stage,
    from: Option<comity_model::Day>,
    until: Option<comity_model::Day>,
) -> String {
    let day = |day: Option<comity_model::Day>| day.map_or_else(String::new, |it| it.to_string());
    let days = match (from, until) {
        (None, None) => String::new(),
        (from, None) => format!(" {}", day(from)),
        (from, until) => format!(" {}/{}", day(from), day(until)),
    };
    format!("{}{days}", crate::word::name(&stage))
}
