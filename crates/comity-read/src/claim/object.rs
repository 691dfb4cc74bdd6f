//! Objects: what is adopted, set up, met or signed, as the sentence names it.

use std::cell::LazyCell;

use comity_model::{Class, Kind};

use super::apply::{Again, Clauses};
use super::frame::Predicate;
use super::party::OF;
use super::role::{Sort, org_of, owners};
use super::unit::{Unit, What};
use crate::index::{List, Wanted};
use crate::pack::{Auxiliary, Governs, Grammar, NounClass, Rule};
use crate::text::Bytes;

impl Clauses<'_, '_> {
    /// The object: its name as written, where, and its unit.
    pub(super) fn object(
        &self,
        rule: &Rule,
        predicate: &Predicate,
    ) -> Option<(String, Bytes, Option<usize>)> {
        let own = self
            .units
            .iter()
            .position(|unit| rule.noun_class.is_some() && unit.tokens.start == predicate.tokens.start);
        let fits = |n: &usize| {
            let unit = &self.units[*n];
            let body = match unit.what {
                What::Body(_) if rule.act == Kind::Establish && self.names_meeting(unit) => false,
                What::Body(_) => {
                    rule.object_is.contains(&NounClass::Collective)
                        || rule.object_is.contains(&NounClass::Institution)
                }
                // "The leaders of the OTS set up the Bread Forum", which the atlas knows.
                What::Org(org) if rule.act == Kind::Establish => {
                    rule.object_is.contains(&NounClass::Institution)
                        && Some(org) != self.context.main
                        && predicate.gap.is_none()
                        && !unit.possessive
                        && (unit.is_bare() || unit.function() == OF)
                        && owners(self.units, *n).all(|it| !matches!(self.units[it].what, What::Noun(_)))
                }
                // "The EU ambassador met the president".
                What::Org(_) => {
                    rule.object_is.contains(&NounClass::Collective) && !self.is_of_other(*n, predicate)
                }
                // "The Permanent Council of the OAS", an organ that the atlas does not list.
                What::Noun(noun) if matches!(noun.class, NounClass::Institution | NounClass::Organ) => {
                    let of_org = |it: usize| matches!(self.units[it].what, What::Org(_) | What::Body(_));
                    rule.object_is.contains(&NounClass::Collective)
                        && self.context.text.is_in(List::Deliberative, unit.tokens.end - 1)
                        && owners(self.units, *n).any(of_org)
                }
                // "Brazil convened the eight nations of the OTS", "eight OTS countries met".
                What::Thing | What::Group(_) if rule.act == Kind::Convene && !predicate.passive => {
                    rule.object_is.contains(&NounClass::Collective)
                        && unit.is_bare()
                        && self.context.text.is_in(List::Parties, unit.tokens.end - 1)
                        && self.is_of_members(*n)
                }
                // "OTS members met".
                What::Noun(noun) if rule.act == Kind::Convene && noun.class == NounClass::Standing => {
                    rule.object_is.contains(&NounClass::Collective)
                        && unit.is_bare()
                        && self.context.text.is_in(List::Holders, unit.tokens.end - 1)
                        && self.class(&self.context.phrase_value(unit)) == Some(Class::Full)
                        && (self.is_of_members(*n)
                            || self.context.about && self.context.fill(self.units, *n, Sort::Actor).is_some())
                }
                // "The Conference will meet again": one that is called after its meetings.
                What::Noun(noun) if rule.act == Kind::Convene && noun.class == NounClass::Organisation => {
                    let last = unit.tokens.end - 1;
                    rule.object_is.contains(&NounClass::Collective)
                        && self.context.text.tokens[last].capital
                        && self.context.text.is_in(List::Deliberative, last)
                }
                // "The treaty has been ratified by all. It enters into force in May".
                What::Pronoun if rule.is_of_text() => {
                    if rule.act == Kind::Adopt && !self.is_adopted_again(predicate, unit) {
                        return false;
                    }
                    let named = || self.context.text_noun_before(unit.bytes.start);
                    named().is_some_and(|it| !rule.object_except.contains(&it))
                }
                // "When it meets in Vienna".
                What::Pronoun if !rule.by_body => {
                    let actor = || self.context.fill(self.units, *n, Sort::Actor);
                    rule.object_is.contains(&NounClass::Collective)
                        && actor().is_some_and(|it| self.is_body(&it))
                }
                _ => false,
            };
            // "Decided on Wednesday", where the day of publication is not known.
            let excepted = unit.what == What::Name && self.context.text.is_in(List::Time, unit.tokens.start)
                || rule.object_except.iter().any(|it| it == self.context.text.low(unit.tokens.end - 1));
            if excepted {
                return false;
            }
            body || unit.noun().is_some_and(|noun| rule.object_is.contains(&noun.class))
                || rule.object_is.is_empty()
                    && matches!(
                        unit.what,
                        What::Noun(_) | What::Name | What::Org(_) | What::Body(_) | What::Thing
                    )
        };
        // "Agreed on the importance of close consultations": what is important is not decided.
        let excepted = |bytes: Bytes| {
            let mut words = self.context.text.tokens_of(bytes);
            let head = words.find(|it| !self.has_word(*it, Grammar::Determiner));
            head.is_some_and(|it| rule.object_except.iter().any(|word| word == self.context.text.low(it)))
        };
        let said = LazyCell::new(|| self.complement(rule, predicate).filter(|(_, bytes)| !excepted(*bytes)));
        let clause = || said.clone().map(|(name, bytes)| (name, bytes, None));
        // "Proposed that the bloc create a bank": all that is proposed, and not the first name in it.
        let whole = || rule.object_is.is_empty() && self.opens_clause(predicate);
        // "Instructed the secretariat to prepare a draft": what is to be done, and not who is to do it.
        let to = |bytes: Bytes| {
            let first = self.context.text.token_at(bytes.start);
            first > 0 && self.word(first - 1).is_some_and(|it| it.is(Auxiliary::Infinitive))
        };
        let task = || rule.object.first().is_some_and(|it| it == "clause");
        if whole() && said.is_some() || task() && said.as_ref().is_some_and(|it| to(it.1)) {
            return clause();
        }
        // "Agreed on Friday at the close of two days of talks": when it was agreed.
        let places = &self.context.pack.lexicon.place_functions;
        let aside = |n: usize| {
            let mut chain = std::iter::successors(Some(n), |it| {
                self.units[*it].owner_of.filter(|of| of < it && self.units[*it].function() == OF)
            });
            chain.any(|it| it != n && places.iter().any(|place| place == self.units[it].function()))
        };
        let outside = |n: &usize| {
            let unit = &self.units[*n];
            // "Confirmed in a statement", "proposed at the session a fund".
            let beside = match rule.act {
                Kind::Adopt => unit.is_class(NounClass::Text) && predicate.lemma.is_some(),
                Kind::Propose => unit.is_class(NounClass::Meeting),
                _ => false,
            };
            let placed = beside && places.iter().any(|it| it == unit.function());
            // "Proposed last year that …": when, where the day of publication is not known.
            let last = unit.tokens.end - 1;
            let lapse = unit.what == What::Thing && self.context.text.is_in(List::Period, last);
            !(self.is_bracketed(unit, predicate)
                || lapse
                    && self.has_word(unit.tokens.end, Grammar::Complement)
                    && self.has_word(unit.tokens.end, Grammar::Relative)
                || unit.is_class(NounClass::Procedure) && aside(*n)
                || placed && predicate.tokens.end <= unit.tokens.start)
        };
        // "Named Baku the cultural capital": of several, the one that has the words asked for.
        let worded = |n: &usize| {
            let mut tokens = self.context.text.tokens_of(self.group_bytes(*n, self.sentence.tokens.end));
            tokens.any(|it| rule.object_words.iter().any(|word| word == self.context.text.low(it)))
        };
        let slots =
            LazyCell::new(|| self.slots(&rule.object, predicate).filter(outside).collect::<Vec<usize>>());
        let asks = !rule.object_words.is_empty() && !predicate.passive;
        let best = || slots.iter().copied().find(|n| asks && fits(n) && worded(n));
        // "Met in the capital", "meet, a spokesman for the Commission said": where, and who else is named.
        let elsewhere =
            |n: &usize| rule.act == Kind::Convene && self.is_elsewhere(&self.units[*n], predicate);
        let plain = || slots.iter().copied().find(|n| fits(n) && !elsewhere(n));
        let met = || {
            let aside = slots.iter().copied().find(|n| elsewhere(n) && fits(n))?;
            let named = |n: &usize| !matches!(self.units[*n].what, What::Ourselves | What::Pronoun);
            predicate.subjects.first().copied().filter(named).or(Some(aside))
        };
        // "A total of 20 documents".
        let counted = || slots.iter().find_map(|n| self.contents(*n).filter(fits));
        let Some(n) = own.or_else(best).or_else(plain).or_else(counted).or_else(met) else {
            return clause();
        };
        let (name, bytes) = match rule.act {
            _ if rule.is_of_text() && self.units[n].what == What::Pronoun => {
                let bytes = self.units[n].bytes;
                (self.context.text_noun_before(bytes.start).unwrap_or_default(), bytes)
            }
            _ if self.units[n].what == What::Pronoun => {
                let name =
                    self.context.fill(self.units, n, Sort::Actor).map_or_else(String::new, |it| it.name);
                (name, self.units[n].bytes)
            }
            Kind::Convene if self.units[n].is_class(NounClass::Meeting) => {
                let n = self.apposed(n);
                self.without_owner(n, self.group_text(n, self.meeting_end(n)))
            }
            Kind::Convene => self.without_owner(n, self.group_text(n, self.meeting_end(n))),
            Kind::Ratify => {
                let own = self.agreement(n);
                let n = if own == n { self.bound_by(n) } else { own };
                self.group_text(n, self.before_receiver(n, self.before_near(rule, n)))
            }
            _ => self.text_name(n, self.sentence.tokens.end),
        };
        Some((name, bytes, Some(n)))
    }

