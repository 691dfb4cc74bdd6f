//! A question in words: whom it names, on the day it names, which part of its page; else a search for its words.

use std::sync::OnceLock;

use comity::Day;
use serde::Deserialize;

use crate::address;
use crate::answer::Named;
use crate::problem::Problem;
use crate::serve::Reply;
use crate::view::Ask;

/// Words of a question that are looked at.
const WORDS: usize = 24;

/// Words that ask for a part of an organisation's page.
#[derive(Debug, Deserialize)]
struct Part {
    /// The part, as its address ends.
    tab: String,
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Parts {
    part: Vec<Part>,
}

fn parts() -> &'static [Part] {
    static PARTS: OnceLock<Parts> = OnceLock::new();
    // A test reads the file; were it broken, questions would lead to the first part.
    &PARTS.get_or_init(|| toml::from_str(include_str!("../ask.toml")).unwrap_or_default()).part
}

/// The part of a page that some words ask for.
fn part(words: &[String]) -> &'static str {
    let asks = |it: &&Part| words.iter().any(|word| it.words.contains(word));
    parts().iter().find(asks).map_or("", |it| it.tab.as_str())
}

/// Where the answer to a question is.
pub(crate) fn answer(ask: &Ask<'_>) -> Result<Reply, Problem> {
    let question = ask.wish.param("q").unwrap_or_default();
    let is_day = |it: &str| it.len() >= 4 && Day::parse(it).is_ok_and(|day| day.year.is_some());
    let words = question.split_whitespace().map(|it| it.trim_matches(['?', ',', '.'])).take(WORDS);
    let (days, words): (Vec<&str>, Vec<&str>) = words.partition(|it| is_day(it));
    let Some(found) = whom(ask, &words) else {
        return Ok(Reply::See(ask.wish.link(&format!("/search?q={}", address::encode(question)))));
    };
    if found.len() > 1 {
        return Err(Problem::ambiguous(question, found));
    }
    let clocked = days.last().map_or_else(|| ask.wish.clone(), |on| ask.wish.named_on(on));
    let lower: Vec<String> = words.iter().map(|it| it.to_lowercase()).collect();
    let tab = if found[0].id.starts_with("org:") { part(&lower) } else { "" };
    Ok(Reply::See(clocked.link(&format!("{}{tab}", address::party(&found[0].id)))))
}

/// Whom the longest name in some words can mean; of names as long, the last.
fn whom(ask: &Ask<'_>, words: &[&str]) -> Option<Vec<Named>> {
    (1..=words.len().min(8)).rev().find_map(|len| {
        let mut names = words.windows(len).rev();
        names.find_map(|name| Some(ask.named_by_atlas(&name.join(" "))).filter(|it| !it.is_empty()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_question_lead_to_a_part_of_the_page() {
        let asked = |text: &str| part(&text.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(asked("who chairs the cis"), "/chairs");
        assert_eq!(asked("observers of the cis"), "#observer");
        assert_eq!(asked("the cis"), "");
        let file: Parts = toml::from_str(include_str!("../ask.toml")).expect("the shipped file");
        assert!(file.part.iter().all(|it| it.tab.starts_with(['/', '#']) && !it.words.is_empty()));
    }
}
