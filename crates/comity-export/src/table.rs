//! A Frictionless data package: tables as CSV, their schemas, keys, sources and losses in `datapackage.json`.

mod file;
mod schema;

use std::collections::{BTreeMap, HashSet};
use std::io::Write;

use comity_record::answer::{ActLine, ChairLine, DocumentAnswer, Named, Said, StandingLine};
use comity_record::{Names, Record};
use serde_json::{Value, json};

use crate::party::{self, Kind};
use crate::sheet::{Line, Sheet, one_line, word};
use crate::{About, Code, ExportError, Form, Losses, Options, Sink};
use file::{Tally, day, some, web};
use schema::TABLES;

/// What this form can lose.
pub(crate) const LOSSES: &[Code] =
    &[Code::Text, Code::OfficesAndMeetings, Code::TakenBack, Code::OtherDays, Code::Forecasts, Code::Licence];

/// Writes a package as files: `open` gives a file by its name. What it could not hold.
pub fn write_folder(
    record: &Record,
    names: &dyn Names,
    options: &Options,
    open: &mut dyn FnMut(&str) -> std::io::Result<Box<dyn Write>>,
) -> Result<Losses, ExportError> {
    let about = crate::about(record, names, options)?;
    let mut losses = Losses::of(Form::Frictionless);
    let mut tables = Vec::new();
    for table in &TABLES {
        tables.push(Tally::new(table, open(&format!("{}.csv", table.name))?)?);
    }
    let mut package = Package::new(&about, tables);
    crate::each(record, &about, &mut package, &mut losses)?;
    let (descriptor, _) = package.finish(record, &mut losses)?;
    let mut out = open("datapackage.json")?;
    serde_json::to_writer_pretty(&mut out, &descriptor)?;
    out.flush()?;
    Ok(losses)
}

/// Writes a package as one ZIP file; its tables are in memory until the last line is known.
pub(crate) fn write_zip<W: Write>(
    record: &Record,
    about: &About<'_>,
    out: W,
    losses: &mut Losses,
) -> Result<(), ExportError> {
    let tables = TABLES.iter().map(|it| Tally::new(it, Vec::new())).collect::<Result<_, _>>()?;
    let mut package = Package::new(about, tables);
    crate::each(record, about, &mut package, losses)?;
    let (descriptor, tables) = package.finish(record, losses)?;
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut zip = zip::ZipWriter::new_stream(out);
    zip.start_file("datapackage.json", options)?;
    serde_json::to_writer_pretty(&mut zip, &descriptor)?;
    for (table, bytes) in TABLES.iter().zip(tables) {
        zip.start_file(format!("{}.csv", table.name), options)?;
        zip.write_all(&bytes)?;
    }
    zip.finish()?.into_inner().flush()?;
    Ok(())
}

/// Writes rows to tables as they come.
struct Package<'a, W: Write> {
    about: &'a About<'a>,
    tables: Vec<Tally<W>>,
    parties: HashSet<String>,
    claims: HashSet<u64>,
    documents: HashSet<String>,
    sources: BTreeMap<String, Option<String>>,
}

