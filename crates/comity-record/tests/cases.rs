//! The tricky cases of institutional life, each as sources tell it and as the record must answer.

#![allow(clippy::unwrap_used)]

mod common;

use comity_model::{Class, Foundation, Kind, Stage, Stance};
use comity_record::{Body, NoNames, Policy, Question, Rank};
use common::{Bench, check, day, row, says, term};

#[test]
fn an_organisation_observes_another_and_not_the_other_way_round() {
    let mut bench = Bench::new();
    bench.document(
        "Agency",
        "2025-10-10",
        vec![says(Kind::Grant, "org:a", "org:b", "observer").on("2025-10-10")],
    );
    check(
        &bench.standing("org:a", "2025-11-01", "2025-11-01"),
        &["org:b observer certainly in_force 2025-10-10/.. by 1"],
    );
    let answer =
        bench.record.standing("org:b", &bench.question("2025-11-01", "2025-11-01"), &NoNames).unwrap();
    assert!(answer.parties.is_empty());
    assert_eq!(answer.organisations.len(), 1);
}

#[test]
fn a_request_by_one_side_is_another_act_than_the_grant_by_the_other() {
    let mut bench = Bench::new();
    let request = says(Kind::Request, "org:a", "org:b", "observer").stage(Stage::Requested).on("2025-09-01");
    bench.document("Agency", "2025-09-02", vec![request]);
    check(
        &bench.standing("org:a", "2025-09-03", "2025-09-03"),
        &["org:b observer expired requested 2025-09-01/.. by 1"],
    );
    let grant = says(Kind::Grant, "org:a", "org:b", "observer").on("2025-10-10");
    bench.document("A Secretariat", "2025-10-10", vec![grant]);
    check(
        &bench.standing("org:a", "2025-10-11", "2025-10-11"),
        &["org:b observer certainly in_force 2025-10-10/.. by 1"],
    );
    let timeline =
        bench.record.timeline("org:a", &bench.question("2025-10-11", "2025-10-11"), &NoNames).unwrap();
    let acts: Vec<String> = timeline
        .acts
        .iter()
        .map(|it| format!("{} {}", common::word(&it.act.kind), it.day.unwrap()))
        .collect();
    check(&acts, &["request 2025-09-01", "grant 2025-10-10"]);
}

#[test]
fn a_premature_report_is_overtaken_and_stays_a_dispute() {
    let mut bench = Bench::new();
    let grant = || says(Kind::Grant, "org:a", "org:b", "observer");
    bench.document("Hasty Agency", "2025-09-02", vec![grant().on("2025-09-01")]);
    bench.document("Agency", "2025-10-07", vec![grant().stage(Stage::Planned).on("2025-10-10")]);
    bench.document("Other Agency", "2025-10-10", vec![grant().stage(Stage::Decided).on("2025-10-10")]);
    check(
        &bench.standing("org:a", "2025-10-05", "2025-10-05"),
        &["org:b observer certainly in_force 2025-09-01/.. by 1"],
    );
    check(
        &bench.standing("org:a", "2025-10-08", "2025-10-08"),
        &["org:b observer pending planned 2025-10-10/.. disputed by 1"],
    );
    check(
        &bench.standing("org:a", "2025-10-12", "2025-10-12"),
        &["org:b observer certainly decided 2025-10-10/.. disputed by 1"],
    );
}

#[test]
fn planned_and_done_on_one_day_are_both_recorded_and_no_dispute() {
    let mut bench = Bench::new();
    let grant = || says(Kind::Grant, "org:a", "org:b", "observer").on("2025-10-10");
    bench.document("Agency", "2025-10-10", vec![grant().stage(Stage::Planned)]);
    bench.document("Other Agency", "2025-10-10", vec![grant().stage(Stage::Decided)]);
    check(
        &bench.standing("org:a", "2025-10-10", "2025-10-10"),
        &["org:b observer certainly decided 2025-10-10/.. by 1"],
    );
    let act = bench.record.act("2", &bench.question("2025-10-10", "2025-10-10"), &NoNames).unwrap().unwrap();
    let stages: Vec<Stage> = act.chain.iter().map(|it| it.stage).collect();
    assert_eq!(stages, [Stage::Planned, Stage::Decided]);
}

