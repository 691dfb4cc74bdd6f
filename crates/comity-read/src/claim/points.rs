//! Points of a resolution or communiqué: who does what each of them says is named before the first.
//!
//! "The Council, … : 1. Decides to …; 2. Requests the Commission to …".

use comity_atlas::Kind as Entity;

use super::apply::Clauses;
use super::frame::{Frames, Predicate, Tense};
use super::gate::before_point;
use super::role::Filled;
use super::unit::{Unit, What};
use crate::index::{Form, List};
use crate::mention::Mention;
use crate::pack::{Grammar, NounClass};
use crate::text::{Sentence, TokenKind};

/// How many sentences after its head a point may stand.
const REACH: usize = 80;

impl Frames<'_> {
    /// Whether a verb stands at the head of a point: after a stop or bullet, or after a comma with a capital.
    pub(super) fn is_point(&self, at: usize) -> bool {
        let before = self.before_letter(at).checked_sub(1).filter(|it| *it >= self.sentence.tokens.start);
        before.is_some_and(|it| {
            before_point(self.low(it)) && (self.text.mark(it) != Some(b',') || self.text.tokens[at].capital)
        })
    }

    /// "The Council: - approved …; - elected …": who does what the points say.
    pub(super) fn head_of_points(&self, at: usize) -> Option<usize> {
        use NounClass::{Collective, Institution, Organ};
        let acts = |unit: &Unit| match unit.what {
            What::Org(_) | What::Body(_) => true,
            What::Noun(noun) => matches!(noun.class, Collective | Institution | Organ),
            _ => false,
        };
        self.units
            .iter()
            .position(|it| it.is_bare() && it.owner_of.is_none() && it.tokens.end < at && acts(it))
    }
}

impl Clauses<'_, '_> {
    /// Who does what a point without a subject says.
    pub(super) fn of_points(&self, predicate: &Predicate) -> Option<Filled> {
        // "Decides to suspend": the tense of what governs it.
        let governing = predicate.controls.last().filter(|it| !it.noun).map(|it| it.tense);
        let told = matches!(governing.unwrap_or(predicate.tense), Tense::Present | Tense::Done);
        let verb = self.frames.tags.is_verb(predicate.tokens.start) && predicate.light.is_none();
        if !told || !verb || predicate.passive || !predicate.subjects.is_empty() {
            return None;
        }
        let text = self.context.text;
        let first = self.sentence.tokens.start;
        // "Further decides", "(a) Decides", "(ii) decides".
        let mut at = predicate.group.start;
        let mut lettered = false;
        while at > first {
            let letter = self.frames.before_letter(at);
            lettered |= letter < at;
            let free = text.tokens[at - 1].kind != TokenKind::Word
                && !matches!(text.mark(at - 1), Some(b';' | b':'));
            at = match () {
                () if letter < at => letter,
                () if free || text.is_adverb(at - 1) => at - 1,
                () => break,
            };
        }
        let bare = at == first;
        // A point of its own line, or with its number, which may end the sentence before.
        let numbered = first > 1
            && before_point(text.low(first - 1))
            && text.tokens[first - 2].kind == TokenKind::Number;
        let apart = |it: &Sentence| it.block != self.sentence.block;
        let begins =
            bare && (numbered || self.number.checked_sub(1).is_none_or(|it| apart(&text.sentences[it])));
        // "(a) Decides to …; (b) decides to …", in one line.
        let among = lettered && at > first && text.mark(at - 1) == Some(b';');
        if !(begins || among) {
            return None;
        }
        let floor = self.number.saturating_sub(REACH);
        let ends = |it: &&Sentence| {
            let last = text.low(it.tokens.end - 1);
            let short = it.tokens.len() <= 10 && text.tokens[it.tokens.start].capital;
            last == ":" || last == "," && (short || self.opening_body(it).is_some())
        };
        // "Recalling its decisions,", "guided by the charter,": what stands between the head and its points.
        let recalls = |it: &&Sentence| {
            let first = it.tokens.start;
            let form = |form: Form| text.info(first).is_some_and(|word| word.has_form(form));
            form(Form::Ing) || form(Form::Participle) && !form(Form::Base)
        };
        let mut heads = text.sentences[floor..self.number].iter().rev().filter(ends);
        heads.find(|it| !recalls(it)).and_then(|it| self.head_of(it))
    }

