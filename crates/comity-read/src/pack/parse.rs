//! TOML files → pack, with a place and a hint for what is wrong.

use comity_model::{Diagnostic, Place};
use serde::de::DeserializeOwned;

use super::{Pack, Persons, Rule};

/// A file of a pack: its path below the pack's folder, and its contents.
#[derive(Clone, Debug)]
pub struct PackFile {
    /// `acts/grant.toml`.
    pub path: String,
    /// TOML.
    pub text: String,
}

/// A file of rules.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rule: Vec<Rule>,
}

/// Reads the files of one language's folder.
pub fn parse(lang: &str, files: &[PackFile]) -> Result<Pack, Vec<Diagnostic>> {
    let mut pack = Pack { lang: lang.to_owned(), ..Pack::default() };
    let mut errors = Vec::new();
    for file in files {
        let result = match file.path.as_str() {
            "intake.toml" => from_toml(file).map(|words| pack.intake = words),
            "dates.toml" => from_toml(file).map(|words| pack.time = words),
            "confidence.toml" => from_toml(file).map(|weights| pack.confidence = weights),
            "quotations.toml" => from_toml(file).map(|words| pack.speech = words),
            "persons.toml" | "offices.toml" => {
                from_toml(file).map(|words: Persons| pack.persons.merge(words))
            }
            path if path.starts_with("lexicon/") => from_toml(file).map(|words| pack.lexicon.merge(words)),
            path if path.starts_with("acts/") => {
                from_toml(file).map(|rules: Rules| pack.rules.extend(rules.rule))
            }
            path => Err(Diagnostic::error("unknown-file", format!("`{path}` is not a file of a pack"), None)
                .hint("put rules into `acts/`, words into `lexicon/`, or remove the file")),
        };
        errors.extend(result.err());
    }
    pack.expand_sets();
    if errors.is_empty() { Ok(pack) } else { Err(errors) }
}

impl Pack {
    /// Puts the standings and offices of a set where a rule asks for the set.
    fn expand_sets(&mut self) {
        let sets = &self.lexicon.sets;
        for rule in &mut self.rules {
            let asked = std::mem::take(&mut rule.standing_in);
            rule.standing_in =
                asked.into_iter().flat_map(|it| sets.get(&it).cloned().unwrap_or_else(|| vec![it])).collect();
        }
    }
}

/// Reads one TOML file into its type.
fn from_toml<T: DeserializeOwned>(file: &PackFile) -> Result<T, Diagnostic> {
    toml::from_str(&file.text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let place = Place::of(&file.path, &file.text, span.start, span.end);
        Diagnostic::error("bad-toml", error.message().replace('\n', " "), Some(place))
    })
}
