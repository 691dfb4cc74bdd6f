//! Lists: acts told in one sentence and their parties or documents listed in the next.
//!
//! "Thirteen applicants were approved. Five of them are regional: Fiji, …" names the parties of the grant after it;
//! "The following documents were signed: 1. …" names the documents of the signing in the lines after it.

use std::ops::Range;

use comity_model::{Class, Kind, Stage, Stance};

use super::apply::{Clauses, Raw};
use super::counted::Counted;
use super::frame::Predicate;
use super::role::{Filled, Placed, RawWhen, Sort};
use super::unit::{Unit, What};
use crate::index::{Form, Hints};
use crate::pack::{Grammar, NounClass};
use crate::text::Bytes;

/// How many sentences after its head a list of parties may stand.
pub(super) const REACH: usize = 3;

/// What the pack calls texts that are signed.
const AGREEMENT: &str = "agreement";

/// An act whose parties or documents are still to be named.
#[derive(Clone, Debug)]
pub(super) enum Open {
    /// In a list of their own.
    Listed(Box<Head>),
    /// As many as its sentence counts.
    Counted(Counted),
}

/// The head of a list.
#[derive(Clone, Debug)]
pub(super) struct Head {
    rule: usize,
    kind: Kind,
    stage: Stage,
    standing: Option<(String, Option<Class>)>,
    org: Filled,
    evidence: Bytes,
    /// Who does it, where and when, as its own sentence says.
    agent: Option<Filled>,
    place: Option<Placed>,
    when: Option<RawWhen>,
    /// The act as its own sentence tells it ("these documents were signed"): the list says the same in full.
    whole: Option<Raw>,
    sentence: usize,
    /// Sentences in which it may still be continued.
    left: usize,
}

impl Clauses<'_, '_> {
    /// Continues the list of a sentence before, then looks whether this sentence opens one.
    pub(super) fn lists(&self, open: &mut Option<Open>, found: usize, raws: &mut Vec<Raw>) {
        let listed = |head: Head| Open::Listed(Box::new(head));
        *open = match open.take() {
            Some(Open::Listed(head)) => self.goes_on(*head, found, raws).map(listed),
            Some(Open::Counted(act)) => self.named_later(act, raws).map(Open::Counted),
            None => None,
        };
        let own = &raws[found.min(raws.len())..];
        let opened = self.opens_texts(own).map(listed);
        let counted = self.opens_counted(own);
        // "To six countries, most of them far off: China, India, …".
        let mut named = false;
        let counted = counted.and_then(|it| {
            let later = self.named_later(it, raws);
            named = later.is_none();
            later
        });
        let own = &raws[found.min(raws.len())..];
        let opened = opened.or_else(|| counted.map(Open::Counted));
        if named {
            *open = None;
        } else if let Some(it) = opened.or_else(|| self.opens_parties(own).map(listed)) {
            *open = Some(it);
        }
    }

    /// Continues a list in this sentence; the list, where it may go on after it.
    fn goes_on(&self, mut head: Head, found: usize, raws: &mut Vec<Raw>) -> Option<Head> {
        let parties = head.kind == Kind::Grant;
        let listed = if parties {
            self.listed_parties(&head, found, raws)
        } else {
            self.listed_text(&head, found, raws)
        };
        head.left -= 1;
        if listed && !parties {
            head.left = REACH;
        }
        // A line that is no document ends a list of documents; a list of parties may have other sentences in it.
        let goes_on = listed || parties || self.is_number_only();
        Some(head).filter(|it| goes_on && it.left > 0)
    }

    /// "The following documents were signed:".
    fn opens_texts(&self, own: &[Raw]) -> Option<Head> {
        let last = self.sentence.tokens.end.checked_sub(1)?;
        if self.context.text.mark(last) != Some(b':') {
            return None;
        }
        let (rule, at) = self.done_triggers().find(|(rule, _)| {
            let rule = &self.context.pack.rules[*rule];
            matches!(rule.act, Kind::Sign | Kind::Adopt | Kind::Decide)
                && rule.object_is.contains(&NounClass::Text)
        })?;
        let head = self.head(rule, at, None)?;
        Some(Head { whole: own.iter().find(|raw| raw.kind == head.kind).cloned(), ..head })
    }

