//! Documents and readings.

use comity::record::answer::{self, DocumentAnswer};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::Clocks;
use crate::wish::Wish;

/// A claim with its place in the record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClaimRead {
    /// The entry; none for a reading that is not recorded.
    pub entry: Option<u64>,
    /// The number of the act that it is about.
    pub act: Option<u64>,
    /// Taken back or corrected since.
    pub void: bool,
    /// The claim, as `comity read` prints it.
    pub claim: Value,
}

/// A document with all that was read from it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Document {
    /// As of what.
    pub clocks: Clocks,
    /// The entry.
    pub entry: u64,
    /// What it says of itself, as `comity read` prints it.
    pub document: Value,
    /// Its text; all spans count its code points.
    pub text: String,
    /// Digest of the document that it copies.
    pub copy_of: Option<String>,
    /// The day from which one could know it.
    pub known: String,
    /// Who published it.
    pub source: String,
    /// Whom the publisher cites, nearest first.
    pub chain: Vec<String>,
    /// Claims in order of their words.
    pub claims: Vec<ClaimRead>,
    /// Quotations, as `comity read` prints them.
    pub quotations: Value,
    /// Offices.
    pub offices: Value,
    /// Meetings.
    pub meetings: Value,
}

fn all<T: Serialize>(list: &[answer::Read<T>]) -> Value {
    let one = |it: &answer::Read<T>| serde_json::to_value(&it.it).unwrap_or_default();
    Value::Array(list.iter().map(one).collect())
}

impl From<&DocumentAnswer> for Document {
    fn from(it: &DocumentAnswer) -> Document {
        let claim = |it: &answer::Read<comity::Claim>| ClaimRead {
            entry: Some(it.entry),
            act: it.act,
            void: it.void,
            claim: serde_json::to_value(&it.it).unwrap_or_default(),
        };
        Document {
            clocks: Clocks::from(&it.as_of),
            entry: it.entry,
            document: serde_json::to_value(&it.frame).unwrap_or_default(),
            text: it.text.clone(),
            copy_of: it.copy_of.clone(),
            known: it.known.to_string(),
            source: it.source.name.clone(),
            chain: it.source.chain.clone(),
            claims: it.claims.iter().map(claim).collect(),
            quotations: all(&it.quotations),
            offices: all(&it.offices),
            meetings: all(&it.meetings),
        }
    }
}

/// A document in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DocumentLine {
    /// The entry.
    pub entry: u64,
    /// Its digest.
    pub digest: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// Whom the publisher cites.
    pub chain: Vec<String>,
    /// The day from which one could know it.
    pub known: String,
    /// The instant at which the record took it in.
    pub recorded: String,
}

/// Documents, the latest recorded first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Documents {
    /// As of what.
    pub clocks: Clocks,
    /// All documents that there are.
    pub total: u64,
    /// Address of the next documents.
    pub next: Option<String>,
    /// The documents.
    pub documents: Vec<DocumentLine>,
}

impl Documents {
    /// A page of documents.
    pub(crate) fn of(it: &answer::DocumentsAnswer, wish: &Wish) -> Documents {
        let line = |it: &answer::DocumentLine| DocumentLine {
            entry: it.entry,
            digest: it.digest.clone(),
            title: it.title.clone(),
            source: it.source.clone(),
            chain: it.chain.clone(),
            known: it.known.to_string(),
            recorded: jiff::Timestamp::from_microsecond(it.recorded)
                .map_or_else(|_| String::new(), |it| it.to_string()),
        };
        let end = wish.offset.saturating_add(wish.limit);
        Documents {
            clocks: Clocks::from(&it.as_of),
            total: it.total,
            next: ((end as u64) < it.total).then(|| wish.with(&[("offset", Some(&end.to_string()))])),
            documents: it.documents.iter().map(line).collect(),
        }
    }
}
