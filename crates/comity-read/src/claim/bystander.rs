//! Acts of those who only stand beside an organisation: two or three states among themselves, a name that nothing knows; and
//! meetings that are a custom, or told a second time by who comes to them.

use comity_atlas::Kind as Entity;
use comity_model::Kind;

use super::apply::Clauses;
use super::frame::{Predicate, Tense};
use super::role::Filled;
use super::unit::{Unit, What, holding};
use super::whose::Told;
use crate::index::List;
use crate::pack::{Governs, Grammar, NounClass};
use crate::text::{Bytes, TokenKind};

/// So many states in a list make of who stands among them one of them.
const LISTED: usize = 3;
/// Tokens from a candidacy to the body that it is for.
const SEAT: usize = 8;
/// Tokens from a meeting to the gerund that says who comes to it.
const BESIDE: usize = 2;
/// Tokens after a verb within which it says how often.
const OFTEN: usize = 8;

impl Clauses<'_, '_> {
    /// "Backed the government's refusal of the pact".
    pub(super) fn is_refusal(&self, n: usize) -> bool {
        let last = self.units[n].tokens.end - 1;
        self.word(last).is_some_and(|it| it.governs == Some(Governs::Refuse))
    }

    /// Whether an act is that of bystanders, or no act of its own.
    pub(super) fn is_of_bystanders(&self, kind: Kind, predicate: &Predicate, told: &Told<'_>) -> bool {
        let own = holding(self.units, predicate.tokens.start)
            .filter(|_| predicate.lemma.is_none() || predicate.light.is_some());
        let object = told.object.and_then(|it| it.1).or(own);
        match kind {
            Kind::Convene => {
                self.is_among_few(object, told)
                    || self.is_listed_actor(told)
                    || self.is_brought_together(predicate)
                    || self.is_custom(predicate, object)
                    || object.is_some_and(|n| self.is_somebodys(n))
            }
            Kind::Propose | Kind::Request => self.is_candidacy(predicate, told),
            Kind::Establish => {
                self.is_among_few(object, told)
                    || self.is_counted_few(told)
                    || self.is_set_up_by_name(predicate, object, told)
            }
            _ => false,
        }
    }

    /// "Malta, Cyprus, Chile and the Forum on Bread met": what is listed among states is one of them.
    fn is_listed_actor(&self, told: &Told<'_>) -> bool {
        let unit = told.agent.filter(|it| self.is_nameless(it)).and_then(|it| self.unit_of_role(it));
        unit.is_some_and(|actor| {
            let states = self.units.iter().filter(|it| it.list == actor.list);
            states.filter(|it| matches!(it.what, What::Party(_))).count() >= LISTED
        })
    }

    /// "Put forward its candidacy for the Council": who stands for a seat neither proposes nor asks to join.
    fn is_candidacy(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let text = self.context.text;
        let end = told.object.map_or(predicate.clause.end, |it| text.token_at(it.0.start));
        let noun = predicate.tokens.start..end.max(predicate.tokens.end);
        let at = noun.into_iter().find(|it| text.is_in(List::Candidacy, *it));
        let body = |it: &Unit| {
            at.is_some_and(|at| at < it.tokens.start && it.tokens.start - at <= SEAT)
                && matches!(it.what, What::Body(_))
        };
        self.units.iter().any(body)
    }

    /// A state, a person, a group of states or two leaders, where "the board" may be that of the organisation.
    pub(super) fn is_own_master(&self, kind: Kind, agent: &Filled) -> bool {
        let unit = self.unit_of_role(agent);
        let group = |it: &Unit| matches!(it.what, What::Group(_)) || it.is_class(NounClass::Collective);
        if unit.is_some_and(|it| self.is_with_org(it)) {
            return false;
        }
        match &agent.id {
            Some(_) => !self.is_body(agent),
            None => agent.entity.is_none() && (kind != Kind::Adopt || unit.is_some_and(group)),
        }
    }