    /// "Thirteen applicants were approved": a grant whose parties are only counted.
    fn opens_parties(&self, own: &[Raw]) -> Option<Head> {
        if own.iter().any(|raw| matches!(raw.kind, Kind::Grant | Kind::Propose | Kind::Request)) {
            return None;
        }
        if !(self.seen.all.any(Hints::CARDINAL) && self.seen.all.any(Hints::APPLICANT)) {
            return None;
        }
        let grants = || self.done_triggers().filter(|it| self.context.pack.rules[it.0].act == Kind::Grant);
        let helps = |at: usize| self.word(at).is_some_and(crate::index::WordInfo::is_auxiliary);
        let (rule, at) = grants().find(|it| !helps(it.1)).or_else(|| grants().next())?;
        let standing = self.units.iter().find(|unit| unit.is_class(NounClass::Standing));
        let standing = standing.map(|unit| {
            let value = self.context.phrase_value(unit);
            let class = self.context.pack.lexicon.phrase.iter().find(|it| it.value == value);
            (value, class.and_then(|it| it.standing))
        });
        self.head(rule, at, standing)
    }

    fn head(&self, rule: usize, at: usize, standing: Option<(String, Option<Class>)>) -> Option<Head> {
        let entry = &self.context.pack.rules[rule];
        let (org, named) = self.context.org_before(self.sentence.bytes.end)?;
        let inside = self.sentence.bytes.contains(named);
        let filled = self.context.entity(org, None);
        let org = if inside {
            Filled { bytes: Some(named), ..filled }
        } else {
            Filled { antecedent: Some(named), ..filled }
        };
        let member = || {
            let value = entry
                .standing_is
                .clone()
                .or_else(|| entry.standing_in.iter().find(|it| *it == "member").cloned());
            value.map(|value| {
                let class = self.context.pack.lexicon.phrase.iter().find(|it| it.value == value);
                let standing = class.and_then(|it| it.standing);
                (value, standing)
            })
        };
        let standing = if entry.act == Kind::Grant { standing.or_else(member) } else { None };
        let stage = if entry.act == Kind::Grant { entry.done.min(Stage::Decided) } else { entry.done };
        let predicate = self.predicate_at(at);
        let agent = self.first(&entry.agent, &predicate, Sort::Actor, &[]);
        Some(Head {
            place: self.place(entry, &predicate, &[]),
            when: self.when(entry, &predicate),
            agent,
            rule,
            kind: entry.act,
            stage,
            standing,
            org,
            evidence: self.sentence.bytes,
            whole: None,
            sentence: self.number,
            left: REACH,
        })
    }

    /// The frame of the word that opens a list.
    fn predicate_at(&self, at: usize) -> Predicate {
        let verbs = self.context.text.info(at).map_or(&[][..], |it| &it.verbs);
        match verbs.first() {
            Some((lemma, _)) => {
                let forms: Vec<Form> =
                    verbs.iter().filter(|it| it.0 == *lemma).map(|(_, form)| *form).collect();
                self.frames.verb(at, 1, *lemma, &forms)
            }
            None => self.frames.noun(at..at + 1),
        }
    }

    /// Rules triggered by a verb of the sentence that tells something done, with its token.
    fn done_triggers(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.sentence.tokens.clone().flat_map(move |at| {
            let word = self.context.text.info(at);
            let verbs = word.map_or(&[][..], |word| &word.verbs).iter();
            let done =
                verbs.filter(|(_, form)| matches!(form, Form::Past | Form::Participle | Form::Passive));
            let words =
                self.context.index.noun_predicates(move |n| self.context.text.id_before(at + n, at + 1));
            let verbal = done
                .flat_map(move |(lemma, _)| self.context.index.triggers(*lemma).iter())
                .filter(move |it| it.particle.is_empty())
                .map(move |it| (it.rule, at));
            verbal.chain(words.map(move |(_, rule)| (rule, at)))
        })
    }

    /// Parties in a list of this sentence that belong to an act told before.
    fn listed_parties(&self, head: &Head, found: usize, raws: &mut Vec<Raw>) -> bool {
        let mut any = false;
        let mut n = 0;
        while n < self.units.len() {
            let list = self.units[n].list;
            let members: Vec<usize> = (n..self.units.len())
                .take_while(|it| self.units[*it].list == list)
                .filter(|it| matches!(self.units[*it].what, What::Party(_)) && !self.units[*it].adjective)
                .collect();
            let end = (n..self.units.len()).take_while(|it| self.units[*it].list == list).count();
            let (first, last) = (members.first().copied(), members.last().copied());
            if let (Some(first), Some(last), true) = (first, last, members.len() > 1) {
                let tokens = self.units[first].tokens.start..self.units[last].tokens.end;
                let bytes = self.context.text.bytes(tokens.clone());
                let taken = raws[found..].iter().any(|raw| {
                    raw.party.as_ref().and_then(|it| it.bytes).is_some_and(|it| bytes.contains(it))
                });
                if let Some(start) = self.enumerates(&tokens).filter(|_| !taken) {
                    let evidence = Bytes::new(self.context.text.bytes(start..start + 1).start, bytes.end);
                    for member in members {
                        let party = self.context.fill(self.units, member, Sort::Party);
                        raws.push(self.raw(head, party, None, evidence));
                        any = true;
                    }
                }
            }
            n += end.max(1);
        }
        any
    }

