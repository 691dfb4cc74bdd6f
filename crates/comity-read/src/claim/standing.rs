//! Standings and offices: which of them a sentence names, and whether a title is one.

use comity_model::{Class, Kind};

use super::apply::Clauses;
use super::frame::Predicate;
use super::party::{AS, OF};
use super::role::{Sort, owners};
use super::unit::{Unit, What};
use crate::index::{List, WordInfo};
use crate::pack::{Auxiliary, Grammar, NounClass, Rule};
use crate::text::Bytes;

/// How many standings named before may be looked at for one that fits.
const REACH: usize = 3;
/// The function of whoever something passes to.
pub(super) const TO: &str = "to";
/// The functions of those between whom something passes.
pub(super) const HANDED: [&str; 2] = ["from", "to"];
/// Tokens between a state and what it takes over: "will take over the rotating".
const HANDS: usize = 7;
/// Offices that an organ has as well as the organisation.
const OF_ORGAN: [&str; 4] = ["chair", "president", "vice-chair", "co-chair"];

impl Clauses<'_, '_> {
    /// The standing: its value, class and unit.
    pub(super) fn standing(
        &self,
        rule: &Rule,
        predicate: &Predicate,
    ) -> Option<(String, Option<Class>, Option<usize>)> {
        let fits = |value: &String| rule.standing_in.is_empty() || rule.standing_in.contains(value);
        let titled = rule.titled || rule.person && rule.act == Kind::End;
        // "The Assembly elected X as president": of whom is said by who elects.
        let by_body =
            || self.first(&rule.agent, predicate, Sort::Actor, &[]).is_some_and(|it| self.is_body(&it));
        let owned = !rule.person || by_body();
        let stated = self.slots(&rule.standing, predicate).find_map(|n| {
            // "Asked partner states to pay": those who are asked.
            let last = self.units[n].tokens.end - 1;
            let asked = rule.act == Kind::Request
                && self.context.text.is_in(List::Parties, last)
                && predicate.tokens.end == self.units[n].tokens.start;
            let other = asked
                || self.is_one_to(n)
                || self.is_of_other_holder(n, predicate)
                || self.is_asked(n)
                || rule.held && self.is_beyond_verb(n, predicate);
            // "Secretary-General Paul Okoro named Ana Ruiz to head it": who names her.
            let of_agent = rule.person
                && !predicate.passive
                && rule.agent.iter().any(|it| it == "subj")
                && self.units[n].tokens.end <= predicate.group.start
                && self.holder_after(n).is_some();
            let other = other || of_agent || rule.act == Kind::Chair && !rule.person && self.is_of_lower(n);
            let value = self.standing_at(n, titled, owned).filter(|it| fits(it) && !other)?;
            let class = self.class(&value);
            let written = self.office_as_written(n, predicate);
            let of_organ = || {
                self.office_of_organ(n, &value)
                    .or_else(|| self.office_of_electors(n, &value, rule, predicate))
                    .filter(|_| rule.person)
            };
            Some((written.or_else(of_organ).unwrap_or(value), class, Some(n)))
        });
        stated.or_else(|| self.chair_of_pronoun(rule, predicate)).or_else(|| {
            rule.standing.iter().find(|it| *it == "named")?;
            let at = self.context.text.bytes(predicate.tokens.clone()).start;
            let office = rule.person || rule.act == Kind::Chair;
            let sort = if office { NounClass::Office } else { NounClass::Standing };
            // Of offices only the last one may be meant.
            let before = self.context.standings_before(at, sort);
            let value = before.take(if office { 1 } else { REACH }).find(fits)?;
            let whole = self.context.pack.lexicon.phrase.iter().all(|it| it.value != value || !it.as_written);
            whole.then_some((value, None, None))
        })
    }

