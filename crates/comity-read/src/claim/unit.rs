//! Units: the noun groups of a sentence that can fill a role, with the word that governs each.

use std::ops::Range;

use comity_atlas::{Case, EntityIdx, Kind, Role};

use super::anaphora::group_at;
use super::coordinate::joined_to;
use super::govern::{case_functions, genitive, governor};
use super::party::OF;
use super::tag::{Tag, Tags};
use super::unnamed::{described_at, other_at};
use crate::index::{Form, Hints, Index, List, NounInfo, WordInfo};
use crate::mention::Mention;
use crate::pack::{Auxiliary, Grammar, NounClass, Pack};
use crate::person::PersonMention;
use crate::text::{Bytes, Sentence, Text, TokenKind};
use crate::time::TimeMention;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A state or territory.
    Party(EntityIdx),
    Org(EntityIdx),
    Body(EntityIdx),
    Place(EntityIdx),
    /// Index into [`crate::person::People::persons`].
    Person(usize),
    /// Index into the time mentions.
    Time(usize),
    Noun(NounInfo),
    /// "We": the speaker's own body.
    Ourselves,
    /// "It", "they": somebody named before.
    Pronoun,
    /// "The three", "both countries": so many parties named before; 0 where the number is not said.
    Group(usize),
    /// A capitalised name that nothing knows.
    Name,
    /// Any other noun: it fills no role by itself, but it is a subject or object all the same.
    Thing,
}

/// A noun group.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) tokens: Range<usize>,
    pub(crate) bytes: Bytes,
    pub(crate) what: What,
    /// Adjective form ("Kazakh"): never a party by itself.
    pub(crate) adjective: bool,
    /// Followed by a possessive mark.
    pub(crate) possessive: bool,
    /// Token of the preposition that governs it, or the function of its case.
    pub(crate) governor: Governor,
    /// Functions that its case can have besides the governor's: "организации" is genitive or dative.
    pub(crate) functions: Vec<String>,
    /// The unit that it modifies ("the CIS summit", "Iran's accession", "members of the OTS").
    pub(crate) owner_of: Option<usize>,
    /// Whether another unit modifies it.
    pub(crate) owned: bool,
    /// First unit of the list it belongs to ("Bahrain, Myanmar and Kuwait").
    pub(crate) list: usize,
}

/// What governs a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Governor {
    /// Nothing: subject or object.
    Bare,
    /// A preposition, in lower case, or the function that the pack gives to a case.
    Function(String),
}

impl Unit {
    pub(crate) fn is_bare(&self) -> bool {
        self.governor == Governor::Bare
    }

    pub(crate) fn function(&self) -> &str {
        match &self.governor {
            Governor::Bare => "",
            Governor::Function(function) => function,
        }
    }

    /// Whether the unit can stand in a function.
    pub(crate) fn may(&self, function: &str) -> bool {
        self.function() == function || self.functions.iter().any(|it| it == function)
    }

    pub(crate) fn noun(&self) -> Option<NounInfo> {
        match self.what {
            What::Noun(noun) => Some(noun),
            _ => None,
        }
    }

    pub(crate) fn is_class(&self, class: NounClass) -> bool {
        self.noun().is_some_and(|noun| noun.class == class)
    }
}

/// What units are made from.
pub(crate) struct Material<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) index: &'a Index,
    /// What is named in the sentence.
    pub(crate) mentions: &'a [Mention],
    pub(crate) people: &'a [PersonMention],
    pub(crate) times: &'a [TimeMention],
    /// How many times the text names before the sentence.
    pub(crate) first_time: usize,
    pub(crate) tags: &'a Tags,
    /// Whether a name or a time begins at each token of the sentence.
    pub(crate) starts: Vec<bool>,
    /// The first token of the sentence.
    pub(crate) first: usize,
    pub(crate) pack: &'a Pack,
}

impl Material<'_> {
    /// The function of a grammatical case, in languages that have cases.
    pub(super) fn case_function(&self, case: Case) -> Option<&str> {
        let name = match case {
            Case::Nom => "nom",
            Case::Gen => "gen",
            Case::Dat => "dat",
            Case::Acc => "acc",
            Case::Ins => "ins",
            Case::Loc => "loc",
        };
        self.pack.lexicon.case_function.get(name).map(String::as_str)
    }
}

