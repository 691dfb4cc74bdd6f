//! A document pasted into a page: read, with nothing kept; or recorded, with a token.
//!
//! The token travels in the body of the form, and no cookie stands for it: a page elsewhere cannot record in somebody's name. It is
//! in no address, in no line of the log, and in no page that is sent back.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::page::{self, document::Marked, read::Given, read::Outcome, text::one_line};
use crate::problem::Problem;
use crate::serve::HTML;
use crate::site::Site;
use crate::take::{self, Holder, Sent};
use crate::token::Scope;
use crate::wish::Wish;

type At = State<Arc<Site>>;

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Pasted {
    text: String,
    #[serde(default)]
    published: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    token: String,
}

type Filled = Result<Form<Pasted>, FormRejection>;

impl Pasted {
    /// The document. A form ends its lines as no document does: with two characters.
    fn sent(&self) -> Sent {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|it| !it.is_empty());
        Sent {
            text: self.text.replace("\r\n", "\n"),
            name: given(&self.name),
            published: given(&self.published),
        }
    }

    /// What a page may show again.
    fn given(&self) -> Given<'_> {
        Given { text: &self.text, published: &self.published, name: &self.name }
    }
}

/// The empty form.
pub(crate) async fn form(wish: Wish) -> Response {
    shown(StatusCode::OK, page::read::read(&wish, &Given::default(), None, None).into_string())
}

/// The reading of what was pasted.
pub(crate) async fn read(State(site): At, wish: Wish, filled: Filled) -> Response {
    let pasted = match filled {
        Ok(Form(pasted)) => pasted,
        Err(it) => return unreadable(&wish, &it),
    };
    let asked = wish.clone();
    let done = take::work(site, move |_| {
        let outcome = reading(&pasted.sent());
        let (outcome, message) = match &outcome {
            Ok(outcome) => (Some(outcome.page()), None),
            Err(problem) => (None, Some(problem.detail.as_str())),
        };
        Ok(page::read::read(&wish, &pasted.given(), message, outcome.as_ref()).into_string())
    });
    match done.await {
        Ok(page) => shown(StatusCode::OK, page),
        Err(problem) => crate::serve::fail(&asked, problem),
    }
}

/// Records what was pasted, and goes to its page.
pub(crate) async fn record(State(site): At, wish: Wish, headers: HeaderMap, filled: Filled) -> Response {
    let pasted = match filled {
        Ok(Form(pasted)) => pasted,
        Err(it) => return unreadable(&wish, &it),
    };
    match recorded(&site, &headers, &pasted).await {
        Ok(digest) => {
            let mut response = StatusCode::SEE_OTHER.into_response();
            if let Ok(address) = HeaderValue::from_str(&crate::address::document(&digest)) {
                response.headers_mut().insert(header::LOCATION, address);
            }
            response
        }
        Err(problem) => {
            let wish = Wish { path: "/read".to_owned(), ..wish };
            let page = page::read::read(&wish, &pasted.given(), Some(&problem.detail), None);
            problem.dress(shown(StatusCode::OK, page.into_string()))
        }
    }
}

async fn recorded(site: &Arc<Site>, headers: &HeaderMap, pasted: &Pasted) -> Result<String, Problem> {
    if headers.get("sec-fetch-site").is_some_and(|it| it != "same-origin" && it != "none") {
        let detail = "this form was sent by another site; open `/read` and send it from there";
        return Err(Problem::new(StatusCode::FORBIDDEN, "another-site", detail.to_owned()));
    }
    if pasted.token.trim().is_empty() {
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "no-token", "recording needs a token".to_owned()));
    }
    Holder::of(site, pasted.token.trim())?.may(Scope::Record)?;
    Ok(take::take_in(site, pasted.sent()).await?.digest)
}

/// A reading, and the text that it is of.
struct Reading {
    document: comity::Document,
    reading: comity::Reading,
}

fn reading(sent: &Sent) -> Result<Reading, Problem> {
    let document = take::document(sent)?;
    let reading = comity::read(&document);
    Ok(Reading { document, reading })
}

impl Reading {
    fn page(&self) -> Outcome<'_> {
        let it = &self.reading;
        Outcome {
            title: it.document.title.as_deref().map_or_else(|| "The reading".to_owned(), one_line),
            notes: it.notes.iter().map(|it| it.message.clone()).collect(),
            marked: Marked {
                text: &self.document.text,
                claims: it.claims.iter().map(|it| (it.clone(), None, false)).collect(),
                quotations: it.quotations.clone(),
                offices: it.offices.clone(),
                meetings: it.meetings.clone(),
            },
        }
    }
}

fn shown(status: StatusCode, page: String) -> Response {
    let headers = [(header::CONTENT_TYPE, HTML), (header::CACHE_CONTROL, "no-store")];
    (status, headers, page).into_response()
}

fn unreadable(wish: &Wish, it: &FormRejection) -> Response {
    let detail = match it.status() {
        StatusCode::PAYLOAD_TOO_LARGE => "what was sent is too large".to_owned(),
        _ => "the form cannot be read".to_owned(),
    };
    crate::serve::fail(wish, Problem::new(it.status(), "bad-form", detail))
}
