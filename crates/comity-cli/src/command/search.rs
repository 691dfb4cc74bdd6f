//! `comity search`.

use std::fmt::Write;

use comity::record::AtlasNames;
use comity::record::answer::SearchAnswer;

use crate::answer::{BLUE, BOLD, DIM, head, print, wrap};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::render::width;

/// Arguments of `comity search`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Words that a document must have, all of them
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let record = arguments.asked.record()?;
    let question = arguments.asked.question(&record)?;
    let words = arguments.words.join(" ");
    let answer = record.search(&words, &question, &AtlasNames).map_err(Failure::Record)?;
    print(&answer, arguments.asked.format, &["found"], || text(&answer))
}

fn text(answer: &SearchAnswer) -> String {
    let mut out = head(&answer.words, None, &answer.as_of);
    if answer.found.is_empty() {
        out.push_str("\nNo document has all these words.\n");
    }
    for it in &answer.found {
        let _ = writeln!(
            out,
            "\n{BOLD}{}{BOLD:#}  {DIM}{} · {} · entry {}{DIM:#}",
            it.title, it.source, it.known, it.entry
        );
        for line in wrap(&it.snippet, width().saturating_sub(6)) {
            let _ = writeln!(out, "   {BLUE}|{BLUE:#} {line}");
        }
    }
    out
}
