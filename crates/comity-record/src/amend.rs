//! Corrections: an entry's body with some fields set anew, checked like any other.

use comity_model::Day;
use serde_json::{Map, Value, json};

use crate::answer::Names;
use crate::{Body, EntryId, Record, RecordError};

/// Roles that name a party, organisation or body.
const PARTIES: &[&str] = &["org", "body", "party", "agent", "proposer"];
/// Days with a basis.
const WHENS: &[&str] = &["when", "effective"];

/// Why fields of an entry cannot be set.
#[derive(Debug, thiserror::Error)]
pub enum AmendError {
    /// The entry is not there, or of a kind that has no fields to set.
    #[error("entry {0} is no claim, filing or row")]
    NotAStatement(EntryId),
    /// There is no such field.
    #[error("a {kind} has no field `{field}`; it has {known}")]
    NoField {
        /// The field asked for.
        field: String,
        /// The entry's kind.
        kind: String,
        /// Its fields.
        known: String,
    },
    /// The value does not fit.
    #[error("{0}")]
    BadValue(String),
    /// The record failed.
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl Record {
    /// What an entry says, by its number.
    pub fn entry(&self, entry: EntryId) -> Result<Option<Body>, RecordError> {
        self.inner().body(entry).map_err(|it| self.explain(&it))
    }

    /// The body of a claim, filing or row with fields set: `party` takes an id or name, days take EDTF, and an empty
    /// value clears the field.
    pub fn amended(
        &self,
        entry: EntryId,
        fields: &[(String, String)],
        names: &dyn Names,
    ) -> Result<Body, AmendError> {
        let body = self.entry(entry)?.ok_or(AmendError::NotAStatement(entry))?;
        let body = if let Body::Correction { body, .. } = body { *body } else { body };
        let kind = body.kind();
        let mut value = serde_json::to_value(&body).map_err(|it| AmendError::BadValue(it.to_string()))?;
        let inner = match &body {
            Body::Claim { .. } => value.get_mut("claim"),
            Body::Filing(_) => value.get_mut("act"),
            Body::Standing(_) | Body::Chair(_) => Some(&mut value),
            _ => None,
        };
        let Some(object) = inner.and_then(Value::as_object_mut) else {
            return Err(AmendError::NotAStatement(entry));
        };
        for (field, text) in fields {
            let known = known(&body);
            if !known.contains(&field.as_str()) {
                let (field, kind, known) = (field.clone(), kind.to_owned(), known.join(", "));
                return Err(AmendError::NoField { field, kind, known });
            }
            set(object, field, text, matches!(body, Body::Claim { .. } | Body::Filing(_)), names);
        }
        serde_json::from_value(value).map_err(|it| AmendError::BadValue(it.to_string()))
    }
}

/// What an act is about, however it is told.
const ACT: &[&str] = &["org", "body", "agent", "party", "standing", "class", "object", "proposer", "place"];

/// Fields that can be set.
fn known(body: &Body) -> Vec<&'static str> {
    match body {
        Body::Claim { .. } => [&["kind", "stage", "stance"], ACT, &["when", "effective"]].concat(),
        Body::Filing(_) => {
            [&["kind", "stage"], ACT, &["decided_on", "effective_on", "effective_until"]].concat()
        }
        Body::Standing(_) => vec![
            "org",
            "party",
            "standing",
            "class",
            "from",
            "until",
            "decided_on",
            "decided_by",
            "instrument",
            "source",
            "status",
            "note",
        ],
        _ => vec!["org", "body", "holder", "role", "from", "until", "decided_on", "source", "status", "note"],
    }
}

fn set(object: &mut Map<String, Value>, field: &str, text: &str, refs: bool, names: &dyn Names) {
    let value = match text {
        "" if field == "agent" => json!({"status": "unstated"}),
        "" => Value::Null,
        _ if refs && PARTIES.contains(&field) => party(text, names),
        _ if WHENS.contains(&field) => json!({"edtf": text, "basis": "stated"}),
        _ => Value::String(text.to_owned()),
    };
    object.insert(field.to_owned(), value);
}

fn party(text: &str, names: &dyn Names) -> Value {
    let today = Day { year: None, month: None, day: None };
    if text.contains(':') {
        let name = names.name(text, today).unwrap_or_else(|| text.to_owned());
        return json!({"id": text, "name": name});
    }
    match names.find(text).as_slice() {
        [id] => json!({"id": id, "name": names.name(id, today).unwrap_or_else(|| text.to_owned())}),
        _ => json!({"name": text}),
    }
}
