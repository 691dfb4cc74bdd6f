//! Predicates: where in a sentence the words stand that trigger a rule.

use std::cell::LazyCell;
use std::ops::Range;

use comity_model::Kind;

use super::apply::{Clauses, Raw};
use super::frame::{Predicate, Tense};
use super::gate::{self, Particle};
use super::named::is_roman;
use super::party::OF;
use super::tag::Tag;
use super::unit::{Unit, What, holding};
use crate::index::{Form, List, Trigger, WordId, WordInfo};
use crate::pack::{Auxiliary, Governs, Grammar, NounClass, Role, Voice};
use crate::text::TokenKind;

impl Clauses<'_, '_> {
    /// Claims whose predicate is the verb at a token.
    pub(super) fn verbs_at(&self, at: usize, last_resort: bool, raws: &mut Vec<Raw>) {
        let tried = gate::tried(&self.seen.verbs, at);
        let word =
            self.context.text.info(at).filter(|_| tried.iter().any(|it| it.last_resort == last_resort));
        let Some(word) = word else { return };
        let again = self.frames.over_prefix(at) < at;
        let compound = at > self.sentence.tokens.start
            && !again
            && self.context.text.mark(at - 1) == Some(b'-')
            && self.frames.tags.of(at) == Tag::Adjective;
        if compound || word.verbs.is_empty() || self.in_name(at) || self.is_name(at) {
            return;
        }
        if self.is_prepositional(at) {
            return;
        }
        // "Indonesia's chair year", "to that end": a noun, though it could be a verb.
        let noun = !self.headline
            && !again
            && !self.context.pack.lexicon.verbs.is_empty()
            && !word.is_auxiliary()
            && !self.frames.tags.is_verb(at);
        // "The second table top exercise".
        let inside = word.has_form(Form::Base)
            && at > self.sentence.tokens.start
            && self.frames.tags.is_nominal(at - 1)
            && !self.has_word(at + 1, Grammar::Determiner)
            && !self.word(at + 1).is_some_and(|it| it.is(Auxiliary::Infinitive));
        if self.is_owned(at) || self.is_attributive(at) || self.is_compared(at) {
            return;
        }
        // "Have clear plans": after "have" only a participle is a verb.
        if noun && !word.has_form(Form::Participle) && self.frames.follows_have(at) {
            return;
        }
        let helps = word.is_auxiliary() && self.frames.is_auxiliary_of_verb(at);
        let mut lemmas: Vec<u32> = word.verbs.iter().map(|(lemma, _)| *lemma).collect();
        lemmas.dedup();
        let governs = self.context.text.verb_governs(at) == Some(Governs::Decide);
        let tried = tried.iter().filter(|it| it.last_resort == last_resort);
        let mut rules: Vec<usize> = tried.map(|it| it.rule).collect();
        rules.dedup();
        rules.sort_by_key(|it| self.order(*it));
        for lemma in lemmas {
            let forms: Vec<Form> =
                word.verbs.iter().filter(|(it, _)| *it == lemma).map(|(_, form)| *form).collect();
            let all = self.context.index.triggers(lemma);
            let off = LazyCell::new(|| all.iter().any(|it| self.is_parted(at, &it.particle)));
            // Rules with particles of one length share a frame.
            let mut frames: Vec<(usize, Predicate)> = Vec::new();
            for trigger in rules.iter().flat_map(|rule| self.triggers_of(all, *rule)) {
                let rule = &self.context.pack.rules[trigger.rule];
                let Some(len) = self.with_particle(at, &trigger.particle) else { continue };
                // "Agreed to open talks": what is agreed is told by the other verb.
                let clause = || rule.object.iter().any(|it| it == "clause");
                let infinitive = || {
                    let not = self.word(at + len).is_some_and(|it| it.is(Auxiliary::Not));
                    self.frames.is_infinitive(at + len + usize::from(not))
                };
                if governs && rule.act == Kind::Decide && !clause() && infinitive() {
                    continue;
                }
                let acts = !rule.party.is_empty() || forms.iter().all(|it| *it == Form::Ing);
                if len == 1 && (helps || *off || noun && (acts || inside)) {
                    continue;
                }
                let known = frames.iter().position(|it| it.0 == len).unwrap_or_else(|| {
                    frames.push((len, self.frames.verb(at, len, lemma, &forms)));
                    frames.len() - 1
                });
                let predicate = &frames[known].1;
                let voice = if predicate.passive { Voice::Passive } else { Voice::Active };
                let present = !matches!(predicate.tense, Tense::Future | Tense::Would);
                if rule.voice.is_some_and(|it| it != voice)
                    || rule.negated && !predicate.negated
                    || rule.ahead && present
                {
                    continue;
                }
                if self.apply(trigger.rule, predicate, raws) {
                    return;
                }
            }
        }
    }

