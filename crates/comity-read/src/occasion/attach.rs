//! At which meeting an act is done, and by whom.

use comity_atlas::Kind as EntityKind;
use comity_model::{Class, Kind, Stage, Stance};

use super::gather::overlap;
use super::{Occasion, Spot};
use crate::claim::{Context, Filled, Raw, is_after};
use crate::time::from_last;

/// How many sentences after its meeting an act of the same paragraph may stand.
const REACH: usize = 4;
/// Tokens from the words of an act to those of its day.
const DAY_BESIDE: usize = 12;

/// The meeting at which an act is done: one that its sentence names, else for acts of a body the one named before in
/// the paragraph, else the only one that the document is about.
pub(super) fn occasion_of<'o>(raw: &Raw, all: &'o [Occasion], context: &Context<'_>) -> Option<&'o Occasion> {
    if raw.kind == Kind::Convene || raw.stance == Stance::Denies || raw.at_sitting {
        return None;
    }
    if let Some(n) = in_sentence(raw, all) {
        return all.get(n);
    }
    let fitting = all.iter().filter(|it| fits(raw, it));
    let passes = raw.kind == Kind::Chair && matches!(raw.stage, Stage::Decided | Stage::InForce);
    let by_body = is_of_body(raw, context) || passes;
    if !by_body && !matches!(raw.kind, Kind::Propose | Kind::Sign) {
        return None;
    }
    let current: Vec<&Occasion> = fitting.filter(|it| !it.past || raw.background).collect();
    let before = |spot: &Spot| is_before(spot, raw, context);
    let last = current
        .iter()
        .filter(|it| it.spots.iter().any(before))
        .max_by_key(|it| it.spots.iter().filter(|spot| before(spot)).map(|spot| spot.bytes.start).max());
    if last.is_some() {
        return last.copied();
    }
    match current.as_slice() {
        [only] if by_body && !raw.background => Some(only),
        // Of several the only one that the document tells, with its day: others are just named.
        several if by_body && !raw.background => {
            let told = |it: &&Occasion| it.when.is_some() && it.spots.iter().any(|spot| spot.raw.is_some());
            let mut told = several.iter().copied().filter(told);
            told.next().filter(|_| told.next().is_none())
        }
        _ => None,
    }
}

/// Whether a meeting is named in the sentence of an act or shortly before it in its paragraph.
fn is_before(spot: &Spot, raw: &Raw, context: &Context<'_>) -> bool {
    let block = |sentence: usize| context.text.sentences.get(sentence).map(|it| it.block);
    spot.sentence <= raw.sentence
        && raw.sentence - spot.sentence <= REACH
        && block(spot.sentence) == block(raw.sentence)
}

/// Whether the day and the place of a meeting are those of an act: what is only planned need not be done at the next
/// meeting of which the text tells somewhere, and what was done the day before was not.
pub(super) fn is_sure(raw: &Raw, occasion: &Occasion, context: &Context<'_>) -> bool {
    let ahead = matches!(raw.stage, Stage::Planned | Stage::Mooted);
    (!ahead || occasion.spots.iter().any(|it| is_before(it, raw, context))) && !is_another_day(raw, context)
}

/// "Had been signed the day before": a day that counts from another, where the text does not say which.
fn is_another_day(raw: &Raw, context: &Context<'_>) -> bool {
    let text = context.text;
    let first = text.token_at(raw.predicate.start);
    let end = text.sentences[raw.sentence].tokens.end.min(first + DAY_BESIDE);
    let counted = |at: usize| from_last(text, &context.pack.time, at).is_some_and(|(_, shift)| shift != 0);
    raw.kind != Kind::Convene && raw.when.is_none() && (first..end).any(counted)
}

/// The nearest meeting that an act's own sentence says it is done at.
pub(super) fn in_sentence(raw: &Raw, all: &[Occasion]) -> Option<usize> {
    if raw.kind == Kind::Convene || raw.stance == Stance::Denies || raw.at_sitting {
        return None;
    }
    let here = |it: &Occasion| it.spots.iter().any(|spot| spot.sentence == raw.sentence && is_at(spot, raw));
    let fitting = all.iter().enumerate().filter(|(_, it)| here(it) && fits(raw, it));
    fitting.min_by_key(|(_, it)| distance(it, raw)).map(|(n, _)| n)
}

/// The meeting told in the sentence beside that of an act of the body that meets.
pub(super) fn beside(raw: &Raw, all: &[Occasion], context: &Context<'_>) -> Option<usize> {
    if raw.kind == Kind::Convene
        || raw.stance == Stance::Denies
        || raw.background
        || !is_of_body(raw, context)
    {
        return None;
    }
    let block = |sentence: usize| context.text.sentences.get(sentence).map(|it| it.block);
    let near = |it: &Occasion| {
        it.spots.iter().any(|spot| {
            spot.raw.is_some()
                && spot.sentence.abs_diff(raw.sentence) <= 1
                && block(spot.sentence) == block(raw.sentence)
        })
    };
    let mut fitting = all.iter().enumerate().filter(|(_, it)| !it.past && near(it) && fits(raw, it));
    fitting.next().filter(|_| fitting.next().is_none()).map(|(n, _)| n)
}

