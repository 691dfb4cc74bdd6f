//! Wrapping: acts of a sentence that only say another one: the adoption of a decision, a word that governs an act told before.

use comity_model::{Kind, Stage, Stance};

use super::apply::{Clauses, Raw};
use super::frame::{Control, Predicate, Tense};
use super::party::OF;
use super::role::{Filled, Sort};
use super::standing::TO;
use super::unit::{Unit, What};
use crate::index::{Form, List, WordInfo};
use crate::pack::{Auxiliary, Governs, Grammar, NounClass, Rule};
use crate::text::{Bytes, TokenKind};

/// The function of whoever something comes from.
const FROM: &str = "from";
/// Tokens from a noun to whoever it is of: "the offer of the Republic of".
const OWNER: usize = 4;

/// Bytes after an object within which a relative clause tells what it says.
const CLAUSE: usize = 60;

impl Clauses<'_, '_> {
    /// Leaves out the adoption of what is an act of its own: "approved the accession of X".
    pub(super) fn drop_adoptions(&self, found: usize, raws: &mut Vec<Raw>) {
        let own = |raw: &Raw| matches!(raw.kind, Kind::Adopt | Kind::Decide);
        let heads: Vec<usize> = raws[found..]
            .iter()
            .filter(|it| !own(it) && it.party.is_some())
            .flat_map(|it| it.heads.clone())
            .collect();
        // "Deposited its instrument of ratification": the ratification without its party is the same.
        let ratifies = |raw: &Raw, party: bool| raw.kind == Kind::Ratify && raw.party.is_some() == party;
        let put = raws[found..].iter().filter(|it| it.kind == Kind::Propose && it.stance == Stance::Affirms);
        let restored =
            raws[found..].iter().filter(|it| it.kind == Kind::Restore && it.stance == Stance::Affirms);
        let restored: Vec<Filled> = restored.filter_map(|it| it.party.clone()).collect();
        let proposals: Vec<Bytes> = put.filter_map(|it| it.object.as_ref().map(|it| it.1)).collect();
        let ratified = raws[found..].iter().any(|it| ratifies(it, true));
        let acts: Vec<Bytes> = raws[found..].iter().filter(|it| !own(it)).map(|it| it.predicate).collect();
        // Only those of the sentence are looked at: a document on one line has thousands.
        let kept: Vec<Raw> = raws
            .drain(found..)
            .filter(|raw| {
                let adopts = own(raw) && heads.contains(&self.context.text.token_at(raw.predicate.start));
                // "Proposed a conference, to be held in May": it is only proposed.
                let proposed = raw.kind == Kind::Convene
                    && raw.object.as_ref().is_some_and(|it| proposals.iter().any(|put| put.contains(it.1)));
                // "Its suspension has been lifted".
                let lifted = raw.kind == Kind::Suspend
                    && raw.party.as_ref().is_some_and(|it| restored.iter().any(|other| other.is_same(it)));
                // "Adopted a decision that makes Malta the chair", "endorsed the creation of a fund".
                let says = own(raw) && raw.object.as_ref().is_some_and(|it| self.says_act(it.1, &acts));
                !(ratified && ratifies(raw, false) || adopts || proposed || lifted || says)
            })
            .collect();
        raws.extend(kept);
    }

    /// "The papers were passed on by officials": with what stands after it, the verb means something else.
    pub(super) fn is_phrasal(&self, predicate: &Predicate) -> bool {
        let at = predicate.tokens.end;
        let end = |at: usize| at >= self.sentence.tokens.end || self.context.text.mark(at).is_some();
        // "Called off the meeting" calls none.
        let longer = |lemma: u32| {
            let mut light = self.context.index.light(lemma).iter();
            light.any(|it| {
                let off = self.context.pack.rules[it.rule].done == Stage::Ended;
                off && !it.particle.is_empty() && self.context.text.has_words(at, &it.particle)
            })
        };
        if predicate.light.is_none() && predicate.lemma.is_some_and(longer) && predicate.tokens.len() == 1 {
            return true;
        }
        predicate.passive
            && predicate.lemma.is_some()
            && predicate.tokens.len() == 1
            && at < self.sentence.tokens.end
            && self.has_word(at, Grammar::Preposition)
            && !self.has_word(at, Grammar::Conjunction)
            && !self.frames.is_time(at + 1)
            && (end(at + 1) || self.has_word(at + 1, Grammar::Preposition) && !self.frames.in_unit(at + 1))
    }

