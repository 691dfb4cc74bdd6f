//! Parts of speech: what each token of a sentence is, where a word can be several things.
//!
//! Words of grammar are what the pack says. Of the rest only those that can be a verb are in doubt ("the vote", "they
//! vote", "the agreed text"): their neighbours decide, and where they do not, what the word mostly is.

use super::gate::before_point;
use crate::index::{Form, List, WordInfo};
use crate::pack::{Auxiliary, Grammar};
use crate::text::{Sentence, Text, TokenKind};

/// Part of speech of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    /// A noun, or any word that nothing is known of.
    Noun,
    /// A capitalised word that is no word of grammar.
    Name,
    Adjective,
    Adverb,
    /// A verb, finite or not; auxiliaries are [`Tag::Grammar`].
    Verb,
    Number,
    /// Auxiliaries, prepositions, articles, conjunctions, pronouns: the pack says which.
    Grammar,
    /// The possessive ending.
    Possessive,
    Mark,
}

/// The tags of a sentence.
#[derive(Debug)]
pub(crate) struct Tags {
    first: usize,
    tags: Vec<Tag>,
}

impl Tags {
    pub(crate) fn new(text: &Text<'_>, sentence: &Sentence, headline: bool) -> Tags {
        let mut tags = Tags { first: sentence.tokens.start, tags: Vec::with_capacity(sentence.tokens.len()) };
        let tagger = Tagger { text, sentence, headline };
        for at in sentence.tokens.clone() {
            let tag = tagger.tag(at, &tags);
            tags.tags.push(tag);
        }
        tags
    }

    /// The tag of a token of the document; a mark outside the sentence.
    pub(crate) fn of(&self, token: usize) -> Tag {
        token.checked_sub(self.first).and_then(|n| self.tags.get(n)).copied().unwrap_or(Tag::Mark)
    }

    pub(crate) fn is_verb(&self, token: usize) -> bool {
        self.of(token) == Tag::Verb
    }

    /// Whether a token can stand inside a noun group.
    pub(crate) fn is_nominal(&self, token: usize) -> bool {
        matches!(self.of(token), Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number)
    }
}

struct Tagger<'a> {
    text: &'a Text<'a>,
    sentence: &'a Sentence,
    headline: bool,
}

