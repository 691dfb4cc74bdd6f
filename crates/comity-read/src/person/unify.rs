//! One person for all forms of a name: in full, its last words, one word alone; and ids made of names.

use std::ops::Range;

use super::find::Candidate;
use super::{Finder, People, Person, PersonMention};

impl Finder<'_> {
    /// Enters a person, or finds the one already known by this name.
    pub(super) fn enter(&self, people: &mut People, tokens: &Range<usize>) -> usize {
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
    pub(super) fn mentions(&self, people: &mut People, candidates: &[Candidate]) {
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

    #[test]
    fn ids_are_plain_latin() {
        assert_eq!(id("Kassym-Jomart Tokayev"), "person:kassym-jomart-tokayev");
        assert_eq!(id("Ólafur Ñandú"), "person:ólafur-nandu".replace('ó', "o"));
        assert_eq!(id("Сергей Лебедев"), "person:sergei-lebedev");
    }
}
