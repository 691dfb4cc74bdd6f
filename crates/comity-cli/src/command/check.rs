//! `comity check`.

use std::io::Write;
use std::path::Path;
use std::rc::Rc;

use comity::charter::{Charters, Finding, Ground, Known, Severity, check_on, grounds};
use comity::record::{Access, Record};
use comity::{Act, Claim, Day, Document, Stance};

use crate::asked::RecordFile;
use crate::failure::Failure;
use crate::known::{self, Rows};
use crate::render;

/// Arguments of `comity check`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Documents, which are read first, acts (`.toml`), or records; by default the record
    files: Vec<String>,
    #[command(flatten)]
    record: RecordFile,
    /// The day on which one asks; a plan whose day has passed by then is expired
    #[arg(long, value_parser = Day::parse)]
    on: Option<Day>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Fail where a finding has at least this weight
    #[arg(long, value_enum)]
    deny: Option<Weight>,
}

/// How to print findings.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON array
    Json,
}

/// Weight of a finding.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Weight {
    /// Good to know
    Note,
    /// Worth a look
    Warning,
    /// Against the charter
    Error,
}

/// An act, the words it stands on, and what is known beside it.
struct Said {
    act: Act,
    words: Option<comity::Place>,
    rows: Rc<Rows>,
}

/// Acts, and whether to say of each by what it passes.
struct Loaded {
    acts: Vec<Said>,
    passes: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let (mut acts, mut all) = (0, Vec::new());
    for Loaded { acts: list, passes } in load_all(arguments)? {
        for said in list {
            acts += 1;
            let known =
                Known { standings: &said.rows.standings, chairs: &said.rows.chairs, on: arguments.on };
            let findings = check_on(Charters::shipped(), &known, &said.act);
            if arguments.format == Format::Text {
                for it in &findings {
                    out.write_all(render::finding(it, said.words.as_ref()).as_bytes())?;
                }
                let severe = findings.iter().any(|it| it.severity > Severity::Note);
                if passes && !severe {
                    out.write_all(pass(&said, &grounds(Charters::shipped(), &known, &said.act)).as_bytes())?;
                }
            }
            all.extend(findings.into_iter().map(|it| (it, said.words.clone())));
        }
    }
    match arguments.format {
        Format::Text => writeln!(out, "{}", summary(acts, &all))?,
        Format::Json => writeln!(out, "{}", json(&all)?)?,
    }
    let denied = arguments.deny.map(|it| match it {
        Weight::Note => Severity::Note,
        Weight::Warning => Severity::Warning,
        Weight::Error => Severity::Error,
    });
    match denied.filter(|it| all.iter().any(|(finding, _)| finding.severity >= *it)) {
        Some(weight) => Err(Failure::User {
            message: format!("there are findings of weight `{weight}` or more"),
            hint: "look at each finding's page in `docs/findings/`".to_owned(),
        }),
        None => Ok(()),
    }
}

/// The acts of all files, or of the record where no file is named.
fn load_all(arguments: &Arguments) -> Result<Vec<Loaded>, Failure> {
    if arguments.files.is_empty() {
        return Ok(vec![of_record(&arguments.record.ask()?)?]);
    }
    arguments.files.iter().map(|it| load(it)).collect()
}

/// The acts of a file.
fn load(path: &str) -> Result<Loaded, Failure> {
    let missing =
        |error: std::io::Error| Failure::Missing { path: path.to_owned(), reason: super::reason(&error) };
    let rows = || Rc::new(known::shipped());
    if Path::new(path).extension().is_some_and(|it| it == "toml") {
        let text = std::fs::read_to_string(path).map_err(missing)?;
        let filed = comity::filing(path, &text).map_err(|it| Failure::BadPack(vec![it]))?;
        return Ok(Loaded {
            acts: vec![Said { act: filed.act, words: Some(filed.place), rows: rows() }],
            passes: true,
        });
    }
    if path != "-" && is_record(path).map_err(missing)? {
        return of_record(&Record::open(Path::new(path), Access::Read).map_err(Failure::Record)?);
    }
    let document = super::load(path)?;
    let reading = comity::read(&document);
    let rows = rows();
    let asserted =
        reading.claims.iter().filter(|it| !matches!(it.stance, Stance::Denies | Stance::Conditional));
    let said = |it| Said { act: comity::act_of(it), words: words(&document, it), rows: Rc::clone(&rows) };
    Ok(Loaded { acts: asserted.map(said).collect(), passes: true })
}

/// Whether a file begins as the files of records do.
fn is_record(path: &str) -> std::io::Result<bool> {
    let mut head = [0; 16];
    let mut file = std::fs::File::open(path)?;
    Ok(std::io::Read::read(&mut file, &mut head)? == head.len() && head.starts_with(b"SQLite format 3"))
}

/// The acts that a record's documents and filings report, held against all that the record knows; rows of data sets are
/// what acts are held against.
fn of_record(record: &Record) -> Result<Loaded, Failure> {
    let mut acts = Vec::new();
    for org in record.organisations_told().map_err(Failure::Record)? {
        if Charters::shipped().get(&org).is_none() {
            continue;
        }
        let lines = known::acts(record, &org)?;
        let rows = Rc::new(known::rows(&lines));
        let own = lines.into_iter().filter(|it| !it.row && it.org.as_ref().is_some_and(|it| it.id == org));
        acts.extend(own.map(|it| Said { act: it.act, words: None, rows: Rc::clone(&rows) }));
    }
    Ok(Loaded { acts, passes: false })
}

/// An act against which nothing speaks, and by which lines.
fn pass(said: &Said, grounds: &[Ground]) -> String {
    let mut out = String::new();
    for it in grounds {
        out.push_str(&render::ground(&said.act, it, said.words.as_ref()));
    }
    out
}

/// Where the words of a claim stand.
fn words(document: &Document, claim: &Claim) -> Option<comity::Place> {
    let span = claim.evidence.first()?.span;
    let byte = |at: usize| document.text.char_indices().nth(at).map_or(document.text.len(), |it| it.0);
    Some(comity::Place::of(&document.path, &document.text, byte(span.start), byte(span.end)))
}

fn summary(acts: usize, all: &[(Finding, Option<comity::Place>)]) -> String {
    let count = |weight| all.iter().filter(|(it, _)| it.severity == weight).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    format!("Checked {acts} acts: {errors} errors, {warnings} warnings, {notes} notes.")
}

fn json(all: &[(Finding, Option<comity::Place>)]) -> Result<String, Failure> {
    let one = |(finding, words): &(Finding, Option<comity::Place>)| {
        let mut value = serde_json::to_value(finding)?;
        value["words"] = serde_json::to_value(words)?;
        if let Some(against) = &finding.against {
            value["against"]["place"] = serde_json::to_value(comity::base::place(against))?;
        }
        Ok(value)
    };
    let list: Result<Vec<serde_json::Value>, serde_json::Error> = all.iter().map(one).collect();
    list.and_then(|it| serde_json::to_string_pretty(&it)).map_err(|it| Failure::Internal(it.to_string()))
}
