//! `cargo xtask base [SHARED]`: derives the files of `base/` that can be derived and puts the lines of all in order;
//! `--check` only tells what is wrong with them.

mod un;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use comity_atlas::Atlas;
use comity_import::check;
use comity_model::Diagnostic;

/// Runs the command.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let root = Path::new("base");
    if !arguments.iter().any(|it| it == "--check") {
        let shared = arguments.first().map_or("../shared", String::as_str);
        fs::write(root.join("standings/un.csv"), un::derive(root, &Path::new(shared).join("data/un"))?)?;
        for (path, _) in files(root)? {
            fs::write(&path, sorted(&path)?)?;
        }
    }
    let wrong = problems(root)?;
    if wrong.is_empty() {
        return Ok(());
    }
    Err(wrong.iter().map(show).collect::<Vec<_>>().join("\n").into())
}

/// What a file holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Standings,
    Chairs,
}

fn files(root: &Path) -> Result<Vec<(PathBuf, What)>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (folder, what) in [("standings", What::Standings), ("chairs", What::Chairs)] {
        let folder = root.join(folder);
        if !folder.is_dir() {
            continue;
        }
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|it| it.map(|it| it.path())).collect::<Result<_, _>>()?;
        paths.retain(|it| it.extension().is_some_and(|it| it == "csv"));
        paths.sort();
        all.extend(paths.into_iter().map(|it| (it, what)));
    }
    Ok(all)
}

/// All that is wrong with the files below a folder.
fn problems(root: &Path) -> Result<Vec<Diagnostic>, Box<dyn Error>> {
    let mut wrong = Vec::new();
    for (path, what) in files(root)? {
        let (text, path) = (fs::read_to_string(&path)?, path.display().to_string());
        let found = match what {
            What::Standings => check::standings(&path, &text, Atlas::shipped()).err(),
            What::Chairs => check::chairs(&path, &text, Atlas::shipped()).err(),
        };
        wrong.extend(found.into_iter().flatten());
    }
    Ok(wrong)
}

/// A file with its lines in order.
fn sorted(path: &Path) -> Result<String, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let header = reader.headers()?.clone();
    let mut rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    rows.sort_by(|a, b| check::order(&header, a).cmp(&check::order(&header, b)));
    write(&header, &rows)
}

/// A table as text.
fn write(header: &csv::StringRecord, rows: &[csv::StringRecord]) -> Result<String, Box<dyn Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn show(it: &Diagnostic) -> String {
    let place = it.primary.as_ref().map(|it| format!("{}:{}:{}: ", it.path, it.line, it.column));
    format!("{}{}\n  hint: {}", place.unwrap_or_default(), it.message, it.hints.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_keeps_its_contract() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../base");
        let wrong = problems(&root).expect("readable files");
        assert!(wrong.is_empty(), "{}", wrong.iter().map(show).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn the_united_nations_are_complete() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../base/standings/un.csv");
        let text = fs::read_to_string(&path).expect("a file");
        let lines = check::standings("base/standings/un.csv", &text, Atlas::shipped()).expect("good lines");
        let members: Vec<_> = lines
            .iter()
            .map(|it| &it.row)
            .filter(|it| it.standing == "member" && it.until.is_none())
            .collect();
        assert_eq!(members.len(), 193);
        // Original members were admitted by nobody; three were admitted in a session that numbered no resolutions.
        let bare = members.iter().filter(|it| it.instrument.is_none()).count();
        assert_eq!(bare, 3);
        assert!(members.iter().all(|it| it.from.is_some_and(|day| day.is_full())));
    }
}
