//! A claim: one document says that an act was mooted, proposed, planned, decided, …

use serde::{Deserialize, Serialize};

use crate::{Agent, Class, Day, Evidence, PartyRef, Span};

/// Kind of an institutional act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A party is given a standing.
    Grant,
    /// A party asks for a standing.
    Request,
    /// A party is invited to take a standing or to join.
    Invite,
    /// A party leaves by its own act.
    Withdraw,
    /// A standing, or its exercise, is suspended.
    Suspend,
    /// A suspended or lost standing is given back.
    Restore,
    /// A standing or office is ended by a body, expires, or is resigned.
    End,
    /// A party takes or holds the chair for a term.
    Chair,
    /// A person is put in an office.
    Appoint,
    /// An institution, format or standing kind is set up.
    Establish,
    /// An organisation or body takes another name.
    Rename,
    /// An organisation or body is dissolved.
    Dissolve,
    /// Something is put forward.
    Propose,
    /// A body decides, formally.
    Decide,
    /// A text is adopted.
    Adopt,
    /// A body meets.
    Convene,
    /// A document is signed.
    Sign,
    /// A state approves or deposits an agreement.
    Ratify,
    /// An agreement takes effect.
    EnterIntoForce,
}

/// How far the act has come, as this source says. Order of the variants is order of advance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Somebody says it may be.
    Mooted,
    /// Asked for by the party.
    Requested,
    /// Put forward.
    Proposed,
    /// Scheduled, announced or expected.
    Planned,
    /// Being decided.
    Deciding,
    /// Resolved by a body; the effect may lie ahead.
    Decided,
    /// Has taken effect, was held, was signed.
    InForce,
    /// Was in force and is over; or a meeting called off.
    Ended,
    /// Turned down.
    Rejected,
    /// Put off.
    Postponed,
    /// Overtaken by another act.
    Superseded,
}

/// How the asserter stands to the act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says it is so.
    #[default]
    Affirms,
    /// Says it is not so.
    Denies,
    /// Says it will be so if something else is.
    Conditional,
    /// Passes it on without endorsing it.
    Reports,
}

/// How a day was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenBasis {
    /// The clause says it.
    Stated,
    /// The clause says it relative to the publication day ("today").
    Relative,
    /// Another clause about the same act or meeting says it.
    Inferred,
}

/// A day and where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The day in EDTF.
    pub edtf: Day,
    /// How it was found.
    pub basis: WhenBasis,
    /// The words it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_written: Option<String>,
    /// Where those words stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<crate::Span>,
}

/// What one claim is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// This decision decides that act.
    Decides,
    /// This proposal proposes that act.
    Proposes,
    /// This act took place at that meeting's claim.
    PartOf,
}

/// A link from one claim to another of the same reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The relation.
    pub rel: Relation,
    /// The other claim's id.
    pub to: String,
}

/// The words that fill a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleWords {
    /// Which role.
    pub role: RoleName,
    /// Where.
    pub span: Span,
}

/// A role of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoleName {
    /// Who receives, loses or takes.
    Party,
    /// Who acts.
    Agent,
    /// Standing or office.
    Standing,
    /// Format, text, institution, meeting.
    Object,
    /// The organisation.
    Organisation,
    /// Who put it forward.
    Proposer,
    /// Where.
    Place,
    /// When.
    When,
}

impl RoleName {
    /// Its name as the contract writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            RoleName::Party => "party",
            RoleName::Agent => "agent",
            RoleName::Standing => "standing",
            RoleName::Object => "object",
            RoleName::Organisation => "organisation",
            RoleName::Proposer => "proposer",
            RoleName::Place => "place",
            RoleName::When => "when",
        }
    }
}

/// One document says that an act was mooted, proposed, planned, decided, …
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Id within the reading: `c1`, `c2`, …
    pub id: String,
    /// Kind of act.
    pub kind: Kind,
    /// How far it has come.
    pub stage: Stage,
    /// Affirmed, denied, conditional or passed on.
    pub stance: Stance,
    /// The organisation whose order the act belongs to.
    pub org: Option<PartyRef>,
    /// The body that acts or is acted through.
    pub body: Option<PartyRef>,
    /// Who acts, as the sentence words it.
    pub agent: Agent,
    /// Who receives, loses or takes.
    pub party: Option<PartyRef>,
    /// Standing or office as the organisation calls it, kebab-case.
    pub standing: Option<String>,
    /// Normal form of the standing.
    pub class: Option<Class>,
    /// Format, text, institution or initiative, by its name as written.
    pub object: Option<String>,
    /// Who put it forward, where the same clause says so.
    pub proposer: Option<PartyRef>,
    /// The meeting it is part of, by id.
    pub meeting: Option<String>,
    /// The place the text asserts for it.
    pub place: Option<String>,
    /// The day of the act.
    pub when: Option<When>,
    /// The day from which it has effect, where the text tells it apart.
    pub effective: Option<When>,
    /// The quotation that asserts it; absent for the narrator.
    pub said_by: Option<String>,
    /// Links to other claims of the reading.
    pub links: Vec<Link>,
    /// The words that prove it; never empty.
    pub evidence: Vec<Evidence>,
    /// The rule that made it: `en/grant/decide-to-grant`.
    pub rule: String,
    /// Where the words of each role stand, in order; a role that only context fills has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleWords>,
    /// Words before that a pronoun or a description stands for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub antecedents: Vec<Evidence>,
    /// History, context or a held state, as against news.
    pub background: bool,
    /// Between 0 and 1; see docs/reading.md.
    pub confidence: f32,
    /// What its confidence was made of, by name; not part of the contract.
    #[serde(skip)]
    pub signals: Vec<String>,
}
