//! Atom feeds (RFC 4287): what documents newly say of an organisation or a party, and new documents that have some words.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use crate::address;
use crate::answer::{ActLine, Named};
use crate::page::text::{one_line, visible_text, words};
use crate::problem::Problem;
use crate::serve::{Reply, serve};
use crate::site::Site;
use crate::view::Ask;
use crate::wish::{LINES_AT_MOST, Wish};

type At = State<Arc<Site>>;

/// Items of a feed.
const ITEMS: usize = 50;

const ATOM: &str = "application/atom+xml; charset=utf-8";

/// Something new.
struct Item {
    /// Address of its page.
    address: String,
    title: String,
    /// The day from which one could know it.
    known: String,
    /// Who says it.
    source: String,
    /// The words that say it.
    words: String,
}

/// What is new about an organisation.
pub(crate) async fn org(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let named = ask.org(bare(&id))?;
        acts(ask, &named)
    })
    .await
}

/// What is new about a party.
pub(crate) async fn party(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let named = ask.party(bare(&id))?;
        acts(ask, &named)
    })
    .await
}

/// New documents that have words.
pub(crate) async fn search(State(site): At, wish: Wish) -> Response {
    serve(site, wish, |ask| {
        let all = Wish { limit: LINES_AT_MOST, offset: 0, ..ask.wish.clone() };
        let words = ask.required("q")?;
        let found = Ask::new(ask.site, &all).search(words)?;
        let item = |it: &crate::answer::Found| Item {
            address: match &it.document {
                Some(digest) => address::document(digest),
                None => address::act(&it.entry.to_string()),
            },
            title: it.title.clone(),
            known: it.known.clone(),
            source: it.source.clone(),
            words: it.snippet.clone(),
        };
        let own = format!("/feed/search?q={}", address::encode(words));
        Ok(feed(ask, &own, &format!("comity: {words}"), found.found.iter().map(item).collect()))
    })
    .await
}

fn bare(segment: &str) -> &str {
    segment.strip_suffix(".atom").unwrap_or(segment)
}

fn acts(ask: &Ask<'_>, named: &Named) -> Result<Reply, Problem> {
    let mut params = ask.wish.params.clone();
    params.insert("rows".to_owned(), "no".to_owned());
    let all = Wish { limit: LINES_AT_MOST, offset: 0, params, ..ask.wish.clone() };
    let acts = Ask::new(ask.site, &all).timeline(&named.id)?;
    let own = format!("/feed{}", address::party(&named.id));
    Ok(feed(ask, &own, &format!("comity: {}", named.name), acts.acts.iter().filter_map(item).collect()))
}

/// An act by what was said of it last.
fn item(act: &ActLine) -> Option<Item> {
    let last = act.said.iter().max_by(|a, b| (&a.known, a.entry).cmp(&(&b.known, b.entry)))?;
    let what = act.standing.as_deref().map(words).or_else(|| act.object.clone());
    let named = |it: &Option<Named>| it.as_ref().map(|it| it.name.clone());
    let parts = [named(&act.party), what, named(&act.org)];
    let what = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Some(Item {
        address: address::act(&act.id),
        title: format!("{} {what}: {}", words(&act.kind), words(&last.stage)),
        known: last.known.clone(),
        source: last.source.clone(),
        words: last.words.first().map(|it| it.text.clone()).unwrap_or_default(),
    })
}

fn feed(ask: &Ask<'_>, own: &str, title: &str, mut items: Vec<Item>) -> Reply {
    items.sort_by(|a, b| b.known.cmp(&a.known));
    items.truncate(ITEMS);
    let origin = ask.site.settings.origin.trim_end_matches('/');
    Reply::Bytes(ATOM, atom(origin, own, title, &items).into_bytes())
}

fn atom(origin: &str, own: &str, title: &str, items: &[Item]) -> String {
    let day = |day: &str| {
        // A day that is not full counts from its first.
        let parts: Vec<&str> = day.split('-').collect();
        let part = |n: usize| parts.get(n).copied().unwrap_or("01");
        format!("{}-{}-{}T00:00:00Z", part(0), part(1), part(2))
    };
    let updated = items.first().map_or_else(|| day("1970"), |it| day(&it.known));
    let own = text(&format!("{origin}{own}"));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n  <id>{own}</id>\n  <title>{}</title>\n  <updated>{updated}</updated>\n  <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n  <generator>comity</generator>\n",
        text(title)
    );
    for it in items {
        let link = text(&format!("{origin}{}", it.address));
        // What is said of an act later is a new item: readers do not look at old ones again.
        xml.push_str(&format!(
            "  <entry>\n    <id>{link}?known={}</id>\n    <title>{}</title>\n    <updated>{}</updated>\n    <author><name>{}</name></author>\n    <link rel=\"alternate\" type=\"text/html\" href=\"{link}\"/>\n    <summary>{}</summary>\n  </entry>\n",
            it.known,
            text(&one_line(&it.title)),
            day(&it.known),
            text(&one_line(&it.source)),
            text(&one_line(&it.words)),
        ));
    }
    xml.push_str("</feed>\n");
    xml
}

/// Text from outside, for XML: escaped, and without what XML may not hold.
fn text(text: &str) -> String {
    visible_text(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_xml_whatever_a_document_says() {
        let item = Item {
            address: "/act/7".to_owned(),
            title: "grant <b> & \u{0}\u{ffff}".to_owned(),
            known: "2025-10".to_owned(),
            source: "a\"b".to_owned(),
            words: "]]>\u{202e}".to_owned(),
        };
        let xml = atom("https://example.org", "/feed/org/cis", "comity: CIS", &[item]);
        assert!(xml.contains("<updated>2025-10-01T00:00:00Z</updated>"));
        assert!(xml.contains("<title>grant &lt;b&gt; &amp; \u{2400}\u{fffd}</title>"), "{xml}");
        assert!(
            xml.contains("<name>a&quot;b</name>") && xml.contains("<summary>]]&gt;\u{fffd}</summary>"),
            "{xml}"
        );
        assert!(xml.contains("<id>https://example.org/act/7?known=2025-10</id>"));
    }
}
