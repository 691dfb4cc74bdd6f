//! A member that leaves earlier than its notice allows.

use comity_model::{Kind, Stage};

use crate::case::Case;
use crate::finding::{Finding, Severity};
use crate::{ExitKind, before};

/// The code.
pub const CODE: &str = "exit-notice-too-short";

/// Counts the notice, and compares.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    if case.act.kind != Kind::Withdraw {
        return None;
    }
    let notified = case.act.decided_on?;
    let said_at_once = case.act.stage == Stage::InForce;
    let effective = case.act.effective_on.or(case.act.decided_on.filter(|_| said_at_once))?;
    let rule = case.exit(ExitKind::Withdrawal, notified)?;
    let notice = rule.notice?;
    let earliest = notice.after(notified);
    if !before(effective, earliest) {
        return None;
    }
    let message =
        format!("notice of {notified} has effect on {earliest} at the earliest, not on {effective}");
    Some(case.finding(CODE, case.weight(Severity::Error), message, Some(&rule.cite), None))
}
