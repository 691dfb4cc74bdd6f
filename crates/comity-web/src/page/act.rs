//! An act as a chain: each link opens at the words that prove it.

use maud::{Markup, html};

use super::chair::article;
use super::list::act_title;
use super::proof::{list, marks};
use super::text::{clean, count, words};
use super::{Frame, clocks, colophon, frame};
use crate::address;
use crate::answer::{Act, ActLine, Finding, Named};
use crate::linked;
use crate::wish::Wish;

/// The page of an act.
pub(crate) fn act(wish: &Wish, it: &Act) -> Markup {
    let path = address::act(&it.act.id);
    let title = title(&it.act);
    let content = html! {
        div.head {
            p.kind { "Act · " (words(&it.act.kind)) }
            h1 { (clean(&title)) }
            p.id { (clean(&it.act.id)) }
            p.state {
                span.mark.(it.act.stage) { (words(&it.act.stage)) } " "
                @if it.act.pending { span.mark.pending { "not reached" } " " }
                (marks(it.act.disputed, it.act.unverified, it.act.provisional))
                span.quiet { (count(it.act.sources, "independent source", "independent sources")) }
            }
        }
        (clocks(wish, &path, &[]))
        (facts(wish, &it.act))
        section.group {
            h2 { "The chain" }
            ol.chain {
                @for step in &it.chain {
                    li.stage.(step.stage) {
                        div.step {
                            strong { (words(&step.stage)) }
                            @if step.stance != "affirms" { " " span.mark.disputed { (words(&step.stance)) } }
                            @if let Some(day) = &step.day { " " time datetime=(day) { (day) } }
                            p.by { "known since " (step.known) " · " (count(step.sources, "source", "sources")) }
                        }
                        (list(wish, &step.said))
                    }
                }
            }
        }
        (findings(&it.findings))
        (colophon(wish, &it.clocks, &path, false))
    };
    let mut page = Frame::new(&title, "");
    page.linked = super::linked(&linked::act(&wish.origin, it));
    frame(wish, &page, &content)
}

/// What an act is, as a title.
fn title(it: &ActLine) -> String {
    let what = it.standing.as_deref().map(words).or_else(|| it.object.clone());
    let parts =
        [it.party.as_ref().map(|it| it.name.clone()), what, it.org.as_ref().map(|it| it.name.clone())];
    let title = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if title.is_empty() { words(&it.kind) } else { title }
}

fn facts(wish: &Wish, it: &ActLine) -> Markup {
    let named = |it: &Option<Named>| {
        html! {
            @match it { Some(it) => a href=(wish.link(&address::party(&it.id))) { bdi { (clean(&it.name)) } }, None => span.quiet { "unstated" } }
        }
    };
    let day = |it: &Option<String>| {
        html! {
            @match it { Some(it) => time datetime=(it) { (it) }, None => span.quiet { "unstated" } }
        }
    };
    html! {
        dl.table {
            div { dt { "organisation" } dd { (named(&it.org)) } }
            div { dt { "who acts" } dd { (named(&it.agent)) } }
            @if it.body.is_some() { div { dt { "body" } dd { (named(&it.body)) } } }
            @if it.proposer.is_some() { div { dt { "proposed by" } dd { (named(&it.proposer)) } } }
            div { dt { "party" } dd { (named(&it.party)) } }
            div { dt { "decided on" } dd { (day(&it.decided_on)) } }
            div { dt { "takes effect" } dd { (day(&it.effective_on)) } }
            @if it.effective_until.is_some() { div { dt { "ends" } dd { (day(&it.effective_until)) } } }
            @if let Some(place) = &it.place { div { dt { "place" } dd { bdi { (clean(place)) } } } }
        }
    }
}

/// What the charter says.
pub(crate) fn findings(list: &[Finding]) -> Markup {
    html! {
        @if !list.is_empty() {
            section.group {
                h2 { "What the charter says" }
                ul.findings {
                    @for it in list {
                        li.finding.(it.severity) {
                            p { span.mark.(it.severity) { (it.severity) } " " strong { (super::backticks(&it.message)) } }
                            @if let Some(it) = &it.article { p.by { "article: " (article(it)) } }
                            @if let Some(against) = &it.against { p.by { "against: " (clean(against)) } }
                            p.by { code { (it.code) } }
                        }
                    }
                }
            }
        }
    }
}

/// Several acts under one name.
pub(crate) fn initiatives(wish: &Wish, it: &crate::answer::Initiatives) -> Markup {
    let content = html! {
        div.head { p.kind { "Initiative" } h1 { bdi { (clean(&it.name)) } } }
        @if it.initiatives.is_empty() { p.lead { "Nothing is known under this name." } }
        @for one in &it.initiatives {
            section.group {
                h2 { (act_title(wish, &one.act, "")) }
                (facts(wish, &one.act))
            }
        }
        (colophon(wish, &it.clocks, &format!("/initiative?name={}", address::encode(&it.name)), false))
    };
    frame(wish, &Frame::new(&it.name, ""), &content)
}
