//! Rules over frames: which predicate of a sentence is which act, and who fills its roles.

use std::cell::OnceCell;

use comity_atlas::{Atlas, EntityIdx};
use comity_model::{Class, Day, Kind, Stage, Stance};

use super::census::{Census, within};
use super::frame::{Frames, Predicate};
use super::gate::Seen;
use super::organs::Organ;
use super::role::{Filled, Placed, RawWhen, Sort, join, owners};
use super::tag::Tags;
use super::unit::{Held, Material, Unit, What, starts, units};
use super::whose::Told;
use crate::index::{Index, Wanted};
use crate::meeting::Mentioned;
use crate::mention::Mention;
use crate::pack::{Governs, NounClass, Pack, Role};
use crate::person::{People, title_of_head};
use crate::text::{BlockKind, Bytes, Sentence, Text};
use crate::time::TimeMention;

/// What claims are found in.
pub(crate) struct Context<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) atlas: &'a Atlas,
    pub(crate) pack: &'a Pack,
    pub(crate) index: &'a Index,
    pub(crate) mentions: &'a [Mention],
    pub(crate) people: &'a People,
    pub(crate) times: &'a [TimeMention],
    pub(crate) published_on: Option<Day>,
    /// Where organisations are named (a body counts for its own), in order.
    pub(crate) organisations: &'a [(Bytes, EntityIdx)],
    /// The organisation the document is about.
    pub(crate) main: Option<EntityIdx>,
    /// Whether the headline or the first sentences name it: only then what no organisation is named for is taken as its own.
    pub(crate) about: bool,
    /// Quotations: what a speaker recalls is what the document reports, however old.
    pub(crate) quoted: &'a [Bytes],
    /// Whether every sentence is looked at closely, and not only those that may tell something.
    pub(crate) every: bool,
    /// The states that the document lists together, found when asked for.
    pub(crate) listed: OnceCell<Vec<Vec<usize>>>,
    /// The organs that the document names, found when asked for.
    pub(crate) organs: OnceCell<Vec<Organ>>,
    /// Who is named where, counted when asked for.
    pub(crate) census: OnceCell<Census>,
    /// The body at whose meeting a speaker's "we" decides, and where the meeting is named.
    pub(crate) sitting: Option<(EntityIdx, Bytes)>,
}

/// "Decided to …" around an act.
#[derive(Clone, Debug)]
pub(crate) struct Wrapper {
    pub(crate) stage: Stage,
}

/// What a definite noun alone stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// "The document": what was signed, adopted or put forward.
    Object,
    /// "The decision": what was decided.
    Decision,
}

/// A claim in bytes, before settling.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub(crate) rule: usize,
    pub(crate) kind: Kind,
    pub(crate) stage: Stage,
    pub(crate) stance: Stance,
    pub(crate) org: Filled,
    pub(crate) agent: Option<Filled>,
    pub(crate) party: Option<Filled>,
    pub(crate) standing: Option<String>,
    pub(crate) standing_bytes: Option<Bytes>,
    pub(crate) class: Option<Class>,
    pub(crate) object: Option<(String, Bytes)>,
    /// The object with what it is about, which is left out where mentions are compared.
    pub(crate) whole: Option<Bytes>,
    pub(crate) proposer: Option<Filled>,
    pub(crate) place: Option<Placed>,
    pub(crate) when: Option<RawWhen>,
    /// The day on which it takes effect, where a clause of its own tells it.
    pub(crate) effective: Option<RawWhen>,
    pub(crate) evidence: Vec<Bytes>,
    pub(crate) background: bool,
    pub(crate) confidence: f32,
    pub(crate) sentence: usize,
    pub(crate) predicate: Bytes,
    pub(crate) wrapper: Option<Wrapper>,
    /// The agent is "we" of a speaker at a meeting.
    pub(crate) at_sitting: bool,
    /// Its object is only named again: "the document", "the decision".
    pub(crate) again: Option<Again>,
    /// Tokens of its predicate and of the words that govern it.
    pub(crate) heads: Vec<usize>,
    /// Where the meeting is told or named at which it is done.
    pub(crate) meeting: Option<Bytes>,
    /// What speaks for and against it, by name.
    pub(crate) signals: Vec<String>,
}

