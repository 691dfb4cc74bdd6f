//! The log: append-only, hashed, once for one thing, sound after tampering is found out; and its third clock.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use comity_model::{Class, Kind, Stage};
use comity_record::{Access, Body, NoNames, Question, Record, RecordError};
use common::{Bench, day, noon, row, says};

const GRANT: &str = "org:b observer certainly in_force 2025-10-10/.. by 1";

fn granted(bench: &mut Bench) -> u64 {
    granted_by(bench, "Agency")
}

fn granted_by(bench: &mut Bench, publisher: &str) -> u64 {
    bench.document(
        publisher,
        "2025-10-10",
        vec![says(Kind::Grant, "org:a", "org:b", "observer").on("2025-10-10")],
    )[0]
}

/// Runs SQL on the record's file, as somebody would who has no business there.
fn tamper(bench: &Bench, sql: &str) {
    let connection = rusqlite::Connection::open(bench.path()).unwrap();
    connection.execute_batch(sql).unwrap();
}

fn flaws(bench: &Bench) -> Vec<&'static str> {
    let record = Record::open(&bench.path(), Access::Read).unwrap();
    let mut codes: Vec<_> = record.verify(&mut |_| {}).unwrap().flaws.iter().map(|it| it.code).collect();
    codes.dedup();
    codes
}

#[test]
fn a_row_twice_is_one_and_a_sound_record_verifies() {
    let mut bench = Bench::new();
    let body = || vec![Body::Standing(row("org:a", "state:B", Class::Full, "2000", ""))];
    assert_eq!(bench.rows("2001-01-01", body()).written, 1);
    let again = bench.rows("2001-01-01", body());
    assert_eq!((again.written, again.known_already), (0, 1));
    granted(&mut bench);
    let verified = bench.record.verify(&mut |_| {}).unwrap();
    assert_eq!((verified.entries, verified.evidence, verified.flaws), (3, 1, vec![]));
}

#[test]
fn the_log_refuses_changes_and_verify_finds_forced_ones() {
    let mut bench = Bench::new();
    granted(&mut bench);
    let connection = rusqlite::Connection::open(bench.path()).unwrap();
    let refused = connection.execute("UPDATE entry SET known = '1999-01-01'", []).unwrap_err();
    assert!(refused.to_string().contains("never changed"), "{refused}");
    drop(connection);
    tamper(
        &bench,
        "DROP TRIGGER entry_is_never_changed;
         UPDATE entry SET body = replace(body, '\"observer\"', '\"partner\"') WHERE kind = 'claim'",
    );
    assert_eq!(flaws(&bench), ["hash", "view"]);
}

#[test]
fn a_missing_entry_and_words_that_are_not_there_are_found() {
    let mut bench = Bench::new();
    granted(&mut bench);
    granted(&mut bench);
    tamper(&bench, "DROP TRIGGER entry_is_never_removed; DELETE FROM entry WHERE seq = 3");
    let codes = flaws(&bench);
    assert!(codes.contains(&"gap") && codes.contains(&"evidence"), "{codes:?}");
}

#[test]
fn views_that_were_changed_are_found_and_made_again() {
    let mut bench = Bench::new();
    granted(&mut bench);
    tamper(&bench, "UPDATE statement SET from_a = 1, from_b = 1; DELETE FROM document");
    assert_eq!(flaws(&bench), ["view"]);
    assert_eq!(bench.record.rebuild(&mut |_| {}).unwrap(), 2);
    assert_eq!(flaws(&bench), Vec::<&str>::new());
    assert_eq!(bench.standing("org:a", "2025-11-01", "2025-11-01"), [GRANT]);
}

#[test]
fn an_answer_as_recorded_never_changes() {
    let mut bench = Bench::new();
    bench.now = "2026-01-01".to_owned();
    let claim = granted(&mut bench);
    let then = Question { recorded: Some(noon("2026-01-01")), ..bench.question("2025-11-01", "2026-03-01") };
    assert_eq!(bench.standing_asked("org:a", &then), [GRANT]);
    bench.now = "2026-02-01".to_owned();
    let fields = [("when".to_owned(), "2025-10-11".to_owned())];
    let body = Box::new(bench.record.amended(claim, &fields, &NoNames).unwrap());
    bench.by_hand(
        "2026-02-01",
        Body::Correction { target: claim, body, by: "ana".into(), why: "misread".into() },
    );
    assert_eq!(
        bench.standing("org:a", "2025-11-01", "2026-03-01"),
        ["org:b observer certainly in_force 2025-10-11/.. by 1"]
    );
    assert_eq!(bench.standing_asked("org:a", &then), [GRANT]);
    // Before the correction was known, the answer is the old one, however late it is asked.
    assert_eq!(bench.standing("org:a", "2025-11-01", "2026-01-31"), [GRANT]);
    let act = bench.record.act(&claim.to_string(), &then, &NoNames).unwrap().unwrap();
    assert_eq!(act.act.claims, [claim]);
    let now = Question::on(day("2026-03-01"));
    let act = bench.record.act(&claim.to_string(), &now, &NoNames).unwrap().unwrap();
    assert_eq!(act.act.claims, [claim + 1], "the correction is about the same act");
}

