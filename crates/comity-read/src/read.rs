//! The layers in order.

use std::cell::OnceCell;
use std::sync::OnceLock;

use comity_atlas::{Atlas, EntityIdx, Kind as EntityKind};
use comity_model::{
    Credit, Document, Frame, Named, Note, OfficeHeld, OffsetMap, Person, Published, Quotation, Reading,
    Speaker,
};

use crate::claim::{self, Context, Raw};
use crate::holders;
use crate::index::Index;
use crate::intake::{self, Cues, Layout};
use crate::meeting;
use crate::mention::{self, Mention, Starts};
use crate::occasion;
use crate::pack::{Grammar, Pack};
use crate::person::{self, People, Words};
use crate::sequel;
use crate::settle;
use crate::speech::{self, Quoted};
use crate::text::{BlockKind, Bytes, Sentence, Text, TokenKind};
use crate::time;

/// What is made of a pack when its language is read first.
#[derive(Debug)]
struct Tables {
    words: Words,
    cues: Cues,
    starts: Starts,
}

/// The packs that a reader has, each with its words in look-up form.
#[derive(Debug)]
pub struct Packs {
    packs: Vec<Pack>,
    indices: Vec<Index>,
    words: Vec<OnceLock<Tables>>,
}

impl Packs {
    /// Packs from their parts; the first is used for languages that have none.
    pub fn new(packs: Vec<Pack>) -> Packs {
        let indices = packs.iter().map(Index::new).collect();
        let words = packs.iter().map(|_| OnceLock::new()).collect();
        Packs { packs, indices, words }
    }

    /// The packs that the program was built with.
    pub fn shipped() -> &'static Packs {
        static PACKS: OnceLock<Packs> = OnceLock::new();
        PACKS.get_or_init(|| {
            // The table is written by this crate's build script from the same types; a test decodes it.
            let table: Vec<(Pack, Index)> =
                postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin")))
                    .unwrap_or_default();
            let (packs, indices): (Vec<Pack>, Vec<Index>) = table.into_iter().unzip();
            let words = packs.iter().map(|_| OnceLock::new()).collect();
            Packs { packs, indices, words }
        })
    }

    /// All packs.
    pub fn all(&self) -> &[Pack] {
        &self.packs
    }

    /// The language of a document, as far as the packs let one know it.
    fn language(&self, document: &Document) -> String {
        let packs: Vec<(&Pack, &Index)> = self.packs.iter().zip(&self.indices).collect();
        intake::language(document, &packs)
    }

    #[cfg(test)]
    pub(crate) fn index(&self, lang: &str) -> Option<&Index> {
        self.of(lang).map(|it| it.1)
    }

    fn of(&self, lang: &str) -> Option<(&Pack, &Index, &Tables)> {
        let n = self.packs.iter().position(|pack| pack.lang == lang)?;
        let (pack, index) = (&self.packs[n], self.indices.get(n)?);
        let tables = || Tables {
            words: Words::new(pack, index),
            cues: Cues::new(&pack.intake),
            starts: Starts::new(index, Atlas::shipped()),
        };
        Some((pack, index, self.words.get(n)?.get_or_init(tables)))
    }
}

/// Sentences at the beginning that say what a document is about.
const ABOUT: usize = 3;
/// How many organisations may be listed one after the other among states.
const LISTED: usize = 3;
/// How many sentences may stand before the one in which those who speak name themselves.
const OPENING: usize = 12;

/// Acts that name an organisation from which on the document is about it, where none names the one mentioned most.
const TOLD: usize = 2;

/// Reads a document. Total: any text gives a reading, perhaps empty, perhaps with notes.
pub fn read(document: &Document, packs: &Packs) -> Reading {
    reading(document, packs, false)
}

/// Reads a document without the gate: every sentence is held against the rules, whether it may tell an act or not.
#[cfg(test)]
pub(crate) fn read_every(document: &Document, packs: &Packs) -> Reading {
    reading(document, packs, true)
}

