//! The preference policy: which source counts first where sources differ. Data, shown in every answer.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::statement::Statement;
use crate::{Source, SourceKind};

/// What a source is to the organisation that a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// The text of the decision itself.
    Instrument,
    /// The organisation's own publication.
    Own,
    /// A party, or what a party publishes.
    Participant,
    /// A data set that cites a source for the row.
    Compiled,
    /// An agency, a newspaper.
    Agency,
    /// Anything else, and rows that nobody has verified.
    Other,
}

/// A publisher that belongs to a party: its press service, its state agency's feed of official texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Names under which documents give it.
    pub names: Vec<String>,
    /// The party's id.
    pub of: String,
}

/// Which source counts first. Within a rank, later counts before earlier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// For people; every answer shows it.
    pub name: String,
    /// Ranks, the one that counts most first; a rank left out counts least.
    pub order: Vec<Rank>,
    /// Publishers that belong to a party.
    #[serde(default, skip_serializing)]
    pub publishers: Vec<Publisher>,
}

impl Default for Policy {
    fn default() -> Self {
        let order =
            vec![Rank::Instrument, Rank::Own, Rank::Participant, Rank::Compiled, Rank::Agency, Rank::Other];
        Policy { name: "default".to_owned(), order, publishers: Vec::new() }
    }
}

/// A policy with its tables made ready.
#[derive(Clone, Debug)]
pub(crate) struct Ranking<'p> {
    policy: &'p Policy,
    publishers: HashMap<String, &'p str>,
}

impl<'p> Ranking<'p> {
    pub(crate) fn new(policy: &'p Policy) -> Ranking<'p> {
        let names = policy.publishers.iter().flat_map(|it| it.names.iter().map(|name| (fold(name), &*it.of)));
        Ranking { policy, publishers: names.collect() }
    }

    /// What the source of a statement is to the statement's organisation.
    pub(crate) fn rank(&self, source: &Source, statement: &Statement) -> Rank {
        if statement.unverified {
            return Rank::Other;
        }
        match source.kind {
            SourceKind::Instrument => Rank::Instrument,
            SourceKind::Compiled => Rank::Compiled,
            SourceKind::Other => Rank::Other,
            SourceKind::Publisher => self.publisher(source, statement.org.as_deref()),
        }
    }

    fn publisher(&self, source: &Source, org: Option<&str>) -> Rank {
        // What counts is who said it first; an outlet that passes it on adds nothing.
        let origin = source.chain.last().map(String::as_str).or(source.publisher.as_deref());
        let origin = origin.unwrap_or(&source.name);
        let party = self.publishers.get(&fold(origin)).copied().or_else(|| is_id(origin).then_some(origin));
        match party {
            Some(party) if org.is_some_and(|org| belongs(party, org)) => Rank::Own,
            Some(_) => Rank::Participant,
            None => Rank::Agency,
        }
    }

    /// Place of a rank in the policy's order; smaller counts more.
    pub(crate) fn place(&self, rank: Rank) -> u8 {
        let place = self.policy.order.iter().position(|it| *it == rank);
        place.unwrap_or(self.policy.order.len()).min(255) as u8
    }
}

/// Whom a source goes back to: what two sources must differ in to count as two.
pub(crate) fn origin(source: &Source) -> String {
    let publisher = source.publisher.clone().unwrap_or_else(|| source.name.clone());
    fold(source.chain.last().unwrap_or(&publisher))
}

fn is_id(text: &str) -> bool {
    ["state:", "territory:", "org:", "body:", "person:"].iter().any(|it| text.starts_with(it))
}

/// Whether a party is the organisation or one of its bodies.
fn belongs(party: &str, org: &str) -> bool {
    party == org
        || party
            .strip_prefix("body:")
            .and_then(|it| it.split('/').next())
            .is_some_and(|it| org.strip_prefix("org:") == Some(it))
}

fn fold(name: &str) -> String {
    crate::cluster::tokens(name).join(" ")
}
