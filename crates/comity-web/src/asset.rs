//! What pages are dressed in: styles, two scripts, faces and a map. All of it is in the program; nothing comes from elsewhere.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const WOFF2: &str = "font/woff2";

/// Name, media type, bytes. The faces are under the SIL Open Font License, which lies beside them.
const ASSETS: [(&str, &str, &[u8]); 10] = [
    ("style.css", CSS, include_bytes!("static/style.css")),
    ("theme.js", JS, include_bytes!("static/theme.js")),
    ("page.js", JS, include_bytes!("static/page.js")),
    ("icon.svg", "image/svg+xml", include_bytes!("static/icon.svg")),
    ("source-serif-4-latin.woff2", WOFF2, include_bytes!("static/fonts/source-serif-4-latin.woff2")),
    ("source-serif-4-latin-ext.woff2", WOFF2, include_bytes!("static/fonts/source-serif-4-latin-ext.woff2")),
    ("source-serif-4-cyrillic.woff2", WOFF2, include_bytes!("static/fonts/source-serif-4-cyrillic.woff2")),
    ("source-sans-3-latin.woff2", WOFF2, include_bytes!("static/fonts/source-sans-3-latin.woff2")),
    ("source-sans-3-latin-ext.woff2", WOFF2, include_bytes!("static/fonts/source-sans-3-latin-ext.woff2")),
    ("source-sans-3-cyrillic.woff2", WOFF2, include_bytes!("static/fonts/source-sans-3-cyrillic.woff2")),
];

/// The address of a static file.
pub(crate) fn address(name: &str) -> String {
    format!("/static/{name}")
}

/// Sends a static file.
pub(crate) async fn send(Path(name): Path<String>) -> Response {
    let Some((_, media, bytes)) = ASSETS.iter().find(|it| it.0 == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kept = if *media == WOFF2 { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CACHE_CONTROL, HeaderValue::from_static(kept)),
    ];
    (headers, *bytes).into_response()
}
