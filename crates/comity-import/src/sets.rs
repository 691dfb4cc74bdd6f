//! The data sets that are imported by name: what a record says of them as sources.

use std::sync::Arc;

use comity_model::Day;
use comity_record::{Source, SourceKind};

use crate::codes;

/// A data set as a source, and the day from which it counts as known where its rows do not say.
pub(crate) fn about(code: &str) -> (Arc<Source>, Option<Day>) {
    let Some(line) = codes::data_set(code) else { return (Arc::new(Source::default()), None) };
    let text = |column: &str| line.get(column).map(str::to_owned);
    let source = Source {
        id: text("id").unwrap_or_default(),
        name: text("name").unwrap_or_default(),
        kind: match line.get("kind") {
            Some("publisher") => SourceKind::Publisher,
            Some("compiled") => SourceKind::Compiled,
            _ => SourceKind::Other,
        },
        url: text("url"),
        publisher: text("publisher"),
        chain: Vec::new(),
    };
    (Arc::new(source), line.get("known").and_then(|it| Day::parse(it).ok()))
}
