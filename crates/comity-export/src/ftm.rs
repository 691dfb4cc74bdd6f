//! Statements of FollowTheMoney: who says of whom which property, one line each.

mod entity;
mod key;

use std::collections::HashSet;
use std::io::Write;

use comity_model::{Day, Stance};
use comity_record::answer::{ActLine, ChairLine, Named, Said, StandingLine};
use sha1::{Digest, Sha1};

use crate::party::{self, Kind};
use crate::popolo::{carries, chair_left_out, standing_left_out};
use crate::sheet::{Line, Sheet, is_done, one_line, word};
use crate::{About, Code, ExportError, Losses, Sink, address, day};
use entity::{Entity, Voice};
use key::{dataset, key, seen};

/// What this form can lose.
pub(crate) const LOSSES: &[Code] = &[
    Code::Stage,
    Code::Ahead,
    Code::Uncertain,
    Code::Overlay,
    Code::Former,
    Code::Overruled,
    Code::Vacant,
    Code::DerivedDay,
    Code::DayWithoutYear,
    Code::EndOfPartial,
    Code::Dispute,
    Code::OtherVoices,
    Code::Unverified,
    Code::Offsets,
    Code::Known,
    Code::Preference,
    Code::Text,
    Code::Quotations,
    Code::OfficesAndMeetings,
    Code::TakenBack,
    Code::OtherDays,
    Code::Forecasts,
];

/// Columns of the official form.
const COLUMNS: [&str; 14] = [
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
];

/// The data set of names: what comity itself knows of parties.
const ATLAS: &str = "comity_atlas";

/// Writes statements as they come.
pub(crate) struct Statements<'a, W: Write> {
    out: csv::Writer<W>,
    about: &'a About<'a>,
    told: HashSet<String>,
}

