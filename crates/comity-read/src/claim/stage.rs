//! Stage: how far an act has come by tense, mood, governing words and its day; and whether it is history.

use comity_model::{Day, Kind, Stage, Stance};

use super::apply::{Clauses, Wrapper};
use super::frame::{Control, Predicate, Tense};
use super::party::AS;
use super::role::RawWhen;
use super::unit::What;
use crate::index::{Form, List};
use crate::pack::{Auxiliary, Governs, Grammar, NounClass, Rule};

/// Tokens from a gerund back to the one it is joined to.
const JOINED: usize = 20;

impl Clauses<'_, '_> {
    /// Stage, stance and the decision around the act, from tense, mood, governing words and the day.
    pub(super) fn stage(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        when: Option<&RawWhen>,
    ) -> Option<(Stage, Stance, Option<Wrapper>)> {
        // "a treaty on joining", "a vote for admitting": what is spoken about, not what is done.
        let spoken_about = predicate.tense == Tense::Gerund
            && predicate.lemma.is_some()
            && predicate.controls.is_empty()
            && predicate.group.start > self.sentence.tokens.start
            && (self.is_preposition(predicate.group.start - 1)
                // "Including by: closing the road".
                || self.context.text.mark(predicate.group.start - 1) == Some(b':')
                    && predicate.group.start > self.sentence.tokens.start + 1
                    && self.is_preposition(predicate.group.start - 2)
                || self.is_joined_gerund(predicate))
            && !self.is_acknowledged(predicate)
            && self.does_by(predicate).is_none();
        // "Kenya would be the eighth member": where nobody says so, it is only imagined.
        let imagined = rule.held && predicate.tense == Tense::Would && !self.is_spoken(predicate);
        if spoken_about
            || imagined
            || self.is_open(predicate, when)
            || predicate.questioned
            || self.is_question()
        {
            return None;
        }
        let negated = predicate.negated && !rule.negated;
        let mut stance = if negated { Stance::Denies } else { Stance::Affirms };
        let mut stage = self.own_stage(rule, predicate);
        let mut wrapper = None;
        for (n, control) in predicate.controls.iter().enumerate() {
            let outer = predicate.controls.get(n + 1);
            // "Did not reject the request": nothing is granted, and nothing refused.
            if control.governs == Governs::Refuse && control.negated {
                return None;
            }
            // "Confirmed that Malta has applied".
            if n == 0 && self.is_confirmed(control, predicate) {
                break;
            }
            let (governed, denied) = self.governed_stage(rule, control, outer, stage);
            // "Called an extraordinary meeting for Monday", where "called for a meeting" only proposes it.
            let called =
                rule.act == Kind::Convene && predicate.lemma.is_none() && self.calls_together(control);
            let governed = if called { Stage::Planned } else { governed };
            stage = governed;
            // "Agreed to consider admitting Malta": nothing of it is decided.
            let ponders = self.context.text.is_in(List::Pondering, control.tokens.start);
            if ponders && outer.is_some_and(|it| it.governs == Governs::Decide) {
                break;
            }
            if denied {
                stance = Stance::Denies;
            }
            if control.governs == Governs::Decide && wrapper.is_none() {
                // "Chosen to host": the decision is taken, the meeting is to come.
                let taken = matches!(control.tense, Tense::Done | Tense::Pluperfect | Tense::Present);
                let decided = stage == Stage::InForce || taken && stage == Stage::Planned;
                wrapper = Some(Wrapper { stage: if decided { Stage::Decided } else { stage } });
            }
            if control.tense != Tense::Infinitive
                && control.governs != Governs::Announce
                && control.governs != Governs::Begin
            {
                // "Denied that Malta is about to leave".
                let denied = |it: &Control| it.governs == Governs::Refuse && !it.negated && !it.noun;
                if predicate.controls[n + 1..].first().is_some_and(denied) {
                    stance = Stance::Denies;
                }
                break;
            }
        }
        if rule.refused {
            // "Did not turn it down" grants nothing either.
            if negated {
                return None;
            }
            stance = Stance::Denies;
        }
        // "Takes effect once three have ratified it".
        let joint = [predicate.tokens.end, predicate.clause.end];
        let waits = predicate.tense == Tense::Present
            && joint.iter().any(|it| self.has_word(*it, Grammar::Condition));
        if waits && rule.act == Kind::EnterIntoForce {
            stage = stage.min(Stage::Planned);
        }
        // "Reports that X was leaving are false".
        let reported = predicate.controls.iter().any(|it| it.noun && it.governs == Governs::Announce);
        let rest = predicate.tokens.end..self.sentence.tokens.end;
        if reported && rest.into_iter().any(|it| self.context.text.is_in(List::Untrue, it)) {
            stance = Stance::Denies;
        }
        if self.is_untrue(predicate) {
            stance = Stance::Denies;
        }
        // "Should become a member": a wish of whoever speaks.
        if predicate.tense == Tense::Obliged
            && predicate.controls.is_empty()
            && !rule.party.is_empty()
            && rule.obliged.is_none()
        {
            return None;
        }
        // "May join": an act only where somebody is quoted or reported to say so.
        if predicate.tense == Tense::Possible && predicate.controls.is_empty() && !self.is_spoken(predicate) {
            return None;
        }
        // What stands itself under "if" is a hypothesis.
        if predicate.conditional {
            return None;
        }
        let ahead = when
            .zip(self.context.published_on)
            .is_some_and(|(when, published)| when.coming || is_after(when.day, published));
        // "Leaders meet on Tuesday": the present tense with a day that has not passed.
        let coming = (predicate.tense == Tense::Present || self.is_met_now(rule, predicate))
            && !rule.held
            && !rule.negated
            && !self.is_done_now(predicate, when)
            && when.is_some_and(|when| {
                self.context.published_on.is_none_or(|published| {
                    // "Throughout 2022 Kenya presides": what lasts so long has begun.
                    let lasts = rule.act != Kind::Convene
                        && when.day.month.is_none()
                        && when.day.year.is_some_and(|year| Some(year) <= published.year);
                    // "Takes effect today", where what is to meet today may be ahead.
                    let today = || self.context.text.is_adverb(self.context.text.token_at(when.bytes.start));
                    let now = rule.act != Kind::Convene
                        && predicate.lemma.is_some()
                        && predicate.light.is_none()
                        && when.day == published
                        && today();
                    !lasts && !now && !is_earlier(when.day, published)
                })
            });
        let over = when
            .zip(self.context.published_on)
            .is_some_and(|(when, published)| is_earlier(when.day, published));
        let coming = coming
            || self.is_next(rule, predicate)
            || predicate.lemma.is_none() && rule.act == Kind::Convene && !over && self.looks_ahead(predicate);
        // "Announced a new meeting".
        let announced = predicate.controls.first().is_some_and(|it| {
            let between = it.tokens.end..predicate.tokens.start;
            it.governs == Governs::Announce
                && !it.noun
                && !between.into_iter().any(|at| self.is_preposition(at))
        });
        let coming = coming || announced && predicate.lemma.is_none() && rule.act == Kind::Convene;
        let past = predicate.lemma.is_some() && predicate.controls.is_empty() && self.is_past(predicate);
        if (ahead || coming) && !past && stage == Stage::InForce {
            stage = if wrapper.is_some() { Stage::Decided } else { Stage::Planned };
        }
        // "As soon as parliament has ratified it, the state will be a member": both are to come.
        if stage == Stage::InForce && self.awaits(predicate) {
            stage = Stage::Planned;
        }
        // "A document by which the fund is established": what the text says, from the day it is in force.
        let by_text = predicate.gap_function.is_some()
            && predicate.gap.is_some_and(|it| self.units[it].is_class(NounClass::Text));
        if by_text && stage == Stage::InForce && rule.act != Kind::Convene {
            stage = Stage::Decided;
        }
        // "Is suspended": how things stand.
        let stands = rule.act == Kind::Suspend
            && predicate.passive
            && matches!(predicate.tense, Tense::Present | Tense::Done)
            && self.word(predicate.own).is_some_and(|it| it.is(Auxiliary::BePresent))
            && predicate.controls.is_empty()
            && !self.headline;
        if stands && stage == Stage::Decided && !ahead {
            stage = Stage::InForce;
        }
        // What is only wished for, or named as a purpose, is no act; what may come ("may", "could") is mooted.
        let wished = stage == Stage::Mooted
            && !matches!(predicate.tense, Tense::Possible | Tense::Obliged)
            && stance == Stance::Affirms;
        let (stage, stance) = self.outcome(rule, predicate).unwrap_or((stage, stance));
        (!wished).then_some((stage, stance, wrapper))
    }

