//! Groups: the whole of a noun group around a unit, as it is written.

use comity_model::{Class, Kind};

use super::apply::{Clauses, Raw};
use super::frame::Predicate;
use super::party::OF;
use super::role::{clean, join};
use super::tag::Tag;
use super::unit::{Unit, What};
use crate::index::List;
use crate::pack::{Auxiliary, Grammar, NounClass, Rule};
use crate::text::{Bytes, TokenKind};

/// Tokens between a predicate and the clause it governs.
const COMPLEMENT_AFTER: usize = 8;

/// Most tokens of a clause that is an object.
const LONGEST_COMPLEMENT: usize = 24;

/// Tokens from a comma to the word that says who says so.
const SAID_AFTER: usize = 14;

/// Words of a description before its office: "a former deputy".
const DESCRIBED: usize = 5;

impl Clauses<'_, '_> {
    /// The noun group of a unit, as its words are named.
    pub(super) fn group_text(&self, n: usize, end: usize) -> (String, Bytes) {
        let bytes = self.group_bytes(n, end);
        (clean(bytes.of(self.context.text.text)), bytes)
    }

    /// The noun group of a unit as written: modifiers before it, "of …" after it.
    pub(super) fn group_bytes(&self, n: usize, end: usize) -> Bytes {
        let (text, units) = (self.context.text, self.units);
        let unit = &units[n];
        let sentence = self.sentence;
        let (mut start, mut last) = (unit.tokens.start, unit.tokens.end);
        while start > sentence.tokens.start && unit.tokens.start - start < 8 {
            let modifier = units.iter().find(|it| it.tokens.end == start && it.owner_of == Some(n));
            if let Some(modifier) = modifier.filter(|it| matches!(it.what, What::Body(_) | What::Org(_))) {
                start = modifier.tokens.start;
            } else if self.in_group(start - 1) || self.joins_names(start - 1) {
                start -= 1;
            } else {
                break;
            }
        }
        while last < end && last - unit.tokens.end < 10 {
            let low = text.low(last);
            let word = text.info(last);
            // "At its fifth session the council …": a determiner right after a noun begins the next group.
            let opens = last > unit.tokens.end || !word.is_some_and(|it| it.has(Grammar::Determiner));
            let joins = word.is_some_and(|it| it.has(Grammar::Preposition) || it.has(Grammar::Determiner))
                && self.keeps(low)
                && opens;
            let inner = units
                .iter()
                .any(|it| it.tokens.contains(&last) && !matches!(it.what, What::Time(_) | What::Pronoun));
            let plain = self.in_group(last) || last > unit.tokens.end && self.joins_names(last);
            if !(joins || inner || plain) {
                break;
            }
            last += 1;
        }
        while last > unit.tokens.end
            && text
                .info(last - 1)
                .is_some_and(|it| it.has(Grammar::Preposition) || it.has(Grammar::Determiner))
        {
            last -= 1;
        }
        text.bytes(start..last)
    }

