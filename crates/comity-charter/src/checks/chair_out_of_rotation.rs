//! A chair that the order does not have next.

use comity_model::Kind;

use crate::case::Case;
use crate::finding::{Against, Finding, Severity};
use crate::rotation::{Rotation, same, terms};

/// The code.
pub const CODE: &str = "chair-out-of-rotation";

/// Walks the order up to the term, and compares.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let party = case.party().filter(|_| case.act.kind == Kind::Chair && case.is_chair())?;
    let start = case.effect()?;
    let body = case.chaired_body();
    let rule = case.charter.chair(body, start)?;
    let rotation = Rotation::new(case.charter, case.known.standings);
    let terms = terms(&case.charter.org, body, case.known.chairs);
    let (cursor, last) = rotation.cursor(&terms, body, start)?;
    // Only the term after the last known one can be told from the order.
    let next = last.until.unwrap_or(rule.term.after(last.from));
    if crate::before(start, next) || !crate::may_be(start, next) && !near(start, next) {
        return None;
    }
    let due = rotation.due(rule, &cursor, start, true)?;
    let turn = rotation.turn_of(rule, party);
    let exception = rotation.exception(rule, start).filter(|it| same(&it.holder, &[party.to_owned()]));
    if turn.as_deref() == Some(due.turn.as_str()) || party == due.turn {
        return None;
    }
    let before =
        case.chaired(body).filter(|it| it.from == Some(last.from)).last().cloned().map(Against::Chair);
    match exception {
        Some(it) => {
            let message = format!(
                "{} was due; {} chairs by a recorded exception: {}",
                case.name(&due.turn),
                case.name(party),
                it.why
            );
            Some(case.finding(CODE, Severity::Note, message, Some(&it.cite), before))
        }
        None => {
            let message = format!("{} is due in {start}, not {}", case.name(&due.turn), case.name(party));
            Some(case.finding(CODE, case.weight(Severity::Warning), message, Some(&rule.cite), before))
        }
    }
}

/// Whether two days lie less than half a year apart: summits move.
fn near(a: comity_model::Day, b: comity_model::Day) -> bool {
    let number = |day: comity_model::Day| day.earliest()?.ordinal();
    matches!((number(a), number(b)), (Some(a), Some(b)) if (a - b).abs() < 183)
}
