//! What an organisation has ahead of it: terms decided, terms due by the rule, standings that end.

use comity_model::{ChairHeld, Class, Day, StandingHeld};
use serde::Serialize;

use crate::case::range;
use crate::finding::{Against, Article};
use crate::forecast::{Forecast, forecast};
use crate::{Charter, ExitKind, before};

/// Something ahead.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "basis", rename_all = "lowercase")]
pub enum Expected {
    /// Decided and recorded.
    Decided {
        /// Day.
        on: Day,
        /// The row.
        entry: Against,
    },
    /// Follows from a recorded notice and the charter.
    Notice {
        /// Day, where the notice tells it.
        on: Option<Day>,
        /// The row.
        entry: Against,
        /// The line on exit.
        article: Option<Article>,
    },
    /// Due by the rule: a forecast.
    Forecast {
        /// Day.
        on: Day,
        /// The term.
        term: Forecast,
    },
}

impl Expected {
    /// The day, where one is known.
    pub fn day(&self) -> Option<Day> {
        match self {
            Expected::Decided { on, .. } | Expected::Forecast { on, .. } => Some(*on),
            Expected::Notice { on, .. } => *on,
        }
    }
}

/// What lies ahead of `on`, in order of days, up to the year `until`.
pub fn expect(
    charter: &Charter,
    standings: &[StandingHeld],
    chairs: &[ChairHeld],
    on: Day,
    until: i16,
) -> Vec<Expected> {
    let ahead = |day: Option<Day>| day.filter(|it| before(on, *it));
    let mut list: Vec<Expected> = Vec::new();
    for it in chairs.iter().filter(|it| it.org == charter.org) {
        if let Some(day) = ahead(it.from) {
            list.push(Expected::Decided { on: day, entry: Against::Chair(it.clone()) });
        }
    }
    for it in standings.iter().filter(|it| it.org == charter.org) {
        let entry = || Against::Standing(it.clone());
        if it.class == Class::Withdrawing && range(it).may_hold(on) {
            let exit = charter.exits.iter().rev().find(|it| it.kind == ExitKind::Withdrawal);
            let article = exit.map(|it| Article::of(charter, &it.cite));
            list.push(Expected::Notice { on: it.until, entry: entry(), article });
        } else if let Some(day) = ahead(it.from).or(ahead(it.until)) {
            list.push(Expected::Decided { on: day, entry: entry() });
        }
    }
    let due = forecast(charter, standings, chairs, until).into_iter();
    // A term that began before the day asked about is known only by the rule.
    list.extend(
        due.filter(|it| !before(it.until.unwrap_or(it.from), on))
            .map(|it| Expected::Forecast { on: it.from, term: it }),
    );
    list.sort_by_key(|it| it.day().and_then(crate::earliest).unwrap_or(i64::MIN));
    list
}
