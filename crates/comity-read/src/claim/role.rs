//! Roles: naming who and what fills them, and words that stand for somebody named before.

use std::borrow::Cow;

use comity_atlas::{EntityIdx, Kind};
use comity_model::{Day, WhenBasis};

use super::apply::Context;
use super::party::OF;
use super::unit::{Unit, What};
use crate::index::List;
use crate::pack::{Grammar, NounClass};
use crate::text::{BlockKind, Bytes, TokenKind};

/// Words of a name of the atlas beyond which a text's own acronym is the shorter name.
const LONG_NAME: usize = 2;

/// How many organisations named in passing may be passed over for one that is spoken of.
const PASSED: usize = 4;

/// How many bytes on an organisation that is not the main one is still meant.
const NEAR: usize = 160;

/// A filled role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    /// Words of the sentence that fill it; absent when only context says it.
    pub(crate) bytes: Option<Bytes>,
    /// What a pronoun or description stands for.
    pub(crate) antecedent: Option<Bytes>,
    pub(crate) entity: Option<EntityIdx>,
}

impl Filled {
    /// Whether two roles name the same: by the atlas, or by the words.
    pub(crate) fn is_same(&self, other: &Filled) -> bool {
        self.id.is_some() && self.id == other.id || self.name == other.name
    }

    /// The same, as a later sentence means it that does not name it: its words are what is stood for.
    pub(super) fn recalled(&self) -> Filled {
        Filled { antecedent: self.bytes.or(self.antecedent), bytes: None, ..self.clone() }
    }
}

/// A day with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawWhen {
    pub(crate) day: Day,
    /// Last day, where several are named.
    pub(crate) end: Option<Day>,
    pub(crate) basis: WhenBasis,
    /// After publication, though the day as told is not precise enough to show it.
    pub(crate) coming: bool,
    pub(crate) bytes: Bytes,
}

/// A place: its name, its entry in the atlas, and its words.
pub(crate) type Placed = (String, Option<EntityIdx>, Bytes);

/// Kind of party that may fill a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Anybody who acts.
    Actor,
    /// A state, territory or organisation.
    Party,
    /// A person.
    Person,
    /// An organisation or body.
    Org,
}

