//! `comity sources`.

use comity::record::AtlasNames;
use comity::record::answer::{SourceLine, SourcesAnswer};

use crate::answer::{DIM, PLAIN, Table, cell, head, print};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::render::word;

/// Arguments of `comity sources`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let record = arguments.asked.record()?;
    let question = arguments.asked.question(&record)?;
    let answer = record.sources(&question, &AtlasNames).map_err(Failure::Record)?;
    print(&answer, arguments.asked.format, &["sources"], || text(&answer))
}

fn text(answer: &SourcesAnswer) -> String {
    let mut out = head("sources", None, &answer.as_of);
    out.push('\n');
    let mut table = Table::default();
    for it in &answer.sources {
        table.push(cells(it), String::new());
    }
    out.push_str(&table.text());
    out
}

fn cells(it: &SourceLine) -> Vec<crate::answer::Cell> {
    let chain: Vec<String> = it.source.chain.iter().map(|it| format!(" ← {it}")).collect();
    let days =
        if it.first == it.last { it.first.to_string() } else { format!("{} … {}", it.first, it.last) };
    let count =
        if it.statements == 1 { "1 statement".to_owned() } else { format!("{} statements", it.statements) };
    let id: String = it.source.id.chars().take(19).collect();
    vec![
        cell(days, DIM),
        cell(format!("{}{}", it.source.name, chain.concat()), PLAIN),
        cell(word(&it.source.kind), DIM),
        cell(count, PLAIN),
        cell(id, DIM),
    ]
}
