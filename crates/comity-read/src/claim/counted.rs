//! Parties that are counted first and named after a colon or in a later sentence.

use comity_model::{Class, Kind};

use super::apply::{Clauses, Raw};
use super::frame::Predicate;
use super::list::REACH;
use super::role::{Filled, Sort, clean};
use super::unit::{Unit, What};
use crate::index::List;
use crate::pack::{Grammar, NounClass, Role, Rule};
use crate::text::{Bytes, TokenKind};

/// How far from a predicate its counted subject or object may begin.
const COUNTED: usize = 4;
/// As many states listed as were counted are hardly others, from so many on.
const SURE: usize = 3;

impl Clauses<'_, '_> {
    /// "Elected five new members: X, Y, …", "six countries left: X, Y, …": who was counted is listed after the colon.
    pub(super) fn counted_before_colon(&self, rule: &Rule, predicate: &Predicate, sort: Sort) -> Vec<Filled> {
        if sort == Sort::Person {
            return self.persons_after_colon(predicate);
        }
        let colon = self.over_relative(predicate.clause.end);
        let kind = changes_standing(rule.act);
        if !kind
            || predicate.lemma.is_none() && !self.parties_owned(predicate)
            || sort != Sort::Party
            || colon >= self.sentence.tokens.end
            || self.context.text.mark(colon) != Some(b':')
        {
            return Vec::new();
        }
        let number = |at: usize| {
            self.has_word(at, Grammar::Cardinal) || self.context.text.tokens[at].kind == TokenKind::Number
        };
        let counts = |at: usize| {
            let standing = self.frames.unit_of(at).is_some_and(|unit| unit.is_class(NounClass::Standing));
            standing || self.context.text.is_in(List::Parties, at)
        };
        let near = predicate.group.start.saturating_sub(COUNTED).max(predicate.clause.start);
        // "Two new observers had their entry approved: …".
        let far = predicate.group.start.saturating_sub(COUNTED * 4).max(predicate.clause.start);
        let first = if self.parties_owned(predicate) { far } else { near };
        let end = colon.min(predicate.clause.end);
        let near = first..end.min(predicate.tokens.end + COUNTED);
        let new = |at: usize| self.has_word(at, Grammar::New) && predicate.tokens.end <= at;
        let counted =
            near.into_iter().any(|at| (number(at) || new(at)) && (at + 1..end.min(at + 5)).any(counts));
        let first = self.units.iter().position(|unit| {
            colon < unit.tokens.start && unit.tokens.start <= colon + 3 && matches!(unit.what, What::Party(_))
        });
        let Some(first) = first.filter(|_| counted) else { return Vec::new() };
        let members: Vec<usize> =
            (0..self.units.len()).filter(|it| self.units[*it].list == self.units[first].list).collect();
        // "Five members: Malta as an observer, …" says of each which it is.
        let plain = members.last().is_some_and(|it| {
            let end = self.units[*it].tokens.end;
            end >= self.sentence.tokens.end || matches!(self.context.text.low(end), "." | ";" | "!")
        });
        members
            .into_iter()
            .filter(|_| plain)
            .filter_map(|it| self.context.fill(self.units, it, sort))
            .collect()
    }

    /// "Three states *which had not paid*: X, Y and Z": the colon after a clause about those counted, or the end itself.
    fn over_relative(&self, end: usize) -> usize {
        let text = self.context.text;
        let opens = if text.mark(end) == Some(b',') { end + 1 } else { end };
        if !self.has_word(opens, Grammar::Relative) && !self.has_word(opens, Grammar::RelativeOwner) {
            return end;
        }
        (opens..self.sentence.tokens.end).find(|it| text.mark(*it) == Some(b':')).unwrap_or(end)
    }

