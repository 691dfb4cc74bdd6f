//! The literate suite: `suite/reading/*.md` (see `suite/README.md`).

use std::fmt::Write as _;
use std::path::Path;

use comity::read;
use comity_literate::{Block, Wrong, blocks, hold, words};
use comity_model::{Claim, Kind, Relation, Stance};

/// A case of a file.
struct Case<'t> {
    published: Option<&'t str>,
    document: &'t str,
    /// Lines of the block of acts.
    acts: Vec<&'t str>,
}

#[test]
fn every_case_reads_as_written() {
    let mut cases = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../suite/reading");
    hold(&folder, |_, text| {
        let mut wrong = Vec::new();
        let mut document: Option<Block<'_>> = None;
        for block in blocks(text) {
            match (block.kind, &document) {
                ("document", _) => document = Some(block),
                ("acts", Some(document)) => {
                    cases += 1;
                    wrong.extend(check(document, &block));
                }
                _ => {}
            }
        }
        wrong
    });
    assert!(cases > 20, "only {cases} cases");
}

/// What is wrong with a case.
fn check(document: &Block<'_>, acts: &Block<'_>) -> Option<Wrong> {
    let case = Case {
        published: document.info.split_once("published=").map(|it| it.1.trim()),
        document: document.text,
        acts: acts.text.lines().filter(|it| !it.trim().is_empty()).collect(),
    };
    let found = found(&case);
    let differs = differences(&case, &found);
    let lines: Vec<String> = found.iter().map(line).collect();
    let text = if lines.is_empty() { "none\n".to_owned() } else { lines.join("\n") + "\n" };
    let message = format!("{}\n{differs}", acts.title);
    (!differs.is_empty()).then(|| Wrong { place: acts.place.clone(), text, message })
}

/// The claims of a case that need a line.
fn found(case: &Case<'_>) -> Vec<Claim> {
    let capture = case.published.as_ref().map_or_else(String::new, |day| format!(" date {day} EN\n\n"));
    let text = format!("{capture}{}", case.document);
    let document = comity::document("case.txt", text.as_bytes()).expect("a document");
    let claims = read(&document).claims;
    let wraps = |it: &Claim| it.links.iter().any(|link| link.rel == Relation::Decides);
    claims.into_iter().filter(|it| it.kind != Kind::Convene && !wraps(it)).collect()
}

/// A claim as a line of the suite.
fn line(claim: &Claim) -> String {
    let mut words = vec![name(&claim.kind), name(&claim.stage)];
    if claim.stance != Stance::Affirms {
        words.push(name(&claim.stance));
    }
    if claim.background {
        words.push("background".into());
    }
    let party =
        |it: &Option<comity_model::PartyRef>| it.as_ref().map(|it| it.id.clone().unwrap_or(it.name.clone()));
    for (key, value) in [
        ("org", party(&claim.org)),
        ("party", party(&claim.party)),
        ("standing", claim.standing.clone()),
        ("object", claim.object.clone()),
        ("when", claim.when.as_ref().map(|it| it.edtf.to_string())),
        ("effective", claim.effective.as_ref().map(|it| it.edtf.to_string())),
        ("agent", claim.agent.named().map(|it| it.id.clone().unwrap_or(it.name.clone()))),
        ("place", claim.place.clone()),
    ] {
        if let Some(value) = value {
            words.push(if value.contains(' ') {
                format!("{key}=\"{value}\"")
            } else {
                format!("{key}={value}")
            });
        }
    }
    words.join(" ")
}

fn name<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What the lines and the claims do not share.
fn differences(case: &Case<'_>, found: &[Claim]) -> String {
    let mut left: Vec<String> = found.iter().map(line).collect();
    let mut out = String::new();
    for wanted in case.acts.iter().filter(|it| **it != "none" && !it.starts_with("FIXME")) {
        match left.iter().position(|it| words(wanted).iter().all(|field| words(it).contains(field))) {
            Some(n) => {
                left.remove(n);
            }
            None => {
                let _ = writeln!(out, "  - {wanted}");
            }
        }
    }
    for line in left {
        let _ = writeln!(out, "  + {line}");
    }
    if case.acts.is_empty() && out.is_empty() { "  the case has no line of acts".into() } else { out }
}
