//! An act: what claims are about; and what a party holds or chairs, as a row of a source says.

use serde::{Deserialize, Serialize};

use crate::{Agent, Class, Day, Kind, PartyRef, Stage};

/// What one or several claims are about.
///
/// Days keep the precision of the claim that gave them; a day that no claim gives is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// `act:cis/grant/sco/observer/1`: organisation, kind, party, standing or object, and a number.
    pub id: String,
    /// Kind of act.
    pub kind: Kind,
    /// How far it has come, by the claims that the preference policy puts first.
    pub stage: Stage,
    /// The organisation whose order it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org: Option<PartyRef>,
    /// The body that decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<PartyRef>,
    /// Who receives, loses or takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyRef>,
    /// Standing or office as the organisation calls it, kebab-case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<String>,
    /// Normal form of the standing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// Who acts.
    pub agent: Agent,
    /// Format, text, institution or initiative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// Who put it forward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposer: Option<PartyRef>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Day of the decision, or the day on which it is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Day>,
    /// First day of the effect or term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<Day>,
    /// First day after the effect or term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_until: Option<Day>,
    /// Members said to have been absent from the decision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<PartyRef>,
    /// Members said to have been against it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<PartyRef>,
    /// Members that it binds otherwise than the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Apart>,
    /// Who had to consent to it: the state of a territory that takes a standing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consent: Vec<PartyRef>,
    /// Whether it is applied without being in force yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    /// Its claims and filings, by their numbers in the record; empty for an act that is in no record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<u64>,
}

/// A member that an act binds otherwise than the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// The member.
    pub party: PartyRef,
    /// In which way.
    pub how: How,
    /// Its words, or what is reserved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// How a member stands apart from an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It takes part, with a reservation.
    Reservation,
    /// It did not sign.
    NotSigned,
    /// It declared that it has no interest; nobody waits for it.
    NoInterest,
}

/// How well a row of a data set is founded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Foundation {
    /// A source was read that says so.
    #[default]
    Sourced,
    /// Nobody has read a source yet; every answer says so.
    Unverified,
}

impl Foundation {
    /// Whether a source was read; what a row need not say.
    pub fn is_sourced(&self) -> bool {
        *self == Foundation::Sourced
    }
}

/// Days on which a source was looked at and said that a party holds a standing. Days of observation are bounds: it held
/// on them by this source, it began after `absent` and had ended by `gone`. A source that codes years says so of the
/// whole year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The last day before, on which the source was seen not to say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent: Option<Day>,
    /// The first day on which it said so.
    pub first: Day,
    /// The last day on which it said so.
    pub last: Day,
    /// The first day after, on which it said so no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<Day>,
}

/// What a data set covers and where it names no standing: a cell without one can say four different things.
///
/// Years are those of the data set, both ends included; codes are its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The organisation's id or name; absent where this tells which parties the data set knows and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org: Option<String>,
    /// The data set's code of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Years in which the organisation exists by the data set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<(i16, i16)>,
    /// By party: of an organisation where no standing is told, else the years in which the party exists at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cells>,
}

/// Years of one party in a [`Coverage`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cells {
    /// The data set's code of the party.
    pub code: String,
    /// The party's id or name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// What it says.
    pub says: Says,
    /// For which years.
    pub years: Vec<(i16, i16)>,
}

/// What a data set says where it names no standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// The party exists.
    Exists,
    /// Nothing is known. Not "none".
    Missing,
    /// The party holds nothing, although the rest of the data set has it that the party does not exist.
    None,
    /// The party does not exist, although the rest of the data set has it that it does.
    Outside,
}

/// That a party holds a standing in an organisation over a range of days.
///
/// An overlay (`suspended`, `withdrawing`) is a row of its own beside the standing that it lies over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingHeld {
    /// The organisation's id.
    pub org: String,
    /// The party's id, or its name where the atlas has no id.
    pub party: String,
    /// The standing as the organisation calls it, kebab-case: `member`, `dialogue-partner`.
    pub standing: String,
    /// Its normal form.
    pub class: Class,
    /// First day on which it holds; absent when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// First day on which it no longer holds; absent while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// When the source was seen to say so, where it is looked at from time to time and gives no days itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
    /// Day of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Day>,
    /// Body or organisation that decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// Resolution, treaty or number of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// Address or citation of what this row rests on, within its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Whether that was read.
    #[serde(default, skip_serializing_if = "Foundation::is_sourced")]
    pub status: Foundation,
    /// What a user of the row should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// That a party holds a chair for a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChairHeld {
    /// The organisation's id.
    pub org: String,
    /// A body's id; absent for the organisation's own chair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Who holds it; absent while it is vacant or disputed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// `chair`, `co-chair`, …
    pub role: String,
    /// First day of the term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// First day after the term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Day of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Day>,
    /// Address or citation of what this row rests on, within its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Whether that was read.
    #[serde(default, skip_serializing_if = "Foundation::is_sourced")]
    pub status: Foundation,
    /// What a user of the row should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
