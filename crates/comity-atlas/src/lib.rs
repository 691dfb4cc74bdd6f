//! Who is who: names in languages and scripts → states, territories, organisations, bodies and places.
//!
//! The tables are made from `atlas/` when the program is built; nothing is compiled when it starts. This crate knows no
//! documents: it answers which names begin at a place of a text, and leaves homonyms to whoever knows the context.

mod fold;
mod head;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use fold::Folded;
use fst::raw::{Fst, Output};
use head::HEADS;

/// A word with which names begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstWord {
    /// A name that begins so may be written with a small letter.
    pub small: bool,
    /// A name may end with it, or go on with a mark.
    pub alone: bool,
    /// The words that follow it after a space.
    pub next: BTreeSet<String>,
}

/// Number of an entity of the atlas.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct EntityIdx(pub u32);

/// Kind of entity.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A state.
    State,
    /// A territory, or an entity whose status as a state is left open.
    Territory,
    /// An organisation.
    Organisation,
    /// An organ of an organisation.
    Body,
    /// A city or other place.
    Place,
}

/// What a name is to its entity.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// The usual English name.
    Canonical,
    /// Another name.
    Name,
    /// An acronym; matched in the case it is stored in.
    Acronym,
    /// "Kazakh".
    Adjective,
    /// "Kazakhs".
    Demonym,
    /// A name that means this entity only where the document speaks of its organisation: "the Council".
    Context,
}

/// Grammatical case of a form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Case {
    /// Nominative.
    Nom,
    /// Genitive.
    Gen,
    /// Dative.
    Dat,
    /// Accusative.
    Acc,
    /// Instrumental.
    Ins,
    /// Prepositional, locative.
    Loc,
}

/// Level of a body.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Level {
    /// Heads of state or government.
    Leaders,
    /// Ministers.
    Ministers,
    /// Officials.
    Officials,
    /// Secretariat, commission.
    Secretariat,
    /// Parliament.
    Parliament,
    /// Court.
    Court,
    /// Anything else.
    Other,
}

/// An entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity<'a> {
    /// `state:KZ`, `org:cis`, `body:cis/…`, `place:…`.
    pub id: &'a str,
    /// Kind.
    pub kind: Kind,
    /// Usual English name.
    pub name: &'a str,
    /// The organisation of a body, the state of a place.
    pub parent: Option<EntityIdx>,
    /// Level of a body.
    pub level: Option<Level>,
    /// No organisation of states: a federation of associations, whose acts are not recorded.
    pub private: bool,
    /// English title of who heads an organisation ("secretary-general"), where "its chief" can be nobody else.
    pub head: Option<&'static str>,
}

/// One meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Whom it names.
    pub entity: EntityIdx,
    /// What the name is.
    pub role: Role,
    /// Case of the form, in languages with cases.
    pub case: Option<Case>,
    /// Language, ISO 639-1, as two bytes.
    pub lang: [u8; 2],
}

/// The longest name at a place.
#[derive(Clone, Debug)]
pub struct Match {
    /// Bytes of text.
    pub len: usize,
    /// Its meanings.
    pub hits: Vec<Hit>,
}

/// Where the names go on that begin with a word.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    node: usize,
    value: u64,
}

/// The atlas.
#[allow(missing_debug_implementations)]
pub struct Atlas {
    names: Fst<&'static [u8]>,
    hits: &'static [u8],
    entities: &'static [u8],
    strings: &'static str,
}

const ENTITY: usize = 24;
const HIT: usize = 16;

/// A little-endian number of a table; the tables' sizes are this crate's own.
fn number(table: &[u8], at: usize) -> u32 {
    table.get(at..at + 4).and_then(|it| it.try_into().ok()).map_or(0, u32::from_le_bytes)
}

