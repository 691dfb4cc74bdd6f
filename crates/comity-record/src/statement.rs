//! What a claim, a filing and a row of a data set have in common: one source says something of an act or a standing.

use std::sync::Arc;

use comity_model::{
    Act, ChairHeld, Claim, Class, Day, Foundation, Kind, PartyRef, Seen, Stage, Stance, StandingHeld,
};

use crate::days::{DayNumber, Days};
use crate::{Body, EntryId};

/// What kind of entry a statement is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatementForm {
    /// A document's claim.
    Claim,
    /// An act filed by hand.
    Filing,
    /// A row of a data set: from when to when.
    Row,
}

/// One source's word on an act or a standing, flat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    pub(crate) entry: EntryId,
    pub(crate) form: StatementForm,
    pub(crate) org: Option<Arc<str>>,
    pub(crate) party: Option<Arc<str>>,
    pub(crate) body: Option<Arc<str>>,
    pub(crate) kind: Kind,
    pub(crate) class: Option<Class>,
    pub(crate) standing: Option<Arc<str>>,
    pub(crate) object: Option<String>,
    pub(crate) stage: Stage,
    pub(crate) stance: Stance,
    /// First day of effect.
    pub(crate) from: Option<Days>,
    /// First day after the effect.
    pub(crate) until: Option<Days>,
    /// Day of the decision, or of the meeting that is to decide.
    pub(crate) on: Option<Days>,
    /// A day by which the source was seen to say so, and one until which it was; see [`Seen`].
    pub(crate) seen: Option<Days>,
    pub(crate) known: DayNumber,
    pub(crate) source: i64,
    pub(crate) act: EntryId,
    pub(crate) unverified: bool,
    /// Applied without being in force yet.
    pub(crate) provisional: bool,
    /// First day from which one knows that it was corrected or taken back.
    pub(crate) void_known: Option<DayNumber>,
}

/// A party's id, or its name where it has none.
pub(crate) fn key(party: &PartyRef) -> Option<String> {
    party.id.clone().or_else(|| Some(party.name.trim().to_owned()).filter(|it| !it.is_empty()))
}

fn shared(text: Option<String>) -> Option<Arc<str>> {
    text.map(Arc::from)
}

fn days(day: Option<Day>) -> Option<Days> {
    day.and_then(Days::of)
}

/// A day by which a source was certainly seen to say so, and one until which it was; of one year the first is the later.
fn seen(it: Seen) -> Option<Days> {
    Some(Days { first: Days::of(it.first)?.last, last: Days::of(it.last)?.first })
}

/// The days on which something observed can have begun.
fn began(it: Seen) -> Option<Days> {
    Some(Days { first: days(it.absent)?.last + 1, last: Days::of(it.first)?.last })
}

/// The days on which something observed can have ended.
fn ended(it: Seen) -> Option<Days> {
    Some(Days { first: Days::of(it.last)?.last + 1, last: days(it.gone)?.last })
}

impl Statement {
    /// The statement of an entry's body; documents, quotations, links and the like make none.
    pub(crate) fn of(entry: EntryId, source: i64, known: DayNumber, body: &Body) -> Option<Statement> {
        let mut it = match body {
            Body::Claim { claim, .. } => Statement::of_claim(claim),
            Body::Filing(filing) => Statement::of_act(&filing.act),
            Body::Standing(row) => Statement::of_standing(row),
            Body::Chair(row) => Statement::of_chair(row),
            Body::Correction { body, .. } => return Statement::of(entry, source, known, body),
            _ => return None,
        };
        (it.entry, it.act, it.source, it.known) = (entry, entry, source, known);
        Some(it)
    }

    fn blank(form: StatementForm, kind: Kind, stage: Stage) -> Statement {
        Statement {
            entry: 0,
            form,
            org: None,
            party: None,
            body: None,
            kind,
            class: None,
            standing: None,
            object: None,
            stage,
            stance: Stance::Affirms,
            from: None,
            until: None,
            on: None,
            seen: None,
            known: 0,
            source: 0,
            act: 0,
            unverified: false,
            provisional: false,
            void_known: None,
        }
    }

    fn of_claim(claim: &Claim) -> Statement {
        let when = days(claim.when.as_ref().map(|it| it.edtf));
        let effective = days(claim.effective.as_ref().map(|it| it.edtf));
        // A chair's day is its term; the day of the decision is the deciding claim's.
        let (on, from) = match claim.kind {
            Kind::Chair => (when.filter(|_| effective.is_some()), effective.or(when)),
            _ => (when, effective.or(when)),
        };
        let party = claim.party.as_ref().and_then(key);
        let asks = matches!(claim.kind, Kind::Request | Kind::Propose | Kind::Withdraw | Kind::Ratify);
        let agent = claim.agent.named().filter(|_| asks).and_then(key);
        Statement {
            org: shared(claim.org.as_ref().and_then(key)),
            party: shared(party.or(agent.filter(|_| claim.kind != Kind::Propose))),
            body: shared(claim.body.as_ref().and_then(key)),
            class: claim.class,
            standing: claim.standing.as_deref().map(Arc::from),
            object: claim.object.clone(),
            stance: claim.stance,
            from,
            on,
            ..Statement::blank(StatementForm::Claim, claim.kind, claim.stage)
        }
    }

    fn of_act(act: &Act) -> Statement {
        Statement {
            org: shared(act.org.as_ref().and_then(key)),
            party: shared(act.party.as_ref().and_then(key)),
            body: shared(act.body.as_ref().and_then(key)),
            class: act.class,
            standing: act.standing.as_deref().map(Arc::from),
            object: act.object.clone(),
            from: days(act.effective_on).or_else(|| days(act.decided_on).filter(|_| act.kind != Kind::Chair)),
            until: days(act.effective_until),
            on: days(act.decided_on),
            provisional: act.provisional,
            ..Statement::blank(StatementForm::Filing, act.kind, act.stage)
        }
    }

    fn of_standing(row: &StandingHeld) -> Statement {
        let kind = match row.class {
            Class::Suspended => Kind::Suspend,
            Class::Withdrawing => Kind::Withdraw,
            _ => Kind::Grant,
        };
        Statement {
            org: Some(row.org.as_str().into()),
            party: Some(row.party.as_str().into()),
            body: row.decided_by.as_deref().map(Arc::from),
            class: Some(row.class),
            standing: Some(row.standing.as_str().into()),
            from: days(row.from).or_else(|| row.seen.and_then(began)),
            until: days(row.until).or_else(|| row.seen.and_then(ended)),
            on: days(row.decided_on),
            seen: row.seen.and_then(seen),
            unverified: row.status == Foundation::Unverified,
            ..Statement::blank(StatementForm::Row, kind, Stage::InForce)
        }
    }

    fn of_chair(row: &ChairHeld) -> Statement {
        Statement {
            org: Some(row.org.as_str().into()),
            party: row.holder.as_deref().map(Arc::from),
            body: row.body.as_deref().map(Arc::from),
            standing: Some(row.role.as_str().into()),
            from: days(row.from),
            until: days(row.until),
            on: days(row.decided_on),
            unverified: row.status == Foundation::Unverified,
            ..Statement::blank(StatementForm::Row, Kind::Chair, Stage::InForce)
        }
    }

    /// Whether a source let one know it on `day`, and no correction of it was known yet.
    pub(crate) fn is_known(&self, day: DayNumber) -> bool {
        self.known <= day && self.void_known.is_none_or(|void| day < void)
    }
}
