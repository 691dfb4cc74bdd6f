//! Two days, two known days, or two organisations.

use maud::{Markup, html};

use super::proof::marks;
use super::text::{clean, count, range, words};
use super::{Frame, colophon, frame};
use crate::address;
use crate::answer::{Compared, StandingLine};
use crate::wish::Wish;

fn field(id: &str, label: &str, value: &str, kind: &str) -> Markup {
    html! { div.field { label for=(id) { (label) } input #(id) name=(id) type=(kind) value=(value); } }
}

/// The questions, and what differs where they are asked.
pub(crate) fn compare(wish: &Wish, it: Option<&Compared>) -> Markup {
    let get = |name: &str| wish.param(name).unwrap_or_default().to_owned();
    let content = html! {
        div.head { h1 { "Compare" } }
        p.lead { "The same organisation on two days, or as known on two days; or two organisations on one." }
        form.compare action="/compare" {
            fieldset {
                legend { "First" }
                (field("subject", "organisation or party", &get("subject"), "text"))
                (field("on", "on", &wish.on.to_string(), "text"))
                (field("known", "known", &wish.known.to_string(), "text"))
            }
            fieldset {
                legend { "Second" }
                (field("other", "another, or empty", &get("other"), "text"))
                (field("on2", "on", &get("on2"), "text"))
                (field("known2", "known", &get("known2"), "text"))
            }
            div.go { button type="submit" { "Compare" } }
        }
        @if let Some(it) = it { (changes(wish, it)) }
    };
    frame(wish, &Frame::new("Compare", "compare"), &content)
}

fn changes(wish: &Wish, it: &Compared) -> Markup {
    let second = it.other.as_ref().unwrap_or(&it.subject);
    html! {
        section.group {
            h2 { (count(it.changes.len(), "difference", "differences")) " " span.n { (it.same) " alike" } }
            @if !it.changes.is_empty() {
                div.scroll tabindex="0" role="region" aria-label="Differences" {
                    table.changes {
                        thead {
                            tr {
                                th scope="col" { "who" }
                                th scope="col" { (clean(&it.subject.name)) br; small { "on " (it.before.on) ", known " (it.before.known) } }
                                th scope="col" { (clean(&second.name)) br; small { "on " (it.after.on) ", known " (it.after.known) } }
                            }
                        }
                        tbody {
                            @for one in &it.changes {
                                @let other = if one.org.id == it.subject.id || it.other.is_some() { &one.party } else { &one.org };
                                tr {
                                    th scope="row" { a href=(wish.link(&address::party(&other.id))) { bdi { (clean(&other.name)) } } br; small { (words(&one.standing)) } }
                                    td.gone[one.after.is_none()] { (cell(one.before.as_ref())) }
                                    td.come[one.before.is_none()] { (cell(one.after.as_ref())) }
                                }
                            }
                        }
                    }
                }
            }
        }
        (colophon(wish, &it.before, &compare_api(wish), true))
    }
}

fn compare_api(wish: &Wish) -> String {
    let names = ["subject", "other", "on2", "known2"];
    let query: Vec<String> =
        names.iter().filter_map(|it| Some(format!("{it}={}", address::encode(wish.param(it)?)))).collect();
    format!("/compare?{}", query.join("&"))
}

fn cell(it: Option<&StandingLine>) -> Markup {
    html! {
        @match it {
            Some(it) => {
                (words(&it.stage)) " · " (range(it.from.as_deref(), it.until.as_deref())) " "
                @if it.holds != "certainly" { span.mark.(it.holds) { (super::line::degree(&it.holds)) } " " }
                (marks(it.disputed, it.unverified, it.provisional))
            },
            None => span.quiet { "—" },
        }
    }
}
