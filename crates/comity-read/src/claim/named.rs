//! Meetings that a sentence names: "at the Moscow summit", "during its 13th session in Baku", "the meeting".

use comity_atlas::EntityIdx;
use comity_model::Kind;

use super::apply::{Clauses, Raw};
use super::frame::Predicate;
use super::party::OF;
use super::role::{Placed, RawWhen, owners};
use super::unit::{Unit, What, holding};
use crate::index::{Form, List, NounInfo, WordId};
use crate::meeting::Mentioned;
use crate::pack::{Auxiliary, Governs, Grammar, NounClass};
use crate::text::TokenKind;

/// How many words after a meeting its place and day may stand.
const NEAR: usize = 16;

/// Tokens after a meeting that tell what it is of.
const TOPIC: usize = 8;

/// Words before a meeting that tell whose or which it is.
const GROUP: usize = 5;

/// Tokens after a meeting in which is told when it is or was held: "of the heads of state due in May".
const TOLD: usize = 12;

impl Clauses<'_, '_> {
    /// Whether a name of the atlas is that of a body that is a meeting: "the Arab Summit", "CHOGM"; "the 28th Ministerial
    /// Council", as one among its like.
    pub(super) fn names_meeting(&self, unit: &Unit) -> bool {
        let meets = |noun: Option<(usize, NounInfo)>| noun.is_some_and(|it| it.1.class == NounClass::Meeting);
        let id = |at: usize| self.context.text.id_before(at, self.sentence.tokens.end);
        let first = unit.tokens.start;
        let counted = || first > self.sentence.tokens.start && self.is_ordinal(first - 1);
        let coming = || first > self.sentence.tokens.start && self.has_word(first - 1, Grammar::Coming);
        match unit.what {
            What::Body(body) => {
                let last = unit.tokens.end - 1;
                let written = || unit.tokens.len() > 1 && meets(self.context.index.noun(|n| id(last + n)));
                let name = self.context.atlas.entity(body).name.rsplit(' ').next().unwrap_or_default();
                let name = || self.context.index.vocabulary().get(&name.to_lowercase());
                let named =
                    || meets(self.context.index.noun(|n| if n == 0 { name() } else { WordId::UNKNOWN }));
                written()
                    || named()
                    || counted()
                    || self.is_held(unit)
                    || coming() && self.context.text.is_in(List::Sits, last)
            }
            // "The head of the Islands Forum ends …": no meeting ends there.
            What::Org(_) if unit.tokens.len() > 1 && unit.function() != OF && !self.begins_meeting(unit) => {
                let meets_at = |at: usize| meets(self.context.index.noun(|n| id(at + n)));
                let places = &self.context.pack.lexicon.place_functions;
                // "Was developed by the Islands Forum": no meeting is where nobody is at it.
                if !unit.is_bare() && !places.iter().any(|it| it == unit.function()) {
                    return false;
                }
                // "The East Asia Summit", an organisation by its meetings; "the sixth Consultative Meeting of the Leaders".
                meets_at(unit.tokens.end - 1) || counted() && unit.tokens.clone().any(meets_at)
            }
            // "The 135th Assembly", "the next Council".
            What::Name | What::Noun(NounInfo { class: NounClass::Institution | NounClass::Organ, .. }) => {
                let last = unit.tokens.end - 1;
                self.context.text.is_in(List::Sits, last)
                    && self.context.text.tokens[last].capital
                    && (self.is_numbered(unit.tokens.clone()) || coming())
            }
            _ => false,
        }
    }

    /// "The Islands Forum Leaders' Summit": the name only says whose meeting the next noun tells.
    fn begins_meeting(&self, unit: &Unit) -> bool {
        let end = unit.tokens.end;
        let inner = |at: usize| self.frames.in_unit(at) || self.context.text.tokens[at].glued;
        let next = |it: &Unit| {
            it.is_class(NounClass::Meeting)
                && end <= it.tokens.start
                && it.tokens.start - end <= GROUP
                && (end..it.tokens.start).all(inner)
        };
        self.units.iter().any(next)
    }

