//! JSON-LD: claims as entities of PROV, derived from the exact words of documents; acts, standings and chairs derived from
//! claims. Days of the world, of knowledge and of the record are three properties. A plan is never an activity.

use std::collections::HashSet;
use std::io::Write;

use comity_model::Stage;
use comity_record::EntryId;
use comity_record::answer::{ActLine, ChairLine, DocumentAnswer, Holds, Named, Said, StandingLine, Words};
use serde_json::{Map, Value, json};

use crate::party::{self, Kind};
use crate::sheet::{Line, Sheet, in_force, is_done, word};
use crate::{About, Code, ExportError, Losses, Sink, address};

/// What this form can lose.
pub(crate) const LOSSES: &[Code] = &[
    Code::Text,
    Code::Quotations,
    Code::OfficesAndMeetings,
    Code::TakenBack,
    Code::OtherDays,
    Code::Forecasts,
];

/// Code points before and after quoted words that tell them from the same words elsewhere.
const AROUND: usize = 32;

/// Writes one node after the other.
pub(crate) struct Prov<'a, W: Write> {
    out: W,
    about: &'a About<'a>,
    told: HashSet<String>,
}

impl<'a, W: Write> Prov<'a, W> {
    pub(crate) fn begin(mut out: W, about: &'a About<'a>) -> Result<Prov<'a, W>, ExportError> {
        out.write_all(b"{\"@context\":")?;
        serde_json::to_writer(&mut out, &context(&about.options.origin))?;
        out.write_all(b",\"@graph\":[\n")?;
        let mut prov = Prov { out, about, told: HashSet::new() };
        let it = &about.as_of;
        // The first node has no comma before it: all others have.
        let export = json!({
            "@id": "#export", "@type": ["prov:Bundle", "prov:Entity"],
            "on": it.on, "known": it.known, "asRecorded": it.recorded, "entries": it.entries,
            "prefers": it.policy.order.iter().map(word).collect::<Vec<_>>(),
        });
        prov.told.insert("#export".to_owned());
        serde_json::to_writer(&mut prov.out, &bare(export))?;
        prov.node("#comity", || json!({ "@id": "#comity", "@type": ["prov:Agent", "prov:SoftwareAgent"], "rdfs:label": "comity" }))?;
        Ok(prov)
    }

    pub(crate) fn finish(mut self, losses: &Losses) -> Result<(), ExportError> {
        let value = losses.value(self.about);
        self.node("#losses", || {
            json!({ "@id": "#losses", "@type": "Losses", "of": "#export", "comity:losses": { "@type": "@json", "@value": value } })
        })?;
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }

    /// Writes a node, once.
    fn node(&mut self, id: &str, make: impl FnOnce() -> Value) -> Result<(), ExportError> {
        if !self.told.insert(id.to_owned()) {
            return Ok(());
        }
        self.out.write_all(b",\n")?;
        serde_json::to_writer(&mut self.out, &bare(make()))?;
        Ok(())
    }

    /// A party as an agent; its address.
    fn party(&mut self, it: &Named) -> Result<String, ExportError> {
        let id = address::thing(&it.id);
        let kind = match Kind::of(&it.id) {
            Kind::Organisation => Some("org:FormalOrganization"),
            Kind::Body => Some("org:OrganizationalUnit"),
            Kind::Person => Some("prov:Person"),
            Kind::State | Kind::Territory | Kind::Unknown => None,
        };
        let parent = party::parent(&it.id).map(|it| party::named(self.about.names, &self.about.as_of, &it));
        let unit_of = parent.as_ref().map(|it| self.party(it)).transpose()?;
        self.node(&id, || {
            let kinds: Vec<&str> = std::iter::once("prov:Agent").chain(kind).collect();
            json!({ "@id": id, "@type": kinds, "rdfs:label": it.name, "comity:id": it.id, "org:unitOf": unit_of })
        })?;
        Ok(id)
    }

    fn some_party(&mut self, it: Option<&Named>) -> Result<Option<String>, ExportError> {
        it.map(|it| self.party(it)).transpose()
    }

    /// Whoever published something, or is cited.
    fn publisher(&mut self, name: &str) -> Result<String, ExportError> {
        let id = format!("#source-{}", address::encode(name));
        self.node(&id, || json!({ "@id": id, "@type": "prov:Agent", "rdfs:label": name }))?;
        Ok(id)
    }

    fn document(&mut self, digest: &str, it: &DocumentAnswer, recorded: &str) -> Result<(), ExportError> {
        let id = address::document(digest);
        if self.told.contains(&id) {
            return Ok(());
        }
        let publisher = self.publisher(&it.source.name)?;
        let mut cited = Vec::new();
        for name in &it.source.chain {
            cited.push(self.publisher(name)?);
        }
        let primary = it.copy_of.as_ref().map(|it| address::document(it));
        let url = it.source.url.as_deref().filter(|it| it.starts_with("http"));
        let published = it.frame.published.as_ref().map(|it| it.edtf.clone());
        self.node(&id, || {
            json!({
                "@id": id, "@type": ["prov:Entity", "Document"], "digest": digest, "dcterms:title": it.frame.title,
                "dcterms:language": (!it.frame.lang.is_empty()).then_some(&it.frame.lang),
                "dcterms:issued": published, "known": it.known, "prov:wasAttributedTo": publisher, "cites": cited,
                "prov:wasDerivedFrom": primary, "dcterms:source": url,
            })
        })?;
        let run = format!("{id}#reading");
        self.node(&run, || {
            json!({
                "@id": run, "@type": ["prov:Activity", "Reading"], "prov:used": id,
                "prov:wasAssociatedWith": "#comity", "prov:endedAtTime": instant(recorded),
            })
        })
    }

    /// Words that prove something, as an annotation of the document; its address.
    fn words(&mut self, sheet: &Sheet, said: &Said, n: usize, it: &Words) -> Result<String, ExportError> {
        let claim = claim_id(said.entry);
        let id = format!("{claim}-words-{n}");
        let Some((digest, document)) = it.document.as_ref().and_then(|it| sheet.documents.get_key_value(it))
        else {
            self.node(&id, || json!({ "@id": id, "@type": ["prov:Entity", "Words"], "prov:value": it.text, "rule": it.rule }))?;
            return Ok(id);
        };
        let source = address::document(digest);
        self.node(&id, || {
            let mut selectors = Vec::new();
            if let Some(span) = it.span {
                let chars = document.text.chars();
                let before: String = chars.clone().skip(span.start.saturating_sub(AROUND)).take(span.start.min(AROUND)).collect();
                let after: String = chars.skip(span.end).take(AROUND).collect();
                selectors.push(json!({ "@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end }));
                selectors.push(json!({ "@type": "oa:TextQuoteSelector", "oa:exact": it.text, "oa:prefix": before, "oa:suffix": after }));
            }
            json!({
                "@id": id, "@type": ["prov:Entity", "oa:Annotation", "Words"], "prov:value": it.text,
                "prov:wasQuotedFrom": source, "oa:motivatedBy": "oa:identifying", "oa:hasBody": claim, "rule": it.rule,
                "oa:hasTarget": { "@type": "oa:SpecificResource", "oa:hasSource": source, "oa:hasSelector": selectors },
            })
        })?;
        Ok(id)
    }

    /// What one source says, as an entity; its address.
    fn claim(&mut self, sheet: &Sheet, said: &Said) -> Result<String, ExportError> {
        let id = claim_id(said.entry);
        if self.told.contains(&id) {
            return Ok(id);
        }
        let mut words = Vec::new();
        for (n, it) in said.words.iter().enumerate() {
            words.push(self.words(sheet, said, n, it)?);
        }
        let document = said
            .words
            .iter()
            .find_map(|it| it.document.as_ref())
            .filter(|it| sheet.documents.contains_key(*it));
        let run = document.map(|it| format!("{}#reading", address::document(it)));
        let source = self.publisher(&said.source)?;
        let origin = self.publisher(&said.origin)?;
        let party = said.party.as_ref().map(|it| party::named(self.about.names, &self.about.as_of, it));
        let party = self.some_party(party.as_ref())?;
        let kind = match word(&said.form).as_str() {
            "filing" => "Filing",
            "row" => "Row",
            _ => "Claim",
        };
        let url = said.url.as_deref().filter(|it| it.starts_with("http"));
        let replaces = sheet.entry(said.entry).and_then(|it| it.replaces).map(claim_id);
        self.node(&id, || {
            json!({
                "@id": id, "@type": ["prov:Entity", kind], "kind": said.kind, "stage": said.stage, "stance": said.stance,
                "party": party, "from": said.from, "until": said.until, "decidedOn": said.on,
                "known": said.known, "prov:generatedAtTime": instant(&sheet.recorded(said.entry)),
                "prov:wasDerivedFrom": words, "prov:wasGeneratedBy": run, "prov:wasAttributedTo": source,
                "goesBackTo": origin, "rank": said.rank, "unverified": said.unverified.then_some(true),
                "prov:wasRevisionOf": replaces, "dcterms:source": url,
            })
        })?;
        Ok(id)
    }

    fn claims(&mut self, sheet: &Sheet, said: &[Said]) -> Result<Vec<String>, ExportError> {
        said.iter().map(|it| self.claim(sheet, it)).collect()
    }

    fn standing(&mut self, sheet: &Sheet, line: &Line<StandingLine>) -> Result<(), ExportError> {
        let it = &line.it;
        let (party, org) = (self.party(&it.party)?, self.party(&it.org)?);
        let claims = self.claims(sheet, &it.said)?;
        let id = fragment(&line.id);
        // Only what certainly is in force is a membership to whoever reads no further than the types.
        let held = in_force(it);
        let overlay = it.class.is_some_and(comity_model::Class::is_overlay);
        let kinds =
            ["prov:Entity", "Standing"].into_iter().chain((held && !overlay).then_some("org:Membership"));
        let role = address_of_role(&it.org.id, &it.standing);
        if held && !overlay {
            self.node(&role, || json!({ "@id": role, "@type": "org:Role", "rdfs:label": it.standing }))?;
        }
        let mut node = json!({
            "@id": id, "@type": kinds.collect::<Vec<_>>(), "party": party, "organisation": org, "standing": it.standing,
            "class": it.class, "holds": it.holds, "stage": it.stage, "from": it.from, "until": it.until,
            "disputed": it.disputed, "unverified": it.unverified.then_some(true), "independentSources": it.sources,
            "prov:wasDerivedFrom": claims,
        });
        if held && !overlay {
            node["org:member"] = json!(party);
            node["org:organization"] = json!(org);
            node["org:role"] = json!(role);
        }
        self.node(&id, || node)
    }

    fn chair(&mut self, sheet: &Sheet, line: &Line<ChairLine>) -> Result<(), ExportError> {
        let it = &line.it;
        let place = self.party(it.body.as_ref().unwrap_or(&sheet.org))?;
        let holder = self.some_party(it.holder.as_ref())?;
        let claims = self.claims(sheet, &it.said)?;
        let id = fragment(&line.id);
        let held = it.holds == Some(Holds::Certainly)
            && it.stage == Stage::InForce
            && !it.overruled
            && holder.is_some();
        let mut node = json!({
            "@id": id, "@type": ["prov:Entity", "Chair"], "party": holder, "organisation": place, "role": it.role,
            "holds": it.holds, "stage": it.stage, "from": it.from, "until": it.until, "disputed": it.disputed,
            "overruled": it.overruled, "unverified": it.unverified.then_some(true),
            "independentSources": it.sources, "prov:wasDerivedFrom": claims,
        });
        if held {
            let role = address_of_role(&it.body.as_ref().unwrap_or(&sheet.org).id, &it.role);
            self.node(&role, || json!({ "@id": role, "@type": "org:Role", "rdfs:label": it.role }))?;
            node["@type"] = json!(["prov:Entity", "Chair", "org:Membership"]);
            node["org:member"] = node["party"].clone();
            node["org:organization"] = json!(place);
            node["org:role"] = json!(role);
        }
        self.node(&id, || node)
    }

    fn act(&mut self, sheet: &Sheet, it: &ActLine) -> Result<(), ExportError> {
        let act = &it.act;
        let id = address::act(&act.id);
        let party = self.some_party(it.party.as_ref())?;
        let org = self.some_party(it.org.as_ref())?;
        let body = self.some_party(act.body.as_ref().map(party::of).as_ref())?;
        let agent = self.some_party(act.agent.named().map(party::of).as_ref())?;
        let proposer = self.some_party(act.proposer.as_ref().map(party::of).as_ref())?;
        let claims = self.claims(sheet, &it.said)?;
        let done = is_done(it).then(|| format!("{id}#done"));
        self.node(&id, || {
            json!({
                "@id": id, "@type": ["prov:Entity", "Act"], "comity:id": act.id, "kind": act.kind, "stage": act.stage,
                "pending": it.pending, "disputed": it.disputed, "unverified": it.unverified.then_some(true),
                "organisation": org, "body": body, "party": party, "agent": agent, "proposer": proposer,
                "standing": act.standing, "class": act.class, "object": act.object, "place": act.place,
                "decidedOn": act.decided_on, "from": act.effective_on, "until": act.effective_until,
                "independentSources": it.sources, "prov:wasDerivedFrom": claims, "tellsOf": done,
            })
        })?;
        let Some(done) = done else { return Ok(()) };
        let mut with: Vec<String> = agent.into_iter().chain(body).chain(org).collect();
        with.dedup();
        self.node(&done, || {
            json!({
                "@id": done, "@type": ["prov:Activity", "ActDone"], "kind": act.kind, "stage": act.stage,
                "prov:wasAssociatedWith": with, "decidedOn": act.decided_on, "from": act.effective_on, "until": act.effective_until,
            })
        })
    }
}

impl<W: Write> Sink for Prov<'_, W> {
    fn take(&mut self, sheet: &Sheet, _: &mut Losses) -> Result<(), ExportError> {
        for (digest, document) in &sheet.documents {
            self.document(digest, document, &sheet.recorded(document.entry))?;
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

/// A claim, on the page of its act.
fn claim_id(entry: EntryId) -> String {
    format!("{0}#claim-{entry}", address::act(&entry.to_string()))
}

fn fragment(id: &str) -> String {
    format!("#{}", address::encode(id))
}

fn address_of_role(place: &str, role: &str) -> String {
    format!("#role-{}-{}", address::encode(place), address::encode(role))
}

/// An instant, where there is one.
fn instant(text: &str) -> Option<&str> {
    Some(text).filter(|it| !it.is_empty())
}

/// A node without the properties that it does not have.
fn bare(node: Value) -> Value {
    let Value::Object(fields) = node else { return node };
    let has = |it: &Value| !it.is_null() && it.as_array().is_none_or(|it| !it.is_empty());
    Value::Object(fields.into_iter().filter(|(_, it)| has(it)).collect::<Map<_, _>>())
}

/// The words of the nodes. Days are EDTF, instants XML Schema; words of comity itself have a name space of their own.
fn context(origin: &str) -> Value {
    let mut context = json!({
        "@version": 1.1,
        "@base": format!("{origin}/"),
        "@vocab": "urn:x-comity:",
        "comity": "urn:x-comity:",
        "prov": "http://www.w3.org/ns/prov#",
        "org": "http://www.w3.org/ns/org#",
        "oa": "http://www.w3.org/ns/oa#",
        "dcterms": "http://purl.org/dc/terms/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
    });
    let links = [
        "prov:used",
        "prov:wasAssociatedWith",
        "prov:wasAttributedTo",
        "prov:wasDerivedFrom",
        "prov:wasGeneratedBy",
        "prov:wasQuotedFrom",
        "prov:wasRevisionOf",
        "oa:motivatedBy",
        "oa:hasBody",
        "oa:hasSource",
        "org:member",
        "org:organization",
        "org:role",
        "org:unitOf",
        "dcterms:source",
    ];
    for name in links {
        context[name] = json!({ "@type": "@id" });
    }
    for name in ["agent", "body", "cites", "goesBackTo", "of", "organisation", "party", "proposer", "tellsOf"]
    {
        context[name] = json!({ "@id": format!("comity:{name}"), "@type": "@id" });
    }
    for name in ["on", "known", "from", "until", "decidedOn"] {
        context[name] = json!({ "@id": format!("comity:{name}"), "@type": "edtf:EDTF" });
    }
    context["dcterms:issued"] = json!({ "@type": "edtf:EDTF" });
    context["asRecorded"] = json!({ "@id": "comity:asRecorded", "@type": "xsd:dateTime" });
    for name in ["prov:generatedAtTime", "prov:endedAtTime"] {
        context[name] = json!({ "@type": "xsd:dateTime" });
    }
    for name in ["oa:start", "oa:end"] {
        context[name] = json!({ "@type": "xsd:nonNegativeInteger" });
    }
    context
}
