//! Who acts and who holds: states, territories, organisations, bodies, persons.

use serde::{Deserialize, Serialize};

use crate::Span;

/// A party, organisation or body as a claim names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRef {
    /// `state:KZ`, `territory:…`, `org:cis`, `body:cis/…`, `person:…`; absent for a name outside the atlas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The usual English name from the atlas, or the name as written.
    pub name: String,
    /// Where the text names it, or the words that stand for it ("the bloc"); absent when only context says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// Whether a role is filled, as against what the text leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The text does not say who. Not "unknown" and not "none".
    Unstated,
}

/// Who acts, as the sentence words it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Agent {
    /// A named party, body or person.
    Named(PartyRef),
    /// `{"status":"unstated"}`.
    Absent {
        /// Why there is none.
        status: Status,
    },
}

impl Agent {
    /// The agent of a passive without "by".
    pub fn unstated() -> Agent {
        Agent::Absent { status: Status::Unstated }
    }

    /// The party, where there is one.
    pub fn named(&self) -> Option<&PartyRef> {
        match self {
            Agent::Named(party) => Some(party),
            Agent::Absent { .. } => None,
        }
    }
}

/// Normal form of a standing kind; the organisation's own label stays beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Member, participating state, ally.
    Full,
    /// Associate member.
    Associate,
    /// Candidate, acceding state, invitee.
    Candidate,
    /// Observer.
    Observer,
    /// Partner: dialogue, sectoral, for co-operation, country.
    Partner,
    /// Special guest and other special ties.
    Special,
    /// A holder whose status as a state is left open.
    Entity,
    /// No longer holding.
    Former,
    /// An overlay: the standing beside it is suspended, and still held.
    Suspended,
    /// An overlay: the standing beside it is being left, and still held.
    Withdrawing,
}

impl Class {
    /// Whether it lies over a standing instead of being one: a suspended member is a member.
    pub fn is_overlay(self) -> bool {
        matches!(self, Class::Suspended | Class::Withdrawing)
    }
}
