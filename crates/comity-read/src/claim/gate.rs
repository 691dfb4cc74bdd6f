//! The gate: which sentences are looked at closely.
//!
//! Most sentences tell no act. One look at what the words of a sentence may turn out to be says whether any rule, list or
//! meeting could begin in it; only then are its parts of speech, units and frames made.

use std::cell::LazyCell;
use std::ops::Range;

use comity_atlas::Kind;

use super::apply::Context;
use crate::index::needs::{Around, Needs};
use crate::index::{Form, Hints, List, Trigger, WordId, WordInfo};
use crate::mention::Mention;
use crate::pack::{Grammar, NounClass};
use crate::person::PersonMention;
use crate::text::{Sentence, Text, TokenKind};

/// A rule whose predicate a token may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tried {
    pub(super) at: usize,
    /// Tokens of a noun.
    pub(super) len: usize,
    pub(super) rule: usize,
    /// Tried only where no other rule finds an act.
    pub(super) last_resort: bool,
}

/// What a sentence has that a rule may need, and the rules that have all they need.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// All of it.
    pub(super) all: Hints,
    /// What its tokens and names hint at, in order of the former; a name hints by the last of its tokens.
    hinted: Vec<(usize, Hints)>,
    /// The first token that may begin a relative clause.
    relative: usize,
    /// Whether it may be a point of a resolution, of which the sentences before say who acts.
    point: bool,
    /// A bit for each of its words, of many words the same.
    words: [u64; 4],
    /// Tokens with which a predicate of a rule may begin.
    triggers: Vec<usize>,
    /// Tokens with which a noun may begin whose class is the predicate of rules.
    pub(super) begins: Vec<usize>,
    /// Tokens that are light verbs.
    pub(super) light: Vec<usize>,
    /// Rules of verbs, in order of these.
    pub(super) verbs: Vec<Tried>,
    /// Rules of nouns, in order of these.
    pub(super) nouns: Vec<Tried>,
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
        self.relative = usize::MAX;
        for list in [&mut self.triggers, &mut self.begins, &mut self.light] {
            list.clear();
        }
        self.hinted.clear();
        self.words = [0; 4];
        // A name that nothing knows, of two words or more, may be a person's.
        let (mut unknown, mut named) = (false, false);
        for at in sentence.tokens.clone() {
            let (token, (n, bit)) = (&text.tokens[at], place(text.id(at)));
            self.words[n] |= bit;
            let figure = token.kind == TokenKind::Number;
            let own = if figure { text.hints(at).and(Hints::FIGURE) } else { text.hints(at) };
            if own != Hints::NONE {
                let word = |n: usize| text.id_before(at + n, sentence.tokens.end);
                let phrase = own.any(Hints::PHRASE).then(|| context.index.hints_of_phrases(word));
                let own = own.and(phrase.unwrap_or_default());
                self.hinted.push((at, own));
                self.mark(at, own);
            }
            let before = unknown;
            unknown = token.capital && text.info(at).is_none();
            named |= unknown && before;
        }
        let persons = people.iter().map(|it| (it.tokens.end - 1, Hints::PERSON));
        let names = mentions.iter().map(|it| (it.tokens.end - 1, hinted(it.kind)));
        // What reaches beyond the sentence is no name of its own.
        self.hinted.extend(persons.chain(names).filter(|it| sentence.tokens.contains(&it.0)));
        self.point = may_be_point(text, sentence);
        let person = if !people.is_empty() || named { Hints::PERSON } else { Hints::NONE };
        // The head of a point may name the organisation.
        let head = if self.point { Hints::ORGANISATION } else { Hints::NONE };
        self.all = self.hinted.iter().fold(person.and(head), |all, (_, it)| all.and(*it));
    }

    /// What stands around a verb.
    fn around(&self, at: usize, word: &WordInfo) -> Around {
        let (mut before, mut after) = (Hints::NONE, Hints::NONE);
        for (place, hints) in &self.hinted {
            if *place < at {
                before = before.and(*hints);
            } else if *place > at {
                after = after.and(*hints);
            }
        }
        Around {
            before,
            after,
            relative: self.relative < at,
            participle: word.has_form(Form::Participle) || word.has_form(Form::Passive),
            point: self.point,
        }
    }

    fn mark(&mut self, at: usize, own: Hints) {
        if own.any(Hints::TRIGGER) {
            self.triggers.push(at);
        }
        if own.any(Hints::BEGINS) {
            self.begins.push(at);
        }
        if own.any(Hints::LIGHT) {
            self.light.push(at);
        }
        if own.any(Hints::RELATIVE) {
            self.relative = self.relative.min(at);
        }
    }

    /// Finds the rules that have what they need.
    pub(super) fn find(&mut self, context: &Context<'_>, sentence: &Sentence, headline: bool) {
        self.verbs.clear();
        self.nouns.clear();
        // Every act is an act of an organisation, and its own name stands somewhere in the document.
        if context.organisations.is_empty() && !context.every {
            return;
        }
        for n in 0..self.triggers.len() {
            let at = self.triggers[n];
            if let Some(word) = context.text.info(at) {
                self.find_verbs(context, sentence, headline, at, word);
            }
            self.find_nouns(context, sentence, at);
        }
    }

    fn find_verbs(
        &mut self,
        context: &Context<'_>,
        sentence: &Sentence,
        headline: bool,
        at: usize,
        word: &WordInfo,
    ) {
        let (text, end) = (context.text, sentence.tokens.end);
        let triggers = context.index.word_triggers(text.id(at));
        if triggers.is_empty() || !context.every && is_no_verb(text, sentence, headline, at, word) {
            return;
        }
        let around = LazyCell::new(|| self.around(at, word));
        // Most particles stand nowhere in the sentence.
        let lacks = |word: &WordId| {
            let (n, bit) = place(*word);
            self.words[n] & bit == 0
        };
        let mut verbs = Vec::new();
        for it in triggers.iter().filter(|it| !it.particle.first().is_some_and(lacks)) {
            let may = |it: &Needs| it.met(self.all, context.about) && it.met_around(&around);
            let may = context.every || context.index.needs(it.rule).is_some_and(may);
            if may && (it.particle.is_empty() || particle(context, end, at, &it.particle).is_some()) {
                let last_resort = context.pack.rules[it.rule].last_resort;
                verbs.push(Tried { at, len: 1, rule: it.rule, last_resort });
            }
        }
        self.verbs.append(&mut verbs);
    }

    fn find_nouns(&mut self, context: &Context<'_>, sentence: &Sentence, at: usize) {
        let (text, end) = (context.text, sentence.tokens.end);
        for (len, rule) in context.index.noun_predicates(|n| text.id_before(at + n, end)) {
            if self.may(context, rule) && self.has_light_verb(context, end, at..at + len, rule) {
                let last_resort = context.pack.rules[rule].last_resort;
                self.nouns.push(Tried { at, len, rule, last_resort });
            }
        }
    }

    /// Whether there is what a rule needs.
    pub(super) fn may(&self, context: &Context<'_>, rule: usize) -> bool {
        context.every || context.index.needs(rule).is_some_and(|it| it.met(self.all, context.about))
    }

    /// The light verbs near a noun: those before it first, nearest first.
    pub(super) fn light_near(&self, noun: &Range<usize>) -> impl Iterator<Item = usize> + use<'_> {
        let near = noun.start.saturating_sub(LIGHT.0)..noun.end + LIGHT.1;
        let (first, last) = (
            self.light.partition_point(|it| *it < noun.start),
            self.light.partition_point(|it| *it < noun.end),
        );
        let before = self.light[..first].iter().rev().copied().take_while(move |it| near.start <= *it);
        before.chain(self.light[last..].iter().copied().take_while(move |it| *it < near.end))
    }

    /// Whether a light verb stands near a noun of a rule that asks for one.
    fn has_light_verb(&self, context: &Context<'_>, end: usize, noun: Range<usize>, rule: usize) -> bool {
        let stands = |at: usize| {
            let fits = |it: &Trigger| particle(context, end, at, &it.particle).is_some();
            let verbs = context.text.info(at).map_or(&[][..], |it| &it.verbs);
            verbs.iter().any(|(it, _)| context.index.light_of(*it, rule).iter().any(fits))
        };
        context.pack.rules[rule].light_verbs.is_empty() || self.light_near(&noun).any(stands)
    }

    /// Whether an act, a list of parties or documents, or a meeting may begin in the sentence.
    pub(super) fn opens(&self, context: &Context<'_>, sentence: &Sentence) -> bool {
        let has = self.all;
        if context.every || has.any(Hints::class(NounClass::Meeting)) {
            return true;
        }
        if context.organisations.is_empty() {
            return false;
        }
        let list = || has.any(Hints::CARDINAL) && has.any(Hints::APPLICANT);
        let colon =
            || sentence.tokens.end.checked_sub(1).is_some_and(|last| context.text.mark(last) == Some(b':'));
        !self.verbs.is_empty()
            || !self.nouns.is_empty()
            || has.any(context.index.noun_classes())
            || list()
            || colon()
    }
}

