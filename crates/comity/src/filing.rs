//! An act as a person writes it, with what proves it; and an act as one claim has it.

use std::sync::Arc;

use comity_model::{Act, Agent, Apart, Claim, Class, Day, Diagnostic, How, Kind, PartyRef, Place, Stage};
use comity_record::{Body, Entry, Filing, Names, Source, SourceKind};
use serde::Deserialize;
use toml::Spanned;

use crate::record::AtlasNames;

/// The fields of an act's file; parties by id or by name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Fields {
    #[serde(default)]
    id: String,
    kind: Spanned<Kind>,
    stage: Stage,
    org: Option<Spanned<String>>,
    body: Option<Spanned<String>>,
    agent: Option<Spanned<String>>,
    party: Option<Spanned<String>>,
    standing: Option<String>,
    class: Option<Class>,
    object: Option<String>,
    proposer: Option<Spanned<String>>,
    place: Option<String>,
    #[serde(alias = "decided_on")]
    decided_on: Option<Day>,
    #[serde(alias = "effective_on")]
    effective_on: Option<Day>,
    #[serde(alias = "effective_until")]
    effective_until: Option<Day>,
    /// Members that were absent from the decision.
    #[serde(default)]
    absent: Vec<Spanned<String>>,
    /// Members that were against it.
    #[serde(default)]
    against: Vec<Spanned<String>>,
    /// Members that it binds otherwise than the others.
    #[serde(default)]
    apart: Vec<Other>,
    /// Whose consent it needed.
    #[serde(default)]
    consent: Vec<Spanned<String>>,
    /// Applied without being in force yet.
    #[serde(default)]
    provisional: bool,
    #[serde(alias = "published_on")]
    published_on: Option<Day>,
    by: Option<String>,
    instrument: Option<Instrument>,
}

/// A member that an act binds otherwise than the others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    party: Spanned<String>,
    how: How,
    words: Option<String>,
}

/// What proves an act that a person files.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// What it is called.
    pub name: String,
    /// Its words.
    pub text: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// An act as a file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed {
    /// The act.
    pub act: Act,
    /// Where it stands: the line of its kind.
    pub place: Place,
    /// The day from which the instrument could be read.
    pub published_on: Option<Day>,
    /// Who files it.
    pub by: Option<String>,
    /// What proves it.
    pub instrument: Option<Instrument>,
}

/// Reads an act from TOML; what is wrong has its place.
pub fn filing(path: &str, text: &str) -> Result<Filed, Diagnostic> {
    let place = |at: std::ops::Range<usize>| Place::of(path, text, at.start, at.end);
    let fields: Fields = toml::from_str(text).map_err(|error| {
        let message = error.message().replace('\n', " ");
        Diagnostic::error("bad-act", message, Some(place(error.span().unwrap_or(0..0))))
            .hint("give `kind` and `stage`, days as `2025-10-10`, parties by name or id; docs/adding/act.md shows an act")
    })?;
    let party = |it: &Spanned<String>| {
        named(it.get_ref()).map_err(|several| {
            let message = format!("`{}` can be several", it.get_ref());
            Diagnostic::error("ambiguous-party", message, Some(place(it.span())))
                .hint(format!("use one of {}", several.join(", ")))
        })
    };
    let one = |it: Option<&Spanned<String>>| it.map(party).transpose();
    let act = Act {
        id: fields.id,
        kind: *fields.kind.get_ref(),
        stage: fields.stage,
        org: one(fields.org.as_ref())?,
        body: one(fields.body.as_ref())?,
        party: one(fields.party.as_ref())?,
        standing: fields.standing,
        class: fields.class,
        agent: one(fields.agent.as_ref())?.map_or_else(Agent::unstated, Agent::Named),
        object: fields.object,
        proposer: one(fields.proposer.as_ref())?,
        place: fields.place,
        decided_on: fields.decided_on,
        effective_on: fields.effective_on,
        effective_until: fields.effective_until,
        absent: fields.absent.iter().map(party).collect::<Result<_, _>>()?,
        against: fields.against.iter().map(party).collect::<Result<_, _>>()?,
        apart: fields
            .apart
            .iter()
            .map(|it| Ok(Apart { party: party(&it.party)?, how: it.how, words: it.words.clone() }))
            .collect::<Result<_, _>>()?,
        consent: fields.consent.iter().map(party).collect::<Result<_, _>>()?,
        provisional: fields.provisional,
        claims: Vec::new(),
    };
    let kind = fields.kind.span();
    let line = text[..kind.start].rfind('\n').map_or(0, |it| it + 1);
    Ok(Filed {
        act,
        place: place(line..kind.end),
        published_on: fields.published_on,
        by: fields.by,
        instrument: fields.instrument,
    })
}

impl Filed {
    /// The entry that a record takes in. Refused without an organisation, without who files it, and without the words of
    /// what proves it; an instrument that does not say when it could be read counts from `today`.
    pub fn entry(self, today: Day) -> Result<Entry, Diagnostic> {
        let place = self.place;
        let missing = |what: &str, hint: &str| {
            Err(Diagnostic::error("missing-field", format!("the act has no {what}"), Some(place.clone()))
                .hint(hint))
        };
        if self.act.org.is_none() {
            return missing("`org`", "add `org = …`, the organisation it is an act of");
        }
        let Some(by) = self.by else { return missing("`by`", "add `by = …`, who files it") };
        let proved = self.instrument.filter(|it| !it.text.trim().is_empty());
        let Some(Instrument { name, text, url }) = proved else {
            return missing(
                "words of its instrument",
                "quote under [instrument] the text that proves the act",
            );
        };
        let (id, kind) = (name.clone(), SourceKind::Instrument);
        let source = Source { id, name: name.clone(), kind, url: url.clone(), ..Source::default() };
        let filing = Filing { act: self.act, evidence: text, instrument: name, url, by };
        let known = self.published_on.unwrap_or(today);
        Ok(Entry { source: Arc::new(source), known, body: Body::Filing(filing) })
    }
}

/// Whom a name or id means: one outside the atlas is kept as written; several are an error.
fn named(text: &str) -> Result<PartyRef, Vec<String>> {
    let found = AtlasNames.find(text);
    match found.as_slice() {
        [id] => {
            let name = comity_charter::name_of(id);
            Ok(PartyRef { id: Some(id.clone()), name, span: None })
        }
        [] => {
            let id = text.contains(':').then(|| text.to_owned());
            Ok(PartyRef { id, name: text.to_owned(), span: None })
        }
        _ => Err(found),
    }
}

/// The act that one claim asserts, as if there were no other claim.
pub fn act_of(claim: &Claim) -> Act {
    Act {
        id: claim.id.clone(),
        kind: claim.kind,
        stage: claim.stage,
        org: claim.org.clone(),
        body: claim.body.clone(),
        party: claim.party.clone(),
        standing: claim.standing.clone(),
        class: claim.class,
        agent: claim.agent.clone(),
        object: claim.object.clone(),
        proposer: claim.proposer.clone(),
        place: claim.place.clone(),
        decided_on: claim.when.as_ref().filter(|_| claim.kind != Kind::Chair).map(|it| it.edtf),
        effective_on: match claim.kind {
            Kind::Chair => claim.effective.as_ref().or(claim.when.as_ref()).map(|it| it.edtf),
            _ => claim.effective.as_ref().map(|it| it.edtf),
        },
        effective_until: None,
        absent: Vec::new(),
        against: Vec::new(),
        apart: Vec::new(),
        consent: Vec::new(),
        provisional: false,
        claims: Vec::new(),
    }
}
