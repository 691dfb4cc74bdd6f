//! Settle: what a document says twice becomes one claim with two evidences; parts are linked; bytes become code points.

use std::collections::{BTreeSet, HashMap};

use comity_atlas::Kind as EntityKind;
use comity_model::{
    Agent, Claim, Day, Evidence, Kind, Link, OffsetMap, PartyRef, Relation, RoleName, RoleWords, Span, Stage,
    Stance, When, WhenBasis,
};

use crate::claim::{Context, Filled, Raw, RawWhen, is_after, join};
use crate::pack::{NounClass, Pack};
use crate::text::{BlockKind, Bytes};

/// Words by which one name of a meeting may be longer than another.
const NAME_MORE: usize = 6;

/// Makes one claim of raw claims that mean the same act.
pub(crate) fn merge(raws: Vec<Raw>, context: &Context<'_>) -> Vec<Raw> {
    let headline = |raw: &Raw| {
        context.text.blocks[context.text.sentences[raw.sentence].block].kind != BlockKind::Paragraph
    };
    let mut kept: Vec<Raw> = Vec::new();
    // Kind and organisation → those kept, in order.
    let mut of_org: HashMap<(Kind, Option<String>, String), Vec<usize>> = HashMap::new();
    for mut raw in raws {
        // "Nicaragua leaves the bloc": that it has ceased to be a member is the same.
        let left = |it: &usize| {
            let kept = &kept[*it];
            let party = kept.party.as_ref().zip(raw.party.as_ref()).is_some_and(|(a, b)| a.is_same(b));
            // Notice on one day and an end on another are two acts.
            let days = kept.when.as_ref().zip(raw.when.as_ref()).is_none_or(|(a, b)| a.day == b.day);
            party && days && kept.standing == raw.standing && kept.stance == raw.stance
        };
        let withdrawn = || of_org.get(&(Kind::Withdraw, raw.org.id.clone(), raw.org.name.clone()));
        if raw.kind == Kind::End && raw.agent.is_none() && withdrawn().is_some_and(|all| all.iter().any(left))
        {
            raw.kind = Kind::Withdraw;
        }
        let key = (raw.kind, raw.org.id.clone(), raw.org.name.clone());
        let own = of_org.entry(key).or_default();
        let same = |it: &&usize| same_act(&kept[**it], &raw, headline(&kept[**it]) || headline(&raw));
        match own.iter().find(same).copied() {
            Some(first) => {
                let first = &mut kept[first];
                let rule = &context.pack.rules[raw.rule];
                if raw.kind == Kind::Convene && names_better(first, &raw, context) {
                    first.object.clone_from(&raw.object);
                }
                if is_finer(first.agent.as_ref(), raw.agent.as_ref(), context) {
                    first.agent.clone_from(&raw.agent);
                }
                // "Malta to host the summit. The summit, …": a noun alone takes back nothing of what was said to come.
                let alone = rule.act == Kind::Convene && rule.light_verbs.is_empty() && rule.verbs.is_empty();
                if headline(first) && !headline(&raw) {
                    if !alone {
                        first.stage = raw.stage;
                        first.stance = raw.stance;
                    }
                    first.background = raw.background;
                    first.confidence = raw.confidence;
                    first.signals = raw.signals.clone();
                    first.sentence = raw.sentence;
                }
                if first.sentence == raw.sentence && raw.confidence > first.confidence {
                    first.stage = raw.stage;
                }
                // "The decision to apply … it has applied".
                if first.kind == Kind::Request && raw.stage == Stage::Requested {
                    first.stage = raw.stage;
                }
                if is_off(first) && raw.stage == Stage::Ended {
                    first.stage = raw.stage;
                    first.stance = raw.stance;
                }
                // "Approved the membership of Malta … Malta will become a member": it has been decided.
                let ahead = match first.stage {
                    Stage::Planned => first.kind == Kind::Grant,
                    stage => stage == Stage::Deciding,
                };
                if ahead && raw.stage == Stage::Decided {
                    first.stage = raw.stage;
                }
                // "Malta returns … the bloc has readmitted it": resolved by those who can.
                // "Secretary General is Ana Ruiz … she was appointed by the Council".
                let told = |raw: &Raw| matches!(raw.kind, Kind::Grant | Kind::Restore | Kind::Appoint);
                let held = context.pack.rules[first.rule].held;
                if told(first) && first.stage == Stage::InForce && raw.stage == Stage::Decided && !held {
                    first.stage = raw.stage;
                }
                // The day of what a document only recalls is not that of what it reports.
                let news = first.background || !raw.background;
                first.background &= raw.background;
                first.confidence = first.confidence.max(raw.confidence);
                absorb(first, raw, news);
            }
            None => {
                own.push(kept.len());
                kept.push(raw);
            }
        }
    }
    // What the headline says of texts and meetings the text tells in other words.
    let told: Vec<(Kind, Filled)> = kept
        .iter()
        .filter(|it| !headline(it) && !it.background && it.stance == Stance::Affirms)
        .map(|it| (it.kind, it.org.clone()))
        .collect();
    let again = |raw: &Raw| {
        let kinds =
            matches!(raw.kind, Kind::Sign | Kind::Adopt | Kind::Decide | Kind::Convene | Kind::Propose);
        let whole = raw.place.is_some() && raw.when.is_some();
        kinds
            && !whole
            && raw.party.is_none()
            && told.iter().any(|(kind, org)| *kind == raw.kind && org.is_same(&raw.org))
    };
    kept.retain(|it| !(headline(it) && it.evidence.len() < 2 && again(it)));
    for raw in &mut kept {
        name_whole(raw, context);
    }
    kept
}

