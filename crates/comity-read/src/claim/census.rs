//! Who is named where, counted once a document: acts ask for what was named before, and long documents name much.

use std::collections::HashMap;
use std::ops::Range;

use comity_atlas::{EntityIdx, Kind, Role};

use super::apply::Context;
use crate::index::WordId;
use crate::text::Sentence;

/// Indices of mentions and offices, each list in order.
#[derive(Debug, Default)]
pub(crate) struct Census {
    /// Mentions of each state, in order of the first.
    pub(super) states: Vec<(EntityIdx, Vec<usize>)>,
    /// Mentions of bodies by the first and the last word.
    bodies: HashMap<WordId, Vec<usize>>,
    /// The first acronym of each entity.
    acronyms: HashMap<EntityIdx, usize>,
    /// Offices by who holds them.
    offices: HashMap<usize, Vec<usize>>,
}

impl Census {
    fn new(context: &Context<'_>) -> Census {
        let mut census = Census::default();
        let mut known: HashMap<EntityIdx, usize> = HashMap::new();
        for (n, it) in context.mentions.iter().enumerate() {
            if Context::is_state(it) {
                let state = *known.entry(it.entity).or_insert(census.states.len());
                if state == census.states.len() {
                    census.states.push((it.entity, Vec::new()));
                }
                census.states[state].1.push(n);
            }
            if it.kind == Kind::Body {
                let words = [context.text.id(it.tokens.start), context.text.id(it.tokens.end - 1)];
                for word in words {
                    let own = census.bodies.entry(word).or_default();
                    if own.last() != Some(&n) {
                        own.push(n);
                    }
                }
            }
            if it.role == Role::Acronym {
                census.acronyms.entry(it.entity).or_insert(n);
            }
        }
        for (n, it) in context.people.offices.iter().enumerate() {
            census.offices.entry(it.person).or_default().push(n);
        }
        census
    }

    /// The mention of a body last before another mention that begins or ends with a word.
    pub(super) fn body_before(&self, word: WordId, before: usize) -> Option<usize> {
        let all = self.bodies.get(&word)?;
        all[..all.partition_point(|it| *it < before)].last().copied()
    }

    /// The first mention of an entity by an acronym.
    pub(super) fn acronym(&self, entity: EntityIdx) -> Option<usize> {
        self.acronyms.get(&entity).copied()
    }

    /// The offices that a person holds.
    pub(super) fn offices(&self, person: usize) -> &[usize] {
        self.offices.get(&person).map_or(&[], Vec::as_slice)
    }
}

impl Context<'_> {
    pub(super) fn census(&self) -> &Census {
        self.census.get_or_init(|| Census::new(self))
    }
}

/// Those of some things, in order of their first tokens, that begin in a sentence; none before `from` begins in it or later.
pub(super) fn within<T>(
    all: &[T],
    from: &mut usize,
    sentence: &Sentence,
    first: impl Fn(&T) -> usize,
) -> Range<usize> {
    let begin = |end: usize, at: usize| all[at..].iter().take_while(|it| first(it) < end).count();
    *from += begin(sentence.tokens.start, *from);
    *from..*from + begin(sentence.tokens.end, *from)
}
