//! The plain lists of words of a pack, a bit each.

use crate::pack::Pack;

/// A list of words of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// A point after it does not end a sentence.
    Abbreviation,
    /// A month, a weekday, or a word that is counted from publication: a time may begin with it.
    Time,
    /// A preposition before the place of an act.
    PlaceFunction,
    /// A noun before the name of a place: "the city of".
    PlaceKind,
    /// The last word of a part of the world that is no place of an act.
    Region,
    /// "here" under a dateline.
    Here,
    /// A part of a meeting: "on the last day of the summit".
    MeetingPart,
    /// A way of meeting that is no place on a map may begin with it.
    Remote,
    /// Stands for parties named before, after a number: "countries".
    Parties,
    /// Stands for two: "both".
    Pair,
    /// Stands for three: "trio".
    Trio,
    /// Stands for the standing named before: "status".
    Standing,
    /// Stands for the office named before: "post".
    Office,
    /// Says that what follows is owned by somebody named before: "its".
    Owner,
}

impl List {
    /// Its bit in a set of lists.
    pub(super) fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// Every list with its words.
pub(super) fn lists(pack: &Pack) -> Vec<(List, Vec<&str>)> {
    let (time, lexicon) = (&pack.time, &pack.lexicon);
    let same_day = time.same_day.iter().map(|it| first_word(it));
    let remote = lexicon.remote.iter().flat_map(|it| &it.words).map(|it| first_word(it));
    let stand_in = &pack.lexicon.stand_in;
    let times =
        time.months.keys().chain(time.weekdays.keys()).chain(time.days.keys()).chain(time.shifts.keys());
    vec![
        (List::Abbreviation, plain(&pack.lexicon.abbreviations)),
        (List::Time, times.map(String::as_str).chain(same_day).collect()),
        (List::PlaceFunction, plain(&lexicon.place_functions)),
        (List::PlaceKind, plain(&lexicon.place_kinds)),
        (List::Region, plain(&lexicon.regions)),
        (List::Here, plain(&lexicon.here)),
        (List::MeetingPart, plain(&lexicon.meeting_parts)),
        (List::Remote, remote.collect()),
        (List::Parties, plain(&stand_in.parties)),
        (List::Pair, plain(&stand_in.pair)),
        (List::Trio, plain(&stand_in.trio)),
        (List::Standing, plain(&stand_in.standing)),
        (List::Office, plain(&stand_in.office)),
        (List::Owner, plain(&stand_in.owner)),
    ]
}

fn first_word(words: &str) -> &str {
    words.split([' ', '-']).next().unwrap_or_default()
}

fn plain(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
