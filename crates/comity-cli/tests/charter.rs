//! Charters on the command line: what is checked, foretold and tested.

use std::path::Path;

use assert_cmd::Command;

/// Runs the command in a folder on a fixed day; standard output, standard error and exit code, one text.
fn comity(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("comity"))
        .current_dir(folder)
        .env("COMITY_NOW", "2026-06-01T00:00:00Z")
        .env("COMITY_RECORD", folder.join("record.comity"))
        .args(arguments)
        .output()
        .expect("a run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}exit {}", text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

/// An act of a body that only recommends, as a person files it.
const RECOMMENDED: &str = r#"kind = "grant"
stage = "decided"
org = "org:eaeu"
body = "body:eaeu/commission-council"
party = "state:MN"
standing = "observer"
decided_on = "2025-11-29"
by = "desk"
[instrument]
name = "Decision 1"
text = "The Council approved the draft on the status of Mongolia."
"#;

#[test]
fn a_finding_shows_article_and_place() {
    let folder = folder(&[("act.toml", RECOMMENDED)]);
    insta::assert_snapshot!(comity(folder.path(), &["check", "act.toml", "--deny", "error"]), @r#"
    error[recommendation-taken-for-decision]: EAEU Council of the Eurasian Economic Commission recommends; EAEU Supreme Eurasian Economic Council decides
      = article: Art. 109; Decision No. 8 of 2018-05-14, Observer State at the Eurasian Economic Union (Eurasian Economic Commission)
        charters/eaeu/charter.toml:116 · https://eec.eaeunion.org/en/comission/department/dep_razv_integr/mezhdunarodnoe-sotrudnichestvo/o-statuse-gosudarstva-nablyudatelya.php
    Checked 1 acts: 1 errors, 0 warnings, 0 notes.
    error: there are findings of weight `error` or more
      = hint: look at each finding's page in `docs/findings/`
    exit 1
    "#);
}

#[test]
fn filing_against_an_error_needs_anyway() {
    let folder = folder(&[("act.toml", RECOMMENDED)]);
    insta::assert_snapshot!(comity(folder.path(), &["file", "act.toml"]), @r#"
    error[recommendation-taken-for-decision]: EAEU Council of the Eurasian Economic Commission recommends; EAEU Supreme Eurasian Economic Council decides
      = article: Art. 109; Decision No. 8 of 2018-05-14, Observer State at the Eurasian Economic Union (Eurasian Economic Commission)
        charters/eaeu/charter.toml:116 · https://eec.eaeunion.org/en/comission/department/dep_razv_integr/mezhdunarodnoe-sotrudnichestvo/o-statuse-gosudarstva-nablyudatelya.php
    error: the charter speaks against this act; nothing was filed
      = hint: look at the finding, or file it with --anyway
    exit 1
    "#);
    let filed = comity(folder.path(), &["file", "act.toml", "--anyway"]);
    assert!(
        filed.contains("recommendation-taken-for-decision") && filed.contains("Filed as entry"),
        "{filed}"
    );
    let found = comity(folder.path(), &["check"]);
    assert!(
        found.contains("error[recommendation-taken-for-decision]") && found.ends_with("exit 0"),
        "{found}"
    );
}

#[test]
fn rules_of_chairs_are_held_against_what_was() {
    let folder = folder(&[]);
    let all = comity(folder.path(), &["backtest"]);
    let years = |line: &str| line.split(" terms in ").nth(1)?.split(' ').next()?.parse::<u32>().ok();
    let long = all.lines().filter(|it| years(it).is_some_and(|it| it >= 10)).count();
    assert!(long >= 12, "{all}");
    // A miss that no recorded exception explains would end its chair's line with another number.
    let heads = all.lines().filter(|it| years(it).is_some());
    assert!(heads.clone().all(|it| it.contains(", 0 unexplained")), "{all}");
}
