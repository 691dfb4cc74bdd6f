//! An act as a person writes it, and an act as one claim has it.

use comity_atlas::Atlas;
use comity_model::{Act, Agent, Claim, Class, Day, Diagnostic, Kind, PartyRef, Place, Stage};
use serde::Deserialize;

/// The fields of an act's file; parties by id, or by name where the atlas has none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Fields {
    #[serde(default)]
    id: Option<String>,
    kind: Kind,
    stage: Stage,
    #[serde(default)]
    org: Option<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    agent: Option<String>,
    #[serde(default)]
    party: Option<String>,
    #[serde(default)]
    standing: Option<String>,
    #[serde(default)]
    class: Option<Class>,
    #[serde(default)]
    object: Option<String>,
    #[serde(default)]
    proposer: Option<String>,
    #[serde(default)]
    place: Option<String>,
    #[serde(default, alias = "decided_on")]
    decided_on: Option<Day>,
    #[serde(default, alias = "effective_on")]
    effective_on: Option<Day>,
    #[serde(default, alias = "effective_until")]
    effective_until: Option<Day>,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    against: Vec<String>,
    // What only filing needs: from when it could be known, who files it, what proves it.
    #[serde(default, alias = "published_on")]
    #[allow(dead_code)]
    published_on: Option<Day>,
    #[serde(default)]
    #[allow(dead_code)]
    by: Option<String>,
    #[serde(default)]
    #[allow(dead_code)]
    instrument: Option<toml::Table>,
}

/// Reads an act from TOML; what is wrong has its place.
pub fn filing(path: &str, text: &str) -> Result<Act, Diagnostic> {
    let fields: Fields = toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let place = Place::of(path, text, span.start, span.end);
        Diagnostic::error("bad-act", error.message().replace('\n', " "), Some(place))
            .hint("give `kind` and `stage`, days as `2025-10-10`, parties by id such as `state:KZ`")
    })?;
    Ok(act(fields))
}

fn act(fields: Fields) -> Act {
    let party = |it: Option<String>| it.map(|it| named(&it));
    Act {
        id: fields.id.unwrap_or_default(),
        kind: fields.kind,
        stage: fields.stage,
        org: party(fields.org),
        body: party(fields.body),
        party: party(fields.party),
        standing: fields.standing,
        class: fields.class,
        agent: party(fields.agent).map_or_else(Agent::unstated, Agent::Named),
        object: fields.object,
        proposer: party(fields.proposer),
        place: fields.place,
        decided_on: fields.decided_on,
        effective_on: fields.effective_on,
        effective_until: fields.effective_until,
        absent: fields.absent.iter().map(|it| named(it)).collect(),
        against: fields.against.iter().map(|it| named(it)).collect(),
        claims: Vec::new(),
    }
}

/// The party of an id of the atlas; otherwise one that has only a name.
fn named(text: &str) -> PartyRef {
    let atlas = Atlas::shipped();
    match atlas.by_id(text) {
        Some(entity) => {
            PartyRef { id: Some(text.to_owned()), name: atlas.entity(entity).name.to_owned(), span: None }
        }
        None if text.contains(':') => {
            PartyRef { id: Some(text.to_owned()), name: text.to_owned(), span: None }
        }
        None => PartyRef { id: None, name: text.to_owned(), span: None },
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
        claims: Vec::new(),
    }
}
