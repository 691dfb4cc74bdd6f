//! Who chairs an organisation and its bodies: past, present, decided, and who is due by the rule.

use maud::{Markup, html};

use super::org::head;
use super::proof::{marks, sources};
use super::text::{clean, range, words};
use super::{Frame, colophon, frame, strip};
use crate::address;
use crate::answer::{Article, ChairLine, Chairs, Forecast, Named};
use crate::wish::Wish;

/// The page of an organisation's chairs.
pub(crate) fn chairs(wish: &Wish, it: &Chairs) -> Markup {
    let mut groups: Vec<(String, Vec<&ChairLine>)> = Vec::new();
    for line in &it.chairs {
        let body = line.body.as_ref().map_or(String::new(), |it| format!(" of {}", it.name));
        let title = format!("{}{body}", words(&line.role));
        match groups.iter_mut().find(|(other, _)| *other == title) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((title, vec![line])),
        }
    }
    let content = html! {
        (head(wish, &it.org, "/chairs"))
        @if it.chairs.is_empty() { p.lead { "Nothing is known of any chair then." } } @else { (strip::chairs(wish, it)) }
        @for (title, lines) in &groups {
            section.group {
                h2 { (clean(title)) " " span.n { (lines.len()) } }
                ul.lines { @for line in lines.iter().rev() { (term(wish, line)) } }
            }
        }
        @for gap in &it.gaps {
            p.gap { "From " (gap.from) " until " (gap.until) " no holder is known." }
        }
        (forecast(wish, it))
        (colophon(wish, &it.clocks, &format!("{}/chairs", address::org(&it.org.id)), true))
    };
    let page = Frame::new(&it.org.name, "orgs");
    frame(wish, &page, &content)
}

fn named(wish: &Wish, it: Option<&Named>) -> Markup {
    html! {
        @match it {
            Some(it) => a.who href=(wish.link(&address::party(&it.id))) { bdi { (clean(&it.name)) } },
            None => span.who { "vacant" },
        }
    }
}

fn term(wish: &Wish, it: &ChairLine) -> Markup {
    html! {
        li.line.(format!("when-{}", it.when)) {
            (named(wish, it.holder.as_ref()))
            span.what { span.mark.(it.when) { (words(&it.when)) } " " @if it.stage != "in_force" { span.quiet { (words(&it.stage)) } " " } (marks(it.disputed, it.unverified, false)) }
            span.when { (range(it.from.as_deref(), it.until.as_deref())) }
            (sources(wish, &it.said, it.sources))
        }
    }
}

/// A line of the law.
pub(crate) fn article(it: &Article) -> Markup {
    html! {
        span.article {
            @if super::proof::is_web(&it.url) { a href=(it.url) rel="noreferrer" { (it.article) ", " (it.title) } } @else { (it.article) ", " (it.title) }
            @if !it.verified { " " span.mark.unverified { "unverified" } }
        }
    }
}

fn forecast(wish: &Wish, it: &Chairs) -> Markup {
    let line = |it: &Forecast| {
        html! {
            li.line.when-forecast {
                (named(wish, it.holder.as_ref()))
                span.what {
                    span.mark.forecast { "forecast" }
                    @if let Some(body) = &it.body { " " span.quiet { "of " (clean(&body.name)) } }
                    @if it.is_group { " " span.quiet { "by election in the group" } }
                }
                span.when { (range(Some(&it.from), it.until.as_deref())) }
                span.by { (article(&it.rule)) }
                @for passed in &it.passed {
                    p.passed { "passed over: " bdi { (clean(&passed.party.name)) } ", " (clean(&passed.why)) " (" (passed.article.article) ")" }
                }
            }
        }
    };
    html! {
        @if !it.forecast.is_empty() {
            section.group {
                h2 { "Due by the rule" }
                p.quiet { "A forecast says whom the charter's order leads to. It is never an act." }
                ul.lines.forecasts { @for it in &it.forecast { (line(it)) } }
            }
        }
        @if let Some(why) = &it.unforeseeable {
            p { "No order tells who chairs next: " (article(why)) "." }
        }
    }
}
