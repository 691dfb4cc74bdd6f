//! A party: where it stands, what it proposed, took and gave up.

use maud::{Markup, html};

use super::line::list;
use super::list::{act_lines, settled};
use super::org::{swatch, title_count};
use super::text::{clean, words};
use super::{Frame, clocks, colophon, frame, more, strip};
use crate::address;
use crate::answer::{ActLine, Timeline, word};
use crate::rows::{self, Line, Listing};
use crate::wish::Wish;

/// The page of a party.
pub(crate) fn party(wish: &Wish, it: &Listing, acts: &Timeline) -> Markup {
    let (subject, days) = (&it.head.subject, rows::clocks(wish));
    let slug = address::encode(subject.id.strip_prefix("state:").unwrap_or(&subject.id)).to_lowercase();
    let (held, later): (Vec<Line<'_>>, Vec<Line<'_>>) = it.lines().into_iter().partition(Line::is_held);
    let class = |it: &Line<'_>| it.holding.class.as_ref().map_or_else(|| "other".to_owned(), word);
    let mut classes: Vec<String> = held.iter().map(class).collect();
    let mut once = std::collections::BTreeSet::new();
    classes.retain(|it| once.insert(it.clone()));
    let (own, other): (Vec<&ActLine>, Vec<&ActLine>) =
        acts.acts.iter().filter(|it| !it.row).partition(|act| {
            [&act.proposer, &act.agent].into_iter().flatten().any(|named| named.id == subject.id)
        });
    let content = html! {
        div.head { p.kind { "Party" } h1 { bdi { (clean(&subject.name)) } } p.id { (clean(&subject.id)) } }
        (clocks(wish, &address::party(&subject.id), &[]))
        @if held.is_empty() && later.is_empty() { p.lead { "Nothing is known of any standing then." } }
        @else { p.lead { (title_count(held.len())) " on " time datetime=(it.head.clocks.on) { (it.head.clocks.on) } "." } }
        @for name in &classes {
            @let lines: Vec<Line<'_>> = held.iter().copied().filter(|it| class(it) == *name).collect();
            section.group { h2 { (swatch(Some(name))) span.cap { (words(name)) } " " span.n { (lines.len()) } } (list(&lines, &days)) }
        }
        @if !later.is_empty() { section.group.later { h2 { "Ahead, planned, asked for" } (list(&later, &days)) } }
        @if !own.is_empty() { section.group { h2 { "Proposed and done" } (act_lines(wish, &own, &subject.id)) } }
        @if !other.is_empty() { section.group { h2 { "Acts" } (act_lines(wish, &other, &subject.id)) } }
        @if acts.acts.iter().any(|it| it.kind == "grant") {
            section.group { h2 { "Over the years" } (strip::standings(&settled(&acts.acts), |it| it.org.as_ref().filter(|_| is_party(it, &acts.subject.id)), &acts.clocks.known)) }
        }
        (more(wish, it.head.total, it.head.next.as_ref()))
        (colophon(wish, &it.head.clocks, &format!("/party/{slug}/standings"), true))
    };
    let mut page = Frame::new(&subject.name, "");
    page.feed = Some(format!("/feed{}", address::party(&subject.id)));
    frame(wish, &page, &content)
}

fn is_party(it: &ActLine, id: &str) -> bool {
    it.party.as_ref().is_some_and(|it| it.id == id)
}
