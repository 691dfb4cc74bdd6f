//! Walks through the pages.

use std::path::Path;

use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::Value;

use crate::browser::{DESK, Page, Screen, walk};

fn seed() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/dushanbe-summit.txt");
    std::fs::read_to_string(path).expect("the example")
}

/// From a line to the words that prove it, in the document that says them.
async fn open_proof(page: &Page, line: &str, words: &str) {
    page.find(&format!("{line} summary")).await.click().await.expect("the sources unfold");
    page.follow(&format!("{line} blockquote"), words).await;
    let said = page.words().await;
    assert!(said.contains(words) && page.path().await.starts_with("/document/"), "{said}");
    let seen = "const it = document.querySelector(':target').getBoundingClientRect(); return it.top >= 0 && it.bottom <= innerHeight";
    assert_eq!(page.script(seen).await, Value::Bool(true), "the words are out of sight");
}

#[test]
fn who_will_chair_is_asked_in_words_and_opens_at_the_sentence_that_says_so() {
    walk(DESK, |page| async move {
        page.open("/").await;
        page.fill("#ask", "who chairs the CIS on 2026-06-01").await;
        page.press(&Key::Enter.to_string()).await;
        page.find(".line.when-present").await;
        assert_eq!(page.path().await, "/org/cis/chairs?on=2026-06-01");
        let line = page.text(".line.when-present").await;
        assert!(line.contains("Turkmenistan") && line.contains("2026-01-01"), "{line}");
        open_proof(&page, ".line.when-present", "Turkmenistan will chair the CIS in 2026").await;
    });
}

#[test]
fn what_was_known_earlier_is_one_date_away_and_so_is_the_way_back() {
    walk(DESK, |page| async move {
        page.open("/org/cis").await;
        assert!(page.text("#observer").await.contains("SCO"));
        page.fill("#known", "2025-10-07").await;
        page.find(".clocks button").await.click().await.expect("a button");
        let ahead = page.text("#ahead").await;
        assert!(page.path().await.contains("known=2025-10-07"));
        assert!(
            ahead.contains("SCO") && ahead.contains("observer") && !page.has("#observer").await,
            "{ahead}"
        );
        open_proof(&page, "#ahead .line", "leaders of the CIS will decide").await;
        assert!(page.path().await.contains("known=2025-10-07"), "the clock is lost on the way");
        page.open("/org/cis?on=2025-10-11&known=2025-10-07").await;
        page.follow(".clocks", "back to today").await;
        page.find("#observer").await;
        assert_eq!(page.path().await, "/org/cis");
    });
}

#[test]
fn a_pasted_document_shows_its_acts_and_their_words_and_layers_can_be_switched() {
    walk(DESK, |page| async move {
        page.open("/read").await;
        let script = "document.querySelector('#text').value = arguments[0]";
        page.client.execute(script, vec![Value::from(seed())]).await.expect("a pasted text");
        page.find(".paste button").await.click().await.expect("a button");
        let claims = page.text(".claims").await;
        for act in ["grant", "observer", "CIS Plus", "chair", "Turkmenistan", "decided"] {
            assert!(claims.contains(act), "`{act}` is not in {claims}");
        }
        let claim = page.client.find_all(Locator::Css("[data-claim]")).await.expect("claims").remove(2);
        let number = claim.attr("data-claim").await.expect("an answer").expect("a number");
        claim.find(Locator::Css("a")).await.expect("a link").click().await.expect("a way to the words");
        assert!(page.text(&format!(".text .lit[data-c~='{number}']")).await.contains("observer status"));
        let ground = "return getComputedStyle(document.querySelectorAll('.text .c')[0]).backgroundColor";
        let marked = page.script(ground).await;
        page.find("#layer-claims").await.click().await.expect("a switch");
        assert_ne!(page.script(ground).await, marked);
    });
}

#[test]
fn an_act_shows_its_chain_and_a_person_their_words() {
    walk(DESK, |page| async move {
        page.open("/org/cis/timeline?rows=no&kind=grant").await;
        page.follow(".acts", "SCO").await;
        let chain = page.text("ol.chain").await;
        let at = |stage: &str| chain.find(stage).unwrap_or_else(|| panic!("`{stage}` is not in {chain}"));
        assert!(at("planned") < at("decided") && at("decided") < at("in force"));
        page.follow("nav.places", "Persons").await;
        page.follow("main", "Emomali Rahmon").await;
        page.follow("blockquote", "We are establishing").await;
        assert!(page.words().await.contains("so that partners can join our work"));
    });
}

