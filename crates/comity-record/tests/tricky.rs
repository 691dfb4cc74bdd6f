//! Tricky cases, continued from `cases.rs`: what must not be taken for a standing, acts that contradict each other, and what
//! only a filing says of an act: who was absent, who stands apart, whose consent it had, what is applied before it is in force.

#![allow(clippy::unwrap_used)]

mod common;

use comity_model::{Class, Day, Kind, Stage, Stance};
use comity_record::{Body, Names, NoNames, SourceKind};
use common::{Bench, check, day, row, says, term};

#[test]
fn a_memorandum_between_two_organisations_is_no_standing_in_either() {
    let mut bench = Bench::new();
    let memorandum =
        says(Kind::Sign, "org:a", "org:b", "").object("memorandum of the secretariats").on("2005-04-12");
    bench.document("Agency", "2005-04-12", vec![memorandum]);
    check(&bench.standing("org:a", "2006-01-01", "2006-01-01"), &[]);
    check(&bench.standing("org:b", "2006-01-01", "2006-01-01"), &[]);
    let timeline =
        bench.record.timeline("org:b", &bench.question("2006-01-01", "2006-01-01"), &NoNames).unwrap();
    assert_eq!(timeline.acts.iter().map(|it| it.act.kind).collect::<Vec<_>>(), [Kind::Sign]);
}

#[test]
fn the_day_of_publication_is_never_the_day_of_the_act() {
    let mut bench = Bench::new();
    bench.document("Agency", "2025-03-08", vec![says(Kind::Grant, "org:a", "state:SY", "member")]);
    check(
        &bench.standing("org:a", "2025-03-09", "2025-03-09"),
        &["state:SY member certainly in_force ../.. by 1"],
    );
    check(
        &bench.standing("org:a", "2025-03-01", "2025-03-09"),
        &["state:SY member possibly in_force ../.. by 1"],
    );
    let decision = says(Kind::Grant, "org:a", "state:SY", "member").on("2025-03-07");
    bench.document("A Secretariat", "2025-03-10", vec![decision]);
    check(
        &bench.standing("org:a", "2025-03-11", "2025-03-11"),
        &["state:SY member certainly in_force 2025-03-07/.. by 2"],
    );
}

#[test]
fn a_suspended_member_that_leaves_is_both_until_the_day_of_leaving() {
    let mut bench = Bench::with_member("state:ML");
    let suspend = says(Kind::Suspend, "org:a", "state:ML", "").on("2020-08-25");
    bench.document("Agency", "2020-08-25", vec![suspend]);
    let leave = says(Kind::Withdraw, "org:a", "state:ML", "member").stage(Stage::Decided);
    bench.document("Bamako", "2025-03-18", vec![leave.on("2025-03-18").effective("2025-09-18")]);
    check(
        &bench.standing("org:a", "2025-04-01", "2025-04-01"),
        &[
            "state:ML member certainly in_force 1994-04-15/2025-09-18 by 1",
            "state:ML suspended certainly in_force 2020-08-25/2025-09-18 by 1",
        ],
    );
    check(&bench.standing("org:a", "2025-09-18", "2025-10-01"), &[]);
}

#[test]
fn who_leaves_an_agreement_of_an_organisation_stays_its_member() {
    let mut bench = Bench::with_member("state:MD");
    let leave =
        says(Kind::Withdraw, "org:a", "state:MD", "").object("agreement on the assembly").on("2023-07-07");
    bench.document("Agency", "2023-07-07", vec![leave]);
    check(
        &bench.standing("org:a", "2023-08-01", "2023-08-01"),
        &["state:MD member certainly in_force 1994-04-15/.. by 1"],
    );
    let timeline =
        bench.record.timeline("state:MD", &bench.question("2023-08-01", "2023-08-01"), &NoNames).unwrap();
    let kinds: Vec<Kind> = timeline.acts.iter().map(|it| it.act.kind).collect();
    assert_eq!(kinds, [Kind::Grant, Kind::Withdraw]);
}

#[test]
fn the_end_of_an_office_ends_no_membership() {
    let mut bench = Bench::with_member("state:TJ");
    bench.document(
        "Agency",
        "2025-12-31",
        vec![says(Kind::End, "org:a", "state:TJ", "chair").on("2025-12-31")],
    );
    check(
        &bench.standing("org:a", "2026-01-02", "2026-01-02"),
        &["state:TJ member certainly in_force 1994-04-15/.. by 1"],
    );
}

