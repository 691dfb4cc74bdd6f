//! Turns `charters/` into one binary table, so that no charter is parsed when the program starts.

#![allow(dead_code, clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/charter/mod.rs"]
mod charter;

use charter::{Charter, CharterFile};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../charters");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=src/charter");
    let mut folders: Vec<PathBuf> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let mut charters: Vec<Charter> = Vec::new();
    for folder in folders {
        let path = folder.join("charter.toml");
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        // Parties are held against the atlas by a test and by `comity charter check`: the atlas is not built yet.
        match charter::parse(&CharterFile { path: format!("charters/{name}/charter.toml"), text }, &|_| true)
        {
            Ok(charter) => charters.push(charter),
            Err(problems) => {
                for it in problems {
                    let place = it.primary.map(|it| format!("{}:{}:{}", it.path, it.line, it.column));
                    println!("cargo::error={}: {}", place.unwrap_or_default(), it.message);
                }
            }
        }
    }
    let table = postcard::to_stdvec(&charters).unwrap();
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("charters.bin"), table).unwrap();
}
