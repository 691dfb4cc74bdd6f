//! Addresses of things below the address of the server that has them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in a segment of a path as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// A text as a segment of a path or a value of a query.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// The page of an organisation.
pub fn org(id: &str) -> String {
    format!("/org/{}", encode(id.strip_prefix("org:").unwrap_or(id)))
}

/// The page of whom an id means, as a party.
pub fn party(id: &str) -> String {
    match id.split_once(':') {
        Some(("org", _)) => org(id),
        Some(("state", code)) => format!("/party/{}", encode(&code.to_lowercase())),
        Some(("person", name)) => format!("/person/{}", encode(name)),
        Some(("body", name)) => format!("{}#bodies", org(name.split('/').next().unwrap_or(name))),
        _ => format!("/party/{}", encode(id)),
    }
}

/// Whom an id means, each with an address of its own: bodies share the page of their organisation.
pub fn thing(id: &str) -> String {
    match id.strip_prefix("body:").and_then(|it| it.split_once('/')) {
        Some((org_of, name)) => format!("{}#body-{}", org(org_of), encode(name)),
        None => party(id),
    }
}

/// The page of a person, or of an office that speaks.
pub fn person(id: &str) -> String {
    format!("/person/{}", encode(id.strip_prefix("person:").unwrap_or(id)))
}

/// The page of an act, by the number of one of its entries.
pub fn act(id: &str) -> String {
    format!("/act/{}", encode(id.rsplit('/').next().unwrap_or(id)))
}

/// The page of a document.
pub fn document(digest: &str) -> String {
    format!("/document/{}", encode(digest))
}