    /// Where a rule stands among the rules of a verb: those that ask for a negated one first.
    fn order(&self, rule: usize) -> (bool, usize) {
        (!self.context.pack.rules[rule].negated, rule)
    }

    /// Of the triggers of a verb those of one rule.
    fn triggers_of<'t>(&self, all: &'t [Trigger], rule: usize) -> &'t [Trigger] {
        let first = all.partition_point(|it| self.order(it.rule) < self.order(rule));
        let len = all[first..].iter().take_while(|it| it.rule == rule).count();
        &all[first..first + len]
    }

    /// Length of a verb with its particle, or `None` when the particle is not there.
    pub(super) fn with_particle(&self, at: usize, particle: &[WordId]) -> Option<usize> {
        let object = |it: usize| self.frames.tags.is_nominal(it) || self.has_word(it, Grammar::Determiner);
        match gate::particle(self.context, self.sentence.tokens.end, at, particle)? {
            // "Agreed on Thursday to …": a day, and no particle.
            Particle::After(len) => {
                let next = at + len;
                let text = self.context.text;
                let named = text.tokens.get(next).is_some_and(|it| it.capital);
                // "Agreed to grant it a status": what is done, where "agreed to the status" has an object.
                let last = at + len - 1;
                let to = len == 2 && next < self.sentence.tokens.end && self.frames.is_infinitive(last);
                (len < 2 || !(to || named && text.is_in(List::Time, next))).then_some(len)
            }
            Particle::Beyond(it) => {
                // "Put its participation in the bloc on hold", "chose Ana Ruiz, an economist, to head it".
                let joins = |n: usize| {
                    self.has_word(n, Grammar::Preposition)
                        || matches!(self.context.text.low(n), "," | "'" | "s")
                };
                let inner = |n: usize| object(n) || particle.len() > 1 && joins(n);
                (at + 1..it).all(inner).then_some(1)
            }
        }
    }

    /// "At the ministers' table": after a possessive stands a noun.
    fn is_owned(&self, at: usize) -> bool {
        let before = at.checked_sub(2).and_then(|it| holding(self.units, it)).map(|n| &self.units[n]);
        let mark = |unit: &Unit| unit.possessive && unit.tokens.end + 1 == at;
        before.is_some_and(|it| mark(it) && self.context.text.low(it.tokens.end) == "'")
    }

    /// "Signed off on": another verb than the one without its particle.
    fn is_parted(&self, at: usize, particle: &[WordId]) -> bool {
        let first = || self.context.index.info(particle.first().copied().unwrap_or(WordId::UNKNOWN));
        let apart =
            || first().is_none_or(|word| !(word.has(Grammar::Preposition) || word.has(Grammar::Determiner)));
        particle.len() == 2 && apart() && self.with_particle(at, particle).is_some_and(|len| len > 1)
    }

    /// "1. Decides …; 2. Appoints …": a verb with a capital at the head of a point of a resolution.
    pub(super) fn begins_point(&self, at: usize) -> bool {
        let text = self.context.text;
        gate::before_point(text.low(at - 1)) && text.info(at).is_some_and(WordInfo::is_inflected)
    }

    /// A light verb that is none: "initiatives including a bank" are listed and by nobody proposed; "the last summit".
    pub(super) fn is_other_light(&self, at: usize, proposes: bool) -> bool {
        !self.frames.tags.is_verb(at) && self.context.text.is_in(List::Rank, at)
            || self.is_prepositional(at) && (proposes || !self.has_word(at, Grammar::Enumerates))
    }

    /// "Including", "beginning next year", "starting with": no verb, though it was one.
    fn is_prepositional(&self, at: usize) -> bool {
        let form = self.context.text.info(at).is_some_and(|it| it.has_form(Form::Ing));
        if !form || at == self.sentence.tokens.start {
            return false;
        }
        if self.has_word(at, Grammar::Enumerates) {
            return !self.has_word(at - 1, Grammar::Preposition);
        }
        let begins =
            |(lemma, _): &(u32, Form)| self.context.index.verb_governs(*lemma) == Some(Governs::Begin);
        let time = |at: usize| self.frames.is_time(at);
        let from = time(at + 1) || self.has_word(at + 1, Grammar::Preposition) && !time(at + 2);
        let apart = self.context.text.mark(at - 1) == Some(b',') || self.frames.unit_of(at - 1).is_some();
        from && apart && self.context.text.info(at).is_some_and(|it| it.verbs.iter().any(begins))
    }

    /// "A path to citizenship, as proposed in the act": a comparison.
    fn is_compared(&self, at: usize) -> bool {
        let text = self.context.text;
        let word = text.info(at).is_some_and(|it| it.has_form(Form::Participle) && !it.has_form(Form::Base));
        let joint = at.checked_sub(1).filter(|it| self.has_word(*it, Grammar::Conjunction));
        // "Has since proposed": later, and no comparison.
        let later = joint.is_some_and(|it| self.frames.is_later(it));
        // "Discussed as well as adopted".
        word && !later && joint.is_some_and(|it| it < 2 || text.low(it - 2) != text.low(it))
    }

    /// "The newly created bodies": a participle between an article and its noun tells nothing.
    fn is_attributive(&self, at: usize) -> bool {
        let word = self.context.text.info(at);
        let first = self.sentence.tokens.start;
        let before = (first..at).rev().find(|it| !self.context.text.is_adverb(*it));
        let article = before.is_some_and(|it| {
            self.has_word(it, Grammar::Determiner) && !self.has_word(it, Grammar::Relative)
                || self.has_word(it, Grammar::Preposition)
                || self.context.text.low(it) == "'s"
                // "Submitted updated plans".
                || self.frames.tags.is_verb(it) && !self.word(it).is_some_and(WordInfo::is_auxiliary)
        });
        // "The founding treaty", "its governing board", where "by founding a bank" tells an act.
        let owned = before.is_some_and(|it| {
            self.has_word(it, Grammar::Determiner) && !self.has_word(it, Grammar::Relative)
                || self.context.text.low(it) == "'s"
        });
        let founds = |word: &WordInfo| owned && word.has_form(Form::Ing);
        let begins = |at| holding(self.units, at).is_some_and(|n| self.units[n].tokens.start == at);
        let next = at + 1 < self.sentence.tokens.end
            && !self.has_word(at + 1, Grammar::Determiner)
            && (self.frames.tags.is_nominal(at + 1) || begins(at + 1));
        !self.headline
            && article
            && next
            && word.is_some_and(|it| it.has_form(Form::Participle) && !it.has_form(Form::Base) || founds(it))
    }

    /// Whether a word with a capital is a name, and no verb: "at the White House".
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.context.text.tokens[at].capital
            && at > self.sentence.tokens.start
            && !self.headline
            && !self.begins_point(at)
    }

    /// Whether a token is inside a name or noun of a unit, where a verb form is none: "Meeting", "held".
    pub(super) fn in_name(&self, at: usize) -> bool {
        self.frames
            .unit_of(at)
            .is_some_and(|unit| unit.tokens.len() > 1 || !matches!(unit.what, What::Noun(_) | What::Name))
    }

    /// Claims whose predicate is the noun at a token.
    pub(super) fn nouns_at(&self, at: usize, last_resort: bool, raws: &mut Vec<Raw>) {
        let end = self.sentence.tokens.end;
        let listed = gate::tried(&self.seen.nouns, at);
        let held = holding(self.units, at).map(|n| &self.units[n]);
        let named = held.is_some_and(|it| it.tokens.end == at + 1 && self.names_meeting(it));
        let unit = held.filter(|it| named || it.tokens.start == at && it.noun().is_some());
        // "The Nile Basin Initiative": a word inside a name is no predicate.
        let name = |unit: &Unit| matches!(unit.what, What::Org(_) | What::Person(_)) && unit.tokens.len() > 1;
        if unit.is_none() && held.is_some_and(name) {
            return;
        }
        let class = unit.map(|it| it.noun().filter(|_| !named).map_or(NounClass::Meeting, |noun| noun.class));
        let beside = |unit: &Unit| self.is_means(unit) || self.is_aside(unit.tokens.start);
        // "A sitting president".
        let titled = |unit: &Unit| {
            let next = holding(self.units, unit.tokens.end).map(|it| &self.units[it]);
            next.is_some_and(|it| it.tokens.start == unit.tokens.end && it.is_class(NounClass::Office))
        };
        // "Readout-of-the-meeting-with-": a part of an address.
        let hyphen =
            |it: usize| self.context.text.mark(it) == Some(b'-') && self.context.text.tokens[it].glued;
        let inside = |unit: &Unit| {
            unit.tokens.start > self.sentence.tokens.start
                && unit.tokens.end < end
                && hyphen(unit.tokens.start - 1)
                && hyphen(unit.tokens.end)
        };
        // "Meeting in Baku, the Council resolved to go on": what the Council did.
        let next = unit.map_or(end, |it| it.tokens.end);
        let doing = at == self.sentence.tokens.start
            && self.word(at).is_some_and(|it| it.has_form(Form::Ing))
            && next < end
            && self.has_word(next, Grammar::Preposition)
            && self.context.text.low(next) != OF;
        // "The Arusha International Conference Centre", "an Accession Working Group": a word of a longer name.
        let capital = |at: usize| {
            let token = self.context.text.tokens[at];
            token.capital
                && token.kind == TokenKind::Word
                && !token.glued
                && self.frames.tags.of(at) == Tag::Name
        };
        let longer = |first: usize, next: usize| {
            let part = next < end && capital(next) && first > self.sentence.tokens.start && capital(next - 1);
            let other = holding(self.units, next).map(|it| self.units[it].what);
            let known = other.is_some_and(|it| !matches!(it, What::Name | What::Thing | What::Noun(_)));
            part && !known && !self.headline
        };
        if unit.is_none() && longer(at, at + 1) {
            return;
        }
        let compound = |it: &Unit| it.noun().is_some() && longer(it.tokens.start, it.tokens.end);
        let no_meeting = |it: &Unit| beside(it) || titled(it) || inside(it) || compound(it) || doing;
        if class == Some(NounClass::Meeting) && unit.is_some_and(no_meeting) {
            return;
        }
        // "Is to host in May the summit": surely the verb.
        let infinitive = at > self.sentence.tokens.start
            && self.frames.tags.is_verb(at)
            && self.word(at - 1).is_some_and(|it| it.is(Auxiliary::Infinitive) || it.is(Auxiliary::Future));
        if infinitive {
            return;
        }
        let by_class = class.map_or(&[][..], |class| self.context.index.rules_of_class(class));
        let whole = unit.map_or(at..at + 1, |it| it.tokens.clone());
        let rules = &self.context.pack.rules;
        let may = |n: &&u32| {
            let rule = **n as usize;
            rules[rule].last_resort == last_resort && self.seen.may(self.context, rule)
        };
        let by_class = by_class.iter().filter(may).map(|n| (whole.clone(), *n as usize));
        let listed = listed.iter().filter(|it| it.last_resort == last_resort);
        for (tokens, rule) in listed.map(|it| (at..at + it.len, it.rule)).chain(by_class) {
            let entry = &rules[rule];
            if entry.numbered && !self.is_numbered(tokens.clone())
                || entry.adverbial && !self.is_adverbial(tokens.start)
            {
                continue;
            }
            let by_day = |unit: &Unit| {
                matches!(unit.what, What::Time(_) | What::Name)
                    && unit.possessive
                    && unit.tokens.end < tokens.start
                    && tokens.start - unit.tokens.end <= 4
            };
            // "The meeting of 12 November".
            let of_day = |unit: &Unit| {
                matches!(unit.what, What::Time(_))
                    && unit.function() == OF
                    && unit.tokens.start == tokens.end + 1
                    && unit.tokens.len() > 1
                    && unit.tokens.clone().any(|it| self.context.text.tokens[it].kind == TokenKind::Number)
            };
            let day = |unit: &Unit| by_day(unit) || of_day(unit);
            if entry.dated
                && !self.comes_next(&tokens)
                && !self.units.iter().any(day)
                && !self.is_of_days(tokens.start)
            {
                continue;
            }
            let of_its_own = entry.noun_class.is_some()
                && entry.own_org
                && entry.act == Kind::Convene
                && entry.needs.contains(&Role::Org)
                && !entry.asked;
            if of_its_own && unit.is_some_and(|it| self.has_no_org(it)) {
                continue;
            }
            let made = if entry.light_verbs.is_empty() {
                self.apply(rule, &self.frames.noun(tokens.clone()), raws)
            } else {
                self.lightened(&tokens, rule).any(|it| self.apply(rule, &it, raws))
            };
            if made {
                return;
            }
        }
    }

    /// "Held by videoconference": a noun alone right after the preposition of an agent tells how a thing was held.
    fn is_means(&self, unit: &Unit) -> bool {
        let functions = &self.context.pack.lexicon.agent_functions;
        let before = unit.tokens.start.checked_sub(1).filter(|it| self.sentence.tokens.contains(it));
        unit.tokens.len() == 1
            && functions.iter().any(|it| it == unit.function())
            && before.is_some_and(|it| self.has_word(it, Grammar::Preposition))
    }

    /// "At the initiative of X", "on X's proposal": a noun after a preposition.
    fn is_adverbial(&self, noun: usize) -> bool {
        self.before_group(noun).is_some_and(|it| self.has_word(it, Grammar::Preposition))
    }

    /// The token before the group of a noun: over its article, adjectives and owners.
    pub(super) fn before_group(&self, noun: usize) -> Option<usize> {
        let inner = |at: &usize| {
            self.has_word(*at, Grammar::Determiner)
                || self.frames.tags.is_nominal(*at)
                || self.frames.unit_of(*at).is_some()
                || self.context.text.tokens[*at].glued
        };
        (self.sentence.tokens.start..noun).rev().find(|it| !inner(it))
    }

    /// Whether a meeting is only named for what goes on beside it: "on the sidelines of the 13th summit".
    fn is_aside(&self, noun: usize) -> bool {
        let before = (noun.saturating_sub(10).max(self.sentence.tokens.start)..noun).rev();
        let preposition = before.into_iter().find(|it| self.has_word(*it, Grammar::Preposition));
        preposition.and_then(|it| it.checked_sub(1)).is_some_and(|it| self.has_word(it, Grammar::Aside))
    }

    /// "A two-day summit", "the 3-day meeting": what lasts days is one meeting, and no kind of meeting.
    fn is_of_days(&self, noun: usize) -> bool {
        let text = self.context.text;
        let first = noun.saturating_sub(4).max(self.sentence.tokens.start);
        (first + 1..noun).any(|it| text.mark(it - 1) == Some(b'-') && text.places(it).has(Grammar::Lasting))
    }

    /// Whether a noun is one among its like by a word in it or before it: "53rd", "fifth", "extraordinary".
    pub(super) fn is_numbered(&self, noun: Range<usize>) -> bool {
        // "The 23rd Council of Ministers meeting".
        let beside = self.units.iter().find(|it| {
            it.tokens.end == noun.start
                && (matches!(it.what, What::Body(_) | What::Org(_)) || it.is_class(NounClass::Organ))
        });
        let noun = beside.map_or(noun.start, |it| it.tokens.start)..noun.end;
        let first = noun.start.saturating_sub(4).max(self.sentence.tokens.start);
        let near = |it: &usize| {
            self.units.iter().all(|unit| {
                unit.tokens.end <= *it || noun.start <= unit.tokens.start || unit.owner_of.is_some()
            })
        };
        noun.clone().any(|it| self.is_ordinal(it))
            || (first..noun.start)
                .rev()
                .take_while(|it| {
                    !self.context.text.info(*it).is_some_and(|word| {
                        word.has(Grammar::Preposition)
                            || word.has(Grammar::Determiner)
                            || word.has(Grammar::Coordinator)
                    })
                })
                .filter(near)
                .any(|it| self.is_ordinal(it))
    }

    /// "Fifth", "53rd", "VI", "extraordinary".
    pub(super) fn is_ordinal(&self, at: usize) -> bool {
        let text = self.context.text;
        let endings = &self.context.pack.time.ordinal_endings;
        let digits = |it: usize| text.tokens[it].kind == TokenKind::Number && text.tokens[at].glued;
        self.has_word(at, Grammar::Ordinal)
            || at.checked_sub(1).is_some_and(digits) && endings.iter().any(|it| it == text.low(at))
            || is_roman(text.word(at))
    }
}
