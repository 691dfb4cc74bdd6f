//! Readings by packs that are parsed at run time.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use comity_read::pack::{self, Pack, PackFile};
use comity_read::{Packs, read};

/// The packs of a folder, in look-up form.
pub fn packs(folder: &Path) -> Result<Packs, Box<dyn Error>> {
    Ok(Packs::new(parsed(folder)?))
}

/// The packs of a folder.
pub fn parsed(folder: &Path) -> Result<Vec<Pack>, Box<dyn Error>> {
    let mut packs = Vec::new();
    for dir in sorted(folder)?.into_iter().filter(|it| it.is_dir()) {
        let lang = dir.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let mut files = Vec::new();
        walk(&dir, &dir, &mut files)?;
        let pack = pack::parse(&lang, &files).map_err(|errors| {
            let line = |it: &comity_model::Diagnostic| {
                let place = it.primary.as_ref().map(|it| format!("{}:{}: ", it.path, it.line));
                format!("{lang}/{}{}", place.unwrap_or_default(), it.message)
            };
            errors.iter().map(line).collect::<Vec<_>>().join("\n")
        })?;
        packs.push(pack);
    }
    Ok(packs)
}

/// The readings of the documents of a gold folder, one line each.
pub fn ndjson(gold: &Path, packs: &Packs) -> Result<String, Box<dyn Error>> {
    let mut lines = String::new();
    for path in sorted(&gold.join("docs"))? {
        let document = comity::document(&path.to_string_lossy(), &fs::read(&path)?)?;
        lines.push_str(&serde_json::to_string(&read(&document, packs))?);
        lines.push('\n');
    }
    Ok(lines)
}

/// Prints the claims of a text, or of the texts of a file of JSON lines with `id` and `text`.
pub fn show(path: &Path, packs: &Packs) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let texts: Vec<(String, String)> = if path.extension().is_some_and(|it| it == "jsonl") {
        let field = |line: &serde_json::Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let lines = text.lines().map(serde_json::from_str::<serde_json::Value>);
        lines.map(|it| it.map(|it| (field(&it, "id"), field(&it, "text")))).collect::<Result<_, _>>()?
    } else {
        vec![(path.display().to_string(), text)]
    };
    for (id, text) in texts {
        let document = comity::document(&id, text.as_bytes())?;
        for claim in read(&document, packs).claims {
            let name = |it: &Option<comity_model::PartyRef>| {
                it.as_ref().map_or_else(|| "-".to_owned(), |it| it.name.clone())
            };
            let words: Vec<String> = claim.evidence.iter().map(|it| it.text.replace('\n', " ")).collect();
            println!(
                "{id} {:?} {} {:?}/{:?}{} {} party={} standing={} agent={} {:.2}: {}",
                claim.kind,
                claim.rule,
                claim.stage,
                claim.stance,
                if claim.background { " background" } else { "" },
                name(&claim.org),
                name(&claim.party),
                claim.standing.as_deref().unwrap_or("-"),
                claim.agent.named().map_or("-", |it| &it.name),
                claim.confidence,
                words.join(" | ")
            );
        }
    }
    Ok(())
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<PackFile>) -> Result<(), Box<dyn Error>> {
    for path in sorted(folder)? {
        if path.is_dir() {
            walk(root, &path, files)?;
        } else if path.extension().is_some_and(|it| it == "toml") {
            let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            files.push(PackFile { path: name, text: fs::read_to_string(&path)? });
        }
    }
    Ok(())
}

pub fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let reason = |error| format!("cannot read `{}`: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(reason)?;
    let mut paths = entries.map(|it| it.map(|it| it.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}
