//! Persons: names from titles, apposition and context, and the offices the text gives them.

use std::ops::Range;

use comity_atlas::Atlas;

use crate::mention::Mention;
use crate::pack::Pack;
use crate::text::{Bytes, Text};

/// A person of the document.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// Longest form of the name in the document.
    pub(crate) name: String,
    /// `person:<name in kebab-case, Latin letters>`.
    pub(crate) id: String,
}

/// Where the text speaks of a person.
#[derive(Clone, Debug)]
pub(crate) struct PersonMention {
    pub(crate) tokens: Range<usize>,
    pub(crate) bytes: Bytes,
    /// Index into [`People::persons`].
    pub(crate) person: usize,
}

/// An office given to a person.
#[derive(Clone, Debug)]
pub(crate) struct OfficeMention {
    /// Index into [`People::persons`].
    pub(crate) person: usize,
    /// English name of the office where the pack knows it ("foreign minister"), else as written.
    pub(crate) office: String,
    /// Id of the state, organisation or body, or the name as written.
    pub(crate) of: Option<String>,
    /// Office and name together.
    pub(crate) bytes: Bytes,
}

/// The persons of a document.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) persons: Vec<Person>,
    pub(crate) mentions: Vec<PersonMention>,
    pub(crate) offices: Vec<OfficeMention>,
}

/// Finds the persons and their offices.
pub(crate) fn find(text: &Text<'_>, mentions: &[Mention], atlas: &Atlas, pack: &Pack) -> People {
    let _ = (text, mentions, atlas, pack);
    People::default()
}
