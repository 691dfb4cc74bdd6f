//! Cases of charters (`charters/*/cases/*.md`) and pages of findings (`docs/findings/*.md`): literate, each block a test.
//!
//! An `act` block is an act as `comity file` takes it. The `findings` block after it has one line a finding, `severity
//! code`, or `none`; `findings on=DAY` asks on that day.

#![allow(clippy::disallowed_methods, clippy::expect_used)]

use std::path::{Path, PathBuf};

use comity::charter::{Charters, Known, Verdict, backtest, check_on, codes};
use comity::{Class, Day, base, filing};
use comity_literate::{blocks, files};

/// Acts of 2015–2026 in a file: those that pass, and those that give a finding.
#[derive(Default)]
struct Recent {
    pass: usize,
    found: usize,
}

/// Runs one file: what is wrong with it, and what acts it has. `code` is the finding that one of its acts must give.
fn check_file(path: &Path, code: Option<&str>) -> (Vec<String>, Recent) {
    let text = std::fs::read_to_string(path).expect("a page");
    let mut problems = Vec::new();
    let mut act = None;
    let (mut recent, mut seen) = (Recent::default(), false);
    for block in blocks(&text) {
        let at = format!("{}:{}", path.display(), block.line);
        match block.kind {
            "act" => match filing(&at, block.text) {
                Ok(it) => act = Some(it.act),
                Err(it) => problems.push(format!("{at}: {}", it.message)),
            },
            "findings" => {
                let Some(act) = act.take() else { continue };
                let on = block.info.split_once("on=").map(|(_, day)| Day::parse(day).expect("a day"));
                let known = Known { standings: base::standings(), chairs: base::chairs(), on };
                let org = act.org.as_ref().and_then(|it| it.id.clone()).unwrap_or_default();
                if Charters::shipped().get(&org).is_none() {
                    problems.push(format!("{at}: there is no charter of `{org}`"));
                }
                let found = check_on(Charters::shipped(), &known, &act);
                let day = act.decided_on.or(act.effective_on).and_then(|it| it.year);
                if day.is_some_and(|it| (2015..=2026).contains(&it)) {
                    let count = if found.is_empty() { &mut recent.pass } else { &mut recent.found };
                    *count += 1;
                }
                seen |= found.iter().any(|it| Some(it.code) == code);
                let line = |it: &comity::charter::Finding| format!("{} {}", it.severity, it.code);
                let mut got: Vec<String> = found.iter().map(line).collect();
                let mut expected: Vec<String> =
                    block.text.lines().map(str::to_owned).filter(|it| it != "none").collect();
                got.sort();
                expected.sort();
                if got != expected {
                    let full: Vec<String> =
                        found.iter().map(|it| format!("{}: {}", it.code, it.message)).collect();
                    problems
                        .push(format!("{at}: expected {expected:?}, found {got:?} ({})", full.join("; ")));
                }
            }
            _ => {}
        }
    }
    if let (Some(code), false) = (code, seen) {
        problems.push(format!("{}: no act of this page gives `{code}`", path.display()));
    }
    (problems, recent)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn cases_of_charters_hold() {
    let mut problems = Vec::new();
    for charter in Charters::shipped().all() {
        let folder = root().join("charters").join(&charter.org[4..]).join("cases");
        let mut recent = Recent::default();
        for path in files(&folder) {
            let (found, acts) = check_file(&path, None);
            problems.extend(found);
            recent.pass += acts.pass;
            recent.found += acts.found;
        }
        if recent.pass == 0 || recent.found == 0 {
            problems.push(format!(
                "{}: no act of 2015–2026 that passes, or none with a finding",
                folder.display()
            ));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn each_finding_has_a_page_and_each_page_a_finding() {
    let folder = root().join("docs/findings");
    let pages: Vec<String> = files(&folder)
        .iter()
        .map(|it| it.file_stem().expect("a name").to_string_lossy().into_owned())
        .filter(|it| it != "README")
        .collect();
    let mut expected: Vec<&str> = codes().collect();
    expected.sort_unstable();
    assert_eq!(pages, expected);
    let mut sources: Vec<String> = std::fs::read_dir(root().join("crates/comity-charter/src/checks"))
        .expect("checks")
        .map(|it| it.expect("a file").path().file_stem().expect("a name").to_string_lossy().replace('_', "-"))
        .filter(|it| it != "mod")
        .collect();
    sources.sort();
    assert_eq!(sources, expected);
}

#[test]
fn pages_of_findings_hold() {
    let mut problems = Vec::new();
    for path in files(&root().join("docs/findings")) {
        let code = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let (found, _) = check_file(&path, Some(&code).filter(|it| *it != "README").map(String::as_str));
        problems.extend(found);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Twelve rotating organisations and more, over ten years and more; every miss has a recorded exception.
#[test]
fn rules_of_chairs_are_held_against_what_was() {
    let on = Day::new(2026, 6, 1);
    let tests: Vec<_> = Charters::shipped()
        .all()
        .iter()
        .flat_map(|it| backtest(it, base::standings(), base::chairs(), on))
        .collect();
    assert!(tests.iter().filter(|it| it.years() >= 10).count() >= 12);
    let missed = tests.iter().flat_map(|test| {
        let missed = test.terms.iter().filter(|it| it.verdict == Verdict::Missed);
        missed.map(|it| format!("{} {}: {:?}, due {:?}", test.org, it.term.from, it.term.holders, it.due))
    });
    assert_eq!(missed.collect::<Vec<_>>(), Vec::<String>::new());
    // The rule can miss: the order alone does not tell every chair.
    assert!(tests.iter().any(|it| it.hits() < it.terms.len()));
}

/// What the base says a party holds is a kind that the charter knows, in force when it began.
#[test]
fn standings_of_the_base_are_kinds_of_their_charters() {
    // A member that says it has frozen its part holds nothing that the law knows.
    let declared = ["frozen-participation", "suspended-by-itself"];
    let unknown = base::standings().iter().filter(|it| {
        let Some(charter) = Charters::shipped().get(&it.org) else { return true };
        let overlay = match it.class {
            Class::Suspended => charter.suspensions.iter().any(|kind| kind.id == it.standing),
            class => class.is_overlay(),
        };
        let day = it.from.or(it.until).unwrap_or(Day::year(2026));
        !(overlay
            || declared.contains(&it.standing.as_str())
            || charter.standing(&it.standing, day).is_some())
    });
    let lines: Vec<String> =
        unknown.map(|it| format!("{} {} {} from {:?}", it.org, it.party, it.standing, it.from)).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}
