//! What a record knows of an organisation today, as plain rows for the checks of charters.

use comity::record::Record;
use comity::record::answer::ActLine;

pub use comity::known::{Rows, rows, shipped};

use crate::asked::today;
use crate::failure::Failure;

/// All acts of an organisation that a record knows today, those that lie ahead too.
pub fn acts(record: &Record, org: &str) -> Result<Vec<ActLine>, Failure> {
    comity::known::acts(record, org, today()?).map_err(Failure::Record)
}