/// Whether a name of the atlas, a person or a time begins at each token of a sentence.
pub(crate) fn starts(
    sentence: &Sentence,
    mentions: &[Mention],
    people: &[PersonMention],
    times: &[TimeMention],
) -> Vec<bool> {
    let mut starts = vec![false; sentence.tokens.len()];
    let all = mentions.iter().map(|it| it.tokens.start).chain(people.iter().map(|it| it.tokens.start));
    for at in all.chain(times.iter().map(|it| it.tokens.start)) {
        if let Some(start) = at.checked_sub(sentence.tokens.start).and_then(|it| starts.get_mut(it)) {
            *start = true;
        }
    }
    starts
}

/// The unit of a sentence that holds a token: units stand in order and share no token.
pub(super) fn holding(units: &[Unit], token: usize) -> Option<usize> {
    let n = units.partition_point(|it| it.tokens.end <= token);
    units.get(n).filter(|it| it.tokens.contains(&token)).map(|_| n)
}

/// Which unit holds each token of a sentence: as [`holding`], for those who ask it of every token.
pub(crate) struct Held {
    first: usize,
    units: Vec<u16>,
}

impl Held {
    /// No unit.
    const NONE: u16 = u16::MAX;

    pub(crate) fn new(sentence: &Sentence, units: &[Unit]) -> Held {
        let mut held = Held { first: sentence.tokens.start, units: vec![Held::NONE; sentence.tokens.len()] };
        for (n, unit) in units.iter().enumerate() {
            let tokens = unit.tokens.start - held.first..unit.tokens.end - held.first;
            held.units.get_mut(tokens).unwrap_or_default().fill(n as u16);
        }
        held
    }

    /// The unit that holds a token.
    pub(crate) fn unit(&self, token: usize) -> Option<usize> {
        let n = *self.units.get(token.checked_sub(self.first)?)?;
        (n != Held::NONE).then_some(n as usize)
    }
}

/// The units of one sentence, in order.
pub(crate) fn units(material: &Material<'_>, sentence: &Sentence) -> Vec<Unit> {
    let mut units = Vec::with_capacity(sentence.tokens.len() / 2);
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        if !may_begin(material, at) {
            at += 1;
            continue;
        }
        let found = unit_at(material, at, sentence.tokens.end);
        at = found.as_ref().map_or(at + 1, |unit: &Unit| unit.tokens.end.max(at + 1));
        units.extend(found);
    }
    govern(material, sentence, &mut units);
    for n in 0..units.len() {
        if let Some(owned) = units[n].owner_of {
            units[owned].owned = true;
        }
    }
    units
}

/// Whether a unit may begin at a token: it has what one of the ways to make one asks for first.
fn may_begin(material: &Material<'_>, at: usize) -> bool {
    let hints = Hints::NOUN.and(Hints::GROUP).and(Hints::PRONOUN).and(Hints::OURSELVES);
    let named = material.starts.get(at - material.first).is_some_and(|it| *it);
    named
        || !is_initial(material, at)
            && (material.tags.of(at) == Tag::Noun
                || material.text.tokens[at].capital
                || material.text.hints(at).any(hints))
}

/// "H.E. Ana Ruiz": a letter with its point before a name that does not begin with it; "(a) decides": that of a point.
fn is_initial(material: &Material<'_>, at: usize) -> bool {
    let text = material.text;
    let point = text.mark(at + 1) == Some(b')') && at <= material.first + 1;
    point && !text.tokens[at].capital
        || text.low(at).len() == 1
            && text.tokens[at].capital
            && text.mark(at + 1) == Some(b'.')
            && text.tokens.get(at + 1).is_some_and(|it| it.glued)
}

