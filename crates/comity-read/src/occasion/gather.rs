//! Which words of a document mean the same meeting.

use comity_atlas::Kind as EntityKind;
use comity_model::{Day, Kind, Stage, Stance};

use super::{Occasion, Spot};
use crate::claim::{Context, Filled, Placed, Raw, RawWhen, is_before};
use crate::meeting::Mentioned;

/// The meetings of a document, in the order in which they are first told or named.
pub(super) fn occasions(raws: &[Raw], mentioned: &[Mentioned], context: &Context<'_>) -> Vec<Occasion> {
    let mut found: Vec<Occasion> = raws
        .iter()
        .enumerate()
        .filter(|(_, raw)| raw.kind == Kind::Convene && raw.stance == Stance::Affirms)
        .map(|(n, raw)| told(n, raw, mentioned, context))
        .chain(mentioned.iter().filter(|it| it.told.is_none()).map(|it| named(it, context)))
        .collect();
    found.sort_by_key(|it| it.spots.first().map(|spot| spot.bytes.start));
    let mut merged: Vec<Occasion> = Vec::new();
    for next in found {
        match merged.iter_mut().rev().find(|it| same(it, &next, context)) {
            Some(first) => absorb(first, next, context),
            None => merged.push(next),
        }
    }
    // A noun like "dialogue" that nothing tells or places is hardly a meeting.
    merged.retain(|it| !it.bare || it.place.is_some() || it.when.is_some());
    merged
}

/// The meeting that an act tells.
fn told(n: usize, raw: &Raw, mentioned: &[Mentioned], context: &Context<'_>) -> Occasion {
    let own = mentioned.iter().find(|it| it.told == Some(raw.predicate));
    let is_body = |it: &Filled| it.entity.is_some_and(|it| context.atlas.entity(it).kind == EntityKind::Body);
    let collective = |it: &Filled| it.id.is_none() && it.entity.is_some() && it.entity == raw.org.entity;
    let who = raw.agent.clone().filter(|it| is_body(it) || collective(it));
    let who = who.or_else(|| own.and_then(|it| it.who.clone()));
    let mut first = raw.evidence.first().copied().unwrap_or(raw.predicate);
    if let Some(own) = own {
        first = own.bytes;
    }
    let spot = Spot { bytes: first, sentence: raw.sentence, key: raw.predicate, raw: Some(n), at: true };
    Occasion {
        spots: vec![spot],
        org: raw.org.entity,
        body: who.as_ref().filter(|it| is_body(it)).and_then(|it| it.entity).or(own.and_then(|it| it.body)),
        number: own.and_then(|it| it.number.clone()),
        value: own.map_or_else(String::new, |it| it.value.clone()),
        place: raw.place.clone().or_else(|| own.and_then(|it| it.place.clone())),
        when: raw.when.clone().or_else(|| own.and_then(|it| it.when.clone())),
        who,
        ahead: Some(matches!(raw.stage, Stage::Planned | Stage::Mooted | Stage::Proposed | Stage::Requested)),
        bare: false,
        past: raw.background || own.is_some_and(|it| it.shift < 0),
    }
}

/// A meeting that is only named.
fn named(it: &Mentioned, context: &Context<'_>) -> Occasion {
    let spot = Spot { bytes: it.bytes, sentence: it.sentence, key: it.bytes, raw: None, at: it.at };
    let body = it.body.map(|body| Filled { antecedent: Some(it.bytes), ..context.entity(body, None) });
    Occasion {
        spots: vec![spot],
        org: it.org,
        body: it.body,
        number: it.number.clone(),
        value: it.value.clone(),
        place: it.place.clone(),
        when: it.when.clone(),
        who: it.who.clone().or(body),
        ahead: (it.shift > 0).then_some(true),
        bare: it.bare,
        past: it.shift < 0
            || it.when.as_ref().zip(context.published_on).is_some_and(|(when, day)| is_before(when.day, day)),
    }
}

/// Whether two are the same meeting: nothing that is said of them differs.
fn same(first: &Occasion, next: &Occasion, context: &Context<'_>) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    if first.org != next.org || differ(&first.number, &next.number) || first.past != next.past {
        return false;
    }
    if first.body.is_some() && next.body.is_some() && first.body != next.body {
        return false;
    }
    let numbered = first.number.is_some() && first.number == next.number;
    let tense = match (first.ahead, next.ahead) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let kind = first.value.is_empty() || next.value.is_empty() || first.value == next.value || numbered;
    let any = &context.pack.lexicon.any_meeting;
    let generic = next.bare && next.value == *any || first.value == *any && first.bare;
    tense
        && (kind || generic)
        && agree(first.place.as_ref(), next.place.as_ref(), context)
        && first.when.as_ref().zip(next.when.as_ref()).is_none_or(|(a, b)| overlap(a, b))
}

/// Whether two places can be one: the same, or a town and its state.
fn agree(a: Option<&Placed>, b: Option<&Placed>, context: &Context<'_>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    a.0 == b.0 || is_in(a, b, context) || is_in(b, a, context)
}

/// Whether a town lies in a state, as far as one can tell: towns that nothing knows may.
fn is_in(town: &Placed, state: &Placed, context: &Context<'_>) -> bool {
    let is_state = state.1.is_some_and(|it| context.atlas.entity(it).kind == EntityKind::State);
    let remote = context.pack.lexicon.remote.iter().any(|it| it.name == town.0);
    is_state && !remote && town.1.is_none_or(|it| context.atlas.entity(it).parent == state.1)
}

/// Whether two stretches of days can be those of one meeting.
pub(super) fn overlap(a: &RawWhen, b: &RawWhen) -> bool {
    let within = |day: Day, first: Day, last: Day| {
        let part = |a: Option<u8>, b: Option<u8>| a.is_none() || b.is_none() || a == b;
        let year = day.year.is_none() || first.year.is_none() || day.year == first.year;
        year && part(day.month, first.month)
            && (part(day.day, first.day)
                || day.day >= first.day && day.day <= last.day && day.month == last.month)
    };
    within(a.day, b.day, b.end.unwrap_or(b.day)) || within(b.day, a.day, a.end.unwrap_or(a.day))
}

/// Adds what a later mention says.
fn absorb(first: &mut Occasion, next: Occasion, context: &Context<'_>) {
    // The town says more than its state.
    let finer = first.place.as_ref().zip(next.place.as_ref()).is_some_and(|(a, b)| is_in(b, a, context));
    if first.place.is_none() || finer {
        first.place = next.place.or(first.place.take());
    }
    let exact = |it: &Option<RawWhen>| {
        it.as_ref().map_or(0, |it| usize::from(it.day.day.is_some()) + usize::from(it.day.year.is_some()))
    };
    if first.when.is_none() || exact(&next.when) > exact(&first.when) {
        first.when = next.when.or(first.when.take());
    }
    first.bare &= next.bare;
    first.who = first.who.take().or(next.who);
    first.body = first.body.or(next.body);
    first.number = first.number.take().or(next.number);
    first.ahead = first.ahead.or(next.ahead);
    if first.value.is_empty() {
        first.value = next.value;
    }
    first.spots.extend(next.spots);
}