/// What is found in a document: claims in order of their predicates, and meetings only mentioned.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) raws: Vec<Raw>,
    pub(crate) meetings: Vec<Mentioned>,
}

/// The claims of a document.
pub(crate) fn claims(context: &Context<'_>) -> Found {
    let mut all = Found::default();
    let (mut open, mut seen) = (None, Seen::default());
    let (mut mention, mut person, mut time) = (0, 0, 0);
    for (number, sentence) in context.text.sentences.iter().enumerate() {
        let kind = context.text.blocks[sentence.block].kind;
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Headline | BlockKind::Heading) {
            continue;
        }
        let mentions =
            &context.mentions[within(context.mentions, &mut mention, sentence, |it| it.tokens.start)];
        let people = &context.people.mentions;
        let people = &people[within(people, &mut person, sentence, |it| it.tokens.start)];
        seen.look(context, sentence, mentions, people);
        let headline = kind != BlockKind::Paragraph;
        seen.find(context, sentence, headline);
        if open.is_none() && !seen.opens(context, sentence) {
            continue;
        }
        let times = within(context.times, &mut time, sentence, |it| it.tokens.start);
        let tags = Tags::new(context.text, sentence, headline);
        let material = Material {
            text: context.text,
            index: context.index,
            mentions,
            people,
            first_time: times.start,
            times: &context.times[times.clone()],
            tags: &tags,
            starts: starts(sentence, mentions, people, &context.times[times.clone()]),
            first: sentence.tokens.start,
            pack: context.pack,
        };
        let units = units(&material, sentence);
        let held = Held::new(sentence, &units);
        let (text, index) = (context.text, context.index);
        let frames = Frames { text, index, sentence, tags: &tags, units: &units, held: &held };
        let found = all.raws.len();
        let clauses = Clauses { context, frames, sentence, number, units: &units, seen: &seen, headline };
        clauses.collect(&mut all.raws);
        clauses.lists(&mut open, found, &mut all.raws);
        clauses.mentioned(&all.raws[found.min(all.raws.len())..], &mut all.meetings);
    }
    all
}

/// One sentence under the rules.
pub(super) struct Clauses<'a, 'c> {
    pub(super) context: &'a Context<'c>,
    pub(super) frames: Frames<'a>,
    pub(super) sentence: &'a Sentence,
    pub(super) number: usize,
    pub(super) units: &'a [Unit],
    /// What the sentence has that a rule may need.
    pub(super) seen: &'a Seen,
    pub(super) headline: bool,
}

impl Clauses<'_, '_> {
    /// Adds the claims of the sentence.
    fn collect(&self, raws: &mut Vec<Raw>) {
        let found = raws.len();
        // A name of the atlas may be that of a meeting, told by its last word.
        let named = |unit: &Unit| matches!(unit.what, What::Body(_) | What::Org(_));
        let ends = self.units.iter().filter(|it| named(it)).map(|it| it.tokens.end - 1);
        let rules = self.seen.verbs.iter().chain(&self.seen.nouns).map(|it| it.at);
        let mut tried: Vec<usize> = self.seen.begins.iter().copied().chain(ends).chain(rules).collect();
        tried.sort_unstable();
        tried.dedup();
        let passes: &[bool] = if self.headline { &[false] } else { &[false, true] };
        for last_resort in passes.iter().copied() {
            for at in tried.iter().copied() {
                if last_resort && raws[found.min(raws.len())..].iter().any(|it| it.heads.contains(&at)) {
                    continue;
                }
                let before = raws.len();
                // "ceased to be": what is part of a predicate that was taken is no predicate of its own.
                let byte = self.context.text.tokens[at].bytes().start;
                if raws[found..].iter().any(|raw| raw.predicate.start <= byte && byte < raw.predicate.end) {
                    continue;
                }
                // "Lifted its suspension of Malta": what is lifted is not imposed.
                let lifted = |raw: &Raw| {
                    let object = raw.object.as_ref().filter(|_| raw.kind == Kind::Restore);
                    object.is_some_and(|it| it.1.start <= byte && byte < it.1.end)
                };
                if raws[found..].iter().any(lifted) {
                    continue;
                }
                self.verbs_at(at, last_resort, raws);
                if raws.len() == before {
                    self.nouns_at(at, last_resort, raws);
                }
            }
        }
        self.drop_adoptions(found, raws);
        self.tell_whole(&mut raws[found..]);
    }

