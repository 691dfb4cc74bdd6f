//! Exports over the shipped base and the documents of the record's suite: each line of the record's answer is in an export or
//! among its losses, no stage is raised, no day becomes more precise.

#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use comity::export::{Form, Losses, Options, write};
use comity::record::answer::{Holds, StandingLine};
use comity::record::{AtlasNames, Question, Record};
use comity::{Day, Stage};
use proptest::prelude::*;
use serde_json::Value;

const ORGS: [&str; 3] = ["org:cis", "org:sco", "org:eaeu"];

/// The shipped base and the documents.
fn record() -> &'static Record {
    static RECORD: OnceLock<Record> = OnceLock::new();
    RECORD.get_or_init(|| with_documents(true))
}

/// The documents alone.
fn documents() -> &'static Record {
    static RECORD: OnceLock<Record> = OnceLock::new();
    RECORD.get_or_init(|| with_documents(false))
}

fn with_documents(base: bool) -> Record {
    let now = "2026-01-15T12:00:00Z".parse().expect("an instant");
    let record = Record::in_memory("exports").expect("a record");
    let mut record = record.with_policy(comity::record::policy().expect("a policy"));
    if base {
        record.bulk(comity::import::base::entries(), now, &mut |_| {}).expect("the base");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/record");
    let files = std::fs::read_dir(folder).expect("examples");
    let mut paths: Vec<_> = files.map(|it| it.expect("a file").path()).collect();
    paths.sort();
    for path in paths {
        let bytes = std::fs::read(&path).expect("bytes");
        let document = comity::document(&path.display().to_string(), &bytes).expect("text");
        record.take_in(&document, &comity::read(&document), now).expect("taken in");
    }
    record
}

fn options(on: Day, known: Day) -> Options {
    Options {
        organisations: ORGS.iter().map(|it| (*it).to_owned()).collect(),
        question: Question { on, known, recorded: None, policy: None, evidence: false },
        origin: "https://example.org".to_owned(),
        licence: None,
    }
}

fn export(form: Form, on: Day, known: Day) -> (String, Losses) {
    export_of(record(), form, on, known)
}

fn export_of(record: &Record, form: Form, on: Day, known: Day) -> (String, Losses) {
    let mut out = Vec::new();
    let losses = write(record, &AtlasNames, form, &options(on, known), &mut out).expect("an export");
    (String::from_utf8(out).expect("text"), losses)
}

fn standings(on: Day, known: Day) -> Vec<StandingLine> {
    let question = Question { on, known, recorded: None, policy: None, evidence: false };
    let of = |org: &&str| record().standing(org, &question, &AtlasNames).expect("an answer").parties;
    ORGS.iter().flat_map(of).collect()
}

fn holds(it: &StandingLine) -> bool {
    it.holds == Holds::Certainly
        && it.stage == Stage::InForce
        && !it.class.is_some_and(|it| it.is_overlay() || it == comity::Class::Former)
        && it.party.id.contains(':')
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |it| it.to_string())
}

/// Organisation, party, standing, first day: what is told of a standing by all forms.
type Told = (String, String, String, String);

fn told(it: &StandingLine) -> Told {
    (it.org.id.clone(), it.party.id.clone(), it.standing.clone(), day(it.from))
}

