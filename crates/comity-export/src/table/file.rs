//! A file of the package while it is written.

use std::io::Write;

use comity_model::Day;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::schema::Table;
use crate::ExportError;
use crate::sheet::word;

/// Counts and hashes what is written.
pub(super) struct Counted<W: Write> {
    out: W,
    bytes: u64,
    hash: Sha256,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let n = self.out.write(bytes)?;
        self.bytes += n as u64;
        self.hash.update(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// A table that is being written.
pub(super) struct Tally<W: Write> {
    pub(super) table: &'static Table,
    pub(super) out: csv::Writer<Counted<W>>,
    pub(super) rows: u64,
}

impl<W: Write> Tally<W> {
    pub(super) fn new(table: &'static Table, out: W) -> Result<Tally<W>, ExportError> {
        let mut out = csv::Writer::from_writer(Counted { out, bytes: 0, hash: Sha256::new() });
        out.write_record(table.columns.iter().map(|it| it.name))?;
        Ok(Tally { table, out, rows: 0 })
    }

    /// The resource of the descriptor, and what it was written to.
    pub(super) fn close(self) -> Result<(Value, W), ExportError> {
        let counted = self.out.into_inner().map_err(|it| it.into_error())?;
        let hash: String = counted.hash.finalize().iter().map(|it| format!("{it:02x}")).collect();
        Ok((self.table.resource(counted.bytes, &hash, self.rows), counted.out))
    }
}

/// A day in a cell.
pub(super) fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |it| it.to_string())
}

/// A word in a cell.
pub(super) fn some<T: Serialize>(value: Option<&T>) -> String {
    value.map_or_else(String::new, word)
}

/// An address in a cell.
pub(super) fn web(url: Option<&str>) -> String {
    url.filter(|it| it.starts_with("http")).unwrap_or_default().to_owned()
}
