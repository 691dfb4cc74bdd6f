//! `act`: one act as a chain — proposed, decided, in force — each link with the claims that say so.

use comity_model::{Act, Agent, Claim, Day, Kind, PartyRef, Stage, Stance};
use serde::Serialize;

use super::{AsOf, Asking, Named, Names, Question, Said, independent};
use crate::days::Days;
use crate::load::Of;
use crate::spell::{Spell, Verdict, Voice};
use crate::{Body, EntryId, Record, RecordError, word};

/// One stage of an act, and who says that it came so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The stage.
    pub stage: Stage,
    /// Denied, conditional, …
    pub stance: Stance,
    /// The day that the first of them gives.
    pub day: Option<Day>,
    /// The first day on which one could know it.
    pub known: Day,
    /// Sources that do not go back to one another.
    pub sources: usize,
    /// What they say.
    pub said: Vec<Said>,
}

/// Who put an act forward, as some sources say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposer {
    /// The party.
    pub party: Named,
    /// The sources that say so, the one that counts most first.
    pub sources: Vec<String>,
}

/// One act.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActAnswer {
    /// The act.
    pub act: Act,
    /// The organisation, with its name.
    pub org: Option<Named>,
    /// Who receives, loses or takes, with the name.
    pub party: Option<Named>,
    /// As of what.
    pub as_of: AsOf,
    /// Planned or asked for, not reached.
    pub pending: bool,
    /// Sources differ.
    pub disputed: bool,
    /// Sources that do not go back to one another.
    pub sources: usize,
    /// Who put it forward, the one preferred first; several where sources differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposers: Vec<Proposer>,
    /// Its stages in order of advance, denials after what they deny.
    pub chain: Vec<Step>,
}

/// What voices make of an act.
pub(super) struct Settled<'v> {
    pub(super) act: Act,
    pub(super) verdict: Verdict,
    /// In order of preference.
    pub(super) voices: Vec<Voice<'v>>,
    /// Who put it forward, by which entry; the one preferred first.
    proposers: Vec<(EntryId, PartyRef)>,
}

/// The number of an act in its id: `act:cis/grant/sco/observer/17` or `17`.
fn number(id: &str) -> Option<EntryId> {
    id.rsplit('/').next()?.trim_start_matches("act:").parse().ok()
}

impl Record {
    /// An act by its id, or by the number of any entry that is about it; none where there is no such act.
    pub fn act(
        &self,
        id: &str,
        question: &Question,
        names: &dyn Names,
    ) -> Result<Option<ActAnswer>, RecordError> {
        let asking = self.ask(question, names)?;
        let Some(number) = number(id) else { return Ok(None) };
        let founder = asking.statements_of(&[number])?.first().map_or(number, |it| it.act);
        let statements =
            asking.inner().statements(Of::Act(founder), asking.upto).map_err(|it| self.explain(&it))?;
        let statements: Vec<_> = statements.into_iter().filter(|it| it.act == founder).collect();
        let voices = asking.inner().voices(&statements, &asking.ranking).map_err(|it| self.explain(&it))?;
        let voices: Vec<Voice<'_>> =
            voices.into_iter().map(|(it, _)| it).filter(|it| it.it.is_known(asking.known)).collect();
        if voices.is_empty() { Ok(None) } else { asking.act_of(founder, voices).map(Some) }
    }
}

