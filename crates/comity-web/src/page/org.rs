//! An organisation: who stands where on a day, who chairs, and the ways to the rest.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::proof::{marks, sources};
use super::text::{clean, count, range, words};
use super::{Frame, clocks, colophon, frame, more, strip};
use crate::address;
use crate::answer::{Chairs, Named, StandingLine, Standings, title_of};
use crate::api::Answer;
use crate::linked;
use crate::wish::Wish;

/// The parts of an organisation's page.
const TABS: [(&str, &str); 8] = [
    ("", "Standings"),
    ("/map", "Map"),
    ("/chairs", "Chairs"),
    ("/timeline", "Acts"),
    ("/charter", "Charter"),
    ("/expected", "Expected"),
    ("/disputes", "Disputes"),
    ("/export", "Data"),
];

/// Title, tabs and clocks of each page of an organisation.
pub(crate) fn head(wish: &Wish, org: &Named, tab: &str) -> Markup {
    let base = address::org(&org.id);
    let title = title_of(&org.id).filter(|it| *it != org.name);
    html! {
        div.head {
            p.kind { "Organisation" @if title.is_some() { " · " strong { bdi { (clean(&org.name)) } } } }
            @if org.id != org.name { p.id { (clean(&org.id)) } }
            h1 { bdi { (clean(title.unwrap_or(&org.name))) } }
        }
        nav.tabs aria-label="Parts" {
            ul {
                @for (path, name) in TABS {
                    li { a href=(wish.link(&format!("{base}{path}"))) aria-current=[(path == tab).then_some("page")] { (name) } }
                }
            }
        }
        (clocks(wish, &format!("{base}{tab}"), &[]))
    }
}

/// Who stands where.
pub(crate) fn standings(wish: &Wish, it: &Standings, chairs: &Chairs) -> Markup {
    let slug = address::org(&it.subject.id);
    let (held, later): (Vec<&StandingLine>, Vec<&StandingLine>) =
        it.standings.iter().partition(|it| it.is_held());
    let content = html! {
        (head(wish, &it.subject, ""))
        (summary(wish, &held, chairs))
        @if it.standings.is_empty() { p.lead { "Nothing is known of any standing then." } }
        @for (name, lines) in groups(&held) {
            section.group #(name) {
                h2 { (swatch(lines[0].class.as_deref())) span.cap { (words(&name)) } " " span.n { (lines.len()) } }
                (lines_of(wish, &lines, |it| &it.party))
            }
        }
        @if !later.is_empty() {
            section.group.later #ahead {
                h2 { "Ahead, planned, asked for " span.n { (later.len()) } }
                (lines_of(wish, &later, |it| &it.party))
            }
        }
        (more(wish, it.total, it.next.as_ref()))
        (colophon(wish, &it.clocks, &format!("{slug}/standings"), true))
    };
    let mut page = Frame::new(&it.subject.name, "orgs");
    page.feed = Some(format!("/feed{slug}"));
    page.linked = linked::organisation(&wish.origin, it).json().ok();
    frame(wish, &page, &content)
}

/// Lines that hold, by standing, overlays too; in the order in which the answer has them.
fn groups<'l>(held: &[&'l StandingLine]) -> Vec<(String, Vec<&'l StandingLine>)> {
    let mut order: Vec<String> = Vec::new();
    let mut by: BTreeMap<String, Vec<&StandingLine>> = BTreeMap::new();
    for it in held {
        if !by.contains_key(&it.standing) {
            order.push(it.standing.clone());
        }
        by.entry(it.standing.clone()).or_default().push(it);
    }
    order.into_iter().filter_map(|name| by.remove(&name).map(|lines| (name, lines))).collect()
}

/// The colour of a class of standing, as the drawings have it.
pub(crate) fn swatch(class: Option<&str>) -> Markup {
    html! { span.swatch.(class.unwrap_or("special")) aria-hidden="true" {} }
}

fn summary(wish: &Wish, held: &[&StandingLine], chairs: &Chairs) -> Markup {
    let own = |it: &&crate::answer::ChairLine| it.body.is_none() && it.role == "chair";
    let present = chairs.chairs.iter().filter(own).find(|it| it.when == "present");
    let next = chairs.chairs.iter().filter(own).find(|it| it.when == "ahead" || it.when == "pending");
    let forecast = chairs.forecast.iter().find(|it| it.body.is_none());
    let holder = |it: Option<&Named>| {
        html! {
            @match it {
                Some(it) => a href=(wish.link(&address::party(&it.id))) { bdi { (clean(&it.name)) } },
                None => "nobody",
            }
        }
    };
    html! {
        dl.facts {
            @for (name, lines) in groups(held) {
                div { dt { a href=(format!("#{name}")) { (words(&name)) } } dd { (lines.len()) } }
            }
            @if let Some(it) = present {
                div.wide { dt { "chair" } dd { (holder(it.holder.as_ref())) } dd.also { (range(it.from.as_deref(), it.until.as_deref())) } }
            }
            @if let Some(it) = next {
                div.wide { dt { "next chair" } dd { (holder(it.holder.as_ref())) } dd.also { (if it.when == "ahead" { "decided".to_owned() } else { words(&it.stage) }) " · " (range(it.from.as_deref(), it.until.as_deref())) } }
            } @else if let Some(it) = forecast {
                div.wide { dt { "next chair, forecast" } dd { (holder(it.holder.as_ref())) } dd.also { "from " (it.from) " · by " (it.rule.article) } }
            }
        }
        @if !chairs.chairs.is_empty() { (strip::chairs(wish, chairs)) }
    }
}

/// A table of standings; `other` is whom each line is about.
pub(crate) fn lines_of<'l>(
    wish: &Wish,
    lines: &[&'l StandingLine],
    other: impl Fn(&'l StandingLine) -> &'l Named,
) -> Markup {
    html! {
        ul.lines {
            @for it in lines {
                @let named = other(it);
                li.line.(format!("holds-{}", it.holds)) {
                    a.who href=(wish.link(&address::party(&named.id))) { bdi { (clean(&named.name)) } }
                    span.what {
                        @if !it.is_held() { (words(&it.standing)) " · " }
                        @if it.holds != "certainly" { span.mark.(it.holds) { (holds(&it.holds)) } " " }
                        (marks(it.disputed, it.unverified))
                    }
                    span.when { (range(it.from.as_deref(), it.until.as_deref())) }
                    (sources(wish, &it.said, it.sources))
                }
            }
        }
    }
}

/// What to say of a line besides its stage.
pub(crate) fn holds(holds: &str) -> &str {
    match holds {
        "possibly" => "possibly",
        "ahead" => "decided, ahead",
        "pending" => "not decided",
        "expired" => "expired, not confirmed",
        "refused" => "refused",
        _ => "",
    }
}

/// How many of a kind, for titles of lists.
pub(crate) fn title_count(n: usize) -> String {
    count(n, "standing", "standings")
}
