//! A member suspends itself where the charter knows no such thing.

use comity_model::Kind;

use crate::case::{Case, range};
use crate::finding::{Against, Finding, Severity};

/// The code.
pub const CODE: &str = "self-suspension-not-provided";

/// Looks for a suspension that the holder may declare.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let party = case.party().filter(|_| case.act.kind == Kind::Suspend)?;
    let day = case.day()?;
    if case.actor() != Some(party) {
        return None;
    }
    let law = |cite: &crate::Cite| cite.range.may_hold(day);
    let suspensions = || case.charter.suspensions.iter().filter(|it| law(&it.cite));
    if suspensions().any(|it| it.by_holder) {
        return None;
    }
    let message = format!(
        "{} suspends itself; {} provides for no such step",
        case.name(party),
        case.name(&case.charter.org)
    );
    let row = case.held_by(party).find(|it| !it.class.is_overlay() && range(it).holds(day));
    let against = row.map(|it| Against::Standing(it.clone()));
    let cite = suspensions().next().map(|it| &it.cite);
    Some(case.finding(CODE, case.weight(Severity::Warning), message, cite, against))
}
