//! Anaphora: words that stand for a state, several states, a standing or an office named before.

use std::ops::Range;

use comity_atlas::{Kind, Role};

use super::apply::Context;
use super::party::OF;
use super::role::Filled;
use super::unit::{Material, What};
use crate::index::{Hints, List, Trigger};
use crate::mention::Mention;
use crate::pack::{Grammar, NounClass, Role as Needed};
use crate::text::Bytes;

/// How many tokens back a standing or office may be named that "the status", "the post" stands for.
const REACH: usize = 400;
/// Tokens that may stand before the last words of a standing or office: "non-permanent" and "member".
const LONGER: usize = 4;

/// Sentences before "she" in which the person may be named.
const PERSON_REACH: usize = 3;

/// Tokens before a pronoun within which the text is named for which it stands.
const BEFORE: usize = 120;

/// Tokens after a noun in which the organisation stands whose it is: "of the OTS".
pub(super) const OWNER: usize = 3;

/// "The three", "all three countries", "both": a group of parties named before, and how many they are.
pub(super) fn group_at(material: &Material<'_>, at: usize, end: usize) -> Option<(Range<usize>, What)> {
    if !material.text.hints(at).any(Hints::GROUP) {
        return None;
    }
    let low = |n: usize| if n < end { material.text.low(n) } else { "" };
    let is = |list: List, n: usize| n < end && material.text.is_in(list, n);
    let has = |n: usize, grammar: Grammar| n < end && material.text.places(n).has(grammar);
    let determiner = |n: usize| has(n, Grammar::Determiner);
    if !(determiner(at) || is(List::Pair, at) || is(List::Trio, at)) {
        return None;
    }
    let first = if determiner(at) && !is(List::Pair, at) { at + 1 } else { at };
    let counted = has(first, Grammar::Cardinal);
    let number = counted.then(|| material.pack.lexicon.cardinal(low(first))).flatten();
    let count = match number {
        Some(number) if first > at => number,
        _ if is(List::Pair, at) => 2,
        _ if is(List::Trio, first) => 3,
        _ if first > at && is(List::Parties, first) => return Some((at..first + 1, What::Group(0))),
        _ => return None,
    };
    // "the three Sahel countries": names and adjectives may stand before the noun.
    let noun = (first + 1..(first + 4).min(end)).find(|it| is(List::Parties, *it));
    let between = |noun: usize| (first + 1..noun).all(|it| material.tags.is_nominal(it));
    if let Some(noun) = noun.filter(|it| between(*it)) {
        return Some((at..noun + 1, What::Group(count)));
    }
    let alone = first + 1 >= end || !material.tags.is_nominal(first + 1) && low(first + 1) != "-";
    alone.then_some((at..first + 1, What::Group(count)))
}