/// "The leaders met in Baku. Their third summit …", "the session … the session of the Council": whether the second mention
/// names the meeting better, where the first only says who met or leaves words of the name out.
fn names_better(first: &Raw, second: &Raw, context: &Context<'_>) -> bool {
    let Some((first, second)) = first.object.as_ref().zip(second.object.as_ref()) else { return false };
    let text = context.text;
    let meets = |bytes: Bytes| {
        let tokens = text.tokens_of(bytes);
        let noun = |at: usize| context.index.noun(|n| text.id_before(at + n, tokens.end));
        tokens.clone().any(|at| noun(at).is_some_and(|it| it.1.class == NounClass::Meeting))
    };
    let (short, long) = (first.0.to_lowercase(), second.0.to_lowercase());
    let longer = long.strip_prefix(&short).is_some_and(|it| it.starts_with(' '))
        || long.strip_suffix(&short).is_some_and(|it| it.ends_with(' '));
    let counts = |name: &str| name.split(' ').count();
    meets(second.1) && (!meets(first.1) || longer && counts(&long) <= counts(&short) + NAME_MORE)
}

/// Calls a text by what it is about, once its mentions have been compared.
fn name_whole(raw: &mut Raw, context: &Context<'_>) {
    let Some((name, bytes)) = raw.object.as_mut() else { return };
    if let Some(whole) = raw.whole.filter(|it| it.contains(*bytes)) {
        *name = whole.of(context.text.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let first = raw.evidence.iter_mut().find(|it| it.contains(*bytes));
        *bytes = whole;
        if let Some(first) = first {
            *first = join(*first, whole);
        }
    }
}

/// Sets how far each claim is believed, by the pack's weights, and leaves out what is not.
pub(crate) fn believed(mut raws: Vec<Raw>, pack: &Pack) -> Vec<Raw> {
    for raw in &mut raws {
        if raw.evidence.len() > 1 {
            raw.signals.push("told-twice".into());
        }
        raw.confidence = pack.confidence.of(&raw.signals).unwrap_or(raw.confidence);
    }
    raws.retain(|it| it.confidence >= pack.confidence.threshold);
    raws
}

/// Whether two raw claims of one kind and organisation mean the same act.
fn same_act(a: &Raw, b: &Raw, headline: bool) -> bool {
    let off = is_off(a) && is_off(b);
    if a.stance != b.stance && !off || a.standing != b.standing {
        return false;
    }
    let person_or_entity = match (&a.party, &b.party) {
        (Some(a), Some(b)) => a.is_same(b),
        (None, None) => true,
        _ => false,
    };
    let named = || matches!((&a.object, &b.object), (Some(a), Some(b)) if alike(&a.0, &b.0));
    let days = match (&a.when, &b.when) {
        // One term in the chair has a day on which it was decided, handed over, begun.
        (Some(first), Some(second)) => {
            first.day == second.day || a.kind == Kind::Chair || named() && refines(first.day, second.day)
        }
        _ => true,
    };
    let partyless = a.party.is_none();
    let again = partyless && a.sentence == b.sentence && named();
    let stage = a.stage == b.stage || headline || again || off || one_act(a, b);
    // "Met in Baku on 5 May for a summit, which Malta hosted": one and the same day is told of both.
    let day = |raw: &Raw| raw.when.as_ref().map(|it| it.bytes);
    let at_once = || day(a).is_some() && day(a) == day(b);
    let objects = || !partyless || named() || a.kind == Kind::Convene && (places(a, b) || at_once());
    person_or_entity && days && stage && objects()
}

/// Whether it is told of a meeting that it is not held: "has been put off", "cannot be held in May".
fn is_off(raw: &Raw) -> bool {
    raw.kind == Kind::Convene && (raw.stage == Stage::Ended || raw.stance == Stance::Denies)
}

/// Two mentions of one change of standing that tell different stages of it: in one sentence ("approved the granting of
/// …"), as decided and as done where no two days part them, or of one term in the chair.
fn one_act(a: &Raw, b: &Raw) -> bool {
    let done = |raw: &Raw| match raw.kind {
        // "The decision to apply", "the application": one request.
        Kind::Request => matches!(raw.stage, Stage::Requested | Stage::Decided),
        // "Has suspended it", "is suspending it".
        _ => matches!(raw.stage, Stage::Deciding | Stage::Decided | Stage::InForce),
    };
    let dated = a.when.is_some() && b.when.is_some();
    // "Will become a member", said without a day, after the membership has been approved.
    let follows = |a: &Raw, b: &Raw| {
        let stages = a.stage == Stage::Decided && b.stage == Stage::Planned;
        a.kind == Kind::Grant && stages && b.when.is_none()
    };
    a.party.is_some()
        && a.standing.is_some()
        && (follows(a, b)
            || follows(b, a)
            || a.sentence == b.sentence
            || done(a) && done(b) && !dated
            || a.kind == Kind::Chair)
}

/// Whether one day only says more exactly which another is: "in March 2023", "on 3 March".
fn refines(a: Day, b: Day) -> bool {
    let or_unsaid = |a: Option<i16>, b: Option<i16>| a.is_none() || b.is_none() || a == b;
    let day = |it: Day| it.day.map(i16::from);
    a.month.is_some() && a.month == b.month && or_unsaid(a.year, b.year) && or_unsaid(day(a), day(b))
}

/// Two mentions of one meeting: the place does not differ.
fn places(a: &Raw, b: &Raw) -> bool {
    match (&a.place, &b.place) {
        (Some(a), Some(b)) => a.0 == b.0,
        _ => true,
    }
}

/// Whether two names share most of their words.
fn alike(a: &str, b: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|it| it.len() > 2)
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    shared * 2 >= a.len().max(b.len()).max(1)
}

