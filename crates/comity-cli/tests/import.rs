//! Importing and panels as a user meets them.

mod common;

use common::{comity, folder};

const LAKES: &str = "\
org,party,standing,class,from,source
OECS,Grenada,member,,1981-06-18,https://example.org/oecs
OECS,Martinique,associate,,2015-02,https://example.org/oecs
League of Lakes,Kazakhstan,guest,special,2001,
";

#[test]
fn a_table_is_taken_in_once() {
    let folder = folder(&[("lakes.csv", LAKES)]);
    let run = || comity(folder.path(), &["import", "csv", "lakes.csv"]);
    insta::assert_snapshot!(run(), @r"
    imported  3 entries
    warning[unknown-name]: the atlas has no `League of Lakes`
     --> lakes.csv:4:1
      |
    4 | League of Lakes,Kazakhstan,guest,special,2001,
      | ^^^^^^^^^^^^^^^
      = hint: it is kept as written; use an id where you mean one
    exit 0
    ");
    let again = run();
    assert!(again.starts_with("imported  0 entries · 3 were there already\n"), "{again}");
    let panel = ["panel", "organisation-year", "--org", "OECS", "--from", "2014", "--until", "2015"];
    insta::assert_snapshot!(comity(folder.path(), &panel), @r"
    year,org,org_name,cow_org,ionum,party,party_name,stateabb,ccode,code_on_31_dec,code_any_day,minus1_reason,class_on_31_dec,class_any_day,standing,suspended,withdrawing,disputed,unverified
    2014,org:oecs,OECS,OECS,3830,state:GD,Grenada,GRN,55,1,1,,full,full,member,0,0,0,0
    2015,org:oecs,OECS,OECS,3830,state:GD,Grenada,GRN,55,1,1,,full,full,member,0,0,0,0
    2015,org:oecs,OECS,OECS,3830,territory:MQ,Martinique,,,2,2,,associate,associate,associate,0,0,0,0
    exit 0
    ");
}

#[test]
fn a_mistake_is_shown_where_it_stands_and_nothing_is_taken_in() {
    let folder = folder(&[
        ("bad.csv", "org,party,standing,from\nOECS,Grenada,member,1981-06-31\nOECS,state:QX,visitor,1981\n"),
        ("good.csv", "org,party,standing,from\nOECS,Grenada,member,1981\n"),
    ]);
    insta::assert_snapshot!(comity(folder.path(), &["import", "csv", "good.csv", "bad.csv"]), @r"
    error[not-a-day]: `1981-06-31` is not a day
     --> bad.csv:2:21
      |
    2 | OECS,Grenada,member,1981-06-31
      |                     ^^^^^^^^^^
      = hint: write `2004`, `2004-05` or `2004-05-01`, or leave it empty
    error[no-known-day]: nothing says from which day the line was known
     --> bad.csv:2:1
      |
    2 | OECS,Grenada,member,1981-06-31
      | ^^^^
      = hint: fill `known`, `decided_on` or `from`, or give `--known` for the whole table
    error[unknown-id]: the atlas has no `state:QX`
     --> bad.csv:3:6
      |
    3 | OECS,state:QX,visitor,1981
      |      ^^^^^^^^
      = hint: add it under `atlas/`, or correct the id
    error[no-class]: nothing says of which class `visitor` is
     --> bad.csv:3:15
      |
    3 | OECS,state:QX,visitor,1981
      |               ^^^^^^^
      = hint: fill the column `class` with one of full, associate, candidate, observer, partner, special, entity, former, suspended, withdrawing
    exit 7
    ");
    assert!(!folder.path().join("r.comity").exists());
}

#[test]
fn a_panel_of_an_unknown_source_says_so() {
    let folder = folder(&[("lakes.csv", LAKES)]);
    comity(folder.path(), &["import", "csv", "lakes.csv"]);
    insta::assert_snapshot!(comity(folder.path(), &["panel", "joint", "--source", "cow"]), @r"
    error: the record has nothing from the source `cow`
      = hint: see `comity sources` for those it has, or import it first
    exit 1
    ");
}

#[test]
fn parquet_is_a_file() {
    let folder = folder(&[("lakes.csv", LAKES)]);
    comity(folder.path(), &["import", "csv", "lakes.csv"]);
    let written =
        comity(folder.path(), &["panel", "state-year", "--format", "parquet", "--output", "p.parquet"]);
    assert!(written.ends_with("rows in p.parquet\nexit 0"), "{written}");
    let bytes = std::fs::read(folder.path().join("p.parquet")).expect("a file");
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
}