#[test]
fn the_end_of_a_standing_without_a_normal_form_ends_that_one() {
    let mut bench = Bench::with_member("state:TJ");
    bench.document(
        "Agency",
        "2020-01-01",
        vec![says(Kind::Grant, "org:a", "state:TJ", "guest").on("2020-01-01")],
    );
    bench.document(
        "Agency",
        "2022-01-01",
        vec![says(Kind::End, "org:a", "state:TJ", "guest").on("2022-01-01")],
    );
    check(
        &bench.standing("org:a", "2023-01-02", "2023-01-02"),
        &["state:TJ member certainly in_force 1994-04-15/.. by 1"],
    );
    check(
        &bench.standing("org:a", "2021-01-02", "2021-01-02"),
        &[
            "state:TJ guest certainly in_force 2020-01-01/.. by 1",
            "state:TJ member certainly in_force 1994-04-15/.. by 1",
        ],
    );
}

#[test]
fn a_grant_whose_grantor_is_contested_keeps_all_four_positions() {
    let mut bench = Bench::new();
    let grant = || says(Kind::Grant, "org:a", "state:IL", "observer").on("2021-07-22");
    bench.document("A Secretariat", "2021-07-22", vec![grant()]);
    bench.document(
        "Agency",
        "2023-02-19",
        vec![says(Kind::Suspend, "org:a", "state:IL", "").on("2023-02-19")],
    );
    let ended = says(Kind::End, "org:a", "state:IL", "observer").on("2022-02-06");
    bench.document("Outlet", "2023-02-20", vec![ended]);
    bench.document("Presidency", "2023-02-20", vec![grant().stance(Stance::Denies)]);
    let question = bench.question("2023-03-01", "2023-03-01");
    let disputes = bench.record.disputes(Some("org:a"), &question, &NoNames).unwrap();
    let mut said: Vec<String> = disputes
        .disputes
        .iter()
        .flat_map(|it| &it.said)
        .map(|it| format!("{} {}", it.source, common::word(&it.kind)))
        .collect();
    said.sort();
    said.dedup();
    check(&said, &["A Secretariat grant", "Outlet end", "Presidency grant"]);
    let lines = bench.standing("org:a", "2023-03-01", "2023-03-01");
    assert!(lines.iter().any(|it| it.contains("suspended certainly")), "{lines:?}");
    assert!(!lines.iter().any(|it| it.contains("observer") && !it.contains("disputed")), "{lines:?}");
}

#[test]
fn a_decision_that_reaches_back_is_known_only_from_its_publication() {
    let mut bench = Bench::with_member("state:GA");
    let suspend = says(Kind::Suspend, "org:a", "state:GA", "").on("2023-09-19").effective("2023-08-30");
    bench.document("A Secretariat", "2023-09-19", vec![suspend]);
    let plain = "state:GA member certainly in_force 1994-04-15/.. by 1";
    check(&bench.standing("org:a", "2023-09-01", "2023-09-01"), &[plain]);
    check(
        &bench.standing("org:a", "2023-09-01", "2023-09-20"),
        &[plain, "state:GA suspended certainly in_force 2023-08-30/.. by 1"],
    );
    check(&bench.standing("org:a", "2023-08-29", "2023-09-20"), &[plain]);
}

/// One organisation that was renamed.
struct Renamed;

impl Names for Renamed {
    fn name(&self, id: &str, on: Day) -> Option<String> {
        let old = on.ordinal()? < day("2021-11-12").ordinal()?;
        (id == "org:b").then(|| if old { "Old Council" } else { "New Organisation" }.to_owned())
    }

    fn find(&self, name: &str) -> Vec<String> {
        ["Old Council", "New Organisation"].contains(&name).then(|| "org:b".to_owned()).into_iter().collect()
    }
}

#[test]
fn a_renamed_holder_is_one_holder_with_the_name_of_the_day() {
    let mut bench = Bench::new();
    let grant = says(Kind::Grant, "org:a", "org:b", "observer").on("2015-05-01");
    bench.document("Agency", "2015-05-02", vec![grant]);
    for name in ["Old Council", "New Organisation"] {
        let found = bench.record.subjects(name, &Renamed, day("2024-01-01")).unwrap();
        assert_eq!(found.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["org:b"]);
    }
    let named = |on: &str| {
        let answer = bench.record.standing("org:a", &bench.question(on, "2024-01-01"), &Renamed).unwrap();
        answer.parties.into_iter().map(|it| it.party.name).collect::<Vec<_>>()
    };
    check(&named("2016-01-01"), &["Old Council"]);
    check(&named("2022-01-01"), &["New Organisation"]);
}