#[test]
fn a_map_shows_who_stands_where_on_a_day_without_scripts_and_nobody_is_missing() {
    walk(Screen { scripts: false, ..DESK }, |page| async move {
        page.open("/org/un?on=1985-06-01").await;
        page.follow("nav.tabs", "Map").await;
        assert!(page.path().await.ends_with("/map?on=1985-06-01"), "the clock is lost on the way");
        let drawn = page.client.find_all(Locator::Css(".map .place")).await.expect("places").len();
        let rows = page.client.find_all(Locator::Css("#table tbody tr")).await.expect("rows").len();
        assert!(drawn > 140 && rows >= drawn, "{drawn} drawn, {rows} in the table");
        let elsewhere = page.text("#elsewhere").await;
        assert!(elsewhere.contains("AU observer") && elsewhere.contains("observer"), "{elsewhere}");
        for it in page.client.find_all(Locator::Css(".map circle")).await.expect("dots") {
            let (_, _, width, _) = it.rectangle().await.expect("a place");
            assert!(width > 5.0, "a dot cannot be seen");
        }
        page.find(".legend .full a").await.click().await.expect("a way to the table");
        assert!(page.path().await.ends_with("#full"));
        page.follow(".map figcaption", "The same as CSV").await;
    });
}

#[test]
fn two_days_are_compared() {
    walk(DESK, |page| async move {
        page.open("/").await;
        page.follow("nav.places", "Compare").await;
        page.fill("#subject", "CIS").await;
        page.fill("#on", "2005-01-01").await;
        page.fill("#on2", "2025-12-01").await;
        page.press(&Key::Enter.to_string()).await;
        let changes = page.text("table.changes").await;
        assert!(
            changes.contains("Georgia") && changes.contains("SCO") && !changes.contains("Belarus"),
            "{changes}"
        );
    });
}

#[test]
fn the_theme_is_switched_and_stays() {
    walk(DESK, |page| async move {
        let ground = "return getComputedStyle(document.body).backgroundColor";
        page.open("/").await;
        page.find("button.theme").await;
        let light = page.script(ground).await;
        page.find("button.theme").await.click().await.expect("a button");
        let dark = page.script(ground).await;
        assert_ne!(light, dark);
        page.open("/org").await;
        assert_eq!(page.script(ground).await, dark);
        page.find("button.theme").await.click().await.expect("a button");
        assert_eq!(page.script(ground).await, light);
    });
}

#[test]
fn everything_can_be_reached_by_keys_alone() {
    walk(DESK, |page| async move {
        page.open("/org/cis").await;
        let focus = "const it = document.activeElement; return [it.tagName, it.textContent.trim(), getComputedStyle(it).outlineStyle]";
        page.press(&Key::Tab.to_string()).await;
        assert_eq!(page.script(focus).await[1], "Skip to the content");
        page.press(&Key::Enter.to_string()).await;
        assert_eq!(page.script(focus).await[0], "MAIN");
        let mut reached = Vec::new();
        for _ in 0..60 {
            page.press(&Key::Tab.to_string()).await;
            let at = page.script(focus).await;
            assert_eq!(at[2], "solid", "the focus cannot be seen at {at}");
            let text = at[1].as_str().unwrap_or_default().to_owned();
            if at[0] == "SUMMARY" && reached.iter().any(|it: &String| it == "SCO") {
                break;
            }
            reached.push(text);
        }
        assert!(
            ["Chairs", "Armenia", "SCO"].iter().all(|it| reached.iter().any(|has| has == it)),
            "{reached:?}"
        );
        page.press(&Key::Enter.to_string()).await;
        assert!(page.text("#observer details[open]").await.contains("observer"));
        page.press("/").await;
        page.press(&format!("Kazakhstan{}", char::from(Key::Enter))).await;
        page.find(".head h1").await;
        page.client
            .wait()
            .for_url(&format!("{}/party/kz", page.base).parse().expect("an address"))
            .await
            .expect("the page");
    });
}

#[test]
fn pages_work_without_scripts() {
    walk(Screen { scripts: false, ..DESK }, |page| async move {
        page.open("/").await;
        assert!(!page.has("button.theme").await, "scripts run");
        page.fill("#ask", "observers of the CIS on 2025-12-01").await;
        page.press(&Key::Enter.to_string()).await;
        page.find("#observer summary").await.click().await.expect("the sources unfold");
        page.follow("#observer", "Council granted observer status").await;
        assert!(page.has(".text .at").await);
    });
}

#[test]
fn nothing_in_a_document_runs_and_nothing_comes_from_elsewhere() {
    walk(DESK, |page| async move {
        page.open("/search?q=onerror").await;
        page.follow("main", "Summit").await;
        assert!(page.text("article.text").await.contains("<script>window.ran = 1</script>"));
        assert_eq!(page.script("return window.ran ?? null").await, Value::Null);
        assert!(!page.has("article.text img").await && !page.has("article.text script").await);
        page.open("/").await;
        let faces = "return document.fonts.ready.then(() => [...document.fonts].filter(it => it.status === 'loaded').length)";
        assert!(page.script(faces).await.as_u64() >= Some(2), "the faces are not loaded");
        let loaded = "return performance.getEntriesByType('resource').map(it => it.name)";
        for it in page.script(loaded).await.as_array().expect("names") {
            assert!(it.as_str().is_some_and(|it| it.starts_with(&page.base)), "{it}");
        }
    });
}