/// Who gives or takes a standing where the words leave it unsaid ("was admitted to the OTS"): nobody but the
/// organisation can.
pub(super) fn grantor(raw: &Raw, context: &Context<'_>) -> Option<Filled> {
    let rule = &context.pack.rules[raw.rule];
    let ahead = raw.stage == Stage::Planned && raw.class.is_some_and(|it| it != Class::Full);
    let done =
        (ahead || matches!(raw.stage, Stage::Decided | Stage::InForce)) && raw.stance == Stance::Affirms;
    let decides = matches!(raw.kind, Kind::Decide | Kind::Adopt);
    let kind = decides || matches!(raw.kind, Kind::Grant | Kind::Restore | Kind::Suspend);
    let named = raw.org.bytes.or(raw.org.antecedent)?;
    // A partner, an observer, a candidate is made so by others; to become a member is one's own step as much as theirs.
    let given = decides
        || !rule.agent.is_empty()
        || raw.kind == Kind::Grant && raw.class.is_some_and(|it| it != Class::Full);
    let open = raw.agent.is_none() && given && !rule.party_is_agent;
    (done && kind && open).then(|| Filled { bytes: None, antecedent: Some(named), ..raw.org.clone() })
}

/// "The Council renewed the mandate. An update was endorsed": the body whose act the paragraph told right before.
pub(super) fn continued(raw: &Raw, before: &[Raw], context: &Context<'_>) -> Option<Filled> {
    let block = |it: &Raw| context.text.sentences.get(it.sentence).map(|it| it.block);
    let near = |it: &&Raw| it.sentence <= raw.sentence && raw.sentence - it.sentence <= REACH;
    let last = before.iter().rev().take_while(near).find(|it| it.agent.is_some())?;
    let same = last.org.entity == raw.org.entity
        && last.background == raw.background
        && last.stage == raw.stage
        && block(last) == block(raw)
        && last.stance == Stance::Affirms;
    let open = raw.agent.is_none() && raw.stance == Stance::Affirms && raw.kind != Kind::Sign;
    let agent = last
        .agent
        .as_ref()
        .filter(|_| same && open && is_of_body(raw, context) && is_of_body(last, context))?;
    Some(Filled { antecedent: agent.bytes.or(agent.antecedent), bytes: None, ..agent.clone() })
}

/// Whether an act of a sentence is done at a meeting named in it.
fn is_at(spot: &Spot, raw: &Raw) -> bool {
    spot.at || raw.agent.as_ref().and_then(|it| it.bytes).is_some_and(|it| it.touches(spot.bytes))
}

/// Bytes between an act and the nearest mention of a meeting in its sentence.
fn distance(occasion: &Occasion, raw: &Raw) -> usize {
    let spots = occasion.spots.iter().filter(|it| it.sentence == raw.sentence);
    spots.map(|it| it.bytes.start.abs_diff(raw.predicate.start)).min().unwrap_or(usize::MAX)
}

/// Whether nothing that is said of an act speaks against its being done at a meeting.
fn fits(raw: &Raw, occasion: &Occasion) -> bool {
    let ahead = matches!(raw.stage, Stage::Planned | Stage::Mooted);
    if occasion.org != raw.org.entity || occasion.ahead.is_some_and(|it| it != ahead) {
        return false;
    }
    let Some(own) = &raw.when else { return true };
    // An act with a day of its own is not done at a meeting that is only named, on no known day, in another sentence.
    let Some(when) = &occasion.when else {
        return occasion.spots.iter().any(|it| it.raw.is_some() || it.sentence == raw.sentence);
    };
    // What is decided at a meeting may take effect later.
    let effect = is_after(own.day, when.day)
        && (raw.stage != Stage::InForce || matches!(raw.kind, Kind::Chair | Kind::Appoint));
    overlap(own, when) || effect
}

/// Whether an act is that of a body: its agent is one, or its rule asks for one that the clause does not name.
fn is_of_body(raw: &Raw, context: &Context<'_>) -> bool {
    let kind = matches!(
        raw.kind,
        Kind::Decide
            | Kind::Adopt
            | Kind::Sign
            | Kind::Suspend
            | Kind::Appoint
            | Kind::Establish
            | Kind::End
            | Kind::Grant
            | Kind::Restore
            | Kind::Rename
            | Kind::Dissolve
    );
    kind && match &raw.agent {
        Some(agent) => {
            agent.entity == raw.org.entity && agent.entity.is_some()
                || agent.entity.is_some_and(|it| {
                    let it = context.atlas.entity(it);
                    it.kind == EntityKind::Body && it.parent == raw.org.entity
                })
        }
        None => !context.pack.rules[raw.rule].agent.is_empty(),
    }
}

/// Who acts where the clause does not say so: the body that meets, else the meeting itself.
pub(super) fn agent(raw: &Raw, occasion: &Occasion, context: &Context<'_>) -> Option<Filled> {
    if !is_of_body(raw, context) {
        return None;
    }
    let at = occasion.spots.first()?.bytes;
    let who = occasion.who.clone().map(|who| Filled {
        antecedent: who.bytes.or(who.antecedent),
        bytes: None,
        ..who
    });
    who.or_else(|| {
        let org = occasion.org?;
        let name = format!("{} {}", context.atlas.entity(org).name, occasion.value);
        (!occasion.value.is_empty()).then_some(Filled {
            id: None,
            name,
            bytes: None,
            antecedent: Some(at),
            entity: Some(org),
        })
    })
}
