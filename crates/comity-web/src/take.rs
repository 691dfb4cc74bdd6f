//! What writes: recording documents and filing acts, with a token. And reading a document, which keeps nothing.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use comity::record::{Body, TakenIn};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::answer::{Finding, findings};
use crate::api::openapi::refused;
use crate::problem::Problem;
use crate::site::Site;
use crate::token::{Scope, Token};
use crate::view::Ask;
use crate::wish::Wish;

type At = State<Arc<Site>>;

/// A document that is sent.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sent {
    /// Its text, as published.
    pub(crate) text: String,
    /// What it is called, such as its address.
    pub(crate) name: Option<String>,
    /// The day of publication, for a document that does not print one.
    pub(crate) published: Option<String>,
}

/// What recording a document did.
#[derive(Debug, Serialize, JsonSchema)]
struct Recorded {
    /// Digest of the document, by which it has its address.
    digest: String,
    /// Number of its entry; none where the record has it already.
    entry: Option<u64>,
    /// Claims read from it.
    claims: usize,
    /// The day from which it is taken to be known.
    known: String,
    /// Digest of the document that it copies.
    copy_of: Option<String>,
}

/// What filing an act did.
#[derive(Debug, Serialize, JsonSchema)]
struct FiledAct {
    /// Number of its entry; none where the record has it already, with the same words.
    entry: Option<u64>,
    /// What the charter says about it.
    findings: Vec<Finding>,
}

/// A client whose token counts.
pub(crate) struct Holder(Token);

impl FromRequestParts<Arc<Site>> for Holder {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Holder, Problem> {
        let shown = parts.headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
        let shown = shown.and_then(|it| it.split_once(' ')).filter(|it| it.0.eq_ignore_ascii_case("bearer"));
        let (_, shown) = shown.ok_or_else(|| no_token("this needs a token: `Authorization: Bearer …`"))?;
        Holder::of(site, shown.trim())
    }
}

fn no_token(detail: &str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "no-token", detail.to_owned())
}

impl Holder {
    /// Who shows a token, where it counts.
    pub(crate) fn of(site: &Site, shown: &str) -> Result<Holder, Problem> {
        let found = site.tokens.find(shown).map_err(|it| Problem {
            cause: Some(it.to_string()),
            ..Problem::fault("the tokens cannot be read")
        })?;
        found.map(Holder).ok_or_else(|| no_token("this token does not count"))
    }

    /// Whether the token allows it.
    pub(crate) fn may(&self, scope: Scope) -> Result<(), Problem> {
        if self.0.scopes.contains(&scope) {
            return Ok(());
        }
        let detail = format!("the token `{}` does not allow this", self.0.name);
        Err(Problem::new(StatusCode::FORBIDDEN, "no-scope", detail))
    }
}

/// The addresses.
pub(crate) fn router() -> axum::Router<Arc<Site>> {
    axum::Router::new().route("/read", post(read)).route("/document", post(record)).route("/act", post(file))
}

/// The document that is sent, ready to be read.
pub(crate) fn document(sent: &Sent) -> Result<comity::Document, Problem> {
    let name = sent.name.as_deref().map(str::trim).filter(|it| !it.is_empty()).unwrap_or("sent");
    let mut document = comity::document(name, sent.text.as_bytes())
        .map_err(|_| Problem::bad("no-text", "what was sent is no text".to_owned()))?;
    let published = sent.published.as_deref().filter(|it| !it.is_empty());
    document.published_on = published.map(|it| crate::wish::day("published", it)).transpose()?;
    Ok(document)
}

fn sent(bytes: &Bytes) -> Result<Sent, Problem> {
    serde_json::from_slice(bytes)
        .map_err(|it| Problem::bad("bad-body", format!("the body cannot be read: {it}")))
}

/// Does something that takes its time, as one of the questions that may be asked at once.
pub(crate) async fn work<T: Send + 'static>(
    site: Arc<Site>,
    job: impl FnOnce(&Arc<Site>) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let busy = || Problem::wait(StatusCode::SERVICE_UNAVAILABLE, "busy", "too many questions at once", 2);
    let permit = Arc::clone(&site.queue).try_acquire_owned().map_err(|_| busy())?;
    let task = tokio::task::spawn_blocking(move || {
        let done = job(&site);
        drop(permit);
        done
    });
    task.await.map_err(|_| Problem::fault("the request failed"))?
}

async fn read(State(site): At, body: Bytes) -> Result<Response, Problem> {
    let sent = sent(&body)?;
    let reading = work(site, move |_| Ok(comity::read(&document(&sent)?))).await?;
    Ok(Json(reading).into_response())
}

/// Reads a document and records it.
pub(crate) async fn take_in(site: &Arc<Site>, sent: Sent) -> Result<TakenIn, Problem> {
    work(Arc::clone(site), move |site| {
        let document = document(&sent)?;
        let reading = comity::read(&document);
        site.writer()?.take_in(&document, &reading, site.now())
    })
    .await
}

async fn record(State(site): At, holder: Holder, body: Bytes) -> Result<Response, Problem> {
    holder.may(Scope::Record)?;
    let taken = take_in(&site, sent(&body)?).await?;
    let status = if taken.entry.is_some() { StatusCode::CREATED } else { StatusCode::OK };
    let location = crate::address::document(&taken.digest);
    let answer = Recorded {
        digest: taken.digest,
        entry: taken.entry,
        claims: taken.claims,
        known: taken.known.to_string(),
        copy_of: taken.copy_of,
    };
    Ok(created(status, &location, answer))
}

