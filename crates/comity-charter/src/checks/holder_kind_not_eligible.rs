//! A party of a kind that the standing is not open to.

use crate::case::Case;
use crate::finding::{Finding, Severity};
use crate::holder_of;

/// The code.
pub const CODE: &str = "holder-kind-not-eligible";

/// Holds the party against the kinds of holders, and against a closed circle.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let party = case.party().filter(|_| case.is_about_standing() && !case.takes_away())?;
    let kind = case.kind()?;
    let holder = holder_of(party)?;
    let words: Vec<String> = kind.holders.iter().map(|it| format!("`{it}`")).collect();
    let message = if !kind.holders.is_empty() && !kind.holders.contains(&holder) {
        format!("{} is `{holder}`; `{}` is open to {}", case.name(party), kind.id, words.join(", "))
    } else if !kind.only.is_empty() && !kind.only.iter().any(|it| it == party) {
        format!("{} is outside the circle that `{}` is open to", case.name(party), kind.id)
    } else {
        return None;
    };
    Some(case.finding(CODE, case.weight(Severity::Error), message, Some(&kind.cite), None))
}
