//! `comity said`.

use std::fmt::Write;

use comity::record::AtlasNames;
use comity::record::answer::{QuotationLine, SaidAnswer};

use crate::answer::{BLUE, DIM, head, print, wrap};
use crate::asked::{Asked, one};
use crate::failure::Failure;
use crate::render::{width, word};

/// Arguments of `comity said`.
#[derive(clap::Args)]
pub struct Arguments {
    /// A person, by name or id
    person: String,
    /// Only words that have all of these
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let record = arguments.asked.record()?;
    let question = arguments.asked.question(&record)?;
    let found = record.speakers(&arguments.person).map_err(Failure::Record)?;
    let person = one(found, &arguments.person, "no speaker")?;
    let about = arguments.about.as_deref();
    let answer = record.said(&person.id, about, &question, &AtlasNames).map_err(Failure::Record)?;
    print(&answer, arguments.asked.format, &["quotations"], || text(&answer))
}

fn text(answer: &SaidAnswer) -> String {
    let mut out = head(&answer.person.name, Some(&answer.person.id), &answer.as_of);
    if answer.quotations.is_empty() {
        out.push_str("\nNo such words are known then.\n");
    }
    for it in &answer.quotations {
        out.push_str(&quotation(it));
    }
    out
}

fn quotation(it: &QuotationLine) -> String {
    let mut out = String::from("\n");
    let (open, close) = if word(&it.form) == "indirect" { ("", "") } else { ("“", "”") };
    for line in wrap(&format!("{open}{}{close}", it.text), width().saturating_sub(4)) {
        let _ = writeln!(out, "  {line}");
    }
    let chain: Vec<String> = it.chain.iter().map(|it| format!(" ← {it}")).collect();
    let also = match it.also_in.len() {
        0 => String::new(),
        n => format!(" · also in {n} more, {} independent", it.sources),
    };
    let _ = writeln!(
        out,
        "  {BLUE}-->{BLUE:#} {}{} {DIM}· {} · known {} · {}–{}{also}{DIM:#}",
        it.source,
        chain.concat(),
        word(&it.form),
        it.known,
        it.span.start,
        it.span.end
    );
    out
}
