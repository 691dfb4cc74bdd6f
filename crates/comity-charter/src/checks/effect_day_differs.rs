//! An effect on another day than the charter's rule gives.

use comity_model::{Day, Kind, Stage};

use crate::case::Case;
use crate::finding::{Finding, Severity};
use crate::{Start, Trigger, may_be};

/// The code.
pub const CODE: &str = "effect-day-differs";

/// Counts the day from the rule, and compares.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    match case.act.kind {
        Kind::Chair => chair(case),
        Kind::Grant | Kind::Ratify | Kind::EnterIntoForce => standing(case),
        _ => None,
    }
}

/// A term that begins on a day on which no term begins.
fn chair(case: &Case<'_>) -> Option<Finding> {
    let start = case.act.effective_on.filter(|it| it.is_full() && case.is_chair())?;
    let rule = case.charter.chair(case.chaired_body(), start)?;
    let Start::Days(days) = &rule.start else { return None };
    if days.iter().any(|(month, day)| start.month == Some(*month) && start.day == Some(*day)) {
        return None;
    }
    let message = format!("the term begins on {start}; terms begin on {}", rule.start);
    Some(case.finding(CODE, case.weight(Severity::Warning), message, Some(&rule.cite), None))
}

/// A standing that begins on another day than decision or deposit give.
fn standing(case: &Case<'_>) -> Option<Finding> {
    let decided = case.act.decided_on?;
    let kind = case.kind().filter(|_| case.act.party.is_some())?;
    let rule = kind.effect?;
    let deposited = matches!(case.act.kind, Kind::Ratify | Kind::EnterIntoForce);
    let message = match rule.trigger {
        Trigger::Decision if !deposited => {
            let due = rule.delay.after(decided);
            differs(case.act.effective_on?, due)?
        }
        Trigger::Deposit | Trigger::Ratification if deposited => {
            let due = rule.delay.after(decided);
            differs(case.act.effective_on?, due)?
        }
        // What takes effect with a later step is not in force on the day of the decision.
        Trigger::Deposit
        | Trigger::Ratification
        | Trigger::Acceptance
        | Trigger::NextSession
        | Trigger::Signature
            if !deposited =>
        {
            let effect = case.act.effective_on.unwrap_or(decided);
            let at_once = effect == decided && decided.is_full() && case.act.stage == Stage::InForce;
            if !at_once || rule.trigger == Trigger::Signature {
                return None;
            }
            format!("`{}` takes effect {rule}, not with the decision of {decided}", kind.id)
        }
        _ => return None,
    };
    Some(case.finding(CODE, case.weight(Severity::Warning), message, Some(&kind.cite), None))
}

fn differs(effective: Day, due: Day) -> Option<String> {
    (!may_be(effective, due))
        .then(|| format!("the effect is said to be on {effective}; the rule gives {due}"))
}
