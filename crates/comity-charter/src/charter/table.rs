//! A table of a charter's file, read field by field: what is missing, misspelt or of another type is said with its place.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range as Bytes;

use comity_model::{Day, Diagnostic, Place};
use serde::de::IntoDeserializer;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file and the problems found in it.
#[derive(Debug)]
pub struct File<'a> {
    /// Its path, as messages print it.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What is wrong with it.
    pub problems: RefCell<Vec<Diagnostic>>,
}

impl File<'_> {
    /// The place of some bytes.
    pub fn place(&self, at: &Bytes<usize>) -> Place {
        Place::of(self.path, self.text, at.start, at.end)
    }

    /// Notes a problem.
    pub fn problem(&self, code: &'static str, message: String, at: &Bytes<usize>, hint: String) {
        self.problems.borrow_mut().push(Diagnostic::error(code, message, Some(self.place(at))).hint(hint));
    }

    /// Notes that `found` is none of `known`.
    pub fn unknown<'k>(
        &self,
        code: &'static str,
        what: &str,
        found: &str,
        known: impl IntoIterator<Item = &'k str>,
        at: &Bytes<usize>,
    ) {
        self.problem(code, format!("`{found}` is not {what}"), at, nearest(found, known));
    }
}

/// A hint that names what is close, or what there is.
fn nearest<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let close = known
        .iter()
        .map(|it| (strsim::jaro_winkler(found, it), *it))
        .filter(|(score, _)| *score > 0.84)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match close {
        Some((_, it)) => format!("did you mean `{it}`?"),
        None if known.is_empty() => "define it first".to_owned(),
        None => {
            format!("use one of {}", known.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A text and where it stands.
#[derive(Clone, Debug)]
pub struct Word {
    /// The text.
    pub text: String,
    /// Its bytes.
    pub at: Bytes<usize>,
}

/// A table.
pub struct Table<'a> {
    /// The file.
    pub file: &'a File<'a>,
    /// Its name in messages: `standing`.
    pub name: &'a str,
    /// Its first bytes, or those of its header.
    pub at: Bytes<usize>,
    entries: &'a DeTable<'a>,
    used: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Table<'a> {
    /// The table of some bytes.
    pub fn new(file: &'a File<'a>, name: &'a str, entries: &'a Spanned<DeTable<'a>>) -> Table<'a> {
        let at = first_line(file.text, entries.span());
        Table { file, name, at, entries: entries.get_ref(), used: RefCell::default() }
    }

    fn value(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.used.borrow_mut().insert(key);
        self.entries.get(key)
    }

    fn expected(&self, key: &str, what: &str, value: &Spanned<DeValue<'_>>) {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` of `{}` is {found}; expected {what}", self.name);
        self.file.problem("wrong-type", message, &value.span(), format!("write {what}"));
    }

    /// A text that may be missing.
    pub fn word(&self, key: &'static str) -> Option<Word> {
        let value = self.value(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.expected(key, "a text", value);
        }
        Some(Word { text: text?.to_owned(), at: value.span() })
    }

    /// A text; empty when it is missing.
    pub fn text(&self, key: &'static str) -> String {
        self.word(key).map(|it| it.text).unwrap_or_default()
    }

    /// A text that must be there.
    pub fn needed(&self, key: &'static str) -> Word {
        if !self.has(key) {
            self.missing(key);
        }
        self.word(key).unwrap_or(Word { text: String::new(), at: self.at.clone() })
    }

    /// Whether a field is there.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Notes that a field is missing.
    pub fn missing(&self, key: &'static str) {
        let message = format!("`{}` has no `{key}`", self.name);
        self.file.problem("missing-field", message, &self.at, format!("add `{key} = …`"));
    }

    /// Texts; a single text counts as a list of one.
    pub fn words(&self, key: &'static str) -> Vec<Word> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let items: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let word = |item: &Spanned<DeValue<'_>>| {
            let text = item.get_ref().as_str();
            if text.is_none() {
                self.expected(key, "a text, or a list of texts", item);
            }
            Some(Word { text: text?.to_owned(), at: item.span() })
        };
        items.into_iter().filter_map(word).collect()
    }

    /// Texts without their places.
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        self.words(key).into_iter().map(|it| it.text).collect()
    }

    /// Lists of texts: `[["state:AM", "…"], …]`.
    pub fn rows(&self, key: &'static str) -> Vec<Vec<Word>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.expected(key, "a list", value);
            return Vec::new();
        };
        let row = |item: &Spanned<DeValue<'_>>| {
            let word = |it: &Spanned<DeValue<'_>>| {
                let text = it.get_ref().as_str()?;
                Some(Word { text: text.to_owned(), at: it.span() })
            };
            match item.get_ref() {
                DeValue::Array(items) => items.iter().filter_map(word).collect(),
                _ => word(item).into_iter().collect::<Vec<_>>(),
            }
        };
        let rows: Vec<(Vec<Word>, &Spanned<DeValue<'_>>)> = items.iter().map(|it| (row(it), it)).collect();
        for (_, it) in rows.iter().filter(|(row, _)| row.is_empty()) {
            self.expected(key, "a text, or a list of texts", it);
        }
        rows.into_iter().map(|(row, _)| row).filter(|it| !it.is_empty()).collect()
    }

    /// A yes or no; no when it is missing.
    pub fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.value(key) else { return false };
        if value.get_ref().as_bool().is_none() {
            self.expected(key, "`true` or `false`", value);
        }
        value.get_ref().as_bool().unwrap_or(false)
    }

    /// A day: `1993`, `1993-01` or `1993-01-22`.
    pub fn day(&self, key: &'static str) -> Option<Day> {
        let word = self.word(key)?;
        let day = Day::parse(&word.text);
        if let Err(error) = &day {
            let hint = "write as much of it as is known: a year, a month or a day".to_owned();
            self.file.problem("bad-day", error.to_string(), &word.at, hint);
        }
        day.ok()
    }

    /// A value read by `read`; `what` says what it should be, `hint` how that is written.
    pub fn parsed<T>(
        &self,
        key: &'static str,
        what: &str,
        hint: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let word = self.word(key)?;
        let value = read(&word.text);
        if value.is_none() {
            let message = format!("`{}` is not {what}", word.text);
            self.file.problem("bad-value", message, &word.at, hint.to_owned());
        }
        value
    }

    /// One of the names of a plain enumeration.
    pub fn choice<T: serde::de::DeserializeOwned>(&self, key: &'static str) -> Option<T> {
        self.choose(&self.word(key)?)
    }

    /// Names of a plain enumeration.
    pub fn choices<T: serde::de::DeserializeOwned>(&self, key: &'static str) -> Vec<T> {
        self.words(key).iter().filter_map(|it| self.choose(it)).collect()
    }

    fn choose<T: serde::de::DeserializeOwned>(&self, word: &Word) -> Option<T> {
        let read =
            |text: &str| -> Result<T, serde::de::value::Error> { T::deserialize(text.into_deserializer()) };
        match read(&word.text) {
            Ok(value) => Some(value),
            Err(error) => {
                // serde says: unknown variant `x`, expected one of `a`, `b`
                let message = error.to_string();
                let known: Vec<&str> = message
                    .split_once("expected")
                    .map_or("", |it| it.1)
                    .split('`')
                    .skip(1)
                    .step_by(2)
                    .collect();
                self.file.unknown("unknown-value", "a value it may have", &word.text, known, &word.at);
                None
            }
        }
    }

    /// Tables below a key: `[[standing]]`, or one table.
    pub fn tables(&self, key: &'static str) -> Vec<(Bytes<usize>, &'a DeTable<'a>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Table(table) => vec![(value.span(), table)],
            DeValue::Array(items) => {
                let table = |it: &'a Spanned<DeValue<'a>>| match it.get_ref() {
                    DeValue::Table(table) => Some((it.span(), table)),
                    _ => {
                        self.expected(key, "a table", it);
                        None
                    }
                };
                items.iter().filter_map(table).collect()
            }
            _ => {
                self.expected(key, "a table", value);
                Vec::new()
            }
        }
    }

    /// The same, each as a reader called `name`.
    pub fn below(&self, key: &'static str, name: &'a str) -> Vec<Table<'a>> {
        let file = self.file;
        let table = |(at, entries)| Table {
            file,
            name,
            at: first_line(file.text, at),
            entries,
            used: RefCell::default(),
        };
        self.tables(key).into_iter().map(table).collect()
    }

    /// Each key of a table with the texts under it: `names = { en = "…" }`.
    pub fn by_key(&self, key: &'static str) -> Vec<(Word, Vec<Word>)> {
        let mut all = Vec::new();
        for table in self.below(key, key) {
            for (name, value) in table.entries {
                let items: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
                    DeValue::Array(items) => items.iter().collect(),
                    _ => vec![value],
                };
                let word = |it: &Spanned<DeValue<'_>>| {
                    Some(Word { text: it.get_ref().as_str()?.to_owned(), at: it.span() })
                };
                let words: Vec<Word> = items.into_iter().filter_map(word).collect();
                if words.is_empty() {
                    self.expected(key, "a text, or a list of texts", value);
                }
                all.push((Word { text: name.get_ref().to_string(), at: name.span() }, words));
            }
        }
        all.sort_by_key(|it| it.0.at.start);
        all
    }

    /// The tables under each key: `[source.charter]`.
    pub fn named(&self, key: &'static str) -> Vec<(Word, Table<'a>)> {
        let mut all = Vec::new();
        for (_, entries) in self.tables(key) {
            for (name, value) in entries {
                let Some(table) = value.get_ref().as_table() else {
                    self.expected(key, "a table", value);
                    continue;
                };
                let at = first_line(self.file.text, value.span());
                let word = Word { text: name.get_ref().to_string(), at: name.span() };
                all.push((
                    word,
                    Table { file: self.file, name: key, at, entries: table, used: RefCell::default() },
                ));
            }
        }
        all.sort_by_key(|it| it.0.at.start);
        all
    }

    /// Says which fields nobody asked for.
    pub fn finish(&self) {
        let used = self.used.borrow();
        for (key, _) in self.entries {
            if !used.contains(key.get_ref().as_ref()) {
                let what = format!("a field of `{}`", self.name);
                self.file.unknown("unknown-field", &what, key.get_ref(), used.iter().copied(), &key.span());
            }
        }
    }
}

/// The bytes of a range's first line.
fn first_line(text: &str, at: Bytes<usize>) -> Bytes<usize> {
    let end = text.get(at.clone()).and_then(|it| it.find('\n')).map_or(at.end, |it| at.start + it);
    at.start..end
}
