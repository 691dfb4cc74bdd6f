//! Compiles `base/` and the codes of data sets into one compact blob each: cells as strings, read in place.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap()).join("../..");
    let out = PathBuf::from(env::var("OUT_DIR").unwrap());
    for folder in ["base/standings", "base/chairs", "atlas/codes"] {
        let tables: Vec<(String, Vec<Vec<String>>)> =
            files(&root.join(folder)).iter().map(|it| (stem(it), rows(it))).collect();
        let name = folder.rsplit('/').next().unwrap();
        fs::write(out.join(format!("{name}.bin")), postcard::to_stdvec(&tables).unwrap()).unwrap();
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Header and lines.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    let mut rows = Vec::new();
    for row in reader.records() {
        match row {
            Ok(row) => rows.push(row.iter().map(str::to_owned).collect()),
            Err(error) => println!("cargo::error={}: {error}", path.display()),
        }
    }
    rows
}

fn files(folder: &Path) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map_or_else(|_| Vec::new(), |entries| entries.map(|it| it.unwrap().path()).collect());
    paths.retain(|path| path.extension().is_some_and(|it| it == "csv"));
    paths.sort();
    for path in &paths {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    paths
}
