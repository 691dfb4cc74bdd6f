//! What the record answers about one organisation, with the documents and entries that it rests on.

use std::collections::{BTreeMap, HashMap, HashSet};

use comity_model::{Class, Stage};
use comity_record::answer::{
    ActLine, ChairLine, DocumentAnswer, EntryLine, Holds, Named, Said, StandingLine,
};
use comity_record::{EntryId, Names, Question, Record, RecordError};
use serde::Serialize;

/// A line of an answer with an id.
pub(crate) struct Line<T> {
    /// `standing:cis/kz/member/17`; the number is that of the first entry that speaks of it.
    pub(crate) id: String,
    pub(crate) it: T,
}

/// All about one organisation.
pub(crate) struct Sheet {
    pub(crate) org: Named,
    pub(crate) standings: Vec<Line<StandingLine>>,
    pub(crate) chairs: Vec<Line<ChairLine>>,
    /// Acts that documents and filings tell; rows of data sets are standings and chairs.
    pub(crate) acts: Vec<ActLine>,
    /// Documents whose words are cited, by digest.
    pub(crate) documents: BTreeMap<String, DocumentAnswer>,
    entries: HashMap<EntryId, EntryLine>,
}

impl Sheet {
    pub(crate) fn of(
        record: &Record,
        names: &dyn Names,
        question: &Question,
        org: &str,
        told: &mut HashSet<String>,
    ) -> Result<Sheet, RecordError> {
        let standing = record.standing(org, question, names)?;
        let chairs = record.chair(org, question, names)?.chairs;
        let mut acts = record.timeline(org, question, names)?.acts;
        acts.retain(|it| !it.row && told.insert(it.act.id.clone()));
        let mut sheet = Sheet {
            org: standing.subject,
            standings: lines("standing", org, standing.parties, |it| {
                (None, &it.party.id, &it.standing, &it.said)
            }),
            chairs: lines("chair", org, chairs, |it| {
                (
                    it.body.as_ref().map(|it| it.id.as_str()),
                    it.holder.as_ref().map_or("", |it| &it.id),
                    &it.role,
                    &it.said,
                )
            }),
            acts,
            documents: BTreeMap::new(),
            entries: HashMap::new(),
        };
        sheet.fetch(record, names, question)?;
        Ok(sheet)
    }

    /// Brings what lines rest on.
    fn fetch(&mut self, record: &Record, names: &dyn Names, question: &Question) -> Result<(), RecordError> {
        let mut entries = Vec::new();
        let mut digests = Vec::new();
        for said in self.said() {
            entries.push(said.entry);
            digests.extend(said.words.iter().filter_map(|it| it.document.clone()));
        }
        digests.sort();
        digests.dedup();
        for digest in digests {
            if let Some(document) = record.document(&digest, question, names)? {
                entries.push(document.entry);
                self.documents.insert(digest, document);
            }
        }
        for entry in entries {
            if !self.entries.contains_key(&entry)
                && let Some(line) = record.entry_line(entry)?
            {
                self.entries.insert(entry, line);
            }
        }
        Ok(())
    }

    /// What sources say, line by line; an entry can come more than once.
    pub(crate) fn said(&self) -> impl Iterator<Item = &Said> {
        let standings = self.standings.iter().flat_map(|it| &it.it.said);
        let chairs = self.chairs.iter().flat_map(|it| &it.it.said);
        standings.chain(chairs).chain(self.acts.iter().flat_map(|it| &it.said))
    }

    /// An entry of the log.
    pub(crate) fn entry(&self, entry: EntryId) -> Option<&EntryLine> {
        self.entries.get(&entry)
    }

    /// When an entry was taken in, in a form that sorts.
    pub(crate) fn recorded(&self, entry: EntryId) -> String {
        self.entry(entry).map_or_else(String::new, |it| it.recorded.to_string())
    }

    /// Overlays of a party: its standing is suspended, or being left.
    pub(crate) fn overlays(&self, party: &str) -> Vec<String> {
        let over = |it: &&Line<StandingLine>| {
            it.it.party.id == party && it.it.class.is_some_and(Class::is_overlay) && in_force(&it.it)
        };
        self.standings.iter().filter(over).filter_map(|it| it.it.class.as_ref().map(word)).collect()
    }
}

/// Whether a standing certainly holds, and a source says that it is in force.
pub(crate) fn in_force(it: &StandingLine) -> bool {
    it.holds == Holds::Certainly && it.stage == Stage::InForce
}

/// Whether an act is done, by the sources that count most.
pub(crate) fn is_done(it: &ActLine) -> bool {
    !it.pending && matches!(it.act.stage, Stage::Decided | Stage::InForce | Stage::Ended)
}

/// Body or another organisation, party, standing or office, and what sources say.
type Parts<'l> = (Option<&'l str>, &'l str, &'l str, &'l [Said]);

fn lines<T>(kind: &str, org: &str, lines: Vec<T>, parts: impl Fn(&T) -> Parts<'_>) -> Vec<Line<T>> {
    let mut taken = HashSet::new();
    let mut named = Vec::with_capacity(lines.len());
    for it in lines {
        let (place, party, what, said) = parts(&it);
        let place = place.unwrap_or(org);
        let tail = |id: &str| id.split_once(':').map_or(id, |it| it.1).to_lowercase();
        let entry = said.iter().map(|it| it.entry).min().unwrap_or_default();
        let party = if party.is_empty() { "nobody".to_owned() } else { tail(party) };
        let base = format!("{kind}:{}/{party}/{what}/{entry}", tail(place));
        let mut id = base.clone();
        let mut n = 1;
        while !taken.insert(id.clone()) {
            n += 1;
            id = format!("{base}-{n}");
        }
        named.push(Line { id, it });
    }
    named
}

/// The contract's word for a value of a plain enumeration.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Words in one line.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
