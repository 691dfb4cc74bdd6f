//! A record to append to; a fresh one begins with the shipped base.

use comity::record::Record;

use crate::asked::{RecordFile, now};
use crate::failure::Failure;

/// Opens a record to append to, and fills one that is new.
pub fn open(file: &RecordFile, empty: bool) -> Result<Record, Failure> {
    let mut record = file.write()?;
    if !empty && record.is_empty().map_err(Failure::Record)? {
        record.bulk(comity_import::base::entries(), now()?, &mut |_| {}).map_err(Failure::Record)?;
    }
    Ok(record)
}
