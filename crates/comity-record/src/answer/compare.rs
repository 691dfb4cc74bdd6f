//! `compare`: what differs between two days, two known days or two instants of the record.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{AsOf, Named, Names, Question, StandingLine};
use crate::{Record, RecordError};

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The organisation.
    pub org: Named,
    /// The party.
    pub party: Named,
    /// The standing as the organisation calls it.
    pub standing: String,
    /// What the first answer says.
    pub before: Option<StandingLine>,
    /// What the second answer says.
    pub after: Option<StandingLine>,
}

/// What differs between two answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CompareAnswer {
    /// Who was asked about.
    pub subject: Named,
    /// As of what the first answer was given.
    pub before: AsOf,
    /// As of what the second.
    pub after: AsOf,
    /// What differs.
    pub changes: Vec<Change>,
    /// Standings that both answers have alike.
    pub same: usize,
}

type Key = (Named, Named, String, usize);

impl Record {
    /// The same question asked twice.
    pub fn compare(
        &self,
        subject: &str,
        before: &Question,
        after: &Question,
        names: &dyn Names,
    ) -> Result<CompareAnswer, RecordError> {
        let (first, second) = (self.standing(subject, before, names)?, self.standing(subject, after, names)?);
        let mut all: BTreeMap<Key, (Option<StandingLine>, Option<StandingLine>)> = BTreeMap::new();
        for (n, answer) in [&first, &second].into_iter().enumerate() {
            let mut counts: BTreeMap<(Named, Named, String), usize> = BTreeMap::new();
            for line in answer.parties.iter().chain(&answer.organisations) {
                let key = (line.org.clone(), line.party.clone(), line.standing.clone());
                let count = counts.entry(key.clone()).or_default();
                let slot = all.entry((key.0, key.1, key.2, *count)).or_default();
                *count += 1;
                if n == 0 { slot.0 = Some(line.clone()) } else { slot.1 = Some(line.clone()) }
            }
        }
        let total = all.len();
        let changes: Vec<Change> = all
            .into_iter()
            .filter(|(_, (before, after))| differs(before.as_ref(), after.as_ref()))
            .map(|((org, party, standing, _), (before, after))| Change {
                org,
                party,
                standing,
                before,
                after,
            })
            .collect();
        let same = total - changes.len();
        Ok(CompareAnswer { subject: first.subject, before: first.as_of, after: second.as_of, changes, same })
    }
}

/// Whether two lines say different things; who says them does not count.
fn differs(a: Option<&StandingLine>, b: Option<&StandingLine>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    (a.holds, a.stage, a.class, a.from, a.until, a.disputed, &a.rights)
        != (b.holds, b.stage, b.class, b.from, b.until, b.disputed, &b.rights)
}