    /// "Malta holds the chair. It goes to Japan in 2027": the chair that was named last.
    fn chair_of_pronoun(
        &self,
        rule: &Rule,
        predicate: &Predicate,
    ) -> Option<(String, Option<Class>, Option<usize>)> {
        let subject = rule.act == Kind::Chair
            && rule.standing.iter().any(|it| it == "subj")
            && rule.party.iter().any(|it| it == TO);
        // "Handed it to Malta".
        // "Received it from Japan".
        let functions = &self.context.pack.lexicon.agent_functions;
        let from = || {
            let given = rule.agent.iter().filter(|it| *it != "subj" && *it != "obj");
            given.into_iter().any(|it| !self.frames.slot(predicate, it, functions).is_empty())
        };
        let object = rule.act == Kind::Chair
            && rule.standing.iter().any(|it| it == "obj")
            && (rule.party.iter().any(|it| it == TO) || from())
            && !predicate.passive;
        let right_after = |unit: &&Unit| {
            unit.what == What::Pronoun
                && (predicate.tokens.contains(&unit.tokens.start)
                    || unit.tokens.start == predicate.tokens.end)
        };
        let taken = self.units.iter().find(right_after).filter(|_| object);
        let unit = predicate.subjects.first().filter(|_| subject && taken.is_none()).map(|n| &self.units[*n]);
        let unit = unit.or(taken)?;
        let alone =
            unit.what == What::Pronoun && (taken.is_some() || unit.tokens.end + 3 >= predicate.group.start);
        let at = unit.bytes.start;
        let value = alone.then(|| self.context.standing_before(at, NounClass::Office)).flatten()?;
        let class = self.class(&value);
        rule.standing_in.contains(&value).then_some((value, class, None))
    }

    /// "Director of the bureau": an office that only its whole words name.
    fn office_as_written(&self, n: usize, predicate: &Predicate) -> Option<String> {
        let noun = self.units[n].noun()?;
        self.context.pack.lexicon.phrase.get(noun.phrase).filter(|it| it.as_written)?;
        // "Governor of the bank": whose office it is, is no part of its name.
        let owner = self.units.iter().find(|it| {
            it.owner_of == Some(n) && !it.is_bare() && matches!(it.what, What::Org(_) | What::Body(_))
        });
        let end = owner.map_or(predicate.clause.end, |it| it.tokens.start.min(self.units[n].tokens.end));
        // "The next NATO chief".
        let bytes = self.group_bytes(n, end);
        let org = self.units.iter().filter(|it| {
            bytes.contains(it.bytes) && it.bytes.end < bytes.end && matches!(it.what, What::Org(_))
        });
        let start = org.map(|it| it.bytes.end).max().unwrap_or(bytes.start);
        Some(Bytes::new(start, bytes.end).of(self.context.text.text).trim().to_lowercase())
    }

    /// "The presidency of the Commission falls to Malta", "chair of the Committee of the Whole": no chair of the organisation.
    fn is_of_lower(&self, n: usize) -> bool {
        use comity_atlas::Level::{Court, Parliament, Secretariat};
        let lower = |it: &Unit| match it.what {
            What::Body(body) => {
                let level = self.context.atlas.entity(body).level;
                level.is_some_and(|it| matches!(it, Court | Parliament | Secretariat))
            }
            // "The committee", as the Committee of Ministers is called for short.
            What::Noun(_) | What::Name => {
                let text = self.context.text;
                let short = it.tokens.len() == 1
                    && text.is_in(List::Definite, it.tokens.start - 1)
                    && text.low(it.tokens.end) != OF;
                !short && it.tokens.clone().any(|at| self.context.text.is_in(List::Subordinate, at))
            }
            _ => false,
        };
        self.units.iter().any(|it| it.owner_of == Some(n) && it.function() == OF && lower(it))
    }

    /// "President of the commission": an office of an organ, where "chair" alone is that of the organisation.
    fn office_of_organ(&self, n: usize, value: &str) -> Option<String> {
        let unit = &self.units[n];
        let organ = self.units.iter().find(|it| {
            let body = matches!(it.what, What::Body(_))
                || it.is_class(NounClass::Institution)
                || it.is_class(NounClass::Organ) && it.tokens.len() > 1
                || it.what == What::Name && it.tokens.len() > 1;
            // "Of the CEMAC Commission".
            let beside = |org: &Unit| {
                org.tokens.end == it.tokens.start
                    && org.owner_of == Some(n)
                    && matches!(org.what, What::Org(_))
            };
            let owns = it.owner_of == Some(n) && it.function() == OF || self.units.iter().any(beside);
            owns && body && unit.tokens.end < it.tokens.start
        })?;
        let common = |it: &&str| OF_ORGAN.contains(it);
        let office = Some(value).filter(common)?;
        let written = organ.bytes.of(self.context.text.text);
        // "President of the Assembly": the body named before by its whole name.
        let name = match organ.what {
            What::Body(body) if organ.tokens.len() == 1 => self.context.atlas.entity(body).name,
            _ => written,
        };
        Some(format!("{office} {OF} the {}", name.to_lowercase()))
    }