fn days() -> impl Strategy<Value = Day> {
    (1990i16..2028, 1u8..=12, 1u8..=28, 0u8..3).prop_map(|(year, month, day, precision)| match precision {
        0 => Day::year(year),
        1 => Day::month(year, month),
        _ => Day::new(year, month, day),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn popolo_has_what_is_in_force_and_names_the_rest(on in days(), known in days()) {
        let (export, losses) = export(Form::Popolo, on, known);
        let export: Value = serde_json::from_str(&export).expect("json");
        let memberships = export["memberships"].as_array().expect("memberships");
        let mut found: Vec<Told> = memberships.iter().filter(|it| text(&it["id"]).starts_with("standing:")).map(|it| {
            let member = it.get("person_id").unwrap_or(&it["member"]["id"]);
            (text(&it["organization_id"]), text(member), text(&it["role"]), text(&it["start_date"]))
        }).collect();
        let answer = standings(on, known);
        let mut expected: Vec<Told> = answer.iter().filter(|it| holds(it)).map(told).collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
        for it in memberships {
            prop_assert!(matches!(it["comity"]["stage"].as_str(), Some("in_force" | "ended")));
            prop_assert_eq!(text(&it["start_date"]), text(&it["comity"]["from"]));
            prop_assert_eq!(text(&it["end_date"]).len(), text(&it["comity"]["until"]).len());
        }
        let left: BTreeSet<&str> = losses.left_out().map(|it| it.id.as_str()).collect();
        let here: BTreeSet<String> = memberships.iter().map(|it| text(&it["id"])).collect();
        prop_assert!(here.iter().all(|it| !left.contains(it.as_str())));
        prop_assert_eq!((here.len() + left.len()) as u64, losses.answered.iter().sum::<u64>());
        prop_assert_eq!(losses.answered[0] as usize, answer.len());
    }

    #[test]
    fn prov_has_every_line_with_its_stage_and_no_plan_is_an_activity(on in days(), known in days()) {
        let (export, losses) = export(Form::Prov, on, known);
        let export: Value = serde_json::from_str(&export).expect("json");
        let nodes = export["@graph"].as_array().expect("nodes");
        let is = |it: &Value, kind: &str| it["@type"].as_array().is_some_and(|it| it.contains(&Value::from(kind)));
        let mut found: Vec<[String; 5]> = nodes.iter().filter(|it| is(it, "Standing")).map(|it| {
            [text(&it["standing"]), text(&it["holds"]), text(&it["stage"]), text(&it["from"]), text(&it["until"])]
        }).collect();
        let answer = standings(on, known);
        let mut expected: Vec<[String; 5]> = answer.iter().map(|it| {
            let word = |it: Value| text(&it);
            [it.standing.clone(), word(serde_json::to_value(it.holds).expect("a word")), word(serde_json::to_value(it.stage).expect("a word")), day(it.from), day(it.until)]
        }).collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
        let memberships = nodes.iter().filter(|it| is(it, "Standing") && is(it, "org:Membership")).count();
        let held = answer.iter().filter(|it| it.holds == Holds::Certainly && it.stage == Stage::InForce && !it.class.is_some_and(comity::Class::is_overlay));
        prop_assert_eq!(memberships, held.count());
        for it in nodes.iter().filter(|it| is(it, "prov:Activity") && is(it, "ActDone")) {
            prop_assert!(matches!(it["stage"].as_str(), Some("decided" | "in_force" | "ended")));
        }
        prop_assert_eq!(losses.left_out().count(), 0);
    }

    #[test]
    fn statements_are_about_what_is_in_force_and_have_only_days_that_sources_state(on in days(), known in days()) {
        let (export, losses) = export(Form::FollowTheMoney, on, known);
        let mut reader = csv::Reader::from_reader(export.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|it| it.expect("a row")).collect();
        let of = |schema: &str| rows.iter().filter(|it| &it[4] == schema && &it[2] == "id").map(|it| it[1].to_owned()).collect::<BTreeSet<_>>();
        let answer = standings(on, known);
        let held = answer.iter().filter(|it| it.holds == Holds::Certainly && it.stage == Stage::InForce && !it.class.is_some_and(|it| it.is_overlay() || it == comity::Class::Former)).count();
        let memberships = of("Membership");
        prop_assert_eq!(memberships.iter().filter(|it| it.starts_with("standing.")).count(), held);
        let question = Question { on, known, recorded: None, policy: None, evidence: false };
        let mut stated: BTreeSet<String> = BTreeSet::new();
        for it in answer.iter().flat_map(|it| &it.said) {
            stated.extend([it.from, it.on].into_iter().flatten().map(|it| it.to_string()));
        }
        for org in ORGS {
            for it in record().chair(org, &question, &AtlasNames).expect("chairs").chairs.iter().flat_map(|it| &it.said) {
                stated.extend([it.from, it.on].into_iter().flatten().map(|it| it.to_string()));
            }
        }
        for row in rows.iter().filter(|it| &it[2] == "startDate") {
            prop_assert!(stated.contains(&row[5]), "{} is stated by nobody", &row[5]);
        }
        prop_assert!(losses.left_out().count() > 0 || held == answer.len());
        let ids: BTreeSet<&str> = rows.iter().map(|it| &it[13]).collect();
        prop_assert_eq!(ids.len(), rows.len());
    }
}

#[test]
fn a_plan_is_a_membership_in_no_form_and_a_decision_only_when_in_force() {
    let on = |known| (Day::new(2025, 10, 10), known);
    for (known, member) in
        [(Day::new(2025, 10, 7), false), (Day::new(2025, 10, 10), false), (Day::new(2025, 10, 11), true)]
    {
        let (on, known) = on(known);
        let (popolo, losses) = export_of(documents(), Form::Popolo, on, known);
        let is_sco = |id: &str| id.starts_with("standing:cis/sco/observer/");
        let popolo: Value = serde_json::from_str(&popolo).expect("json");
        let here =
            popolo["memberships"].as_array().expect("a list").iter().any(|it| is_sco(&text(&it["id"])));
        let left = losses.left_out().any(|it| is_sco(&it.id));
        assert_eq!((here, left), (member, !member), "{known}");
        let (prov, _) = export_of(documents(), Form::Prov, on, known);
        let prov: Value = serde_json::from_str(&prov).expect("json");
        let node = prov["@graph"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|it| text(&it["@id"]).contains("standing:cis%2Fsco%2Fobserver"));
        let node = node.expect("a standing");
        assert_eq!(
            node["@type"].as_array().expect("types").contains(&"org:Membership".into()),
            member,
            "{node}"
        );
    }
}

#[test]
fn every_loss_is_in_the_list_of_its_form_and_in_the_docs() {
    let docs = include_str!("../../../docs/exports.md");
    for form in Form::ALL {
        let (_, losses) = match form {
            Form::Frictionless => {
                let mut out = Vec::new();
                let options = options(Day::year(2025), Day::year(2026));
                (String::new(), write(record(), &AtlasNames, form, &options, &mut out).expect("an export"))
            }
            _ => export(form, Day::year(2025), Day::year(2026)),
        };
        for loss in losses.all() {
            assert!(form.losses().contains(&loss.code), "{form:?} has the loss {:?}", loss.code);
        }
        for code in form.losses() {
            let row = docs.lines().find(|it| it.starts_with(&format!("| `{}` |", code.name())));
            let row = row.unwrap_or_else(|| panic!("docs/exports.md lacks `{}`", code.name()));
            assert!(row.contains(form.name()), "docs/exports.md: `{}` lacks {}", code.name(), form.name());
        }
    }
}

#[test]
fn words_stand_in_their_documents_where_the_selectors_say() {
    let (prov, _) = export(Form::Prov, Day::new(2025, 12, 1), Day::new(2025, 12, 1));
    let prov: Value = serde_json::from_str(&prov).expect("json");
    let question = Question::on(Day::new(2025, 12, 1));
    let mut seen = 0;
    for it in prov["@graph"].as_array().expect("a list").iter().filter(|it| it.get("oa:hasTarget").is_some())
    {
        let digest = text(&it["prov:wasQuotedFrom"]).replace("/document/", "");
        let document =
            record().document(&digest, &question, &AtlasNames).expect("an answer").expect("a document");
        let selectors = it["oa:hasTarget"]["oa:hasSelector"].as_array().expect("selectors");
        let [position, quote] = selectors.as_slice() else { panic!("two selectors") };
        let number = |name: &str| position[name].as_u64().expect("a number") as usize;
        let (start, end) = (number("oa:start"), number("oa:end"));
        let slice =
            |from: usize, to: usize| document.text.chars().skip(from).take(to - from).collect::<String>();
        assert_eq!(slice(start, end), text(&quote["oa:exact"]));
        let (before, after) = (text(&quote["oa:prefix"]), text(&quote["oa:suffix"]));
        assert_eq!(slice(start - before.chars().count(), start), before);
        assert_eq!(slice(end, end + after.chars().count()), after);
        seen += 1;
    }
    assert!(seen > 5, "{seen}");
}

/// A file in memory.
#[derive(Clone, Default)]
struct Shared(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("one thread").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_package_has_every_line_and_what_its_keys_name() {
    let (on, known) = (Day::new(2025, 10, 7), Day::new(2025, 10, 7));
    let mut files: std::collections::BTreeMap<String, Shared> = std::collections::BTreeMap::new();
    let mut open = |name: &str| -> std::io::Result<Box<dyn std::io::Write>> {
        let file = Shared::default();
        files.insert(name.to_owned(), file.clone());
        Ok(Box::new(file))
    };
    comity::export::write_folder(record(), &AtlasNames, &options(on, known), &mut open).expect("a package");
    let text_of =
        |name: &str| String::from_utf8(files[name].0.lock().expect("one thread").clone()).expect("text");
    let package: Value = serde_json::from_str(&text_of("datapackage.json")).expect("json");
    let cells = |table: &str, column: &str| -> Vec<String> {
        let text = text_of(&format!("{table}.csv"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let at = reader.headers().expect("a header").iter().position(|it| it == column).expect("a column");
        reader.records().map(|it| it.expect("a row")[at].to_owned()).collect()
    };
    let columns = ["org", "party", "standing", "from"].map(|it| cells("standings", it));
    let [orgs, parties, standing, from] = columns;
    let mut found: Vec<Told> = Vec::new();
    for (n, org) in orgs.iter().enumerate() {
        found.push((org.clone(), parties[n].clone(), standing[n].clone(), from[n].clone()));
    }
    let mut expected: Vec<Told> = standings(on, known).iter().map(told).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    assert!(cells("standings", "stage").iter().any(|it| it == "planned"), "the plan keeps its stage");
    for resource in package["resources"].as_array().expect("resources") {
        let table = text(&resource["name"]);
        let key = text(&resource["schema"]["primaryKey"][0]);
        assert_eq!(resource["rows"].as_u64(), Some(cells(&table, &key).len() as u64), "{table}");
        assert_eq!(
            resource["bytes"].as_u64(),
            Some(text_of(&format!("{table}.csv")).len() as u64),
            "{table}"
        );
        for foreign in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
            let other = text(&foreign["reference"]["resource"]);
            let other = if other.is_empty() { table.clone() } else { other };
            let there: BTreeSet<String> =
                cells(&other, &text(&foreign["reference"]["fields"])).into_iter().collect();
            for cell in cells(&table, &text(&foreign["fields"])).iter().filter(|it| !it.is_empty()) {
                assert!(there.contains(cell), "{table}: `{cell}` is not in {other}");
            }
        }
    }
}
