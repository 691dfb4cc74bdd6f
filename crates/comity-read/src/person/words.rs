//! The pack's words for persons, in look-up form.

use std::collections::{HashMap, HashSet};

use crate::pack::{Grammar, Pack};
use crate::text::Text;

/// Words of the pack in look-up form.
pub(crate) struct Words<'a> {
    pub(super) pack: &'a Pack,
    /// First word → the rest, and index of the office.
    offices: HashMap<&'a str, Vec<(Vec<&'a str>, usize)>>,
    pub(super) not_names: HashSet<&'a str>,
    reporting: &'a [String],
    /// Words that no name and its office have between them: auxiliaries, prepositions, verbs of saying.
    pub(super) parts: HashSet<&'a str>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(pack: &'a Pack) -> Words<'a> {
        let mut offices: HashMap<&str, Vec<(Vec<&str>, usize)>> = HashMap::new();
        for (n, office) in pack.persons.office.iter().enumerate() {
            for name in &office.names {
                let mut parts = name
                    .split_inclusive('-')
                    .flat_map(|it| it.strip_suffix('-').map_or(vec![it], |word| vec![word, "-"]))
                    .flat_map(str::split_whitespace);
                if let Some(first) = parts.next() {
                    offices.entry(first).or_default().push((parts.collect(), n));
                }
            }
        }
        // Each list is sorted by itself: the order of the lists does not matter.
        #[allow(clippy::iter_over_hash_type)]
        for entries in offices.values_mut() {
            entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        let not_names = pack.persons.not_names.iter().map(String::as_str).collect();
        let reporting = pack.lexicon.grammar.get(&Grammar::Reporting).map_or(&[][..], Vec::as_slice);
        let grammar = [Grammar::Preposition, Grammar::Coordinator, Grammar::Reporting, Grammar::Relative];
        let words = grammar.iter().filter_map(|it| pack.lexicon.grammar.get(it));
        let parts = words.chain(pack.lexicon.auxiliary.values()).flatten().map(String::as_str);
        let parts = parts.filter(|it| *it != "'s").collect();
        Words { pack, offices, not_names, reporting, parts }
    }

    /// The office that begins at a token: its index and end.
    pub(crate) fn office(&self, text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
        let entries = self.offices.get(text.low(at))?;
        let found = entries
            .iter()
            .find(|(rest, _)| rest.iter().enumerate().all(|(n, word)| text.low(at + 1 + n) == *word))?;
        Some((found.1, at + 1 + found.0.len()))
    }

    /// The office that ends right before a token, or before a comma in front of it: "its president, Ana Ruiz".
    pub(super) fn office_beside(&self, text: &Text<'_>, end: usize) -> Option<(usize, usize)> {
        let comma = || {
            end.checked_sub(1).filter(|it| text.low(*it) == ",").and_then(|it| self.office_before(text, it))
        };
        self.office_before(text, end).or_else(comma)
    }

    /// The office that ends right before a token.
    pub(super) fn office_before(&self, text: &Text<'_>, end: usize) -> Option<(usize, usize)> {
        (end.saturating_sub(6)..end)
            .find_map(|at| self.office(text, at).filter(|(_, it)| *it == end).map(|(office, _)| (office, at)))
    }

    pub(crate) fn is_reporting(&self, low: &str) -> bool {
        self.reporting.iter().any(|it| it == low)
    }

    pub(super) fn in_list(list: &[String], low: &str) -> bool {
        list.iter().any(|it| it == low)
    }
}