    /// "The Council:", after a heading that has named it in full: the body that is called so, else one of the organisation
    /// named before.
    fn called_for_short(&self, head: &Sentence) -> Option<Filled> {
        let (context, text) = (self.context, self.context.text);
        let noun = head.tokens.clone().find(|it| text.is_in(List::Deliberative, *it))?;
        let definite = noun > head.tokens.start && text.is_in(List::Definite, noun - 1);
        let end = context.mentions.partition_point(|it| it.tokens.start < head.tokens.start);
        let same = |it: &&Mention| {
            it.kind == Entity::Body && it.tokens.clone().any(|at| text.low(at) == text.low(noun))
        };
        if let Some(body) = context.mentions[..end].iter().rev().find(same).filter(|_| definite) {
            return Some(Filled { antecedent: Some(body.bytes), ..context.entity(body.entity, None) });
        }
        let bytes = text.bytes(noun..noun + 1);
        let (org, _) = context.org_before(bytes.start).filter(|_| definite)?;
        let name = format!("{} {}", context.atlas.entity(org).name, text.low(noun));
        Some(Filled { id: None, name, bytes: None, antecedent: Some(bytes), entity: Some(org) })
    }

    /// "The Council of the OTS, at its tenth meeting, held in Baku on 3 May,".
    fn opening_body(&self, head: &Sentence) -> Option<&Mention> {
        let first = head.tokens.start;
        let first = first + usize::from(self.has_word(first, Grammar::Determiner));
        let mentions = &self.context.mentions;
        let next = mentions.partition_point(|it| it.tokens.start < first);
        mentions.get(next).filter(|it| it.tokens.start == first && it.kind == Entity::Body)
    }

    /// The body, the leaders or the organisation that a head names last; the body with which it opens.
    fn head_of(&self, head: &Sentence) -> Option<Filled> {
        let context = self.context;
        let text = context.text;
        let leaders = head.tokens.clone().rev().find_map(|at| {
            let (len, noun) = context.index.noun(|n| text.id_before(at + n, head.tokens.end))?;
            (noun.class == NounClass::Collective).then_some((at..at + len, noun))
        });
        let last = || {
            let end = context.mentions.partition_point(|it| it.tokens.start < head.tokens.end);
            let mut inside =
                context.mentions[..end].iter().rev().take_while(|it| head.tokens.start <= it.tokens.start);
            inside.find(|it| {
                it.tokens.end <= head.tokens.end && matches!(it.kind, Entity::Body | Entity::Organisation)
            })
        };
        let named = self.opening_body(head).or_else(last);
        // "At the OTS summit Ana Ruiz widened the plan through new steps:": a person who is named last acts.
        let people = &context.people.mentions;
        let end = people.partition_point(|it| it.tokens.start < head.tokens.end);
        let person = people[..end]
            .last()
            .filter(|it| head.tokens.start <= it.tokens.start && it.tokens.end <= head.tokens.end);
        let after = |it: usize| {
            named.is_none_or(|body| body.tokens.end <= it)
                && leaders.as_ref().is_none_or(|(tokens, _)| tokens.end <= it)
        };
        let verb = |it: usize| {
            let next = context.text.info(it).filter(|_| it < head.tokens.end);
            next.is_some_and(|it| it.has_form(Form::Past) || it.is_auxiliary()) || context.text.is_adverb(it)
        };
        if person.is_some_and(|it| after(it.tokens.start) && verb(it.tokens.end)) {
            return None;
        }
        match (named, leaders) {
            (Some(body), _) if body.kind == Entity::Body => {
                Some(Filled { antecedent: Some(body.bytes), ..context.entity(body.entity, None) })
            }
            (named, Some((tokens, noun))) => {
                let bytes = text.bytes(tokens);
                let org =
                    named.map(|it| it.entity).or_else(|| context.org_before(bytes.start).map(|it| it.0))?;
                let value = context.pack.lexicon.phrase.get(noun.phrase).map_or("", |it| it.value.as_str());
                let name = format!("{} {value}", context.atlas.entity(org).name);
                Some(Filled { id: None, name, bytes: None, antecedent: Some(bytes), entity: Some(org) })
            }
            (Some(org), None) => {
                Some(Filled { antecedent: Some(org.bytes), ..context.entity(org.entity, None) })
            }
            (None, None) => self.called_for_short(head),
        }
    }
}
