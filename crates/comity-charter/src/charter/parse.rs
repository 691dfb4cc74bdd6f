//! TOML → charter, with a place and a hint for what is wrong.

use std::cell::RefCell;

use comity_model::{Diagnostic, Place};
use toml::de::DeTable;

use super::section;
use super::table::{File, Table};
use super::{Charter, Form};

/// A charter's file.
#[derive(Clone, Debug)]
pub struct CharterFile {
    /// Path as messages print it: `charters/cis/charter.toml`.
    pub path: String,
    /// TOML.
    pub text: String,
}

/// Reads a charter. `known` says whether an id is in the atlas.
pub fn parse(file: &CharterFile, known: &dyn Fn(&str) -> bool) -> Result<Charter, Vec<Diagnostic>> {
    let root = match DeTable::parse(&file.text) {
        Ok(root) => root,
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let place = Place::of(&file.path, &file.text, span.start, span.end);
            let message = error.message().replace('\n', " ");
            let hint = "mend the TOML; docs/adding/charter.md shows how a charter is written";
            return Err(vec![Diagnostic::error("bad-toml", message, Some(place)).hint(hint)]);
        }
    };
    let file = File { path: &file.path, text: &file.text, problems: RefCell::default() };
    let table = Table::new(&file, "charter", &root);
    let mut charter = Charter { path: file.path.to_owned(), ..Charter::default() };
    organisation(&table, &mut charter, known);
    section::laws(&table, &mut charter, known);
    table.finish();
    let problems = file.problems.into_inner();
    if problems.is_empty() { Ok(charter) } else { Err(problems) }
}

/// `[organisation]` and `[source.…]`.
fn organisation(root: &Table<'_>, charter: &mut Charter, known: &dyn Fn(&str) -> bool) {
    let tables = root.below("organisation", "organisation");
    let Some(table) = tables.first() else { return root.missing("organisation") };
    let id = table.needed("id");
    let in_atlas = id.text.starts_with("org:") && known(&id.text);
    if !id.text.is_empty() && !in_atlas {
        let message = format!("`{}` is not an organisation of the atlas", id.text);
        table.file.problem("unknown-party", message, &id.at, "add it to `atlas/organisations/`".to_owned());
    }
    charter.org = id.text;
    charter.form = match table.word("form") {
        None => Form::Treaty,
        Some(word) => match word.text.as_str() {
            "treaty" => Form::Treaty,
            "forum" => Form::Forum,
            "transforming" => Form::Transforming,
            other => {
                let all = ["treaty", "forum", "transforming"];
                table.file.unknown("unknown-value", "a form of organisation", other, all, &word.at);
                Form::Treaty
            }
        },
    };
    let flat = |key| {
        let pairs = table.by_key(key).into_iter();
        pairs
            .flat_map(|(lang, words)| words.into_iter().map(move |it| (lang.text.clone(), it.text)))
            .collect()
    };
    charter.names = flat("names");
    charter.aliases = flat("aliases");
    if charter.names.is_empty() {
        table.missing("names");
    }
    table.finish();
    for (key, table) in root.named("source") {
        let title = table.needed("title").text;
        charter.sources.push(super::Source { key: key.text, title, url: table.needed("url").text });
        table.finish();
    }
    if charter.sources.is_empty() {
        root.missing("source");
    }
}
