//! A record to append to; a fresh one begins with the shipped base.

use comity::record::Record;

use crate::asked::RecordFile;
use crate::failure::Failure;

/// Opens a record to append to, and fills one that is new.
pub fn open(file: &RecordFile) -> Result<Record, Failure> {
    file.write()
}
