//! Correlates of War, Intergovernmental Organizations 3.0.

mod entries;
mod grid;

use comity_model::{Day, Diagnostic};
use comity_record::Entry;

use crate::{Progress, sets};

/// The entries of the file by organisation and year, or of the one by state and year.
pub fn entries(path: &str, text: &str, progress: &mut Progress) -> Result<Vec<Entry>, Vec<Diagnostic>> {
    let grid = grid::read(path, text, progress)?;
    let (source, known) = sets::about("cow");
    Ok(entries::entries(&grid, &source, known.unwrap_or(Day::year(2020))))
}
