//! A chair rule held against the chairs that are known: how often it was right, and what explains the rest.

use comity_model::{ChairHeld, Day, StandingHeld};
use serde::Serialize;

use crate::case::name_of;
use crate::finding::Article;
use crate::rotation::{Rotation, Term, same, terms};
use crate::{ChairRule, Charter, Exception, Principle};

/// What became of the rule in one term.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Who held was due.
    Hit,
    /// Another was due, and a recorded exception says why.
    Explained {
        /// Why.
        why: String,
        /// The lines of the charter that record it.
        by: Vec<Article>,
    },
    /// Another was due, and nothing says why.
    Missed,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tested {
    /// The term.
    pub term: Term,
    /// Who was due by the order alone.
    pub due: Option<String>,
    /// What became of it.
    pub verdict: Verdict,
}

/// One chair.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Backtest {
    /// The organisation.
    pub org: String,
    /// The body chaired; `None` for the organisation's chair.
    pub body: Option<String>,
    /// The lines that have the order, as far as terms were held against them.
    pub rules: Vec<Order>,
    /// The terms that have one before them, in order.
    pub terms: Vec<Tested>,
    /// First days of later terms to which no order leads: a list that nobody has read, or nothing to go on from.
    pub untested: Vec<Day>,
}

/// What an order follows, and where that is written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Order {
    /// What it follows.
    pub principle: Principle,
    /// The line of the charter.
    pub article: Article,
}

impl Backtest {
    /// How many terms the order alone got right.
    pub fn hits(&self) -> usize {
        self.terms.iter().filter(|it| it.verdict == Verdict::Hit).count()
    }

    /// How many a recorded exception explains.
    pub fn explained(&self) -> usize {
        self.terms.iter().filter(|it| matches!(it.verdict, Verdict::Explained { .. })).count()
    }

    /// How many of those rest on a line that nobody has read.
    pub fn unread(&self) -> usize {
        let unread = |it: &&Tested| matches!(&it.verdict, Verdict::Explained { by, .. } if by.iter().any(|it| !it.verified));
        self.terms.iter().filter(unread).count()
    }

    /// Years from the first tested term to the last.
    pub fn years(&self) -> i16 {
        let year = |it: Option<&Tested>| it.and_then(|it| it.term.from.year);
        match (year(self.terms.first()), year(self.terms.last())) {
            (Some(first), Some(last)) => last - first + 1,
            _ => 0,
        }
    }
}

/// Holds each chair rule that has an order against the known chairs of terms begun by `on`; each term is told only from
/// those before it.
pub fn backtest(
    charter: &Charter,
    standings: &[StandingHeld],
    chairs: &[ChairHeld],
    on: Day,
) -> Vec<Backtest> {
    let ordered = charter.chairs.iter().filter(|it| it.principle.is_ordered());
    let mut bodies: Vec<Option<&str>> = ordered.map(|it| it.body.as_deref()).collect();
    bodies.dedup();
    let rotation = Rotation::new(charter, standings);
    bodies
        .into_iter()
        .map(|body| chair(&rotation, body, chairs, on))
        .filter(|it| !it.terms.is_empty())
        .collect()
}

/// One chair.
fn chair(rotation: &Rotation<'_>, body: Option<&str>, chairs: &[ChairHeld], on: Day) -> Backtest {
    let charter = rotation.charter;
    let known = terms(&charter.org, body, chairs);
    let (mut tested, mut untested, mut rules) = (Vec::new(), Vec::new(), Vec::<&ChairRule>::new());
    for (n, term) in known.iter().enumerate().filter(|(_, it)| !crate::before(on, it.from)) {
        match test(rotation, body, &known, term) {
            Some((rule, test)) => {
                tested.push(test);
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
            }
            // The first term known, and one whose holder nobody has entered, could not have tested anything.
            None if n == 0 || term.holders.is_empty() => {}
            None => untested.push(term.from),
        }
    }
    let order = |it: &ChairRule| Order { principle: it.principle, article: Article::of(charter, &it.cite) };
    Backtest {
        org: charter.org.clone(),
        body: body.map(str::to_owned),
        rules: rules.into_iter().map(order).collect(),
        terms: tested,
        untested,
    }
}

/// One term, and the rule that it was held against; `None` where no order leads to it.
fn test<'a>(
    rotation: &Rotation<'a>,
    body: Option<&str>,
    known: &[Term],
    term: &Term,
) -> Option<(&'a ChairRule, Tested)> {
    let day: Day = term.from;
    let rule = rotation.charter.chair(body, day).filter(|it| it.cite.range.holds(day))?;
    let (cursor, _) = rotation.cursor(known, body, day).filter(|(it, _)| rotation.leads(rule, it))?;
    let turn = |holder: &String| rotation.turn_of(rule, holder).unwrap_or_else(|| holder.clone());
    let held: Vec<String> = match rule.principle {
        Principle::Schedule => term.holders.clone(),
        _ => term.holders.iter().map(turn).collect(),
    };
    let plain = rotation.due(rule, &cursor, day, false).map(|it| it.turn);
    let waived = rotation.due(rule, &cursor, day, true);
    let exception = rotation.exception(rule, day).filter(|it| same(&it.holder, &term.holders));
    // One that was vacant has an exception that says so.
    if term.holders.is_empty() && exception.is_none() {
        return None;
    }
    let is = |turn: Option<&String>| turn.is_some_and(|it| same(std::slice::from_ref(it), &held));
    let verdict = if is(plain.as_ref()) {
        Verdict::Hit
    } else if let Some(exception) = exception {
        Verdict::Explained {
            why: exception.why.clone(),
            by: vec![Article::of(rotation.charter, &exception.cite)],
        }
    } else if let Some(waived) = waived.filter(|it| is(Some(&it.turn))) {
        let why =
            |it: &&Exception| format!("{}: {}", name_of(it.party.as_deref().unwrap_or_default()), it.why);
        Verdict::Explained {
            why: waived.exceptions.iter().map(why).collect::<Vec<_>>().join("; "),
            by: waived.exceptions.iter().map(|it| Article::of(rotation.charter, &it.cite)).collect(),
        }
    } else {
        Verdict::Missed
    };
    Some((rule, Tested { term: term.clone(), due: plain, verdict }))
}
