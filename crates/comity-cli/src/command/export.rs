//! `comity export`.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use comity::export::{self, ExportError, Form, Losses, Options};
use comity::record::{AtlasNames, Record};

use crate::asked::{Clocks, RecordFile, subject};
use crate::failure::Failure;

/// Arguments of `comity export`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Which form
    #[arg(value_enum)]
    form: Which,
    #[command(flatten)]
    record: RecordFile,
    #[command(flatten)]
    clocks: Clocks,
    /// Organisations; by default all
    #[arg(long, value_name = "ORG")]
    org: Vec<String>,
    /// The file to write; of frictionless a folder, or a file that ends in .zip; by default standard output
    #[arg(long, short, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write what the form cannot hold to a file of its own, as JSON; of ftm by default beside --out
    #[arg(long, value_name = "FILE")]
    losses: Option<PathBuf>,
    /// The address of a server that has this record, for the addresses of things
    #[arg(long, value_name = "URL", default_value = "http://localhost")]
    origin: String,
    /// The licence of the data by its identifier, such as CC-BY-4.0, where you may give one
    #[arg(long, value_name = "ID")]
    licence: Option<String>,
}

/// A form.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Which {
    /// JSON-LD in the words of PROV-O, ORG and Web Annotation
    Prov,
    /// Organisations, persons, posts and memberships as Popolo JSON
    Popolo,
    /// Statements of FollowTheMoney as CSV
    Ftm,
    /// A Frictionless data package: CSV tables with schemas and keys
    Frictionless,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let record = arguments.record.ask()?;
    let question = arguments.clocks.question(&record)?;
    let mut organisations = Vec::new();
    for name in &arguments.org {
        organisations.push(subject(&record, name, question.on)?.id);
    }
    let options = Options {
        organisations,
        question,
        origin: arguments.origin.trim_end_matches('/').to_owned(),
        licence: arguments.licence.clone(),
    };
    let form = match arguments.form {
        Which::Prov => Form::Prov,
        Which::Popolo => Form::Popolo,
        Which::Ftm => Form::FollowTheMoney,
        Which::Frictionless => Form::Frictionless,
    };
    let losses = write(&record, form, &options, arguments.out.as_deref())?;
    let beside = || {
        let out = arguments.out.as_ref().filter(|_| form == Form::FollowTheMoney)?;
        let mut name = out.clone().into_os_string();
        name.push(".losses.json");
        Some(PathBuf::from(name))
    };
    if let Some(path) = arguments.losses.clone().or_else(beside) {
        let as_of = export::as_of(&record, &AtlasNames, &options).map_err(failure)?;
        let text = serde_json::to_string_pretty(&losses.with_clocks(&as_of));
        let text = text.map_err(|it| Failure::Internal(it.to_string()))?;
        let mut file = create(&path)?;
        writeln!(file, "{text}")?;
        file.flush()?;
    }
    tell(&losses)
}

/// Writes the export where it is wanted.
fn write(record: &Record, form: Form, options: &Options, out: Option<&Path>) -> Result<Losses, Failure> {
    let is_zip = |it: &Path| it.extension().is_some_and(|it| it.eq_ignore_ascii_case("zip"));
    match out {
        Some(folder) if form == Form::Frictionless && !is_zip(folder) => {
            std::fs::create_dir_all(folder).map_err(|it| missing(folder, &it))?;
            let mut open = |name: &str| -> std::io::Result<Box<dyn Write>> {
                Ok(Box::new(BufWriter::new(File::create(folder.join(name))?)))
            };
            export::write_folder(record, &AtlasNames, options, &mut open).map_err(failure)
        }
        Some(path) => export::write(record, &AtlasNames, form, options, create(path)?).map_err(failure),
        None if form == Form::Frictionless && std::io::stdout().is_terminal() => Err(Failure::User {
            message: "a data package is not for a terminal".to_owned(),
            hint: "name a folder or a .zip file with --out".to_owned(),
        }),
        None => {
            let out = BufWriter::with_capacity(1 << 16, std::io::stdout());
            export::write(record, &AtlasNames, form, options, out).map_err(failure)
        }
    }
}

/// Says on standard error how much was written and what is lost.
fn tell(losses: &Losses) -> Result<(), Failure> {
    let mut err = anstream::stderr().lock();
    let [standings, chairs, acts] = losses.answered;
    let left = losses.left_out().count();
    writeln!(err, "{standings} standings, {chairs} terms of chairs, {acts} acts · {left} left out")?;
    for loss in losses.all() {
        let count = loss.count.map_or_else(String::new, |it| format!(" ({it})"));
        writeln!(err, "  lost: {}{count}: {}", loss.code.name(), loss.what)?;
    }
    Ok(())
}

fn create(path: &Path) -> Result<BufWriter<File>, Failure> {
    File::create(path).map(BufWriter::new).map_err(|it| missing(path, &it))
}

fn missing(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Missing { path: path.display().to_string(), reason: super::reason(error) }
}

fn failure(error: ExportError) -> Failure {
    match error {
        ExportError::Record(error) => Failure::Record(error),
        ExportError::Write(error) => Failure::from(error),
        other => Failure::Internal(other.to_string()),
    }
}
