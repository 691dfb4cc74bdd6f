//! What a form cannot hold, by name.

use std::collections::BTreeMap;

use comity_model::{Day, Stage};
use comity_record::answer::{ActLine, ChairLine, Holds, StandingLine};
use serde::Serialize;
use serde_json::{Value, json};

use crate::sheet::{Line, Sheet, word};
use crate::{About, Form};

/// Kind of loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Short of in force.
    Stage,
    /// In force from a day that lies ahead.
    Ahead,
    /// Holds possibly.
    Uncertain,
    /// Suspended or being left.
    Overlay,
    /// No longer holding.
    Former,
    /// A term that a source which counts more gives to another.
    Overruled,
    /// A term without a holder.
    Vacant,
    /// A party of whom nobody knows what it is.
    UnknownParty,
    /// An act.
    Act,
    /// A bound that no source states as a day.
    DerivedDay,
    /// A day whose year is not known.
    DayWithoutYear,
    /// A last day of which only the month or year is known.
    EndOfPartial,
    /// Sources differ.
    Dispute,
    /// What sources say that do not carry the line.
    OtherVoices,
    /// Nobody has read a source.
    Unverified,
    /// The exact words.
    Words,
    /// Where the words stand.
    Offsets,
    /// The day from which one could know it.
    Known,
    /// The instant at which it was recorded.
    Recorded,
    /// Why one source is preferred.
    Preference,
    /// Texts of documents.
    Text,
    /// Words of speakers.
    Quotations,
    /// Offices and meetings that documents name.
    OfficesAndMeetings,
    /// What was taken back or corrected.
    TakenBack,
    /// Other days than the one asked about.
    OtherDays,
    /// Who is due by rule.
    Forecasts,
    /// The licence.
    Licence,
}

impl Code {
    /// Its name.
    pub fn name(self) -> String {
        word(&self)
    }

    /// What is lost.
    pub fn what(self) -> &'static str {
        match self {
            Code::Stage => {
                "left out: asked for, planned, being decided, decided or refused, and not in force; the form has no stages"
            }
            Code::Ahead => "left out: in force only from a day after the one asked about",
            Code::Uncertain => {
                "left out: whether it holds on the day asked about is not certain, since sources give only a month or a year"
            }
            Code::Overlay => {
                "left out as a line of its own: a suspension or a withdrawal; the standing that it lies over names it"
            }
            Code::Former => "left out: a former standing is no membership",
            Code::Overruled => "left out: a source that counts more gives the term to another",
            Code::Vacant => "left out: a term without a holder",
            Code::UnknownParty => {
                "left out: a name outside the atlas, of which it is not known whether it is a person or an organisation"
            }
            Code::Act => "left out: the form has no acts",
            Code::DerivedDay => {
                "a first or last day that follows from several sources and that none of them states is left out"
            }
            Code::DayWithoutYear => "a day without a year is left out",
            Code::EndOfPartial => {
                "a last day is written as the month or year of the first day after it, since no more is known"
            }
            Code::Dispute => "that sources differ is said, and not which of them says what",
            Code::OtherVoices => "what sources say that deny, doubt or tell of another stage is left out",
            Code::Unverified => "that nobody has read a source for it is not said",
            Code::Words => "the exact words that prove it are left out",
            Code::Offsets => "where the words stand is said in a note for people only",
            Code::Known => "the day from which one could know it is left out",
            Code::Recorded => "the instant at which the record took it in is left out",
            Code::Preference => "ranks of sources are left out",
            Code::Text => {
                "texts of documents are left out: only their digests and the cited words are in the export"
            }
            Code::Quotations => "quotations are left out",
            Code::OfficesAndMeetings => "offices and meetings that documents name are left out",
            Code::TakenBack => {
                "entries that were taken back are left out; of a correction only what replaces is told"
            }
            Code::OtherDays => {
                "only what holds or lies ahead on the day asked about is told; what was before is in acts and in other days' exports"
            }
            Code::Forecasts => "forecasts by rule are left out: they are no acts",
            Code::Licence => "the record does not know under which licence each source may be used",
        }
    }
}

