//! The literate suite: `suite/reading/*.md` (see `suite/README.md`).

#![allow(clippy::disallowed_methods)] // a test reads the suite from disk

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use comity::read;
use comity_model::{Claim, Kind, Relation, Stance};

/// A case of a file.
struct Case {
    title: String,
    published: Option<String>,
    document: String,
    /// Lines of the block of acts, and where they stand in the file.
    acts: Vec<String>,
    place: std::ops::Range<usize>,
}

#[test]
fn every_case_reads_as_written() {
    let accept = std::env::var_os("ACCEPT").is_some();
    let mut wrong = String::new();
    let mut cases = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a file of the suite");
        let mut renewed = text.clone();
        for case in parse(&text).into_iter().rev() {
            cases += 1;
            let found = found(&case);
            let differs = differences(&case, &found);
            if accept && !differs.is_empty() {
                let lines: Vec<String> = found.iter().map(line).collect();
                let lines = if lines.is_empty() { "none".to_owned() } else { lines.join("\n") };
                renewed.replace_range(case.place.clone(), &format!("{lines}\n"));
            } else if !differs.is_empty() {
                let _ = writeln!(wrong, "{}: {}\n{differs}", path.display(), case.title);
            }
        }
        if accept {
            std::fs::write(&path, renewed).expect("a file of the suite");
        }
    }
    assert!(cases > 20, "only {cases} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../suite/reading");
    let entries = std::fs::read_dir(folder).expect("the folder of the suite");
    let mut files: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "md"));
    files.sort();
    files
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let (mut title, mut published, mut document) = (String::new(), None, String::new());
    let mut block: Option<(&str, usize)> = None;
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end();
        match (block, line) {
            (Some((kind, start)), "```") => {
                let inner = &text[start..at];
                if kind == "document" {
                    document = inner.to_owned();
                } else {
                    let acts = inner.lines().filter(|it| !it.trim().is_empty()).map(str::to_owned).collect();
                    let (title, published) = (title.clone(), published.clone());
                    cases.push(Case { title, published, document: document.clone(), acts, place: start..at });
                }
                block = None;
            }
            (None, _) if line.starts_with("## ") => line[3..].clone_into(&mut title),
            (None, _) if line.starts_with("```document") => {
                published = line.split("published=").nth(1).map(|it| it.trim().to_owned());
                block = Some(("document", at + raw.len()));
            }
            (None, _) if line.starts_with("```acts") => block = Some(("acts", at + raw.len())),
            _ => {}
        }
        at += raw.len();
    }
    cases
}

/// The claims of a case that need a line.
fn found(case: &Case) -> Vec<Claim> {
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
fn differences(case: &Case, found: &[Claim]) -> String {
    let mut left: Vec<String> = found.iter().map(line).collect();
    let mut out = String::new();
    for wanted in case.acts.iter().filter(|it| *it != "none" && !it.starts_with("FIXME")) {
        match left.iter().position(|it| fields(wanted).iter().all(|field| fields(it).contains(field))) {
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

/// The words of a line; quoted values keep their spaces.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => fields.push(std::mem::take(&mut word)),
            _ => word.push(c),
        }
    }
    fields.push(word);
    fields.retain(|it| !it.is_empty());
    fields
}
