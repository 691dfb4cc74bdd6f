//! The same words quoted twice: a headline repeats the body.

use std::collections::HashMap;

use super::{Quoted, Voice};
use crate::text::{BlockKind, Text};

/// Finds quotations whose words stand elsewhere too: the same words, or a headline's words inside a longer quotation.
/// They take the other's speaker.
pub(super) fn repeat(text: &Text<'_>, quoted: &mut [Quoted]) {
    let plain = |it: &Quoted| {
        let words =
            it.parts.iter().map(|part| part.of(text.text).to_lowercase()).collect::<Vec<_>>().join(" ");
        words.trim_end_matches(['.', ',']).to_owned()
    };
    let all: Vec<String> = quoted.iter().map(plain).collect();
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (n, words) in all.iter().enumerate() {
        last.entry(words).or_insert(n);
    }
    let title = text
        .blocks
        .iter()
        .filter(|it| it.kind == BlockKind::Headline)
        .map(|it| it.bytes.end)
        .max()
        .unwrap_or(0);
    for n in 0..quoted.len() {
        let same = last.get(all[n].as_str()).copied().filter(|it| *it != n);
        let headline = quoted[n].bytes.start < title;
        let longer =
            || (0..all.len()).find(|m| *m != n && all[*m].len() > all[n].len() && all[*m].contains(&all[n]));
        if let Some(other) = same.or_else(|| if headline { longer() } else { None }) {
            quoted[n].same_as = Some(other);
            let speaker = quoted[other].speaker.clone().map(|voice| Voice { bytes: None, ..voice });
            if speaker.is_some() && (headline || quoted[n].speaker.is_none()) {
                quoted[n].speaker = speaker;
            }
        }
    }
}