impl Atlas {
    /// The atlas that the program was built with.
    pub fn shipped() -> &'static Atlas {
        static ATLAS: OnceLock<Atlas> = OnceLock::new();
        ATLAS.get_or_init(|| {
            let bytes: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.fst"));
            let names = match Fst::new(bytes) {
                Ok(names) => names,
                // The build script writes a valid automaton; a test opens it.
                Err(_) => unreachable!("the shipped automaton is valid"),
            };
            Atlas {
                names,
                hits: include_bytes!(concat!(env!("OUT_DIR"), "/hits.bin")),
                entities: include_bytes!(concat!(env!("OUT_DIR"), "/entities.bin")),
                strings: include_str!(concat!(env!("OUT_DIR"), "/strings.txt")),
            }
        })
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.entities.len() / ENTITY
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    fn string(&self, at: u32, len: u32) -> &'static str {
        self.strings.get(at as usize..(at + len) as usize).unwrap_or("")
    }

    /// An entity by its number.
    pub fn entity(&self, entity: EntityIdx) -> Entity<'static> {
        let at = entity.0 as usize * ENTITY;
        let part = |n: usize| number(self.entities, at + 4 * n);
        let tags = part(5);
        let kind = match tags & 0xFF {
            0 => Kind::State,
            1 => Kind::Territory,
            2 => Kind::Organisation,
            3 => Kind::Body,
            _ => Kind::Place,
        };
        let level = match tags >> 8 & 0xFF {
            0 => None,
            1 => Some(Level::Leaders),
            2 => Some(Level::Ministers),
            3 => Some(Level::Officials),
            4 => Some(Level::Secretariat),
            5 => Some(Level::Parliament),
            6 => Some(Level::Court),
            _ => Some(Level::Other),
        };
        let parent = Some(part(4)).filter(|it| *it != u32::MAX).map(EntityIdx);
        Entity {
            id: self.string(part(0), part(1)),
            kind,
            name: self.string(part(2), part(3)),
            parent,
            level,
            private: tags >> 16 & 1 == 1,
            head: HEADS.get((tags >> 24) as usize).copied().filter(|it| !it.is_empty()),
        }
    }

    /// The words with which the names of a language (and English ones) begin, folded and in order. For whoever wants to
    /// look only where a name can begin.
    pub fn first_words(&self, lang: &str) -> BTreeMap<String, FirstWord> {
        use fst::Streamer;
        let mut words: BTreeMap<String, FirstWord> = BTreeMap::new();
        let mut names = self.names.stream();
        while let Some((key, value)) = names.next() {
            let key = String::from_utf8_lossy(key);
            let small = self.stored(value.value(), lang).any(|(stored, hit)| {
                stored.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_uppercase())
                    || hit.role != Role::Acronym && is_telling(stored)
            });
            if self.stored(value.value(), lang).next().is_some() {
                let part = |text: &str| text.split(|c: char| !c.is_alphanumeric()).next().map(str::to_owned);
                let first = part(&key).unwrap_or_default();
                let next = key[first.len()..].strip_prefix(' ').and_then(part).filter(|it| !it.is_empty());
                let word = words.entry(first).or_default();
                word.small |= small;
                word.alone |= next.is_none();
                word.next.extend(next);
            }
        }
        words
    }

    /// An entity by its id.
    pub fn by_id(&self, id: &str) -> Option<EntityIdx> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.entity(EntityIdx(middle as u32)).id.cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(EntityIdx(middle as u32)),
            }
        }
        None
    }

    /// The longest name that begins at byte `at` of `text` and ends where a word ends, in the language `lang` or in
    /// English. White space inside a name may be any run of it; letters are compared without case and accents, but an
    /// acronym needs its own case, and a name that is written with a capital needs one unless it has six words and more.
    pub fn longest(&self, text: &str, at: usize, lang: &str) -> Option<Match> {
        self.longest_after(Start { node: self.names.root().addr(), value: 0 }, 0, text, at, lang)
    }

    /// Where the names go on that begin with a word in its folded form; none if no name begins so.
    pub fn start(&self, word: &str) -> Option<Start> {
        let mut node = self.names.root();
        let mut value = Output::zero();
        for byte in word.bytes() {
            let transition = node.transition(node.find_input(byte)?);
            value = value.cat(transition.out);
            node = self.names.node(transition.addr);
        }
        Some(Start { node: node.addr(), value: value.value() })
    }

    /// The longest name as [`Atlas::longest`] finds it, where its first word, of `len` bytes of ASCII, was looked up before.
    pub fn longest_after(
        &self,
        start: Start,
        len: usize,
        text: &str,
        at: usize,
        lang: &str,
    ) -> Option<Match> {
        let rest = text.get(at..)?;
        let mut node = self.names.node(start.node);
        let mut value = Output::new(start.value);
        let mut best: Option<(usize, u64)> = None;
        let (mut space, mut end, mut last) = (false, len, 'a');
        loop {
            let bounded = || !rest[end..].starts_with(char::is_alphanumeric) || !spaced(last);
            if end > 0 && node.is_final() && bounded() {
                let value = value.cat(node.final_output()).value();
                if self.hits(value, &rest[..end], lang).next().is_some() {
                    best = Some((end, value));
                }
            }
            // The next character that counts.
            let folded = loop {
                let c = match rest.as_bytes().get(end) {
                    Some(byte) if byte.is_ascii() => char::from(*byte),
                    _ => match rest[end..].chars().next() {
                        Some(c) => c,
                        None => return self.named(best, rest, lang),
                    },
                };
                (end, last) = (end + c.len_utf8(), c);
                match fold::fold(c) {
                    Folded::One(' ') if space => {}
                    Folded::One(folded) => break folded,
                    Folded::Nothing => {}
                }
            };
            space = folded == ' ';
            let mut buffer = [0; 4];
            for byte in folded.encode_utf8(&mut buffer).bytes() {
                let Some(input) = node.find_input(byte) else { return self.named(best, rest, lang) };
                let transition = node.transition(input);
                value = value.cat(transition.out);
                node = self.names.node(transition.addr);
            }
        }
    }

    /// The name that ends at a byte, with its meanings.
    fn named(&self, best: Option<(usize, u64)>, rest: &str, lang: &str) -> Option<Match> {
        let (len, value) = best?;
        Some(Match { len, hits: self.hits(value, &rest[..len], lang).collect() })
    }

    fn hits<'a>(&'a self, value: u64, written: &'a str, lang: &'a str) -> impl Iterator<Item = Hit> + 'a {
        let all = self.stored(value, lang);
        all.filter(move |(stored, hit)| same_case(stored, written, hit.role)).map(|(_, hit)| hit)
    }

    /// The names under a key in a language or in English, as they are stored.
    fn stored<'a>(&'a self, value: u64, lang: &'a str) -> impl Iterator<Item = (&'static str, Hit)> + 'a {
        let (start, count) = ((value >> 16) as usize, (value & 0xFFFF) as usize);
        (start..start + count).filter_map(move |n| {
            let at = n * HIT;
            let tags = number(self.hits, at + 4);
            let code = [(tags >> 16) as u8, (tags >> 24) as u8];
            let known = code == *b"en" || code == *b"--" || lang.as_bytes() == code;
            let role = match tags & 0xFF {
                0 => Role::Canonical,
                1 => Role::Name,
                2 => Role::Acronym,
                3 => Role::Adjective,
                4 => Role::Demonym,
                _ => Role::Context,
            };
            let case = match tags >> 8 & 0xFF {
                1 => Some(Case::Nom),
                2 => Some(Case::Gen),
                3 => Some(Case::Dat),
                4 => Some(Case::Acc),
                5 => Some(Case::Ins),
                6 => Some(Case::Loc),
                _ => None,
            };
            let stored = self.string(number(self.hits, at + 8), number(self.hits, at + 12));
            let hit = Hit { entity: EntityIdx(number(self.hits, at)), role, case, lang: code };
            known.then_some((stored, hit))
        })
    }
}