#[test]
fn a_recommendation_is_no_effect() {
    let mut bench = Bench::new();
    let propose =
        says(Kind::Propose, "org:a", "state:IR", "observer").stage(Stage::Proposed).on("2024-11-29");
    bench.document("Agency", "2024-11-29", vec![propose]);
    check(
        &bench.standing("org:a", "2024-12-01", "2024-12-01"),
        &["state:IR observer expired proposed 2024-11-29/.. by 1"],
    );
}

#[test]
fn between_decision_and_effect_it_is_decided_and_ahead() {
    let mut bench = Bench::new();
    let grant = says(Kind::Grant, "org:a", "state:PS", "observer")
        .stage(Stage::Decided)
        .on("2024-05-10")
        .effective("2024-09-10");
    bench.document("A Secretariat", "2024-05-10", vec![grant]);
    check(&bench.standing("org:a", "2024-05-01", "2024-06-01"), &[]);
    check(
        &bench.standing("org:a", "2024-06-01", "2024-06-01"),
        &["state:PS observer ahead decided 2024-09-10/.. by 1"],
    );
    check(
        &bench.standing("org:a", "2024-09-10", "2024-09-10"),
        &["state:PS observer certainly decided 2024-09-10/.. by 1"],
    );
}

#[test]
fn days_one_apart_are_one_act_the_better_source_first_and_both_kept() {
    let mut bench = Bench::new();
    let grant = || says(Kind::Grant, "org:a", "state:BO", "member");
    bench.document("Page", "2024-08-09", vec![grant().on("2024-08-08")]);
    bench.document("A Secretariat", "2024-08-07", vec![grant().on("2024-08-07")]);
    check(
        &bench.standing("org:a", "2025-01-01", "2025-01-01"),
        &["state:BO member certainly in_force 2024-08-07/.. disputed by 2"],
    );
    let disputes = bench.record.disputes(Some("org:a"), &Question::on(day("2025-01-01")), &NoNames).unwrap();
    let days: Vec<String> = disputes.disputes[0].said.iter().map(|it| it.from.unwrap().to_string()).collect();
    assert_eq!(days, ["2024-08-07", "2024-08-08"]);
}

#[test]
fn the_instrument_counts_before_the_press_release_of_the_organisation() {
    let mut bench = Bench::new();
    let grant = || says(Kind::Grant, "org:a", "state:PS", "observer").stage(Stage::Decided);
    bench.document("A Secretariat", "2024-05-11", vec![grant().on("2024-04-10")]);
    let act = serde_json::from_value(serde_json::json!({
        "id": "", "kind": "grant", "stage": "decided", "agent": {"status": "unstated"},
        "org": {"id": "org:a", "name": "a"}, "party": {"id": "state:PS", "name": "b"},
        "standing": "observer", "class": "observer", "decided_on": "2024-05-10",
    }))
    .unwrap();
    bench.filing("2024-05-10", "Resolution 23", act);
    check(
        &bench.standing("org:a", "2024-06-01", "2024-06-01"),
        &["state:PS observer certainly decided 2024-05-10/.. disputed by 2"],
    );
}

#[test]
fn a_year_makes_three_answers() {
    let mut bench = Bench::new();
    bench.rows("2024-06-01", vec![Body::Standing(row("org:a", "state:B", Class::Full, "2023", ""))]);
    check(&bench.standing("org:a", "2022-12-31", "2025-01-01"), &[]);
    check(
        &bench.standing("org:a", "2023-06-01", "2025-01-01"),
        &["state:B member possibly in_force 2023/.. by 1"],
    );
    check(
        &bench.standing("org:a", "2023-12-31", "2025-01-01"),
        &["state:B member certainly in_force 2023/.. by 1"],
    );
    check(&bench.standing("org:a", "2023", "2025-01-01"), &["state:B member possibly in_force 2023/.. by 1"]);
}

