//! Persons: names from titles, apposition and context, and the offices the text gives them.
//!
//! No list of persons is needed: a name is a run of capitalised words that is no name of the atlas, beside a title, a
//! verb of saying or another mention of the same name.

mod complement;
mod fill;
mod find;
mod hold;
mod list;
mod succeed;
mod tell;
mod title;
mod unify;
mod words;

use std::ops::Range;

use comity_atlas::Atlas;

use crate::mention::Mention;
use crate::pack::{Pack, Persons};
use crate::text::{Bytes, Text};

pub(crate) use hold::title_of_head;
pub(crate) use title::Title;
pub(crate) use words::{Tags, Words, tag};

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
    /// Index of the office in the pack.
    pub(crate) kind: usize,
    /// English name of the office where the pack knows it ("foreign minister"), with qualifiers and unit.
    pub(crate) office: String,
    /// Id of the state, organisation or body.
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
    /// All office phrases, in order of their place.
    pub(crate) titles: Vec<Title>,
    /// The person each title is given to.
    pub(crate) holders: Vec<Option<usize>>,
}

impl People {
    /// The mention of a person that begins at a token.
    pub(crate) fn at(&self, token: usize) -> Option<&PersonMention> {
        self.mentions.binary_search_by_key(&token, |it| it.tokens.start).ok().map(|n| &self.mentions[n])
    }

    /// The mention of a person that ends right before a token.
    pub(crate) fn ending(&self, token: usize) -> Option<&PersonMention> {
        let n = self.mentions.partition_point(|it| it.tokens.end < token);
        self.mentions.get(n).filter(|it| it.tokens.end == token)
    }
}

/// Finds the persons and their offices.
pub(crate) fn find(
    text: &Text<'_>,
    mentions: &[Mention],
    atlas: &Atlas,
    pack: &Pack,
    words: &Words,
) -> People {
    let mut named = vec![false; text.tokens.len()];
    for mention in mentions {
        named[mention.tokens.clone()].fill(true);
    }
    let reader = Reader { text, mentions, named, atlas, persons: &pack.persons, words };
    let titles = reader.titles();
    let candidates = reader.candidates(&titles);
    let mut people = reader.unify(&candidates);
    people.titles = titles;
    reader.offices(&mut people);
    people
}

/// A document under reading.
struct Reader<'a> {
    text: &'a Text<'a>,
    mentions: &'a [Mention],
    /// Whether each token is of a mention.
    named: Vec<bool>,
    atlas: &'a Atlas,
    persons: &'a Persons,
    words: &'a Words,
}

impl Reader<'_> {
    fn mention_at(&self, token: usize) -> Option<&Mention> {
        if !self.named.get(token).is_some_and(|it| *it) {
            return None;
        }
        let n = self.mentions.partition_point(|it| it.tokens.end <= token);
        self.mentions.get(n).filter(|it| it.tokens.contains(&token))
    }

    /// Whether a token can be one of some things.
    fn has(&self, token: usize, any: Tags) -> bool {
        self.words.tags(self.text.id(token)) & any != 0
    }
}

/// The title that ends right before a token, and the one whose phrase begins at it.
fn title_ending(titles: &[Title], token: usize) -> Option<usize> {
    let n = titles.partition_point(|it| it.tokens.end < token);
    titles.get(n).filter(|it| it.tokens.end == token).map(|_| n)
}

/// The title whose phrase, article included, begins at a token.
fn title_starting(titles: &[Title], token: usize) -> Option<usize> {
    let n = titles.partition_point(|it| it.tokens.end <= token);
    titles.get(n).filter(|it| it.start == token || it.tokens.start == token).map(|_| n)
}

#[cfg(test)]
mod tests {
    use crate::read::sentences;

    /// Person, office and owner of each office of a text.
    pub(super) fn held(text: &str) -> Vec<String> {
        let offices = sentences(text).offices;
        let line = |it: &comity_model::OfficeHeld| {
            format!("{} | {} | {}", it.person.name, it.office, it.of.as_deref().unwrap_or("-"))
        };
        offices.iter().map(line).collect()
    }
}