    /// "…, the depositary confirmed": a verb without anything after it, whose subject a comma parts from what is said.
    pub(super) fn is_attribution(&self, rule: &Rule, predicate: &Predicate) -> bool {
        let text = self.context.text;
        let rest = predicate.tokens.end..self.sentence.tokens.end;
        let empty = |at: usize| {
            text.tokens[at].kind == TokenKind::Mark
                || text.is_adverb(at)
                || self.frames.is_time(at)
                || self.has_word(at, Grammar::Preposition) && self.frames.is_time(at + 1)
        };
        let apart = |at: usize| {
            let before = (self.sentence.tokens.start + 1..at)
                .rev()
                .find(|it| !(self.has_word(*it, Grammar::Determiner) || self.frames.tags.is_nominal(*it)));
            before.is_some_and(|it| text.mark(it) == Some(b','))
        };
        let itself = rule.bare || rule.party.iter().any(|it| it == "subj") || rule.act == Kind::Convene;
        // "The fee will rise, the ministers decided": what is decided stands before.
        let decides = || rule.act == Kind::Decide && self.said_before(predicate).is_some();
        predicate.lemma.is_some()
            && predicate.group.start == predicate.tokens.start
            && !itself
            && rest.into_iter().all(empty)
            && apart(predicate.group.start)
            && !decides()
    }

    /// "Her mandate, extended twice, expires in May": what is told in passing of a term of office.
    pub(super) fn is_in_passing(&self, rule: &Rule, predicate: &Predicate) -> bool {
        let first = predicate.group.start;
        rule.act == Kind::Appoint
            && first == predicate.tokens.start
            && !self.headline
            && self.context.text.mark(first.saturating_sub(1)) == Some(b',')
            && predicate.subjects.first().is_some_and(|it| {
                let unit = &self.units[*it];
                let person = matches!(unit.what, What::Person(_));
                person && unit.possessive || predicate.passive && !person
            })
    }

    /// "Malta's accession to the convention of the OTS": to a text, and to no organisation.
    pub(super) fn is_to_text(&self, rule: &Rule, predicate: &Predicate) -> bool {
        let noun = predicate.lemma.is_none() || predicate.light.is_some();
        let end = predicate.tokens.end;
        let text =
            |it: &Unit| it.is_class(NounClass::Text) && it.function() == TO && it.tokens.start <= end + 3;
        rule.act == Kind::Grant
            && noun
            && self.units.iter().find(|it| end < it.tokens.start).is_some_and(text)
    }

    /// Whether what is adopted only says another act: it begins with its word, or a relative clause after it has it.
    fn says_act(&self, object: Bytes, acts: &[Bytes]) -> bool {
        let end = self.context.text.tokens_of(object).end;
        let relative = |at: usize| at < self.sentence.tokens.end && self.has_word(at, Grammar::Relative);
        // "Adopted a decision to admit Malta".
        let to = end < self.sentence.tokens.end && self.frames.is_infinitive(end);
        // "Began the process of leaving".
        let gerund = |at: usize| {
            at < self.sentence.tokens.end && self.word(at).is_some_and(|it| it.has_form(Form::Ing))
        };
        let of =
            end < self.sentence.tokens.end && self.has_word(end, Grammar::Preposition) && gerund(end + 1);
        // "Adopted a resolution admitting Malta".
        let opens = to
            || of
            || gerund(end)
            || relative(end)
            || self.has_word(end, Grammar::Preposition) && relative(end + 1);
        let clause = Bytes::new(object.end, object.end + CLAUSE);
        acts.iter().any(|it| it.start == object.start || opens && clause.contains(*it))
    }

    /// Who decides or proposes, where a word governs the act that says so: its subject or possessor.
    pub(super) fn governor(&self, predicate: &Predicate, governs: Governs) -> Option<Filled> {
        let control = predicate.controls.iter().find(|it| it.governs == governs)?;
        let before = |unit: &Unit| {
            unit.tokens.end <= control.tokens.start && self.sentence.tokens.start <= unit.tokens.start
        };
        // "Welcomed the offer of Malta to host it": whose it is.
        let end = control.tokens.end;
        let of = self.units.iter().position(|it| {
            let near =
                end < it.tokens.start && it.tokens.start <= end + OWNER && it.tokens.end <= predicate.own;
            near && [OF, FROM].contains(&it.function())
        });
        let owner = of.filter(|_| control.noun).and_then(|it| self.context.fill(self.units, it, Sort::Actor));
        if owner.is_some() {
            return owner;
        }
        let near = self.units.iter().rposition(before)?;
        let unit = &self.units[near];
        let fits =
            unit.possessive || unit.is_bare() || control.noun && control.tokens.start - unit.tokens.end <= 1;
        if fits && !matches!(unit.what, What::Time(_)) {
            self.context.fill(self.units, near, Sort::Actor)
        } else {
            None
        }
    }

    /// "Began the process of …": a procedure that a verb before it only begins, and "completed the process" does not.
    pub(super) fn is_begun(&self, control: &Control) -> bool {
        let first = control.tokens.start.saturating_sub(OWNER).max(self.sentence.tokens.start);
        let begins = |at: usize| {
            let word = self.word(at).filter(|_| self.frames.tags.is_verb(at));
            word.is_some_and(|it| {
                it.verbs
                    .iter()
                    .any(|(lemma, _)| self.context.index.verb_governs(*lemma) == Some(Governs::Begin))
            })
        };
        control.noun && control.governs == Governs::Begin && (first..control.tokens.start).any(begins)
    }

