//! Predecessors: who holds the office to which another is elected.
//!
//! "Ruiz becomes Secretary-General; she succeeds Okoro", "Okoro, in the post since 2016": the office is named with the
//! one who follows.

use comity_atlas::Kind;

use super::words::tag;
use super::{OfficeMention, People, Reader, Title};
use crate::index::WordId;

/// How many sentences back the office may be named.
const BACK: usize = 3;

/// How many sentences back somebody may have been elected to it.
const FAR: usize = 8;

/// What is added to the name of an office that is not held yet.
const DESIGNATE: &str = " (designate)";

/// Tokens between a name and the words that say that its bearer holds the office.
const NEAR: usize = 6;

impl Reader<'_> {
    /// Gives persons without an office of their own the one in which another follows them.
    pub(super) fn predecessors(&self, people: &People, titles: &[Title], offices: &mut Vec<OfficeMention>) {
        for (n, mention) in people.mentions.iter().enumerate() {
            let follows = self.is_succeeded(mention.tokens.start)
                || self.is_in_post(mention.tokens.end)
                || self.is_man_in_post(mention.tokens.start);
            if !follows || offices.iter().any(|it| it.person == mention.person) {
                continue;
            }
            if let Some(office) = self.designated(people, n, offices) {
                offices.push(office);
                continue;
            }
            let sentence = self.text.sentence_of(mention.tokens.start);
            let before = titles.partition_point(|it| it.core.end <= mention.tokens.start);
            let office = |n: &usize| {
                let calling = self.persons.office.get(titles[*n].office).is_some_and(|it| it.calling);
                let near = self.text.sentence_of(titles[*n].core.start) + BACK >= sentence;
                let org = || titles[*n].of.is_some_and(|it| self.atlas.entity(it).kind == Kind::Organisation);
                let other = people.holders[*n].map_or_else(org, |it| it != mention.person);
                // A minister who is elected leaves a ministry behind, and another leaves the office.
                let state = titles[*n]
                    .of
                    .is_some_and(|it| matches!(self.atlas.entity(it).kind, Kind::State | Kind::Territory));
                near && other && !calling && !state && !titles[*n].plural && !titles[*n].past
            };
            let Some(title) = (0..before).rev().find(office) else { continue };
            let holder = people.holders[title];
            let own = |it: &&OfficeMention| Some(it.person) == holder && it.kind == titles[title].office;
            let said = titles[title].of.map(|it| self.atlas.entity(it).id.to_owned());
            let of = offices.iter().find(own).and_then(|it| it.of.clone()).or(said);
            let (kind, office) = (titles[title].office, titles[title].name.clone());
            let (person, bytes) = (people.mentions[n].person, mention.bytes);
            offices.push(OfficeMention { person, kind, office, of, bytes });
        }
    }

    /// The office to which another has been elected in the sentences before.
    fn designated(&self, people: &People, n: usize, offices: &[OfficeMention]) -> Option<OfficeMention> {
        let mention = &people.mentions[n];
        let sentence = self.text.sentence_of(mention.tokens.start);
        let fits = |it: &&OfficeMention| {
            let near = it.bytes.start < mention.bytes.start
                && self.text.sentence_of(self.text.token_at(it.bytes.start)) + FAR >= sentence;
            near && it.person != mention.person && it.office.ends_with(DESIGNATE)
        };
        let found = offices.iter().filter(fits).max_by_key(|it| it.bytes.start)?;
        let office = found.office.strip_suffix(DESIGNATE)?.to_owned();
        Some(OfficeMention { person: mention.person, office, bytes: mention.bytes, ..found.clone() })
    }

    /// "The man now in the post, Jon Bell".
    pub(super) fn is_man_in_post(&self, name: usize) -> bool {
        let end = name.checked_sub(1).filter(|it| self.text.mark(*it) == Some(b','));
        let ends = |words: &Vec<WordId>, end: usize| {
            words.first().is_some_and(|it| self.words.tags(*it) & tag::PREPOSITION != 0)
                && end.checked_sub(words.len()).is_some_and(|start| self.text.has_words(start, words))
        };
        end.is_some_and(|end| self.words.in_post.iter().any(|it| ends(it, end)))
    }

    /// Whether words that say so end right before a name, over its title and country.
    pub(super) fn is_succeeded(&self, name: usize) -> bool {
        self.ends_before(name, &self.words.succeeds)
    }

    /// "Her successor is Jon Bell", "Jon Bell was chosen to succeed her": who follows somebody.
    pub(super) fn is_heir(&self, name: std::ops::Range<usize>) -> bool {
        let sentence = self.text.sentences.get(self.text.sentence_of(name.start));
        let end = sentence.map_or(name.end, |it| it.tokens.end.min(name.end + NEAR));
        let stands = |last: usize| {
            let begins = |it: &Vec<WordId>| {
                (last + 1)
                    .checked_sub(it.len())
                    .is_some_and(|start| start >= name.end && self.text.has_words(start, it))
            };
            self.has(last, tag::SUCCEEDS) && self.words.succeeds.iter().any(begins)
        };
        self.ends_before(name.start, &self.words.heirs) || (name.end..end).any(stands)
    }

    fn ends_before(&self, name: usize, phrases: &[Vec<WordId>]) -> bool {
        let mut at = name;
        while at > 0
            && (self.has(at - 1, tag::HONORIFIC | tag::QUALIFIER | tag::DEFINITE)
                || self.mention_at(at - 1).is_some()
                || matches!(self.text.low(at - 1), "." | "'s"))
        {
            at -= 1;
        }
        let ends = |words: &Vec<WordId>| {
            at.checked_sub(words.len()).is_some_and(|start| self.text.has_words(start, words))
        };
        at > 0 && self.has(at - 1, tag::SUCCEEDS) && phrases.iter().any(ends)
    }

    /// Whether words that say so stand shortly after a name, in its sentence.
    pub(super) fn is_in_post(&self, name: usize) -> bool {
        let end = self.text.sentences.get(self.text.sentence_of(name)).map_or(name, |it| it.tokens.end);
        let begins = |at: usize| {
            let stands = |it: &Vec<WordId>| at + it.len() <= end && self.text.has_words(at, it);
            self.has(at, tag::IN_POST) && self.words.in_post.iter().any(stands)
        };
        (name..end.min(name + NEAR)).any(begins)
    }
}

#[cfg(test)]
mod tests {
    use crate::read::sentences;

    /// Office and owner of a person.
    fn held(text: &str, name: &str) -> Option<String> {
        let offices = sentences(text).offices;
        let found = offices.into_iter().find(|it| it.person.name == name)?;
        Some(format!("{} | {}", found.office, found.of.unwrap_or_default()))
    }

    #[test]
    fn who_is_followed_holds_the_office() {
        let office = Some("secretary-general | org:ots".to_owned());
        let named = "Ana Ruiz becomes Secretary-General of the OTS";
        assert_eq!(held(&format!("{named}. She succeeds Jon Bell of Chile."), "Jon Bell"), office);
        assert_eq!(held(&format!("{named} in place of Jon Bell."), "Jon Bell"), office);
        assert_eq!(held(&format!("{named}, after the man now in the post, Jon Bell."), "Jon Bell"), office);
        assert_eq!(held(&format!("{named}. Jon Bell has held the office since 2016."), "Jon Bell"), office);
    }

    #[test]
    fn who_has_long_been_followed_holds_nothing() {
        let text = "Ana Ruiz is Secretary-General of the OTS. In 2016 she replaced Jon Bell.";
        assert_eq!(held(text, "Jon Bell"), None);
    }
}
