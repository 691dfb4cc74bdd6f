//! Calendar days as the source gives them: EDTF, so that "2023" stays "2023".

use std::fmt;

use serde::{Deserialize, Serialize};

/// A calendar day, month or year in the part of EDTF (ISO 8601-2, levels 0 and 1) that comity uses.
///
/// Printed forms: `2025`, `2025-10`, `2025-10-10`, `XXXX-10-10` (year unknown), `XXXX-10`; a season or a decade is not
/// precise enough to be a day and stays a note. Precision is never added: a missing part is absent, not `01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year, or `None` where the text does not let one know it.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// A text that is not a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayError(String);

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a day; expected `2025`, `2025-10` or `2025-10-10`", self.0)
    }
}

impl std::error::Error for DayError {}

impl Day {
    /// A whole year.
    pub fn year(year: i16) -> Day {
        Day { year: Some(year), month: None, day: None }
    }

    /// A month of a year.
    pub fn month(year: i16, month: u8) -> Day {
        Day { year: Some(year), month: Some(month), day: None }
    }

    /// A full day.
    pub fn new(year: i16, month: u8, day: u8) -> Day {
        Day { year: Some(year), month: Some(month), day: Some(day) }
    }

    /// Whether year, month and day are all known.
    pub fn is_full(&self) -> bool {
        self.year.is_some() && self.day.is_some()
    }

    /// Whether the parts name a day that the calendar has.
    pub fn is_valid(&self) -> bool {
        let Some(month) = self.month else { return self.day.is_none() && self.year.is_some() };
        (1..=12).contains(&month) && self.day.is_none_or(|day| day >= 1 && day <= days_in(self.year, month))
    }

    /// Reads an EDTF day as printed by [`Day`]'s `Display`; a time of day after `T` is dropped.
    pub fn parse(text: &str) -> Result<Day, DayError> {
        let fail = || DayError(text.to_owned());
        let date = text.split('T').next().unwrap_or(text);
        let mut parts = date.split('-');
        let year = match parts.next() {
            Some("XXXX") => None,
            Some(year) if year.len() == 4 => Some(year.parse().map_err(|_| fail())?),
            _ => return Err(fail()),
        };
        let two = |part: Option<&str>| match part {
            None => Ok(None),
            Some(part) if part.len() == 2 => part.parse().map(Some).map_err(|_| fail()),
            Some(_) => Err(fail()),
        };
        let day = Day { year, month: two(parts.next())?, day: two(parts.next())? };
        if parts.next().is_some() || !day.is_valid() { Err(fail()) } else { Ok(day) }
    }

    /// The full day `n` days later (earlier when negative); `None` when this day is not full.
    pub fn plus_days(&self, n: i64) -> Option<Day> {
        Some(Day::from_ordinal(self.ordinal()? + n))
    }

    /// Day of the week, Monday 0 to Sunday 6; `None` when this day is not full.
    pub fn weekday(&self) -> Option<u8> {
        Some((self.ordinal()? + 2).rem_euclid(7) as u8)
    }

    /// Days since 0000-03-01 in the proleptic Gregorian calendar; `None` when this day is not full.
    pub fn ordinal(&self) -> Option<i64> {
        let (year, month, day) = (i64::from(self.year?), i64::from(self.month?), i64::from(self.day?));
        let year = if month <= 2 { year - 1 } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Some(365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year)
    }

    /// The first day it can be: 1 January of `2023`; `None` when the year is unknown.
    pub fn earliest(&self) -> Option<Day> {
        Some(Day::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)))
    }

    /// The last day it can be: 31 December of `2023`; `None` when the year is unknown.
    pub fn latest(&self) -> Option<Day> {
        let month = self.month.unwrap_or(12);
        Some(Day::new(self.year?, month, self.day.unwrap_or_else(|| days_in(self.year, month))))
    }

    /// The inverse of [`Day::ordinal`] (algorithm: H. Hinnant, "chrono-compatible low-level date algorithms").
    pub fn from_ordinal(ordinal: i64) -> Day {
        let era = ordinal.div_euclid(146_097);
        let of_era = ordinal.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Day { year: i16::try_from(year).ok(), month: Some(month as u8), day: Some(day as u8) }
    }
}

/// Days in a month; February of an unknown year may have 29.
fn days_in(year: Option<i16>, month: u8) -> u8 {
    match month {
        2 if year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Day::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn precision_is_kept() {
        for text in ["2023", "2025-10", "2025-10-10", "XXXX-02-29", "XXXX-02"] {
            assert_eq!(Day::parse(text).map(|day| day.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "23", "2023-13", "2023-02-29", "2025-10-10-1", "2025-1-1", "XXXX"] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn weekdays() {
        assert_eq!(Day::new(2025, 10, 10).weekday(), Some(4));
        assert_eq!(Day::new(2000, 2, 29).weekday(), Some(1));
    }

    proptest! {
        #[test]
        fn days_count_up_and_down(year in 1600i16..2400, month in 1u8..=12, day in 1u8..=28, n in -4000i64..4000) {
            let day = Day::new(year, month, day);
            let later = day.plus_days(n).expect("a full day");
            prop_assert!(later.is_valid());
            prop_assert_eq!(later.plus_days(-n), Some(day));
        }
    }
}
