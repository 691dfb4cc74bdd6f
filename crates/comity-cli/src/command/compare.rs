//! `comity compare`.

use std::fmt::Write;

use comity::Day;
use comity::record::AtlasNames;
use comity::record::answer::{Change, CompareAnswer, StandingLine};
use jiff::Timestamp;

use crate::answer::{
    BOLD, DIM, GREEN, PLAIN, RED, Table, YELLOW, cell, clocks, evidence, holds, print, range, words_of,
};
use crate::asked::{Asked, instant, subject};
use crate::failure::Failure;
use crate::render::{width, word};

/// Arguments of `comity compare`.
#[derive(clap::Args)]
pub struct Arguments {
    /// An organisation or a party, by name or id
    subject: String,
    /// The other day in the world
    #[arg(long, value_name = "DAY", value_parser = Day::parse)]
    to_on: Option<Day>,
    /// The other day of knowledge
    #[arg(long, value_name = "DAY", value_parser = Day::parse)]
    to_known: Option<Day>,
    /// The other instant of the record
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    to_recorded: Option<Timestamp>,
    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.to_on.is_none() && arguments.to_known.is_none() && arguments.to_recorded.is_none() {
        return Err(Failure::User {
            message: "there is nothing to compare with".to_owned(),
            hint: "give the other day with --to-on, --to-known or --to-recorded".to_owned(),
        });
    }
    let record = arguments.asked.record()?;
    let before = arguments.asked.question(&record)?;
    let mut after = before.clone();
    // Who names the day in the world asks about that day on both sides.
    let moves = arguments.to_known.filter(|_| !arguments.asked.names_day());
    after.on = arguments.to_on.or(moves).unwrap_or(before.on);
    after.known = arguments.to_known.unwrap_or(before.known);
    after.recorded = arguments.to_recorded.or(before.recorded);
    let named = subject(&record, &arguments.subject, before.on)?;
    let answer = record.compare(&named.id, &before, &after, &AtlasNames).map_err(Failure::Record)?;
    print(&answer, arguments.asked.format, &["changes"], || text(&answer, before.evidence))
}

fn text(answer: &CompareAnswer, words: bool) -> String {
    let mut out = format!(
        "{BOLD}{}{BOLD:#} {DIM}{}{DIM:#}\n{DIM}- {}\n+ {}{DIM:#}\n\n",
        answer.subject.name,
        answer.subject.id,
        clocks(&answer.before),
        clocks(&answer.after)
    );
    let mut table = Table::default();
    for it in &answer.changes {
        let below = it.after.as_ref().or(it.before.as_ref()).filter(|_| words);
        table.push(
            cells(it, &answer.subject.id),
            below.map_or_else(String::new, |it| evidence(&it.said, width())),
        );
    }
    out.push_str(&table.text());
    let _ = writeln!(out, "{DIM}{} standings are the same.{DIM:#}", answer.same);
    out
}

fn cells(it: &Change, subject: &str) -> Vec<crate::answer::Cell> {
    let (sign, style) = match (&it.before, &it.after) {
        (None, _) => ("+", GREEN),
        (_, None) => ("-", RED),
        _ => ("~", YELLOW),
    };
    let other = if it.org.id == subject { &it.party } else { &it.org };
    let state = |line: &Option<StandingLine>| {
        line.as_ref().map_or("–".to_owned(), |it| {
            let mut parts =
                vec![words_of(&word(&it.stage)), range(it.from, it.until), holds(it.holds).to_owned()];
            parts.push(if it.disputed { "disputed".to_owned() } else { String::new() });
            parts.retain(|it| !it.is_empty());
            parts.join(", ")
        })
    };
    vec![
        cell(sign, style),
        cell(other.name.clone(), PLAIN),
        cell(it.standing.clone(), PLAIN),
        cell(state(&it.before), DIM),
        cell("→", DIM),
        cell(state(&it.after), PLAIN),
    ]
}
