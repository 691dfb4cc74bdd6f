//! A party is given what it has.

use comity_model::{Kind, Stage};

use crate::case::{Case, held_before};
use crate::finding::{Against, Finding, Severity};

/// The code.
pub const CODE: &str = "standing-already-held";

/// Looks for the same standing held before the act.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    if case.act.kind != Kind::Grant || case.act.stage == Stage::Ended {
        return None;
    }
    let (party, day) = (case.party()?, case.effect()?);
    let kind = case.kind()?;
    let decided_before = |it: &comity_model::StandingHeld| case.day().is_none_or(|day| held_before(it, day));
    let row = case
        .held_by(party)
        .find(|it| it.standing == kind.id && held_before(it, day) && decided_before(it))?;
    let message = format!("{} already holds `{}`", case.name(party), kind.id);
    let against = Some(Against::Standing(row.clone()));
    Some(case.finding(CODE, case.weight(Severity::Warning), message, Some(&kind.cite), against))
}