impl Context<'_> {
    /// Fills a role with a unit, or `None` when the unit is not of the right sort.
    pub(crate) fn fill(&self, units: &[Unit], n: usize, sort: Sort) -> Option<Filled> {
        let unit = &units[n];
        let named = |entity: EntityIdx| Some(self.entity(entity, Some(unit.bytes)));
        match (unit.what, sort) {
            (What::Party(entity), Sort::Actor | Sort::Party) if !unit.adjective => named(entity),
            (What::Org(entity), _) if sort != Sort::Person => named(entity),
            (What::Body(entity), Sort::Actor | Sort::Org) => named(entity),
            (What::Person(person), Sort::Actor | Sort::Person) => self.person(person, unit.bytes),
            // "Ruiz's mandate": one word, where it owns what is spoken of.
            (What::Name, Sort::Person) if unit.tokens.len() > 1 || unit.possessive => {
                Some(self.unknown(unit))
            }
            (What::Thing | What::Name | What::Noun(_), Sort::Actor) if self.is_envoy(unit) => {
                self.sender(units, n).or_else(|| self.actor_noun(units, n))
            }
            (What::Thing, Sort::Actor) if self.text.is_in(List::Parties, unit.tokens.end - 1) => {
                self.states_of(units, n)
            }
            (What::Noun(noun), _) => self.noun(units, n, noun.class, sort),
            (What::Ourselves, Sort::Actor | Sort::Org) => self.ourselves(unit.bytes),
            (What::Pronoun, Sort::Party) => self.party_before(unit.bytes),
            (What::Pronoun, Sort::Actor) => {
                let person = self.is_person_pronoun(unit).then(|| self.person_before(unit.bytes));
                person.flatten().or_else(|| self.actor_before(unit.bytes))
            }
            (What::Group(_), Sort::Actor) => Some(self.unknown(unit)),
            _ => None,
        }
    }

    /// "The 38 countries of the OTS": its members.
    fn states_of(&self, units: &[Unit], n: usize) -> Option<Filled> {
        let (it, org) = org_of(units, n)?;
        let name = format!("{} {}", self.called(org), self.text.low(units[n].tokens.end - 1));
        let bytes = Some(join(units[it].bytes, units[n].bytes));
        Some(Filled { id: None, name, bytes, antecedent: None, entity: Some(org) })
    }

    /// The state whose office a person holds.
    pub(crate) fn state_of(&self, unit: &Unit) -> Option<Filled> {
        let What::Person(person) = unit.what else { return None };
        self.state_of_person(person, unit.bytes)
    }

    /// "She proposed a fund": a pronoun that stands for a person, and no state or body.
    pub(super) fn is_person_pronoun(&self, unit: &Unit) -> bool {
        let lists = [List::Person, List::PersonObject];
        unit.what == What::Pronoun && lists.iter().any(|it| self.text.is_in(*it, unit.tokens.start))
    }

    /// The state whose office a person holds, said by some words.
    pub(super) fn state_of_person(&self, person: usize, said: Bytes) -> Option<Filled> {
        let mut held = self.census().offices(person).iter().map(|n| &self.people.offices[*n]);
        let office = held.find(|it| it.of.as_deref().is_some_and(|of| of.starts_with("state:")))?;
        let entity = self.atlas.by_id(office.of.as_deref()?)?;
        Some(Filled { antecedent: Some(office.bytes), ..self.entity(entity, Some(said)) })
    }

    pub(super) fn person(&self, person: usize, bytes: Bytes) -> Option<Filled> {
        let person = self.people.persons.get(person)?;
        Some(Filled {
            id: Some(person.id.clone()),
            name: person.name.clone(),
            bytes: Some(bytes),
            antecedent: None,
            entity: None,
        })
    }

    fn unknown(&self, unit: &Unit) -> Filled {
        self.unnamed(unit.bytes)
    }

    /// Somebody whom only some words of the sentence name.
    fn unnamed(&self, bytes: Bytes) -> Filled {
        let name = clean(bytes.of(self.text.text));
        Filled { id: None, name, bytes: Some(bytes), antecedent: None, entity: None }
    }

    /// An entity of the atlas in a role.
    pub(crate) fn entity(&self, entity: EntityIdx, bytes: Option<Bytes>) -> Filled {
        let it = self.atlas.entity(entity);
        Filled {
            id: Some(it.id.to_owned()),
            name: it.name.to_owned(),
            bytes,
            antecedent: None,
            entity: Some(entity),
        }
    }

    /// What some words, or none, stand for: an entity that is named elsewhere.
    pub(super) fn meant(&self, entity: EntityIdx, at: Bytes, bytes: Option<Bytes>) -> Filled {
        Filled { antecedent: Some(at), ..self.entity(entity, bytes) }
    }

    /// "The Kenyan delegation", "the representative of Fiji", "Austria's foreign minister": nobody is named, and the state acts.
    fn sender(&self, units: &[Unit], n: usize) -> Option<Filled> {
        owners(units, n).find_map(|it| match units[it].what {
            What::Party(state) => Some(Filled {
                bytes: Some(join(units[it].bytes, units[n].bytes)),
                ..self.entity(state, None)
            }),
            _ => None,
        })
    }

    fn is_envoy(&self, unit: &Unit) -> bool {
        self.text.is_in(List::Envoy, unit.tokens.end - 1)
    }

    fn actor_noun(&self, units: &[Unit], n: usize) -> Option<Filled> {
        units[n].noun().and_then(|it| self.noun(units, n, it.class, Sort::Actor))
    }

    /// A noun in a role: "SCO leaders", "the bloc", "the country", "Georgia's parliament", "the summit".
    fn noun(&self, units: &[Unit], n: usize, class: NounClass, sort: Sort) -> Option<Filled> {
        use NounClass::{Institution, Meeting, Organ, Organisation};
        let unit = &units[n];
        let may_be_organ =
            sort == Sort::Actor && matches!(class, Organisation | Organ | Institution | Meeting);
        if let Some(organ) = may_be_organ.then(|| self.organ(unit)).flatten() {
            return Some(organ);
        }
        let owner = owners(units, n).find_map(|it| match units[it].what {
            What::Org(entity) | What::Body(entity) => Some((it, self.organisation(entity))),
            _ => None,
        });
        match (class, sort) {
            (NounClass::Organisation, Sort::Actor | Sort::Party | Sort::Org) => {
                let (entity, at) = self.org_before(unit.bytes.start)?;
                Some(self.meant(entity, at, Some(unit.bytes)))
            }
            // "His country": that of the person named before, and not the state named last.
            (NounClass::State, Sort::Actor | Sort::Party) => {
                let owned = self.text.is_in(List::PersonOwner, unit.tokens.start);
                let person = self.person_named_before(unit.bytes).filter(|_| owned);
                let own = person.and_then(|it| self.state_of_person(it.0, unit.bytes));
                own.or_else(|| self.state_before(unit.bytes))
            }
            (NounClass::Organ, Sort::Actor) => {
                let state = owners(units, n).find_map(|it| match units[it].what {
                    What::Party(entity) => Some((it, entity)),
                    _ => None,
                });
                match (state, owner) {
                    (Some((it, entity)), _) => {
                        let bytes = join(units[it].bytes, unit.bytes);
                        Some(Filled { bytes: Some(bytes), ..self.entity(entity, None) })
                    }
                    // "The ECO Council of Ministers" is no state's.
                    (None, Some((it, org))) => Some(self.organ_of(units, it, n, org)),
                    (None, None) => Some(self.unknown(unit)),
                }
            }
            // "The governing board of the OTS", "the Board": an organ that the atlas does not list.
            (NounClass::Institution, Sort::Actor) if unit.is_bare() || unit.function() == "by" => {
                let defined = self.is_defined(unit);
                // "The council": the one named before.
                let before = unit.tokens.start.checked_sub(1);
                let same = defined || before.is_some_and(|it| self.text.is_in(List::Definite, it));
                let body = || self.body_ending(unit).filter(|_| owner.is_none());
                if let Some(body) = same.then(body).flatten() {
                    return Some(self.named(body, unit.bytes));
                }
                let context = || self.org_before(unit.bytes.start).map(|(entity, _)| entity);
                if let Some((it, org)) = owner {
                    return Some(self.organ_of(units, it, n, org));
                }
                // "The board", where the text is about the organisation.
                let sits = same && self.about && self.text.is_in(List::Deliberative, unit.tokens.start);
                // "Its council".
                let council = self.text.is_in(List::Deliberative, unit.tokens.end - 1);
                let sits = sits || council && before.is_some_and(|it| self.text.is_in(List::Owner, it));
                let of = self.unnamed(unit.bytes);
                Some(match context().filter(|_| defined || sits) {
                    Some(org) if !defined => {
                        Filled { name: format!("{} {}", self.called(org), of.name), entity: Some(org), ..of }
                    }
                    org => Filled { entity: org, ..of },
                })
            }
            (NounClass::Standing, Sort::Actor) => {
                let last = unit.tokens.end - 1;
                if !self.text.is_in(List::Holders, last) {
                    return None;
                }
                if let Some((it, org)) = owner {
                    let bytes = join(units[it].bytes, unit.bytes);
                    // "The members of the Assembly decided": they make the body up.
                    return Some(match units[it].what {
                        What::Body(body) if units[it].function() == OF => self.entity(body, Some(bytes)),
                        _ => Filled { entity: Some(org), ..self.unnamed(bytes) },
                    });
                }
                // "The eight members": those of the organisation named before.
                let first = unit.tokens.start;
                let number = |at: usize| {
                    self.text.tokens[at].kind == TokenKind::Number
                        || self.text.places(at).has(Grammar::Cardinal)
                };
                let before = first.checked_sub(1)?;
                // "Members decided to raise the fees".
                let opens = self.text.sentences[self.text.sentence_of(first)].tokens.start == first;
                let before = if number(before) { before.checked_sub(1)? } else { before };
                let definite =
                    self.text.is_in(List::Definite, before) || self.text.is_in(List::Owner, before);
                let (org, _) =
                    self.org_before(unit.bytes.start).filter(|_| definite || opens && self.about)?;
                let name = format!("{} {}", self.atlas.entity(org).name, self.text.low(last));
                Some(Filled { id: None, name, bytes: Some(unit.bytes), antecedent: None, entity: Some(org) })
            }
            (NounClass::Office, Sort::Actor) => {
                let owns =
                    |it: &usize| matches!(units[*it].what, What::Org(_) | What::Body(_) | What::Party(_));
                let owner = owners(units, n).find(owns)?;
                Some(self.unnamed(join(units[owner].bytes, unit.bytes)))
            }
            // "The third session of the OTS Council": the Council, in session.
            (NounClass::Meeting, Sort::Actor) if self.in_session(units, n).is_some() => {
                self.in_session(units, n)
            }
            // "Kyrgyz officials".
            (NounClass::Collective, Sort::Actor)
                if owner.is_none() && self.state_beside(units, n).is_some() =>
            {
                self.state_beside(units, n)
            }
            (NounClass::Collective, Sort::Actor) if owner.is_none() && self.of_states(units, n).is_some() => {
                self.of_states(units, n)
            }
            (NounClass::Collective | NounClass::Meeting, Sort::Actor) => {
                let value = self.phrase_value(unit);
                let context = || self.org_before(unit.bytes.start).map(|(entity, _)| entity);
                let pair = || class == NounClass::Collective && self.is_pair(unit);
                let org = owner.map(|(_, entity)| entity).or_else(|| context().filter(|_| !pair()));
                let name =
                    org.map_or_else(|| value.clone(), |entity| format!("{} {value}", self.called(entity)));
                let bytes = owner.map_or(unit.bytes, |(it, _)| join(units[it].bytes, unit.bytes));
                Some(Filled { id: None, name, bytes: Some(bytes), antecedent: None, entity: org })
            }
            _ => None,
        }
    }

    /// The state whose adjective stands right before a noun.
    fn state_beside(&self, units: &[Unit], n: usize) -> Option<Filled> {
        let before = &units[n.checked_sub(1)?];
        let beside = before.adjective && before.tokens.end == units[n].tokens.start;
        match before.what {
            What::Party(state) if beside => {
                Some(Filled { bytes: Some(join(before.bytes, units[n].bytes)), ..self.entity(state, None) })
            }
            _ => None,
        }
    }

    /// "The presidents of Malta and Cyprus", "the ministers of Malta": those of states, and no organisation's; the state
    /// acts, where it is one.
    fn of_states(&self, units: &[Unit], n: usize) -> Option<Filled> {
        let states = || owners(units, n).filter(|it| matches!(units[*it].what, What::Party(_)));
        // "The ministers voted for the expulsion of Malta": nothing but the preposition stands between.
        let near = |it: usize| units[it].tokens.start <= units[n].tokens.end + 2;
        let first = states().find(|it| !units[*it].adjective && units[*it].function() == OF && near(*it))?;
        let listed = (first..units.len()).filter(|it| units[*it].list == units[first].list);
        let last = listed.max()?;
        let bytes = join(units[n].bytes, units[last].bytes);
        match units[first].what {
            What::Party(state) if first == last => {
                Some(Filled { bytes: Some(bytes), ..self.entity(state, None) })
            }
            _ => Some(self.unnamed(bytes)),
        }
    }

    /// The body whose meeting a noun is.
    pub(super) fn in_session(&self, units: &[Unit], n: usize) -> Option<Filled> {
        let organ = |it: usize| {
            let own = units[it].is_class(NounClass::Organ) || units[it].is_class(NounClass::Institution);
            own && !units[it].is_bare()
        };
        owners(units, n).find_map(|it| match units[it].what {
            What::Body(body) => {
                let bytes = Some(join(units[n].bytes, units[it].bytes));
                Some(Filled { bytes, ..self.entity(body, None) })
            }
            What::Noun(_) if self.organ(&units[it]).is_some() => self.organ(&units[it]),
            What::Noun(_) if organ(it) && self.text.is_in(List::Deliberative, units[it].tokens.end - 1) => {
                let org = owners(units, it).chain(owners(units, n)).find_map(|of| match units[of].what {
                    What::Org(org) => Some((of, org)),
                    _ => None,
                });
                let context = || self.org_before(units[it].bytes.start).map(|(org, _)| (it, org));
                let (of, org) = org.or_else(context)?;
                Some(self.organ_of(units, of, it, org))
            }
            _ => None,
        })
    }

    /// "The IMO Council": an organ that the atlas does not list, by the short name of its organisation.
    fn organ_of(&self, units: &[Unit], owner: usize, organ: usize, org: EntityIdx) -> Filled {
        let bytes = join(units[owner].bytes, units[organ].bytes);
        let (of, noun) = (&units[owner].tokens, &units[organ].tokens);
        // "UNESCO's executive board", "the Board of Governors of the Bank".
        let mut words =
            if of.end <= noun.start { of.end..noun.end } else { noun.start..of.start.max(noun.end) };
        let outer =
            |at: usize| self.low_has(at, Grammar::Determiner) || self.low_has(at, Grammar::Preposition);
        let mark = |at: usize| self.text.tokens[at].kind == TokenKind::Mark || self.text.low(at) == "s";
        while words.len() > noun.len() && mark(words.start) {
            words.start += 1;
        }
        while words.end > noun.end && outer(words.end - 1) {
            words.end -= 1;
        }
        let name = format!("{} {}", self.called(org), clean(self.text.bytes(words).of(self.text.text)));
        Filled { id: None, name, bytes: Some(bytes), antecedent: None, entity: Some(org) }
    }

    /// The short name of an organisation: that of the atlas, or the acronym that the text gives where that is long.
    pub(super) fn called(&self, org: EntityIdx) -> &str {
        let name = self.atlas.entity(org).name;
        if name.split_whitespace().count() <= LONG_NAME {
            return name;
        }
        self.census().acronym(org).map_or(name, |n| self.mentions[n].bytes.of(self.text.text))
    }

    /// "The General Assembly … the Assembly", "the Council of Ministers … the Council": the body named last before that ends or
    /// begins so.
    fn body_ending(&self, unit: &Unit) -> Option<usize> {
        let token = unit.tokens.start;
        if unit.tokens.len() > 1 {
            return None;
        }
        let before = self.mentions.partition_point(|it| it.tokens.end <= token);
        self.census().body_before(self.text.id(token), before)
    }

    /// "The Board": a noun with a capital after an article.
    fn is_defined(&self, unit: &Unit) -> bool {
        let article = |at: usize| self.text.places(at).has(Grammar::Determiner);
        let first = unit.tokens.start;
        self.text.tokens[first].capital && first.checked_sub(1).is_some_and(article)
    }

    /// "The two leaders": people who met each other, and no body of an organisation.
    fn is_pair(&self, unit: &Unit) -> bool {
        let two = |it: usize| {
            self.text.is_in(List::Pair, it) || self.pack.lexicon.cardinal(self.text.low(it)) == Some(2)
        };
        let first = unit.tokens.start;
        two(first) || first.checked_sub(1).is_some_and(two)
    }

    /// Normal form of a noun.
    pub(crate) fn phrase_value(&self, unit: &Unit) -> String {
        unit.noun()
            .and_then(|noun| self.pack.lexicon.phrase.get(noun.phrase))
            .map_or_else(String::new, |it| it.value.clone())
    }

    /// "We": the body at whose meeting the speaker speaks.
    fn ourselves(&self, bytes: Bytes) -> Option<Filled> {
        let (entity, at) = self.sitting?;
        Some(self.meant(entity, at, Some(bytes)))
    }

    /// The organisation that a definite description at a place stands for: the one named last before, where the
    /// document speaks of several, else the document's main one.
    pub(crate) fn org_before(&self, at: usize) -> Option<(EntityIdx, Bytes)> {
        let before = self.organisations.partition_point(|(bytes, _)| bytes.end <= at);
        let own = |it: &&(Bytes, EntityIdx)| Some(it.1) == self.main || !self.is_passing(it.0);
        let last = before.checked_sub(1).map(|n| &self.organisations[n]);
        let last = self.organisations[..before].iter().rev().take(PASSED).find(own).or(last);
        match (last, self.main) {
            (Some((bytes, org)), Some(main)) if *org != main => {
                let near =
                    at.saturating_sub(bytes.end) < NEAR && self.block_at(bytes.start) == self.block_at(at);
                let first =
                    self.organisations.iter().find(|(_, it)| *it == main).map(|(bytes, _)| (main, *bytes));
                // What the text is about may be named only further on; another in a headline is no more than that.
                let heading = self.text.sentences.get(self.text.sentence_of(self.text.token_at(bytes.start)));
                let heading =
                    heading.is_some_and(|it| self.text.blocks[it.block].kind != BlockKind::Paragraph);
                let named = first.filter(|(_, at_main)| at_main.end <= at || heading && self.about);
                if near { Some((*org, *bytes)) } else { named.or(Some((*org, *bytes))) }
            }
            (Some((bytes, org)), _) => Some((*org, *bytes)),
            (None, Some(main)) => {
                self.organisations.iter().find(|(_, it)| *it == main).map(|(bytes, _)| (main, *bytes))
            }
            (None, None) => None,
        }
    }

    /// "In order to go to the World Bank": an organisation named for something else.
    fn is_passing(&self, bytes: Bytes) -> bool {
        let before = self.before_article(self.text.token_at(bytes.start));
        before.is_some_and(|it| self.text.is_in(List::Passing, it))
    }

    /// The paragraph at a place.
    fn block_at(&self, byte: usize) -> Option<usize> {
        let sentence = self.text.sentence_of(self.text.token_at(byte));
        self.text.sentences.get(sentence).map(|it| it.block)
    }

    /// The organisation of a body, or the organisation itself.
    pub(crate) fn organisation(&self, entity: EntityIdx) -> EntityIdx {
        let it = self.atlas.entity(entity);
        match it.kind {
            Kind::Body => it.parent.unwrap_or(entity),
            _ => entity,
        }
    }
}

