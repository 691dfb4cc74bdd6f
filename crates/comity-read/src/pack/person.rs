//! Words for persons: name particles, honorifics, office titles.

use serde::{Deserialize, Serialize};

/// Name particles and honorifics (`persons.toml`), with the office titles of `offices.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Persons {
    /// Office titles.
    pub office: Vec<Office>,
}

/// An office and the words for it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Office {
    /// Kebab-case English name.
    pub id: String,
    /// Words in lower case, without "of …".
    pub names: Vec<String>,
    /// Which kind of party has such an office: state, organisation, body, any.
    pub scope: String,
    /// The names are the head of a longer title ("minister of …").
    pub pattern: bool,
}

impl Persons {
    /// Adds the words of another file.
    pub fn merge(&mut self, other: Persons) {
        self.office.extend(other.office);
    }
}
