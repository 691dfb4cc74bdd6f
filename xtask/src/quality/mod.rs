//! `cargo xtask quality`: scores the reading of the annotated documents and holds it against the floor.
//!
//! Packs are parsed when the command runs, so that a rule can be tried without compiling. Without the annotated documents
//! the command says so and passes: they are no part of the repository.

#![allow(clippy::print_stdout)] // what the command prints is what it is for

pub mod calibrate;
mod floor;
mod readings;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

const USAGE: &str =
    "usage: cargo xtask quality [--packs DIR] [--gold DIR] [--lang LANG] [--errors] [--write] [--show FILE]";
const SCRIPT: &str = "xtask/src/quality/acts.py";

/// What the command was asked for.
#[derive(Debug)]
struct Arguments {
    packs: PathBuf,
    gold: Option<PathBuf>,
    lang: Option<String>,
    errors: bool,
    write: bool,
    show: Option<PathBuf>,
}

/// What the scorer says of one language.
#[derive(Debug, Deserialize)]
struct Scored {
    figures: Figures,
    /// Acts missed: their names, and what the document says.
    missed: Vec<(String, String)>,
    /// False finds: their names, and the words.
    #[serde(rename = "false")]
    wrong: Vec<(String, String)>,
    /// Lower bound of a band of confidence, claims right, claims wrong.
    bands: Vec<(f64, u32, u32)>,
    /// Document, claim, and whether the claim is right.
    #[serde(default)]
    labels: Vec<(String, String, bool)>,
}

/// The scorer's figures.
#[derive(Debug, Deserialize)]
struct Figures {
    acts: serde_json::Map<String, serde_json::Value>,
    #[serde(rename = "by kind")]
    kinds: BTreeMap<String, serde_json::Map<String, serde_json::Value>>,
    #[serde(rename = "direct quotations")]
    quotations: serde_json::Map<String, serde_json::Value>,
    #[serde(flatten)]
    others: BTreeMap<String, serde_json::Value>,
}

/// Runs the command.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let arguments = parse(arguments)?;
    let packs = readings::packs(&arguments.packs)?;
    if let Some(path) = &arguments.show {
        return readings::show(path, &packs);
    }
    let Some(gold) = arguments.gold.clone().or_else(annotated) else {
        println!("quality: no annotated documents in ../shared/gold, nothing is scored");
        return Ok(());
    };
    let scorer = gold.join("../../eval/score.py");
    if !scorer.is_file() {
        println!("quality: there is no scorer `{}`, nothing is scored", scorer.display());
        return Ok(());
    }
    fs::create_dir_all("target")?;
    let path = Path::new("target/quality.ndjson");
    fs::write(path, readings::ndjson(&gold, &packs)?)?;
    let scored = scored(&scorer, &gold, path)?;
    let mut below = Vec::new();
    let mut floor = floor::Floor::load()?;
    for (lang, scored) in &scored {
        let wanted = arguments.lang.as_ref().is_none_or(|it| it == lang);
        if wanted && packs.all().iter().any(|it| it.lang == *lang) {
            report(lang, scored, arguments.errors);
            floor.compare(lang, scored, &mut below);
            floor.renew(lang, scored);
        }
    }
    if arguments.write {
        floor.save()?;
        return Ok(());
    }
    if below.is_empty() {
        return Ok(());
    }
    Err(format!("the reading fell below its floor:\n  {}", below.join("\n  ")).into())
}

fn parse(arguments: &[String]) -> Result<Arguments, Box<dyn Error>> {
    let mut parsed =
        Arguments { packs: "packs".into(), gold: None, lang: None, errors: false, write: false, show: None };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().cloned().ok_or(USAGE);
        match argument.as_str() {
            "--packs" => parsed.packs = value()?.into(),
            "--gold" => parsed.gold = Some(value()?.into()),
            "--lang" => parsed.lang = Some(value()?),
            "--show" => parsed.show = Some(value()?.into()),
            "--errors" => parsed.errors = true,
            "--write" => parsed.write = true,
            _ => return Err(USAGE.into()),
        }
    }
    Ok(parsed)
}

/// The annotated documents beside the repository, or beside the folder of its working trees.
fn annotated() -> Option<PathBuf> {
    ["../shared/gold/dev", "../../shared/gold/dev"].into_iter().map(PathBuf::from).find(|it| it.is_dir())
}

/// Runs the scorer over the readings.
fn scored(scorer: &Path, gold: &Path, readings: &Path) -> Result<BTreeMap<String, Scored>, Box<dyn Error>> {
    let out = Command::new("python3")
        .arg("-B")
        .arg(SCRIPT)
        .args([scorer, gold, readings])
        .stderr(Stdio::inherit())
        .output()?;
    if !out.status.success() {
        return Err("the scorer failed".into());
    }
    Ok(serde_json::from_slice(&out.stdout)?)
}

/// Prints figures, calibration and, when asked, every error.
fn report(lang: &str, scored: &Scored, errors: bool) {
    if errors {
        for (label, acts) in [("MISS ", &scored.missed), ("FALSE", &scored.wrong)] {
            acts.iter().for_each(|(name, words)| println!("{label} {name} {words}"));
        }
    }
    println!("{lang}");
    for (figure, value) in floor::figures(scored) {
        println!("  {figure:28} {value:.3}");
    }
    println!("  confidence   claims  right");
    for (low, right, wrong) in &scored.bands {
        let share = f64::from(*right) / f64::from(right + wrong);
        println!("  from {low:.2} {:>8}  {share:.3}", right + wrong);
    }
}
