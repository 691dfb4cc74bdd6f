//! Occasions: the meetings of a document, told or only named, and the acts that are done at them.
//!
//! An act done at a meeting has its place and its first day, though another clause or sentence gives them; an act of a
//! body that the clause does not name is that of the body that meets. [`gather`] finds which words mean the same
//! meeting, [`attach`] which acts are done at it.

mod attach;
mod gather;

use comity_atlas::{EntityIdx, Kind as EntityKind};
use comity_model::{Kind, Stage, WhenBasis};

use crate::claim::{Context, Filled, Placed, Raw, RawWhen, is_after};
use crate::meeting::Mentioned;
use crate::text::Bytes;

/// A place of the text that means a meeting.
#[derive(Clone, Debug)]
struct Spot {
    bytes: Bytes,
    sentence: usize,
    /// Where the meeting is told or named, as [`Raw::meeting`] keeps it.
    key: Bytes,
    /// Index of the act that tells it.
    raw: Option<usize>,
    /// Acts of the sentence are done at it.
    at: bool,
}

/// A meeting with all that the document says of it.
#[derive(Clone, Debug, Default)]
struct Occasion {
    spots: Vec<Spot>,
    org: Option<EntityIdx>,
    body: Option<EntityIdx>,
    number: Option<String>,
    value: String,
    place: Option<Placed>,
    when: Option<RawWhen>,
    /// Who meets, where the words say so.
    who: Option<Filled>,
    /// Whether it is still to come; unknown where no act tells it.
    ahead: Option<bool>,
    /// Nothing is said of it but its noun.
    bare: bool,
    /// History, as against what the document reports.
    past: bool,
}

/// Gives acts the place, the day and the body of the meeting at which they are done.
pub(crate) fn inherit(raws: &mut [Raw], mentioned: &[Mentioned], context: &Context<'_>) {
    let mut occasions = gather::occasions(raws, mentioned, context);
    lend(raws, &mut occasions, context);
    for occasion in &occasions {
        for raw in occasion.spots.iter().filter_map(|it| it.raw) {
            fill(&mut raws[raw], occasion);
        }
    }
    for raw in raws.iter_mut().filter(|it| it.kind == Kind::Convene) {
        called_after(raw, context);
    }
    for n in 0..raws.len() {
        let (before, after) = raws.split_at_mut(n);
        let Some(raw) = after.first_mut() else { break };
        let continued = attach::continued(raw, before, context);
        raw.agent = raw.agent.take().or(continued);
        let Some(occasion) = attach::occasion_of(raw, &occasions, context) else {
            raw.agent = raw.agent.take().or_else(|| attach::grantor(raw, context));
            continue;
        };
        let agent = attach::agent(raw, occasion, context);
        // "At the summit Malta was admitted": those who met resolved it.
        if let Some(acted) = context.pack.rules[raw.rule].acted
            && raw.stage == Stage::InForce
            && raw.agent.is_none()
            && agent.is_some()
        {
            raw.stage = acted;
        }
        raw.agent = raw.agent.take().or(agent).or_else(|| attach::grantor(raw, context));
        if attach::is_sure(raw, occasion, context) {
            let told = occasion.spots.iter().find(|it| it.raw.is_some());
            raw.meeting = told.or(occasion.spots.first()).map(|it| it.key);
            fill(raw, occasion);
        }
    }
}

/// Gives a meeting whose own clause has no place or no day those of the acts that its sentence says are done at it:
/// "on Thursday in Mecca, where leaders held a summit, the OIC suspended …".
fn lend(raws: &[Raw], occasions: &mut [Occasion], context: &Context<'_>) {
    for raw in raws.iter().filter(|it| matches!(it.stage, Stage::InForce | Stage::Decided)) {
        let Some(n) = attach::in_sentence(raw, occasions).or_else(|| attach::beside(raw, occasions, context))
        else {
            continue;
        };
        let occasion = &mut occasions[n];
        let effect = matches!(raw.kind, Kind::Chair | Kind::Appoint);
        let ahead =
            raw.when.as_ref().zip(context.published_on).is_some_and(|(when, day)| is_after(when.day, day));
        if occasion.when.is_none() && !effect && !ahead {
            occasion.when.clone_from(&raw.when);
        }
        if occasion.place.is_none() {
            occasion.place.clone_from(&raw.place);
        }
    }
}

/// "The ministers took it at a meeting on Monday": a meeting of which nothing more is said is called after those who meet.
fn called_after(raw: &mut Raw, context: &Context<'_>) {
    let Some((name, _)) = raw.object.as_mut() else { return };
    let any = &context.pack.lexicon.any_meeting;
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let bare = last == *any && !name.contains(|it: char| it.is_numeric());
    let who = raw.agent.as_ref().filter(|it| {
        let body = it.entity.is_some_and(|it| context.atlas.entity(it).kind == EntityKind::Body);
        body || it.id.is_none() && it.entity.is_some() && it.entity == raw.org.entity
    });
    if let Some(who) = who.filter(|it| bare && !name.contains(' ') && !it.name.ends_with(any.as_str())) {
        who.name.clone_into(name);
    }
}