/// The unit that begins at a token.
fn unit_at(material: &Material<'_>, at: usize, end: usize) -> Option<Unit> {
    let named = named_at(material, at);
    let noun = noun_before_names(material, at, end);
    let noun = noun.or_else(|| described_at(material, at, end));
    let noun = noun.map(|(len, noun)| (at..at + len, What::Noun(noun)));
    // "Malta plans to leave": a word that is surely the verb is no noun.
    let verb = |at: usize| {
        let to = material.text.places(at + 1).is(Auxiliary::Infinitive);
        // "Elected X judge to the court": a preposition there.
        let noun = material.text.places(at + 2).has(Grammar::Determiner);
        to && !noun && material.tags.is_verb(at)
    };
    // "Agree to institute a forum".
    let made = |what: &What| {
        let class = matches!(what, What::Noun(noun) if noun.class == NounClass::Institution);
        let is = |at: Option<usize>, fits: fn(&WordInfo) -> bool| {
            at.and_then(|it| material.text.info(it)).is_some_and(fits)
        };
        class
            && is(at.checked_sub(1), |word| word.is(Auxiliary::Infinitive))
            && is(Some(at + 1), |word| word.has(Grammar::Determiner))
            && material.tags.is_verb(at)
    };
    // "The leaders, meeting in Baku on Friday, agreed": what they do.
    let meets = |at: usize| {
        let has = |at: usize, grammar| material.text.places(at).has(grammar);
        let before = at.checked_sub(1).filter(|it| *it >= material.first);
        let met = before.and_then(|it| material.index.noun(|n| material.text.id_before(it + n, at)));
        // "Leaders meeting in Baku agreed", where "the leaders meeting" is one word and another.
        let article = material.text.places(material.first).has(Grammar::Determiner);
        let opens = !article && !(material.first..at).any(|it| material.tags.is_verb(it));
        let named = material.text.tokens.get(at + 2).is_some_and(|it| it.capital);
        let joined = opens && named && met.is_some_and(|it| it.1.class == NounClass::Collective);
        before.is_some_and(|it| material.text.mark(it) == Some(b',') || joined)
            && material.text.info(at).is_some_and(|word| word.has_form(Form::Ing))
            && has(at + 1, Grammar::Preposition)
            && material.text.low(at + 1) != OF
    };
    let noun = noun
        .filter(|(range, what)| range.len() > 1 || !(verb(range.start) || made(what) || meets(range.start)));
    let (tokens, what, adjective) = match (named, noun) {
        (Some((tokens, _, _)), Some((range, what))) if range.end > tokens.end => (range, what, false),
        (Some(named), _) => named,
        (None, Some((range, what))) => (range, what, false),
        (None, None) => {
            let (tokens, what) = group_at(material, at, end).or_else(|| other_at(material, at, end))?;
            // "A 10-billion-dollar fund": only a part of what stands before the noun.
            let hyphen = |it: usize| material.text.mark(it) == Some(b'-') && material.text.tokens[it].glued;
            let inner = at > material.first && hyphen(at - 1) && tokens.end < end && hyphen(tokens.end);
            // "At its sixty-sixth session".
            let next = tokens.end + 1;
            let tens = next < end && hyphen(tokens.end) && material.text.places(next).has(Grammar::Ordinal);
            if (inner || tens) && what == What::Thing {
                return None;
            }
            (tokens, what, false)
        }
    };
    let possessive = tokens.end < end
        && material.text.tokens[tokens.end].glued
        && matches!(material.text.low(tokens.end), "'s" | "'" | "’");
    Some(Unit {
        bytes: material.text.bytes(tokens.clone()),
        tokens,
        what,
        adjective,
        possessive,
        governor: Governor::Bare,
        functions: Vec::new(),
        owner_of: None,
        owned: false,
        list: usize::MAX,
    })
}

/// The noun of the field that begins at a token and that no name cuts: "the chairmanship" of "the chairmanship of the
/// Organization of Turkic States", though "chairmanship of the organization" is a noun too.
fn noun_before_names(material: &Material<'_>, at: usize, end: usize) -> Option<(usize, NounInfo)> {
    let (len, noun) = noun_at(material, at, end)?;
    let cut = |it: &usize| named_at(material, *it).is_some_and(|(tokens, _, _)| tokens.end > at + len);
    match (at + 1..at + len).find(cut) {
        Some(name) => noun_at(material, at, name),
        None => Some((len, noun)),
    }
}

