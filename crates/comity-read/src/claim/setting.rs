//! Setting: the stretch of a sentence that tells where and when an act is done, and the day it gives.

use std::ops::{Range, RangeInclusive};

use comity_model::{Day, Kind, Stage, WhenBasis};

use super::apply::Clauses;
use super::frame::{Control, Predicate, Tense};

use super::history::is_before;
use super::party::{AS, OF};
use super::role::{Filled, RawWhen};
use super::stage::{is_after, is_earlier};
use super::unit::{Unit, What, holding};
use crate::index::{Form, List, WordInfo};
use crate::pack::{Auxiliary, Governs, Grammar, NounClass, Rule};
use crate::text::{Bytes, TokenKind};
use crate::time::TimeMention;

/// Numbers that stand for the year of a meeting.
const YEARS: RangeInclusive<i16> = 1900..=2100;

impl Clauses<'_, '_> {
    /// The clause, with what stands before a cleft: "it was in Baku on Friday that …".
    pub(super) fn reach(&self, predicate: &Predicate) -> Range<usize> {
        let first = self.sentence.tokens.start;
        let is = |at: usize, what: &[Auxiliary]| {
            self.word(at).is_some_and(|word| what.iter().any(|it| word.is(*it)))
        };
        let cleft = predicate.clause.start > first + 2
            && self.has_word(first, Grammar::Pronoun)
            && is(first + 1, &[Auxiliary::BePresent, Auxiliary::BePast])
            && self.has_word(predicate.clause.start - 1, Grammar::Relative);
        let start = if cleft || self.is_after_relative(predicate) { first } else { predicate.clause.start };
        let end =
            if self.comes_next(&predicate.tokens) { self.sentence.tokens.end } else { predicate.clause.end };
        start..end
    }

    /// "Next session: Baku, 26 October": a noun that announces the one to come, and what stands after the colon is its setting.
    pub(super) fn comes_next(&self, noun: &Range<usize>) -> bool {
        let first = self.sentence.tokens.start;
        noun.start == first + 1
            && self.has_word(first, Grammar::Coming)
            && self.context.text.mark(noun.end) == Some(b':')
            && self.context.text.tokens.get(noun.end + 1).is_some_and(|it| it.capital)
            && self.frames.unit_of(noun.end + 1).is_none_or(|it| it.noun().is_none())
    }

    /// Whether the relative clause that seems to open the predicate's own has a verb of its own and is closed by a comma:
    /// "in Baku, where leaders met, the OTS suspended …".
    fn is_after_relative(&self, predicate: &Predicate) -> bool {
        let opens = predicate.clause.start > self.sentence.tokens.start
            && self.has_word(predicate.clause.start - 1, Grammar::Relative);
        let inner = predicate.clause.start..predicate.group.start;
        let verb = self.finite_in(inner.clone());
        opens && verb.is_some_and(|verb| (verb..inner.end).any(|at| self.context.text.mark(at) == Some(b',')))
    }

