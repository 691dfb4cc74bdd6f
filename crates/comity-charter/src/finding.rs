//! What a check says about an act. A finding flags; it never keeps an act out.

use comity_model::{ChairHeld, Day, Place, StandingHeld};
use serde::Serialize;

use crate::case::name_of;
use crate::{Charter, Cite};

/// How much weight a finding has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Note,
    /// Worth a look.
    Warning,
    /// Against the charter.
    Error,
}

impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// The result of a check: an act, the article it is held against, and what it collides with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Kebab-case name of what was found; its page is `docs/findings/<code>.md`.
    pub code: &'static str,
    /// Weight.
    pub severity: Severity,
    /// One fact, lower case, no full stop.
    pub message: String,
    /// The act's id.
    pub act: String,
    /// The line of the charter.
    pub article: Option<Article>,
    /// The earlier entry.
    pub against: Option<Against>,
}

/// A line of a charter, as an answer shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Article {
    /// The organisation.
    pub org: String,
    /// "Art. 23".
    pub article: String,
    /// Title of the source.
    pub title: String,
    /// Where it can be read.
    pub url: String,
    /// Whether it was read.
    pub verified: bool,
    /// The line in the charter's file.
    pub place: Place,
}

impl Article {
    /// The article of a line.
    pub fn of(charter: &Charter, cite: &Cite) -> Article {
        let source = charter.source(&cite.source);
        Article {
            org: charter.org.clone(),
            article: cite.article.clone(),
            title: source.map(|it| it.title.clone()).unwrap_or_default(),
            url: source.map(|it| it.url.clone()).unwrap_or_default(),
            verified: cite.verified,
            place: Place {
                path: charter.path.clone(),
                line: cite.line as usize,
                column: 1,
                width: cite.text.chars().count().max(1),
                source: cite.text.clone(),
            },
        }
    }
}

/// The earlier entry that an act collides with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Against {
    /// A standing.
    Standing(StandingHeld),
    /// A chair.
    Chair(ChairHeld),
}

impl Against {
    /// What the entry rests on, and whether that was read.
    pub fn source(&self) -> (Option<&str>, bool) {
        match self {
            Against::Standing(it) => (it.source.as_deref(), it.status.is_sourced()),
            Against::Chair(it) => (it.source.as_deref(), it.status.is_sourced()),
        }
    }
}

impl std::fmt::Display for Against {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let range = |from: Option<Day>, until: Option<Day>| match (from, until) {
            (Some(from), Some(until)) => format!("from {from} until {until}"),
            (Some(from), None) => format!("from {from}"),
            (None, Some(until)) => format!("until {until}"),
            (None, None) => "at an unknown time".to_owned(),
        };
        match self {
            Against::Standing(it) => {
                let (party, org) = (name_of(&it.party), name_of(&it.org));
                write!(f, "{party}, `{}` of {org} {}", it.standing, range(it.from, it.until))
            }
            Against::Chair(it) => {
                let holder = it.holder.as_deref().map_or_else(|| "nobody".to_owned(), name_of);
                let of = name_of(it.body.as_deref().unwrap_or(&it.org));
                write!(f, "{holder}, `{}` of {of} {}", it.role, range(it.from, it.until))
            }
        }
    }
}
