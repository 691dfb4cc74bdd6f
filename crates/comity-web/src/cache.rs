//! Rendered answers, kept while the record has the same head. Two generations: what is not asked for again goes.

use std::collections::HashMap;

use axum::body::Bytes;
use jiff::{SignedDuration, Timestamp};

/// Costly answers that are kept over appends.
const SELDOM: usize = 64;

/// How many times as long as it took a costly answer is kept.
const TIMES: i32 = 20;

/// A rendered answer.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// Its media type.
    pub(crate) media: &'static str,
    /// Its entity tag, with quotes.
    pub(crate) tag: String,
    /// Its bytes.
    pub(crate) body: Bytes,
}

/// Rendered answers by what was asked.
#[derive(Debug)]
pub(crate) struct Cache {
    head: u64,
    limit: usize,
    used: usize,
    young: HashMap<String, Kept>,
    old: HashMap<String, Kept>,
    seldom: HashMap<String, (Timestamp, Kept)>,
}

impl Cache {
    /// A cache of at most so many bytes.
    pub(crate) fn new(limit: usize) -> Cache {
        Cache { head: 0, limit, used: 0, young: HashMap::new(), old: HashMap::new(), seldom: HashMap::new() }
    }

    /// An answer that was rendered at this head of the record.
    pub(crate) fn get(&mut self, head: u64, key: &str) -> Option<Kept> {
        self.turn(head);
        if let Some(kept) = self.young.get(key) {
            return Some(kept.clone());
        }
        let kept = self.old.remove(key)?;
        self.keep(head, key.to_owned(), kept.clone());
        Some(kept)
    }

    /// Keeps an answer rendered at this head; one of an older head is not kept.
    pub(crate) fn keep(&mut self, head: u64, key: String, kept: Kept) {
        self.turn(head);
        if head != self.head {
            return;
        }
        let size = kept.body.len() + key.len() + 256;
        if size > self.limit / 16 {
            return;
        }
        if self.used + size > self.limit / 2 {
            self.old = std::mem::take(&mut self.young);
            self.used = 0;
        }
        if self.young.insert(key, kept).is_none() {
            self.used += size;
        }
    }

    /// A costly answer of an earlier head that may still be given.
    pub(crate) fn seldom(&self, key: &str, now: Timestamp) -> Option<Kept> {
        self.seldom.get(key).filter(|(until, _)| now < *until).map(|it| it.1.clone())
    }

    /// Keeps an answer for twenty times as long as it took.
    pub(crate) fn keep_seldom(&mut self, key: &str, asked: Timestamp, done: Timestamp, kept: Kept) {
        let took = done.duration_since(asked).max(SignedDuration::ZERO);
        self.seldom.retain(|_, (until, _)| done < *until);
        if self.seldom.len() < SELDOM
            && let Ok(until) = done.checked_add(took.saturating_mul(TIMES))
        {
            self.seldom.insert(key.to_owned(), (until, kept));
        }
    }

    fn turn(&mut self, head: u64) {
        if head > self.head {
            let seldom = std::mem::take(&mut self.seldom);
            *self = Cache { head, seldom, ..Cache::new(self.limit) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(size: usize) -> Kept {
        Kept { media: "text/plain", tag: String::new(), body: Bytes::from(vec![0; size]) }
    }

    #[test]
    fn a_new_head_forgets_what_an_older_one_answered_and_an_older_head_keeps_nothing() {
        let mut cache = Cache::new(1 << 20);
        cache.keep(7, "a".to_owned(), kept(10));
        assert!(cache.get(7, "a").is_some());
        assert!(cache.get(8, "a").is_none());
        cache.keep(7, "a".to_owned(), kept(10));
        assert!(cache.get(8, "a").is_none());
    }

    #[test]
    fn what_takes_long_stays_for_a_while_when_the_record_grows() {
        let at = |second: i64| Timestamp::from_second(second).expect("an instant");
        let mut cache = Cache::new(1 << 20);
        cache.keep_seldom("all", at(0), at(1), kept(10));
        assert!(cache.get(8, "all").is_none());
        assert!(cache.seldom("all", at(20)).is_some());
        assert!(cache.seldom("all", at(21)).is_none());
        cache.keep_seldom("quick", at(30), at(30), kept(10));
        assert!(cache.seldom("quick", at(30)).is_none());
    }

    #[test]
    fn memory_is_bounded_and_what_is_asked_for_again_stays() {
        let mut cache = Cache::new(64 << 10);
        for n in 0..1_000 {
            cache.keep(1, n.to_string(), kept(1_000));
            assert!(cache.get(1, "0").is_some(), "{n}");
            let bytes: usize = cache.young.values().chain(cache.old.values()).map(|it| it.body.len()).sum();
            assert!(bytes <= 64 << 10, "{bytes}");
        }
        cache.keep(1, "too large".to_owned(), kept(32 << 10));
        assert!(cache.get(1, "too large").is_none());
    }
}
