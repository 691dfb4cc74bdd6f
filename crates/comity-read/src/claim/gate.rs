//! The gate: which sentences are looked at closely.
//!
//! Most sentences tell no act. One look at what the words of a sentence may turn out to be says whether any rule, list or
//! meeting could begin in it; only then are its parts of speech, units and frames made.

use comity_atlas::Kind;

use super::apply::Context;
use crate::index::{Form, Hints, Trigger, WordId, WordInfo};
use crate::mention::Mention;
use crate::pack::{Grammar, NounClass};
use crate::person::PersonMention;
use crate::text::{Sentence, TokenKind};

/// What a sentence has that a rule may need.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// All of it.
    pub(super) all: Hints,
    /// The first token of the sentence.
    first: usize,
    /// What each token has with those after it.
    from: Vec<Hints>,
    /// The first token that may begin a relative clause.
    relative: usize,
}

impl Seen {
    /// Looks at another sentence.
    pub(super) fn look(
        &mut self,
        context: &Context<'_>,
        sentence: &Sentence,
        mentions: &[Mention],
        people: &[PersonMention],
    ) {
        let text = context.text;
        self.first = sentence.tokens.start;
        self.from.clear();
        self.from.extend(sentence.tokens.clone().map(|it| match text.tokens[it].kind {
            TokenKind::Number => Hints::FIGURE.and(text.hints(it)),
            _ => text.hints(it),
        }));
        for it in mentions {
            let hints = match it.kind {
                Kind::State | Kind::Territory => Hints::STATE,
                Kind::Organisation => Hints::ORGANISATION,
                // "CHOGM", "the 28th Ministerial Council".
                Kind::Body => Hints::ORGANISATION.and(Hints::class(NounClass::Meeting)),
                Kind::Place => Hints::PLACE,
            };
            if let Some(last) = self.from.get_mut(it.tokens.end - 1 - self.first) {
                *last = last.and(hints);
            }
        }
        let relative = self.from.iter().position(|it| it.any(Hints::RELATIVE));
        self.relative = relative.map_or(usize::MAX, |it| self.first + it);
        let mut all = Hints::NONE;
        for it in self.from.iter_mut().rev() {
            all = all.and(*it);
            *it = all;
        }
        // A name that nothing knows, of two words or more, may be a person's.
        let unknown = |it: usize| text.tokens[it].capital && text.info(it).is_none();
        let named = || sentence.tokens.clone().skip(1).any(|it| unknown(it) && unknown(it - 1));
        let person = if !people.is_empty() || named() { Hints::PERSON } else { Hints::NONE };
        self.all = all.and(person);
    }

    /// What follows a token; everything where a relative clause may be about what stands before it.
    fn after(&self, at: usize) -> Hints {
        if self.relative < at {
            return self.all;
        }
        self.from.get(at + 1 - self.first).copied().unwrap_or_default()
    }

    /// Whether there is what a rule needs.
    pub(super) fn may(&self, context: &Context<'_>, rule: usize) -> bool {
        context.every || context.index.needs(rule).is_some_and(|it| it.met(self.all, context.about))
    }

    /// Whether there is what a rule needs of which a word may be the verb.
    pub(super) fn may_verb(&self, context: &Context<'_>, rule: usize, at: usize, active: bool) -> bool {
        let Some(needs) = context.index.needs(rule).filter(|_| !context.every) else { return context.every };
        needs.met(self.all, context.about) && (!active || needs.met_after(self.after(at)))
    }
}

/// Whether a verb is active in all its forms: no passive is made of it.
pub(super) fn is_active(word: &WordInfo) -> bool {
    !word.has_form(Form::Participle) && !word.has_form(Form::Passive)
}