    /// Holds a rule against a predicate; adds one claim a party.
    pub(super) fn apply(&self, number: usize, predicate: &Predicate, raws: &mut Vec<Raw>) -> bool {
        let rule = &self.context.pack.rules[number];
        // "The decision, which takes effect": what a relative clause is about stands before it.
        let about = predicate.subjects.first().map_or(0..0, |it| self.units[*it].tokens.clone());
        let near = |wanted: &Wanted| {
            let mut tokens = predicate.clause.clone().chain(about.clone());
            tokens.any(|it| wanted.near.contains(&self.context.text.id(it)))
        };
        let wanted = self.context.index.wanted(number);
        if !rule.nouns_near.is_empty() && !wanted.is_some_and(near) {
            return false;
        }
        if self.is_told(rule, predicate, raws)
            || self.is_attribution(rule, predicate)
            || self.is_in_passing(rule, predicate)
            || self.is_to_text(rule, predicate)
            || self.is_phrasal(predicate)
            || rule.bare && self.is_done_to(predicate)
            || rule.follows && !self.follows(rule, raws)
        {
            return false;
        }
        let sort = if rule.person { Sort::Person } else { Sort::Party };
        let needs = |role: Role| rule.needs.contains(&role);
        let standing = self.standing(rule, predicate);
        if rule.standing_is.is_none()
            && !rule.standing.is_empty()
            && standing.is_none()
            && needs(Role::Standing)
            && !rule.in_office
            && rule.holder.is_empty()
            && !(rule.sought || rule.repeats)
            && !rule.ends_office()
        {
            return false;
        }
        let mut parties = self.parties(rule, predicate, sort);
        // "Welcomed the decision to admit Malta": whom another verb is about.
        let end = predicate.tokens.end;
        let beyond = |it: &Filled| {
            let at = it.bytes.map(|it| self.context.text.token_at(it.start));
            at.is_some_and(|at| (end..at).any(|it| self.frames.is_infinitive(it)))
        };
        if rule.act == Kind::Grant
            && predicate.lemma.is_some()
            && predicate.light.is_none()
            && !predicate.passive
        {
            parties.retain(|it| !beyond(it));
        }
        let asked = self.told_before(rule, predicate, raws, &parties, standing.as_ref());
        let lacks = rule.ends_office() && standing.is_none();
        let leans = rule.leans() || lacks;
        if leans && asked.is_none()
            || rule.follows && !parties.is_empty() && !self.follows_of(rule, raws, &parties)
        {
            return false;
        }
        if let Some(asked) = &asked {
            parties.clone_from(&asked.parties);
        }
        let standing = asked.as_ref().and_then(|it| it.standing.clone()).or(standing);
        // Who must be named and is not, is at most counted, or is the one who acts.
        let counted = if parties.is_empty() { self.counted(rule, predicate, sort) } else { None };
        if needs(Role::Party) && parties.is_empty() && counted.is_none() && !rule.party_is_agent {
            return false;
        }
        let agent = self.told_agent(rule, predicate);
        let takes = !rule.party_is_agent
            && matches!(rule.act, Kind::Grant | Kind::Appoint | Kind::Suspend | Kind::Chair);
        let decided = if takes && agent.is_none() { self.decided_after(predicate) } else { None };
        let settled = decided.is_some();
        let agent = agent.or(decided);
        if needs(Role::Agent) && agent.is_none() {
            return false;
        }
        if rule.party_is_agent && parties.is_empty() {
            parties.extend(agent.iter().filter(|it| self.is_party(it)).cloned());
        }
        // "Both governments will ratify it": each for its own state.
        let each = rule.act == Kind::Ratify
            && parties.len() > 1
            && parties.iter().all(|it| self.is_party(it))
            && agent.as_ref().is_some_and(|it| {
                it.entity.is_none() || parties.iter().any(|party| party.entity == it.entity)
            });
        let each = each || agent.is_none() && self.is_own_step(rule, predicate);
        let agent = agent.and_then(|it| self.on_behalf(rule.act, it, &parties));
        let standing = self.counted_standing(rule, predicate, &parties).or(standing);
        // "The chairmanship of the bloc goes to X": what passes hands nothing over.
        let passed = standing.as_ref().and_then(|it| it.2).map(|n| self.units[n].bytes);
        let agent = agent
            .map(|it| self.joint(rule.act, it))
            .filter(|it| !passed.zip(it.bytes).is_some_and(|(passed, agent)| agent.contains(passed)));
        // Asked before the object and the organisation are sought, which takes longest.
        let acts = |it: &Filled| self.is_body(it) && !self.is_guessed(it);
        if rule.by_body && !agent.as_ref().is_some_and(acts) {
            return false;
        }
        let counted = counted.filter(|_| parties.is_empty());
        let is_counted = counted.is_some();
        let own = asked.as_ref().and_then(|it| it.object.clone()).or_else(|| self.object(rule, predicate));
        // "Revoked the status of three organisations" lifts no suspension.
        if is_counted && !rule.object_is.is_empty() && own.is_none() {
            return false;
        }
        let object = counted.or(own);
        if needs(Role::Object) && object.is_none() || needs(Role::Party) && parties.is_empty() && !is_counted
        {
            return false;
        }
        if !rule.object_words.is_empty() && !self.is_worded(predicate, object.as_ref(), wanted) {
            return false;
        }
        let office = standing.as_ref().and_then(|it| it.2);
        let head = object.as_ref().and_then(|it| it.2);
        let stated = self.org(rule, predicate, office, head, agent.as_ref(), &parties);
        let named: Vec<EntityIdx> = parties.iter().filter_map(|it| it.entity).collect();
        let context =
            self.context.org_before(predicate_end(self, predicate)).filter(|(org, _)| !named.contains(org));
        let org_stated = stated.is_some();
        // "The OTS Council: - Opens talks with Malta": who does it is named before its points.
        let of_head = || agent.as_ref().is_some_and(|it| it.entity.is_some() && it.antecedent.is_some());
        if needs(Role::Org) && !org_stated && !of_head() {
            return false;
        }
        let stated = stated.or_else(|| asked.map(|it| it.org));
        let told = stated.or_else(|| context.map(|(org, at)| self.context.meant(org, at, None)));
        let Some(org) = told.or_else(|| self.org_further_on(predicate, &named)) else {
            return false;
        };
        let parties: Vec<Filled> =
            parties.into_iter().filter(|it| it.entity != org.entity || it.entity.is_none()).collect();
        if matches!(rule.act, Kind::Grant | Kind::Establish)
            && self.is_done_by_state(rule, predicate, agent.as_ref())
        {
            return false;
        }
        let told = Told {
            org: &org,
            stated: org_stated,
            agent: agent.as_ref(),
            object: object.as_ref().map(|it| (it.1, it.2)),
        };
        if self.is_of_another(rule, predicate, &told) {
            return false;
        }
        let of_org = |n| owners(self.units, n).any(|it| matches!(self.units[it].what, What::Org(_)));
        let organ = |n: usize| self.units[n].is_class(NounClass::Organ) && !of_org(n);
        let wanted = |by_organ| by_organ == self.slots(&rule.agent, predicate).take(2).any(organ);
        if !rule.by_organ.is_none_or(wanted) {
            return false;
        }
        let by_body = agent.as_ref().is_some_and(|it| self.is_body(it));
        if needs(Role::Party) && parties.is_empty() && !is_counted
            || !org_stated && !by_body && rule.party.is_empty() && !self.context.about
        {
            return false;
        }
        let place = self.place(rule, predicate, &parties);
        let next = rule.act == Kind::Convene && predicate.light.is_none() && self.is_coming(predicate);
        let when = self.when(rule, predicate);
        let when = when.filter(|it| !(rule.undated || next && self.is_past_before(predicate, it)));
        let bare = rule.numbered && place.is_none() && when.is_none() && self.is_presided(predicate);
        let misses = bare
            || rule.needs.iter().any(|need| match need {
                Role::Agent => agent.is_none(),
                Role::Standing => standing.is_none() && rule.standing_is.is_none(),
                // Looked at above.
                Role::Party | Role::Object | Role::Org => false,
                Role::Setting => place.is_none() && when.is_none(),
                // "The court sits in Baku": that is where it has its seat.
                Role::Day => when.is_none(),
                Role::Place => self.place_by_rule(rule, predicate).is_none(),
            });
        if misses {
            return false;
        }
        let when = when.or_else(|| self.year_of_name(rule, object.as_ref().map(|it| it.1)));
        let when = match rule.act {
            Kind::Convene => when.map(|it| self.on_its_first_day(predicate, it)),
            _ => when,
        };
        let (object, further) = self.each_object(rule, predicate, object);
        if rule.enumerated && object.is_none() {
            return false;
        }
        if rule.last_resort
            && rule.tells.is_none()
            && !rule.follows
            && self.wraps_act(predicate, object.as_ref().map(|it| it.1))
        {
            return false;
        }
        let Some((mut stage, stance, wrapper)) = self.stage(rule, predicate, when.as_ref()) else {
            return false;
        };
        if next && stage == Stage::InForce {
            stage = Stage::Planned;
        }
        if settled && stage == Stage::Planned {
            stage = Stage::Decided;
        }
        if stage == Stage::Planned && self.is_handled(rule, predicate, &parties) {
            stage = rule.done;
        }
        if let Some(acted) = rule.acted.filter(|_| stage == Stage::InForce && agent.is_some()) {
            stage = acted;
        }
        let put_forward =
            self.governor(predicate, Governs::Propose).or_else(|| self.governor(predicate, Governs::Want));
        let proposer = self.first(&rule.proposer, predicate, Sort::Actor, &[]);
        let confidence = self.confidence(predicate, org_stated);
        let ahead = matches!(stage, Stage::Planned | Stage::Decided | Stage::Deciding | Stage::Mooted);
        let background = rule.background
            || rule.held && stage == Stage::InForce && !self.is_new(predicate, office, when.as_ref())
            || rule.past_is_history
                && !ahead
                && self.is_past(predicate)
                && !self.holds_since(predicate, when.as_ref())
            || self.is_background(rule, predicate, when.as_ref(), !parties.is_empty(), &told);
        let (standing, class, standing_bytes) = match standing {
            Some((value, class, unit)) => (Some(value), class, unit.map(|n| self.units[n].bytes)),
            None => {
                (rule.standing_is.clone(), rule.standing_is.as_deref().and_then(|it| self.class(it)), None)
            }
        };
        // "Picked Ana Ruiz to run the OTS"; in "to head it", what "it" stands for may be a mission.
        let head = org.entity.filter(|_| rule.person && org.antecedent.is_none());
        let standing = standing.map(|it| title_of_head(self.context.atlas, &it, head).to_owned());
        let at_sitting = agent.as_ref().is_some_and(|it| {
            it.antecedent.is_some() && self.context.sitting.is_some_and(|(body, _)| it.entity == Some(body))
        });
        let list: Vec<Option<Filled>> =
            if parties.is_empty() { vec![None] } else { parties.into_iter().map(Some).collect() };
        let put = |governs| predicate.controls.iter().find(move |it| it.governs == governs);
        let governing = put(Governs::Propose).or_else(|| put(Governs::Want));
        let proposed = governing.is_some() && stage == Stage::Proposed && rule.done > Stage::Proposed;
        let wanted = proposed && put(Governs::Propose).is_none();
        let several = list.len() > 1;
        for party in list {
            let own_time =
                party.as_ref().filter(|_| several).and_then(|it| self.time_after(rule, predicate, it));
            let when = own_time.or_else(|| when.clone());
            let own = put_forward
                .as_ref()
                .zip(party.as_ref())
                .is_some_and(|(a, b)| a.entity.is_some() && a.entity == b.entity)
                || put_forward.is_none()
                    && rule.party.iter().any(|it| it == "subj")
                    && party.as_ref().and_then(|it| it.bytes).zip(governing).is_some_and(
                        |(party, control)| {
                            control.noun || party.end <= self.context.text.bytes(control.tokens.clone()).start
                        },
                    );
            // "X wants Y to leave" is no act; "X wants to join" asks, "X wants the bloc to set up a bank" proposes.
            let body = rule.act == Kind::Establish && agent.as_ref().is_some_and(|it| self.is_body(it));
            if wanted && !(own && rule.act == Kind::Grant || body) {
                continue;
            }
            // "X has no plan to join": what is denied is that X asks.
            let unasked = stance == Stance::Denies
                && rule.act == Kind::Grant
                && predicate.lemma.is_some()
                && rule.party.iter().any(|it| it == "subj")
                && predicate
                    .controls
                    .iter()
                    .any(|it| it.negated && matches!(it.governs, Governs::Plan | Governs::Wish));
            // "Began the process of joining": it has asked, and is not in.
            let begun = stage == Stage::InForce
                && rule.act == Kind::Grant
                && rule.party.iter().any(|it| it == "subj")
                && predicate.controls.iter().any(|it| self.is_begun(it));
            let (kind, stage, agent) = match (proposed, rule.act, own) {
                _ if unasked || begun => (Kind::Request, Stage::Requested, party.clone()),
                (true, Kind::Grant, true) => (Kind::Request, Stage::Requested, party.clone()),
                (true, _, _) => (Kind::Propose, stage, put_forward.clone().or_else(|| agent.clone())),
                _ => (rule.act, stage, agent.clone()),
            };
            let spans = [agent.as_ref(), party.as_ref(), Some(&org), proposer.as_ref()]
                .into_iter()
                .flatten()
                .filter_map(|it| it.bytes);
            let spans = spans
                .chain(standing_bytes)
                .chain(object.as_ref().map(|it| it.1).filter(|_| !rule.asked))
                .chain(predicate.light.clone().map(|it| self.context.text.bytes(it)))
                .chain(when.as_ref().map(|it| it.bytes))
                .chain(place.as_ref().map(|it| it.2));
            let evidence = spans.fold(
                self.context
                    .text
                    .bytes(predicate.group.start.min(predicate.tokens.start)..predicate.tokens.end),
                join,
            );
            let mut raw = Raw {
                rule: number,
                kind,
                stage,
                stance,
                org: org.clone(),
                agent: if rule.party_is_agent && !proposed || each { party.clone().or(agent) } else { agent },
                party,
                standing: standing.clone(),
                standing_bytes,
                class,
                object: object.as_ref().map(|(name, bytes, _)| (name.clone(), *bytes)),
                proposer: proposer.clone(),
                place: place.clone(),
                when: when.clone(),
                effective: None,
                evidence: vec![evidence],
                background,
                confidence,
                sentence: self.number,
                predicate: self.context.text.bytes(predicate.tokens.clone()),
                wrapper: wrapper.clone(),
                at_sitting,
                again: self.again(
                    object
                        .as_ref()
                        .map_or_else(|| self.context.text.bytes(predicate.tokens.clone()), |it| it.1),
                ),
                heads: predicate.heads(),
                meeting: None,
                signals: Vec::new(),
                whole: None,
            };
            raw.signals = self.signals(rule, predicate, &raw);
            raws.push(raw);
            self.repeat_for(&further, raws);
        }
        self.gapped(office, raws);
        self.of_each_organisation(raws);
        true
    }
}

/// Byte at which context for a predicate ends: what is named in the sentence so far may be meant.
fn predicate_end(clauses: &Clauses<'_, '_>, predicate: &Predicate) -> usize {
    clauses.context.text.bytes(predicate.tokens.clone()).start
}