    /// "The OTS has five members. The five agreed": as many as a sentence before says that the organisation has.
    fn is_all_members(&self, unit: &Unit) -> bool {
        let What::Group(count) = unit.what else { return false };
        let text = self.context.text;
        let first = self.number.saturating_sub(2);
        let counts = |at: usize| {
            let word = text.low(at);
            self.context.pack.lexicon.cardinal(word) == Some(count) || word.parse() == Ok(count)
        };
        let held =
            |at: usize| (at + 1..at + 4).any(|it| it < text.tokens.len() && text.is_in(List::Holders, it));
        let says = |it: &crate::text::Sentence| {
            let mention = self.context.mentions.partition_point(|n| n.tokens.start < it.tokens.start);
            let mut near =
                self.context.mentions[mention..].iter().take_while(|n| n.tokens.end <= it.tokens.end);
            it.tokens.clone().any(|at| counts(at) && held(at)) && near.any(|n| n.kind == Entity::Organisation)
        };
        count > 2 && text.sentences[first..self.number].iter().any(says)
    }

    /// "Malta and the OTS are old partners. The two signed": one of them is the organisation.
    pub(super) fn is_with_org(&self, unit: &Unit) -> bool {
        let context = self.context;
        if self.is_all_members(unit) {
            return true;
        }
        let before = self.number.checked_sub(1).and_then(|it| context.text.sentences.get(it));
        let Some(before) = before.filter(|_| unit.what == What::Group(2)) else { return false };
        let first = context.mentions.partition_point(|it| it.tokens.start < before.tokens.start);
        let near = || context.mentions[first..].iter().take_while(|it| it.tokens.end <= before.tokens.end);
        let states = near().filter(|it| matches!(it.kind, Entity::State | Entity::Territory)).count();
        states == 1 && near().any(|it| it.kind == Entity::Organisation)
    }

    /// The words of a noun group before its noun.
    fn before_noun(&self, n: usize) -> Bytes {
        let unit = &self.units[n];
        let bytes = self.group_bytes(n, unit.tokens.end);
        Bytes::new(bytes.start, unit.bytes.end)
    }

    /// "The Malta-Cyprus dialogue", "their trilateral summit": of states among themselves.
    fn is_among_few(&self, object: Option<usize>, told: &Told<'_>) -> bool {
        let Some(n) = object else { return false };
        let text = self.context.text;
        let group = self.before_noun(n);
        // "The Malta-Cyprus 2+2 dialogue".
        let first = text.token_at(group.start);
        let counts = |at: usize| text.tokens[at].kind == TokenKind::Number || text.low(at) == "+";
        let start =
            (self.sentence.tokens.start + 1..first).rev().find(|it| !counts(*it)).map_or(first, |it| it + 1);
        let before = self.units.iter().find(|it| it.tokens.end == start && start < first);
        let other =
            before.and_then(|it| self.units.iter().find(|unit| unit.tokens.end + 1 == it.tokens.start));
        let group = other.map_or(group, |it| Bytes::new(it.bytes.start, group.end));
        let inside =
            |it: &&Unit| group.contains(it.bytes) || it.owner_of == Some(n) && it.bytes.end <= group.end;
        let org = |it: &Unit| {
            matches!(it.what, What::Org(_) | What::Body(_)) || it.is_class(NounClass::Organisation)
        };
        let named = self.units.iter().filter(inside).any(org)
            || told
                .object
                .is_some_and(|it| self.units.iter().any(|unit| it.0.contains(unit.bytes) && org(unit)))
            || told.agent.is_some_and(|it| self.names_org(it));
        let state = |it: &Unit| matches!(it.what, What::Party(_));
        let joined = |it: &Unit| text.mark(it.tokens.end) == Some(b'-') && text.tokens[it.tokens.end].glued;
        let mut states = self.units.iter().filter(inside).filter(|it| state(it));
        let pair = states.next().is_some_and(joined) && states.next().is_some();
        let sided = text.tokens_of(group).into_iter().any(|it| text.is_in(List::Sided, it));
        // A bloc of three states holds trilateral summits, too.
        let topic = self.context.about && told.org.entity == self.context.main;
        !named && (pair || sided && !topic)
    }