    /// "Today we meet in Baku": who speaks does it now.
    fn is_done_now(&self, predicate: &Predicate, when: Option<&RawWhen>) -> bool {
        let ours = predicate.subjects.iter().take(2).any(|it| self.units[*it].what == What::Ourselves);
        let today = when.zip(self.context.published_on).is_some_and(|(it, day)| it.day == day);
        (predicate.lemma.is_none() || predicate.tense == Tense::Present) && ours && today
    }

    /// Whether the clause only says when something else will be: "once three have ratified it, the treaty will …".
    fn awaits(&self, predicate: &Predicate) -> bool {
        let first = self.sentence.tokens.start;
        let helped = predicate.own..predicate.tokens.start;
        let perfect = helped.into_iter().any(|it| self.helps(it, Auxiliary::HavePresent));
        let present = perfect || matches!(predicate.tense, Tense::Present);
        let joint = predicate.clause.start.saturating_sub(2).max(first)..predicate.clause.start + 1;
        let opens = |it: usize| {
            self.has_word(it, Grammar::Condition)
                || self.has_word(it, Grammar::Conjunction)
                // "While it has ratified it, others will wait": that is done.
                || self.has_word(it, Grammar::Subordinator) && !perfect
        };
        // "As soon as parliament has ratified it".
        let text = self.context.text;
        let so = |it: usize| text.low(it) == AS && text.is_adverb(it + 1) && text.low(it + 2) == AS;
        let soon = joint.start..predicate.group.start.saturating_sub(2);
        let will = |it: &usize| self.helps(*it, Auxiliary::Future) && !self.context.text.tokens[*it].glued;
        let comma = (predicate.tokens.end..self.sentence.tokens.end).find(|it| text.mark(*it) == Some(b','));
        let outside = |it: &usize| !predicate.clause.contains(it) || comma.is_some_and(|comma| comma < *it);
        predicate.lemma.is_some()
            && present
            && predicate.controls.is_empty()
            && (joint.into_iter().any(opens) || soon.into_iter().any(so))
            && self.sentence.tokens.clone().filter(outside).any(|it| will(&it))
    }

