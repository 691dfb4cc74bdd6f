//! Any bytes give a reading, its spans lie in the text, and its evidence is verbatim.

use comity::{Reading, Span};
use proptest::prelude::*;

const EXAMPLE: &str = include_str!("../../../examples/dushanbe-summit.txt");

fn check_reading(bytes: &[u8]) {
    let Ok(document) = comity::document("any", bytes) else { return };
    let reading = comity::read(&document);
    check_spans(&document.text, &reading);
    assert_eq!(reading, comity::read(&document), "reading is deterministic");
}

fn check_spans(text: &str, reading: &Reading) {
    let in_bounds = |span: Span| assert!(span.slice(text).is_some(), "{span:?}");
    for claim in &reading.claims {
        assert!(!claim.evidence.is_empty());
        for evidence in claim.evidence.iter().chain(&claim.antecedents) {
            assert_eq!(evidence.span.slice(text), Some(evidence.text.as_str()));
        }
        let parties = [
            claim.org.as_ref(),
            claim.body.as_ref(),
            claim.agent.named(),
            claim.party.as_ref(),
            claim.proposer.as_ref(),
        ];
        parties.into_iter().flatten().filter_map(|it| it.span).for_each(in_bounds);
    }
    for quotation in &reading.quotations {
        in_bounds(quotation.span);
        quotation.parts.iter().copied().for_each(in_bounds);
    }
    reading.offices.iter().map(|it| it.span).for_each(in_bounds);
    reading.meetings.iter().map(|it| it.span).for_each(in_bounds);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        check_reading(&bytes);
    }

    #[test]
    fn random_text(text in "(?s).{0,400}") {
        check_reading(text.as_bytes());
    }

    #[test]
    fn mutated_documents(at in 0usize..1400, cut in 0usize..300, put in "[\"“”«»'\\u{0}-\\u{1f}\\u{a0}\\u{200b}\\u{202e}é中]{0,12}", doubled in any::<bool>()) {
        let mut bytes = EXAMPLE.as_bytes().to_vec();
        let at = at.min(bytes.len());
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, put.into_bytes());
        if doubled {
            bytes.extend_from_within(..);
        }
        check_reading(&bytes);
    }
}

#[test]
fn ten_megabytes_on_one_line() {
    let line = EXAMPLE.replace('\n', " ");
    let text = line.repeat(10_000_000 / line.len() + 1);
    let document = comity::document("long", text.as_bytes()).expect("text");
    let reading = comity::read(&document);
    assert!(!reading.claims.is_empty());
}

#[test]
fn encodings_are_told_apart() {
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(EXAMPLE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(comity::document("utf-16", &utf16).expect("text").text, EXAMPLE);
    let windows =
        comity::document("windows-1252", b"Caf\xe9 and na\xefve r\xe9sum\xe9 of the Council").expect("text");
    assert!(windows.text.starts_with("Café"));
    assert!(comity::document("binary", b"\x7fELF\0\0\0").is_err());
}
