//! A record in the forms that others use.
//!
//! Each export is what the record answers about organisations with its three clocks: who stands where, who chairs, which
//! acts, and who says so. Nothing is told with a higher stage or a more precise day than the record has it. What a form
//! cannot hold is counted and named by its [`Losses`]; lines that are left out are listed there one by one, so that each
//! line of the record's answer is in the export or among its losses.

pub mod address;
mod day;
mod ftm;
mod loss;
mod party;
mod popolo;
mod prov;
mod sheet;
mod table;

use std::io::Write;

use comity_record::answer::AsOf;
use comity_record::{Names, Question, Record, RecordError};

pub use loss::{Code, LeftOut, Loss, Losses};
pub use party::Kind as PartyKind;
pub use table::write_folder;

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// JSON-LD in the words of PROV-O, ORG and Web Annotation.
    Prov,
    /// Popolo: organisations, persons, posts and memberships as JSON.
    Popolo,
    /// Statements of FollowTheMoney as CSV.
    FollowTheMoney,
    /// A Frictionless data package: CSV tables with their schemas, in one ZIP file.
    Frictionless,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 4] = [Form::Prov, Form::Popolo, Form::FollowTheMoney, Form::Frictionless];

    /// Its name in commands and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Form::Prov => "prov",
            Form::Popolo => "popolo",
            Form::FollowTheMoney => "ftm",
            Form::Frictionless => "frictionless",
        }
    }

    /// The name of its file in addresses.
    pub fn file(self) -> &'static str {
        match self {
            Form::Prov => "prov.jsonld",
            Form::Popolo => "popolo.json",
            Form::FollowTheMoney => "ftm.csv",
            Form::Frictionless => "frictionless.zip",
        }
    }

    /// Its media type.
    pub fn media(self) -> &'static str {
        match self {
            Form::Prov => "application/ld+json",
            Form::Popolo => "application/json",
            Form::FollowTheMoney => "text/csv; charset=utf-8",
            Form::Frictionless => "application/zip",
        }
    }

    /// What it can lose.
    pub fn losses(self) -> &'static [Code] {
        match self {
            Form::Prov => prov::LOSSES,
            Form::Popolo => popolo::LOSSES,
            Form::FollowTheMoney => ftm::LOSSES,
            Form::Frictionless => table::LOSSES,
        }
    }
}

/// What is exported, and how it names things.
#[derive(Clone, Debug)]
pub struct Options {
    /// Organisations, by id; empty for all of which the record says anything.
    pub organisations: Vec<String>,
    /// The three clocks and the policy.
    pub question: Question,
    /// The address under which the record is served, for addresses of things: `https://example.org`.
    pub origin: String,
    /// The licence of the data, by its identifier, where whoever exports knows it.
    pub licence: Option<String>,
}

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The record fails.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The output cannot be written.
    #[error("the export cannot be written: {0}")]
    Write(#[from] std::io::Error),
    /// A line of CSV cannot be written.
    #[error("the export cannot be written: {0}")]
    Csv(#[from] csv::Error),
    /// JSON cannot be written.
    #[error("the export cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// ZIP cannot be written.
    #[error("the export cannot be written: {0}")]
    Zip(#[from] zip::result::ZipError),
}

/// As of what an export is, and where its things have their addresses.
pub(crate) struct About<'a> {
    pub(crate) as_of: AsOf,
    pub(crate) options: &'a Options,
    pub(crate) names: &'a dyn Names,
}

/// Takes what the record answers about one organisation after the other.
pub(crate) trait Sink {
    fn take(&mut self, sheet: &sheet::Sheet, losses: &mut Losses) -> Result<(), ExportError>;
}

/// Writes an export; what it could not hold.
pub fn write<W: Write>(
    record: &Record,
    names: &dyn Names,
    form: Form,
    options: &Options,
    out: W,
) -> Result<Losses, ExportError> {
    let about = about(record, names, options)?;
    let mut losses = Losses::of(form);
    match form {
        Form::Prov => {
            let mut sink = prov::Prov::begin(out, &about)?;
            each(record, &about, &mut sink, &mut losses)?;
            sink.finish(&losses)?;
        }
        Form::Popolo => {
            let mut sink = popolo::Popolo::begin(out, &about)?;
            each(record, &about, &mut sink, &mut losses)?;
            sink.finish(&losses)?;
        }
        Form::FollowTheMoney => {
            let mut sink = ftm::Statements::begin(out, &about)?;
            each(record, &about, &mut sink, &mut losses)?;
            sink.finish()?;
        }
        Form::Frictionless => table::write_zip(record, &about, out, &mut losses)?,
    }
    Ok(losses)
}

/// Only what an export would lose, without writing it.
pub fn losses(
    record: &Record,
    names: &dyn Names,
    form: Form,
    options: &Options,
) -> Result<Losses, ExportError> {
    write(record, names, form, options, std::io::sink())
}

/// As of what an export is given.
pub fn as_of(record: &Record, names: &dyn Names, options: &Options) -> Result<AsOf, ExportError> {
    Ok(about(record, names, options)?.as_of)
}

fn about<'a>(record: &Record, names: &'a dyn Names, options: &'a Options) -> Result<About<'a>, ExportError> {
    let none = Question { evidence: false, ..options.question.clone() };
    Ok(About { as_of: record.documents(0, 0, &none, names)?.as_of, options, names })
}

/// Gives a sink each organisation in turn: no more than one of them is in memory at a time.
pub(crate) fn each(
    record: &Record,
    about: &About<'_>,
    sink: &mut dyn Sink,
    losses: &mut Losses,
) -> Result<(), ExportError> {
    let question = Question { evidence: true, ..about.options.question.clone() };
    let mut organisations = about.options.organisations.clone();
    if organisations.is_empty() {
        organisations = record.organisations()?;
    }
    organisations.sort();
    organisations.dedup();
    let mut acts = std::collections::HashSet::new();
    for org in organisations {
        let sheet = sheet::Sheet::of(record, about.names, &question, &org, &mut acts)?;
        losses.counted(&sheet);
        sink.take(&sheet, losses)?;
    }
    Ok(())
}
