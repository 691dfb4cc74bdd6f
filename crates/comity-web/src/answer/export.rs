//! Files of an organisation.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Clocks, Named};

/// What a form cannot hold.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Lost {
    /// The kind of loss.
    pub code: String,
    /// What is lost.
    pub what: String,
}

/// A file that can be had.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Export {
    /// Its name.
    pub name: String,
    /// Its address, with the clocks of this answer.
    pub address: String,
    /// Its media type.
    pub media: String,
    /// What it has.
    pub what: String,
    /// What its form can lose; what it does lose is in the file, or in `….losses.json`.
    pub loses: Vec<Lost>,
}

/// Files of an organisation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Exports {
    /// Who was asked about.
    pub subject: Named,
    /// As of what.
    pub clocks: Clocks,
    /// The files.
    pub exports: Vec<Export>,
}
