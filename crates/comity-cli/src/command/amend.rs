//! `comity correct`, `retract`, `link` and `unlink`: entries about entries, with who and why.

use std::io::Write;
use std::sync::Arc;

use comity::Day;
use comity::record::{AmendError, AtlasNames, Body, Entry, EntryId, LinkMade, Record, Source, SourceKind};

use crate::asked::{RecordFile, now, today};
use crate::failure::Failure;

/// Who amends the record, and why.
#[derive(clap::Args)]
struct Reason {
    /// Who does it
    #[arg(long, value_name = "NAME")]
    by: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// The day from which it could be known; by default today
    #[arg(long, value_name = "DAY", value_parser = Day::parse)]
    known: Option<Day>,
    #[command(flatten)]
    record: RecordFile,
}

/// Arguments of `comity correct`.
#[derive(clap::Args)]
pub struct Correct {
    /// Number of the entry
    entry: EntryId,
    /// A field and what it should say, such as when=2024-08-07; repeat it for several
    #[arg(long = "set", value_name = "FIELD=VALUE", required = true, value_parser = field)]
    set: Vec<(String, String)>,
    #[command(flatten)]
    reason: Reason,
}

/// Arguments of `comity retract`.
#[derive(clap::Args)]
pub struct Retract {
    /// Number of the entry; of a document, all its claims
    entry: EntryId,
    #[command(flatten)]
    reason: Reason,
}

/// Arguments of `comity link` and `comity unlink`.
#[derive(clap::Args)]
pub struct Link {
    /// Number of the claim's entry
    claim: EntryId,
    /// The act, by the number of any entry about it
    act: EntryId,
    #[command(flatten)]
    reason: Reason,
}

/// Arguments of `comity unlink`.
#[derive(clap::Args)]
pub struct Unlink {
    /// Number of the claim's entry
    claim: EntryId,
    #[command(flatten)]
    reason: Reason,
}

fn field(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or_else(|| format!("`{text}` is not FIELD=VALUE"))?;
    Ok((field.trim().to_owned(), value.trim().to_owned()))
}

/// Runs `comity correct`.
pub fn correct(arguments: &Correct) -> Result<(), Failure> {
    let record = arguments.reason.record.amend()?;
    let body = record.amended(arguments.entry, &arguments.set, &AtlasNames).map_err(|it| match it {
        AmendError::Record(it) => Failure::Record(it),
        other => Failure::User {
            message: other.to_string(),
            hint: format!("`comity act {}` shows the entry", arguments.entry),
        },
    })?;
    let Reason { by, why, .. } = &arguments.reason;
    let body =
        Body::Correction { target: arguments.entry, body: Box::new(body), by: by.clone(), why: why.clone() };
    append(record, &arguments.reason, body)
}

/// Runs `comity retract`.
pub fn retract(arguments: &Retract) -> Result<(), Failure> {
    let record = arguments.reason.record.amend()?;
    let Reason { by, why, .. } = &arguments.reason;
    let body = Body::Retraction { target: arguments.entry, by: by.clone(), why: why.clone() };
    append(record, &arguments.reason, body)
}

/// Runs `comity link`.
pub fn link(arguments: &Link) -> Result<(), Failure> {
    let record = arguments.reason.record.amend()?;
    append(record, &arguments.reason, Body::Link(made(arguments.claim, arguments.act, &arguments.reason)))
}

/// Runs `comity unlink`.
pub fn unlink(arguments: &Unlink) -> Result<(), Failure> {
    let record = arguments.reason.record.amend()?;
    append(record, &arguments.reason, Body::Unlink(made(arguments.claim, arguments.claim, &arguments.reason)))
}

fn made(claim: EntryId, act: EntryId, reason: &Reason) -> LinkMade {
    LinkMade { claim, act, by: reason.by.clone(), why: reason.why.clone() }
}

fn append(mut record: Record, reason: &Reason, body: Body) -> Result<(), Failure> {
    let kind = body.kind();
    let source = Source {
        id: format!("by:{}", reason.by),
        name: reason.by.clone(),
        kind: SourceKind::Publisher,
        ..Source::default()
    };
    let known = reason.known.map_or_else(today, Ok)?;
    let entry = Entry { source: Arc::new(source), known, body };
    let appended = record.append(vec![entry], now()?).map_err(Failure::Record)?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "Recorded the {kind} as entry {}", appended.first.unwrap_or_default())?;
    Ok(())
}
