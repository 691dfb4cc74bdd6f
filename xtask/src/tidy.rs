//! `cargo xtask tidy`: what no compiler checks. Each rule has its reason.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a source file without its tests; longer files hide what they are for.
const LINES: usize = 560;

/// Runs the command.
pub fn run() -> Result<(), Box<dyn Error>> {
    let problems = problems(Path::new("."))?;
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n").into()) }
}

/// All that is untidy below a folder.
fn problems(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in ["crates", "xtask", "packs", "docs", "examples"] {
        walk(&root.join(folder), &mut files)?;
    }
    let mut problems = Vec::new();
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let name = path.display();
        if path.extension().is_some_and(|it| it == "rs") {
            if !text.starts_with("//!") {
                problems.push(format!("{name}: begins without `//!`: say what the file is for"));
            }
            let code = text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
            if code > LINES {
                problems.push(format!("{name}: {code} lines: split it"));
            }
            if text.contains(concat!("#[", "ignore]")) {
                problems.push(format!("{name}: a test that never runs: assert today's wrong answer instead"));
            }
        }
        if text.contains(concat!("/work", "/")) {
            problems.push(format!("{name}: a path of one machine"));
        }
    }
    Ok(problems)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if path.file_name().is_none_or(|it| it != "target") {
                walk(&path, files)?;
            }
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_tidy() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert_eq!(problems(&root).expect("a readable tree"), Vec::<String>::new());
    }
}
