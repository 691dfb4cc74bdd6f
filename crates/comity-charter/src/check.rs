//! An act held against its organisation's charter and against what is known.

use comity_model::{Act, ChairHeld, Stage, StandingHeld};

use crate::Charters;
use crate::case::{Case, Known};
use crate::checks::ALL;
use crate::finding::Finding;

/// What the charter says about an act. Total: an organisation without a charter gives no findings.
pub fn check(
    charters: &Charters,
    standings: &[StandingHeld],
    chairs: &[ChairHeld],
    act: &Act,
) -> Vec<Finding> {
    check_on(charters, &Known { standings, chairs, on: None }, act)
}

/// The same, asked on a day: plans whose day has passed by then are expired.
pub fn check_on(charters: &Charters, known: &Known<'_>, act: &Act) -> Vec<Finding> {
    let org = act.org.as_ref().and_then(|it| it.id.as_deref());
    let Some(charter) = org.and_then(|it| charters.get(it)) else { return Vec::new() };
    // What was turned down, put off or overtaken asserts nothing.
    if matches!(act.stage, Stage::Rejected | Stage::Postponed | Stage::Superseded) {
        return Vec::new();
    }
    let case = Case { charter, act, known };
    let mut findings: Vec<Finding> = ALL.iter().filter_map(|(_, check)| check(&case)).collect();
    findings.sort_by(|a, b| b.severity.cmp(&a.severity).then(a.code.cmp(b.code)));
    findings
}
