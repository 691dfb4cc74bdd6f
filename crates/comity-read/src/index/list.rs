//! The plain lists of words of a pack, a bit each.

use crate::pack::Pack;

/// A list of words of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// A point after it does not end a sentence.
    Abbreviation,
    /// A month, a weekday, or a word that is counted from publication: a time may begin with it.
    Time,
}

impl List {
    /// Its bit in a set of lists.
    pub(super) fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// Every list with its words.
pub(super) fn lists(pack: &Pack) -> Vec<(List, Vec<&str>)> {
    let time = &pack.time;
    let times =
        time.months.keys().chain(time.weekdays.keys()).chain(time.days.keys()).chain(time.shifts.keys());
    vec![
        (List::Abbreviation, plain(&pack.lexicon.abbreviations)),
        (List::Time, times.map(String::as_str).collect()),
    ]
}

fn plain(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