#[test]
fn who_is_invited_and_declines_was_never_a_member() {
    let mut bench = Bench::new();
    let invite = says(Kind::Invite, "org:a", "state:AR", "member").stage(Stage::Decided).on("2023-08-24");
    bench.document("A Secretariat", "2023-08-24", vec![invite.effective("2024-01-01")]);
    let before = bench.standing("org:a", "2023-12-01", "2023-12-01");
    check(&before, &["state:AR member pending proposed 2024-01-01/.. by 1"]);
    check(
        &bench.standing("org:a", "2024-02-01", "2023-12-01"),
        &["state:AR member pending proposed 2024-01-01/.. by 1"],
    );
    let declined = says(Kind::Invite, "org:a", "state:AR", "member").stage(Stage::Rejected).on("2023-12-29");
    bench.document("Presidency", "2023-12-29", vec![declined]);
    let after = bench.standing("org:a", "2024-02-01", "2024-02-01");
    assert!(after.iter().all(|it| it.contains("refused rejected")), "{after:?}");
}

#[test]
fn a_member_said_loosely_stands_beside_what_the_organisation_calls_it_as_a_dispute() {
    let mut bench = Bench::new();
    let grant = |standing: &str| says(Kind::Grant, "org:a", "state:XX", standing).on("2016-11-26");
    bench.document("Agency", "2016-11-26", vec![grant("member")]);
    check(
        &bench.standing("org:a", "2017-01-01", "2016-11-26"),
        &["state:XX member certainly in_force 2016-11-26/.. by 1"],
    );
    bench.document("A Secretariat", "2016-11-27", vec![grant("observer")]);
    check(
        &bench.standing("org:a", "2017-01-01", "2017-01-01"),
        &[
            "state:XX member certainly in_force 2016-11-26/.. disputed by 1",
            "state:XX observer certainly in_force 2016-11-26/.. disputed by 1",
        ],
    );
}

#[test]
fn a_draft_that_leaked_is_a_plan_by_a_source_that_counts_least() {
    let mut bench = Bench::new();
    let mut draft = row("org:a", "state:UA", Class::Candidate, "2022-06-23", "");
    draft.note = Some("draft conclusions".to_owned());
    let planned = says(Kind::Grant, "org:a", "state:UA", "candidate").stage(Stage::Planned).on("2022-06-23");
    bench.document("Outlet", "2022-06-21", vec![planned]);
    check(
        &bench.standing("org:a", "2022-06-22", "2022-06-22"),
        &["state:UA candidate pending planned 2022-06-23/.. by 1"],
    );
    bench.rows_of("leak", SourceKind::Other, "2022-06-22", vec![Body::Standing(draft)]);
    let denied = says(Kind::Grant, "org:a", "state:UA", "candidate").on("2022-06-23").stance(Stance::Denies);
    bench.document("A Secretariat", "2022-06-22", vec![denied]);
    let found = bench.standing("org:a", "2022-06-24", "2022-06-22");
    check(&found, &["state:UA candidate refused rejected 2022-06-23/.. disputed by 0"]);
}

#[test]
fn a_ceremony_after_the_act_moves_no_day() {
    let mut bench = Bench::new();
    bench.document(
        "A Secretariat",
        "2024-03-07",
        vec![says(Kind::Grant, "org:a", "state:SE", "member").on("2024-03-07")],
    );
    let flag = says(Kind::Convene, "org:a", "", "").object("flag-raising ceremony").on("2024-03-11");
    bench.document("Agency", "2024-03-11", vec![flag]);
    check(
        &bench.standing("org:a", "2024-03-12", "2024-03-12"),
        &["state:SE member certainly in_force 2024-03-07/.. by 1"],
    );
}