#[test]
fn an_archive_that_arrives_late_answers_for_the_days_it_was_published() {
    let mut bench = Bench::new();
    bench.now = "2026-05-01".to_owned();
    granted(&mut bench);
    assert_eq!(bench.standing("org:a", "2025-11-01", "2025-11-01"), [GRANT]);
    let before =
        Question { recorded: Some(noon("2026-04-30")), ..bench.question("2025-11-01", "2025-11-01") };
    assert_eq!(bench.standing_asked("org:a", &before), Vec::<String>::new());
}

#[test]
fn what_is_taken_back_is_gone_from_then_on_a_document_with_all_it_says() {
    let mut bench = Bench::new();
    let claim = granted(&mut bench);
    let retract = |target| Body::Retraction { target, by: "ana".into(), why: "forged".into() };
    bench.by_hand("2026-01-05", retract(claim - 1));
    assert_eq!(bench.standing("org:a", "2025-11-01", "2026-01-04"), [GRANT]);
    assert_eq!(bench.standing("org:a", "2025-11-01", "2026-01-05"), Vec::<String>::new());
    assert!(bench.record.verify(&mut |_| {}).unwrap().flaws.is_empty());
}

#[test]
fn a_link_is_recorded_and_can_be_taken_back() {
    let mut bench = Bench::new();
    let grant = |when: &str| vec![says(Kind::Grant, "org:a", "org:b", "observer").on(when)];
    let first = bench.document("Agency", "2020-01-01", grant("2020-01-01"))[0];
    let second = bench.document("Agency", "2025-01-01", grant("2025-01-01"))[0];
    let claims = |bench: &Bench, entry: u64| {
        let question = Question::on(day("2026-01-02"));
        bench.record.act(&entry.to_string(), &question, &NoNames).unwrap().unwrap().act.claims
    };
    assert_eq!(claims(&bench, first), [first], "five years apart are two acts");
    bench.link(second, first);
    assert_eq!(claims(&bench, first), [second, first]);
    let made = comity_record::LinkMade { claim: second, act: second, by: "ana".into(), why: "no".into() };
    bench.by_hand("2026-01-01", Body::Unlink(made));
    assert_eq!(claims(&bench, first), [first]);
    assert_eq!(claims(&bench, second), [second]);
    assert!(bench.record.verify(&mut |_| {}).unwrap().flaws.is_empty());
}

#[test]
fn entries_that_name_what_is_not_there_are_refused_and_nothing_of_the_append_stays() {
    let mut bench = Bench::new();
    let before = bench.record.len().unwrap();
    let source = std::sync::Arc::new(comity_record::Source::default());
    let entry = |body| comity_record::Entry { source: source.clone(), known: day("2026"), body };
    let entries = vec![
        entry(Body::Standing(row("org:a", "state:B", Class::Full, "2000", ""))),
        entry(Body::Retraction { target: 99, by: "ana".into(), why: "no".into() }),
    ];
    let error = bench.record.append(entries, noon("2026-01-01")).unwrap_err();
    assert_eq!(error.to_string(), "entry 99 is not in the record");
    assert_eq!(bench.record.len().unwrap(), before);
    assert!(bench.standing("org:a", "2025-11-01", "2025-11-01").is_empty());
}

#[test]
fn the_third_clock_never_runs_backwards() {
    let mut bench = Bench::new();
    bench.now = "2026-06-01".to_owned();
    granted(&mut bench);
    bench.now = "2026-01-01".to_owned();
    bench.rows("2001-01-01", vec![Body::Standing(row("org:a", "state:B", Class::Full, "2000", ""))]);
    let question =
        Question { recorded: Some(noon("2026-03-01")), ..bench.question("2026-01-01", "2026-01-01") };
    assert!(bench.standing_asked("org:a", &question).is_empty());
    assert!(bench.record.verify(&mut |_| {}).unwrap().flaws.is_empty());
}