/// Whether words of a script end at spaces; Chinese and Japanese do not.
fn spaced(c: char) -> bool {
    !matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

/// Whether a name is so long that nothing else is written so, with capitals or without: "the consultative meeting of the
/// heads of state of Central Asia".
fn is_telling(stored: &str) -> bool {
    stored.split(' ').count() >= 6
}

/// Whether each letter is a capital.
fn capitals(text: &str) -> impl Iterator<Item = bool> + '_ {
    text.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase)
}

/// Whether the case of a written name fits the stored form.
fn same_case(stored: &str, written: &str, role: Role) -> bool {
    if stored == written {
        return true;
    }
    if role == Role::Acronym {
        return capitals(stored).eq(capitals(written));
    }
    let first = |text: &str| text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let last = |text: &str| text.rsplit([' ', '\n']).next().is_some_and(first);
    is_telling(stored)
        || !first(stored)
        || first(written) && (role == Role::Context || !last(stored) || last(written))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lang: &str, expected: Option<(&str, &str)>) {
        let atlas = Atlas::shipped();
        let found = atlas.longest(text, 0, lang);
        let found = found.as_ref().map(|it| (atlas.entity(it.hits[0].entity).id, &text[..it.len]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn longest_name_wins() {
        check("Guinea-Bissau's case", "en", Some(("state:GW", "Guinea-Bissau")));
        check("Guinea left", "en", Some(("state:GN", "Guinea")));
        check(
            "Shanghai Cooperation Organization met",
            "en",
            Some(("org:sco", "Shanghai Cooperation Organization")),
        );
        check(
            "Shanghai\n  Cooperation Organisation met",
            "en",
            Some(("org:sco", "Shanghai\n  Cooperation Organisation")),
        );
    }

    #[test]
    fn case_counts() {
        check("who said", "en", None);
        check("WHO said", "en", Some(("org:who", "WHO")));
        check("chad is a name", "en", None);
        check("Kazakhstani", "en", Some(("state:KZ", "Kazakhstani")));
    }

    #[test]
    fn names_begin_with_their_first_words() {
        let words = Atlas::shipped().first_words("en");
        let shanghai = words.get("shanghai").expect("a name begins with it");
        assert!(!shanghai.small && shanghai.next.contains("cooperation"));
        assert!(words.get("guinea").is_some_and(|it| it.alone && !it.small));
        assert_eq!(words.get("казахстан"), None);
        assert!(Atlas::shipped().first_words("ru").contains_key("казахстан"));
    }

    #[test]
    fn ids_find_their_entities() {
        let atlas = Atlas::shipped();
        for n in 0..atlas.len() {
            let entity = atlas.entity(EntityIdx(n as u32));
            assert_eq!(atlas.by_id(entity.id), Some(EntityIdx(n as u32)));
            assert!(!entity.name.is_empty(), "{}", entity.id);
        }
        assert!(atlas.len() > 300);
    }
}
