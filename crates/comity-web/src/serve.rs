//! From a wish to a response: kept answers, tags, one question at a time for each reader, a time for each answer.

use std::hash::BuildHasher;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use foldhash::quality::FixedState;
use maud::Markup;

use crate::api::Answer;
use crate::cache::Kept;
use crate::page;
use crate::problem::Problem;
use crate::site::Site;
use crate::view::Ask;
use crate::wish::{Format, Wish};

/// How long a client waits for an answer at most.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long an answer as of a past instant of the record may be kept by others: it never changes.
const SETTLED: &str = "public, max-age=86400";

/// An answer before it has a tag.
pub(crate) enum Reply {
    /// Bytes of a media type.
    Bytes(&'static str, Vec<u8>),
    /// Another address always has it.
    Moved(String),
    /// Another address has the answer to this question.
    See(String),
}

/// Media types.
pub(crate) const HTML: &str = "text/html; charset=utf-8";
pub(crate) const JSON: &str = "application/json";
pub(crate) const JSON_LD: &str = "application/ld+json";
pub(crate) const CSV: &str = "text/csv; charset=utf-8";

impl Ask<'_> {
    /// An answer in the form that is wished; `rows` names the fields that hold the lines of a table.
    pub(crate) fn reply(
        &self,
        answer: &dyn Answer,
        rows: &[&str],
        html: impl FnOnce() -> Markup,
    ) -> Result<Reply, Problem> {
        self.reply_in(answer, rows, || None, html)
    }

    /// The same with linked data of its own.
    pub(crate) fn reply_linked<L: Answer>(
        &self,
        answer: &dyn Answer,
        rows: &[&str],
        linked: impl FnOnce() -> L,
        html: impl FnOnce() -> Markup,
    ) -> Result<Reply, Problem> {
        self.reply_in(answer, rows, || Some(linked().json()), html)
    }

    fn reply_in(
        &self,
        answer: &dyn Answer,
        rows: &[&str],
        linked: impl FnOnce() -> Option<Result<Vec<u8>, Problem>>,
        html: impl FnOnce() -> Markup,
    ) -> Result<Reply, Problem> {
        Ok(match self.wish.format {
            Format::Html if self.wish.path.starts_with("/api/") => Reply::Bytes(JSON, answer.json()?),
            Format::Html => Reply::Bytes(HTML, html().into_string().into_bytes()),
            Format::Json => Reply::Bytes(JSON, answer.json()?),
            Format::JsonLd => match linked() {
                Some(linked) => Reply::Bytes(JSON_LD, linked?),
                None => {
                    let detail = "this answer has no form as linked data; use `json`".to_owned();
                    return Err(Problem::new(StatusCode::NOT_ACCEPTABLE, "no-such-form", detail));
                }
            },
            Format::Csv if rows.is_empty() => {
                let detail = "this answer is no table; use `json`".to_owned();
                return Err(Problem::new(StatusCode::NOT_ACCEPTABLE, "no-such-form", detail));
            }
            Format::Csv => {
                let value = answer.value()?;
                let csv = comity::table::csv(&value, rows);
                Reply::Bytes(CSV, csv.map_err(|_| Problem::fault("the table cannot be written"))?)
            }
        })
    }
}

