//! Turns `packs/` into one binary table, so that no pack is parsed or put into look-up form when the program starts.

#![allow(dead_code, clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/index/mod.rs"]
mod index;
#[path = "src/pack/mod.rs"]
mod pack;

use index::Index;
use pack::{Pack, PackFile};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../packs");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=src/pack");
    println!("cargo::rerun-if-changed=src/index");
    let mut packs: Vec<(Pack, Index)> = Vec::new();
    for folder in sorted(&root).into_iter().filter(|path| path.is_dir()) {
        let lang = folder.file_name().unwrap().to_string_lossy().into_owned();
        if lang.starts_with('_') {
            continue;
        }
        let mut files = Vec::new();
        walk(&folder, &folder, &mut files);
        match pack::parse(&lang, &files) {
            Ok(pack) => {
                let index = Index::new(&pack);
                packs.push((pack, index));
            }
            Err(errors) => {
                for error in errors {
                    let place = error.primary.map(|it| format!("{}:{}:{}", it.path, it.line, it.column));
                    println!("cargo::error=packs/{lang}/{}: {}", place.unwrap_or_default(), error.message);
                }
            }
        }
    }
    let table = postcard::to_stdvec(&packs).unwrap();
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("packs.bin"), table).unwrap();
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<PackFile>) {
    for path in sorted(folder) {
        if path.is_dir() {
            walk(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            println!("cargo::rerun-if-changed={}", path.display());
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push(PackFile { path: name, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
