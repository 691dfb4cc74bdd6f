//! What went wrong, for programs as problem details (RFC 9457) and for people as a page.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use comity::record::RecordError;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::{Finding, Named};

/// What the log says of a response that failed.
#[derive(Clone, Debug)]
pub(crate) struct Cause(pub(crate) String);

/// Problem details.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Problem {
    /// What kind of problem, as a reference into the documentation.
    #[serde(rename = "type")]
    pub kind: String,
    /// A code that stays.
    pub code: &'static str,
    /// The kind of problem in words.
    pub title: &'static str,
    /// The status of the response.
    pub status: u16,
    /// What happened, with the asker's own words.
    pub detail: String,
    /// Whom an ambiguous or unknown name can mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Named>,
    /// What the charter says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// What the log of the server says about it, and nobody else.
    #[serde(skip)]
    pub cause: Option<String>,
    /// Seconds to wait.
    #[serde(skip)]
    pub retry: Option<u64>,
}

impl Problem {
    /// A problem with a status.
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: String) -> Problem {
        Problem {
            kind: format!("/problem/{code}"),
            code,
            title: status.canonical_reason().unwrap_or("Problem"),
            status: status.as_u16(),
            detail,
            candidates: Vec::new(),
            findings: Vec::new(),
            cause: None,
            retry: None,
        }
    }

    /// The request cannot be understood.
    pub(crate) fn bad(code: &'static str, detail: String) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// There is no such thing.
    pub(crate) fn missing(detail: String) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not-found", detail)
    }

    /// A fault of the server's own.
    pub(crate) fn fault(detail: &str) -> Problem {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", detail.to_owned())
    }

    /// Whom a name can mean.
    pub(crate) fn ambiguous(name: &str, candidates: Vec<Named>) -> Problem {
        let detail = format!("`{name}` can be several");
        Problem { candidates, ..Problem::new(StatusCode::MULTIPLE_CHOICES, "ambiguous", detail) }
    }

    /// After so many seconds it may be asked again.
    pub(crate) fn wait(status: StatusCode, code: &'static str, detail: &str, seconds: u64) -> Problem {
        Problem { retry: Some(seconds), ..Problem::new(status, code, detail.to_owned()) }
    }

    /// Status and headers that both forms have.
    pub(crate) fn dress(&self, mut response: Response) -> Response {
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if let Some(cause) = self.cause.clone() {
            response.extensions_mut().insert(Cause(cause));
        }
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == 401 {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<RecordError> for Problem {
    fn from(error: RecordError) -> Problem {
        let cause = Some(error.to_string());
        let problem = match error {
            RecordError::Busy(_) => Problem::wait(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "another process writes to the record",
                5,
            ),
            RecordError::DiskFull(_) => Problem::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "disk-full",
                "the disk of the record is full".to_owned(),
            ),
            RecordError::ReadOnly(_) => {
                Problem::new(StatusCode::FORBIDDEN, "read-only", "the record may not be written".to_owned())
            }
            // Paths and SQL stay out of what strangers see.
            _ => Problem::fault("the record cannot answer"),
        };
        Problem { cause, ..problem }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let media = HeaderValue::from_static("application/problem+json");
        self.dress(([(header::CONTENT_TYPE, media)], body).into_response())
    }
}