    /// "Thirteen states obtained the status": those who are counted and not named, as one object.
    pub(super) fn counted(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        sort: Sort,
    ) -> Option<(String, Bytes, Option<usize>)> {
        let kind = changes_standing(rule.act);
        let needed = rule.needs.contains(&Role::Party) && sort == Sort::Party && kind;
        let groups = [NounClass::Standing, NounClass::State, NounClass::Organisation, NounClass::Institution];
        // "Expansion to 77 members" is a headline's count of all; a list after a colon names them.
        let colon = || {
            (predicate.tokens.end..self.sentence.tokens.end)
                .take(COUNTED * 3)
                .any(|it| self.context.text.mark(it) == Some(b':'))
        };
        if !needed {
            return None;
        }
        if self.headline || colon() {
            return None;
        }
        let group = |n: &usize| {
            let unit = &self.units[*n];
            let last = unit.tokens.end - 1;
            let listed =
                self.context.text.is_in(List::Parties, last) || self.context.text.is_in(List::Holders, last);
            listed || groups.iter().any(|class| unit.is_class(*class))
        };
        // "Fourteen members voted": those who act are counted only where the party acts.
        let acts = |n: &usize| {
            !predicate.passive
                && rule.party.iter().all(|it| it != "subj")
                && self.units[*n].tokens.end <= predicate.group.start
        };
        let places = self.slots(&rule.party, predicate).take(2);
        let n = places.filter(|n| !acts(n)).find(group)?;
        let unit = &self.units[n];
        let first = unit.tokens.start.saturating_sub(COUNTED).max(self.sentence.tokens.start);
        let number = |at: &usize| {
            let digits = self.context.text.tokens[*at].kind == TokenKind::Number
                && self.context.text.low(*at).len() < 4;
            digits || self.has_word(*at, Grammar::Cardinal)
        };
        // "Four further nations", "two more members".
        let nominal = |at: usize| {
            self.frames.tags.is_nominal(at)
                || self.has_word(at, Grammar::New)
                || self.context.text.is_adverb(at)
        };
        let at = (first..unit.tokens.end).rev().find(number)?;
        if !(at + 1..unit.tokens.start).all(nominal) {
            return None;
        }
        let bytes = self.context.text.bytes(at..unit.tokens.end);
        Some((clean(bytes.of(self.context.text.text)), bytes, Some(n)))
    }

    /// "Elected two judges: Ana Ruiz (Malta) and Bo Lind": the persons named after the office.
    fn persons_after_colon(&self, predicate: &Predicate) -> Vec<Filled> {
        let (text, colon, end) = (self.context.text, predicate.clause.end, self.sentence.tokens.end);
        let office = |unit: &Unit| {
            let class = unit.is_class(NounClass::Office) || unit.is_class(NounClass::Standing);
            class && predicate.tokens.end <= unit.tokens.start && unit.tokens.end <= colon
        };
        if colon >= end || text.mark(colon) != Some(b':') || !self.units.iter().any(office) {
            return Vec::new();
        }
        // Over titles and honorifics back to what parts one person from the next.
        let opens = |unit: &Unit| {
            let first = unit.tokens.start.saturating_sub(5).max(colon);
            (first..unit.tokens.start)
                .rev()
                .any(|it| matches!(text.low(it), ":" | "," | ";") || self.has_word(it, Grammar::Coordinator))
        };
        let person =
            |unit: &&Unit| colon < unit.tokens.start && matches!(unit.what, What::Person(_)) && opens(unit);
        let units: Vec<usize> = (0..self.units.len()).filter(|n| person(&&self.units[*n])).collect();
        if units.len() < 2 {
            return Vec::new();
        }
        units.into_iter().filter_map(|it| self.context.fill(self.units, it, Sort::Person)).collect()
    }

    /// "Elected five new members", who are named only after it.
    pub(super) fn opens_counted(&self, own: &[Raw]) -> Option<Counted> {
        own.iter().find_map(|raw| {
            let open = raw.party.is_none() && changes_standing(raw.kind);
            let object = raw.object.as_ref().filter(|_| open)?;
            let count = self.number_at(self.context.text.tokens_of(object.1).start)?;
            Some(Counted { act: Box::new(raw.clone()), count, left: REACH })
        })
    }

    /// "Six countries", of which none is named before.
    pub(super) fn is_counted_group(&self, n: usize) -> bool {
        let tokens = &self.units[n].tokens;
        self.units[n].what == What::Thing
            && self.number_at(tokens.start).is_some()
            && tokens.len() > 1
            && self.context.text.is_in(List::Parties, tokens.end - 1)
    }

    /// How many a word counts: "five", "13".
    pub(super) fn number_at(&self, at: usize) -> Option<usize> {
        let low = self.context.text.low(at);
        let word = self.context.pack.lexicon.cardinal(low);
        word.or_else(|| low.parse().ok()).filter(|it| *it > 1)
    }