/// Answers a wish from what is held in memory, at once and in this thread, where `held` can; else as [`serve`] does. Such an
/// answer costs less than to keep it would.
pub(crate) async fn serve_held(
    site: Arc<Site>,
    wish: Wish,
    held: impl FnOnce(&Ask<'_>) -> Option<Result<Reply, Problem>>,
    make: impl FnOnce(&Ask<'_>) -> Result<Reply, Problem> + Send + 'static,
) -> Response {
    // The forms that are written line by line, of the record as it is now.
    let can = wish.recorded.is_none() && matches!(wish.format, Format::Html | Format::Json);
    let reply = match can.then(|| site.head()) {
        Some(Ok(_)) => held(&Ask::new(&site, &wish)),
        Some(Err(error)) => Some(Err(error.into())),
        None => None,
    };
    match reply {
        Some(Ok(reply)) => send(&wish, reply, |_| ()),
        Some(Err(problem)) => fail(&wish, problem),
        None => serve(site, wish, make).await,
    }
}

/// Answers a wish: from what is kept, or by asking the record.
pub(crate) async fn serve(
    site: Arc<Site>,
    wish: Wish,
    make: impl FnOnce(&Ask<'_>) -> Result<Reply, Problem> + Send + 'static,
) -> Response {
    match answer(&site, &wish, false, make).await {
        Ok(response) => response,
        Err(problem) => fail(&wish, problem),
    }
}

/// Answers a wish about all organisations at once. Such an answer may be as old as twenty times the time that it takes,
/// so that a record which grows all the time is not walked all the time; it says of how many entries it is.
pub(crate) async fn serve_seldom(
    site: Arc<Site>,
    wish: Wish,
    make: impl FnOnce(&Ask<'_>) -> Result<Reply, Problem> + Send + 'static,
) -> Response {
    match answer(&site, &wish, true, make).await {
        Ok(response) => response,
        Err(problem) => fail(&wish, problem),
    }
}

async fn answer(
    site: &Arc<Site>,
    wish: &Wish,
    seldom: bool,
    make: impl FnOnce(&Ask<'_>) -> Result<Reply, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let head = site.head()?;
    if let Some(kept) = site.cached().get(head, &wish.key) {
        return Ok(respond(wish, &kept));
    }
    let asked_at = site.now();
    if let Some(kept) = site.cached().seldom(&wish.key, asked_at).filter(|_| seldom) {
        return Ok(respond(wish, &kept));
    }
    let busy = || Problem::wait(StatusCode::SERVICE_UNAVAILABLE, "busy", "too many questions at once", 2);
    let permit = Arc::clone(&site.queue).try_acquire_owned().map_err(|_| busy())?;
    let (asked, at) = (wish.clone(), Arc::clone(site));
    let task = tokio::task::spawn_blocking(move || {
        let reply = make(&Ask::new(&at, &asked));
        drop(permit);
        reply
    });
    let reply = tokio::time::timeout(PATIENCE, task).await;
    let late = |_| Problem::wait(StatusCode::SERVICE_UNAVAILABLE, "late", "the answer takes too long", 30);
    let fault = |_| Problem::fault("the answer failed");
    Ok(send(wish, reply.map_err(late)?.map_err(fault)??, |kept| {
        site.cached().keep(head, wish.key.clone(), kept.clone());
        if seldom {
            site.cached().keep_seldom(&wish.key, asked_at, site.now(), kept.clone());
        }
    }))
}

fn send(wish: &Wish, reply: Reply, keep: impl FnOnce(&Kept)) -> Response {
    match reply {
        Reply::Moved(address) => elsewhere(StatusCode::PERMANENT_REDIRECT, &address),
        Reply::See(address) => elsewhere(StatusCode::SEE_OTHER, &address),
        Reply::Bytes(media, bytes) => {
            let kept = Kept { media, tag: tag(&bytes), body: Bytes::from(bytes) };
            keep(&kept);
            respond(wish, &kept)
        }
    }
}

/// A problem in the form that is wished.
pub(crate) fn fail(wish: &Wish, problem: Problem) -> Response {
    if wish.format != Format::Html || wish.path.starts_with("/api/") {
        return problem.into_response();
    }
    let body = page::problem(wish, &problem).into_string();
    problem.dress(([(header::CONTENT_TYPE, HeaderValue::from_static(HTML))], body).into_response())
}

/// A tag tells answers of one address apart; nobody gains by two that are alike.
fn tag(bytes: &[u8]) -> String {
    format!("\"{:016x}\"", FixedState::default().hash_one(bytes))
}

fn respond(wish: &Wish, kept: &Kept) -> Response {
    let known = wish.none_match.as_deref().is_some_and(|tags| {
        tags.split(',').map(|it| it.trim().trim_start_matches("W/")).any(|it| it == kept.tag || it == "*")
    });
    let body = if known { Body::empty() } else { Body::from(kept.body.clone()) };
    let mut response = Response::new(body);
    *response.status_mut() = if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kept.media));
    if let Ok(tag) = HeaderValue::from_str(&kept.tag) {
        headers.insert(header::ETAG, tag);
    }
    let settled = wish.recorded.is_some() && wish.param("on").or(wish.param("known")).is_some();
    let settled = settled && wish.param("known").is_some();
    headers
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(if settled { SETTLED } else { "no-cache" }));
    headers.insert(header::VARY, HeaderValue::from_static("Accept"));
    response
}

/// The address of what was asked for.
fn elsewhere(status: StatusCode, address: &str) -> Response {
    let mut response = status.into_response();
    if let Ok(value) = HeaderValue::from_str(address) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}