#[test]
fn a_proposer_is_who_each_source_says_it_is() {
    let mut bench = Bench::new();
    let proposal = |who: &str| {
        says(Kind::Propose, "org:a", "", "").stage(Stage::Proposed).object("Open Format").on("2024").edit(
            |it| {
                it.proposer = Some(common::party(who));
            },
        )
    };
    bench.document("Presidency", "2025-10-10", vec![proposal("state:TR")]);
    bench.document("Agency", "2025-10-11", vec![proposal("state:KZ")]);
    let found = bench
        .record
        .initiative("Open Format", &bench.question("2025-10-12", "2025-10-12"), &NoNames)
        .unwrap();
    let proposers = found.initiatives.iter().flat_map(|it| &it.proposers);
    let proposers: Vec<String> =
        proposers.map(|it| format!("{} by {}", it.party.id, it.sources.join(", "))).collect();
    check(&proposers, &["state:TR by Presidency", "state:KZ by Agency"]);
}

#[test]
fn a_chair_may_be_held_by_an_associate_and_changes_no_standing() {
    let mut bench = Bench::new();
    let associate = row("org:a", "state:TM", Class::Associate, "2005-08-26", "");
    let bodies =
        vec![Body::Standing(associate), Body::Chair(term("org:a", "state:TM", "2026-01-01", "2027-01-01"))];
    bench.rows("2025-10-10", bodies);
    check(
        &bench.standing("org:a", "2026-02-01", "2026-02-01"),
        &["state:TM associate certainly in_force 2005-08-26/.. by 1"],
    );
    check(
        &bench.chairs("org:a", "2026-02-01", "2026-02-01"),
        &["chair state:TM certainly in_force 2026-01-01/2027-01-01"],
    );
}

#[test]
fn two_that_chair_together_are_no_dispute_when_one_source_says_both() {
    let mut bench = Bench::new();
    let joint =
        ["state:AA", "state:BB"].map(|who| Body::Chair(term("org:a", who, "2016-01-01", "2017-01-01")));
    bench.rows("2016-01-01", joint.to_vec());
    check(
        &bench.chairs("org:a", "2016-06-01", "2016-06-01"),
        &[
            "chair state:AA certainly in_force 2016-01-01/2017-01-01",
            "chair state:BB certainly in_force 2016-01-01/2017-01-01",
        ],
    );
}

/// An act filed with some fields of its own.
fn file(bench: &mut Bench, known: &str, instrument: &str, fields: serde_json::Value) -> String {
    let mut act = serde_json::json!({
        "id": "", "kind": "grant", "stage": "in_force", "agent": {"status": "unstated"},
        "org": {"id": "org:a", "name": "a"}, "standing": "member", "class": "full",
    });
    act.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    bench.filing(known, instrument, serde_json::from_value(act).unwrap()).to_string()
}

fn party(id: &str) -> serde_json::Value {
    serde_json::json!({"id": id, "name": id})
}

#[test]
fn who_was_absent_or_against_is_kept_with_the_decision_and_stays_what_it_is() {
    let mut bench = Bench::with_member("state:AM");
    let fields = serde_json::json!({
        "party": party("state:BY"), "decided_on": "2023-11-23",
        "absent": [party("state:AM")], "against": [party("state:KG")],
    });
    let number = file(&mut bench, "2023-11-23", "Decision 1", fields);
    let told = says(Kind::Grant, "org:a", "state:BY", "member").on("2023-11-23");
    bench.document("A Secretariat", "2023-11-24", vec![told]);
    let question = bench.question("2023-12-01", "2023-12-01");
    let act = bench.record.act(&number, &question, &NoNames).unwrap().unwrap().act;
    let ids = |it: &[comity_model::PartyRef]| it.iter().map(|it| it.id.clone().unwrap()).collect::<Vec<_>>();
    assert_eq!((ids(&act.absent), ids(&act.against)), (vec!["state:AM".into()], vec!["state:KG".into()]));
    check(
        &bench.standing("org:a", "2023-12-01", "2023-12-01"),
        &[
            "state:AM member certainly in_force 1994-04-15/.. by 1",
            "state:BY member certainly in_force 2023-11-23/.. by 2",
        ],
    );
}

