//! Text from documents is hostile: what could make a reader see another text than there is becomes visible.

use maud::{Markup, Render, html};

/// Text whose control and direction characters are made visible, one for one, and escaped.
pub(crate) struct Clean<'t>(&'t str);

/// Text from outside, for a page.
pub(crate) fn clean(text: &str) -> Clean<'_> {
    Clean(text)
}

/// What stands for a character that could deceive; one character for one, so that spans stay.
fn visible(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\r' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // Embeddings, overrides and isolates of direction, and what pretends to be nothing.
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{206a}'..='\u{206f}' => {
            '\u{fffd}'
        }
        '\u{fffe}' | '\u{ffff}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => {
            '\u{fffd}'
        }
        c => c,
    }
}

/// What is written as its number in JSON that stands in a page.
pub(crate) fn is_unsafe_in_json(c: char) -> bool {
    matches!(c, '<' | '>' | '&') || visible(c) != c
}

/// The same as text, escaped for HTML and XML.
pub(crate) fn visible_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    Clean(text).render_to(&mut out);
    out
}

impl Render for Clean<'_> {
    fn render_to(&self, out: &mut String) {
        let plain = |it: u8| matches!(it, b' '..=b'~') && !matches!(it, b'&' | b'<' | b'>' | b'"' | b'\'');
        if self.0.bytes().all(plain) {
            out.push_str(self.0);
            return;
        }
        for c in self.0.chars() {
            match visible(c) {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                c => out.push(c),
            }
        }
    }
}

/// A word of the contract for people: `in_force` is "in force".
pub(crate) fn words(word: &str) -> String {
    word.replace(['_', '-'], " ")
}

/// White space made one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A range of days for people.
pub(crate) fn range(from: Option<&str>, until: Option<&str>) -> Markup {
    html! {
        @match (from, until) {
            (None, None) => span.quiet { "no days given" },
            (Some(from), None) => { "since " time datetime=(from) { (from) } },
            (None, Some(until)) => { "until " time datetime=(until) { (until) } },
            (Some(from), Some(until)) => { time datetime=(from) { (from) } " – " time datetime=(until) { (until) } },
        }
    }
}

/// A number with its noun.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup_and_nothing_hides_or_turns_it() {
        let text = "<script>alert(1)</script>\u{202e}evil\u{2066}\0\u{1b}[31m'\"&\u{feff}";
        let shown = clean(text).render().into_string();
        assert_eq!(
            shown,
            "&lt;script&gt;alert(1)&lt;/script&gt;\u{fffd}evil\u{fffd}\u{2400}\u{241b}[31m&#39;&quot;&amp;\u{fffd}"
        );
        assert_eq!(text.chars().map(visible).count(), text.chars().count());
    }

    #[test]
    fn texts_in_scripts_that_run_to_the_left_stay_as_they_are() {
        let text = "جامعة الدول العربية\u{200f}";
        assert_eq!(clean(text).render().into_string(), text);
    }
}