impl<'a, W: Write> Statements<'a, W> {
    pub(crate) fn begin(out: W, about: &'a About<'a>) -> Result<Statements<'a, W>, ExportError> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(COLUMNS)?;
        Ok(Statements { out, about, told: HashSet::new() })
    }

    pub(crate) fn finish(mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }

    fn write(&mut self, entity: &Entity) -> Result<(), ExportError> {
        for ((prop, value, dataset), heard) in &entity.rows {
            let key = format!("{dataset}.{}.{prop}.{value}", entity.id);
            let id: String = Sha1::digest(key.as_bytes()).iter().map(|it| format!("{it:02x}")).collect();
            self.out.write_record([
                &entity.id,
                &entity.id,
                *prop,
                heard.kind,
                entity.schema,
                value,
                dataset,
                heard.origin,
                "",
                "",
                "f",
                &heard.first,
                &heard.last,
                &id,
            ])?;
        }
        Ok(())
    }

    /// A party by its name, once.
    fn party(&mut self, it: &Named) -> Result<(), ExportError> {
        if !self.told.insert(it.id.clone()) {
            return Ok(());
        }
        let by = Voice { dataset: ATLAS.to_owned(), origin: "atlas", seen: String::new() };
        let schema = match Kind::of(&it.id) {
            Kind::State => "PublicBody",
            Kind::Organisation | Kind::Body => "Organization",
            Kind::Person => "Person",
            Kind::Territory | Kind::Unknown => "LegalEntity",
        };
        let mut entity = Entity::new(&key(&it.id), schema);
        entity.exists(&by);
        entity.say("name", "name", &it.name, &by);
        if let Some(code) = it.id.strip_prefix("state:") {
            entity.say("country", "country", &code.to_lowercase(), &by);
        }
        if let Some(parent) = party::parent(&it.id) {
            entity.say("parent", "entity", &key(&parent), &by);
            self.party(&party::named(self.about.names, &self.about.as_of, &parent))?;
        }
        self.write(&entity)
    }

    /// Documents that a sheet cites, each once.
    fn documents(&mut self, sheet: &Sheet) -> Result<(), ExportError> {
        for (digest, it) in &sheet.documents {
            if !self.told.insert(digest.clone()) {
                continue;
            }
            let seen = seen(&sheet.recorded(it.entry));
            let by = Voice { dataset: dataset(&it.source.name), origin: "reader", seen };
            let mut entity = Entity::new(&key(digest), "Article");
            entity.exists(&by);
            entity.say("title", "string", &one_line(it.frame.title.as_deref().unwrap_or_default()), &by);
            entity.say("publisher", "string", &it.source.name, &by);
            let published = it.frame.published.as_ref().and_then(comity_model::Published::day);
            let published = published.filter(|it| it.year.is_some());
            entity.say("publishedAt", "date", &published.map_or_else(String::new, |it| it.to_string()), &by);
            let url = it.source.url.as_deref().filter(|it| it.starts_with("http")).unwrap_or_default();
            entity.say("sourceUrl", "url", url, &by);
            self.write(&entity)?;
        }
        Ok(())
    }

    /// What a source says besides: its address, the document, the words.
    fn proof(entity: &mut Entity, said: &Said, by: &Voice, about: &About<'_>) {
        entity.say("publisher", "string", &said.source, by);
        let url = said.url.as_deref().filter(|it| it.starts_with("http"));
        let own = || format!("{}{}", about.options.origin, address::act(&said.entry.to_string()));
        entity.say("sourceUrl", "url", &url.map_or_else(own, str::to_owned), by);
        for words in &said.words {
            entity.say("summary", "text", &one_line(&words.text), by);
            if let Some(document) = &words.document {
                entity.say("proof", "entity", &key(document), by);
            }
        }
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
        self.party(&it.party)?;
        self.party(&it.org)?;
        let mut entity = Entity::new(&key(&line.id), "Membership");
        for said in it.said.iter().filter(|it| carries(it)) {
            let by = voice(sheet, said);
            entity.exists(&by);
            entity.say("member", "entity", &key(&it.party.id), &by);
            entity.say("organization", "entity", &key(&it.org.id), &by);
            entity.say("role", "string", &it.standing, &by);
            entity.say("status", "string", "in force", &by);
            Statements::<W>::proof(&mut entity, said, &by, self.about);
        }
        if let Some(said) = it.said.first() {
            let by = Voice {
                dataset: dataset(&said.source),
                origin: "record",
                seen: seen(&sheet.recorded(said.entry)),
            };
            for overlay in sheet.overlays(&it.party.id) {
                entity.say("status", "string", &overlay, &by);
            }
            if it.disputed {
                entity.say("status", "string", "disputed", &by);
            }
        }
        days(&mut entity, sheet, &it.said, it.from, it.until, losses);
        lost(&it.said, it.disputed, it.unverified, losses);
        self.write(&entity)
    }

    fn chair(
        &mut self,
        sheet: &Sheet,
        line: &Line<ChairLine>,
        losses: &mut Losses,
    ) -> Result<(), ExportError> {
        let it = &line.it;
        let (None, Some(holder)) = (chair_left_out(it), &it.holder) else {
            losses.leave_chair(chair_left_out(it).unwrap_or(Code::Vacant), line);
            return Ok(());
        };
        let place = it.body.as_ref().unwrap_or(&sheet.org);
        self.party(holder)?;
        self.party(place)?;
        let post =
            (Kind::of(&holder.id) == Kind::Person).then(|| key(&format!("post:{}/{}", place.id, it.role)));
        let mut entity = Entity::new(&key(&line.id), if post.is_some() { "Occupancy" } else { "Membership" });
        for said in it.said.iter().filter(|it| carries(it)) {
            let by = voice(sheet, said);
            entity.exists(&by);
            match &post {
                Some(post) => {
                    entity.say("holder", "entity", &key(&holder.id), &by);
                    entity.say("post", "entity", post, &by);
                    self.post(post, &it.role, place, &by)?;
                }
                None => {
                    entity.say("member", "entity", &key(&holder.id), &by);
                    entity.say("organization", "entity", &key(&place.id), &by);
                    entity.say("role", "string", &it.role, &by);
                }
            }
            Statements::<W>::proof(&mut entity, said, &by, self.about);
        }
        days(&mut entity, sheet, &it.said, it.from, it.until, losses);
        lost(&it.said, it.disputed, it.unverified, losses);
        self.write(&entity)
    }

    fn post(&mut self, post: &str, role: &str, place: &Named, by: &Voice) -> Result<(), ExportError> {
        if !self.told.insert(post.to_owned()) {
            return Ok(());
        }
        let mut entity = Entity::new(post, "Position");
        entity.exists(by);
        entity.say("name", "name", &format!("{role}, {}", place.name), by);
        entity.say("organization", "entity", &key(&place.id), by);
        self.write(&entity)
    }

    fn act(&mut self, sheet: &Sheet, it: &ActLine, losses: &mut Losses) -> Result<(), ExportError> {
        if !is_done(it) {
            losses.leave_act(Code::Stage, it);
            return Ok(());
        }
        let act = &it.act;
        let mut entity = Entity::new(&key(&act.id), "Event");
        let parties =
            [it.party.clone(), act.agent.named().map(party::of), act.proposer.as_ref().map(party::of)];
        let parties: Vec<Named> = parties.into_iter().flatten().collect();
        let organisers: Vec<Named> = it.org.iter().cloned().chain(act.body.as_ref().map(party::of)).collect();
        for named in parties.iter().chain(&organisers) {
            self.party(named)?;
        }
        let what = act.standing.as_deref().or(act.object.as_deref()).map(one_line);
        let name = [
            it.org.as_ref().map(|it| it.name.clone()),
            Some(word(&act.kind)),
            it.party.as_ref().map(|it| it.name.clone()),
            what,
        ];
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let told = it
            .said
            .iter()
            .filter(|it| it.stage == act.stage && matches!(it.stance, Stance::Affirms | Stance::Reports));
        for said in told.clone() {
            let by = voice(sheet, said);
            entity.exists(&by);
            entity.say("name", "name", &name, &by);
            entity.say("keywords", "string", &word(&act.kind), &by);
            entity.say("keywords", "string", &word(&act.stage), &by);
            for (prop, who) in [("involved", &parties), ("organizer", &organisers)] {
                for named in who {
                    entity.say(prop, "entity", &key(&named.id), &by);
                }
            }
            if let Some(place) = &act.place {
                entity.say("location", "address", place, &by);
            }
            if let Some(day) = day::first(said.on, losses) {
                entity.say("date", "date", &day, &by);
            }
            Statements::<W>::proof(&mut entity, said, &by, self.about);
        }
        losses.count_by(Code::OtherVoices, it.said.len() - told.count());
        losses.count_by(Code::Dispute, usize::from(it.disputed));
        losses.count_by(Code::Known, it.said.len());
        self.write(&entity)
    }
}