/// A line of the answer that the export does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// `standing:…`, `chair:…`, `act:…`.
    pub id: String,
    /// How far it has come.
    pub stage: String,
    /// Whether it holds on the day asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<String>,
    /// First day, or the day of an act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// First day after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// One kind of loss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// Its kind.
    pub code: Code,
    /// What is lost.
    pub what: &'static str,
    /// How often; none where it is so of every export in this form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Lines that are left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LeftOut>,
}

/// What an export could not hold, and how much the record answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Losses {
    /// The form.
    pub form: Form,
    /// Standings, terms of chairs and acts of the record's answer.
    pub answered: [u64; 3],
    found: BTreeMap<Code, Loss>,
}

impl Losses {
    pub(crate) fn of(form: Form) -> Losses {
        let always = |it: &Code| {
            matches!(
                it,
                Code::Text
                    | Code::Quotations
                    | Code::OfficesAndMeetings
                    | Code::TakenBack
                    | Code::OtherDays
                    | Code::Forecasts
                    | Code::Preference
                    | Code::Recorded
            )
        };
        let mut losses = Losses { form, answered: [0; 3], found: BTreeMap::new() };
        for code in form.losses().iter().filter(|it| always(it)) {
            losses
                .found
                .insert(*code, Loss { code: *code, what: code.what(), count: None, lines: Vec::new() });
        }
        losses
    }

    pub(crate) fn counted(&mut self, sheet: &Sheet) {
        for (sum, n) in
            self.answered.iter_mut().zip([sheet.standings.len(), sheet.chairs.len(), sheet.acts.len()])
        {
            *sum += n as u64;
        }
    }

    /// All of them, by code.
    pub fn all(&self) -> impl Iterator<Item = &Loss> {
        self.found.values()
    }

    /// Lines of the answer that are left out.
    pub fn left_out(&self) -> impl Iterator<Item = &LeftOut> {
        self.found.values().flat_map(|it| &it.lines)
    }

    fn entry(&mut self, code: Code) -> &mut Loss {
        let new = || Loss { code, what: code.what(), count: None, lines: Vec::new() };
        self.found.entry(code).or_insert_with(new)
    }

    /// Once more.
    pub(crate) fn count(&mut self, code: Code) {
        self.count_by(code, 1);
    }

    /// Several times more.
    pub(crate) fn count_by(&mut self, code: Code, n: usize) {
        if n > 0 {
            *self.entry(code).count.get_or_insert(0) += n as u64;
        }
    }

    /// A line is left out.
    fn leave(&mut self, code: Code, line: LeftOut) {
        self.count(code);
        self.entry(code).lines.push(line);
    }

    pub(crate) fn leave_standing(&mut self, code: Code, line: &Line<StandingLine>) {
        let it = &line.it;
        self.leave(code, left(&line.id, it.stage, Some(it.holds), it.from, it.until));
    }

    pub(crate) fn leave_chair(&mut self, code: Code, line: &Line<ChairLine>) {
        let it = &line.it;
        self.leave(code, left(&line.id, it.stage, it.holds, it.from, it.until));
    }

    pub(crate) fn leave_act(&mut self, code: Code, it: &ActLine) {
        self.leave(code, left(&it.act.id, it.act.stage, None, it.day, it.act.effective_until));
    }

    /// As plain data, with as of what.
    pub(crate) fn value(&self, about: &About<'_>) -> Value {
        self.with_clocks(&about.as_of)
    }

    /// As plain data, with the clocks of the answer.
    pub fn with_clocks(&self, as_of: &comity_record::answer::AsOf) -> Value {
        let [standings, chairs, acts] = self.answered;
        json!({
            "form": self.form.name(),
            "on": as_of.on, "known": as_of.known, "recorded": as_of.recorded, "entries": as_of.entries,
            "answered": { "standings": standings, "chairs": chairs, "acts": acts },
            "losses": self.all().collect::<Vec<_>>(),
        })
    }
}

fn left(id: &str, stage: Stage, holds: Option<Holds>, from: Option<Day>, until: Option<Day>) -> LeftOut {
    let day = |it: Option<Day>| it.map(|it| it.to_string());
    LeftOut {
        id: id.to_owned(),
        stage: word(&stage),
        holds: holds.as_ref().map(word),
        from: day(from),
        until: day(until),
    }
}