fn reading(document: &Document, packs: &Packs, every: bool) -> Reading {
    let empty = document.text.trim().is_empty();
    let lang = if empty { String::new() } else { packs.language(document) };
    let map = OffsetMap::new(&document.text);
    let mut reading = Reading {
        document: Frame {
            path: document.path.clone(),
            digest: document.digest.clone(),
            lang: lang.clone(),
            ..Frame::default()
        },
        ..Reading::default()
    };
    if empty {
        reading.notes.push(Note {
            code: "empty-document".into(),
            message: "the document has no text".into(),
            span: None,
        });
        return reading;
    }
    let Some((pack, index, Tables { words, cues, starts })) = packs.of(&lang) else {
        let message = format!("there is no pack for the language `{lang}`; no acts were read");
        reading.notes.push(Note { code: "no-pack".into(), message, span: None });
        return reading;
    };
    let mut layout = intake::layout(document, pack, index, cues);
    let text = Text::new(&document.text, std::mem::take(&mut layout.blocks), index);
    let atlas = Atlas::shipped();
    let mentions = mention::find(&text, atlas, starts, &lang);
    let people = person::find(&text, &mentions, atlas, pack, words);
    let times = time::find(&text, &pack.time, layout.published_on);
    let organisations = organisations(&mentions, &text, atlas);
    let main = main_organisation(&organisations, &layout, &people, &text);
    let quoted = speech::find(&text, &mentions, &people, atlas, pack, words, main);
    frame(&mut reading.document, document, &layout, &map, atlas, &lang);
    reading.offices = offices(&people, &document.text, &map);
    reading.quotations = quotations(&quoted, &document.text, &map);

    let spoken: Vec<Bytes> = quoted.iter().map(|it| it.bytes).collect();
    let about_one = |main: Option<EntityIdx>| {
        let mut context = Context {
            text: &text,
            atlas,
            pack,
            index,
            mentions: &mentions,
            people: &people,
            times: &times,
            published_on: layout.published_on,
            organisations: &organisations,
            main,
            about: main.is_some_and(|main| is_about(main, &organisations, &text)),
            quoted: &spoken,
            every,
            listed: OnceCell::new(),
            organs: OnceCell::new(),
            census: OnceCell::new(),
            sitting: None,
        };
        context.sitting = sitting(&context, &quoted);
        context
    };
    let mut context = about_one(main);
    let mut found = claim::claims(&context);
    if let Some(told) = told_of(&found.raws, &organisations, main) {
        context = about_one(Some(told));
        found = claim::claims(&context);
    }
    let mut raws = settle::believed(settle::merge(sequel::told(found.raws, pack), &context), pack);
    // What a federation of associations does is no act of an organisation of states.
    raws.retain(|raw| !raw.org.entity.is_some_and(|it| atlas.entity(it).private));
    settle::share_sitting(&mut raws);
    occasion::inherit(&mut raws, &found.meetings, &context);
    reading.meetings = meeting::meetings(&raws, &found.meetings, &context, &map);
    let said_by = |bytes: Bytes| {
        let n = quoted
            .iter()
            .position(|it| it.parts.iter().any(|part| part.contains(bytes)) || it.bytes.contains(bytes))?;
        Some(format!("q{}", n + 1))
    };
    let meeting_of = |raw: &Raw| meeting::meeting_id(raw, &raws, &found.meetings);
    reading.claims = settle::finish(&raws, &context, &map, &said_by, &meeting_of);
    holders::told(&mut reading.offices, &reading.claims);
    reading
}

/// The organisation of which the acts are that name one, where not one of them names that which the document mentions most: a
/// headline may name another beside it ("Six more at the Arctic table, EU left at the door").
fn told_of(raws: &[Raw], organisations: &[(Bytes, EntityIdx)], main: Option<EntityIdx>) -> Option<EntityIdx> {
    let mut counts: Vec<(EntityIdx, usize)> = Vec::new();
    // By its name, and not by those who meet.
    let named = |raw: &Raw| {
        let bytes = raw.org.bytes.filter(|_| !raw.background)?;
        let n = organisations.partition_point(|(it, _)| it.start < bytes.start);
        organisations.get(n).filter(|it| it.0 == bytes && Some(it.1) == raw.org.entity).map(|it| it.1)
    };
    for org in raws.iter().filter_map(named) {
        match counts.iter_mut().find(|(it, _)| *it == org) {
            Some((_, count)) => *count += 1,
            None => counts.push((org, 1)),
        }
    }
    let most = counts.iter().max_by_key(|it| it.1)?;
    let own = counts.iter().find(|it| Some(it.0) == main).map_or(0, |it| it.1);
    (main.is_some() && Some(most.0) != main && most.1 >= TOLD.max(own * TOLD + 1)).then_some(most.0)
}