#[test]
fn a_year_and_a_day_in_it_agree_and_keep_their_precision() {
    let mut bench = Bench::new();
    let establish = |when: &str| says(Kind::Establish, "org:a", "", "").object("Plus format").on(when);
    bench.document("Agency", "2025-10-10", vec![establish("2023")]);
    bench.document("A Secretariat", "2023-10-13", vec![establish("2023-10-13")]);
    let answer = bench.record.initiative("Plus format", &Question::on(day("2025-10-10")), &NoNames).unwrap();
    assert_eq!(answer.initiatives.len(), 1);
    let it = &answer.initiatives[0];
    assert_eq!((it.act.decided_on, it.disputed, it.sources), (Some(day("2023-10-13")), false, 2));
    let before = bench.record.initiative("Plus format", &Question::on(day("2023-10-12")), &NoNames).unwrap();
    assert!(before.initiatives.is_empty());
    let said: Vec<String> = it.chain[0].said.iter().map(|it| it.on.unwrap().to_string()).collect();
    assert_eq!(said, ["2023-10-13", "2023"]);
}

#[test]
fn a_suspended_member_is_a_member_until_and_after_it_is_restored() {
    let mut bench = Bench::new();
    bench.rows("1975-01-01", vec![Body::Standing(row("org:a", "state:GA", Class::Full, "1975-01-01", ""))]);
    bench.document(
        "Agency",
        "2023-08-31",
        vec![says(Kind::Suspend, "org:a", "state:GA", "").on("2023-08-31")],
    );
    bench.document(
        "Agency",
        "2025-04-30",
        vec![says(Kind::Restore, "org:a", "state:GA", "").on("2025-04-30")],
    );
    check(
        &bench.standing("org:a", "2024-01-01", "2024-01-01"),
        &[
            "state:GA member certainly in_force 1975-01-01/.. by 1",
            "state:GA suspended certainly in_force 2023-08-31/.. by 1",
        ],
    );
    check(
        &bench.standing("org:a", "2025-05-01", "2025-05-01"),
        &["state:GA member certainly in_force 1975-01-01/.. by 1"],
    );
    check(
        &bench.standing("org:a", "2024-01-01", "2025-05-01"),
        &[
            "state:GA member certainly in_force 1975-01-01/.. by 1",
            "state:GA suspended certainly in_force 2023-08-31/2025-04-30 by 1",
        ],
    );
}

#[test]
fn a_denied_suspension_shows_both_sides() {
    let mut bench = Bench::new();
    let freeze = || says(Kind::Suspend, "org:a", "state:AM", "").on("2024-02");
    bench.document("Agency", "2024-02-23", vec![freeze()]);
    bench.document("A Secretariat", "2024-02-24", vec![freeze().stance(Stance::Denies)]);
    check(
        &bench.standing("org:a", "2024-03-05", "2024-03-05"),
        &["state:AM suspended refused rejected 2024-02/.. disputed by 0"],
    );
}

#[test]
fn a_notice_overtaken_by_exclusion_is_kept() {
    let mut bench = Bench::new();
    bench.rows("1996-02-28", vec![Body::Standing(row("org:a", "state:RU", Class::Full, "1996-02-28", ""))]);
    let notice = says(Kind::Withdraw, "org:a", "state:RU", "").stage(Stage::Decided).on("2022-03-15");
    bench.document("Agency", "2022-03-15", vec![notice]);
    check(
        &bench.standing("org:a", "2022-03-15", "2022-03-15"),
        &[
            "state:RU member certainly in_force 1996-02-28/.. by 1",
            "state:RU withdrawing certainly decided 2022-03-15/.. by 1",
        ],
    );
    let cessation = says(Kind::End, "org:a", "state:RU", "member").on("2022-03-16");
    bench.document("A Secretariat", "2022-03-16", vec![cessation]);
    let after = bench.standing("org:a", "2022-03-17", "2022-03-17");
    assert!(!after.iter().any(|it| it.contains(" member ")), "{after:?}");
    let timeline =
        bench.record.timeline("state:RU", &bench.question("2022-03-17", "2022-03-17"), &NoNames).unwrap();
    let kinds: Vec<Kind> = timeline.acts.iter().map(|it| it.act.kind).collect();
    assert_eq!(kinds, [Kind::Grant, Kind::Withdraw, Kind::End]);
}

