//! Who chairs, as a rule: an order, a term, a start, and the exceptions known so far.

use std::collections::BTreeMap;

use comity_model::Day;
use serde::{Deserialize, Serialize};

use super::{Cite, Period};

/// The rule of a chair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChairRule {
    /// The body chaired; `None` for the organisation's chair.
    pub body: Option<String>,
    /// What the order follows.
    pub principle: Principle,
    /// Language of the alphabet.
    pub lang: String,
    /// Length of a term.
    pub term: Period,
    /// When terms begin.
    pub start: Start,
    /// The order: parties, or groups.
    pub order: Vec<Turn>,
    /// Parties of each group.
    pub groups: BTreeMap<String, Vec<String>>,
    /// A list set in advance: first day of the term, holder.
    pub schedule: Vec<(Day, String)>,
    /// Standings whose holders may chair.
    pub holders: Vec<String>,
    /// Standings whose holders chair by practice, beside the rule.
    pub tolerated: Vec<String>,
    /// The body that decides each time.
    pub decided_by: Option<String>,
    /// Who works beside the chair: `troika`, `trio`, `bureau`.
    pub team: String,
    /// What was not as the order has it.
    pub exceptions: Vec<Exception>,
    /// Article, source, place.
    pub cite: Cite,
}

/// One place in the order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// A party, or the name of a group.
    pub party: String,
    /// Its name in the language of the alphabet.
    pub name: String,
}

/// What the order follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Principle {
    /// The alphabet of a language.
    Alphabet,
    /// The letters of the organisation's acronym.
    Acronym,
    /// Groups of parties in turn; within a group an election.
    Groups,
    /// A fixed order by agreement or practice.
    Sequence,
    /// A list of terms set in advance.
    Schedule,
    /// Whoever hosts the next summit.
    Host,
    /// Election each time.
    Election,
}

impl Principle {
    /// Whether terms follow from an order; the host of a meeting and whoever wins an election do not.
    pub fn is_ordered(self) -> bool {
        !matches!(self, Principle::Host | Principle::Election)
    }
}

/// When terms begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    /// On these days of a year: month, day.
    Days(Vec<(u8, u8)>),
    /// In these months of a year.
    Months(Vec<u8>),
    /// With an event: `summit`, `session`, `ministerial`.
    Event(String),
}

/// What was not as the order has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exception {
    /// Kind.
    pub kind: ExceptionKind,
    /// The term it is about, by its first day; `None` for an exception over a range.
    pub term: Option<Day>,
    /// Who is passed over.
    pub party: Option<String>,
    /// Who held instead; none for a vacant term.
    pub holder: Vec<String>,
    /// From where the order goes on.
    pub resume: Resume,
    /// Why.
    pub why: String,
    /// Article, source, place, and the range of an exception over several terms.
    pub cite: Cite,
    /// First day and first day after, of an exception over several terms.
    pub from: Option<Day>,
    /// First day after.
    pub until: Option<Day>,
}

/// Kind of exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExceptionKind {
    /// A party gave up its turn.
    Waive,
    /// A party was passed over.
    Skip,
    /// Two parties changed places.
    Swap,
    /// The holder stayed.
    Extend,
    /// Several held together.
    Joint,
    /// Nobody held.
    Vacant,
    /// The order was changed or begun anew.
    Reorder,
}

/// From where the order goes on after an exception.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Resume {
    /// After whoever held.
    #[default]
    AfterHolder,
    /// After whoever was due.
    AfterDue,
    /// With whoever was due.
    AtDue,
}

impl Exception {
    /// Whether it is about the term that begins on `day`.
    pub fn about(&self, day: Day) -> bool {
        match self.term {
            Some(term) => super::may_be(term, day),
            None => super::Range { from: self.from, until: self.until }.may_hold(day),
        }
    }
}

impl std::fmt::Display for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = match self {
            Start::Days(days) => days.iter().map(|(month, day)| format!("{month:02}-{day:02}")).collect(),
            Start::Months(months) => months.iter().map(|month| format!("{month:02}")).collect(),
            Start::Event(event) => vec![event.clone()],
        };
        f.write_str(&list.join(", "))
    }
}
