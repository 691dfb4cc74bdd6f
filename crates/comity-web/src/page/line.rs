//! A line of a list of standings. What does not depend on the day is written once, see [`crate::rows`].

use maud::{Markup, html};

use super::proof::{marks, sources};
use super::text::{clean, range, words};
use crate::address;
use crate::answer::{Named, StandingLine, word};
use crate::rows::Line;
use crate::wish::Wish;

/// Whom a line is about.
pub(crate) fn who(wish: &Wish, it: &Named) -> Markup {
    html! { a.who href=(wish.link(&address::party(&it.id))) { bdi { (clean(&it.name)) } } }
}

/// Since when, and who says so.
pub(crate) fn rest(wish: &Wish, it: &StandingLine) -> Markup {
    html! {
        span.when { (range(it.from.as_deref(), it.until.as_deref())) }
        (sources(wish, &it.said, it.sources))
    }
}

/// Lines as a list; `clocks` are those of their links.
pub(crate) fn list(lines: &[Line<'_>], clocks: &[String; 2]) -> Markup {
    html! {
        ul.lines {
            @for it in lines {
                @let holds = word(&it.holds);
                li.line.(format!("holds-{holds}")) {
                    (it.who(clocks))
                    span.what {
                        @if !it.is_held() { (words(it.holding.standing)) " · " }
                        @if holds != "certainly" { span.mark.(holds) { (degree(&holds)) } " " }
                        (marks(it.holding.disputed, it.holding.unverified, it.holding.provisional))
                    }
                    (it.rest(clocks))
                }
            }
        }
    }
}

/// What to say of a line besides its stage.
pub(crate) fn degree(holds: &str) -> &str {
    match holds {
        "possibly" => "possibly",
        "ahead" => "decided, ahead",
        "pending" => "not decided",
        "expired" => "expired, not confirmed",
        "refused" => "refused",
        _ => "",
    }
}