    /// "The Ministerial Council, held in Baku on 5 May": what is held is a meeting.
    fn is_held(&self, unit: &Unit) -> bool {
        let at = unit.tokens.end + usize::from(self.context.text.mark(unit.tokens.end) == Some(b','));
        let rules = &self.context.pack.rules;
        let convenes = |lemma: u32| {
            let mut light = self.context.index.light(lemma).iter();
            light.any(|it| rules[it.rule].act == Kind::Convene && it.particle.is_empty())
        };
        at + 1 < self.sentence.tokens.end
            && self.word(at).is_some_and(|it| {
                it.has_form(Form::Participle) && it.verbs.iter().any(|(lemma, _)| convenes(*lemma))
            })
            && self.context.text.is_in(List::Taking, at)
            && self.has_word(at + 1, Grammar::Preposition)
            && !self.context.pack.lexicon.agent_functions.iter().any(|it| it == self.context.text.low(at + 1))
    }

    /// "The meeting of the leaders due in October".
    pub(super) fn is_set(&self, meeting: &Predicate) -> bool {
        let plans = |at: usize| {
            self.word(at).is_some_and(|it| it.governs == Some(Governs::Plan) && it.verbs.is_empty())
        };
        self.told_after(meeting, b"-", plans).is_some_and(|it| self.has_word(it + 1, Grammar::Preposition))
    }

    /// "The next summit", "the upcoming meeting": a meeting named by its noun alone that is still to come.
    pub(super) fn is_coming(&self, meeting: &Predicate) -> bool {
        let first = meeting.tokens.start.saturating_sub(GROUP).max(self.sentence.tokens.start);
        let coming = |at: usize| self.has_word(at, Grammar::Coming);
        let inner = |at: usize| self.frames.tags.is_nominal(at) || self.frames.in_unit(at);
        let before = (first..meeting.tokens.start).rev().find(|it| coming(*it) || !inner(*it));
        meeting.lemma.is_none() && before.is_some_and(coming)
    }

    /// "The summit of the leaders that was held in Baku".
    pub(super) fn was_held(&self, meeting: &Predicate) -> bool {
        let relative = self.told_after(meeting, b"-,", |at| self.has_word(at, Grammar::Relative));
        relative.is_some_and(|it| self.word(it + 1).is_some_and(|word| word.is(Auxiliary::BePast)))
    }

    /// The first word of a sort after a meeting, over no verb and only some marks.
    fn told_after(&self, meeting: &Predicate, over: &[u8], sort: impl Fn(usize) -> bool) -> Option<usize> {
        let end = self.sentence.tokens.end.min(meeting.tokens.end + TOLD);
        let apart = |at: usize| {
            self.frames.tags.is_verb(at) || self.context.text.mark(at).is_some_and(|it| !over.contains(&it))
        };
        (meeting.tokens.end..end).find(|at| sort(*at) || apart(*at)).filter(|at| sort(*at))
    }

    /// Adds the meetings that the sentence names; those that one of its own acts tells are tied to it.
    pub(super) fn mentioned(&self, own: &[Raw], meetings: &mut Vec<Mentioned>) {
        for (n, unit) in self.units.iter().enumerate().filter(|(_, it)| it.is_class(NounClass::Meeting)) {
            if self.modifies_meeting(n) {
                continue;
            }
            let told = own.iter().find(|raw| {
                raw.kind == Kind::Convene
                    && raw.object.as_ref().is_some_and(|(_, bytes)| bytes.contains(unit.bytes))
            });
            let owner = |fits: &dyn Fn(What) -> Option<EntityIdx>| {
                owners(self.units, n).find_map(|it| fits(self.units[it].what))
            };
            let place = owner(&|it| if let What::Place(entity) = it { Some(entity) } else { None });
            let body = owner(&|it| if let What::Body(entity) = it { Some(entity) } else { None });
            let org = owner(&|it| if let What::Org(entity) = it { Some(entity) } else { None });
            let (near_place, when) = self.around(n);
            let number = self.meeting_number(n);
            let listed = place.is_some() || body.is_some() || org.is_some();
            let org = org.or_else(|| body.map(|it| self.context.organisation(it)));
            let (name, bytes) = self.group_text(n, self.sentence.tokens.end);
            meetings.push(Mentioned {
                bytes,
                name,
                org: org.or_else(|| self.context.org_before(unit.bytes.start).map(|(org, _)| org)),
                body,
                who: self.context.in_session(self.units, n),
                place: place.map(|it| self.owner_place(n, it)).or_else(|| near_place.clone()),
                bare: !listed && near_place.is_none() && when.is_none() && number.is_none(),
                when,
                sentence: self.number,
                number,
                value: self.context.phrase_value(unit),
                at: self.is_occasion(unit),
                shift: self.shift(unit),
                told: told.map(|it| it.predicate),
                listed: listed && told.is_none(),
            });
        }
    }

