//! Sources that are looked at from time to time: what they show is bounded by the days of looking, and a source that
//! still shows what is over is a dispute.

use std::sync::Arc;

use comity_model::{Class, Day, Seen, StandingHeld};
use comity_record::{Access, Body, Entry, NoNames, Question, Record, Source};

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// A row of the source that gives days itself.
fn dated(from: &str, until: &str) -> StandingHeld {
    StandingHeld {
        org: "org:a".to_owned(),
        party: "state:B".to_owned(),
        standing: "member".to_owned(),
        class: Class::Full,
        from: Day::parse(from).ok(),
        until: Day::parse(until).ok(),
        seen: None,
        decided_on: None,
        decided_by: None,
        instrument: None,
        source: None,
        status: comity_model::Foundation::Sourced,
        note: None,
    }
}

/// A row of the source that was looked at: absent, first, last, gone.
fn looked(seen: [&str; 4]) -> StandingHeld {
    let [absent, first, last, gone] = seen;
    let seen = Seen {
        absent: Day::parse(absent).ok(),
        first: day(first),
        last: day(last),
        gone: Day::parse(gone).ok(),
    };
    StandingHeld { seen: Some(seen), ..dated("", "") }
}

/// What the record says after both sources: from, until, disputed; one line a standing.
fn check(rows: &[(&str, StandingHeld)], expected: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut record = Record::open(&folder.path().join("r"), Access::Create).expect("a record");
    let entries = rows.iter().map(|(source, row)| Entry {
        source: Arc::new(Source {
            id: (*source).to_owned(),
            name: (*source).to_owned(),
            ..Source::default()
        }),
        known: day("2020"),
        body: Body::Standing(row.clone()),
    });
    record.append(entries.collect(), "2024-01-01T00:00:00Z".parse().expect("an instant")).expect("room");
    let disputes =
        record.disputes(Some("org:a"), &Question::on(day("2026-06-01")), &NoNames).expect("an answer");
    let found: Vec<String> = disputes.disputes.iter().map(|it| it.preferred.clone()).collect();
    assert_eq!(found, expected, "{rows:?}");
}

#[test]
fn what_is_still_shown_after_its_end_is_disputed() {
    let left = dated("1973-01-01", "2020-02-01");
    check(
        &[("base", left.clone()), ("book", looked(["", "2015-10-26", "2026-01-22", ""]))],
        &["in_force 1973-01-01/2020-02-01"],
    );
    check(&[("base", left.clone()), ("book", looked(["", "2015-10-26", "2020-01-31", ""]))], &[]);
    check(&[("base", left), ("years", looked(["", "1973", "2020", ""]))], &[]);
}

#[test]
fn what_is_shown_before_its_beginning_is_disputed() {
    let joined = dated("2017-06-09", "");
    check(
        &[("base", joined.clone()), ("book", looked(["2016-11-06", "2017-03-30", "2026-01-22", ""]))],
        &["in_force 2017-06-09"],
    );
    check(&[("base", joined), ("book", looked(["2017-03-30", "2020-11-24", "2026-01-22", ""]))], &[]);
}

#[test]
fn an_end_between_two_looks_agrees_with_days_between_them() {
    let seen = looked(["", "2015-10-26", "2024-01-25", "2024-02-01"]);
    check(&[("base", dated("1975", "2024-01-28")), ("book", seen.clone())], &[]);
    check(&[("base", dated("1975", "2025-01-29")), ("book", seen)], &["in_force 1975/2025-01-29"]);
}
