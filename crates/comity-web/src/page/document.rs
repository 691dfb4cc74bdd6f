//! A document with the words of its reading marked, in layers that can be switched.

use comity::{Claim, Frame as Head, Meeting, OfficeHeld, Quotation, Span};
use maud::{Markup, html};

use super::text::{clean, count, one_line, words};
use super::{Frame, clocks, colophon, frame};
use crate::address;
use crate::answer::{Document, Named, word};
use crate::linked;
use crate::wish::Wish;

/// What was read from a text, ready to be marked.
pub(crate) struct Marked<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Claims, with the number of the act where the record has one, and whether they were taken back.
    pub(crate) claims: Vec<(Claim, Option<u64>, bool)>,
    /// Quotations.
    pub(crate) quotations: Vec<Quotation>,
    /// Offices.
    pub(crate) offices: Vec<OfficeHeld>,
    /// Meetings.
    pub(crate) meetings: Vec<Meeting>,
}

/// The page of a document of the record.
pub(crate) fn document(wish: &Wish, it: &Document) -> Markup {
    let head: Head = serde_json::from_value(it.document.clone()).unwrap_or_default();
    let digest = head.digest.clone();
    let path = address::document(&digest);
    let title = head.title.as_deref().map_or_else(|| it.source.clone(), one_line);
    let parse = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let claims = it
        .claims
        .iter()
        .filter_map(|read| Some((serde_json::from_value(read.claim.clone()).ok()?, read.act, read.void)));
    let marked = Marked {
        text: &it.text,
        claims: claims.collect(),
        quotations: parse(&it.quotations)
            .into_iter()
            .filter_map(|it| serde_json::from_value(it).ok())
            .collect(),
        offices: parse(&it.offices).into_iter().filter_map(|it| serde_json::from_value(it).ok()).collect(),
        meetings: parse(&it.meetings).into_iter().filter_map(|it| serde_json::from_value(it).ok()).collect(),
    };
    let content = html! {
        div.head {
            p.kind { "Document" }
            h1 { bdi { (clean(&title)) } }
            p.by {
                @if it.source != title { bdi { (clean(&it.source)) } " · " }
                @for cited in &it.chain { "← " bdi { (clean(&Named::of(cited).name)) } " " }
                "known " time datetime=(it.known) { (it.known) } " · entry " (it.entry)
                @if let Some(copy) = &it.copy_of { " · a copy of " a href=(wish.link(&address::document(copy))) { "another document" } }
            }
            p.id { (clean(&digest)) }
        }
        (clocks(wish, &path, &[]))
        (reading(wish, &marked))
        (colophon(wish, &it.clocks, &path, false))
    };
    let mut page = Frame::new(&title, "documents");
    page.linked = super::linked(&linked::document(&wish.origin, it));
    frame(wish, &page, &content)
}

/// The text and what was read from it.
pub(crate) fn reading(wish: &Wish, it: &Marked<'_>) -> Markup {
    html! {
        div.reading {
            fieldset.layers {
                legend { "Layers" }
                (layer("claims", "claims", it.claims.len(), true))
                (layer("quotes", "quotations", it.quotations.len(), true))
                (layer("offices", "offices", it.offices.len(), false))
                (layer("meetings", "meetings", it.meetings.len(), false))
            }
            article.text dir="auto" { (marked(it, at(wish))) }
            aside.side aria-label="What was read" {
                (claims(wish, it))
                (voices(wish, it))
                (offices(it))
            }
        }
    }
}

