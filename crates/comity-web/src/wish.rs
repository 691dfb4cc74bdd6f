//! What a request wishes: three clocks, a form of answer, a page of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT, IF_NONE_MATCH};
use axum::http::request::Parts;
use comity::Day;
use comity::record::Question;
use jiff::Timestamp;

use crate::address::encode;
use crate::problem::Problem;
use crate::site::Site;

/// Lines of an answer by default, and at most.
pub(crate) const LINES: usize = 500;
pub(crate) const LINES_AT_MOST: usize = 5_000;

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// A page.
    Html,
    /// One JSON object.
    Json,
    /// The same with a context: linked data.
    JsonLd,
    /// A line a row.
    Csv,
}

/// What a request wishes.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    /// The form.
    pub(crate) format: Format,
    /// The path, without a suffix that names the form.
    pub(crate) path: String,
    /// The parameters.
    pub(crate) params: BTreeMap<String, String>,
    /// The day in the world.
    pub(crate) on: Day,
    /// The day from whose sources the answer draws.
    pub(crate) known: Day,
    /// The instant as of which the record is asked.
    pub(crate) recorded: Option<Timestamp>,
    /// Today.
    pub(crate) today: Day,
    /// Lines of one page.
    pub(crate) limit: usize,
    /// Lines before it.
    pub(crate) offset: usize,
    /// The clocks that this address names, as parameters of another.
    pub(crate) clocks: String,
    /// The address of the server, for linked data.
    pub(crate) origin: String,
    /// Tags of what the client has.
    pub(crate) none_match: Option<String>,
    /// All of the above that an answer depends on.
    pub(crate) key: String,
}

impl Wish {
    /// What parameters wish of an address.
    pub(crate) fn of(
        site: &Site,
        path: String,
        params: BTreeMap<String, String>,
        format: Format,
    ) -> Result<Wish, Problem> {
        let get = |name: &str| params.get(name).map(|it| it.trim()).filter(|it| !it.is_empty());
        let today = site.today();
        let known = get("known").map(|it| day("known", it)).transpose()?;
        let on = get("on").map(|it| day("on", it)).transpose()?;
        let (on, known) = (on.or(known).unwrap_or(today), known.unwrap_or(today));
        let recorded = get("recorded").map(instant).transpose()?;
        let limit = number(&params, "limit", LINES, LINES_AT_MOST)?.max(1);
        let offset = number(&params, "offset", 0, u32::MAX as usize)?;
        let mut key = format!("{format:?} {path} {on} {known} {today} ");
        for (name, value) in &params {
            key.push_str(&encode(name));
            key.push('=');
            key.push_str(&encode(value));
            key.push('&');
        }
        let clocks = clocks(&params);
        let (none_match, origin) = (None, site.settings.origin.clone());
        Ok(Wish {
            format,
            path,
            params,
            on,
            known,
            recorded,
            today,
            limit,
            offset,
            clocks,
            origin,
            none_match,
            key,
        })
    }

    /// The question of an answer, with the words that prove it.
    pub(crate) fn question(&self) -> Question {
        Question { on: self.on, known: self.known, recorded: self.recorded, policy: None, evidence: true }
    }

    /// A parameter that is not empty.
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.params.get(name).map(|it| it.trim()).filter(|it| !it.is_empty())
    }

    /// This address with the clocks as they are and other parameters changed.
    pub(crate) fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let mut params = self.params.clone();
        for (name, value) in changes {
            match value {
                Some(value) => params.insert((*name).to_owned(), (*value).to_owned()),
                None => params.remove(*name),
            };
        }
        address(&self.path, &params)
    }

    /// The same wish with the day in the world named in its addresses.
    pub(crate) fn named_on(&self, on: &str) -> Wish {
        let mut wish = self.clone();
        wish.params.insert("on".to_owned(), on.to_owned());
        wish.clocks = clocks(&wish.params);
        wish
    }

    /// Another address that keeps the clocks which this one names.
    pub(crate) fn link(&self, path: &str) -> String {
        match path.split_once('#') {
            Some((path, fragment)) => format!("{}#{fragment}", join(path, &self.clocks)),
            None => join(path, &self.clocks),
        }
    }

    /// The rows of one page out of all, and the address of the next page.
    pub(crate) fn page<T>(&self, all: Vec<T>) -> (u64, Option<String>, Vec<T>) {
        let total = all.len();
        let end = self.offset.saturating_add(self.limit);
        let next = (end < total).then(|| self.with(&[("offset", Some(&end.to_string()))]));
        (total as u64, next, all.into_iter().skip(self.offset).take(self.limit).collect())
    }
}

