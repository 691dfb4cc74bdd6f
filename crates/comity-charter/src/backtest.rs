//! A chair rule held against the chairs that are known: how often it was right, and what explains the rest.

use comity_model::{ChairHeld, Day, StandingHeld};
use serde::Serialize;

use crate::case::name_of;
use crate::rotation::{Rotation, Term, same, terms};
use crate::{Charter, Principle};

/// What became of the rule in one term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Who held was due.
    Hit,
    /// Another was due, and a recorded exception says why.
    Explained(String),
    /// Another was due, and nothing says why.
    Missed,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tested {
    /// The term.
    pub term: Term,
    /// Who was due by the order alone.
    pub due: Option<String>,
    /// What became of it.
    pub verdict: Verdict,
}

/// One chair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backtest {
    /// The organisation.
    pub org: String,
    /// The body chaired; `None` for the organisation's chair.
    pub body: Option<String>,
    /// What the order follows.
    pub principle: Principle,
    /// The terms that have one before them, in order.
    pub terms: Vec<Tested>,
}

impl Backtest {
    /// How many terms the order alone got right.
    pub fn hits(&self) -> usize {
        self.terms.iter().filter(|it| it.verdict == Verdict::Hit).count()
    }

    /// How many a recorded exception explains.
    pub fn explained(&self) -> usize {
        self.terms.iter().filter(|it| matches!(it.verdict, Verdict::Explained(_))).count()
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
    let ordered = |it: &&crate::ChairRule| !matches!(it.principle, Principle::Election | Principle::Host);
    let mut bodies: Vec<(Option<&str>, Principle)> =
        charter.chairs.iter().filter(ordered).map(|it| (it.body.as_deref(), it.principle)).collect();
    bodies.dedup_by_key(|it| it.0);
    let rotation = Rotation { charter, standings };
    let test = |(body, principle): (Option<&str>, Principle)| {
        let known = terms(&charter.org, body, chairs);
        let tested = |term: &Term| test(rotation, body, &known, term);
        Backtest {
            org: charter.org.clone(),
            body: body.map(str::to_owned),
            principle,
            terms: known.iter().filter(|it| !crate::before(on, it.from)).filter_map(tested).collect(),
        }
    };
    bodies.into_iter().map(test).filter(|it| !it.terms.is_empty()).collect()
}

/// One term; `None` where no order leads to it.
fn test(rotation: Rotation<'_>, body: Option<&str>, known: &[Term], term: &Term) -> Option<Tested> {
    let day: Day = term.from;
    let rule = rotation.charter.chair(body, day).filter(|it| it.cite.range.holds(day))?;
    let (cursor, _) = rotation.cursor(known, body, day)?;
    let turn = |holder: &String| rotation.turn_of(rule, holder).unwrap_or_else(|| holder.clone());
    let held: Vec<String> = match rule.principle {
        Principle::Schedule => term.holders.clone(),
        _ => term.holders.iter().map(turn).collect(),
    };
    let plain = rotation.due(rule, &cursor, day, false).map(|it| it.turn);
    let waived = rotation.due(rule, &cursor, day, true);
    let exception = rotation.exception(rule, day).filter(|it| same(&it.holder, &term.holders));
    // A term whose holder nobody has entered tests nothing; one that was vacant has an exception that says so.
    if term.holders.is_empty() && exception.is_none() {
        return None;
    }
    let is = |turn: Option<&String>| turn.is_some_and(|it| same(std::slice::from_ref(it), &held));
    let verdict = if is(plain.as_ref()) {
        Verdict::Hit
    } else if let Some(exception) = exception {
        Verdict::Explained(exception.why.clone())
    } else if let Some(waived) = waived.filter(|it| is(Some(&it.turn))) {
        let why = waived
            .exceptions
            .iter()
            .map(|it| format!("{}: {}", name_of(it.party.as_deref().unwrap_or_default()), it.why));
        Verdict::Explained(why.collect::<Vec<_>>().join("; "))
    } else {
        Verdict::Missed
    };
    Some(Tested { term: term.clone(), due: plain, verdict })
}
