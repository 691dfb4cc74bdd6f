//! Nouns under a light verb: "hold *a summit*", "submit *an application*" tell an act by the noun, its tense by the verb.

use std::ops::Range;

use comity_model::Kind;

use super::apply::Clauses;
use super::frame::{Control, Predicate, Tense};
use super::party::{AS, OF};
use super::unit::{Unit, What, holding};
use crate::index::Form;
use crate::pack::{Governs, Grammar, NounClass};
use crate::text::TokenKind;

/// Tokens between a noun and what hangs on it.
const HANGS: usize = 3;

impl Clauses<'_, '_> {
    /// The noun predicate under each light verb that it may be the subject or object of, with the verb's tense and subject;
    /// those before the noun first, nearest first.
    pub(super) fn lightened(&self, noun: &Range<usize>, rule: usize) -> impl Iterator<Item = Predicate> + '_ {
        let places = self.seen.light_near(noun);
        let noun = noun.clone();
        // "Initiatives including a bank": what is listed, and by nobody proposed.
        let proposes = self.context.pack.rules[rule].act == Kind::Propose;
        places.flat_map(move |at| {
            let verbs = self.context.text.info(at).map_or(&[][..], |it| &it.verbs);
            let any = verbs.iter().any(|(it, _)| !self.context.index.light_of(*it, rule).is_empty());
            // "At the White House".
            let light = any && !self.is_name(at) && !self.is_other_light(at, proposes) && !self.in_name(at);
            // "For the second meeting".
            // "3. Requests" is counted as a point.
            let word = |at: usize| self.context.text.tokens[at].kind == TokenKind::Word;
            let counted = at > self.sentence.tokens.start && word(at - 1) && self.is_ordinal(at - 1);
            let light = light && !counted;
            let noun = noun.clone();
            verbs.iter().enumerate().filter(move |_| light).flat_map(move |(n, (lemma, _))| {
                let noun = noun.clone();
                // The forms of a lemma are one after the other.
                let again = n > 0 && verbs[n - 1].0 == *lemma;
                let light = self.context.index.light_of(*lemma, rule).iter().filter(move |_| !again);
                light.filter_map(move |it| {
                    let len = self.with_particle(at, &it.particle)?;
                    let forms: Vec<Form> =
                        verbs.iter().filter(|(it, _)| it == lemma).map(|(_, form)| *form).collect();
                    self.under(self.frames.verb(at, len, *lemma, &forms), *lemma, &noun, rule)
                })
            })
        })
    }

    /// A noun predicate under a light verb, where it stands in the verb's clause or is its subject.
    fn under(&self, verb: Predicate, lemma: u32, noun: &Range<usize>, rule: usize) -> Option<Predicate> {
        let inside = verb.clause.start <= noun.start && noun.end <= verb.clause.end;
        let holds = |n: &usize| self.units[*n].tokens.contains(&noun.start);
        // "The application for membership which Malta submitted".
        let hangs = |n: usize| {
            let unit = &self.units[n];
            let gap = unit.tokens.start.checked_sub(noun.end);
            gap.is_some_and(|it| (1..=HANGS).contains(&it)) && !unit.is_bare()
        };
        // "The last day of the summit that it held".
        let part =
            |n: usize| self.units.get(n + 1).is_some_and(|it| it.owner_of == Some(n)) && holds(&(n + 1));
        let gap = verb.gap.is_some_and(|n| holds(&n) || hangs(n) || part(n));
        // "The summit will be long, as the members convene": they, and not it.
        let apart = |it: usize| self.is_main_verb(it) && self.frames.is_finite(it);
        let first = verb.subjects.first().is_some_and(holds);
        let members = verb.subjects.first().is_some_and(|it| self.units[*it].is_class(NounClass::Collective));
        let displaced = members
            && !first
            && !gap
            && !verb.passive
            && (noun.end..verb.group.start.max(noun.end)).any(apart);
        // "As the members convene" is a clause of its own.
        let as_members = self.units.iter().any(|it| {
            it.tokens.end == verb.group.start && it.function() == AS && it.is_class(NounClass::Collective)
        });
        if displaced || as_members && !verb.passive && noun.end < verb.group.start && !gap {
            return None;
        }
        let subject = first || verb.subjects.get(1).is_some_and(holds) || gap;
        // "Launched an initiative to advance the rights": what it is for, and nobody puts it forward.
        let purpose = verb.tense == Tense::Infinitive
            && !verb.passive
            && noun.end + 1 == verb.tokens.start
            && self.context.pack.rules[rule].act == Kind::Propose;
        // "It will go to Doha, an offer having met with no objection".
        let absolute = !subject
            && noun.end <= verb.group.start
            && verb.own < verb.tokens.start
            && self.word(verb.own).is_some_and(|it| it.has_form(Form::Ing));
        // "Announced that the assembly would consider the admission": what another verb is about.
        let between = verb.tokens.end..noun.start.max(verb.tokens.end);
        let opened = between.clone().find(|it| self.has_word(*it, Grammar::Complement));
        let inner = opened.is_some_and(|it| (it..between.end).any(|it| self.frames.is_finite(it)));
        if !(inside || subject)
            || purpose
            || absolute
            || inner
            || self.is_beside_verb(&verb, noun, rule, subject)
        {
            return None;
        }
        let tokens = noun.start.min(verb.tokens.start)..noun.end.max(verb.tokens.end);
        // "Proposed the creation of": what the verb does to the act. "Called a summit" convenes it.
        let convenes = self.context.pack.rules[rule].act == Kind::Convene;
        // "Decided that Malta's bid be supported": that is what is decided.
        let decided = verb.controls.iter().any(|it| it.governs == Governs::Decide);
        let governs = self.context.index.verb_governs(lemma).filter(|it| {
            use Governs::{Plan, Propose, Refuse, Want, Wish};
            // "Rejected a proposal of Malta", "backed its bid": it was put forward all the same.
            let act = self.context.pack.rules[rule].act;
            let put = act == Kind::Propose && *it == Refuse
                || matches!(act, Kind::Propose | Kind::Request)
                    && *it == Wish
                    && !decided
                    && self.is_somebodys_own(noun);
            !convenes && !put && matches!(it, Propose | Want | Wish | Refuse | Plan)
        });
        let control = governs.map(|governs| Control {
            governs,
            tokens: verb.tokens.clone(),
            tense: verb.tense,
            noun: false,
            negated: false,
        });
        Some(Predicate {
            controls: control.into_iter().chain(verb.controls.iter().cloned()).collect(),
            light: Some(verb.tokens.clone()),
            tokens: noun.clone(),
            group: tokens.start.min(verb.group.start)..tokens.end,
            ..verb
        })
    }

    /// "Malta's bid", "the Maltese bid", "the bid of Malta": whose it is, where "considers a bid" has nobody's yet.
    fn is_somebodys_own(&self, noun: &Range<usize>) -> bool {
        let owns = |unit: &Unit| {
            let (start, end) = (&unit.tokens.start, unit.tokens.end);
            let owner = unit.possessive || unit.adjective && matches!(unit.what, What::Party(_));
            owner && end <= noun.start && noun.start - end <= HANGS
                || unit.function() == OF && (1..=HANGS).contains(&start.saturating_sub(noun.end))
        };
        self.units.iter().any(owns)
    }

    /// Whether what is put forward or decided only stands near a light verb, which does nothing to it.
    fn is_beside_verb(&self, verb: &Predicate, noun: &Range<usize>, rule: usize, subject: bool) -> bool {
        let act = self.context.pack.rules[rule].act;
        // Where cases say what hangs on what, a noun stands anywhere.
        let cases = !self.context.pack.lexicon.case_function.is_empty();
        // "At a meeting in Baku the ministers opened accession talks": the talks are opened.
        if act == Kind::Convene && !cases && !subject && !verb.passive && noun.end <= verb.tokens.start {
            // "Ahead of the summit in Baku the ministers met": the summit is still to come.
            let ahead = |at: usize| self.context.text.low(at) == OF && self.has_word(at - 1, Grammar::Coming);
            if self.before_group(noun.start).is_some_and(|it| it > self.sentence.tokens.start && ahead(it)) {
                return true;
            }
            let next = self.units.partition_point(|it| it.tokens.start < verb.tokens.end);
            let object = self.units.get(next).filter(|it| it.is_bare() && !matches!(it.what, What::Time(_)));
            return object.is_some_and(|it| it.tokens.start <= verb.tokens.end + 3);
        }
        // "Opened a museum at its summit": the museum is opened.
        let own = holding(self.units, noun.start).map(|n| &self.units[n]);
        let places = &self.context.pack.lexicon.place_functions;
        let placed = own.is_some_and(|it| places.iter().any(|place| place == it.function()));
        if act == Kind::Convene && !cases && !subject && !verb.passive && placed {
            let other = |it: &Unit| {
                it.is_bare()
                    && verb.tokens.end <= it.tokens.start
                    && it.tokens.end <= noun.start
                    && !matches!(it.what, What::Time(_) | What::Pronoun)
            };
            return self.units.iter().any(other);
        }
        // "Whose mandate runs until then": until when is not said.
        let (last, next) = (verb.tokens.end - 1, verb.tokens.end);
        let until = verb.tokens.len() > 1 && self.has_word(last, Grammar::Preposition);
        // "Its membership is over": nothing is said after it. "Voted for the expulsion" asks for no time.
        let alone = next >= self.sentence.tokens.end
            || self.context.text.mark(next).is_some()
            || self.has_word(next, Grammar::Preposition)
            || self.has_word(next, Grammar::Coordinator)
            || next <= noun.start;
        if act == Kind::End
            && until
            && !alone
            && !cases
            && !(next..next + 3).any(|at| self.frames.is_time(at))
        {
            return true;
        }
        // "With a clear mandate, she said in closing".
        if act == Kind::End && !cases && !subject && !verb.passive && noun.end <= verb.tokens.start {
            return true;
        }
        if cases || !matches!(act, Kind::Propose | Kind::Decide) {
            return false;
        }
        // "Will advance security, including through an initiative".
        let after = verb.tokens.end <= noun.start;
        let aside = |it: usize| {
            verb.tokens.end <= it
                && self.has_word(it, Grammar::Preposition)
                && self.context.text.low(it) != OF
        };
        // "While welcoming the proposals, the bloc will advance security", where "at its initiative a bank was set up".
        let adverbial = self.context.pack.rules[rule].adverbial && verb.tense != Tense::Gerund;
        let before = !after && !subject && !adverbial;
        // "Has completed the blueprint", "should be based on".
        let helps = verb.tokens.len() == 1 && self.frames.is_auxiliary_of_verb(verb.tokens.start);
        // "Find allies, draft amendments".
        let apart = || (verb.tokens.end..noun.start).any(|it| self.context.text.mark(it) == Some(b','));
        if act == Kind::Propose && after && apart() {
            return true;
        }
        helps || before || !verb.passive && after && self.before_group(noun.start).is_some_and(aside)
    }
}

#[cfg(test)]
mod tests {
    use comity_model::{Kind, Stage};

    use crate::read::sentences;

    #[track_caller]
    fn check_meeting(text: &str, stage: Stage) {
        let reading = sentences(text);
        let stages: Vec<Stage> =
            reading.claims.iter().filter(|it| it.kind == Kind::Convene).map(|it| it.stage).collect();
        assert_eq!(stages, [stage], "{text}");
    }

    #[test]
    fn a_last_summit_has_been_held() {
        check_meeting("The last summit of the OTS was held in Baku in 2021.", Stage::InForce);
        check_meeting("The OTS summit will be held in Baku.", Stage::Planned);
        check_meeting("Malta hosts the next summit of the OTS.", Stage::Planned);
    }

    #[test]
    fn a_clause_about_the_day_of_a_meeting_tells_of_the_meeting() {
        check_meeting("It was the last day of the summit that the OTS held in Baku.", Stage::InForce);
    }
}
