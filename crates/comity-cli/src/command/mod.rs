//! Commands, one file each.

mod charter;
mod explain;
mod pack;
mod read;

use crate::failure::Failure;

/// What to do.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Read documents and print what was found
    Read(read::Arguments),
    /// Say which pack, rule, roles and antecedents made a claim
    Explain(explain::Arguments),
    /// Check or show charters
    Charter(charter::Arguments),
    /// Check or show language packs
    Pack(pack::Arguments),
}

/// Runs a command.
pub fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Read(arguments) => read::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Charter(arguments) => charter::run(&arguments),
        Command::Pack(arguments) => pack::run(&arguments),
    }
}

/// Reads a file, or standard input for `-`.
fn load(path: &str) -> Result<comity::Document, Failure> {
    let missing = |error: std::io::Error| Failure::Missing { path: path.to_owned(), reason: reason(&error) };
    let bytes = if path == "-" {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes).map_err(missing)?;
        bytes
    } else {
        std::fs::read(path).map_err(missing)?
    };
    comity::document(path, &bytes).map_err(Failure::NotText)
}

/// The charter of an organisation named by its id, with or without `org:`, or by its short name.
fn charter_of<'c>(
    charters: &'c comity::charter::Charters,
    org: &str,
) -> Result<&'c comity::charter::Charter, Failure> {
    let id = org.strip_prefix("org:").unwrap_or(org).to_lowercase();
    charters.all().iter().find(|it| it.org[4..] == id).ok_or_else(|| {
        let known: Vec<&str> = charters.all().iter().map(|it| &it.org[4..]).collect();
        Failure::User {
            message: format!("there is no charter of `{org}`"),
            hint: format!("use one of {}", known.join(", ")),
        }
    })
}

/// The system's reason without its number.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
