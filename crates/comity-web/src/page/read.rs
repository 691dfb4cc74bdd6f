//! Paste a document, see its reading, with nothing kept; or record it with a token.

use maud::{Markup, html};

use super::document::{Marked, reading};
use super::text::clean;
use super::{Frame, frame};
use crate::wish::Wish;

/// What a reading of a sent text comes to.
pub(crate) struct Outcome<'a> {
    /// What was read.
    pub(crate) marked: Marked<'a>,
    /// The title, by the reading.
    pub(crate) title: String,
    /// What the reader says of the text as a whole.
    pub(crate) notes: Vec<String>,
}

/// What was filled in before, and is shown again.
#[derive(Default)]
pub(crate) struct Given<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// The day of publication.
    pub(crate) published: &'a str,
    /// What the document is called.
    pub(crate) name: &'a str,
}

/// The page with the form, and with a reading where there is one.
pub(crate) fn read(
    wish: &Wish,
    given: &Given<'_>,
    message: Option<&str>,
    outcome: Option<&Outcome<'_>>,
) -> Markup {
    let content = html! {
        div.head { h1 { "Read a document" } }
        p.lead { "Paste a communiqué or an article: its acts appear with the words that prove them. Reading keeps nothing." }
        @if let Some(message) = message { p.message role="alert" { (super::backticks(message)) } }
        form.paste method="post" action="/read" {
            label for="text" { "The document" }
            textarea #text name="text" rows=(if outcome.is_some() { "6" } else { "14" }) required spellcheck="false" maxlength="400000" { (clean(given.text)) }
            div.row {
                div.field {
                    label for="published" { "published on" }
                    input #published name="published" type="date" value=(given.published) aria-describedby="published-help";
                    small #published-help { "where the document prints no day" }
                }
                div.go {
                    button type="submit" { "Read" }
                }
            }
            (recording(given))
        }
        @if let Some(it) = outcome {
            section #reading aria-label="The reading" {
                h2.found { bdi { (clean(&it.title)) } }
                @for note in &it.notes { p.quiet { (super::backticks(note)) } }
                (reading(wish, &it.marked))
            }
        }
    };
    frame(wish, &Frame::new("Read", "read"), &content)
}

/// What recording needs besides. The token is never shown again.
fn recording(given: &Given<'_>) -> Markup {
    html! {
        details.record {
            summary { "Record it" }
            p.by { "Recording takes the document and its reading into this record, for good. It needs a token with the scope " code { "record" } "." }
            div.row {
                div.field {
                    label for="name" { "its address, or a name" }
                    input #name name="name" type="text" value=(clean(given.name)) maxlength="500" autocomplete="off";
                }
                div.field {
                    label for="token" { "token" }
                    input #token name="token" type="password" maxlength="200" autocomplete="off" spellcheck="false";
                }
                div.go {
                    button type="submit" formaction="/read/record" { "Record" }
                }
            }
        }
    }
}