    /// The objects coordinated with the first: "adopted a declaration, an action plan and a statute" are three acts.
    pub(super) fn further_objects(
        &self,
        rule: &Rule,
        predicate: &Predicate,
        object: Bytes,
        unit: Option<usize>,
    ) -> Vec<(String, Bytes)> {
        let proposed = [NounClass::Institution, NounClass::Text, NounClass::Meeting, NounClass::Procedure];
        let classes = if rule.act == Kind::Propose { &proposed[..] } else { &rule.object_is[..] };
        let listed = |n: usize| self.units[n].noun().is_some_and(|noun| classes.contains(&noun.class));
        // "Proposed the creation of a centre and a fund": the first of them stands inside the object.
        let inside = |n: &usize| object.contains(self.units[*n].bytes) && listed(*n);
        let first = match rule.act {
            Kind::Propose => unit.and_then(|_| (0..self.units.len()).find(inside)),
            _ => unit,
        };
        let Some(first) = first.filter(|_| rule.noun_class.is_none()) else { return Vec::new() };
        let class = self.units[first].noun().map(|noun| noun.class);
        let after = self.units[first].tokens.start > predicate.tokens.start;
        let end = if after { self.sentence.tokens.end } else { predicate.group.start };
        let alike = |n: &usize| {
            let unit = &self.units[*n];
            (unit.is_bare() && unit.owner_of.is_none() || self.is_added(unit))
                && unit.tokens.end <= end
                && unit.noun().is_some_and(|noun| {
                    (Some(noun.class) == class || rule.act == Kind::Propose) && classes.contains(&noun.class)
                })
        };
        let joined =
            |n: usize| self.is_coordinated(self.units[n].tokens.start) || self.is_added(&self.units[n]);
        let after_it = (first + 1..self.units.len()).filter(|n| alike(n) && joined(*n));
        // "A declaration, a charter and a plan were adopted": what stands nearest the verb is the last of them.
        let mut before = Vec::new();
        let mut next = first;
        // "Five documents, a package, were adopted".
        let closed =
            predicate.group.start.checked_sub(1).is_some_and(|it| self.context.text.mark(it) == Some(b','));
        while !after && !closed && joined(next) && self.frames.tags.is_nominal(self.units[next].tokens.start)
        {
            let clause = predicate.clause.start;
            let Some(n) = (0..next).rev().find(|n| alike(n) && clause <= self.units[*n].tokens.start) else {
                break;
            };
            let verb = |at: usize| self.frames.tags.is_verb(at) && !self.frames.in_unit(at);
            if (self.units[n].tokens.end..self.units[next].tokens.start).any(verb) {
                break;
            }
            before.push(n);
            next = n;
        }
        after_it.chain(before).map(|n| self.group_text(n, self.sentence.tokens.end)).collect()
    }

    /// "A declaration *together with* a plan": what hangs on a preposition that adds it to what stands before.
    fn is_added(&self, unit: &Unit) -> bool {
        let text = self.context.text;
        let before = self.before_group(unit.tokens.start).filter(|it| *it > self.sentence.tokens.start);
        before.is_some_and(|it| text.is_in(List::Adds, it) && text.is_in(List::Adds, it - 1))
    }

    /// Whether a comma or coordinator stands before a noun group, over its article and adjectives.
    fn is_coordinated(&self, token: usize) -> bool {
        for at in (self.sentence.tokens.start..token).rev().take(6) {
            let word = self.context.text.info(at);
            if self.context.text.mark(at) == Some(b',') || word.is_some_and(|it| it.has(Grammar::Coordinator))
            {
                return true;
            }
            let inner = word.is_some_and(|it| it.has(Grammar::Determiner)) || self.frames.tags.is_nominal(at);
            if !inner {
                return false;
            }
        }
        false
    }

    /// Adds the last claim again for each further object.
    pub(super) fn repeat_for(&self, further: &[(String, Bytes)], raws: &mut Vec<Raw>) {
        let Some(first) = raws.last().cloned() else { return };
        for (name, bytes) in further {
            let evidence = first.evidence.iter().map(|it| join(*it, *bytes)).collect();
            raws.push(Raw { object: Some((name.clone(), *bytes)), evidence, ..first.clone() });
        }
    }

