//! `comity charter`.

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

use comity::Day;
use comity::charter::{Charter, CharterFile, Charters, Cite};

use crate::failure::Failure;

/// What to do with charters.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Check a charter's folder, or a folder of charters
    Check {
        /// The folder
        dir: String,
    },
    /// Print a shipped charter, line by line with article and source
    Show {
        /// Organisation, such as `cis`
        org: String,
        /// Only what is law on this day
        #[arg(long, value_parser = Day::parse)]
        on: Option<Day>,
        /// How to print
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

/// How to print a charter.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
}

/// Runs the command.
pub fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Check { dir } => check(Path::new(dir)),
        Command::Show { org, on, format } => show(org, *on, *format),
    }
}

fn check(dir: &Path) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let mut problems = Vec::new();
    let paths = files(dir)?;
    if paths.is_empty() {
        return Err(Failure::User {
            message: format!("`{}` holds no charter", dir.display()),
            hint: "give a folder with a `charter.toml`, or a folder of such folders".to_owned(),
        });
    }
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|it| missing(&path, &it))?;
        match comity::charter::parse(&CharterFile { path: path.display().to_string(), text }) {
            Ok(charter) => {
                let (lines, unverified) = count(&charter);
                writeln!(out, "Charter {}: {lines} lines, {unverified} of them unverified.", charter.org)?;
            }
            Err(list) => problems.extend(list),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::BadPack(problems)) }
}

fn missing(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Missing { path: path.display().to_string(), reason: super::reason(error) }
}

/// The charter of a folder, or of each folder in it.
fn files(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let own = dir.join("charter.toml");
    if own.is_file() {
        return Ok(vec![own]);
    }
    let entries = std::fs::read_dir(dir).map_err(|it| missing(dir, &it))?;
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|it| it.ok().map(|it| it.path().join("charter.toml"))).collect();
    paths.retain(|it| it.is_file());
    paths.sort();
    Ok(paths)
}

/// How many lines of law there are, and how many nobody has read.
fn count(charter: &Charter) -> (usize, usize) {
    let cites = charter.cites();
    (cites.len(), cites.iter().filter(|it| !it.verified).count())
}

fn show(org: &str, on: Option<Day>, format: Format) -> Result<(), Failure> {
    let charters = Charters::shipped();
    let charter = super::charter_of(charters, org)?;
    let charter = on.map_or_else(|| charter.clone(), |day| charter.on(day));
    let mut out = anstream::stdout().lock();
    match format {
        Format::Text => out.write_all(text(&charter, on).as_bytes())?,
        Format::Json => {
            let json =
                serde_json::to_string_pretty(&charter).map_err(|it| Failure::Internal(it.to_string()))?;
            writeln!(out, "{json}")?;
        }
    }
    Ok(())
}

/// The charter for people.
fn text(charter: &Charter, on: Option<Day>) -> String {
    let mut out = format!("{} ({})", charter.name(), charter.org);
    if let Some(day) = on {
        let _ = write!(out, ", the law on {day}");
    }
    out.push('\n');
    let mut section = |title: &str, lines: Vec<(String, &Cite)>| {
        if lines.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n{title}");
        for (line, cite) in lines {
            let _ = writeln!(out, "  {line}\n      {}", cited(charter, cite));
        }
    };
    let versions = charter.versions.iter().map(|it| {
        let decided = it.decided_on.map_or(String::new(), |day| format!(", decided {day}"));
        (format!("{}  {} [{}]{decided}", it.in_force, it.name, it.id), &it.cite)
    });
    section("Versions", versions.collect());
    section(
        "Bodies",
        charter.bodies.iter().map(|it| (format!("{}, {}", it.name, it.level), &it.cite)).collect(),
    );
    section("Decisions", charter.rules.iter().map(|it| (rule(it), &it.cite)).collect());
    section("Standings", charter.standings.iter().map(|it| (standing(charter, it), &it.cite)).collect());
    section("Suspension", charter.suspensions.iter().map(|it| (suspension(charter, it), &it.cite)).collect());
    section("Exit", charter.exits.iter().map(|it| (exit(charter, it), &it.cite)).collect());
    section(
        "Formats",
        charter.formats.iter().map(|it| (parts(&[&it.name, &it.invites]), &it.cite)).collect(),
    );
    section("Chair", charter.chairs.iter().map(|it| (chair(charter, it), &it.cite)).collect());
    out
}

