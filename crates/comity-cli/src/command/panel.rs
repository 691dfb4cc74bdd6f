//! `comity panel`.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};

use comity::panel::{self, Options};
use comity::record::AtlasNames;

use crate::asked::{RecordFile, today};
use crate::failure::Failure;

/// Arguments of `comity panel`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Which panel
    #[arg(value_enum)]
    kind: Kind,
    #[command(flatten)]
    record: RecordFile,
    /// One source only, by its id, such as cow-igo-3.0; by default all, by the preference policy
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// Organisations; by default all
    #[arg(long, value_name = "ORG")]
    org: Vec<String>,
    /// First year
    #[arg(long, value_name = "YEAR")]
    from: Option<i16>,
    /// Last year
    #[arg(long, value_name = "YEAR")]
    until: Option<i16>,
    /// Draw only from what was published by this day; by default today
    #[arg(long, value_name = "DAY", value_parser = comity::Day::parse)]
    known: Option<comity::Day>,
    /// How to write it
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// The file to write; by default standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<std::path::PathBuf>,
}

/// A panel.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// Organisation, year, party
    OrganisationYear,
    /// Party, year, organisation
    StateYear,
    /// Two parties, year, organisation in which both hold something, in both directions
    Dyad,
    /// Two parties, year, number of organisations in which both hold something, in both directions
    Joint,
}

/// How a panel is written.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// With a header
    Csv,
    /// Columnar, for pandas, Polars, R, DuckDB
    Parquet,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let record = arguments.record.ask()?;
    let known = arguments.known.map_or_else(today, Ok)?;
    let mut organisations = Vec::new();
    for name in &arguments.org {
        organisations.push(crate::asked::subject(&record, name, known)?.id);
    }
    let options = Options {
        kind: match arguments.kind {
            Kind::OrganisationYear => panel::Kind::OrganisationYear,
            Kind::StateYear => panel::Kind::StateYear,
            Kind::Dyad => panel::Kind::Dyad,
            Kind::Joint => panel::Kind::Joint,
        },
        source: arguments.source.clone(),
        organisations,
        from: arguments.from,
        until: arguments.until,
        known,
    };
    let format = match arguments.format {
        Format::Csv => panel::Format::Csv,
        Format::Parquet => panel::Format::Parquet,
    };
    let seen =
        std::io::stderr().is_terminal() && (arguments.output.is_some() || !std::io::stdout().is_terminal());
    let bar = if seen { indicatif::ProgressBar::new(0) } else { indicatif::ProgressBar::hidden() };
    let mut progress = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    let result = match &arguments.output {
        Some(path) => {
            let file = File::create(path).map_err(|it| Failure::Missing {
                path: path.display().to_string(),
                reason: super::reason(&it),
            })?;
            panel::write(&record, &AtlasNames, &options, format, BufWriter::new(file), &mut progress)
        }
        None if arguments.format == Format::Parquet && std::io::stdout().is_terminal() => {
            return Err(Failure::User {
                message: "Parquet is not for a terminal".to_owned(),
                hint: "name a file with --output".to_owned(),
            });
        }
        None => {
            let out = BufWriter::with_capacity(1 << 16, std::io::stdout());
            panel::write(&record, &AtlasNames, &options, format, out, &mut progress)
        }
    };
    bar.finish_and_clear();
    let rows = result.map_err(failure)?;
    if let Some(path) = &arguments.output {
        writeln!(anstream::stderr(), "{rows} rows in {}", path.display())?;
    }
    Ok(())
}

fn failure(error: panel::PanelError) -> Failure {
    match error {
        panel::PanelError::Record(error) => Failure::Record(error),
        panel::PanelError::Write(error) => Failure::from(error),
        panel::PanelError::NoSource(id) => Failure::User {
            message: format!("the record has nothing from the source `{id}`"),
            hint: "see `comity sources` for those it has, or import it first".to_owned(),
        },
        other => Failure::Internal(other.to_string()),
    }
}
