//! `comity chair`.

use std::fmt::Write;

use comity::record::AtlasNames;
use comity::record::answer::{ChairAnswer, ChairLine, Holds};

use crate::answer::{
    BOLD, DIM, GREEN, PLAIN, RED, Table, YELLOW, cell, evidence, head, holds, marks, print, range,
};
use crate::asked::{Asked, subject};
use crate::failure::Failure;
use crate::render::{width, word};

/// Arguments of `comity chair`.
#[derive(clap::Args)]
pub struct Arguments {
    /// An organisation, by name or id
    org: String,
    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let record = arguments.asked.record()?;
    let question = arguments.asked.question(&record)?;
    let named = subject(&record, &arguments.org, question.on)?;
    let answer = record.chair(&named.id, &question, &AtlasNames).map_err(Failure::Record)?;
    print(&answer, arguments.asked.format, &["chairs"], || text(&answer, question.evidence))
}

fn text(answer: &ChairAnswer, words: bool) -> String {
    let mut out = head(&answer.org.name, Some(&answer.org.id), &answer.as_of);
    if answer.chairs.is_empty() {
        let _ = writeln!(out, "\nNothing is known of any chair then.");
    }
    let mut rest = answer.chairs.as_slice();
    while let Some(first) = rest.first() {
        let end = rest
            .iter()
            .position(|it| (&it.role, &it.body) != (&first.role, &first.body))
            .unwrap_or(rest.len());
        let body = first.body.as_ref().map_or(String::new(), |it| format!(" of {}", it.name));
        let _ = writeln!(out, "\n{BOLD}{}{body}{BOLD:#}", first.role);
        let mut table = Table::default();
        for it in &rest[..end] {
            table.push(cells(it), if words { evidence(&it.said, width()) } else { String::new() });
        }
        out.push_str(&table.text());
        rest = &rest[end..];
    }
    for gap in &answer.gaps {
        let _ = writeln!(out, "  {YELLOW}gap{YELLOW:#}  {} – {}  no holder is known", gap.from, gap.until);
    }
    out
}

fn cells(it: &ChairLine) -> Vec<crate::answer::Cell> {
    let holder = it.holder.as_ref().map_or("vacant", |it| &it.name);
    let (when, style) = match it.holds {
        _ if it.overruled => ("overruled", RED),
        None => ("past", DIM),
        Some(Holds::Certainly) => ("present", GREEN),
        Some(other) => (holds(other), YELLOW),
    };
    vec![
        cell(range(it.from, it.until), DIM),
        cell(holder, PLAIN),
        cell(when, style),
        cell(crate::answer::words_of(&word(&it.stage)), DIM),
        marks(it.disputed, it.unverified, it.sources),
    ]
}
