//! Pages and API as a client gets them, over a record with the shipped base and documents.

mod common;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use comity_web::{Settings, Site};

use self::common::now;

const HOSTILE: &str = "<script>alert(1)</script> \u{202e}Summit <svg onload=x>\n\nThe Council of Heads of State of the CIS met in Dushanbe on 10 October 2025. <style>*{}</style> The Council decided to grant the SCO observer status in the CIS on 10 October 2025.\n";

struct Server {
    router: axum::Router,
    digest: String,
    _folder: tempfile::TempDir,
}

fn server() -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, mut record) = common::base(folder.path());
    let document = comity::document("hostile.txt", HOSTILE.as_bytes()).expect("text");
    record.take_in(&document, &comity::read(&document), now()).expect("taken in");
    let site = Site::open(Settings::new(path, now)).expect("a site");
    Server { router: comity_web::router(Arc::new(site)), digest: document.digest, _folder: folder }
}

/// Status, headers and body of an answer.
fn ask(server: &Server, request: Request<Body>) -> (StatusCode, axum::http::HeaderMap, String) {
    let (status, headers, bytes) = common::ask(&server.router, request);
    (status, headers, String::from_utf8(bytes).expect("text"))
}

fn get(server: &Server, path: &str) -> (StatusCode, axum::http::HeaderMap, String) {
    ask(server, Request::get(path).body(Body::empty()).expect("a request"))
}

#[test]
fn every_page_answers_and_has_the_strict_policy() {
    let server = server();
    let document = format!("/document/{}", server.digest);
    for path in [
        "/",
        "/org",
        "/org/cis",
        "/org/cis/chairs",
        "/org/cis/timeline",
        "/org/cis/charter",
        "/org/cis/disputes",
        "/org/cis/expected",
        "/org/cis/export",
        "/expected",
        "/party/kz",
        "/person",
        "/document",
        &document,
        "/disputes",
        "/sources",
        "/search?q=observer",
        "/compare",
        "/compare?subject=CIS&on=2005&on2=2025-12-01",
        "/compare?subject=CIS&other=SCO",
        "/read",
        "/static/style.css",
        "/act/1",
    ] {
        let (status, headers, body) = get(&server, path);
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(!body.contains("style=\"") && !body.contains("onclick"), "{path}");
    }
}