/// The noun of the field that begins at a token: its length and what it is.
pub(super) fn noun_at(material: &Material<'_>, at: usize, end: usize) -> Option<(usize, NounInfo)> {
    let begins = material.text.hints(at).any(Hints::NOUN);
    begins.then(|| material.index.noun(|n| material.text.id_before(at + n, end))).flatten()
}

/// A name of the atlas, a person or a time that begins at a token.
pub(super) fn named_at(material: &Material<'_>, at: usize) -> Option<(Range<usize>, What, bool)> {
    if !at.checked_sub(material.first).and_then(|it| material.starts.get(it)).is_some_and(|it| *it) {
        return None;
    }
    let person = material.people.binary_search_by_key(&at, |it| it.tokens.start).ok();
    if let Some(person) = person.map(|n| &material.people[n]) {
        return Some((person.tokens.clone(), What::Person(person.person), false));
    }
    if let Ok(n) = material.times.binary_search_by_key(&at, |it| it.tokens.start) {
        let what = What::Time(material.first_time + n);
        return Some((material.times[n].tokens.clone(), what, false));
    }
    let n = material.mentions.binary_search_by_key(&at, |it| it.tokens.start).ok()?;
    let mention = &material.mentions[n];
    let what = match mention.kind {
        Kind::State | Kind::Territory => What::Party(mention.entity),
        Kind::Organisation => What::Org(mention.entity),
        Kind::Body => What::Body(mention.entity),
        Kind::Place => What::Place(mention.entity),
    };
    let adjective = matches!(mention.role, Role::Adjective | Role::Demonym);
    Some((mention.tokens.clone(), what, adjective))
}

/// Finds what governs each unit, lists, and owners.
fn govern(material: &Material<'_>, sentence: &Sentence, units: &mut [Unit]) {
    for n in 0..units.len() {
        let previous_end = n.checked_sub(1).map_or(sentence.tokens.start, |it| units[it].tokens.end);
        units[n].list = n;
        units[n].governor = governor(material, sentence, &units[n], previous_end);
        if units[n].is_bare() {
            let mut functions = case_functions(material, &units[n]).into_iter();
            if let Some(function) = functions.next() {
                units[n].governor = Governor::Function(function);
                units[n].functions = functions.collect();
            }
        }
        let Some(before) = n.checked_sub(1) else { continue };
        let gap = units[before].tokens.end..units[n].tokens.start;
        let beside = units[n].is_bare() && gap.is_empty() && units[before].noun().is_some();
        if beside && let Some(function) = genitive(material, &units[n]) {
            units[n].governor = Governor::Function(function);
        }
        // "At the Malta-OTS summit": half of a compound stands where the other half does.
        let hyphen = |at: usize| material.text.mark(at) == Some(b'-') && material.text.tokens[at].glued;
        let named = matches!(units[before].what, What::Party(_) | What::Org(_) | What::Name);
        // "The creation of a peace-building fund": and so does the noun that a compound describes.
        let compound = || {
            let (first, last) = (gap.start, units[before].tokens.start);
            let led = units[before].what == What::Thing && !gap.is_empty() && hyphen(first);
            let inner = |at: usize| material.tags.is_nominal(at) || hyphen(at);
            led && !units[before].is_bare() && last < first && gap.clone().all(inner)
        };
        let half = named && gap.len() == 1 && hyphen(gap.start) || compound();
        // "Following the May summit": a month after an article is part of the group.
        let at = units[before].tokens.start;
        let month = matches!(units[before].what, What::Time(_)) && units[before].tokens.len() == 1;
        let led = || material.text.tokens[at].capital && material.text.is_in(List::Definite, at - 1);
        let inner = month && gap.is_empty() && at > sentence.tokens.start && led();
        if units[n].is_bare() && (half || inner) {
            units[n].governor = units[before].governor.clone();
        }
        let bare = units[n].is_bare();
        if bare && is_modifier(material, &units[before], gap.clone(), &units[n]) {
            // "The protocol on Malta's accession", "a meeting of the OTS council": what the owner hung on, its noun hangs on.
            let done = [NounClass::Procedure, NounClass::Departure, NounClass::Standing, NounClass::Share];
            let organ = [NounClass::Institution, NounClass::Organ, NounClass::Collective];
            let hangs = match units[before].what {
                What::Party(_) => done.iter().any(|it| units[n].is_class(*it)),
                What::Org(_) => organ.iter().any(|it| units[n].is_class(*it)),
                _ => false,
            } && !units[before].is_bare();
            let outer = units[before].owner_of.filter(|_| hangs);
            units[n].owner_of = outer;
            units[before].owner_of = Some(n);
            units[n].governor = units[before].governor.clone();
        } else if bare
            && same_sort(&units[before], &units[n])
            && is_list_gap(material, gap.clone())
            && !is_of_next(material, gap.clone(), &units[n])
            && !begins_clause(material, sentence, units, n)
        {
            units[n].list = units[before].list;
            units[n].governor = units[before].governor.clone();
            units[n].owner_of = units[before].owner_of;
        } else if bare && is_titled(material, &units[before], gap.clone(), &units[n]) {
            units[n].governor = units[before].governor.clone();
            if units[before].what == What::Name {
                units[n].owner_of = units[before].owner_of;
            }
        } else if let Some(first) = joined_to(material, units, n) {
            units[n].list = units[first].list;
            units[n].governor = units[first].governor.clone();
            units[n].owner_of = units[first].owner_of;
        } else if is_of(material, &units[n], gap) {
            units[n].owner_of = Some(before);
        }
    }
}

