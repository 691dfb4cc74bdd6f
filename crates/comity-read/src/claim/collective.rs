//! "They": those who meet and decide together, named as the subject of a sentence before.

use comity_atlas::Kind;

use super::anaphora::OWNER;
use super::apply::Context;
use super::role::Filled;
use crate::index::List;
use crate::pack::{Grammar, NounClass};
use crate::text::{BlockKind, Bytes, Sentence, TokenKind};

/// Sentences between "they" and the one that names them.
const REACH: usize = 4;
/// Tokens of a sentence before its verb among which its subject is looked for.
const OPENING: usize = 16;

impl Context<'_> {
    /// "The OTS foreign ministers met in Baku. A fund was set up. At the close they also …": those with whom a sentence
    /// before begins; of "it", and of those in its own sentence, what stands nearest.
    pub(super) fn collective_before(&self, bytes: Bytes) -> Option<Filled> {
        let token = self.text.token_at(bytes.start);
        let number = self.text.sentence_of(token);
        let own = self.text.sentences.get(number)?;
        let opens = own.tokens.start == token;
        let several = self.text.is_in(List::Several, token);
        if !opens && !several {
            return None;
        }
        // "The ministers decide in May, when they meet".
        if !opens && let Some(found) = self.opening_collective(own, token, bytes) {
            return Some(found);
        }
        // "Officers said that they had named a president".
        if (own.tokens.start..token).any(|it| self.is_finite_word(it)) {
            return None;
        }
        let reach = if several { REACH } else { 1 };
        for n in (number.saturating_sub(reach)..number).rev() {
            let before = self.text.sentences.get(n)?;
            let paragraph = self.text.blocks[before.block].kind == BlockKind::Paragraph;
            if !paragraph || !several && before.block != own.block {
                return None;
            }
            if let Some(found) = self.opening_collective(before, before.tokens.end, bytes) {
                return Some(found);
            }
            // "Malta and Chile have joined. They …"
            if self.opens_with_several(before) {
                return None;
            }
        }
        None
    }

    /// The collective that is the subject of a sentence: before its verb, and on no preposition.
    fn opening_collective(&self, sentence: &Sentence, end: usize, said: Bytes) -> Option<Filled> {
        let end = end.min(sentence.tokens.end).min(sentence.tokens.start + OPENING);
        let mut at = sentence.tokens.start;
        while at < end {
            let noun = self.index.noun(|n| self.text.id_before(at + n, sentence.tokens.end));
            let Some((len, noun)) = noun else {
                // What stands before its verb is its subject, and what is after it is none.
                if self.is_finite_word(at) && at > sentence.tokens.start {
                    return None;
                }
                at += 1;
                continue;
            };
            let subject = self.before_group(sentence, at).is_none_or(|it| {
                !self.low_has(it, Grammar::Preposition) || self.low_has(it, Grammar::Conjunction)
            });
            if !matches!(noun.class, NounClass::Collective | NounClass::Meeting) || !subject {
                at += len;
                continue;
            }
            let value = &self.pack.lexicon.phrase.get(noun.phrase)?.value;
            // "The leaders of the OTS".
            let close = (at + len + OWNER).min(sentence.tokens.end);
            let (org, _) = self.org_before(self.text.bytes(at..close).end)?;
            let name = format!("{} {value}", self.atlas.entity(org).name);
            let antecedent = Some(self.text.bytes(at..at + len));
            return Some(Filled { id: None, name, bytes: Some(said), antecedent, entity: Some(org) });
        }
        None
    }

    /// Whether a word is surely a verb in the past or present, or helps one.
    fn is_finite_word(&self, at: usize) -> bool {
        self.text
            .info(at)
            .is_some_and(|word| word.is_auxiliary() || word.has_tense() && !self.text.tokens[at].capital)
    }

    /// The token before the group of a noun: over its article, adjectives, numbers and names.
    fn before_group(&self, sentence: &Sentence, noun: usize) -> Option<usize> {
        let named = |at: usize| {
            let n = self.mentions.partition_point(|it| it.tokens.end <= at);
            self.mentions.get(n).is_some_and(|it| {
                it.tokens.contains(&at) && matches!(it.kind, Kind::Organisation | Kind::Body)
            })
        };
        let inner = |at: &usize| {
            named(*at)
                || self.low_has(*at, Grammar::Determiner)
                || self.low_has(*at, Grammar::Cardinal)
                || self.text.low(*at) == "'s"
                || self.text.tokens[*at].kind == TokenKind::Word
                    && !self.is_finite_word(*at)
                    && self.text.info(*at).is_none_or(|it| !it.is_closed())
        };
        (sentence.tokens.start..noun).rev().find(|it| !inner(it))
    }

    /// Whether a sentence begins with two states or more.
    fn opens_with_several(&self, sentence: &Sentence) -> bool {
        let first = self.mentions.partition_point(|it| it.tokens.start < sentence.tokens.start);
        let states = self.mentions[first..].iter().take_while(|it| {
            it.tokens.start < sentence.tokens.end.min(sentence.tokens.start + OPENING) && Self::is_state(it)
        });
        states.count() > 1
    }
}
