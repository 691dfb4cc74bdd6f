//! `comity file`.

use std::io::Write;
use std::sync::Arc;

use comity::charter::{Charters, Known, Severity, check_on};
use comity::record::{AtlasNames, Body, Entry, Filing, Names, Record, Source, SourceKind};
use comity::{Act, Agent, Class, Day, Kind, PartyRef, Stage};
use serde::Deserialize;

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

/// An act as a person writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filed {
    kind: Kind,
    stage: Stage,
    org: String,
    body: Option<String>,
    agent: Option<String>,
    party: Option<String>,
    standing: Option<String>,
    class: Option<Class>,
    object: Option<String>,
    proposer: Option<String>,
    place: Option<String>,
    decided_on: Option<Day>,
    effective_on: Option<Day>,
    effective_until: Option<Day>,
    /// Members that were absent from the decision.
    #[serde(default)]
    absent: Vec<String>,
    /// Members that were against it.
    #[serde(default)]
    against: Vec<String>,
    /// The day from which the instrument could be read.
    published_on: Option<Day>,
    /// Who files it.
    by: String,
    instrument: Instrument,
}

/// What proves it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instrument {
    name: String,
    text: String,
    url: Option<String>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let document = super::load(&arguments.file)?;
    let filed: Filed = toml::from_str(&document.text).map_err(|it| Failure::User {
        message: format!("`{}` is no act: {}", arguments.file, it.to_string().trim_end()),
        hint: "docs/adding/act.md shows one".to_owned(),
    })?;
    if filed.instrument.text.trim().is_empty() {
        return Err(Failure::User {
            message: format!("`{}` has no words of its instrument", arguments.file),
            hint: "quote under [instrument] the text that proves the act".to_owned(),
        });
    }
    let entry = entry(filed)?;
    let mut record = super::base::open(&arguments.record, arguments.empty)?;
    if let Body::Filing(filing) = &entry.body {
        findings(&record, &filing.act, arguments.anyway)?;
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
fn findings(record: &Record, act: &Act, anyway: bool) -> Result<(), Failure> {
    let Some(org) = act.org.as_ref().and_then(|it| it.id.as_deref()) else { return Ok(()) };
    let rows = known::rows(&known::acts(record, org)?);
    let known = Known { standings: &rows.standings, chairs: &rows.chairs, on: Some(today()?) };
    let findings = check_on(Charters::shipped(), &known, act);
    let mut out = anstream::stderr().lock();
    for it in &findings {
        out.write_all(render::finding(it, None).as_bytes())?;
    }
    if !anyway && findings.iter().any(|it| it.severity == Severity::Error) {
        return Err(Failure::User {
            message: "the charter speaks against this act; nothing was filed".to_owned(),
            hint: "look at the finding, or file it with --anyway".to_owned(),
        });
    }
    Ok(())
}

fn entry(filed: Filed) -> Result<Entry, Failure> {
    let known = filed.published_on.map_or_else(today, Ok)?;
    let named = |text: Option<&String>| text.map(|it| party(it)).transpose();
    let act = Act {
        id: String::new(),
        kind: filed.kind,
        stage: filed.stage,
        org: Some(party(&filed.org)?),
        body: named(filed.body.as_ref())?,
        party: named(filed.party.as_ref())?,
        standing: filed.standing,
        class: filed.class,
        agent: named(filed.agent.as_ref())?.map_or_else(Agent::unstated, Agent::Named),
        object: filed.object,
        proposer: named(filed.proposer.as_ref())?,
        place: filed.place,
        decided_on: filed.decided_on,
        effective_on: filed.effective_on,
        effective_until: filed.effective_until,
        absent: filed.absent.iter().map(|it| party(it)).collect::<Result<_, _>>()?,
        against: filed.against.iter().map(|it| party(it)).collect::<Result<_, _>>()?,
        claims: Vec::new(),
    };
    let Instrument { name, text, url } = filed.instrument;
    let source = Source {
        id: name.clone(),
        name: name.clone(),
        kind: SourceKind::Instrument,
        url: url.clone(),
        ..Source::default()
    };
    let filing = Filing { act, evidence: text, instrument: name, url, by: filed.by };
    Ok(Entry { source: Arc::new(source), known, body: Body::Filing(filing) })
}

/// Whom a name means; a name that can be several is refused, one outside the atlas is kept as written.
fn party(text: &str) -> Result<PartyRef, Failure> {
    let found = AtlasNames.find(text);
    match found.as_slice() {
        [id] => {
            let name = AtlasNames.name(id, today()?).unwrap_or_else(|| text.to_owned());
            Ok(PartyRef { id: Some(id.clone()), name, span: None })
        }
        [] => {
            let id = text.contains(':').then(|| text.to_owned());
            Ok(PartyRef { id, name: text.to_owned(), span: None })
        }
        several => Err(Failure::User {
            message: format!("`{text}` can be several"),
            hint: format!("use one of {}", several.join(", ")),
        }),
    }
}
