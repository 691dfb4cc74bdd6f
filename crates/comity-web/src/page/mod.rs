//! Pages: the frame that all of them share, and its parts. Everything that comes from a document goes through the
//! templates' escaping and [`text::clean`].

pub(crate) mod act;
pub(crate) mod chair;
pub(crate) mod charter;
pub(crate) mod compare;
pub(crate) mod document;
pub(crate) mod expected;
pub(crate) mod export;
pub(crate) mod home;
pub(crate) mod line;
pub(crate) mod list;
pub(crate) mod map;
pub(crate) mod org;
pub(crate) mod party;
pub(crate) mod person;
pub(crate) mod proof;
pub(crate) mod read;
pub(crate) mod strip;
pub(crate) mod text;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::address;
use crate::answer::Clocks;
use crate::api::Answer;
use crate::asset::address as asset;
use crate::problem::Problem;
use crate::wish::Wish;
use text::clean;

/// What a page is made of besides its content.
pub(crate) struct Frame<'a> {
    /// Its title.
    pub(crate) title: &'a str,
    /// Which entry of the navigation it belongs to.
    pub(crate) here: &'a str,
    /// The address of its feed.
    pub(crate) feed: Option<String>,
    /// Linked data about it, see [`in_page`].
    pub(crate) linked: Option<PreEscaped<String>>,
}

impl<'a> Frame<'a> {
    /// A page with a title.
    pub(crate) fn new(title: &'a str, here: &'a str) -> Frame<'a> {
        Frame { title, here, feed: None, linked: None }
    }
}

const PLACES: [(&str, &str, &str); 6] = [
    ("orgs", "/org", "Organisations"),
    ("persons", "/person", "Persons"),
    ("documents", "/document", "Documents"),
    ("disputes", "/disputes", "Disputes"),
    ("compare", "/compare", "Compare"),
    ("read", "/read", "Read"),
];

/// A whole page.
pub(crate) fn frame(wish: &Wish, it: &Frame<'_>, content: &Markup) -> Markup {
    let asked =
        if it.here == "home" || it.here == "search" { wish.param("q").unwrap_or_default() } else { "" };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (clean(it.title)) @if it.here != "home" { " · comity" } }
                link rel="preload" href=(asset("source-serif-4-latin.woff2")) as="font" type="font/woff2" crossorigin;
                link rel="preload" href=(asset("source-sans-3-latin.woff2")) as="font" type="font/woff2" crossorigin;
                link rel="icon" href=(asset("icon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(asset("style.css"));
                script src=(asset("theme.js")) {}
                script src=(asset("page.js")) defer {}
                @if let Some(feed) = &it.feed { link rel="alternate" type="application/atom+xml" title=(clean(it.title)) href=(feed); }
                @if let Some(linked) = &it.linked { script type="application/ld+json" { (linked) } }
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                header.top {
                    a.brand href=(wish.link("/")) { "comity" }
                    nav.places aria-label="Places" {
                        ul {
                            @for (key, path, name) in PLACES {
                                li { a href=(wish.link(path)) aria-current=[(key == it.here).then_some("page")] { (name) } }
                            }
                        }
                    }
                    form.ask action="/ask" role="search" {
                        label.quiet for="q" { "Ask or search" }
                        input #q type="search" name="q" value=(asked) placeholder="observers of the CIS on 2025-12-01" autocomplete="off" maxlength="300";
                        @for name in ["known", "recorded"] {
                            @if let Some(value) = wish.param(name) { input type="hidden" name=(name) value=(value); }
                        }
                        button type="submit" { "Ask" }
                    }
                }
                main #content tabindex="-1" { (content) }
                footer.foot {
                    p {
                        "Every line opens at the words that prove it. Where sources contradict each other, all are shown."
                    }
                    ul.links {
                        @if let Some(feed) = &it.feed { li { a href=(feed) { "Feed" } } }
                        li { a href=(wish.link("/expected")) { "Expected" } }
                        li { a href=(wish.link("/sources")) { "Sources" } }
                        li { a href="/openapi.json" { "API" } }
                    }
                }
            }
        }
    }
}

/// Linked data of a page.
pub(crate) fn linked(it: &impl Answer) -> Option<PreEscaped<String>> {
    Some(PreEscaped(in_page(&it.json().ok()?)))
}

/// Linked data as it stands in a page. It is no script: browsers run nothing of its type, and `<` cannot end the block; what
/// hides or turns text is written as its number.
pub(crate) fn in_page(linked: &[u8]) -> String {
    let text = String::from_utf8_lossy(linked);
    let mut json = String::with_capacity(text.len());
    for part in text.split_inclusive(text::is_unsafe_in_json) {
        let last = part.chars().next_back().filter(|it| text::is_unsafe_in_json(*it));
        json.push_str(&part[..part.len() - last.map_or(0, char::len_utf8)]);
        for unit in last.iter().flat_map(|it| it.encode_utf16(&mut [0; 2]).to_vec()) {
            json.push_str(&format!("\\u{unit:04x}"));
        }
    }
    json
}

