//! `comity record`.

use std::io::Write;

use comity::record::TakenIn;
use rayon::prelude::*;

use crate::answer::{DIM, GREEN};
use crate::asked::{RecordFile, now};
use crate::failure::Failure;

/// Documents read at once; each is one transaction.
const BATCH: usize = 64;

/// Arguments of `comity record`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Files, folders (their .txt files), or `-` for standard input
    #[arg(required = true)]
    files: Vec<String>,
    #[command(flatten)]
    record: RecordFile,
    /// Begin a new record without the shipped base
    #[arg(long)]
    empty: bool,
    /// Day of publication, for documents that do not print one
    #[arg(long, value_name = "DAY", value_parser = comity::Day::parse)]
    published: Option<comity::Day>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people, in a terminal
    Text,
    /// One JSON object a document and line
    Ndjson,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let files = super::read::expand(&arguments.files)?;
    let mut record = super::base::open(&arguments.record, arguments.empty)?;
    let progress = super::read::progress(files.len());
    let mut out = anstream::stdout().lock();
    for batch in files.chunks(BATCH) {
        let read: Vec<Result<(comity::Document, comity::Reading), Failure>> = batch
            .par_iter()
            .map(|path| {
                let mut document = super::load(path)?;
                document.published_on = arguments.published;
                let reading = comity::read(&document);
                Ok((document, reading))
            })
            .collect();
        for pair in read {
            let (document, reading) = pair?;
            let taken = record.take_in(&document, &reading, now()?).map_err(Failure::Record)?;
            match arguments.format {
                Format::Text => out.write_all(line(&taken).as_bytes())?,
                Format::Ndjson => {
                    let json =
                        serde_json::to_string(&taken).map_err(|it| Failure::Internal(it.to_string()))?;
                    writeln!(out, "{json}")?;
                }
            }
            progress.inc(1);
        }
    }
    progress.finish_and_clear();
    out.flush()?;
    Ok(())
}

fn line(taken: &TakenIn) -> String {
    let Some(entry) = taken.entry else {
        return format!("{DIM}known{DIM:#}     {}  {DIM}the record has this document{DIM:#}\n", taken.path);
    };
    let claims = match taken.claims {
        1 => "1 claim".to_owned(),
        n => format!("{n} claims"),
    };
    let dated = if taken.dated { "" } else { " (day of recording: the document prints none)" };
    let copy = if taken.copy_of.is_some() { " · copy of a document in the record" } else { "" };
    format!(
        "{GREEN}recorded{GREEN:#}  {}  {claims} · known {}{dated}{copy} {DIM}· entry {entry}{DIM:#}\n",
        taken.path, taken.known
    )
}
