//! Speech: quotations, their cues and speakers.
//!
//! Marks are paired block by block, so that one never closed cannot shift the rest of the document. A straight mark
//! opens or closes by what stands beside it; inside an open quotation an opening mark begins a nested one.

use std::collections::HashMap;

use comity_atlas::{Atlas, Kind};
use comity_model::{Form, SpeakerKind};

use crate::mention::Mention;
use crate::pack::Pack;
use crate::person::{People, PersonMention, Words};
use crate::text::{Block, BlockKind, Bytes, Text, TokenKind};

/// A quotation, in bytes.
#[derive(Clone, Debug)]
pub(crate) struct Quoted {
    pub(crate) form: Form,
    /// Marks included.
    pub(crate) bytes: Bytes,
    /// The words without marks, one part or several (a cue in between, or several paragraphs).
    pub(crate) parts: Vec<Bytes>,
    pub(crate) speaker: Option<Voice>,
    pub(crate) cue: Option<Bytes>,
    /// Index of the quotation that has the same words elsewhere in the document (a headline repeats the body).
    pub(crate) same_as: Option<usize>,
}

/// Who speaks.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub(crate) kind: SpeakerKind,
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    /// The words beside the quotation that name the speaker.
    pub(crate) bytes: Option<Bytes>,
}

/// Finds the quotations, in order of their place.
pub(crate) fn find(
    text: &Text<'_>,
    mentions: &[Mention],
    people: &People,
    atlas: &Atlas,
    pack: &Pack,
) -> Vec<Quoted> {
    let words = Words::new(pack);
    let finder = Finder { text, mentions, people, atlas, pack, words: &words };
    let mut quoted: Vec<Quoted> = Vec::new();
    for (n, block) in text.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Capture | BlockKind::Furniture | BlockKind::Byline) {
            continue;
        }
        for (bytes, inner) in pairs(text.text, block) {
            finder.quotation(n, bytes, inner, &mut quoted);
        }
    }
    finder.follow(&mut quoted);
    repeat(text, &mut quoted);
    quoted
}

/// An open quotation while marks are read.
struct Open {
    mark: char,
    at: usize,
    end: usize,
}

/// The mark that closes an opening one.
fn closing(mark: char) -> Option<char> {
    Some(match mark {
        '"' => '"',
        '“' => '”',
        '«' => '»',
        '„' => '“',
        '‘' => '’',
        '\'' => '\'',
        '「' => '」',
        _ => return None,
    })
}

/// Outermost pairs of marks in a block: with the marks, and without.
fn pairs(text: &str, block: &Block) -> Vec<(Bytes, Bytes)> {
    let body = block.bytes.of(text);
    let mut open: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    let mut before = ' ';
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let opens =
            !before.is_alphanumeric() && !next.is_whitespace() && !matches!(before, '.' | ',' | '!' | '?');
        let closes = open.iter().rposition(|it| closing(it.mark) == Some(c)).filter(|_| {
            !(opens && c == '"') || !before.is_whitespace() && !matches!(before, '(' | '—' | '-')
        });
        let apostrophe = matches!(c, '\'' | '’') && next.is_alphanumeric() && before.is_alphanumeric();
        if let (Some(n), false) = (closes, apostrophe) {
            let start = open[n].at;
            let inner = Bytes::new(block.bytes.start + open[n].end, block.bytes.start + at);
            open.truncate(n);
            if open.is_empty() {
                found.push((Bytes::new(block.bytes.start + start, block.bytes.start + end), inner));
            }
        } else if closing(c).is_some() && opens && !apostrophe && (c != '\'' || !before.is_alphanumeric()) {
            open.push(Open { mark: c, at, end });
        }
        before = c;
    }
    if let Some(first) = open.first().filter(|it| it.at == 0 && it.mark != '\'' && it.mark != '‘') {
        let inner = Bytes::new(block.bytes.start + first.end, block.bytes.end);
        found.push((Bytes::new(block.bytes.start + first.at, block.bytes.end), inner));
        found.sort_by_key(|(bytes, _)| bytes.start);
        let whole = found
            .iter()
            .position(|(bytes, _)| bytes.start == block.bytes.start && bytes.end == block.bytes.end);
        if let Some(whole) = whole {
            let keep = found[whole];
            found.retain(|(bytes, _)| !keep.0.contains(*bytes) || *bytes == keep.0);
        }
    }
    found
}

struct Finder<'a> {
    text: &'a Text<'a>,
    mentions: &'a [Mention],
    people: &'a People,
    atlas: &'a Atlas,
    pack: &'a Pack,
    words: &'a Words<'a>,
}