impl<'a, W: Write> Package<'a, W> {
    fn new(about: &'a About<'a>, tables: Vec<Tally<W>>) -> Package<'a, W> {
        Package {
            about,
            tables,
            parties: HashSet::new(),
            claims: HashSet::new(),
            documents: HashSet::new(),
            sources: BTreeMap::new(),
        }
    }

    fn row<const N: usize>(&mut self, name: &str, cells: [String; N]) -> Result<(), ExportError> {
        let Some(tally) = self.tables.iter_mut().find(|it| it.table.name == name) else { return Ok(()) };
        tally.rows += 1;
        Ok(tally.out.write_record(&cells)?)
    }

    /// A party, once; its id.
    fn party(&mut self, it: &Named) -> Result<String, ExportError> {
        if self.parties.insert(it.id.clone()) {
            let parent = party::parent(&it.id);
            if let Some(parent) = &parent {
                self.party(&party::named(self.about.names, &self.about.as_of, parent))?;
            }
            let kind = Kind::of(&it.id).word().to_owned();
            self.row("parties", [it.id.clone(), it.name.clone(), kind, parent.unwrap_or_default()])?;
        }
        Ok(it.id.clone())
    }

    fn some_party(&mut self, it: Option<&Named>) -> Result<String, ExportError> {
        it.map_or_else(|| Ok(String::new()), |it| self.party(it))
    }

    fn document(&mut self, digest: &str, it: &DocumentAnswer, recorded: String) -> Result<(), ExportError> {
        if !self.documents.insert(digest.to_owned()) {
            return Ok(());
        }
        self.source(&it.source.name, it.source.url.as_deref());
        let published = it.frame.published.as_ref().map(|it| it.edtf.clone()).unwrap_or_default();
        let title = one_line(it.frame.title.as_deref().unwrap_or_default());
        self.row(
            "documents",
            [
                digest.to_owned(),
                it.entry.to_string(),
                title,
                it.source.name.clone(),
                it.source.chain.join("; "),
                it.frame.lang.clone(),
                published,
                it.known.to_string(),
                recorded,
                it.copy_of.clone().unwrap_or_default(),
                web(it.source.url.as_deref()),
            ],
        )?;
        for read in &it.quotations {
            let quotation = &read.it;
            let speaker = quotation.speaker.as_ref();
            self.row(
                "quotations",
                [
                    read.entry.to_string(),
                    digest.to_owned(),
                    word(&quotation.form),
                    speaker.and_then(|it| it.id.clone()).unwrap_or_default(),
                    speaker.map_or_else(String::new, |it| it.name.clone()),
                    speaker.map_or_else(String::new, |it| word(&it.kind)),
                    quotation.text.clone(),
                    quotation.span.start.to_string(),
                    quotation.span.end.to_string(),
                ],
            )?;
        }
        Ok(())
    }

    fn source(&mut self, name: &str, url: Option<&str>) {
        let url = url.filter(|it| it.starts_with("http")).map(str::to_owned);
        let known = self.sources.entry(name.to_owned()).or_default();
        if known.is_none() {
            *known = url;
        }
    }

    /// What one source says, once.
    fn claim(&mut self, sheet: &Sheet, said: &Said) -> Result<String, ExportError> {
        let entry = said.entry.to_string();
        if !self.claims.insert(said.entry) {
            return Ok(entry);
        }
        self.source(&said.source, said.url.as_deref());
        let party = said.party.as_ref().map(|it| party::named(self.about.names, &self.about.as_of, it));
        let party = self.some_party(party.as_ref())?;
        let replaces = sheet.entry(said.entry).and_then(|it| it.replaces);
        self.row(
            "claims",
            [
                entry.clone(),
                word(&said.form),
                word(&said.kind),
                word(&said.stage),
                word(&said.stance),
                party,
                day(said.from),
                day(said.until),
                day(said.on),
                said.known.to_string(),
                sheet.recorded(said.entry),
                said.source.clone(),
                said.origin.clone(),
                said.chain.join("; "),
                word(&said.rank),
                said.unverified.to_string(),
                replaces.map_or_else(String::new, |it| it.to_string()),
                web(said.url.as_deref()),
            ],
        )?;
        for (n, words) in said.words.iter().enumerate() {
            let document = words.document.clone().filter(|it| sheet.documents.contains_key(it));
            self.row(
                "evidence",
                [
                    entry.clone(),
                    n.to_string(),
                    document.unwrap_or_default(),
                    words.span.map_or_else(String::new, |it| it.start.to_string()),
                    words.span.map_or_else(String::new, |it| it.end.to_string()),
                    words.text.clone(),
                    words.rule.clone().unwrap_or_default(),
                ],
            )?;
        }
        Ok(entry)
    }

    /// Which claims speak of a line.
    fn claims(&mut self, sheet: &Sheet, of: &str, said: &[Said]) -> Result<(), ExportError> {
        let table = match of.split(':').next() {
            Some("standing") => "standing_claims",
            Some("chair") => "chair_claims",
            _ => "act_claims",
        };
        let mut told = HashSet::new();
        for it in said.iter().filter(|it| told.insert(it.entry)) {
            let claim = self.claim(sheet, it)?;
            self.row(table, [of.to_owned(), claim])?;
        }
        Ok(())
    }

    fn standing(&mut self, sheet: &Sheet, line: &Line<StandingLine>) -> Result<(), ExportError> {
        let it = &line.it;
        let (org, party) = (self.party(&it.org)?, self.party(&it.party)?);
        self.row(
            "standings",
            [
                line.id.clone(),
                org,
                party,
                it.standing.clone(),
                some(it.class.as_ref()),
                word(&it.holds),
                word(&it.stage),
                day(it.from),
                day(it.until),
                it.disputed.to_string(),
                it.unverified.to_string(),
                it.sources.to_string(),
            ],
        )?;
        self.claims(sheet, &line.id, &it.said)
    }

    fn chair(&mut self, sheet: &Sheet, line: &Line<ChairLine>) -> Result<(), ExportError> {
        let it = &line.it;
        let (org, body) = (self.party(&sheet.org)?, self.some_party(it.body.as_ref())?);
        let holder = self.some_party(it.holder.as_ref())?;
        let holds = it.holds.as_ref().map_or_else(|| "over".to_owned(), word);
        self.row(
            "chairs",
            [
                line.id.clone(),
                org,
                body,
                it.role.clone(),
                holder,
                holds,
                word(&it.stage),
                day(it.from),
                day(it.until),
                it.disputed.to_string(),
                it.overruled.to_string(),
                it.unverified.to_string(),
                it.sources.to_string(),
            ],
        )?;
        self.claims(sheet, &line.id, &it.said)
    }

    fn act(&mut self, sheet: &Sheet, it: &ActLine) -> Result<(), ExportError> {
        let act = &it.act;
        let org = self.some_party(it.org.as_ref())?;
        let body = self.some_party(act.body.as_ref().map(party::of).as_ref())?;
        let party = self.some_party(it.party.as_ref())?;
        let agent = self.some_party(act.agent.named().map(party::of).as_ref())?;
        let agent_status = if agent.is_empty() { "unstated" } else { "named" };
        let proposer = self.some_party(act.proposer.as_ref().map(party::of).as_ref())?;
        self.row(
            "acts",
            [
                act.id.clone(),
                word(&act.kind),
                word(&act.stage),
                org,
                body,
                party,
                agent,
                agent_status.to_owned(),
                proposer,
                act.standing.clone().unwrap_or_default(),
                some(act.class.as_ref()),
                act.object.clone().unwrap_or_default(),
                act.place.clone().unwrap_or_default(),
                day(act.decided_on),
                day(act.effective_on),
                day(act.effective_until),
                it.pending.to_string(),
                it.disputed.to_string(),
                it.unverified.to_string(),
                it.sources.to_string(),
            ],
        )?;
        self.claims(sheet, &act.id, &it.said)
    }

    /// Writes sources and losses, and closes all tables: the descriptor, and what tables were written to.
    fn finish(mut self, record: &Record, losses: &mut Losses) -> Result<(Value, Vec<W>), ExportError> {
        if self.about.options.licence.is_none() {
            losses.count(Code::Licence);
        }
        let sources = std::mem::take(&mut self.sources);
        for (name, url) in &sources {
            self.row("sources", [name.clone(), url.clone().unwrap_or_default()])?;
        }
        for loss in losses.all() {
            let count = loss.count.map_or_else(String::new, |it| it.to_string());
            self.row("losses", [loss.code.name(), loss.what.to_owned(), count])?;
        }
        let mut resources = Vec::new();
        let mut outs = Vec::new();
        for tally in self.tables {
            let (resource, out) = tally.close()?;
            resources.push(resource);
            outs.push(out);
        }
        let newest = record.entry_line(self.about.as_of.entries)?.map(|it| it.recorded.to_string());
        Ok((descriptor(self.about, &sources, newest, losses, resources), outs))
    }
}

