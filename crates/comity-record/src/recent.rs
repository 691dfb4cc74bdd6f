//! A map whose values have a weight: beyond a limit, what was not asked for of late goes first.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;
use std::sync::atomic::{AtomicBool, Ordering};

/// A map of bounded weight.
///
/// Every value that was asked for since it last came up is spared once (a second chance), so that asking needs no lock
/// for writing, and each addition lets go of little.
#[derive(Debug)]
pub struct Recent<K, V> {
    limit: usize,
    weight: usize,
    slots: HashMap<K, Slot<V>>,
    queue: VecDeque<K>,
}

#[derive(Debug)]
struct Slot<V> {
    value: V,
    weight: usize,
    asked: AtomicBool,
}

impl<K: Hash + Eq + Clone, V> Recent<K, V> {
    /// A map of at most this weight.
    pub fn new(limit: usize) -> Recent<K, V> {
        Recent { limit, weight: 0, slots: HashMap::new(), queue: VecDeque::new() }
    }

    /// A value, which is thereby spared for a while.
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: std::borrow::Borrow<Q>,
    {
        let slot = self.slots.get(key)?;
        slot.asked.store(true, Ordering::Relaxed);
        Some(&slot.value)
    }

    /// Adds a value, or takes it in the place of another.
    pub fn put(&mut self, key: K, value: V, weight: usize) {
        if self.remove(&key).is_none() {
            self.queue.push_back(key.clone());
        }
        self.weight += weight;
        self.slots.insert(key, Slot { value, weight, asked: AtomicBool::new(false) });
        if self.queue.len() > 2 * self.slots.len() + 16 {
            // Keys that were taken out, some of them put in again since.
            let mut once = HashSet::new();
            self.queue.retain(|it| self.slots.contains_key(it) && once.insert(it.clone()));
        }
        self.shrink();
    }

    /// Adds to the weight of a value that has grown.
    pub fn grow<Q: Hash + Eq + ?Sized>(&mut self, key: &Q, weight: usize)
    where
        K: std::borrow::Borrow<Q>,
    {
        if let Some(slot) = self.slots.get_mut(key) {
            slot.weight += weight;
            self.weight += weight;
            self.shrink();
        }
    }

    /// Takes a value out.
    pub fn remove<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: std::borrow::Borrow<Q>,
    {
        let slot = self.slots.remove(key)?;
        self.weight -= slot.weight;
        Some(slot.value)
    }

    /// Takes all values out.
    pub fn clear(&mut self) {
        *self = Recent::new(self.limit);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// What all values weigh.
    pub fn weight(&self) -> usize {
        self.weight
    }

    fn shrink(&mut self) {
        while self.weight > self.limit {
            let Some(key) = self.queue.pop_front() else { return };
            match self.slots.get_mut(&key) {
                Some(slot) if slot.asked.load(Ordering::Relaxed) => {
                    *slot.asked.get_mut() = false;
                    self.queue.push_back(key);
                }
                Some(_) => drop(self.remove(&key)),
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_asked_for_goes_first_and_the_weight_is_bounded() {
        let mut recent = Recent::new(100);
        for n in 0..1_000 {
            recent.put(n, n, 10);
            assert_eq!(recent.get(&0), Some(&0), "{n}");
            assert!(recent.weight() <= 100);
        }
        assert_eq!(recent.get(&1), None);
        recent.put(1_000, 0, 101);
        assert_eq!((recent.get(&1_000), recent.weight() <= 100), (None, true));
    }

    #[test]
    fn what_has_grown_makes_others_go() {
        let mut recent = Recent::new(100);
        recent.put("a", (), 10);
        recent.put("b", (), 10);
        recent.grow("b", 90);
        assert_eq!((recent.get("a"), recent.get("b"), recent.weight()), (None, Some(&()), 100));
        recent.grow("gone", 7);
        assert_eq!(recent.weight(), 100);
    }

    #[test]
    fn what_comes_and_goes_leaves_nothing_behind() {
        let mut recent = Recent::new(100);
        for n in 0..10_000 {
            recent.put(n % 7, n, 1);
            recent.remove(&(n % 7));
        }
        assert!(recent.is_empty() && recent.weight() == 0 && recent.queue.len() < 64);
    }
}
