//! The lines of a charter that an act rests on: by which article it passes.

use comity_model::{Act, Kind};
use serde::Serialize;

use crate::case::{Case, Known};
use crate::finding::Article;
use crate::rotation::{Rotation, terms};
use crate::{Charters, Cite, ExitKind};

/// A line of the charter, and what it says of the act.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ground {
    /// What the line says of the act.
    pub what: String,
    /// The line.
    pub article: Article,
}

/// The lines that an act was held against; none where the charter says nothing of such acts.
pub fn grounds(charters: &Charters, known: &Known<'_>, act: &Act) -> Vec<Ground> {
    let org = act.org.as_ref().and_then(|it| it.id.as_deref());
    let Some(charter) = org.and_then(|it| charters.get(it)) else { return Vec::new() };
    let case = Case { charter, act, known };
    let ground = |what: String, cite: &Cite| Ground { what, article: Article::of(charter, cite) };
    match act.kind {
        Kind::Grant | Kind::Request | Kind::Invite => {
            let Some(kind) = case.kind() else { return Vec::new() };
            let holders: Vec<String> = kind.holders.iter().map(ToString::to_string).collect();
            let mut what = format!("`{}` is open to {}", kind.id, holders.join(", "));
            if !kind.grantors.is_empty() {
                what.push_str(&format!("; {} grants it", case.names(&kind.grantors)));
            }
            vec![ground(what, &kind.cite)]
        }
        Kind::Chair if case.is_chair() => chair(&case).into_iter().collect(),
        Kind::Suspend | Kind::Restore => {
            let law = |cite: &Cite| case.day().is_none_or(|day| cite.range.may_hold(day));
            let it = charter.suspensions.iter().find(|it| law(&it.cite));
            it.map(|it| ground(format!("`{}`, decided by {}", it.id, case.names(&it.grantors)), &it.cite))
                .into_iter()
                .collect()
        }
        Kind::Withdraw | Kind::End => {
            let kind = if act.kind == Kind::Withdraw { ExitKind::Withdrawal } else { ExitKind::Cessation };
            let it = case.day().and_then(|day| case.exit(kind, day));
            let what = |it: &crate::Exit| match it.notice {
                Some(notice) => format!("withdrawal with a notice of {notice}"),
                None if it.grantors.is_empty() => "withdrawal".to_owned(),
                None => format!("decided by {}", case.names(&it.grantors)),
            };
            it.map(|it| ground(what(it), &it.cite)).into_iter().collect()
        }
        Kind::Establish | Kind::Rename => {
            let Some(day) = case.day() else { return Vec::new() };
            case.versions_made(day)
                .map(|it| ground(format!("makes the version `{}`: {}", it.id, it.name), &it.cite))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The rule of the chair, and whether the party is due by it.
fn chair(case: &Case<'_>) -> Option<Ground> {
    let start = case.effect()?;
    let body = case.chaired_body();
    let rule = case.charter.chair(body, start)?;
    let rotation = Rotation::new(case.charter, case.known.standings);
    let terms = terms(&case.charter.org, body, case.known.chairs);
    let due = rotation
        .cursor(&terms, body, start)
        .and_then(|(cursor, last)| Some((rotation.due(rule, &cursor, start, true)?.turn, last)));
    let party = case.party()?;
    let is_due = |turn: &str| turn == party || rotation.turn_of(rule, party).as_deref() == Some(turn);
    let what = match due {
        Some((turn, last)) if is_due(&turn) => {
            let before = last.holders.iter().map(|it| case.name(it)).collect::<Vec<_>>().join(", ");
            format!("due by the order, after {before}")
        }
        _ => "the rule of the chair".to_owned(),
    };
    Some(Ground { what, article: Article::of(case.charter, &rule.cite) })
}
