//! Every rule of every shipped pack holds on its own examples.

#![allow(clippy::disallowed_methods)]

use std::fs;
use std::path::{Path, PathBuf};

use comity_read::pack::PackFile;

fn walk(root: &Path, folder: &Path, files: &mut Vec<PackFile>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(root, &path, files);
        } else if path.extension().is_some_and(|it| it == "toml") {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            files.push(PackFile { path: name, text: fs::read_to_string(&path).expect("text") });
        }
    }
}

fn pack(lang: &str) -> Vec<PackFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs").join(lang);
    let mut files = Vec::new();
    walk(&root, &root, &mut files);
    files
}

#[test]
fn english_examples_hold() {
    if let Err(errors) = comity_read::check("en", &pack("en")) {
        let lines: Vec<String> = errors.iter().map(|it| it.message.clone()).collect();
        panic!("{}", lines.join("\n"));
    }
}

#[test]
fn a_new_rule_is_one_more_file() {
    let mut files = pack("en");
    let rule = include_str!("../../../docs/adding/rule.md")
        .split("```toml")
        .nth(1)
        .and_then(|it| it.split("```").next())
        .expect("an example");
    files.push(PackFile { path: "acts/mine.toml".into(), text: rule.to_owned() });
    assert!(comity_read::check("en", &files).is_ok(), "{:?}", comity_read::check("en", &files));
}

#[test]
fn mistakes_have_a_place() {
    let file =
        PackFile { path: "acts/mine.toml".into(), text: "[[rule]]\nname = \"x\"\nact = \"grand\"\n".into() };
    let errors = comity_read::check("en", &[file]).expect_err("a mistake");
    let place = errors[0].primary.as_ref().expect("a place");
    assert_eq!((place.path.as_str(), place.line), ("acts/mine.toml", 3));
}

#[test]
fn two_rules_of_one_name_are_refused() {
    let mut files = pack("en");
    let twice = files.iter().find(|it| it.path == "acts/sign.toml").cloned().expect("rules of signing");
    files.push(PackFile { path: "acts/signed.toml".into(), ..twice });
    let errors = comity_read::check("en", &files).expect_err("every name stands twice");
    assert!(errors.iter().all(|it| it.code == "same-name"), "{errors:?}");
}