#[test]
fn a_contested_end_has_two_positions_and_a_preference_that_can_be_changed() {
    let mut bench = Bench::new();
    bench.rows("1975-05-28", vec![Body::Standing(row("org:a", "state:ML", Class::Full, "1975-05-28", ""))]);
    let leave = |when: &str| says(Kind::Withdraw, "org:a", "state:ML", "").on(when);
    bench.document("Bamako", "2024-01-28", vec![leave("2024-01-28")]);
    bench.document(
        "A Secretariat",
        "2024-12-15",
        vec![leave("2024-12-15").stage(Stage::Decided).effective("2025-01-29")],
    );
    check(
        &bench.standing("org:a", "2024-12-20", "2024-12-20"),
        &["state:ML member certainly in_force 1975-05-28/2025-01-29 disputed by 1"],
    );
    check(&bench.standing("org:a", "2025-01-29", "2025-02-01"), &[]);
    let order = vec![Rank::Participant, Rank::Own];
    let policy = Policy { order, ..bench.record.policy().clone() };
    let question = Question { policy: Some(policy), ..bench.question("2024-12-20", "2024-12-20") };
    check(&bench.standing_asked("org:a", &question), &[]);
}

#[test]
fn an_exit_in_many_steps_is_a_member_that_is_leaving() {
    let mut bench = Bench::new();
    bench.rows("1994-04-15", vec![Body::Standing(row("org:a", "state:MD", Class::Full, "1994-04-15", ""))]);
    let leave = || says(Kind::Withdraw, "org:a", "state:MD", "");
    bench.document("Agency", "2026-01-19", vec![leave().stage(Stage::Planned)]);
    bench.document("Agency", "2026-03-20", vec![leave().stage(Stage::Deciding).on("2026-03-20")]);
    check(
        &bench.standing("org:a", "2026-03-21", "2026-03-21"),
        &[
            "state:MD member certainly in_force 1994-04-15/.. by 1",
            "state:MD withdrawing certainly deciding 2026-03-20/.. by 1",
        ],
    );
}

#[test]
fn kinds_that_are_merged_change_for_every_holder_on_the_day() {
    let mut bench = Bench::new();
    let partner = |from: &str| row("org:a", "state:AF", Class::Partner, from, "");
    bench.rows(
        "2025-09-01",
        vec![
            Body::Standing(row("org:a", "state:AF", Class::Observer, "2012-06-07", "2025-09-01")),
            Body::Standing(partner("2025-09-01")),
        ],
    );
    check(
        &bench.standing("org:a", "2025-08-31", "2025-09-02"),
        &["state:AF observer certainly in_force 2012-06-07/2025-09-01 by 1"],
    );
    check(
        &bench.standing("org:a", "2025-09-01", "2025-09-02"),
        &["state:AF partner certainly in_force 2025-09-01/.. by 1"],
    );
}

#[test]
fn who_rises_to_a_higher_standing_leaves_the_lower_one() {
    let mut bench = Bench::new();
    bench.rows(
        "2022-11-11",
        vec![Body::Standing(row("org:a", "state:TL", Class::Observer, "2022-11-11", ""))],
    );
    bench.document(
        "Agency",
        "2025-10-26",
        vec![says(Kind::Grant, "org:a", "state:TL", "member").on("2025-10-26")],
    );
    check(
        &bench.standing("org:a", "2025-10-26", "2025-10-26"),
        &["state:TL member certainly in_force 2025-10-26/.. by 1"],
    );
    check(
        &bench.standing("org:a", "2025-10-25", "2025-10-25"),
        &["state:TL observer certainly in_force 2022-11-11/.. by 1"],
    );
}

#[test]
fn a_co_chair_read_as_chair_is_overruled_and_kept() {
    let mut bench = Bench::new();
    let chair = |who: &str| says(Kind::Chair, "org:a", who, "chair").stage(Stage::Decided).on("2026");
    bench.document("A Secretariat", "2025-10-10", vec![chair("state:TM").effective("2026-01-01")]);
    bench.document("Outlet", "2025-10-11", vec![chair("state:TM"), chair("state:UZ")]);
    check(
        &bench.chairs("org:a", "2025-12-31", "2025-12-31"),
        &[
            "chair state:TM ahead decided 2026-01-01/.. disputed",
            "chair state:UZ ahead decided 2026/.. overruled",
        ],
    );
    check(
        &bench.chairs("org:a", "2026-01-01", "2026-01-01")[..1],
        &["chair state:TM certainly decided 2026-01-01/.. disputed"],
    );
}

