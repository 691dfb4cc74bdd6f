//! A standing that the charter does not know, or not on that day.

use crate::case::{Case, Named};
use crate::finding::{Finding, Severity};

/// The code.
pub const CODE: &str = "standing-kind-unknown";

/// Looks the standing up in the law of the day.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    if !case.is_about_standing() {
        return None;
    }
    let id = case.act.standing.as_deref()?;
    match case.named() {
        Named::Otherwise(kind) => {
            let day = case.day().map_or(String::new(), |it| format!(" on {it}"));
            let then = match (&kind.merged_into, kind.cite.range.from, kind.cite.range.until) {
                (Some(into), _, Some(until)) => format!("; it became `{into}` on {until}"),
                (_, _, Some(until)) if case.day().is_some_and(|day| !crate::before(day, until)) => {
                    format!("; it ended on {until}")
                }
                (_, Some(from), _) => format!("; it begins on {from}"),
                _ => String::new(),
            };
            let message = format!("there is no `{id}` in {}{day}{then}", case.name(&case.charter.org));
            Some(case.finding(CODE, case.weight(Severity::Error), message, Some(&kind.cite), None))
        }
        Named::Unknown => {
            let known: Vec<String> = case.charter.standings.iter().map(|it| format!("`{}`", it.id)).collect();
            let message =
                format!("{} knows no `{id}`; it has {}", case.name(&case.charter.org), known.join(", "));
            Some(case.finding(CODE, case.weight(Severity::Warning), message, None, None))
        }
        Named::None | Named::Kind(_) => None,
    }
}