/// What the document says of itself.
fn frame(
    frame: &mut Frame,
    document: &Document,
    layout: &Layout,
    map: &OffsetMap,
    atlas: &Atlas,
    lang: &str,
) {
    let text = &document.text;
    let span = |bytes: Bytes| map.span(text, bytes.start, bytes.end);
    let named = |(name, bytes): &(String, Bytes)| Named {
        name: name.clone(),
        id: atlas
            .longest(name, 0, lang)
            .filter(|it| it.len == name.len())
            .and_then(|it| it.hits.first().map(|hit| atlas.entity(hit.entity).id.to_owned())),
        span: Some(span(*bytes)),
    };
    frame.title = layout.title.map(|it| it.of(text).to_owned());
    frame.published = match (&layout.published, layout.published_on) {
        (Some((edtf, bytes)), _) => Some(Published { edtf: edtf.clone(), span: Some(span(*bytes)) }),
        (None, Some(day)) => Some(Published { edtf: day.to_string(), span: None }),
        (None, None) => None,
    };
    frame.publisher = layout.publisher.as_ref().map(named);
    frame.authors = layout.authors.iter().map(|(name, _)| name.clone()).collect();
    frame.sources = layout.sources.iter().map(named).collect();
    frame.credits = layout
        .credits
        .iter()
        .map(|(kind, name, bytes)| Credit { kind: kind.clone(), name: name.clone(), span: span(*bytes) })
        .collect();
}

fn offices(people: &People, text: &str, map: &OffsetMap) -> Vec<OfficeHeld> {
    let held = |it: &person::OfficeMention| {
        let person = people.persons.get(it.person)?;
        Some(OfficeHeld {
            person: Person { id: person.id.clone(), name: person.name.clone() },
            office: it.office.clone(),
            of: it.of.clone(),
            span: map.span(text, it.bytes.start, it.bytes.end),
        })
    };
    people.offices.iter().filter_map(held).collect()
}

fn quotations(quoted: &[Quoted], text: &str, map: &OffsetMap) -> Vec<Quotation> {
    let span = |bytes: Bytes| map.span(text, bytes.start, bytes.end);
    let quotation = |(n, it): (usize, &Quoted)| Quotation {
        id: format!("q{}", n + 1),
        form: it.form,
        span: span(it.bytes),
        text: it.parts.iter().map(|part| part.of(text)).collect::<Vec<_>>().join(" "),
        speaker: it.speaker.as_ref().map(|voice| Speaker {
            kind: voice.kind,
            id: voice.id.clone(),
            name: voice.name.clone(),
            span: voice.bytes.map(span),
        }),
        cue: it.cue.map(|bytes| comity_model::Cue { text: bytes.of(text).to_owned(), span: span(bytes) }),
        same_as: it.same_as.map(|other| format!("q{}", other + 1)),
        parts: if it.parts.len() > 1 {
            it.parts.iter().map(|part| span(*part)).collect()
        } else {
            Vec::new()
        },
    };
    quoted.iter().enumerate().map(quotation).collect()
}

/// Where organisations are named, a body counting for its own; one that stands among listed states takes part as they do.
fn organisations(mentions: &[Mention], text: &Text<'_>, atlas: &Atlas) -> Vec<(Bytes, EntityIdx)> {
    let state = |n: usize| mentions.get(n).is_some_and(|it| it.kind == EntityKind::State);
    let comma = |a: usize, b: usize| {
        let gap = mentions[a].tokens.end..mentions[b].tokens.start;
        gap.len() <= 2 && !gap.is_empty() && text.mark(gap.start) == Some(b',')
    };
    // "Malta, the Bread Commission, the Bread Council, Chile": over others that are listed as well.
    let reaches = |mut n: usize, back: bool| {
        for _ in 0..LISTED {
            let next = if back { n.checked_sub(1) } else { Some(n + 1).filter(|it| *it < mentions.len()) };
            let Some(next) = next.filter(|it| comma(n.min(*it), n.max(*it))) else { return false };
            if state(next) {
                return true;
            }
            n = next;
        }
        false
    };
    // "Malta, Japan, Chile and the Bread Council sat in": the last of those listed.
    let closes = |n: usize| {
        let Some(last) = n.checked_sub(1).filter(|it| state(*it)) else { return false };
        let gap = mentions[last].tokens.end..mentions[n].tokens.start;
        let joined = gap.len() <= 3 && gap.clone().any(|it| text.places(it).has(Grammar::Coordinator));
        let two = last.checked_sub(1).is_some_and(|it| state(it) && comma(it, last));
        let three = last.checked_sub(2).is_some_and(|it| state(it) && comma(it, last - 1));
        joined && two && three
    };
    let listed = |n: usize| reaches(n, true) && reaches(n, false) || closes(n);
    mentions
        .iter()
        .enumerate()
        .filter(|(n, _)| !listed(*n))
        .filter_map(|(_, it)| match it.kind {
            EntityKind::Organisation => Some((it.bytes, it.entity)),
            EntityKind::Body => Some((it.bytes, atlas.entity(it.entity).parent?)),
            _ => None,
        })
        .collect()
}

