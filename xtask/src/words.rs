//! `cargo xtask words MODEL`: the general words of English, derived from the tagger model of the crate `harper-brill`
//! (Apache-2.0): which words can be verbs, which are adjectives, and which of the verbs' forms are nouns first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

const OUT: &str = "packs/en/lexicon/words.toml";

/// Writes the word list from the model at the path given.
pub fn run(arguments: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let path = arguments.first().ok_or("usage: cargo xtask words trained_tagger_model.json")?;
    let model: serde_json::Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let mapping = model["base"]["mapping"].as_object().ok_or("the model has no `base.mapping`")?;
    let tags: BTreeMap<&str, &str> = mapping
        .iter()
        .filter(|(word, _)| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase()))
        .filter_map(|(word, tag)| Some((word.as_str(), tag.as_str()?)))
        .collect();
    let tagged = |tag: &'static str| tags.iter().filter(move |(_, it)| **it == tag).map(|(word, _)| *word);
    let verbs: BTreeSet<String> = tagged("VERB").filter_map(|word| lemma(word, &tags)).collect();
    let forms: BTreeSet<String> = verbs.iter().flat_map(|verb| forms(verb)).collect();
    let first =
        tags.iter().filter(|(word, tag)| matches!(**tag, "NOUN" | "PROPN" | "ADJ") && forms.contains(**word));
    let adjectives: Vec<&str> = tagged("ADJ").filter(|word| !forms.contains(*word)).collect();
    let adverbs: Vec<&str> = tagged("ADV").filter(|word| !word.ends_with("ly")).collect();
    let mut out = String::from(
        "# General words of English, derived by `cargo xtask words` from the tagger model of harper-brill 3.0.0\n\
         # (https://github.com/automattic/harper, Apache-2.0). Not edited by hand: corrections go to `lexicon/grammar.toml`.\n\n",
    );
    list(&mut out, "verbs", verbs.iter().map(String::as_str));
    list(&mut out, "nouns-first", first.map(|(word, _)| *word));
    list(&mut out, "adjectives", adjectives.into_iter());
    list(&mut out, "adverbs", adverbs.into_iter());
    fs::write(OUT, out)?;
    Ok(())
}

fn list<'a>(out: &mut String, key: &str, words: impl Iterator<Item = &'a str>) {
    let (mut line, mut text) = (String::new(), String::new());
    for word in words {
        if line.len() + word.len() > 118 {
            let _ = writeln!(text, "{line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let _ = writeln!(out, "{key} = \"\"\"\n{text}{line}\"\"\"\n");
}

/// The base form of a word tagged as a verb; `None` for forms that no regular base explains.
fn lemma(word: &str, tags: &BTreeMap<&str, &str>) -> Option<String> {
    let known = |base: &String| matches!(tags.get(base.as_str()), Some(&("VERB" | "NOUN" | "ADJ")));
    let bases = |stem: &str| -> Vec<String> {
        let mut all = vec![format!("{stem}e"), stem.to_owned()];
        let mut last = stem.chars().rev();
        if let (Some(a), Some(b)) = (last.next(), last.next())
            && a == b
            && !matches!(a, 's' | 'l' | 'e')
        {
            all.insert(0, stem[..stem.len() - 1].to_owned());
        }
        all
    };
    for ending in ["ing", "ied", "ed", "ies", "es", "s"] {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) else { continue };
        if ending == "s" && (stem.ends_with('s') || stem.ends_with('u')) {
            break;
        }
        let candidates = match ending {
            "ied" | "ies" => vec![format!("{stem}y")],
            "s" => vec![stem.to_owned()],
            _ => bases(stem),
        };
        return candidates.into_iter().find(|base| known(base) && base.chars().any(|c| "aeiouy".contains(c)));
    }
    Some(word.to_owned())
}

/// The regular forms of a verb, doubling and not.
fn forms(verb: &str) -> Vec<String> {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let mut all = vec![verb.to_owned(), format!("{verb}s"), format!("{stem}ed"), format!("{stem}ing")];
    if let Some(stem) = verb.strip_suffix('y') {
        all.extend([format!("{stem}ied"), format!("{stem}ies")]);
    }
    if let Some(last) = verb.chars().last() {
        all.extend([format!("{verb}{last}ed"), format!("{verb}{last}ing"), format!("{verb}es")]);
    }
    all
}
