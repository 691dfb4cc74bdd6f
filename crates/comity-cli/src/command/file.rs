//! `comity file`.

use std::io::Write;

use comity::charter::{Charters, Known, Severity, check_on};
use comity::record::{Body, Record};
use comity::{Act, Place};

use crate::asked::{RecordFile, now, today};
use crate::failure::Failure;
use crate::{known, render};

/// Arguments of `comity file`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The act, as TOML; see docs/adding/act.md
    file: String,
    #[command(flatten)]
    record: RecordFile,
    /// Begin a new record without the shipped base
    #[arg(long)]
    empty: bool,
    /// File it though a finding of the charter speaks against it
    #[arg(long)]
    anyway: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let document = super::load(&arguments.file)?;
    let bad = |it| Failure::BadPack(vec![it]);
    let filed = comity::filing(&document.path, &document.text).map_err(bad)?;
    let place = filed.place.clone();
    let entry = filed.entry(today()?).map_err(bad)?;
    let mut record = super::base::open(&arguments.record, arguments.empty)?;
    if let Body::Filing(filing) = &entry.body {
        findings(&record, &filing.act, &place, arguments.anyway)?;
    }
    let appended = record.append(vec![entry], now()?).map_err(Failure::Record)?;
    let mut out = anstream::stdout().lock();
    match appended.first {
        Some(entry) => writeln!(out, "Filed as entry {entry}")?,
        None => writeln!(out, "The record has this act, filed with the same words.")?,
    }
    Ok(())
}

/// Shows what the charter says about an act; an error stops, unless it is to be filed anyway. Findings keep nothing out.
fn findings(record: &Record, act: &Act, place: &Place, anyway: bool) -> Result<(), Failure> {
    let Some(org) = act.org.as_ref().and_then(|it| it.id.as_deref()) else { return Ok(()) };
    let rows = known::rows(&known::acts(record, org)?);
    let known = Known { standings: &rows.standings, chairs: &rows.chairs, on: Some(today()?) };
    let findings = check_on(Charters::shipped(), &known, act);
    let mut out = anstream::stderr().lock();
    for it in &findings {
        out.write_all(render::finding(it, Some(place)).as_bytes())?;
    }
    if !anyway && findings.iter().any(|it| it.severity == Severity::Error) {
        return Err(Failure::User {
            message: "the charter speaks against this act; nothing was filed".to_owned(),
            hint: "look at the finding, or file it with --anyway".to_owned(),
        });
    }
    Ok(())
}