    /// "the summit meeting", "the session's opening meeting": the second names the meeting.
    fn modifies_meeting(&self, n: usize) -> bool {
        self.units[n].owner_of.is_some_and(|it| {
            self.units[it].is_class(NounClass::Meeting)
                && self.units[it].tokens.start > self.units[n].tokens.start
        })
    }

    fn owner_place(&self, n: usize, entity: EntityIdx) -> Placed {
        let bytes = owners(self.units, n)
            .find(|it| self.units[*it].what == What::Place(entity))
            .map_or(self.units[n].bytes, |it| self.units[it].bytes);
        (self.context.atlas.entity(entity).name.to_owned(), Some(entity), bytes)
    }

    /// Whether acts are done at the meeting: "at the summit", "during the session".
    pub(super) fn is_occasion(&self, unit: &Unit) -> bool {
        let lexicon = &self.context.pack.lexicon;
        let floor = unit.tokens.start.saturating_sub(8).max(self.sentence.tokens.start);
        let part = || {
            (floor..unit.tokens.start)
                .rev()
                .find(|it| self.context.text.low(*it) == unit.function())
                .is_some_and(|it| it > floor && self.context.text.is_in(List::MeetingPart, it - 1))
        };
        lexicon.occasion_functions.iter().any(|it| it == unit.function()) || !unit.is_bare() && part()
    }

    /// "last", "next", "upcoming" before a meeting.
    fn shift(&self, unit: &Unit) -> i64 {
        let floor = unit.tokens.start.saturating_sub(4).max(self.sentence.tokens.start);
        let shifts = &self.context.pack.time.shifts;
        (floor..unit.tokens.start)
            .rev()
            .take_while(|it| {
                !self.has_word(*it, Grammar::Preposition) && self.context.text.mark(*it) != Some(b',')
            })
            .find_map(|it| shifts.get(self.context.text.low(it)).copied())
            .unwrap_or(0)
    }

    /// Which meeting of its kind: "13" of "the 13th summit", "xvi" of "XVI session".
    fn meeting_number(&self, n: usize) -> Option<String> {
        let unit = &self.units[n];
        let floor = unit.tokens.start.saturating_sub(8).max(self.sentence.tokens.start);
        for at in (floor..unit.tokens.end).rev() {
            let outer = at < unit.tokens.start
                && (self.has_word(at, Grammar::Preposition) || self.context.text.mark(at) == Some(b','))
                && at + 1 != unit.tokens.start;
            if outer {
                return None;
            }
            let word = self.context.text.word(at);
            let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
            let ending = &self.context.pack.time.ordinal_endings;
            let ordinal = !digits.is_empty()
                && digits.len() < 4
                && ending.iter().any(|it| {
                    it == &word[digits.len()..]
                        || digits.len() == word.len() && it == self.context.text.low(at + 1)
                });
            if ordinal {
                return Some(digits);
            }
            if is_roman(word) {
                return Some(roman_value(word).to_string());
            }
        }
        None
    }

    /// The place and the day that stand with a meeting: "Sunday's meeting", "its session held in Baku on 3 May".
    fn around(&self, n: usize) -> (Option<Placed>, Option<RawWhen>) {
        let unit = &self.units[n];
        let mut end = unit.tokens.end;
        while end < self.sentence.tokens.end && end - unit.tokens.end < NEAR && !self.breaks_off(end) {
            end += 1;
        }
        // A new subject ends what is said of the meeting.
        let other = |it: &usize| {
            let unit = &self.units[*it];
            unit.is_bare()
                && matches!(unit.what, What::Noun(_) | What::Person(_) | What::Ourselves | What::Pronoun)
        };
        let after =
            (n + 1..self.units.len()).take_while(|it| self.units[*it].tokens.end <= end && !other(it));
        let place = after.clone().find_map(|it| self.located(it, true));
        let place = place.or_else(|| self.remote(unit.tokens.start.saturating_sub(1)..end));
        let time = |it: usize| match self.units[it].what {
            What::Time(time) => Some(&self.context.times[time]),
            _ => None,
        };
        let before = n.checked_sub(1).filter(|it| {
            let gap = self.units[*it].tokens.end..unit.tokens.start;
            gap.len() < 4
                && !gap.clone().any(|at| {
                    self.has_word(at, Grammar::Preposition) || self.context.text.mark(at) == Some(b',')
                })
        });
        let time = before.and_then(time).or_else(|| after.clone().find_map(time));
        let when = time.map(|it| RawWhen {
            day: it.start,
            end: it.end,
            basis: it.basis,
            coming: it.coming,
            bytes: it.bytes,
        });
        (place, when)
    }

