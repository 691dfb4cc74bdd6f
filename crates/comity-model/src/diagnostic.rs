//! A problem at a place in something a person wrote.

use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It cannot be used.
    Error,
    /// It can be used, and should be looked at.
    Warning,
}

/// A byte range of a file, with the file's text, so that a renderer can show the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Path of the file.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Code points to underline.
    pub width: usize,
    /// The line's text.
    pub source: String,
}

impl Place {
    /// The place of bytes `start..end` of `text`, the contents of `path`.
    pub fn of(path: &str, text: &str, start: usize, end: usize) -> Place {
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (floor(start), floor(end.max(start)));
        let head = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let tail = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Place {
            path: path.to_owned(),
            line: text[..start].matches('\n').count() + 1,
            column: text[head..start].chars().count() + 1,
            width: text[start..end.min(tail)].chars().count().max(1),
            source: text[head..tail].to_owned(),
        }
    }
}

/// A second place that helps to understand the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there.
    pub message: String,
}

/// A problem at a place, with hints. If only one thing may be shown, it is the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Kebab-case code that names what was found.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// One fact, lower case, no full stop, the person's words in backticks.
    pub message: String,
    /// Where.
    pub primary: Option<Place>,
    /// Other places.
    pub labels: Vec<Label>,
    /// What to do, beginning with a verb.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, message: impl Into<String>, primary: Option<Place>) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            message: message.into(),
            primary,
            labels: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// The same with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hints.push(hint.into());
        self
    }
}