    /// The day the clause gives, else that of the clause which decides or announces it; one that a word of saying takes
    /// ("said on Thursday") only where there is no other.
    pub(super) fn when(&self, rule: &Rule, predicate: &Predicate) -> Option<RawWhen> {
        let range = self.reach(predicate);
        let bounds = &self.context.pack.time.bounds;
        let spans = &self.context.pack.time.spans;
        let term =
            matches!(rule.act, Kind::Chair | Kind::Appoint | Kind::Grant | Kind::Suspend | Kind::Withdraw);
        let fits = |unit: &Unit, time: &TimeMention| {
            // "A strategy until 2035" tells how long, and no day of the act.
            let ends = !term && bounds.iter().any(|it| it == unit.function())
                || self.context.pack.time.until.iter().any(|it| it == unit.function());
            let lasts = !term && time.start.month.is_none() && spans.iter().any(|it| it == unit.function());
            // "Adopted a plan to cut emissions by 2030": by when something is to be done.
            let done = matches!(predicate.tense, Tense::Done | Tense::Pluperfect);
            let due = done && self.context.pack.time.deadlines.iter().any(|it| it == unit.function());
            // "Said on Monday that it had left": it had before.
            let before = predicate.tense == Tense::Pluperfect && self.is_said_then(unit, predicate);
            let others = self.is_inner(unit, predicate)
                || self.is_other_acts(unit, predicate)
                || self.is_recalled(unit, predicate)
                || self.is_of_earlier(unit, predicate)
                || self.is_next_verbs(unit, predicate)
                || self.is_joined_verbs(unit, predicate);
            !(ends || lasts || due || before || others)
        };
        let stated = self
            .times_in(range)
            .filter(|(unit, time)| fits(unit, time))
            .min_by_key(|(unit, _)| {
                let distance = unit.tokens.start.abs_diff(predicate.tokens.start);
                distance
                    + if unit.tokens.start < predicate.tokens.start { 8 } else { 0 }
                    + if self.is_said_then(unit, predicate) { 40 } else { 0 }
                    + if self.is_bracketed(unit, predicate) { 30 } else { 0 }
            })
            .or_else(|| self.governing_time(predicate))
            .or_else(|| self.time_before_relative(predicate))
            .or_else(|| self.time_of_antecedent(rule, predicate));
        match stated {
            Some((unit, time)) => Some(self.day(rule, unit, time, predicate)),
            None => self.day_of_dateline(rule, predicate),
        }
    }

    /// "Takes the chair next", "takes it next month", "is the next chair", "hosts the next summit": said in the present, and still to come.
    pub(super) fn is_next(&self, rule: &Rule, predicate: &Predicate) -> bool {
        let text = self.context.text;
        let end = predicate.clause.end.min(self.sentence.tokens.end);
        let apart = |at: usize| {
            at >= end
                || text.tokens[at].kind == TokenKind::Mark
                || text.is_in(List::Period, at)
                || self.has_word(at, Grammar::Preposition)
                    && !self.word(at).is_some_and(|it| it.is(Auxiliary::Infinitive))
        };
        let own = match rule.act {
            Kind::Chair => Some(NounClass::Office).filter(|_| rule.held),
            Kind::Convene => Some(NounClass::Meeting),
            _ => None,
        };
        let of_act =
            |at: usize| own.is_some_and(|own| self.frames.unit_of(at).is_some_and(|it| it.is_class(own)));
        let next = |at: usize| {
            let next = self.has_word(at, Grammar::Coming) && text.is_in(List::Rank, at);
            // "Leaves at the end of the month".
            let ends = text.is_in(List::MeetingPart, at)
                && text.low(at + 1) == OF
                && text.places(at + 2).has(Grammar::Determiner)
                && (at + 3..at + 5).any(|it| text.is_in(List::Period, it))
                && self.has_word(at - 2, Grammar::Preposition);
            next && (apart(at + 1) || of_act(at + 1)) || ends
        };
        predicate.tense == Tense::Present && (predicate.clause.start..end).any(next)
    }

    /// Whether a gerund hangs by its preposition on a verb that tells what is to come: "will meet before suspending Malta".
    pub(super) fn hangs_ahead(&self, predicate: &Predicate) -> bool {
        let first = self.sentence.tokens.start;
        let joint =
            predicate.group.start.checked_sub(1).filter(|it| *it > first && predicate.controls.is_empty());
        let Some(joint) = joint.filter(|it| self.has_word(*it, Grammar::Preposition)) else { return false };
        let stop = |at: &usize| !matches!(self.context.text.mark(*at), Some(b';' | b':'));
        let verb = (first..joint).rev().take_while(stop).find(|it| self.is_main_verb(*it));
        let ahead =
            |it: Tense| matches!(it, Tense::Future | Tense::Would | Tense::Possible | Tense::Infinitive);
        verb.and_then(|it| self.frames.group_at(it, 0)).is_some_and(|it| ahead(it.tense))
    }

    /// "Decisions of 30 May, to be voted on at the next conference": a past day that stands before the words of an act.
    pub(super) fn is_past_before(&self, predicate: &Predicate, when: &RawWhen) -> bool {
        when.bytes.start < self.context.text.bytes(predicate.tokens.clone()).start
            && self.context.published_on.is_none_or(|day| is_earlier(when.day, day))
    }