impl Context<'_> {
    pub(super) fn low_has(&self, token: usize, grammar: Grammar) -> bool {
        self.text.places(token).has(grammar)
    }

    pub(super) fn is_state(mention: &Mention) -> bool {
        matches!(mention.kind, Kind::State | Kind::Territory)
            && !matches!(mention.role, Role::Adjective | Role::Demonym)
    }

    /// The token before a name in its sentence, over its articles.
    pub(super) fn before_article(&self, name: usize) -> Option<usize> {
        let first = self.text.sentences[self.text.sentence_of(name)].tokens.start;
        (first..name).rev().find(|it| !self.low_has(*it, Grammar::Determiner))
    }

    /// Whether a mention only says where something is: "held in Luxembourg", "Arusha, Tanzania".
    fn is_placed(&self, n: usize) -> bool {
        let mention = &self.mentions[n];
        let functions = &self.pack.lexicon.place_functions;
        let before = self.before_article(mention.tokens.start);
        let located = before.is_some_and(|at| functions.iter().any(|it| it == self.text.low(at)));
        let after_place = n.checked_sub(1).map(|it| &self.mentions[it]).is_some_and(|before| {
            // "MONROVIA - Malta has asked": a dateline says nothing of the state after it.
            let dash = matches!(self.text.low(before.tokens.end), "-" | "–" | "—");
            before.kind == Kind::Place
                && matches!(mention.tokens.start.saturating_sub(before.tokens.end), 0..=1)
                && !dash
        });
        located || after_place
    }

    /// States of the sentence at a place in the text that stand before it, or of the nearest sentence before that names
    /// one; where all only say where something is, they count all the same.
    fn states_near(&self, bytes: Bytes) -> Vec<usize> {
        let end = self.mentions.partition_point(|it| it.bytes.end <= bytes.start);
        let sentence = |n: usize| self.text.sentence_of(self.mentions[n].tokens.start);
        // "At the proposal of Malta", "the border of Malta": a state that something hangs on is named in passing.
        let owner = |n: usize| {
            let before = self.before_article(self.mentions[n].tokens.start);
            before.is_some_and(|it| self.text.low(it) == OF)
        };
        let pick = |placed: bool, hung: bool| {
            let fits = |n: &usize| {
                Self::is_state(&self.mentions[*n]) && (placed || !self.is_placed(*n)) && (hung || !owner(*n))
            };
            let near = (0..end).rev().find(fits)?;
            let first = self.text.sentences.get(sentence(near))?.tokens.start;
            let first = self.mentions.partition_point(|it| it.tokens.start < first);
            Some((first..=near).filter(fits).collect::<Vec<usize>>())
        };
        let all = pick(false, true).or_else(|| pick(true, true)).unwrap_or_default();
        let own = self.text.sentence_of(self.text.token_at(bytes.start));
        let near = |found: &Vec<usize>| {
            let last = found.last().map(|n| sentence(*n));
            last.is_some_and(|it| it + 1 >= own) || last == all.last().map(|n| sentence(*n))
        };
        pick(false, false).filter(near).unwrap_or(all)
    }

    pub(super) fn named(&self, n: usize, bytes: Bytes) -> Filled {
        let mention = &self.mentions[n];
        let entity = match mention.kind {
            Kind::Place => self.atlas.entity(mention.entity).parent.unwrap_or(mention.entity),
            _ => mention.entity,
        };
        self.meant(entity, mention.bytes, Some(bytes))
    }

    /// "The country": the state that the nearest sentence before names first; where that is named once in passing, the one
    /// of which the text has spoken most.
    pub(super) fn state_before(&self, bytes: Bytes) -> Option<Filled> {
        let near = *self.states_near(bytes).first()?;
        let end = self.mentions.partition_point(|it| it.bytes.end <= bytes.start);
        let all = || self.census().states.iter();
        let count = |of: &[usize]| of.partition_point(|n| *n < end);
        let passing = all().any(|it| it.0 == self.mentions[near].entity && count(&it.1) == 1);
        let often = || all().filter(|it| count(&it.1) > 1).max_by_key(|it| count(&it.1));
        let topic = if passing { often().and_then(|it| it.1.first().copied()) } else { None };
        Some(self.named(topic.unwrap_or(near), bytes))
    }

    /// The party that the sentence before begins with, or that stands first in the same sentence.
    pub(super) fn party_before(&self, bytes: Bytes) -> Option<Filled> {
        self.named_first(bytes, false)
    }

    /// The party or body that the sentence before begins with, or that stands first in the same sentence.
    pub(super) fn actor_before(&self, bytes: Bytes) -> Option<Filled> {
        let body = self.collective_before(bytes).or_else(|| self.body_before(bytes));
        let several = self.text.is_in(List::Several, self.text.token_at(bytes.start));
        // "It was Malta's turn, but they named": no single state is meant.
        let single = |it: &Filled| it.id.as_deref().is_some_and(|id| id.starts_with("state:"));
        body.or_else(|| self.named_first(bytes, true).filter(|it| !(several && single(it))))
    }

    /// "The summit elected Malta. It also …": the body with which the sentence before begins, whose noun alone names it.
    fn body_before(&self, bytes: Bytes) -> Option<Filled> {
        let token = self.text.token_at(bytes.start);
        let number = self.text.sentence_of(token);
        let own = self.text.sentences.get(number).filter(|it| it.tokens.start == token)?;
        let before = self.text.sentences.get(number.checked_sub(1)?).filter(|it| it.block == own.block)?;
        let first = before.tokens.start;
        let noun = self.index.noun(|n| self.text.id_before(first + 1 + n, before.tokens.end))?;
        let body =
            matches!(noun.1.class, NounClass::Meeting | NounClass::Organisation | NounClass::Institution);
        let (org, at) = self.org_before(before.bytes.start)?;
        (body && self.low_has(first, Grammar::Determiner)).then(|| self.meant(org, at, Some(bytes)))
    }

    /// "Support for Malta as it takes the chair", "with Malta and Cyprus as they": the first of the states right before the
    /// word that joins the clause.
    fn before_conjunction(&self, pronoun: usize) -> Option<usize> {
        let joint = pronoun.checked_sub(1).filter(|it| {
            self.low_has(*it, Grammar::Conjunction) || self.low_has(*it, Grammar::Subordinator)
        })?;
        let end = self.mentions.partition_point(|it| it.tokens.end <= joint);
        let last = end.checked_sub(1).filter(|n| self.mentions[*n].tokens.end == joint)?;
        let lists = self.listed.get_or_init(|| self.lists(0..self.mentions.len()));
        let before = lists.partition_point(|it| it.first().is_some_and(|n| *n <= last));
        let list = &lists[before.checked_sub(1)?];
        list.contains(&last).then(|| list.first().copied()).flatten()
    }

    /// "The OTS admitted Malta; it also met in Baku": a clause beside the one before, whose subject goes on.
    fn is_parallel(&self, pronoun: usize) -> bool {
        let first = self.text.sentences[self.text.sentence_of(pronoun)].tokens.start;
        let before = |n: usize| pronoun.checked_sub(n).filter(|it| *it > first);
        let joined = before(2)
            .is_some_and(|it| self.text.mark(it) == Some(b',') && self.low_has(it + 1, Grammar::Coordinator));
        joined || before(1).is_some_and(|it| self.text.mark(it) == Some(b';'))
    }

    /// Whether a verb stands right after a name.
    fn is_subject(&self, mention: &Mention) -> bool {
        self.text.info(mention.tokens.end).is_some_and(|it| it.is_auxiliary() || !it.verbs.is_empty())
    }

    fn named_first(&self, bytes: Bytes, bodies: bool) -> Option<Filled> {
        let token = self.text.token_at(bytes.start);
        let sentence = self.text.sentence_of(token);
        let since = |sentence: usize, state: bool| {
            let opening = self.text.sentences.get(sentence)?;
            let floor = opening.bytes.start;
            let first = self.mentions.partition_point(|it| it.bytes.start < floor);
            let end = self.mentions.partition_point(|it| it.bytes.end <= bytes.start);
            (first..end).find(|n| {
                let it = &self.mentions[*n];
                Self::is_state(it) && !self.is_placed(*n)
                    || it.kind == Kind::Organisation && !state
                    || it.kind == Kind::Body && bodies && !state && it.tokens.start <= opening.tokens.start + 1
                    // "Niamey said it …": a capital that speaks for its state begins its sentence.
                    || it.kind == Kind::Place && it.bytes.start == floor && (state || self.is_subject(it))
            })
        };
        let near = self.before_conjunction(token);
        let same = since(sentence, !(bodies && self.is_parallel(token)));
        let n = near.or(same).or_else(|| since(sentence.saturating_sub(1), false))?;
        Some(self.named(n, bytes))
    }

    /// The parties that a pronoun stands for: the one found for it, with those listed right after it.
    pub(crate) fn parties_before(&self, bytes: Bytes) -> Vec<Filled> {
        let Some(first) = self.party_before(bytes) else { return Vec::new() };
        let start = first.antecedent.map_or(0, |it| it.start);
        let next = self.mentions.partition_point(|it| it.bytes.start < start);
        let end = self.mentions.partition_point(|it| it.bytes.end <= bytes.start);
        match self.lists(next..end).into_iter().next() {
            Some(list) => list.into_iter().map(|n| self.named(n, bytes)).collect(),
            None => vec![first],
        }
    }

    /// "The three", "both countries": the states listed last before that are as many, else all that the text has named
    /// so far, when those are as many.
    pub(super) fn group_before(&self, bytes: Bytes, count: Option<usize>) -> Vec<Filled> {
        let end = self.mentions.partition_point(|it| it.bytes.end <= bytes.start);
        let lists = self.listed.get_or_init(|| self.lists(0..self.mentions.len()));
        // What is listed before the place: the last list may go on beyond it.
        let before = |list: &Vec<usize>| list.partition_point(|n| *n < end);
        let fits = |len: usize| count.map_or(len > 1, |count| len == count);
        let near = lists[..lists.partition_point(|it| it.first().is_some_and(|n| *n < end))].iter().rev();
        if let Some(list) = near.map(|it| &it[..before(it)]).find(|it| fits(it.len())) {
            return list.iter().map(|n| self.named(*n, bytes)).collect();
        }
        let Some(count) = count else { return Vec::new() };
        let mut all: Vec<usize> = Vec::new();
        // "Mr Okoro (Malta)": whose delegate he is.
        let bracketed = |n: usize| {
            let first = self.mentions[n].tokens.start;
            first.checked_sub(1).is_some_and(|it| self.text.mark(it) == Some(b'('))
        };
        let named = |n: &usize| Self::is_state(&self.mentions[*n]) && !self.is_placed(*n) && !bracketed(*n);
        for n in (0..end).filter(named) {
            if all.iter().all(|it| self.mentions[*it].entity != self.mentions[n].entity) {
                all.push(n);
            }
            if all.len() > count {
                break;
            }
        }
        if count == all.len() { all.into_iter().map(|n| self.named(n, bytes)).collect() } else { Vec::new() }
    }

    /// States that are listed together, in order: only commas, coordinators, articles and prepositions between them.
    fn lists(&self, range: Range<usize>) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = Vec::new();
        let mut last_end = usize::MAX;
        for n in range.filter(|n| Self::is_state(&self.mentions[*n])) {
            let tokens = &self.mentions[n].tokens;
            let joined = last_end <= tokens.start
                && tokens.start - last_end <= 4
                && (last_end..tokens.start).all(|it| {
                    self.text.mark(it) == Some(b',')
                        || [Grammar::Coordinator, Grammar::Determiner, Grammar::Preposition]
                            .iter()
                            .any(|grammar| self.low_has(it, *grammar))
                })
                && (last_end..tokens.start)
                    .any(|it| self.text.mark(it) == Some(b',') || self.low_has(it, Grammar::Coordinator));
            match lists.last_mut().filter(|_| joined) {
                Some(list) => list.push(n),
                None => lists.push(vec![n]),
            }
            last_end = tokens.end;
        }
        lists
    }

    /// "He", "her": the person named last before in the sentence, else the one that the sentence before names first.
    pub(super) fn person_before(&self, bytes: Bytes) -> Option<Filled> {
        let (person, named) = self.person_named_before(bytes)?;
        Some(Filled { antecedent: Some(named), ..self.person(person, bytes)? })
    }

    /// That person, and where it is named.
    pub(super) fn person_named_before(&self, bytes: Bytes) -> Option<(usize, Bytes)> {
        let token = self.text.token_at(bytes.start);
        let sentence = self.text.sentence_of(token);
        let all = &self.people.mentions;
        let of = |sentence: usize| {
            let tokens = &self.text.sentences.get(sentence)?.tokens;
            let first = all.partition_point(|it| it.tokens.start < tokens.start);
            Some(first..all.partition_point(|it| it.tokens.end <= tokens.end.min(token)))
        };
        let before = of(sentence).and_then(|it| it.last());
        // "Ana Ruiz is a lawyer. The bloc has an office to fill. On Monday she was elected".
        let last = sentence.saturating_sub(PERSON_REACH);
        let before = before.or_else(|| (last..sentence).rev().find_map(|n| of(n)?.next()))?;
        let mention = &all[before];
        Some((mention.person, self.text.bytes(mention.tokens.clone())))
    }

    /// The text named last before a place: "treaty", "agreement".
    pub(super) fn text_noun_before(&self, at: usize) -> Option<String> {
        let end = self.text.token_at(at);
        (end.saturating_sub(BEFORE)..end)
            .rev()
            .find_map(|token| self.text_noun(token, end).map(|len| self.text.low(token + len - 1).to_owned()))
    }

    /// Whether some words name a text.
    pub(super) fn names_text(&self, mut tokens: Range<usize>) -> bool {
        let end = tokens.end;
        tokens.any(|token| self.text_noun(token, end).is_some())
    }

    /// How many words from a token on name a text.
    fn text_noun(&self, token: usize, end: usize) -> Option<usize> {
        let (len, noun) = self.index.noun(|n| self.text.id_before(token + n, end))?;
        (noun.class == NounClass::Text).then_some(len)
    }

    /// The standing or office named last before a place in the text.
    pub(super) fn standing_before(&self, at: usize, class: NounClass) -> Option<String> {
        self.standings_before(at, class).next()
    }

    /// The office that a verb alone means: "chaired".
    fn office_of_verb(&self, token: usize) -> Option<String> {
        let word = self.text.info(token).filter(|it| it.is_inflected())?;
        word.verbs.iter().find_map(|(lemma, _)| {
            let alone = |it: &&Trigger| {
                let rule = &self.pack.rules[it.rule];
                let near = !rule.nouns_near.is_empty() || rule.needs.contains(&Needed::Setting);
                it.particle.is_empty()
                    && rule.act == comity_model::Kind::Chair
                    && rule.voice.is_none()
                    && !near
            };
            let mut triggers = self.index.triggers(*lemma).iter().filter(alone);
            triggers.find_map(|it| self.pack.rules[it.rule].standing_is.clone())
        })
    }

    /// The standings or offices named before a place in the text, the last first.
    pub(super) fn standings_before(&self, at: usize, class: NounClass) -> impl Iterator<Item = String> + '_ {
        let end = self.text.token_at(at);
        let start = end.saturating_sub(REACH);
        (start..end).rev().filter_map(move |token| {
            // "The OTS is chaired by Malta; Japan takes over in May": an office that a verb names.
            if class == NounClass::Office
                && let Some(office) = self.office_of_verb(token)
            {
                return Some(office);
            }
            let begins = self.text.hints(token).any(Hints::NOUN);
            let (len, noun) = begins.then(|| self.index.noun(|n| self.text.id(token + n))).flatten()?;
            // "Non-permanent members" ends with "members".
            let longer = (token.saturating_sub(LONGER).max(start)..token).find_map(|first| {
                let (more, noun) = self.index.noun(|n| self.text.id(first + n))?;
                (first + more == token + len && noun.class == class).then_some(noun)
            });
            let noun = longer.unwrap_or(noun);
            // "President Ana Ruiz" is a title.
            if noun.class == NounClass::Office && self.text.tokens[token + len].capital {
                return None;
            }
            let phrase = self.pack.lexicon.phrase.get(noun.phrase).filter(|_| noun.class == class)?;
            Some(phrase.value.clone())
        })
    }
}