fn layer(id: &str, name: &str, n: usize, on: bool) -> Markup {
    html! { label { input #(format!("layer-{id}")) type="checkbox" checked[on]; " " span.(format!("key-{id}")) { (name) } " " span.n { (n) } } }
}

/// The words that the address asks for.
fn at(wish: &Wish) -> Option<Span> {
    let (start, end) = wish.param("at")?.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then_some(Span { start, end })
}

/// The text cut at every border of a span; each piece says what it belongs to.
fn marked(it: &Marked<'_>, at: Option<Span>) -> Markup {
    let chars: Vec<char> = it.text.chars().collect();
    let claims: Vec<(usize, Span)> = it
        .claims
        .iter()
        .enumerate()
        .filter(|(_, it)| !it.2)
        .flat_map(|(n, it)| it.0.evidence.iter().map(move |words| (n + 1, words.span)))
        .collect();
    let mut borders: Vec<usize> = claims
        .iter()
        .map(|it| it.1)
        .chain(it.quotations.iter().map(|it| it.span))
        .chain(it.offices.iter().map(|it| it.span))
        .chain(it.meetings.iter().map(|it| it.span))
        .chain(at)
        .flat_map(|it| [it.start, it.end])
        .chain([0, chars.len()])
        .filter(|it| *it <= chars.len())
        .collect();
    borders.sort_unstable();
    borders.dedup();
    let over = |span: Span, pair: &[usize]| span.start <= pair[0] && pair[1] <= span.end;
    html! {
        @for pair in borders.windows(2) {
            @let text: String = chars[pair[0]..pair[1]].iter().collect();
            @let inside: Vec<usize> = claims.iter().filter(|it| over(it.1, pair)).map(|it| it.0).collect();
            @let quoted = it.quotations.iter().any(|it| over(it.span, pair));
            @let office = it.offices.iter().any(|it| over(it.span, pair));
            @let meeting = it.meetings.iter().any(|it| over(it.span, pair));
            @let asked = at.is_some_and(|at| over(at, pair));
            @let begins: Vec<usize> = claims.iter().filter(|it| it.1.start == pair[0]).map(|it| it.0).collect();
            @if inside.is_empty() && !quoted && !office && !meeting && !asked { (clean(&text)) }
            @else {
                span #(format!("w{}", pair[0])) .c[!inside.is_empty()] .q[quoted] .o[office] .m[meeting] .at[asked]
                    data-c=[(!inside.is_empty()).then(|| inside.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))] {
                    (clean(&text))
                }
                @for n in begins { a.ref href=(format!("#c{n}")) aria-label=(format!("claim {n}")) { (n) } }
            }
        }
    }
}

fn claims(wish: &Wish, it: &Marked<'_>) -> Markup {
    html! {
        h2 { (count(it.claims.len(), "claim", "claims")) }
        ol.claims {
            @for (n, (claim, act, void)) in it.claims.iter().enumerate() {
                li.claim.stage.(word(&claim.stage)) #(format!("c{}", n + 1)) data-claim=(n + 1) {
                    p.title {
                        @match claim.evidence.first().filter(|_| !void) {
                            Some(words) => a href=(format!("#w{}", words.span.start)) { (claim_title(claim)) },
                            None => (claim_title(claim)),
                        }
                    }
                    p.by {
                        span.mark.(word(&claim.stage)) { (words(&word(&claim.stage))) } " "
                        @if claim.stance != comity::Stance::Affirms { span.mark.disputed { (words(&word(&claim.stance))) } " " }
                        @if *void { span.mark.disputed { "taken back" } " " }
                        @if claim.background { span.quiet { "background " } }
                        @if let Some(when) = &claim.when { (when.edtf) " " span.quiet { "(" (words(&word(&when.basis))) ") " } }
                        @if let Some(place) = &claim.place { bdi { (clean(place)) } " " }
                        @if let Some(quote) = &claim.said_by { span.quiet { "said in " (clean(quote)) " " } }
                    }
                    p.by.quiet {
                        code { (clean(&claim.rule)) } " · " (format!("{:.2}", claim.confidence))
                        @if let Some(act) = act { " · " a href=(wish.link(&format!("/act/{act}"))) { "the act" } }
                    }
                }
            }
        }
    }
}

fn claim_title(it: &Claim) -> Markup {
    let what = it.standing.as_deref().map(words).or_else(|| it.object.as_deref().map(one_line));
    html! {
        span.kind { (words(&word(&it.kind))) }
        @if let Some(party) = &it.party { " " bdi { (clean(&party.name)) } }
        @if let Some(what) = what { " · " bdi { (clean(&what)) } }
        @if let Some(org) = &it.org { " · " bdi { (clean(&org.name)) } }
    }
}

fn voices(wish: &Wish, it: &Marked<'_>) -> Markup {
    html! {
        @if !it.quotations.is_empty() {
            h2 { (count(it.quotations.len(), "quotation", "quotations")) }
            ol.voices {
                @for quote in &it.quotations {
                    li {
                        @match quote.speaker.as_ref() {
                            Some(speaker) => {
                                @match &speaker.id {
                                    Some(id) => a href=(wish.link(&address::person(id))) { bdi { (clean(&speaker.name)) } },
                                    None => bdi { (clean(&speaker.name)) },
                                }
                            },
                            None => span.quiet { "speaker unstated" },
                        }
                        " " span.quiet { (word(&quote.form)) } " "
                        a href=(format!("#w{}", quote.span.start)) { "“" bdi { (clean(&one_line(&quote.text).chars().take(72).collect::<String>())) } "…”" }
                    }
                }
            }
        }
    }
}

fn offices(it: &Marked<'_>) -> Markup {
    html! {
        @if !it.offices.is_empty() {
            h2 { (count(it.offices.len(), "office", "offices")) }
            ul.voices {
                @for office in &it.offices {
                    li { bdi { (clean(&office.person.name)) } " · " (words(&office.office)) @if let Some(of) = &office.of { " · " bdi { (clean(&Named::of(of).name)) } } }
                }
            }
        }
    }
}