    /// Whether what stands after the verb of those who meet, on a preposition or after a comma, is no meeting.
    fn is_elsewhere(&self, unit: &Unit, predicate: &Predicate) -> bool {
        let mut between = predicate.tokens.end..unit.tokens.start;
        predicate.lemma.is_some()
            && predicate.tokens.end <= unit.tokens.start
            && !(unit.is_bare() || unit.function() == OF || unit.is_class(NounClass::Meeting))
            && (matches!(unit.what, What::Noun(_))
                || between.any(|it| self.context.text.mark(it) == Some(b',')))
    }

    /// Whether a noun is that of the members of an organisation, which hangs on nothing: "OTS countries", and not "leaders of the
    /// OTS countries".
    fn is_of_members(&self, n: usize) -> bool {
        org_of(self.units, n).is_some_and(|(it, _)| it > n || self.units[it].is_bare())
    }

    /// "It was adopted in May by the ministers" speaks of a text, "it was agreed that" of none.
    fn is_adopted_again(&self, predicate: &Predicate, pronoun: &Unit) -> bool {
        if !predicate.passive {
            return pronoun.tokens.start == predicate.tokens.end;
        }
        let that = (predicate.tokens.end..self.sentence.tokens.end)
            .any(|it| self.has_word(it, Grammar::Complement) && !self.has_word(it, Grammar::Preposition));
        let functions = &self.context.pack.lexicon.agent_functions;
        !that && !self.frames.slot(predicate, "subj", functions).is_empty()
    }