/// "The OTS suspended Malta. The Council of the OTS decided …": whether the second names the body that acted, where the
/// first names only its organisation.
fn is_finer(first: Option<&Filled>, second: Option<&Filled>, context: &Context<'_>) -> bool {
    let Some((first, second)) = first.zip(second) else { return false };
    let of = |it: &Filled| it.entity.map(|it| context.atlas.entity(it));
    let whole = first.id.is_some() && of(first).is_some_and(|it| it.kind == EntityKind::Organisation);
    let body = of(second).is_some_and(|it| it.kind == EntityKind::Body && it.parent == first.entity);
    whole && (body || second.id.is_none() && second.entity == first.entity)
}

/// Takes what a second mention adds.
fn absorb(first: &mut Raw, second: Raw, dated: bool) {
    first.when = first.when.take().or(second.when.filter(|_| dated));
    first.effective = first.effective.take().or(second.effective);
    first.place = first.place.take().or(second.place);
    first.agent = first.agent.take().or(second.agent);
    first.proposer = first.proposer.take().or(second.proposer);
    first.wrapper = first.wrapper.take().or(second.wrapper);
    for bytes in second.evidence {
        if !first.evidence.contains(&bytes) {
            first.evidence.push(bytes);
        }
    }
}

/// Gives acts that are done at a sitting ("we will decide today") the sitting's place and day, and a sitting without a
/// day of its own the day on which such an act is done.
pub(crate) fn share_sitting(raws: &mut [Raw]) {
    let Some(meeting) = raws.iter().position(|it| it.kind == Kind::Convene && !it.background) else { return };
    let today = raws.iter().filter(|it| it.at_sitting).find_map(|it| it.when.clone());
    if raws[meeting].when.is_none() {
        raws[meeting].when = today.map(|mut when| {
            when.basis = WhenBasis::Inferred;
            when
        });
    }
    let (place, when) = (raws[meeting].place.clone(), raws[meeting].when.clone());
    for raw in raws.iter_mut().filter(|it| it.at_sitting) {
        if raw.place.is_none() {
            raw.place = place.clone();
        }
        if raw.when.is_none() {
            raw.when = when.clone().map(|mut when| {
                when.basis = WhenBasis::Inferred;
                when
            });
        }
    }
}

