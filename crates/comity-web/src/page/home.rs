//! The first page: ask, what is new, what is expected, what is disputed, and who chairs.

use maud::{Markup, html};

use super::expected::due_lines;
use super::list::{dispute_line, document_lines};
use super::text::{clean, words};
use super::{Frame, frame};
use crate::address;
use crate::answer::{Disputes, Documents, Named, OrgLine, Overview};
use crate::wish::Wish;

/// Questions that show what can be asked.
const EXAMPLES: [&str; 4] = [
    "observers of the SCO",
    "who chairs the CIS on 2026-06-01",
    "members of the EAEU on 2015-06-01",
    "Kazakhstan",
];

/// What is expected that the first page shows.
const DUE: usize = 8;

/// What the first page shows.
pub(crate) struct First<'a> {
    /// The latest documents.
    pub(crate) new: &'a Documents,
    /// Some disputes.
    pub(crate) disputed: &'a Disputes,
    /// All organisations, and what is expected.
    pub(crate) overview: &'a Overview,
}

/// The first page.
pub(crate) fn home(wish: &Wish, it: &First<'_>) -> Markup {
    let due = &it.overview.expected;
    let content = html! {
        section.hero {
            h1 { "Who stood where, who chaired, who decided it, and who says so." }
            form.ask action="/ask" role="search" aria-label="Ask the record" {
                label.quiet for="ask" { "Ask the record" }
                input #ask type="search" name="q" placeholder="observers of the CIS on 2025-12-01" maxlength="300" autocomplete="off";
                button type="submit" { "Ask" }
            }
            p.examples { @for it in EXAMPLES { a href=(format!("/ask?q={}", address::encode(it))) { (it) } " " } }
        }
        div.two {
            section {
                h2 { a href=(wish.link("/document")) { "New" } }
                @if it.new.documents.is_empty() { p.quiet { "No document has been recorded yet; the shipped base answers." } }
                (document_lines(wish, it.new))
            }
            section {
                h2 { a href=(wish.link("/expected")) { "Expected next" } " " span.n { (due.len()) } }
                (due_lines(wish, &due[..due.len().min(DUE)], true, false))
                @if due.len() > DUE { p { a href=(wish.link("/expected")) { "All that is expected" } } }
            }
        }
        section {
            h2 { a href=(wish.link("/org")) { "Who chairs" } }
            (organisations(wish, &it.overview.organisations))
        }
        @if !it.disputed.disputes.is_empty() {
            section {
                h2 { a href=(wish.link("/disputes")) { "Where sources differ" } " " span.n { (it.disputed.total) } }
                ul.lines { @for one in &it.disputed.disputes { (dispute_line(wish, one)) } }
                @if it.disputed.next.is_some() { p { a href=(wish.link("/disputes")) { "All disputes" } } }
            }
        }
        div.colophon { p { "From " (it.new.clocks.entries) " entries, each with the words that prove it." } }
    };
    let page = Frame::new("comity", "home");
    frame(wish, &page, &content)
}

fn organisations(wish: &Wish, list: &[OrgLine]) -> Markup {
    let party =
        |it: &Named| html! { a href=(wish.link(&address::party(&it.id))) { bdi { (clean(&it.name)) } } };
    html! {
        div.scroll tabindex="0" role="region" aria-label="Who chairs" {
            table.chairing {
                thead { tr { th scope="col" { "organisation" } th.num scope="col" { "members" } th scope="col" { "chair" } th scope="col" { "next" } } }
                tbody {
                    @for it in list {
                        tr {
                            th scope="row" { a href=(wish.link(&address::org(&it.org.id))) title=[it.title.as_deref()] { bdi { (clean(&it.org.name)) } } }
                            td.num { @if it.members > 0 { (it.members) } @else { span.quiet { "–" } } }
                            td { @match &it.chair { Some(it) => (party(it)), None => span.quiet { "–" } } @if let Some(until) = &it.chair_until { " " span.quiet { "until " time datetime=(until) { (until) } } } }
                            td {
                                @if let Some(next) = &it.next {
                                    @match &next.holder { Some(it) if next.group => { "the group " (clean(&it.name)) }, Some(it) => (party(it)), None => span.quiet { "nobody" } }
                                    @if let Some(from) = &next.from { " " span.quiet { "from " time datetime=(from) { (from) } } }
                                    " " span.mark.(next.basis) { (words(&next.basis)) }
                                } @else { span.quiet { "–" } }
                            }
                        }
                    }
                }
            }
        }
    }
}
