//! What lies ahead: what is decided, what a notice brings, what is due by the rule.

use maud::{Markup, html};

use super::chair::article;
use super::org::head;
use super::text::{clean, count, words};
use super::{Frame, clocks, colophon, frame, more};
use crate::address;
use crate::answer::{Due, Expectations};
use crate::wish::Wish;

/// The page of what is expected, of one organisation or of all.
pub(crate) fn expected(wish: &Wish, it: &Expectations) -> Markup {
    let path = it
        .org
        .as_ref()
        .map_or_else(|| "/expected".to_owned(), |it| format!("{}/expected", address::org(&it.id)));
    let content = html! {
        @match &it.org {
            Some(org) => (head(wish, org, "/expected")),
            None => { div.head { h1 { "Expected next" } } (clocks(wish, "/expected", &[])) },
        }
        p.lead {
            (count(it.total as usize, "thing", "things")) " in this and the next two years. What is marked "
            span.mark.forecast { "forecast" } " is due by an organisation's own rule and is never an act."
        }
        (due_lines(wish, &it.expected.iter().collect::<Vec<_>>(), it.org.is_none(), true))
        (more(wish, it.total, it.next.as_ref()))
        (colophon(wish, &it.clocks, &path, true))
    };
    let title = it.org.as_ref().map_or("Expected next", |it| &it.name);
    frame(wish, &Frame::new(title, if it.org.is_some() { "orgs" } else { "" }), &content)
}

/// Lines of what is expected.
pub(crate) fn due_lines<D: std::borrow::Borrow<Due>>(
    wish: &Wish,
    list: &[D],
    with_org: bool,
    with_article: bool,
) -> Markup {
    html! {
        ol.due {
            @for it in list {
                @let it: &Due = it.borrow();
                li {
                    @match &it.day { Some(day) => time.day datetime=(day) { (day) }, None => span.day.quiet { "no day" } }
                    div {
                        @match &it.party {
                            Some(group) if it.group => { "a party of the group " strong { bdi { (clean(&group.name)) } } },
                            Some(party) => a href=(wish.link(&address::party(&party.id))) { bdi { (clean(&party.name)) } },
                            None => "nobody",
                        }
                        " " (words(&it.what)) @if it.ends { " ends" }
                        @if let Some(body) = &it.body { " · " (clean(&body.name)) }
                        @if with_org { " · " a href=(wish.link(&address::org(&it.org.id))) { bdi { (clean(&it.org.name)) } } }
                        p.by {
                            span.mark.(it.basis) { (words(&it.basis)) } " "
                            @if it.unverified { span.mark.unverified { "unverified" } " " }
                            @if let Some(it) = it.article.as_ref().filter(|_| with_article) { (article(it)) }
                        }
                    }
                }
            }
        }
        @if list.is_empty() { p.quiet { "Nothing is known to lie ahead." } }
    }
}
