//! `cargo xtask picture`: draws what `comity read` prints in a terminal, for the README.

use std::error::Error;
use std::process::Command;

/// The picture and the document that it shows a reading of.
const PICTURE: &str = "docs/reading.svg";
const DOCUMENT: &str = "examples/dushanbe-summit.txt";
/// How many acts are shown.
const ACTS: usize = 4;

/// Runs the command.
pub fn run() -> Result<(), Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let out = Command::new(cargo)
        .args(["run", "--quiet", "--release", "--package", "comity-cli", "--", "read", DOCUMENT])
        .env("CLICOLOR_FORCE", "1")
        .env("COLUMNS", "100")
        .env_remove("NO_COLOR")
        .output()?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned().into());
    }
    let printed = String::from_utf8(out.stdout)?;
    let blocks: Vec<&str> = printed.split("\n\n").take(ACTS + 1).collect();
    let shown = format!("$ comity read {DOCUMENT}\n\n{}\n", blocks.join("\n\n"));
    std::fs::write(PICTURE, anstyle_svg::Term::new().render_svg(&shown))?;
    Ok(())
}
