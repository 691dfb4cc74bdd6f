//! Data sets as sources among others: tables of standings and chairs, and importers that keep what each says.
//!
//! A line of a data set is what that data set says, never a fact. Nothing here touches a disk: texts come in, lines and
//! mistakes come out, each mistake with file, line, column and what to do.

pub mod base;
mod blob;
pub mod check;
pub mod codes;
pub mod cow;
pub mod factbook;
pub mod line;
mod names;
mod sets;
mod sheet;
pub mod table;
pub mod un;

/// The id that a name means, where it means one.
pub fn id_of(name: &str) -> Option<&'static str> {
    match names::find(name) {
        names::Named::One(id) => Some(id),
        _ => None,
    }
}

/// Hears how many bytes of how many have been read.
pub type Progress<'p> = dyn FnMut(usize, usize) + 'p;
