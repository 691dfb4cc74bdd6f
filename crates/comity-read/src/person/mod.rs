//! Persons: names from titles, apposition and context, and the offices the text gives them.
//!
//! No list of persons is needed: a name is a run of capitalised words that is no name of the atlas, beside a title, a
//! verb of saying or another mention of the same name.

mod find;
mod office;
mod unify;
mod words;

use std::ops::Range;

use comity_atlas::Atlas;

use crate::mention::Mention;
use crate::pack::Pack;
use crate::text::{Bytes, Text};

pub(crate) use words::Words;

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
    /// In order of their place.
    pub(crate) mentions: Vec<PersonMention>,
    pub(crate) offices: Vec<OfficeMention>,
}

impl People {
    /// The person last given an office by these words before a place.
    pub(crate) fn by_office(&self, office: &str, before: usize) -> Option<usize> {
        let fits = |it: &&OfficeMention| it.office == office;
        let first = self.offices.iter().find(fits);
        self.offices.iter().rev().filter(fits).find(|it| it.bytes.end <= before).or(first).map(|it| it.person)
    }
}

/// Finds the persons and their offices.
pub(crate) fn find(text: &Text<'_>, mentions: &[Mention], atlas: &Atlas, pack: &Pack) -> People {
    let words = Words::new(pack);
    let finder = Finder { text, mentions, atlas, words: &words };
    let candidates = finder.candidates();
    let mut people = People::default();
    for candidate in candidates.iter().filter(|it| it.titled) {
        finder.enter(&mut people, &candidate.tokens);
    }
    finder.mentions(&mut people, &candidates);
    finder.offices(&mut people);
    people
}

struct Finder<'a> {
    text: &'a Text<'a>,
    mentions: &'a [Mention],
    atlas: &'a Atlas,
    words: &'a Words<'a>,
}

impl Finder<'_> {
    fn mention_at(&self, token: usize) -> Option<&Mention> {
        let n = self.mentions.partition_point(|it| it.tokens.end <= token);
        self.mentions.get(n).filter(|it| it.tokens.contains(&token))
    }
}
