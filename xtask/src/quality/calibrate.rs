//! `cargo xtask calibrate [--lang LANG]`: fits the weights of a pack's confidence on the annotated documents.
//!
//! A claim's signals are features of a logistic regression whose answer is whether the scorer calls the claim right. What
//! is printed is measured on documents that the fit has not seen, tenth by tenth; what is written is fitted on all.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use comity_read::pack::Confidence;
use comity_read::{Packs, read};

use super::{annotated, readings, scored};

const FOLDS: usize = 10;
const STEPS: usize = 3000;
const RATE: f64 = 0.5;
/// Strength of the pull of every weight towards nothing.
const RIDGE: f64 = 6.0;
/// A signal seen less often says nothing.
const SELDOM: usize = 3;
/// A claim that is wrong costs as much as this many missed ones: who reads trusts what is found.
const COST: f64 = 2.0;

/// A claim with its signals.
#[derive(Debug, Clone)]
struct Example {
    document: String,
    signals: Vec<usize>,
    right: bool,
}

/// Fits, prints the calibration and writes `confidence.toml`.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let lang = arguments.iter().skip_while(|it| *it != "--lang").nth(1).map_or("en", String::as_str);
    let gold = annotated().ok_or("there are no annotated documents in ../shared/gold")?;
    let mut all = readings::parsed(Path::new("packs"))?;
    for pack in &mut all {
        pack.confidence.threshold = 0.0;
    }
    let (names, examples) = examples(&gold, &Packs::new(all), lang)?;
    let held_out = held_out(&examples, names.len());
    let threshold = threshold(&held_out);
    print(&held_out, threshold);
    let (bias, weights) = fit(&examples.iter().collect::<Vec<_>>(), names.len());
    let shift = f64::from((threshold * 100.0).round() as u8) / 100.0;
    write(lang, shift, bias, names.iter().zip(weights))
}

/// The claims of the annotated documents of a language, and the names of their signals.
fn examples(gold: &Path, packs: &Packs, lang: &str) -> Result<(Vec<String>, Vec<Example>), Box<dyn Error>> {
    let mut signals: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let mut lines = String::new();
    for path in readings::sorted(&gold.join("docs"))? {
        let document = comity::document(&path.to_string_lossy(), &fs::read(&path)?)?;
        let reading = read(&document, packs);
        let stem = path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        for claim in &reading.claims {
            signals.insert((stem.clone(), claim.id.clone()), claim.signals.clone());
        }
        writeln!(lines, "{}", serde_json::to_string(&reading)?)?;
    }
    fs::create_dir_all("target")?;
    let path = Path::new("target/calibrate.ndjson");
    fs::write(path, lines)?;
    let labels =
        scored(&gold.join("../../eval/score.py"), gold, path)?.remove(lang).ok_or("no such language")?.labels;
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    let of = |document: &String, claim: &String| signals.get(&(document.clone(), claim.clone()));
    for (document, claim, _) in &labels {
        of(document, claim).into_iter().flatten().for_each(|it| *counts.entry(it).or_default() += 1);
    }
    let names: Vec<String> =
        counts.iter().filter(|(_, count)| **count >= SELDOM).map(|(name, _)| (*name).clone()).collect();
    let examples = labels.iter().filter_map(|(document, claim, right)| {
        let signals = of(document, claim)?.iter().filter_map(|it| names.binary_search(it).ok()).collect();
        Some(Example { document: document.clone(), signals, right: *right })
    });
    let examples = examples.collect();
    Ok((names, examples))
}

/// Each claim's confidence by a fit without its document's tenth, and whether it is right.
fn held_out(examples: &[Example], signals: usize) -> Vec<(f64, bool)> {
    let tenth = |document: &str| document.bytes().map(usize::from).sum::<usize>() % FOLDS;
    let mut all = Vec::new();
    for fold in 0..FOLDS {
        let (test, train): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|it| tenth(&it.document) == fold);
        let (bias, weights) = fit(&train, signals);
        all.extend(test.iter().map(|it| (share(bias, &weights, it), it.right)));
    }
    all
}

fn share(bias: f64, weights: &[f64], example: &Example) -> f64 {
    let sum: f64 = example.signals.iter().map(|it| weights[*it]).sum();
    1.0 / (1.0 + (-(bias + sum)).exp())
}

/// Logistic regression by gradient descent, with a ridge.
fn fit(examples: &[&Example], signals: usize) -> (f64, Vec<f64>) {
    let (mut bias, mut weights) = (0.0, vec![0.0; signals]);
    let n = examples.len().max(1) as f64;
    for _ in 0..STEPS {
        let (mut down, mut slopes) = (0.0, vec![0.0; signals]);
        for example in examples {
            let error = share(bias, &weights, example) - f64::from(u8::from(example.right));
            down += error;
            example.signals.iter().for_each(|it| slopes[*it] += error);
        }
        bias -= RATE * down / n;
        for (weight, slope) in weights.iter_mut().zip(&slopes) {
            *weight -= RATE * (slope + RIDGE * *weight) / n;
        }
    }
    (bias, weights)
}

/// The confidence from which making a claim gains more than it costs, on documents not seen.
fn threshold(held_out: &[(f64, bool)]) -> f64 {
    let gain = |low: f64| -> f64 {
        let kept = held_out.iter().filter(|(share, _)| *share >= low);
        kept.map(|(_, right)| if *right { 1.0 } else { -COST }).sum()
    };
    let steps = (0..=80).map(|n| f64::from(n) / 100.0);
    steps.max_by(|a, b| gain(*a).total_cmp(&gain(*b))).unwrap_or_default()
}

fn print(held_out: &[(f64, bool)], threshold: f64) {
    println!("confidence on documents not seen   claims  right");
    for (low, high) in [(0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)]
    {
        let band: Vec<bool> =
            held_out.iter().filter(|(share, _)| low <= *share && *share < high).map(|it| it.1).collect();
        let right = band.iter().filter(|it| **it).count();
        println!(
            "  {low:.2} to {:.2} {:>24}  {:.3}",
            high.min(1.0),
            band.len(),
            right as f64 / band.len().max(1) as f64
        );
    }
    let kept: Vec<bool> = held_out.iter().filter(|(share, _)| *share >= threshold).map(|it| it.1).collect();
    let right = kept.iter().filter(|it| **it).count();
    println!(
        "threshold {threshold:.2}: {} of {} claims kept, {:.3} of them right",
        kept.len(),
        held_out.len(),
        right as f64 / kept.len().max(1) as f64
    );
}

fn write<'a>(
    lang: &str,
    threshold: f64,
    bias: f64,
    weights: impl Iterator<Item = (&'a String, f64)>,
) -> Result<(), Box<dyn Error>> {
    let mut out = String::from(
        "# What each signal of a claim adds to the log-odds that the claim is right. Fitted by `cargo xtask calibrate`; a new rule\n\
         # has no weight until it is fitted again. Claims below the threshold are not made.\n",
    );
    writeln!(out, "threshold = {threshold:.2}\nbias = {bias:.3}\n\n[weights]")?;
    for (name, weight) in weights.filter(|(_, weight)| weight.abs() >= 0.02) {
        writeln!(out, "\"{name}\" = {weight:.3}")?;
    }
    fs::write(Path::new("packs").join(lang).join("confidence.toml"), &out)?;
    let _: Confidence = toml::from_str(&out)?;
    Ok(())
}
