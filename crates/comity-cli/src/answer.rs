//! Answers in a terminal, as JSON and as CSV.

use std::fmt::Write as _;
use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use comity::record::Rank;
use comity::record::answer::{AsOf, Holds, Said, Words};
use comity::{Day, Stage, Stance};
use serde::Serialize;
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use crate::asked::Format;
use crate::failure::Failure;
use crate::render::word;

pub const BOLD: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();
pub const PLAIN: Style = Style::new();
pub const GREEN: Style = AnsiColor::Green.on_default();
pub const YELLOW: Style = AnsiColor::Yellow.on_default();
pub const RED: Style = AnsiColor::Red.on_default();
pub const BLUE: Style = AnsiColor::Blue.on_default();

/// Prints an answer; `rows` names the fields of the answer that hold the lines of a CSV file.
pub fn print<T: Serialize>(
    answer: &T,
    format: Format,
    rows: &[&str],
    text: impl FnOnce() -> String,
) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let internal = |error: serde_json::Error| Failure::Internal(error.to_string());
    match format {
        Format::Text => out.write_all(text().as_bytes())?,
        Format::Json => {
            let json = serde_json::to_string_pretty(answer).map_err(internal)?;
            writeln!(out, "{json}")?;
        }
        Format::Csv => {
            let json = serde_json::to_value(answer).map_err(internal)?;
            out.write_all(&csv(&json, rows)?)?;
        }
    }
    out.flush()?;
    Ok(())
}