    /// "Closed their two-day summit on Friday": the days of a meeting of which the last is told.
    pub(super) fn on_its_first_day(&self, predicate: &Predicate, when: RawWhen) -> RawWhen {
        let text = self.context.text;
        let verb = predicate.verb_start();
        let clause = predicate.clause.start..predicate.clause.end.min(self.sentence.tokens.end);
        let lasts = |at: usize| {
            let period = text.mark(at + 1) == Some(b'-') && text.is_in(List::DayLong, at + 2);
            self.number_at(at).filter(|_| period)
        };
        let days = clause.into_iter().find_map(lasts).filter(|_| text.is_in(List::Closing, verb));
        let first = days.zip(when.day.day).and_then(|(days, _)| when.day.plus_days(1 - days as i64));
        match first {
            Some(first) if when.end.is_none() => {
                RawWhen { day: first, end: Some(when.day), basis: WhenBasis::Inferred, ..when }
            }
            _ => when,
        }
    }

    /// The day of the dateline right before a sentence that tells what has been done and gives no day itself.
    fn day_of_dateline(&self, rule: &Rule, predicate: &Predicate) -> Option<RawWhen> {
        let before = self.context.text.sentences.get(self.number.checked_sub(1)?)?;
        let dateline = before.block == self.sentence.block && self.context.text.is_dateline(before);
        let told =
            predicate.tense == Tense::Done && predicate.controls.is_empty() && rule.act != Kind::Convene;
        let first = self.context.times.partition_point(|it| it.tokens.start < before.tokens.start);
        let time = self.context.times.get(first).filter(|it| it.tokens.end <= before.tokens.end)?;
        (dateline && told).then_some(RawWhen {
            day: time.start,
            end: None,
            basis: WhenBasis::Inferred,
            coming: false,
            bytes: time.bytes,
        })
    }

    /// The day that a time gives to a predicate: the next one, where it is told as to come.
    fn day(&self, rule: &Rule, unit: &Unit, time: &TimeMention, predicate: &Predicate) -> RawWhen {
        // "agreed on Thursday to leave": the day is that of the agreeing.
        let decided = |it: &Control| matches!(it.tense, Tense::Done | Tense::Pluperfect);
        // "On 31 December, when her term ends": its own.
        let opens = predicate.clause.start.saturating_sub(1);
        let own = opens < unit.tokens.end + 2
            && self.has_word(opens, Grammar::Subordinator)
            && !self.has_word(opens, Grammar::Complement);
        let governing = unit.tokens.end <= predicate.clause.start && !own
            || self.is_said_then(unit, predicate)
            || predicate.controls.last().is_some_and(|it| unit.tokens.end <= it.tokens.start && decided(it))
            || predicate.controls.iter().any(|it| {
                it.tokens.end <= unit.tokens.start && unit.tokens.end <= predicate.own && decided(it)
            });
        let ahead = matches!(predicate.tense, Tense::Future | Tense::Would | Tense::Infinitive)
            || predicate.controls.iter().any(|it| it.governs == Governs::Plan)
            // "Called a meeting for Sunday".
            || rule.act == Kind::Convene && rule.done == Stage::Planned
            // "Will discuss it at its session on Wednesday".
            || predicate.lemma.is_none() && rule.act == Kind::Convene && self.looks_ahead(predicate);
        // "The term ends on Friday" means the next one, on a Friday perhaps the day itself.
        let present = (predicate.tense == Tense::Present || self.is_met_now(rule, predicate))
            && !self.headline
            && self.context.published_on.is_some_and(|published| time.start != published);
        // "Is since Monday at the head".
        let since = unit.tokens.start > self.sentence.tokens.start
            && self.has_word(unit.tokens.start - 1, Grammar::Past);
        let later = (ahead || present) && !governing && !since;
        let day = time.later.filter(|_| later).unwrap_or(time.start);
        // "Picked her to run it from 1 October": that is to come.
        let starts = self.context.pack.time.starts.iter().any(|it| it == unit.function());
        // "Agreed in March to raise it from October": the next one.
        let next = starts
            && time.yearless
            && matches!(rule.act, Kind::Decide | Kind::Adopt | Kind::Propose)
            && predicate.tokens.end <= unit.tokens.start
            && self.context.published_on.is_some_and(|it| is_earlier(time.start, it));
        let years = match governing || starts {
            true => i16::from(next),
            false => self.years_off(rule, time, predicate),
        };
        let moved = |day: Day| Day { year: day.year.map(|it| it + years), ..day };
        RawWhen {
            day: moved(day),
            end: time.end.map(moved),
            basis: time.basis,
            coming: time.coming,
            bytes: time.bytes,
        }
    }