#[test]
fn page_and_api_give_one_answer() {
    let server = server();
    let (_, headers, page) = get(&server, "/org/cis?on=2025-12-01&known=2025-12-01");
    assert_eq!(headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    let (status, headers, json) = get(&server, "/api/v1/org/cis/standings?on=2025-12-01&known=2025-12-01");
    assert_eq!(
        (status, &headers[header::CONTENT_TYPE]),
        (StatusCode::OK, &"application/json".parse().expect("a value"))
    );
    assert_eq!(headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    let answer: serde_json::Value = serde_json::from_str(&json).expect("json");
    let standings = answer["standings"].as_array().expect("a list");
    assert!(standings.len() >= 9, "{json}");
    for it in standings {
        let name = it["party"]["name"].as_str().expect("a name").replace('&', "&amp;");
        assert!(page.contains(&name), "{name}");
    }
    let (_, _, csv) = get(&server, "/org/cis.csv?on=2025-12-01&known=2025-12-01");
    assert_eq!(csv.lines().count(), standings.len() + 1);
    let (_, _, few) = get(&server, "/api/v1/org/cis/standings?limit=2&offset=2");
    let few: serde_json::Value = serde_json::from_str(&few).expect("json");
    assert_eq!(few["standings"].as_array().expect("a list").len(), 2);
    assert!(few["next"].as_str().expect("an address").contains("offset=4"));
}

#[test]
fn files_of_an_organisation_have_their_media_and_their_losses() {
    let server = server();
    let (_, _, list) = get(&server, "/api/v1/org/cis/export?known=2025-12-01");
    let list: serde_json::Value = serde_json::from_str(&list).expect("json");
    let files = list["exports"].as_array().expect("files");
    assert_eq!(files.len(), 10, "{list}");
    for file in files {
        let address = file["address"].as_str().expect("an address");
        for address in [address.to_owned(), format!("/api/v1{address}")] {
            let request = Request::get(&address).body(Body::empty()).expect("a request");
            let (status, headers, bytes) = common::ask(&server.router, request);
            assert_eq!(status, StatusCode::OK, "{address}");
            assert_eq!(headers[header::CONTENT_TYPE].to_str().ok(), file["media"].as_str(), "{address}");
            assert!(headers.contains_key(header::ETAG) && bytes.len() > 100, "{address}");
        }
    }
    let (_, _, losses) = get(&server, "/org/cis/export/popolo.losses.json?known=2025-12-01");
    let losses: serde_json::Value = serde_json::from_str(&losses).expect("json");
    let (_, _, popolo) = get(&server, "/org/cis/export/popolo.json?known=2025-12-01");
    let popolo: serde_json::Value = serde_json::from_str(&popolo).expect("json");
    assert_eq!(popolo["comity"], losses);
    assert_eq!(get(&server, "/org/cis/export/popolo.xml").0, StatusCode::NOT_FOUND);
    assert_eq!(get(&server, "/api/v1/org/cis/export/panel.csv?on=2025").0, StatusCode::BAD_REQUEST);
}

#[test]
fn nothing_in_a_document_runs_or_turns_the_text() {
    let server = server();
    let (_, _, body) = get(&server, &format!("/document/{}", server.digest));
    assert!(
        !body.contains("<script>alert") && !body.contains("<svg onload") && !body.contains("<style>"),
        "{body}"
    );
    assert!(!body.contains('\u{202e}') && body.contains("&lt;script&gt;"), "{body}");
    let form = "text=%3Cscript%3Ealert(1)%3C%2Fscript%3E%3C%2Ftextarea%3E&published=";
    let request = Request::post("/read").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let (status, _, body) = ask(&server, request.body(Body::from(form)).expect("a request"));
    assert_eq!(status, StatusCode::OK);
    assert!(!body.contains("<script>alert") && body.matches("</textarea>").count() == 1, "{body}");
    let (_, _, body) = get(&server, "/search?q=%3Cscript%3Ealert(1)%3C/script%3E");
    assert!(!body.contains("<script>alert"), "{body}");
}

#[test]
fn a_pasted_document_is_read_with_its_claims() {
    let server = server();
    let form = "text=The+Council+of+Heads+of+State+of+the+CIS+met+in+Dushanbe+on+10+October+2025.&published=";
    let request = Request::post("/read").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let (_, _, body) = ask(&server, request.body(Body::from(form)).expect("a request"));
    assert!(body.contains("1 claim<") && body.contains("data-c=\"1\""), "{body}");
}

#[test]
fn pages_of_acts_persons_documents_and_organisations_have_linked_data() {
    let server = server();
    let typed = |path: &str| {
        let (status, headers, body) = get(&server, path);
        assert_eq!(
            (status, &headers[header::CONTENT_TYPE]),
            (StatusCode::OK, &"application/ld+json".parse().expect("a type")),
            "{path}"
        );
        serde_json::from_str::<serde_json::Value>(&body).expect("json")
    };
    let document = typed(&format!("/document/{}?format=jsonld", server.digest));
    assert_eq!(
        (&document["@type"], &document["identifier"]),
        (&"CreativeWork".into(), &server.digest.as_str().into())
    );
    assert_eq!(document.get("text"), None);
    let org = typed("/org/cis.jsonld?on=2020-01-01");
    assert!(
        org["member"].as_array().is_some_and(|it| it.len() > 5 && it[0]["member"]["@type"] == "Country"),
        "{org}"
    );
    let act = typed("/act/1?format=jsonld");
    assert_eq!(
        (&act["@type"], &act["actionStatus"]),
        (&"Action".into(), &"https://schema.org/CompletedActionStatus".into())
    );
    for path in ["/act/1", "/org/cis", &format!("/document/{}", server.digest)] {
        let (_, _, page) = get(&server, path);
        let data = page
            .split("<script type=\"application/ld+json\">")
            .nth(1)
            .and_then(|it| it.split("</script>").next());
        let data: serde_json::Value = serde_json::from_str(data.expect("linked data")).expect("json");
        assert_eq!(data["@context"], "https://schema.org", "{path}");
    }
}

#[test]
fn problems_have_details_and_tags_spare_the_body() {
    let server = server();
    let (status, headers, body) = get(&server, "/api/v1/org/nowhere-at-all/standings");
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&body).expect("json");
    assert_eq!((&problem["code"], &problem["status"]), (&"not-found".into(), &404.into()));
    assert_eq!(get(&server, "/api/v1/org/cis/standings?on=tomorrow").0, StatusCode::BAD_REQUEST);
    assert_eq!(get(&server, "/api/v1/org/cis/standings?limit=many").0, StatusCode::BAD_REQUEST);
    let (_, headers, _) = get(&server, "/api/v1/org/cis/standings");
    let request =
        Request::get("/api/v1/org/cis/standings").header(header::IF_NONE_MATCH, &headers[header::ETAG]);
    let (status, _, body) = ask(&server, request.body(Body::empty()).expect("a request"));
    assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[test]
fn a_question_leads_to_whom_it_names_on_its_day() {
    let server = server();
    let (status, headers, _) = get(&server, "/ask?q=observers+of+the+CIS+on+2025-12-01");
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(headers[header::LOCATION], "/org/cis?on=2025-12-01#observer");
    let (_, headers, _) = get(&server, "/ask?q=who+chairs+the+CIS%3F");
    assert_eq!(headers[header::LOCATION], "/org/cis/chairs");
    let (_, headers, _) = get(&server, "/ask?q=zyzzyva");
    assert_eq!(headers[header::LOCATION], "/search?q=zyzzyva");
}

#[test]
fn an_answer_from_memory_is_the_one_that_was_made_and_carries_its_own_clocks() {
    let server = server();
    for path in
        ["/org/cis?on=2025-12-01", "/org/cis?known=2025-11&on=2005", "/org/cis", "/org/cis.json?on=2005"]
    {
        let (first, second) = (get(&server, path), get(&server, path));
        assert_eq!(first.2, second.2, "{path}");
        assert_eq!(first.1[header::ETAG], second.1[header::ETAG]);
        let clocks = path.split_once('?').map(|it| it.1.replace('&', "&amp;"));
        let party = clocks.map_or("/party/kz\"".to_owned(), |it| format!("/party/kz?{it}\""));
        assert!(path.contains(".json") || first.2.contains(&party), "{path} lacks {party}");
    }
}

#[test]
fn what_is_recorded_shows_at_once_in_an_answer_from_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, mut record) = common::base(folder.path());
    let site = Site::open(Settings::new(path, now)).expect("a site");
    let (router, digest) = (comity_web::router(Arc::new(site)), String::new());
    let server = Server { router, digest, _folder: folder };
    // What sources say of the observer standing, by entry.
    let said = || -> Vec<u64> {
        let (_, _, body) = get(&server, "/api/v1/org/cis/standings?on=2025-12-01");
        let answer: serde_json::Value = serde_json::from_str(&body).expect("json");
        let lines = answer["standings"].as_array().expect("lines").iter();
        let observer = lines.filter(|it| it["party"]["id"] == "org:sco");
        let said = observer.flat_map(|it| it["said"].as_array().expect("sources"));
        said.map(|it| it["entry"].as_u64().expect("a number")).collect()
    };
    let before = said();
    assert_eq!(before, said());
    let document = comity::document("hostile.txt", HOSTILE.as_bytes()).expect("text");
    record.take_in(&document, &comity::read(&document), now()).expect("taken in");
    let after = said();
    assert!(after.len() > before.len() && before.iter().all(|it| after.contains(it)), "{before:?} {after:?}");
}