/// Takes the place and the day of a meeting where an act has none.
fn fill(raw: &mut Raw, occasion: &Occasion) {
    // "Chairs the bloc in 2024": a term that no meeting's place is that of.
    let term = raw.kind == Kind::Chair && raw.when.as_ref().is_some_and(|it| it.day.month.is_none());
    if raw.place.is_none() && !term {
        raw.place.clone_from(&occasion.place);
    }
    if raw.when.is_none() {
        let inferred = |when: RawWhen| RawWhen { basis: WhenBasis::Inferred, ..when };
        // "At this year's meeting": so much is said of no act done there.
        raw.when = occasion.when.clone().filter(|it| it.day.month.is_some()).map(inferred);
    }
}

#[cfg(test)]
mod tests {
    use comity_model::{Claim, Kind, Reading, Stage, WhenBasis};

    use crate::read::sentences;

    fn only(reading: &Reading, kind: Kind) -> Claim {
        let mut found = reading.claims.iter().filter(|it| it.kind == kind && it.links.is_empty());
        found.next().cloned().expect("a claim")
    }

    /// Place and day of a claim.
    fn setting(claim: &Claim) -> (Option<&str>, Option<String>) {
        (claim.place.as_deref(), claim.when.as_ref().map(|it| it.edtf.to_string()))
    }

    #[test]
    fn an_act_at_a_meeting_of_the_sentence_before_has_its_place_and_day() {
        let reading = sentences(
            "The leaders of the OTS met in Samarkand on 11 November 2022. They spoke of trade. Malta was granted \
             observer status of the OTS.",
        );
        let grant = only(&reading, Kind::Grant);
        assert_eq!(setting(&grant), (Some("Samarkand"), Some("2022-11-11".into())));
        assert_eq!(grant.when.as_ref().map(|it| it.basis), Some(WhenBasis::Inferred));
        assert_eq!(grant.meeting.as_deref(), Some("m1"));
        assert_eq!(grant.agent.named().map(|it| it.name.as_str()), Some("OTS leaders"));
    }

    #[test]
    fn an_act_of_another_day_is_not_done_at_the_meeting() {
        let reading = sentences(
            "The leaders of the OTS met in Samarkand on 11 November 2022. On 3 May 2019 Malta was granted observer \
             status of the OTS.",
        );
        assert_eq!(setting(&only(&reading, Kind::Grant)), (None, Some("2019-05-03".into())));
    }

    #[test]
    fn a_partys_own_step_is_not_done_at_the_meeting() {
        let reading = sentences(
            "The leaders of the OTS met in Samarkand on 11 November 2022. Malta withdrew from the OTS.",
        );
        assert_eq!(setting(&only(&reading, Kind::Withdraw)), (None, None));
    }

    #[test]
    fn of_two_meetings_none_is_taken_from_afar() {
        let reading = sentences(
            "The OTS leaders met in Baku on 3 May 2021.\n\nThe OTS leaders met in Samarkand on 11 November 2022.\n\nMalta \
             was granted observer status of the OTS.",
        );
        assert_eq!(setting(&only(&reading, Kind::Grant)), (None, None));
    }

    #[test]
    fn of_several_meetings_the_one_told_with_its_day_is_taken() {
        let reading = sentences(
            "The OTS leaders met in Baku on 3 May 2021.\n\nA meeting of OTS experts was long.\n\nMalta was granted \
             observer status of the OTS.",
        );
        assert_eq!(setting(&only(&reading, Kind::Grant)), (Some("Baku"), Some("2021-05-03".into())));
    }

    #[test]
    fn the_next_meeting_has_its_setting_after_a_colon() {
        let reading = sentences("The OTS spoke of trade. Next session: Samarkand, 26 October 2026.");
        let meeting = only(&reading, Kind::Convene);
        assert_eq!(setting(&meeting), (Some("Samarkand"), Some("2026-10-26".into())));
    }

    #[test]
    fn the_next_meeting_has_no_day_of_the_past() {
        let reading =
            sentences("The decisions of 30 May 2021 were sent to the next summit of the OTS in Valletta.");
        let meeting = only(&reading, Kind::Convene);
        assert_eq!((meeting.stage, setting(&meeting)), (Stage::Planned, (Some("Valletta"), None)));
    }

    #[test]
    fn what_was_done_the_day_before_a_meeting_has_not_its_day() {
        let reading = sentences(
            "The leaders of the OTS met in Baku on 3 May 2021. They voiced grief over the quake of 28 March 2021. The \
             OTS ministers had signed an agreement on bread the day before.",
        );
        assert_eq!(setting(&only(&reading, Kind::Sign)), (None, None));
    }

    #[test]
    fn what_only_an_organisation_can_do_is_done_by_it() {
        let agent = |words: &str| {
            let reading = sentences(words);
            only(&reading, Kind::Grant).agent.named().map(|it| (it.name.clone(), it.span.is_some()))
        };
        assert_eq!(agent("Malta was admitted to the OTS in 2021."), Some(("OTS".into(), false)));
        assert_eq!(agent("Malta joined the OTS in 2021."), None, "its own step as much as theirs");
    }

    #[test]
    fn a_meeting_takes_the_day_of_what_its_sentence_says_is_done_at_it() {
        let reading = sentences(
            "On 3 May 2021 in Baku, where the leaders of the OTS held a summit, the OTS suspended Malta's membership.",
        );
        let meeting = only(&reading, Kind::Convene);
        assert_eq!(setting(&meeting), (Some("Baku"), Some("2021-05-03".into())));
    }
}
