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
#[derive(Clone, Debug, Default)]
pub(crate) struct Ranking {
    order: Vec<Rank>,
    publishers: HashMap<String, String>,
}

/// A source and what is asked of it again and again.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) source: Source,
    /// Whom it goes back to; see [`origin`].
    pub(crate) origin: String,
    /// The last one it cites, else who published it, as it is written and folded.
    first: (String, String),
}

impl Known {
    pub(crate) fn new(source: Source) -> Known {
        // What counts is who said it first; an outlet that passes it on adds nothing.
        let first = source.chain.last().or(source.publisher.as_ref()).unwrap_or(&source.name).clone();
        Known { origin: origin(&source), first: (first.clone(), fold(&first)), source }
    }
}

impl Ranking {
    pub(crate) fn new(policy: &Policy) -> Ranking {
        let names =
            policy.publishers.iter().flat_map(|it| it.names.iter().map(|name| (fold(name), it.of.clone())));
        Ranking { order: policy.order.clone(), publishers: names.collect() }
    }

    /// What the source of a statement is to the statement's organisation.
    pub(crate) fn rank(&self, known: &Known, statement: &Statement) -> Rank {
        if statement.unverified {
            return Rank::Other;
        }
        match known.source.kind {
            SourceKind::Instrument => Rank::Instrument,
            SourceKind::Compiled => Rank::Compiled,
            SourceKind::Other => Rank::Other,
            SourceKind::Publisher => self.publisher(known, statement.org.as_deref()),
        }
    }

    fn publisher(&self, known: &Known, org: Option<&str>) -> Rank {
        let (written, folded) = &known.first;
        let named = self.publishers.get(folded).map(String::as_str);
        let party = named.or_else(|| is_id(written).then_some(written));
        match party {
            Some(party) if org.is_some_and(|org| belongs(party, org)) => Rank::Own,
            Some(_) => Rank::Participant,
            None => Rank::Agency,
        }
    }

    /// Place of a rank in the policy's order; smaller counts more.
    pub(crate) fn place(&self, rank: Rank) -> u8 {
        let place = self.order.iter().position(|it| *it == rank);
        place.unwrap_or(self.order.len()).min(255) as u8
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
