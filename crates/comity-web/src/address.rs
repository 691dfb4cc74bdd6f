//! Addresses of pages, and ids in them.

pub(crate) use comity::export::address::{act, document, encode, org, party, person};

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
