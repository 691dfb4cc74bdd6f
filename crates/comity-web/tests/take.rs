//! Writing with a token, and the OpenAPI document.

mod common;

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use comity_web::{Scope, Settings, Site, Tokens};
use serde_json::{Value, json};

use self::common::now;

struct Server {
    router: axum::Router,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

fn server() -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, _) = common::base(folder.path());
    let site = Site::open(Settings::new(path.clone(), now)).expect("a site");
    Server { router: comity_web::router(Arc::new(site)), path, _folder: folder }
}

/// Status, headers and body of an answer.
fn ask(server: &Server, request: Request<Body>) -> (StatusCode, axum::http::HeaderMap, Value) {
    let (status, headers, bytes) = common::ask(&server.router, request);
    (status, headers, serde_json::from_slice(&bytes).unwrap_or_default())
}

fn post(
    server: &Server,
    path: &str,
    token: Option<&str>,
    body: impl Into<Body>,
) -> (StatusCode, axum::http::HeaderMap, Value) {
    let mut request = Request::post(path);
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    ask(server, request.body(body.into()).expect("a request"))
}

fn get(server: &Server, path: &str) -> Value {
    ask(server, Request::get(path).body(Body::empty()).expect("a request")).2
}

const TEXT: &str = "Council grants a status\n\n10 October 2025\n\nThe Council of Heads of State of the CIS met in Dushanbe on 10 October 2025. The Council granted the SCO observer status in the CIS.\n";

#[test]
fn a_document_is_recorded_with_a_token_that_allows_it_and_with_no_other() {
    let server = server();
    let tokens = Tokens::beside(&server.path);
    let record = tokens.create("desk", &[Scope::Record], now()).expect("a token");
    let file = tokens.create("secretariat", &[Scope::File], now()).expect("a token");
    let body = || json!({ "text": TEXT, "name": "a.txt" }).to_string();
    let refused = |token: Option<&str>| {
        let (status, headers, problem) = post(&server, "/api/v1/document", token, body());
        (status, headers.contains_key(header::WWW_AUTHENTICATE), problem["code"].clone())
    };
    assert_eq!(refused(None), (StatusCode::UNAUTHORIZED, true, json!("no-token")));
    assert_eq!(refused(Some("comity_0")), (StatusCode::UNAUTHORIZED, true, json!("no-token")));
    assert_eq!(refused(Some(&file)), (StatusCode::FORBIDDEN, false, json!("no-scope")));
    assert_eq!(get(&server, "/api/v1/document")["total"], 0);
    let (status, headers, taken) = post(&server, "/api/v1/document", Some(&record), body());
    assert_eq!(status, StatusCode::CREATED, "{taken}");
    assert_eq!(taken["known"], "2025-10-10");
    let digest = taken["digest"].as_str().expect("a digest");
    assert_eq!(headers[header::LOCATION].to_str().expect("text"), format!("/document/{digest}"));
    assert_eq!(get(&server, &format!("/api/v1/document/{digest}"))["text"], TEXT);
    let (status, _, again) = post(&server, "/api/v1/document", Some(&record), body());
    assert_eq!((status, &again["entry"]), (StatusCode::OK, &Value::Null));
    tokens.revoke("desk", now()).expect("revoked");
    assert_eq!(refused(Some(&record)).0, StatusCode::UNAUTHORIZED);
}

#[test]
fn an_act_is_filed_unless_the_charter_speaks_against_it() {
    let server = server();
    let token = Tokens::beside(&server.path).create("secretariat", &[Scope::File], now()).expect("a token");
    let act = |party: &str, org: &str| {
        format!(
            "kind = 'grant'\nstage = 'decided'\norg = '{org}'\nparty = '{party}'\nstanding = 'observer'\ndecided_on = '2025-11-28'\nby = 'the secretariat'\n[instrument]\nname = 'Decision 1'\ntext = 'The Council grants the status.'\n"
        )
    };
    let (status, headers, filed) = post(&server, "/api/v1/act", Some(&token), act("org:ots", "org:cis"));
    assert_eq!(status, StatusCode::CREATED, "{filed}");
    let act_of = get(&server, &format!("/api/v1{}", headers[header::LOCATION].to_str().expect("text")));
    assert_eq!(act_of["act"]["party"]["id"], "org:ots");
    assert_eq!(act_of["chain"][0]["said"][0]["words"][0]["text"], "The Council grants the status.");
    let (status, _, problem) = post(&server, "/api/v1/act", Some(&token), "kind = 'gift'");
    assert_eq!((status, &problem["code"]), (StatusCode::BAD_REQUEST, &json!("bad-act")));
    let wrong = act("state:KZ", "org:cis").replace("'observer'", "'member'").replace("'grant'", "'chair'");
    let wrong = wrong.replace(
        "standing = 'member'",
        "standing = 'chair'\neffective_on = '2025-01-01'\neffective_until = '2026-01-01'",
    );
    let (status, _, problem) = post(&server, "/api/v1/act", Some(&token), wrong.clone());
    assert_eq!(
        (status, &problem["code"]),
        (StatusCode::CONFLICT, &json!("charter-speaks-against")),
        "{problem}"
    );
    assert!(problem["findings"].as_array().is_some_and(|it| it.iter().any(|it| it["severity"] == "error")));
    let (status, _, filed) = post(&server, "/api/v1/act?anyway=yes", Some(&token), wrong);
    assert_eq!(status, StatusCode::CREATED, "{filed}");
}

