//! The offices that the text gives its persons.

use std::ops::Range;

use comity_atlas::Kind;

use super::{Finder, OfficeMention, People, PersonMention, Words};
use crate::text::TokenKind;

impl Finder<'_> {
    /// "President of Turkmenistan" and "Secretary-General of the OTS," before a name: office and start.
    pub(super) fn office_of_before(&self, end: usize) -> Option<(usize, usize)> {
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
    pub(super) fn office_after(&self, start: usize) -> Option<(usize, usize, usize)> {
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

    /// Offices before and after the mentions.
    pub(super) fn offices(&self, people: &mut People) {
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