    /// "The General Assembly elected X as President of its 80th session": it elects its own.
    fn office_of_electors(
        &self,
        n: usize,
        value: &str,
        rule: &Rule,
        predicate: &Predicate,
    ) -> Option<String> {
        let session = |it: &Unit| it.owner_of == Some(n) && it.is_class(NounClass::Meeting);
        let own = self.units.iter().any(session);
        let body = self.first(&rule.agent, predicate, Sort::Actor, &[]).and_then(|it| it.entity);
        let name = self.context.atlas.entity(body.filter(|_| own && value == "president")?);
        (name.kind == comity_atlas::Kind::Body)
            .then(|| format!("{value} {OF} the {}", name.name.to_lowercase()))
    }

    /// "The ninth member to ratify": which one of those who did something, and no standing.
    fn is_one_to(&self, n: usize) -> bool {
        let unit = &self.units[n];
        let first = unit.tokens.start.saturating_sub(3).max(self.sentence.tokens.start);
        let ordinal = (first..unit.tokens.end).any(|it| self.has_word(it, Grammar::Ordinal));
        ordinal && self.frames.is_infinitive(unit.tokens.end)
    }

    /// "It is the first state to join the members": the standing of others.
    fn is_beyond_verb(&self, n: usize, predicate: &Predicate) -> bool {
        let mut between = predicate.tokens.end..self.units[n].tokens.start;
        // "Is in line to become a member": what it may come to be.
        let placed = |at: usize| {
            let to = self.word(at).is_some_and(|it| it.is(Auxiliary::Infinitive));
            let next =
                self.word(at + 1).is_some_and(|it| it.is_auxiliary() || self.frames.tags.is_verb(at + 1));
            to && next && (predicate.tokens.end..at).any(|it| self.has_word(it, Grammar::Preposition))
        };
        between.any(|at| self.frames.is_infinitive(at) && self.frames.in_unit(at - 1) || placed(at))
    }

    /// "Asked its partners to create a fund": who is asked, and no standing that is asked for.
    fn is_asked(&self, n: usize) -> bool {
        let (unit, text) = (&self.units[n], self.context.text);
        let owned = unit.tokens.start.checked_sub(1).is_some_and(|it| text.is_in(List::Owner, it));
        let to = self.word(unit.tokens.end).is_some_and(|it| it.is(Auxiliary::Infinitive));
        let next = unit.tokens.end + 1;
        let helps = self.word(next).is_some_and(WordInfo::is_auxiliary);
        let verb = to && (helps || self.frames.tags.is_verb(next));
        unit.is_bare() && owned && verb && text.is_in(List::Holders, unit.tokens.end - 1)
    }

    /// The standing or office that a unit names, itself or by what was named before: "the status", "the post". A title
    /// counts where an office ends ("the term of Secretary-General Ana Ruiz"); an office of many meanings only where it is
    /// said of whom, by its own words or (`owned`) by those of the act.
    fn standing_at(&self, n: usize, titled: bool, owned: bool) -> Option<String> {
        let unit = &self.units[n];
        if unit.is_class(NounClass::Standing) || unit.is_class(NounClass::Office) {
            let phrase = unit.noun().and_then(|noun| self.context.pack.lexicon.phrase.get(noun.phrase));
            let loose = phrase.is_some_and(|it| it.owned) || self.is_loose(n);
            // "Sworn in as president": of which state or body is not said.
            let taken_as = unit.function() == AS && (owned || !unit.is_class(NounClass::Office));
            let handed = self.is_loose(n) && (self.is_handed_by_states() || self.is_taken_by_state(n));
            if loose && !taken_as && !handed && !self.is_owned_by_org(n) {
                return None;
            }
            return (titled || !self.is_title(n)).then(|| self.context.phrase_value(unit));
        }
        let last = unit.tokens.end - 1;
        let before = unit.tokens.start.saturating_sub(2)..unit.tokens.start;
        let definite = before.rev().any(|it| self.has_word(it, Grammar::Determiner)) || unit.tokens.len() > 1;
        let (status, post) =
            (self.context.text.is_in(List::Standing, last), self.context.text.is_in(List::Office, last));
        // "Its Most-Favoured-Nation status": a status with a name of its own.
        let named = last.checked_sub(1).filter(|it| *it > self.sentence.tokens.start);
        let named = status && named.is_some_and(|it| self.context.text.tokens[it].capital);
        if !(definite && (status || post)) || named || self.owner_names(n) {
            return None;
        }
        self.context
            .standing_before(unit.bytes.start, if post { NounClass::Office } else { NounClass::Standing })
    }

