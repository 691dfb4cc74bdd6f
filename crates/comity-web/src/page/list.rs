//! Lists: organisations, persons, documents, acts by day, disputes, sources, what a search finds.

use std::collections::HashSet;

use maud::{Markup, html};

use super::org::head;
use super::proof::{is_web, list, marks, sources};
use super::text::{clean, count, one_line, words};
use super::{Frame, clocks, colophon, frame, more, strip};
use crate::address;
use crate::answer::{
    ActLine, Dispute, Disputes, Documents, Named, Search, Sources, Subjects, Timeline, title_of,
};
use crate::wish::Wish;

/// Organisations or persons.
pub(crate) fn subjects(wish: &Wish, it: &Subjects, title: &str, here: &str) -> Markup {
    let content = html! {
        div.head { h1 { (title) } }
        p.lead { (it.total) " in this record" }
        ul.columns {
            @for one in &it.subjects {
                li { a href=(wish.link(&one.address)) { bdi { (clean(&one.name)) } } @if let Some(title) = title_of(&one.id).filter(|it| *it != one.name) { " " small { (clean(title)) } } }
            }
        }
        (more(wish, it.total, it.next.as_ref()))
    };
    frame(wish, &Frame::new(title, here), &content)
}

/// Documents, the latest recorded first.
pub(crate) fn documents(wish: &Wish, it: &Documents) -> Markup {
    let content = html! {
        div.head { h1 { "Documents" } }
        p.lead { (count(it.total as usize, "document", "documents")) ", the latest recorded first" }
        (document_lines(wish, it))
        (more(wish, it.total, it.next.as_ref()))
        (colophon(wish, &it.clocks, "/document", true))
    };
    frame(wish, &Frame::new("Documents", "documents"), &content)
}

/// Documents as a list.
pub(crate) fn document_lines(wish: &Wish, it: &Documents) -> Markup {
    html! {
        ul.docs {
            @for one in &it.documents {
                li {
                    a href=(wish.link(&address::document(&one.digest))) { bdi { (clean(&one.title)) } }
                    p.by { bdi { (clean(&one.source)) } @for cited in &one.chain { " ← " bdi { (clean(&Named::of(cited).name)) } } " · " time datetime=(one.known) { (one.known) } }
                }
            }
        }
    }
}

/// What an act is, in one line; what it is listed under is left out.
pub(crate) fn act_title(wish: &Wish, it: &ActLine, under: &str) -> Markup {
    let what = it.standing.as_deref().map(words).or_else(|| it.object.as_deref().map(one_line));
    let named = |it: &Option<Named>| it.as_ref().filter(|it| it.id != under).map(|it| it.name.clone());
    let parts = [named(&it.party), what, named(&it.org)];
    html! {
        a.act href=(wish.link(&address::act(&it.id))) {
            span.kind { (words(&it.kind)) } " "
            @for (n, part) in parts.iter().flatten().enumerate() {
                @if n == 0 { b { bdi { (clean(part)) } } } @else { " · " bdi { (clean(part)) } }
            }
        }
    }
}

/// Acts without the rows that a later row of the same standing completes.
pub(crate) fn settled(acts: &[ActLine]) -> Vec<&ActLine> {
    type Key<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>, &'a str, Option<&'a str>);
    fn key(it: &ActLine) -> Key<'_> {
        (
            it.org.as_ref().map(|it| it.id.as_str()),
            it.party.as_ref().map(|it| it.id.as_str()),
            it.standing.as_deref(),
            &it.kind,
            it.effective_on.as_deref(),
        )
    }
    let ended: HashSet<Key<'_>> =
        acts.iter().filter(|it| it.row && it.effective_until.is_some()).map(key).collect();
    acts.iter().filter(|it| !(it.row && it.effective_until.is_none() && ended.contains(&key(it)))).collect()
}

