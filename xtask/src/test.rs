//! `cargo xtask test`: all tests of the workspace, then tidiness and the quality of the reading.

use std::error::Error;
use std::process::Command;

/// Runs the command.
pub fn run() -> Result<(), Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo).args(["test", "--workspace"]).status()?;
    if !status.success() {
        return Err("tests failed".into());
    }
    crate::tidy::run()?;
    crate::quality::run(&[])
}