async fn file(State(site): At, holder: Holder, wish: Wish, body: Bytes) -> Result<Response, Problem> {
    holder.may(Scope::File)?;
    let bad = |detail: String| Problem::bad("bad-act", detail);
    let text = String::from_utf8(body.to_vec()).map_err(|_| bad("the act is no UTF-8".to_owned()))?;
    let anyway = wish.param("anyway") == Some("yes");
    let filed = work(site, move |site| file_act(site, &wish, &text, anyway)).await?;
    let status = if filed.entry.is_some() { StatusCode::CREATED } else { StatusCode::OK };
    let location = filed.entry.map(|it| crate::address::act(&it.to_string())).unwrap_or_default();
    Ok(created(status, &location, filed))
}

fn file_act(site: &Arc<Site>, wish: &Wish, text: &str, anyway: bool) -> Result<FiledAct, Problem> {
    let entry =
        comity::filing("act.toml", text).and_then(|it| it.entry(site.today())).map_err(|it| refuse(&it))?;
    let Body::Filing(filing) = &entry.body else { return Err(Problem::fault("a filing is no filing")) };
    let org = filing.act.org.as_ref().and_then(|it| it.id.as_deref()).unwrap_or_default();
    let rows = Ask::new(site, wish).rows(org)?;
    let found = rows.map(|rows| {
        let known = comity::charter::Known {
            standings: &rows.standings,
            chairs: &rows.chairs,
            on: Some(site.today()),
        };
        findings(&filing.act, &known)
    });
    let findings = found.unwrap_or_default();
    if !anyway && findings.iter().any(|it| it.severity == "error") {
        let detail =
            "the charter speaks against this act; nothing was filed. `anyway=yes` files it all the same";
        let problem = Problem::new(StatusCode::CONFLICT, "charter-speaks-against", detail.to_owned());
        return Err(Problem { findings, ..problem });
    }
    let appended = site.writer()?.append(vec![entry], site.now())?;
    Ok(FiledAct { entry: appended.first, findings })
}

/// What is wrong with an act, with its place and a hint.
fn refuse(it: &comity::Diagnostic) -> Problem {
    let place = it.primary.as_ref().map(|it| format!(", line {}", it.line)).unwrap_or_default();
    let hint = it.hints.iter().map(|it| format!("; {it}")).collect::<String>();
    Problem::bad("bad-act", format!("{}{place}{hint}", it.message))
}

fn created<T: Serialize>(status: StatusCode, location: &str, answer: T) -> Response {
    let mut response = (status, Json(answer)).into_response();
    if let (StatusCode::CREATED, Ok(location)) = (status, HeaderValue::from_str(location)) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// What the OpenAPI document says of these.
pub(crate) fn paths(schemas: &mut schemars::SchemaGenerator, problem: &Value) -> Map<String, Value> {
    let json = |schema: schemars::Schema| json!({ "application/json": { "schema": schema } });
    let sent = json!({ "required": true, "content": json(schemas.subschema_for::<Sent>()) });
    let toml =
        json!({ "required": true, "content": { "application/toml": { "schema": { "type": "string" } } } });
    let refusals = |mut answers: Value, statuses: &[(&str, &str)]| {
        for (status, what) in statuses {
            answers[*status] = refused(what, problem);
        }
        answers
    };
    let always = [
        ("400", "What was sent cannot be understood"),
        ("413", "What was sent is too large"),
        ("429", "Too many questions; `Retry-After` says when to ask again"),
        ("503", "Not now; `Retry-After` says when to ask again"),
    ];
    let secured = [
        ("401", "It needs a token"),
        ("403", "The token does not allow it, or the record may not be written"),
    ];
    let reading = json!({ "200": { "description": "The reading, as `comity read` prints it", "content": { "application/json": { "schema": { "type": "object" } } } } });
    let recorded = json(schemas.subschema_for::<Recorded>());
    let filed = json(schemas.subschema_for::<FiledAct>());
    let done = |content: &Value| json!({ "201": { "description": "It was taken in", "content": content }, "200": { "description": "The record has it already", "content": content } });
    let anyway = json!({ "name": "anyway", "in": "query", "required": false, "description": "`yes` files it though the charter speaks against it", "schema": { "type": "string", "enum": ["yes", "no"] } });
    let against = ("409", "The charter speaks against it; `findings` says why");
    let token = json!([{ "token": [] }]);
    let mut paths = Map::new();
    paths.insert(
        "/api/v1/read".to_owned(),
        json!({ "post": {
        "operationId": "read", "summary": "Reads a document; nothing is kept", "requestBody": sent,
        "responses": refusals(reading, &always),
    } }),
    );
    let record = json!({
        "operationId": "record", "summary": "Reads a document and records it; needs a token with the scope `record`",
        "security": token, "requestBody": sent,
        "responses": refusals(refusals(done(&recorded), &always), &secured),
    });
    paths.insert("/api/v1/document#post".to_owned(), json!({ "post": record }));
    paths.insert("/api/v1/act".to_owned(), json!({ "post": {
        "operationId": "file", "summary": "Files an act with its instrument as evidence; needs a token with the scope `file`",
        "security": token, "parameters": [anyway], "requestBody": toml,
        "responses": refusals(refusals(refusals(done(&filed), &always), &secured), &[against]),
    } }));
    paths
}
