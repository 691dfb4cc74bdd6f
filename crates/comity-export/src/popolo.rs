//! Popolo: what certainly is in force, as memberships of organisations and persons, and chairs as posts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use comity_model::{Class, Stage};
use comity_record::answer::{ChairLine, Holds, Named, Said, StandingLine};
use serde_json::{Map, Value, json};

use crate::party::{self, Kind};
use crate::sheet::{Line, Sheet, in_force, one_line, word};
use crate::{About, Code, ExportError, Losses, Sink, address, day};

/// What this form can lose.
pub(crate) const LOSSES: &[Code] = &[
    Code::Stage,
    Code::Ahead,
    Code::Uncertain,
    Code::Overlay,
    Code::Former,
    Code::Overruled,
    Code::Vacant,
    Code::UnknownParty,
    Code::Act,
    Code::DayWithoutYear,
    Code::EndOfPartial,
    Code::Dispute,
    Code::OtherVoices,
    Code::Offsets,
    Code::Recorded,
    Code::Preference,
    Code::Text,
    Code::Quotations,
    Code::OfficesAndMeetings,
    Code::TakenBack,
    Code::OtherDays,
    Code::Forecasts,
];

/// Writes memberships as they come; whom they name, and posts, follow at the end.
pub(crate) struct Popolo<'a, W: Write> {
    out: W,
    about: &'a About<'a>,
    first: bool,
    named: BTreeMap<String, Named>,
    posts: BTreeMap<String, Value>,
}

impl<'a, W: Write> Popolo<'a, W> {
    pub(crate) fn begin(mut out: W, about: &'a About<'a>) -> Result<Popolo<'a, W>, ExportError> {
        out.write_all(b"{\"memberships\":[")?;
        Ok(Popolo { out, about, first: true, named: BTreeMap::new(), posts: BTreeMap::new() })
    }

    pub(crate) fn finish(mut self, losses: &Losses) -> Result<(), ExportError> {
        let mut organisations = Vec::new();
        let mut persons = Vec::new();
        let parents: BTreeSet<String> = self.named.keys().filter_map(|it| party::parent(it)).collect();
        for id in parents {
            let named = party::named(self.about.names, &self.about.as_of, &id);
            self.named.entry(id).or_insert(named);
        }
        for it in self.named.values() {
            match Kind::of(&it.id) {
                Kind::Person => persons.push(json!({ "id": it.id, "name": it.name })),
                _ => organisations.push(organisation(it)),
            }
        }
        let posts: Vec<&Value> = self.posts.values().collect();
        self.out.write_all(b"],\"posts\":")?;
        serde_json::to_writer(&mut self.out, &posts)?;
        self.out.write_all(b",\"organizations\":")?;
        serde_json::to_writer(&mut self.out, &organisations)?;
        self.out.write_all(b",\"persons\":")?;
        serde_json::to_writer(&mut self.out, &persons)?;
        self.out.write_all(b",\"comity\":")?;
        serde_json::to_writer(&mut self.out, &losses.value(self.about))?;
        self.out.write_all(b"}\n")?;
        self.out.flush()?;
        Ok(())
    }

    fn membership(&mut self, it: &Value) -> Result<(), ExportError> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut self.out, it)?;
        Ok(())
    }

    /// The parts of a membership that say who, from when to when, and by whom it is said.
    fn base(
        &mut self,
        id: &str,
        member: &Named,
        org: &Named,
        days: [Option<String>; 2],
        said: &[Said],
    ) -> Map<String, Value> {
        self.named.entry(member.id.clone()).or_insert_with(|| member.clone());
        self.named.entry(org.id.clone()).or_insert_with(|| org.clone());
        let mut it = Map::new();
        it.insert("id".to_owned(), json!(id));
        match Kind::of(&member.id) {
            Kind::Person => it.insert("person_id".to_owned(), json!(member.id)),
            _ => it.insert("member".to_owned(), organisation(member)),
        };
        it.insert("organization_id".to_owned(), json!(org.id));
        for (name, day) in ["start_date", "end_date"].into_iter().zip(days) {
            if let Some(day) = day {
                it.insert(name.to_owned(), json!(day));
            }
        }
        let sources: Vec<Value> =
            said.iter().filter(|it| carries(it)).flat_map(|it| self.sources(it)).collect();
        it.insert("sources".to_owned(), Value::Array(sources));
        it
    }

    /// Where something was taken from; the place of the words fits only a note.
    fn sources(&self, said: &Said) -> Vec<Value> {
        let page = |path: String| format!("{}{path}", self.about.options.origin);
        let url = said.url.clone().filter(|it| it.starts_with("http"));
        let entry = || page(address::act(&said.entry.to_string()));
        if said.words.is_empty() {
            return vec![json!({ "url": url.unwrap_or_else(entry), "note": said.source })];
        }
        let source = |it: &comity_record::answer::Words| {
            let words = one_line(&it.text);
            let (place, own) = match (&it.document, it.span) {
                (Some(document), Some(span)) => (
                    format!("code points {} to {} of {document}: ", span.start, span.end),
                    page(address::document(document)),
                ),
                _ => (String::new(), entry()),
            };
            let from = said.from.or(said.on).map_or_else(String::new, |it| format!(", from {it}"));
            let note = format!("{}{from}, known {}: {place}{words}", said.source, said.known);
            json!({ "url": url.clone().unwrap_or(own), "note": note })
        };
        said.words.iter().map(source).collect()
    }

    fn standing(
        &mut self,
        sheet: &Sheet,
        line: &Line<StandingLine>,
        losses: &mut Losses,
    ) -> Result<(), ExportError> {
        let it = &line.it;
        if let Some(code) = standing_left_out(it) {
            losses.leave_standing(code, line);
            return Ok(());
        }
        if Kind::of(&it.party.id) == Kind::Unknown {
            losses.leave_standing(Code::UnknownParty, line);
            return Ok(());
        }
        let days = [day::first(it.from, losses), day::last(it.until, losses)];
        let mut membership = self.base(&line.id, &it.party, &it.org, days, &it.said);
        membership.insert("role".to_owned(), json!(it.standing));
        let extension = json!({
            "class": it.class.as_ref().map(word), "stage": word(&it.stage), "from": it.from, "until": it.until,
            "overlays": sheet.overlays(&it.party.id), "disputed": it.disputed, "unverified": it.unverified,
            "sources": it.sources,
        });
        membership.insert("comity".to_owned(), extension);
        voices(&it.said, it.disputed, losses);
        self.membership(&Value::Object(membership))
    }

    fn chair(
        &mut self,
        sheet: &Sheet,
        line: &Line<ChairLine>,
        losses: &mut Losses,
    ) -> Result<(), ExportError> {
        let it = &line.it;
        let holder = match (chair_left_out(it), &it.holder) {
            (None, Some(holder)) if Kind::of(&holder.id) != Kind::Unknown => holder,
            (None, Some(_)) => {
                losses.leave_chair(Code::UnknownParty, line);
                return Ok(());
            }
            (code, _) => {
                losses.leave_chair(code.unwrap_or(Code::Vacant), line);
                return Ok(());
            }
        };
        let place = it.body.as_ref().unwrap_or(&sheet.org);
        let post = format!("post:{}/{}", place.id, it.role);
        self.posts.entry(post.clone()).or_insert_with(|| {
            json!({ "id": post, "label": format!("{}, {}", it.role, place.name), "role": it.role, "organization_id": place.id })
        });
        let days = [day::first(it.from, losses), day::last(it.until, losses)];
        let mut membership = self.base(&line.id, holder, place, days, &it.said);
        membership.insert("role".to_owned(), json!(it.role));
        membership.insert("post_id".to_owned(), json!(post));
        let extension = json!({
            "stage": word(&it.stage), "from": it.from, "until": it.until,
            "disputed": it.disputed, "unverified": it.unverified, "sources": it.sources,
        });
        membership.insert("comity".to_owned(), extension);
        voices(&it.said, it.disputed, losses);
        self.membership(&Value::Object(membership))
    }
}

