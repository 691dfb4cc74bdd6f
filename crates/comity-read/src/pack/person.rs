//! Words for persons: name particles, honorifics, office titles.

use serde::{Deserialize, Serialize};

/// Name particles and honorifics (`persons.toml`), with the office titles of `offices.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Persons {
    /// Office titles.
    pub office: Vec<Office>,
    /// Verbs that say an office: "who heads the commission".
    pub heading: Vec<Heading>,
    /// Mr, Dr, Sheikh, Colonel: before a name, no office.
    pub honorifics: Vec<String>,
    /// al, bin, van: inside a name, in lower case.
    pub particles: Vec<String>,
    /// Capitalised words that are no part of a name: Council, Union, Monday.
    pub not_names: Vec<String>,
    /// Those of them that can stand inside a name: May, King.
    pub inner: Vec<String>,
    /// Words before an office that make it a past one.
    pub past: Vec<String>,
    /// Words before an office that say nothing of which it is: new, current.
    pub qualifiers: Vec<String>,
    /// Words before an office that belong to it: acting, deputy, first.
    pub kept: Vec<String>,
    /// "of", "for": between an office and its holder's state or organisation.
    pub of: Vec<String>,
    /// "to", "in": between an office that is a posting and where it is.
    pub at: Vec<String>,
    /// "from": between a name and a state.
    pub from: Vec<String>,
    /// "at present", "currently": between a name and an office.
    pub now: Vec<String>,
    /// "who is", "who": after a name, before an office.
    pub who: Vec<String>,
    /// "is", "remains", "serves": between a name and an office.
    pub copulas: Vec<String>,
    /// "elected", "appointed": between a name and an office that begins later.
    pub elects: Vec<String>,
    /// "as": before an office in which a person is or will be.
    pub capacity: Vec<String>,
    /// "the": before a title that stands for a person named before.
    pub definite: Vec<String>,
    /// "a", "an": before a title or source that is not named.
    pub indefinite: Vec<String>,
    /// "its", "his": before an office or text whose owner was named before.
    pub own: Vec<String>,
    /// "he", "she".
    pub pronouns: Vec<String>,
    /// Words of portfolios and of names of institutions: culture, trade, academy.
    pub fields: Vec<String>,
    /// Institutions in small letters: ministry, department, junta.
    pub organs: Vec<String>,
    /// "counterpart", "colleague": the same office elsewhere.
    pub kin: Vec<String>,
    /// "post", "role": an office whose name comes after it, "the post of president".
    pub posts: Vec<String>,
    /// "years", "term": how long an office is held, and not of what.
    pub periods: Vec<String>,
    /// "succeeds", "in place of": before the name of who still holds the office that was named last.
    pub succeeds: Vec<String>,
    /// "in the post since": after the name of who holds the office that was named last.
    pub in_post: Vec<String>,
    /// "replaced by", "successor is": before the name of who follows.
    pub heirs: Vec<String>,
}

/// An office and the words for it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Office {
    /// English name as printed.
    pub id: String,
    /// Words in lower case, without "of …".
    pub names: Vec<String>,
    /// The same for several holders: "presidents".
    pub plural: Vec<String>,
    /// A posting: "ambassador to …".
    pub posted: bool,
    /// Takes a portfolio or an organ before it: "culture minister", "ministry spokesman".
    pub field: bool,
    /// Can be a person's own name: Sultan.
    pub given: bool,
    /// Says what a person is rather than an office: expert, diplomat. It names who speaks.
    pub calling: bool,
    /// Says nothing without what it is of: member, official.
    pub partial: bool,
    /// Second to another office, which its name ends with: "the president" is not the vice-president.
    pub deputy: bool,
}

/// Verbs that say an office.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Heading {
    /// Id of the office.
    pub office: String,
    /// "heads", "leads".
    pub verbs: Vec<String>,
}

impl Persons {
    /// All words and phrases.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = &String> {
        let offices = self.office.iter().flat_map(|it| it.names.iter().chain(&it.plural));
        let verbs = self.heading.iter().flat_map(|it| &it.verbs);
        let lists = [
            &self.honorifics,
            &self.particles,
            &self.not_names,
            &self.inner,
            &self.past,
            &self.qualifiers,
            &self.kept,
            &self.of,
            &self.at,
            &self.from,
            &self.now,
            &self.who,
            &self.copulas,
            &self.elects,
            &self.capacity,
            &self.definite,
            &self.indefinite,
            &self.own,
            &self.pronouns,
            &self.fields,
            &self.organs,
            &self.kin,
            &self.posts,
            &self.periods,
            &self.succeeds,
            &self.in_post,
            &self.heirs,
        ];
        offices.chain(verbs).chain(lists.into_iter().flatten())
    }

    /// Adds the words of another file.
    pub fn merge(&mut self, other: Persons) {
        self.office.extend(other.office);
        self.heading.extend(other.heading);
        let lists = [
            (&mut self.honorifics, other.honorifics),
            (&mut self.particles, other.particles),
            (&mut self.not_names, other.not_names),
            (&mut self.inner, other.inner),
            (&mut self.past, other.past),
            (&mut self.qualifiers, other.qualifiers),
            (&mut self.kept, other.kept),
            (&mut self.of, other.of),
            (&mut self.at, other.at),
            (&mut self.from, other.from),
            (&mut self.now, other.now),
            (&mut self.who, other.who),
            (&mut self.copulas, other.copulas),
            (&mut self.elects, other.elects),
            (&mut self.capacity, other.capacity),
            (&mut self.definite, other.definite),
            (&mut self.indefinite, other.indefinite),
            (&mut self.own, other.own),
            (&mut self.pronouns, other.pronouns),
            (&mut self.fields, other.fields),
            (&mut self.organs, other.organs),
            (&mut self.kin, other.kin),
            (&mut self.posts, other.posts),
            (&mut self.periods, other.periods),
            (&mut self.succeeds, other.succeeds),
            (&mut self.in_post, other.in_post),
            (&mut self.heirs, other.heirs),
        ];
        for (list, more) in lists {
            list.extend(more);
        }
    }
}
