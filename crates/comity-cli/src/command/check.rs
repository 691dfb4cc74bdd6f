//! `comity check`.

use std::io::Write;
use std::path::Path;

use comity::charter::{Charters, Finding, Known, Severity, check_on};
use comity::{Act, Claim, Day, Diagnostic, Document, Stance, base};

use crate::failure::Failure;
use crate::render;

/// Arguments of `comity check`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Documents, which are read first, or acts (`.toml`)
    #[arg(required = true)]
    files: Vec<String>,
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

/// An act and the words it stands on.
struct Said {
    act: Act,
    words: Option<comity::Place>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let known = Known { standings: base::standings(), chairs: base::chairs(), on: arguments.on };
    let mut out = anstream::stdout().lock();
    let (mut acts, mut all) = (0, Vec::new());
    for file in &arguments.files {
        for said in load(file)? {
            acts += 1;
            for finding in check_on(Charters::shipped(), &known, &said.act) {
                if arguments.format == Format::Text {
                    out.write_all(render::finding(&finding, said.words.as_ref()).as_bytes())?;
                }
                all.push((finding, said.words.clone()));
            }
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

/// The acts of a file.
fn load(path: &str) -> Result<Vec<Said>, Failure> {
    if Path::new(path).extension().is_some_and(|it| it == "toml") {
        let missing =
            |error: std::io::Error| Failure::Missing { path: path.to_owned(), reason: super::reason(&error) };
        let text = std::fs::read_to_string(path).map_err(missing)?;
        let act = comity::filing(path, &text).map_err(|it: Diagnostic| Failure::BadPack(vec![it]))?;
        return Ok(vec![Said { act, words: None }]);
    }
    let document = super::load(path)?;
    let reading = comity::read(&document);
    let asserted =
        reading.claims.iter().filter(|it| !matches!(it.stance, Stance::Denies | Stance::Conditional));
    Ok(asserted.map(|it| Said { act: comity::act_of(it), words: words(&document, it) }).collect())
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
        Ok(value)
    };
    let list: Result<Vec<serde_json::Value>, serde_json::Error> = all.iter().map(one).collect();
    list.and_then(|it| serde_json::to_string_pretty(&it)).map_err(|it| Failure::Internal(it.to_string()))
}
