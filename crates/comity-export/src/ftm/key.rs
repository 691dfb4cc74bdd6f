//! Ids, names of data sets and instants as FollowTheMoney takes them.

use sha1::{Digest, Sha1};

/// An instant as FollowTheMoney writes it: without a fraction or zone, in UTC.
pub(super) fn seen(instant: &str) -> String {
    instant.split(['.', 'Z']).next().unwrap_or_default().to_owned()
}

/// An id that FollowTheMoney takes: letters, digits, `-` and `.`, by which nothing else is called.
pub(super) fn key(id: &str) -> String {
    let plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '.');
    if id.chars().all(|it| plain(it) || matches!(it, ':' | '/')) {
        return id.replace([':', '/'], ".");
    }
    format!("name-{}", hex(id))
}

/// The data set of a source: its name in small letters and digits.
pub(super) fn dataset(source: &str) -> String {
    let small = source.to_lowercase();
    let words = small.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let slug = words.collect::<Vec<_>>().join("_");
    if slug.is_empty() || !source.is_ascii() { format!("source_{}", hex(source)) } else { slug }
}

fn hex(text: &str) -> String {
    Sha1::digest(text.as_bytes()).iter().take(8).map(|it| format!("{it:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_data_sets_are_plain_and_do_not_meet() {
        assert_eq!(key("org:cis"), "org.cis");
        assert_eq!(key("sha256:00ff"), "sha256.00ff");
        assert_ne!(key("An Ordinary Name"), key("An ordinary name"));
        assert_eq!(dataset("TRT World"), "trt_world");
        assert_eq!(dataset("cow-igo-3.0"), "cow_igo_3_0");
        assert!(dataset("Акорда").starts_with("source_"));
        assert_eq!(seen("2025-12-01T12:00:00.5Z"), "2025-12-01T12:00:00");
    }
}
