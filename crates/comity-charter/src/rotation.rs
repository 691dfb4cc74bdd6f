//! The order of a chair, walked term by term.

use std::collections::BTreeSet;

use comity_model::{ChairHeld, Day, StandingHeld};
use serde::Serialize;

use crate::{ChairRule, Charter, Exception, Principle, Range, Resume, before, may_be};

/// A term as the known chairs have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// First day.
    pub from: Day,
    /// First day after.
    pub until: Option<Day>,
    /// Who held: none where it was vacant or disputed, several where it was held jointly.
    pub holders: Vec<String>,
}

/// The terms of a chair, in order.
pub fn terms(org: &str, body: Option<&str>, chairs: &[ChairHeld]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for it in chairs {
        let own = it.org == org
            && it.body.as_deref() == body
            && ["chair", "joint-chair"].contains(&it.role.as_str());
        let (true, Some(from)) = (own, it.from) else { continue };
        let holder = it.holder.iter().cloned();
        match terms.iter_mut().find(|term| term.from == from) {
            Some(term) => term.holders.extend(holder),
            None => terms.push(Term { from, until: it.until, holders: holder.collect() }),
        }
    }
    terms.sort_by_key(|it| it.from);
    terms
}

/// Where the order goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// Behind this party or group.
    After(String),
    /// With this one.
    At(String),
}

/// Who is due, and why nobody before in the order is.
#[derive(Clone, Debug)]
pub struct Due<'a> {
    /// A party, or the name of a group.
    pub turn: String,
    /// Exceptions by which others were passed over, or by which this one holds.
    pub exceptions: Vec<&'a Exception>,
}

/// A rule with what decides who may take a turn.
#[derive(Clone, Debug)]
pub struct Rotation<'a> {
    /// The charter.
    pub charter: &'a Charter,
    /// All known standings.
    all: &'a [StandingHeld],
    /// Those of parties that have a place in an order: few, and looked at for each turn of each term.
    placed: Vec<&'a StandingHeld>,
}

