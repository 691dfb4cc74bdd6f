//! Each page held against axe-core's rules, light and dark, on a desk and on a telephone; pictures of them, where wished.

use fantoccini::Locator;
use serde_json::Value;

use crate::browser::{DESK, PHONE, Page, Screen, pictures, walk};

/// Name of the picture and address of each page.
const PAGES: [(&str, &str); 21] = [
    ("home", "/"),
    ("organisations", "/org"),
    ("organisation", "/org/cis"),
    ("known-before", "/org/cis?on=2025-10-11&known=2025-10-07"),
    ("map", "/org/cis/map"),
    ("map-of-many", "/org/un/map?on=1985-06-01"),
    ("chairs", "/org/cis/chairs"),
    ("acts", "/org/cis/timeline"),
    ("charter", "/org/cis/charter"),
    ("expected-of-one", "/org/cis/expected"),
    ("expected", "/expected"),
    ("party", "/party/kz"),
    ("person", "/person/emomali-rahmon"),
    ("documents", "/document"),
    ("disputes", "/disputes"),
    ("sources", "/sources"),
    ("search", "/search?q=observer"),
    ("initiative", "/initiative?name=CIS+Plus"),
    ("compare", "/compare?subject=CIS&on=2005-01-01&on2=2025-12-01"),
    ("read", "/read"),
    ("nothing", "/nowhere"),
];

async fn violations(page: &Page, what: &str) -> Vec<String> {
    page.script(include_str!("../axe/axe.min.js")).await;
    let run = "const done = arguments[0]; axe.run().then(it => done(it.violations.map(it => `${it.id}: ${it.nodes.map(it => it.target.join(' ') + ' ' + it.failureSummary).slice(0, 3).join(' | ')}`)))";
    let found = page.client.execute_async(run, Vec::new()).await.expect("axe runs");
    let found = found.as_array().cloned().unwrap_or_default();
    found.iter().map(|it| format!("{what}: {}", it.as_str().unwrap_or_default())).collect()
}

async fn look_at(page: &Page, name: &str, device: &str, problems: &mut Vec<String>) {
    let wide = "return document.documentElement.scrollWidth > innerWidth";
    for theme in ["light", "dark"] {
        let set = "document.documentElement.dataset.theme = arguments[0]";
        page.client.execute(set, vec![Value::from(theme)]).await.expect("a theme");
        let what = format!("{name}, {device}, {theme}");
        problems.extend(violations(page, &what).await);
        if page.script(wide).await == Value::Bool(true) {
            problems.push(format!("{what}: wider than the screen"));
        }
        if let Some(folder) = pictures() {
            let picture = page.client.screenshot().await.expect("a picture");
            std::fs::write(folder.join(format!("{name}-{device}-{theme}.png")), picture).expect("a file");
        }
    }
}

fn check(screen: Screen, device: &'static str) {
    walk(screen, move |page| async move {
        let mut problems = Vec::new();
        for (name, path) in PAGES {
            page.open(path).await;
            look_at(&page, name, device, &mut problems).await;
        }
        page.open("/org/cis/timeline?rows=no&kind=grant").await;
        page.follow(".acts", "SCO").await;
        page.find("ol.chain").await;
        look_at(&page, "act", device, &mut problems).await;
        page.open("/document").await;
        page.follow(".docs", "CIS leaders in Dushanbe").await;
        page.find("article.text").await;
        look_at(&page, "document", device, &mut problems).await;
        page.open("/org/cis").await;
        for it in page.client.find_all(Locator::Css("summary")).await.expect("summaries").iter().take(12) {
            it.click().await.expect("sources unfold");
        }
        look_at(&page, "sources-unfolded", device, &mut problems).await;
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    });
}

#[test]
fn no_page_breaks_a_rule_of_accessibility_on_a_desk() {
    check(DESK, "desk");
}

#[test]
fn no_page_breaks_a_rule_of_accessibility_on_a_telephone() {
    check(PHONE, "phone");
}