    fn helps(&self, at: usize, auxiliary: Auxiliary) -> bool {
        self.word(at).is_some_and(|it| it.is(auxiliary))
    }

    /// "Congratulated Malta on assuming the chair": what the one before the preposition has done.
    fn is_acknowledged(&self, predicate: &Predicate) -> bool {
        let preposition = predicate.group.start - 1;
        let first = preposition.saturating_sub(8).max(self.sentence.tokens.start);
        let ended = self.units.iter().any(|it| it.tokens.end == preposition && it.is_bare());
        ended && (first..preposition).any(|it| self.context.text.is_in(List::Acknowledging, it))
    }

    /// "Will X be suspended?"
    fn is_question(&self) -> bool {
        let tokens = &self.sentence.tokens;
        let asks = self.context.text.low(tokens.end - 1) == "?";
        let first = self.word(tokens.start);
        // "Could NATO expel Hungary" over a story asks too.
        let inverted = self.headline
            && first.is_some_and(|it| {
                it.is_auxiliary() && !it.is(Auxiliary::Infinitive) && !it.is(Auxiliary::Not)
            })
            && self.units.first().is_some_and(|it| it.tokens.start == tokens.start + 1);
        inverted || asks && first.is_some_and(|it| it.is_auxiliary() || it.has(Grammar::Relative))
    }

