//! `comity serve`.

use std::io::Write;
use std::net::SocketAddr;

use comity_web::{Settings, Site, WebError};

use crate::asked::RecordFile;
use crate::failure::Failure;

/// Arguments of `comity serve`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    record: RecordFile,
    /// Where to listen
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Questions a second that one client may ask in the long run
    #[arg(long, value_name = "N")]
    rate: Option<u32>,
    /// The address under which others reach this server, for linked data
    #[arg(long, value_name = "URL")]
    origin: Option<String>,
    /// Print a line for each request to standard error
    #[arg(long)]
    log: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut settings = Settings::new(arguments.record.path()?, clock);
    settings.rate = arguments.rate;
    settings.origin = arguments.origin.clone().unwrap_or_else(|| format!("http://{}", arguments.listen));
    settings.log = arguments.log.then_some(line as fn(&str));
    let site = Site::open(settings).map_err(failure)?;
    let ready = |at: SocketAddr| line(&format!("Serving on http://{at}."));
    comity_web::run(site, arguments.listen, ready).map_err(failure)
}

pub(super) fn clock() -> jiff::Timestamp {
    crate::asked::now().unwrap_or_else(|_| jiff::Timestamp::now())
}

fn line(text: &str) {
    // Nothing can be done when standard error is closed.
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

pub(super) fn failure(error: WebError) -> Failure {
    match error {
        WebError::Record(it) => Failure::Record(it),
        it => Failure::Internal(it.to_string()),
    }
}