#[test]
fn a_member_with_a_reservation_stands_apart_from_the_act_and_not_from_the_organisation() {
    let mut bench = Bench::with_member("state:UA");
    let fields = serde_json::json!({
        "kind": "sign", "standing": null, "class": null, "object": "Charter", "decided_on": "1993-01-22",
        "apart": [
            {"party": party("state:UA"), "how": "reservation", "words": "as far as its law allows"},
            {"party": party("state:MD"), "how": "not-signed"},
            {"party": party("state:TM"), "how": "no-interest"},
        ],
    });
    let number = file(&mut bench, "1993-01-22", "Charter", fields);
    let question = bench.question("1995-01-01", "1995-01-01");
    let act = bench.record.act(&number, &question, &NoNames).unwrap().unwrap().act;
    let apart: Vec<String> = act
        .apart
        .iter()
        .map(|it| format!("{} {} {:?}", it.party.name, common::word(&it.how), it.words.as_deref()))
        .collect();
    check(
        &apart,
        &[
            "state:UA reservation Some(\"as far as its law allows\")",
            "state:MD not-signed None",
            "state:TM no-interest None",
        ],
    );
    check(
        &bench.standing("org:a", "1995-01-01", "1995-01-01"),
        &["state:UA member certainly in_force 1994-04-15/.. by 1"],
    );
}

#[test]
fn what_is_applied_provisionally_is_so_until_a_source_says_that_it_is_in_force() {
    let mut bench = Bench::new();
    let fields =
        |more: serde_json::Value| serde_json::json!({"party": party("state:HR"), "effective_on": more});
    let mut provisional = fields("2014-04-12".into());
    provisional["provisional"] = true.into();
    let number = file(&mut bench, "2014-04-12", "Exchange of letters", provisional);
    let ask = |bench: &Bench, known: &str| {
        let answer = bench.record.standing("org:a", &bench.question(known, known), &NoNames).unwrap();
        let act = bench.record.act(&number, &bench.question(known, known), &NoNames).unwrap().unwrap().act;
        let line = &answer.parties[0];
        assert_eq!(line.holds, comity_record::answer::Holds::Certainly);
        (line.provisional, act.provisional, line.said.iter().filter(|it| it.provisional).count())
    };
    assert_eq!(ask(&bench, "2020-01-01"), (true, true, 1));
    file(&mut bench, "2025-03-01", "Notice of entry into force", fields("2014-04-12".into()));
    assert_eq!(ask(&bench, "2020-01-01"), (true, true, 1), "as known before");
    assert_eq!(ask(&bench, "2025-03-01"), (false, false, 1));
    assert_eq!(bench.record.verify(&mut |_| {}).unwrap().flaws, []);
}

#[test]
fn a_territory_takes_a_standing_with_the_consent_of_its_state_which_takes_none() {
    let mut bench = Bench::new();
    let fields = serde_json::json!({
        "party": party("territory:GU"), "standing": "associate", "class": "associate",
        "decided_on": "2024-08-30", "consent": [party("state:US")],
    });
    let number = file(&mut bench, "2024-08-30", "Communique", fields);
    let question = bench.question("2024-09-01", "2024-09-01");
    let act = bench.record.act(&number, &question, &NoNames).unwrap().unwrap().act;
    assert_eq!(act.consent.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["state:US"]);
    check(
        &bench.standing("org:a", "2024-09-01", "2024-09-01"),
        &["territory:GU associate certainly in_force 2024-08-30/.. by 1"],
    );
    check(&bench.standing("state:US", "2024-09-01", "2024-09-01"), &[]);
}

#[test]
fn a_suspension_of_one_right_says_which_and_the_member_stays_one() {
    let mut bench = Bench::with_member("state:NE");
    let vote = || says(Kind::Suspend, "org:a", "state:NE", "").on("2023-12-01").object("the right to vote");
    bench.document("A Secretariat", "2023-11-24", vec![vote()]);
    let rights = |bench: &Bench, known: &str| {
        let answer = bench.record.standing("org:a", &bench.question("2024-01-01", known), &NoNames).unwrap();
        let line = |it: comity_record::answer::StandingLine| (it.standing, it.rights);
        answer.parties.into_iter().map(line).collect::<Vec<_>>()
    };
    let member = ("member".to_owned(), None);
    let suspended = |it: Option<&str>| ("suspended".to_owned(), it.map(str::to_owned));
    assert_eq!(rights(&bench, "2024-01-01"), [member.clone(), suspended(Some("the right to vote"))]);
    // Another source tells of the same suspension without saying of what: the answer takes no side for the narrower.
    bench.document(
        "A Secretariat",
        "2024-02-01",
        vec![says(Kind::Suspend, "org:a", "state:NE", "").on("2023-12-01")],
    );
    assert_eq!(rights(&bench, "2024-03-01"), [member, suspended(None)]);
}