    /// Whether a noun without a verb of its own stands where the clause tells what is to come: "will speak at the summit",
    /// "the next summit".
    pub(super) fn looks_ahead(&self, predicate: &Predicate) -> bool {
        let future = |it: usize| {
            let will = self.word(it).is_some_and(|word| word.is(Auxiliary::Future));
            // "Is going to be signed at the summit", "due to open".
            let due = it < predicate.tokens.start
                && self.word(it).is_some_and(|word| word.governs == Some(Governs::Plan))
                && self.word(it + 1).is_some_and(|word| word.is(Auxiliary::Infinitive));
            (will || due) && !self.context.text.tokens[it].glued
        };
        let first = predicate.tokens.start.saturating_sub(4).max(self.sentence.tokens.start);
        let next = (first..predicate.tokens.start).any(|it| {
            let word = self.context.text.info(it);
            word.is_some_and(|word| word.has(Grammar::Coming))
        });
        // "Looks forward to the sixteenth summit".
        let awaited = (first..predicate.tokens.start).any(|it| {
            let to = self.word(it + 1).is_some_and(|word| word.is(Auxiliary::Infinitive));
            to && self.context.text.is_in(List::Awaiting, it)
        });
        if next || awaited || self.is_set(predicate) {
            return true;
        }
        if self.looks_back(predicate) || self.was_held(predicate) {
            return false;
        }
        let host =
            || matches!(self.host_tense(predicate), Some(Tense::Future | Tense::Possible | Tense::Obliged));
        // "At the summit the members endorsed a plan so that the bloc will be ready".
        let verb = |at: &usize| self.is_main_verb(*at);
        let end =
            (predicate.tokens.end..predicate.clause.end).find(verb).map_or(predicate.clause.end, |it| it + 1);
        let over = self.over_country(predicate, end);
        (predicate.clause.start..end).any(future) || over.is_some_and(future) || host()
    }

    /// Whether a meeting is named for what came of it: "a fund announced at the summit", "building on the summit, the leaders
    /// will …".
    fn looks_back(&self, predicate: &Predicate) -> bool {
        let first = self.sentence.tokens.start;
        let before = self.before_group(predicate.tokens.start);
        let Some(preposition) = before.filter(|it| self.is_preposition(*it) && *it > first) else {
            return false;
        };
        let done = |at: usize| {
            let word = self.word(at).filter(|it| it.has_form(Form::Participle) && !it.has_form(Form::Base));
            let helped = || self.word(at - 1).is_some_and(|it| it.is_auxiliary());
            word.is_some() && at > first && !helped() && !self.context.text.tokens[at].capital
        };
        // The clause of a gerund that opens the sentence ends at its comma.
        let opens = || {
            let gerund = self.word(first).is_some_and(|it| it.has_form(Form::Ing))
                && self.frames.unit_of(first).is_none();
            let apart = |it: usize| self.context.text.mark(it) == Some(b',');
            gerund
                && !(first..predicate.tokens.start).any(apart)
                && (predicate.tokens.end..self.sentence.tokens.end).any(apart)
        };
        done(preposition - 1) || opens()
    }

    /// Whether a meeting is named in a clause of the present: "the council gets the application at its session on Sunday".
    pub(super) fn is_met_now(&self, rule: &Rule, predicate: &Predicate) -> bool {
        rule.act == Kind::Convene
            && predicate.lemma.is_none()
            && self.host_tense(predicate) == Some(Tense::Present)
    }

