//! A charter: one organisation's order as data.
//!
//! This module is compiled twice: into the library, and into its build script, which turns `charters/` into one binary
//! table, so that nothing is parsed when the program starts. It must therefore know nothing of the rest of the crate.

mod calendar;
mod chair;
mod line;
mod parse;
mod section;
mod table;
mod turn;
mod word;

// The build script compiles this module too and needs only some of it.
#[allow(unused_imports)]
mod names {
    pub use super::calendar::{Period, Range, before, earliest, latest, may_be};
    pub use super::chair::{ChairRule, Exception, ExceptionKind, Principle, Resume, Start, Turn};
    pub use super::section::holder as holder_of;
}

use comity_model::{Class, Day, StandingHeld};
use serde::{Deserialize, Serialize};

pub use names::*;
pub use parse::{CharterFile, parse};

/// One organisation's order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Charter {
    /// The organisation's id in the atlas: `org:cis`.
    pub org: String,
    /// Path of the file below the charters' folder: `cis/charter.toml`.
    pub path: String,
    /// What kind of organisation it is.
    pub form: Form,
    /// Names: language, name.
    pub names: Vec<(String, String)>,
    /// Names that mean it only in context: language, name.
    pub aliases: Vec<(String, String)>,
    /// What the lines rest on.
    pub sources: Vec<Source>,
    /// Its versions, in order.
    pub versions: Vec<Version>,
    /// Its bodies.
    pub bodies: Vec<Body>,
    /// How it decides.
    pub rules: Vec<DecisionRule>,
    /// What a party may hold in it.
    pub standings: Vec<StandingKind>,
    /// Who chairs.
    pub chairs: Vec<ChairRule>,
    /// Its formats.
    pub formats: Vec<Format>,
    /// How a standing rests.
    pub suspensions: Vec<Suspension>,
    /// How a standing ends.
    pub exits: Vec<Exit>,
}

/// Kind of organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Founded on a treaty.
    #[default]
    Treaty,
    /// A political forum without a founding treaty.
    Forum,
    /// A forum on its way to an organisation.
    Transforming,
}

/// A text that lines rest on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Key that lines name.
    pub key: String,
    /// Title.
    pub title: String,
    /// Where it can be read.
    pub url: String,
}

/// Where a line of a charter stands, and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cite {
    /// "Art. 23", as the law numbers it.
    pub article: String,
    /// Key of its source.
    pub source: String,
    /// Whether the law's text was read; otherwise the line is marked `unverified`.
    pub verified: bool,
    /// What else a reader should know.
    pub note: String,
    /// Line of the file, from 1.
    pub line: u32,
    /// That line's text.
    pub text: String,
    /// When the line is law.
    pub range: Range,
    /// The versions that bring and end it; empty where it is law from the first version, or still.
    pub versions: (String, String),
}

/// A state of the law, and the act that made it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// Key that lines name.
    pub id: String,
    /// What it brought.
    pub name: String,
    /// Day from which it is law.
    pub in_force: Day,
    /// Day of the act that made it.
    pub decided_on: Option<Day>,
    /// The body that made it, where one of its own did.
    pub body: Option<String>,
    /// Text by which it was made.
    pub instrument: String,
    /// Article, source, place.
    pub cite: Cite,
}

/// An organ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// `body:cis/council-of-heads-of-state`.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// leaders, ministers, officials, secretariat, parliament, court, other.
    pub level: String,
    /// The body it belongs to.
    pub parent: Option<String>,
    /// Article, source, place.
    pub cite: Cite,
}

/// How a decision is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionRule {
    /// Key that lines name.
    pub id: String,
    /// Its logic.
    pub kind: RuleKind,
    /// Share of members that must be present: `(2, 3)`.
    pub quorum: Option<(u8, u8)>,
    /// Article, source, place.
    pub cite: Cite,
}

/// Logic of a decision rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleKind {
    /// Nobody objects.
    Consensus,
    /// Nobody objects; a member may declare that it has no interest, which blocks nothing.
    ConsensusDeclaredDisinterest,
    /// Nobody objects; an absent member that does not object blocks nothing.
    ConsensusAbsentNotObjecting,
    /// Nobody objects but the member concerned.
    ConsensusMinusOne,
    /// All members agree.
    Unanimity,
    /// All who vote agree.
    UnanimityOfVoters,
    /// More for than against.
    Majority,
    /// A majority of members, by written notice.
    NotifiedMajority,
    /// A majority binds whoever accepts.
    MajorityBindsAcceptors,
    /// Two thirds.
    TwoThirds,
    /// Weighted or otherwise qualified.
    QualifiedMajority,
    /// It is so unless a member objects.
    NoObjection,
    /// One office decides, under criteria.
    Executive,
    /// The leaders invite, the invited accepts, the chair announces.
    InvitationAndAcceptance,
    /// A vote among candidates.
    Election,
}

/// When an act takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// What starts the clock.
    pub trigger: Trigger,
    /// How long after it.
    pub delay: Period,
}