/// What a name of the atlas hints at.
fn hinted(kind: Kind) -> Hints {
    match kind {
        Kind::State | Kind::Territory => Hints::STATE,
        Kind::Organisation => Hints::ORGANISATION,
        // "CHOGM", "the 28th Ministerial Council".
        Kind::Body => Hints::ORGANISATION.and(Hints::class(NounClass::Meeting)),
        Kind::Place => Hints::PLACE,
    }
}

/// Where the bit of a word is.
fn place(word: WordId) -> (usize, u64) {
    let number = word.number() as usize;
    (number / 64 % 4, 1 << (number % 64))
}

/// Those of some rules that are tried at a token.
pub(super) fn tried(all: &[Tried], at: usize) -> &[Tried] {
    let first = all.partition_point(|it| it.at < at);
    let len = all[first..].iter().take_while(|it| it.at == at).count();
    &all[first..first + len]
}

/// Whether a sentence may be a point of a resolution: a verb, or what governs one, is its first word.
fn may_be_point(text: &Text<'_>, sentence: &Sentence) -> bool {
    // "(a) Decides".
    let letter = |at: usize| text.mark(at + 1) == Some(b')') && at + 1 < sentence.tokens.end;
    let word = |at: &usize| text.tokens[*at].kind == TokenKind::Word && !letter(*at);
    let first = sentence.tokens.clone().find(word);
    first.and_then(|it| text.info(it)).is_some_and(|word| {
        !word.verbs.is_empty() || word.is_auxiliary() || word.governs.is_some() || word.has(Grammar::Again)
    })
}