impl<W: Write> Sink for Popolo<'_, W> {
    fn take(&mut self, sheet: &Sheet, losses: &mut Losses) -> Result<(), ExportError> {
        self.named.entry(sheet.org.id.clone()).or_insert_with(|| sheet.org.clone());
        for line in &sheet.standings {
            self.standing(sheet, line, losses)?;
        }
        for line in &sheet.chairs {
            self.chair(sheet, line, losses)?;
        }
        for act in &sheet.acts {
            losses.leave_act(Code::Act, act);
        }
        Ok(())
    }
}

fn organisation(it: &Named) -> Value {
    let kind = Kind::of(&it.id).word();
    let kind = if kind == "organisation" { "organization" } else { kind };
    let mut value = json!({ "id": it.id, "name": it.name, "classification": kind });
    if let Some(parent) = party::parent(&it.id) {
        value["parent_id"] = json!(parent);
    }
    value
}

/// Whether a source says that it is in force.
pub(crate) fn carries(it: &Said) -> bool {
    use comity_model::Stance;
    matches!(it.stance, Stance::Affirms | Stance::Reports)
        && matches!(it.stage, Stage::InForce | Stage::Ended)
}

/// Counts what forms lose that have one value for each thing.
pub(crate) fn voices(said: &[Said], disputed: bool, losses: &mut Losses) {
    losses.count_by(Code::OtherVoices, said.iter().filter(|it| !carries(it)).count());
    losses.count_by(
        Code::Offsets,
        said.iter().filter(|it| carries(it)).flat_map(|it| &it.words).filter(|it| it.span.is_some()).count(),
    );
    losses.count_by(Code::Dispute, usize::from(disputed));
}

/// Why a form without stages leaves a standing out.
pub(crate) fn standing_left_out(it: &StandingLine) -> Option<Code> {
    match it.holds {
        Holds::Ahead if it.stage == Stage::InForce => return Some(Code::Ahead),
        Holds::Possibly if it.stage == Stage::InForce => return Some(Code::Uncertain),
        _ if !in_force(it) => return Some(Code::Stage),
        _ => {}
    }
    match it.class {
        Some(Class::Former) => Some(Code::Former),
        Some(class) if class.is_overlay() => Some(Code::Overlay),
        _ => None,
    }
}

/// Why a form without stages leaves a term out. A term that is over was in force.
pub(crate) fn chair_left_out(it: &ChairLine) -> Option<Code> {
    if it.overruled {
        return Some(Code::Overruled);
    }
    if !matches!(it.stage, Stage::InForce | Stage::Ended) {
        return Some(Code::Stage);
    }
    match it.holds {
        Some(Holds::Ahead) => Some(Code::Ahead),
        Some(Holds::Possibly) => Some(Code::Uncertain),
        Some(Holds::Certainly) | None => it.holder.is_none().then_some(Code::Vacant),
        Some(_) => Some(Code::Stage),
    }
}