#[test]
fn of_two_chairs_told_by_like_sources_the_one_told_by_more_is_preferred() {
    let mut bench = Bench::new();
    let chair = |who: &str| says(Kind::Chair, "org:a", who, "chair").stage(Stage::Decided).on("2026");
    bench.document("Agency", "2025-10-10", vec![chair("state:TM")]);
    bench.document("Outlet", "2025-10-11", vec![chair("state:UZ")]);
    check(
        &bench.chairs("org:a", "2025-12-31", "2025-12-31"),
        &["chair state:TM ahead decided 2026/.. disputed", "chair state:UZ ahead decided 2026/.. disputed"],
    );
    bench.document("Other Agency", "2025-10-11", vec![chair("state:TM")]);
    check(
        &bench.chairs("org:a", "2025-12-31", "2025-12-31"),
        &["chair state:TM ahead decided 2026/.. disputed", "chair state:UZ ahead decided 2026/.. overruled"],
    );
}

#[test]
fn the_next_chair_ends_the_last_and_vacant_terms_and_gaps_show() {
    let mut bench = Bench::new();
    bench.rows(
        "2017-01-01",
        vec![
            Body::Chair(term("org:a", "state:UY", "2016-01-01", "2016-07-31")),
            Body::Chair(term("org:a", "", "2016-07-31", "2016-09-13")),
            Body::Chair(term("org:a", "state:AR", "2017-01-01", "")),
        ],
    );
    bench.document(
        "Agency",
        "2018-01-02",
        vec![says(Kind::Chair, "org:a", "state:PY", "chair").on("2018-01-01")],
    );
    check(
        &bench.chairs("org:a", "2018-03-01", "2018-03-01"),
        &[
            "chair state:UY past in_force 2016-01-01/2016-07-31",
            "chair nobody past in_force 2016-07-31/2016-09-13",
            "chair state:AR past in_force 2017-01-01/2018-01-01",
            "chair state:PY certainly in_force 2018-01-01/..",
            "gap 2016-09-13/2017-01-01",
        ],
    );
}

#[test]
fn a_place_or_a_host_is_no_chair() {
    let mut bench = Bench::new();
    let met =
        says(Kind::Convene, "org:a", "", "").on("2024-12-26").edit(|it| it.place = Some("Igora".to_owned()));
    bench.document("Agency", "2024-12-26", vec![met]);
    check(&bench.chairs("org:a", "2024-12-27", "2024-12-27"), &[]);
}

#[test]
fn a_plan_whose_day_has_passed_is_expired_and_not_a_fact() {
    let mut bench = Bench::new();
    let join = says(Kind::Grant, "org:a", "territory:MQ", "associate").stage(Stage::Planned).on("2024-02");
    bench.document("Agency", "2023-07-05", vec![join]);
    check(
        &bench.standing("org:a", "2023-08-01", "2023-08-01"),
        &["territory:MQ associate pending planned 2024-02/.. by 1"],
    );
    check(
        &bench.standing("org:a", "2024-06-01", "2024-06-01"),
        &["territory:MQ associate expired planned 2024-02/.. by 1"],
    );
}

#[test]
fn a_condition_is_no_promise() {
    let mut bench = Bench::new();
    let grant =
        says(Kind::Grant, "org:a", "state:GE", "candidate").stance(Stance::Conditional).stage(Stage::Decided);
    bench.document("A Secretariat", "2022-06-23", vec![grant.on("2022-06-23")]);
    check(
        &bench.standing("org:a", "2022-06-23", "2022-06-23"),
        &["state:GE candidate pending planned 2022-06-23/.. by 0"],
    );
}

#[test]
fn one_that_is_left_out_of_a_list_stays() {
    let mut bench = Bench::new();
    let observer = |who: &str| Body::Standing(row("org:a", who, Class::Observer, "2018-05-14", ""));
    bench.rows_of(
        "first",
        comity_record::SourceKind::Compiled,
        "2018-06-01",
        vec![observer("state:MD"), observer("state:CU")],
    );
    bench.rows_of("second", comity_record::SourceKind::Compiled, "2024-06-01", vec![observer("state:CU")]);
    check(
        &bench.standing("org:a", "2025-01-01", "2025-01-01"),
        &[
            "state:CU observer certainly in_force 2018-05-14/.. by 2",
            "state:MD observer certainly in_force 2018-05-14/.. by 1",
        ],
    );
}

