//! A chair that holds no standing by which one chairs, or one that chairs only by practice.

use comity_model::Kind;

use crate::case::{Case, range};
use crate::finding::{Against, Finding, Severity};

/// The code.
pub const CODE: &str = "chair-not-eligible";

/// Holds the party's standings against those that may chair.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let party = case.party().filter(|_| case.act.kind == Kind::Chair && case.is_chair())?;
    let day = case.effect()?;
    let rule = case.charter.chair(case.chaired_body(), day)?;
    let held = || case.held_by(party).filter(|it| !it.class.is_overlay() && range(it).may_hold(day));
    let among = |list: &[String]| held().find(|it| list.contains(&it.standing));
    let known = case
        .known
        .standings
        .iter()
        .any(|it| it.org == case.charter.org && rule.holders.contains(&it.standing));
    if !known {
        return None;
    }
    if among(&rule.holders).is_some() {
        let suspended = case.held_by(party).find(|it| case.charter.suspends(it) && range(it).holds(day))?;
        let message = format!("{} is suspended on {day}", case.name(party));
        let against = Some(Against::Standing(suspended.clone()));
        return Some(case.finding(CODE, case.weight(Severity::Warning), message, Some(&rule.cite), against));
    }
    if let Some(it) = among(&rule.tolerated) {
        let (name, kinds) = (case.name(party), rule.holders.join("`, `"));
        let message = format!("{name} chairs as `{}`; the rule speaks of `{kinds}`", it.standing);
        let against = Some(Against::Standing(it.clone()));
        return Some(case.finding(CODE, Severity::Note, message, Some(&rule.cite), against));
    }
    let message = format!("{} holds none of `{}` on {day}", case.name(party), rule.holders.join("`, `"));
    let against = held().next().map(|it| Against::Standing(it.clone()));
    Some(case.finding(CODE, case.weight(Severity::Error), message, Some(&rule.cite), against))
}
