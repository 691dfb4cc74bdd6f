//! A body grants what another is said to have to decide.

use comity_model::Kind;

use crate::case::Case;
use crate::finding::{Finding, Severity};

/// The code.
pub const CODE: &str = "competence-contested";

/// Finds grants whose competence the charter marks as contested.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let actor = case.actor().filter(|_| case.act.kind == Kind::Grant)?;
    let kind = case.kind()?;
    if kind.contested.is_empty() || !kind.grantors.iter().any(|it| it == actor) {
        return None;
    }
    let message =
        format!("{} grants; that {} decides is held too", case.name(actor), case.names(&kind.contested));
    Some(case.finding(CODE, case.weight(Severity::Warning), message, Some(&kind.cite), None))
}