impl<'a> Rotation<'a> {
    /// The chairs of a charter with what is known of standings.
    pub fn new(charter: &'a Charter, all: &'a [StandingHeld]) -> Rotation<'a> {
        let order = |rule: &'a ChairRule| {
            let scheduled = rule.schedule.iter().map(|(_, party)| party);
            let grouped = rule.groups.values().flatten().chain(scheduled);
            rule.order.iter().map(|it| &it.party).chain(grouped)
        };
        let parties: BTreeSet<&str> = charter.chairs.iter().flat_map(order).map(String::as_str).collect();
        let placed = all.iter().filter(|it| it.org == charter.org && parties.contains(it.party.as_str()));
        Rotation { charter, all, placed: placed.collect() }
    }

    /// Whether a party may chair from `day` by what it holds.
    pub fn eligible(&self, rule: &ChairRule, party: &str, day: Day) -> bool {
        let counts = |it: &StandingHeld| {
            it.org == self.charter.org
                && rule.holders.iter().chain(&rule.tolerated).any(|kind| *kind == it.standing)
        };
        let held = |it: &StandingHeld| Range { from: it.from, until: it.until }.may_hold(day);
        let holds = self.placed.iter().any(|it| it.party == party && counts(it) && held(it));
        // An organisation whose standings nobody has entered closes nobody out.
        let entered = || self.placed.iter().any(|it| counts(it)) || self.all.iter().any(counts);
        if holds { !self.suspended(party, day) } else { !entered() }
    }

    fn suspended(&self, party: &str, day: Day) -> bool {
        self.placed.iter().any(|it| {
            it.party == party
                && self.charter.suspends(it)
                && Range { from: it.from, until: it.until }.holds(day)
        })
    }

    /// Whether an order leads to the term that begins on `day`: one that somebody has read, and a place to go on from.
    pub fn leads(&self, rule: &ChairRule, cursor: &Cursor) -> bool {
        match (rule.principle, cursor) {
            (Principle::Schedule, _) => !rule.schedule.is_empty(),
            (_, Cursor::After(turn) | Cursor::At(turn)) => rule.order.iter().any(|it| it.party == *turn),
        }
    }

    /// Who is due in the order for the term that begins on `day`; `waived` lets standing exceptions count.
    pub fn due(&self, rule: &'a ChairRule, cursor: &Cursor, day: Day, waived: bool) -> Option<Due<'a>> {
        if rule.principle == Principle::Schedule {
            let line = rule.schedule.iter().find(|(first, _)| may_be(*first, day))?;
            return Some(Due { turn: line.1.clone(), exceptions: Vec::new() });
        }
        let count = rule.order.len();
        let place = |turn: &str| rule.order.iter().position(|it| it.party == turn);
        let start = match cursor {
            Cursor::After(turn) => place(turn)? + 1,
            Cursor::At(turn) => place(turn)?,
        };
        let mut exceptions = Vec::new();
        for n in start..start + count {
            let turn = &rule.order[n % count].party;
            let open = match rule.groups.get(turn) {
                Some(parties) => parties.iter().any(|it| self.eligible(rule, it, day)),
                None => self.eligible(rule, turn, day),
            };
            let over =
                |it: &&Exception| it.term.is_none() && it.party.as_deref() == Some(turn) && it.about(day);
            let passed = rule.exceptions.iter().find(over).filter(|_| waived);
            match passed {
                Some(exception) => exceptions.push(exception),
                None if open => return Some(Due { turn: turn.clone(), exceptions }),
                None => {}
            }
        }
        None
    }

    /// The recorded exception to the term that begins on `day`.
    pub fn exception(&self, rule: &'a ChairRule, day: Day) -> Option<&'a Exception> {
        rule.exceptions.iter().find(|it| it.term.is_some() && it.about(day))
    }

    /// The turn of a holder: the party itself, or its group.
    pub fn turn_of(&self, rule: &ChairRule, holder: &str) -> Option<String> {
        let group = rule.groups.iter().find(|(_, parties)| parties.iter().any(|it| it == holder));
        let turn = group.map_or(holder, |(name, _)| name.as_str());
        rule.order.iter().any(|it| it.party == turn).then(|| turn.to_owned())
    }

    /// Where the order goes on after a term that `holders` held while `due` was due.
    pub fn advance(
        &self,
        rule: &ChairRule,
        cursor: Cursor,
        holders: &[String],
        due: Option<&str>,
        exception: Option<&Exception>,
    ) -> Cursor {
        let resume = exception.map_or(Resume::AfterHolder, |it| it.resume);
        let holder = holders.iter().rev().find_map(|it| self.turn_of(rule, it));
        match (resume, due, holder) {
            (Resume::AtDue, Some(due), _) => Cursor::At(due.to_owned()),
            (Resume::AfterDue, Some(due), _) => Cursor::After(due.to_owned()),
            (_, _, Some(holder)) => Cursor::After(holder),
            (_, _, None) => cursor,
        }
    }

    /// Where the order stands after the terms that begin before `day`, with the last of them.
    pub fn cursor(&self, terms: &[Term], body: Option<&str>, day: Day) -> Option<(Cursor, Term)> {
        let mut walk: Option<(Cursor, Term)> = None;
        for term in terms.iter().filter(|it| before(it.from, day)) {
            let Some(rule) = self.charter.chair(body, term.from).filter(|it| it.principle.is_ordered())
            else {
                walk = None;
                continue;
            };
            let next = match walk.take() {
                // A list set in advance has no place to go on from.
                _ if rule.principle == Principle::Schedule => Some(Cursor::After(String::new())),
                None => term.holders.iter().rev().find_map(|it| self.turn_of(rule, it)).map(Cursor::After),
                Some((cursor, _)) => {
                    let due = self.due(rule, &cursor, term.from, true);
                    let exception =
                        self.exception(rule, term.from).filter(|it| same(&it.holder, &term.holders));
                    Some(self.advance(
                        rule,
                        cursor,
                        &term.holders,
                        due.as_ref().map(|it| it.turn.as_str()),
                        exception,
                    ))
                }
            };
            walk = next.map(|cursor| (cursor, term.clone()));
        }
        walk
    }
}

/// Whether two lists name the same parties.
pub fn same(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().all(|it| b.contains(it))
}
