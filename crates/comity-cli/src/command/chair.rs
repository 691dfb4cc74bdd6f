//! `comity chair`.

use std::fmt::Write;

use comity::charter::{Charters, Forecast, forecast, unforeseeable};
use comity::record::AtlasNames;
use comity::record::answer::{ChairAnswer, ChairLine, Holds};
use comity::{ChairHeld, Foundation, Stage};

use crate::answer::{
    BOLD, DIM, GREEN, PLAIN, RED, Table, YELLOW, cell, evidence, head, holds, marks, print, range,
};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::known;
use crate::render::{width, word};

/// Arguments of `comity chair`.
#[derive(clap::Args)]
pub struct Arguments {
    /// An organisation, by name or id
    org: String,
    #[command(flatten)]
    asked: Asked,
    /// Say too who is due by the rule of the charter: a forecast, never an act
    #[arg(long)]
    forecast: bool,
    /// Forecast up to this year
    #[arg(long, value_name = "YEAR", default_value_t = 2035, requires = "forecast")]
    until: i16,
}

/// What is known, and what is due by the rule.
#[derive(serde::Serialize)]
struct Foretold {
    #[serde(flatten)]
    answer: ChairAnswer,
    forecast: Vec<Forecast>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (record, question, named) = arguments.asked.about(&arguments.org)?;
    let answer = record.chair(&named.id, &question, &AtlasNames).map_err(Failure::Record)?;
    if !arguments.forecast {
        return print(&answer, arguments.asked.format, &["chairs"], || text(&answer, question.evidence));
    }
    let charter = super::charter_of(Charters::shipped(), &named.id)?;
    let rows = known::rows(&known::acts(&record, &named.id)?);
    let forecast = forecast(charter, &rows.standings, &held(&answer), arguments.until);
    let foretold = Foretold { answer, forecast };
    print(&foretold, arguments.asked.format, &["chairs", "forecast"], || {
        let mut out = text(&foretold.answer, question.evidence);
        let _ = writeln!(out, "\n{BOLD}forecast by the rule{BOLD:#}");
        for it in &foretold.forecast {
            let _ = writeln!(out, "  {}", super::expect::forecast(it));
        }
        if let Some(article) = unforeseeable(charter) {
            let _ = writeln!(out, "  no order tells who chairs next: {}, {}", article.article, article.url);
        }
        out
    })
}

/// The terms that an answer has, as rows.
fn held(answer: &ChairAnswer) -> Vec<ChairHeld> {
    let counts = |it: &&ChairLine| !it.overruled && it.stage >= Stage::Decided && it.stage <= Stage::Ended;
    let row = |it: &ChairLine| ChairHeld {
        org: answer.org.id.clone(),
        body: it.body.as_ref().map(|it| it.id.clone()),
        holder: it.holder.as_ref().map(|it| it.id.clone()),
        role: it.role.clone(),
        from: it.from,
        until: it.until,
        decided_on: None,
        source: None,
        status: if it.unverified { Foundation::Unverified } else { Foundation::Sourced },
        note: None,
    };
    answer.chairs.iter().filter(counts).map(row).collect()
}

fn text(answer: &ChairAnswer, words: bool) -> String {
    let mut out = head(&answer.org.name, Some(&answer.org.id), &answer.as_of);
    if answer.chairs.is_empty() {
        let _ = writeln!(out, "\nNothing is known of any chair then.");
    }
    let mut rest = answer.chairs.as_slice();
    while let Some(first) = rest.first() {
        let end = rest
            .iter()
            .position(|it| (&it.role, &it.body) != (&first.role, &first.body))
            .unwrap_or(rest.len());
        let body = first.body.as_ref().map_or(String::new(), |it| format!(" of {}", it.name));
        let _ = writeln!(out, "\n{BOLD}{}{body}{BOLD:#}", first.role);
        let mut table = Table::default();
        for it in &rest[..end] {
            table.push(cells(it), if words { evidence(&it.said, width()) } else { String::new() });
        }
        out.push_str(&table.text());
        rest = &rest[end..];
    }
    for gap in &answer.gaps {
        let _ = writeln!(out, "  {YELLOW}gap{YELLOW:#}  {} – {}  no holder is known", gap.from, gap.until);
    }
    out
}

fn cells(it: &ChairLine) -> Vec<crate::answer::Cell> {
    let holder = it.holder.as_ref().map_or("vacant", |it| &it.name);
    let (when, style) = match it.holds {
        _ if it.overruled => ("overruled", RED),
        None => ("past", DIM),
        Some(Holds::Certainly) => ("present", GREEN),
        Some(other) => (holds(other), YELLOW),
    };
    vec![
        cell(range(it.from, it.until), DIM),
        cell(holder, PLAIN),
        cell(when, style),
        cell(crate::answer::words_of(&word(&it.stage)), DIM),
        marks(it.disputed, it.unverified, it.sources),
    ]
}
