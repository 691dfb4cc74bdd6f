//! Charters that are refused, each with a place and a hint; and the shipped ones, held against the atlas.

#![allow(clippy::disallowed_methods, clippy::expect_used)]

use comity_charter::{CharterFile, Charters, parse};

/// A small charter without mistakes.
const GOOD: &str = r#"
[organisation]
id = "org:sco"
names = { en = "Example" }
[source.text]
title = "Treaty"
url = "https://example.org/treaty"
[[version]]
id = "first"
name = "Treaty"
in-force = "2001"
article = "Art. 1"
source = "text"
[[version]]
id = "second"
name = "Protocol"
in-force = "2011-05-01"
decided-on = "2010"
article = "Art. 1"
source = "text"
[[body]]
id = "body:sco/summit"
name = "Summit"
level = "leaders"
article = "Art. 2"
source = "text"
[[rule]]
id = "consensus"
kind = "consensus"
article = "Art. 3"
source = "text"
[[standing]]
id = "member"
class = "full"
holders = "state"
grantor = "body:sco/summit"
rule = "consensus"
effect = "on-deposit+P30D"
article = "Art. 4"
source = "text"
[[exit]]
kind = "withdrawal"
standings = "member"
notice = "P12M"
effect = "on-notice+P12M"
article = "Art. 5"
source = "text"
[[chair]]
principle = "alphabet"
start = "01-01"
holders = "member"
order = [["state:KZ", "Kazakhstan"], ["state:UZ", "Uzbekistan"]]
article = "Art. 6"
source = "text"
"#;

