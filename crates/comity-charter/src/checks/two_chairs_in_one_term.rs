//! A second party chairs a term that is taken.

use comity_model::{Day, Kind};

use crate::case::Case;
use crate::finding::{Against, Finding, Severity};
use crate::{Range, before};

/// The code.
pub const CODE: &str = "two-chairs-in-one-term";

/// Looks for another holder of the same term.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let party = case.party().filter(|_| case.act.kind == Kind::Chair && case.is_chair())?;
    let start = case.effect()?;
    let body = case.chaired_body();
    let rule = case.charter.chair(body, start);
    let taken = case.chaired(body).find(|it| {
        let term = Range { from: it.from, until: it.until };
        it.role == "chair" && it.holder.as_deref().is_some_and(|it| it != party) && overlaps(&term, start)
    })?;
    let own = case.chaired(body).any(|it| {
        it.holder.as_deref() == Some(party)
            && it.role != "co-chair"
            && Range { from: it.from, until: it.until }.may_hold(start)
    });
    if own {
        return None;
    }
    let co_chair = case.chaired(body).find(|it| {
        it.holder.as_deref() == Some(party)
            && it.role == "co-chair"
            && Range { from: it.from, until: it.until }.may_hold(start)
    });
    let message = match co_chair {
        Some(_) => format!("{} is co-chair of that term, not chair", case.name(party)),
        None => format!("{} chairs that term", case.name(taken.holder.as_deref().unwrap_or_default())),
    };
    let against = Some(Against::Chair(co_chair.unwrap_or(taken).clone()));
    Some(case.finding(CODE, case.weight(Severity::Error), message, rule.map(|it| &it.cite), against))
}

/// Whether a term certainly covers the first day, or the whole year or month that is said.
fn overlaps(term: &Range, start: Day) -> bool {
    let Some(from) = term.from else { return false };
    // A term that ends on the day the other begins is handed over.
    let begun = !before(start, from) && (!crate::may_be(start, from) || term.until.is_some());
    begun && if start.is_full() { term.holds(start) } else { term.until.is_some() && term.holds(start) }
}
