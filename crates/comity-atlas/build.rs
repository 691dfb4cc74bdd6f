//! Compiles `atlas/` into one table and one automaton, so that nothing is compiled when the program starts.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/fold.rs"]
mod fold;
#[path = "src/head.rs"]
mod head;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisation {
    id: String,
    name: String,
    #[allow(dead_code)]
    source: String,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    private: bool,
    #[serde(default)]
    head: String,
    #[serde(default)]
    names: Names,
    #[serde(default)]
    acronyms: Names,
    #[serde(default)]
    context: Names,
    #[serde(default)]
    forms: Forms,
    #[serde(default)]
    body: Vec<Body>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    id: String,
    name: String,
    level: String,
    #[allow(dead_code)]
    source: String,
    #[serde(default)]
    names: Names,
    #[serde(default)]
    context: Names,
    #[serde(default)]
    forms: Forms,
}

/// Language → case → forms.
type Forms = BTreeMap<String, BTreeMap<String, Vec<String>>>;

type Names = BTreeMap<String, Vec<String>>;

/// An entity under construction.
struct Entity {
    kind: u8,
    name: String,
    parent: Option<String>,
    level: u8,
    private: bool,
    /// Number of the title of who heads it.
    head: u8,
}

/// Id, role, case, language, stored form.
type Hit = (String, u8, u8, [u8; 2], String);

#[derive(Default)]
struct Tables {
    entities: BTreeMap<String, Entity>,
    /// Folded key → hits.
    names: BTreeMap<String, BTreeSet<Hit>>,
}

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../atlas");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=src/fold.rs");
    let mut tables = Tables::default();
    for path in files(&root.join("states"), "tsv") {
        tables.states(&fs::read_to_string(&path).unwrap(), &path);
    }
    for path in files(&root.join("organisations"), "toml") {
        match toml::from_str::<Organisation>(&fs::read_to_string(&path).unwrap()) {
            Ok(organisation) => tables.organisation(organisation),
            Err(error) => println!("cargo::error={}: {error}", path.display()),
        }
    }
    tables.write(&PathBuf::from(env::var("OUT_DIR").unwrap()));
}

