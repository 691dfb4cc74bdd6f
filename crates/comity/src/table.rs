//! Answers as tables: a line a row, a column a field.

use serde_json::{Map, Value};

/// The lines of an answer as CSV; `fields` names the fields that hold them: a column a field, two for a thing with id and name.
pub fn csv(answer: &Value, fields: &[&str]) -> Result<Vec<u8>, csv::Error> {
    let lines = fields.iter().filter_map(|it| answer.get(it)?.as_array()).flatten();
    let lines: Vec<Map<String, Value>> = lines.filter_map(Value::as_object).map(flat).collect();
    let mut header: Vec<&String> = Vec::new();
    for key in lines.iter().flat_map(Map::keys) {
        if !header.contains(&key) {
            header.push(key);
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    if !header.is_empty() {
        writer.write_record(&header)?;
    }
    for line in &lines {
        let cell = |key: &&String| line.get(*key).map_or_else(String::new, plain);
        writer.write_record(header.iter().map(cell))?;
    }
    writer.into_inner().map_err(|it| it.into_error().into())
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn flat(line: &Map<String, Value>) -> Map<String, Value> {
    let mut flat_line = Map::new();
    for (key, value) in line {
        match value {
            Value::Object(inner)
                if inner.contains_key("id") && inner.contains_key("name") && inner.len() == 2 =>
            {
                flat_line.insert(key.clone(), inner["id"].clone());
                flat_line.insert(format!("{key}_name"), inner["name"].clone());
            }
            Value::Object(inner) => {
                for (name, value) in flat(inner) {
                    flat_line.insert(format!("{key}_{name}"), value);
                }
            }
            Value::Array(list) => said(key, list, &mut flat_line),
            other => {
                flat_line.insert(key.clone(), other.clone());
            }
        }
    }
    flat_line
}

/// What sources say: entries, names and words, each joined into one cell.
fn said(key: &str, list: &[Value], line: &mut Map<String, Value>) {
    let join = |get: &dyn Fn(&Value) -> Option<String>| {
        Value::String(list.iter().filter_map(get).collect::<Vec<_>>().join("; "))
    };
    if key != "said" {
        line.insert(key.to_owned(), join(&|it| Some(plain(it))));
        return;
    }
    line.insert("entries".to_owned(), join(&|it| it.get("entry").map(plain)));
    line.insert("source_names".to_owned(), join(&|it| it.get("source").map(plain)));
    let words = |it: &Value| {
        let words = it.get("words")?.as_array()?;
        let texts = words.iter().filter_map(|it| it.get("text")?.as_str());
        Some(
            texts
                .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect::<Vec<_>>()
                .join(" … "),
        )
    };
    if list.iter().any(|it| it.get("words").is_some()) {
        line.insert("words".to_owned(), join(&words));
    }
}
