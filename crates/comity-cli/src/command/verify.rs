//! `comity verify` and `comity rebuild`.

use std::io::{IsTerminal, Write};

use crate::answer::{DIM, GREEN, RED};
use crate::asked::RecordFile;
use crate::failure::Failure;

/// Arguments of `comity verify` and `comity rebuild`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    record: RecordFile,
}

fn progress() -> indicatif::ProgressBar {
    match std::io::stderr().is_terminal() {
        true => indicatif::ProgressBar::new_spinner().with_message("entries"),
        false => indicatif::ProgressBar::hidden(),
    }
}

/// Runs `comity verify`.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let record = arguments.record.read()?;
    let bar = progress();
    let verified = record.verify(&mut |n| bar.set_position(n)).map_err(Failure::Record)?;
    bar.finish_and_clear();
    let mut out = anstream::stdout().lock();
    for it in &verified.flaws {
        let entry = it.entry.map_or(String::new(), |it| format!(" entry {it}:"));
        writeln!(out, "{RED}{}{RED:#}{entry} {}", it.code, it.message)?;
    }
    if !verified.flaws.is_empty() {
        return Err(Failure::User {
            message: format!("the record `{}` has flaws", record.path()),
            hint: "views are made again by `comity rebuild`; a changed log needs a copy of the file"
                .to_owned(),
        });
    }
    writeln!(
        out,
        "{GREEN}sound{GREEN:#}  {} entries, {} pieces of evidence\n{DIM}head {}{DIM:#}",
        verified.entries, verified.evidence, verified.head
    )?;
    Ok(())
}

/// Runs `comity rebuild`.
pub fn rebuild(arguments: &Arguments) -> Result<(), Failure> {
    let mut record = arguments.record.amend()?;
    let bar = progress();
    let entries = record.rebuild(&mut |n| bar.set_position(n)).map_err(Failure::Record)?;
    bar.finish_and_clear();
    let mut out = anstream::stdout().lock();
    writeln!(out, "Views made again from {entries} entries.")?;
    Ok(())
}
