//! Who is due to chair by the rule. A forecast is never an act.

use comity_model::{ChairHeld, Day, StandingHeld};
use serde::Serialize;

use crate::finding::Article;
use crate::rotation::{Due, Rotation, Term, terms};
use crate::{ChairRule, Charter, Exception, Principle, Start, before};

/// A term that lies ahead, as the rule has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forecast {
    /// The organisation.
    pub org: String,
    /// The body chaired; `None` for the organisation's chair.
    pub body: Option<String>,
    /// First day, as precise as the rule is.
    pub from: Day,
    /// First day after, as precise as the rule is.
    pub until: Option<Day>,
    /// Who is due; none where the order leads to nobody.
    pub holder: Option<String>,
    /// Whether `holder` is a group, inside which there is an election.
    pub is_group: bool,
    /// The rule.
    pub rule: Article,
    /// Exceptions known so far that pass others over for this term.
    pub passed: Vec<Passed>,
}

/// An exception that a forecast rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passed {
    /// Who is passed over.
    pub party: String,
    /// Why.
    pub why: String,
    /// The line of the charter.
    pub article: Article,
}

impl Passed {
    fn of(charter: &Charter, it: &Exception) -> Passed {
        Passed {
            party: it.party.clone().unwrap_or_default(),
            why: it.why.clone(),
            article: Article::of(charter, &it.cite),
        }
    }
}

/// The terms that lie ahead of the last known one, for each chair of a charter, up to the year `until`.
pub fn forecast(
    charter: &Charter,
    standings: &[StandingHeld],
    chairs: &[ChairHeld],
    until: i16,
) -> Vec<Forecast> {
    let mut bodies: Vec<Option<&str>> = charter.chairs.iter().map(|it| it.body.as_deref()).collect();
    bodies.dedup();
    bodies.into_iter().flat_map(|body| chair(charter, body, standings, chairs, until)).collect()
}

/// The terms of one chair.
fn chair(
    charter: &Charter,
    body: Option<&str>,
    standings: &[StandingHeld],
    chairs: &[ChairHeld],
    until: i16,
) -> Vec<Forecast> {
    let rotation = Rotation::new(charter, standings);
    let mut known = terms(&charter.org, body, chairs);
    // A last term without a holder is one that nobody has entered yet.
    while known.last().is_some_and(|it| it.holders.is_empty()) {
        known.pop();
    }
    let Some((mut cursor, last)) = rotation.cursor(&known, body, Day::year(9999)) else { return Vec::new() };
    let Some(rule) = charter.chair(body, Day::year(until)) else { return Vec::new() };
    let mut start = first_after(rule, &last);
    let mut list = Vec::new();
    while start.year.is_some_and(|year| year <= until) && list.len() < 200 {
        let Some(Due { turn, exceptions }) = rotation.due(rule, &cursor, start, true) else { break };
        let own = rotation.exception(rule, start);
        let holders = own.map_or_else(|| vec![turn.clone()], |it| it.holder.clone());
        let next = following(rule, start);
        list.push(Forecast {
            org: charter.org.clone(),
            body: body.map(str::to_owned),
            from: start,
            until: Some(next),
            is_group: rule.groups.contains_key(&turn),
            holder: holders.first().cloned(),
            rule: Article::of(charter, &rule.cite),
            passed: exceptions.into_iter().chain(own).map(|it| Passed::of(charter, it)).collect(),
        });
        cursor = match rule.principle {
            Principle::Groups => crate::rotation::Cursor::After(turn),
            _ => rotation.advance(rule, cursor, &holders, Some(&turn), own),
        };
        if next == start {
            break;
        }
        start = next;
    }
    list
}

/// First day of the term after the last known one.
fn first_after(rule: &ChairRule, last: &Term) -> Day {
    match (&rule.start, last.until) {
        // A summit's day is not known before it is set; its year is.
        (Start::Event(_), Some(until)) => until.year.map_or(until, Day::year),
        (Start::Event(_), None) => rule.term.after(last.from.year.map_or(last.from, Day::year)),
        (_, Some(until)) => snap(rule, until),
        (_, None) => following(rule, snap(rule, last.from)),
    }
}

/// A day as the rule words its starts: full days, or months.
fn snap(rule: &ChairRule, day: Day) -> Day {
    match &rule.start {
        Start::Months(_) => Day { day: None, ..day },
        _ => day,
    }
}

/// The start of the next term.
fn following(rule: &ChairRule, start: Day) -> Day {
    let Some(year) = start.year else { return start };
    match &rule.start {
        Start::Days(days) => {
            let years = if days.len() == 1 { (rule.term.months / 12).max(1) } else { 1 };
            let later =
                days.iter().map(|(month, day)| Day::new(year, *month, *day)).find(|it| before(start, *it));
            let first = days.first().map(|(month, day)| Day::new(year + years, *month, *day));
            later.filter(|_| days.len() > 1).or(first).unwrap_or(start)
        }
        Start::Months(months) => {
            let later = months.iter().map(|month| Day::month(year, *month)).find(|it| before(start, *it));
            later.or(months.first().map(|month| Day::month(year + 1, *month))).unwrap_or(start)
        }
        Start::Event(_) => Day::year(year + (rule.term.months / 12).max(1)),
    }
}

/// Whether nothing can be foretold, because there is no order: why.
pub fn unforeseeable(charter: &Charter) -> Option<Article> {
    let rule = charter.chairs.last()?;
    (!rule.principle.is_ordered()).then(|| Article::of(charter, &rule.cite))
}
