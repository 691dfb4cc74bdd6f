//! A plan whose day has passed, and nothing says that it came true.

use comity_model::{Kind, Stage};

use crate::before;
use crate::case::{Case, range};
use crate::finding::{Finding, Severity};

/// The code.
pub const CODE: &str = "plan-expired";

/// Compares the day of the plan with the day on which one asks.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let on = case.known.on?;
    let planned =
        matches!(case.act.stage, Stage::Planned | Stage::Deciding | Stage::Proposed | Stage::Mooted);
    let day = case.act.effective_on.or(case.act.decided_on).filter(|day| planned && before(*day, on))?;
    // That a decision is planned is told again by the act that it is about.
    if case.act.kind == Kind::Decide && case.act.object.is_none() {
        return None;
    }
    if case.act.kind == Kind::Establish && case.versions_made(day).next().is_some() {
        return None;
    }
    // A row that begins about then is what was planned.
    let kind = case.kind();
    let came_true = case.party().is_some_and(|party| {
        case.held_by(party).any(|it| {
            let same = kind.is_some_and(|kind| kind.id == it.standing);
            same && it.from.is_some_and(|from| !before(on, from)) && range(it).may_hold(on)
        })
    });
    let chaired = case.chaired(case.chaired_body()).any(|it| {
        it.holder.as_deref() == case.party() && it.from.is_some_and(|from| crate::may_be(from, day))
    });
    if came_true || chaired && case.is_chair() {
        return None;
    }
    let message = format!("the day planned, {day}, has passed by {on}, and nothing confirms it");
    let cite = kind.map(|it| &it.cite);
    Some(case.finding(CODE, Severity::Warning, message, cite, None))
}
