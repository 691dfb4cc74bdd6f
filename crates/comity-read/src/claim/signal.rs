//! Signals: what speaks for and against a claim, by name. The pack weighs them into the claim's confidence.

use comity_model::Stance;

use super::apply::{Clauses, Raw};
use super::frame::Predicate;
use super::role::Filled;
use super::unit::What;
use crate::pack::Rule;
use crate::text::Bytes;

/// Tokens between predicate and party from which they are far apart.
const FAR: usize = 14;

/// Tokens from which a sentence is long.
const LONG: usize = 45;

impl Clauses<'_, '_> {
    /// The signals of a claim that a rule makes of a predicate.
    pub(super) fn signals(&self, rule: &Rule, predicate: &Predicate, raw: &Raw) -> Vec<String> {
        let kind = plain(rule.act);
        let mut signals = vec![
            format!("rule:{kind}/{}", rule.name),
            format!("kind:{}", plain(raw.kind)),
            format!("stage:{}", plain(raw.stage)),
            format!("tense:{}", plain(predicate.tense)),
        ];
        let mut add = |holds: bool, name: &str| {
            if holds {
                signals.push(name.to_owned());
            }
        };
        add(predicate.lemma.is_none(), "predicate:noun");
        add(predicate.passive, "passive");
        add(predicate.subordinate, "subordinate");
        add(predicate.conditional, "conditional");
        add(raw.stance == Stance::Denies, "denied");
        add(predicate.gap.is_some(), "gap");
        add(predicate.controls.len() > 1, "control:several");
        add(self.headline, "headline");
        add(self.context.quoted.iter().any(|it| it.contains(raw.predicate)), "quoted");
        add(self.sentence.tokens.len() > LONG, "sentence:long");
        add(raw.place.is_some(), "place");
        add(raw.when.is_some(), "day");
        add(raw.standing_bytes.is_some(), "standing:said");
        add(raw.proposer.is_some(), "proposer");
        for control in &predicate.controls {
            signals.push(format!("control:{}", plain(control.governs)));
        }
        self.party_signals(rule, predicate, raw, &mut signals);
        self.org_signals(rule, predicate, raw, &mut signals);
        self.object_signals(raw, &mut signals);
        signals
    }

    /// The unit at a place of the sentence.
    fn unit_at(&self, bytes: Bytes) -> Option<usize> {
        self.units.iter().position(|unit| unit.bytes.touches(bytes))
    }

    /// In which of some slots a role stands, and whether it is the first there.
    fn slot_of(&self, slots: &[String], predicate: &Predicate, bytes: Bytes) -> Option<(String, bool)> {
        let unit = self.unit_at(bytes)?;
        let same = |n: usize| n == unit || self.units[n].list == self.units[unit].list;
        slots.iter().find_map(|slot| {
            let mut found = self.slots(std::slice::from_ref(slot), predicate);
            let rank = found.position(same)?;
            Some((slot.clone(), rank == 0))
        })
    }

    fn party_signals(&self, rule: &Rule, predicate: &Predicate, raw: &Raw, signals: &mut Vec<String>) {
        let Some(party) = &raw.party else {
            signals.push("party:none".into());
            return;
        };
        let Some(bytes) = party.bytes else { return };
        match self.slot_of(&rule.party, predicate, bytes) {
            Some((slot, first)) => {
                signals.push(format!("party:{slot}"));
                if !first {
                    signals.push("party:late".into());
                }
            }
            None => signals.push("party:elsewhere".into()),
        }
        if party.antecedent.is_some() {
            signals.push("party:antecedent".into());
        }
        if party.id.is_none() {
            signals.push("party:unknown".into());
        }
        let at = self.context.text.token_at(bytes.start);
        let own = predicate.tokens.start;
        let between = at.min(own)..at.max(own);
        let verbs = between.clone().filter(|it| *it != own && self.frames.tags.is_verb(*it)).count();
        signals.push(format!("verbs-between:{}", verbs.min(2)));
        if between.len() > FAR {
            signals.push("party:far".into());
        }
    }

    fn org_signals(&self, rule: &Rule, predicate: &Predicate, raw: &Raw, signals: &mut Vec<String>) {
        let main = self.context.main.is_some() && raw.org.entity == self.context.main;
        signals.push(if main { "org:main".into() } else { "org:other".into() });
        let place = match raw.org.bytes {
            None => "context",
            Some(_) if raw.org.antecedent.is_some() => "described",
            Some(bytes) if self.is_owner(bytes) => "owner",
            Some(bytes) if self.slot_of(&rule.org, predicate, bytes).is_some() => "slot",
            Some(bytes)
                if raw.agent.as_ref().is_some_and(|it| it.bytes.is_some_and(|it| it.touches(bytes))) =>
            {
                "agent"
            }
            Some(bytes) if self.context.text.bytes(predicate.clause.clone()).contains(bytes) => "clause",
            Some(_) => "sentence",
        };
        signals.push(format!("org:{place}"));
        let named = self.context.organisations.iter().filter(|(_, it)| Some(*it) == raw.org.entity);
        signals.push(format!("org-named:{}", named.take(4).count()));
        signals.push(match &raw.agent {
            None => "agent:none".into(),
            Some(agent) => format!("agent:{}", sort(agent)),
        });
    }

    /// Whether a unit owns another: "the OTS summit".
    fn is_owner(&self, bytes: Bytes) -> bool {
        self.units.iter().any(|it| it.bytes == bytes && it.owner_of.is_some())
    }

    fn object_signals(&self, raw: &Raw, signals: &mut Vec<String>) {
        let Some((_, bytes)) = &raw.object else { return };
        let head = self
            .units
            .iter()
            .rev()
            .find(|unit| bytes.contains(unit.bytes) && !matches!(unit.what, What::Time(_)));
        let class = head.and_then(|unit| unit.noun()).map(|noun| plain(noun.class));
        signals.push(format!("object:{}", class.unwrap_or_else(|| "other".into())));
    }
}

/// What sort of party fills a role, by its id.
fn sort(filled: &Filled) -> String {
    let id = filled.id.as_deref().and_then(|id| id.split(':').next());
    id.map_or_else(
        || if filled.entity.is_some() { "collective".into() } else { "unknown".into() },
        str::to_owned,
    )
}

/// The name of a variant, in lower case.
fn plain(value: impl std::fmt::Debug) -> String {
    format!("{value:?}").to_lowercase()
}
