//! Claims: the rules of a pack over the frames of a sentence.
//!
//! [`unit`] finds the noun groups that can fill a role, [`frame`] the predicates with tense, mood, voice and negation,
//! [`apply`] holds the rules against them, [`role`] names who and what fills a role, [`index`] is the pack in look-up
//! form.

mod apply;
mod frame;
mod index;
mod list;
mod role;
mod setting;
mod slot;
mod stage;
mod unit;

pub(crate) use apply::{Context, Raw, claims};
pub(crate) use index::Index;
pub(crate) use role::Filled;