/// "In Malta, an OTS fund was set up": a name after an indefinite article is part of the noun after it, and of no list.
fn is_of_next(material: &Material<'_>, gap: Range<usize>, unit: &Unit) -> bool {
    let named = matches!(unit.what, What::Org(_) | What::Body(_));
    let last = gap.end - 1;
    named && material.text.is_in(List::Each, last) && !material.text.is_in(List::Definite, last)
}

/// Whether a name stands before a noun as its modifier: "the CIS summit", "Iran's long-awaited accession".
fn is_modifier(material: &Material<'_>, name: &Unit, gap: Range<usize>, head: &Unit) -> bool {
    let named = matches!(
        name.what,
        What::Org(_) | What::Body(_) | What::Party(_) | What::Place(_) | What::Person(_) | What::Name
    ) || name.is_class(NounClass::Organisation)
        || name.is_class(NounClass::Collective)
        || name.is_class(NounClass::Meeting);
    // "A draft statement": of two nouns of a class side by side the second is the head.
    let compound = gap.is_empty() && name.noun().zip(head.noun()).is_some_and(|(a, b)| a.class == b.class);
    if compound {
        return true;
    }
    let headed = matches!(head.what, What::Noun(noun) if !matches!(noun.class, NounClass::Organisation | NounClass::State));
    let nameable = matches!(head.what, What::Body(_) | What::Name | What::Person(_) | What::Thing)
        && (name.possessive || name.adjective);
    let inner = gap.clone().all(|at| {
        let places = material.text.places(at);
        match material.text.tokens[at].kind {
            TokenKind::Mark => {
                matches!(material.text.low(at), "'s" | "'" | "’" | "-" | "\"" | "“" | "”")
            }
            TokenKind::Number => true,
            TokenKind::Word => {
                !places.is_auxiliary() && !places.has_any(&OUTER) && !material.tags.is_verb(at)
            }
        }
    });
    named && (headed || nameable) && inner && gap.len() <= 6 && (name.possessive || gap.len() <= 3)
}

/// "To Director-General Ana Ruiz", "of Dr. Ana Ruiz": a person after a title stands where the title stands.
fn is_titled(material: &Material<'_>, title: &Unit, mut gap: Range<usize>, person: &Unit) -> bool {
    let short = title.what == What::Name && material.text.is_in(List::Abbreviation, title.tokens.end - 1);
    matches!(person.what, What::Person(_))
        && (title.is_class(NounClass::Office) && gap.is_empty()
            || short && gap.all(|at| material.text.mark(at) == Some(b'.')))
}

