//! `said`: the words of a person, and where they are quoted.

use comity_model::{Day, Form, Quotation, Span};
use rusqlite::params;
use serde::Serialize;

use super::{AsOf, Named, Names, Question};
use crate::cluster::tokens;
use crate::{Body, EntryId, Record, RecordError};

/// Words of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuotationLine {
    /// The entry.
    pub entry: EntryId,
    /// Direct, indirect or mixed.
    pub form: Form,
    /// The words.
    pub text: String,
    /// The day from which one could know them.
    pub known: Day,
    /// Who published them.
    pub source: String,
    /// Whom the publisher cites.
    pub chain: Vec<String>,
    /// Digest of the document.
    pub document: String,
    /// Title of the document.
    pub title: Option<String>,
    /// Where in its text, in code points.
    pub span: Span,
    /// Further documents that quote the same words.
    pub also_in: Vec<String>,
    /// Sources among all of them that do not go back to one another.
    pub sources: usize,
}

/// What a person said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SaidAnswer {
    /// Who.
    pub person: Named,
    /// Only words about this.
    pub about: Option<String>,
    /// As of what.
    pub as_of: AsOf,
    /// The words, the earliest first.
    pub quotations: Vec<QuotationLine>,
}

impl Record {
    /// Persons and offices whose words the record has and whose name has all these words.
    pub fn speakers(&self, name: &str) -> Result<Vec<Named>, RecordError> {
        let inner = self.inner();
        let find = || -> rusqlite::Result<Vec<String>> {
            let mut select = inner.connection.prepare_cached(
                "SELECT text FROM word WHERE id IN (SELECT DISTINCT speaker FROM quotation WHERE speaker IS NOT NULL)
                 ORDER BY text",
            )?;
            let rows = select.query_map([], |row| row.get(0))?;
            rows.collect()
        };
        let all = find().map_err(|it| self.explain(&it))?;
        let asked = tokens(name);
        let matches = |id: &&String| {
            let words = tokens(id);
            *id == name || asked.iter().all(|it| words.contains(it))
        };
        Ok(all.iter().filter(matches).map(|id| Named { id: id.clone(), name: person_name(id) }).collect())
    }

    /// What a person said, by the id of the person.
    pub fn said(
        &self,
        person: &str,
        about: Option<&str>,
        question: &Question,
        names: &dyn Names,
    ) -> Result<SaidAnswer, RecordError> {
        let asking = self.ask(question, names)?;
        let mut lines: Vec<(QuotationLine, Vec<String>, Vec<String>)> = Vec::new();
        let wanted = about.map(tokens).unwrap_or_default();
        let mut name = person_name(person);
        let entries = asking.quotations_of(person).map_err(|it| self.explain(&it))?;
        for (entry, source) in entries {
            let (body, source) = {
                let mut inner = self.inner();
                let body = inner.body(entry).map_err(|it| self.explain(&it))?;
                (body, inner.source(source).map_err(|it| self.explain(&it))?)
            };
            let Some(Body::Quotation { document, quotation }) = body else { continue };
            if let Some(speaker) = quotation.speaker.as_ref() {
                name.clone_from(&speaker.name);
            }
            let words = tokens(&quotation.text);
            if !wanted.iter().all(|it| words.contains(it)) {
                continue;
            }
            let (title, known) = asking.title(entry, &document)?;
            let line = line(entry, &quotation, known, &source.source, document, title);
            let from = source.origin.clone();
            match lines.iter_mut().find(|(_, text, _)| within(text, &words)) {
                Some((first, _, origins)) => {
                    if first.document != line.document && !first.also_in.contains(&line.document) {
                        first.also_in.push(line.document);
                    }
                    origins.push(from);
                }
                None => lines.push((line, words, vec![from])),
            }
        }
        let quotations = lines.into_iter().map(|(mut line, _, mut origins)| {
            origins.sort();
            origins.dedup();
            line.sources = origins.len();
            line
        });
        let person = Named { id: person.to_owned(), name };
        Ok(SaidAnswer {
            person,
            about: about.map(str::to_owned),
            as_of: asking.as_of(),
            quotations: quotations.collect(),
        })
    }
}

/// Whether one text stands in the other.
fn within(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && long.windows(short.len()).any(|it| it == short)
}

fn line(
    entry: EntryId,
    it: &Quotation,
    known: Day,
    source: &crate::Source,
    document: String,
    title: Option<String>,
) -> QuotationLine {
    QuotationLine {
        entry,
        form: it.form,
        text: it.text.split_whitespace().collect::<Vec<_>>().join(" "),
        known,
        source: source.name.clone(),
        chain: source.chain.clone(),
        document,
        title,
        span: it.span,
        also_in: Vec::new(),
        sources: 1,
    }
}

/// `person:ana-ruiz` for people: Ana Ruiz.
fn person_name(id: &str) -> String {
    let Some(name) = id.strip_prefix("person:") else { return id.to_owned() };
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    name.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

impl super::Asking<'_> {
    /// Quotations of a speaker with their sources, the earliest known first; long ones before parts of them.
    fn quotations_of(&self, speaker: &str) -> rusqlite::Result<Vec<(EntryId, i64)>> {
        let mut inner = self.inner();
        let crate::log::Inner { connection, words, .. } = &mut *inner;
        let Some(speaker) = words.find(connection, speaker)? else { return Ok(Vec::new()) };
        let mut select = connection.prepare_cached(
            "SELECT q.entry, e.source FROM quotation q JOIN entry e ON e.seq = q.entry
             WHERE q.speaker = ?1 AND q.entry <= ?2 AND q.known <= ?3 ORDER BY q.known, length(e.body) DESC, q.entry",
        )?;
        let rows = select
            .query_map(params![speaker, self.upto, self.known], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    }

    /// Title of the document of an entry, and the day from which the entry is known.
    pub(super) fn title(&self, entry: EntryId, digest: &str) -> Result<(Option<String>, Day), RecordError> {
        let inner = self.inner();
        let read = || -> rusqlite::Result<(Option<String>, String)> {
            let title = match crate::views::document(&inner.connection, digest)? {
                Some(document) => inner
                    .connection
                    .prepare_cached("SELECT body ->> '$.frame.title' FROM entry WHERE seq = ?1")?
                    .query_row([document], |row| row.get(0))?,
                None => None,
            };
            let known = inner
                .connection
                .prepare_cached("SELECT known FROM entry WHERE seq = ?1")?
                .query_row([entry], |row| row.get(0))?;
            Ok((title, known))
        };
        let (title, known) = read().map_err(|it| self.fail(&it))?;
        let known = Day::parse(&known).unwrap_or(Day { year: None, month: None, day: None });
        Ok((title.map(|it: String| it.split_whitespace().collect::<Vec<_>>().join(" ")), known))
    }
}
