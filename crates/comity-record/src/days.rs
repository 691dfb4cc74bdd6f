//! Days as numbers, and ranges of days: `2023` is the range of its first to its last day, and back.

use comity_model::Day;

/// Days since 0000-03-01 in the proleptic Gregorian calendar.
pub(crate) type DayNumber = i32;

/// Before every day.
pub(crate) const PAST: DayNumber = DayNumber::MIN;
/// After every day.
pub(crate) const FUTURE: DayNumber = DayNumber::MAX;

/// The days that a day of some precision can be, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Days {
    /// The first one.
    pub(crate) first: DayNumber,
    /// The last one.
    pub(crate) last: DayNumber,
}

/// The number of a full day.
pub(crate) fn number(day: Day) -> Option<DayNumber> {
    day.ordinal().and_then(|it| DayNumber::try_from(it).ok())
}

impl Days {
    /// The days that `day` can be; none where its year is unknown.
    pub(crate) fn of(day: Day) -> Option<Days> {
        Some(Days { first: number(day.earliest()?)?, last: number(day.latest()?)? })
    }

    /// The day whose range this is, in the precision it was given in; of a range between two looks at a source, the
    /// month or year that holds it, and none where no year does.
    pub(crate) fn day(self) -> Option<Day> {
        let day = Day::from_ordinal(i64::from(self.first));
        let month = Day { day: None, ..day };
        let year = Day { month: None, ..month };
        let holds = |it: &Day| Days::of(*it).is_some_and(|it| it.first <= self.first && self.last <= it.last);
        [day, month, year].into_iter().find(holds)
    }

    /// Days between the two ranges; 0 where they meet.
    pub(crate) fn gap(self, other: Days) -> i32 {
        (other.first - self.last).max(self.first - other.last).max(0)
    }

    /// Whether both can be one day.
    pub(crate) fn meets(self, other: Days) -> bool {
        self.gap(other) == 0
    }

    /// How many days it leaves open.
    pub(crate) fn width(self) -> i32 {
        self.last - self.first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_printed_as_it_was_given() {
        for text in ["2023", "2024-02", "2024-02-29", "2026-01-01", "1999-12-31"] {
            let day = Day::parse(text).expect("a day");
            assert_eq!(Days::of(day).and_then(Days::day), Some(day));
        }
        assert_eq!(Days::of(Day { year: None, month: Some(10), day: Some(10) }), None);
        let days = Days::of(Day::year(1945)).zip(Days::of(Day::year(1950)));
        let range = days.map(|(a, b)| Days { first: a.first, last: b.last });
        assert_eq!(range.map(Days::day), Some(None));
    }

    #[test]
    fn a_year_meets_its_days() {
        let days = |text: &str| Days::of(Day::parse(text).expect("a day")).expect("with a year");
        assert!(days("2023").meets(days("2023-10-13")));
        assert_eq!(days("2024-08-07").gap(days("2024-08-08")), 1);
        assert_eq!(days("2023").gap(days("2024-01-10")), 10);
    }
}
