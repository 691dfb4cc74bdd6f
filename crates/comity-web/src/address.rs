//! Addresses of pages, and ids in them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in a segment of a path as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// A text as a segment of a path or a value of a query.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// The page of an organisation.
pub(crate) fn org(id: &str) -> String {
    format!("/org/{}", encode(id.strip_prefix("org:").unwrap_or(id)))
}

/// The page of whom an id means, as a party.
pub(crate) fn party(id: &str) -> String {
    match id.split_once(':') {
        Some(("org", _)) => org(id),
        Some(("state", code)) => format!("/party/{}", encode(&code.to_lowercase())),
        Some(("person", name)) => format!("/person/{}", encode(name)),
        Some(("body", name)) => format!("{}#bodies", org(name.split('/').next().unwrap_or(name))),
        _ => format!("/party/{}", encode(id)),
    }
}

/// The page of a person, or of an office that speaks.
pub(crate) fn person(id: &str) -> String {
    format!("/person/{}", encode(id.strip_prefix("person:").unwrap_or(id)))
}

/// The page of an act, by the number of one of its entries.
pub(crate) fn act(id: &str) -> String {
    format!("/act/{}", encode(id.rsplit('/').next().unwrap_or(id)))
}

/// The page of a document.
pub(crate) fn document(digest: &str) -> String {
    format!("/document/{}", encode(digest))
}

/// The page of a document at some of its words.
pub(crate) fn words(digest: &str, start: usize, end: usize) -> String {
    format!("{}?at={start}-{end}#w{start}", document(digest))
}

/// Ids that a segment of an organisation's address can mean, the likeliest first.
pub(crate) fn org_ids(segment: &str) -> Vec<String> {
    vec![format!("org:{}", segment.to_lowercase()), segment.to_owned()]
}

/// Ids that a segment of a party's address can mean, the likeliest first.
pub(crate) fn party_ids(segment: &str) -> Vec<String> {
    vec![
        format!("state:{}", segment.to_uppercase()),
        segment.to_owned(),
        format!("territory:{segment}"),
        format!("org:{}", segment.to_lowercase()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_short_and_nothing_in_an_id_leaves_its_segment() {
        assert_eq!(org("org:cis"), "/org/cis");
        assert_eq!(party("state:KZ"), "/party/kz");
        assert_eq!(party("org:sco"), "/org/sco");
        assert_eq!(party("body:cis/council"), "/org/cis#bodies");
        assert_eq!(party("territory:ps"), "/party/territory:ps");
        assert_eq!(party("A/../b?c#d\"<e>"), "/party/A%2F..%2Fb%3Fc%23d%22%3Ce%3E");
        assert_eq!(act("act:cis/grant/sco/observer/17"), "/act/17");
        assert_eq!(person("person:ana-ruiz"), "/person/ana-ruiz");
    }
}