impl<W: Write> Sink for Statements<'_, W> {
    fn take(&mut self, sheet: &Sheet, losses: &mut Losses) -> Result<(), ExportError> {
        self.documents(sheet)?;
        for line in &sheet.standings {
            self.standing(sheet, line, losses)?;
        }
        for line in &sheet.chairs {
            self.chair(sheet, line, losses)?;
        }
        for act in &sheet.acts {
            self.act(sheet, act, losses)?;
        }
        Ok(())
    }
}

/// The bounds of a line, by the sources that state them.
fn days(
    entity: &mut Entity,
    sheet: &Sheet,
    said: &[Said],
    from: Option<Day>,
    until: Option<Day>,
    losses: &mut Losses,
) {
    let told = |day: Option<Day>, get: &dyn Fn(&Said) -> [Option<Day>; 2]| -> Vec<Voice> {
        let affirmed = said.iter().filter(|it| matches!(it.stance, Stance::Affirms | Stance::Reports));
        affirmed.filter(|it| get(it).contains(&day)).map(|it| voice(sheet, it)).collect()
    };
    let bounds = [
        ("startDate", from, day::first(from, losses), told(from, &|it| [it.from, it.on])),
        ("endDate", until, day::last(until, losses), told(until, &|it| [it.until, it.until])),
    ];
    for (prop, day, text, voices) in bounds {
        let Some(text) = text else { continue };
        if day.is_some() && voices.is_empty() {
            losses.count(Code::DerivedDay);
        }
        for by in voices {
            entity.say(prop, "date", &text, &by);
        }
    }
}

fn lost(said: &[Said], disputed: bool, unverified: bool, losses: &mut Losses) {
    crate::popolo::voices(said, disputed, losses);
    losses.count_by(Code::Known, said.len());
    losses.count_by(Code::Unverified, usize::from(unverified));
}

fn voice(sheet: &Sheet, said: &Said) -> Voice {
    let origin = match word(&said.form).as_str() {
        "filing" => "filing",
        "row" => "row",
        _ => "reader",
    };
    Voice { dataset: dataset(&said.source), origin, seen: seen(&sheet.recorded(said.entry)) }
}
