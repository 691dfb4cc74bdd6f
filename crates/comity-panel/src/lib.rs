//! Standings by year, as political scientists use them.
//!
//! A panel is a stream of rows with fixed columns. Four of them: organisations by year, states by year, dyads in both
//! directions with what both hold in an organisation, and counts of joint memberships. A year is read in two ways at
//! once: on 31 December, and on any day of it; only what holds for certain counts.
//!
//! Of a data set that says what it covers, the panel is the data set's own: every organisation and state of it, with its
//! codes, the two meanings of -1 among them. Of the whole record it is what somebody holds; that nobody is known to
//! hold something is no row, never a 0.

mod csv_file;
mod dyad;
mod parquet_file;
mod row;
mod year;

use std::io::Write;

use comity_model::Day;
use comity_record::{Names, Record, RecordError};

pub use row::{Column, Kind as ColumnKind, Value};

/// Which panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Organisation, year, party; -1 says that the state is no member of the system of states.
    OrganisationYear,
    /// Party, year, organisation; -1 says that the organisation does not exist.
    StateYear,
    /// Two parties, year, organisation in which both hold something, in both directions.
    Dyad,
    /// Two parties, year, and in how many organisations both hold something, in both directions.
    Joint,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CSV with a header.
    Csv,
    /// Parquet, one row group every 65,536 rows.
    Parquet,
}

/// What a panel is made of.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which panel.
    pub kind: Kind,
    /// One source only, by its id; none for all, by the record's preference policy.
    pub source: Option<String>,
    /// Organisations, by id or name; empty for all.
    pub organisations: Vec<String>,
    /// First year; of a data set its own first by default.
    pub from: Option<i16>,
    /// Last year; of a data set its own last by default.
    pub until: Option<i16>,
    /// The day from whose sources it draws.
    pub known: Day,
}

/// Why there is no panel.
#[derive(Debug, thiserror::Error)]
pub enum PanelError {
    /// The record fails.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The record has nothing of this source.
    #[error("the record has nothing from the source `{0}`")]
    NoSource(String),
    /// The output cannot be written.
    #[error("the panel cannot be written: {0}")]
    Write(#[from] std::io::Error),
    /// Parquet fails.
    #[error("the panel cannot be written as Parquet: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
}

/// Takes rows, each with a value for every column.
pub(crate) trait Sink {
    fn row(&mut self, row: &[Value<'_>]) -> Result<(), PanelError>;
}

/// Writes a panel; the number of its rows. `progress` hears how many organisations of how many are done.
pub fn write<W: Write + Send>(
    record: &Record,
    names: &dyn Names,
    options: &Options,
    format: Format,
    out: W,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<u64, PanelError> {
    let columns = row::columns(options.kind);
    let maker = year::Maker::new(record, names, options)?;
    match format {
        Format::Csv => {
            let mut sink = csv_file::CsvFile::new(out, columns)?;
            maker.make(&mut sink, progress)?;
            sink.finish()
        }
        Format::Parquet => {
            let mut sink = parquet_file::ParquetFile::new(out, columns)?;
            maker.make(&mut sink, progress)?;
            sink.finish()
        }
    }
}
