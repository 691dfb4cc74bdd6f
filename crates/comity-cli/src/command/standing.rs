//! `comity standing`.

use std::fmt::Write;

use comity::record::AtlasNames;
use comity::record::answer::{Holds, StandingAnswer, StandingLine};

use crate::answer::{BOLD, DIM, PLAIN, Table, cell, evidence, head, holds, marks, print, range, stage};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::render::width;

/// Arguments of `comity standing`.
#[derive(clap::Args)]
pub struct Arguments {
    /// An organisation or a party, by name or id
    subject: String,
    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (record, question, named) = arguments.asked.about(&arguments.subject)?;
    let answer = record.standing(&named.id, &question, &AtlasNames).map_err(Failure::Record)?;
    print(&answer, arguments.asked.format, &["parties", "organisations"], || text(&answer, question.evidence))
}

fn text(answer: &StandingAnswer, words: bool) -> String {
    let mut out = head(&answer.subject.name, Some(&answer.subject.id), &answer.as_of);
    sections(&answer.parties, |it| it.party.name.clone(), words, &mut out);
    if !answer.organisations.is_empty() {
        let _ = writeln!(out, "\n{BOLD}{} in other organisations{BOLD:#}", answer.subject.name);
        sections(&answer.organisations, |it| it.org.name.clone(), words, &mut out);
    }
    if answer.parties.is_empty() && answer.organisations.is_empty() {
        let _ = writeln!(out, "\nNothing is known of any standing then.");
    }
    out
}

/// Standings that hold by kind; then what lies ahead.
fn sections(lines: &[StandingLine], name: impl Fn(&StandingLine) -> String, words: bool, out: &mut String) {
    let (now, later): (Vec<_>, Vec<_>) = lines.iter().partition(|it| it.holds <= Holds::Possibly);
    let mut rest = now.as_slice();
    while let Some(first) = rest.first() {
        let alike = |it: &&StandingLine| {
            (it.holds, it.class, &it.standing) == (first.holds, first.class, &first.standing)
        };
        let end = rest.iter().position(|it| !alike(it)).unwrap_or(rest.len());
        let title = match first.holds {
            Holds::Certainly => first.standing.clone(),
            other => format!("{} · {}", first.standing, holds(other)),
        };
        section(&format!("{title} ({end})"), &rest[..end], &name, false, words, out);
        rest = &rest[end..];
    }
    if !later.is_empty() {
        section("ahead, planned, asked for", &later, &name, true, words, out);
    }
}

fn section(
    title: &str,
    lines: &[&StandingLine],
    name: &impl Fn(&StandingLine) -> String,
    later: bool,
    words: bool,
    out: &mut String,
) {
    let _ = writeln!(out, "\n{BOLD}{title}{BOLD:#}");
    let mut table = Table::default();
    for it in lines {
        let rights = it.rights.as_ref().map(|it| format!(" · {it}")).unwrap_or_default();
        let mut cells = vec![cell(name(it) + &rights, PLAIN)];
        if later {
            cells.push(cell(it.standing.clone(), PLAIN));
        }
        cells.push(cell(range(it.from, it.until), DIM));
        cells.push(if it.provisional { cell("provisional".to_owned(), PLAIN) } else { stage(it.stage) });
        if later {
            cells.push(cell(holds(it.holds), PLAIN));
        }
        cells.push(marks(it.disputed, it.unverified, it.sources));
        table.push(cells, if words { evidence(&it.said, width()) } else { String::new() });
    }
    out.push_str(&table.text());
}