/// Turns raw claims into the contract's claims. `said_by` gives the quotation around a place.
pub(crate) fn finish(
    raws: &[Raw],
    context: &Context<'_>,
    map: &OffsetMap,
    said_by: &dyn Fn(Bytes) -> Option<String>,
    meeting: &dyn Fn(&Raw) -> Option<String>,
) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for raw in raws {
        let id = format!("c{}", claims.len() + 1);
        let mut claim = claim(raw, context, map, id.clone());
        claim.said_by = said_by(raw.predicate);
        claim.meeting = meeting(raw);
        let wrapper = raw.wrapper.as_ref().filter(|_| raw.kind != Kind::Decide).map(|wrapper| {
            let mut decide = claim.clone();
            decide.id = format!("c{}", claims.len() + 2);
            decide.kind = Kind::Decide;
            decide.stage = wrapper.stage;
            decide.party = None;
            decide.standing = None;
            decide.class = None;
            decide.effective = None;
            // "decided that X chairs in 2026": a day to come is the act's, not that of a decision already taken.
            let to_come = raw
                .when
                .as_ref()
                .zip(context.published_on)
                .is_some_and(|(when, published)| is_after(when.day, published));
            if to_come && wrapper.stage == Stage::Decided {
                decide.when = None;
            }
            decide.links = vec![Link { rel: Relation::Decides, to: id.clone() }];
            decide
        });
        claims.push(claim);
        claims.extend(wrapper);
    }
    link_proposals(raws, &mut claims);
    claims
}

/// A proposal in the same sentence as the act whose object it names is linked to it.
fn link_proposals(raws: &[Raw], claims: &mut [Claim]) {
    let spans: Vec<(String, Kind, Span, Option<String>)> = claims
        .iter()
        .filter_map(|it| Some((it.id.clone(), it.kind, it.evidence.first()?.span, it.object.clone())))
        .collect();
    for claim in claims.iter_mut().filter(|it| it.kind == Kind::Propose) {
        let object = claim.object.clone();
        let target = spans.iter().find(|(id, kind, _, other)| {
            *id != claim.id
                && !matches!(kind, Kind::Propose | Kind::Convene | Kind::Decide)
                && other.is_some()
                && *other == object
        });
        if let Some((id, ..)) = target {
            claim.links.push(Link { rel: Relation::Proposes, to: id.clone() });
        }
    }
    let _ = raws;
}

