//! Parameters of questions: what they are called and what may stand there.

use serde_json::{Value, json};

/// A parameter.
pub(crate) struct Param {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) what: &'static str,
    /// The question cannot be asked without it.
    pub(crate) required: bool,
    /// What may stand there.
    kind: Kind,
    /// Something that may stand there, where it helps.
    example: Option<&'static str>,
}

enum Kind {
    Text,
    Day,
    Number { least: usize, most: usize },
    OneOf(&'static [&'static str]),
}

const DAY: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$";

impl Param {
    const fn text(name: &'static str, what: &'static str) -> Param {
        Param { name, what, required: false, kind: Kind::Text, example: None }
    }

    const fn required(self, example: &'static str) -> Param {
        Param { required: true, example: Some(example), ..self }
    }

    const fn with(self, kind: Kind) -> Param {
        Param { kind, ..self }
    }

    /// Its JSON schema.
    pub(crate) fn schema(&self) -> Value {
        let mut schema = match self.kind {
            Kind::Text => json!({ "type": "string", "maxLength": 300 }),
            // Later days of a month are days too; which, depends on the month.
            Kind::Day => json!({ "type": "string", "anyOf": [{ "pattern": DAY }, { "format": "date" }] }),
            Kind::Number { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Kind::OneOf(values) => json!({ "type": "string", "enum": values }),
        };
        if let (Kind::Text, true) = (&self.kind, self.required) {
            schema["minLength"] = json!(1);
        }
        schema
    }

    /// The parameter of an operation.
    pub(crate) fn operation(&self, is_path: bool) -> Value {
        let mut it = json!({
            "name": self.name,
            "in": if is_path { "path" } else { "query" },
            "required": self.required,
            "description": self.what,
            "schema": self.schema(),
        });
        if let Some(example) = self.example {
            it["example"] = json!(example);
        }
        it
    }
}

/// The three clocks.
pub(crate) const CLOCKS: [Param; 3] = [
    Param::text("on", "The day in the world, such as `2025-10-10`, `2025-10` or `2025`; by default that of `known`, else today").with(Kind::Day),
    Param::text("known", "Answer only from what was published by this day; by default today").with(Kind::Day),
    Param::text("recorded", "Answer as this record would have at this instant, such as `2025-10-10T12:00:00Z`, or at the end of this day; by default now")
        .with(Kind::Day),
];

/// Which lines of a list.
pub(crate) const LINES: [Param; 2] = [
    Param::text("limit", "Lines of the answer at most")
        .with(Kind::Number { least: 1, most: crate::wish::LINES_AT_MOST }),
    Param::text("offset", "Lines that are left out before the first")
        .with(Kind::Number { least: 0, most: u32::MAX as usize }),
];

/// The form of an answer.
pub(crate) const FORMAT: Param =
    Param::text("format", "The form of the answer, instead of `Accept`").with(Kind::OneOf(&["json", "csv"]));

/// An organisation.
pub(crate) const ORG: Param = Param::text(
    "id",
    "The organisation: its acronym in small letters, its id, or a name that means nobody else",
)
.required("cis");
/// A party.
pub(crate) const PARTY: Param =
    Param::text("id", "The party: a state's two letters, an id, or a name that means nobody else")
        .required("kz");
/// A person.
pub(crate) const PERSON: Param =
    Param::text("id", "The person: the last part of the id").required("emomali-rahmon");
/// An act.
pub(crate) const ACT: Param = Param::text("id", "The act: its id, or the number at its end").required("1");
/// A document.
pub(crate) const DOCUMENT: Param = Param::text("id", "The document: its digest").required("sha256:0");
/// A kind of acts.
pub(crate) const KIND: Param = Param::text("kind", "Only acts of this kind, such as `grant`");
/// Rows of data sets.
pub(crate) const ROWS: Param =
    Param::text("rows", "`no` leaves out what is from a data set and no act that a document reports")
        .with(Kind::OneOf(&["yes", "no"]));
/// What words are about.
pub(crate) const ABOUT: Param = Param::text("about", "Only words that have these");
/// Words.
pub(crate) const WORDS: Param = Param::text("q", "The words").required("observer");
/// A name.
pub(crate) const NAME: Param = Param::text("name", "The name").required("CIS Plus");
/// Who is compared.
pub(crate) const COMPARED: [Param; 4] = [
    Param::text("subject", "The organisation or party, by id or name").required("CIS"),
    Param::text("other", "The organisation that it is compared with; by default itself"),
    Param::text("on2", "The day in the world of the second answer; by default that of the first")
        .with(Kind::Day),
    Param::text("known2", "The known day of the second answer; by default that of the first").with(Kind::Day),
];
