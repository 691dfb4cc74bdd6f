//! Paste a document, see its reading; nothing is kept.

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

/// The page with the field, and with a reading where there is one.
pub(crate) fn read(wish: &Wish, text: &str, message: Option<&str>, outcome: Option<&Outcome<'_>>) -> Markup {
    let content = html! {
        div.head { h1 { "Read a document" } }
        p.lead { "Paste a communiqué or an article: its acts appear with the words that prove them. Nothing is kept." }
        @if let Some(message) = message { p.message role="alert" { (super::backticks(message)) } }
        form.paste method="post" action="/read" {
            label for="text" { "The document" }
            textarea #text name="text" rows=(if outcome.is_some() { "6" } else { "14" }) required spellcheck="false" maxlength="400000" { (clean(text)) }
            div.row {
                div.field {
                    label for="published" { "published on" }
                    input #published name="published" type="date" aria-describedby="published-help";
                    small #published-help { "where the document prints no day" }
                }
                div.go {
                    button type="submit" { "Read" }
                }
            }
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