/// Whether an act, a list of parties or documents, or a meeting may begin in a sentence.
pub(super) fn opens(context: &Context<'_>, sentence: &Sentence, headline: bool, seen: &Seen) -> bool {
    let has = seen.all;
    if context.every || has.any(Hints::class(NounClass::Meeting)) {
        return true;
    }
    // Every act is an act of an organisation, and its own name stands somewhere in the document.
    if context.organisations.is_empty() {
        return false;
    }
    let list = || has.any(Hints::CARDINAL) && has.any(Hints::APPLICANT);
    let colon = || sentence.tokens.end.checked_sub(1).is_some_and(|last| context.text.low(last) == ":");
    let (text, end) = (context.text, sentence.tokens.end);
    let verb = |at: usize| {
        let name = text.tokens[at].capital
            && at > sentence.tokens.start
            && !headline
            && !before_point(text.low(at - 1));
        let mut triggers = context.index.word_triggers(text.id(at)).iter();
        let stands = |it: &Trigger| particle(context, end, at, &it.particle).is_some();
        let active = text.info(at).is_some_and(is_active);
        !name && triggers.any(|it| seen.may_verb(context, it.rule, at, active) && stands(it))
    };
    let noun = |at: usize| {
        let mut rules = context.index.noun_predicates(|n| text.id_before(at + n, end));
        rules.any(|(_, rule)| seen.may(context, rule))
    };
    let told = |at: usize| text.hints(at).any(Hints::TRIGGER) && (verb(at) || noun(at));
    has.any(context.index.noun_classes()) || list() || colon() || sentence.tokens.clone().any(told)
}

/// Whether a mark may stand before a point of a resolution, whose verb has a capital.
pub(super) fn before_point(mark: &str) -> bool {
    matches!(mark, ";" | ":" | "." | ")" | "-" | "–" | "—" | "•" | ",")
}

/// Where the particle of a verb stands.
pub(super) enum Particle {
    /// Right after it, adverbs apart: how many tokens both have.
    After(usize),
    /// Beyond an object: where.
    Beyond(usize),
}

/// Where the particle of the verb at a token stands, in a sentence that ends at `end`.
pub(super) fn particle(context: &Context<'_>, end: usize, at: usize, words: &[WordId]) -> Option<Particle> {
    let text = context.text;
    let Some(first) = words.first().copied() else { return Some(Particle::After(1)) };
    let adverbs = (at + 1..end).take_while(|it| text.id(*it) != first && text.is_adverb(*it)).count();
    if text.has_words(at + 1 + adverbs, words) {
        return Some(Particle::After(1 + adverbs + words.len()));
    }
    // "gave the position up": the object may stand between a verb and a particle that is no preposition.
    let last = context.index.info(*words.last()?);
    if last.is_some_and(|word| word.has(Grammar::Preposition)) {
        return None;
    }
    (at + 1..end.min(at + 8)).find(|it| text.has_words(*it, words)).map(Particle::Beyond)
}

#[cfg(test)]
mod tests {
    use crate::pack::Pack;
    use crate::read::{Packs, page, read, read_every};
    use crate::verify::brackets;

    /// Reading without the gate finds the same.
    fn check(text: &str) {
        let document = page(text);
        let packs = Packs::shipped();
        assert_eq!(read(&document, packs), read_every(&document, packs), "{text}");
    }

    fn examples(pack: &Pack) -> Vec<String> {
        let rules = pack.rules.iter();
        let texts = rules.flat_map(|rule| rule.accepts.iter().chain(rule.rejects.iter().map(|it| &it.text)));
        texts.map(|text| brackets(text).0).collect()
    }

    #[test]
    fn the_gate_lets_every_act_of_the_packs_through() {
        for pack in Packs::shipped().all() {
            let examples = examples(pack);
            assert!(!examples.is_empty(), "{}", pack.lang);
            for text in &examples {
                check(text);
            }
            check(&examples.join(" "));
        }
    }

    #[test]
    fn the_gate_lets_every_act_of_the_examples_through() {
        check(include_str!("../../../../examples/dushanbe-summit.txt"));
        check(include_str!("../../../../examples/dushanbe-summit.ru.txt"));
    }

    #[test]
    fn nothing_is_read_where_no_organisation_is_named() {
        check("Malta joined in 2025. It was admitted as an observer. The leaders met and signed a treaty:");
    }
}
