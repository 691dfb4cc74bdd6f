//! Days as ranges, periods, and terms counted from them. A day that is a whole year is every day of that year.

use comity_model::Day;
use serde::{Deserialize, Serialize};

/// The first calendar day a day may be; `None` where the year is unknown.
pub fn earliest(day: Day) -> Option<i64> {
    Day { year: day.year, month: Some(day.month.unwrap_or(1)), day: Some(day.day.unwrap_or(1)) }.ordinal()
}

/// The last calendar day a day may be.
pub fn latest(day: Day) -> Option<i64> {
    let month = day.month.unwrap_or(12);
    let last =
        (28..=31).rev().find(|n| Day { year: day.year, month: Some(month), day: Some(*n) }.is_valid())?;
    Day { year: day.year, month: Some(month), day: Some(day.day.unwrap_or(last)) }.ordinal()
}

/// Whether `a` is certainly before `b`.
pub fn before(a: Day, b: Day) -> bool {
    matches!((latest(a), earliest(b)), (Some(a), Some(b)) if a < b)
}

/// Whether `a` and `b` may be the same day.
pub fn may_be(a: Day, b: Day) -> bool {
    !before(a, b) && !before(b, a)
}

/// A range of days, half-open; a missing end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// First day.
    pub from: Option<Day>,
    /// First day after.
    pub until: Option<Day>,
}

impl Range {
    /// Whether the range may hold on `day`: a day or an end that is imprecise is given the benefit of the doubt.
    pub fn may_hold(&self, day: Day) -> bool {
        let begun = self.from.is_none_or(|from| !before(day, from));
        let over = self.until.is_some_and(|until| match (latest(until), earliest(day)) {
            (Some(until), Some(day)) => until <= day,
            _ => false,
        });
        begun && !over
    }

    /// Whether the range certainly holds on the whole of `day`.
    pub fn holds(&self, day: Day) -> bool {
        let begun = self.from.is_none_or(
            |from| matches!((latest(from), earliest(day)), (Some(from), Some(day)) if from <= day),
        );
        begun && self.until.is_none_or(|until| before(day, until))
    }

    /// Whether two ranges may have a day in common.
    pub fn meets(&self, other: &Range) -> bool {
        let ends_before = |a: &Range, b: &Range| match (a.until, b.from) {
            (Some(until), Some(from)) => {
                matches!((latest(until), earliest(from)), (Some(u), Some(f)) if u <= f)
            }
            _ => false,
        };
        !ends_before(self, other) && !ends_before(other, self)
    }
}

/// A length of time in the calendar: `P12M`, `P1Y`, `P30D`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Months.
    pub months: i16,
    /// Days, counted after the months.
    pub days: i16,
}

impl Period {
    /// Reads `P1Y`, `P6M`, `P30D`, `P1Y6M`.
    pub fn parse(text: &str) -> Option<Period> {
        let mut period = Period::default();
        let mut number = String::new();
        for c in text.strip_prefix('P')?.chars() {
            if c.is_ascii_digit() {
                number.push(c);
                continue;
            }
            let n: i16 = std::mem::take(&mut number).parse().ok()?;
            match c {
                'Y' => period.months = period.months.checked_add(n.checked_mul(12)?)?,
                'M' => period.months = period.months.checked_add(n)?,
                'D' => period.days = period.days.checked_add(n)?,
                _ => return None,
            }
        }
        (number.is_empty() && period != Period::default()).then_some(period)
    }

    /// The day this long after `day`, as precise as `day` is; the last day of a month where the month is shorter.
    pub fn after(&self, day: Day) -> Day {
        let Some(year) = day.year else { return day };
        let Some(month) = day.month else {
            return Day::year(year + self.months / 12);
        };
        let months = i32::from(year) * 12 + i32::from(month) - 1 + i32::from(self.months);
        let (year, month) = (months.div_euclid(12) as i16, months.rem_euclid(12) as u8 + 1);
        let Some(of_month) = day.day else { return Day::month(year, month) };
        let moved = (1..=of_month).rev().map(|n| Day::new(year, month, n)).find(Day::is_valid);
        let moved = moved.unwrap_or(Day::new(year, month, 1));
        moved.plus_days(i64::from(self.days)).unwrap_or(moved)
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("P")?;
        match self.months {
            0 => {}
            months if months % 12 == 0 => write!(f, "{}Y", months / 12)?,
            months => write!(f, "{months}M")?,
        }
        if self.days != 0 { write!(f, "{}D", self.days) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn periods_keep_precision() {
        let after =
            |period: &str, from: &str| Period::parse(period).expect("a period").after(day(from)).to_string();
        assert_eq!(after("P12M", "2026-03-11"), "2027-03-11");
        assert_eq!(after("P30D", "2024-07-08"), "2024-08-07");
        assert_eq!(after("P6M", "2025-08-31"), "2026-02-28");
        assert_eq!(after("P1Y", "2026"), "2027");
        assert_eq!(after("P6M", "2026-07"), "2027-01");
        for bad in ["", "P", "12M", "P12", "PM", "P1W"] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn imprecise_days_get_the_benefit_of_the_doubt() {
        let range = Range { from: Some(day("2023-10-13")), until: Some(day("2025-09-01")) };
        assert!(range.may_hold(day("2023")) && !range.holds(day("2023")));
        assert!(range.holds(day("2024")) && range.holds(day("2025-08-31")));
        assert!(!range.may_hold(day("2025-09-01")) && range.may_hold(day("2025")));
        assert!(!range.may_hold(day("2022")));
    }
}