/// Article, source, and whether it was read.
fn cited(charter: &Charter, cite: &Cite) -> String {
    let source = charter.source(&cite.source).map_or(cite.source.as_str(), |it| it.url.as_str());
    let mut line = format!("{} · {source}", cite.article);
    for (word, version) in [("from", &cite.versions.0), ("until", &cite.versions.1)] {
        if !version.is_empty() {
            let _ = write!(line, " · {word} {version}");
        }
    }
    if !cite.verified {
        line.push_str(" · unverified");
    }
    if !cite.note.is_empty() {
        let _ = write!(line, "\n      {}", cite.note);
    }
    line
}

fn parts(list: &[&str]) -> String {
    list.iter().filter(|it| !it.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

/// Names of bodies.
fn bodies(charter: &Charter, ids: &[String]) -> String {
    let name =
        |id: &String| charter.bodies.iter().find(|it| it.id == *id).map_or(id.clone(), |it| it.name.clone());
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn labelled(label: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{label} {value}") }
}

fn rule(it: &comity::charter::DecisionRule) -> String {
    let quorum = it.quorum.map_or(String::new(), |(part, whole)| format!("quorum {part}/{whole}"));
    parts(&[&it.id, &crate::render::word(&it.kind), &quorum])
}

fn standing(charter: &Charter, it: &comity::charter::StandingKind) -> String {
    let holders: Vec<String> = it.holders.iter().map(crate::render::word).collect();
    let merged = it.merged_into.as_deref().unwrap_or_default();
    parts(&[
        &it.id,
        &crate::render::word(&it.class),
        &labelled("held by", &holders.join(", ")),
        &labelled("granted by", &bodies(charter, &it.grantors)),
        &labelled("recommended by", &bodies(charter, &it.recommended_by)),
        &labelled("rule", it.rule.as_deref().unwrap_or_default()),
        &labelled("steps", &it.steps.join(" → ")),
        &labelled("effect", &it.effect.map_or(String::new(), |it| it.to_string())),
        &labelled("rights", &it.rights.join(", ")),
        &labelled("duties", &it.duties.join(", ")),
        &labelled("merged into", merged),
    ])
}

fn suspension(charter: &Charter, it: &comity::charter::Suspension) -> String {
    parts(&[
        &it.id,
        &labelled("over", &it.standings.join(", ")),
        &labelled("decided by", &bodies(charter, &it.grantors)),
        &labelled("rule", it.rule.as_deref().unwrap_or_default()),
        &labelled("for", &it.grounds.join(", ")),
        &labelled("rests", &it.rests.join(", ")),
    ])
}

fn exit(charter: &Charter, it: &comity::charter::Exit) -> String {
    parts(&[
        &crate::render::word(&it.kind),
        &labelled("of", &it.standings.join(", ")),
        &labelled("notice", &it.notice.map_or(String::new(), |it| it.to_string())),
        &labelled("effect", &it.effect.map_or(String::new(), |it| it.to_string())),
        &labelled("to", &it.depositary),
        &labelled("decided by", &bodies(charter, &it.grantors)),
    ])
}

fn chair(charter: &Charter, it: &comity::charter::ChairRule) -> String {
    let order: Vec<&str> = it.order.iter().map(|it| it.party.as_str()).collect();
    let body = it.body.iter().cloned().collect::<Vec<_>>();
    let decided = it.decided_by.iter().cloned().collect::<Vec<_>>();
    let mut line = parts(&[
        &labelled("of", &bodies(charter, &body)),
        &crate::render::word(&it.principle),
        &it.lang,
        &labelled("term", &it.term.to_string()),
        &labelled("from", &it.start.to_string()),
        &labelled("held by", &it.holders.join(", ")),
        &labelled("tolerated", &it.tolerated.join(", ")),
        &labelled("decided by", &bodies(charter, &decided)),
        &it.team,
        &labelled("order", &order.join(" → ")),
    ]);
    for exception in &it.exceptions {
        let when = match (exception.term, exception.from, exception.until) {
            (Some(term), ..) => term.to_string(),
            (None, from, until) => format!(
                "{}–{}",
                from.map_or(String::new(), |it| it.to_string()),
                until.map_or(String::new(), |it| it.to_string())
            ),
        };
        let party = exception.party.as_deref().unwrap_or_default();
        let held = labelled("held by", &exception.holder.join(", "));
        let kind = crate::render::word(&exception.kind);
        let _ = write!(line, "\n      {}", parts(&[&kind, &when, party, &held, &exception.why]));
    }
    line
}
