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
fn the_acts_of_the_first_article_pass() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    insta::assert_snapshot!(comity(&path, &["check", "dushanbe-summit.txt"]), @r#"
    passes: grant · in_force · CIS · SCO · observer
      --> dushanbe-summit.txt:7:5
      = by: Regulations of 2023-10-13: `observer` is open to state, organisation; CIS Council of Heads of State grants it
        charters/cis/charter.toml:192 · https://cis.minsk.by/news/26254
    passes: establish · deciding · CIS · CIS Plus format
      --> dushanbe-summit.txt:9:2
      = by: Statement of 2025-10-10: makes the version `cis-plus`: CIS Plus
        charters/cis/charter.toml:80 · http://islamsng.com/sng/report/22782
    note[chair-not-eligible]: Turkmenistan chairs as `associate`; the rule speaks of `member`
      --> dushanbe-summit.txt:11:5
          “Council decided that Turkmenistan will chair the CIS in 2026”
      = article: Art. 21; Decision of 2008-10-10, Kyrgyzstan takes the chair of the CIS; its co-chairs (Akchabar) (unverified)
        charters/cis/charter.toml:250 · https://www.akchabar.kg/ru/news/kirgizstan-zastupil-na-post-predsedatelya-v-sng-mkglsqekpeuuochm
      = against: Turkmenistan, `associate` of CIS from 2005-08-26
        https://www.mfa.am/en/international-organisations/2
    passes: chair · decided · CIS · Turkmenistan · chair
      --> dushanbe-summit.txt:11:5
      = by: Art. 21; Decision of 2008-10-10: due by the order, after Tajikistan (unverified)
        charters/cis/charter.toml:250 · https://www.akchabar.kg/ru/news/kirgizstan-zastupil-na-post-predsedatelya-v-sng-mkglsqekpeuuochm
    Checked 6 acts: 0 errors, 0 warnings, 1 notes.
    exit 0
    "#);
}

#[test]
fn forecasts_are_called_forecasts() {
    let folder = folder(&[]);
    insta::assert_snapshot!(comity(folder.path(), &["expect", "cis", "--until", "2029"]), @r#"
    Commonwealth of Independent States (org:cis), from 2026-06-01 on
      unknown     notice    Moldova, `withdrawal-announced` of CIS from 2026-01-19 · https://tass.com/world/2073381 · Art. 9
      2027-01-01  forecast  Uzbekistan chair · Art. 21; Decision of 2008-10-10 · unverified
      2028-01-01  forecast  Belarus chair · Art. 21; Decision of 2008-10-10 · unverified
                            passed over: Ukraine, gave up the chair decided for 2014 and takes no part since
                            passed over: Azerbaijan, has not taken a turn in any round since the regulations
                            passed over: Armenia, has not taken a turn in any round since the regulations
      2029-01-01  forecast  Kazakhstan chair · Art. 21; Decision of 2008-10-10 · unverified
    exit 0
    "#);
}

#[test]
fn a_bad_charter_says_where() {
    let folder = folder(&[("charter.toml", "[organisation]\nid = \"org:cis\"\nname = \"CIS\"\n")]);
    insta::assert_snapshot!(comity(folder.path(), &["charter", "check", "."]), @r#"
    error[missing-field]: `organisation` has no `names`
     --> ./charter.toml:1:1
      |
    1 | [organisation]
      | ^^^^^^^^^^^^^^
      = hint: add `names = …`
    error[unknown-field]: `name` is not a field of `organisation`
     --> ./charter.toml:3:1
      |
    3 | name = "CIS"
      | ^^^^
      = hint: did you mean `names`?
    error[missing-field]: `charter` has no `source`
     --> ./charter.toml:1:1
      |
    1 | [organisation]
      | ^
      = hint: add `source = …`
    error[missing-field]: `charter` has no `version`
     --> ./charter.toml:1:1
      |
    1 | [organisation]
      | ^
      = hint: add `version = …`
    exit 5
    "#);
    insta::assert_snapshot!(comity(folder.path(), &["charter", "show", "nowhere"]).split("use one").next().unwrap_or_default(), @r#"
    error: there is no charter of `nowhere`
      = hint:
    "#);
}

#[test]
fn rules_of_chairs_are_held_against_what_was() {
    let folder = folder(&[]);
    insta::assert_snapshot!(comity(folder.path(), &["backtest", "cis", "eaeu", "au"]), @r#"
    CIS, by alphabet: 11 of 16 terms in 16 years (69 %), 5 explained, 0 unexplained
      2013-01-01  Belarus, due Uzbekistan: the second round began with Belarus; Uzbekistan and Ukraine were passed over
      2014-01-01  Belarus, due Kazakhstan: Ukraine, decided for 2014, gave the chair up in March 2014; Belarus went on
      2017-01-01  Russia, due Moldova: Moldova: has not taken a turn since 2009; leaves the Commonwealth
      2021-01-01  Belarus, due Ukraine: Ukraine: gave up the chair decided for 2014 and takes no part since; Azerbaijan: has not taken a turn in any round since the regulations; Armenia: has not taken a turn in any round since the regulations
      2024-01-01  Russia, due Moldova: Moldova: has not taken a turn since 2009; leaves the Commonwealth
    EAEU, by alphabet: 11 of 11 terms in 11 years (100 %), 0 explained, 0 unexplained
    AU, by groups: 17 of 17 terms in 17 years (100 %), 0 explained, 0 unexplained
    3 chairs, 44 terms: 39 by the order alone (89 %), 5 by a recorded exception, 0 unexplained.
    exit 0
    "#);
    let all = comity(folder.path(), &["backtest"]);
    let explained = |line: &&str| {
        let years = line.split(" terms in ").nth(1).and_then(|it| it.split(' ').next()?.parse::<u32>().ok());
        years.is_some_and(|it| it >= 10) && line.ends_with(", 0 unexplained")
    };
    assert!(all.lines().filter(explained).count() >= 12, "{all}");
}
