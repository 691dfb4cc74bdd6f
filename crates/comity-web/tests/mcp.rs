//! The tools of agents, over HTTP.

mod common;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use comity_web::{Settings, Site};
use serde_json::{Value, json};

use self::common::now;

/// What a server over the shipped base answers to a request of an agent.
fn ask(host: &str, method: &str, params: &Value) -> (StatusCode, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, _) = common::base(folder.path());
    let router = comity_web::router(Arc::new(Site::open(Settings::new(path, now)).expect("a site")));
    let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string();
    let request = Request::post("/mcp")
        .header(header::HOST, host)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json, text/event-stream")
        .header("mcp-protocol-version", "2025-06-18")
        .body(Body::from(body))
        .expect("a request");
    let (status, _, bytes) = common::ask(&router, request);
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

fn call(name: &str, arguments: &Value) -> Value {
    let (status, answer) = ask("localhost", "tools/call", &json!({ "name": name, "arguments": arguments }));
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer["result"].clone()
}

#[test]
fn each_question_is_a_tool_with_schemas() {
    let (status, answer) = ask("localhost", "tools/list", &json!({}));
    assert_eq!(status, StatusCode::OK);
    let tools = answer["result"]["tools"].as_array().cloned().unwrap_or_default();
    assert!(tools.len() > 15, "{answer}");
    for tool in &tools {
        assert_eq!(tool["inputSchema"]["type"], "object", "{tool}");
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
    }
    let chairs = tools.iter().find(|it| it["name"] == "chairs").expect("a tool");
    assert!(chairs["outputSchema"]["properties"]["forecast"].is_object(), "{chairs}");
}

#[test]
fn a_tool_answers_with_evidence_and_a_homonym_gets_candidates() {
    let chairs = call("chairs", &json!({ "id": "cis", "on": "2025-11-01" }));
    let lines = chairs["structuredContent"]["chairs"].as_array().cloned().unwrap_or_default();
    let present = lines.iter().find(|it| it["when"] == "present" && it["role"] == "chair").expect("a chair");
    assert_eq!(present["holder"]["id"], "state:TJ");
    assert!(present["said"][0]["words"][0]["text"].is_string(), "{present}");
    let several = call("standings", &json!({ "id": "the Commonwealth" }));
    assert_eq!(
        (&several["isError"], &several["structuredContent"]["code"]),
        (&json!(true), &json!("ambiguous"))
    );
    assert!(several["structuredContent"]["candidates"].as_array().is_some_and(|it| it.len() > 1));
    let unknown = call("standings", &json!({ "id": "cis", "when": "2025" }));
    assert_eq!(unknown["structuredContent"]["code"], "unknown-argument");
    let missing = call("search", &json!({}));
    assert_eq!(missing["structuredContent"]["code"], "missing-parameter");
}

#[test]
fn another_host_is_turned_away() {
    assert_eq!(ask("evil.example", "tools/list", &json!({})).0, StatusCode::FORBIDDEN);
}
