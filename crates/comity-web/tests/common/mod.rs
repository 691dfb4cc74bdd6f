//! What the tests of pages, API and tools share: a record with the shipped base, and a router asked without a network.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use comity::record::{Access, Record};
use jiff::Timestamp;
use tower::ServiceExt;

/// The instant of all tests.
pub fn now() -> Timestamp {
    "2025-12-01T12:00:00Z".parse().expect("an instant")
}

/// A record with the shipped base, and where it is.
pub fn base(folder: &Path) -> (PathBuf, Record) {
    let path = folder.join("a.comity");
    let mut record = Record::open(&path, Access::Create).expect("a record");
    record.bulk(comity::import::base::entries(), now(), &mut |_| {}).expect("the base");
    (path, record)
}

/// Status, headers and body of an answer.
pub fn ask(router: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let response = router.clone().oneshot(request).await.expect("a response");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 64 << 20).await.expect("a body");
        (parts.status, parts.headers, bytes.to_vec())
    })
}
