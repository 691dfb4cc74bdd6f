//! Commands, one file each.

mod act;
mod amend;
mod backtest;
mod base;
mod chair;
mod charter;
mod check;
mod compare;
mod disputes;
mod expect;
mod explain;
mod export;
mod file;
mod import;
mod initiative;
mod mcp;
mod pack;
mod panel;
mod read;
mod record;
mod said;
mod search;
mod serve;
mod sources;
mod standing;
mod timeline;
mod token;
mod verify;

use crate::failure::Failure;

/// What to do.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Read documents and print what was found
    Read(read::Arguments),
    /// Say which pack, rule, roles and antecedents made a claim
    Explain(explain::Arguments),
    /// Read documents and append what was found to a record
    Record(record::Arguments),
    /// Append what a data set says: one source among others
    Import(import::Arguments),
    /// Standings by year, for statistics
    Panel(panel::Arguments),
    /// What the record answers about organisations, in a form that others use, with what the form cannot hold
    Export(export::Arguments),
    /// Append an act filed by hand, with its instrument as evidence
    File(file::Arguments),
    /// Say what an entry should have said
    Correct(amend::Correct),
    /// Take an entry back
    Retract(amend::Retract),
    /// Say that a claim is about an act
    Link(amend::Link),
    /// Say that a claim is about another act than it was linked to
    Unlink(amend::Unlink),
    /// Who stands where: the parties of an organisation, the organisations of a party
    Standing(standing::Arguments),
    /// Who held, holds and is to hold the chair
    Chair(chair::Arguments),
    /// Acts of an organisation, a party or a person by day
    Timeline(timeline::Arguments),
    /// One act: proposed, decided, in force, and who says so
    Act(act::Arguments),
    /// The words of a person
    Said(said::Arguments),
    /// A format, institution or text: who proposed it, which body decided it
    Initiative(initiative::Arguments),
    /// What differs between two days, two days of knowledge or two instants of the record
    Compare(compare::Arguments),
    /// Where sources differ
    Disputes(disputes::Arguments),
    /// What the record draws from
    Sources(sources::Arguments),
    /// Search documents by words
    Search(search::Arguments),
    /// Serve a record as pages and an API
    Serve(serve::Arguments),
    /// Give a record to an agent as tools, on standard input and output (Model Context Protocol)
    Mcp(mcp::Arguments),
    /// Make, list and revoke tokens, with which others record and file over the network
    Token(token::Arguments),
    /// Walk the log, its hashes, its evidence and its views
    Verify(verify::Arguments),
    /// Make the views again from the log
    Rebuild(verify::Arguments),
    /// Hold acts against charters and known standings: findings
    Check(check::Arguments),
    /// Say what lies ahead of an organisation: decided, notified, forecast
    Expect(expect::Arguments),
    /// Hold the rules of chairs against the known chairs
    Backtest(backtest::Arguments),
    /// Check or show charters
    #[command(subcommand)]
    Charter(charter::Command),
    /// Check or show language packs
    #[command(subcommand)]
    Pack(pack::Command),
}

/// Runs a command.
pub fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Read(arguments) => read::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Record(arguments) => record::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Panel(arguments) => panel::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::File(arguments) => file::run(&arguments),
        Command::Correct(arguments) => amend::correct(&arguments),
        Command::Retract(arguments) => amend::retract(&arguments),
        Command::Link(arguments) => amend::link(&arguments),
        Command::Unlink(arguments) => amend::unlink(&arguments),
        Command::Standing(arguments) => standing::run(&arguments),
        Command::Chair(arguments) => chair::run(&arguments),
        Command::Timeline(arguments) => timeline::run(&arguments),
        Command::Act(arguments) => act::run(&arguments),
        Command::Said(arguments) => said::run(&arguments),
        Command::Initiative(arguments) => initiative::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Disputes(arguments) => disputes::run(&arguments),
        Command::Sources(arguments) => sources::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Mcp(arguments) => mcp::run(&arguments),
        Command::Token(arguments) => token::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Rebuild(arguments) => verify::rebuild(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Expect(arguments) => expect::run(&arguments),
        Command::Backtest(arguments) => backtest::run(&arguments),
        Command::Charter(command) => charter::run(&command),
        Command::Pack(command) => pack::run(&command),
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
    comity::document_of(path, bytes).map_err(Failure::NotText)
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
