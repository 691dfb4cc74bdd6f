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
fn three_meetings_are_told_apart() {
    let Some(reading) = seed() else { return };
    let rows: Vec<_> = reading
        .meetings
        .iter()
        .map(|it| (it.id.as_str(), it.org.as_deref(), it.place.as_deref(), it.same_as.as_deref()))
        .collect();
    let cis = Some("org:cis");
    assert_eq!(
        rows,
        [
            ("m1", cis, Some("Dushanbe"), None),
            ("m2", cis, Some("Moscow"), None),
            ("m3", cis, None, Some("m1")),
        ]
    );
    let council = Some("body:cis/council-of-heads-of-state");
    assert_eq!(
        reading.meetings.iter().map(|it| it.body.as_deref()).collect::<Vec<_>>(),
        [council, None, council]
    );
    let first = reading.meetings[0].when.as_ref().expect("a day");
    assert_eq!((first.edtf.to_string().as_str(), first.basis), ("2025-10-10", comity::WhenBasis::Inferred));
    assert!(reading.meetings[1].when.is_none(), "the text gives the Moscow summit no day");
}

#[test]
fn two_presidents_hold_office() {
    let Some(reading) = seed() else { return };
    let offices: Vec<_> = reading
        .offices
        .iter()
        .map(|it| (it.person.name.as_str(), it.office.as_str(), it.of.as_deref()))
        .collect();
    assert_eq!(
        offices,
        [
            ("Kassym-Jomart Tokayev", "president", Some("state:KZ")),
            ("Serdar Berdimuhamedow", "president", Some("state:TM")),
        ]
    );
}

#[test]
fn acts_hang_together() {
    let Some(reading) = seed() else { return };
    let kind = |id: &str| {
        reading.claims.iter().find(|it| it.id == id).map(|it| (it.kind, it.stage)).expect("a claim")
    };
    let links: Vec<_> = reading
        .claims
        .iter()
        .flat_map(|it| it.links.iter().map(move |link| (kind(&it.id), kind(&link.to))))
        .collect();
    assert_eq!(
        links,
        [
            ((Kind::Propose, Stage::Proposed), (Kind::Establish, Stage::InForce)),
            ((Kind::Decide, Stage::Planned), (Kind::Grant, Stage::Planned)),
            ((Kind::Propose, Stage::Proposed), (Kind::Establish, Stage::Deciding)),
            ((Kind::Decide, Stage::Decided), (Kind::Chair, Stage::Decided)),
        ]
    );
    let at = |kind: Kind, stage: Stage| {
        reading
            .claims
            .iter()
            .find(|it| it.kind == kind && it.stage == stage)
            .and_then(|it| it.meeting.as_deref())
    };
    assert_eq!(at(Kind::Decide, Stage::Planned), Some("m1"));
    assert_eq!(at(Kind::Establish, Stage::Deciding), Some("m1"));
    let proposed = claims(&reading, Kind::Propose);
    assert_eq!(
        proposed.last().and_then(|it| it.meeting.as_deref()),
        Some("m2"),
        "proposed at the Moscow summit"
    );
}

#[test]
fn sixteen_temptations_are_resisted() {
    let Some(reading) = seed() else { return };
    let all = &reading.claims;
    let none = |number: u8, fits: &dyn Fn(&Claim) -> bool| {
        let wrong: Vec<&Claim> = all.iter().filter(|it| fits(it)).collect();
        assert!(wrong.is_empty(), "N{number}: {wrong:?}");
    };
    let day = |it: &Claim| it.when.as_ref().map(|it| it.edtf.to_string()).unwrap_or_default();
    none(1, &|it| it.kind == Kind::Grant && it.stage != Stage::Planned);
    none(2, &|it| it.kind == Kind::Establish && id(it.agent.named()) == Some("state:KZ"));
    none(3, &|it| day(it).starts_with("2023-") || it.place.as_deref() == Some("Bishkek"));
    none(4, &|it| {
        it.kind == Kind::Propose && id(it.agent.named()).is_some_and(|it| it.starts_with("person:"))
    });
    let grant = all.iter().find(|it| it.kind == Kind::Grant).expect("the grant");
    none(5, &|it| it.kind == Kind::Propose && it.links.iter().any(|link| link.to == grant.id));
    assert!(grant.proposer.is_none(), "N5: nobody proposed the grant");
    none(6, &|it| id(it.party.as_ref()) == Some("state:TJ") || id(it.agent.named()) == Some("state:TJ"));
    none(7, &|it| {
        it.kind == Kind::Chair && (it.stage == Stage::InForce || id(it.party.as_ref()) != Some("state:TM"))
    });
    let second = &reading.quotations[2];
    let speaker = second.speaker.as_ref().and_then(|it| it.id.as_deref());
    assert_eq!(speaker, Some("person:kassym-jomart-tokayev"), "N8: the head of state who congratulates");
    none(9, &|it| !matches!(id(it.org.as_ref()), Some("org:cis")));
    none(10, &|it| it.kind == Kind::Convene && it.place.as_deref() == Some("Moscow"));
    let moscow = &reading.meetings[1];
    assert!(moscow.when.is_none() && moscow.org.as_deref() == Some("org:cis"), "N10: {moscow:?}");
    let spans: Vec<_> = reading.quotations.iter().map(|it| (it.span.start, it.span.end)).collect();
    assert!(spans.contains(&(561, 1179)) && !spans.iter().any(|it| it.1 == 1003 || it.0 == 1011), "N11");
    let apostrophes = [295, 431, 1143, 1270];
    assert!(spans.iter().all(|it| !apostrophes.contains(&it.0)), "N12");
    none(13, &|it| it.standing.as_deref() == Some("member") || it.standing.as_deref() == Some("associate"));
    let spoken = [(722, 774), (865, 963), (1105, 1177), (1459, 1555), (1599, 1696)];
    none(14, &|it| {
        let inside = |a: usize, b: usize| it.evidence.iter().any(|e| a <= e.span.start && e.span.end <= b);
        spoken.iter().any(|(a, b)| inside(*a, *b))
    });
    none(15, &|it| it.kind == Kind::Grant && it.standing.as_deref() != Some("observer"));
    none(15, &|it| id(it.org.as_ref()) == Some("org:sco"));
    let decides =
        all.iter().find(|it| it.kind == Kind::Decide && it.stage == Stage::Decided).expect("the decision");
    assert!(
        day(decides) != "2026" && !decides.links.is_empty(),
        "N16: decided {}, to hold in 2026",
        day(decides)
    );
}