    /// "Its proposals found support": who a word such as "its" stands for before what is put forward.
    pub(super) fn meant_owner(&self, rule: &Rule, predicate: &Predicate) -> Option<Filled> {
        let text = self.context.text;
        let owned = rule.act == Kind::Propose && rule.agent.iter().any(|it| it == "poss");
        let noun = predicate.tokens.start;
        let first = noun.saturating_sub(2).max(self.sentence.tokens.start);
        let owns = |at: &usize| text.is_in(List::Owner, *at) || text.is_in(List::PersonOwner, *at);
        let at = (first..noun).rev().find(owns).filter(|_| owned)?;
        let bytes = text.tokens[at].bytes();
        let person = text.is_in(List::PersonOwner, at).then(|| self.context.person_before(bytes)).flatten();
        person.or_else(|| self.context.actor_before(bytes))
    }

    /// "Malta will be a member, so the Council decided": the body that decides what the sentence says first.
    pub(super) fn decided_after(&self, predicate: &Predicate) -> Option<Filled> {
        let text = self.context.text;
        let next = self.units.partition_point(|it| it.tokens.start < predicate.tokens.end);
        let governs = |lemma: u32| self.context.index.verb_governs(lemma) == Some(Governs::Decide);
        (next..self.units.len()).find_map(|n| {
            let unit = &self.units[n];
            let mut before = unit.tokens.start;
            while before > predicate.tokens.end
                && (self.has_word(before - 1, Grammar::Determiner)
                    || self.has_word(before - 1, Grammar::Subordinator))
            {
                before -= 1;
            }
            let apart =
                before > predicate.tokens.end && text.mark(before - 1) == Some(b',') && unit.is_bare();
            let mut verb = unit.tokens.end;
            // "The leaders of the OTS decided".
            let hangs = |it: &Unit, verb: usize| {
                let start = it.tokens.start;
                let counted = |at: usize| {
                    self.has_word(at, Grammar::Determiner) || text.tokens[at].kind == TokenKind::Number
                };
                let first = it.function() == OF && verb < start && start <= verb + 3;
                first && (verb + 1..start).all(counted)
            };
            while let Some(hung) = self.units.iter().find(|it| hangs(it, verb)) {
                verb = hung.tokens.end;
            }
            while self.word(verb).is_some_and(WordInfo::is_auxiliary) || text.is_adverb(verb) {
                verb += 1;
            }
            let decides = self.frames.tags.is_verb(verb)
                && self.word(verb).is_some_and(|it| it.verbs.iter().any(|(lemma, _)| governs(*lemma)));
            let clause = self.has_word(verb + 1, Grammar::Complement)
                && !self.has_word(verb + 1, Grammar::Preposition);
            let actor = || self.context.fill(self.units, n, Sort::Actor).filter(|it| self.is_body(it));
            if apart && decides && !clause { actor() } else { None }
        })
    }

    /// "Ended its session by electing Malta": how a body did what is told as done; its unit.
    pub(super) fn does_by(&self, predicate: &Predicate) -> Option<usize> {
        let preposition =
            predicate.group.start.checked_sub(1).filter(|_| predicate.tense == Tense::Gerund)?;
        let functions = &self.context.pack.lexicon.agent_functions;
        let by = functions.iter().any(|it| it == self.context.text.low(preposition));
        let mut before = predicate.clause.start.max(self.sentence.tokens.start)..preposition;
        let past = |at: usize| {
            let word = self.word(at).filter(|it| it.has_form(Form::Past) && !it.is_auxiliary());
            word.is_some() && self.frames.tags.is_verb(at)
        };
        let unsure =
            |at: usize| self.word(at).is_some_and(|it| it.is(Auxiliary::Future) || it.is(Auxiliary::Not));
        let body = |n: &usize| {
            let unit = &self.units[*n];
            matches!(unit.what, What::Org(_) | What::Body(_)) || unit.is_class(NounClass::Collective)
        };
        let done = by && before.clone().any(past) && !before.any(unsure);
        predicate.subjects.iter().copied().find(body).filter(|_| done)
    }

    /// Whether the word that governs a predicate is itself an act of the sentence: "invited X to take part as …".
    pub(super) fn is_told(&self, rule: &Rule, predicate: &Predicate, raws: &[Raw]) -> bool {
        let own = || raws.iter().rev().take_while(|raw| raw.sentence == self.number);
        // "Agreed to open talks with Malta and to admit Cyprus": what is decided besides.
        let at = self.context.text.bytes(predicate.tokens.clone()).start;
        let beside = |raw: &Raw| {
            raw.kind == Kind::Decide && raw.predicate.end < at && raw.evidence.iter().all(|it| it.end < at)
        };
        let governed = predicate.controls.iter().any(|control| {
            let bytes = self.context.text.bytes(control.tokens.clone());
            own().any(|raw| raw.predicate.contains(bytes) && !beside(raw))
        });
        // "Introduced a draft resolution": the verb has told what its noun would.
        let light = predicate.light.clone().filter(|_| rule.last_resort);
        let twice = light.is_some_and(|light| {
            let bytes = self.context.text.bytes(light);
            own().any(|raw| raw.kind == rule.act && raw.predicate.contains(bytes))
        });
        governed || twice
    }
}
