//! Checks are total: any act, with any rows beside it, gives findings or none, the same each time; a finding's code has a
//! check, and whatever it cites stands in the charter of the act's organisation.

#![allow(clippy::expect_used)]

use comity_charter::{Charters, Known, backtest, check_on, codes, expect, forecast, grounds};
use comity_model::{Act, Agent, ChairHeld, Class, Day, Foundation, Kind, PartyRef, Stage, StandingHeld};
use proptest::prelude::*;

const KINDS: [Kind; 13] = [
    Kind::Grant,
    Kind::Request,
    Kind::Invite,
    Kind::Withdraw,
    Kind::Suspend,
    Kind::Restore,
    Kind::End,
    Kind::Chair,
    Kind::Establish,
    Kind::Ratify,
    Kind::Propose,
    Kind::Adopt,
    Kind::EnterIntoForce,
];
const STAGES: [Stage; 5] = [Stage::Mooted, Stage::Planned, Stage::Decided, Stage::InForce, Stage::Ended];
const CLASSES: [Class; 5] =
    [Class::Full, Class::Observer, Class::Partner, Class::Suspended, Class::Withdrawing];
const PARTIES: [&str; 8] = [
    "state:RU",
    "state:TM",
    "state:ML",
    "territory:northern-cyprus",
    "org:sco",
    "state:XX",
    "Somebody",
    "body:cis/council-of-heads-of-state",
];

fn day() -> impl Strategy<Value = Option<Day>> {
    prop_oneof![
        Just(None),
        (1990i16..2040).prop_map(|year| Some(Day::year(year))),
        (1990i16..2040, 1u8..=12).prop_map(|(year, month)| Some(Day::month(year, month))),
        (1990i16..2040, 1u8..=12, 1u8..=28).prop_map(|(year, month, day)| Some(Day::new(year, month, day))),
        (1u8..=12, 1u8..=28).prop_map(|(month, day)| Some(Day {
            year: None,
            month: Some(month),
            day: Some(day)
        })),
    ]
}

fn party() -> impl Strategy<Value = Option<PartyRef>> {
    proptest::option::of(proptest::sample::select(&PARTIES[..]).prop_map(|it| PartyRef {
        id: it.contains(':').then(|| it.to_owned()),
        name: it.to_owned(),
        span: None,
    }))
}

fn org() -> impl Strategy<Value = String> {
    let orgs: Vec<String> = Charters::shipped().all().iter().map(|it| it.org.clone()).collect();
    proptest::sample::select(orgs)
}

prop_compose! {
    fn act()(
        kind in proptest::sample::select(&KINDS[..]),
        stage in proptest::sample::select(&STAGES[..]),
        class in proptest::option::of(proptest::sample::select(&CLASSES[..])),
        standing in proptest::option::of(proptest::sample::select(&["member", "observer", "partner", "chair", "co-chair", "nothing"][..])),
        org in org(),
        (body, agent, party, absent) in (party(), party(), party(), party()),
        (decided_on, effective_on) in (day(), day()),
    ) -> Act {
        Act {
            id: "a".to_owned(),
            kind,
            stage,
            org: Some(PartyRef { id: Some(org.clone()), name: org, span: None }),
            body,
            party,
            standing: standing.map(str::to_owned),
            class,
            agent: agent.map_or_else(Agent::unstated, Agent::Named),
            object: None,
            proposer: None,
            place: None,
            decided_on,
            effective_on,
            effective_until: None,
            absent: absent.clone().into_iter().collect(),
            against: absent.into_iter().collect(),
            apart: Vec::new(),
            consent: Vec::new(),
            provisional: false,
            claims: Vec::new(),
        }
    }
}

prop_compose! {
    fn standing(org: String)(
        party in proptest::sample::select(&PARTIES[..]),
        standing in proptest::sample::select(&["member", "observer", "suspended", "associate"][..]),
        class in proptest::sample::select(&CLASSES[..]),
        from in day(),
        until in day(),
    ) -> StandingHeld {
        StandingHeld {
            org: org.clone(),
            party: party.to_owned(),
            standing: standing.to_owned(),
            class,
            from,
            until,
            seen: None,
            decided_on: None,
            decided_by: None,
            instrument: None,
            source: None,
            status: Foundation::Sourced,
            note: None,
        }
    }
}

prop_compose! {
    fn chair(org: String)(
        holder in proptest::option::of(proptest::sample::select(&PARTIES[..])),
        role in proptest::sample::select(&["chair", "co-chair", "joint-chair"][..]),
        from in day(),
        until in day(),
    ) -> ChairHeld {
        ChairHeld {
            org: org.clone(),
            body: None,
            holder: holder.map(str::to_owned),
            role: role.to_owned(),
            from,
            until,
            decided_on: None,
            source: None,
            status: Foundation::Unverified,
            note: None,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn any_act_gives_findings_or_none(
        (act, standings, chairs, on) in act().prop_flat_map(|act| {
            let org = act.org.as_ref().and_then(|it| it.id.clone()).unwrap_or_default();
            let rows = proptest::collection::vec(standing(org.clone()), 0..8);
            (Just(act), rows, proptest::collection::vec(chair(org), 0..8), day())
        })
    ) {
        let charters = Charters::shipped();
        let known = Known { standings: &standings, chairs: &chairs, on };
        let findings = check_on(charters, &known, &act);
        prop_assert_eq!(&findings, &check_on(charters, &known, &act));
        let org = act.org.as_ref().and_then(|it| it.id.as_deref()).expect("an organisation");
        let charter = charters.get(org).expect("a charter");
        for it in &findings {
            prop_assert!(codes().any(|code| code == it.code));
            if let Some(article) = &it.article {
                let line = |cite: &&comity_charter::Cite| cite.line as usize == article.place.line;
                prop_assert!(charter.cites().iter().any(line), "{:?}", article);
            }
        }
        let _ = grounds(charters, &known, &act);
        let foretold = forecast(charter, &standings, &chairs, 2050);
        prop_assert!(foretold.windows(2).all(|it| it[0].body != it[1].body || it[0].from <= it[1].from));
        let _ = (expect(charter, &standings, &chairs, Day::new(2026, 1, 1), 2050), backtest(charter, &standings, &chairs, Day::year(2050)));
    }
}