impl Asking<'_> {
    /// The answer of one act.
    pub(super) fn act_of(&self, id: EntryId, voices: Vec<Voice<'_>>) -> Result<ActAnswer, RecordError> {
        let Settled { act, verdict, voices, proposers } = self.settle(id, voices)?;
        let said = self.say(voices.iter().map(|it| it.it))?;
        let carried: Vec<Said> =
            said.iter().filter(|it| verdict.carriers.contains(&it.entry)).cloned().collect();
        let sources = independent(&carried);
        let names = |it: &Option<PartyRef>| {
            let id = it.as_ref().and_then(crate::statement::key);
            id.map(|id| self.named(&id))
        };
        Ok(ActAnswer {
            org: names(&act.org),
            party: names(&act.party),
            act,
            as_of: self.as_of(),
            pending: verdict.pending,
            disputed: verdict.disputed,
            sources,
            proposers: self.proposers(&proposers, &said),
            chain: chain(said),
        })
    }

    /// Who put it forward, each with the sources that say so.
    fn proposers(&self, named: &[(EntryId, PartyRef)], said: &[Said]) -> Vec<Proposer> {
        let mut found: Vec<Proposer> = Vec::new();
        for (entry, party) in named {
            let Some(id) = crate::statement::key(party) else { continue };
            let source = said.iter().find(|it| it.entry == *entry).map(|it| it.source.clone());
            match found.iter_mut().find(|it| it.party.id == id) {
                Some(proposer) => proposer.sources.extend(source),
                None => {
                    found.push(Proposer { party: self.named(&id), sources: source.into_iter().collect() })
                }
            }
        }
        found
    }

    /// The act that voices are about, by the policy.
    pub(super) fn settle<'v>(&self, id: EntryId, voices: Vec<Voice<'v>>) -> Result<Settled<'v>, RecordError> {
        let spell = Spell { voices };
        let verdict = spell.verdict();
        let provisional = spell.is_provisional(&verdict);
        let mut voices = spell.voices;
        voices.sort_by_key(|it| (it.place, -i64::from(it.it.known), it.it.entry));
        let bodies: Vec<Option<Body>> = {
            let inner = self.inner();
            let bodies = voices.iter().map(|it| inner.body(it.it.entry));
            bodies.collect::<Result<_, _>>().map_err(|it| self.fail(&it))?
        };
        let claims: Vec<&Claim> = bodies.iter().flatten().filter_map(claim).collect();
        let filed: Vec<&Act> = bodies.iter().flatten().filter_map(filed).collect();
        let mut act = self.frame(&voices, &verdict);
        act.claims = voices.iter().map(|it| it.it.entry).collect();
        let agents = filed.iter().map(|it| &it.agent).chain(claims.iter().map(|it| &it.agent));
        if act.kind != Kind::Propose {
            let not_proposals =
                agents.zip(filed.iter().map(|it| it.kind).chain(claims.iter().map(|it| it.kind)));
            let agent =
                not_proposals.filter(|(_, kind)| *kind != Kind::Propose).find_map(|(it, _)| it.named());
            act.agent = agent.map_or_else(Agent::unstated, |it| Agent::Named(bare(it)));
        }
        let proposers = proposers(&voices, &bodies);
        act.proposer = proposers.first().map(|(_, it)| it.clone());
        act.place = filed
            .iter()
            .find_map(|it| it.place.clone())
            .or_else(|| claims.iter().filter(|it| it.kind != Kind::Propose).find_map(|it| it.place.clone()));
        act.provisional = provisional;
        // How a decision was taken and whom it binds only a filing says.
        act.absent = first(&filed, |it| &it.absent);
        act.against = first(&filed, |it| &it.against);
        act.apart = first(&filed, |it| &it.apart);
        act.consent = first(&filed, |it| &it.consent);
        act.id = self.id(id, &act);
        Ok(Settled { act, verdict, voices, proposers })
    }

    /// What the flat statements say of the act.
    fn frame(&self, voices: &[Voice<'_>], verdict: &Verdict) -> Act {
        let wrapped = |kind: Kind| matches!(kind, Kind::Decide | Kind::Propose);
        let kind = voices.iter().map(|it| it.it.kind).min_by_key(|it| wrapped(*it)).unwrap_or(Kind::Decide);
        let party = |id: Option<String>| {
            id.map(|id| PartyRef {
                name: self.named(&id).name,
                id: Some(id).filter(|it| it.contains(':')),
                span: None,
            })
        };
        let find = |get: &dyn Fn(&crate::statement::Statement) -> Option<String>| {
            voices.iter().find_map(|it| get(it.it))
        };
        let decided = voices.iter().filter(|it| verdict.pending || it.it.stage >= Stage::Decided);
        Act {
            id: String::new(),
            kind,
            stage: verdict.stage,
            org: party(find(&|it| it.org.as_deref().map(str::to_owned))),
            body: party(find(&|it| it.body.as_deref().map(str::to_owned))),
            party: party(find(&|it| it.party.as_deref().map(str::to_owned))),
            standing: find(&|it| it.standing.as_deref().map(str::to_owned)),
            class: voices.iter().find_map(|it| it.it.class),
            agent: Agent::unstated(),
            object: find(&|it| it.object.clone()),
            proposer: None,
            place: None,
            decided_on: decided.filter_map(|it| it.it.on).min_by_key(|it| it.width()).and_then(Days::day),
            effective_on: verdict
                .from
                .filter(|_| verdict.from_stated || kind == Kind::Chair)
                .and_then(Days::day),
            effective_until: verdict.until.and_then(Days::day),
            absent: Vec::new(),
            against: Vec::new(),
            apart: Vec::new(),
            consent: Vec::new(),
            provisional: false,
            claims: Vec::new(),
        }
    }

    fn id(&self, id: EntryId, act: &Act) -> String {
        let tail = |text: &str| {
            let text = text.split_once(':').map_or(text, |(_, it)| it);
            crate::cluster::tokens(text).join("-")
        };
        let party = |it: &Option<PartyRef>| it.as_ref().and_then(crate::statement::key).map(|it| tail(&it));
        let what = act.standing.as_deref().or(act.object.as_deref()).map(tail);
        let parts = [party(&act.org), Some(word::name(&act.kind)), party(&act.party), what];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|it| !it.is_empty()).collect();
        format!("act:{}/{id}", parts.join("/"))
    }
}

