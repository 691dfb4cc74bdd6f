//! Acronyms that a text gives itself: "the International Whaling Commission (IWC) … the IWC", where the atlas knows only the
//! full name because the letters alone could be anybody's.

use comity_atlas::{Kind, Role};

use crate::mention::Mention;
use crate::text::{Text, TokenKind};

/// Letters of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=10;

/// Adds the mentions of organisations and bodies by an acronym that stands in brackets after their name.
pub(crate) fn add(mentions: Vec<Mention>, text: &Text<'_>) -> Vec<Mention> {
    let organised = |it: &&Mention| {
        matches!(it.kind, Kind::Organisation | Kind::Body) && it.role != Role::Context && it.others.is_empty()
    };
    let bracketed = |it: &Mention| {
        let at = it.tokens.end + 1;
        let inside = text.mark(at - 1) == Some(b'(') && text.mark(at + 1) == Some(b')');
        (inside && is_acronym(text, at)).then_some(at)
    };
    // The acronym, where it is given, and whose it is.
    let mut given: Vec<(&str, usize, &Mention)> = Vec::new();
    for it in mentions.iter().filter(organised) {
        let Some(at) = bracketed(it) else { continue };
        let word = text.word(at);
        let known = given.iter().any(|it| it.0 == word) || covering(&mentions, at).is_some();
        if !known {
            given.push((word, at, it));
        }
    }
    // Mentions stand in order, and so do the acronyms after them.
    let Some(first) = given.first().map(|it| it.1) else { return mentions };
    let named = |at: usize| {
        let token = text.tokens[at];
        if token.kind != TokenKind::Word || !token.capital {
            return None;
        }
        let (_, _, whose) = given.iter().find(|it| it.1 <= at && it.0 == text.word(at))?;
        covering(&mentions, at).is_none().then(|| Mention {
            tokens: at..at + 1,
            bytes: token.bytes(),
            entity: whose.entity,
            kind: whose.kind,
            role: Role::Acronym,
            cases: Box::default(),
            others: Box::default(),
        })
    };
    let added: Vec<Mention> = (first..text.tokens.len()).filter_map(named).collect();
    let mut all = mentions;
    all.extend(added);
    // No two of them begin at one token.
    all.sort_unstable_by_key(|it| it.tokens.start);
    all
}

/// The mention that holds a token.
fn covering(mentions: &[Mention], at: usize) -> Option<&Mention> {
    let next = mentions.partition_point(|it| it.tokens.end <= at);
    mentions.get(next).filter(|it| it.tokens.start <= at)
}

/// "IWC", "AfCFTA": one word with two capitals.
fn is_acronym(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    text.tokens[at].kind == TokenKind::Word
        && LETTERS.contains(&word.len())
        && word.starts_with(|it: char| it.is_ascii_uppercase())
        && word.chars().filter(char::is_ascii_uppercase).count() > 1
}

#[cfg(test)]
mod tests {
    use crate::read::sentences;

    fn organisations(text: &str) -> Vec<String> {
        let reading = sentences(&format!(" date 2025-10-10 EN\n\n{text}"));
        reading.claims.iter().filter_map(|it| Some(it.org.as_ref()?.name.clone())).collect()
    }

    #[test]
    fn letters_in_brackets_name_whose_name_stands_before() {
        let read = organisations(
            "The Mekong River Commission (MRC) is in Vientiane. Malta joined the MRC on 3 May 2025.",
        );
        assert_eq!(read, ["Mekong River Commission"]);
    }

    #[test]
    fn letters_that_nothing_explains_name_nobody() {
        assert!(organisations("Malta joined the MRC on 3 May 2025.").is_empty());
    }
}