    /// The tense of the verb in whose clause a noun stands: the nearest before it, else the next.
    pub(super) fn host_tense(&self, predicate: &Predicate) -> Option<Tense> {
        let verb = |at: &usize| self.is_main_verb(*at);
        let clause = &predicate.clause;
        let before = (clause.start..predicate.tokens.start).rev().find(verb);
        let at = before.or_else(|| (predicate.tokens.end..clause.end).find(verb))?;
        self.frames.group_at(at, 0).map(|it| it.tense)
    }

    pub(super) fn is_main_verb(&self, at: usize) -> bool {
        self.frames.tags.is_verb(at)
            && !self.frames.is_auxiliary_of_verb(at)
            && self.frames.unit_of(at).is_none()
    }

    fn is_preposition(&self, token: usize) -> bool {
        let word = self.context.text.info(token);
        word.is_some_and(|it| it.has(Grammar::Preposition) && !it.has(Grammar::Conjunction))
    }

    /// Stage by the predicate's own tense.
    fn own_stage(&self, rule: &Rule, predicate: &Predicate) -> Stage {
        match predicate.tense {
            // "Will meet before suspending Malta".
            Tense::Gerund if self.hangs_ahead(predicate) => rule.future.unwrap_or(Stage::Planned),
            Tense::Done | Tense::Pluperfect | Tense::Present => rule.done,
            Tense::Progressive => rule.doing.unwrap_or(Stage::Planned),
            Tense::Future | Tense::Would => rule.future.unwrap_or(Stage::Planned),
            Tense::Possible => {
                Stage::Mooted.max(if rule.done == Stage::Proposed { Stage::Proposed } else { Stage::Mooted })
            }
            Tense::Obliged => rule.obliged.unwrap_or(Stage::Mooted),
            Tense::Infinitive if predicate.controls.is_empty() && self.headline => {
                rule.future.unwrap_or(Stage::Planned)
            }
            // "The summit, to be held in May": set for a day, where "a wish to hold one" is not.
            Tense::Infinitive
                if predicate.controls.is_empty() && rule.act == Kind::Convene && predicate.passive =>
            {
                rule.future.unwrap_or(Stage::Planned)
            }
            Tense::Infinitive if predicate.controls.is_empty() => Stage::Mooted,
            Tense::Infinitive => rule.done,
            Tense::Gerund if self.is_supposed(predicate) => rule.future.unwrap_or(Stage::Planned),
            Tense::Gerund => rule.done,
        }
    }