/// What went wrong.
pub(crate) fn problem(wish: &Wish, it: &Problem) -> Markup {
    let title = match it.status {
        300 => "Whom do you mean?",
        404 => "Not in this record",
        429 | 503 => "Not now",
        500.. => "That failed",
        _ => "That cannot be asked",
    };
    let content = html! {
        h1 { (title) }
        p.lead { (backticks(&it.detail)) }
        @if !it.candidates.is_empty() {
            ul.plain {
                @for one in &it.candidates {
                    li { a href=(wish.link(&address::party(&one.id))) { bdi { (clean(&one.name)) } } " " span.quiet { (clean(&one.id)) } }
                }
            }
        }
        @if it.status == 404 {
            p { a href=(wish.link("/org")) { "All organisations" } " · " a href=(wish.link("/document")) { "all documents" } }
        }
    };
    frame(wish, &Frame::new(title, ""), &content)
}

/// A message whose backticks become code.
pub(crate) fn backticks(message: &str) -> Markup {
    html! {
        @for (n, part) in message.split('`').enumerate() {
            @if n % 2 == 1 { code { bdi { (clean(part)) } } } @else { (clean(part)) }
        }
    }
}

/// What can be written where a day is asked for.
const DAY: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

/// The clocks of a page, to be set.
pub(crate) fn clocks(wish: &Wish, action: &str, extra: &[(&str, &str)]) -> Markup {
    let recorded = wish.param("recorded");
    let asked = wish.param("on").or(wish.param("known")).or(recorded).is_some();
    html! {
        form.clocks.past[asked] action=(action) aria-label="Days" {
            div.field {
                label for="on" { "on" }
                input #on name="on" type="text" inputmode="numeric" pattern=(DAY) title="a day such as 2025-10-10, 2025-10 or 2025" value=(wish.on) required autocomplete="off" aria-describedby="on-help";
                small #on-help { "in the world" }
            }
            div.field {
                label for="known" { "known" }
                input #known name="known" type="text" inputmode="numeric" pattern=(DAY) title="a day such as 2025-10-10, 2025-10 or 2025" value=(wish.known) required autocomplete="off" aria-describedby="known-help";
                small #known-help { "by sources published until then" }
            }
            @if let Some(recorded) = recorded {
                div.field {
                    label for="recorded" { "recorded" }
                    input #recorded type="text" name="recorded" value=(recorded) aria-describedby="recorded-help";
                    small #recorded-help { "as this record stood then" }
                }
            }
            @for (name, value) in extra { input type="hidden" name=(name) value=(value); }
            div.go {
                button type="submit" { "Show" }
                @if asked {
                    a href=(action) { "back to today" }
                }
            }
        }
    }
}

/// Forms of the answer and what it draws from, below it.
pub(crate) fn colophon(wish: &Wish, clocks: &Clocks, api: &str, csv: bool) -> Markup {
    html! {
        div.colophon {
            p {
                "On " time datetime=(clocks.on) { (clocks.on) } ", known by " time datetime=(clocks.known) { (clocks.known) }
                @if let Some(recorded) = &clocks.recorded { ", recorded by " time datetime=(recorded) { (recorded) } }
                ", from " (clocks.entries) " entries. Of sources that differ, the first of these counts: " (clocks.prefers.join(", ")) "."
            }
            ul.links {
                li { a href=(wish.link(&format!("/api/v1{api}"))) rel="alternate" type="application/json" { "JSON" } }
                @if csv { li { a href=(format_of(wish, api, "csv")) rel="alternate" type="text/csv" { "CSV" } } }
            }
        }
    }
}

fn format_of(wish: &Wish, api: &str, format: &str) -> String {
    let link = wish.link(&format!("/api/v1{api}"));
    let join = if link.contains('?') { '&' } else { '?' };
    format!("{link}{join}format={format}")
}

/// The way to the next lines.
pub(crate) fn more(wish: &Wish, total: u64, next: Option<&String>) -> Markup {
    let (first, last) = (wish.offset as u64 + 1, (wish.offset as u64 + wish.limit as u64).min(total));
    html! {
        @if next.is_some() || wish.offset > 0 {
            nav.pages aria-label="Pages" {
                @if wish.offset > 0 {
                    a rel="prev" href=(wish.with(&[("offset", Some(&wish.offset.saturating_sub(wish.limit).to_string()))])) { "← before" }
                }
                span { (first) "–" (last) " of " (total) }
                @if let Some(next) = next { a rel="next" href=(next) { "after →" } }
            }
        }
    }
}
