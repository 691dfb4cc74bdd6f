//! Cues and marks of speech (`quotations.toml`).

use serde::{Deserialize, Serialize};

/// Cues and marks of speech.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Speech {
    /// Verbs of saying, every form.
    pub cues: Vec<String>,
    /// Words before a source: "according to", "in the words of", "so".
    pub sources: Vec<String>,
    /// Words right after a quotation and before who speaks: "so".
    pub after: Vec<String>,
    /// Organs that speak: ministry, secretariat.
    pub speakers: Vec<String>,
    /// Texts that speak for who issued them: statement, communiqué.
    pub texts: Vec<String>,
    /// Words before a text of several parties: "joint".
    pub joint: Vec<String>,
    /// Sources without a name: source, official.
    pub anonymous: Vec<String>,
    /// Persons together: leaders, ministers.
    pub groups: Vec<String>,
    /// "it", "they": organisations, texts and groups named before.
    pub it: Vec<String>,
    /// Words for an organisation named before: bloc, organisation.
    pub blocs: Vec<String>,
    /// What is told something: the addressee stands after "told".
    pub tells: Vec<String>,
    /// Words that tell only after one of `makes`: "made known", "let the press know".
    #[serde(default)]
    pub known: Vec<String>,
    /// let, made.
    #[serde(default)]
    pub makes: Vec<String>,
    /// Words that lead from a quotation to somebody else's: while, whereas.
    #[serde(default)]
    pub contrasts: Vec<String>,
    /// Words before quotation marks that hold a title: theme, slogan.
    pub titled: Vec<String>,
    /// Fewest words of a quotation.
    pub words: usize,
}

impl Speech {
    /// All words.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = &String> {
        let lists = [
            &self.cues,
            &self.sources,
            &self.after,
            &self.speakers,
            &self.texts,
            &self.joint,
            &self.anonymous,
            &self.groups,
            &self.it,
            &self.blocs,
            &self.tells,
            &self.titled,
            &self.known,
            &self.makes,
            &self.contrasts,
        ];
        lists.into_iter().flatten()
    }
}
