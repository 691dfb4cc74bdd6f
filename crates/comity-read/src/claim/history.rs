//! History: what a clause tells of the past, and what has just come to be.

use comity_model::{Day, Kind, Stage, Stance};

use super::apply::Clauses;
use super::frame::{Predicate, Tense};
use super::role::RawWhen;
use super::unit::{Unit, What};
use super::whose::Told;
use crate::index::{Form, List};
use crate::pack::{Auxiliary, Governs, Grammar, NounClass, Rule};
use crate::text::{BlockKind, Sentence};

/// How far from a verb group a word such as "formerly" may stand that makes it history.
const BESIDE: usize = 6;
/// Tokens below which a first sentence may be a dateline.
const SHORT: usize = 8;

/// Tokens from a verb to the words that tell how often.
const HABIT: usize = 12;

/// Tokens from who is told something back to the verb.
const TOLD: usize = 6;

impl Clauses<'_, '_> {
    /// What a clause says to be settled whatever its tense: a meeting called off, a leave that an organisation gives.
    pub(super) fn outcome(&self, rule: &Rule, predicate: &Predicate) -> Option<(Stage, Stance)> {
        if self.is_called_off(rule, predicate) {
            return Some((Stage::Ended, Stance::Affirms));
        }
        self.teller(predicate).map(|_| (Stage::Decided, Stance::Affirms))
    }

    /// "The EU told Malta that it may open talks", "Malta was told by the EU that it may": the organisation that lets a state do
    /// something, where "Malta told the EU that it may leave" only threatens.
    pub(super) fn teller(&self, predicate: &Predicate) -> Option<usize> {
        let text = self.context.text;
        let that = predicate.clause.start.checked_sub(1).filter(|it| *it > self.sentence.tokens.start)?;
        let subject = predicate.subjects.first().map(|it| &self.units[*it]);
        let may = predicate.tense == Tense::Possible
            && !predicate.negated
            && predicate.controls.is_empty()
            && subject.is_some_and(|it| it.what == What::Pronoun)
            && (self.has_word(that, Grammar::Complement)
                || self.has_word(predicate.clause.start, Grammar::Complement));
        let telling = &self.context.pack.lexicon.telling;
        let verb = (self.sentence.tokens.start..that).rev().take(TOLD);
        let verb = verb.filter(|_| may).find(|it| telling.iter().any(|word| word == text.low(*it)))?;
        let be = [Auxiliary::BePast, Auxiliary::BePresent, Auxiliary::Been];
        let before = verb.checked_sub(1).and_then(|it| self.word(it));
        let passive = before.is_some_and(|it| be.iter().any(|form| it.is(*form)));
        let between = |it: &Unit| verb < it.tokens.start && it.tokens.end <= that;
        let before = |it: &Unit| it.tokens.end <= verb && it.is_bare();
        let (by, to) = if passive {
            (self.units.iter().position(between), self.units.iter().rposition(before))
        } else {
            (self.units.iter().rposition(before), self.units.iter().position(between))
        };
        let org = |it: &usize| matches!(self.units[*it].what, What::Org(_) | What::Body(_));
        let state = |it: usize| matches!(self.units[it].what, What::Party(_));
        by.filter(org).filter(|_| to.is_some_and(state))
    }

    /// "The summit will not take place", "was to have been held in May": a meeting of which it is said that it comes to nothing, where
    /// "denied that it would be held" only denies.
    fn is_called_off(&self, rule: &Rule, predicate: &Predicate) -> bool {
        let never = predicate.negated && predicate.tense == Tense::Future && predicate.controls.is_empty();
        // "Was to have held", "was to have been held".
        let is =
            |at: Option<usize>, aux: Auxiliary| at.and_then(|it| self.word(it)).is_some_and(|it| it.is(aux));
        let own = predicate.light.as_ref().map_or(predicate.tokens.start, |it| it.start);
        let back = |n: usize| own.checked_sub(n).filter(|it| *it >= self.sentence.tokens.start);
        let n = if is(back(1), Auxiliary::Been) { 2 } else { 1 };
        let perfect = is(back(n), Auxiliary::HavePresent)
            && is(back(n + 1), Auxiliary::Infinitive)
            && is(back(n + 2), Auxiliary::BePast);
        rule.act == Kind::Convene && predicate.lemma.is_some() && (never || perfect)
    }

