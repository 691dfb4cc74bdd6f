//! One act told in many ways reads as one act: tenses and moods, and words set in between that change nothing.

use std::collections::BTreeSet;

use comity::read;
use comity_model::{Kind, Stage, Stance};

/// Acts as subject, verb and the rest.
const TOLD: &[(&str, &str, &str)] = &[
    ("The OSCE Ministerial Council", "admitted", "Malta as a partner for cooperation"),
    ("The African Union", "has suspended", "Guinea"),
    ("Malta", "was admitted", "to the Shanghai Cooperation Organisation as a dialogue partner"),
    ("Kenya", "took over", "the chairmanship of the African Union"),
    ("Malta", "has joined", "the Eurasian Economic Union as an observer"),
    ("Malta", "has left", "the Organization of Turkic States"),
    ("Malta", "applied", "for membership of ASEAN"),
    ("Ana Ruiz", "was elected", "secretary general of OPEC"),
    ("The ASEAN leaders", "adopted", "a declaration on climate"),
    ("The foreign ministers of ASEAN", "met", "in Manila"),
    ("Kenya", "proposed", "the creation of an African Union peace fund"),
    ("The chairmanship of the SCO", "passed", "from Malta to Kenya"),
    ("Kenya", "was granted", "observer status in the Arab League"),
];

/// What may stand after the subject, and changes nothing.
const AFTER_SUBJECT: &[&str] = &[
    ", which had waited long,",
    ", so the ministry said,",
    ", in a step long expected,",
    ", on Friday in Geneva,",
    ", it was announced,",
    ", according to the statement,",
    " – for the first time –",
    " (to the delight of many)",
    " thereby",
];

/// What may stand before the sentence.
const BEFORE: &[&str] = &[
    "In Geneva, ",
    "By 20 votes to 3, ",
    "After two years of talks ",
    "It was on Friday that ",
    "In the end ",
    "The ministry said that ",
];

/// Acts by their forms: subject, base, past, participle, rest.
const FORMS: &[(&str, [&str; 3], &str)] = &[
    ("Malta", ["join", "joined", "joined"], "the Organization of Turkic States as an observer"),
    ("The African Union", ["admit", "admitted", "admitted"], "Malta as an observer"),
    ("The African Union", ["suspend", "suspended", "suspended"], "Guinea"),
    ("Malta", ["take over", "took over", "taken over"], "the chairmanship of the African Union"),
    ("The OPEC conference", ["elect", "elected", "elected"], "Ana Ruiz Secretary General"),
    ("Ana Ruiz", ["step down", "stepped down", "stepped down"], "as Secretary General of OPEC"),
    ("Malta", ["sign", "signed", "signed"], "an association agreement with the European Union"),
    ("ASEAN", ["create", "created", "created"], "a centre for seismology"),
];

/// Kinds, parties and whether it is denied.
fn acts(text: &str) -> BTreeSet<(Kind, String, bool)> {
    acts_of(text).into_iter().map(|it| (it.0, it.1, it.2)).collect()
}

fn acts_of(text: &str) -> Vec<(Kind, String, bool, Stage)> {
    let text = format!(" date 2024-06-10 EN\n{text}");
    let document = comity::document("variant.txt", text.as_bytes()).expect("a document");
    let claims = read(&document).claims.into_iter().filter(|it| it.kind != Kind::Decide && !it.background);
    let party = |it: Option<comity_model::PartyRef>| it.map(|it| it.name).unwrap_or_default();
    claims.map(|it| (it.kind, party(it.party), it.stance == Stance::Denies, it.stage)).collect()
}

fn lower(subject: &str) -> String {
    subject.strip_prefix("The ").map_or_else(|| subject.to_owned(), |rest| format!("the {rest}"))
}

#[test]
fn what_stands_in_between_changes_nothing() {
    let mut lost = Vec::new();
    for (subject, verb, rest) in TOLD {
        let plain = acts(&format!("{subject} {verb} {rest}."));
        assert!(!plain.is_empty(), "{subject} {verb} {rest}");
        let after = AFTER_SUBJECT.iter().map(|it| format!("{subject}{it} {verb} {rest}."));
        let before = BEFORE.iter().map(|it| format!("{it}{} {verb} {rest}.", lower(subject)));
        let end = std::iter::once(format!("{subject} {verb} {rest}, the ministry said on Friday."));
        lost.extend(after.chain(before).chain(end).filter(|it| !acts(it).is_superset(&plain)));
    }
    assert!(lost.is_empty(), "{} lost:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn tense_and_mood_give_the_stage() {
    for (subject, [base, past, participle], rest) in FORMS {
        let name = lower(subject);
        let done = [
            format!("{subject} {past} {rest}."),
            format!("{subject} has {participle} {rest}."),
            format!("The ministry said that {name} had {participle} {rest}."),
            format!("The decision came a day after {name} {past} {rest}."),
        ];
        let coming = [
            format!("{subject} will {base} {rest}."),
            format!("{subject} is to {base} {rest}."),
            format!("{subject} is expected to {base} {rest}."),
            format!("The ministry said that {name} would {base} {rest}."),
        ];
        let kind = acts_of(&done[0])[0].0;
        let stages = |text: &str| -> Vec<(Stage, bool)> {
            acts_of(text).into_iter().filter(|it| it.0 == kind).map(|it| (it.3, it.2)).collect()
        };
        for text in &done {
            let is = |it: &(Stage, bool)| matches!(it.0, Stage::Decided | Stage::InForce) && !it.1;
            assert!(stages(text).iter().any(is), "{text}");
        }
        for text in &coming {
            let stages = stages(text);
            assert!(stages.iter().any(|it| it.0 == Stage::Planned), "{text}: {stages:?}");
            assert!(!stages.iter().any(|it| it.0 == Stage::InForce), "{text}: {stages:?}");
        }
        let text = format!("{subject} did not {base} {rest}.");
        assert!(stages(&text).iter().all(|it| it.1), "{text}");
    }
}
