//! The literate suites of commands: `suite/record/*.md`, `suite/export/*.md` and `suite/charter/*.md` (see `suite/README.md`).
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use comity_literate::{Wrong, blocks, difference, hold, words};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs one command line, with the settings before it, in the repository's root; what it prints, and its exit code where it fails.
fn run(line: &str, record: &Path) -> String {
    let mut words = words(line);
    let program = words.iter().position(|it| !it.contains('=')).unwrap_or_default();
    let settings = words.drain(..program).collect::<Vec<_>>();
    let settings = settings.iter().filter_map(|it| it.split_once('='));
    let output = Command::new(assert_cmd::cargo::cargo_bin!("comity"))
        .current_dir(root())
        .env("COMITY_RECORD", record)
        .env("COMITY_NOW", "2026-02-01T12:00:00Z")
        .envs(settings)
        .args(&words[1..])
        .output()
        .expect("a run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let out = format!("{}{}", text(&output.stdout), text(&output.stderr));
    let mut out = numbers(&out.replace(&record.display().to_string(), "RECORD"));
    match output.status.code() {
        Some(0) => {}
        code => out.push_str(&format!("exit {}\n", code.unwrap_or(-1))),
    }
    out
}

/// Numbers of entries and acts depend on how much is read from a document; the suite is about what is answered.
fn numbers(out: &str) -> String {
    let mut text = String::new();
    for line in out.trim_end().lines() {
        let mut line = line.to_owned();
        if let Some(at) = line.find("act:") {
            let end = line[at..].find([' ', '"', ',']).map_or(line.len(), |it| at + it);
            let name = at + line[at..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
            line.replace_range(name..end, "_");
        }
        for word in ["entry ", "act ", "head "] {
            if let Some(at) = line.rfind(word) {
                let tail = &line[at + word.len()..];
                let number = tail.chars().take_while(char::is_ascii_hexdigit).count();
                if number > 0 {
                    line.replace_range(at + word.len()..at + word.len() + number, "_");
                }
            }
        }
        let line = after(&after(line.trim_end(), "/", Some('"')), "\"entries\":", None);
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// `_` for numbers after some words, where what follows them is as it should be.
fn after(line: &str, words: &str, next: Option<char>) -> String {
    let mut parts = line.split(words);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(words);
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = rest.len() < part.len() && next.is_none_or(|it| rest.starts_with(it));
        match is_number {
            true => text.extend(["_", rest]),
            false => text.push_str(part),
        }
    }
    text
}

/// Runs the console blocks of each file of a folder, with a record of its own for each file.
fn hold_consoles(folder: &str) {
    let files = hold(&root().join(folder), |_, text| {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("record");
        let mut wrong = Vec::new();
        for block in blocks(text).into_iter().filter(|it| it.kind == "console") {
            let commands = block.text.lines().filter(|it| it.starts_with("$ "));
            let found: String = commands.map(|it| format!("{it}\n{}", run(&it[2..], &record))).collect();
            if found != block.text {
                let message = format!("{}\n{}", block.title, difference(block.text, &found));
                wrong.push(Wrong { place: block.place, text: found, message });
            }
        }
        wrong
    });
    assert!(files > 0);
}

#[test]
fn the_record_answers_as_its_suite_says() {
    hold_consoles("suite/record");
}

#[test]
fn exports_hold_and_lose_what_their_suite_says() {
    hold_consoles("suite/export");
}

#[test]
fn charters_check_foretell_and_are_checked_as_their_suite_says() {
    hold_consoles("suite/charter");
}

/// The article that the project began with, where it is at hand: its kinds of truth stay apart, alone and beside the
/// documents of the suite.
#[test]
fn the_first_article_answers_as_planned_and_decided() {
    let article = root().join("../shared/gold/seed/docs/seed.txt");
    if !article.exists() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let record = folder.path().join("record");
    let shows = |line: &str, expected: &str| {
        let found = run(line, &record);
        assert!(found.contains(expected), "{line}\n{found}");
    };
    run(&format!("comity record --empty {}", article.display()), &record);
    shows("comity standing CIS --known 2025-10-10", "SCO  observer  2025-10-10 –  planned  pending");
    shows("comity chair CIS --known 2025-10-10", "2026 –  Turkmenistan  ahead  decided");
    shows("comity initiative \"CIS Plus\" --known 2025-10-10", "proposed by  Kazakhstan");
    run("comity record examples/record", &record);
    shows(
        "comity standing CIS --known 2025-10-07",
        "SCO  observer  2025-10-10 –  planned  pending  disputed",
    );
    shows("comity standing CIS --known 2025-10-10", "SCO  2025-10-10 –  decided  disputed");
    shows("comity chair CIS --on 2025-12-31 --known 2025-12-31", "Turkmenistan  ahead");
    shows("comity chair CIS --on 2026-01-01 --known 2026-01-01", "Turkmenistan  present");
    shows("comity disputes CIS --known 2025-10-11", "CIS · Uzbekistan · chair  chair  overruled");
    // What the first article dates by the year, the organisation's own portal dates by the day.
    let both = run("comity initiative \"Observer and Partner\" --known 2025-10-11", &record);
    assert!(both.contains("proposed by  Kazakhstan") && both.contains("decided on   2023-10-13"), "{both}");
    assert!(run("comity verify", &record).starts_with("sound"));
}
