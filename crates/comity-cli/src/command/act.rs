//! `comity act`.

use std::fmt::Write;

use comity::PartyRef;
use comity::record::AtlasNames;
use comity::record::answer::{ActAnswer, Step};

use crate::answer::{BOLD, DIM, RED, clocks, evidence, print, words_of};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::render::{width, word};

/// Arguments of `comity act`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The act's id, or the number of any entry about it
    id: String,
    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let record = arguments.asked.record()?;
    let question = arguments.asked.question(&record)?;
    let answer = record.act(&arguments.id, &question, &AtlasNames).map_err(Failure::Record)?;
    let Some(answer) = answer else {
        return Err(Failure::User {
            message: format!("there is no act `{}` as known on {}", arguments.id, question.known),
            hint: "`comity timeline` lists the acts of an organisation or party".to_owned(),
        });
    };
    print(&answer, arguments.asked.format, &["chain"], || {
        format!("{DIM}{}{DIM:#}\n\n{}", clocks(&answer.as_of), text(&answer))
    })
}

/// One act for a terminal: what it is, then its chain.
pub fn text(answer: &ActAnswer) -> String {
    let act = &answer.act;
    let what = act.standing.clone().or_else(|| act.object.clone());
    let names = [answer.org.as_ref(), answer.party.as_ref()].into_iter().flatten().map(|it| it.name.clone());
    let parts: Vec<String> = names.chain(what).collect();
    let mut out = format!("{BOLD}{} · {}{BOLD:#}", word(&act.kind), parts.join(" · "));
    if answer.disputed {
        let _ = write!(out, "  {RED}disputed{RED:#}");
    }
    let _ = writeln!(out, "\n{DIM}{}{DIM:#}", act.id);
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "  {name:<12} {value}");
        }
    };
    for it in &answer.proposers {
        let by = if answer.proposers.len() > 1 {
            format!("  {DIM}{}{DIM:#}", it.sources.join(", "))
        } else {
            String::new()
        };
        line("proposed by", Some(format!("{}{by}", it.party.name)));
    }
    line("body", act.body.as_ref().map(|it| it.name.clone()));
    line("agent", act.agent.named().map(|it| it.name.clone()));
    line("place", act.place.clone());
    line("decided on", act.decided_on.map(|it| it.to_string()));
    line("from", act.effective_on.map(|it| it.to_string()));
    line("until", act.effective_until.map(|it| it.to_string()));
    line("provisional", act.provisional.then(|| "applied, not in force yet".to_owned()));
    let names = |parties: &[PartyRef]| {
        let names: Vec<&str> = parties.iter().map(|it| it.name.as_str()).collect();
        Some(names.join(", ")).filter(|it| !it.is_empty())
    };
    line("against", names(&act.against));
    line("absent", names(&act.absent));
    line("consent of", names(&act.consent));
    for it in &act.apart {
        let words = it.words.as_ref().map_or(String::new(), |it| format!(" · {it}"));
        line(&words_of(&word(&it.how)), Some(format!("{}{words}", it.party.name)));
    }
    for step in &answer.chain {
        out.push_str(&link(step));
    }
    out
}

fn link(step: &Step) -> String {
    let stance = word(&step.stance);
    let stance = if stance == "affirms" { String::new() } else { format!(" ({stance})") };
    let day = step.day.map_or(String::new(), |it| format!(" {it}"));
    let title = crate::answer::stage(step.stage);
    let style = title.style();
    let count = if step.sources == 1 { "1 source".to_owned() } else { format!("{} sources", step.sources) };
    format!(
        "  {style}{}{style:#}{stance}{day} {DIM}· known from {} · {count}{DIM:#}\n{}",
        words_of(&word(&step.stage)),
        step.known,
        evidence(&step.said, width())
    )
}