/// The three clocks, where parameters name them.
fn clocks(params: &BTreeMap<String, String>) -> String {
    let is_clock = |name: &str| ["on", "known", "recorded"].contains(&name);
    query(params.iter().filter(|(name, it)| is_clock(name) && !it.is_empty()))
}

/// A path with parameters.
fn address(path: &str, params: &BTreeMap<String, String>) -> String {
    join(path, &query(params.iter()))
}

fn query<'p>(params: impl Iterator<Item = (&'p String, &'p String)>) -> String {
    let pairs: Vec<String> =
        params.map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}

fn join(path: &str, query: &str) -> String {
    let join = if path.contains('?') { '&' } else { '?' };
    if query.is_empty() { path.to_owned() } else { format!("{path}{join}{query}") }
}

/// A day that a question can be about.
pub(crate) fn day(name: &str, text: &str) -> Result<Day, Problem> {
    let parsed = Day::parse(text).ok().filter(|it| it.year.is_some() && it.is_valid());
    parsed.ok_or_else(|| {
        Problem::bad(
            "bad-day",
            format!("`{name}` is `{text}`; give a day such as `2025-10-10`, `2025-10` or `2025`"),
        )
    })
}

fn instant(text: &str) -> Result<Timestamp, Problem> {
    let parsed = text.parse::<Timestamp>().or_else(|_| format!("{text}T23:59:59.999999Z").parse());
    parsed.map_err(|_| {
        Problem::bad(
            "bad-instant",
            format!("`recorded` is `{text}`; give an instant such as `2025-10-10T12:00:00Z`, or a day"),
        )
    })
}

fn number(
    params: &BTreeMap<String, String>,
    name: &str,
    default: usize,
    most: usize,
) -> Result<usize, Problem> {
    let Some(text) = params.get(name).filter(|it| !it.is_empty()) else { return Ok(default) };
    let parsed = text.parse().ok().filter(|it| *it <= most);
    parsed.ok_or_else(|| {
        Problem::bad("bad-number", format!("`{name}` is `{text}`; give a number up to {most}"))
    })
}

fn format(parts: &Parts, path: &mut String, params: &BTreeMap<String, String>) -> Result<Format, Problem> {
    let named = |name: &str| match name {
        "html" => Some(Format::Html),
        "json" => Some(Format::Json),
        "jsonld" => Some(Format::JsonLd),
        "csv" => Some(Format::Csv),
        _ => None,
    };
    if let Some(name) = params.get("format") {
        let known = named(name);
        return known.ok_or_else(|| {
            Problem::bad("bad-format", format!("`format` is `{name}`; use `html`, `json`, `jsonld` or `csv`"))
        });
    }
    let api = path.starts_with("/api/");
    if let Some((bare, format)) =
        path.rsplit_once('.').and_then(|(bare, it)| Some((bare.to_owned(), named(it)?)))
        && !api
    {
        *path = bare;
        return Ok(format);
    }
    let accept = parts.headers.get(ACCEPT).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let wants = |media: &str| accept.split(',').any(|it| it.trim().split(';').next() == Some(media));
    Ok(match () {
        () if wants("application/ld+json") => Format::JsonLd,
        () if wants("text/csv") => Format::Csv,
        () if api => Format::Json,
        () if wants("application/json") && !wants("text/html") => Format::Json,
        () => Format::Html,
    })
}

impl FromRequestParts<Arc<Site>> for Wish {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Wish, Problem> {
        let query = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let params: BTreeMap<String, String> = match query {
            Ok(list) => list.0.into_iter().collect(),
            Err(_) => {
                return Err(Problem::bad("bad-query", "the query of the address cannot be read".to_owned()));
            }
        };
        // Below `/api/v1` the router has cut the front of the address off.
        let original = parts.extensions.get::<axum::extract::OriginalUri>();
        let mut path = original.map_or(&parts.uri, |it| &it.0).path().to_owned();
        let format = format(parts, &mut path, &params)?;
        let none_match = parts.headers.get(IF_NONE_MATCH).and_then(|it| it.to_str().ok()).map(str::to_owned);
        Ok(Wish { none_match, ..Wish::of(site, path, params, format)? })
    }
}