    /// "Meets twice a year": what is done again and again is no act.
    pub(super) fn is_habit(&self, predicate: &Predicate) -> bool {
        let text = self.context.text;
        let end = predicate.clause.end.min(predicate.tokens.end + HABIT);
        // ", a year ahead of its turn".
        let inserted = |at: usize| text.mark(at - 1) == Some(b',');
        let often = |at: usize| {
            text.is_in(List::Each, at)
                && text.is_in(List::Period, at + 1)
                && !text.is_in(List::Period, at)
                && !inserted(at)
        };
        match predicate.lemma {
            Some(_) => predicate.tense == Tense::Present && (predicate.tokens.end..end).any(often),
            // "Two sessions a year".
            None => often(predicate.tokens.end),
        }
    }

    /// Whether the clause tells history: the pluperfect, a day long before publication, a word such as "formerly".
    pub(super) fn is_background(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        when: Option<&RawWhen>,
        party: bool,
        told: &Told<'_>,
    ) -> bool {
        if self.is_own_founding(rule, predicate, told, when) {
            return true;
        }
        // "Malta, which left the bloc, …": who it is, where no day makes it news.
        let first = predicate.clause.start.saturating_sub(2);
        let apart = first >= self.sentence.tokens.start
            && self.context.text.mark(first) == Some(b',')
            && self.has_word(first + 1, Grammar::Relative)
            && (first + 2..predicate.group.start).all(|it| self.context.text.is_adverb(it));
        if apart && when.is_none() && rule.act == Kind::Withdraw && predicate.tense == Tense::Done {
            return true;
        }
        let bytes = self.context.text.bytes(predicate.tokens.clone());
        let near = self.context.quoted.partition_point(|it| it.end <= bytes.start);
        let quoted = self.context.quoted.get(near).is_some_and(|it| it.contains(bytes));
        // "Is in the chair for 2024-2026": what holds now has begun in the past.
        let holds = matches!(predicate.tense, Tense::Present | Tense::Future)
            || predicate.lemma.is_some()
                && predicate.tense == Tense::Done
                && !self.is_past(predicate)
                && !predicate.passive;
        let old = !(quoted || party && holds)
            && when
                .zip(self.context.published_on)
                .is_some_and(|(when, published)| is_before(when.day, published));
        // "Has long been in the bloc since 2004, will assume": such a word speaks of what stands beside it.
        let floor = predicate.group.start.saturating_sub(BESIDE).max(predicate.clause.start);
        // "Chad, an observer since 2005, applied".
        let comma = (floor..predicate.group.start).rev().find(|it| self.context.text.mark(*it) == Some(b','));
        let beside = comma.unwrap_or(floor)..(predicate.tokens.end + BESIDE).min(predicate.clause.end);
        let ahead = matches!(predicate.tense, Tense::Future | Tense::Possible | Tense::Obliged);
        // "Bears since Friday the signature": so near a day is news.
        // "Gathered since Thursday": so near a day is news, though it is not that of the act.
        let since = |at: usize| {
            let time = self.times_in(at + 1..at + 3).next();
            let day = time.map(|(_, time)| time.start).filter(|it| it.day.is_some());
            day.zip(self.context.published_on).is_some_and(|(day, published)| is_near(day, published))
        };
        let past = !(ahead || self.is_day_of_late(when))
            && beside.into_iter().any(|it| {
                self.has_word(it, Grammar::Past)
                    && !self.is_lately(it)
                    && !self.frames.is_later(it)
                    && !since(it)
            });
        // "Reinstated X, years after suspending it", where "before suspending it" tells what came next.
        let next = predicate.group.start.checked_sub(1).is_some_and(|it| {
            let low = self.context.text.low(it);
            let bound = self.context.pack.time.bounds.iter().any(|word| word == low);
            bound && !self.has_word(it, Grammar::Past)
        });
        let gerund = predicate.tense == Tense::Gerund
            && predicate.group.start > self.sentence.tokens.start
            && !next
            && (self.has_word(predicate.group.start - 1, Grammar::Conjunction)
                || self.has_word(predicate.group.start - 1, Grammar::Subordinator));
        // "Sixteen years after it walked out": so long ago.
        let joint = predicate.clause.start.checked_sub(2).filter(|it| *it >= self.sentence.tokens.start);
        // "A year after the war began, the bloc suspended it": what stands after the comma is no longer ago than told.
        let inner = predicate.clause.start..predicate.group.start;
        let apart = inner.into_iter().any(|it| self.context.text.mark(it) == Some(b','));
        let years = joint.is_some_and(|it| {
            // "A day after it joined": so short ago is news.
            let long = self.context.text.is_in(List::Period, it) && !self.has_word(it, Grammar::Lasting);
            long && self.has_word(it + 1, Grammar::Conjunction)
        }) && !apart;
        let earlier = gerund || years;
        // "Denied that it had suspended X": the denial is the news.
        let denied = predicate.controls.iter().any(|it| it.governs == Governs::Refuse);
        // "The draft had been tabled by Malta", "after it had deposited its instrument": what led to the news.
        let leads = matches!(rule.act, Kind::Propose | Kind::Ratify);
        // "On Sunday the state had ceased to be a member": a day of late is news.
        let late = when.is_some_and(|it| it.day.day.is_some()) && self.context.published_on.is_some() && !old;
        let long_done = predicate.tense == Tense::Pluperfect
            && !self.is_reported(predicate)
            && !denied
            && !leads
            && !late
            // "The ministers had agreed to launch it": what a report tells of so, without a day, has led to its news.
            && (when.is_some() || predicate.subordinate || predicate.gap.is_some());
        long_done || old || past || earlier
    }