/// Acts by day.
pub(crate) fn act_lines(wish: &Wish, acts: &[&ActLine], under: &str) -> Markup {
    html! {
        ol.acts {
            @for it in acts {
                li {
                    @match &it.day { Some(day) => time.day datetime=(day) { (day) }, None => span.day.quiet { "no day" } }
                    div.title { (act_title(wish, it, under)) @if let Some(until) = &it.effective_until { " " span.quiet { "until " time datetime=(until) { (until) } } } }
                    span.marks {
                        (marks(it.disputed, it.unverified, it.provisional))
                        @if it.pending { span.mark.pending { "not reached" } " " }
                        @if !it.provisional && (!it.row || it.stage != "in_force") { span.mark.(it.stage) { (words(&it.stage)) } }
                    }
                    (sources(wish, &it.said, it.sources))
                    @if it.agent.is_some() || it.proposer.is_some() || it.place.is_some() {
                        p.extra.by {
                            @if let Some(agent) = &it.agent { "by " bdi { (clean(&agent.name)) } " " }
                            @if let Some(proposer) = &it.proposer { "proposed by " bdi { (clean(&proposer.name)) } " " }
                            @if let Some(place) = &it.place { "in " bdi { (clean(place)) } " " }
                        }
                    }
                }
            }
        }
    }
}

