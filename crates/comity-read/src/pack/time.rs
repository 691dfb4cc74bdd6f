//! Words for days, months and years (`dates.toml`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Words for days, months and years.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Time {
    /// Month names and abbreviations, lower case → 1 to 12.
    pub months: BTreeMap<String, u8>,
    /// Weekdays → Monday 0 to Sunday 6.
    pub weekdays: BTreeMap<String, u8>,
    /// Words for a day counted from publication: "yesterday" = -1.
    pub days: BTreeMap<String, i64>,
    /// Words before "year" or "month": "last" = -1.
    pub shifts: BTreeMap<String, i64>,
    /// "year".
    pub year: Vec<String>,
    /// "month".
    pub month: Vec<String>,
    /// "week".
    pub week: Vec<String>,
    /// Ordinal endings written after digits.
    pub ordinal_endings: Vec<String>,
    /// Words that may stand before a bare year: "in", "since", "by".
    pub before_year: Vec<String>,
    /// Nouns that a bare year may modify: "summit", "chairmanship".
    pub after_year: Vec<String>,
    /// Prepositions before the day that ends a state: "until".
    pub until: Vec<String>,
    /// Prepositions before a day that ends or begins a state and is not that of a meeting: "until", "since".
    pub bounds: Vec<String>,
    /// Words before the day on which what has been decided begins: "from".
    #[serde(default)]
    pub starts: Vec<String>,
    /// Prepositions before the time that a document or plan is for: "a programme for 2025", "the budget of 2025".
    pub spans: Vec<String>,
    /// Words before the day by which something is to be done: "by 2030".
    pub deadlines: Vec<String>,
    /// Words before one with whom the subject is compared: "like Chile last year".
    pub compares: Vec<String>,
    /// Words for a day counted from the one named last: "same day" = 0, "day before" = -1.
    pub from_last: BTreeMap<String, i64>,
    /// Words between the ends of a range: "to", "and", "until".
    pub range: Vec<String>,
    /// "ago".
    pub ago: Vec<String>,
    /// Articles and small words between the parts of a date: "of", "the".
    pub fillers: Vec<String>,
    /// Names of months and weekdays begin with a capital.
    pub capitalised: bool,
    /// Words that may follow a year: "года".
    pub year_words: Vec<String>,
    /// Day before month ("10/11" is 10 November).
    pub day_first: bool,
}
