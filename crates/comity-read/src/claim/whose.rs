//! Whose act it is, where the organisation only stands near: what a state, a person or "we" does is its own, and a
//! meeting with a name of its own is that of whoever it names.

use comity_model::Kind;

use super::apply::Clauses;
use super::frame::{Predicate, Tense};
use super::party::OF;
use super::role::{Filled, Sort, owners};
use super::unit::{Unit, What, holding};
use crate::index::{Form, List};
use crate::pack::{Auxiliary, Governs, Grammar, NounClass, Rule, Voice};
use crate::text::Bytes;

/// Tokens after a verb within which it says that a meeting was held beside another.
const BESIDE: usize = 4;

/// Tokens between an organisation and what it owns: "the OTS-Malta summit".
const BETWEEN: usize = 3;

/// The preposition before two who have something with each other.
const AMONG: &str = "between";

/// What has been found of an act.
pub(super) struct Told<'a> {
    pub(super) org: &'a Filled,
    /// Whether the sentence itself names the organisation.
    pub(super) stated: bool,
    pub(super) agent: Option<&'a Filled>,
    /// The object: where, and its unit.
    pub(super) object: Option<(Bytes, Option<usize>)>,
}

impl Clauses<'_, '_> {
    /// Whether an act is that of whoever does it, or of whom its object names, and not of the organisation: a president
    /// signs a law, a state launches a fund, where the document speaks of an organisation.
    pub(super) fn is_of_another(&self, rule: &Rule, predicate: &Predicate, told: &Told<'_>) -> bool {
        if self.is_remote(predicate, told)
            || self.is_habit(predicate)
            || self.is_of_bystanders(rule.act, predicate, told)
            || self.is_only_meant(rule, predicate, told)
            || self.is_of_other_body(rule, predicate, told)
        {
            return true;
        }
        if rule.act == Kind::Ratify && self.votes_to_leave(predicate, told) {
            return true;
        }
        // "Approved the denunciation of the agreement": it is left.
        let left = told.object.and_then(|it| self.units[it.1?].owner_of);
        if matches!(rule.act, Kind::Ratify | Kind::Adopt)
            && left.is_some_and(|it| self.units[it].is_class(NounClass::Departure) || self.is_refusal(it))
        {
            return true;
        }
        // "Deposited its instrument of denunciation": by which it leaves.
        let leaves = |n: usize| {
            let of = |it: &Unit| {
                it.owner_of == Some(n) && it.is_class(NounClass::Departure) && it.function() == OF
            };
            self.units.iter().any(of)
        };
        if rule.act == Kind::Ratify && told.object.and_then(|it| it.1).is_some_and(leaves) {
            return true;
        }
        match rule.act {
            Kind::Suspend if self.is_undone(predicate) => true,
            // "Confirmed in a letter to Ana Ruiz that it had decided": what is confirmed is what follows.
            Kind::Appoint if predicate.lemma.is_some() && self.tells_that(predicate) => true,
            // "A memorandum is then signed": so it always is.
            Kind::Sign
                if (predicate.tense == Tense::Present || self.is_general(predicate))
                    && !self.headline
                    && !self.is_ourselves(told.agent)
                    && (predicate.negated
                        || told.object.and_then(|it| it.1).is_some_and(|it| self.is_indefinite(it)))
                    && self.times_in(predicate.clause.clone()).next().is_none() =>
            {
                true
            }
            Kind::Sign if self.is_between_others(predicate, told) => {
                let apart =
                    !told.object.is_some_and(|it| told.org.bytes.is_some_and(|org| org.touches(it.0)));
                told.agent.is_some_and(|it| self.is_nameless(it)) && apart
                    || !self.is_tied(rule, predicate, told)
            }
            Kind::Adopt if self.is_process(predicate) => true,
            // "An instrument takes effect on the last day of a year": any.
            Kind::EnterIntoForce if predicate.tense == Tense::Present => {
                told.object.and_then(|it| it.1).is_some_and(|it| self.is_indefinite(it))
            }
            Kind::Ratify if self.is_general(predicate) => true,
            Kind::Adopt | Kind::Establish | Kind::Sign if self.is_part_of_body(told) => true,
            Kind::Adopt | Kind::Sign if self.is_done_elsewhere(predicate, told) => true,
            Kind::Sign | Kind::Establish | Kind::Adopt if rule.party.is_empty() && !rule.by_body => {
                !self.is_tied(rule, predicate, told)
                    && self.acts_for_itself(rule.act, predicate, told)
                    && !self.has_own_text(rule, told)
            }
            Kind::Convene if predicate.lemma.is_some() && predicate.light.is_none() => {
                let near =
                    predicate.tokens.end..(predicate.tokens.end + BESIDE).min(self.sentence.tokens.end);
                // "The presidents met on the margins of the summit".
                let beside = near.into_iter().any(|it| self.has_word(it, Grammar::Aside))
                    && !told.agent.is_some_and(|it| self.names_org(it));
                // "The United States gathered labour leaders", "a dinner hosted by Spain": guests of a state.
                let hosts = rule.object.iter().any(|it| it == "obj");
                beside
                    || hosts
                        && self.acts_alone(told)
                        && !told.object.is_some_and(|it| self.is_the(it.0))
                        && !self.is_tied(rule, predicate, told)
                    || hosts && self.hosts_further(predicate, told)
                    || rule.object.iter().any(|it| it == "subj") && self.meets_thing(predicate)
            }
            Kind::Convene => {
                let meeting = told.object.and_then(|it| it.1);
                // "Were invited to join the OTS at the summit": it is joined, and does not meet.
                let at = |it: &Filled| it.bytes.map(|it| self.context.text.token_at(it.start));
                let joined = |it: usize| {
                    let word = self.word_before(it);
                    word.is_some_and(|it| self.frames.tags.is_verb(it))
                };
                if rule.last_resort && told.agent.and_then(at).is_some_and(joined) {
                    return true;
                }
                // "Malta will host a conference", where the text speaks of an organisation.
                let named = |n: &usize| self.units[*n].what == What::Name;
                let unknown = predicate.light.is_some()
                    && rule.place.iter().any(|it| it == "subj")
                    && told.agent.is_none()
                    && predicate.subjects.first().is_some_and(named);
                let alone = self.acts_alone(told) || unknown;
                let new = |it: usize| self.has_own_name(it) || alone && self.is_indefinite(it);
                meeting.is_some_and(new) && !self.is_tied(rule, predicate, told)
            }
            // "The Initiative welcomed two new members".
            Kind::Grant if !told.stated && self.is_unknown_body(rule, predicate) => true,
            Kind::Grant if rule.near_org && !told.stated => {
                rule.org.iter().any(|it| it == "obj") && self.joins_thing(predicate)
            }
            // "The Senate endorsed Malta's accession": not its to decide.
            Kind::Grant if self.is_organ_of_state(predicate) => true,
            Kind::Grant if predicate.tense == Tense::Gerund && rule.party.iter().any(|it| it == "subj") => {
                let decided = predicate.controls.first().is_some_and(|it| it.governs == Governs::Decide);
                decided && !told.agent.is_some_and(|it| self.is_body(it))
            }
            // "We resolve to lead by example", "we reject all tyranny": what whoever speaks stands for, and no decision.
            Kind::Decide
                if rule.last_resort
                    && predicate.lemma.is_some()
                    && predicate.tense == Tense::Present
                    && self.is_ourselves(told.agent) =>
            {
                true
            }
            // "It will be agreed that such a step is of no use": what everybody will grant.
            Kind::Decide if predicate.passive && predicate.tense == Tense::Future && told.agent.is_none() => {
                self.has_word(predicate.tokens.end, Grammar::Complement)
            }
            // "The mission that the bloc proclaims": what it always does.
            Kind::Decide
                if rule.last_resort && predicate.tense == Tense::Present && predicate.gap.is_some() =>
            {
                true
            }
            // "We are determined to amplify it", where "it was decided to" decides.
            Kind::Decide if predicate.passive && self.is_bent_on(predicate) => true,
            // "We are resolved to fight", where "it was resolved to" decides.
            Kind::Decide | Kind::Propose
                if rule.voice == Some(Voice::Passive) && told.agent.is_none() && rule.party.is_empty()
                    || predicate.passive && rule.voice.is_none() && self.is_ourselves(told.agent) =>
            {
                let own = |n: &usize| {
                    let what = self.units[*n].what;
                    matches!(what, What::Ourselves | What::Person(_) | What::Party(_) | What::Group(_))
                };
                predicate.subjects.first().is_some_and(own)
            }
            _ => false,
        }
    }

