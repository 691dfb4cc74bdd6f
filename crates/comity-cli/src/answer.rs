//! Answers in a terminal, as JSON and as CSV.

use std::fmt::Write as _;
use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use comity::record::Rank;
use comity::record::answer::{AsOf, Holds, Said, Words};
use comity::{Day, Stage, Stance};
use serde::Serialize;
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
            let csv = comity::table::csv(&json, rows);
            out.write_all(&csv.map_err(|it| Failure::Internal(it.to_string()))?)?;
        }
    }
    out.flush()?;
    Ok(())
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