    /// What a predicate says in a clause of its own, where the rule takes one as its object: "decided that …", "agreed
    /// to …", "agreed on …", or what "it was decided" points at.
    pub(super) fn complement(&self, rule: &Rule, predicate: &Predicate) -> Option<(String, Bytes)> {
        if !rule.object.iter().any(|slot| slot == "clause") {
            return None;
        }
        let opens = |at: usize| {
            let word = self.context.text.info(at);
            let preposition = word.is_some_and(|word| {
                word.has(Grammar::Preposition)
                    && !word.is(Auxiliary::Infinitive)
                    && !word.has(Grammar::Relative)
            });
            // "Decided at the meeting on the island": where it was decided, not on what.
            let placed = preposition
                && self.units.iter().any(|unit| {
                    unit.is_class(NounClass::Meeting)
                        && predicate.tokens.end <= unit.tokens.start
                        && unit.tokens.end <= at
                });
            word.is_some_and(|word| word.has(Grammar::Complement))
                && (self.frames.is_infinitive(at) || !self.is_setting(at))
                && !placed
        };
        let end = self.sentence.tokens.end;
        let next = self.after_agent(predicate);
        // "Asked that it be set up": the word that opens the clause is part of the verb.
        let last = predicate.tokens.end - 1;
        let that = predicate.tokens.len() > 1
            && self.has_word(last, Grammar::Complement)
            && self.has_word(last, Grammar::Relative);
        let next = if that { last } else { next };
        let near = next..end.min(next + COMPLEMENT_AFTER);
        if let Some(before) = self.said_before(predicate) {
            return Some(before);
        }
        let start = near.clone().find(|at| opens(*at))?;
        let stop = |at: &usize| {
            matches!(self.context.text.low(*at), ";" | ":" | "." | "\"" | "”" | "»") || self.ends_clause(*at)
        };
        let last = (start..end.min(start + LONGEST_COMPLEMENT))
            .find(stop)
            .unwrap_or(end.min(start + LONGEST_COMPLEMENT));
        // "A proposal on a bank was rejected": up to the verb that says what becomes of it.
        let verb =
            predicate.light.as_ref().map(|it| predicate.own.min(it.start)).filter(|it| *it > start + 1);
        let last = verb.map_or(last, |it| last.min(it));
        let first =
            if self.context.text.low(start).len() > 2 || last <= start + 1 { start } else { start + 1 };
        // "Become a platform, a “community”": what stands before a mark begins what is no more said.
        let open =
            |at: usize| self.has_word(at, Grammar::Determiner) || self.context.text.mark(at) == Some(b',');
        let last = (first..last).rev().find(|at| !open(*at)).map_or(last, |at| at + 1);
        let bytes = self.context.text.bytes(first..last);
        (last > start + 2).then(|| (clean(bytes.of(self.context.text.text)), bytes))
    }

    /// Where what follows a predicate goes on after the one who does it: "was chosen *by the Assembly of the Union* to …".
    fn after_agent(&self, predicate: &Predicate) -> usize {
        let at = predicate.tokens.end;
        let begins = |unit: &Unit| at < unit.tokens.start && unit.tokens.start <= at + 4;
        let agent = self.units.iter().position(begins).filter(|_| {
            let functions = &self.context.pack.lexicon.agent_functions;
            functions.iter().any(|it| it == self.context.text.low(at))
        });
        let Some(agent) = agent else { return at };
        let hangs = |n: &usize| {
            self.frames.chain(*n).contains(&agent) && !matches!(self.units[*n].what, What::Time(_))
        };
        (agent..self.units.len()).take_while(hangs).last().map_or(at, |it| self.units[it].tokens.end)
    }

    /// "A roadmap is to be drawn up, the leaders directed": a clause that its governor only follows.
    pub(super) fn said_before(&self, predicate: &Predicate) -> Option<(String, Bytes)> {
        let subject = predicate.subjects.first().map(|it| self.units[*it].tokens.start)?;
        let first = self.sentence.tokens.start;
        let nominal =
            |at: &usize| self.frames.tags.is_nominal(*at) || self.has_word(*at, Grammar::Determiner);
        let comma = (first..subject)
            .rev()
            .find(|at| !nominal(at))
            .filter(|at| self.context.text.mark(*at) == Some(b','))?;
        let next = predicate.tokens.end;
        let over = next >= self.sentence.tokens.end
            || matches!(self.context.text.low(next), "." | "," | ";")
            || self.is_setting(next) && self.has_word(next, Grammar::Preposition);
        let verb = (first..comma).any(|at| self.frames.tags.is_verb(at) || self.frames.is_finite(at));
        let fits = over
            && verb
            && !predicate.passive
            && comma > first + 3
            && comma - first <= 2 * LONGEST_COMPLEMENT;
        let bytes = self.context.text.bytes(first..comma);
        fits.then(|| (clean(bytes.of(self.context.text.text)), bytes))
    }

    /// Whether a comma ends the clause of what is said: another verb of its subject or a word of saying follows.
    fn ends_clause(&self, comma: usize) -> bool {
        if self.context.text.mark(comma) != Some(b',') {
            return false;
        }
        let next = comma + 1 + usize::from(self.has_word(comma + 1, Grammar::Coordinator));
        self.frames.tags.is_verb(next)
            || self.frames.begins_own(next)
            || (next..self.sentence.tokens.end).take(4).any(|it| self.has_word(it, Grammar::Reporting))
    }