    /// By how many years the nearest day of a date without a year is off, as the tense tells: "will meet in July", said
    /// in October, means the next July, "was agreed on 30 November", said in June, the last. The day of what is proposed or
    /// decided is that of another act.
    fn years_off(&self, rule: &Rule, time: &TimeMention, predicate: &Predicate) -> i16 {
        let Some(published) = self.context.published_on.filter(|_| time.yearless) else { return 0 };
        if predicate.lemma.is_none() {
            return -i16::from(is_after(time.start, published) && self.is_past_occasion(rule, predicate));
        }
        let (start, kind) = (time.start, rule.act);
        // "Agreed in May to hold it in March", "said he would convene it in July".
        let bound = predicate.tense == Tense::Infinitive && !predicate.controls.is_empty();
        let ahead = matches!(predicate.tense, Tense::Future | Tense::Would) || bound;
        let ahead = ahead && predicate.tokens.start < self.context.text.token_at(time.bytes.start);
        let coming = (ahead || predicate.tense == Tense::Future) && is_earlier(start, published)
            // The present tells what has just been too: "the summit opens on 9 October".
            || predicate.tense == Tense::Present && !self.headline && is_before(start, published);
        let calls = kind == Kind::Convene && rule.done != Stage::InForce;
        let wrapped = matches!(kind, Kind::Propose | Kind::Request | Kind::Decide | Kind::Adopt) || calls;
        let told = !wrapped && predicate.controls.is_empty() && self.is_past(predicate);
        i16::from(coming) - i16::from(told && is_after(start, published))
    }

    /// "The Council, recalling its decision of 2025, decides": a time of what the aside says.
    fn is_recalled(&self, unit: &Unit, predicate: &Predicate) -> bool {
        let first = self.sentence.tokens.start;
        let comma = |it: &usize| self.context.text.mark(*it) == Some(b',');
        let open = (first..unit.tokens.start).rev().find(comma).map_or(first, |it| it + 1);
        let close = (unit.tokens.end..predicate.group.start).find(comma);
        let gerund = self.word(open).is_some_and(|it| it.has_form(Form::Ing) && it.governs.is_none());
        close.is_some() && gerund && open > first && self.frames.unit_of(open).is_none()
    }

    /// "Signed a treaty, their second after one on rescue in 2011": a time of what came before what is told.
    fn is_of_earlier(&self, unit: &Unit, predicate: &Predicate) -> bool {
        let text = self.context.text;
        let between = predicate.group.end..unit.tokens.start;
        let comma = between.clone().rev().find(|it| text.mark(*it) == Some(b','));
        let named = comma.filter(|it| self.has_word(it + 1, Grammar::Determiner));
        let earlier = |at: usize| {
            self.has_word(at, Grammar::Conjunction)
                && self.has_word(at, Grammar::Preposition)
                && text.low(at) != AS
        };
        // "In the hall, after a vote on Friday".
        let ranked = |at: usize| text.places(at).has(Grammar::Ordinal) || text.is_in(List::Rank, at);
        named.is_some_and(|it| (it + 1..between.end).any(earlier) && (it + 1..between.end).any(ranked))
    }

    /// "The 2027 NATO summit": the year by which a meeting is called.
    pub(super) fn year_of_name(&self, rule: &Rule, object: Option<Bytes>) -> Option<RawWhen> {
        let text = self.context.text;
        let at = text.tokens_of(object.filter(|_| rule.act == Kind::Convene)?).start;
        let year: i16 = text.low(at).parse().ok().filter(|it| YEARS.contains(it))?;
        let day = Day::year(year);
        let coming = self.context.published_on.is_some_and(|it| is_after(day, it));
        Some(RawWhen { day, end: None, basis: WhenBasis::Stated, coming, bytes: text.tokens[at].bytes() })
    }

