//! The Factbook's history beside the shipped base: its known errors show up as disputes.

use std::path::Path;

use comity_model::Day;
use comity_record::{Access, NoNames, Question, Record};

/// Rows as the history has them, written here: countries with what their lists showed, and when.
const SAMPLE: &str = "\
gec_code,commit_date,commit,name,io_participation
uk,2015-10-26,c1,United Kingdom,\"CE, EU, NATO, UN\"
rs,2015-10-26,c1,Russia,\"CE, CIS, SCO, UN\"
ml,2015-10-26,c1,Mali,\"AU, ECOWAS, UN\"
in,2015-10-26,c1,India,\"BRICS, SCO (observer), UN\"
in,2020-11-24,c2,India,\"BRICS, SCO, UN\"
ml,2022-04-28,c3,Mali,\"AU, ECOWAS (suspended), UN\"
ml,2024-01-25,c4,Mali,\"AU, ECOWAS (suspended), UN\"
ml,2024-02-01,c5,Mali,\"AU, UN\"
uk,2025-05-22,c6,United Kingdom,\"CE, EU, NATO, UN\"
rs,2025-06-01,c7,Russia,\"CE, CIS, SCO, UN\"
";

/// Organisation and party of each dispute that the history brings to the base.
fn disputes(history: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::open(&folder.path().join("r"), Access::Create).expect("a record");
    let instant = "2026-06-01T00:00:00Z".parse().expect("an instant");
    record.bulk(comity_import::base::entries(), instant, &mut |_| {}).expect("room");
    let before = asked(&record);
    let entries =
        comity_import::factbook::entries("factbook.csv", history, &mut |_, _| {}).expect("a history");
    record.bulk(entries, instant, &mut |_| {}).expect("room");
    record.refresh().expect("a record");
    asked(&record).into_iter().filter(|it| !before.contains(it)).collect()
}

fn asked(record: &Record) -> Vec<(String, String)> {
    let question = Question::on(Day::new(2026, 6, 1));
    let answer = record.disputes(None, &question, &NoNames).expect("an answer");
    let name =
        |it: &Option<comity_record::answer::Named>| it.as_ref().map(|it| it.id.clone()).unwrap_or_default();
    let standings = answer.disputes.iter().filter(|it| it.about == "standing");
    let mut found: Vec<_> = standings.map(|it| (name(&it.org), name(&it.party))).collect();
    found.sort();
    found.dedup();
    found
}

const KNOWN: [(&str, &str); 3] =
    [("org:coe", "state:RU"), ("org:ecowas", "state:ML"), ("org:eu", "state:GB")];

#[test]
fn known_errors_are_disputes_and_what_agrees_is_none() {
    let found = disputes(SAMPLE);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(found, KNOWN);
}

#[test]
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn known_errors_of_the_whole_history_are_disputes() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("COMITY_SHARED").map_or(beside, Into::into);
    let path = shared.join("data/factbook/factbook_government_changes.csv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not at hand; the sample stands for it", path.display());
        return;
    };
    let found = disputes(&text);
    for (org, party) in KNOWN.iter().chain(&[("org:ecowas", "state:NE"), ("org:ecowas", "state:BF")]) {
        assert!(found.contains(&((*org).to_owned(), (*party).to_owned())), "{org} {party}: {found:?}");
    }
    println!("{} disputes: {found:?}", found.len());
}