fn claim(body: &Body) -> Option<&Claim> {
    match body {
        Body::Claim { claim, .. } => Some(claim),
        Body::Correction { body, .. } => claim(body),
        _ => None,
    }
}

fn filed(body: &Body) -> Option<&Act> {
    match body {
        Body::Filing(filing) => Some(&filing.act),
        Body::Correction { body, .. } => filed(body),
        _ => None,
    }
}

/// What the filing that counts most, of those that say anything of it, says.
fn first<T: Clone>(filed: &[&Act], get: impl Fn(&Act) -> &Vec<T>) -> Vec<T> {
    filed.iter().map(|it| get(it)).find(|it| !it.is_empty()).cloned().unwrap_or_default()
}

fn bare(party: &PartyRef) -> PartyRef {
    PartyRef { span: None, ..party.clone() }
}

/// Who put it forward, and the entries that say so: those filed with the act, then the proposers that claims name, then the
/// agents of proposals.
fn proposers(voices: &[Voice<'_>], bodies: &[Option<Body>]) -> Vec<(EntryId, PartyRef)> {
    let entries = || voices.iter().zip(bodies).filter_map(|(it, body)| Some((it.it.entry, body.as_ref()?)));
    let of = |get: &dyn Fn(&Body) -> Option<PartyRef>| -> Vec<_> {
        entries().filter_map(|(entry, body)| Some((entry, get(body)?))).collect()
    };
    let mut found = of(&|it| filed(it)?.proposer.as_ref().map(bare));
    found.extend(of(&|it| claim(it)?.proposer.as_ref().map(bare)));
    found.extend(of(&|it| {
        let claim = claim(it).filter(|it| it.kind == Kind::Propose && it.proposer.is_none())?;
        claim.agent.named().map(bare)
    }));
    found
}

/// Sorts what is said into steps.
fn chain(said: Vec<Said>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for it in said {
        match steps.iter_mut().find(|step| step.stage == it.stage && step.stance == it.stance) {
            Some(step) => step.said.push(it),
            None => steps.push(Step {
                stage: it.stage,
                stance: it.stance,
                day: None,
                known: it.known,
                sources: 0,
                said: vec![it],
            }),
        }
    }
    for step in &mut steps {
        step.day = step.said.iter().find_map(|it| it.on.or(it.from));
        step.known = step.said.iter().map(|it| it.known).min().unwrap_or(step.known);
        step.sources = independent(&step.said);
    }
    steps.sort_by_key(|it| (it.stage, it.stance != Stance::Affirms));
    steps
}
