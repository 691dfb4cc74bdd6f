//! All organisations at a glance, and what is expected.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Article, Clocks, Named};

/// Who chairs next.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Next {
    /// Who; none where the order leads to nobody.
    pub holder: Option<Named>,
    /// A group of parties, inside which there is an election.
    pub group: bool,
    /// First day.
    pub from: Option<String>,
    /// `decided`, or `forecast`: due by the rule and never an act.
    pub basis: String,
}

/// An organisation in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OrgLine {
    /// The organisation.
    pub org: Named,
    /// Its full name.
    pub title: Option<String>,
    /// Parties that certainly are full members.
    pub members: usize,
    /// Who chairs.
    pub chair: Option<Named>,
    /// First day after the term.
    pub chair_until: Option<String>,
    /// Who chairs next.
    pub next: Option<Next>,
}

/// Something that lies ahead.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Due {
    /// The day, where one is known.
    pub day: Option<String>,
    /// `decided`, `notice` (of a withdrawal), or `forecast`: due by the rule and never an act.
    pub basis: String,
    /// The organisation.
    pub org: Named,
    /// Who takes or gives up.
    pub party: Option<Named>,
    /// It is a group of parties, inside which there is an election.
    pub group: bool,
    /// The body, where it is not the organisation's own chair.
    pub body: Option<Named>,
    /// Standing or office.
    pub what: String,
    /// It ends then; else it begins.
    pub ends: bool,
    /// The line of the charter.
    pub article: Option<Article>,
    /// Nobody has read a source for it.
    pub unverified: bool,
}

/// What is expected, the earliest first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Expectations {
    /// The organisation; none for all.
    pub org: Option<Named>,
    /// As of what.
    pub clocks: Clocks,
    /// All that there are.
    pub total: u64,
    /// Address of the next ones.
    pub next: Option<String>,
    /// What is expected.
    pub expected: Vec<Due>,
}

/// All organisations that have a charter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Overview {
    /// The organisations, by name.
    pub organisations: Vec<OrgLine>,
    /// What is expected of them.
    pub expected: Vec<Due>,
}
