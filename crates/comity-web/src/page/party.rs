//! A party: where it stands, what it proposed, took and gave up.

use maud::{Markup, html};

use super::list::{act_lines, settled};
use super::org::{lines_of, swatch, title_count};
use super::text::{clean, words};
use super::{Frame, clocks, colophon, frame, more, strip};
use crate::address;
use crate::answer::{ActLine, StandingLine, Standings, Timeline};
use crate::wish::Wish;

/// The page of a party.
pub(crate) fn party(wish: &Wish, it: &Standings, acts: &Timeline) -> Markup {
    let slug = address::encode(it.subject.id.strip_prefix("state:").unwrap_or(&it.subject.id)).to_lowercase();
    let (held, later): (Vec<&StandingLine>, Vec<&StandingLine>) =
        it.standings.iter().partition(|it| it.is_held());
    let mut classes: Vec<&str> = Vec::new();
    for class in held.iter().map(|it| it.class.as_deref().unwrap_or("other")) {
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    let (own, other): (Vec<&ActLine>, Vec<&ActLine>) =
        acts.acts.iter().filter(|it| !it.row).partition(|act| {
            [&act.proposer, &act.agent].into_iter().flatten().any(|named| named.id == it.subject.id)
        });
    let content = html! {
        div.head { p.kind { "Party" } h1 { bdi { (clean(&it.subject.name)) } } p.id { (clean(&it.subject.id)) } }
        (clocks(wish, &address::party(&it.subject.id), &[]))
        @if it.standings.is_empty() { p.lead { "Nothing is known of any standing then." } }
        @else { p.lead { (title_count(held.len())) " on " time datetime=(it.clocks.on) { (it.clocks.on) } "." } }
        @for class in classes {
            @let lines: Vec<&StandingLine> = held.iter().copied().filter(|it| it.class.as_deref().unwrap_or("other") == class).collect();
            section.group { h2 { (swatch(Some(class))) span.cap { (words(class)) } " " span.n { (lines.len()) } } (lines_of(wish, &lines, |it| &it.org)) }
        }
        @if !later.is_empty() { section.group.later { h2 { "Ahead, planned, asked for" } (lines_of(wish, &later, |it| &it.org)) } }
        @if !own.is_empty() { section.group { h2 { "Proposed and done" } (act_lines(wish, &own, &it.subject.id)) } }
        @if !other.is_empty() { section.group { h2 { "Acts" } (act_lines(wish, &other, &it.subject.id)) } }
        @if acts.acts.iter().any(|it| it.kind == "grant") {
            section.group { h2 { "Over the years" } (strip::standings(&settled(&acts.acts), |it| it.org.as_ref().filter(|_| is_party(it, &acts.subject.id)), &acts.clocks.known)) }
        }
        (more(wish, it.total, it.next.as_ref()))
        (colophon(wish, &it.clocks, &format!("/party/{slug}/standings"), true))
    };
    let mut page = Frame::new(&it.subject.name, "");
    page.feed = Some(format!("/feed{}", address::party(&it.subject.id)));
    frame(wish, &page, &content)
}

fn is_party(it: &ActLine, id: &str) -> bool {
    it.party.as_ref().is_some_and(|it| it.id == id)
}
