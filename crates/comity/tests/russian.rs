//! A second language: a Russian document that tells the first article's events yields the same claims.

#![allow(clippy::disallowed_methods)]

use comity::{Claim, Kind, PartyRef};

/// What is compared: kind, stage, agent, party, standing, day.
fn row(claim: &Claim) -> String {
    let id = |it: Option<&PartyRef>| it.and_then(|it| it.id.clone()).unwrap_or_default();
    let when = claim.when.as_ref().map(|it| it.edtf.to_string()).unwrap_or_default();
    let standing = claim.standing.as_deref().unwrap_or_default();
    let agent = if claim.kind == Kind::Propose { id(claim.agent.named()) } else { String::new() };
    format!(
        "{} {:?} {:?} {:?} [{agent}] [{}] [{standing}] [{when}]",
        id(claim.org.as_ref()),
        claim.kind,
        claim.stage,
        claim.stance,
        id(claim.party.as_ref()),
    )
}

fn rows(path: &str) -> Option<Vec<String>> {
    let bytes = std::fs::read(path).ok()?;
    let document = comity::document(path, &bytes).expect("text");
    let reading = comity::read(&document);
    let mut rows: Vec<String> = reading.claims.iter().map(row).collect();
    rows.sort();
    Some(rows)
}

#[test]
fn the_summit_told_in_russian() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/dushanbe-summit.ru.txt");
    let expected = [
        "org:cis Chair Decided Affirms [] [state:TM] [chair] [2026]",
        "org:cis Convene InForce Affirms [] [] [] [2025-10-10]",
        "org:cis Decide Decided Affirms [] [] [] []",
        "org:cis Decide Planned Affirms [] [] [] [2025-10-10]",
        "org:cis Establish Deciding Affirms [] [] [] [2025-10-10]",
        "org:cis Establish InForce Affirms [] [] [] [2023]",
        "org:cis Grant Planned Affirms [] [org:sco] [observer] [2025-10-10]",
        "org:cis Propose Proposed Affirms [state:KZ] [] [] []",
        "org:cis Propose Proposed Affirms [state:KZ] [] [] []",
    ];
    assert_eq!(rows(path).expect("the example is here"), expected);
}

#[test]
fn the_same_claims_as_the_first_article() {
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gold/seed/docs/seed.txt");
    let russian = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/dushanbe-summit.ru.txt");
    let Some(english) = rows(seed) else { return };
    assert_eq!(rows(russian), Some(english));
}
