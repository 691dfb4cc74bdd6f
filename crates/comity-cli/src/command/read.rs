//! `comity read`.

use std::io::{IsTerminal, Write};
use std::path::Path;

use rayon::prelude::*;

use crate::failure::Failure;
use crate::render;

/// Files at once: memory stays bounded, and output keeps the order of input.
const BATCH: usize = 256;

/// Arguments of `comity read`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Files, folders (their .txt files), or `-` for standard input
    #[arg(required = true)]
    files: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How to print a reading.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people, in a terminal
    Text,
    /// One JSON object, or an array for several files
    Json,
    /// One JSON object a line
    Ndjson,
    /// The document with its spans marked
    Html,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let files = expand(&arguments.files)?;
    let progress = progress(files.len());
    let mut out = anstream::stdout().lock();
    if arguments.format == Format::Json && files.len() != 1 {
        out.write_all(b"[\n")?;
    }
    let mut first = true;
    for batch in files.chunks(BATCH) {
        let printed: Vec<Result<String, Failure>> =
            batch.par_iter().map(|path| print(path, arguments.format, files.len() > 1)).collect();
        for text in printed {
            if arguments.format == Format::Json && !first {
                out.write_all(b",\n")?;
            }
            first = false;
            out.write_all(text?.as_bytes())?;
            progress.inc(1);
        }
    }
    if arguments.format == Format::Json && files.len() != 1 {
        out.write_all(b"]\n")?;
    }
    progress.finish_and_clear();
    out.flush()?;
    Ok(())
}

/// A bar on standard error when somebody looks at it and there is enough to wait for.
pub fn progress(files: usize) -> indicatif::ProgressBar {
    if files > 20 && std::io::stderr().is_terminal() {
        indicatif::ProgressBar::new(files as u64)
    } else {
        indicatif::ProgressBar::hidden()
    }
}

/// Reads and prints one file.
fn print(path: &str, format: Format, several: bool) -> Result<String, Failure> {
    let document = super::load(path)?;
    let reading = comity::read(&document);
    let json = |error: serde_json::Error| Failure::Internal(error.to_string());
    Ok(match format {
        Format::Text => render::text(&document, &reading, render::width()) + if several { "\n" } else { "" },
        Format::Json => serde_json::to_string_pretty(&reading).map_err(json)? + "\n",
        Format::Ndjson => serde_json::to_string(&reading).map_err(json)? + "\n",
        Format::Html => render::html(&document, &reading),
    })
}

/// Folders become their text files, in order of their names.
pub fn expand(files: &[String]) -> Result<Vec<String>, Failure> {
    let mut all = Vec::new();
    for file in files {
        if Path::new(file).is_dir() {
            walk(Path::new(file), &mut all)?;
        } else {
            all.push(file.clone());
        }
    }
    Ok(all)
}

fn walk(folder: &Path, all: &mut Vec<String>) -> Result<(), Failure> {
    let missing = |error: std::io::Error| Failure::Missing {
        path: folder.display().to_string(),
        reason: super::reason(&error),
    };
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).map_err(missing)?.filter_map(|it| it.ok().map(|it| it.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, all)?;
        } else if path.extension().is_some_and(|it| it == "txt") {
            all.push(path.display().to_string());
        }
    }
    Ok(())
}
