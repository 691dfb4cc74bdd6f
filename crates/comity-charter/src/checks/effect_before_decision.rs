//! An effect that comes before its decision.

use crate::before;
use crate::case::Case;
use crate::finding::{Finding, Severity};

/// The code.
pub const CODE: &str = "effect-before-decision";

/// Compares the two days.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let (decided, effective) = (case.act.decided_on?, case.act.effective_on?);
    if !before(effective, decided) {
        return None;
    }
    let message = format!("the effect of {effective} comes before the decision of {decided}");
    let cite = case.kind().map(|it| &it.cite);
    Some(case.finding(CODE, case.weight(Severity::Warning), message, cite, None))
}