/// The organisation named most often; the headline counts three times, a title of an official half, and of equals the
/// first wins.
fn main_organisation(
    organisations: &[(Bytes, EntityIdx)],
    layout: &Layout,
    people: &People,
    text: &Text<'_>,
) -> Option<EntityIdx> {
    let mut counts: Vec<(EntityIdx, usize)> = Vec::new();
    let mut titles: Vec<Bytes> = people.offices.iter().map(|it| it.bytes).collect();
    titles.sort_unstable_by_key(|it| it.start);
    let mut titles = titles.into_iter().peekable();
    // Where the titles end that begin before what is named.
    let mut end = 0;
    let headed = |it: &&(Bytes, EntityIdx)| layout.title.is_some_and(|title| title.contains(it.0));
    let lead = if organisations.iter().any(|it| headed(&it)) { None } else { organisations.first() };
    let sentence = |bytes: Bytes| text.sentence_of(text.token_at(bytes.start));
    let lead = lead.map(|it| sentence(it.0));
    for (bytes, entity) in organisations {
        while let Some(title) = titles.next_if(|it| it.start <= bytes.start) {
            end = end.max(title.end);
        }
        let title = bytes.end <= end;
        let weight = match layout.title {
            Some(headline) if headline.contains(*bytes) => 6,
            // Under a headline that names none those count as if they stood there that the first sentence names.
            _ if lead.is_some_and(|it| it == sentence(*bytes)) && !title => 6,
            _ if title => 1,
            _ => 2,
        };
        match counts.iter_mut().find(|(it, _)| it == entity) {
            Some((_, count)) => *count += weight,
            None => counts.push((*entity, weight)),
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map(|(entity, _)| *entity)
}

/// Whether the headline or the first sentences of the running text name an organisation.
fn is_about(main: EntityIdx, organisations: &[(Bytes, EntityIdx)], text: &Text<'_>) -> bool {
    let told = text.sentences.iter().filter(|it| text.blocks[it.block].kind == BlockKind::Paragraph);
    let end = told.take(ABOUT).last().map_or(0, |it| it.bytes.end);
    organisations.iter().any(|(bytes, it)| *it == main && bytes.start < end)
}

/// For "we": the organisation whose leaders speak in the document ("We, the leaders of the OTS, …"), or, where there are
/// quotations, the body of the meeting that the running text tells of first.
fn sitting(context: &Context<'_>, quoted: &[Quoted]) -> Option<(EntityIdx, Bytes)> {
    if let Some(speaks) = speaking(context) {
        return Some(speaks);
    }
    quoted.first()?;
    let in_text = |it: &&Mention| {
        let sentence = context.text.sentence_of(it.tokens.start);
        context
            .text
            .sentences
            .get(sentence)
            .is_some_and(|it| context.text.blocks[it.block].kind == BlockKind::Paragraph)
    };
    let body = context.mentions.iter().filter(in_text).find(|it| {
        it.kind == EntityKind::Body
            && context.atlas.entity(it.entity).level == Some(comity_atlas::Level::Leaders)
    })?;
    Some((body.entity, body.bytes))
}

/// The organisation that the document is about, where one of its first sentences opens with "we" and names it right after.
fn speaking(context: &Context<'_>) -> Option<(EntityIdx, Bytes)> {
    let text = context.text;
    let opens = |it: &&Sentence| {
        let first = it.tokens.clone().find(|at| text.tokens[*at].kind == TokenKind::Word);
        first.is_some_and(|at| text.places(at).has(Grammar::Ourselves) && text.mark(at + 1) == Some(b','))
    };
    let sentence = text.sentences.iter().take(OPENING).find(opens)?;
    let first = context.organisations.partition_point(|it| it.0.start < sentence.bytes.start);
    let (bytes, org) = context.organisations.get(first)?;
    (sentence.bytes.contains(*bytes) && Some(*org) == context.main).then_some((*org, *bytes))
}

/// A reading of a few sentences, for the tests of the layers.
#[cfg(test)]
pub(crate) fn sentences(text: &str) -> Reading {
    read(&page(text), Packs::shipped())
}

/// A document of some text, for the tests of the layers.
#[cfg(test)]
pub(crate) fn page(text: &str) -> Document {
    Document {
        path: "test.txt".into(),
        digest: String::new(),
        text: text.to_owned(),
        lang: None,
        published_on: None,
    }
}

/// The shipped English pack, for the tests of the layers.
#[cfg(test)]
pub(crate) fn english() -> (&'static Pack, &'static Index) {
    let (pack, index, _) = Packs::shipped().of("en").expect("an English pack");
    (pack, index)
}
