//! A body that only recommends is said to have decided.

use crate::case::Case;
use crate::checks::grantor_lacks_competence::competent;
use crate::finding::{Finding, Severity};

/// The code.
pub const CODE: &str = "recommendation-taken-for-decision";

/// Finds decisions by bodies whose word is a step on the way.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let actor = case.actor().filter(|_| case.is_done())?;
    let (grantors, recommenders, cite) = competent(case)?;
    if !recommenders.iter().any(|it| it == actor) || grantors.iter().any(|it| it == actor) {
        return None;
    }
    let message = format!("{} recommends; {} decides", case.name(actor), case.names(grantors));
    Some(case.finding(CODE, Severity::Error, message, Some(cite), None))
}