/// The lines of an answer as CSV: a column a field, two for a thing with id and name.
fn csv(answer: &Value, fields: &[&str]) -> Result<Vec<u8>, Failure> {
    let lines = fields.iter().filter_map(|it| answer.get(it)?.as_array()).flatten();
    let lines: Vec<Map<String, Value>> = lines.filter_map(Value::as_object).map(flat).collect();
    let mut header: Vec<&String> = Vec::new();
    for key in lines.iter().flat_map(Map::keys) {
        if !header.contains(&key) {
            header.push(key);
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let fail = |error: csv::Error| Failure::Internal(error.to_string());
    if !header.is_empty() {
        writer.write_record(&header).map_err(fail)?;
    }
    for line in &lines {
        let cell = |key: &&String| line.get(*key).map_or_else(String::new, plain);
        writer.write_record(header.iter().map(cell)).map_err(fail)?;
    }
    writer.into_inner().map_err(|it| Failure::Internal(it.to_string()))
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn flat(line: &Map<String, Value>) -> Map<String, Value> {
    let mut flat_line = Map::new();
    for (key, value) in line {
        match value {
            Value::Object(inner)
                if inner.contains_key("id") && inner.contains_key("name") && inner.len() == 2 =>
            {
                flat_line.insert(key.clone(), inner["id"].clone());
                flat_line.insert(format!("{key}_name"), inner["name"].clone());
            }
            Value::Object(inner) => {
                for (name, value) in flat(inner) {
                    flat_line.insert(format!("{key}_{name}"), value);
                }
            }
            Value::Array(list) => said(key, list, &mut flat_line),
            other => {
                flat_line.insert(key.clone(), other.clone());
            }
        }
    }
    flat_line
}

/// What sources say: entries, names and words, each joined into one cell.
fn said(key: &str, list: &[Value], line: &mut Map<String, Value>) {
    let join = |get: &dyn Fn(&Value) -> Option<String>| {
        Value::String(list.iter().filter_map(get).collect::<Vec<_>>().join("; "))
    };
    if key != "said" {
        line.insert(key.to_owned(), join(&|it| Some(plain(it))));
        return;
    }
    line.insert("entries".to_owned(), join(&|it| it.get("entry").map(plain)));
    line.insert("source_names".to_owned(), join(&|it| it.get("source").map(plain)));
    let words = |it: &Value| {
        let words = it.get("words")?.as_array()?;
        let texts = words.iter().filter_map(|it| it.get("text")?.as_str());
        Some(texts.map(one_line).collect::<Vec<_>>().join(" … "))
    };
    if list.iter().any(|it| it.get("words").is_some()) {
        line.insert("words".to_owned(), join(&words));
    }
}

/// White space made one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name and the clocks of an answer, as two lines.
pub fn head(title: &str, id: Option<&str>, as_of: &AsOf) -> String {
    let id = id.filter(|it| *it != title).map_or(String::new(), |it| format!(" {DIM}{it}{DIM:#}"));
    format!("{BOLD}{title}{BOLD:#}{id}\n{DIM}{}{DIM:#}\n", clocks(as_of))
}

/// The clocks of an answer in one line.
pub fn clocks(as_of: &AsOf) -> String {
    let recorded = as_of.recorded.map_or(String::new(), |it| format!(" · recorded by {it}"));
    let order: Vec<String> = as_of.policy.order.iter().map(word::<Rank>).collect();
    format!("on {} · known {}{recorded} · prefers {}", as_of.on, as_of.known, order.join(" > "))
}

/// A range of days: `2025-10-10 –`, `1993 – 2009-08-18`, `– 2014`.
pub fn range(from: Option<Day>, until: Option<Day>) -> String {
    let text = |day: Option<Day>| day.map_or(String::new(), |it| it.to_string());
    match (from, until) {
        (None, None) => String::new(),
        (from, until) => format!("{} – {}", text(from), text(until)).trim().to_owned(),
    }
}

/// A cell of a table.
pub struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// Its colour.
    pub fn style(&self) -> Style {
        self.style
    }
}

/// A cell.
pub fn cell(text: impl Into<String>, style: Style) -> Cell {
    Cell { text: text.into(), style }
}

/// Lines in columns, each with what its sources say below.
#[derive(Default)]
pub struct Table {
    rows: Vec<(Vec<Cell>, String)>,
}

impl Table {
    /// Adds a line; `below` is printed under it, indented.
    pub fn push(&mut self, cells: Vec<Cell>, below: String) {
        self.rows.push((cells, below));
    }

    /// The lines with columns as wide as their widest cell.
    pub fn text(&self) -> String {
        let columns = self.rows.iter().map(|(cells, _)| cells.len()).max().unwrap_or(0);
        let width = |n: usize| {
            self.rows
                .iter()
                .filter_map(|(cells, _)| cells.get(n))
                .map(|it| it.text.width())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut out = String::new();
        for (cells, below) in &self.rows {
            let mut line = String::from("  ");
            let last = cells.iter().rposition(|it| !it.text.is_empty()).unwrap_or(0);
            for (n, it) in cells.iter().enumerate().take(last + 1).filter(|(n, _)| widths[*n] > 0) {
                let style = it.style;
                let space = if n == last { 0 } else { widths[n] - it.text.width() + 2 };
                let _ = write!(line, "{style}{}{style:#}{:space$}", it.text, "");
            }
            out.push_str(&line);
            out.push('\n');
            out.push_str(below);
        }
        out
    }
}

/// Marks of a line: what a reader must not overlook.
pub fn marks(disputed: bool, unverified: bool, sources: usize) -> Cell {
    let count = match sources {
        0 => "no source".to_owned(),
        1 => "1 source".to_owned(),
        n => format!("{n} sources"),
    };
    match (disputed, unverified) {
        (true, _) => cell(format!("disputed · {count}"), RED),
        (false, true) => cell(format!("unverified · {count}"), YELLOW),
        (false, false) => cell(count, DIM),
    }
}

/// A stage with its colour.
pub fn stage(stage: Stage) -> Cell {
    let style = match stage {
        Stage::Decided | Stage::InForce => GREEN,
        Stage::Rejected | Stage::Postponed | Stage::Superseded => RED,
        _ => YELLOW,
    };
    cell(words_of(&word(&stage)), style)
}

/// A word of the contract for people.
pub fn words_of(word: &str) -> String {
    word.replace('_', " ")
}

/// What to say of a line besides its stage.
pub fn holds(holds: Holds) -> &'static str {
    match holds {
        Holds::Certainly => "",
        Holds::Possibly => "possibly",
        Holds::Ahead => "ahead",
        Holds::Pending => "pending",
        Holds::Expired => "expired, not confirmed",
        Holds::Refused => "refused",
    }
}

/// Each source's words below a line.
pub fn evidence(said: &[Said], width: usize) -> String {
    let mut out = String::new();
    for it in said {
        let stance =
            if it.stance == Stance::Affirms { String::new() } else { format!(" ({})", word(&it.stance)) };
        let chain: Vec<String> = it.chain.iter().map(|it| format!(" ← {it}")).collect();
        let day = it.from.or(it.on).map_or(String::new(), |it| format!(" {it}"));
        let unverified = if it.unverified { " · unverified" } else { "" };
        let _ = writeln!(
            out,
            "    {BLUE}-->{BLUE:#} {}{} {DIM}· {} · {}{stance}{day} · known {} · entry {}{unverified}{DIM:#}",
            it.source,
            chain.concat(),
            word(&it.rank),
            words_of(&word(&it.stage)),
            it.known,
            it.entry
        );
        for words in &it.words {
            quote(words, width, &mut out);
        }
    }
    out
}

fn quote(words: &Words, width: usize, out: &mut String) {
    for line in wrap(&one_line(&words.text), width.saturating_sub(8)) {
        let _ = writeln!(out, "     {BLUE}|{BLUE:#} {line}");
    }
}

/// Words in lines of at most `width` columns.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last().map_or(0, |it| it.width());
        if line > 0 && line + 1 + word.width() > width {
            lines.push(word.to_owned());
        } else if let Some(last) = lines.last_mut() {
            if line > 0 {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}
