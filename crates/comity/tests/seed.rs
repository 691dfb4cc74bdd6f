//! The first article, read point by point. Its text is not part of this repository: the test runs where it lies beside it.

#![allow(clippy::disallowed_methods)]

use comity::{Claim, Kind, Reading, Stage};

/// The article's reading, where the article is there.
fn seed() -> Option<Reading> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gold/seed/docs/seed.txt");
    let bytes = std::fs::read(path).ok()?;
    let document = comity::document("seed.txt", &bytes).expect("text");
    Some(comity::read(&document))
}

fn claims(reading: &Reading, kind: Kind) -> Vec<&Claim> {
    reading.claims.iter().filter(|it| it.kind == kind).collect()
}

fn id(party: Option<&comity::PartyRef>) -> Option<&str> {
    party.and_then(|it| it.id.as_deref())
}

#[test]
fn the_frame_says_who_published_and_by_way_of_whom() {
    let Some(reading) = seed() else { return };
    let frame = &reading.document;
    assert_eq!(frame.lang, "en");
    assert_eq!(frame.published.as_ref().map(|it| it.edtf.as_str()), Some("2025-10-10T15:28"));
    assert_eq!(frame.published.as_ref().and_then(|it| it.span), Some([128, 150].into()));
    assert_eq!(
        frame.publisher.as_ref().map(|it| (it.name.as_str(), it.span)),
        Some(("Kazinform News Agency", Some([458, 479].into())))
    );
    assert_eq!(frame.sources.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Akorda"]);
    assert_eq!(frame.authors, ["Almas Zhexenbekov"]);
    assert_eq!(frame.credits.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Akorda"]);
}

#[test]
fn the_grant_is_planned_and_its_holder_is_an_organisation() {
    let Some(reading) = seed() else { return };
    let grants = claims(&reading, Kind::Grant);
    let [grant] = grants[..] else { panic!("one grant, not {}", grants.len()) };
    assert_eq!((id(grant.org.as_ref()), id(grant.party.as_ref())), (Some("org:cis"), Some("org:sco")));
    assert_eq!((grant.standing.as_deref(), grant.stage), (Some("observer"), Stage::Planned));
    assert_eq!(grant.when.as_ref().map(|it| it.edtf.to_string()), Some("2025-10-10".into()));
    assert!(grant.said_by.is_some());
    let decides = reading
        .claims
        .iter()
        .any(|it| it.kind == Kind::Decide && it.links.iter().any(|link| link.to == grant.id));
    assert!(decides, "the decision is a claim of its own that decides the grant");
}

#[test]
fn institutions_of_2023_have_a_proposer_and_no_agent() {
    let Some(reading) = seed() else { return };
    let established = claims(&reading, Kind::Establish);
    let first = established
        .iter()
        .find(|it| it.when.as_ref().is_some_and(|it| it.edtf.to_string() == "2023"))
        .expect("2023");
    assert!(first.agent.named().is_none(), "who established them is not stated");
    let proposers: Vec<Option<&str>> =
        claims(&reading, Kind::Propose).iter().map(|it| id(it.agent.named())).collect();
    assert_eq!(proposers, [Some("state:KZ"), Some("state:KZ")], "the state proposed, not the person");
    assert!(claims(&reading, Kind::Propose).iter().all(|it| it.when.is_none()), "no proposal has a day");
    let format = established.iter().find(|it| it.stage == Stage::Deciding).expect("the format");
    assert!(format.object.as_deref().is_some_and(|it| it.contains("CIS Plus")));
}

#[test]
fn turkmenistan_is_to_chair_in_2026_and_nobody_else() {
    let Some(reading) = seed() else { return };
    let chairs = claims(&reading, Kind::Chair);
    let [chair] = chairs[..] else { panic!("one chair, not {}", chairs.len()) };
    assert_eq!((id(chair.party.as_ref()), chair.stage), (Some("state:TM"), Stage::Decided));
    assert_eq!(chair.when.as_ref().map(|it| it.edtf.to_string()), Some("2026".into()));
    assert!(chair.said_by.is_none(), "the narrator says so");
}

#[test]
fn one_meeting_is_asserted_and_the_moscow_summit_is_no_act() {
    let Some(reading) = seed() else { return };
    let met = claims(&reading, Kind::Convene);
    let [met] = met[..] else { panic!("one meeting, not {}", met.len()) };
    assert_eq!((met.place.as_deref(), id(met.org.as_ref())), (Some("Dushanbe"), Some("org:cis")));
    assert_eq!(reading.meetings.first().and_then(|it| it.country.as_deref()), Some("state:TJ"));
}

#[test]
fn four_quotations_have_one_speaker() {
    let Some(reading) = seed() else { return };
    let spans: Vec<_> = reading.quotations.iter().map(|it| (it.span.start, it.span.end)).collect();
    assert_eq!(spans, [(61, 122), (561, 1179), (1330, 1698), (1772, 1884)]);
    for quotation in &reading.quotations {
        let speaker = quotation.speaker.as_ref().and_then(|it| it.id.as_deref());
        assert_eq!(speaker, Some("person:kassym-jomart-tokayev"));
    }
}

#[test]
fn what_is_not_said_is_not_read() {
    let Some(reading) = seed() else { return };
    for claim in &reading.claims {
        assert_ne!(id(claim.org.as_ref()), Some("org:commonwealth"));
        assert_ne!(id(claim.party.as_ref()), Some("state:TJ"), "venue is not chair");
        assert!(claim.kind != Kind::Grant || claim.stage < Stage::Decided, "nothing granted is in force");
        assert!(!claim.standing.as_deref().is_some_and(|it| it == "member" || it == "partner"));
        assert_ne!(claim.place.as_deref(), Some("Bishkek"));
    }
}
