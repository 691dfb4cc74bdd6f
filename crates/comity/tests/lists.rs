//! Acts told in one sentence whose parties or documents are listed after it.

#![allow(clippy::disallowed_methods)]

use comity::{Claim, Kind};

fn claims(text: &str) -> Vec<Claim> {
    let document = comity::document("list.txt", text.as_bytes()).expect("text");
    comity::read(&document).claims
}

fn parties(claims: &[Claim], kind: Kind) -> Vec<String> {
    let granted = claims.iter().filter(|it| it.kind == kind);
    granted.filter_map(|it| it.party.as_ref().and_then(|it| it.id.clone())).collect()
}

#[test]
fn parties_counted_first_and_named_later() {
    let found = claims(
        "The board of the Asian Infrastructure Investment Bank (AIIB) has approved five applicants. Two of them are \
         regional, namely Fiji and Samoa; three are from elsewhere: Chile, Peru and Malta.",
    );
    assert_eq!(parties(&found, Kind::Grant), ["state:FJ", "state:WS", "state:CL", "state:PE", "state:MT"]);
}

#[test]
fn a_list_of_others_is_no_list_of_parties() {
    let found = claims(
        "The board of the Asian Infrastructure Investment Bank (AIIB) has approved five projects. Two of them are \
         regional, namely in Fiji and Samoa; three countries are rich: Chile, Peru and Malta.",
    );
    assert!(parties(&found, Kind::Grant).is_empty(), "{found:?}");
}

#[test]
fn documents_line_by_line() {
    let found = claims(
        "Leaders of the Organization of Turkic States (OTS) met in Samarkand on Friday.\n\nAt the end these documents were \
         signed:\n\n1. the Samarkand Declaration;\n2. Memorandum of understanding on floods;\n3. Decision on the budget \
         of the secretariat.\n\nThe guests left at noon.",
    );
    let of = |kind: Kind| {
        found.iter().filter(|it| it.kind == kind).filter_map(|it| it.object.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of(Kind::Sign), ["Samarkand Declaration", "Memorandum of understanding on floods"]);
    assert_eq!(of(Kind::Decide), ["Decision on the budget of the secretariat"]);
}
