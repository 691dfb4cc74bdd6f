//! Acts told of another body than the organisation that is named beside them: a convention whose name begins with the
//! organisation's, a summit with a name of its own, what a state set up and others welcome.

use comity_model::Kind;

use super::apply::Clauses;
use super::frame::Predicate;
use super::gap::WITH;
use super::party::OF;
use super::role::owners;
use super::unit::{Unit, What, holding};
use super::whose::Told;
use crate::index::{Form, List};
use crate::pack::{Grammar, NounClass, Rule};
use crate::text::TokenKind;

/// The preposition before two who have something with each other.
const AMONG: &str = "between";
/// Tokens between a meeting and its day or place.
const BESIDE: usize = 4;
/// So many states in a list make whoever stands among them one of them, an organisation too.
const LISTED: usize = 6;

impl Clauses<'_, '_> {
    /// Whether an act is that of another body than the organisation found.
    pub(super) fn is_of_other_body(&self, rule: &Rule, predicate: &Predicate, told: &Told<'_>) -> bool {
        if self.is_longer_name(told) {
            return true;
        }
        match rule.act {
            Kind::Chair => self.is_of_convention(told) || self.is_done_by_chair(predicate),
            Kind::Propose => self.is_programme(predicate),
            Kind::Grant => self.takes_thing(rule, predicate),
            Kind::Adopt | Kind::Decide => self.is_of_opening(told),
            Kind::Establish => self.is_praised(predicate, told) || self.is_for_others(predicate, told),
            Kind::Convene => {
                let own = holding(self.units, predicate.tokens.start).filter(|_| predicate.lemma.is_none());
                let meeting = told.object.and_then(|it| it.1).or(own);
                meeting.is_some_and(|n| self.is_meeting_of_others(n, predicate, told))
                    || meeting.is_some_and(|n| self.is_format(n, predicate))
                    || self.is_among_many(told)
                    || rule.object.iter().any(|it| it == "subj") && self.convenes_guests(predicate, told)
            }
            _ => false,
        }
    }

    /// "The World Fund", where only "the Fund" would be the one told of: a name that is not the organisation's.
    fn is_longer_name(&self, told: &Told<'_>) -> bool {
        let text = self.context.text;
        let at =
            told.org.bytes.filter(|it| self.sentence.bytes.contains(*it)).map(|it| text.token_at(it.start));
        let unit = at.and_then(|it| holding(self.units, it)).map(|n| &self.units[n]);
        let name = told.org.entity.map(|it| self.context.atlas.entity(it).name.to_lowercase());
        let other = |at: usize| {
            text.tokens[at].capital
                && at > self.sentence.tokens.start
                && name.as_ref().is_some_and(|it| !it.contains(text.low(at)))
        };
        unit.is_some_and(|it| {
            it.is_class(NounClass::Organisation) && it.tokens.len() > 1 && other(it.tokens.start)
        })
    }

    /// "The presidency of the OTS Convention against Noise": that of a treaty's own body.
    fn is_of_convention(&self, told: &Told<'_>) -> bool {
        let text = self.context.text;
        let n = told.org.bytes.and_then(|it| holding(self.units, text.token_at(it.start)));
        n.is_some_and(|n| {
            let end = self.units[n].tokens.end;
            let next = self.units.iter().find(|it| it.tokens.start == end);
            !self.units[n].possessive
                && next.is_some_and(|it| it.is_class(NounClass::Text) && text.tokens[end].capital)
        })
    }

    /// "The G20 presidency launched an alliance": whoever chairs does something else.
    fn is_done_by_chair(&self, predicate: &Predicate) -> bool {
        let Some(light) = predicate.light.as_ref().filter(|it| predicate.tokens.end <= it.start) else {
            return false;
        };
        let article = usize::from(self.has_word(light.end, Grammar::Determiner));
        let object = self.units.iter().find(|it| it.tokens.start == light.end + article);
        !predicate.passive && object.is_some_and(|it| it.is_bare() && !matches!(it.what, What::Time(_)))
    }

    /// "Has advanced the Bread for All (BFA) initiative": a programme with a name, and no idea put forward.
    fn is_programme(&self, predicate: &Predicate) -> bool {
        let text = self.context.text;
        let at = predicate.tokens.start.checked_sub(1).filter(|it| *it > self.sentence.tokens.start);
        let named = |it: usize| {
            let unit = self.frames.unit_of(it);
            text.tokens[it].capital && unit.is_none_or(|it| matches!(it.what, What::Name | What::Thing))
        };
        predicate.light.is_some() && at.is_some_and(|it| text.mark(it) == Some(b')') || named(it))
    }

    /// "Welcomed Malta's establishment of a portal", "welcomed the establishment of Task Force 12": somebody else did it.
    fn is_praised(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let praised = predicate
            .light
            .clone()
            .is_some_and(|it| it.into_iter().any(|at| self.context.text.is_in(List::Acknowledging, at)));
        let state = |it: &Unit| {
            it.possessive
                && it.tokens.end < predicate.tokens.start
                && predicate.tokens.start - it.tokens.end <= 2
                && matches!(it.what, What::Party(_))
        };
        let org = |it: usize| matches!(self.units[it].what, What::Org(_) | What::Body(_));
        let own = told.object.and_then(|it| it.1).is_some_and(|n| owners(self.units, n).any(org));
        praised && (self.units.iter().any(state) || !own)
    }