    /// "NATO was founded to keep the peace": that the organisation itself was set up is long known, where no day near
    /// publication is told.
    pub(super) fn is_own_founding(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        told: &Told<'_>,
        when: Option<&RawWhen>,
    ) -> bool {
        let set_up = |n: usize| {
            let unit = &self.units[n];
            let name = match unit.what {
                What::Org(entity) => Some(entity) == told.org.entity,
                _ => unit.is_class(NounClass::Organisation) && !self.is_indefinite(n),
            };
            name && unit.is_bare()
        };
        rule.act == Kind::Establish
            && predicate.lemma.is_some()
            && predicate.tense == Tense::Done
            && predicate.controls.is_empty()
            && told.object.and_then(|it| it.1).is_some_and(set_up)
            && !self.is_of_late(when)
    }

    /// "Earlier this month", "earlier in the day": no history.
    fn is_lately(&self, at: usize) -> bool {
        let text = self.context.text;
        let period = |at: usize| text.is_in(List::Definite, at) && text.is_in(List::Period, at + 1);
        period(at + 1) || self.has_word(at + 1, Grammar::Preposition) && period(at + 2)
    }

    /// Whether a verb group tells of the past: "chaired", "has chaired", "was chaired".
    pub(super) fn is_past(&self, predicate: &Predicate) -> bool {
        // "The summit was held": the tense is that of the light verb.
        let verb = predicate.verb_start();
        let helped = predicate.own..verb;
        let word = |it: usize| self.context.text.info(it);
        let past = [Auxiliary::BePast, Auxiliary::HavePast, Auxiliary::HavePresent];
        let auxiliary = helped.clone().any(|it| word(it).is_some_and(|word| word.is_auxiliary()));
        helped.into_iter().any(|it| word(it).is_some_and(|word| past.iter().any(|tense| word.is(*tense))))
            || !auxiliary && word(verb).is_some_and(|it| it.has_form(Form::Past))
    }