    /// Whether the clause that a predicate governs begins right after it, a day or an adverb apart.
    pub(super) fn opens_clause(&self, predicate: &Predicate) -> bool {
        let text = self.context.text;
        // "Proposed last year that …", where the day of publication is not known.
        let lapse = |at: usize| text.is_in(List::Period, at);
        let passed =
            |at: &usize| text.is_adverb(*at) || self.frames.is_time(*at) || lapse(*at) || lapse(*at + 1);
        let next = (predicate.tokens.end..self.sentence.tokens.end).find(|at| !passed(at));
        next.is_some_and(|at| self.has_word(at, Grammar::Complement) && self.has_word(at, Grammar::Relative))
    }

    /// Whether what is decided is an act of its own kind: a standing, an office, a meeting, a departure.
    pub(super) fn wraps_act(&self, predicate: &Predicate, object: Option<Bytes>) -> bool {
        // ", Secretary General Ana Ruiz said": who says so stands outside what is decided.
        let from = predicate.tokens.end;
        let said = |at: &usize| {
            self.context.text.mark(*at) == Some(b',')
                && (*at..self.sentence.tokens.end)
                    .take(SAID_AFTER)
                    .any(|it| self.has_word(it, Grammar::Reporting))
        };
        let end = (from..predicate.clause.end).find(said).unwrap_or(predicate.clause.end);
        let clause = self.context.text.bytes(predicate.tokens.start..end);
        let said = object.map_or(clause, |object| join(clause, object));
        let own = [NounClass::Standing, NounClass::Office, NounClass::Meeting, NounClass::Departure];
        // "Decided to send observers", "agreed at its meeting": no standing is given, and the meeting is where it is agreed.
        let aside = |unit: &Unit| {
            let last = unit.tokens.end - 1;
            // "OTS members will pump more oil, the ministers decided": those who are to do it.
            let whose = |it: &Unit| {
                matches!(it.what, What::Org(_)) && it.tokens.end == unit.tokens.start && !unit.possessive
            };
            let by = self.context.pack.lexicon.agent_functions.iter().any(|it| it == unit.function());
            let acting = self.context.text.is_in(List::Holders, last) && (by || self.units.iter().any(whose));
            let holders = acting
                || (self.context.text.is_in(List::Holders, last)
                    || self.context.text.is_in(List::Parties, last))
                    && self.class(&self.context.phrase_value(unit)) != Some(Class::Full);
            let functions = &self.context.pack.lexicon.place_functions;
            let sitting =
                unit.is_class(NounClass::Meeting) && functions.iter().any(|it| it == unit.function());
            let of = unit.owner_of.filter(|_| unit.function() == OF).map(|it| &self.units[it]);
            let of_thing = of.is_some_and(|it| it.what == What::Thing);
            // "That the present system of consultations become a platform": the system, and no meeting.
            let part = unit.is_class(NounClass::Meeting) && of_thing;
            // "That a mission of the Secretary-General travel": whose it is.
            let whose = unit.is_class(NounClass::Office)
                && (of_thing || of.is_some_and(|it| it.is_class(NounClass::Institution)));
            // "That nationals of all members move freely".
            let of_members = of_thing && unit.is_class(NounClass::Standing);
            // "Instructed the Secretary-General to prepare a report": who is to do it.
            let told = unit.is_class(NounClass::Office)
                && predicate.tokens.end <= unit.tokens.start
                && unit.tokens.start <= predicate.tokens.end + 1
                && self.frames.is_infinitive(unit.tokens.end);
            // "Adopted the theme of our chairmanship".
            let ours = unit.is_class(NounClass::Office)
                && unit.function() == OF
                && self.context.text.is_in(List::Owner, unit.tokens.start - 1);
            holders || sitting || part || whose || of_members || told || ours || self.describes_person(unit)
        };
        self.units.iter().any(|unit| {
            said.contains(unit.bytes) && own.iter().any(|class| unit.is_class(*class)) && !aside(unit)
        })
    }

