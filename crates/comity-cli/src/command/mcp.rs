//! `comity mcp`.

use comity_web::{Settings, Site};

use crate::asked::RecordFile;
use crate::failure::Failure;

/// Arguments of `comity mcp`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    record: RecordFile,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let settings = Settings::new(arguments.record.path()?, super::serve::clock);
    let site = Site::open(settings).map_err(super::serve::failure)?;
    comity_web::serve_stdio(site).map_err(super::serve::failure)
}
