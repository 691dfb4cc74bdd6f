//! Cues and marks of speech (`quotations.toml`).

use serde::{Deserialize, Serialize};

/// Cues and marks of speech.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Speech {
    /// Verbs of saying, every form.
    pub cues: Vec<String>,
    /// Words before the source of a retold statement: "according".
    pub according: Vec<String>,
    /// Documents and organs that speak: statement, communiqué, ministry.
    pub speakers: Vec<String>,
    /// Those of them that are texts, whose speaker is who issued them: statement, communiqué.
    #[serde(default)]
    pub texts: Vec<String>,
    /// Sources without a name: source, official.
    pub anonymous: Vec<String>,
    /// Titles that stand for a person: "the Head of State" → president.
    pub titles: Vec<String>,
    /// Fewest words of a quotation.
    pub words: usize,
}
