//! Who stands where.

use comity::record::answer;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Clocks, Named, Witness, day, word};
use crate::wish::Wish;

/// One standing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StandingLine {
    /// The organisation.
    pub org: Named,
    /// Who holds it.
    pub party: Named,
    /// As the organisation calls it.
    pub standing: String,
    /// Its normal form: `full`, `associate`, `candidate`, `observer`, `partner`, `special`, `entity`, `former`, or an
    /// overlay, `suspended`, `withdrawing`.
    pub class: Option<String>,
    /// `certainly`, `possibly`, `ahead`, `pending`, `expired`, `refused`.
    pub holds: String,
    /// How far it has come.
    pub stage: String,
    /// First day.
    pub from: Option<String>,
    /// First day after.
    pub until: Option<String>,
    /// Sources differ.
    pub disputed: bool,
    /// Nobody has read a source for it.
    pub unverified: bool,
    /// Applied without being in force yet.
    pub provisional: bool,
    /// Sources that do not go back to one another.
    pub sources: usize,
    /// What sources say: first those that carry the line.
    pub said: Vec<Witness>,
}

/// Who stands where: the parties of an organisation, or the organisations of a party.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Standings {
    /// Who was asked about.
    pub subject: Named,
    /// As of what.
    pub clocks: Clocks,
    /// All lines that there are.
    pub total: u64,
    /// Address of the next lines.
    pub next: Option<String>,
    /// The lines.
    pub standings: Vec<StandingLine>,
}

impl From<answer::StandingLine> for StandingLine {
    fn from(it: answer::StandingLine) -> StandingLine {
        StandingLine {
            org: Named::from(it.org),
            party: Named::from(it.party),
            standing: it.standing,
            class: it.class.as_ref().map(word),
            holds: word(&it.holds),
            stage: word(&it.stage),
            from: day(it.from),
            until: day(it.until),
            disputed: it.disputed,
            unverified: it.unverified,
            provisional: it.provisional,
            sources: it.sources,
            said: it.said.into_iter().map(Witness::from).collect(),
        }
    }
}

impl StandingLine {
    /// Whether it holds on the day, for certain or possibly.
    pub(crate) fn is_held(&self) -> bool {
        matches!(self.holds.as_str(), "certainly" | "possibly")
    }
}

impl Standings {
    /// One side of an answer, a page of it.
    pub(crate) fn of(
        subject: &answer::Named,
        as_of: &answer::AsOf,
        lines: Vec<answer::StandingLine>,
        wish: &Wish,
    ) -> Standings {
        let (total, next, lines) = wish.page(lines);
        Standings {
            subject: Named::from(subject),
            clocks: Clocks::from(as_of),
            total,
            next,
            standings: lines.into_iter().map(StandingLine::from).collect(),
        }
    }
}
