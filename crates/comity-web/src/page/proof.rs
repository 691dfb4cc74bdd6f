//! What sources say, below a line: each with its words, each word with the way to its place.

use maud::{Markup, html};

use super::text::{clean, count, one_line, words};
use crate::address;
use crate::answer::{Witness, Words};
use crate::wish::Wish;

/// Marks of a line: what a reader must not overlook.
pub(crate) fn marks(disputed: bool, unverified: bool, provisional: bool) -> Markup {
    html! {
        @if disputed { span.mark.disputed { "disputed" } " " }
        @if provisional { span.mark.provisional title="applied without being in force yet" { "provisional" } " " }
        @if unverified { span.mark.unverified title="nobody has read a source for it yet" { "unverified" } " " }
    }
}

/// The sources of a line, folded.
pub(crate) fn sources(wish: &Wish, said: &[Witness], n: usize) -> Markup {
    html! {
        @if said.is_empty() {
            span.quiet { "no source" }
        } @else {
            details.proof {
                summary { (count(n.max(1), "source", "sources")) }
                (list(wish, said))
            }
        }
    }
}

/// What sources say, one after the other; the same words of the same source once, with all their entries.
pub(crate) fn list(wish: &Wish, said: &[Witness]) -> Markup {
    let mut once: Vec<(&Witness, Vec<u64>)> = Vec::new();
    for it in said {
        match once.iter_mut().find(|(other, _)| is_same(other, it)) {
            Some((_, entries)) => entries.push(it.entry),
            None => once.push((it, vec![it.entry])),
        }
    }
    html! { ul.said { @for (it, entries) in &once { (witness(wish, it, entries)) } } }
}

fn is_same(one: &Witness, other: &Witness) -> bool {
    let place = |it: &Witness| it.words.first().map(|it| (it.document.clone(), it.start, it.text.clone()));
    let says = |it: &Witness| (it.stage.clone(), it.stance.clone(), it.from.clone().or(it.on.clone()));
    !one.words.is_empty()
        && place(one) == place(other)
        && one.source == other.source
        && says(one) == says(other)
}

fn witness(wish: &Wish, it: &Witness, entries: &[u64]) -> Markup {
    html! {
        li {
            @for words in &it.words { (quote(wish, words)) }
            p.by {
                @if let Some(url) = it.url.as_deref().filter(|it| is_web(it)) {
                    a href=(url) rel="noreferrer nofollow" { bdi { (clean(&it.source)) } }
                } @else { bdi { (clean(&it.source)) } }
                @for cited in &it.chain { " ← " bdi { (clean(&crate::answer::Named::of(cited).name)) } }
                " · " (it.rank) " · " (words(&it.stage))
                @if it.stance != "affirms" { " · " strong { (words(&it.stance)) } }
                @if let Some(day) = it.from.as_ref().or(it.on.as_ref()) { " · " time datetime=(day) { (day) } }
                " · known " time datetime=(it.known) { (it.known) } " · "
                @for (n, entry) in entries.iter().enumerate() { @if n > 0 { ", " } @else { "entry " } (entry) }
                @if it.provisional { " · " span.mark.provisional { "provisional" } }
                @if it.unverified { " · " span.mark.unverified { "unverified" } }
            }
        }
    }
}

/// Words, with the way to their place in the document.
fn quote(wish: &Wish, it: &Words) -> Markup {
    let shown = one_line(&it.text);
    html! {
        @match (&it.document, it.start) {
            (Some(document), Some(start)) => {
                @let end = it.end.unwrap_or(start);
                blockquote {
                    a href=(wish.link(&address::words(document, start, end))) { bdi { (clean(&shown)) } }
                }
            },
            _ if is_web(&shown) => p.cited { "cites " a href=(shown) rel="noreferrer nofollow" { (clean(&shown)) } },
            _ => p.cited { "cites " bdi { (clean(&shown)) } },
        }
    }
}

/// Whether a link may lead there: the web, and nothing that runs.
pub(crate) fn is_web(address: &str) -> bool {
    let lower = address.trim_start().to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://"))
        && !address.contains(|it: char| it.is_whitespace() || it.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_linked() {
        assert!(is_web("https://example.org/a?b=c"));
        for it in
            ["javascript:alert(1)", "data:text/html,x", " JAVASCRIPT:x", "https://a b", "see https://x.org"]
        {
            assert!(!is_web(it), "{it}");
        }
    }
}
