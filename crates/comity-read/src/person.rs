//! Persons: names from titles, apposition and context, and the offices the text gives them.
//!
//! No list of persons is needed: a name is a run of capitalised words that is no name of the atlas, beside a title, a
//! verb of saying or another mention of the same name.

use std::collections::HashMap;
use std::ops::Range;

use comity_atlas::{Atlas, Kind};

use crate::mention::Mention;
use crate::pack::{Grammar, Pack};
use crate::text::{BlockKind, Bytes, Text, TokenKind};

/// A person of the document.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// Longest form of the name in the document.
    pub(crate) name: String,
    /// `person:<name in kebab-case, Latin letters>`.
    pub(crate) id: String,
}

/// Where the text speaks of a person.
#[derive(Clone, Debug)]
pub(crate) struct PersonMention {
    pub(crate) tokens: Range<usize>,
    pub(crate) bytes: Bytes,
    /// Index into [`People::persons`].
    pub(crate) person: usize,
}

/// An office given to a person.
#[derive(Clone, Debug)]
pub(crate) struct OfficeMention {
    /// Index into [`People::persons`].
    pub(crate) person: usize,
    /// English name of the office where the pack knows it ("foreign minister"), else as written.
    pub(crate) office: String,
    /// Id of the state, organisation or body, or the name as written.
    pub(crate) of: Option<String>,
    /// Office and name together.
    pub(crate) bytes: Bytes,
}

/// The persons of a document.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) persons: Vec<Person>,
    /// In order of their place.
    pub(crate) mentions: Vec<PersonMention>,
    pub(crate) offices: Vec<OfficeMention>,
}

impl People {
    /// The person last given an office by these words before a place.
    pub(crate) fn by_office(&self, office: &str, before: usize) -> Option<usize> {
        let fits = |it: &&OfficeMention| it.office == office;
        let first = self.offices.iter().find(fits);
        self.offices.iter().rev().filter(fits).find(|it| it.bytes.end <= before).or(first).map(|it| it.person)
    }
}

/// A run of capitalised words, and whether something beside it says that it is a person.
struct Candidate {
    tokens: Range<usize>,
    titled: bool,
}

/// Words of the pack in look-up form.
pub(crate) struct Words<'a> {
    pack: &'a Pack,
    /// First word → the rest, and index of the office.
    offices: HashMap<&'a str, Vec<(Vec<&'a str>, usize)>>,
    not_names: std::collections::HashSet<&'a str>,
    reporting: &'a [String],
    /// Words that no name and its office have between them: auxiliaries, prepositions, verbs of saying.
    parts: std::collections::HashSet<&'a str>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(pack: &'a Pack) -> Words<'a> {
        let mut offices: HashMap<&str, Vec<(Vec<&str>, usize)>> = HashMap::new();
        for (n, office) in pack.persons.office.iter().enumerate() {
            for name in &office.names {
                let mut parts = name
                    .split_inclusive('-')
                    .flat_map(|it| it.strip_suffix('-').map_or(vec![it], |word| vec![word, "-"]))
                    .flat_map(str::split_whitespace);
                if let Some(first) = parts.next() {
                    offices.entry(first).or_default().push((parts.collect(), n));
                }
            }
        }
        // Each list is sorted by itself: the order of the lists does not matter.
        #[allow(clippy::iter_over_hash_type)]
        for entries in offices.values_mut() {
            entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        let not_names = pack.persons.not_names.iter().map(String::as_str).collect();
        let reporting = pack.lexicon.grammar.get(&Grammar::Reporting).map_or(&[][..], Vec::as_slice);
        let grammar = [Grammar::Preposition, Grammar::Coordinator, Grammar::Reporting, Grammar::Relative];
        let words = grammar.iter().filter_map(|it| pack.lexicon.grammar.get(it));
        let parts = words.chain(pack.lexicon.auxiliary.values()).flatten().map(String::as_str);
        let parts = parts.filter(|it| *it != "'s").collect();
        Words { pack, offices, not_names, reporting, parts }
    }

    /// The office that begins at a token: its index and end.
    pub(crate) fn office(&self, text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
        let entries = self.offices.get(text.low(at))?;
        let found = entries
            .iter()
            .find(|(rest, _)| rest.iter().enumerate().all(|(n, word)| text.low(at + 1 + n) == *word))?;
        Some((found.1, at + 1 + found.0.len()))
    }

    /// The office that ends right before a token, or before a comma in front of it: "its president, Ana Ruiz".
    fn office_beside(&self, text: &Text<'_>, end: usize) -> Option<(usize, usize)> {
        let comma = || {
            end.checked_sub(1).filter(|it| text.low(*it) == ",").and_then(|it| self.office_before(text, it))
        };
        self.office_before(text, end).or_else(comma)
    }

    /// The office that ends right before a token.
    fn office_before(&self, text: &Text<'_>, end: usize) -> Option<(usize, usize)> {
        (end.saturating_sub(6)..end)
            .find_map(|at| self.office(text, at).filter(|(_, it)| *it == end).map(|(office, _)| (office, at)))
    }

    pub(crate) fn is_reporting(&self, low: &str) -> bool {
        self.reporting.iter().any(|it| it == low)
    }

    fn in_list(list: &[String], low: &str) -> bool {
        list.iter().any(|it| it == low)
    }
}