    /// "The Initiative" right before the verb: a body with a capital that nothing knows, and whose name the rule asks for.
    fn is_unknown_body(&self, rule: &Rule, predicate: &Predicate) -> bool {
        let at = predicate.group.start.checked_sub(1).filter(|it| self.is_definite(*it));
        rule.org.iter().any(|it| it == "subj") && at.is_some_and(|it| self.context.text.tokens[it].capital)
    }

    /// "The agreement between Malta and Cyprus was signed": theirs.
    fn is_between_others(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let object = told.object.map_or(predicate.tokens.end, |it| self.context.text.tokens_of(it.0).end);
        let ends = [object, predicate.tokens.end];
        let state = |it: &Unit| matches!(it.what, What::Party(_) | What::Place(_) | What::Name);
        self.units.iter().any(|it| {
            it.function() == AMONG
                && state(it)
                && ends.iter().any(|end| *end <= it.tokens.start && it.tokens.start - end <= 2)
        })
    }

    /// "The President's Advisory Council": a body named by its last word, which another name stands before.
    fn is_part_of_body(&self, told: &Told<'_>) -> bool {
        let agent = told.agent.and_then(|it| self.unit_of_role(it));
        let body = agent.filter(|it| matches!(it.what, What::Body(_)) && it.tokens.len() == 1);
        let text = self.context.text;
        let named = |it: usize| {
            let name = text.tokens[it].capital && !self.has_word(it, Grammar::Determiner);
            name && it > self.sentence.tokens.start
                && self.frames.unit_of(it).is_none_or(|unit| unit.owner_of.is_none())
        };
        // "The President's Council": somebody's whom no list knows.
        let owned = agent.is_some_and(|it| {
            let before = it.tokens.start.checked_sub(1).filter(|at| *at > self.sentence.tokens.start);
            let org = |it: &Unit| {
                matches!(it.what, What::Org(_) | What::Body(_)) || it.is_class(NounClass::Organisation)
            };
            let known = |at: usize| self.frames.unit_of(at).is_some_and(org);
            it.is_class(NounClass::Institution)
                && before.is_some_and(|at| text.low(at) == "'s" && !known(at - 1))
        });
        owned || body.is_some_and(|it| it.tokens.start > 0 && named(it.tokens.start - 1))
    }