    /// Whether an organisation owns a unit: "SCO partner", "partners of the SCO", "its partners".
    fn is_owned_by_org(&self, n: usize) -> bool {
        let owned = owners(self.units, n).any(|it| {
            matches!(self.units[it].what, What::Org(_) | What::Body(_))
                || self.units[it].is_class(NounClass::Organisation)
        });
        let own = self.units[n]
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|it| self.context.text.is_in(List::Owner, it));
        owned || own || owners(self.units, n).any(|it| self.is_part_of_own(it))
    }

    /// "Head of its observation mission": an office in what the organisation owns.
    fn is_part_of_own(&self, n: usize) -> bool {
        let start = self.units[n].tokens.start;
        let group =
            (start.saturating_sub(3)..start).rev().take_while(|it| self.frames.unit_of(*it).is_none());
        group
            .take_while(|it| !self.has_word(*it, Grammar::Preposition))
            .any(|it| self.context.text.is_in(List::Owner, it))
    }

    /// "Presidency": words of many meanings, which name a standing or office only with their organisation.
    fn is_loose(&self, n: usize) -> bool {
        let unit = &self.units[n];
        unit.tokens.len() == 1 && self.context.text.is_in(List::Loose, unit.tokens.start)
    }

    /// "The presidency passed from Japan to Malta": what goes from state to state is no state's own.
    fn is_handed_by_states(&self) -> bool {
        let from_to = |it: &Unit| HANDED.contains(&it.function()) && !it.adjective && !it.possessive;
        self.units.iter().any(|it| matches!(it.what, What::Party(_)) && from_to(it))
    }

    /// "Estonia takes over the presidency": no state takes over its own.
    fn is_taken_by_state(&self, n: usize) -> bool {
        let start = self.units[n].tokens.start;
        let state = |it: &Unit| {
            let next = it.tokens.end;
            let verb = self.frames.tags.is_verb(next) || self.word(next).is_some_and(WordInfo::is_auxiliary);
            matches!(it.what, What::Party(_)) && !it.adjective && !it.possessive && it.is_bare() && verb
        };
        self.units.iter().any(|it| it.tokens.end < start && start - it.tokens.end <= HANDS && state(it))
    }

    /// Whether a unit is followed by "of …" or preceded by a name that says which one it is.
    fn owner_names(&self, n: usize) -> bool {
        self.units
            .iter()
            .any(|it| it.owner_of == Some(n) && matches!(it.what, What::Thing | What::Name | What::Party(_)))
    }

    /// Whether an office is a title: that of the person named right after it ("President Ana Ruiz", "the President, Ana
    /// Ruiz"), or one that a state owns ("Burundi's President").
    pub(super) fn is_title(&self, n: usize) -> bool {
        let unit = &self.units[n];
        if !unit.is_class(NounClass::Office) {
            return false;
        }
        let comma = usize::from(self.context.text.mark(unit.tokens.end) == Some(b','));
        let owner = |it: &Unit| it.owner_of == Some(n);
        let by_org = self.units.iter().any(|it| owner(it) && matches!(it.what, What::Org(_) | What::Body(_)));
        let by_state = self.units.iter().any(|it| owner(it) && matches!(it.what, What::Party(_)));
        self.units.get(n + 1).is_some_and(|next| {
            let gap = next.tokens.start - unit.tokens.end;
            matches!(next.what, What::Person(_)) && (gap == 0 || gap == comma && by_state)
        }) || by_state
            && !by_org
            && matches!(self.context.phrase_value(unit).as_str(), "president" | "vice-chair")
    }

    pub(super) fn class(&self, value: &str) -> Option<Class> {
        self.context.pack.lexicon.phrase.iter().find(|it| it.value == value).and_then(|it| it.standing)
    }
}