fn claim(raw: &Raw, context: &Context<'_>, map: &OffsetMap, id: String) -> Claim {
    let text = context.text.text;
    let span = |bytes: Bytes| map.span(text, bytes.start, bytes.end);
    let party = |filled: &Filled| PartyRef {
        id: filled.id.clone(),
        name: filled.name.clone(),
        span: filled.bytes.map(span),
    };
    let day = |when: &RawWhen| When {
        edtf: when.day,
        basis: when.basis,
        as_written: Some(when.bytes.of(text).to_owned()),
        span: Some(span(when.bytes)),
    };
    let evidence = |bytes: &Bytes| Evidence { span: span(*bytes), text: bytes.of(text).to_owned() };
    let rule = &context.pack.rules[raw.rule];
    let kind = serde_name(raw.kind);
    let body = raw.agent.as_ref().filter(|it| it.id.as_deref().is_some_and(|id| id.starts_with("body:")));
    let mut antecedents: Vec<Bytes> = [raw.agent.as_ref(), raw.party.as_ref(), Some(&raw.org)]
        .into_iter()
        .flatten()
        .filter_map(|it| it.antecedent)
        .collect();
    antecedents.dedup();
    Claim {
        id,
        kind: raw.kind,
        stage: raw.stage,
        stance: raw.stance,
        org: Some(party(&raw.org)),
        body: body.map(party),
        agent: raw.agent.as_ref().map_or_else(Agent::unstated, |it| Agent::Named(party(it))),
        party: raw.party.as_ref().map(party),
        standing: raw.standing.clone().map(|it| it.replace(' ', "-")),
        class: raw.class,
        object: raw.object.as_ref().map(|(name, _)| name.clone()),
        proposer: raw.proposer.as_ref().map(party),
        meeting: None,
        place: raw.place.as_ref().map(|(name, _, _)| name.clone()),
        when: raw.when.as_ref().map(day),
        effective: raw.effective.as_ref().map(day),
        said_by: None,
        links: Vec::new(),
        evidence: raw.evidence.iter().map(evidence).collect(),
        rule: format!("{}/{kind}/{}", context.pack.lang, rule.name),
        roles: roles(raw, &span),
        antecedents: antecedents.iter().map(evidence).collect(),
        background: raw.background,
        confidence: raw.confidence,
        signals: raw.signals.clone(),
    }
}

/// Where the words of each role stand; of two that overlap the earlier in the list below is kept.
fn roles(raw: &Raw, span: &dyn Fn(Bytes) -> Span) -> Vec<RoleWords> {
    let words = |filled: Option<&Filled>| filled.and_then(|it| it.bytes);
    let mut roles: Vec<RoleWords> = Vec::new();
    for (role, bytes) in [
        (RoleName::Party, words(raw.party.as_ref())),
        (RoleName::Agent, words(raw.agent.as_ref())),
        (RoleName::Standing, raw.standing_bytes),
        (RoleName::Place, raw.place.as_ref().map(|it| it.2)),
        (RoleName::When, raw.when.as_ref().map(|it| it.bytes)),
        (RoleName::Object, raw.object.as_ref().map(|it| it.1)),
        (RoleName::Proposer, words(raw.proposer.as_ref())),
        (RoleName::Organisation, words(Some(&raw.org))),
    ] {
        let Some(span) = bytes.map(span) else { continue };
        let free = roles.iter().all(|it| it.span.end <= span.start || span.end <= it.span.start);
        if free {
            roles.push(RoleWords { role, span });
        }
    }
    roles.sort_by_key(|it| it.span);
    roles
}

/// The name of a kind as the contract writes it.
fn serde_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Grant => "grant",
        Kind::Request => "request",
        Kind::Invite => "invite",
        Kind::Withdraw => "withdraw",
        Kind::Suspend => "suspend",
        Kind::Restore => "restore",
        Kind::End => "end",
        Kind::Chair => "chair",
        Kind::Appoint => "appoint",
        Kind::Establish => "establish",
        Kind::Rename => "rename",
        Kind::Dissolve => "dissolve",
        Kind::Propose => "propose",
        Kind::Decide => "decide",
        Kind::Adopt => "adopt",
        Kind::Convene => "convene",
        Kind::Sign => "sign",
        Kind::Ratify => "ratify",
        Kind::EnterIntoForce => "enter_into_force",
    }
}

#[cfg(test)]
mod tests {
    use comity_model::Kind;

    use crate::read::sentences;

    #[test]
    fn an_act_told_twice_is_one_claim() {
        let reading = sentences(
            "The OTS granted Malta observer status on 12 November 2021. Malta was granted observer status of the OTS.",
        );
        let grants = reading.claims.iter().filter(|it| it.kind == Kind::Grant);
        let evidence: Vec<usize> = grants.map(|it| it.evidence.len()).collect();
        assert_eq!(evidence, [2], "both places prove it");
    }

    #[test]
    fn a_day_to_come_is_not_that_of_the_decision() {
        let reading =
            sentences(" date 2025-10-10 EN\n\nThe OTS decided that Malta will chair the OTS in 2026.");
        let day = |kind: Kind| {
            let claim = reading.claims.iter().find(|it| it.kind == kind).expect("a claim");
            claim.when.as_ref().map(|it| it.edtf.to_string())
        };
        assert_eq!(day(Kind::Chair), Some("2026".into()));
        assert_eq!(day(Kind::Decide), None);
    }
}