/// `GOOD` with one change: what is said about it, as `line:column code: message (hint)`.
fn check_bad(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    let text = GOOD.replacen(from, to, 1);
    let problems = parse(&CharterFile { path: "charter.toml".to_owned(), text }).expect_err(to);
    let line = |it: &comity_model::Diagnostic| {
        let place = it.primary.as_ref().map_or(String::new(), |it| format!("{}:{}", it.line, it.column));
        format!("{place} {}: {} ({})", it.code, it.message, it.hints.join("; "))
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_good_charter_is_read() {
    let charter =
        parse(&CharterFile { path: "charter.toml".to_owned(), text: GOOD.to_owned() }).expect("good");
    assert_eq!(charter.standings[0].cite.line, 32);
    assert_eq!(charter.cites().len(), 7);
}

#[test]
fn misspelt_fields_and_values_get_a_hint() {
    insta::assert_snapshot!(check_bad("grantor =", "granter ="), @"36:1 unknown-field: `granter` is not a field of `standing` (did you mean `grantor`?)");
    insta::assert_snapshot!(check_bad("class = \"full\"", "class = \"ful\""), @"34:9 unknown-value: `ful` is not a value it may have (did you mean `full`?)");
    insta::assert_snapshot!(check_bad("article = \"Art. 4\"\n", ""), @"32:1 missing-field: `standing` has no `article` (add `article = …`)");
    insta::assert_snapshot!(check_bad("\"on-deposit+P30D\"", "\"at-deposit\""), @"38:10 bad-value: `at-deposit` is not an effect (write `on-decision`, `on-deposit+P30D`, `end-of-year`, `next-session` or another of docs/adding/charter.md)");
    insta::assert_snapshot!(check_bad("in-force = \"2001\"", "in-force = 2001"), @r#"
    11:12 wrong-type: `in-force` of `version` is integer; expected a text (write a text)
    15:6 versions-out-of-order: version `second` is in force before the version above it (put versions in order)
    "#);
}

#[test]
fn what_does_not_exist_is_refused() {
    insta::assert_snapshot!(check_bad("grantor = \"body:sco/summit\"", "grantor = \"body:sco/sumit\""), @"36:11 unknown-body: `body:sco/sumit` is not a body of this charter (did you mean `body:sco/summit`?)");
    insta::assert_snapshot!(check_bad("rule = \"consensus\"", "rule = \"unanimity\""), @"37:8 unknown-rule: `unanimity` is not a rule of this charter (use one of `consensus`)");
    insta::assert_snapshot!(check_bad("holders = \"member\"", "holders = \"observer\""), @"51:11 unknown-standing: `observer` is not a standing of this charter (use one of `member`)");
    insta::assert_snapshot!(check_bad("state:UZ", "state:QZ"), @"52:39 unknown-party: `state:QZ` is not a party of the atlas (use `state:` and an ISO 3166-1 code, `territory:`, `entity:` or `org:`)");
    insta::assert_snapshot!(check_bad("source = \"text\"\n[[exit]]", "source = \"test\"\n[[exit]]"), @"40:10 unknown-source: `test` is not a source of this charter (did you mean `text`?)");
    insta::assert_snapshot!(check_bad("id = \"body:sco/summit\"", "id = \"body:cis/summit\""), @r#"
    22:6 foreign-body: `body:cis/summit` is not a body of `org:sco` (begin the id with `body:sco/`)
    36:11 unknown-body: `body:sco/summit` is not a body of this charter (did you mean `body:cis/summit`?)
    "#);
}

#[test]
fn contradictions_are_refused() {
    insta::assert_snapshot!(check_bad("on-notice+P12M", "on-notice+P6M"), @"41:1 contradiction: notice is `P1Y` and the effect `P6M` after it (make `notice` and `effect` agree)");
    insta::assert_snapshot!(check_bad("in-force = \"2001\"", "in-force = \"2015\""), @"15:6 versions-out-of-order: version `second` is in force before the version above it (put versions in order)");
    insta::assert_snapshot!(check_bad("decided-on = \"2010\"", "decided-on = \"2012\""), @"15:6 effect-before-decision: version `second` is in force before it was decided (set `in-force` to the day of the decision or a later one)");
    insta::assert_snapshot!(check_bad("[\"state:UZ\", \"Uzbekistan\"]", "[\"state:AM\", \"Armenia\"]"), @"52:39 order-not-alphabetical: `Armenia` stands after a name that follows it in the alphabet (move it up)");
    insta::assert_snapshot!(
        check_bad("[[exit]]", "[[standing]]\nid = \"member\"\nclass = \"full\"\nholders = \"state\"\narticle = \"Art. 9\"\nsource = \"text\"\n[[exit]]"),
        @"41:1 defined-twice: `member` is already defined on line 32 for the same time (tell the two apart by `from` and `until`, or remove one)"
    );
    insta::assert_snapshot!(
        check_bad("article = \"Art. 4\"", "article = \"Art. 4\"\nfrom = \"second\"\nuntil = \"first\""),
        @"32:1 ends-before-it-begins: `standing` ends before it begins (change `from` or `until`)"
    );
    insta::assert_snapshot!(check_bad("class = \"full\"", "class = \"full\"\nmerged-into = \"member\""), @"33:6 merged-without-end: `member` is merged into another kind and has no end (add `until = …`)");
}

#[test]
fn the_shipped_charters_name_only_what_exists() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charters");
    let mut read = Vec::new();
    for folder in std::fs::read_dir(&root).expect("charters") {
        let path = folder.expect("a folder").path().join("charter.toml");
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        match parse(&CharterFile { path: path.display().to_string(), text }) {
            Ok(charter) => read.push(charter.org),
            Err(problems) => panic!("{problems:#?}"),
        }
    }
    read.sort();
    let mut shipped: Vec<&str> = Charters::shipped().all().iter().map(|it| it.org.as_str()).collect();
    shipped.sort_unstable();
    assert_eq!(read, shipped);
}

/// The broken charters of the literate suite: every mistake has its place and says what to do.
#[test]
fn every_mistake_has_a_place_and_a_hint() {
    let bad = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../suite/charter/bad");
    let mut codes = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(bad).expect("a folder") {
        let path = entry.expect("an entry").path().join("charter.toml");
        let text = std::fs::read_to_string(&path).expect("a file");
        let lines = text.lines().count();
        let mistakes = parse(&CharterFile { path: path.display().to_string(), text }).expect_err("mistakes");
        for it in mistakes {
            let place =
                it.primary.as_ref().unwrap_or_else(|| panic!("{}: {} has no place", path.display(), it.code));
            assert!((1..=lines).contains(&place.line) && place.column >= 1, "{it:?}");
            assert!(
                it.hints.iter().any(|hint| !hint.is_empty()),
                "{}: `{}` has no hint",
                path.display(),
                it.message
            );
            codes.insert(it.code);
        }
    }
    assert!(codes.len() >= 15, "{codes:?}");
}
