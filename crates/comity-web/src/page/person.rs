//! A person: what they said, where, and who quotes it.

use maud::{Markup, html};

use super::text::{clean, count};
use super::{Frame, clocks, colophon, frame};
use crate::address;
use crate::answer::Said;
use crate::linked;
use crate::wish::Wish;

/// The page of a person's words.
pub(crate) fn person(wish: &Wish, it: &Said) -> Markup {
    let path = address::person(&it.person.id);
    let about = it.about.as_deref().unwrap_or_default();
    let content = html! {
        div.head { p.kind { "Person" } h1 { bdi { (clean(&it.person.name)) } } p.id { (clean(&it.person.id)) } }
        (clocks(wish, &path, &[]))
        form.filter action=(path) {
            label for="about" { "Only words about" }
            input #about name="about" type="search" value=(about) maxlength="100";
            button type="submit" { "Show" }
        }
        p.lead { (count(it.quotations.len(), "quotation", "quotations")) }
        ol.quotes {
            @for quote in &it.quotations {
                li {
                    blockquote.(quote.form) {
                        a href=(wish.link(&address::words(&quote.document, quote.start, quote.end))) { bdi { (clean(&quote.text)) } }
                    }
                    p.by {
                        bdi { (clean(&quote.source)) }
                        @for cited in &quote.chain { " ← " bdi { (clean(&crate::answer::Named::of(cited).name)) } }
                        " · known " (quote.known) " · " (quote.form) " · " (count(quote.sources, "source", "sources"))
                        @if !quote.also_in.is_empty() {
                            " · also in "
                            @for (n, digest) in quote.also_in.iter().enumerate() { @if n > 0 { ", " } a href=(wish.link(&address::document(digest))) { "document " (n + 2) } }
                        }
                    }
                }
            }
        }
        (colophon(wish, &it.clocks, &path, true))
    };
    let mut page = Frame::new(&it.person.name, "persons");
    page.linked = super::linked(&linked::person(&wish.origin, it));
    frame(wish, &page, &content)
}
