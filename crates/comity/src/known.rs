//! What a record knows of an organisation, as plain rows for the checks of charters.

use crate::record::answer::ActLine;
use crate::record::{AtlasNames, Question, Record, RecordError};
use crate::{Act, ChairHeld, Class, Day, Foundation, Kind, PartyRef, Stage, StandingHeld, base};

/// Standings and chairs.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Standings.
    pub standings: Vec<StandingHeld>,
    /// Chairs.
    pub chairs: Vec<ChairHeld>,
}

/// The shipped base.
pub fn shipped() -> Rows {
    Rows { standings: base::standings().to_vec(), chairs: base::chairs().to_vec() }
}

/// All acts of an organisation that a record knows on a day, those that lie ahead too.
pub fn acts(record: &Record, org: &str, known: Day) -> Result<Vec<ActLine>, RecordError> {
    let question = Question { known, ..Question::on(Day::year(9999)) };
    Ok(record.timeline(org, &question, &AtlasNames)?.acts)
}

/// What acts have brought about: a row each.
pub fn rows(acts: &[ActLine]) -> Rows {
    let done = |it: &&ActLine| !it.pending && it.act.stage >= Stage::Decided && it.act.stage <= Stage::Ended;
    let mut rows = Rows { standings: Vec::new(), chairs: Vec::new() };
    for it in acts.iter().filter(done) {
        match it.act.kind {
            Kind::Chair => rows.chairs.extend(chair(it)),
            Kind::Grant | Kind::Suspend => rows.standings.extend(standing(it)),
            _ => {}
        }
    }
    rows
}

fn id(party: Option<&PartyRef>) -> Option<String> {
    party.map(|it| it.id.clone().unwrap_or_else(|| it.name.clone()))
}

fn status(it: &ActLine) -> Foundation {
    if it.unverified { Foundation::Unverified } else { Foundation::Sourced }
}

/// What one can look up: the address or name of the source that counts most, else the act.
fn source(it: &ActLine) -> Option<String> {
    Some(it.act.id.clone()).filter(|it| !it.is_empty())
}

fn begun(act: &Act) -> Option<Day> {
    act.effective_on.or(act.decided_on)
}

fn standing(it: &ActLine) -> Option<StandingHeld> {
    let act = &it.act;
    let class = if act.kind == Kind::Suspend { Some(Class::Suspended) } else { act.class };
    Some(StandingHeld {
        org: id(act.org.as_ref())?,
        party: id(act.party.as_ref())?,
        standing: act.standing.clone()?,
        class: class?,
        from: begun(act),
        until: act.effective_until,
        seen: None,
        decided_on: act.decided_on,
        decided_by: id(act.body.as_ref()),
        instrument: None,
        source: source(it),
        status: status(it),
        note: None,
    })
}

fn chair(it: &ActLine) -> Option<ChairHeld> {
    let act = &it.act;
    // The body of a row is the one chaired; that of a claim is the one that decides.
    let body = act.body.as_ref().filter(|_| it.row);
    Some(ChairHeld {
        org: id(act.org.as_ref())?,
        body: id(body),
        holder: id(act.party.as_ref()),
        role: act.standing.clone().unwrap_or_else(|| "chair".to_owned()),
        from: begun(act),
        until: act.effective_until,
        decided_on: act.decided_on,
        source: source(it),
        status: status(it),
        note: None,
    })
}
