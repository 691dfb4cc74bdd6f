//! The words that prove an entry, kept in memory once they were read: an entry never changes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Words;
use crate::log::Inner;
use crate::{Body, EntryId};

/// Bytes of words that are kept, by and large.
const KEPT: usize = 32 << 20;

/// Bytes that an entry takes whose words are those of another.
const SLOT: usize = 32;

/// Words by entry. Rows of one data set cite the same few places: equal words are kept once.
#[derive(Debug, Default)]
pub(crate) struct Proofs {
    by_entry: HashMap<EntryId, Arc<[Words]>>,
    distinct: HashSet<Arc<[Words]>>,
    bytes: usize,
}

impl Proofs {
    fn keep(&mut self, entry: EntryId, words: Vec<Words>) -> Arc<[Words]> {
        if self.bytes > KEPT {
            *self = Proofs::default();
        }
        self.bytes += SLOT;
        let words = match self.distinct.get(words.as_slice()) {
            Some(known) => Arc::clone(known),
            None => {
                let text = |it: &Words| it.text.len() + it.document.as_ref().map_or(0, String::len);
                self.bytes += words.iter().map(|it| size_of::<Words>() + text(it)).sum::<usize>() + SLOT;
                let words: Arc<[Words]> = words.into();
                self.distinct.insert(Arc::clone(&words));
                words
            }
        };
        self.by_entry.insert(entry, Arc::clone(&words));
        words
    }
}

impl Inner {
    /// The words that prove an entry.
    pub(super) fn proof(&mut self, entry: EntryId) -> rusqlite::Result<Arc<[Words]>> {
        if let Some(words) = self.proofs.by_entry.get(&entry) {
            return Ok(Arc::clone(words));
        }
        let words = self.body(entry)?.map(|it| words(&it)).unwrap_or_default();
        Ok(self.proofs.keep(entry, words))
    }
}

/// The words of an entry's body.
fn words(body: &Body) -> Vec<Words> {
    let cited = |text: Option<&String>| Words {
        text: text.cloned().unwrap_or_default(),
        document: None,
        span: None,
        rule: None,
    };
    match body {
        Body::Claim { document, claim } => claim
            .evidence
            .iter()
            .map(|it| Words {
                text: it.text.clone(),
                document: Some(document.clone()),
                span: Some(it.span),
                rule: Some(claim.rule.clone()),
            })
            .collect(),
        Body::Filing(filing) => {
            vec![Words { text: filing.evidence.clone(), document: None, span: None, rule: None }]
        }
        Body::Standing(row) => [row.source.as_ref(), row.instrument.as_ref()]
            .into_iter()
            .flatten()
            .map(|it| cited(Some(it)))
            .collect(),
        Body::Chair(row) => row.source.iter().map(|it| cited(Some(it))).collect(),
        Body::Correction { body, .. } => words(body),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_are_kept_once_and_memory_is_bounded() {
        let words =
            |text: &str| vec![Words { text: text.to_owned(), document: None, span: None, rule: None }];
        let mut proofs = Proofs::default();
        let (one, two) = (proofs.keep(1, words("a")), proofs.keep(2, words("a")));
        assert!(Arc::ptr_eq(&one, &two));
        let long = "x".repeat(1 << 20);
        for n in 3..300 {
            proofs.keep(n, words(&format!("{n}{long}")));
            let bytes: usize = proofs.distinct.iter().flat_map(|it| it.iter()).map(|it| it.text.len()).sum();
            assert!(bytes <= KEPT + (2 << 20), "{bytes}");
        }
    }
}
