//! `comity backtest`.

use std::io::Write;

use comity::charter::{Backtest, Charters, Order, Tested, Verdict, backtest, name_of};
use comity::{Day, base};

use crate::failure::Failure;

/// Arguments of `comity backtest`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Organisations, such as `cis`; all with an order where none is given
    orgs: Vec<String>,
    /// Terms that have begun by this day
    #[arg(long, value_parser = Day::parse)]
    on: Option<Day>,
    /// Print every term, not only the misses
    #[arg(long)]
    all: bool,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How to print what was tested.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON array
    Json,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let charters = Charters::shipped();
    let chosen = if arguments.orgs.is_empty() {
        charters.all().iter().collect::<Vec<_>>()
    } else {
        arguments.orgs.iter().map(|it| super::charter_of(charters, it)).collect::<Result<_, _>>()?
    };
    let on = arguments.on.map_or_else(crate::asked::today, Ok)?;
    let tests: Vec<Backtest> =
        chosen.into_iter().flat_map(|it| backtest(it, base::standings(), base::chairs(), on)).collect();
    let mut out = anstream::stdout().lock();
    if arguments.format == Format::Json {
        let json = serde_json::to_string_pretty(&tests).map_err(|it| Failure::Internal(it.to_string()))?;
        writeln!(out, "{json}")?;
        return Ok(());
    }
    for test in &tests {
        writeln!(out, "{}", head(test))?;
        for it in test.terms.iter().filter(|it| arguments.all || it.verdict != Verdict::Hit) {
            writeln!(out, "  {}", line(it))?;
        }
    }
    writeln!(out, "{}", summary(&tests))?;
    Ok(())
}

/// All chairs in one line.
fn summary(tests: &[Backtest]) -> String {
    let sum = |count: fn(&Backtest) -> usize| tests.iter().map(count).sum::<usize>();
    let (terms, hits, explained) = (sum(|it| it.terms.len()), sum(Backtest::hits), sum(Backtest::explained));
    let (unread, untested) = (sum(Backtest::unread), sum(|it| it.untested.len()));
    let mut line = format!(
        "{} chairs, {terms} terms: {hits} by the order alone ({}), {explained} by a recorded exception",
        tests.len(),
        percent(hits, terms)
    );
    if unread > 0 {
        line.push_str(&format!(" ({unread} of them unverified)"));
    }
    line.push_str(&format!(", {} unexplained", terms - hits - explained));
    if untested > 0 {
        line.push_str(&format!("; no order leads to {untested} more"));
    }
    line + "."
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.0} %", part as f64 * 100.0 / whole as f64) }
}

/// The hit rate in one line.
fn head(test: &Backtest) -> String {
    let (terms, hits, explained) = (test.terms.len(), test.hits(), test.explained());
    let body = test.body.as_deref().map_or(String::new(), |it| format!(", {}", name_of(it)));
    let rest = terms - hits - explained;
    let orders: Vec<String> = test.rules.iter().map(order).collect();
    let mut line = format!(
        "{}{body}, by {}: {hits} of {terms} terms in {} years ({}), {explained} explained, {rest} unexplained",
        name_of(&test.org),
        orders.join(", then "),
        test.years(),
        percent(hits, terms)
    );
    if !test.untested.is_empty() {
        line.push_str(&format!("; no order leads to {} more", test.untested.len()));
    }
    line
}

/// What an order follows, where it is written, and whether that was read.
fn order(it: &Order) -> String {
    let unread = if it.article.verified { "" } else { ", unverified" };
    format!("{} ({}{unread})", crate::render::word(&it.principle), it.article.article)
}

fn line(it: &Tested) -> String {
    let held: Vec<String> = it.term.holders.iter().map(|it| name_of(it)).collect();
    let held = if held.is_empty() { "nobody".to_owned() } else { held.join(", ") };
    let due = it.due.as_deref().map_or_else(|| "nobody".to_owned(), name_of);
    match &it.verdict {
        Verdict::Hit => format!("{:<10}  {held}", it.term.from.to_string()),
        Verdict::Explained { why, by } => {
            let unread = if by.iter().all(|it| it.verified) { "" } else { " (unverified)" };
            format!("{:<10}  {held}, due {due}: {why}{unread}", it.term.from.to_string())
        }
        Verdict::Missed => format!("{:<10}  {held}, due {due}: unexplained", it.term.from.to_string()),
    }
}