    /// The parties that were only counted, where this sentence names as many: "they are Malta, Fiji and Chile"; the act
    /// again, where they may still be named after it.
    pub(super) fn named_later(&self, mut counted: Counted, raws: &mut Vec<Raw>) -> Option<Counted> {
        let party = |n: &usize| matches!(self.units[*n].what, What::Party(_)) && !self.units[*n].adjective;
        let members = |first: usize| -> Vec<usize> {
            let same =
                (first..self.units.len()).take_while(|it| self.units[*it].list == self.units[first].list);
            same.filter(party).collect()
        };
        let linked = |n: &usize| {
            let first = self.units[*n].tokens.start;
            (first.saturating_sub(3).max(self.sentence.tokens.start)..first).any(|it| self.links(it))
        };
        // "… so that the status of associate state be granted to Malta, Fiji and Chile": the standing again.
        let again = self.units.iter().any(|it| {
            it.is_class(NounClass::Standing) && counted.act.standing == Some(self.context.phrase_value(it))
        });
        // "Six states have been made observers. China, India, … and Korea owe this to": as many, and who does something.
        let subject = |n: &usize| {
            let unit = &self.units[*n];
            counted.count >= SURE
                && unit.list == *n
                && unit.is_bare()
                && unit.tokens.start <= self.sentence.tokens.start + 1
        };
        // "The elected members will replace Malta, Fiji and Chile": others than those who were elected.
        let object = |n: &usize| {
            let over = |at: usize| self.has_word(at, Grammar::Determiner);
            let first = self.units[*n].tokens.start;
            let before = (self.sentence.tokens.start..first).rev().find(|at| !over(*at));
            before.is_some_and(|it| self.frames.tags.is_verb(it) && !self.links(it))
        };
        let linked = |n: &usize| again && self.units[*n].list == *n && !object(n) || subject(n) || linked(n);
        let firsts = (0..self.units.len()).filter(|n| party(n) && linked(n));
        let found = firsts.map(members).find(|it| it.len() == counted.count).unwrap_or_default();
        let (Some(first), Some(last)) = (found.first(), found.last()) else {
            counted.left -= 1;
            return Some(counted).filter(|it| it.left > 0);
        };
        let listed = Bytes::new(self.units[*first].bytes.start, self.units[*last].bytes.end);
        let act = counted.act;
        raws.retain(|raw| {
            !(raw.sentence == act.sentence && raw.predicate == act.predicate && raw.party.is_none())
        });
        for member in found {
            raws.push(Raw {
                party: self.context.fill(self.units, member, Sort::Party),
                object: None,
                evidence: act.evidence.iter().copied().chain([listed]).collect(),
                sentence: self.number,
                predicate: listed,
                heads: Vec::new(),
                ..(*act).clone()
            });
        }
        None
    }

    /// Whether a word such as "their" owns what is done.
    fn parties_owned(&self, predicate: &Predicate) -> bool {
        predicate.tokens.start.checked_sub(1).is_some_and(|it| self.context.text.is_in(List::Owner, it))
    }

    /// "Two new *observers* had their entry approved: …": the standing by which the parties are counted before they are
    /// listed, where the rule has one of its own.
    pub(super) fn counted_standing(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        parties: &[Filled],
    ) -> Option<(String, Option<Class>, Option<usize>)> {
        let listed = parties.first().and_then(|it| it.bytes)?.start
            >= self.context.text.bytes(predicate.clause.clone()).end;
        if !listed || rule.standing_is.is_none() || rule.act != Kind::Grant {
            return None;
        }
        let within =
            |it: &Unit| predicate.clause.start <= it.tokens.start && it.tokens.end <= predicate.clause.end;
        let n = self.units.iter().position(|it| within(it) && it.is_class(NounClass::Standing))?;
        let value = self.context.phrase_value(&self.units[n]);
        let class = self.class(&value);
        Some((value, class, Some(n)))
    }
}

/// An act whose parties are counted in its own sentence and named only later.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    act: Box<Raw>,
    count: usize,
    /// Sentences in which they may still be named.
    left: usize,
}

/// Whether an act of a kind gives, asks for, limits or ends a standing of its party.
pub(super) fn changes_standing(kind: Kind) -> bool {
    use Kind::{End, Grant, Request, Restore, Suspend, Withdraw};
    matches!(kind, Grant | Request | Suspend | Withdraw | End | Restore)
}
