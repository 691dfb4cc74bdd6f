//! `comity token`.

use std::io::Write;

use comity_web::{Scope, TokenError, Tokens};

use crate::asked::{RecordFile, now};
use crate::failure::Failure;

/// Arguments of `comity token`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Make a token and print it, once; only its hash is kept
    Create {
        /// What to call it
        name: String,
        /// What it allows
        #[arg(long, value_enum, required = true)]
        scope: Vec<Allowed>,
        #[command(flatten)]
        record: RecordFile,
    },
    /// Print the tokens that there are, without what they are
    List {
        #[command(flatten)]
        record: RecordFile,
    },
    /// Revoke a token; a server heeds it from the next request on
    Revoke {
        /// What it is called
        name: String,
        #[command(flatten)]
        record: RecordFile,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Allowed {
    /// Recording documents
    Record,
    /// Filing acts
    File,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let tokens = |record: &RecordFile| Ok::<_, Failure>(Tokens::beside(&record.path()?));
    let mut out = anstream::stdout().lock();
    match &arguments.what {
        What::Create { name, scope, record } => {
            let scopes: Vec<Scope> = scope.iter().map(|it| it.scope()).collect();
            let token = tokens(record)?.create(name, &scopes, now()?).map_err(failure)?;
            writeln!(out, "{token}")?;
        }
        What::List { record } => {
            for it in tokens(record)?.list().map_err(failure)? {
                let scopes: Vec<&str> = it.scopes.iter().map(word).collect();
                let state = it.revoked_at.map_or_else(String::new, |at| format!(" · revoked {at}"));
                writeln!(out, "{}  {} · made {}{state}", it.name, scopes.join(", "), it.created_at)?;
            }
        }
        What::Revoke { name, record } => tokens(record)?.revoke(name, now()?).map_err(failure)?,
    }
    Ok(())
}

impl Allowed {
    fn scope(self) -> Scope {
        match self {
            Allowed::Record => Scope::Record,
            Allowed::File => Scope::File,
        }
    }
}

fn word(scope: &Scope) -> &'static str {
    match scope {
        Scope::Record => "record",
        Scope::File => "file",
    }
}

fn failure(error: TokenError) -> Failure {
    let hint = match &error {
        TokenError::Taken(_) => "choose another name, or revoke that one",
        TokenError::Unknown(_) => "`comity token list` names them",
        TokenError::File { .. } | TokenError::Random => "look at the folder of the record",
    };
    Failure::User { message: error.to_string(), hint: hint.to_owned() }
}
