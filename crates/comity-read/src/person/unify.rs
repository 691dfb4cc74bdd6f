//! One person for all forms of a name: in full, its last words, one word alone, initials; and ids made of names.

use std::collections::HashMap;
use std::ops::Range;

use super::find::Candidate;
use super::words::tag;
use super::{People, Person, PersonMention, Reader};

/// Names entered so far.
#[derive(Default)]
struct Known {
    /// Words of each person's name, in plain letters, without particles.
    names: Vec<Vec<String>>,
    /// Word → persons.
    by_word: HashMap<String, Vec<usize>>,
    /// A bit for the first and last letter of each word, of many pairs the same.
    letters: u64,
}

impl Known {
    /// The person a name belongs to: the words of one are words of the other, in order; of several, whose last word it
    /// is, then who was entered last.
    fn find(&self, words: &[String]) -> Option<usize> {
        let last = words.last()?;
        let among = words.iter().filter(|it| it.chars().count() > 1).filter_map(|it| self.by_word.get(it));
        let fits = among.flatten().copied().filter(|it| {
            let name = &self.names[*it];
            within(words, name) || words.len() > 1 && name.len() > 1 && within(name, words)
        });
        fits.max_by_key(|it| (self.names[*it].last() == Some(last), *it))
    }

    /// Whether a word is of some name; `buffer` is for its plain letters.
    fn has(&self, word: &str, buffer: &mut String) -> bool {
        if letters(word) & !self.letters != 0 {
            return false;
        }
        buffer.clear();
        plain_into(word, buffer);
        self.by_word.contains_key(buffer.as_str())
    }

    fn enter(&mut self, person: usize, words: Vec<String>) {
        for word in &words {
            self.letters |= letters(word);
            let persons = self.by_word.entry(word.clone()).or_default();
            if !persons.contains(&person) {
                persons.push(person);
            }
        }
        if person < self.names.len() {
            self.names[person] = words;
        } else {
            self.names.push(words);
        }
    }
}

/// The bit of a word's first and last letter; none where its plain letters may be others.
fn letters(word: &str) -> u64 {
    let bytes = word.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(a), Some(b)) if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() && word.is_ascii() => {
            1 << (a.wrapping_mul(5).wrapping_add(*b) % 64)
        }
        _ => 0,
    }
}

/// Whether the words of a name are, in order, words of a longer one; an initial stands for any word it begins.
fn within(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| {
        rest.any(|it| {
            let initial = word.chars().count() == 1 || it.chars().count() == 1;
            it == word || initial && it.chars().next() == word.chars().next()
        })
    })
}

impl Reader<'_> {
    /// Persons from the runs that something says to be persons, and all mentions of their names.
    pub(super) fn unify(&self, candidates: &[Candidate]) -> People {
        let mut people = People::default();
        let mut known = Known::default();
        let titled = candidates.iter().filter(|it| it.titled);
        let mut titled: Vec<(&Candidate, Vec<String>)> =
            titled.map(|it| (it, self.name_words(&it.tokens))).collect();
        // Longer names first: a name in full is known before its last word alone is met.
        titled.sort_by_key(|(_, words)| std::cmp::Reverse(words.len().min(2)));
        for (candidate, words) in titled {
            self.enter(&mut people, &mut known, &candidate.tokens, &words);
        }
        if people.persons.is_empty() {
            return people;
        }
        let mut buffer = String::new();
        for candidate in candidates {
            let mut tokens = candidate.tokens.clone();
            if !tokens.any(|it| known.has(self.text.low(it), &mut buffer)) {
                continue;
            }
            let words = self.name_words(&candidate.tokens);
            if let Some(person) = known.find(&words) {
                let bytes = self.text.bytes(candidate.tokens.clone());
                people.mentions.push(PersonMention { tokens: candidate.tokens.clone(), bytes, person });
                self.enter(&mut people, &mut known, &candidate.tokens, &words);
            }
        }
        people
    }

    /// The words of a name in plain letters, particles left out.
    fn name_words(&self, tokens: &Range<usize>) -> Vec<String> {
        let words: Vec<String> = tokens
            .clone()
            .filter(|it| !self.has(*it, tag::PARTICLE))
            .map(|it| plain(self.text.low(it)))
            .filter(|it| !it.is_empty())
            .collect();
        if words.is_empty() {
            return tokens.clone().map(|it| plain(self.text.low(it))).filter(|it| !it.is_empty()).collect();
        }
        words
    }

    /// Enters a person, or a longer form of the name of one already known.
    fn enter(&self, people: &mut People, known: &mut Known, tokens: &Range<usize>, words: &[String]) {
        if words.iter().all(|it| it.chars().count() < 2) {
            return;
        }
        let name = || self.written(tokens.clone());
        match known.find(words) {
            Some(n) if words.len() > known.names[n].len() => {
                let name = name();
                people.persons[n] = Person { id: id(&name), name };
                known.enter(n, words.to_vec());
            }
            Some(_) => {}
            None => {
                let name = name();
                people.persons.push(Person { id: id(&name), name });
                known.enter(people.persons.len() - 1, words.to_vec());
            }
        }
    }
}

/// A word in plain Latin letters, where there are such; marks left out.
fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    plain_into(word, &mut out);
    out
}

fn plain_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        out.extend(letters.map(|it| char::from(it.to_ascii_lowercase())));
        return;
    }
    for c in word.chars().flat_map(char::to_lowercase).filter(|it| it.is_alphanumeric()) {
        latin(c, out);
    }
}

/// `person:` and the name in kebab-case of plain Latin letters.
fn id(name: &str) -> String {
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

    fn persons(text: &str) -> Vec<String> {
        let mut names: Vec<String> =
            crate::read::sentences(text).offices.iter().map(|it| it.person.name.clone()).collect();
        names.dedup();
        names
    }

    #[test]
    fn forms_of_a_name_are_one_person() {
        assert_eq!(
            persons(
                "President Ruiz came. Ana María Ruiz, the president of Chile, spoke. President A. Ruiz left."
            ),
            ["Ana María Ruiz"]
        );
        assert_eq!(
            persons("King Hamad bin Isa Al-Khalifa came. King Al-Khalifa left."),
            ["Hamad bin Isa Al-Khalifa"]
        );
        assert_eq!(persons("President Ana Ruiz met Prime Minister Jon Ruiz."), ["Ana Ruiz", "Jon Ruiz"]);
    }

    #[test]
    fn names_of_many_shapes() {
        for name in [
            "Tinne Van der Straeten",
            "Kang Kyung-wha",
            "Robert G. Mugabe",
            "Diamantino de Azevedo",
            "Théo al-Zayani",
        ] {
            assert_eq!(persons(&format!("Foreign Minister {name} said so.")), [name]);
        }
    }

    #[test]
    fn ids_are_plain_latin() {
        assert_eq!(id("Kassym-Jomart Tokayev"), "person:kassym-jomart-tokayev");
        assert_eq!(id("Ólafur Ñandú"), "person:ólafur-nandu".replace('ó', "o"));
        assert_eq!(id("Сергей Лебедев"), "person:sergei-lebedev");
    }
}
