//! What the name of an object goes on with, or leaves out: the symbol of a document, what a plan is to do, the name that a paper
//! is given; the owner of a meeting, which the act names already, and whoever an instrument is handed to.

use super::apply::{Clauses, Raw};
use super::party::OF;
use super::role::{clean, join};
use super::unit::{Unit, What};
use crate::index::{Form, List};
use crate::pack::{Auxiliary, Grammar, NounClass};
use crate::text::{Bytes, TokenKind};

/// Most tokens that a noun group goes on with.
const LONGEST_TAIL: usize = 10;

/// Words of a name that a verb gives.
const LONGEST_NAME: usize = 9;

impl Clauses<'_, '_> {
    /// The name of a text with what follows it: "a paper called *Vision of the Steppe*", "draft resolution *A/C.6/69/L.3*",
    /// "an agreement *on fighting oil spills*".
    pub(super) fn text_name(&self, n: usize, end: usize) -> (String, Bytes) {
        let (name, bytes) = self.group_text(n, end);
        if !self.units[n].is_class(NounClass::Text) {
            return (name, bytes);
        }
        let last = self.context.text.tokens_of(bytes).end;
        if let Some(given) = self.given_name(last) {
            return (clean(given.of(self.context.text.text)), given);
        }
        let end = self.symbol_end(last).unwrap_or(last);
        let whole = Bytes { start: bytes.start, end: self.context.text.bytes(last - 1..end).end };
        (clean(whole.of(self.context.text.text)), whole)
    }

    /// Keeps with each text what it is about.
    pub(super) fn tell_whole(&self, raws: &mut [Raw]) {
        for raw in raws.iter_mut().filter(|it| it.sentence == self.number) {
            let Some(bytes) = raw.object.as_ref().map(|it| it.1) else { continue };
            let within = |it: &Unit| it.is_class(NounClass::Text) && bytes.contains(it.bytes);
            let Some(unit) = self.units.iter().find(|it| within(it)) else { continue };
            let last = self.context.text.tokens_of(bytes).end;
            let end = self.purpose_end(unit, last);
            raw.whole = (end > last).then(|| join(bytes, self.context.text.bytes(last..end)));
        }
    }

    /// "A paper called Vision of the Steppe": the name, where it is written as one.
    fn given_name(&self, at: usize) -> Option<Bytes> {
        let text = self.context.text;
        let end = self.sentence.tokens.end;
        let called = &self.context.pack.lexicon.called;
        let named = at + 1 < end && called.iter().any(|it| it == text.low(at));
        let first = at + 1 + usize::from(named && self.has_word(at + 1, Grammar::Determiner));
        if !named || first >= end || !text.tokens[first].capital {
            return None;
        }
        let joins = |it: usize| text.is_in(List::NameJoint, it) || self.has_word(it, Grammar::Determiner);
        let inner = |it: &usize| {
            let word = text.tokens[*it].kind != TokenKind::Mark;
            word && (text.tokens[*it].capital || text.tokens[*it].kind == TokenKind::Number || joins(*it))
        };
        let mut last = (first..end.min(first + LONGEST_NAME)).take_while(inner).last()?;
        while last > first && joins(last) {
            last -= 1;
        }
        Some(text.bytes(first..last + 1))
    }

    /// "Draft resolution A/C.6/69/L.3": the symbol after a text is a part of its name; the token after it.
    fn symbol_end(&self, at: usize) -> Option<usize> {
        let text = self.context.text;
        let end = self.sentence.tokens.end;
        if at >= end || !text.tokens[at].capital {
            return None;
        }
        let glued = |it: &usize| *it == at || text.tokens[*it].glued;
        let mut last = (at..end).take_while(glued).last()?;
        while last > at && matches!(text.mark(last), Some(b',' | b'.' | b';' | b':' | b')')) {
            last -= 1;
        }
        let written = text.bytes(at..last + 1).of(text.text);
        let symbol = written.contains('/') && written.contains(|it: char| it.is_ascii_digit());
        symbol.then_some(last + 1)
    }