    /// Whether what a deciding word governs is told as done: such a word only confirms it.
    fn is_confirmed(&self, control: &Control, predicate: &Predicate) -> bool {
        let that = predicate.clause.start.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start);
        control.governs == Governs::Decide
            && !control.negated
            && predicate.lemma.is_some()
            && matches!(predicate.tense, Tense::Done | Tense::Pluperfect)
            && matches!(control.tense, Tense::Done | Tense::Pluperfect | Tense::Present)
            && self.is_past(predicate)
            && that.is_some_and(|it| self.has_word(it, Grammar::Complement))
    }

    /// "By lowering barriers and adopting practices": a gerund joined to one after a preposition.
    fn is_joined_gerund(&self, predicate: &Predicate) -> bool {
        let joint = predicate.group.start - 1;
        let first = joint.saturating_sub(JOINED).max(self.sentence.tokens.start + 1);
        let gerund =
            |at: &usize| self.word(*at).is_some_and(|it| it.has_form(Form::Ing)) && !self.frames.in_unit(*at);
        let mut before = (first..joint).rev().filter(gerund);
        self.has_word(joint, Grammar::Coordinator) && before.any(|it| self.is_preposition(it - 1))
    }

    /// Whether a verb that puts acts forward calls a meeting together here: one does both, with a preposition and without.
    fn calls_together(&self, control: &Control) -> bool {
        let convenes = |lemma: u32| {
            let mut light = self.context.index.light(lemma).iter();
            light.any(|it| self.context.pack.rules[it.rule].act == Kind::Convene && !it.particle.is_empty())
        };
        control.governs == Governs::Propose
            && !control.noun
            && self.has_word(control.tokens.end, Grammar::Determiner)
            && self.word(control.tokens.start).is_some_and(|it| it.verbs.iter().any(|verb| convenes(verb.0)))
    }

    /// "Malta joining the bloc will strengthen it": it has not joined.
    fn is_supposed(&self, predicate: &Predicate) -> bool {
        let verb = |at: &usize| {
            self.is_main_verb(*at)
                || self.word(*at).is_some_and(|it| it.is_auxiliary()) && !self.frames.in_unit(*at)
        };
        let apart = |at: usize| matches!(self.context.text.low(at), "," | ";" | ":");
        let next = (predicate.tokens.end..self.sentence.tokens.end).find(|it| verb(it) || apart(*it));
        let ahead = [Auxiliary::Future, Auxiliary::Would, Auxiliary::Possible];
        let subject =
            predicate.subjects.first().is_some_and(|it| self.units[*it].tokens.end == predicate.own);
        let will = next.and_then(|it| self.word(it)).is_some_and(|it| ahead.iter().any(|form| it.is(*form)));
        predicate.lemma.is_some() && predicate.controls.is_empty() && subject && will
    }

    /// Stage under a governing word.
    fn governed_stage(
        &self,
        rule: &Rule,
        control: &Control,
        outer: Option<&Control>,
        own: Stage,
    ) -> (Stage, bool) {
        if control.negated {
            return (own, true);
        }
        match control.governs {
            Governs::Decide => match control.tense {
                Tense::Future | Tense::Would => (Stage::Planned, false),
                Tense::Progressive => (Stage::Deciding, false),
                Tense::Possible | Tense::Obliged => (Stage::Mooted, false),
                Tense::Infinitive if outer.is_none() => (Stage::Planned, false),
                _ => (rule.resolved.unwrap_or(Stage::Decided), false),
            },
            // "Plans to leave" is less than "will leave".
            Governs::Plan => (rule.future.unwrap_or(Stage::Planned).min(Stage::Planned), false),
            Governs::Wish | Governs::Shelve => (Stage::Mooted, false),
            // "Paves the way for the members to invite X": nobody has proposed yet.
            Governs::Propose if control.tense == Tense::Infinitive && outer.is_none() && !self.headline => {
                (Stage::Mooted, false)
            }
            Governs::Propose | Governs::Want => (Stage::Proposed, false),
            Governs::Refuse => (own, true),
            Governs::Announce | Governs::Begin | Governs::Oblige => (own, false),
        }
    }

    /// Whether the sentence is somebody's word: inside a quotation, or with a verb of saying.
    fn is_spoken(&self, predicate: &Predicate) -> bool {
        let bytes = self.context.text.bytes(predicate.tokens.clone());
        let near = self.context.quoted.partition_point(|it| it.end <= bytes.start);
        let quoted = self.context.quoted.get(near).is_some_and(|it| it.contains(bytes));
        let says = |it: usize| {
            let word = self.context.text.info(it);
            word.is_some_and(|word| word.has(Grammar::Reporting))
        };
        quoted || self.sentence.tokens.clone().any(says)
    }

    /// Whether a verb of saying stands before: "said it had become" tells news, "had become" tells history.
    pub(super) fn is_reported(&self, predicate: &Predicate) -> bool {
        let says = |it: usize| self.context.text.places(it).has(Grammar::Reporting);
        (self.sentence.tokens.start..predicate.group.start).any(says)
    }

    pub(super) fn confidence(&self, predicate: &Predicate, org_stated: bool) -> f32 {
        let mut confidence: f32 = 0.95;
        for (costs, cost) in [
            (!org_stated, 0.15),
            (predicate.lemma.is_none(), 0.1),
            (predicate.subordinate, 0.05),
            (predicate.controls.len() > 1, 0.05),
            (predicate.tense == Tense::Gerund, 0.1),
        ] {
            if costs {
                confidence -= cost;
            }
        }
        (confidence * 100.0).round() / 100.0
    }
}