    /// Where the words begin that hang a list on what was counted before: "five of those approved are", "eight others:".
    fn enumerates(&self, list: &Range<usize>) -> Option<usize> {
        let floor = (self.sentence.tokens.start..list.start)
            .rev()
            .find(|it| self.context.text.mark(*it) == Some(b';'))
            .map_or(self.sentence.tokens.start, |it| it + 1)
            .max(list.start.saturating_sub(14));
        let link = (floor..list.start).rev().take(2).any(|it| self.links(it));
        let counted = (floor..list.start).find(|it| self.has(*it, Grammar::Cardinal))?;
        link.then_some(counted)
    }

    /// Whether a word or mark hangs a list on what is before it: "are", "namely", ":".
    pub(super) fn links(&self, at: usize) -> bool {
        matches!(self.context.text.low(at), ":" | "-" | "–" | "—") || self.has(at, Grammar::Enumerates)
    }

    /// The document that a line of a list names.
    fn listed_text(&self, head: &Head, found: usize, raws: &mut Vec<Raw>) -> bool {
        let near = self.sentence.tokens.start + 9;
        let text =
            self.units.iter().position(|unit| unit.tokens.start < near && unit.is_class(NounClass::Text));
        let Some(n) = text else { return false };
        let verb = (self.sentence.tokens.start..self.units[n].tokens.start)
            .any(|it| self.context.text.info(it).is_some_and(|word| word.is_auxiliary()));
        if verb {
            return false;
        }
        let (name, bytes) = self.group_text(n, self.sentence.tokens.end);
        let taken = raws[found..].iter().any(|raw| raw.kind == head.kind);
        let whole = |raw: &Raw| raw.sentence == head.sentence && raw.kind == head.kind && raw.party.is_none();
        raws.retain(|raw| !whole(raw));
        if !taken {
            raws.push(self.raw(head, None, Some((name, bytes)), bytes));
        }
        true
    }

    /// A number or bullet that stands alone, its line being the next sentence.
    fn is_number_only(&self) -> bool {
        self.sentence.tokens.len() <= 2 && self.units.is_empty()
    }

    fn has(&self, token: usize, grammar: Grammar) -> bool {
        self.context.text.places(token).has(grammar)
    }

    fn raw(
        &self,
        head: &Head,
        party: Option<Filled>,
        object: Option<(String, Bytes)>,
        evidence: Bytes,
    ) -> Raw {
        let resolved =
            object.is_some() && self.units.iter().any(|unit: &Unit| self.is_decision(unit, evidence));
        let (kind, stage) = if resolved { (Kind::Decide, Stage::Decided) } else { (head.kind, head.stage) };
        Raw {
            again: None,
            heads: Vec::new(),
            signals: vec![format!("list:{kind:?}").to_lowercase()],
            rule: head.rule,
            kind,
            stage,
            stance: Stance::Affirms,
            org: head.org.clone(),
            agent: head.whole.as_ref().and_then(|it| it.agent.clone()).or_else(|| head.agent.clone()),
            party,
            standing_bytes: None,
            standing: head.standing.as_ref().map(|it| it.0.clone()),
            class: head.standing.as_ref().and_then(|it| it.1),
            object,
            whole: None,
            proposer: None,
            place: head.whole.as_ref().and_then(|it| it.place.clone()).or_else(|| head.place.clone()),
            when: head.whole.as_ref().and_then(|it| it.when.clone()).or_else(|| head.when.clone()),
            effective: None,
            evidence: vec![evidence, head.evidence],
            background: false,
            confidence: 0.8,
            sentence: self.number,
            predicate: evidence,
            wrapper: None,
            at_sitting: false,
            meeting: None,
        }
    }

    /// Whether a listed text is a decision: signed with the rest, but an act of deciding.
    fn is_decision(&self, unit: &Unit, within: Bytes) -> bool {
        // "Agreement on trade" is signed, though one may agree to something.
        let treaty = self.context.phrase_value(unit) == AGREEMENT;
        within.contains(unit.bytes)
            && unit.is_class(NounClass::Text)
            && !treaty
            && (unit.tokens.start..unit.tokens.end).any(|it| {
                let word = self.context.text.info(it);
                word.and_then(|it| it.governs) == Some(crate::pack::Governs::Decide)
            })
    }
}