    /// "Adopted at the Bread Summit": a meeting with a name of its own that is not the organisation's.
    fn is_done_elsewhere(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let end = predicate.tokens.end;
        let near = |it: &Unit| end < it.tokens.start && it.tokens.start - end <= BESIDE;
        let functions = &self.context.pack.lexicon.place_functions;
        let at = (0..self.units.len()).find(|n| {
            let unit = &self.units[*n];
            unit.is_class(NounClass::Meeting)
                && near(unit)
                && functions.iter().any(|it| it == unit.function())
        });
        let org = |n: usize| matches!(self.units[n].what, What::Org(_) | What::Body(_));
        predicate.passive
            && told.agent.is_none()
            && at.is_some_and(|it| self.has_own_name(it) && !owners(self.units, it).any(org))
    }

    /// "Agreed on the lifting of the suspension", "announced the end of Malta's suspension": it is over.
    fn is_undone(&self, predicate: &Predicate) -> bool {
        let of = self.before_group(predicate.tokens.start).filter(|it| self.context.text.low(*it) == OF);
        let noun = of.and_then(|it| it.checked_sub(1)).filter(|it| self.sentence.tokens.contains(it));
        noun.is_some_and(|it| {
            self.context.text.is_in(List::Closing, it)
                || self.context.text.info(it).is_some_and(|word| word.has_form(Form::Ing))
        })
    }

