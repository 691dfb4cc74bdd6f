//! Runs of the command line, as tests see them.

use std::path::Path;

use assert_cmd::Command;

/// Runs the command in a folder on a fixed day; standard output, standard error and exit code, one text.
pub fn comity(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("comity"))
        .current_dir(folder)
        .env("COMITY_RECORD", "r.comity")
        .env("COMITY_NOW", "2026-06-01T00:00:00Z")
        .args(arguments)
        .output()
        .expect("a run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}exit {}", text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

/// A folder with these files.
pub fn folder<T: AsRef<[u8]>>(files: &[(&str, T)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    folder
}