/// Whether a word that can be a verb is none here: a word of a name, "including", the half of a compound.
fn is_no_verb(text: &Text<'_>, sentence: &Sentence, headline: bool, at: usize, word: &WordInfo) -> bool {
    let Some(before) = at.checked_sub(1).filter(|it| *it >= sentence.tokens.start) else { return false };
    let has = |at: usize, grammar| text.places(at).has(grammar);
    let token = text.tokens[at];
    let name = token.capital && !headline && !before_point(text.low(before));
    let enumerates = word.has(Grammar::Enumerates) && word.has_form(Form::Ing);
    let glued = token.glued && text.tokens[before].glued && text.mark(before) == Some(b'-');
    let again = || before.checked_sub(1).is_some_and(|it| has(it, Grammar::Again));
    name || enumerates && !has(before, Grammar::Preposition)
        || glued && !token.capital && !word.is_auxiliary() && !again()
}

/// Tokens before and after a noun among which its light verb stands.
const LIGHT: (usize, usize) = (14, 16);

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
    if text.id(at + 1 + adverbs) == first && text.has_words(at + 1 + adverbs, words) {
        return Some(Particle::After(1 + adverbs + words.len()));
    }
    // "Moved on Wednesday into the chair".
    let next = at + 1 + adverbs;
    let day = context.times.partition_point(|it| it.tokens.start < next);
    let day = context.times.get(day).map(|it| &it.tokens);
    if let Some(day) = day.filter(|it| it.start <= next + 1 && it.end < end) {
        let opens = day.start == next || text.places(next).has(Grammar::Preposition);
        if opens && text.has_words(day.end, words) {
            return Some(Particle::After(day.end - at + words.len()));
        }
    }
    // "Take it in".
    let pronoun = at + 1 < end && text.info(at + 1).is_some_and(|it| it.has(Grammar::Pronoun));
    if pronoun && words.len() == 1 && text.has_words(at + 2, words) {
        return Some(Particle::Beyond(at + 2));
    }
    // "gave the position up": the object may stand between a verb and its particle; where that is a preposition too, something
    // else than a noun must follow it: "threw Malta out of the bloc", "handed the chair over to Japan".
    let last = context.index.places(*words.last()?);
    let parts = words.len() == 1
        && !last.has(Grammar::Complement)
        && !context.index.is_in(List::PlaceFunction, first);
    let follows = |it: usize| {
        it + 1 >= end || text.mark(it + 1).is_some() || text.places(it + 1).has(Grammar::Preposition)
    };
    let preposition = last.has(Grammar::Preposition);
    if preposition && !parts {
        return None;
    }
    let stands =
        |it: &usize| text.id(*it) == first && text.has_words(*it, words) && (!preposition || follows(*it));
    (at + 1..end.min(at + 8)).find(stands).map(Particle::Beyond)
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
    fn roles_are_found_on_whichever_side_of_the_verb_they_stand() {
        check("The OTS met. As an observer, the Council of the OTS welcomed Malta.");
        check("The OTS met. The observer that Malta is has joined the OTS as a member.");
        check("The OTS met. Observer status of the OTS was granted to Malta by its Council.");
        check(
            "The OTS Council, meeting in Baku:\n\n1. Grants observer status to Malta;\n\n2. Adopts the charter;",
        );
        check(
            "The OTS met. A bank of the OTS, which its leaders establish, opens. The bank was established.",
        );
        check("The OTS, including Malta, admits Cyprus. UN-backed talks adopted a text of the OTS.");
    }

    #[test]
    fn nothing_is_read_where_no_organisation_is_named() {
        check("Malta joined in 2025. It was admitted as an observer. The leaders met and signed a treaty:");
    }
}