    /// "An agreement *on fighting oil spills*", "a plan *to cut the bill*", "a provision *on how to respond*": a text that nothing
    /// else is said of is told by what it is to do, up to the next clause, place or day.
    fn purpose_end(&self, unit: &Unit, at: usize) -> usize {
        let text = self.context.text;
        let end = self.sentence.tokens.end;
        if at + 1 >= end || at > unit.tokens.end || self.headline {
            return at;
        }
        let preposition = self.has_word(at, Grammar::Preposition) && text.low(at) != OF;
        let gerund = self.word(at + 1).is_some_and(|it| it.has_form(Form::Ing));
        let asks = self.has_word(at + 1, Grammar::Complement) && !self.has_word(at + 1, Grammar::Preposition);
        let purpose = self.frames.is_infinitive(at) || preposition && (gerund || asks);
        if !purpose || self.by(at) {
            return at;
        }
        let place = |it: usize| {
            let unit = self.units.iter().find(|unit| it < unit.tokens.start && unit.tokens.start <= it + 2);
            unit.is_some_and(|it| {
                matches!(it.what, What::Time(_) | What::Place(_)) || it.is_class(NounClass::Meeting)
            })
        };
        let opens = |it: usize| {
            it > at + 1
                && (self.has_word(it, Grammar::Relative)
                    || self.has_word(it, Grammar::Subordinator)
                    || self.by(it))
        };
        let owns = |it: usize| matches!(text.low(it), "'s" | "’s" | "'" | "’");
        let stop = |it: &usize| {
            let mark = text.tokens[*it].kind == TokenKind::Mark && !owns(*it) && text.low(*it) != "-";
            // "On strengthening trade and a roadmap": another text.
            let next = *it + 1;
            let joint = self.has_word(*it, Grammar::Coordinator)
                && (self.frames.tags.is_verb(next) || self.has_word(next, Grammar::Determiner));
            let adjunct = *it > at && self.has_word(*it, Grammar::Preposition) && place(*it);
            mark || joint
                || adjunct
                || opens(*it)
                || !asks && !owns(*it) && self.word(*it).is_some_and(|it| it.is_auxiliary())
                || self.frames.is_time(*it)
        };
        let limit = end.min(at + LONGEST_TAIL);
        let last = (at + 1..limit).find(stop).unwrap_or(limit);
        let outer = |it: usize| {
            self.has_word(it, Grammar::Preposition)
                || self.has_word(it, Grammar::Determiner)
                || self.has_word(it, Grammar::Coordinator)
                || self.word(it).is_some_and(|it| it.is(Auxiliary::Infinitive))
        };
        let last = (at + 1..last).rev().find(|it| !outer(*it)).map_or(at, |it| it + 1);
        if last > at + 1 { last } else { at }
    }

    fn by(&self, at: usize) -> bool {
        self.context.pack.lexicon.agent_functions.iter().any(|it| it == self.context.text.low(at))
    }

    /// Where an instrument ends before those to whom it is handed: "its instrument of accession *to the Secretary-General*".
    pub(super) fn before_receiver(&self, n: usize, end: usize) -> usize {
        let paper = self.units[n].tokens.clone().any(|at| self.context.text.is_in(List::Instrument, at));
        let receives = |it: &Unit| {
            matches!(it.what, What::Person(_))
                || it.is_class(NounClass::Office)
                || it.is_class(NounClass::Organ)
                || matches!(it.what, What::Org(_) | What::Body(_))
        };
        let receiver = self.units.iter().find(|it| {
            self.units[n].tokens.end < it.tokens.start && !it.is_bare() && it.function() != OF && receives(it)
        });
        match receiver.filter(|_| paper) {
            Some(it) => {
                self.before_group(it.tokens.start).unwrap_or(end).clamp(self.units[n].tokens.end, end)
            }
            None => end,
        }
    }

    /// "The OTS summit, a two-day meeting", "the same session, the 172nd meeting": of two names that stand side by side the one with a
    /// number, else the first.
    pub(super) fn apposed(&self, n: usize) -> usize {
        let text = self.context.text;
        let group = |n: usize| text.tokens_of(self.group_bytes(n, self.units[n].tokens.end));
        let comma = |at: Option<usize>| at.is_some_and(|it| text.mark(it) == Some(b','));
        let before = |n: usize| {
            let first = group(n).start;
            let article = first.checked_sub(1).filter(|it| self.has_word(*it, Grammar::Determiner))?;
            let comma = article.checked_sub(1).filter(|it| comma(Some(*it)))?;
            self.units.iter().position(|it| it.tokens.end == comma && it.is_class(NounClass::Meeting))
        };
        let counted = |n: usize| group(n).any(|it| self.is_ordinal(it));
        let after = (n + 1..self.units.len()).find(|it| before(*it) == Some(n));
        match (before(n), after) {
            (Some(first), _) if counted(first) || !counted(n) => first,
            (_, Some(second)) if counted(second) && !counted(n) => second,
            _ => n,
        }
    }

    /// "The alliance's two-day summit", "this year's meeting": the name of a meeting without the owner, which the act or its day
    /// tells already.
    pub(super) fn without_owner(&self, n: usize, (name, bytes): (String, Bytes)) -> (String, Bytes) {
        let text = self.context.text;
        let plain = |it: &Unit| {
            matches!(it.what, What::Time(_) | What::Org(_))
                || it.is_class(NounClass::Organisation)
                || text.is_in(List::Period, it.tokens.end - 1)
        };
        let tokens = text.tokens_of(bytes);
        let mark = |at: &usize| matches!(text.low(*at), "'s" | "’s" | "'" | "’");
        let Some(at) = tokens.clone().take_while(|it| *it < self.units[n].tokens.start).find(mark) else {
            return (name, bytes);
        };
        let owner = self.units.iter().find(|it| it.tokens.end == at || it.tokens.end == at + 1);
        let period = at > 0 && text.is_in(List::Period, at - 1);
        if !(period || owner.is_some_and(plain)) || at + 1 >= tokens.end {
            return (name, bytes);
        }
        let bytes = text.bytes(at + 1..tokens.end);
        (clean(bytes.of(text.text)), bytes)
    }
}