    /// Whether one of the words that the rule asks for stands in the object.
    pub(super) fn is_worded(
        &self,
        predicate: &Predicate,
        object: Option<&(String, Bytes, Option<usize>)>,
        wanted: Option<&Wanted>,
    ) -> bool {
        let text = self.context.text;
        let said = object.map_or(predicate.tokens.clone(), |(_, bytes, _)| text.tokens_of(*bytes));
        // "The instrument of ratification of two conventions": its own word, where the object is what it is about.
        let head = object.and_then(|it| it.2).map_or(0..0, |n| self.units[n].tokens.clone());
        wanted.is_some_and(|it| said.chain(head).any(|at| it.object.contains(&text.id(at))))
    }

    /// What an object stands for that is one noun after a definite article.
    pub(super) fn again(&self, object: Bytes) -> Option<Again> {
        let tokens = self.context.text.tokens_of(object);
        let before = tokens.start.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start)?;
        let alone = tokens.len() == 1 && self.context.text.is_in(List::Definite, before);
        let decides = self.word(tokens.start).is_some_and(|it| it.governs == Some(Governs::Decide));
        alone.then_some(if decides { Again::Decision } else { Again::Object })
    }

    /// Where the name of a meeting ends: before the organisation, which the act names, and before what it is about.
    fn meeting_end(&self, n: usize) -> usize {
        // "The leaders of the bloc" are named with it; where cases say what hangs on what, the words of the name do not end at a preposition.
        if !self.units[n].is_class(NounClass::Meeting) || !self.context.pack.lexicon.case_function.is_empty()
        {
            return self.sentence.tokens.end;
        }
        let before = self.group_bytes(n, self.units[n].tokens.end);
        // "The seventh meeting of the leaders" is told by its number.
        let alone = self.context.text.tokens_of(before).len() == 1;
        let outer = |unit: &&Unit| {
            // "Summit of Religious Leaders" is a name.
            let named = self.context.text.tokens[unit.tokens.start].capital;
            let cut = match unit.what {
                // "The meeting of the OTS Council" is told by its council, "a meeting of the OTS" by nothing else.
                What::Org(_) => !alone && unit.owner_of.is_none_or(|it| it == n),
                What::Group(_) => !alone && !named,
                What::Noun(noun) => {
                    !alone && !named && matches!(noun.class, NounClass::Collective | NounClass::Office)
                }
                _ => false,
            };
            self.units[n].tokens.end <= unit.tokens.start && !unit.is_bare() && (unit.function() != OF || cut)
        };
        self.units.iter().find(outer).map_or(self.sentence.tokens.end, |it| it.tokens.start)
    }

    /// Where what a rule asks for near its verb begins after the object: "the treaty *to its parliament* for ratification".
    fn before_near(&self, rule: &Rule, n: usize) -> usize {
        let end = self.sentence.tokens.end;
        let from = self.units[n].tokens.end;
        let near = |it: &usize| rule.nouns_near.iter().any(|word| word == self.context.text.low(*it));
        let at = (from..end).find(near).filter(|_| rule.last_resort);
        at.and_then(|at| (from..at).rev().find(|it| self.has_word(*it, Grammar::Preposition))).unwrap_or(end)
    }

    /// "Within six months of signing the treaty, it shall deposit its instrument", "handed in the papers confirming its ratification of
    /// the statute": the agreement that the sentence names beside an instrument, the nearest after it first.
    fn bound_by(&self, n: usize) -> usize {
        let text = self.context.text;
        let paper = |it: &Unit| it.tokens.clone().any(|at| text.is_in(List::Instrument, at));
        let named = |it: &usize| self.units[*it].is_class(NounClass::Text) && !paper(&self.units[*it]);
        if !paper(&self.units[n]) {
            return n;
        }
        let end = self.units[n].tokens.end;
        let comma = (end..self.sentence.tokens.end).find(|it| text.mark(*it) == Some(b','));
        let near = |it: &usize| comma.is_none_or(|comma| self.units[*it].tokens.end <= comma);
        let after = (n + 1..self.units.len()).take_while(near).find(named);
        after.or_else(|| (0..n).rev().find(named)).unwrap_or(n)
    }

    /// "The instrument of ratification of the treaty": the agreement that an instrument is about.
    fn agreement(&self, n: usize) -> usize {
        let whole = self.group_bytes(n, self.sentence.tokens.end);
        let inner = |it: &usize| {
            let unit = &self.units[*it];
            unit.is_class(NounClass::Text) && !unit.is_bare() && whole.contains(unit.bytes)
        };
        (n + 1..self.units.len()).find(inner).unwrap_or(n)
    }
}
