//! Linked data of pages, in the words of schema.org: what is certain and undisputed. Stages short of it, evidence and disputes
//! are lost in it.

use comity::Frame as Head;
use serde::Serialize;
use serde_json::{Value, json};

use crate::address;
use crate::answer::{Act, Document, Named, Said, StandingLine, Standings};

const CONTEXT: &str = "https://schema.org";

/// An organisation and who stands in it.
#[derive(Serialize)]
pub(crate) struct Organization<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    identifier: &'a str,
    member: Vec<Role<'a>>,
}

#[derive(Serialize)]
pub(crate) struct Role<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "roleName")]
    name: &'a str,
    #[serde(rename = "startDate")]
    from: Option<&'a str>,
    #[serde(rename = "endDate")]
    until: Option<&'a str>,
    member: Party<'a>,
}

#[derive(Serialize)]
struct Party<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    identifier: &'a str,
    url: String,
}

fn party<'a>(origin: &str, it: &'a Named) -> Party<'a> {
    let kind = match it.id.split(':').next() {
        Some("state") => "Country",
        Some("territory") => "AdministrativeArea",
        Some("person") => "Person",
        _ => "Organization",
    };
    Party { kind, name: &it.name, identifier: &it.id, url: format!("{origin}{}", address::party(&it.id)) }
}

/// Who stands in an organisation.
pub(crate) fn role<'a>(origin: &str, it: &'a StandingLine) -> Role<'a> {
    Role {
        kind: "OrganizationRole",
        name: &it.standing,
        from: it.from.as_deref(),
        until: it.until.as_deref(),
        member: party(origin, &it.party),
    }
}

/// Standings on a day.
pub(crate) fn organisation<'a>(origin: &str, it: &'a Standings) -> Organization<'a> {
    let held = it.standings.iter().filter(|it| it.holds == "certainly" && !it.disputed);
    Organization {
        context: CONTEXT,
        kind: "Organization",
        id: format!("{origin}{}", address::org(&it.subject.id)),
        name: &it.subject.name,
        identifier: &it.subject.id,
        member: held.map(|it| role(origin, it)).collect(),
    }
}

/// A document of the record: who published it and when, without its text.
pub(crate) fn document(origin: &str, it: &Document) -> Value {
    let head: Head = serde_json::from_value(it.document.clone()).unwrap_or_default();
    let author = head.authors.iter().map(|it| json!({ "@type": "Person", "name": it }));
    json!({
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "@id": format!("{origin}{}", address::document(&head.digest)),
        "identifier": head.digest,
        "name": head.title,
        "inLanguage": Some(head.lang).filter(|it| !it.is_empty()),
        "datePublished": head.published.map(|it| it.edtf.to_string()),
        "publisher": { "@type": "Organization", "name": it.source },
        "author": author.collect::<Vec<_>>(),
        "isBasedOn": it.copy_of.as_deref().map(|it| format!("{origin}{}", address::document(it))),
    })
}

/// A person and words that documents have of them, verbatim.
pub(crate) fn person(origin: &str, it: &Said) -> Value {
    let id = format!("{origin}{}", address::person(&it.person.id));
    let direct = it.quotations.iter().filter(|it| it.form == "direct");
    let quotations = direct.map(|it| {
        json!({
            "@type": "Quotation",
            "text": it.text,
            "creator": { "@id": id },
            "isPartOf": format!("{origin}{}", address::words(&it.document, it.start, it.end)),
        })
    });
    let person = json!({ "@type": "Person", "@id": id, "name": it.person.name, "identifier": it.person.id });
    let graph: Vec<Value> = std::iter::once(person).chain(quotations).collect();
    json!({ "@context": CONTEXT, "@graph": graph })
}

/// An act as an action: done, failed, or still to come. What is disputed or short of a decision is only potential.
pub(crate) fn act(origin: &str, it: &Act) -> Value {
    let act = &it.act;
    let status = match act.stage.as_str() {
        _ if act.disputed || act.pending => "PotentialActionStatus",
        "decided" | "in_force" | "ended" => "CompletedActionStatus",
        "rejected" | "superseded" => "FailedActionStatus",
        _ => "PotentialActionStatus",
    };
    let named = |it: &Option<Named>| it.as_ref().map(|it| json!(party(origin, it)));
    json!({
        "@context": CONTEXT,
        "@type": "Action",
        "@id": format!("{origin}{}", address::act(&act.id)),
        "identifier": act.id,
        "name": act.standing.as_ref().or(act.object.as_ref()).map_or_else(|| act.kind.clone(), |it| format!("{} {it}", act.kind)),
        "actionStatus": format!("{CONTEXT}/{status}"),
        "agent": named(&act.agent),
        "participant": named(&act.party),
        "object": named(&act.org),
        "location": act.place,
        "startTime": act.effective_on.as_ref().or(act.decided_on.as_ref()),
        "endTime": act.effective_until,
    })
}