/// Finds the persons and their offices.
pub(crate) fn find(text: &Text<'_>, mentions: &[Mention], atlas: &Atlas, pack: &Pack) -> People {
    let words = Words::new(pack);
    let finder = Finder { text, mentions, atlas, words: &words };
    let candidates = finder.candidates();
    let mut people = People::default();
    for candidate in candidates.iter().filter(|it| it.titled) {
        finder.enter(&mut people, &candidate.tokens);
    }
    finder.mentions(&mut people, &candidates);
    finder.offices(&mut people);
    people
}

struct Finder<'a> {
    text: &'a Text<'a>,
    mentions: &'a [Mention],
    atlas: &'a Atlas,
    words: &'a Words<'a>,
}

impl Finder<'_> {
    fn mention_at(&self, token: usize) -> Option<&Mention> {
        let n = self.mentions.partition_point(|it| it.tokens.end <= token);
        self.mentions.get(n).filter(|it| it.tokens.contains(&token))
    }

    /// Whether a token can be part of a name.
    fn name_word(&self, token: usize) -> bool {
        let Some(it) = self.text.tokens.get(token) else { return false };
        let low = self.text.low(token);
        it.kind == TokenKind::Word
            && it.capital
            && !self.words.not_names.contains(low)
            && self.mention_at(token).is_none()
            && !low.starts_with('\'')
    }

    /// Runs of capitalised words in one sentence, with particles, hyphens and initials inside.
    fn candidates(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for sentence in &self.text.sentences {
            let kind = self.text.blocks[sentence.block].kind;
            if matches!(kind, BlockKind::Capture | BlockKind::Furniture) {
                continue;
            }
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if !self.name_word(at)
                    || self.words.office(self.text, at).is_some()
                        && self.words.office(self.text, at).is_some_and(|(_, end)| end > at)
                {
                    at += 1;
                    continue;
                }
                let end = self.run_end(at, sentence.tokens.end);
                let headline =
                    kind != BlockKind::Paragraph && kind != BlockKind::Caption && kind != BlockKind::Byline;
                let titled = self.is_titled(at..end, sentence.tokens.start) && !headline;
                found.push(Candidate { tokens: at..end, titled });
                at = end;
            }
        }
        found
    }

    fn run_end(&self, start: usize, limit: usize) -> usize {
        let mut end = start + 1;
        while end < limit && end - start < 9 {
            let low = self.text.low(end);
            let glued = self.text.tokens[end].glued;
            let joins = (low == "-"
                || low == "." && self.text.word(end - 1).chars().count() == 1
                || low == "'"
                || low == "’")
                && glued;
            let particle = Words::in_list(&self.words.pack.persons.particles, low) && !glued;
            let letter = |it: &crate::text::Token| it.kind == TokenKind::Word && (it.glued || low == ".");
            let joined = joins && self.text.tokens.get(end + 1).is_some_and(letter);
            let inner =
                particle && end + 1 < limit && (self.name_word(end + 1) || self.text.low(end + 1) == "-");
            if joined || inner {
                end += 2;
            } else if self.name_word(end) {
                end += 1;
            } else {
                break;
            }
        }
        end.min(limit)
    }

    /// Whether the words around a run say that it names a person.
    fn is_titled(&self, run: Range<usize>, first: usize) -> bool {
        let before = run.start.checked_sub(1).filter(|it| *it >= first);
        let honorific = before.is_some_and(|it| {
            let at = if self.text.low(it) == "." { it.saturating_sub(1) } else { it };
            Words::in_list(&self.words.pack.persons.honorifics, self.text.low(at))
        });
        let long = run.len() >= 2;
        let office = self.words.office_before(self.text, run.start).is_some()
            || long && self.words.office_beside(self.text, run.start).is_some()
            || self.office_of_before(run.start).is_some();
        let says = self.words.is_reporting(self.text.low(run.end))
            || before.is_some_and(|it| self.words.is_reporting(self.text.low(it)));
        let apposition = self.text.low(run.end) == "," && self.office_after(run.end + 1).is_some();
        let relative = Words::in_list(
            &self.words.pack.persons.who,
            self.text.low(run.end + usize::from(self.text.low(run.end) == ",")),
        );
        let caption = self.text.blocks[self.text.sentences[self.text.sentence_of(run.start)].block].kind
            == BlockKind::Caption;
        honorific || office || long && (says || apposition || relative || caption)
    }

    /// "President of Turkmenistan" and "Secretary-General of the OTS," before a name: office and start.
    fn office_of_before(&self, end: usize) -> Option<(usize, usize)> {
        let end = if end > 0 && self.text.low(end - 1) == "," { end - 1 } else { end };
        let mention =
            end.checked_sub(1).and_then(|it| self.mention_at(it)).filter(|it| it.tokens.end == end)?;
        let mut at = mention.tokens.start;
        for _ in 0..3 {
            let before = at.checked_sub(1)?;
            let low = self.text.low(before);
            if let Some((office, start)) = self.words.office_before(self.text, at) {
                return (at < mention.tokens.start).then_some((office, start));
            }
            if !Words::in_list(&self.words.pack.persons.of, low)
                && !Words::in_list(&self.words.pack.persons.definite, low)
            {
                return None;
            }
            at = before;
        }
        self.words.office_before(self.text, at)
    }

    /// An office after a comma, over articles, adjectives and possessives: its index, start and end.
    fn office_after(&self, start: usize) -> Option<(usize, usize, usize)> {
        let sentence = self.text.sentences.get(self.text.sentence_of(start))?;
        for at in start..(start + 9).min(sentence.tokens.end) {
            if let Some((office, end)) = self.words.office(self.text, at) {
                return Some((office, at, end));
            }
            let low = self.text.low(at);
            let token = self.text.tokens[at];
            let mark = token.kind == TokenKind::Mark && low != "-";
            if mark && low != "'s" && low != "'"
                || self.words.is_reporting(low)
                || self.words.pack.persons.past.iter().any(|it| it == low)
            {
                return None;
            }
        }
        None
    }

    /// Enters a person, or finds the one already known by this name.
    fn enter(&self, people: &mut People, tokens: &Range<usize>) -> usize {
        let name = self
            .text
            .bytes(tokens.clone())
            .of(self.text.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if let Some(known) = known(people, &name) {
            if name.len() > people.persons[known].name.len() && name.contains(' ') {
                people.persons[known] = Person { id: id(&name), name };
            }
            return known;
        }
        people.persons.push(Person { id: id(&name), name });
        people.persons.len() - 1
    }

    /// All mentions: names known in full, and their last names.
    fn mentions(&self, people: &mut People, candidates: &[Candidate]) {
        for candidate in candidates {
            let bytes = self.text.bytes(candidate.tokens.clone());
            let name = bytes.of(self.text.text).split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(person) = known(people, &name) {
                people.mentions.push(PersonMention { tokens: candidate.tokens.clone(), bytes, person });
            }
        }
        people.mentions.sort_by_key(|it| it.tokens.start);
        people.mentions.dedup_by_key(|it| it.tokens.start);
    }

    /// Offices before and after the mentions.
    fn offices(&self, people: &mut People) {
        let mut offices: Vec<OfficeMention> = Vec::new();
        for mention in &people.mentions {
            let before = self
                .words
                .office_beside(self.text, mention.tokens.start)
                .or_else(|| self.office_of_before(mention.tokens.start));
            if let Some((office, start)) = before {
                self.office(mention, office, start..mention.tokens.start, mention.tokens.start, &mut offices);
            }
            let comma = self.text.low(mention.tokens.end) == ",";
            let relative = Words::in_list(&self.words.pack.persons.who, self.text.low(mention.tokens.end));
            let after = if comma || relative { self.office_after(mention.tokens.end + 1) } else { None };
            if let Some((office, start, end)) = after {
                self.office(mention, office, start..end, mention.tokens.end, &mut offices);
            }
        }
        offices.dedup_by(|a, b| a.person == b.person && a.office == b.office && a.of == b.of);
        self.unnamed(people, &mut offices);
        people.offices = offices;
    }

    /// "Kazakh President" without a name says whose president the only president without a country is.
    fn unnamed(&self, people: &People, offices: &mut [OfficeMention]) {
        let named = |at: usize, end: usize| {
            people.mentions.iter().any(|it| it.tokens.start <= end + 1 && at <= it.tokens.end)
        };
        let mut found: Vec<(String, String)> = Vec::new();
        for at in 0..self.text.tokens.len() {
            let Some((office, _)) = self.words.office(self.text, at).filter(|(_, end)| !named(at, *end))
            else {
                continue;
            };
            let id = self.words.pack.persons.office.get(office).map(|it| it.id.clone());
            found.extend(id.zip(self.holder_before(at)));
        }
        let ids: Vec<String> = offices.iter().map(|it| it.office.clone()).collect();
        for id in ids {
            let mut whose: Vec<&String> = found.iter().filter(|it| it.0 == id).map(|it| &it.1).collect();
            whose.retain(|of| !offices.iter().any(|it| it.office == id && it.of.as_ref() == Some(*of)));
            whose.sort();
            whose.dedup();
            let without: Vec<usize> =
                (0..offices.len()).filter(|n| offices[*n].office == id && offices[*n].of.is_none()).collect();
            if let ([of], [n]) = (&whose[..], &without[..]) {
                offices[*n].of = Some((*of).clone());
            }
        }
    }

    fn office(
        &self,
        mention: &PersonMention,
        office: usize,
        at: Range<usize>,
        edge: usize,
        offices: &mut Vec<OfficeMention>,
    ) {
        let mut start = at.start;
        let persons = &self.words.pack.persons;
        let mut qualifier = String::new();
        while start > 0 && Words::in_list(&persons.qualifiers, self.text.low(start - 1)) {
            start -= 1;
            qualifier = format!("{} {qualifier}", self.text.low(start));
        }
        if start > 0
            && (start.saturating_sub(4)..start).any(|it| Words::in_list(&persons.past, self.text.low(it)))
        {
            return;
        }
        let of = self.holder_before(start).or_else(|| self.holder_after(at.end.max(at.start + 1), at.start));
        let office = persons.office.get(office).map_or_else(String::new, |it| it.id.clone());
        let keep = ["acting ", "interim ", "transitional ", "first ", "deputy "];
        let prefix: String = keep.iter().filter(|it| qualifier.contains(**it)).copied().collect();
        let _ = edge;
        let bytes = self.text.bytes(start.min(mention.tokens.start)..at.end.max(mention.tokens.end));
        let office = if prefix.is_empty() { office } else { qualifier.trim().to_owned() + " " + &office };
        let same = offices
            .iter()
            .any(|it| it.person == mention.person && it.office == office && (it.of == of || of.is_none()));
        if !same {
            offices.push(OfficeMention { person: mention.person, office, of, bytes });
        }
    }

    /// "Kazakh" or "Kazakhstan's" before an office.
    fn holder_before(&self, start: usize) -> Option<String> {
        let near = (start.saturating_sub(3)..start)
            .rev()
            .take_while(|it| !self.words.parts.contains(self.text.low(*it)))
            .find_map(|it| self.mention_at(it))?;
        (near.kind != Kind::Place).then(|| self.atlas.entity(near.entity).id.to_owned())
    }

    /// "of Turkmenistan", "of the OTS" after an office.
    fn holder_after(&self, end: usize, start: usize) -> Option<String> {
        let near = (start + 1..end + 5).find_map(|it| self.mention_at(it))?;
        (near.kind != Kind::Place).then(|| self.atlas.entity(near.entity).id.to_owned())
    }
}