    /// "Following the OTS summit, the agency has issued a call": what opens the sentence does not act.
    fn is_of_opening(&self, told: &Told<'_>) -> bool {
        let text = self.context.text;
        let Some(agent) = told.agent.and_then(|it| it.bytes).map(|it| text.tokens_of(it)) else {
            return false;
        };
        // "**Bread:** Following the summit".
        let mark = |it: &usize| text.mark(*it) == Some(b':');
        let from = (self.sentence.tokens.start..agent.start)
            .rev()
            .find(mark)
            .map_or(self.sentence.tokens.start, |it| it + 1);
        let Some(first) = (from..agent.start).find(|it| text.tokens[*it].kind == TokenKind::Word) else {
            return false;
        };
        let opens =
            self.word(first).is_some_and(|it| it.has_form(Form::Ing)) && self.frames.unit_of(first).is_none();
        let comma = |it: usize| text.mark(it) == Some(b',');
        opens && !(first..agent.start).any(comma) && comma(agent.end)
    }

    /// "Secure the ports, through our membership", "won support for its membership": something else is won.
    fn takes_thing(&self, rule: &Rule, predicate: &Predicate) -> bool {
        let takes = rule.party.iter().any(|it| it == "subj") && rule.standing.iter().any(|it| it == "obj");
        let end = predicate.tokens.end;
        let thing = |it: &Unit| {
            let compound = || self.units.iter().any(|next| next.tokens.start == it.tokens.end);
            it.is_bare() && it.what == What::Thing && it.tokens.start == end && !compound()
        };
        let apart = |it: usize| self.context.text.mark(it) == Some(b',');
        takes
            && predicate.lemma.is_some()
            && predicate.light.is_none()
            && !predicate.passive
            && self.units.iter().any(thing)
            && (end..predicate.clause.end).any(apart)
    }

    /// "A portal was launched to deepen work in the region of the OTS": only what it is for names an organisation that the text
    /// is not about.
    fn is_for_others(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let at = told.org.bytes.filter(|_| told.stated).map(|it| self.context.text.token_at(it.start));
        let topic = self.context.about && told.org.entity == self.context.main;
        let end = predicate.tokens.end;
        predicate.passive
            && !topic
            && told.agent.is_none()
            && at.is_some_and(|at| (end..at).any(|it| self.frames.is_infinitive(it)))
    }

    /// A meeting that is not the organisation's: one between others, several without a name, one with a name of its own.
    fn is_meeting_of_others(&self, n: usize, predicate: &Predicate, told: &Told<'_>) -> bool {
        let unit = &self.units[n];
        let org = |it: usize| matches!(self.units[it].what, What::Org(_) | What::Body(_));
        let tied = owners(self.units, n).any(org) || self.names_meeting(unit);
        // "The next session between the states and the expert is due in May".
        let between = self.context.text.low(unit.tokens.end) == AMONG;
        // "Convened guests for the Conference of Bakers".
        let active = predicate.lemma.is_some() && predicate.light.is_none() && !predicate.passive;
        let named = active && !told.stated && self.has_own_name(n);
        // "The World Fund's seventh conference".
        let name = |it: &Unit| {
            it.possessive
                && it.owner_of == Some(n)
                && self.context.text.tokens[it.tokens.start].capital
                && (it.what == What::Name || it.is_class(NounClass::Institution))
        };
        let owned = || !told.stated && predicate.light.is_some() && self.units.iter().any(name);
        unit.is_class(NounClass::Meeting) && !tied && (between && !told.stated || named || owned())
    }

    /// "Raised their work to a dialogue of ministers": a way of working together, where no day or place stands beside it.
    fn is_format(&self, n: usize, predicate: &Predicate) -> bool {
        let (text, own) = (self.context.text, self.units[n].tokens.clone());
        let start = text.token_at(self.group_bytes(n, own.end).start);
        let settles = |it: &Unit| {
            let sort = matches!(it.what, What::Time(_) | What::Place(_) | What::Party(_) | What::Name);
            let governed = !it.is_bare() || matches!(it.what, What::Time(_));
            let after = own.end <= it.tokens.start && it.tokens.start - own.end <= BESIDE && governed;
            let before = start <= it.tokens.start + BESIDE && it.tokens.end <= own.start;
            sort && (after && it.function() != OF && it.function() != WITH
                || before && !matches!(it.what, What::Party(_)))
        };
        predicate.lemma.is_none()
            && predicate.light.is_none()
            && text.is_in(List::Endeavour, own.end - 1)
            && !self.units.iter().any(settles)
    }

    /// "The ministry convened bakers for the Conference of Bread": whose guests they are, where no organisation is named.
    fn convenes_guests(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let active = predicate.lemma.is_some() && predicate.light.is_none() && !predicate.passive;
        let end = predicate.tokens.end;
        let guests = |it: &Unit| {
            it.is_bare()
                && end <= it.tokens.start
                && it.tokens.start - end <= 2
                && !matches!(it.what, What::Time(_))
        };
        let beyond = told.object.is_some_and(|it| end + 1 < self.context.text.token_at(it.0.start));
        let here = told.org.bytes.is_some_and(|it| self.sentence.bytes.contains(it));
        active && (!told.stated || !here) && beyond && self.units.iter().any(guests)
    }

    /// "Malta, the OTS, Cyprus, … and Japan met": one of very many.
    fn is_among_many(&self, told: &Told<'_>) -> bool {
        let at = told.org.bytes.map(|it| self.context.text.token_at(it.start));
        let Some(n) = at.and_then(|it| holding(self.units, it)) else { return false };
        let states = self.units.iter().filter(|it| it.list == self.units[n].list);
        states.filter(|it| matches!(it.what, What::Party(_))).count() >= LISTED
    }
}