    /// "The leaders spoke in May at the summit", said in December: the last May.
    fn is_past_occasion(&self, rule: &Rule, predicate: &Predicate) -> bool {
        let unit = holding(self.units, predicate.tokens.start).map(|n| &self.units[n]);
        rule.act == Kind::Convene
            && predicate.light.is_none()
            && predicate.controls.is_empty()
            && unit.is_some_and(|it| self.is_occasion(it))
            && matches!(self.host_tense(predicate), Some(Tense::Done | Tense::Pluperfect))
            && !self.looks_ahead(predicate)
    }

    /// The day right after one of several parties: "to Bulgaria in January and to Austria in July".
    pub(super) fn time_after(&self, rule: &Rule, predicate: &Predicate, party: &Filled) -> Option<RawWhen> {
        let n = self.units.iter().position(|it| Some(it.bytes) == party.bytes)?;
        let next = self.units.get(n + 1).filter(|it| it.tokens.start <= self.units[n].tokens.end + 3)?;
        let What::Time(time) = next.what else { return None };
        Some(self.day(rule, next, &self.context.times[time], predicate))
    }

    /// The times that stand in a stretch of the sentence.
    pub(super) fn times_in(&self, range: Range<usize>) -> impl Iterator<Item = (&Unit, &TimeMention)> {
        let inside = move |unit: &&Unit| range.start <= unit.tokens.start && unit.tokens.end <= range.end;
        self.units.iter().filter(inside).filter_map(|unit| match unit.what {
            What::Time(n) => Some((unit, &self.context.times[n])),
            _ => None,
        })
    }

    /// Whether a time after the predicate belongs to a participle between them: "the treaty signed in 2014".
    fn is_other_acts(&self, unit: &Unit, predicate: &Predicate) -> bool {
        let between = predicate.group.end..unit.tokens.start;
        between.len() > 1
            && between.clone().any(|at| {
                let Some(word) = self.word(at) else { return false };
                let participle = word.verbs.iter().any(|(_, form)| *form == Form::Participle);
                let helped = self.word(at - 1).is_some_and(WordInfo::is_auxiliary);
                let named = self.frames.unit_of(at).is_some();
                // "Met behind closed doors on Tuesday".
                let inner =
                    self.has_word(at - 1, Grammar::Preposition) && self.frames.tags.is_nominal(at + 1);
                participle && !(helped || named || inner) && at > predicate.group.end
            })
    }

    /// Whether a time before the predicate is told by a relative clause of its own verb: "the state that left in 2017 has
    /// rejoined".
    fn is_inner(&self, unit: &Unit, predicate: &Predicate) -> bool {
        if unit.tokens.end > predicate.group.start {
            return false;
        }
        let first = self.reach(predicate).start;
        let relative = (first..unit.tokens.start).rev().find(|at| self.has_word(*at, Grammar::Relative));
        let inner = relative.is_some_and(|it| self.finite_in(it + 1..unit.tokens.start).is_some());
        let comma = |at: usize| self.context.text.mark(at) == Some(b',');
        let own = self.with_prepositions(unit, first);
        // "Malta, which joined last, in 2020, proposed": what is added to the clause, with a comma on both sides.
        let added = own > first && comma(own - 1) && comma(unit.tokens.end);
        let closed = relative.is_some_and(|it| it > first)
            && (unit.tokens.end..predicate.group.start).any(comma)
            && (added || !relative.is_some_and(|it| (it..unit.tokens.start).any(comma)));
        inner && closed
            || self.is_of_compared(unit, predicate, first)
            || self.is_of_apposed(unit, predicate, first)
    }

