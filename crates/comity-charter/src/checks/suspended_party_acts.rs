//! A party acts in the organisation while it is suspended.

use comity_model::Kind;

use crate::case::{Case, range};
use crate::finding::{Against, Finding, Severity};

/// The code.
pub const CODE: &str = "suspended-party-acts";

/// Looks for a suspension over whoever acts.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    // A suspended member may leave, and may be let back; a chair has its own finding.
    if matches!(case.act.kind, Kind::Withdraw | Kind::Request | Kind::Chair) {
        return None;
    }
    let day = case.day()?;
    let agent = case.act.agent.named().and_then(|it| it.id.as_deref());
    let proposer = case.act.proposer.as_ref().and_then(|it| it.id.as_deref());
    let actors = agent.into_iter().chain(proposer).filter(|it| case.party() != Some(it));
    for actor in actors {
        let over = case.held_by(actor).find(|it| case.charter.suspends(it) && range(it).holds(day));
        if let Some(row) = over {
            let message = format!("{} acts while it is suspended", case.name(actor));
            let law = |cite: &crate::Cite| cite.range.may_hold(day);
            let cite = case.charter.suspensions.iter().find(|it| law(&it.cite)).map(|it| &it.cite);
            let against = Some(Against::Standing(row.clone()));
            return Some(case.finding(CODE, case.weight(Severity::Warning), message, cite, against));
        }
    }
    None
}
