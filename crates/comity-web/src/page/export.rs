//! The files of an organisation, each with what its form loses.

use maud::{Markup, html};

use super::org::head;
use super::{Frame, colophon, frame};
use crate::address;
use crate::answer::Exports;
use crate::wish::Wish;

/// The page.
pub(crate) fn exports(wish: &Wish, it: &Exports) -> Markup {
    let path = format!("{}/export", address::org(&it.subject.id));
    let content = html! {
        (head(wish, &it.subject, "/export"))
        p.lead { "The same answers as files, as of the same days. Panels have all years." }
        ul.lines {
            @for file in &it.exports {
                li.line {
                    a.who href=(file.address) download=(file.name) { (file.name) }
                    span.what {
                        (file.what)
                        @if !file.loses.is_empty() {
                            details {
                                summary { "What this form cannot hold" }
                                ul { @for lost in &file.loses { li { code { (lost.code) } " " (lost.what) } } }
                            }
                        }
                    }
                }
            }
        }
        (colophon(wish, &it.clocks, &path, false))
    };
    frame(wish, &Frame::new(&it.subject.name, "orgs"), &content)
}
