//! Literate tests: Markdown files whose fenced blocks are held against what the program does.
//!
//! With `ACCEPT` in the environment, what differs is written into the files; the difference is the review.

#![allow(clippy::disallowed_methods)] // used by tests only, which read their files from disk

use std::ops::Range;
use std::path::{Path, PathBuf};

/// A fenced block of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'t> {
    /// Line of its fence, from 1.
    pub line: usize,
    /// The second-level heading above it.
    pub title: &'t str,
    /// The first word after the fence.
    pub kind: &'t str,
    /// The words after that.
    pub info: &'t str,
    /// What stands between the fences.
    pub text: &'t str,
    /// Where that stands in the file, in bytes.
    pub place: Range<usize>,
}

/// The fenced blocks of a file.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut all = Vec::new();
    let mut title = "";
    let mut open: Option<Block<'_>> = None;
    let mut at = 0;
    for (n, raw) in text.split_inclusive('\n').enumerate() {
        let line = raw.trim_end();
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(fence)) => {
                let (kind, info) = fence.trim().split_once(' ').unwrap_or((fence.trim(), ""));
                let place = at + raw.len()..at + raw.len();
                open = Some(Block { line: n + 1, title, kind, info: info.trim(), text: "", place });
            }
            (Some(_), Some(_)) => {
                all.extend(open.take().map(|it| {
                    let place = it.place.start..at;
                    Block { text: &text[place.clone()], place, ..it }
                }));
            }
            (None, None) => title = line.strip_prefix("## ").unwrap_or(title),
            (Some(_), None) => {}
        }
        at += raw.len();
    }
    all
}

/// The words of a line; quoted ones keep their spaces and lose their quotes.
pub fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            _ => word.push(c),
        }
    }
    words.push(word);
    words.retain(|it| !it.is_empty());
    words
}

/// The Markdown files of a folder, by name.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "md"));
    files.sort();
    files
}

/// What is wrong with a block, and what it should say instead.
pub struct Wrong {
    /// Where the new text goes.
    pub place: Range<usize>,
    /// The new text.
    pub text: String,
    /// The difference, for people.
    pub message: String,
}

/// Runs `check` over the text of each file of a folder. Fails with everything that is wrong, or, with `ACCEPT` set, writes
/// it into the files. Returns how many files there were.
///
/// # Panics
/// When a file cannot be read or written, and when something is wrong.
pub fn hold(folder: &Path, mut check: impl FnMut(&Path, &str) -> Vec<Wrong>) -> usize {
    let accept = std::env::var_os("ACCEPT").is_some();
    let mut all = String::new();
    let files = files(folder);
    for path in &files {
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let wrong = check(path, &text);
        let mut renewed = text.clone();
        for it in wrong.iter().rev() {
            let line = text[..it.place.start].lines().count();
            all.push_str(&format!("{}:{line}: {}\n", path.display(), it.message));
            renewed.replace_range(it.place.clone(), &it.text);
        }
        if accept && !wrong.is_empty() {
            std::fs::write(path, renewed).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
    assert!(accept || all.is_empty(), "\n{all}");
    files.len()
}

/// The lines in which two texts differ, as `-` and `+` lines: those between their first and their last difference.
pub fn difference(expected: &str, found: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = a.iter().zip(&b).take_while(same).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(same).count();
    let lines = |sign: char, all: &[&str]| -> String {
        all[head..all.len() - tail].iter().map(|it| format!("  {sign} {it}\n")).collect()
    };
    lines('-', &a) + &lines('+', &b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_know_their_heading_words_and_place() {
        let text = "# Page\n\n## Case\n\n```acts on=2025 x\na\nb\n```\ntext\n```console\n```\n";
        let found = blocks(text);
        let shown: Vec<_> = found.iter().map(|it| (it.line, it.title, it.kind, it.info, it.text)).collect();
        assert_eq!(shown, [(5, "Case", "acts", "on=2025 x", "a\nb\n"), (10, "Case", "console", "", "")]);
        assert_eq!(&text[found[0].place.clone()], "a\nb\n");
    }

    #[test]
    fn quoted_words_are_one() {
        assert_eq!(
            words(r#"said "Ana Ruiz"  on=2025 object="a b""#),
            ["said", "Ana Ruiz", "on=2025", "object=a b"]
        );
    }

    #[test]
    fn a_difference_is_what_lies_between() {
        assert_eq!(difference("a\nb\nc\n", "a\nx\ny\nc\n"), "  - b\n  + x\n  + y\n");
        assert_eq!(difference("a\n", "a\n"), "");
    }
}