    /// "The three delegations": so few people are no body of an organisation that they do not name.
    fn is_counted_few(&self, told: &Told<'_>) -> bool {
        let unit = told.agent.filter(|it| self.is_nameless(it)).and_then(|it| self.unit_of_role(it));
        let unit = unit.filter(|it| it.is_class(NounClass::Collective));
        let before = unit.and_then(|it| it.tokens.start.checked_sub(1));
        before.is_some_and(|it| it >= self.sentence.tokens.start && self.has_word(it, Grammar::Cardinal))
    }

    /// "Will host a summit, bringing together the leaders": who comes to the meeting right before.
    fn is_brought_together(&self, predicate: &Predicate) -> bool {
        let near = |it: &Unit| {
            it.tokens.end < predicate.own
                && predicate.own - it.tokens.end <= BESIDE
                && it.is_class(NounClass::Meeting)
        };
        predicate.lemma.is_some() && predicate.tense == Tense::Gerund && self.units.iter().any(near)
    }

    /// "A biennial dialogue", "decided to meet at least annually": a custom, and no meeting.
    fn is_custom(&self, predicate: &Predicate, object: Option<usize>) -> bool {
        let text = self.context.text;
        let indefinite = |n: usize| {
            let tokens = text.tokens_of(self.before_noun(n));
            let first = tokens.start.saturating_sub(2).max(self.sentence.tokens.start);
            let article = |it: usize| text.is_in(List::Each, it) && !text.is_in(List::Definite, it);
            let any = self.is_indefinite(n) || (first..tokens.start).any(article);
            any && (first..tokens.end).any(|it| text.is_in(List::Periodic, it))
                // "Multiple meetings".
                || (first..tokens.end).any(|it| text.is_in(List::Vague, it))
        };
        let end = predicate.clause.end.min(predicate.tokens.end + OFTEN);
        let often = |it: usize| text.is_in(List::Periodic, it) && text.is_adverb(it);
        let open = matches!(predicate.tense, Tense::Present | Tense::Infinitive | Tense::Future);
        predicate.light.is_none() && predicate.lemma.is_none() && object.is_some_and(indefinite)
            || predicate.lemma.is_some() && open && (predicate.tokens.end..end).any(often)
    }

    /// "My third summit".
    fn is_somebodys(&self, n: usize) -> bool {
        let start = self.context.text.token_at(self.before_noun(n).start);
        let near = start.saturating_sub(1).max(self.sentence.tokens.start)..self.units[n].tokens.start;
        near.into_iter().any(|it| self.context.text.is_in(List::Mine, it))
    }

    /// "The Bread Agency launched the Malta-OTS platform": a name that nothing knows acts, and only a compound names the bloc.
    fn is_set_up_by_name(&self, predicate: &Predicate, object: Option<usize>, told: &Told<'_>) -> bool {
        let active = predicate.lemma.is_some() && predicate.light.is_none() && !predicate.passive;
        let first =
            predicate.subjects.first().filter(|_| active && told.agent.is_none_or(|it| !self.names_org(it)));
        let name = first.is_some_and(|it| {
            let unit = &self.units[*it];
            unit.what == What::Name && !self.is_definite(unit.tokens.start)
        });
        let text = self.context.text;
        let group = object.map(|it| self.before_noun(it)).or(told.object.map(|it| it.0));
        let half = |it: &Unit| {
            matches!(it.what, What::Org(_) | What::Body(_))
                && group.is_some_and(|group| group.contains(it.bytes))
                && it.tokens.start > self.sentence.tokens.start
                && text.mark(it.tokens.start - 1) == Some(b'-')
        };
        name && self.units.iter().any(half)
    }
}
