//! What the record takes in: entries, each with its source, the day from which the source let one know it, and a body.

use std::sync::Arc;

use comity_model::{
    Act, ChairHeld, Claim, Coverage, Day, Frame, Meeting, OfficeHeld, Quotation, StandingHeld,
};
use serde::{Deserialize, Serialize};

/// Number of an entry in its record, from 1, without gaps.
pub type EntryId = u64;

/// What a source is, as far as preference between sources goes.
///
/// Whether a publisher is the organisation itself or one of its participants depends on the organisation that a claim
/// is about, so [`SourceKind::Publisher`] only names who published; see [`crate::Policy`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The text of the decision, treaty or resolution itself.
    Instrument,
    /// A publication; its rank follows from who published it and who is cited.
    #[default]
    Publisher,
    /// A data set that cites a source for each row.
    Compiled,
    /// Anything else: data sets without sources, leaks, drafts.
    Other,
}

/// Where an entry comes from. Two entries with equal sources have one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The document's digest, or the data set's name and version: `cow-igo-3.0`.
    pub id: String,
    /// For people.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub kind: SourceKind,
    /// Address, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Id of the party that published it, where the publisher is one: `org:cis`, `state:KZ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Whom it cites, nearest first; names or ids. The last one is the origin that counts for independence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<String>,
}

/// One entry before it is appended; the record adds its number, the instant and the hash.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it comes from.
    pub source: Arc<Source>,
    /// The day from which the source let one know it; of a day without month, the record takes the last it can be.
    pub known: Day,
    /// What it says.
    pub body: Body,
}

/// What an entry says.
// A claim is the largest of them and the most frequent: boxing it would cost each entry an allocation.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Body {
    /// A document, once for its digest.
    Document {
        /// What it says of itself.
        frame: Frame,
        /// Its text, byte for byte.
        text: String,
        /// Digest of an earlier document of the record that this one is a copy of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        copy_of: Option<String>,
    },
    /// A meeting that a document asserts.
    Meeting {
        /// The document's digest.
        document: String,
        /// The meeting.
        meeting: Meeting,
    },
    /// An office that a document gives a person.
    Office {
        /// The document's digest.
        document: String,
        /// The office.
        office: OfficeHeld,
    },
    /// Words of a speaker.
    Quotation {
        /// The document's digest.
        document: String,
        /// The words.
        quotation: Quotation,
    },
    /// A claim of a document.
    Claim {
        /// The document's digest.
        document: String,
        /// The claim.
        claim: Claim,
    },
    /// An act filed by a person or a secretariat, with its instrument as evidence.
    Filing(Filing),
    /// A standing, as a row of a data set.
    Standing(StandingHeld),
    /// A chair, as a row of a data set.
    Chair(ChairHeld),
    /// What a data set covers, and where it names no standing.
    Coverage(Coverage),
    /// Says that a claim, filing or row is about an act.
    Link(LinkMade),
    /// Says that it is not.
    Unlink(LinkMade),
    /// Replaces an entry by a better one.
    Correction {
        /// The entry that it replaces.
        target: EntryId,
        /// What it should have said; of the same kind.
        body: Box<Body>,
        /// Who corrects.
        by: String,
        /// Why.
        why: String,
    },
    /// Takes an entry back.
    Retraction {
        /// The entry.
        target: EntryId,
        /// Who takes it back.
        by: String,
        /// Why.
        why: String,
    },
}

/// An act filed by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filing {
    /// The act; its id and claims are left empty, the record fills them.
    pub act: Act,
    /// The words of the instrument that prove it.
    pub evidence: String,
    /// The instrument: type, number, title.
    pub instrument: String,
    /// Where the instrument can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who files it.
    pub by: String,
}

/// A link between a claim and an act, made by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkMade {
    /// The claim, filing or row.
    pub claim: EntryId,
    /// The act, by any claim that it has.
    pub act: EntryId,
    /// Who says so.
    pub by: String,
    /// Why.
    pub why: String,
}

impl Body {
    /// Its kind as the log writes it.
    pub fn kind(&self) -> &'static str {
        match self {
            Body::Document { .. } => "document",
            Body::Meeting { .. } => "meeting",
            Body::Office { .. } => "office",
            Body::Quotation { .. } => "quotation",
            Body::Claim { .. } => "claim",
            Body::Filing(_) => "filing",
            Body::Standing(_) => "standing",
            Body::Chair(_) => "chair",
            Body::Coverage(_) => "coverage",
            Body::Link(_) => "link",
            Body::Unlink(_) => "unlink",
            Body::Correction { .. } => "correction",
            Body::Retraction { .. } => "retraction",
        }
    }
}