/// The acts of an organisation.
pub(crate) fn timeline(wish: &Wish, it: &Timeline) -> Markup {
    let path = format!("{}/timeline", address::org(&it.subject.id));
    let acts = settled(&it.acts);
    let kinds: Vec<&str> = {
        let mut kinds: Vec<&str> = it.acts.iter().map(|it| it.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    };
    let content = html! {
        (head(wish, &it.subject, "/timeline"))
        nav aria-label="Only some acts" {
            ul.chips {
                @let only = wish.param("kind");
                li { a href=(wish.with(&[("kind", None), ("offset", None)])) aria-current=[only.is_none().then_some("true")] { "all" } }
                @for kind in kinds { li { a href=(wish.with(&[("kind", Some(kind)), ("offset", None)])) aria-current=[(only == Some(kind)).then_some("true")] { (words(kind)) } } }
                @if wish.param("rows") == Some("no") { li { a href=(wish.with(&[("rows", None), ("offset", None)])) aria-current="true" { "only from documents" } } }
                @else { li { a href=(wish.with(&[("rows", Some("no")), ("offset", None)])) { "only from documents" } } }
            }
        }
        (strip::standings(&acts, |act| act.party.as_ref().filter(|_| act.org.as_ref().is_some_and(|org| org.id == it.subject.id)), &it.clocks.known))
        @if acts.is_empty() { p.lead { "No act is known." } }
        (act_lines(wish, &acts, &it.subject.id))
        (more(wish, it.total, it.next.as_ref()))
        (colophon(wish, &it.clocks, &path, true))
    };
    let mut page = Frame::new(&it.subject.name, "orgs");
    page.feed = Some(format!("/feed{}", address::org(&it.subject.id)));
    frame(wish, &page, &content)
}

/// A dispute in one line.
pub(crate) fn dispute_line(wish: &Wish, it: &Dispute) -> Markup {
    html! {
        li.line {
            span {
                @if let Some(party) = &it.party { a.who href=(wish.link(&address::party(&party.id))) { bdi { (clean(&party.name)) } } }
                @else if let Some(org) = &it.org { a.who href=(wish.link(&address::org(&org.id))) { bdi { (clean(&org.name)) } } }
            }
            span.what { (words(&it.what)) @if let Some(org) = it.org.as_ref().filter(|_| it.party.is_some()) { " · " a href=(wish.link(&address::org(&org.id))) { bdi { (clean(&org.name)) } } } }
            span.when { (stage_of(&it.preferred)) @if it.overruled { " " span.mark.overruled { "overruled" } } }
            (sources(wish, &it.said, it.said.len()))
        }
    }
}

/// A stage with its days: the stage in words, the days as they are.
fn stage_of(preferred: &str) -> String {
    match preferred.split_once(' ') {
        Some((stage, days)) => format!("{} {}", words(stage), days.replace('/', " – ")),
        None => words(preferred),
    }
}

/// One dispute: what is preferred, and each source's words side by side.
pub(crate) fn dispute(wish: &Wish, it: &Dispute) -> Markup {
    html! {
        article.dispute {
            h2 {
                @if let Some(party) = &it.party { a href=(wish.link(&address::party(&party.id))) { bdi { (clean(&party.name)) } } " · " }
                (words(&it.what))
                @if let Some(org) = &it.org { " · " a href=(wish.link(&address::org(&org.id))) { bdi { (clean(&org.name)) } } }
            }
            p.by { (it.about) " · preferred: " strong { (stage_of(&it.preferred)) } @if it.overruled { " · " span.mark.overruled { "overruled" } } }
            div.side-by-side { (list(wish, &it.said)) }
        }
    }
}

/// Where sources differ.
pub(crate) fn disputes(wish: &Wish, it: &Disputes) -> Markup {
    let content = html! {
        @match &it.subject {
            Some(subject) => (head(wish, subject, "/disputes")),
            None => { div.head { h1 { "Disputes" } } (clocks(wish, "/disputes", &[])) },
        }
        p.lead { (count(it.total as usize, "dispute", "disputes")) }
        @for one in &it.disputes { (dispute(wish, one)) }
        (more(wish, it.total, it.next.as_ref()))
        (colophon(wish, &it.clocks, &it.subject.as_ref().map_or("/disputes".to_owned(), |it| format!("{}/disputes", address::org(&it.id))), true))
    };
    let title = it.subject.as_ref().map_or("Disputes", |it| &it.name);
    frame(wish, &Frame::new(title, if it.subject.is_some() { "orgs" } else { "disputes" }), &content)
}

/// What the record draws from.
pub(crate) fn drawn_from(wish: &Wish, it: &Sources) -> Markup {
    let content = html! {
        div.head { h1 { "Sources" } }
        (clocks(wish, "/sources", &[]))
        div.scroll tabindex="0" role="region" aria-label="Sources" {
            table {
                thead { tr { th scope="col" { "source" } th scope="col" { "kind" } th scope="col" { "known" } th.num scope="col" { "entries" } th.num scope="col" { "statements" } } }
                tbody {
                    @for one in &it.sources {
                        tr {
                            th scope="row" {
                                @if one.id.starts_with("sha256:") { a href=(wish.link(&address::document(&one.id))) { bdi { (clean(&one.name)) } } }
                                @else if let Some(url) = one.url.as_deref().filter(|it| is_web(it)) { a href=(url) rel="noreferrer" { bdi { (clean(&one.name)) } } }
                                @else { bdi { (clean(&one.name)) } }
                                @for cited in &one.chain { " ← " bdi { (clean(&Named::of(cited).name)) } }
                            }
                            td { (one.kind) }
                            td { (one.first) @if one.last != one.first { " – " (one.last) } }
                            td.num { (one.entries) }
                            td.num { (one.statements) }
                        }
                    }
                }
            }
        }
        (more(wish, it.total, it.next.as_ref()))
        (colophon(wish, &it.clocks, "/sources", true))
    };
    frame(wish, &Frame::new("Sources", ""), &content)
}

/// What has the words of a search.
pub(crate) fn search(wish: &Wish, it: &Search) -> Markup {
    let content = html! {
        div.head { h1 { "Search" } }
        p.lead { (count(it.total as usize, "document has", "documents have")) " “" bdi { (clean(&it.words)) } "”" }
        ol.docs {
            @for one in &it.found {
                li {
                    @match &one.document {
                        Some(digest) => a href=(wish.link(&address::document(digest))) { bdi { (clean(&one.title)) } },
                        None => a href=(wish.link(&address::act(&one.entry.to_string()))) { bdi { (clean(&one.title)) } },
                    }
                    p { bdi { (clean(&one.snippet)) } }
                    p.by { bdi { (clean(&one.source)) } " · " (one.known) }
                }
            }
        }
        (more(wish, it.total, it.next.as_ref()))
        (colophon(wish, &it.clocks, &format!("/search?q={}", address::encode(&it.words)), true))
    };
    let mut page = Frame::new("Search", "search");
    page.feed = Some(format!("/feed/search?q={}", address::encode(&it.words)));
    frame(wish, &page, &content)
}
