//! A body gives or takes what another body gives or takes.

use comity_model::Kind;

use crate::case::Case;
use crate::finding::{Finding, Severity};
use crate::{Cite, ExitKind};

/// The code.
pub const CODE: &str = "grantor-lacks-competence";

/// Holds whoever acts against whoever may.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let actor = case.actor()?;
    if actor.starts_with("person:") || actor == case.charter.org {
        return None;
    }
    let (grantors, recommenders, cite) = competent(case)?;
    let named = |list: &[String]| list.iter().any(|it| it == actor);
    if grantors.is_empty() || named(grantors) || named(recommenders) {
        return None;
    }
    let message = format!("{} cannot do this; {} can", case.name(actor), case.names(grantors));
    Some(case.finding(CODE, case.weight(Severity::Error), message, Some(cite), None))
}

/// Who may, who must recommend it, and by which line.
pub fn competent<'a>(case: &Case<'a>) -> Option<(&'a [String], &'a [String], &'a Cite)> {
    let day = case.day();
    let law = |cite: &Cite| day.is_none_or(|day| cite.range.may_hold(day));
    let charter = case.charter;
    match case.act.kind {
        Kind::Grant | Kind::Restore => {
            let kind = case.kind()?;
            // Whoever suspends also restores.
            let suspension =
                charter.suspensions.iter().find(|it| law(&it.cite) && it.standings.contains(&kind.id));
            match suspension.filter(|it| case.act.kind == Kind::Restore && !it.grantors.is_empty()) {
                Some(it) => Some((&it.grantors, &[], &it.cite)),
                None => Some((&kind.grantors, &kind.recommended_by, &kind.cite)),
            }
        }
        Kind::Suspend => {
            let it = charter.suspensions.iter().find(|it| law(&it.cite) && !it.grantors.is_empty())?;
            // A member that suspends itself is another finding.
            (case.actor() != case.party()).then_some((it.grantors.as_slice(), [].as_slice(), &it.cite))
        }
        Kind::End => {
            let ends = |it: &&crate::Exit| it.kind == ExitKind::Cessation && law(&it.cite);
            let it = charter.exits.iter().find(ends)?;
            case.is_about_party_standing().then_some((it.grantors.as_slice(), [].as_slice(), &it.cite))
        }
        Kind::Chair => {
            let rule = charter.chair(case.chaired_body(), case.effect()?)?;
            // A chair is taken over, announced and handed on by states; only a body of the organisation decides it.
            let body = case.act.body.as_ref()?.id.as_deref()?;
            let decides = rule.decided_by.as_slice();
            (!decides.is_empty() && Some(body) != rule.body.as_deref()).then_some((
                decides,
                [].as_slice(),
                &rule.cite,
            ))
        }
        _ => None,
    }
}