#[test]
fn outlets_that_cite_one_agency_are_one_source() {
    let mut bench = Bench::new();
    let grant = || vec![says(Kind::Grant, "org:a", "org:b", "observer").on("2025-10-10")];
    bench.cited("Outlet", &["Presidency"], "2025-10-10", grant());
    bench.cited("Another", &["Presidency"], "2025-10-10", grant());
    bench.document("Presidency", "2025-10-10", grant());
    check(
        &bench.standing("org:a", "2025-10-10", "2025-10-10"),
        &["org:b observer certainly in_force 2025-10-10/.. by 1"],
    );
    bench.document("Agency", "2025-10-11", grant());
    check(
        &bench.standing("org:a", "2025-10-11", "2025-10-11"),
        &["org:b observer certainly in_force 2025-10-10/.. by 2"],
    );
}

#[test]
fn a_disputed_holder_is_who_the_source_says_and_nothing_more() {
    let mut bench = Bench::new();
    let grant = says(Kind::Grant, "org:a", "territory:NC", "observer").on("2022-11-11");
    bench.document("Presidency", "2022-11-11", vec![grant]);
    let denial =
        says(Kind::Grant, "org:a", "territory:NC", "observer").stance(Stance::Denies).on("2022-11-11");
    bench.document("Ministry", "2022-11-12", vec![denial]);
    check(
        &bench.standing("org:a", "2022-12-01", "2022-12-01"),
        &["territory:NC observer certainly in_force 2022-11-11/.. disputed by 1"],
    );
}

#[test]
fn what_nobody_has_verified_says_so_and_counts_least() {
    let mut bench = Bench::new();
    let unverified = |from: &str| comity_model::StandingHeld {
        status: Foundation::Unverified,
        ..row("org:a", "state:B", Class::Full, from, "")
    };
    bench.rows("2000-01-01", vec![Body::Standing(unverified("1999-01-01"))]);
    check(
        &bench.standing("org:a", "2001-01-01", "2001-01-01"),
        &["state:B member certainly in_force 1999-01-01/.. unverified by 1"],
    );
    bench.document(
        "Agency",
        "2002-01-01",
        vec![says(Kind::Grant, "org:a", "state:B", "member").on("1999-03-01")],
    );
    check(
        &bench.standing("org:a", "2002-01-01", "2002-01-01"),
        &["state:B member certainly in_force 1999-03-01/.. disputed by 2"],
    );
}

#[test]
fn a_return_is_a_second_spell() {
    let mut bench = Bench::new();
    bench.rows(
        "2017-02-01",
        vec![
            Body::Standing(row("org:a", "state:MA", Class::Full, "1963-05-25", "1985-11-12")),
            Body::Standing(row("org:a", "state:MA", Class::Full, "2017-01-30", "")),
        ],
    );
    check(
        &bench.standing("org:a", "1970-01-01", "2018-01-01"),
        &["state:MA member certainly in_force 1963-05-25/1985-11-12 by 1"],
    );
    check(&bench.standing("org:a", "1990-01-01", "2018-01-01"), &[]);
    check(
        &bench.standing("org:a", "2018-01-01", "2018-01-01"),
        &["state:MA member certainly in_force 2017-01-30/.. by 1"],
    );
}

#[test]
fn organisations_told_of_are_those_of_documents_and_filings() {
    let mut bench = Bench::new();
    bench.rows("2020-01-01", vec![Body::Standing(row("org:a", "state:B", Class::Full, "2019", ""))]);
    assert_eq!(bench.record.organisations_told().expect("a list"), Vec::<String>::new());
    bench.document("Agency", "2021-01-01", vec![says(Kind::Grant, "org:c", "state:B", "observer")]);
    assert_eq!(bench.record.organisations_told().expect("a list"), ["org:c"]);
    assert_eq!(bench.record.organisations().expect("a list"), ["org:a", "org:c"]);
}
