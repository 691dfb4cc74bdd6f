//! What went wrong, in one place: message, hint and exit code.

use std::io::Write;
use std::process::ExitCode;

use comity::Diagnostic;

use crate::render::diagnostic;

/// Mistakes of a table that are printed one by one; more are counted.
const MISTAKES: usize = 20;

/// A reason to stop.
pub enum Failure {
    /// The person asked for something that is not there.
    User {
        /// One sentence.
        message: String,
        /// What to do.
        hint: String,
    },
    /// A file cannot be read.
    Missing {
        /// Its path.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// A file is no text.
    NotText(comity::NotText),
    /// A pack has mistakes.
    BadPack(Vec<Diagnostic>),
    /// A table has mistakes.
    BadTable(Vec<Diagnostic>),
    /// The record cannot do it.
    Record(comity::record::RecordError),
    /// Nobody reads the output any more.
    BrokenPipe,
    /// Output cannot be written, or another fault of ours.
    Internal(String),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::BrokenPipe,
            _ => Failure::Internal(error.to_string()),
        }
    }
}

impl Failure {
    /// Prints the message to standard error and gives the exit code: user 1, command line 2 (by clap), missing file 3,
    /// not text 4, bad pack 5, record 6, bad table 7, internal 255.
    pub fn report(self) -> ExitCode {
        let mut out = anstream::stderr().lock();
        let (lines, code) = match self {
            Failure::User { message, hint } => (format!("error: {message}\n  = hint: {hint}\n"), 1),
            Failure::Missing { path, reason } => (
                format!(
                    "error: cannot read `{path}`: {reason}\n  = hint: check the path, or use `-` for standard input\n"
                ),
                3,
            ),
            Failure::NotText(it) => {
                (format!("error: {it}\n  = hint: give plain text; convert PDF or Word files first\n"), 4)
            }
            Failure::BadPack(list) => (list.iter().map(diagnostic).collect(), 5),
            Failure::BadTable(list) => {
                let more = list.len().saturating_sub(MISTAKES);
                let more = if more > 0 { format!("error: {more} more mistakes\n") } else { String::new() };
                (list.iter().take(MISTAKES).map(diagnostic).chain([more]).collect(), 7)
            }
            Failure::Record(it) => (format!("error: {it}\n{}", hint(&it)), 6),
            Failure::BrokenPipe => (String::new(), 0),
            Failure::Internal(reason) => (format!("error: {reason}\n"), 255),
        };
        // Nothing can be done when standard error is closed.
        let _ = out.write_all(lines.as_bytes());
        ExitCode::from(code)
    }
}

/// What to do about a record that cannot do it.
fn hint(error: &comity::record::RecordError) -> &'static str {
    use comity::record::RecordError;
    match error {
        RecordError::Missing(_) => {
            "  = hint: create it with `comity record FILE…`, or name another with --record\n"
        }
        RecordError::NotARecord(_) => "  = hint: name a record with --record\n",
        RecordError::TooNew { .. } => "  = hint: install a newer comity\n",
        RecordError::DiskFull(_) => "  = hint: free some space and run the command again\n",
        RecordError::ReadOnly(_) => "  = hint: check who may write the file and its folder\n",
        RecordError::Busy(_) => "  = hint: wait for it, then run the command again\n",
        RecordError::BadEntry { .. } => "  = hint: run `comity verify` to see the extent\n",
        _ => "",
    }
}
