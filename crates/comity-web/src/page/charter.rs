//! A charter by its lines, each with its article: what is law on the day.

use comity::charter::{Charter, Cite};
use maud::{Markup, html};

use super::org::head;
use super::proof::is_web;
use super::text::{clean, words};
use super::{Frame, frame};
use crate::answer::{Named, word};
use crate::wish::Wish;

/// The page of a charter on the day.
pub(crate) fn charter(wish: &Wish, org: &Named, it: &Charter) -> Markup {
    let content = html! {
        (head(wish, org, "/charter"))
        @if let Some(version) = it.versions.last() {
            p.lead { "In force since " (version.in_force) ": " (clean(&version.name)) @if !version.instrument.is_empty() { " (" (clean(&version.instrument)) ")" } }
        }
        (bodies(it))
        (standings(it))
        (chairs(it))
        (rules(it))
        (leaving(it))
        section.group {
            h2 { "Sources" }
            ul.plain { @for source in &it.sources { li { (link(&source.url, &source.title)) } } }
        }
    };
    frame(wish, &Frame::new(&org.name, "orgs"), &content)
}

fn link(url: &str, text: &str) -> Markup {
    html! { @if is_web(url) { a href=(url) rel="noreferrer" { (clean(text)) } } @else { (clean(text)) } }
}

/// The article of a line, with its words where they are kept.
fn cite(it: &Cite) -> Markup {
    html! {
        p.cite {
            span.article { (clean(&it.article)) }
            @if !it.verified { " " span.mark.unverified { "unverified" } }
            @if !it.note.is_empty() { " · " (clean(&it.note)) }
        }
    }
}

fn names(ids: &[String]) -> String {
    ids.iter().map(|it| Named::of(it).name).collect::<Vec<_>>().join(", ")
}

fn bodies(it: &Charter) -> Markup {
    html! {
        @if !it.bodies.is_empty() {
            section.group #bodies {
                h2 { "Bodies" }
                ul.articles {
                    @for body in &it.bodies {
                        li #(format!("line-{}", body.cite.line)) {
                            h3 { (clean(&body.name)) }
                            p.quiet { (words(&body.level)) @if let Some(parent) = &body.parent { " · under " (clean(&Named::of(parent).name)) } }
                            (cite(&body.cite))
                        }
                    }
                }
            }
        }
        @if !it.formats.is_empty() {
            section.group {
                h2 { "Formats" }
                ul.articles { @for format in &it.formats { li { h3 { (clean(&format.name)) } p { (clean(&format.invites)) } (cite(&format.cite)) } } }
            }
        }
    }
}

fn standings(it: &Charter) -> Markup {
    let holders =
        |it: &comity::charter::StandingKind| it.holders.iter().map(word).collect::<Vec<_>>().join(", ");
    html! {
        @if !it.standings.is_empty() {
            section.group {
                h2 { "Standings" }
                ul.articles {
                    @for kind in &it.standings {
                        li {
                            h3 { (clean(&kind.name)) " " small.quiet { (word(&kind.class)) } }
                            dl.law {
                                @if !kind.holders.is_empty() { dt { "may be held by" } dd { (words(&holders(kind))) } }
                                @if !kind.grantors.is_empty() { dt { "granted by" } dd { (clean(&names(&kind.grantors))) } }
                                @if !kind.recommended_by.is_empty() { dt { "recommended by" } dd { (clean(&names(&kind.recommended_by))) } }
                                @if let Some(rule) = &kind.rule { dt { "by" } dd { (words(rule)) } }
                                @if !kind.steps.is_empty() { dt { "steps" } dd { (clean(&kind.steps.join("; "))) } }
                                @if !kind.rights.is_empty() { dt { "rights" } dd { (clean(&kind.rights.join("; "))) } }
                                @if !kind.duties.is_empty() { dt { "duties" } dd { (clean(&kind.duties.join("; "))) } }
                            }
                            (cite(&kind.cite))
                        }
                    }
                }
            }
        }
    }
}

fn chairs(it: &Charter) -> Markup {
    html! {
        @if !it.chairs.is_empty() {
            section.group {
                h2 { "Chair" }
                ul.articles {
                    @for rule in &it.chairs {
                        li {
                            h3 { (words(&word(&rule.principle))) @if let Some(body) = &rule.body { " · " (clean(&Named::of(body).name)) } }
                            @if !rule.order.is_empty() {
                                ol.order { @for turn in &rule.order { li { (clean(&turn.name)) } } }
                            }
                            (cite(&rule.cite))
                            @for exception in &rule.exceptions {
                                p.passed {
                                    "Exception" @if let Some(term) = &exception.term { " of " (term) } ": " (clean(&exception.why)) " "
                                    span.article { (clean(&exception.cite.article)) }
                                    @if !exception.cite.verified { " " span.mark.unverified { "unverified" } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn rules(it: &Charter) -> Markup {
    html! {
        @if !it.rules.is_empty() {
            section.group {
                h2 { "Decisions" }
                ul.articles {
                    @for rule in &it.rules {
                        li {
                            h3 { (words(&rule.id)) }
                            @if let Some((a, b)) = rule.quorum { p { "Quorum " (a) "/" (b) } }
                            (cite(&rule.cite))
                        }
                    }
                }
            }
        }
    }
}

fn leaving(it: &Charter) -> Markup {
    html! {
        @if !it.suspensions.is_empty() || !it.exits.is_empty() {
            section.group {
                h2 { "Suspension and exit" }
                ul.articles {
                    @for line in &it.suspensions {
                        li {
                            h3 { (words(&line.id)) }
                            p { "of " (words(&line.standings.join(", "))) @if !line.grantors.is_empty() { ", by " (clean(&names(&line.grantors))) } }
                            @if !line.grounds.is_empty() { p { "Grounds: " (clean(&line.grounds.join("; "))) } }
                            (cite(&line.cite))
                        }
                    }
                    @for line in &it.exits {
                        li {
                            h3 { (words(&word(&line.kind))) }
                            @if let Some(notice) = &line.notice { p { "Notice: " (notice.months) " months" @if notice.days > 0 { " and " (notice.days) " days" } } }
                            (cite(&line.cite))
                        }
                    }
                }
            }
        }
    }
}