#[test]
fn what_is_applied_provisionally_says_so_wherever_it_is_shown() {
    let server = server();
    let token = Tokens::beside(&server.path).create("secretariat", &[Scope::File], now()).expect("a token");
    let act = "kind = 'grant'\nstage = 'in_force'\norg = 'org:cis'\nparty = 'org:ots'\nstanding = 'observer'\ndecided_on = '2025-11-28'\neffective_on = '2025-11-28'\nprovisional = true\nby = 'the secretariat'\n[instrument]\nname = 'Decision 2'\ntext = 'The status applies provisionally.'\n";
    let (status, headers, filed) = post(&server, "/api/v1/act", Some(&token), act);
    assert_eq!(status, StatusCode::CREATED, "{filed}");
    let standings = get(&server, "/api/v1/org/cis/standings");
    let lines = standings["standings"].as_array().expect("lines").iter();
    let lines = lines.filter(|it| it["party"]["id"] == "org:ots");
    let said: Vec<(&Value, &Value)> =
        lines.map(|it| (&it["provisional"], &it["said"][0]["provisional"])).collect();
    assert_eq!(said, [(&json!(true), &json!(true))]);
    let location = headers[header::LOCATION].to_str().expect("text").to_owned();
    for path in ["/org/cis", "/org/cis/timeline", &location] {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let (_, _, page) = common::ask(&server.router, request);
        let page = String::from_utf8(page).expect("text");
        assert!(page.contains(">provisional</span>"), "{path}: {page}");
    }
}

/// What a browser sends of a form, from a page of the site named.
fn send_form(server: &Server, token: &str, site: &str) -> (StatusCode, axum::http::HeaderMap, String) {
    let lines = TEXT.replace('\n', "%0D%0A").replace(' ', "+");
    let form = format!("text={lines}&published=&name=a.txt&token={token}");
    let request = Request::post("/read/record")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", site);
    let (status, headers, bytes) =
        common::ask(&server.router, request.body(Body::from(form)).expect("a request"));
    (status, headers, String::from_utf8(bytes).expect("text"))
}

#[test]
fn a_form_records_a_document_with_a_token_and_never_shows_the_token_again() {
    let server = server();
    let tokens = Tokens::beside(&server.path);
    let record = tokens.create("desk", &[Scope::Record], now()).expect("a token");
    let file = tokens.create("secretariat", &[Scope::File], now()).expect("a token");
    let before = get(&server, "/api/v1/document")["total"].clone();
    for (token, site, refusal) in [
        ("", "same-origin", StatusCode::UNAUTHORIZED),
        ("comity_0", "same-origin", StatusCode::UNAUTHORIZED),
        (file.as_str(), "same-origin", StatusCode::FORBIDDEN),
        (record.as_str(), "cross-site", StatusCode::FORBIDDEN),
        (record.as_str(), "same-site", StatusCode::FORBIDDEN),
    ] {
        let (status, headers, page) = send_form(&server, token, site);
        assert_eq!(status, refusal, "{token} {site}");
        assert!(page.contains("Council granted the SCO"), "the text is lost: {page}");
        assert!(token.is_empty() || !page.contains(token), "the token is shown");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    }
    assert_eq!(get(&server, "/api/v1/document")["total"], before);
    let (status, headers, _) = send_form(&server, &record, "same-origin");
    assert_eq!(status, StatusCode::SEE_OTHER);
    let address = headers[header::LOCATION].to_str().expect("an address").to_owned();
    let kept = get(&server, &format!("/api/v1{address}"));
    assert_eq!(kept["text"], TEXT, "a form's line ends are in the record");
    let sent = json!({ "text": TEXT, "name": "a.txt" }).to_string();
    let (status, _, again) = post(&server, "/api/v1/document", Some(&record), sent);
    assert_eq!((status, &again["entry"]), (StatusCode::OK, &Value::Null), "it is another document");
}

#[test]
fn reading_keeps_nothing_and_needs_no_token() {
    let server = server();
    let (status, _, reading) = post(&server, "/api/v1/read", None, json!({ "text": TEXT }).to_string());
    assert_eq!(status, StatusCode::OK);
    assert!(
        reading["claims"].as_array().is_some_and(|it| it.iter().any(|it| it["kind"] == "grant")),
        "{reading}"
    );
    assert_eq!(get(&server, "/api/v1/document")["total"], 0);
    let (status, _, problem) = post(&server, "/api/v1/read", None, "{}");
    assert_eq!((status, &problem["code"]), (StatusCode::BAD_REQUEST, &json!("bad-body")));
}

#[test]
fn the_openapi_document_is_what_it_was() {
    let document = get(&server(), "/openapi.json");
    for (path, item) in document["paths"].as_object().expect("paths") {
        for operation in item.as_object().expect("operations").values() {
            assert!(operation["responses"]["200"].is_object(), "{path}");
        }
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).expect("a document"));
}