impl Finder<'_> {
    fn is_cue(&self, token: usize) -> bool {
        let low = self.text.low(token);
        self.pack.speech.cues.iter().any(|it| it == low)
    }

    /// Enters a pair of marks as a quotation, as a further part of the one before, or not at all.
    fn quotation(&self, block: usize, bytes: Bytes, inner: Bytes, quoted: &mut Vec<Quoted>) {
        let first = self.text.token_at(inner.start);
        let last =
            self.text.token_at(inner.end.saturating_sub(1)).min(self.text.tokens.len().saturating_sub(1));
        let count = (first..=last)
            .filter(|it| {
                self.text
                    .tokens
                    .get(*it)
                    .is_some_and(|it| it.kind == TokenKind::Word && inner.contains(it.bytes))
            })
            .count();
        if count < self.pack.speech.words.max(1) || self.is_title(first, last, inner) {
            return;
        }
        let inner = trim(self.text.text, inner);
        let cue = self.cue(block, bytes);
        if let Some(previous) = quoted.last_mut() {
            let gap = self.text.text.get(previous.bytes.end..bytes.start).unwrap_or("");
            let one_block = self.text.blocks[block].bytes.contains(previous.bytes);
            let cue_inside =
                previous.cue.is_some_and(|it| it.start >= previous.bytes.end && it.end <= bytes.start);
            let ends = gap.trim_end().ends_with('.');
            if one_block && cue_inside && !ends && gap.len() < 120 && gap.trim_end().ends_with(',') {
                previous.parts.push(inner);
                previous.bytes.end = bytes.end;
                return;
            }
        }
        let speaker = self.speaker(block, bytes, cue).or_else(|| self.beside(block, bytes));
        let opens = self.text.blocks[block].bytes.start == bytes.start;
        let whole = self.text.text[inner.start..inner.end].ends_with(['.', ',', '!', '?', '…']) || opens;
        let form = if whole { Form::Direct } else { Form::Mixed };
        quoted.push(Quoted {
            form,
            bytes,
            parts: vec![inner],
            speaker,
            cue: cue.map(|it| self.text.tokens[it].bytes),
            same_as: None,
        });
    }

    /// A title of a document, format or event: most words capitalised, and nothing of a sentence at its ends.
    fn is_title(&self, first: usize, last: usize, inner: Bytes) -> bool {
        let words: Vec<_> = (first..=last)
            .filter_map(|it| self.text.tokens.get(it))
            .filter(|it| it.kind == TokenKind::Word && inner.contains(it.bytes))
            .collect();
        let long: Vec<_> = words.iter().filter(|it| it.bytes.end - it.bytes.start > 3).collect();
        let capitals = long.iter().filter(|it| it.capital).count();
        let ends = inner.of(self.text.text).trim_end().ends_with(['.', ',', '!', '?']);
        !ends && !long.is_empty() && capitals * 4 >= long.len() * 3 && words.len() <= 14
    }

    /// The cue beside a quotation: after it in the same sentence, else before it.
    fn cue(&self, block: usize, bytes: Bytes) -> Option<usize> {
        let block = self.text.blocks[block].bytes;
        let after = self.text.token_at(bytes.end);
        let mut best = None;
        for at in after..after + 24 {
            let Some(token) = self.text.tokens.get(at).filter(|it| block.contains(it.bytes)) else { break };
            if matches!(self.text.low(at), "." | "\"" | "“" | "«") && at > after {
                break;
            }
            if token.bytes.start >= bytes.end && self.is_cue(at) {
                best = Some(at);
                break;
            }
        }
        let direct = self.text.text[..bytes.end].ends_with([',', '"', '”', '»', '\'', '’'])
            && best.is_some_and(|it| it - after < 8);
        if direct {
            return best;
        }
        let before = self.text.token_at(bytes.start);
        for at in (before.saturating_sub(30)..before).rev() {
            let token = self.text.tokens[at];
            if !block.contains(token.bytes) || matches!(self.text.low(at), "." | "!" | "?" | "\"" | "”") {
                break;
            }
            if self.is_cue(at) {
                return Some(at);
            }
        }
        best
    }

    /// Who speaks: a person, title, organ or organisation in the sentence of the cue.
    fn speaker(&self, block: usize, quote: Bytes, cue: Option<usize>) -> Option<Voice> {
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
    fn beside(&self, block: usize, quote: Bytes) -> Option<Voice> {
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
            let Some((office, end)) = self.words.office(self.text, at) else {
                at += 1;
                continue;
            };
            let id = self.pack.persons.office.get(office).map(|it| it.id.as_str())?;
            let bytes = self.text.bytes(at..end);
            if self.pack.speech.anonymous.iter().any(|it| it == self.text.low(at))
                && self.people.by_office(id, quote.start).is_none()
            {
                break;
            }
            let previous = self.previous(id, quote.start).or_else(|| self.kindred(id, quote.start));
            if let Some(person) = previous.or_else(|| self.people.by_office(id, quote.start)) {
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
        if self.people.by_office(office, before).is_some() {
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
    fn follow(&self, quoted: &mut [Quoted]) {
        for n in 1..quoted.len() {
            if quoted[n].speaker.is_none() {
                quoted[n].speaker = quoted[n - 1].speaker.clone().map(|voice| Voice { bytes: None, ..voice });
            }
        }
    }
}

/// Leaves white space at the ends out.
fn trim(text: &str, bytes: Bytes) -> Bytes {
    let words = bytes.of(text);
    let start = bytes.start + (words.len() - words.trim_start().len());
    Bytes::new(start, start + words.trim().len())
}

/// Finds quotations whose words stand elsewhere too: the same words, or a headline's words inside a longer quotation.
/// They take the other's speaker.
fn repeat(text: &Text<'_>, quoted: &mut [Quoted]) {
    let plain = |it: &Quoted| {
        let words =
            it.parts.iter().map(|part| part.of(text.text).to_lowercase()).collect::<Vec<_>>().join(" ");
        words.trim_end_matches(['.', ',']).to_owned()
    };
    let all: Vec<String> = quoted.iter().map(plain).collect();
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (n, words) in all.iter().enumerate() {
        last.entry(words).or_insert(n);
    }
    let title = text
        .blocks
        .iter()
        .filter(|it| it.kind == BlockKind::Headline)
        .map(|it| it.bytes.end)
        .max()
        .unwrap_or(0);
    for n in 0..quoted.len() {
        let same = last.get(all[n].as_str()).copied().filter(|it| *it != n);
        let headline = quoted[n].bytes.start < title;
        let longer =
            || (0..all.len()).find(|m| *m != n && all[*m].len() > all[n].len() && all[*m].contains(&all[n]));
        if let Some(other) = same.or_else(|| if headline { longer() } else { None }) {
            quoted[n].same_as = Some(other);
            let speaker = quoted[other].speaker.clone().map(|voice| Voice { bytes: None, ..voice });
            if speaker.is_some() && (headline || quoted[n].speaker.is_none()) {
                quoted[n].speaker = speaker;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::sentences;

    /// Words and speaker of each quotation.
    fn said(text: &str) -> Vec<(String, String)> {
        let reading = sentences(text);
        let name =
            |it: &comity_model::Quotation| it.speaker.as_ref().map_or(String::new(), |it| it.name.clone());
        reading.quotations.iter().map(|it| (it.text.clone(), name(it))).collect()
    }

    fn one(words: &str, speaker: &str) -> Vec<(String, String)> {
        vec![(words.to_owned(), speaker.to_owned())]
    }

    #[test]
    fn speakers_by_name_title_and_pronoun() {
        let named = "President Ana Ruiz spoke. \"We are open to all of them,\" ";
        assert_eq!(said(&format!("{named}Ruiz said.")), one("We are open to all of them,", "Ana Ruiz"));
        assert_eq!(
            said(&format!("{named}the President said.")),
            one("We are open to all of them,", "Ana Ruiz")
        );
        assert_eq!(said(&format!("{named}she said.")), one("We are open to all of them,", "Ana Ruiz"));
    }

    #[test]
    fn a_shorter_title_is_the_same_office() {
        let found =
            said("Foreign Minister Ana Ruiz spoke.\n\n\"It is not planned by us,\" said the minister.");
        assert_eq!(found, one("It is not planned by us,", "Ana Ruiz"));
    }

    #[test]
    fn a_statement_speaks_for_who_issued_it() {
        let found = said("The OTS met on Friday.\n\n\"The members stand together,\" the statement says.");
        assert_eq!(found, one("The members stand together,", "OTS"));
    }

    #[test]
    fn a_mark_never_closed_shifts_nothing() {
        let found =
            said("He called it \"a new page.\n\n\"We are open to all of them,\" President Ana Ruiz said.");
        assert!(
            found.contains(&("We are open to all of them,".to_owned(), "Ana Ruiz".to_owned())),
            "{found:?}"
        );
    }

    #[test]
    fn marks_of_one_glyph_are_nested() {
        let found = said("\"We open the \"Plus\" format for all of them,\" President Ana Ruiz said.");
        assert_eq!(found, one("We open the \"Plus\" format for all of them,", "Ana Ruiz"));
    }
}