    /// "Malta, an observer since 2003, applied": a time in what only says who somebody is.
    fn is_of_apposed(&self, unit: &Unit, predicate: &Predicate, first: usize) -> bool {
        let comma = |at: &usize| self.context.text.mark(*at) == Some(b',');
        let Some(open) = (first + 1..unit.tokens.start).rev().find(comma) else { return false };
        let named = self.has_word(open + 1, Grammar::Determiner) && open + 2 < unit.tokens.start;
        let closed = comma(&unit.tokens.end) && unit.tokens.end < predicate.group.start;
        named && closed && self.finite_in(open + 1..unit.tokens.start).is_none()
    }

    /// Whether a time belongs to whom the subject is compared with: "Malta, like Chile last year, was admitted".
    fn is_of_compared(&self, unit: &Unit, predicate: &Predicate, first: usize) -> bool {
        let comma = |at: usize| self.context.text.mark(at) == Some(b',');
        let opening = (first + 1..unit.tokens.start).rev().find(|at| comma(*at));
        let compares = opening.is_some_and(|it| {
            let low = self.context.text.low(it + 1);
            self.context.pack.time.compares.iter().any(|word| word == low)
        });
        compares && (unit.tokens.end..predicate.group.start).any(comma)
    }

    /// Where a unit begins with the prepositions before it, back to a token.
    fn with_prepositions(&self, unit: &Unit, floor: usize) -> usize {
        let mut first = unit.tokens.start;
        while first > floor && self.has_word(first - 1, Grammar::Preposition) {
            first -= 1;
        }
        first
    }

    /// The first verb with a tense in a stretch of the sentence.
    fn finite_in(&self, mut tokens: Range<usize>) -> Option<usize> {
        let finite = |word: &WordInfo| word.is_auxiliary() || word.has_tense();
        tokens.find(|at| self.word(*at).is_some_and(finite) && self.frames.unit_of(*at).is_none())
    }

    /// Whether a time opens the next of several joined predicates: "deposited the papers and from 1 May will be a member".
    fn is_next_verbs(&self, unit: &Unit, predicate: &Predicate) -> bool {
        let first = self.with_prepositions(unit, predicate.group.end);
        let joined = first > predicate.group.end && self.has_word(first - 1, Grammar::Coordinator);
        let helps = |at: &usize| self.word(*at).is_some_and(WordInfo::is_auxiliary);
        joined && (unit.tokens.end..self.sentence.tokens.end).take(2).any(|at| helps(&at))
    }

    /// "Agreed to hold a summit in May and approved a plan": a time of what the first of joined verbs governs.
    fn is_joined_verbs(&self, unit: &Unit, predicate: &Predicate) -> bool {
        let joint = predicate.group.start.checked_sub(1).filter(|it| unit.tokens.end <= *it);
        let joined = joint.is_some_and(|it| self.has_word(it, Grammar::Coordinator));
        let first = self.reach(predicate).start;
        let governed = |at: usize| self.frames.is_infinitive(at) && self.frames.tags.is_verb(at + 1);
        joined && predicate.tense == Tense::Done && (first..unit.tokens.start).any(governed)
    }

    /// The time that a relative clause is about: "yesterday, when the council met".
    fn time_before_relative(&self, predicate: &Predicate) -> Option<(&Unit, &TimeMention)> {
        let relative = predicate.clause.start.checked_sub(1)?;
        let first = self.sentence.tokens.start;
        let after_comma = relative > first && self.context.text.mark(relative - 1) == Some(b',');
        let opens = [Grammar::Relative, Grammar::Subordinator];
        let opens = opens.iter().take(if predicate.lemma.is_some() { 2 } else { 1 });
        if !opens.into_iter().any(|it| self.has_word(relative, *it)) {
            return None;
        }
        self.times_in(first..relative)
            .find(|(unit, _)| unit.tokens.end + usize::from(after_comma) == relative)
    }

    /// The day of the clause before a relative one that tells a meeting: "gathered on 6 May in Baku, which hosted the
    /// summit".
    fn time_of_antecedent(&self, rule: &Rule, predicate: &Predicate) -> Option<(&Unit, &TimeMention)> {
        let relative = predicate.clause.start.checked_sub(1)?;
        let first = self.sentence.tokens.start;
        let told = rule.act == Kind::Convene && predicate.tense == Tense::Done;
        let times = || self.times_in(first..relative).last();
        // "For Friday the leaders, whose meeting was short, announced …": what comes before tells nothing yet.
        let whose = self.has_word(relative, Grammar::RelativeOwner);
        let told = told && (!whose || self.finite_in(first..relative).is_some());
        (told && relative > first && self.has_word(relative, Grammar::Relative)).then(times)?
    }

