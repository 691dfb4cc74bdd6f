//! Data sets as sources among others: tables of standings and chairs, and importers that keep what each says.
//!
//! A line of a data set is what that data set says, never a fact. Nothing here touches a disk: texts come in, lines and
//! mistakes come out, each mistake with file, line, column and what to do.

use comity_model::{Diagnostic, Place};

pub mod base;
mod blob;
pub mod check;
pub mod codes;
pub mod cow;
pub mod factbook;
pub mod line;
mod names;
pub mod rows;
mod sets;
mod sheet;
pub mod table;
pub mod un;

pub use rows::Rows;

/// Bytes as they are, or what a gzip file of them contains.
pub fn unpack(bytes: Vec<u8>) -> std::io::Result<Vec<u8>> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut plain = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(&bytes[..]), &mut plain)?;
    Ok(plain)
}

/// Bytes as text; where they are none, the place of the first that is wrong.
pub fn text(path: &str, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes());
        let place = Place::of(path, &text, good, good + '\u{fffd}'.len_utf8());
        let error = Diagnostic::error("not-utf-8", "the file is not in UTF-8 from here on", Some(place));
        Box::new(error.hint("save it as CSV in UTF-8"))
    })
}

/// The id that a name means, where it means one.
pub fn id_of(name: &str) -> Option<&'static str> {
    match names::find(name) {
        names::Named::One(id) => Some(id),
        _ => None,
    }
}

/// Hears how many bytes of how many have been read.
pub type Progress<'p> = dyn FnMut(usize, usize) + 'p;
