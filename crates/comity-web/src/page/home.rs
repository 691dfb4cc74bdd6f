//! The first page: ask, what is new, what is disputed.

use maud::{Markup, html};

use super::list::{dispute, document_lines};
use super::{Frame, frame};
use crate::address;
use crate::answer::{Disputes, Documents};
use crate::wish::Wish;

/// Questions that show what can be asked.
const EXAMPLES: [&str; 4] = [
    "observers of the SCO",
    "who chairs the CIS on 2026-06-01",
    "members of the EAEU on 2015-06-01",
    "Kazakhstan",
];

/// The first page.
pub(crate) fn home(wish: &Wish, new: &Documents, disputed: &Disputes, entries: u64) -> Markup {
    let content = html! {
        section.hero {
            h1 { "Who stood where, who chaired, who decided it, and who says so." }
            p.lead { "The institutional order of international organisations, from " (entries) " entries, each with the words that prove it." }
            form.ask action="/ask" role="search" aria-label="Ask the record" {
                label.quiet for="ask" { "Ask the record" }
                input #ask type="search" name="q" placeholder="observers of the CIS on 2025-12-01" maxlength="300" autocomplete="off";
                button type="submit" { "Ask" }
            }
            p.examples { @for it in EXAMPLES { a href=(format!("/ask?q={}", address::encode(it))) { (it) } " " } }
        }
        div.two {
            section {
                h2 { a href="/document" { "New" } }
                @if new.documents.is_empty() { p.quiet { "No document has been recorded yet; the shipped base answers." } }
                (document_lines(wish, new))
            }
            section {
                h2 { a href="/disputes" { "Disputed" } " " span.n { (disputed.total) } }
                @for it in &disputed.disputes { (dispute(wish, it)) }
            }
        }
    };
    let page = Frame::new("comity", "home");
    frame(wish, &page, &content)
}