/// Whether a day lies after the publication day, as far as both are known.
pub(crate) fn is_after(day: Day, published: Day) -> bool {
    let (Some(year), Some(published_year)) = (day.year, published.year) else { return false };
    let parts = |day: Day, year: i16| (year, day.month.unwrap_or(0), day.day.unwrap_or(0));
    match (day.month, day.day) {
        (None, _) => year > published_year,
        (Some(month), None) => (year, month) > (published_year, published.month.unwrap_or(12)),
        _ => parts(day, year) > parts(published, published_year),
    }
}

/// Whether a day surely lies before the publication day.
pub(super) fn is_earlier(day: Day, published: Day) -> bool {
    let (Some(year), Some(published_year)) = (day.year, published.year) else { return false };
    let (Some(month), Some(published_month)) = (day.month, published.month) else {
        return year < published_year;
    };
    match (day.day, published.day) {
        (Some(day), Some(published_day)) => {
            (year, month, day) < (published_year, published_month, published_day)
        }
        _ => (year, month) < (published_year, published_month),
    }
}

#[cfg(test)]
mod tests {
    use comity_model::{Kind, Stage, Stance};

    use crate::read::sentences;

    /// Kind, stage and stance of the claim about Malta.
    fn read(sentence: &str) -> Option<(Kind, Stage, Stance)> {
        let reading = sentences(&format!(" date 2025-10-10 EN\n\nThe OTS spoke of trade. {sentence}"));
        let malta = |it: &&comity_model::Claim| it.party.as_ref().is_some_and(|it| it.name == "Malta");
        reading.claims.iter().find(malta).map(|it| (it.kind, it.stage, it.stance))
    }

    #[test]
    fn stage_follows_tense_and_governing_words() {
        let grant = |stage| Some((Kind::Grant, stage, Stance::Affirms));
        for (sentence, expected) in [
            ("The OTS will decide to admit Malta as an observer.", grant(Stage::Planned)),
            ("The OTS decided to admit Malta as an observer.", grant(Stage::Decided)),
            ("The OTS agreed to admit Malta as an observer.", grant(Stage::Decided)),
            ("The OTS plans to admit Malta as an observer.", grant(Stage::Planned)),
            ("Malta joins the OTS on 1 May 2026.", grant(Stage::Planned)),
            ("Malta joined the OTS on 1 May 2025.", grant(Stage::InForce)),
            ("Malta could join the OTS, the minister said.", grant(Stage::Mooted)),
        ] {
            assert_eq!(read(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn what_is_denied_or_asked_is_not_granted() {
        for (sentence, expected) in [
            ("Malta does not plan to join the OTS.", (Kind::Request, Stage::Requested, Stance::Denies)),
            ("Malta has no plan to join the OTS.", (Kind::Request, Stage::Requested, Stance::Denies)),
            (
                "Malta has applied for membership of the OTS.",
                (Kind::Request, Stage::Requested, Stance::Affirms),
            ),
            ("Malta no longer belongs to the OTS.", (Kind::Withdraw, Stage::InForce, Stance::Affirms)),
        ] {
            assert_eq!(read(sentence), Some(expected), "{sentence}");
        }
    }

    #[test]
    fn what_is_only_spoken_about_is_no_act() {
        for sentence in ["There was a treaty on joining the OTS, Malta said.", "Malta hopes to join the OTS."]
        {
            assert_eq!(read(sentence), None, "{sentence}");
        }
    }
}
