//! A notice to leave whose sender is out before it takes effect.

use comity_model::Kind;

use crate::case::Case;
use crate::finding::{Against, Finding, Severity};
use crate::{ExitKind, Trigger, before};

/// The code.
pub const CODE: &str = "exit-overtaken";

/// Looks for a standing that ends between the notice and its effect.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    if case.act.kind != Kind::Withdraw {
        return None;
    }
    let (party, notified) = (case.party()?, case.act.decided_on?);
    let rule = case.exit(ExitKind::Withdrawal, notified)?;
    let due = case.act.effective_on.or_else(|| match rule.effect?.trigger {
        Trigger::EndOfYear => Some(comity_model::Day::new(notified.year?, 12, 31)),
        _ => Some(rule.notice?.after(notified)),
    })?;
    let overtaken = case.held_by(party).find(|it| {
        let held = it.from.is_none_or(|from| !before(notified, from));
        !it.class.is_overlay()
            && held
            && it.until.is_some_and(|until| !before(until, notified) && before(until, due))
    })?;
    let until = overtaken.until.map_or(String::new(), |it| it.to_string());
    let message = format!(
        "the notice of {notified} would have effect on {due}; {} is out from {until}",
        case.name(party)
    );
    let against = Some(Against::Standing(overtaken.clone()));
    Some(case.finding(CODE, Severity::Note, message, Some(&rule.cite), against))
}
