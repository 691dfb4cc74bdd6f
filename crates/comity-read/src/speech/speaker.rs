//! Who speaks: by name, office, pronoun, organ or organisation.

use comity_atlas::Kind;
use comity_model::SpeakerKind;

use super::{Finder, Quoted, Voice};
use crate::person::PersonMention;
use crate::text::Bytes;

impl Finder<'_> {
    /// Who speaks: a person, title, organ or organisation in the sentence of the cue.
    pub(super) fn speaker(&self, block: usize, quote: Bytes, cue: Option<usize>) -> Option<Voice> {
        let cue = cue?;
        let sentence = &self.text.sentences[self.text.sentence_of(cue)];
        let block = self.text.blocks[block].bytes;
        let inside = |bytes: Bytes| {
            block.contains(bytes)
                && !quote.contains(bytes)
                && (sentence.bytes.contains(bytes) || sentence.bytes.touches(bytes))
        };
        let cue_at = self.text.tokens[cue].bytes.start;
        let person =
            self.near_people(sentence.bytes).iter().filter(|it| inside(it.bytes)).min_by_key(|it| {
                it.bytes.start.abs_diff(cue_at) + if it.bytes.start > cue_at { 12 } else { 0 }
            });
        if let Some(it) = person {
            let person = &self.people.persons[it.person];
            return Some(Voice {
                kind: SpeakerKind::Named,
                id: Some(person.id.clone()),
                name: person.name.clone(),
                bytes: Some(it.bytes),
            });
        }
        self.by_title(sentence.tokens.clone(), quote)
            .or_else(|| self.by_pronoun(sentence.tokens.clone(), quote))
            .or_else(|| self.by_organ(sentence.tokens.clone(), quote, cue))
    }

    /// Without a cue: the person whom the block names nearest to the quotation, outside of it.
    pub(super) fn beside(&self, block: usize, quote: Bytes) -> Option<Voice> {
        let outside =
            self.near_people(self.text.blocks[block].bytes).iter().filter(|it| !quote.contains(it.bytes));
        let near = outside
            .min_by_key(|it| it.bytes.start.abs_diff(quote.start).min(it.bytes.start.abs_diff(quote.end)))?;
        let person = &self.people.persons[near.person];
        Some(Voice {
            kind: SpeakerKind::Named,
            id: Some(person.id.clone()),
            name: person.name.clone(),
            bytes: Some(near.bytes),
        })
    }

    /// Mentions of persons that touch a stretch.
    fn near_people(&self, bytes: Bytes) -> &[PersonMention] {
        let mentions = &self.people.mentions;
        let start = mentions.partition_point(|it| it.bytes.end <= bytes.start);
        let end = mentions.partition_point(|it| it.bytes.start < bytes.end);
        &mentions[start.min(end)..end]
    }

    /// Mentions of persons before a place.
    fn people_before(&self, at: usize) -> &[PersonMention] {
        &self.people.mentions[..self.people.mentions.partition_point(|it| it.bytes.end <= at)]
    }

    /// "the President", "the Head of State": a person whose office the text has given.
    fn by_title(&self, tokens: std::ops::Range<usize>, quote: Bytes) -> Option<Voice> {
        let mut at = tokens.start;
        while at < tokens.end {
            let bytes = self.text.tokens[at].bytes;
            if quote.contains(bytes) {
                at += 1;
                continue;
            }
            let Some((office, end)) = self.words.office(self.text, at).map(|it| (it.office, it.end)) else {
                at += 1;
                continue;
            };
            let id = self.pack.persons.office.get(office).map(|it| it.id.as_str())?;
            let bytes = self.text.bytes(at..end);
            if self.pack.speech.anonymous.iter().any(|it| it == self.text.low(at))
                && self.by_office(id, quote.start).is_none()
            {
                break;
            }
            let previous = self.previous(id, quote.start).or_else(|| self.kindred(id, quote.start));
            if let Some(person) = previous.or_else(|| self.by_office(id, quote.start)) {
                let person = &self.people.persons[person];
                return Some(Voice {
                    kind: SpeakerKind::Named,
                    id: Some(person.id.clone()),
                    name: person.name.clone(),
                    bytes: Some(bytes),
                });
            }
            return Some(Voice {
                kind: SpeakerKind::Role,
                id: None,
                name: bytes.of(self.text.text).to_owned(),
                bytes: Some(bytes),
            });
        }
        None
    }

    fn by_office(&self, office: &str, before: usize) -> Option<usize> {
        let fits = |it: &&crate::person::OfficeMention| it.office == office;
        let first = self.people.offices.iter().find(fits);
        let last = self.people.offices.iter().rev().filter(fits).find(|it| it.bytes.end <= before);
        last.or(first).map(|it| it.person)
    }

    /// Of several holders of an office, the one whom the narrator mentions outside quotations nearest before: who
    /// speaks is spoken of; who is spoken to is named inside the quotation.
    fn previous(&self, office: &str, before: usize) -> Option<usize> {
        let holds =
            |person: usize| self.people.offices.iter().any(|it| it.person == person && it.office == office);
        let blocks = &self.text.blocks;
        let quoted = |at: usize| {
            let block = blocks.get(blocks.partition_point(|it| it.bytes.end <= at));
            block.is_some_and(|it| self.text.text[it.bytes.start..].starts_with(['"', '“', '«']))
        };
        self.people_before(before)
            .iter()
            .rev()
            .find(|it| holds(it.person) && !quoted(it.bytes.start))
            .map(|it| it.person)
    }

    /// "the minister" for a foreign minister named before: the office is named by its last word.
    fn kindred(&self, office: &str, before: usize) -> Option<usize> {
        if self.by_office(office, before).is_some() {
            return None;
        }
        let kin = |it: &str| it.split(' ').next_back() == office.split(' ').next_back();
        let holds =
            |person: usize| self.people.offices.iter().any(|it| it.person == person && kin(&it.office));
        self.people_before(before).iter().rev().find(|it| holds(it.person)).map(|it| it.person)
    }

    /// "he said": the person mentioned last before the quotation.
    fn by_pronoun(&self, tokens: std::ops::Range<usize>, quote: Bytes) -> Option<Voice> {
        let pronouns = &self.pack.persons.pronouns;
        let at = tokens.into_iter().find(|at| {
            !quote.contains(self.text.tokens[*at].bytes) && pronouns.iter().any(|it| it == self.text.low(*at))
        })?;
        let mention = self.people_before(quote.start).last()?;
        let person = &self.people.persons[mention.person];
        Some(Voice {
            kind: SpeakerKind::Named,
            id: Some(person.id.clone()),
            name: person.name.clone(),
            bytes: Some(self.text.tokens[at].bytes),
        })
    }

    /// An organ that speaks, or an organisation or state beside the cue.
    fn by_organ(&self, tokens: std::ops::Range<usize>, quote: Bytes, cue: usize) -> Option<Voice> {
        let outside = |at: &usize| !quote.contains(self.text.tokens[*at].bytes);
        if let Some(at) = tokens
            .clone()
            .filter(outside)
            .find(|at| self.pack.speech.anonymous.iter().any(|it| it == self.text.low(*at)))
        {
            let bytes = self.text.tokens[at].bytes;
            return Some(Voice {
                kind: SpeakerKind::Anonymous,
                id: None,
                name: bytes.of(self.text.text).to_owned(),
                bytes: Some(bytes),
            });
        }
        let cue_at = self.text.tokens[cue].bytes.start;
        let first = self.mentions.partition_point(|it| it.tokens.start < tokens.start);
        let mention = self.mentions[first..]
            .iter()
            .take_while(|it| it.tokens.start < tokens.end)
            .filter(|it| {
                tokens.start <= it.tokens.start
                    && it.tokens.end <= tokens.end
                    && !quote.contains(it.bytes)
                    && it.kind != Kind::Place
            })
            .min_by_key(|it| it.bytes.start.abs_diff(cue_at));
        if let Some(it) = mention {
            let entity = self.atlas.entity(it.entity);
            return Some(Voice {
                kind: SpeakerKind::Named,
                id: Some(entity.id.to_owned()),
                name: entity.name.to_owned(),
                bytes: Some(it.bytes),
            });
        }
        let at = tokens
            .into_iter()
            .filter(outside)
            .find(|at| self.pack.speech.speakers.iter().any(|it| it == self.text.low(*at)))?;
        let bytes = self.text.tokens[at].bytes;
        if self.pack.speech.texts.iter().any(|it| it == self.text.low(at))
            && let Some(voice) = self.issuer(bytes)
        {
            return Some(voice);
        }
        Some(Voice {
            kind: SpeakerKind::Role,
            id: None,
            name: bytes.of(self.text.text).to_owned(),
            bytes: Some(bytes),
        })
    }

    /// Whose text "the statement" is: the organisation named last before.
    fn issuer(&self, text: Bytes) -> Option<Voice> {
        let before = self.mentions.partition_point(|it| it.bytes.start < text.start);
        let mention = self.mentions[..before].iter().rev().find(|it| it.kind == Kind::Organisation)?;
        let entity = self.atlas.entity(mention.entity);
        Some(Voice {
            kind: SpeakerKind::Named,
            id: Some(entity.id.to_owned()),
            name: entity.name.to_owned(),
            bytes: Some(text),
        })
    }

    /// A quotation without a cue continues the speaker before it; one in the headline takes the speaker of its repetition
    /// or of the first person of the text.
    pub(super) fn follow(&self, quoted: &mut [Quoted]) {
        for n in 1..quoted.len() {
            if quoted[n].speaker.is_none() {
                quoted[n].speaker = quoted[n - 1].speaker.clone().map(|voice| Voice { bytes: None, ..voice });
            }
        }
    }
}
