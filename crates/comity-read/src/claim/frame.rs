//! Frames: predicates with tense, modality, voice and negation, and where their arguments stand.

use std::ops::Range;

use super::party::OF;
use super::tag::Tags;
use super::unit::{Held, Unit, What};
use crate::index::{Form, Index, List, WordInfo};
use crate::pack::{Auxiliary, Governs, Grammar};
use crate::text::{Sentence, Text, TokenKind};

/// Tense and mood of a verb group, as its outermost word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Past or perfect.
    Done,
    /// "Had been done".
    Pluperfect,
    /// Simple present.
    Present,
    /// "Is doing".
    Progressive,
    Future,
    Would,
    Possible,
    Obliged,
    /// No finite verb of its own.
    Infinitive,
    Gerund,
}

/// A word that governs the predicate: "decided to …".
#[derive(Clone, Debug)]
pub(crate) struct Control {
    pub(crate) governs: Governs,
    pub(crate) tokens: Range<usize>,
    pub(crate) tense: Tense,
    /// Whether it is a noun ("decision to …").
    pub(crate) noun: bool,
    /// Whether it is denied: "has no plan to", "did not ask to".
    pub(crate) negated: bool,
}

/// A predicate: a verb or noun that can carry an act.
#[derive(Clone, Debug)]
pub(crate) struct Predicate {
    /// Its own words.
    pub(crate) tokens: Range<usize>,
    /// The light verb of a noun: "*approved* the accession of".
    pub(crate) light: Option<Range<usize>>,
    /// With auxiliaries, negation and governing words.
    pub(crate) group: Range<usize>,
    /// Where its own verb group starts, without governing words.
    pub(crate) own: usize,
    /// Lemma of a verb; `None` for a noun.
    pub(crate) lemma: Option<u32>,
    pub(crate) tense: Tense,
    pub(crate) passive: bool,
    pub(crate) negated: bool,
    /// Inner first.
    pub(crate) controls: Vec<Control>,
    /// Tokens of its clause.
    pub(crate) clause: Range<usize>,
    /// Units before it that may be its grammatical subject, best first.
    pub(crate) subjects: Vec<usize>,
    /// Antecedent of a relative clause whose subject stands inside it.
    pub(crate) gap: Option<usize>,
    /// The preposition before the relative word, or the relative word of place: "to which", "where".
    pub(crate) gap_function: Option<String>,
    /// "That Malta *be admitted*": asked for, and not told.
    pub(crate) subjunctive: bool,
    /// Under "if", "once", "unless".
    pub(crate) conditional: bool,
    /// Under "whether": asked, not told.
    pub(crate) questioned: bool,
    /// Inside a relative or adverbial clause.
    pub(crate) subordinate: bool,
}

impl Predicate {
    /// The antecedent of a relative clause that is its object.
    pub(crate) fn gap_object(&self) -> Option<usize> {
        self.gap.filter(|_| self.gap_function.is_none())
    }

    /// Where its verb begins: the light one over a noun.
    pub(crate) fn verb_start(&self) -> usize {
        self.light.as_ref().map_or(self.tokens.start, |it| it.start)
    }

    /// Tokens of the predicate and of the words that govern it.
    pub(crate) fn heads(&self) -> Vec<usize> {
        let controls = self.controls.iter().flat_map(|it| it.tokens.clone());
        self.tokens.clone().chain(controls).chain(self.light.clone().into_iter().flatten()).collect()
    }
}

/// What frames are made from.
pub(crate) struct Frames<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) index: &'a Index,
    pub(crate) sentence: &'a Sentence,
    pub(crate) tags: &'a Tags,
    pub(crate) units: &'a [Unit],
    pub(crate) held: &'a Held,
}

/// Outcome of looking at the words around a verb.
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) own: usize,
    pub(super) tense: Tense,
    pub(super) passive: bool,
    pub(super) negated: bool,
    pub(super) subjunctive: bool,
    pub(super) controls: Vec<Control>,
}