#[test]
fn another_process_sees_what_was_appended_while_it_has_the_record_open() {
    let mut bench = Bench::new();
    granted(&mut bench);
    let reader = Record::open(&bench.path(), Access::Read).unwrap();
    let question = Question::on(day("2025-11-01"));
    let count = |reader: &Record| reader.standing("org:a", &question, &NoNames).unwrap().parties.len();
    assert_eq!(count(&reader), 1);
    bench.rows("2001-01-01", vec![Body::Standing(row("org:a", "state:B", Class::Full, "2000", ""))]);
    assert_eq!(count(&reader), 2);
}

#[test]
fn a_file_that_is_missing_foreign_or_newer_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    let open = |access| Record::open(&path, access).map(|_| ());
    assert!(matches!(open(Access::Read), Err(RecordError::Missing(_))));
    std::fs::write(&path, "no database at all, but long enough to be taken for one by its size ".repeat(20))
        .unwrap();
    assert!(matches!(open(Access::Read), Err(RecordError::NotARecord(_))));
    std::fs::remove_file(&path).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE t(x)").unwrap();
    assert!(matches!(open(Access::Write), Err(RecordError::NotARecord(_))));
    std::fs::remove_file(&path).unwrap();
    open(Access::Create).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(matches!(open(Access::Read), Err(RecordError::TooNew { found: 99, .. })));
}

#[test]
fn a_copy_in_another_outlet_is_tied_to_its_origin() {
    let text = "The Council of Heads of State met on Friday and decided to grant the party observer status; the \
        decision was signed by all members present, the press service said, and takes effect at once.";
    let mut bench = Bench::new();
    let mut take = |publisher: &str, text: String, digest: &str| {
        let document = comity_model::Document {
            path: "a".into(),
            text,
            digest: digest.into(),
            lang: None,
            published_on: Some(day("2025-10-10")),
        };
        let publisher = comity_model::Named { name: publisher.into(), id: None, span: None };
        let frame = comity_model::Frame { publisher: Some(publisher), ..comity_model::Frame::default() };
        let reading = comity_model::Reading { document: frame, ..comity_model::Reading::default() };
        bench.record.take_in(&document, &reading, noon("2026-01-01")).unwrap()
    };
    assert_eq!(take("Agency", text.to_owned(), "sha256:1").copy_of, None);
    let copy = take("Outlet", format!("Big news\n\n{text}\n\nMore news"), "sha256:2");
    assert_eq!(copy.copy_of.as_deref(), Some("sha256:1"));
    assert_eq!(take("Agency", text.to_owned(), "sha256:1").entry, None, "a document twice is one");
    let sources = bench.record.sources(&Question::on(day("2026-01-01")), &NoNames).unwrap();
    let origins: Vec<&str> = sources.sources.iter().map(|it| it.origin.as_str()).collect();
    assert_eq!(origins, ["agency", "agency"]);
}

#[test]
fn a_decision_belongs_to_the_act_that_it_decides() {
    let mut bench = Bench::new();
    let grant = says(Kind::Grant, "org:a", "org:b", "observer").stage(Stage::Planned).on("2025-10-10");
    let decide = says(Kind::Decide, "org:a", "", "").stage(Stage::Planned).edit(|it| {
        it.links = vec![comity_model::Link { rel: comity_model::Relation::Decides, to: "c1".to_owned() }];
    });
    // The decision comes first in the document; what it decides is recorded before it.
    bench.document("Agency", "2025-10-10", vec![decide, grant]);
    let question = Question::on(day("2025-10-10"));
    let timeline = bench.record.timeline("org:a", &question, &NoNames).unwrap();
    assert_eq!(timeline.acts.len(), 1);
    assert_eq!(timeline.acts[0].act.claims.len(), 2);
    assert_eq!(timeline.acts[0].act.kind, Kind::Grant);
}

#[test]
fn a_record_of_the_first_schema_gets_its_views_made_again() {
    let mut bench = Bench::new();
    let first = granted(&mut bench);
    tamper(
        &bench,
        "PRAGMA user_version = 1; INSERT INTO word(text) VALUES ('grant|org:a|org:b|observer');
         UPDATE statement SET cluster = last_insert_rowid()",
    );
    let error = Record::open(&bench.path(), Access::Read).unwrap_err();
    assert!(error.to_string().contains("older than this program's"), "{error}");
    drop(Record::open(&bench.path(), Access::Write).unwrap());
    assert_eq!(flaws(&bench), [""; 0]);
    let second = granted_by(&mut bench, "Another");
    let question = Question::on(day("2026-01-02"));
    let act = bench.record.act(&first.to_string(), &question, &NoNames).unwrap().unwrap().act;
    assert_eq!(act.claims, [first, second], "a claim of today joins the act of the older schema");
}