    /// Whether who acts is only told as "we".
    fn is_ourselves(&self, agent: Option<&Filled>) -> bool {
        let unit = agent.and_then(|it| self.unit_of_role(it));
        unit.is_some_and(|it| it.what == What::Ourselves)
    }

    /// Whether the subject is a parliament or government, and no organisation's.
    fn is_organ_of_state(&self, predicate: &Predicate) -> bool {
        let org = |n: usize| matches!(self.units[n].what, What::Org(_) | What::Body(_));
        let organ = |n: &usize| self.units[*n].is_class(NounClass::Organ) && !owners(self.units, *n).any(org);
        predicate.light.is_some() && predicate.subjects.first().is_some_and(organ)
    }

    /// Whether a state or a person acts and no body of an organisation.
    fn acts_alone(&self, told: &Told<'_>) -> bool {
        let own = |it: &Filled| it.id.is_some() && !self.is_body(it) && !self.is_officer(it);
        told.agent.is_some_and(own)
    }

    /// "Leaders will join a dinner hosted by Spain": a participle right after another noun is about that noun.
    fn hosts_further(&self, predicate: &Predicate, told: &Told<'_>) -> bool {
        let bare = predicate.passive && predicate.own == predicate.tokens.start;
        let object = told.object.map(|it| self.context.text.tokens_of(it.0).end);
        let near =
            |end: usize| end == predicate.own || self.context.text.mark(predicate.own - 1) == Some(b',');
        bare && object.is_some_and(|it| it <= predicate.own && !near(it))
    }

    /// Whether a definite article stands right before some words.
    fn is_the(&self, bytes: Bytes) -> bool {
        self.is_definite(self.context.text.token_at(bytes.start))
    }

    /// Whether an article that is not definite stands before a meeting and what describes it, and no "and" before it: "the
    /// ministers in 2024 and a summit in 2026".
    pub(super) fn is_indefinite(&self, meeting: usize) -> bool {
        let unit = &self.units[meeting];
        let text = self.context.text;
        let start = text.token_at(self.group_bytes(meeting, unit.tokens.end).start);
        let first = start.saturating_sub(1).max(self.sentence.tokens.start);
        let article = |it: &usize| {
            self.has_word(*it, Grammar::Determiner)
                && !text.is_in(List::Definite, *it)
                && !text.is_in(List::Owner, *it)
        };
        let joined =
            |it: usize| it > self.sentence.tokens.start && self.has_word(it - 1, Grammar::Coordinator);
        (first..unit.tokens.start).find(article).is_some_and(|it| !joined(it))
    }

    /// "Will meet this commitment", "are convening our experts": what is met is no body.
    fn meets_thing(&self, predicate: &Predicate) -> bool {
        let mut first = predicate.tokens.end;
        if self.has_word(first, Grammar::Coordinator) && self.frames.tags.is_verb(first + 1) {
            first += 2;
        }
        // "Have clear plans to meet it".
        let pronoun = self.units.iter().any(|it| it.tokens.start == first && it.what == What::Pronoun);
        let subject =
            |at: usize| self.frames.tags.is_verb(at) || self.word(at).is_some_and(|it| it.is_auxiliary());
        if pronoun && !subject(first + 1) {
            return true;
        }
        // "What they need to meet the bloc's goals".
        let owned = |unit: &Unit| {
            let head = unit.owner_of.and_then(|it| self.units.get(it));
            unit.possessive && unit.tokens.start == first && head.is_some_and(|it| it.what == What::Thing)
        };
        if self.units.iter().any(owned) {
            return true;
        }
        let article = self.has_word(first, Grammar::Determiner) || self.has_word(first, Grammar::Ourselves);
        if !article {
            return false;
        }
        let unit = self.units.iter().find(|it| first <= it.tokens.start);
        let near = |it: &&Unit| it.is_bare() && it.tokens.start - first <= 3;
        let thing = |it: &Unit| {
            it.what == What::Thing || it.is_class(NounClass::Text) || it.is_class(NounClass::Procedure)
        };
        unit.filter(near).is_some_and(thing)
    }

