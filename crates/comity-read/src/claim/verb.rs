//! Verb groups: a verb with its auxiliaries, negation and asides, read leftwards.

use super::frame::{Control, Frames, Group, Tense};
use super::unit::{Unit, What};
use crate::index::{Form, List, WordInfo};
use crate::pack::{Auxiliary, Governs, Grammar, NounClass};
use crate::text::TokenKind;

/// Tokens from a verb back to the one whose auxiliary it shares.
const SHARED: usize = 24;

/// Tokens of a participle with what hangs on it, between commas.
const INSERTED: usize = 16;
/// Tokens after a verb within which it says by whom it is done.
const BY: usize = 8;

impl Frames<'_> {
    /// Where a verb begins with what is written before it by a hyphen: "re-elected".
    pub(super) fn over_prefix(&self, token: usize) -> usize {
        let first = token.saturating_sub(2);
        let joined = self.sentence.tokens.start + 2 <= token
            && self.text.mark(token - 1) == Some(b'-')
            && self.text.tokens.get(token).is_some_and(|it| it.glued)
            && self.has(first, Grammar::Again);
        if joined { first } else { token }
    }

    /// "To join": the word before an infinitive, and a verb after it.
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        self.is(at, Auxiliary::Infinitive) && self.tags.is_verb(at + 1)
    }

    /// "Has since proposed": a conjunction after an auxiliary and before its verb is none.
    pub(super) fn is_later(&self, at: usize) -> bool {
        self.has(at, Grammar::Conjunction) && self.follows_have(at)
    }

    /// "Both were admitted": two who act, where in "they both were admitted" the word adds nothing.
    pub(super) fn is_pair_alone(&self, at: usize) -> bool {
        let own =
            self.unit_of(at).is_some_and(|it| matches!(it.what, What::Group(_)) && it.tokens.len() == 1);
        let before = at.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start);
        let names = |it: usize| !self.is_time(it) && (self.tags.is_nominal(it) || self.unit_of(it).is_some());
        own && self.text.is_in(List::Pair, at) && !before.is_some_and(names)
    }

    /// Whether "has", "have" or "had" stands right before a token.
    pub(super) fn follows_have(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|it| self.sentence.tokens.contains(it));
        let have = |it| self.is(it, Auxiliary::HavePresent) || self.is(it, Auxiliary::HavePast);
        before.is_some_and(have)
    }

    /// The group of the verb at a token, read from all its forms.
    pub(super) fn group_at(&self, verb: usize, depth: usize) -> Option<Group> {
        let forms: Vec<Form> = self.word(verb)?.verbs.iter().map(|(_, form)| *form).collect();
        Some(self.group(verb, &forms, depth))
    }

    /// Reads a verb group leftwards from its last verb.
    pub(super) fn group(&self, token: usize, forms: &[Form], depth: usize) -> Group {
        let has = |form: Form| forms.contains(&form);
        let mut group = Group {
            start: self.over_prefix(token),
            own: token,
            tense: Tense::Present,
            passive: has(Form::Passive),
            negated: false,
            subjunctive: false,
            controls: Vec::new(),
        };
        group.tense = if has(Form::Past) || has(Form::Passive) {
            Tense::Done
        } else if has(Form::Future) {
            Tense::Future
        } else if has(Form::Progressive) {
            Tense::Progressive
        } else if has(Form::Ing) {
            Tense::Gerund
        } else {
            Tense::Present
        };
        let participle = has(Form::Participle);
        let (mut auxiliary, mut be, mut infinitive) = (false, false, false);
        let mut at = group.start;
        while at > self.sentence.tokens.start {
            at = self.over_adverb(self.over_inserted(at)) - 1;
            // "A session planned this May was called off".
            let Some(word) = self.word(at).filter(|word| word.is_auxiliary() && !self.is_time(at)) else {
                // "Will no longer be": two words that deny as one.
                let denies = self.has(at, Grammar::Without) && self.is(at + 1, Auxiliary::Not);
                // "Would “suspend” X".
                let quote = matches!(self.low(at), "\"" | "“" | "‘" | "”");
                // "Will only admit Malta once all have signed".
                let only = self.text.is_in(List::Rank, at)
                    && at > self.sentence.tokens.start
                    && self.word(at - 1).is_some_and(WordInfo::is_auxiliary);
                let adverb = self.text.is_adverb(at) && !self.is_pair_alone(at);
                if adverb || denies || quote || only || self.is_later(at) {
                    continue;
                }
                break;
            };
            group.start = at;
            auxiliary |= !word.is(Auxiliary::Not);
            if word.is(Auxiliary::Not) {
                group.negated = true;
            } else if word.is(Auxiliary::Infinitive) {
                infinitive = true;
                group.tense = Tense::Infinitive;
                break;
            } else {
                self.auxiliary(word, participle, has(Form::Ing), &mut be, &mut group);
            }
        }
        // "Leaders come together": a form of the present as well.
        let present = has(Form::Base) && !has(Form::Past);
        if participle && !auxiliary && !present {
            let by = self.word(token + 1).is_some_and(|it| it.has(Grammar::Preposition)) && !has(Form::Past);
            group.passive |= by
                || !has(Form::Past)
                || self.low(token + 1) == "by"
                || self.follows_thing(token)
                || self.is_done_by(token);
            group.tense = Tense::Done;
        }
        let (bare, to) =
            (be && matches!(group.tense, Tense::Present), infinitive && group.controls.is_empty());
        if let Some(outer) =
            self.over_aside(group.start).filter(|_| bare || to || has(Form::Base) && !auxiliary)
        {
            self.take_outer(outer, to, &mut group);
            infinitive &= group.start != outer;
        }
        // "Of Malta being admitted": a gerund, though a passive one.
        let being = be && self.is(group.start, Auxiliary::Being);
        group.tense = if being { Tense::Gerund } else { group.tense };
        // "That Malta be admitted": asked for, and not told.
        let subjunctive = participle && be && !infinitive && self.is(group.start, Auxiliary::BeBase);
        group.subjunctive = subjunctive && group.tense == Tense::Present;
        let bare_form = has(Form::Base) && !auxiliary;
        if let Some(shared) = bare_form.then(|| self.shared_auxiliary(&group, depth)).flatten() {
            group.tense = shared.tense;
            group.controls.extend(shared.controls);
            group.negated |= shared.negated;
        }
        // "Voted to let Malta join".
        if let Some(lets) = bare_form.then(|| self.letting(&group, depth)).flatten() {
            group.tense = lets.tense;
            group.negated |= lets.negated;
            group.controls.extend(lets.controls);
        }
        if self.index.bare_infinitive && has(Form::Base) && !auxiliary {
            infinitive = true;
            group.tense = Tense::Infinitive;
        }
        group.own = group.start;
        // "Denied having suspended X".
        let perfect = auxiliary && self.word(group.start).is_some_and(|it| it.has_form(Form::Ing));
        let before = group.start.checked_sub(1).filter(|it| perfect && *it >= self.sentence.tokens.start);
        let over =
            before.and_then(|it| self.control_at(it, depth + 1)).filter(|(it, ..)| depth < 4 && !it.noun);
        if let Some((control, start, outer)) = over {
            group.start = start;
            group.controls.push(control);
            group.controls.extend(outer);
        } else if depth < 4 {
            self.governed(&mut group, infinitive, has(Form::Ing) || being, depth);
        }
        group
    }

    /// "The plan, approved in Brussels on Monday by the ministers, foresees": between commas, and by whom further on.
    fn is_done_by(&self, token: usize) -> bool {
        let comma = token > self.sentence.tokens.start && self.text.mark(token - 1) == Some(b',');
        let aside = self.has(token + 1, Grammar::Preposition)
            || self.is_time(token + 1)
            || self.is_time(token + 2)
            || self.text.is_adverb(token + 1);
        if !comma || !aside {
            return false;
        }
        // "The charter, adopted at the summit, sets out": a text adopts nothing.
        let text = |it: &Unit| it.tokens.end + 1 == token && it.is_class(NounClass::Text) && it.is_bare();
        let last = (token + 2).min(self.sentence.tokens.end)..self.sentence.tokens.end;
        let closed = last.clone().take(INSERTED).any(|it| self.text.mark(it) == Some(b','));
        if closed && self.units.iter().any(text) {
            return true;
        }
        let near = token + 2..(token + BY).min(self.sentence.tokens.end);
        let mut by = near.take_while(|it| self.text.tokens[*it].kind != TokenKind::Mark);
        let by = by.find(|it| self.low(*it) == "by");
        let agent = |it: &Unit| {
            matches!(it.what, What::Org(_) | What::Body(_) | What::Party(_))
                || it.is_class(NounClass::Collective)
        };
        by.is_some_and(|at| {
            self.units.iter().any(|it| agent(it) && (at + 1..at + 4).contains(&it.tokens.start))
        })
    }

    /// "Does not, however, intend": where a verb group goes on to the left over an adverb between commas.
    fn over_adverb(&self, at: usize) -> usize {
        let comma = |it: usize| self.text.mark(it) == Some(b',');
        let inserted = at > self.sentence.tokens.start + 3
            && comma(at - 1)
            && self.text.is_adverb(at - 2)
            && comma(at - 3)
            && (self.word(at - 4).is_some_and(|it| it.is_auxiliary()) || self.is(at - 4, Auxiliary::Not));
        if inserted { at - 3 } else { at }
    }

    /// "Let X join": the group of the verb before the subject of a bare form.
    fn letting(&self, group: &Group, depth: usize) -> Option<Group> {
        let subject =
            group.start.checked_sub(1).filter(|it| depth < 4 && self.sentence.tokens.contains(it))?;
        let verb = self.over_subject(subject)?;
        let us = self.has(subject, Grammar::Ourselves);
        let lets = self.text.is_in(List::Letting, verb) && (us || self.tags.is_verb(verb));
        let mut group = lets.then(|| self.group_at(verb, depth + 1)).flatten()?;
        // "Let us create a fund": what a speaker asks for.
        if us && group.controls.is_empty() {
            let (tokens, tense) = (verb..verb + 1, Tense::Present);
            group.controls.push(Control {
                governs: Governs::Propose,
                tokens,
                tense,
                noun: false,
                negated: false,
            });
        }
        Some(group)
    }

    /// "Will discuss trade and adopt a statement": the group of the verb before that a bare form is joined with.
    fn shared_auxiliary(&self, group: &Group, depth: usize) -> Option<Group> {
        let first = self.sentence.tokens.start;
        let joint = group
            .start
            .checked_sub(1)
            .filter(|it| *it > first && (self.has(*it, Grammar::Coordinator) || self.is_in_list(*it)))?;
        let near = (first.max(joint.saturating_sub(SHARED))..joint).rev();
        let verb = near
            .take_while(|it| !matches!(self.low(*it), ";" | ":"))
            .find(|it| self.tags.is_verb(*it) && !self.in_unit(*it))?;
        let base = self.word(verb)?.has_form(Form::Base);
        let helped = (first..verb).rev().find(|it| !self.text.is_adverb(*it)).is_some_and(|it| {
            self.word(it).is_some_and(|word| word.is_auxiliary() && !word.is(Auxiliary::Not))
        });
        (base && helped && depth < 3).then(|| self.group_at(verb, depth + 1)).flatten()
    }

    /// The auxiliary from which an aside parts its verb: "will in the meantime be hosted", "is, as planned, to meet".
    fn over_aside(&self, start: usize) -> Option<usize> {
        let first = self.sentence.tokens.start;
        let inner = start.checked_sub(1).filter(|it| *it > first)?;
        let comma = self.text.mark(inner) == Some(b',');
        // "May one day join".
        let day = self.text.is_in(List::DayLong, inner) || self.text.is_in(List::Period, inner);
        let opens = |at: usize| match comma {
            true => self.text.mark(at) == Some(b','),
            false => self.has(at, Grammar::Preposition) || day && at + 1 == inner,
        };
        let fits = [
            Auxiliary::Future,
            Auxiliary::Would,
            Auxiliary::Possible,
            Auxiliary::Obliged,
            Auxiliary::BePresent,
            Auxiliary::BePast,
        ];
        let helps = |at: usize| fits.iter().any(|it| self.is(at, *it)) && !self.text.tokens[at].glued;
        let from = (first + 1..inner).rev().take(9).find(|it| opens(*it) && helps(*it - 1))?;
        let aside = (from..start).all(|it| !self.tags.is_verb(it) || comma);
        let at = from - 1;
        // "It is for the council to decide": whose it is to do, and nothing planned.
        let falls = !comma && at > first && self.has(at - 1, Grammar::Pronoun);
        (aside && !falls).then_some(at)
    }

    /// Takes an auxiliary over an aside into account, where it fits the form of the verb.
    fn take_outer(&self, outer: usize, infinitive: bool, group: &mut Group) {
        let be = self.is(outer, Auxiliary::BePresent) || self.is(outer, Auxiliary::BePast);
        if be != infinitive {
            return;
        }
        group.tense = match self.word(outer) {
            Some(word) if word.is(Auxiliary::Would) || word.is(Auxiliary::BePast) => Tense::Would,
            Some(word) if word.is(Auxiliary::Possible) => Tense::Possible,
            Some(word) if word.is(Auxiliary::Obliged) => Tense::Obliged,
            _ => Tense::Future,
        };
        group.start = outer;
    }

    /// Whether an ambiguous past form stands right after what cannot act and has no object: "the text adopted in Minsk".
    fn follows_thing(&self, token: usize) -> bool {
        let thing =
            self.units.iter().find(|unit| unit.tokens.end == token).is_some_and(|unit| match unit.what {
                What::Thing => true,
                // "Eight members decided".
                What::Noun(_) if self.text.is_in(List::Holders, token - 1) => false,
                What::Noun(noun) => !matches!(
                    noun.class,
                    NounClass::Collective
                        | NounClass::Organisation
                        | NounClass::State
                        | NounClass::Organ
                        | NounClass::Meeting
                        | NounClass::Institution
                ),
                _ => false,
            });
        let next = token + 1;
        let ends = next >= self.sentence.tokens.end
            || self.text.tokens[next].kind == TokenKind::Mark
            || self.has(next, Grammar::Preposition) && !self.has(next, Grammar::Conjunction);
        thing && ends
    }

    /// Takes one auxiliary into account; the outermost comes last and wins.
    fn auxiliary(&self, word: &WordInfo, participle: bool, ing: bool, be: &mut bool, group: &mut Group) {
        let any_be =
            [Auxiliary::BePresent, Auxiliary::BePast, Auxiliary::BeBase, Auxiliary::Been, Auxiliary::Being];
        if any_be.iter().any(|it| word.is(*it)) {
            group.passive |= participle && !*be;
            *be = true;
        }
        // "Is being set up".
        let inner = group.tense == Tense::Progressive && group.passive;
        if inner && (word.is(Auxiliary::BePresent) || word.is(Auxiliary::BePast)) {
            return;
        }
        group.tense =
            if word.is(Auxiliary::BePast) || word.is(Auxiliary::HavePresent) || word.is(Auxiliary::Do) {
                Tense::Done
            } else if word.is(Auxiliary::BePresent) || word.is(Auxiliary::Being) {
                if ing || word.is(Auxiliary::Being) { Tense::Progressive } else { Tense::Done }
            } else if word.is(Auxiliary::BeBase) {
                Tense::Present
            } else if word.is(Auxiliary::HavePast) {
                Tense::Pluperfect
            } else if word.is(Auxiliary::Future) {
                Tense::Future
            } else if word.is(Auxiliary::Would) {
                Tense::Would
            } else if word.is(Auxiliary::Possible) {
                Tense::Possible
            } else if word.is(Auxiliary::Obliged) {
                Tense::Obliged
            } else {
                group.tense
            };
    }
}