    /// Whether a token ends what is said of a meeting: another clause or an act of its own.
    fn breaks_off(&self, at: usize) -> bool {
        let low = self.context.text.low(at);
        let Some(word) = self.word(at) else { return matches!(low, ";" | ":" | "(" | "\"" | "“") };
        let clause = word.has(Grammar::Subordinator)
            || word.has(Grammar::Condition)
            || word.has(Grammar::Reporting)
            || word.has(Grammar::Relative) && !word.has(Grammar::Locative);
        let held = word.verbs.iter().any(|(lemma, _)| !self.context.index.light(*lemma).is_empty());
        clause
            || !word.verbs.is_empty()
                && !held
                && !word.is_auxiliary()
                && !self.context.text.tokens[at].capital
    }

    /// "The Global Biofuel Summit": capitals before the noun that no list knows are a name of its own.
    pub(super) fn has_own_name(&self, meeting: usize) -> bool {
        let unit = &self.units[meeting];
        let start = self.group_bytes(meeting, unit.tokens.end).start;
        let own = |it: usize| {
            let token = self.context.text.tokens[it];
            // "Friday's summit".
            let known = |unit: &Unit| unit.possessive || !matches!(unit.what, What::Name | What::Thing);
            token.kind == TokenKind::Word
                && token.capital
                && it > self.sentence.tokens.start
                && !self.is_ordinal(it)
                && !(self.context.text.mark(it + 1) == Some(b'-') && self.is_ordinal(it + 2))
                && self.context.text.info(it).is_none_or(|word| !word.adjective)
                && !self.frames.unit_of(it).is_some_and(known)
        };
        !self.headline
            && !self.bears_name(meeting)
            && ((self.context.text.token_at(start)..unit.tokens.start).any(own) || self.is_named_after(unit))
    }

    /// "The World Congress of Vine and Wine", of the International Organisation of Vine and Wine: what it is of is in the name.
    fn bears_name(&self, meeting: usize) -> bool {
        let text = self.context.text;
        let end = self.units[meeting].tokens.end;
        let capital = |at: &usize| text.tokens[*at].capital && text.tokens[*at].kind == TokenKind::Word;
        let topic = (end + 1..self.sentence.tokens.end.min(end + TOPIC)).filter(capital);
        let words: Vec<&str> = topic.map(|it| text.word(it)).collect();
        let org = self.context.org_before(self.units[meeting].bytes.start).map(|it| it.0);
        let name = org.map(|it| self.context.atlas.entity(it).name);
        let in_name = |word: &&str| name.is_some_and(|it| it.split(' ').any(|part| part == *word));
        text.low(end) == OF && words.len() > 1 && words.iter().take(2).all(in_name)
    }

    /// "The Summit for Democracy": what a meeting with a capital is for, with a capital too, is part of its name.
    fn is_named_after(&self, meeting: &Unit) -> bool {
        let text = self.context.text;
        let end = meeting.tokens.end;
        let topic = self.has_word(end, Grammar::Preposition)
            && text.low(end) != OF
            && !text.is_in(List::PlaceFunction, end);
        let named = self.units.iter().find(|it| it.tokens.start == end + 1);
        topic
            && text.tokens[end - 1].capital
            && named.is_some_and(|it| {
                text.tokens[it.tokens.start].capital && matches!(it.what, What::Name | What::Thing)
            })
    }

