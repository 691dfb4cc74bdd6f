//! `comity disputes`.

use std::fmt::Write;

use comity::record::AtlasNames;
use comity::record::answer::{Dispute, DisputesAnswer};

use crate::answer::{BOLD, DIM, RED, evidence, head, print, words_of};
use crate::asked::{Asked, subject};
use crate::failure::Failure;
use crate::render::width;

/// Arguments of `comity disputes`.
#[derive(clap::Args)]
pub struct Arguments {
    /// An organisation or a party, by name or id; the whole record when left out
    subject: Option<String>,
    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let record = arguments.asked.record()?;
    let question = arguments.asked.question(&record)?;
    let named = arguments.subject.as_deref().map(|it| subject(&record, it, question.on)).transpose()?;
    let id = named.as_ref().map(|it| it.id.as_str());
    let answer = record.disputes(id, &question, &AtlasNames).map_err(Failure::Record)?;
    print(&answer, arguments.asked.format, &["disputes"], || text(&answer))
}

fn text(answer: &DisputesAnswer) -> String {
    let name = answer.subject.as_ref().map_or("all organisations", |it| &it.name);
    let mut out = head(name, answer.subject.as_ref().map(|it| it.id.as_str()), &answer.as_of);
    if answer.disputes.is_empty() {
        out.push_str("\nNo source contradicts another then.\n");
    }
    for it in &answer.disputes {
        out.push_str(&dispute(it));
    }
    out
}

fn dispute(it: &Dispute) -> String {
    let names = [it.org.as_ref(), it.party.as_ref()].into_iter().flatten().map(|it| it.name.clone());
    let parts: Vec<String> = names.chain([it.what.clone()]).collect();
    let mut out = format!("\n{BOLD}{}{BOLD:#}  {DIM}{}{DIM:#}", parts.join(" · "), it.about);
    let _ = match it.overruled {
        true => writeln!(out, "  {RED}overruled{RED:#}"),
        false => writeln!(out, "  preferred: {}", words_of(&it.preferred)),
    };
    out.push_str(&evidence(&it.said, width()));
    out
}
