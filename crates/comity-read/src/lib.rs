//! Document → reading: every institutional act a document asserts, with the words that prove it.
//!
//! One pass over the text per layer, each layer a module: `intake`, `text`, `mention`, `person`, `time`, `speech`,
//! `claim`, `settle`. Reading is a total function: any text gives a reading. This crate knows no disk, no clock, no
//! network, no record and no charter; and its source holds no word of a human language: those are packs.

mod acronym;
mod claim;
mod holders;
mod index;
mod intake;
mod letter;
mod meeting;
mod mention;
mod occasion;
pub mod pack;
mod person;
mod read;
mod sequel;
mod settle;
mod speech;
mod text;
mod time;
mod verify;

pub use read::{Packs, read};
pub use verify::check;