impl Tagger<'_> {
    fn word(&self, at: usize) -> Option<&WordInfo> {
        if at < self.sentence.tokens.end { self.text.info(at) } else { None }
    }

    fn has(&self, at: usize, grammar: Grammar) -> bool {
        at < self.sentence.tokens.end && self.text.places(at).has(grammar)
    }

    fn is(&self, at: usize, auxiliary: Auxiliary) -> bool {
        at < self.sentence.tokens.end && self.text.places(at).is(auxiliary)
    }

    /// The tag of a token; those before it are known.
    fn tag(&self, at: usize, before: &Tags) -> Tag {
        let token = self.text.tokens[at];
        match token.kind {
            TokenKind::Number => return Tag::Number,
            TokenKind::Mark if self.text.mark(at).is_none() && self.text.low(at) == "'s" => {
                return Tag::Possessive;
            }
            TokenKind::Mark => return Tag::Mark,
            TokenKind::Word => {}
        }
        let bytes = token.bytes();
        if token.glued && bytes.end == bytes.start + 1 && self.text.low(at) == "s" {
            return Tag::Possessive;
        }
        // "; Approved the plan": the verb of a point.
        let first = at <= self.sentence.tokens.start;
        let word = self.word(at);
        let point = || before_point(self.text.low(at - 1)) && word.is_some_and(WordInfo::is_inflected);
        let inner_capital = token.capital && !first && !self.headline && !point();
        let places = self.text.places(at);
        let no_verb = || word.is_some_and(|word| word.verbs.is_empty());
        if places.is_auxiliary() || places.has_any(&CLOSED) && no_verb() {
            return if places.has(Grammar::Adverb) && !places.is_auxiliary() {
                Tag::Adverb
            } else {
                Tag::Grammar
            };
        }
        if inner_capital {
            return Tag::Name;
        }
        // "Agreed-on", "UN-convened": half of a compound is no verb of its own.
        let compound = token.glued && at > self.sentence.tokens.start && self.text.mark(at - 1) == Some(b'-');
        if compound && word.is_some_and(|word| !word.verbs.is_empty()) && self.text.tokens[at - 1].glued {
            return Tag::Adjective;
        }
        match word {
            Some(word) if !word.verbs.is_empty() => self.verb_or_not(at, word, before),
            Some(word) if word.adjective => Tag::Adjective,
            _ if self.text.is_adverb(at) => Tag::Adverb,
            _ if token.capital => Tag::Name,
            _ => Tag::Noun,
        }
    }

    /// Whether a word that can be a verb is one here.
    fn verb_or_not(&self, at: usize, word: &WordInfo, before: &Tags) -> Tag {
        let base = word.has_form(Form::Base);
        let present = word.has_form(Form::Present);
        let ing = word.has_form(Form::Ing);
        let past = word.has_form(Form::Past) || word.has_form(Form::Participle);
        let other = if past && !base { Tag::Adjective } else { Tag::Noun };
        // "Establishes a fund", "2. Establishes a fund": the point of a resolution.
        let point = at == 0 || self.text.mark(at - 1) == Some(b'.');
        let object = self.has(at + 1, Grammar::Determiner)
            || self.is(at + 1, Auxiliary::Infinitive)
            || self.has(at + 1, Grammar::Complement)
            // "Decides, in line with its rules, to".
            || self.text.mark(at + 1) == Some(b',') && self.text.governs(at);
        // "Appoints Ana Ruiz".
        let object = object || !word.noun_first && self.text.tokens.get(at + 1).is_some_and(|it| it.capital);
        let numbered = |it: usize| {
            before.of(it) == Tag::Number && point
                || self.text.mark(it) == Some(b'.')
                    && it == self.sentence.tokens.start + 1
                    && before.of(it - 1) == Tag::Number
        };
        let first = self.previous(at, before).is_none_or(numbered);
        if first && present && !base && object && self.text.tokens[at].capital {
            return Tag::Verb;
        }
        let Some(previous) = self.previous(at, before) else {
            // First of its sentence: an imperative is rare, a participle or gerund is not ("Put forward by").
            let particle = past && self.text.is_adverb(at + 1);
            return if ing || past && !base || particle { Tag::Verb } else { Tag::Noun };
        };
        let tag = before.of(previous);
        if self.is(previous, Auxiliary::Infinitive) {
            return if base || ing { Tag::Verb } else { other };
        }
        if let Some(auxiliary) = self.word(previous).filter(|it| it.is_auxiliary()) {
            return self.after_auxiliary(at, word, auxiliary);
        }
        // "Suspended Malta last week".
        if base && self.text.is_in(List::Rank, at) {
            return Tag::Adjective;
        }
        if tag == Tag::Possessive
            || self.has(previous, Grammar::RelativeOwner)
            || self.is_article(previous)
            || tag == Tag::Number && (base || present || ing) && self.text.low(previous).len() != YEAR
        {
            return if past && !base && !self.opens_noun(at + 1) { Tag::Verb } else { other };
        }
        if self.has(previous, Grammar::Relative) || self.has(previous, Grammar::Pronoun) {
            return Tag::Verb;
        }
        if tag == Tag::Grammar && self.has(previous, Grammar::Preposition) {
            let verbal = ing || past && !base && !self.opens_noun(at + 1);
            return if verbal { Tag::Verb } else { other };
        }
        if tag == Tag::Adjective && (base || present || ing) {
            return Tag::Noun;
        }
        // "To suspend Malta and open talks": a bare form beside an infinitive.
        let beside = base && word.adjective && self.has(previous, Grammar::Coordinator);
        if beside && self.is_led(at, before) {
            return Tag::Verb;
        }
        // "The ASEAN chair to Malaysia": an article opens the group of a name, and one does not "chair".
        let opens = || (self.sentence.tokens.start..at).rev().find(|it| before.of(*it) != Tag::Name);
        let several = self.text.low(previous).ends_with('s');
        // "The terms of Malta on the Security Council expire": one that is hardly a noun goes with a plural before.
        let plural = || {
            let noun = |it: usize| before.of(it) == Tag::Noun && self.text.low(it).ends_with('s');
            (self.sentence.tokens.start..at).any(noun) && self.lacks_verb(at, before)
        };
        let name = base && !past && tag == Tag::Name && !several && (word.noun_first || !plural());
        if name && opens().is_some_and(|it| self.is_article(it)) {
            return Tag::Noun;
        }
        if (base || present) && word.noun_first && !past {
            return self.finite_or_noun(at, tag, base, before);
        }
        // "A resolution granting Malta a status" has an object.
        let object =
            self.text.tokens.get(at + 1).is_some_and(|it| it.capital) && at + 1 < self.sentence.tokens.end;
        if ing && word.noun_first && tag == Tag::Noun && !object {
            return Tag::Noun;
        }
        Tag::Verb
    }

    /// Whether the verb before, in the same clause, is an infinitive or under "will".
    fn is_led(&self, at: usize, before: &Tags) -> bool {
        let verb = (self.sentence.tokens.start..at)
            .rev()
            .find(|it| before.is_verb(*it) && !self.text.places(*it).is_auxiliary());
        let led = verb.and_then(|it| self.previous(it, before));
        led.is_some_and(|it| self.is(it, Auxiliary::Infinitive) || self.is(it, Auxiliary::Future))
    }

    /// "The", "this", and "that" where it is no relative: "to that end".
    fn is_article(&self, at: usize) -> bool {
        let led = at > self.sentence.tokens.start && self.has(at - 1, Grammar::Preposition);
        self.has(at, Grammar::Determiner) && (!self.has(at, Grammar::Relative) || led)
    }

    /// A word that is mostly a noun, after a noun or a name: a verb only where an object or setting follows it and
    /// nothing else in the sentence so far is finite.
    fn finite_or_noun(&self, at: usize, previous: Tag, base: bool, before: &Tags) -> Tag {
        let object = self.has(at + 1, Grammar::Determiner)
            || self.is(at + 1, Auxiliary::Infinitive)
                && (base && self.text.governs(at) || previous == Tag::Name)
            || self.word(at + 1).is_some_and(|it| it.has(Grammar::Relative) && !it.has(Grammar::Determiner))
            || self.text.tokens.get(at + 1).is_some_and(|it| it.capital) && at + 1 < self.sentence.tokens.end;
        let plural = at > 0 && self.text.low(at - 1).ends_with('s');
        let agrees = if base { plural } else { !plural };
        let named = previous == Tag::Name;
        let lacking = matches!(previous, Tag::Name | Tag::Mark) && self.lacks_verb(at, before);
        // "Peru hands over the chair".
        let particle = named
            && agrees
            && self.has(at + 1, Grammar::Preposition)
            && self.has(at + 2, Grammar::Determiner)
            && self.lacks_verb(at, before);
        let relative = previous == Tag::Noun && agrees && self.ends_relative(at, before);
        // "Her second term ends on 31 December": nothing else of the sentence is finite.
        let alone = previous == Tag::Noun
            && agrees
            && !base
            && (self.has(at + 1, Grammar::Preposition) || self.text.mark(at + 1) == Some(b'.'))
            && self.lacks_verb(at, before);
        // "To end the debate and form a committee", "will meet and table a draft".
        let helps = |it: usize| {
            [Auxiliary::Infinitive, Auxiliary::Future, Auxiliary::Would].iter().any(|form| self.is(it, *form))
        };
        let start = self.sentence.tokens.start;
        let named_next = || self.text.tokens.get(at + 1).is_some_and(|it| it.capital);
        let determined = self.has(at + 1, Grammar::Determiner) && !self.has(at + 1, Grammar::Relative);
        let joined = base
            && at > start
            && self.has(at - 1, Grammar::Coordinator)
            && (determined && (start..at).any(|it| before.is_verb(it))
                || named_next() && (start..at - 1).any(helps));
        if object && (agrees || named) || lacking || particle || relative || alone || joined {
            Tag::Verb
        } else {
            Tag::Noun
        }
    }

    /// "Whose second term ends on": a relative clause has no other verb, and what follows is no part of a noun.
    fn ends_relative(&self, at: usize, before: &Tags) -> bool {
        let first = at.saturating_sub(RELATIVE).max(self.sentence.tokens.start);
        let relative = (first..at).rev().find(|it| self.has(*it, Grammar::RelativeOwner));
        let next = self.text.tokens.get(at + 1).filter(|_| at + 1 < self.sentence.tokens.end);
        let apart =
            next.is_none_or(|it| it.kind == TokenKind::Mark) || self.has(at + 1, Grammar::Preposition);
        // "Whose term as head of the bank ends in".
        let inner = |it: usize| {
            before.is_nominal(it) || self.has(it, Grammar::Preposition) || self.has(it, Grammar::Determiner)
        };
        relative.is_some_and(|it| (it + 1..at).all(inner)) && apart
    }

    /// Whether no other word of the sentence is surely a finite verb.
    fn lacks_verb(&self, at: usize, before: &Tags) -> bool {
        let finite = |it: usize| {
            // "Ends in May": a name of a month, where "may end" helps.
            let name = self.text.tokens[it].capital && it > self.sentence.tokens.start;
            !name
                && self.word(it).is_some_and(|word| {
                    word.is_auxiliary() && !word.is(Auxiliary::Infinitive) && !word.is(Auxiliary::Not)
                        || word.has_form(Form::Past)
                        || word.has_form(Form::Present) && !word.noun_first
                })
        };
        let owns = |it: usize| before.of(it) == Tag::Possessive;
        let earlier =
            (self.sentence.tokens.start..at).any(|it| before.is_verb(it) || finite(it) && !owns(it));
        !earlier && !(at + 1..self.sentence.tokens.end.min(at + 40)).any(finite)
    }

    /// After "to", "will", "has", "is".
    fn after_auxiliary(&self, at: usize, word: &WordInfo, auxiliary: &WordInfo) -> Tag {
        let have = auxiliary.is(Auxiliary::HavePresent) || auxiliary.is(Auxiliary::HavePast);
        let be =
            [Auxiliary::BePresent, Auxiliary::BePast, Auxiliary::BeBase, Auxiliary::Been, Auxiliary::Being]
                .iter()
                .any(|it| auxiliary.is(*it));
        let participle = word.has_form(Form::Participle);
        if auxiliary.is(Auxiliary::Not) {
            return Tag::Verb;
        }
        if have || be {
            let progressive = be && word.has_form(Form::Ing) && !self.has(at + 1, Grammar::Preposition)
                || be && word.has_form(Form::Ing) && !word.noun_first;
            return if participle || progressive { Tag::Verb } else { Tag::Noun };
        }
        if word.has_form(Form::Base) { Tag::Verb } else { Tag::Noun }
    }

    /// The token before, over adverbs.
    fn previous(&self, at: usize, before: &Tags) -> Option<usize> {
        (self.sentence.tokens.start..at).rev().find(|it| before.of(*it) != Tag::Adverb)
    }

    /// Whether a noun group can go on at a token: "the agreed text", not "the agreed on".
    fn opens_noun(&self, at: usize) -> bool {
        let Some(token) = self.text.tokens.get(at).filter(|_| at < self.sentence.tokens.end) else {
            return false;
        };
        token.kind == TokenKind::Word && !self.word(at).is_some_and(WordInfo::is_closed)
            || token.kind == TokenKind::Number
            || matches!(self.text.low(at), "-" | "\"" | "“")
    }
}

/// Tokens from "whose" to its verb.
const RELATIVE: usize = 12;

/// Digits of a year, after which a verb may stand ("the chair for 2025 goes to"), where after other numbers nouns do.
const YEAR: usize = 4;

/// Places of a word in a clause that leave no doubt of what it is.
const CLOSED: [Grammar; 10] = [
    Grammar::Preposition,
    Grammar::Determiner,
    Grammar::Coordinator,
    Grammar::Relative,
    Grammar::Subordinator,
    Grammar::Condition,
    Grammar::Adverb,
    Grammar::Ourselves,
    Grammar::Pronoun,
    Grammar::Conjunction,
];
