//! Holds a pack against its own examples: every `accepts` gives its act with its roles, no `rejects` gives one.

use comity_model::{Claim, Diagnostic, Document, Place};

use crate::pack::{self, PackFile, Rule, Tells};
use crate::read::{Packs, read};

/// Parses a pack and runs the examples of its rules; the number of rules, or all that is wrong.
pub fn check(lang: &str, files: &[PackFile]) -> Result<usize, Vec<Diagnostic>> {
    let pack = pack::parse(lang, files)?;
    let rules = pack.rules.clone();
    // An example shows what the rule finds; how far that is believed in a whole document is another matter.
    let mut pack = pack;
    pack.confidence.threshold = 0.0;
    let packs = Packs::new(vec![pack]);
    let mut errors = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for rule in &rules {
        let place = |words: &str| place_of(files, words);
        if !known.insert((rule.act, rule.name.as_str())) {
            let message = format!("two rules of one act are called `{}`", rule.name);
            errors.push(
                Diagnostic::error("same-name", message, place(&rule.name))
                    .hint("give one of them another name: claims name the rule that found them"),
            );
        }
        if rule.accepts.is_empty() || rule.rejects.is_empty() {
            let message = format!(
                "rule `{}` has no `{}`",
                rule.name,
                if rule.accepts.is_empty() { "accepts" } else { "rejects" }
            );
            errors.push(
                Diagnostic::error("no-example", message, place(&rule.name))
                    .hint("add a sentence with the act, and one without it"),
            );
        }
        for example in &rule.accepts {
            if let Err(reason) = accepts(lang, rule, example, &packs) {
                let message = format!("`{}` does not accept its example: {reason}", rule.name);
                errors.push(
                    Diagnostic::error("example-not-accepted", message, place(example))
                        .hint("mend the rule or the brackets of the example"),
                );
            }
        }
        for example in &rule.rejects {
            let found = claims(lang, &example.text, &packs).iter().any(|it| match rule.tells {
                Some(Tells::Effect) => it.effective.is_some(),
                Some(Tells::Event) => it.when.is_some(),
                Some(Tells::Predecessor) => matches!(it.agent, comity_model::Agent::Named(_)),
                None => it.rule.ends_with(&format!("/{}", rule.name)),
            });
            if found {
                let message = format!("`{}` finds an act where there is none: {}", rule.name, example.why);
                errors.push(
                    Diagnostic::error("example-not-rejected", message, place(&example.text))
                        .hint("ask more of the rule with `needs`, or name fewer predicates"),
                );
            }
        }
    }
    if errors.is_empty() { Ok(rules.len()) } else { Err(errors) }
}

/// Where words stand in the pack's files.
fn place_of(files: &[PackFile], words: &str) -> Option<Place> {
    let escaped = words.replace('"', "\\\"");
    files.iter().find_map(|file| {
        let start = file.text.find(words).or_else(|| file.text.find(&escaped))?;
        Some(Place::of(&file.path, &file.text, start, start + words.len()))
    })
}

/// Reads a sentence by itself.
fn claims(lang: &str, sentence: &str, packs: &Packs) -> Vec<Claim> {
    let document = Document {
        path: "example".into(),
        text: sentence.to_owned(),
        digest: String::new(),
        lang: Some(lang.to_owned()),
        published_on: None,
    };
    read(&document, packs).claims
}

/// Whether an example gives an act of the rule's kind, with each bracketed role filled by words that it brackets.
fn accepts(lang: &str, rule: &Rule, example: &str, packs: &Packs) -> Result<(), String> {
    let (sentence, roles) = brackets(example);
    let found = claims(lang, &sentence, packs);
    let own = format!("/{}", rule.name);
    let candidates: Vec<&Claim> = found
        .iter()
        .filter(|it| it.rule.ends_with(&own) || it.kind == rule.act || rule.tells.is_some())
        .collect();
    if candidates.is_empty() {
        let others: Vec<&str> = found.iter().map(|it| it.rule.as_str()).collect();
        return Err(if others.is_empty() {
            "no act was found".to_owned()
        } else {
            format!("found only {}", others.join(", "))
        });
    }
    let missing = |claim: &Claim| {
        roles
            .iter()
            .find(|(role, words)| !filled(claim, role, words))
            .map(|(role, words)| format!("{role} is not `{words}`"))
    };
    match candidates.iter().map(|it| missing(it)).collect::<Option<Vec<_>>>() {
        None => Ok(()),
        Some(reasons) => Err(reasons.into_iter().next().unwrap_or_default()),
    }
}

/// Whether a role of a claim is filled by some words.
fn filled(claim: &Claim, role: &str, words: &str) -> bool {
    let inside = |span: Option<comity_model::Span>, sentence: &str| span.is_some() && !sentence.is_empty();
    match role {
        "agent" => claim.agent.named().is_some_and(|it| inside(it.span, words)),
        "party" => claim.party.as_ref().is_some_and(|it| inside(it.span, words)),
        "org" => claim.org.is_some(),
        "standing" => claim.standing.is_some(),
        "object" => claim.object.is_some(),
        "when" => claim.when.as_ref().is_some_and(|it| inside(it.span, words)),
        "effective" => claim.effective.as_ref().is_some_and(|it| inside(it.span, words)),
        _ => false,
    }
}

/// The sentence without its brackets, and the words of each role.
pub(crate) fn brackets(example: &str) -> (String, Vec<(String, String)>) {
    let mut sentence = String::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut roles = Vec::new();
    let mut chars = example.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' => {
                let role: String = chars.by_ref().take_while(|c| *c != ' ').collect();
                open.push((role, sentence.len()));
            }
            ']' => {
                if let Some((role, start)) = open.pop() {
                    roles.push((role, sentence[start..].to_owned()));
                }
            }
            c => sentence.push(c),
        }
    }
    (sentence, roles)
}
