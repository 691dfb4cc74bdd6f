//! An organisation: who stands where on a day, who chairs, and the ways to the rest.

use maud::{Markup, html};

use super::line::list;
use super::text::{clean, count, range, words};
use super::{Frame, clocks, colophon, frame, more, strip};
use crate::address;
use crate::answer::{Chairs, Named, title_of, word};
use crate::rows::{self, Line, Listing};
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
pub(crate) fn standings(wish: &Wish, it: &Listing, chairs: &Chairs) -> Markup {
    let (slug, days) = (address::org(&it.head.subject.id), rows::clocks(wish));
    let (held, later): (Vec<Line<'_>>, Vec<Line<'_>>) = it.lines().into_iter().partition(Line::is_held);
    let groups = groups(held);
    let content = html! {
        (head(wish, &it.head.subject, ""))
        (summary(wish, &groups, chairs))
        @if groups.is_empty() && later.is_empty() { p.lead { "Nothing is known of any standing then." } }
        @for (name, lines) in &groups {
            section.group #(name) {
                h2 { (swatch(lines[0].holding.class.as_ref().map(word).as_deref())) span.cap { (words(name)) } " " span.n { (lines.len()) } }
                (list(lines, &days))
            }
        }
        @if !later.is_empty() {
            section.group.later #ahead {
                h2 { "Ahead, planned, asked for " span.n { (later.len()) } }
                (list(&later, &days))
            }
        }
        (more(wish, it.head.total, it.head.next.as_ref()))
        (colophon(wish, &it.head.clocks, &format!("{slug}/standings"), true))
    };
    let mut page = Frame::new(&it.head.subject.name, "orgs");
    page.feed = Some(format!("/feed{slug}"));
    page.linked = it.linked(&wish.origin);
    frame(wish, &page, &content)
}

/// Lines that hold under the same name.
type Group<'l> = (&'l str, Vec<Line<'l>>);

/// Lines that hold, by standing, overlays too; in the order in which the answer has them.
fn groups(held: Vec<Line<'_>>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for it in held {
        match groups.iter_mut().find(|(name, _)| *name == it.holding.standing) {
            Some((_, lines)) => lines.push(it),
            None => groups.push((it.holding.standing, vec![it])),
        }
    }
    groups
}

/// The colour of a class of standing, as the drawings have it.
pub(crate) fn swatch(class: Option<&str>) -> Markup {
    html! { span.swatch.(class.unwrap_or("special")) aria-hidden="true" {} }
}

fn summary(wish: &Wish, groups: &[Group<'_>], chairs: &Chairs) -> Markup {
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
            @for (name, lines) in groups {
                div { dt { a href=(format!("#{name}")) { (words(name)) } } dd { (lines.len()) } }
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

/// How many of a kind, for titles of lists.
pub(crate) fn title_count(n: usize) -> String {
    count(n, "standing", "standings")
}