/// The person a name belongs to: the same name, or one of its words alone ("Xi", "Anwar", "Tokayev").
fn known(people: &People, name: &str) -> Option<usize> {
    let alone = !name.contains(' ');
    people.persons.iter().position(|person| {
        person.name == name
            || alone && person.name.split(' ').any(|word| word == name)
            || !alone
                && (person.name.ends_with(&format!(" {name}"))
                    || name.ends_with(&format!(" {}", person.name)))
    })
}

/// `person:` and the name in kebab-case of plain Latin letters.
pub(crate) fn id(name: &str) -> String {
    let mut slug = String::from("person:");
    for c in name.to_lowercase().chars() {
        let mut plain = String::new();
        latin(c, &mut plain);
        if plain.is_empty() && !slug.ends_with(['-', ':']) && !matches!(c, '\'' | '’' | 'ь' | 'ъ') {
            slug.push('-');
        }
        slug.push_str(&plain);
    }
    slug.trim_end_matches('-').to_owned()
}

/// A letter in plain Latin; nothing for marks.
fn latin(c: char, out: &mut String) {
    const CYRILLIC: &str = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    const LATIN: [&str; 33] = [
        "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t",
        "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];
    const ACCENTED: &str = "àáâãäåçćčèéêëìíîïıñńòóôõöøùúûüýşšśžźğəäß";
    const PLAIN: &str = "aaaaaaccceeeeiiiiinnoooooouuuuyssszzgaas";
    if c.is_ascii_alphanumeric() {
        out.push(c);
    } else if let Some(n) = CYRILLIC.chars().position(|it| it == c) {
        out.push_str(LATIN[n]);
    } else if let Some(plain) = ACCENTED.chars().position(|it| it == c).and_then(|n| PLAIN.chars().nth(n)) {
        out.push(plain);
    } else if c.is_alphanumeric() {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_latin() {
        assert_eq!(id("Kassym-Jomart Tokayev"), "person:kassym-jomart-tokayev");
        assert_eq!(id("Ólafur Ñandú"), "person:ólafur-nandu".replace('ó', "o"));
        assert_eq!(id("Сергей Лебедев"), "person:sergei-lebedev");
    }
}
