//! `comity import`.

use std::io::{IsTerminal, Read, Write};

use comity::Day;
use comity::import::{self, Rows};
use comity::record::{Entry, Source, SourceKind};

use crate::answer::{DIM, GREEN};
use crate::asked::{RecordFile, now};
use crate::failure::Failure;
use crate::render::diagnostic;

/// Warnings that are printed one by one; more are counted.
const SHOWN: usize = 10;

/// Arguments of `comity import`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Which data set
    #[arg(value_enum)]
    set: Set,
    /// Its files, plain or compressed with gzip, or `-` for standard input
    #[arg(required = true)]
    files: Vec<String>,
    #[command(flatten)]
    record: RecordFile,
    /// Begin a new record without the shipped base
    #[arg(long)]
    empty: bool,
    /// Of a table of your own: the name of its source, by default the file's name
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Of a table of your own: where it was published
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// Of a table of your own: the party that published it, such as org:sco
    #[arg(long, value_name = "ID")]
    publisher: Option<String>,
    /// Of a table of your own: the day from which it was known, where its lines do not say
    #[arg(long, value_name = "DAY", value_parser = Day::parse)]
    known: Option<Day>,
}

/// A data set.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Set {
    /// Correlates of War, Intergovernmental Organizations 3.0: by organisation and year, or by state and year
    Cow,
    /// Admissions and original ratifications, UN Treaty Collection
    Un,
    /// The World Factbook through its history
    Factbook,
    /// A table of standings or chairs of your own: docs/import-csv.md
    Csv,
}

/// Runs the command. All files are read before anything is appended: a mistake in one appends nothing of any.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut warnings = Vec::new();
    for file in &arguments.files {
        let text = text(file)?;
        let bar = bar(text.len() as u64, file);
        let mut progress = |done: usize, _: usize| bar.set_position(done as u64);
        let read = read(arguments, file, &text, &mut progress).map_err(Failure::BadTable)?;
        bar.finish_and_clear();
        entries.extend(read.entries);
        warnings.extend(read.warnings);
    }
    for warning in warnings.iter().take(SHOWN) {
        anstream::stderr().write_all(diagnostic(warning).as_bytes())?;
    }
    if warnings.len() > SHOWN {
        writeln!(anstream::stderr(), "warning: {} more like these", warnings.len() - SHOWN)?;
    }
    let mut record = super::base::open(&arguments.record, arguments.empty)?;
    let bar = bar(entries.len() as u64, record.path());
    let mut progress = |done: u64| bar.set_position(done);
    let appended = record.bulk(entries, now()?, &mut progress).map_err(Failure::Record)?;
    bar.finish_and_clear();
    let known = match appended.known_already {
        0 => String::new(),
        n => format!(" {DIM}· {n} were there already{DIM:#}"),
    };
    let mut out = anstream::stdout().lock();
    writeln!(out, "{GREEN}imported{GREEN:#}  {} entries{known}", appended.written)?;
    out.flush()?;
    Ok(())
}

fn read(
    arguments: &Arguments,
    file: &str,
    text: &str,
    progress: &mut import::Progress,
) -> Result<Rows, Vec<comity::Diagnostic>> {
    let plain = |entries| Rows { entries, warnings: Vec::new() };
    match arguments.set {
        Set::Cow => import::cow::entries(file, text, progress).map(plain),
        Set::Un => import::un::entries(file, text, progress).map(plain),
        Set::Factbook => import::factbook::entries(file, text, progress).map(plain),
        Set::Csv => {
            let name = arguments.source.clone().unwrap_or_else(|| stem(file));
            let source = Source {
                id: name.clone(),
                name,
                kind: if arguments.publisher.is_some() {
                    SourceKind::Publisher
                } else {
                    SourceKind::Compiled
                },
                url: arguments.url.clone(),
                publisher: arguments.publisher.clone(),
                chain: Vec::new(),
            };
            import::rows::entries(file, text, &source, arguments.known, progress)
        }
    }
}

fn stem(file: &str) -> String {
    let path = std::path::Path::new(file);
    path.file_stem().map_or_else(|| file.to_owned(), |it| it.to_string_lossy().into_owned())
}

/// The text of a file, unpacked where it is compressed.
fn text(file: &str) -> Result<String, Failure> {
    let missing =
        |error: std::io::Error| Failure::Missing { path: file.to_owned(), reason: super::reason(&error) };
    let mut bytes = Vec::new();
    if file == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(missing)?;
    } else {
        bytes = std::fs::read(file).map_err(missing)?;
    }
    let bytes = import::unpack(bytes)
        .map_err(|it| Failure::Missing { path: file.to_owned(), reason: it.to_string() })?;
    import::text(file, bytes).map_err(|it| Failure::BadTable(vec![*it]))
}

/// A bar on standard error when somebody looks at it and there is enough to wait for.
fn bar(length: u64, what: &str) -> indicatif::ProgressBar {
    if length < 10_000 || !std::io::stderr().is_terminal() {
        return indicatif::ProgressBar::hidden();
    }
    let style = indicatif::ProgressStyle::with_template("{msg} {wide_bar} {percent} %");
    let bar = indicatif::ProgressBar::new(length).with_message(what.to_owned());
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
