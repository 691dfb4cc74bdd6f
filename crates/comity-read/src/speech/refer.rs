//! What a speaker's words refer to: "he", "the minister", "the statement", "the bloc".

use std::collections::HashMap;

use comity_atlas::{EntityIdx, Kind};
use comity_model::SpeakerKind;

use super::nominal::{Nominal, What};
use super::{Finder, Quoted, Voice};
use crate::person::{PersonMention, tag};
use crate::text::TokenKind;

/// How many sentences back a referent is sought.
const BACK: usize = 12;
/// Weight of a subject or speaker, and of a person only mentioned; three are lost with each sentence.
const STRONG: i32 = 15;
const WEAK: i32 = 10;
/// How many sentences back an organisation counts as what is spoken of.
const NEAR: usize = 3;
/// Most tokens between a description and the comma before the name in apposition to it.
const APPOSED: usize = 5;
/// How many mentions of persons back the holder of an office is sought.
const MENTIONS: usize = 200;
/// Most tokens between a person's name and that of the state he comes from: "Ruiz, of Chile", "the Chilean minister Ruiz".
const BESIDE: usize = 3;

impl Finder<'_> {
    /// The voice of a nominal.
    pub(super) fn voice(&self, nominal: &Nominal, quoted: &[Quoted]) -> Option<Voice> {
        let bytes = Some(self.text.bytes(nominal.tokens.clone()));
        let at = nominal.start;
        let named = |voice: Option<Voice>| voice.map(|it| Voice { bytes, ..it });
        match nominal.what {
            What::Person(person) => named(self.person(person)),
            What::Role(n) => named(self.role_voice(n, nominal, quoted)),
            What::Pronoun | What::Native(_) | What::Described => {
                let meant = match nominal.what {
                    What::Native(n) => self.person_from(self.mentions[n].entity, at),
                    What::Described => self.most_named(at),
                    _ => None,
                };
                named(meant.or_else(|| self.last_person(at, quoted))).or_else(|| self.last_role(at))
            }
            What::It => named(self.last_party(at, quoted)),
            What::Bloc => named(self.apposed(nominal).or_else(|| self.last_organisation(at)))
                .or_else(|| Some(self.written(nominal))),
            What::Text => named(self.issuer(nominal, quoted)).or_else(|| Some(self.written(nominal))),
            What::Party(n) => Some(Voice { bytes, ..self.party_voice(n) }),
            What::Anonymous if !nominal.indefinite && !nominal.more => {
                let fuller = self.fuller_source(nominal).or_else(|| self.last_person(at, quoted));
                named(fuller).or_else(|| Some(self.written(nominal)))
            }
            What::Organ => Some(Voice { bytes, ..self.organ(nominal, quoted) }),
            What::Group | What::Anonymous | What::Name => Some(self.written(nominal)),
        }
    }

    pub(super) fn person(&self, person: usize) -> Option<Voice> {
        let person = self.people.persons.get(person)?;
        let (id, name) = (Some(person.id.clone()), person.name.clone());
        Some(Voice { kind: SpeakerKind::Named, id, name, bytes: None })
    }

    fn party_voice(&self, mention: usize) -> Voice {
        let entity = self.mentions[mention].entity;
        self.entity_voice(self.state_of(entity).unwrap_or(entity))
    }

    /// "Kigali": the state that a town speaks for, where the document names that too.
    fn state_of(&self, town: EntityIdx) -> Option<EntityIdx> {
        let town = self.atlas.entity(town);
        let state = town.parent.filter(|_| town.kind == Kind::Place)?;
        self.mentions.iter().any(|it| it.entity == state).then_some(state)
    }

    fn entity_voice(&self, entity: EntityIdx) -> Voice {
        let entity = self.atlas.entity(entity);
        let (id, name) = (Some(entity.id.to_owned()), entity.name.to_owned());
        Voice { kind: SpeakerKind::Named, id, name, bytes: None }
    }

    /// "The governing body of football, FIFA, ": the organisation named in apposition.
    fn apposed(&self, nominal: &Nominal) -> Option<Voice> {
        let end = nominal.tokens.end;
        let comma = (end..end + APPOSED).find(|it| self.text.mark(*it) == Some(b','))?;
        let plain = (end..comma).all(|it| {
            self.text.tokens[it].kind == TokenKind::Word
                && !self.has(it, tag::CUE | tag::AUXILIARY | tag::RELATIVE | tag::COPULA)
                && !self.words.past_form(self.text.low(it))
        });
        let mention = self.mention_at(comma + 1).filter(|_| plain)?;
        let it = &self.mentions[mention];
        let closed = self.text.mark(it.tokens.end) == Some(b',') && it.tokens.start == comma + 1;
        (closed && it.kind == Kind::Organisation).then(|| self.party_voice(mention))
    }

    /// The words themselves.
    fn written(&self, nominal: &Nominal) -> Voice {
        let bytes = self.text.bytes(nominal.tokens.clone());
        let name = bytes.of(self.text.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let kind = match nominal.what {
            What::Name => SpeakerKind::Named,
            What::Anonymous => SpeakerKind::Anonymous,
            _ => SpeakerKind::Role,
        };
        Voice { kind, id: None, name, bytes: Some(bytes) }
    }

    /// "the President": who holds the office, of several the one whom the narrator mentions nearest before; "the
    /// minister" for a foreign minister; "the expert" for the person spoken of last.
    fn role_voice(&self, n: usize, nominal: &Nominal, quoted: &[Quoted]) -> Option<Voice> {
        let title = &self.people.titles[n];
        if let Some(person) = self.people.holders[n] {
            return self.person(person);
        }
        let pack = self.pack.persons.office.get(title.office)?;
        if nominal.indefinite {
            return Some(self.written(nominal));
        }
        let of = title.of.map(|it| self.atlas.entity(it).id);
        let fits = |office: usize, kin: bool| {
            let it = &self.people.offices[office];
            let other = self.pack.persons.office.get(it.kind).map_or("", |it| it.id.as_str());
            let same = it.kind == title.office || kin && last_word(other) == last_word(&pack.id);
            same && of.is_none_or(|of| it.of.as_deref().is_none_or(|it| it == of))
        };
        let before = self.mentions_before(nominal.start);
        // "The minister" of a paragraph that has spoken of a foreign minister is no other one named before it.
        let block = |token: usize| self.text.sentences[self.text.sentence_of(token)].block;
        let near = before.iter().rev().take_while(|it| block(it.tokens.start) == block(nominal.start));
        let kindred = |office: usize| fits(office, true) && !self.is_deputy(office);
        let beside = near.filter(|it| !self.spoken[it.tokens.start]).find(|it| {
            let held = self.held.get(&it.person).map_or(&[][..], Vec::as_slice);
            held.iter().any(|office| kindred(*office))
        });
        if let Some(person) = beside {
            return self.person(person.person);
        }
        for kin in [false, true] {
            let holder = before.iter().rev().take(MENTIONS).find(|it| {
                let held = self.held.get(&it.person).map_or(&[][..], Vec::as_slice);
                !self.spoken[it.tokens.start] && held.iter().any(|office| fits(*office, kin))
            });
            let later = || {
                let first = self.of_kind.get(&title.office)?.first().copied()?;
                fits(first, false).then(|| self.people.offices[first].person)
            };
            if let Some(person) = holder.map(|it| it.person).or_else(|| if kin { None } else { later() }) {
                return self.person(person);
            }
        }
        if let Some(voice) = self.fuller_role(title.office, nominal) {
            return Some(voice);
        }
        let last = self.last_person(nominal.start, quoted);
        let unknown = last.as_ref().and_then(|it| it.id.as_ref()).is_some_and(|id| {
            let person = self.people.persons.iter().position(|it| it.id == *id);
            person.is_some_and(|it| !self.held.contains_key(&it))
        });
        let bare = pack.calling || of.is_none() && !title.more;
        last.filter(|_| bare || unknown).or_else(|| Some(self.written(nominal)))
    }

    /// Whether an office is that of a deputy: "vice president".
    fn is_deputy(&self, office: usize) -> bool {
        let kind = self.people.offices[office].kind;
        self.pack.persons.office.get(kind).is_some_and(|it| it.deputy)
    }

    /// "the spokesman" for "a ministry spokesman" before.
    fn fuller_role(&self, office: usize, nominal: &Nominal) -> Option<Voice> {
        let sentence = self.text.sentence_of(nominal.start);
        (sentence.saturating_sub(BACK)..=sentence).rev().find_map(|n| {
            let mut before = self.nominals(n).iter().filter(|it| it.tokens.end <= nominal.start).rev();
            let fuller = before.find(|it| match it.what {
                What::Role(n) => {
                    self.people.titles[n].office == office && it.tokens.len() > nominal.tokens.len()
                }
                _ => false,
            });
            fuller.map(|it| self.written(it))
        })
    }

    /// "the source" for "a source in the ministry" before.
    fn fuller_source(&self, nominal: &Nominal) -> Option<Voice> {
        let sentence = self.text.sentence_of(nominal.start);
        let head = self.text.low(nominal.tokens.end.saturating_sub(1));
        (sentence.saturating_sub(BACK)..=sentence).rev().find_map(|n| {
            let before = self.nominals(n).iter().filter(|it| it.tokens.end <= nominal.start).rev();
            let same = |it: &&Nominal| {
                it.what == What::Anonymous
                    && it.indefinite
                    && it.tokens.clone().any(|token| self.text.low(token) == head)
            };
            before.filter(same).map(|it| self.written(it)).next()
        })
    }

    /// "the Uruguayan": who was last named beside the state, or holds an office of it.
    fn person_from(&self, state: EntityIdx, at: usize) -> Option<Voice> {
        let id = self.atlas.entity(state).id;
        let beside = |person: &PersonMention| {
            let tokens = &person.tokens;
            let near = tokens.start.saturating_sub(BESIDE)..tokens.end + BESIDE;
            let n = self.mentions.partition_point(|it| it.tokens.end <= near.start);
            let mentions = self.mentions[n..].iter().take_while(|it| it.tokens.end <= near.end);
            mentions.into_iter().any(|it| it.entity == state)
        };
        let holds = |person: usize| {
            let held = self.held.get(&person).map_or(&[][..], Vec::as_slice);
            held.iter().any(|it| self.people.offices[*it].of.as_deref() == Some(id))
        };
        let before = self.mentions_before(at).iter().rev().take(MENTIONS);
        let mut told = before.filter(|it| !self.spoken[it.tokens.start]);
        told.find(|it| holds(it.person) || beside(it)).and_then(|it| self.person(it.person))
    }

    /// "the winner": whom the narrator has named most often, of several the first.
    fn most_named(&self, at: usize) -> Option<Voice> {
        let mut times: HashMap<usize, usize> = HashMap::new();
        let told = self.mentions_before(at).iter().filter(|it| !self.spoken[it.tokens.start]);
        for it in told.clone() {
            *times.entry(it.person).or_default() += 1;
        }
        let most = times.values().max()?;
        told.into_iter().find(|it| times.get(&it.person) == Some(most)).and_then(|it| self.person(it.person))
    }

    /// Mentions of persons before a token.
    fn mentions_before(&self, token: usize) -> &[PersonMention] {
        let mentions = &self.people.mentions;
        &mentions[..mentions.partition_point(|it| it.tokens.end <= token)]
    }

    /// "he": the subject or speaker of a sentence before; a weaker mention nearer may count for more.
    pub(super) fn last_person(&self, at: usize, quoted: &[Quoted]) -> Option<Voice> {
        let sentence = self.text.sentence_of(at);
        let mut best: Option<(i32, Voice)> = None;
        for (distance, n) in (sentence.saturating_sub(BACK)..=sentence).rev().enumerate() {
            let far = 3 * i32::try_from(distance).unwrap_or(i32::MAX / 4);
            if best.as_ref().is_some_and(|(weight, _)| *weight >= STRONG - far) {
                break;
            }
            let subject = self.subject_person(n, at).map(|(weight, voice)| (weight - far, voice));
            let spoken = self.speaker_in(n, at, quoted).filter(is_person).map(|it| (STRONG - far, it));
            for (weight, voice) in subject.into_iter().chain(spoken) {
                if best.as_ref().is_none_or(|(it, _)| weight > *it) {
                    best = Some((weight, Voice { bytes: None, ..voice }));
                }
            }
        }
        best.map(|(_, voice)| voice)
    }

    /// "He" for "the representative of Chile", whom nobody names.
    fn last_role(&self, at: usize) -> Option<Voice> {
        let sentence = self.text.sentence_of(at);
        (sentence.saturating_sub(NEAR)..=sentence).rev().find_map(|n| {
            let mut before = self.nominals(n).iter().filter(|it| it.tokens.end <= at && !it.governed);
            let role = before.find(|it| matches!(it.what, What::Role(_)) && !it.possessive)?;
            Some(Voice { bytes: None, ..self.written(role) })
        })
    }

    /// The speaker of the last quotation in a sentence.
    fn speaker_in(&self, sentence: usize, at: usize, quoted: &[Quoted]) -> Option<Voice> {
        let bytes = self.text.sentences[sentence].bytes;
        let before = self.text.tokens.get(at).map_or(usize::MAX, |it| it.bytes().start);
        let mut near = quoted.iter().rev().take(BACK);
        let spoken = near.find(|it| it.bytes.touches(bytes) && it.bytes.start < before)?;
        spoken.speaker.clone()
    }

    /// The person a sentence speaks of before a token: its subject, else whom it names last.
    fn subject_person(&self, sentence: usize, at: usize) -> Option<(i32, Voice)> {
        let weight = |it: &Nominal| {
            let agent = it.start > 0 && self.has(it.start - 1, tag::BY);
            let opens =
                it.start.checked_sub(1) == self.text.sentences.get(sentence).map(|it| it.tokens.start);
            let source = it.governed && self.has(it.start - 1, tag::OF) && opens;
            let subject = (!it.governed || agent || source) && !it.possessive && !it.relative;
            if subject { STRONG } else { WEAK }
        };
        let mut found: Option<(i32, Voice)> = None;
        // "She replaces Ruiz": who is named after it is not the subject.
        let nominals = self.nominals(sentence);
        let pronoun = nominals.iter().find(|it| !it.governed).filter(|it| it.what == What::Pronoun);
        for nominal in nominals.iter().filter(|it| it.tokens.end <= at) {
            let voice = match nominal.what {
                What::Person(person) => self.person(person),
                What::Role(n) => self.holder(n),
                _ => None,
            };
            let object = pronoun.is_some_and(|it| it.start < nominal.start);
            let weight = if object { WEAK } else { weight(nominal) };
            let better = found.as_ref().is_none_or(|(it, _)| weight > *it || weight == WEAK && *it == WEAK);
            if let Some(voice) = voice.filter(|_| better) {
                found = Some((weight, voice));
            }
        }
        found
    }

    /// The only holder of an office, for a title without a name.
    fn holder(&self, n: usize) -> Option<Voice> {
        let title = &self.people.titles[n];
        if let Some(person) = self.people.holders[n] {
            return self.person(person);
        }
        let of = title.of.map(|it| self.atlas.entity(it).id);
        let held = self.of_kind.get(&title.office).map_or(&[][..], Vec::as_slice);
        let mut fits = held
            .iter()
            .map(|it| &self.people.offices[*it])
            .filter(|it| of.is_none_or(|of| it.of.as_deref().is_none_or(|it| it == of)));
        let first = fits.next()?;
        fits.take(MENTIONS).all(|it| it.person == first.person).then(|| self.person(first.person)).flatten()
    }

    /// "it": the party, text or group that the sentences before speak of.
    fn last_party(&self, at: usize, quoted: &[Quoted]) -> Option<Voice> {
        let sentence = self.text.sentence_of(at);
        for n in (sentence.saturating_sub(BACK)..=sentence).rev() {
            let nominals = || self.nominals(n).iter().filter(|it| it.tokens.end <= at && !it.possessive);
            let party = |it: &&Nominal| match it.what {
                What::Party(mention) => self.speaks(mention),
                What::Text | What::Organ | What::Group | What::Bloc => true,
                _ => false,
            };
            if let Some(voice) = self.speaker_in(n, at, quoted).filter(|it| !is_person(it)) {
                return Some(Voice { bytes: None, ..voice });
            }
            let subject = nominals().filter(party).find(|it| !it.governed);
            let cited = nominals().find(|it| it.what == What::Text);
            if let Some(found) = cited.or(subject).filter(|it| it.start < at) {
                return Some(self.plainly(found));
            }
        }
        None
    }

    /// The voice of a party, text or group, without looking for what "its" refers to.
    fn plainly(&self, nominal: &Nominal) -> Voice {
        let found = match nominal.what {
            What::Party(mention) => Some(self.party_voice(mention)),
            What::Text => self.said_issuer(nominal).or_else(|| self.last_organisation(nominal.start)),
            What::Bloc => self.last_organisation(nominal.start),
            _ => None,
        };
        found.unwrap_or_else(|| self.written(nominal))
    }

    /// "the bloc": the organisation that is the subject before, else the one named last.
    fn last_organisation(&self, at: usize) -> Option<Voice> {
        let sentence = self.text.sentence_of(at);
        for n in (sentence.saturating_sub(NEAR)..=sentence).rev() {
            let found =
                self.nominals(n).iter().filter(|it| it.tokens.end <= at && !it.governed).find_map(|it| {
                    match it.what {
                        What::Party(mention) => Some(mention),
                        _ => None,
                    }
                });
            let found = found.filter(|it| matches!(self.mentions[*it].kind, Kind::Organisation | Kind::Body));
            if let Some(mention) = found {
                return Some(self.party_voice(mention));
            }
        }
        self.organisation_before(at)
    }

    fn organisation_before(&self, at: usize) -> Option<Voice> {
        let before = self.mentions.partition_point(|it| it.tokens.start < at);
        let found = (0..before).rev().take(MENTIONS).find(|it| self.mentions[*it].kind == Kind::Organisation);
        found.map(|it| self.party_voice(it))
    }

    /// Whose text "the statement" is: as its own words say, as the text named last says, else the organisation spoken of.
    fn issuer(&self, nominal: &Nominal, quoted: &[Quoted]) -> Option<Voice> {
        if let Some(voice) = self.said_issuer(nominal) {
            return Some(voice);
        }
        if nominal.own {
            return self.last_party(nominal.start, quoted);
        }
        let sentence = self.text.sentence_of(nominal.start);
        for n in (sentence.saturating_sub(BACK)..=sentence).rev() {
            let texts =
                self.nominals(n).iter().filter(|it| it.tokens.end <= nominal.start && it.what == What::Text);
            if let Some(voice) = texts.rev().find_map(|it| self.said_issuer(it)) {
                return Some(voice);
            }
        }
        // "A statement says": of nobody named, and so of what the document is about.
        let joint = nominal.tokens.clone().any(|it| self.has(it, tag::JOINT));
        let of_main = || self.main.filter(|_| nominal.indefinite && !joint).map(|it| self.entity_voice(it));
        of_main().or_else(|| self.last_subject(nominal))
    }

    /// The parties that the sentences before speak of: several for a joint text.
    fn last_subject(&self, nominal: &Nominal) -> Option<Voice> {
        let sentence = self.text.sentence_of(nominal.start);
        for n in (sentence.saturating_sub(BACK)..=sentence).rev() {
            let nominals = self.nominals(n);
            let fits = |it: &Nominal| {
                let party = matches!(it.what, What::Party(mention) if self.speaks(mention));
                party && !it.governed && !it.relative && !it.possessive && it.tokens.end <= nominal.start
            };
            let Some(first) = nominals.iter().position(fits) else { continue };
            let mut last = first;
            while nominals.get(last + 1).is_some_and(|it| {
                let gap = nominals[last].tokens.end..it.start;
                matches!(it.what, What::Party(_))
                    && gap.clone().all(|it| self.text.mark(it) == Some(b',') || self.has(it, tag::AND))
            }) {
                last += 1;
            }
            let What::Party(mention) = nominals[first].what else { continue };
            let joint = nominal.tokens.clone().any(|it| self.has(it, tag::JOINT));
            if last == first {
                let state = matches!(self.mentions[mention].kind, Kind::State | Kind::Territory);
                if state && n + 1 < sentence {
                    continue;
                }
                return Some(self.party_voice(mention));
            }
            if !joint {
                continue;
            }
            let own = self.written(nominal);
            let all = self.text.bytes(nominals[first].tokens.start..nominals[last].tokens.end);
            let name = format!("{} ({})", own.name, all.of(self.text.text));
            return Some(Voice { name, ..own });
        }
        self.main.map(|it| self.entity_voice(it)).or_else(|| self.last_organisation(nominal.start))
    }

    /// The issuer that the words of a text themselves say: one party; several together speak by the text's name.
    fn said_issuer(&self, nominal: &Nominal) -> Option<Voice> {
        let Some(owner) = nominal.owner else { return self.unit_issuer(nominal) };
        let several = self.mentions[owner..]
            .iter()
            .take_while(|it| it.tokens.end <= nominal.tokens.end)
            .filter(|it| it.kind == Kind::State)
            .count();
        // "The Declaration of Baku" is that of whoever met there.
        if self.mentions[owner].kind == Kind::Place
            && nominal.tokens.contains(&self.mentions[owner].tokens.start)
        {
            let org = self.main.map(|it| self.entity_voice(it));
            return org.or_else(|| self.organisation_before(nominal.start));
        }
        Some(if several > 1 { self.written(nominal) } else { self.party_voice(owner) })
    }

    /// "communiqué of the Extraordinary Summit", "statement of the agency": an issuer that is no name of the atlas.
    fn unit_issuer(&self, nominal: &Nominal) -> Option<Voice> {
        let link = nominal.tokens.clone().find(|it| self.has(*it, tag::OF | tag::BY | tag::FROM))?;
        let own = link + 1..nominal.tokens.end;
        let first = own.clone().find(|it| !self.has(*it, tag::DEFINITE | tag::INDEFINITE | tag::OWN))?;
        if self.has(own.end - 1, tag::BLOC) && !self.text.tokens[own.end - 1].capital {
            return self.organisation_before(nominal.start);
        }
        let bytes = self.text.bytes(first..own.end);
        let name = bytes.of(self.text.text).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Voice { kind: SpeakerKind::Role, id: None, name, bytes: Some(bytes) })
    }

    /// A ministry or press service: with its owner, or by the fuller name it had before.
    fn organ(&self, nominal: &Nominal, quoted: &[Quoted]) -> Voice {
        let mut voice = self.written(nominal);
        if nominal.own
            && let Some(owner) = self.last_party(nominal.start, quoted)
        {
            voice.name = format!("{} ({})", voice.name, owner.name);
            return voice;
        }
        if nominal.more {
            return voice;
        }
        let head = self.text.low(nominal.tokens.end - 1);
        let sentence = self.text.sentence_of(nominal.start);
        for n in (sentence.saturating_sub(BACK)..=sentence).rev() {
            let fuller =
                self.nominals(n).iter().filter(|it| it.tokens.end <= nominal.start).rev().find(|it| {
                    it.what == What::Organ
                        && it.more
                        && it
                            .tokens
                            .clone()
                            .any(|token| self.text.low(token) == head && self.has(token, tag::ORGAN))
                });
            if let Some(fuller) = fuller {
                return self.written(fuller);
            }
        }
        if let Some(owner) = self.last_party(nominal.start, quoted) {
            voice.name = format!("{} ({})", voice.name, owner.name);
        }
        voice
    }
}

pub(super) fn is_person(voice: &Voice) -> bool {
    voice.id.as_deref().is_some_and(|it| it.starts_with("person:"))
}

fn last_word(office: &str) -> &str {
    office.rsplit(' ').next().unwrap_or(office)
}
