//! Words for persons: name particles, honorifics, office titles.

use serde::{Deserialize, Serialize};

/// Name particles and honorifics (`persons.toml`), with the office titles of `offices.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Persons {
    /// Office titles.
    pub office: Vec<Office>,
    /// Mr, Dr, Sheikh: before a name, no office.
    pub honorifics: Vec<String>,
    /// al, bin, van: inside a name, in lower case.
    pub particles: Vec<String>,
    /// Capitalised words that are no part of a name: Council, Union, Monday.
    pub not_names: Vec<String>,
    /// Words before an office that make it a past one.
    pub past: Vec<String>,
    /// Words before an office that belong to it: acting, deputy, first.
    pub qualifiers: Vec<String>,
    /// "of", "for": between an office and its holder's state or organisation.
    pub of: Vec<String>,
    /// "who is", "who": after a name, before an office.
    pub who: Vec<String>,
    /// "the": before a title that stands for a person named before.
    pub definite: Vec<String>,
    /// "he", "she".
    pub pronouns: Vec<String>,
}

/// An office and the words for it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Office {
    /// English name as printed.
    pub id: String,
    /// Words in lower case, without "of …".
    pub names: Vec<String>,
}

impl Persons {
    /// Adds the words of another file.
    pub fn merge(&mut self, other: Persons) {
        self.office.extend(other.office);
        self.honorifics.extend(other.honorifics);
        self.particles.extend(other.particles);
        self.not_names.extend(other.not_names);
        self.past.extend(other.past);
        self.qualifiers.extend(other.qualifiers);
        self.of.extend(other.of);
        self.who.extend(other.who);
        self.definite.extend(other.definite);
        self.pronouns.extend(other.pronouns);
    }
}
