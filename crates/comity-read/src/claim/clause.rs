//! Where the clause of a predicate begins and ends, and who stands in it as its subject.

use std::cell::LazyCell;
use std::ops::Range;

use super::frame::{Frames, Predicate, Tense};
use super::party::{AS, OF};
use super::tag::Tag;
use super::unit::{Unit, What};
use crate::index::{Form, List, WordInfo};
use crate::pack::{Auxiliary, Grammar, NounClass};
use crate::text::TokenKind;

/// Tokens from a form of "be" to the noun after it: "are the first two".
const EQUATED: usize = 5;
/// Tokens between a comma and a word of saying.
const SPEAKER: usize = 9;
/// Tokens from an article to the text that it begins: "a joint final statement".
const NEW: usize = 4;
/// Tokens of a relative clause that is inserted.
const INSERTED: usize = 20;
/// What a clause may begin with, to the left of its verb.
const OPENS: [Grammar; 4] =
    [Grammar::Subordinator, Grammar::Conjunction, Grammar::Condition, Grammar::Relative];
/// What the next clause may begin with.
const ENDS: [Grammar; 4] =
    [Grammar::Subordinator, Grammar::Reporting, Grammar::Relative, Grammar::Coordinator];
/// Auxiliaries that are finite.
const FINITE: [Auxiliary; 7] = [
    Auxiliary::BePresent,
    Auxiliary::BePast,
    Auxiliary::HavePresent,
    Auxiliary::HavePast,
    Auxiliary::Future,
    Auxiliary::Would,
    Auxiliary::Possible,
];
/// Before a verb they say that it is to come.
const AHEAD: [Auxiliary; 3] = [Auxiliary::Future, Auxiliary::Would, Auxiliary::Possible];
/// Tokens from "no" to the verb whose subject it begins.
const NOBODY: usize = 10;

