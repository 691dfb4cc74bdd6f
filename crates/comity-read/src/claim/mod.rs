//! Claims: the rules of a pack over the frames of a sentence.
//!
//! [`unit`] finds the noun groups that can fill a role, [`govern`] what governs them, [`frame`] the predicates with tense, mood, voice and negation, [`clause`] how far they reach, [`begin`] where a further one begins, [`fronted`] those that come before what they hang on,
//! [`gate`] picks the sentences that are looked at, [`trigger`] where the words of a rule stand, [`light`] the verbs that only lend a noun their tense,
//! [`apply`] holds the rules against them, [`list`] continues an act over the lists after it, [`role`] names who and what fills a
//! role, [`organisation`] whose act it is, [`organs`] its organs, [`party`] who receives or loses a standing, [`behalf`] for whom somebody acts,
//! [`counted`] those counted first and named after, [`enumerate`] the objects that one word sums up, [`wrap`] acts that only say another one, [`points`] who does what the points of a resolution say, [`unnamed`] those of them that nothing names, [`unlisted`] organisations that the atlas lacks, [`whose`] acts of somebody else, [`bystander`] of those who only stand beside, [`elsewhere`] of another body named beside, [`intent`] what is only meant, [`conjunct`] what two joined verbs share, [`coordinate`] what is joined over other words, [`gap`] offices told after one verb, [`history`] what is told of the past, [`asked`] what was asked for before, [`verdict`] what becomes of a decision named as a noun, [`census`] who is named where, [`collective`] whom "they" stands for, [`anaphora`] whom "the three" and "the country" stand for,
//! [`crate::index`] is the pack in look-up form.

mod adjunct;
mod anaphora;
mod apply;
mod asked;
mod begin;
mod behalf;
mod bystander;
mod census;
mod clause;
mod collective;
mod conjunct;
mod coordinate;
mod counted;
mod elsewhere;
mod enumerate;
mod frame;
mod fronted;
mod gap;
mod gate;
mod govern;
mod group;
mod history;
mod intent;
mod light;
mod list;
mod named;
mod object;
mod open;
mod organisation;
mod organs;
mod party;
mod place;
mod points;
mod remote;
mod resume;
mod role;
mod setting;
mod share;
mod signal;
mod slot;
mod stage;
mod standing;
mod tag;
mod tail;
mod trigger;
mod unit;
mod unlisted;
mod unnamed;
mod verb;
mod verdict;
mod whose;
mod wrap;

pub(crate) use apply::{Again, Context, Raw, claims};
pub(crate) use history::is_before;
pub(crate) use role::{Filled, Placed, RawWhen, join};
pub(crate) use stage::is_after;