impl Frames<'_> {
    pub(super) fn low(&self, token: usize) -> &str {
        self.text.low(token)
    }

    pub(super) fn word(&self, token: usize) -> Option<&WordInfo> {
        self.text.info(token)
    }

    pub(super) fn is(&self, token: usize, auxiliary: Auxiliary) -> bool {
        self.text.places(token).is(auxiliary)
    }

    pub(super) fn has(&self, token: usize, grammar: Grammar) -> bool {
        // "The accession of X with that of Y": a word that stands for a noun begins no clause.
        let stands_in = || grammar == Grammar::Relative && self.text.is_in(List::Echo, token + 1);
        self.text.places(token).has(grammar) && !stands_in()
    }

    /// The frame of a verb at a token, in one of its forms.
    pub(crate) fn verb(&self, token: usize, len: usize, lemma: u32, forms: &[Form]) -> Predicate {
        let mut group = self.group(token, forms, 0);
        // "is not a member", "is no longer a member": the negation of a copula follows it.
        group.negated |= (0..2).any(|n| self.is(token + len + n, Auxiliary::Not))
            && self.word(token).is_some_and(WordInfo::is_auxiliary);
        // "Fourteen members voted in favour of the draft": a preposition with its own noun is followed by no agent.
        let last = token + len - 1;
        let follows = self.has(last + 1, Grammar::Determiner)
            || self.units.iter().any(|it| it.tokens.start == last + 1);
        if len > 1 && group.own == token && self.has(last, Grammar::Preposition) && follows {
            group.passive = false;
        }
        let mut predicate = self.frame(token..token + len, group);
        // "Sets no quotas", where "no longer" is no noun and "without debate" denies nothing.
        let none = self.has(last + 1, Grammar::Without)
            && !self.has(last + 1, Grammar::Preposition)
            && self.tags.is_nominal(last + 2);
        predicate.negated |= none && !self.text.is_adverb(last + 2);
        predicate.negated |= self.nobody(&predicate);
        predicate.lemma = Some(lemma);
        self.after_conjunction(&mut predicate);
        predicate
    }

    /// Whether an auxiliary helps a verb after it ("was elected"), and is no predicate of its own ("was chair").
    pub(crate) fn is_auxiliary_of_verb(&self, token: usize) -> bool {
        // "Was on Wednesday elected".
        let inserted =
            |at: usize| self.is_time(at) || self.has(at, Grammar::Preposition) && self.is_time(at + 1);
        let next = (token + 1..self.sentence.tokens.end)
            .find(|it| !self.text.is_adverb(*it) && !self.is(*it, Auxiliary::Not) && !inserted(*it));
        // "Is to become", "is likely to be given".
        let to = next.map(|it| it + usize::from(self.word(it).is_some_and(|word| word.governs.is_some())));
        let before_verb = to.filter(|it| self.is(*it, Auxiliary::Infinitive)).is_some_and(|it| {
            self.tags.is_verb(it + 1) || self.word(it + 1).is_some_and(|word| word.is_auxiliary())
        });
        if before_verb {
            return true;
        }
        let next = next.map(|it| if self.over_prefix(it + 2) == it { it + 2 } else { it });
        next.is_some_and(|it| {
            self.word(it).is_some_and(|word| {
                word.verbs.iter().any(|(_, form)| matches!(form, Form::Participle | Form::Ing))
            }) && !self.in_unit(it)
        })
    }

    /// The frame of a noun predicate: what governs it gives tense and controls.
    pub(crate) fn noun(&self, tokens: Range<usize>) -> Predicate {
        let mut controls = Vec::new();
        let mut start = tokens.start;
        let (mut negated, mut steps) = (false, 0);
        while start > self.sentence.tokens.start && steps < 6 {
            let at = start - 1;
            negated |= self.has(at, Grammar::Without) && start == tokens.start;
            // "Will approve the appointment": the tense of the act is that of what governs it.
            if let Some((control, _, outer)) = self.control_at(at, 0) {
                controls.push(control);
                controls.extend(outer);
                break;
            }
            // "Took the decision at a meeting": the meeting is not what is decided.
            let placed = self.text.is_in(List::PlaceFunction, at);
            let skip = self.has(at, Grammar::Determiner)
                || self.has(at, Grammar::Preposition) && !placed
                || self.text.is_adverb(at)
                || self.word(at).is_none() && self.text.tokens[at].kind != TokenKind::Mark
                || self.low(at) == "'s";
            if !skip {
                break;
            }
            start = at;
            steps += 1;
        }
        let group = Group {
            start: tokens.start,
            own: tokens.start,
            tense: Tense::Done,
            passive: false,
            negated,
            subjunctive: false,
            controls,
        };
        self.frame(tokens, group)
    }

    fn frame(&self, tokens: Range<usize>, group: Group) -> Predicate {
        let mut predicate = Predicate {
            group: group.start..tokens.end,
            own: group.own,
            lemma: None,
            tense: group.tense,
            passive: group.passive,
            negated: group.negated,
            controls: group.controls,
            clause: tokens.clone(),
            subjects: Vec::new(),
            gap: None,
            gap_function: None,
            subjunctive: group.subjunctive,
            conditional: false,
            questioned: false,
            subordinate: false,
            light: None,
            tokens,
        };
        self.left(&mut predicate);
        self.possessor_of_control(&mut predicate);
        predicate.clause.end = self.right(&predicate);
        predicate
    }

    /// "Malta's application to join": who possesses the governing noun is who would join.
    fn possessor_of_control(&self, predicate: &mut Predicate) {
        let Some(noun) = predicate.controls.first().filter(|it| it.noun) else { return };
        let (at, end) = (noun.tokens.start, noun.tokens.end);
        // "Malta's request", "the Maltese request".
        let near = |unit: &Unit| {
            let owns = unit.possessive || unit.adjective && matches!(unit.what, What::Party(_));
            owns && unit.tokens.end <= at && at - unit.tokens.end <= 3
        };
        // "The decision of Malta to leave".
        let of = |unit: &Unit| {
            unit.function() == OF
                && end < unit.tokens.start
                && unit.tokens.start <= end + 3
                && unit.tokens.end <= predicate.own
        };
        let owner = self.units.iter().position(near).or_else(|| self.units.iter().position(of));
        if let Some(n) = owner {
            predicate.subjects.insert(0, n);
        }
    }

    /// Looks for what governs an infinitive, a gerund or a "that" clause: "decided to", "is to", "proposal for".
    pub(super) fn governed(&self, group: &mut Group, infinitive: bool, gerund: bool, depth: usize) {
        let Some(mut at) = group.start.checked_sub(1).filter(|at| *at >= self.sentence.tokens.start) else {
            return;
        };
        while at > self.sentence.tokens.start && (self.text.is_adverb(at) || self.is(at, Auxiliary::Not)) {
            group.negated |= self.is(at, Auxiliary::Not);
            at -= 1;
        }
        // "Malta wants Japan admitted".
        let helped = self.word(group.start).is_some_and(WordInfo::is_auxiliary);
        if !infinitive && !gerund && !helped && group.tense == Tense::Done {
            let before = self.over_subject(at).filter(|it| *it > self.sentence.tokens.start);
            let before = before.and_then(|it| self.control_at(it, depth));
            let wants = |it: &Control| matches!(it.governs, Governs::Want | Governs::Wish) && !it.noun;
            if let Some((control, _, outer)) = before.filter(|it| wants(&it.0)) {
                group.passive = true;
                group.controls.push(control);
                group.controls.extend(outer);
            }
            return;
        }
        // "Recommended granting": the gerund is what the verb before it puts forward.
        if gerund && group.tense == Tense::Gerund {
            // "A resolution granting X a status".
            let direct = self
                .control_at(at, depth)
                .filter(|(control, ..)| !control.noun || control.governs == Governs::Decide);
            if let Some((control, start, outer)) = direct {
                group.start = start;
                group.controls.push(control);
                group.controls.extend(outer);
                return;
            }
        }
        if gerund && group.tense == Tense::Gerund {
            group.controls.extend(self.shared_by_gerunds(at, depth));
            if !group.controls.is_empty() {
                return;
            }
        }
        // "Endorsed Malta joining": the verb before its subject says how far it has come.
        if gerund && group.tense == Tense::Gerund {
            let before = self.over_subject(at).map(|it| self.over_nominals(it));
            // "Voted against Malta joining".
            let against = before.filter(|it| self.has(*it, Grammar::Preposition));
            if let Some(control) = against.and_then(|it| self.against(it)) {
                group.controls.push(control);
                return;
            }
            // "Insists on Malta being admitted".
            let over = before.and_then(|it| {
                self.control_at(it, depth).or_else(|| self.control_at(against?.checked_sub(1)?, depth))
            });
            if let Some((control, _, outer)) = over {
                group.controls.push(control);
                group.controls.extend(outer);
                return;
            }
        }
        if gerund && group.tense == Tense::Gerund && self.has(at, Grammar::Preposition) {
            // "Decided against admitting Malta".
            group.controls.extend(self.against(at));
            if let Some(control) =
                at.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start).and_then(|it| {
                    self.control_at(it, depth)
                        .or_else(|| self.over_adjuncts(it).and_then(|it| self.control_at(it, depth)))
                })
            {
                group.start = control.1;
                group.controls.push(control.0);
                group.controls.extend(control.2);
            }
            return;
        }
        if !infinitive {
            return;
        }
        if self.word(at).is_some_and(|word| word.is(Auxiliary::BePresent) || word.is(Auxiliary::BePast)) {
            group.tense = if self.is(at, Auxiliary::BePast) { Tense::Would } else { Tense::Future };
            group.start = at;
            return;
        }
        // "Has still to be ratified", "has to deposit".
        if self.is(at, Auxiliary::HavePresent) || self.is(at, Auxiliary::HavePast) {
            group.tense = Tense::Future;
            group.start = at;
            return;
        }
        if self.is_given_time(at) {
            group.tense = Tense::Future;
            return;
        }
        if let Some((outer, asserted)) = self.one_to(at, depth) {
            group.tense = if asserted { Tense::Done } else { outer.tense };
            group.start = outer.start;
            group.negated |= outer.negated;
            group.controls.extend(outer.controls);
            return;
        }
        let direct = self
            .taken(at, depth)
            .or_else(|| self.control_at(at, depth))
            .or_else(|| self.shared_by_infinitives(at, depth))
            .or_else(|| self.over_subject(at).and_then(|it| self.control_at(it, depth)))
            .or_else(|| self.over_adjuncts(at).and_then(|it| self.control_at(it, depth)));
        // "Needs to be ratified": as "must be".
        if let Some((control, start, _)) = direct.as_ref().filter(|it| it.0.governs == Governs::Oblige) {
            group.tense = Tense::Obliged;
            group.negated |= control.negated;
            group.start = *start;
            return;
        }
        if let Some((control, start, outer)) = direct {
            group.start = start.min(group.start);
            group.controls.push(control);
            group.controls.extend(outer);
        }
    }

    /// "decision for X to chair", "invited X to join": the token before the infinitive's own subject.
    pub(super) fn over_subject(&self, at: usize) -> Option<usize> {
        let unit = self.units.iter().rposition(|unit| unit.tokens.end == at + 1)?;
        let first = &self.units[self.units[unit].list];
        let mut before = first.tokens.start.checked_sub(1)?;
        while before > self.sentence.tokens.start
            && (self.has(before, Grammar::Determiner)
                || self.has(before, Grammar::Preposition)
                || self.text.tokens[before].capital)
            && self.control(before).is_none()
        {
            before -= 1;
        }
        Some(before)
    }

    /// "Endorsed our partners Malta and Cyprus joining": the token before the nouns in front of a name.
    pub(super) fn over_nominals(&self, at: usize) -> usize {
        let first = at.saturating_sub(4).max(self.sentence.tokens.start);
        let inner = |at: usize| {
            self.tags.is_nominal(at) || self.text.is_in(List::Owner, at) || self.has(at, Grammar::Ourselves)
        };
        (first..=at).rev().find(|it| self.control(*it).is_some() || !inner(*it)).unwrap_or(at)
    }

    /// The governing word at a token, where its own group starts, and what governs it in turn.
    pub(super) fn control_at(&self, at: usize, depth: usize) -> Option<(Control, usize, Vec<Control>)> {
        let mut control = self.control(at)?;
        if control.noun {
            let start = control.tokens.start;
            if depth < 4
                && let Some(settled) = self.settles(&control)
            {
                return self.control_at(settled, depth + 1);
            }
            control.negated = start > self.sentence.tokens.start
                && (self.has(start - 1, Grammar::Without) || self.is(start - 1, Auxiliary::Not));
            if let Some(left) = self.verdict(&control, depth) {
                return Some(left);
            }
            // "Malta, which *is* due to receive the chair": its subject stands before "is".
            let be = |at: usize| self.is(at, Auxiliary::BePresent) || self.is(at, Auxiliary::BePast);
            let inside = |at: &usize| *at > self.sentence.tokens.start;
            let over = (0..start).rev().take_while(inside).find(|it| !self.text.is_adverb(*it));
            let start = over
                .filter(|it| be(*it) && self.word(at).is_some_and(|it| it.verbs.is_empty()))
                .unwrap_or(start);
            return Some((control, start, Vec::new()));
        }
        let outer = self.group_at(at, depth + 1)?;
        control.tense = outer.tense;
        control.negated = outer.negated
            || outer.start > self.sentence.tokens.start && self.has(outer.start - 1, Grammar::Without);
        Some((control, outer.start, outer.controls))
    }

    /// "Approved the proposal to admit X", "rejected a plan to": the verb that settles what is proposed or planned.
    fn settles(&self, noun: &Control) -> Option<usize> {
        use Governs::{Announce, Decide, Plan, Propose, Refuse, Want};
        if !matches!(noun.governs, Propose | Want | Plan | Announce) {
            return None;
        }
        let first = noun.tokens.start.saturating_sub(4).max(self.sentence.tokens.start);
        let inner = |at: &usize| {
            self.has(*at, Grammar::Determiner) || self.tags.is_nominal(*at) || self.text.is_adverb(*at)
        };
        let verb = (first..noun.tokens.start).rev().find(|it| !inner(it))?;
        let outer = self.control(verb).filter(|it| !it.noun)?;
        // "Dismissed reports that X was leaving" denies it; "approved the statement that" tells nothing new of it.
        let settled = outer.governs == Refuse || outer.governs == Decide && noun.governs != Announce;
        (self.tags.is_verb(verb) && settled).then_some(verb)
    }

    /// Whether a token governs acts, as verb or noun.
    fn control(&self, at: usize) -> Option<Control> {
        let word = self.word(at)?;
        // "Malta's plan to leave": a noun that is also a verb.
        let named = word.governs.is_some() && !self.tags.is_verb(at);
        let verb = self.text.verb_governs(at).filter(|_| !named);
        let noun = verb.is_none();
        // "In order to admit X": a purpose, and nobody's order.
        let purpose = self.has(at, Grammar::Purpose)
            && at > self.sentence.tokens.start
            && self.has(at - 1, Grammar::Preposition);
        if purpose {
            let tense = Tense::Done;
            return Some(Control {
                governs: Governs::Wish,
                tokens: at..at + 1,
                tense,
                noun: true,
                negated: false,
            });
        }
        // "States like Malta", where "would like to join" wants.
        let would = || (at.saturating_sub(2)..at).any(|it| self.is(it, Auxiliary::Would));
        if noun && word.governs == Some(Governs::Want) && !would() {
            return None;
        }
        let governs = verb.or(word.governs)?;
        // "A draft decision to admit Malta" decides nothing.
        let draft = noun
            && governs == Governs::Decide
            && at > self.sentence.tokens.start
            && self.word(at - 1).is_some_and(|it| it.governs == Some(Governs::Propose));
        let governs = if draft { Governs::Propose } else { governs };
        Some(Control { governs, tokens: at..at + 1, tense: Tense::Done, noun, negated: false })
    }
}
