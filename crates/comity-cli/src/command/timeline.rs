//! `comity timeline`.

use std::fmt::Write;

use comity::record::AtlasNames;
use comity::record::answer::{ActLine, TimelineAnswer};

use crate::answer::{BOLD, DIM, PLAIN, Table, cell, evidence, head, marks, print, range, stage};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::render::{width, word};

/// Arguments of `comity timeline`.
#[derive(clap::Args)]
pub struct Arguments {
    /// An organisation, a party or a person, by name or id
    subject: String,
    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (record, question, named) = arguments.asked.about(&arguments.subject)?;
    let answer = record.timeline(&named.id, &question, &AtlasNames).map_err(Failure::Record)?;
    print(&answer, arguments.asked.format, &["acts"], || text(&answer, question.evidence))
}

fn text(answer: &TimelineAnswer, words: bool) -> String {
    let mut out = head(&answer.subject.name, Some(&answer.subject.id), &answer.as_of);
    out.push('\n');
    let mut table = Table::default();
    for it in &answer.acts {
        let below = if words { evidence(&it.said, width()) } else { String::new() };
        table.push(cells(it, &answer.subject.id), below);
    }
    out.push_str(&table.text());
    if answer.acts.is_empty() {
        let _ = writeln!(out, "Nothing is known then.");
    }
    out
}

fn cells(it: &ActLine, subject: &str) -> Vec<crate::answer::Cell> {
    let day = if it.row {
        range(it.day, it.act.effective_until)
    } else {
        it.day.map_or(String::new(), |it| it.to_string())
    };
    let other = |named: &Option<comity::record::answer::Named>| {
        named.as_ref().filter(|it| it.id != subject).map(|it| it.name.clone())
    };
    let what = it.act.standing.clone().or_else(|| it.act.object.clone());
    let parts: Vec<String> = [other(&it.org), other(&it.party), what].into_iter().flatten().collect();
    let number = it.act.id.rsplit('/').next().unwrap_or_default();
    vec![
        cell(if day.is_empty() { "no day".to_owned() } else { day }, DIM),
        cell(word(&it.act.kind), BOLD),
        cell(parts.join(" · "), PLAIN),
        if it.act.provisional { cell("provisional".to_owned(), PLAIN) } else { stage(it.act.stage) },
        marks(it.disputed, it.unverified, it.sources),
        cell(format!("act {number}"), DIM),
    ]
}