    /// "Ana Ruiz, a former president of Malta": an office that only says who the person is.
    fn describes_person(&self, unit: &Unit) -> bool {
        let first = unit.tokens.start.saturating_sub(DESCRIBED).max(self.sentence.tokens.start);
        let comma = (first..unit.tokens.start).rev().find(|it| self.context.text.mark(*it) == Some(b','));
        let person = |it: &Unit| matches!(it.what, What::Person(_));
        unit.is_class(NounClass::Office)
            && comma.is_some_and(|at| self.units.iter().any(|it| it.tokens.end == at && person(it)))
    }

    /// Whether a preposition opens a place, a day or the agent rather than what is decided.
    fn is_setting(&self, at: usize) -> bool {
        !self.keeps(self.context.text.low(at))
            || self
                .frames
                .unit_of(at + 1)
                .is_some_and(|unit| matches!(unit.what, What::Time(_) | What::Place(_)))
            || self
                .units
                .iter()
                .find(|unit| unit.tokens.start > at)
                .is_some_and(|unit| unit.is_class(NounClass::Meeting) || unit.tokens.start > at + 4)
    }

    /// Whether a token coordinates two capitalised words: "Observer and Partner".
    fn joins_names(&self, token: usize) -> bool {
        let capital = |at: usize| self.context.text.tokens.get(at).is_some_and(|it| it.capital);
        self.context.text.places(token).has(Grammar::Coordinator)
            && token > 0
            && capital(token - 1)
            && capital(token + 1)
    }

    /// Prepositions that keep a noun group together: not those of places.
    fn keeps(&self, low: &str) -> bool {
        !self.context.pack.lexicon.place_functions.iter().any(|it| it == low)
            && !self.context.pack.lexicon.agent_functions.iter().any(|it| it == low)
    }

    /// Whether a token can be part of a noun group: names, adjectives, quotation marks glued to words.
    fn in_group(&self, token: usize) -> bool {
        use crate::text::TokenKind;
        let low = self.context.text.low(token);
        let it = self.context.text.tokens[token];
        if it.kind == TokenKind::Mark {
            return matches!(low, "-" | "\"" | "“" | "”" | "«" | "»" | "'s" | "'" | "’" | "+") || low == "'s";
        }
        let person = || {
            let n = self.context.people.mentions.partition_point(|it| it.tokens.end <= token);
            self.context.people.mentions.get(n).is_some_and(|it| it.tokens.contains(&token))
        };
        let dated = || {
            let n = self.context.times.partition_point(|it| it.tokens.end <= token);
            self.context.times.get(n).is_some_and(|it| it.tokens.contains(&token))
        };
        let plain = match self.frames.tags.of(token) {
            Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number => true,
            Tag::Verb => it.capital && !self.headline,
            _ => false,
        };
        plain && !person() && !dated()
    }

    /// "The U.S. Health Strategy", "exempt World Food Programme purchases": a name that only tells what kind of thing a thing is.
    pub(super) fn is_compound(&self, n: usize) -> bool {
        let unit = &self.units[n];
        let next = unit.tokens.end;
        let text = self.context.text;
        // "Suspended Malta last week", "late on Thursday", "effective 1 January": when, where no day can be told.
        let apart = |at: usize| {
            let adjective = self.frames.tags.of(at) == Tag::Adjective || text.is_adverb(at);
            let noun = at + 1 < self.sentence.tokens.end
                && self.frames.tags.is_nominal(at + 1)
                && text.tokens[at + 1].kind == TokenKind::Word
                && !text.is_in(List::Period, at + 1);
            adjective && !noun || text.is_in(List::Period, at + 1) && !text.tokens[at].capital
        };
        let thing = |at: usize| {
            let free = self.frames.tags.is_nominal(at) && !self.frames.tags.is_verb(at) && !apart(at);
            let whole = self.frames.unit_of(at);
            free && whole.is_none_or(|it| matches!(it.what, What::Thing | What::Name))
        };
        let own = matches!(unit.what, What::Party(_) | What::Org(_)) && !unit.possessive && !unit.adjective;
        own && next < self.sentence.tokens.end && text.tokens[next].kind == TokenKind::Word && thing(next)
    }

    /// "Welcomes France's role": a thing of somebody's is no party.
    pub(super) fn owns_thing(&self, n: usize) -> bool {
        let unit = &self.units[n];
        unit.possessive && unit.owner_of.is_some_and(|it| self.units[it].what == What::Thing)
    }
}