/// Number of a grammatical case; 0 for none.
fn case_number(case: &str) -> u8 {
    ["", "nom", "gen", "dat", "acc", "ins", "loc"].iter().position(|it| *it == case).unwrap_or(0) as u8
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map_or_else(|_| Vec::new(), |entries| entries.map(|it| it.unwrap().path()).collect());
    paths.retain(|path| path.extension().is_some_and(|it| it == extension));
    paths.sort();
    for path in &paths {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    paths
}

impl Tables {
    /// `id kind lang role case name` a line, tab-separated; a place has its state after its id, `place:astana@state:KZ`.
    fn states(&mut self, text: &str, path: &Path) {
        for (n, line) in
            text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        {
            let parts: Vec<&str> = line.split('\t').collect();
            let [id, kind, lang, role, case, name] = parts[..] else {
                println!("cargo::error={}:{}: expected six columns", path.display(), n + 1);
                continue;
            };
            let (id, parent) =
                id.split_once('@').map_or((id, None), |(id, parent)| (id, Some(parent.to_owned())));
            let kind = match kind {
                "state" => 0,
                "territory" => 1,
                _ => 4,
            };
            if role == "canonical" {
                self.entities.insert(
                    id.to_owned(),
                    Entity { kind, name: name.to_owned(), parent, level: 0, private: false, head: 0 },
                );
            }
            let role = match role {
                "canonical" => 0,
                "acronym" => 2,
                "adjective" => 3,
                "demonym" => 4,
                _ => 1,
            };
            let case = case_number(case);
            self.name(id, role, case, lang, name);
        }
    }

    fn organisation(&mut self, it: Organisation) {
        let private = it.private;
        let Some(head) = head::HEADS.iter().position(|title| *title == it.head) else {
            println!("cargo::error=`{}` is headed by a `{}`, which is no title known", it.id, it.head);
            return;
        };
        let (head, name) = (head as u8, it.name.clone());
        let entity = Entity { kind: 2, name, parent: it.parent, level: 0, private, head };
        self.entities.insert(it.id.clone(), entity);
        let short = it.name.chars().filter(|c| c.is_uppercase()).count() * 2 > it.name.len();
        self.name(&it.id, if short { 2 } else { 0 }, 0, "en", &it.name);
        for (table, role) in [(&it.names, 1), (&it.acronyms, 2), (&it.context, 5)] {
            self.all(&it.id, role, table);
        }
        self.forms(&it.id, &it.forms);
        for body in it.body {
            let level =
                ["", "leaders", "ministers", "officials", "secretariat", "parliament", "court", "other"]
                    .iter()
                    .position(|it| *it == body.level)
                    .unwrap_or(7);
            self.entities.insert(
                body.id.clone(),
                Entity {
                    kind: 3,
                    name: body.name.clone(),
                    parent: Some(it.id.clone()),
                    level: level as u8,
                    private,
                    head: 0,
                },
            );
            self.name(&body.id, 0, 0, "en", &body.name);
            self.all(&body.id, 1, &body.names);
            self.all(&body.id, 5, &body.context);
            self.forms(&body.id, &body.forms);
        }
    }

    fn forms(&mut self, id: &str, forms: &Forms) {
        for (lang, cases) in forms {
            for (case, names) in cases {
                for name in names {
                    self.name(id, 1, case_number(case), lang, name);
                }
            }
        }
    }

    fn all(&mut self, id: &str, role: u8, names: &Names) {
        for (lang, names) in names {
            for name in names {
                self.name(id, role, 0, lang, name);
            }
        }
    }

    fn name(&mut self, id: &str, role: u8, case: u8, lang: &str, name: &str) {
        let code = lang.as_bytes();
        let lang = [code.first().copied().unwrap_or(b'-'), code.get(1).copied().unwrap_or(b'-')];
        for key in fold::keys(name) {
            self.names.entry(key).or_default().insert((id.to_owned(), role, case, lang, name.to_owned()));
        }
    }

    fn write(self, folder: &Path) {
        let ids: Vec<&String> = self.entities.keys().collect();
        let number = |id: &str| ids.binary_search_by(|it| it.as_str().cmp(id)).map_or(u32::MAX, |n| n as u32);
        let (mut strings, mut entities) = (String::new(), Vec::new());
        let mut intern = |text: &str| {
            let at = strings.len() as u32;
            strings.push_str(text);
            (at, text.len() as u32)
        };
        for (id, entity) in &self.entities {
            let (id, name) = (intern(id), intern(&entity.name));
            let parent = entity.parent.as_deref().map_or(u32::MAX, number);
            for part in [
                id.0,
                id.1,
                name.0,
                name.1,
                parent,
                u32::from(entity.kind)
                    | u32::from(entity.level) << 8
                    | u32::from(entity.private) << 16
                    | u32::from(entity.head) << 24,
            ] {
                entities.extend(part.to_le_bytes());
            }
        }
        let (mut hits, mut keys) = (Vec::new(), Vec::new());
        let mut count = 0u64;
        for (key, group) in &self.names {
            let start = count;
            for (id, role, case, lang, name) in group {
                let entity = number(id);
                if entity == u32::MAX {
                    println!("cargo::error=`{name}` names `{id}`, which has no canonical name");
                    continue;
                }
                let (at, len) = intern(name);
                let tags = u32::from(*role)
                    | u32::from(*case) << 8
                    | u32::from(lang[0]) << 16
                    | u32::from(lang[1]) << 24;
                for part in [entity, tags, at, len] {
                    hits.extend(part.to_le_bytes());
                }
                count += 1;
            }
            keys.push((key, start << 16 | (count - start)));
        }
        let mut builder = fst::MapBuilder::memory();
        for (key, value) in keys {
            builder.insert(key, value).unwrap();
        }
        fs::write(folder.join("names.fst"), builder.into_inner().unwrap()).unwrap();
        fs::write(folder.join("hits.bin"), hits).unwrap();
        fs::write(folder.join("entities.bin"), entities).unwrap();
        fs::write(folder.join("strings.txt"), strings).unwrap();
    }
}
