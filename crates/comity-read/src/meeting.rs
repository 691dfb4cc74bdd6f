//! Meetings: those the text asserts, and those it only mentions.

use comity_atlas::{EntityIdx, Kind as EntityKind};
use comity_model::{Kind, Meeting, OffsetMap, PartyRef, When};

use crate::claim::{Context, Filled, Placed, Raw, RawWhen};
use crate::text::Bytes;

/// A meeting that the text names: by itself ("during the Moscow summit"), or in an act that tells it.
#[derive(Clone, Debug)]
pub(crate) struct Mentioned {
    pub(crate) bytes: Bytes,
    pub(crate) name: String,
    pub(crate) org: Option<EntityIdx>,
    pub(crate) body: Option<EntityIdx>,
    /// The organ in session, where its noun says so.
    pub(crate) who: Option<Filled>,
    pub(crate) place: Option<Placed>,
    pub(crate) when: Option<RawWhen>,
    pub(crate) sentence: usize,
    /// Which of its kind it is.
    pub(crate) number: Option<String>,
    /// Normal form of its noun: `summit`.
    pub(crate) value: String,
    /// Acts are done at it: "at the summit".
    pub(crate) at: bool,
    /// -1 for "last", 1 for "next".
    pub(crate) shift: i64,
    /// Nothing is said of it but its noun: "the meeting".
    pub(crate) bare: bool,
    /// Predicate of the act that tells it.
    pub(crate) told: Option<Bytes>,
    /// Named well enough to be a meeting of the reading, and told by no act.
    pub(crate) listed: bool,
}

/// The meetings of a document: one for each claim that a body meets, then those only mentioned. A mentioned one is
/// probably the first asserted one of its organisation when nothing that is said of it differs.
pub(crate) fn meetings(
    raws: &[Raw],
    mentioned: &[Mentioned],
    context: &Context<'_>,
    map: &OffsetMap,
) -> Vec<Meeting> {
    let mut all = asserted(raws, context, map);
    for it in mentioned.iter().filter(|it| it.listed) {
        let id = |entity: Option<EntityIdx>| entity.map(|it| context.atlas.entity(it).id.to_owned());
        let (org, body) = (id(it.org), id(it.body));
        let place = it.place.as_ref().map(|(name, _, _)| name.clone());
        let located = it.place.as_ref().and_then(|(_, entity, _)| *entity);
        let same = all.iter().find(|first| {
            first.same_as.is_none()
                && first.org == org
                && (place.is_none() || first.place == place)
                && (body.is_none() || first.body.is_none() || first.body == body)
        });
        all.push(Meeting {
            id: format!("m{}", all.len() + 1),
            same_as: same.map(|it| it.id.clone()),
            org,
            body,
            name: it.name.clone(),
            country: located.and_then(|it| id(context.atlas.entity(it).parent)),
            place,
            when: it.when.as_ref().map(|when| said_when(when, context, map)),
            span: map.span(context.text.text, it.bytes.start, it.bytes.end),
            host: None,
        });
    }
    all
}

/// Meetings the text asserts: one for each claim that a body meets.
fn asserted(raws: &[Raw], context: &Context<'_>, map: &OffsetMap) -> Vec<Meeting> {
    let text = context.text.text;
    let span = |bytes: Bytes| map.span(text, bytes.start, bytes.end);
    let convened = raws.iter().filter(|it| it.kind == Kind::Convene).enumerate();
    convened
        .map(|(n, raw)| {
            let bytes = raw.evidence.first().copied().unwrap_or_default();
            let body =
                context.mentions.iter().find(|it| it.kind == EntityKind::Body && bytes.contains(it.bytes));
            let place = raw.place.as_ref().and_then(|(_, entity, _)| *entity);
            let country = place
                .and_then(|it| context.atlas.entity(it).parent)
                .map(|it| context.atlas.entity(it).id.to_owned());
            Meeting {
                id: format!("m{}", n + 1),
                org: raw.org.id.clone(),
                body: body.map(|it| context.atlas.entity(it.entity).id.to_owned()),
                name: raw.object.as_ref().map_or_else(String::new, |(name, _)| name.clone()),
                place: raw.place.as_ref().map(|(name, _, _)| name.clone()),
                country,
                when: raw.when.as_ref().map(|when| said_when(when, context, map)),
                span: span(bytes),
                same_as: None,
                host: raw.agent.as_ref().map(|it| PartyRef {
                    id: it.id.clone(),
                    name: it.name.clone(),
                    span: it.bytes.map(span),
                }),
            }
        })
        .collect()
}

/// A day in the contract's form.
fn said_when(when: &RawWhen, context: &Context<'_>, map: &OffsetMap) -> When {
    let text = context.text.text;
    When {
        edtf: when.day,
        basis: when.basis,
        as_written: Some(when.bytes.of(text).to_owned()),
        span: Some(map.span(text, when.bytes.start, when.bytes.end)),
    }
}

/// The meeting a claim is part of: its own, or that at which it is done.
pub(crate) fn meeting_id(raw: &Raw, raws: &[Raw], mentioned: &[Mentioned]) -> Option<String> {
    let mut convened = raws.iter().filter(|it| it.kind == Kind::Convene).enumerate();
    if raw.kind == Kind::Convene {
        return convened.find(|(_, it)| it.predicate == raw.predicate).map(|(n, _)| format!("m{}", n + 1));
    }
    if raw.at_sitting {
        return convened.find(|(_, it)| !it.background).map(|(n, _)| format!("m{}", n + 1));
    }
    let at = raw.meeting?;
    if let Some((n, _)) = convened.find(|(_, it)| it.predicate == at) {
        return Some(format!("m{}", n + 1));
    }
    let total = raws.iter().filter(|it| it.kind == Kind::Convene).count();
    let named = mentioned.iter().filter(|it| it.listed).position(|it| it.bytes == at);
    named.map(|n| format!("m{}", total + n + 1))
}