/// What no word is that stands between a modifier and its noun.
const OUTER: [Grammar; 7] = [
    Grammar::Preposition,
    Grammar::Determiner,
    Grammar::Coordinator,
    Grammar::Relative,
    Grammar::Subordinator,
    Grammar::Condition,
    Grammar::Reporting,
];

/// Whether two units can be in one list.
pub(super) fn same_sort(a: &Unit, b: &Unit) -> bool {
    let sort = |unit: &Unit| match unit.what {
        What::Party(_) | What::Org(_) => Some(0),
        What::Name => Some(0),
        What::Person(_) => Some(1),
        What::Noun(noun) => Some(10 + noun.class as u8),
        What::Body(_) => Some(0),
        What::Thing => Some(2),
        _ => None,
    };
    sort(a).is_some() && sort(a) == sort(b) && a.adjective == b.adjective
}

/// Whether a name after "and" is the subject of a clause of its own: "admitted X, and Y became a partner".
fn begins_clause(material: &Material<'_>, sentence: &Sentence, units: &[Unit], n: usize) -> bool {
    let end = units[n].tokens.end;
    let finite = |at: usize| {
        at < sentence.tokens.end
            && holding(units, at).is_none()
            && material.text.info(at).is_some_and(|word| {
                word.is_auxiliary() && !word.is(Auxiliary::Infinitive) && !word.is(Auxiliary::Not)
                    || material.tags.is_verb(at)
                        && (word.has_form(Form::Past) || word.has_form(Form::Present))
            })
    };
    let first = units[units[n - 1].list].tokens.start;
    let joined = units[n - 1].tokens.end..units[n].tokens.start;
    let coordinated = joined.clone().any(|at| material.text.places(at).has(Grammar::Coordinator));
    // "Having given the chair to Malta, OTS leaders adopted".
    let opened = material.text.info(sentence.tokens.start).is_some_and(|word| word.has_form(Form::Ing));
    // "In December, in Baku, the council meets": what follows is the subject, and no second place.
    let fronted = || {
        let determiner = |at| material.text.places(at).has(Grammar::Determiner);
        !coordinated && !units[n - 1].is_bare() && (opened || joined.clone().any(determiner))
    };
    // "OTS leaders adopted".
    let nominal = |at: &usize| material.tags.is_nominal(*at) && !material.tags.is_verb(*at);
    let after = (end..sentence.tokens.end).find(|it| !nominal(it)).unwrap_or(end);
    // "There will be no sanctions against Malta, the leaders resolved".
    if (finite(end) || finite(after)) && fronted() {
        return true;
    }
    coordinated && finite(end) && (sentence.tokens.start..first).any(finite) && {
        // A list that is itself a subject has its verb after it and another before it only in a clause of its own.
        let comma = joined.clone().any(|at| material.text.mark(at) == Some(b','));
        comma && units[n - 1].list == n - 1
    }
}

/// Only commas, coordinators and articles between two members of a list, at least one of the former.
fn is_list_gap(material: &Material<'_>, gap: Range<usize>) -> bool {
    let mut joined = false;
    let joins = |low: &str| matches!(low, "," | "、" | "،" | "/");
    let inner = gap.clone().all(|at| {
        let places = material.text.places(at);
        let mark = material.text.tokens[at].kind == TokenKind::Mark && joins(material.text.low(at));
        joined |= mark || places.has(Grammar::Coordinator);
        mark || places.has_any(&[Grammar::Coordinator, Grammar::Determiner, Grammar::Adverb])
    });
    inner && joined && gap.len() <= 4
}

/// Whether a unit hangs by its preposition "of" (or genitive) on the unit right before it.
fn is_of(material: &Material<'_>, unit: &Unit, gap: Range<usize>) -> bool {
    !unit.is_bare()
        && gap.len() <= 5
        && gap.clone().all(|at| {
            let token = material.text.tokens[at];
            let word = material.text.info(at);
            token.kind != TokenKind::Mark
                && word.is_none_or(|it| {
                    !it.is_auxiliary() && !it.has(Grammar::Coordinator) || it.has(Grammar::Preposition)
                })
        })
        && gap.clone().filter(|at| material.text.places(*at).has(Grammar::Preposition)).count() <= 1
}