/// Units that own or modify a unit, and the owners of those.
pub(crate) fn owners(units: &[Unit], n: usize) -> impl Iterator<Item = usize> + '_ {
    let direct = move |n: usize| {
        let all = if units[n].owned { 0..units.len() } else { 0..0 };
        all.filter(move |it| units[*it].owner_of == Some(n))
    };
    direct(n).chain(direct(n).flat_map(direct))
}

/// The stretch over two places.
pub(crate) fn join(a: Bytes, b: Bytes) -> Bytes {
    Bytes::new(a.start.min(b.start), a.end.max(b.end))
}

/// The organisation of those who are its members: "the countries of the OTS", "eight OTS countries".
pub(super) fn org_of(units: &[Unit], n: usize) -> Option<(usize, EntityIdx)> {
    let org = |it: usize| match units[it].what {
        What::Org(org) => Some((it, org)),
        _ => None,
    };
    let inside = units[n].tokens.start;
    // "The presidents of the OTS countries": no members of their own.
    let before = || {
        n.checked_sub(1)
            .filter(|it| units[*it].tokens.end == inside && !units[*it].possessive && units[*it].is_bare())
    };
    owners(units, n).find_map(org).or_else(|| before().and_then(org))
}

/// Words with single spaces, without marks around them.
pub(crate) fn clean(words: &str) -> String {
    // Mostly nothing but single spaces stands between words, and nothing around them.
    let single = |bytes: &[u8]| bytes[0] != b' ' || bytes[1] != b' ';
    let plain = words.bytes().all(|it| matches!(it, b' '..=b'~')) && words.as_bytes().windows(2).all(single);
    let joined = if plain {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let marks = ['"', '“', '”', '«', '»', '\'', '’', '-', ',', ' '];
    let trimmed = joined.trim_matches(marks);
    let trimmed = trimmed.strip_prefix("s ").unwrap_or(trimmed);
    let balanced = trimmed.matches('"').count() % 2 == 0;
    if balanced { trimmed.to_owned() } else { trimmed.replace('"', "") }
}