/// What starts the clock of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// The decision.
    Decision,
    /// A signature.
    Signature,
    /// The deposit of an instrument.
    Deposit,
    /// The last ratification.
    Ratification,
    /// A notice.
    Notice,
    /// The recipient's acceptance.
    Acceptance,
    /// The next session.
    NextSession,
    /// The end of a year, after a notice.
    EndOfYear,
    /// A day that the decision sets.
    FixedDay,
}

/// Who may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// States.
    State,
    /// Territories, customs territories, parts of states.
    Territory,
    /// Organisations.
    Organisation,
    /// Holders whose status is left open, communities.
    Entity,
}

/// A standing kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StandingKind {
    /// As the organisation calls it, kebab-case.
    pub id: String,
    /// As it calls it, in words.
    pub name: String,
    /// Normal form.
    pub class: Class,
    /// Who may hold it.
    pub holders: Vec<Holder>,
    /// The only parties that may, where the law has a closed circle.
    pub only: Vec<String>,
    /// Bodies that grant it.
    pub grantors: Vec<String>,
    /// Bodies that are said to have to decide instead, where the competence is contested.
    pub contested: Vec<String>,
    /// Bodies that must recommend it first.
    pub recommended_by: Vec<String>,
    /// Decision rule.
    pub rule: Option<String>,
    /// Procedure, step by step.
    pub steps: Vec<String>,
    /// When it takes effect.
    pub effect: Option<Effect>,
    /// What the holder may do.
    pub rights: Vec<String>,
    /// What it must do.
    pub duties: Vec<String>,
    /// Whether it ends what the party held before: full membership ends an observer's standing.
    pub beside: Vec<String>,
    /// The kind it became when its last version ended.
    pub merged_into: Option<String>,
    /// Article, source, place.
    pub cite: Cite,
}

/// A format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Format {
    /// Kebab-case.
    pub id: String,
    /// As the organisation calls it.
    pub name: String,
    /// Who invites whom.
    pub invites: String,
    /// Decision rule.
    pub rule: Option<String>,
    /// Article, source, place.
    pub cite: Cite,
}

/// How a standing rests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suspension {
    /// Kebab-case.
    pub id: String,
    /// Standings it may lie over.
    pub standings: Vec<String>,
    /// Bodies that decide it.
    pub grantors: Vec<String>,
    /// Decision rule.
    pub rule: Option<String>,
    /// On which grounds.
    pub grounds: Vec<String>,
    /// What rests: membership, participation, representation, voting, councils, rights.
    pub rests: Vec<String>,
    /// Whether a member may suspend itself.
    pub by_holder: bool,
    /// Article, source, place.
    pub cite: Cite,
}

/// How a standing ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exit {
    /// withdrawal, cessation.
    pub kind: ExitKind,
    /// Standings it ends.
    pub standings: Vec<String>,
    /// How long before its effect notice must be given.
    pub notice: Option<Period>,
    /// When it takes effect.
    pub effect: Option<Effect>,
    /// Who takes the notice.
    pub depositary: String,
    /// Bodies that decide it, where it is decided.
    pub grantors: Vec<String>,
    /// Decision rule.
    pub rule: Option<String>,
    /// Article, source, place.
    pub cite: Cite,
}

/// Whose act ends a standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExitKind {
    /// The holder's.
    Withdrawal,
    /// The organisation's.
    Cessation,
}

impl Charter {
    /// The kinds called `id` that may be law on `day`.
    pub fn standing(&self, id: &str, day: Day) -> Option<&StandingKind> {
        self.standings.iter().find(|it| it.id == id && it.cite.range.may_hold(day))
    }

    /// The chair rule of a body (or of the organisation) that is law on `day`.
    pub fn chair(&self, body: Option<&str>, day: Day) -> Option<&ChairRule> {
        self.chairs.iter().rev().find(|it| it.body.as_deref() == body && it.cite.range.may_hold(day))
    }

    /// Whether an overlay is a suspension that the charter knows; one that a member declares of itself may not be.
    pub fn suspends(&self, overlay: &StandingHeld) -> bool {
        let known =
            self.suspensions.is_empty() || self.suspensions.iter().any(|it| it.id == overlay.standing);
        overlay.class == Class::Suspended && known
    }

    /// A decision rule.
    pub fn rule(&self, id: &str) -> Option<&DecisionRule> {
        self.rules.iter().find(|it| it.id == id)
    }

    /// A source.
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources.iter().find(|it| it.key == key)
    }

    /// The version in force on `day`: the last that certainly or perhaps is.
    pub fn version(&self, day: Day) -> Option<&Version> {
        self.versions.iter().rev().find(|it| !before(day, it.in_force))
    }

    /// The usual English name, or the id.
    pub fn name(&self) -> &str {
        self.names.iter().find(|(lang, _)| lang == "en").map_or(self.org.as_str(), |(_, name)| name.as_str())
    }
}
