//! Data sets as sources among others: tables of standings and chairs, and importers that keep what each says.
//!
//! A line of a data set is what that data set says, never a fact. Nothing here touches a disk: texts come in, lines and
//! mistakes come out, each mistake with file, line, column and what to do.

pub mod base;
mod blob;
pub mod check;
pub mod codes;
pub mod line;
pub mod table;
