//! What a speaker's words refer to: "he", "the minister", "the statement", "the bloc".

use comity_atlas::Kind;
use comity_model::SpeakerKind;

use super::nominal::{Nominal, What};
use super::{Finder, Quoted, Voice};
use crate::person::tag;

/// How many sentences back a referent is sought.
const BACK: usize = 12;
/// How many mentions of persons back the holder of an office is sought.
const MENTIONS: usize = 200;

impl Finder<'_> {
    /// The voice of a nominal.
    pub(super) fn voice(&self, nominal: &Nominal, quoted: &[Quoted]) -> Option<Voice> {
        let bytes = Some(self.text.bytes(nominal.tokens.clone()));
        let at = nominal.start;
        let named = |voice: Option<Voice>| voice.map(|it| Voice { bytes, ..it });
        match nominal.what {
            What::Person(person) => named(self.person(person)),
            What::Role(n) => named(self.role_voice(n, nominal, quoted)),
            What::Pronoun => named(self.last_person(at, quoted)),
            What::It => named(self.last_party(at, quoted)),
            What::Bloc => named(self.last_organisation(at)).or_else(|| Some(self.written(nominal))),
            What::Text => named(self.issuer(nominal, quoted)).or_else(|| Some(self.written(nominal))),
            What::Party(n) => Some(Voice { bytes, ..self.party_voice(n) }),
            What::Anonymous if !nominal.indefinite && !nominal.more => {
                named(self.last_person(at, quoted)).or_else(|| Some(self.written(nominal)))
            }
            What::Organ => Some(Voice { bytes, ..self.organ(nominal, quoted) }),
            What::Group | What::Anonymous | What::Name => Some(self.written(nominal)),
        }
    }

    fn person(&self, person: usize) -> Option<Voice> {
        let person = self.people.persons.get(person)?;
        let (id, name) = (Some(person.id.clone()), person.name.clone());
        Some(Voice { kind: SpeakerKind::Named, id, name, bytes: None })
    }

    fn party_voice(&self, mention: usize) -> Voice {
        let entity = self.atlas.entity(self.mentions[mention].entity);
        let (id, name) = (Some(entity.id.to_owned()), entity.name.to_owned());
        Voice { kind: SpeakerKind::Named, id, name, bytes: None }
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
        if pack.calling || of.is_none() && !title.more {
            return self.last_person(nominal.start, quoted).or_else(|| Some(self.written(nominal)));
        }
        Some(self.written(nominal))
    }

    /// Mentions of persons before a token.
    fn mentions_before(&self, token: usize) -> &[crate::person::PersonMention] {
        let mentions = &self.people.mentions;
        &mentions[..mentions.partition_point(|it| it.tokens.end <= token)]
    }

    /// "he": the subject or speaker of the sentence before, else whom it names last.
    pub(super) fn last_person(&self, at: usize, quoted: &[Quoted]) -> Option<Voice> {
        let sentence = self.text.sentence_of(at);
        for n in (sentence.saturating_sub(BACK)..=sentence).rev() {
            let nominals = self.nominals(n).iter().filter(|it| it.tokens.end <= at);
            let persons: Vec<&Nominal> = nominals
                .filter(|it| matches!(it.what, What::Person(_) | What::Role(_)) && !it.possessive)
                .collect();
            let subject = persons.iter().find(|it| !it.governed).or(persons.last());
            let subject = subject.and_then(|it| match it.what {
                What::Person(person) => self.person(person),
                What::Role(n) => self.holder(n),
                _ => None,
            });
            if subject.is_some() {
                return subject;
            }
            let bytes = self.text.sentences[n].bytes;
            let spoken =
                quoted.iter().rev().take(BACK).find(|it| it.bytes.touches(bytes) || bytes.contains(it.bytes));
            let voice = spoken.and_then(|it| it.speaker.as_ref()).filter(|it| is_person(it));
            if let Some(voice) = voice {
                return Some(Voice { bytes: None, ..voice.clone() });
            }
        }
        None
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
            let bytes = self.text.sentences[n].bytes;
            let spoken = quoted.iter().rev().take(BACK).find(|it| it.bytes.touches(bytes));
            let voice = spoken.and_then(|it| it.speaker.as_ref()).filter(|it| !is_person(it));
            if let Some(voice) = voice {
                return Some(Voice { bytes: None, ..voice.clone() });
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
        for n in (sentence.saturating_sub(BACK)..=sentence).rev() {
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
        self.last_organisation(nominal.start)
    }

    /// The issuer that the words of a text themselves say: one party; several together speak by the text's name.
    fn said_issuer(&self, nominal: &Nominal) -> Option<Voice> {
        let owner = nominal.owner?;
        let several = self.mentions[owner..]
            .iter()
            .take_while(|it| it.tokens.end <= nominal.tokens.end)
            .filter(|it| it.kind == Kind::State)
            .count();
        Some(if several > 1 { self.written(nominal) } else { self.party_voice(owner) })
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
        voice
    }
}

fn is_person(voice: &Voice) -> bool {
    voice.id.as_deref().is_some_and(|it| it.starts_with("person:"))
}

fn last_word(office: &str) -> &str {
    office.rsplit(' ').next().unwrap_or(office)
}
