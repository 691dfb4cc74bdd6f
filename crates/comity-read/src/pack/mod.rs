//! A pack: one language's lexicon and rules, as data.
//!
//! This module is compiled twice: into the library, and into its build script, which turns `packs/` into one binary
//! table, so that nothing is parsed when the program starts. It must therefore know nothing of the rest of the crate.

mod confidence;
mod intake;
mod lexicon;
mod merge;
mod parse;
mod person;
mod rule;
mod speech;
mod time;

// The build script compiles this module too and needs only some of it.
#[allow(unused_imports)]
mod names {
    pub use super::lexicon::{
        Auxiliary, Conjugation, Control, Governs, Grammar, Lexicon, NounClass, Phrase, Remote, Verb,
    };
    pub use super::person::{Office, Persons};
    pub use super::rule::{Reject, Role, Rule, Slot, Tells, Voice};
}

use serde::{Deserialize, Serialize};

pub use confidence::Confidence;
pub use intake::Intake;
pub use names::*;
pub use parse::{PackFile, parse};
pub use speech::Speech;
pub use time::Time;

/// One language's words and rules.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Pack {
    /// ISO 639-1.
    pub lang: String,
    /// Layout words: captions, credits, publication lines (`intake.toml`).
    pub intake: Intake,
    /// Months, weekdays, relative days (`dates.toml`).
    pub time: Time,
    /// Cues and marks of speech (`quotations.toml`).
    pub speech: Speech,
    /// Name particles and honorifics (`persons.toml`) and office titles (`offices.toml`).
    pub persons: Persons,
    /// Grammar words and nouns of the field (`lexicon/*.toml`).
    pub lexicon: Lexicon,
    /// Weights of what speaks for and against a claim (`confidence.toml`).
    pub confidence: Confidence,
    /// Rules (`acts/*.toml`).
    pub rules: Vec<Rule>,
}
