//! `cargo xtask atlas [SHARED]`: derives `atlas/states/names.tsv` from the base data; `--check` only compares.
//!
//! What is derived and under which licence: `atlas/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

/// Languages of the names taken.
const LANGUAGES: [&str; 14] =
    ["en", "ru", "fr", "es", "kk", "tr", "ar", "zh", "pt", "de", "uz", "az", "ky", "uk"];

/// What is entered by hand because no source has it in the form the atlas needs.
#[derive(serde::Deserialize)]
struct Extra {
    /// Code → usual English short name, where the source's is not the usual one.
    canonical: BTreeMap<String, String>,
    /// Codes of states; all others are territories.
    states: Vec<String>,
    /// English names and acronyms to add, by code.
    names: BTreeMap<String, Vec<String>>,
    /// English acronyms to add, by code.
    acronyms: BTreeMap<String, Vec<String>>,
    /// English adjectives to add, by code.
    adjectives: BTreeMap<String, Vec<String>>,
    /// Names that are left out: common words, or names of several.
    leave_out: Vec<String>,
    /// Country name in the second source → code, where the names differ.
    factbook: BTreeMap<String, String>,
    /// Entities that the sources lack.
    entity: Vec<Entity>,
    /// Cities that often host, beside capitals: name → code.
    cities: BTreeMap<String, String>,
    /// Capitals and cities in Russian: English name → nominative.
    cities_ru: BTreeMap<String, String>,
}

#[derive(serde::Deserialize)]
struct Entity {
    id: String,
    names: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    adjectives: Vec<String>,
}

/// Endings of one kind of noun: each case's ending after the cut.
#[derive(serde::Deserialize)]
struct Paradigm {
    ends: Vec<String>,
    cut: usize,
    #[serde(rename = "gen")]
    genitive: String,
    dat: String,
    acc: String,
    ins: String,
    loc: String,
}

#[derive(serde::Deserialize)]
struct Paradigms {
    /// Names that do not change.
    unchanging: Vec<String>,
    /// Names that are plural, with their paradigm by ending.
    paradigm: Vec<Paradigm>,
}

/// One line of the table: id, kind, language, role, case, name.
type Row = (String, String, String, String, String, String);

/// Runs the command.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let check = arguments.iter().any(|it| it == "--check");
    let shared = arguments.iter().find(|it| !it.starts_with("--")).map_or("../shared", String::as_str);
    let rows = derive(Path::new(shared).join("data/names").as_path())?;
    let mut table = String::from("# Derived by `cargo xtask atlas`; sources and licences: atlas/README.md\n");
    for (id, kind, lang, role, case, name) in rows {
        table.push_str(&format!("{id}\t{kind}\t{lang}\t{role}\t{case}\t{name}\n"));
    }
    let path = Path::new("atlas/states/names.tsv");
    if check {
        let same = fs::read_to_string(path)? == table;
        return if same {
            Ok(())
        } else {
            Err("atlas/states/names.tsv differs from what its sources give; run `cargo xtask atlas`".into())
        };
    }
    fs::write(path, table)?;
    Ok(())
}

fn derive(names: &Path) -> Result<BTreeSet<Row>, Box<dyn Error>> {
    let extra: Extra = toml::from_str(&fs::read_to_string("atlas/states/extra.toml")?)?;
    let paradigms: Paradigms = toml::from_str(&fs::read_to_string("atlas/paradigms/ru.toml")?)?;
    let mut rows = BTreeSet::new();
    let mut codes: BTreeMap<String, String> = extra.factbook.clone();
    let mut table = csv::Reader::from_path(names.join("cldr_territory_names.csv"))?;
    for line in table.deserialize() {
        let line: BTreeMap<String, String> = line?;
        territory(&line, &extra, &paradigms, &mut codes, &mut rows);
    }
    let mut table = csv::Reader::from_path(names.join("factbook_country_names_final.csv"))?;
    for line in table.deserialize() {
        let line: BTreeMap<String, String> = line?;
        factbook(&line, &extra, &codes, &mut rows);
    }
    for (name, code) in &extra.cities {
        place(name, code, &extra, &mut rows);
    }
    places_ru(&extra, &paradigms, &mut rows);
    for entity in &extra.entity {
        by_hand(entity, &paradigms, &mut rows);
    }
    Ok(rows)
}

fn id_of(code: &str, extra: &Extra) -> (String, String) {
    let state = extra.states.iter().any(|it| it == code);
    let kind = if state { "state" } else { "territory" };
    (format!("{kind}:{code}"), kind.to_owned())
}

fn row(id: &str, kind: &str, lang: &str, role: &str, case: &str, name: &str) -> Row {
    (id.to_owned(), kind.to_owned(), lang.to_owned(), role.to_owned(), case.to_owned(), name.to_owned())
}

fn territory(
    line: &BTreeMap<String, String>,
    extra: &Extra,
    paradigms: &Paradigms,
    codes: &mut BTreeMap<String, String>,
    rows: &mut BTreeSet<Row>,
) {
    let (Some(code), Some(english)) = (line.get("code"), line.get("en")) else { return };
    if code.len() != 2 || ["EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"].contains(&code.as_str()) {
        return;
    }
    let (id, kind) = id_of(code, extra);
    let usual = extra.canonical.get(code).unwrap_or(english);
    rows.insert(row(&id, &kind, "en", "canonical", "", usual));
    for (name, role) in [
        (extra.names.get(code), "name"),
        (extra.acronyms.get(code), "acronym"),
        (extra.adjectives.get(code), "adjective"),
    ] {
        rows.extend(name.into_iter().flatten().map(|name| row(&id, &kind, "en", role, "", name)));
    }
    for name in extra.names.get(code).into_iter().flatten().chain([usual, english]) {
        codes.entry(name.clone()).or_insert_with(|| code.clone());
    }
    for lang in LANGUAGES {
        let Some(name) = line.get(lang).filter(|it| !it.is_empty()) else { continue };
        if extra.leave_out.contains(name) || lang == "en" && name == usual {
            continue;
        }
        let name = name.replace(" & ", " and ");
        if lang == "ru" {
            inflect(&id, &kind, &name, paradigms, rows);
        } else {
            rows.insert(row(&id, &kind, lang, "name", "", &name));
        }
    }
}