/// `datapackage.json`.
fn descriptor(
    about: &About<'_>,
    sources: &BTreeMap<String, Option<String>>,
    newest: Option<String>,
    losses: &Losses,
    resources: Vec<Value>,
) -> Value {
    let source = |(name, url): (&String, &Option<String>)| match url {
        Some(url) => json!({ "title": name, "path": url }),
        None => json!({ "title": name }),
    };
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": "comity-export",
        "title": "Standings, chairs and acts of international organisations, with the words that prove them",
        "description": "As of three clocks: the day in the world (on), the day until which sources are believed (known), and the instant of the record (recorded). Days are EDTF: 2023 is some day of 2023.",
        "homepage": about.options.origin,
        "sources": sources.iter().map(source).collect::<Vec<_>>(),
        "comity": losses.value(about),
        "resources": resources,
    });
    // The newest entry that it draws from: the same record gives the same bytes.
    if let Some(newest) = newest {
        package["created"] = json!(newest);
    }
    if let Some(licence) = &about.options.licence {
        package["licenses"] = json!([{ "name": licence }]);
    }
    package
}

impl<W: Write> Sink for Package<'_, W> {
    fn take(&mut self, sheet: &Sheet, _: &mut Losses) -> Result<(), ExportError> {
        self.party(&sheet.org)?;
        for (digest, document) in &sheet.documents {
            self.document(digest, document, sheet.recorded(document.entry))?;
        }
        for line in &sheet.standings {
            self.standing(sheet, line)?;
        }
        for line in &sheet.chairs {
            self.chair(sheet, line)?;
        }
        sheet.acts.iter().try_for_each(|it| self.act(sheet, it))
    }
}