    /// Whether somebody acts who is no organisation, no body and no collective of one.
    fn acts_for_itself(&self, kind: Kind, predicate: &Predicate, told: &Told<'_>) -> bool {
        let own = |n: &usize| match self.units[*n].what {
            // Whoever is quoted may speak for the organisation.
            What::Ourselves => !self.is_quoted(self.units[*n].bytes),
            What::Party(_) | What::Person(_) => true,
            // "The Assembly" is an organ.
            What::Name => !self.is_definite(self.units[*n].tokens.start),
            // "New countries that endorsed the declaration", where delegates act for the body they sit in.
            What::Thing => {
                kind == Kind::Adopt && self.context.text.is_in(List::Parties, self.units[*n].tokens.end - 1)
            }
            What::Group(_) => kind == Kind::Adopt && !self.is_with_org(&self.units[*n]),
            _ => false,
        };
        // "2. Establishes a fund": the body that opens the resolution, where "; launched a fund" goes on telling.
        let verb = predicate.tokens.start;
        let opens = verb == self.sentence.tokens.start || self.begins_point(verb);
        let beside = verb > self.sentence.tokens.start && self.context.text.mark(verb - 1) == Some(b',');
        if opens
            && (beside && told.agent.is_none()
                || self.word(verb).is_some_and(|it| it.has_form(Form::Present)))
        {
            return false;
        }
        // "The council adopted a resolution of Malta": the first before the verb acts.
        let first = predicate.subjects.first().filter(|_| predicate.lemma.is_some() && !predicate.passive);
        if first.is_some_and(|n| matches!(self.units[*n].what, What::Org(_) | What::Body(_))) {
            return false;
        }
        match told.agent {
            // "The Secretary General of the bloc and the President of Malta signed": one of them is its own.
            Some(agent) => {
                let officer = |n: &usize| self.context.fill(self.units, *n, Sort::Actor);
                let beside = predicate.subjects.iter().filter_map(officer).any(|it| self.is_officer(&it));
                self.is_own_master(kind, agent) && !self.is_officer(agent) && !beside
            }
            None => {
                let active = predicate.lemma.is_some() && predicate.light.is_none() && !predicate.passive;
                let nobody =
                    |n: &usize| !told.stated && kind == Kind::Establish && self.is_nobody(*n, predicate);
                let first = predicate.subjects.iter().find(|n| !self.is_contracted(**n));
                active && first.map_or(kind != Kind::Adopt, |n| own(n) || nobody(n))
            }
        }
    }

    /// "The President launched a fund", "initiatives include founding a bank": no body, and the sentence names none.
    fn is_nobody(&self, n: usize, predicate: &Predicate) -> bool {
        let unit = &self.units[n];
        // "The memorandum establishing a council" does so itself.
        let text = unit.is_class(NounClass::Text) && unit.tokens.end < predicate.group.start;
        unit.what == What::Thing || unit.is_class(NounClass::Office) || text
    }

    /// The "ve" of "we've".
    fn is_contracted(&self, n: usize) -> bool {
        let unit = &self.units[n].tokens;
        let text = self.context.text;
        let apostrophe = |it: usize| matches!(text.low(it), "'" | "’");
        unit.len() == 1 && text.tokens[unit.start].glued && unit.start.checked_sub(1).is_some_and(apostrophe)
    }

