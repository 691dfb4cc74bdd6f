//! Days in forms that have no EDTF: a year, a month or a day, and never more than was known.

use comity_model::Day;

use crate::{Code, Losses};

/// A first day: as precise as it is known; none where its year is not known.
pub(crate) fn first(day: Option<Day>, losses: &mut Losses) -> Option<String> {
    let day = day?;
    if day.year.is_none() {
        losses.count(Code::DayWithoutYear);
        return None;
    }
    Some(day.to_string())
}

/// A last day, of the first day after. The day before a full day is known; that before a month or a year is in this
/// month or year or the one before, and stays with what the source says.
pub(crate) fn last(day: Option<Day>, losses: &mut Losses) -> Option<String> {
    let day = day?;
    if let Some(before) = day.plus_days(-1) {
        return Some(before.to_string());
    }
    if day.year.is_some() {
        losses.count(Code::EndOfPartial);
    }
    first(Some(day), losses)
}