fn factbook(
    line: &BTreeMap<String, String>,
    extra: &Extra,
    codes: &BTreeMap<String, String>,
    rows: &mut BTreeSet<Row>,
) {
    let get = |key: &str| line.get(key).map_or("", |it| it.trim());
    let Some(code) = codes.get(get("short_form")).or_else(|| codes.get(get("long_form"))) else { return };
    let (id, kind) = id_of(code, extra);
    for key in ["long_form", "abbreviation"] {
        let role = if key == "abbreviation" { "acronym" } else { "name" };
        for name in
            get(key).split([',', ';']).map(str::trim).filter(|it| it.len() > 1 && !it.contains(['(', '/']))
        {
            let long = key == "long_form";
            if name != "none" && !extra.leave_out.iter().any(|it| it == name) && (!long || name.contains(' '))
            {
                rows.insert(row(&id, &kind, "en", role, "", name));
            }
        }
    }
    for adjective in get("nationality_adjective").split([',', ';', '/']).flat_map(|it| it.split(" or ")) {
        let adjective = adjective.split('(').next().unwrap_or("").trim();
        let capital = adjective.chars().next().is_some_and(char::is_uppercase);
        if capital && !adjective.contains(' ') && !extra.leave_out.iter().any(|it| it == adjective) {
            rows.insert(row(&id, &kind, "en", "adjective", "", adjective));
        }
    }
    let capital = get("capital").split(['(', ';', ',', '-']).next().unwrap_or("").trim();
    if capital.chars().next().is_some_and(char::is_uppercase) && capital.len() > 2 && kind == "state" {
        place(capital, code, extra, rows);
    }
}

fn place_id(name: &str) -> String {
    let slug: String =
        name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    format!("place:{slug}")
}

fn place(name: &str, code: &str, extra: &Extra, rows: &mut BTreeSet<Row>) {
    let same =
        rows.iter().any(|it| it.5 == name && it.1 != "place") || extra.leave_out.iter().any(|it| it == name);
    let id = place_id(name);
    let taken = rows.iter().any(|it| it.0.starts_with(&format!("{id}@")));
    if !same && !taken {
        let (state, _) = id_of(code, extra);
        rows.insert(row(&format!("{id}@{state}"), "place", "en", "canonical", "", name));
    }
}

fn places_ru(extra: &Extra, paradigms: &Paradigms, rows: &mut BTreeSet<Row>) {
    for (english, russian) in &extra.cities_ru {
        let id = place_id(english);
        let full = rows.iter().find(|it| it.0.starts_with(&format!("{id}@"))).map(|it| it.0.clone());
        if let Some(full) = full {
            inflect(&full, "place", russian, paradigms, rows);
        }
    }
}

fn by_hand(entity: &Entity, paradigms: &Paradigms, rows: &mut BTreeSet<Row>) {
    let kind = if entity.id.starts_with("state:") { "state" } else { "territory" };
    for (lang, names) in &entity.names {
        for (n, name) in names.iter().enumerate() {
            match lang.as_str() {
                "en" if n == 0 => drop(rows.insert(row(&entity.id, kind, "en", "canonical", "", name))),
                "ru" => inflect(&entity.id, kind, name, paradigms, rows),
                _ => drop(rows.insert(row(&entity.id, kind, lang, "name", "", name))),
            }
        }
    }
    rows.extend(entity.adjectives.iter().map(|it| row(&entity.id, kind, "en", "adjective", "", it)));
}

/// Enters a Russian name in all cases; only its first word changes.
fn inflect(id: &str, kind: &str, name: &str, paradigms: &Paradigms, rows: &mut BTreeSet<Row>) {
    let (word, rest) = name.split_once(' ').map_or((name, ""), |(word, rest)| (word, rest));
    let rest = if rest.is_empty() { String::new() } else { format!(" {rest}") };
    let fits = |it: &&Paradigm| it.ends.iter().any(|end| word.ends_with(end.as_str()));
    let table =
        paradigms.paradigm.iter().filter(fits).max_by_key(|it| {
            it.ends.iter().filter(|end| word.ends_with(end.as_str())).map(String::len).max()
        });
    let unchanging = paradigms.unchanging.iter().any(|it| it == word) || word.chars().all(char::is_uppercase);
    let Some(table) = table.filter(|_| !unchanging) else {
        rows.insert(row(id, kind, "ru", "name", "", name));
        return;
    };
    let stem: String = word.chars().take(word.chars().count().saturating_sub(table.cut)).collect();
    rows.insert(row(id, kind, "ru", "name", "nom", name));
    for (case, ending) in [
        ("gen", &table.genitive),
        ("dat", &table.dat),
        ("acc", &table.acc),
        ("ins", &table.ins),
        ("loc", &table.loc),
    ] {
        rows.insert(row(id, kind, "ru", "name", case, &format!("{stem}{ending}{rest}")));
    }
}
