//! Answers as they are served: twins of the record's, so that an internal rename never breaks a client.
//!
//! Days are EDTF, spans count code points, words are those of the contract.

mod act;
mod chair;
mod document;
mod export;
mod other;
mod overview;
mod standing;

use comity::Day;
use comity::record::answer::{self, AsOf};
use comity::record::{AtlasNames, Names};
use schemars::JsonSchema;
use serde::Serialize;

pub use act::{Act, ActLine, Finding, Timeline, findings};
pub(crate) use chair::held;
pub use chair::{Article, ChairLine, Chairs, Forecast, article};
pub use document::{Document, Documents};
pub use export::{Export, Exports, Lost};
pub use other::{
    Compared, Dispute, Disputes, Found, Initiatives, Listed, Said, Search, SourceLine, Sources, Subjects,
};
pub use overview::{Due, Expectations, Next, OrgLine, Overview};
pub use standing::{StandingLine, Standings};

/// As of what an answer was given.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Clocks {
    /// The day in the world.
    pub on: String,
    /// The day from whose sources it draws.
    pub known: String,
    /// The instant as of which the record was asked, where not now.
    pub recorded: Option<String>,
    /// Entries of the record that it draws from.
    pub entries: u64,
    /// Ranks of sources, the one that counts most first.
    pub prefers: Vec<String>,
}

impl From<&AsOf> for Clocks {
    fn from(it: &AsOf) -> Clocks {
        Clocks {
            on: it.on.to_string(),
            known: it.known.to_string(),
            recorded: it.recorded.map(|it| it.to_string()),
            entries: it.entries,
            prefers: it.policy.order.iter().map(word).collect(),
        }
    }
}

/// Who or what, with the name for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Named {
    /// Id, or the name where there is none.
    pub id: String,
    /// Name.
    pub name: String,
}

/// The full name of an organisation that has a charter.
pub(crate) fn title_of(id: &str) -> Option<&'static str> {
    let charter = comity::charter::Charters::shipped().get(id)?;
    Some(charter.name()).filter(|it| *it != id)
}

impl From<&answer::Named> for Named {
    fn from(it: &answer::Named) -> Named {
        Named::from(it.clone())
    }
}

impl From<answer::Named> for Named {
    fn from(it: answer::Named) -> Named {
        Named { id: it.id, name: it.name }
    }
}

impl Named {
    /// The name that the atlas has for an id.
    pub(crate) fn of(id: &str) -> Named {
        let name = AtlasNames.name(id, Day { year: None, month: None, day: None });
        Named { id: id.to_owned(), name: name.unwrap_or_else(|| id.to_owned()) }
    }

    pub(crate) fn party(it: &comity::PartyRef) -> Named {
        Named { id: it.id.clone().unwrap_or_else(|| it.name.clone()), name: it.name.clone() }
    }
}

/// Words that prove a line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Words {
    /// The words, verbatim; of a row, what it cites.
    pub text: String,
    /// Digest of the document.
    pub document: Option<String>,
    /// First code point in its text.
    pub start: Option<usize>,
    /// One past the last.
    pub end: Option<usize>,
    /// The rule that read them.
    pub rule: Option<String>,
}

/// What one source says.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Witness {
    /// The entry of the record.
    pub entry: u64,
    /// `claim`, `filing` or `row`.
    pub form: String,
    /// Kind of act.
    pub kind: String,
    /// How far, as this source says.
    pub stage: String,
    /// `affirms`, `denies`, `conditional`, `reports`.
    pub stance: String,
    /// Who holds or receives it, by this source.
    pub party: Option<String>,
    /// First day of effect.
    pub from: Option<String>,
    /// First day after the effect.
    pub until: Option<String>,
    /// Day of the decision.
    pub on: Option<String>,
    /// The day from which the source let one know it.
    pub known: String,
    /// The source's name.
    pub source: String,
    /// Address of the source.
    pub url: Option<String>,
    /// Whom it cites, nearest first.
    pub chain: Vec<String>,
    /// Whom it goes back to; equal origins are one source.
    pub origin: String,
    /// What the source is to the organisation.
    pub rank: String,
    /// Nobody has read a source for it.
    pub unverified: bool,
    /// Applied without being in force yet.
    pub provisional: bool,
    /// The words that prove it.
    pub words: Vec<Words>,
}

impl From<answer::Said> for Witness {
    fn from(it: answer::Said) -> Witness {
        Witness {
            entry: it.entry,
            form: word(&it.form),
            kind: word(&it.kind),
            stage: word(&it.stage),
            stance: word(&it.stance),
            party: it.party,
            from: day(it.from),
            until: day(it.until),
            on: day(it.on),
            known: it.known.to_string(),
            source: it.source,
            url: it.url,
            chain: it.chain,
            origin: it.origin,
            rank: word(&it.rank),
            unverified: it.unverified,
            provisional: it.provisional,
            words: it.words.into_iter().map(Words::from).collect(),
        }
    }
}

impl From<answer::Words> for Words {
    fn from(it: answer::Words) -> Words {
        Words {
            text: it.text,
            document: it.document,
            start: it.span.map(|it| it.start),
            end: it.span.map(|it| it.end),
            rule: it.rule,
        }
    }
}

pub(crate) fn witnesses(said: &[answer::Said]) -> Vec<Witness> {
    said.iter().cloned().map(Witness::from).collect()
}

/// The contract's word for a value of a plain enumeration.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    /// A formatter is a serializer that writes a variant as its name.
    struct Word<'v, T>(&'v T);
    impl<T: Serialize> std::fmt::Display for Word<'_, T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            self.0.serialize(f)
        }
    }
    Word(value).to_string()
}

pub(crate) fn day(day: Option<Day>) -> Option<String> {
    day.map(|it| it.to_string())
}
