//! A party loses, leaves or gets back what it does not have.

use comity_model::Kind;

use crate::case::{Case, range};
use crate::finding::{Against, Finding, Severity};

/// The code.
pub const CODE: &str = "standing-not-held";

/// Looks for the standing on the day of the act.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    if !matches!(case.act.kind, Kind::Withdraw | Kind::Suspend | Kind::End) || !case.is_about_party_standing()
    {
        return None;
    }
    let (party, day) = (case.party()?, case.day()?);
    // Only where the organisation's holders are known does a gap mean something.
    let known = case.known.standings.iter().any(|it| it.org == case.charter.org);
    let kind = case.kind();
    let same = |id: &str| kind.is_none_or(|it| it.id == id);
    let mut rows = case.held_by(party).filter(|it| !it.class.is_overlay() && same(&it.standing)).peekable();
    let last = rows.peek().copied();
    // A standing that ends on the very day is held by whoever ends it.
    let holds = |it: &comity_model::StandingHeld| {
        range(it).may_hold(day) || it.until.is_some_and(|until| crate::may_be(until, day))
    };
    if !known || rows.any(holds) {
        return None;
    }
    let what = kind.map_or("a standing", |it| it.id.as_str());
    let message = format!("{} does not hold `{what}` on {day}", case.name(party));
    let against = last.map(|it| Against::Standing(it.clone()));
    Some(case.finding(CODE, case.weight(Severity::Warning), message, kind.map(|it| &it.cite), against))
}