    /// "Has had the chair since 1 July": what began so lately is news.
    pub(super) fn holds_since(&self, predicate: &Predicate, when: Option<&RawWhen>) -> bool {
        self.is_perfect(predicate) && self.is_day_of_late(when)
    }

    /// "Has had": what began before still holds.
    fn is_perfect(&self, predicate: &Predicate) -> bool {
        let mut helped = predicate.group.start..predicate.tokens.start;
        helped.any(|it| self.word(it).is_some_and(|word| word.is(Auxiliary::HavePresent)))
    }

    /// Whether a time lies in the month of publication or in one next to it.
    fn is_of_late(&self, when: Option<&RawWhen>) -> bool {
        when.zip(self.context.published_on).is_some_and(|(it, day)| is_near(it.day, day))
    }

    /// Whether such a time is a day.
    fn is_day_of_late(&self, when: Option<&RawWhen>) -> bool {
        self.is_of_late(when) && when.is_some_and(|it| it.day.day.is_some())
    }

    /// Whether the sentence is the first of a report below its headlines, or right after it, where that may be a dateline.
    fn is_lead(&self) -> bool {
        let text = self.context.text;
        let body = |it: &Sentence| text.blocks[it.block].kind == BlockKind::Paragraph;
        let Some(first) = text.sentences.iter().position(body) else { return false };
        let dateline = text.sentences[first].tokens.len() < SHORT;
        // A report goes on.
        let goes_on = self.number + 1 < text.sentences.len();
        goes_on && (self.number == first || self.number == first + 1 && dateline)
    }

    /// Whether a standing or office is called new, or the verb says "now": "the new chair is", "is now a member".
    pub(super) fn is_new(
        &self,
        predicate: &Predicate,
        standing: Option<usize>,
        when: Option<&RawWhen>,
    ) -> bool {
        // "As of 1 June it is the 125th member".
        let late = when.is_some_and(|it| match self.context.published_on {
            Some(published) => is_near(it.day, published),
            None => it.day.year.is_none() && it.day.day.is_some(),
        });
        // "Has held it since 1 July".
        let perfect = predicate.tense == Tense::Done && self.is_perfect(predicate);
        if late && (predicate.tense == Tense::Present && standing.is_some() || perfect) {
            return true;
        }
        let Some(n) = standing else { return false };
        let first = self.units[n].tokens.start;
        // "The union is a permanent member of the group": what a report of a day begins with is its news.
        if self.context.published_on.is_some()
            && self.is_lead()
            && predicate.tense == Tense::Present
            && !predicate.subordinate
            && when.is_none()
        {
            return true;
        }
        let verb = predicate.tokens.end;
        let from = if verb < first && first - verb < 8 { verb } else { first.saturating_sub(2) };
        (from.max(self.sentence.tokens.start)..first).any(|it| self.context.text.places(it).has(Grammar::New))
    }
}

/// Whether a day lies in the month of publication, or in one next to it.
pub(crate) fn is_near(day: Day, published: Day) -> bool {
    months(day).zip(months(published)).is_some_and(|(day, published)| (published - day).abs() <= 1)
}

/// Whether a day lies more than two months before the publication day.
pub(crate) fn is_before(day: Day, published: Day) -> bool {
    match months(day).zip(months(published)) {
        Some((day, published)) => day + 2 < published,
        None => day.year.zip(published.year).is_some_and(|(day, published)| day < published),
    }
}

/// Months since the year 0, where the month is told.
fn months(day: Day) -> Option<i32> {
    Some(i32::from(day.year?) * 12 + i32::from(day.month?))
}