    /// "President of the Assembly at its fifth session", "to preside over the fifth session": who leads it is told, and not
    /// that it meets.
    pub(super) fn is_presided(&self, predicate: &Predicate) -> bool {
        let (text, first) = (self.context.text, self.sentence.tokens.start);
        let body = |n: usize| matches!(self.units[n].what, What::Org(_) | What::Body(_));
        let Some(own) = holding(self.units, predicate.tokens.start) else { return false };
        // "The agenda of the fifth session".
        let hangs = self.units[own].owner_of.filter(|_| self.units[own].function() == OF);
        if hangs.is_some_and(|it| self.units[it].what == What::Thing) || self.is_merely_listed(own) {
            return true;
        }
        let (mut n, mut at) = (own, self.units[own].tokens.start);
        for _ in 0..GROUP {
            let joins = |it: usize| {
                self.has_word(it, Grammar::Preposition)
                    || self.has_word(it, Grammar::Determiner)
                    || self.is_ordinal(it)
                    || text.mark(it) == Some(b'-')
                    || text.tokens[it].kind == TokenKind::Number
                    || self.frames.tags.is_nominal(it) && self.frames.unit_of(it).is_none()
            };
            while at > first && joins(at - 1) {
                at -= 1;
            }
            let Some(before) = at.checked_sub(1).filter(|it| *it >= first) else { return false };
            if text.is_in(List::Leading, before) {
                return true;
            }
            let Some(next) = holding(self.units, before).filter(|it| *it < n) else { return false };
            // "Its sixty-second session".
            if self.units[next].what == What::Thing && text.mark(at) == Some(b'-') {
                (n, at) = (next, self.units[next].tokens.start);
                continue;
            }
            if self.units[next].is_class(NounClass::Office) || self.units[next].is_class(NounClass::Standing)
            {
                return true;
            }
            let organ = [NounClass::Meeting, NounClass::Organ, NounClass::Institution];
            if !body(next) && !organ.iter().any(|it| self.units[next].is_class(*it)) {
                return false;
            }
            (n, at) = (next, self.units[next].tokens.start);
        }
        false
    }

    /// "The success of this sixty- third session", "these include, among others, Fourth Conference": neither is said to meet.
    fn is_merely_listed(&self, n: usize) -> bool {
        let (text, first) = (self.context.text, self.sentence.tokens.start);
        let counts = |it: usize| {
            self.is_ordinal(it)
                || text.mark(it) == Some(b'-')
                || text.tokens[it].kind == TokenKind::Number
                || self.frames.tags.is_nominal(it) && self.frames.unit_of(it).is_none()
        };
        let mut at = self.units[n].tokens.start;
        while at > first && counts(at - 1) {
            at -= 1;
        }
        let listed = at > first + 1 && text.mark(at - 1) == Some(b',') && text.tokens[at].capital;
        let start = at - usize::from(at > first && self.has_word(at - 1, Grammar::Determiner));
        // "Was part of the 23rd Extra-Ordinary Meeting".
        let of = start > first + 1
            && text.low(start - 1) == OF
            && start > first + 2
            && self.has_word(start - 3, Grammar::Determiner);
        // "The agenda of the fifth session", where "the text of an extraordinary summit" tells of one.
        let text_of = |it: &Unit| it.is_class(NounClass::Text) && text.is_in(List::Definite, start);
        let about = |it: &Unit| it.what == What::Thing || text_of(it);
        listed || of && self.frames.unit_of(start - 2).is_some_and(about)
    }

    /// "Their summit in Baku", "the next regular meeting": whose it is has been told.
    pub(super) fn is_understood_meeting(&self, n: usize) -> bool {
        let unit = &self.units[n];
        let text = self.context.text;
        let first = unit.tokens.start.saturating_sub(GROUP).max(self.sentence.tokens.start);
        let ends = |it: &usize| text.mark(*it).is_some() || self.has_word(*it, Grammar::Preposition);
        let mut group = (first..unit.tokens.start).rev().take_while(|it| !ends(it));
        let owned = |it: usize| text.is_in(List::Owner, it) && !text.is_in(List::PersonOwner, it);
        let told = group.any(|it| owned(it) || self.has_word(it, Grammar::Coming));
        unit.is_class(NounClass::Meeting) && told && !self.has_own_name(n)
    }

    /// Whether a meeting cannot say whose it is: it has no owner, and no organisation of its own is understood.
    pub(super) fn has_no_org(&self, unit: &Unit) -> bool {
        let n = holding(self.units, unit.tokens.start);
        unit.is_class(NounClass::Meeting)
            && n.is_some_and(|n| {
                owners(self.units, n).next().is_none()
                    && !(self.context.about && self.is_understood_meeting(n))
            })
    }
}

/// Whether a word is a Roman numeral of two digits and more: "I" is a pronoun too.
pub(super) fn is_roman(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|it| matches!(it, 'I' | 'V' | 'X' | 'L' | 'C'))
}

/// The number that a Roman numeral means.
fn roman_value(numeral: &str) -> u32 {
    let digit = |c: char| match c {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        'C' => 100,
        _ => 0,
    };
    let (mut sum, mut last) = (0u32, 0u32);
    for c in numeral.chars().rev() {
        let value = digit(c);
        sum = if value < last { sum.saturating_sub(value) } else { sum + value };
        last = last.max(value);
    }
    sum
}
