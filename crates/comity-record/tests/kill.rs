//! Killed at any moment, the record has all that was acknowledged, verifies, and needs no repair.
//!
//! `COMITY_KILLS=500 cargo test -p comity-record --test kill` is the long run.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use comity_model::{Class, Kind};
use comity_record::{Access, Body, Entry, Record, Source};
use common::{day, noon, row, says};

const CHILD: &str = "COMITY_KILL_CHILD";

/// Appends for ever, one transaction after the other, and says after each how long the log is.
#[test]
fn child() {
    let Ok(path) = std::env::var(CHILD) else { return };
    let mut record = Record::open(std::path::Path::new(&path), Access::Create).unwrap();
    let source = std::sync::Arc::new(Source { id: "list".to_owned(), ..Source::default() });
    let mut out = std::io::stdout().lock();
    let mut acknowledge = |length: u64| {
        writeln!(out, "acknowledged {length}").unwrap();
        out.flush().unwrap();
    };
    loop {
        let length = record.len().unwrap();
        if length.is_multiple_of(3) {
            // An import: many rows in one go, each transaction acknowledged for itself.
            let rows = (0..400).map(|n| Entry {
                source: source.clone(),
                known: day("2020"),
                body: Body::Standing(row("org:a", &format!("state:{length}-{n}"), Class::Full, "2001", "")),
            });
            let mut progress = |written| acknowledge(length + written);
            record.bulk_by(30, rows, noon("2026-01-01"), &mut progress).unwrap();
        } else {
            let body = Body::Standing(row(
                &format!("org:{}", length % 7),
                &format!("state:{length}"),
                Class::Full,
                "2001",
                "",
            ));
            record
                .append(vec![Entry { source: source.clone(), known: day("2020"), body }], noon("2026-01-01"))
                .unwrap();
        }
        acknowledge(record.len().unwrap());
    }
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    let kills: u64 = std::env::var("COMITY_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(8);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record");
    let mut acknowledged = 0;
    for n in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Between the 1st and the 29th acknowledgement, then some thousand steps of waiting that land anywhere in a write.
        let wait = n * 7 % 29;
        let mut seen = 0;
        for line in lines.map_while(Result::ok) {
            let Some(length) = line.split("acknowledged ").nth(1) else { continue };
            acknowledged = length.trim().parse::<u64>().unwrap();
            seen += 1;
            if seen > wait {
                std::thread::sleep(std::time::Duration::from_micros(n * 7919 % 20_000));
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let record = Record::open(&path, Access::Read).unwrap();
        assert!(record.len().unwrap() >= acknowledged, "{acknowledged} acknowledged, kill {n}");
        if n % 25 == 0 || n + 1 == kills {
            let verified = record.verify(&mut |_| {}).unwrap();
            assert_eq!(verified.flaws, [], "kill {n}");
        }
    }
    assert!(acknowledged > kills, "the child never wrote");
}

#[test]
fn a_record_of_claims_verifies_after_a_kill_in_between() {
    // The document and its claims are one transaction: either all of them are there or none.
    let mut bench = common::Bench::new();
    bench.document(
        "Agency",
        "2025-10-10",
        vec![says(Kind::Grant, "org:a", "org:b", "observer").on("2025-10-10")],
    );
    let length = bench.record.len().unwrap();
    let path = bench.path();
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("BEGIN IMMEDIATE; INSERT INTO word(text) VALUES ('half')").unwrap();
    drop(connection);
    let record = Record::open(&path, Access::Read).unwrap();
    assert_eq!(record.len().unwrap(), length);
    assert_eq!(record.verify(&mut |_| {}).unwrap().flaws, []);
}
