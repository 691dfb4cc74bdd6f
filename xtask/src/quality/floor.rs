//! The floor: figures by language and kind below which the reading must not fall, and the acts it misses or makes up.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;

use serde::{Deserialize, Serialize};

use super::Scored;

const PATH: &str = "quality-floor.json";
/// By how much a share may fall before it counts as a loss: about two acts of a language, or one of a rare kind.
const TOLERANCE: f64 = 0.005;
const TOLERANCE_OF_KIND: f64 = 0.05;
/// Figures that count mistakes: they must not grow.
const COUNTS: [&str; 4] =
    ["false finds in distractors", "stage raised", "date precision added", "evidence not verbatim"];
const SHARES: [&str; 6] = [
    "stage accuracy",
    "date accuracy",
    "agent accuracy",
    "place accuracy",
    "object accuracy",
    "speaker accuracy",
];

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Floor {
    languages: BTreeMap<String, Language>,
}

/// One language's floor.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Language {
    figures: BTreeMap<String, f64>,
    missed: BTreeSet<String>,
    #[serde(rename = "false")]
    wrong: BTreeSet<String>,
}

impl Floor {
    /// Reads the file; an absent one is an empty floor.
    pub fn load() -> Result<Floor, Box<dyn Error>> {
        match fs::read_to_string(PATH) {
            Ok(text) => Ok(serde_json::from_str(&text).map_err(|error| format!("`{PATH}`: {error}"))?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Floor::default()),
            Err(error) => Err(format!("cannot read `{PATH}`: {error}").into()),
        }
    }

    /// Writes the file.
    pub fn save(&self) -> Result<(), Box<dyn Error>> {
        fs::write(PATH, serde_json::to_string_pretty(self)? + "\n")?;
        Ok(())
    }

    /// Prints which acts are gained and lost since the floor; adds the figures that fell.
    pub fn compare(&self, lang: &str, scored: &Scored, below: &mut Vec<String>) {
        let Some(floor) = self.languages.get(lang) else { return };
        let missed: BTreeMap<&str, &str> = pairs(&scored.missed);
        let wrong: BTreeMap<&str, &str> = pairs(&scored.wrong);
        print("lost      ", &missed, &floor.missed);
        print("new false ", &wrong, &floor.wrong);
        gone("gained    ", &missed, &floor.missed);
        gone("false gone", &wrong, &floor.wrong);
        for (figure, value) in figures(scored) {
            let Some(least) = floor.figures.get(&figure) else { continue };
            let fell = if COUNTS.contains(&figure.as_str()) {
                value > *least
            } else {
                let kind = figure.contains(':');
                value + if kind { TOLERANCE_OF_KIND } else { TOLERANCE } < *least
            };
            if fell {
                below.push(format!("{lang}: {figure} is {value:.3}, the floor is {least:.3}"));
            }
        }
    }

    /// Takes a language's figures for its floor.
    pub fn renew(&mut self, lang: &str, scored: &Scored) {
        let names = |acts: &[(String, String)]| acts.iter().map(|it| it.0.clone()).collect();
        let round = |(figure, value): (String, f64)| (figure, (value * 10_000.0).round() / 10_000.0);
        let language = Language {
            figures: figures(scored).into_iter().map(round).collect(),
            missed: names(&scored.missed),
            wrong: names(&scored.wrong),
        };
        self.languages.insert(lang.to_owned(), language);
    }
}

/// The figures of one language, in order of print.
pub fn figures(scored: &Scored) -> Vec<(String, f64)> {
    let figures = &scored.figures;
    let number = |map: &serde_json::Map<String, serde_json::Value>, key: &str| {
        map.get(key).and_then(serde_json::Value::as_f64)
    };
    let mut list: Vec<(String, f64)> = Vec::new();
    let mut add = |name: String, value: Option<f64>| list.extend(value.map(|value| (name, value)));
    add("precision".into(), number(&figures.acts, "precision"));
    add("recall".into(), number(&figures.acts, "recall"));
    for (kind, row) in &figures.kinds {
        add(format!("{kind}: precision"), number(row, "precision"));
        add(format!("{kind}: recall"), number(row, "recall"));
    }
    add("direct quotations".into(), number(&figures.quotations, "f1"));
    for name in COUNTS.into_iter().chain(SHARES).chain(["office recall"]) {
        add(name.into(), figures.others.get(name).and_then(serde_json::Value::as_f64));
    }
    list
}

fn pairs(acts: &[(String, String)]) -> BTreeMap<&str, &str> {
    acts.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect()
}

fn print(label: &str, now: &BTreeMap<&str, &str>, floor: &BTreeSet<String>) {
    for (name, words) in now.iter().filter(|(name, _)| !floor.contains(**name)) {
        println!("  {label} {name} {words}");
    }
}

fn gone(label: &str, now: &BTreeMap<&str, &str>, floor: &BTreeSet<String>) {
    for name in floor.iter().filter(|name| !now.contains_key(name.as_str())) {
        println!("  {label} {name}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(recall: f64, raised: u32, missed: &[&str]) -> Scored {
        serde_json::from_value(serde_json::json!({
            "figures": {
                "acts": { "precision": 0.9, "recall": recall },
                "by kind": {},
                "direct quotations": {},
                "stage raised": raised
            },
            "missed": missed.iter().map(|it| (*it, "words")).collect::<Vec<_>>(),
            "false": [],
            "bands": []
        }))
        .expect("figures")
    }

    fn below(now: &Scored) -> Vec<String> {
        let mut floor = Floor::default();
        floor.renew("en", &scored(0.8, 1, &["a-1 grant state:MT observer 123456"]));
        let mut below = Vec::new();
        floor.compare("en", now, &mut below);
        below
    }

    #[test]
    fn what_falls_is_named() {
        assert_eq!(below(&scored(0.79, 1, &[])), ["en: recall is 0.790, the floor is 0.800"]);
        assert_eq!(below(&scored(0.8, 2, &[])), ["en: stage raised is 2.000, the floor is 1.000"]);
    }

    #[test]
    fn what_rises_or_hardly_falls_passes() {
        assert!(below(&scored(0.798, 1, &[])).is_empty());
        assert!(below(&scored(0.9, 0, &[])).is_empty());
    }
}
