//! `comity explain`.

use std::io::Write;

use comity::{Claim, Evidence, PartyRef};

use crate::failure::Failure;

/// Arguments of `comity explain`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The document
    file: String,
    /// The claim's id, as `comity read` prints it
    claim: String,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let document = super::load(&arguments.file)?;
    let reading = comity::read(&document);
    let Some(claim) = reading.claims.iter().find(|it| it.id == arguments.claim) else {
        let ids: Vec<&str> = reading.claims.iter().map(|it| it.id.as_str()).collect();
        let hint = if ids.is_empty() {
            "the document has no claims".to_owned()
        } else {
            format!("use one of {}", ids.join(", "))
        };
        return Err(Failure::User { message: format!("there is no claim `{}`", arguments.claim), hint });
    };
    let mut out = anstream::stdout().lock();
    out.write_all(explain(claim).as_bytes())?;
    Ok(())
}

/// The explanation, a line a fact.
fn explain(claim: &Claim) -> String {
    let mut out = format!("{}  {}\n", claim.id, crate::render::headline(claim));
    let mut line = |name: &str, value: String| out.push_str(&format!("  {name:<12} {value}\n"));
    line("pack", claim.rule.split('/').next().unwrap_or_default().to_owned());
    line("rule", claim.rule.clone());
    line("stage", format!("{} ({})", crate::render::word(&claim.stage), crate::render::word(&claim.stance)));
    for (name, party) in [
        ("organisation", claim.org.as_ref()),
        ("body", claim.body.as_ref()),
        ("agent", claim.agent.named()),
        ("party", claim.party.as_ref()),
        ("proposer", claim.proposer.as_ref()),
    ] {
        match party {
            Some(party) => line(name, role(party)),
            None if name == "agent" => line(name, "unstated".to_owned()),
            None => {}
        }
    }
    for (name, value) in [
        ("standing", &claim.standing),
        ("object", &claim.object),
        ("place", &claim.place),
        ("said by", &claim.said_by),
        ("meeting", &claim.meeting),
    ] {
        if let Some(value) = value {
            line(name, value.clone());
        }
    }
    if let Some(when) = &claim.when {
        let written = when.as_written.as_deref().unwrap_or_default();
        line("when", format!("{} ({}, from “{written}”)", when.edtf, crate::render::word(&when.basis)));
    }
    for link in &claim.links {
        line("link", format!("{} {}", crate::render::word(&link.rel), link.to));
    }
    for it in &claim.antecedents {
        line("antecedent", words(it));
    }
    for it in &claim.evidence {
        line("evidence", words(it));
    }
    line("background", claim.background.to_string());
    line("confidence", format!("{:.2}", claim.confidence));
    if !claim.signals.is_empty() {
        line("signals", claim.signals.join(", "));
    }
    out
}

fn role(party: &PartyRef) -> String {
    let place = party.span.map_or_else(|| "by context".to_owned(), |it| format!("{}–{}", it.start, it.end));
    format!("{} ({}, {place})", party.name, party.id.as_deref().unwrap_or("no id"))
}

fn words(evidence: &Evidence) -> String {
    let text = evidence.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}–{} “{text}”", evidence.span.start, evidence.span.end)
}
