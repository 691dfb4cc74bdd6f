//! The OpenAPI document, made of the table of questions and the types of their answers.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::{QUESTIONS, Question, param};
use crate::problem::Problem;

/// Sends the document.
pub(crate) async fn send() -> Response {
    let body = serde_json::to_vec_pretty(&document()).unwrap_or_default();
    let media = HeaderValue::from_static("application/vnd.oai.openapi+json;version=3.1");
    ([(header::CONTENT_TYPE, media)], body).into_response()
}

/// The document.
pub(crate) fn document() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12()
        .with(|it| it.definitions_path = "/components/schemas".into());
    let mut schemas = schemars::SchemaGenerator::new(settings.for_serialize());
    let problem = schemas.subschema_for::<Problem>();
    let mut paths = Map::new();
    for question in &QUESTIONS {
        let path = question.path.replace("{*", "{");
        paths.insert(
            format!("/api/v1{path}"),
            json!({ "get": operation(question, &mut schemas, problem.as_value()) }),
        );
    }
    paths.extend(crate::export::paths(problem.as_value()));
    for (path, item) in crate::take::paths(&mut schemas, problem.as_value()) {
        // A path that has a question already gets one more operation.
        match paths.get_mut(path.trim_end_matches("#post")) {
            Some(both) => both["post"] = item["post"].clone(),
            None => _ = paths.insert(path, item),
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "comity",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The institutional order of international organisations: who stood where on a day, as known on a day, and who says so in which words. Every answer takes three clocks.",
            "license": { "name": "Apache-2.0 OR MIT" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "Made by `comity token create`" } },
        },
    })
}

/// What can go wrong with a question; 300 and 404 only where it names somebody.
pub(crate) const REFUSED: [(&str, &str); 6] = [
    ("400", "A parameter cannot be understood"),
    ("300", "A name can mean several; the candidates are named"),
    ("404", "There is no such thing as known then"),
    ("406", "The answer has no such form"),
    ("429", "Too many questions; `Retry-After` says when to ask again"),
    ("503", "Not now; `Retry-After` says when to ask again"),
];

fn operation(question: &Question, schemas: &mut schemars::SchemaGenerator, problem: &Value) -> Value {
    let is_path = |it: &param::Param| question.id.as_ref().is_some_and(|id| id.name == it.name);
    let mut params: Vec<Value> = question.all_params().map(|it| it.operation(is_path(it))).collect();
    let mut content = json!({ "application/json": { "schema": (question.schema)(schemas) } });
    if !question.rows.is_empty() {
        params.push(param::FORMAT.operation(false));
        content["text/csv"] = json!({ "schema": { "type": "string" } });
    }
    let mut answers = json!({
        "200": { "description": "The answer", "headers": { "ETag": { "schema": { "type": "string" } } }, "content": content },
        "304": { "description": "The client has this answer already" },
    });
    let named = question.id.is_some() || question.name == "compare";
    for (status, what) in REFUSED {
        if named || !matches!(status, "300" | "404") {
            answers[status] = refused(what, problem);
        }
    }
    json!({
        "operationId": question.name,
        "summary": question.what,
        "parameters": params,
        "responses": answers,
    })
}

/// A response with problem details.
pub(crate) fn refused(what: &str, problem: &Value) -> Value {
    json!({ "description": what, "content": { "application/problem+json": { "schema": problem } } })
}