#[test]
fn many_entries_keep_their_order_and_a_refused_one_takes_its_batch_along() {
    let mut bench = Bench::new();
    let source = std::sync::Arc::new(comity_record::Source::default());
    let entry = |body| comity_record::Entry { source: source.clone(), known: day("2026"), body };
    let standing = |n: usize| {
        entry(Body::Standing(row(
            "org:a",
            &format!("state:{n}"),
            Class::Full,
            &format!("{}", 1000 + n % 900),
            "",
        )))
    };
    let mut heard = 0;
    let mut progress = |it| heard = it;
    let done = bench.record.bulk((0..4_321).map(standing), noon("2026-01-01"), &mut progress).unwrap();
    assert_eq!((done.first, done.written, heard), (Some(1), 4_321, 4_321));
    let connection = rusqlite::Connection::open(bench.path()).unwrap();
    let misplaced: i64 = connection
        .query_row(
            "SELECT count(*) FROM entry WHERE json_extract(body, '$.party') <> 'state:' || (seq - 1)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(misplaced, 0);
    let bad = entry(Body::Retraction { target: 99_999, by: "ana".into(), why: "no".into() });
    let more = (5_000..8_000).map(standing).chain([bad]).chain((8_000..12_000).map(standing));
    assert!(bench.record.bulk(more, noon("2026-01-01"), &mut |_| {}).is_err());
    assert_eq!(bench.record.len().unwrap(), 4_321);
    assert_eq!(flaws(&bench), [""; 0]);
}

#[test]
fn in_one_transaction_or_in_many_the_same_entries_make_the_same_log_and_views() {
    let mut first = Bench::new();
    for n in 0..60 {
        let org = ["org:a", "org:b"][n % 2];
        let party = format!("state:{}", n % 7);
        let told = |day: &str| says(Kind::Grant, org, &party, "observer").on(day);
        first.document("Agency", "2025-10-10", vec![told("2025-10-10"), told("2019"), told("2025-10-11")]);
    }
    let links = |record: &Record| (1..=record.len().unwrap()).filter(|it| is_link(record, *it)).count();
    let source = std::sync::Arc::new(comity_record::Source::default());
    let entry = |body| comity_record::Entry { source: source.clone(), known: day("2026"), body };
    let length = first.record.len().unwrap();
    let bodies = (1..=length).filter(|it| !is_link(&first.record, *it));
    let mut entries: Vec<_> = bodies.map(|it| entry(first.record.entry(it).unwrap().unwrap())).collect();
    // What is amended stands in the first document: its number is the same in each record.
    let Some(Body::Claim { document, claim }) = first.record.entry(2).unwrap() else { panic!("a claim") };
    let better = Body::Claim { document, claim: comity_model::Claim { when: None, ..claim } };
    let (by, why) = ("ana".to_owned(), "no".to_owned());
    entries.insert(90, entry(Body::Retraction { target: 3, by: by.clone(), why: why.clone() }));
    entries.insert(
        120,
        entry(Body::Correction { target: 2, body: better.into(), by: by.clone(), why: why.clone() }),
    );
    let unlinked = comity_record::LinkMade { claim: 4, act: 4, by, why };
    entries.insert(150, entry(Body::Unlink(unlinked)));
    let mut heads = Vec::new();
    for batch in [1, 7, 100, 10_000] {
        let mut bench = Bench::new();
        let mut heard = Vec::new();
        let mut progress = |it| heard.push(it);
        let appended =
            bench.record.bulk_by(batch, entries.clone(), noon("2026-01-01"), &mut progress).unwrap();
        assert!(heard.is_sorted(), "{heard:?}");
        assert_eq!(heard.last(), Some(&appended.written));
        assert!(links(&bench.record) > 60, "claims of several documents are of one act");
        let verified = bench.record.verify(&mut |_| {}).unwrap();
        assert_eq!(verified.flaws, [], "{batch}");
        heads.push(verified.head);
    }
    let mut memory = Record::in_memory("memory").unwrap();
    memory.bulk_by(7, entries, noon("2026-01-01"), &mut |_| {}).unwrap();
    heads.push(memory.verify(&mut |_| {}).unwrap().head);
    heads.dedup();
    assert_eq!(heads.len(), 1);
}

fn is_link(record: &Record, entry: u64) -> bool {
    matches!(record.entry(entry), Ok(Some(Body::Link(_))))
}
