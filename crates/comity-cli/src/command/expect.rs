//! `comity expect`.

use std::io::Write;

use comity::charter::{Charters, Expected, Forecast, expect, name_of, unforeseeable};
use comity::{Day, base};

use crate::failure::Failure;

/// Arguments of `comity expect`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Organisation, such as `cis`
    org: String,
    /// From this day on
    #[arg(long, value_parser = Day::parse)]
    on: Option<Day>,
    /// Up to this year
    #[arg(long, default_value_t = 2035)]
    until: i16,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How to print what is expected.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON array
    Json,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let charter = super::charter_of(Charters::shipped(), &arguments.org)?;
    let on = arguments.on.map_or_else(crate::asked::today, Ok)?;
    let list = expect(charter, base::standings(), base::chairs(), on, arguments.until);
    let mut out = anstream::stdout().lock();
    if arguments.format == Format::Json {
        let json = serde_json::to_string_pretty(&list).map_err(|it| Failure::Internal(it.to_string()))?;
        writeln!(out, "{json}")?;
        return Ok(());
    }
    writeln!(out, "{} ({}), from {on} on", charter.name(), charter.org)?;
    for it in &list {
        writeln!(out, "  {}", line(it))?;
    }
    if let Some(article) = unforeseeable(charter) {
        writeln!(out, "  no order tells who chairs next: {}, {}", article.article, article.url)?;
    }
    Ok(())
}

fn line(it: &Expected) -> String {
    match it {
        Expected::Decided { on, entry } => format!("{on:<10}  decided   {entry}{}", source(entry)),
        Expected::Notice { on, entry, article } => {
            let day = on.map_or_else(|| "unknown".to_owned(), |it| it.to_string());
            let article = article.as_ref().map_or(String::new(), |it| format!(" · {}", it.article));
            format!("{day:<10}  notice    {entry}{}{article}", source(entry))
        }
        Expected::Forecast { term, .. } => forecast(term),
    }
}

fn source(entry: &comity::charter::Against) -> String {
    let (source, read) = entry.source();
    let source = source.map_or(String::new(), |it| format!(" · {it}"));
    if read { source } else { format!("{source} · unverified") }
}

/// A forecast in one line, always called one.
pub fn forecast(term: &Forecast) -> String {
    let of = term.body.as_deref().map_or(String::new(), |it| format!(" of {}", name_of(it)));
    let holder = term.holder.as_deref().map_or_else(|| "nobody".to_owned(), name_of);
    let group = if term.is_group { " (by election in the group)" } else { "" };
    let mut line =
        format!("{:<10}  forecast  {holder} chair{of}{group} · {}", term.from.to_string(), term.rule.article);
    if !term.rule.verified {
        line.push_str(" · unverified");
    }
    for it in &term.passed {
        line.push_str(&format!("\n{:24}passed over: {}, {}", "", name_of(&it.party), it.why));
    }
    line
}
