//! `comity pack`.

use std::io::Write;
use std::path::Path;

use comity::pack::PackFile;

use crate::failure::Failure;

/// What to do with packs.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Check a pack's folder, or a folder of packs, with all its examples
    Check {
        /// The folder
        dir: String,
    },
    /// List the rules of a shipped pack
    Show {
        /// Language, such as `en`
        lang: String,
    },
}

/// Runs the command.
pub fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Check { dir } => check(Path::new(dir)),
        Command::Show { lang } => show(lang),
    }
}

fn check(dir: &Path) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let one = dir.join("acts").is_dir() || dir.join("dates.toml").is_file();
    let folders = if one { vec![dir.to_path_buf()] } else { folders(dir)? };
    let mut errors = Vec::new();
    for folder in folders {
        let lang = folder.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let mut files = Vec::new();
        walk(&folder, &folder, &mut files)?;
        match comity::check(&lang, &files) {
            Ok(rules) => writeln!(out, "Pack {lang}: {rules} rules, all examples hold.")?,
            Err(list) => errors.extend(list),
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Failure::BadPack(errors)) }
}

fn folders(dir: &Path) -> Result<Vec<std::path::PathBuf>, Failure> {
    let missing = |error: std::io::Error| Failure::Missing {
        path: dir.display().to_string(),
        reason: super::reason(&error),
    };
    let mut paths: Vec<_> = std::fs::read_dir(dir)
        .map_err(missing)?
        .filter_map(|it| it.ok().map(|it| it.path()))
        .filter(|it| it.is_dir())
        .collect();
    paths.sort();
    Ok(paths)
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<PackFile>) -> Result<(), Failure> {
    let missing = |path: &Path, error: std::io::Error| Failure::Missing {
        path: path.display().to_string(),
        reason: super::reason(&error),
    };
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .map_err(|it| missing(folder, it))?
        .filter_map(|it| it.ok().map(|it| it.path()))
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(root, &path, files)?;
        } else if path.extension().is_some_and(|it| it == "toml") {
            let text = std::fs::read_to_string(&path).map_err(|it| missing(&path, it))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push(PackFile { path: name, text });
        }
    }
    Ok(())
}

fn show(lang: &str) -> Result<(), Failure> {
    let packs = comity::Packs::shipped().all();
    let Some(pack) = packs.iter().find(|it| it.lang == lang) else {
        let known: Vec<&str> = packs.iter().map(|it| it.lang.as_str()).collect();
        return Err(Failure::User {
            message: format!("there is no pack `{lang}`"),
            hint: format!("use one of {}", known.join(", ")),
        });
    };
    let mut out = anstream::stdout().lock();
    for rule in &pack.rules {
        writeln!(out, "{lang}/{}/{}", crate::render::word(&rule.act), rule.name)?;
        for accepts in &rule.accepts {
            writeln!(out, "  {accepts}")?;
        }
    }
    Ok(())
}
