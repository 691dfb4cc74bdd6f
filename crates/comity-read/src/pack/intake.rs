//! Layout words (`intake.toml`).

use serde::{Deserialize, Serialize};

/// Layout words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Intake {
    /// Frequent small words, by which the language is known.
    pub frequent: Vec<String>,
    /// Words that begin a credit: "Photo credit".
    pub credits: Vec<String>,
    /// Words that begin a byline: "By".
    pub by: Vec<String>,
    /// Words that begin a line of furniture: "Read also", "Share".
    pub furniture: Vec<String>,
    /// Words between publisher and source: "cites", "citing".
    pub cites: Vec<String>,
    /// Words after a publisher at the end of a sentence: "reports".
    pub reports: Vec<String>,
    /// Office titles that begin a caption: "President".
    pub captions: Vec<String>,
}