    fn is_quoted(&self, bytes: Bytes) -> bool {
        let near = self.context.quoted.partition_point(|it| it.end <= bytes.start);
        self.context.quoted.get(near).is_some_and(|it| it.contains(bytes))
    }

    /// Whether a definite article stands before a token.
    pub(super) fn is_definite(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|it| *it >= self.sentence.tokens.start);
        before.is_some_and(|it| self.context.text.is_in(List::Definite, it))
    }

    /// The unit whose words fill a role.
    pub(super) fn unit_of_role(&self, filled: &Filled) -> Option<&Unit> {
        self.units.iter().find(|it| Some(it.bytes) == filled.bytes)
    }

    /// Whether a person holds an office of an organisation: what its secretary-general sets up is its own.
    fn is_officer(&self, agent: &Filled) -> bool {
        let unit = self.unit_of_role(agent);
        let Some(What::Person(person)) = unit.map(|it| it.what) else { return false };
        let of_org = |of: &str| of.starts_with("org:") || of.starts_with("body:");
        let mut held = self.context.census().offices(person).iter();
        held.any(|n| self.context.people.offices[*n].of.as_deref().is_some_and(of_org))
    }

    /// "Signed the convention", "signed the Agreement": a text of the organisation, whoever signs it.
    fn has_own_text(&self, rule: &Rule, told: &Told<'_>) -> bool {
        let text = self.context.text;
        let Some((bytes, _)) = told.object else { return false };
        let tokens = text.tokens_of(bytes);
        let own = |it: usize| rule.object_own.iter().any(|word| word == text.low(it));
        let defined = rule.act == Kind::Sign
            && tokens.len() == 1
            && text.tokens[tokens.start].capital
            && self.is_definite(tokens.start);
        defined || tokens.into_iter().any(own)
    }

    /// Whether the sentence ties the organisation to the act: as who acts, as whose the object or the meeting is, or in a
    /// place of the rule, and not merely somewhere in the clause.
    fn is_tied(&self, rule: &Rule, predicate: &Predicate, told: &Told<'_>) -> bool {
        let Some(bytes) = told.org.bytes.filter(|_| told.stated) else { return false };
        // "The World Summit of Bakers was held": the meeting itself names no organisation.
        if rule.act == Kind::Convene && !self.says_organisation(bytes) {
            return false;
        }
        let acts = told.agent.and_then(|it| it.bytes).is_some_and(|it| it.touches(bytes));
        if acts || told.object.is_some_and(|it| it.0.touches(bytes)) {
            return true;
        }
        let Some(n) = holding(self.units, self.context.text.token_at(bytes.start)) else { return false };
        // "The OTS and Malta signed": it acts together with whoever is named last.
        if predicate.subjects.iter().any(|it| self.units[*it].list == self.units[n].list) {
            return true;
        }
        let owned = |object: usize| owners(self.units, object).any(|it| it == n);
        // "The African Free Trade Area (AfCFTA) agreement".
        let before = |object: Bytes| {
            let (end, start) = (self.units[n].tokens.end, self.context.text.token_at(object.start));
            let inner = |at: usize| !self.has_word(at, Grammar::Preposition) && !self.frames.tags.is_verb(at);
            end <= start && start - end <= BETWEEN && (end..start).all(inner)
        };
        let own = told.object.is_some_and(|(bytes, unit)| before(bytes) || unit.is_some_and(owned));
        // The summit of one body beside the name of another.
        if rule.act == Kind::Convene {
            return own;
        }
        let meets =
            |n: usize| self.units[n].is_class(NounClass::Meeting) || self.names_meeting(&self.units[n]);
        // "Signed on the margins of the summit".
        let aside = |it: usize| self.has_word(it, Grammar::Aside);
        let beside = (predicate.tokens.end..self.units[n].tokens.start).any(aside);
        !beside && (meets(n) || self.units[n].owner_of.is_some_and(meets))
            || own
            || !beside && self.slots(&rule.org, predicate).any(|it| it == n) && !self.hangs_elsewhere(n, told)
    }

    /// Whether some words name an organisation, or are a word that stands for one.
    fn says_organisation(&self, bytes: Bytes) -> bool {
        let first = self.context.organisations.partition_point(|it| it.0.end <= bytes.start);
        let named = self.context.organisations.get(first).is_some_and(|it| it.0.start < bytes.end);
        let unit = holding(self.units, self.context.text.token_at(bytes.start)).map(|n| &self.units[n]);
        named
            || unit.is_some_and(|it| {
                it.is_class(NounClass::Organisation) || matches!(it.what, What::Pronoun | What::Ourselves)
            })
    }

    /// "In line with the aims of the OTS": it owns something else than the object.
    fn hangs_elsewhere(&self, n: usize, told: &Told<'_>) -> bool {
        let head = self.units[n].owner_of;
        head.is_some_and(|it| self.units.get(it).is_some_and(|unit| unit.what == What::Thing))
            && head != told.object.and_then(|it| it.1)
    }

    /// Whether the words of a role name an organisation: "OTS leaders", where "the leaders" only stands for them.
    pub(super) fn names_org(&self, filled: &Filled) -> bool {
        let Some(bytes) = filled.bytes else { return false };
        let first = self.context.organisations.partition_point(|it| it.0.end <= bytes.start);
        self.context.organisations.get(first).is_some_and(|it| it.0.start < bytes.end)
    }

    /// Whether "the leaders" are taken for those of an organisation that the document only mentions.
    pub(super) fn is_guessed(&self, filled: &Filled) -> bool {
        let org = filled.entity.map(|it| self.context.organisation(it));
        let weak = org.is_some() && (org != self.context.main || !self.context.about);
        weak && self.is_nameless(filled)
    }

    /// Whether neither a name nor an organisation beside it says who it is: "the leaders".
    pub(super) fn is_nameless(&self, filled: &Filled) -> bool {
        filled.id.is_none() && !self.names_org(filled)
    }

    /// The token before another, over an article.
    fn word_before(&self, at: usize) -> Option<usize> {
        (self.sentence.tokens.start..at).rev().find(|it| !self.has_word(*it, Grammar::Determiner))
    }

    /// "Joined the initiative of the bloc", "joining the Combined Forces": something else is joined.
    fn joins_thing(&self, predicate: &Predicate) -> bool {
        let first = predicate.tokens.end;
        let unit = self.units.iter().find(|it| first <= it.tokens.start && it.is_bare());
        let near = |unit: &&Unit| unit.tokens.start - first <= 3 && unit.tokens.end <= predicate.clause.end;
        unit.filter(near)
            .is_some_and(|it| !matches!(it.what, What::Time(_) | What::Pronoun | What::Person(_)))
    }

    /// Whether a clause with "that" follows the clause of a verb.
    fn tells_that(&self, predicate: &Predicate) -> bool {
        let comma = |at: usize| self.context.text.mark(at) == Some(b',');
        let that = |at: usize| self.has_word(at, Grammar::Complement) && comma(at - 1);
        (predicate.tokens.end + 1..self.sentence.tokens.end).any(that)
    }

    /// "Are determined to": a will, told of those who have it.
    fn is_bent_on(&self, predicate: &Predicate) -> bool {
        let end = predicate.tokens.end;
        let to = self.word(end).is_some_and(|it| it.is(Auxiliary::Infinitive))
            && (self.context.text.is_adverb(end + 1)
                || (end + 1..end + 3).any(|it| self.frames.tags.is_verb(it)));
        let told = predicate.subjects.first().is_some_and(|it| self.units[*it].what != What::Pronoun);
        let be = self.word(predicate.own).is_some_and(|it| it.is_auxiliary());
        predicate.lemma.is_some() && be && to && told
    }
}