impl Frames<'_> {
    /// Finds the left end of the clause and the subject.
    pub(super) fn left(&self, predicate: &mut Predicate) {
        let first = self.sentence.tokens.start;
        let mut at = predicate.group.start;
        let adverb = |it: usize| self.text.is_adverb(it) && !self.is_pair_alone(it);
        while at > first && (adverb(at - 1) && !self.has(at - 1, Grammar::Relative)) {
            at -= 1;
        }
        let mut left = first;
        let (mut scan, mut inner) = (at, 0usize);
        let (closed, mut passed) = (at > first && self.text.mark(at - 1) == Some(b','), false);
        // "Malta, so the ministry said, has left": who says so stands in a clause of its own.
        let aside = if closed { self.aside_before(at - 1) } else { None };
        scan = aside.unwrap_or(scan);
        while scan > first {
            scan -= 1;
            let mark = self.text.mark(scan);
            inner += usize::from(mark == Some(b')'));
            if inner > 0 {
                inner -= usize::from(mark == Some(b'('));
                continue;
            }
            let places = self.text.places(scan);
            if mark.is_none() && !places.has_any(&OPENS) {
                continue;
            }
            let is = |grammar| places.has(grammar);
            let hard = matches!(mark, Some(b';' | b':' | b'('))
                || self.subordinates(scan)
                || passed && is(Grammar::Conjunction) && self.low(scan) != AS
                || is(Grammar::Condition);
            if hard {
                predicate.conditional |= self.has(scan, Grammar::Condition);
                predicate.questioned |= self.has(scan, Grammar::Question);
                predicate.subordinate = true;
                left = scan + 1;
                break;
            }
            let closes = || (first..scan).any(|it| self.is_finite(it) && !self.in_unit(it));
            if mark == Some(b',') && self.begins_own(scan + 1) && closes() {
                left = scan + 1;
                break;
            }
            // "Malta, which led the bloc, gave up": a relative clause that a comma has closed.
            let inserted = || {
                closed && self.is_set_off(scan) && (scan + 1..at - 1).any(|it| self.is_finite(it))
                    || self.is_joined_on(scan, at)
            };
            // "With that Malta became a member": what was told before.
            let told = self.has(scan, Grammar::Complement)
                && scan > first
                && self.has(scan - 1, Grammar::Preposition);
            let relative = self.has(scan, Grammar::Relative) && !self.in_unit(scan) && !told;
            passed |= relative && inserted();
            // "At the close, which is today, the charter was adopted": a comma has closed it before the subject.
            let resumed = if relative && !closed { self.resumed(scan, at) } else { None };
            if let Some(comma) = resumed {
                left = comma + 1;
                break;
            }
            if relative && !inserted() {
                predicate.subordinate = true;
                left = scan + 1;
                self.relative(scan, at, predicate);
                break;
            }
        }
        predicate.clause.start = left;
        let inner = predicate.group.start..predicate.own;
        let own = (0..self.units.len()).rev().filter(|n| {
            let unit = &self.units[*n];
            inner.start < unit.tokens.start
                && unit.tokens.end <= inner.end
                && !matches!(unit.what, What::Time(_))
                && unit.noun().is_none()
        });
        predicate.subjects.extend(own);
        // "Agreed to admit Malta and to suspend Japan": the joint may be part of the group.
        let joint = |it: usize| self.has(it, Grammar::Coordinator) || self.is_in_list(it);
        // "Admitted Malta before suspending Japan": whoever did the one did the other.
        let hangs = |it: usize| predicate.tense == Tense::Gerund && self.has(it, Grammar::Conjunction);
        let joined = at > left && (self.has(at - 1, Grammar::Coordinator) || joint(at) || hangs(at - 1));
        let earlier = || (left..at).find(|token| self.is_finite(*token));
        if joined && let Some(earlier) = earlier() {
            predicate.subjects.extend(self.bare(left..earlier).rev());
        }
        predicate.subjects.extend(self.bare(left..at).rev());
        predicate
            .subjects
            .retain(|it| aside.is_none_or(|open| !(open..at).contains(&self.units[*it].tokens.start)));
        // "Signed by 54 states, only 27 have ratified it": those who are only counted, and nobody named before them.
        if at > left && self.is_count(at - 1) {
            predicate.subjects.clear();
        }
        // "Malta, whose turn it is to lead the bloc, gave it up": what the inserted clause names acts last.
        let begins = |comma: &usize| {
            let relative = |it| self.has(it, Grammar::RelativeOwner) || self.has(it, Grammar::Relative);
            self.text.mark(*comma) == Some(b',') && (comma + 1..comma + 3).any(relative)
        };
        if let Some(open) = (left..at.saturating_sub(1)).rev().find(|it| closed && begins(it)) {
            predicate.subjects.sort_by_key(|it| self.units[*it].tokens.end > open);
        }
        let alone = predicate.passive && predicate.group.start == predicate.own;
        if let Some(text) = self.text_before(at).filter(|_| alone && at == predicate.group.start) {
            predicate.subjects.insert(0, text);
        }
        if predicate.subjects.is_empty() && !predicate.passive && self.is_point(at) {
            predicate.subjects.extend(self.head_of_points(at));
        }
        // "Meeting in Baku, the Council resolved", "gathered in Baku, the ministers resolved".
        let participle = predicate.tense == Tense::Done
            && predicate.group.start == predicate.tokens.start
            && self.has(at + 1, Grammar::Preposition);
        // "Having admitted Malta, the Council resolved".
        let perfect = predicate.tense == Tense::Done && self.is(at, Auxiliary::HavePresent);
        // "Upon taking the chair, Malta spoke".
        let upon = at == first + 1 && self.has(first, Grammar::Preposition);
        let fronted = predicate.tense == Tense::Gerund && (at == first || upon)
            || at == first && (participle || perfect);
        if predicate.subjects.is_empty() && fronted {
            predicate.subjects.extend(self.subject_after(at));
        }
    }

    /// "In a resolution adopted on Monday, the bloc urged": a new text that a participle follows, though it hangs on a preposition.
    fn text_before(&self, at: usize) -> Option<usize> {
        let n = self.units.iter().rposition(|it| it.tokens.end == at && it.is_class(NounClass::Text))?;
        let start = self.units[n].tokens.start;
        let near = start.saturating_sub(NEW).max(self.sentence.tokens.start)..start;
        let article = near.rev().find(|it| self.has(*it, Grammar::Determiner))?;
        let placed =
            article > self.sentence.tokens.start && self.text.is_in(List::PlaceFunction, article - 1);
        (placed && !self.text.is_in(List::Definite, article)).then_some(n)
    }

    /// Whether a word stands before a noun of its group and in no unit: an adjective.
    pub(super) fn is_inner(&self, at: usize) -> bool {
        self.tags.of(at) == Tag::Adjective && self.unit_of(at).is_none()
    }

    /// Whether a number stands for those it counts: "27 have ratified", where "in 2027" and "on 3 May" are days.
    fn is_count(&self, at: usize) -> bool {
        let number = self.text.tokens[at].kind == TokenKind::Number;
        let led = at > self.sentence.tokens.start && self.has(at - 1, Grammar::Preposition);
        number && !led && self.unit_of(at).is_none() && self.is(at + 1, Auxiliary::HavePresent)
    }

    /// "No declaration was adopted", "neither Malta nor Cyprus has applied": whether the subject says that it is not so.
    pub(super) fn nobody(&self, predicate: &Predicate) -> bool {
        let from = predicate.clause.start.max(predicate.group.start.saturating_sub(NOBODY));
        let ends = |at: &usize| self.text.mark(*at).is_some_and(|it| it != b'-') || self.is_finite(*at);
        let near = (from..predicate.group.start).rev().take_while(|it| !ends(it));
        let denies = |at: usize| {
            // "With no delay", "in no way": what hangs on a preposition is no subject.
            let hangs = at > self.sentence.tokens.start && self.has(at - 1, Grammar::Preposition);
            self.has(at, Grammar::Without) && !self.has(at, Grammar::Preposition) && !hangs
        };
        let mut near = near;
        near.any(denies)
    }

    /// Whether a word opens a clause of its own; "than" before a number does not: "more than ten documents", "than a year".
    fn subordinates(&self, at: usize) -> bool {
        let number = |at: usize| {
            self.text.tokens.get(at).is_some_and(|it| it.kind == TokenKind::Number)
                || self.has(at, Grammar::Cardinal)
                || self.text.is_in(List::Each, at) && self.text.is_in(List::Period, at + 1)
        };
        self.has(at, Grammar::Subordinator) && !(self.text.is_in(List::Than, at) && number(at + 1))
    }

    /// "after the Council met", "until heads of state of the bloc met": what stands right before a finite verb is its
    /// subject, though the word before looks like a preposition.
    pub(super) fn after_conjunction(&self, predicate: &mut Predicate) {
        let mut at = predicate.group.start;
        while at > predicate.clause.start && self.text.is_adverb(at - 1) && !self.is_pair_alone(at - 1) {
            at -= 1;
        }
        // "As it prepares to take the chair": what governs the infinitive is finite.
        let told = |tense: Tense| !matches!(tense, Tense::Gerund | Tense::Infinitive);
        let governed = || predicate.controls.last().is_some_and(|it| !it.noun && told(it.tense));
        let finite = told(predicate.tense) || governed();
        let near = self.units.iter().rposition(|unit| unit.tokens.end == at);
        // "The oath as Secretary-General was taken": an office is no subject after such a word.
        let begins = |n: &usize| {
            let conjunction = |it: &WordInfo| it.has(Grammar::Conjunction);
            !self.units[*n].is_class(NounClass::Office)
                && self.index.word(self.units[*n].function()).is_some_and(conjunction)
        };
        let chain = near.filter(|_| finite).map_or_else(Vec::new, |unit| self.chain(unit));
        let Some(head) = chain.into_iter().find(begins) else { return };
        let unit = &self.units[head];
        if predicate.clause.start <= unit.tokens.start {
            predicate.subjects.insert(0, head);
            predicate.clause.start = unit.tokens.start;
            predicate.subordinate = true;
        }
    }

    /// A relative word: either the subject itself, or the object of a clause with its own subject, or "that" after a
    /// governing verb ("decided that …").
    fn relative(&self, relative: usize, group: usize, predicate: &mut Predicate) {
        let before = relative.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start);
        // "Prepare for the summit, which will be held": only "that" opens what a verb governs.
        let opener = self.has(relative, Grammar::Complement);
        let governing = before.filter(|_| opener).and_then(|it| {
            self.control_at(it, 0).or_else(|| self.over_adjuncts(it).and_then(|it| self.control_at(it, 0)))
        });
        if let Some((control, _, outer)) = governing {
            predicate.controls.push(control);
            predicate.controls.extend(outer);
            predicate.subordinate = false;
            return;
        }
        if before.is_some_and(|it| self.has(it, Grammar::Reporting)) {
            predicate.subordinate = false;
            return;
        }
        let function = before.filter(|it| self.has(*it, Grammar::Preposition));
        let end = self.before_brackets(function.unwrap_or(relative));
        let antecedent =
            self.units.iter().rposition(|unit| unit.tokens.end <= end && end - unit.tokens.end <= 1);
        let head = antecedent.map(|unit| self.head(unit));
        predicate.gap_function = match function {
            Some(function) => Some(self.low(function).to_owned()),
            None if self.has(relative, Grammar::Locative) => Some(self.low(relative).to_owned()),
            None => None,
        };
        if predicate.gap_function.is_some() {
            predicate.gap = antecedent;
        } else if self.is_beside(relative + 1..group) {
            predicate.subjects.extend(head.into_iter().chain(antecedent));
            // "Malta and Japan are the ones who retire".
            let named = antecedent.map(|it| self.units[it].tokens.start).and_then(|it| self.equated(it));
            predicate.subjects.extend(named);
        } else {
            predicate.gap = head;
        }
    }

    /// Whether only adverbs, days and what hangs on prepositions stand between a relative word and its verb, and no subject:
    /// "which on 1 May took the chair", "who last year met", where "which in May Malta took" has its own.
    fn is_beside(&self, mut between: std::ops::Range<usize>) -> bool {
        between.all(|at| match self.unit_of(at) {
            Some(unit) => !unit.is_bare() || matches!(unit.what, What::Time(_)),
            None => {
                let led = self.has(at, Grammar::Preposition) || self.has(at, Grammar::Determiner);
                led || self.text.is_adverb(at) || self.text.mark(at) == Some(b',')
            }
        })
    }

    /// Who is said to be what begins at a token: "*Malta* is the state …".
    fn equated(&self, noun: usize) -> Option<usize> {
        let first = noun.saturating_sub(EQUATED).max(self.sentence.tokens.start);
        let inner = |at: usize| self.tags.is_nominal(at) || self.has(at, Grammar::Determiner);
        let verb = (first..noun).rev().find(|it| !inner(*it))?;
        let be = self.is(verb, Auxiliary::BePresent) || self.is(verb, Auxiliary::BePast);
        let before = |unit: &Unit| unit.tokens.end == verb && unit.is_bare();
        self.units.iter().position(|it| be && before(it))
    }

    /// Where what stands before a relative word ends: over a comma and a bracket, "the conference (MC13), which".
    fn before_brackets(&self, mut at: usize) -> usize {
        let first = self.sentence.tokens.start;
        if at > first && self.text.mark(at - 1) == Some(b',') {
            at -= 1;
        }
        if at > first && self.text.mark(at - 1) == Some(b')') {
            let open = (first..at - 1).rev().take(12).find(|it| self.text.mark(*it) == Some(b'('));
            at = open.unwrap_or(at);
        }
        at
    }

    /// The noun that a unit's chain of "of" hangs on.
    pub(super) fn head(&self, unit: usize) -> usize {
        self.chain(unit).last().copied().unwrap_or(unit)
    }

    /// A unit and those before it on which it hangs, nearest first.
    pub(super) fn chain(&self, unit: usize) -> Vec<usize> {
        let before = |unit: &usize| self.units[*unit].owner_of.filter(|owner| owner < unit);
        std::iter::successors(Some(unit), before).take(5).collect()
    }

    /// The unit that holds a token.
    pub(super) fn unit_of(&self, token: usize) -> Option<&Unit> {
        self.held.unit(token).map(|n| &self.units[n])
    }

    /// Whether a token stands in a date, a month or a duration.
    pub(super) fn is_time(&self, token: usize) -> bool {
        self.unit_of(token).is_some_and(|it| matches!(it.what, What::Time(_)))
    }

    pub(super) fn in_unit(&self, token: usize) -> bool {
        self.unit_of(token).is_some_and(|unit| unit.what != What::Pronoun)
    }

    /// Indices of units without a preposition among some tokens, modifiers of others left out.
    pub(super) fn bare(&self, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.among(tokens).filter(|n| {
            let unit = &self.units[*n];
            unit.is_bare()
                && !matches!(unit.what, What::Time(_))
                && unit
                    .owner_of
                    .is_none_or(|owner| owner < *n && !unit.is_bare() || owner >= self.units.len())
        })
    }

    /// Indices of the units that stand wholly among some tokens.
    pub(super) fn among(&self, tokens: Range<usize>) -> Range<usize> {
        let first = self.units.partition_point(|it| it.tokens.start < tokens.start);
        let last = self.units.partition_point(|it| it.tokens.end <= tokens.end);
        first..last.max(first)
    }

    /// Whether a token is an auxiliary or a verb in a finite form.
    pub(super) fn is_finite(&self, token: usize) -> bool {
        let places = self.text.places(token);
        let form = |word: &WordInfo| {
            [Form::Past, Form::Present, Form::Future, Form::Passive].iter().any(|it| word.has_form(*it))
        };
        let finite = places.is_any(&FINITE) && !self.text.tokens[token].glued
            || places.has(Grammar::Reporting)
            || self.tags.is_verb(token) && self.word(token).is_some_and(form);
        finite && !self.in_unit(token)
    }

    /// The right end of the clause: a hard mark, a subordinate clause, or a further finite verb after a coordinator.
    pub(super) fn right(&self, predicate: &Predicate) -> usize {
        let last = self.sentence.tokens.end;
        let (mut at, mut inner) = (predicate.tokens.end, 0usize);
        let fronted = LazyCell::new(|| self.is_fronted(predicate));
        while at < last {
            let mark = self.text.mark(at);
            inner += usize::from(mark == Some(b'('));
            if inner > 0 {
                inner -= usize::from(mark == Some(b')'));
                at += 1;
                continue;
            }
            let places = self.text.places(at);
            // Most words end no clause.
            let word = self.text.tokens[at].kind != TokenKind::Mark;
            if word && !places.has_any(&ENDS) && !places.is_any(&AHEAD) {
                at += 1;
                continue;
            }
            let is = |grammar| places.has(grammar);
            let joined = || mark == Some(b',') || is(Grammar::Coordinator);
            let relative = || {
                !is(Grammar::Determiner)
                    || self.is_restrictive(&predicate.tokens, at)
                    || is(Grammar::Complement) && self.is_statement(at + 1)
            };
            // "…, every day," the chair said.
            let said =
                at > predicate.tokens.end && self.is_comma(at - 1) && matches!(self.low(at), "\"" | "”");
            let stop = said
                || self.resumes(predicate.tokens.end, at)
                || matches!(mark, Some(b';' | b':' | b')'))
                || self.subordinates(at)
                || is(Grammar::Reporting) && !self.in_unit(at)
                || is(Grammar::Relative) && !self.in_unit(at) && relative()
                || mark == Some(b',') && *fronted && self.is_main_after(at)
                || joined()
                    && at + 1 < last
                    && (self.starts_clause(at + 1) || self.begins_own(at + 1) || self.begins_other(at + 1));
            // "To suspend Malta and to open talks with Japan", "will suspend Malta and open talks".
            let bare =
                matches!(predicate.tense, Tense::Infinitive | Tense::Future | Tense::Would | Tense::Possible);
            let stop =
                stop || bare && (is(Grammar::Coordinator) || self.is_in_list(at)) && self.joins_bare(at + 1);
            if mark == Some(b',')
                && let Some(close) = self.aside_after(at)
            {
                at = close + 1;
                continue;
            }
            // "Elected Malta, whose president was there, as chair".
            if stop
                && is(Grammar::Relative)
                && let Some(end) = self.inserted(predicate.tokens.end, at)
            {
                at = end;
                continue;
            }
            if stop {
                // "…, Malta's ministry announced": who says so is no part of it.
                return if is(Grammar::Reporting) {
                    self.before_speaker(predicate.tokens.end, at)
                } else {
                    at
                };
            }
            at += 1;
        }
        at
    }

    /// "The deal we made yesterday will make Malta a member": nothing but a day stands between the verb and one that is to
    /// come, so that another clause goes on.
    fn resumes(&self, verb: usize, at: usize) -> bool {
        let passed = |it: usize| self.text.is_adverb(it) || self.is_time(it);
        self.text.places(at).is_any(&AHEAD)
            && !self.text.tokens[at].glued
            && !self.in_unit(at)
            && (verb..at).all(passed)
    }

    /// The comma that opens what a comma closes, where that only says who says so: ", so the ministry said,".
    fn aside_before(&self, close: usize) -> Option<usize> {
        let first = close.saturating_sub(SPEAKER).max(self.sentence.tokens.start + 1);
        let open = (first..close).rev().find(|it| self.is_comma(*it));
        open.filter(|it| self.is_aside(*it, close)).or_else(|| self.among_before(close))
    }

    /// "The ministers, Ana Ruiz and Paul Okoro *among them*, signed": the comma before those who are singled out.
    fn among_before(&self, close: usize) -> Option<usize> {
        let first = close.saturating_sub(INSERTED).max(self.sentence.tokens.start + 1);
        let among = close > first + 2
            && self.has(close - 1, Grammar::Pronoun)
            && self.has(close - 2, Grammar::Preposition)
            && self.text.is_in(List::Several, close - 1);
        let open = (first..close).rev().find(|it| self.is_comma(*it)).filter(|_| among)?;
        (open + 1..close).all(|it| !self.is_finite(it)).then_some(open)
    }

    /// The comma that closes it.
    fn aside_after(&self, open: usize) -> Option<usize> {
        let last = self.sentence.tokens.end.min(open + SPEAKER);
        let close = (open + 1..last).find(|it| self.is_comma(*it))?;
        // "…, the chair added, and a fund will exist": a clause of its own goes on.
        let joins = self.has(close + 1, Grammar::Coordinator);
        (!joins && self.is_aside(open, close)).then_some(close)
    }

    /// Whether what stands between two commas has a word of saying and nothing that it would say.
    fn is_aside(&self, open: usize, close: usize) -> bool {
        let says = |at: &usize| self.has(*at, Grammar::Reporting) && !self.in_unit(*at);
        let Some(said) = (open + 1..close).find(says) else { return false };
        let begins = |at: usize| {
            self.has(at, Grammar::Subordinator)
                || self.has(at, Grammar::Pronoun)
                || self.has(at, Grammar::Determiner)
                || self.unit_of(at).is_some_and(|it| it.is_bare())
                || at == said
        };
        let other = |at: usize| {
            at != said && self.is_finite(at) && !self.word(at).is_some_and(WordInfo::is_auxiliary)
        };
        // "Malta, which said that it would, left": a relative clause says something.
        let opens = |at: usize| self.has(at, Grammar::Relative) || self.has(at, Grammar::Coordinator);
        begins(open + 1) && !(open + 1..close).any(|it| other(it) || opens(it))
    }

    /// The comma before who speaks, where nothing but that stands between it and the word of saying.
    fn before_speaker(&self, from: usize, says: usize) -> usize {
        let first = says.saturating_sub(SPEAKER).max(from);
        let inner = |at: &usize| {
            self.tags.is_nominal(*at)
                || self.has(*at, Grammar::Determiner)
                || self.tags.of(*at) == Tag::Possessive
                || self.low(*at) == OF
                || self.in_unit(*at)
        };
        let comma = (first..says).rev().find(|it| !inner(it)).filter(|it| self.is_comma(*it));
        comma.unwrap_or(says)
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.text.mark(at) == Some(b',')
    }

    /// "Seeks a text that will have many members", "a recovery that we expect": "that" after a noun, before a verb or "we".
    fn is_restrictive(&self, predicate: &Range<usize>, at: usize) -> bool {
        let next = at + 1;
        let opens = || self.is_finite(next) || self.has(next, Grammar::Ourselves);
        predicate.end < at
            && next < self.sentence.tokens.end
            && self.tags.is_verb(predicate.start)
            && self.tags.is_nominal(at - 1)
            && opens()
    }

    /// "Confirmed that *Malta has* asked to be admitted": a name and its verb, where "that state" is one.
    fn is_statement(&self, at: usize) -> bool {
        let unit = self.unit_of(at).filter(|it| it.tokens.start == at);
        let named =
            |it: &Unit| matches!(it.what, What::Party(_) | What::Org(_) | What::Body(_) | What::Person(_));
        unit.is_some_and(|it| named(it) && self.is_finite(it.tokens.end))
    }
}