    /// The day of the clause that decides or announces an act told in a clause of its own: "announced on Saturday that
    /// it is leaving".
    fn governing_time(&self, predicate: &Predicate) -> Option<(&Unit, &TimeMention)> {
        let relative = predicate.clause.start.checked_sub(1)?;
        let first = self.sentence.tokens.start;
        if relative <= first || !self.has_word(relative, Grammar::Relative) {
            return None;
        }
        let near = (first..relative).rev().take(20);
        let stop = |at: &usize| !matches!(self.context.text.low(*at), ";" | ":");
        let governor = near.take_while(stop).find(|at| {
            let Some(word) = self.word(*at) else { return false };
            let verb = self.context.text.verb_governs(*at);
            matches!(verb.or(word.governs), Some(Governs::Decide | Governs::Announce | Governs::Propose))
        })?;
        let times = self.times_in(first..relative);
        times.min_by_key(|(unit, _)| unit.tokens.start.abs_diff(governor))
    }

    /// Whether a time belongs to a word of saying right before it: "it said on Thursday".
    fn is_said_then(&self, unit: &Unit, predicate: &Predicate) -> bool {
        let at = self.with_prepositions(unit, self.sentence.tokens.start + 1);
        let Some(before) = at.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start) else {
            return false;
        };
        self.has_word(before, Grammar::Reporting) && !predicate.group.contains(&before)
    }

    pub(super) fn word(&self, token: usize) -> Option<&WordInfo> {
        self.context.text.info(token)
    }

    pub(super) fn has_word(&self, token: usize, grammar: Grammar) -> bool {
        self.context.text.places(token).has(grammar)
    }
}

#[cfg(test)]
mod tests {
    use comity_model::{Kind, Stage};

    use crate::read::sentences;

    /// Stage, day and place of the only meeting told.
    fn meeting(words: &str) -> (Stage, Option<String>, Option<String>) {
        let reading = sentences(&format!(" date 2025-10-10 EN\n\n{words}"));
        let mut found = reading.claims.iter().filter(|it| it.kind == Kind::Convene);
        let claim = found.next().cloned().expect("a meeting");
        assert_eq!(found.next(), None, "{words}");
        (claim.stage, claim.when.map(|it| it.edtf.to_string()), claim.place)
    }

    fn told(stage: Stage, day: &str, place: &str) -> (Stage, Option<String>, Option<String>) {
        (stage, Some(day.into()), Some(place.into()))
    }

    #[test]
    fn a_month_told_in_the_past_is_the_last_one() {
        let held = meeting("The summit of the OTS was held in Samarkand in November.");
        assert_eq!(held, told(Stage::InForce, "2024-11", "Samarkand"));
        let met = meeting("The leaders of the OTS met in Samarkand in November.");
        assert_eq!(met, told(Stage::InForce, "2024-11", "Samarkand"));
    }

    #[test]
    fn a_meeting_called_for_a_day_is_held_on_the_next() {
        let called = meeting(
            "The Arab League called an extraordinary meeting of foreign ministers in Cairo for Sunday.",
        );
        assert_eq!(called, told(Stage::Planned, "2025-10-12", "Cairo"));
    }

    #[test]
    fn a_meeting_may_be_called_by_its_year() {
        let named = meeting("Malta has been chosen to host the 2027 summit of the OTS.");
        assert_eq!(named, told(Stage::Planned, "2027", "Malta"));
    }

    #[test]
    fn members_meet_as_well_as_leaders() {
        let met = meeting("Eight OTS countries will meet on Sunday in Baku.");
        assert_eq!(met, told(Stage::Planned, "2025-10-12", "Baku"));
        let met = meeting("OTS members met in Almaty on 8 October.");
        assert_eq!(met, told(Stage::InForce, "2025-10-08", "Almaty"));
    }
}
