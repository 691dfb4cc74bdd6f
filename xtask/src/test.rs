//! `cargo xtask test`: all tests of the workspace, then tidiness and the quality of the reading.

use std::error::Error;
use std::io::Write;
use std::process::{Command, Stdio};

/// What the browser tests need: a program, and Debian's package of it.
const BROWSER: [(&str, &str); 2] = [("chromium", "chromium"), ("chromedriver", "chromium-driver")];

/// Runs the command.
pub fn run() -> Result<(), Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut test = Command::new(cargo);
    test.args(["test", "--workspace"]);
    if browser() {
        test.env("COMITY_BROWSER", "required");
    } else {
        say(
            "notice: THE BROWSER TESTS ARE SKIPPED: `chromium` and `chromedriver` are not in PATH and cannot be installed here; \
             install them (Debian: `apt-get install chromium chromium-driver`) to run all tests",
        );
    }
    if !test.status()?.success() {
        return Err("tests failed".into());
    }
    crate::tidy::run()?;
    crate::quality::run(&[])
}

fn say(line: &str) {
    // Nothing can be done when standard error is closed.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Whether there is a browser; on a Debian machine it is installed, by root or by sudo without a password.
fn browser() -> bool {
    let missing = || BROWSER.iter().filter(|(program, _)| !starts(program, &["--version"])).map(|it| it.1);
    let packages: Vec<&str> = missing().collect();
    if packages.is_empty() {
        return true;
    }
    if !starts("apt-get", &["--version"]) {
        return false;
    }
    say(&format!("installing {} for the browser tests", packages.join(" and ")));
    let install = |packages: &[&str]| {
        let mut all = vec!["install", "-y", "-q", "--no-install-recommends"];
        all.extend(packages);
        apt(&all)
    };
    (install(&packages) || (apt(&["update", "-q"]) && install(&packages))) && missing().next().is_none()
}

/// Asks apt-get for something, and whether it did it.
fn apt(arguments: &[&str]) -> bool {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|it| it.stdout.starts_with(b"0\n"));
    let mut command = Command::new(if is_root { "apt-get" } else { "sudo" });
    if !is_root {
        command.args(["-n", "apt-get"]);
    }
    command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command.status().is_ok_and(|it| it.success())
}

fn starts(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|it| it.success())
}
