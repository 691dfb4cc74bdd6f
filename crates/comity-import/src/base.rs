//! The shipped base as entries: what a fresh record begins with.

use std::sync::Arc;

use comity_model::{ChairHeld, Class, Day, Foundation, StandingHeld};
use comity_record::{Body, Entry, Source, SourceKind};

use crate::blob::{self, Line};
use crate::line::class_of;

/// What `base/base.toml` says.
#[derive(serde::Deserialize)]
struct About {
    id: String,
    name: String,
    reaches: Day,
}

/// The entries of the base, by organisation; the same at every call, so that adding them twice adds nothing.
///
/// A standing that has ended is two entries: that it began, known from its decision or its first day on, and that it
/// ended, known from its last. So an answer as known on a day before the end does not know the end.
pub fn entries() -> Vec<Entry> {
    let about: About = toml::from_str(include_str!("../../../base/base.toml")).unwrap_or_else(|_| About {
        id: "base".to_owned(),
        name: "base".to_owned(),
        reaches: Day::year(2026),
    });
    let source = Source { id: about.id, name: about.name, kind: SourceKind::Compiled, ..Source::default() };
    let source = Arc::new(source);
    let entry = |known: Option<Day>, body: Body| Entry {
        source: Arc::clone(&source),
        known: known.unwrap_or(about.reaches),
        body,
    };
    let mut entries = Vec::new();
    for row in standings() {
        let begun = StandingHeld { until: None, ..row.clone() };
        let known = earlier(row.decided_on, row.from);
        if row.until.is_some() {
            let end = later(known, row.until);
            entries.push(entry(known.or(row.until), Body::Standing(begun)));
            entries.push(entry(end, Body::Standing(row)));
        } else {
            entries.push(entry(known, Body::Standing(begun)));
        }
    }
    for row in chairs() {
        entries.push(entry(earlier(row.decided_on, row.from), Body::Chair(row)));
    }
    entries
}

/// A row of the base, and where it stands: `base/standings/cis.csv:2`.
pub type Placed<T> = (T, String);

/// The standings of the base, by organisation.
pub fn standings() -> Vec<StandingHeld> {
    placed_standings().into_iter().map(|it| it.0).collect()
}

/// The chairs of the base, by organisation.
pub fn chairs() -> Vec<ChairHeld> {
    placed_chairs().into_iter().map(|it| it.0).collect()
}

/// The standings of the base with their places.
pub fn placed_standings() -> Vec<Placed<StandingHeld>> {
    placed("standings", include_bytes!(concat!(env!("OUT_DIR"), "/standings.bin")), standing)
}

/// The chairs of the base with their places.
pub fn placed_chairs() -> Vec<Placed<ChairHeld>> {
    placed("chairs", include_bytes!(concat!(env!("OUT_DIR"), "/chairs.bin")), chair)
}

/// The rows of a folder's tables; a row of the base is one line of its file.
fn placed<T>(folder: &str, blob: &'static [u8], read: fn(&Line<'_>) -> Option<T>) -> Vec<Placed<T>> {
    let mut all = Vec::new();
    for table in blob::tables(blob) {
        for (n, line) in table.lines().enumerate() {
            all.extend(read(&line).map(|it| (it, format!("base/{folder}/{}.csv:{}", table.name, n + 2))));
        }
    }
    all
}

/// The day of the decision, or the first day where it lies earlier or no decision is told.
fn earlier(decided: Option<Day>, from: Option<Day>) -> Option<Day> {
    match (decided, from) {
        (Some(decided), Some(from)) if from.latest() < decided.earliest() => Some(decided),
        (decided, from) => decided.or(from),
    }
}

/// The later of two days by their last possible one.
fn later(one: Option<Day>, other: Option<Day>) -> Option<Day> {
    if one.and_then(|it| it.latest()) > other.and_then(|it| it.latest()) { one } else { other }
}

fn standing(line: &Line<'_>) -> Option<StandingHeld> {
    let text = |column: &str| line.get(column).map(str::to_owned);
    Some(StandingHeld {
        org: text("org")?,
        party: text("party")?,
        standing: text("standing")?,
        class: line.get("class").and_then(class_of).unwrap_or(Class::Special),
        from: day(line, "from"),
        until: day(line, "until"),
        seen: None,
        decided_on: day(line, "decided_on"),
        decided_by: text("decided_by"),
        instrument: text("instrument"),
        source: text("source"),
        status: status(line),
        note: text("note"),
    })
}

fn chair(line: &Line<'_>) -> Option<ChairHeld> {
    let text = |column: &str| line.get(column).map(str::to_owned);
    Some(ChairHeld {
        org: text("org")?,
        body: text("body"),
        holder: text("holder"),
        role: text("role")?,
        from: day(line, "from"),
        until: day(line, "until"),
        decided_on: day(line, "decided_on"),
        source: text("source"),
        status: status(line),
        note: text("note"),
    })
}

fn status(line: &Line<'_>) -> Foundation {
    if line.get("status") == Some("sourced") { Foundation::Sourced } else { Foundation::Unverified }
}

fn day(line: &Line<'_>, column: &str) -> Option<Day> {
    line.get(column).and_then(|it| Day::parse(it).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use comity_record::{Access, NoNames, Question, Record};

    #[test]
    #[allow(clippy::disallowed_methods)]
    fn places_of_rows_are_lines_of_their_files() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let holds = |place: &str, words: [&str; 2]| {
            let (path, line) = place.rsplit_once(':').expect("a place");
            let text = std::fs::read_to_string(root.join(path)).expect("a file");
            let line = text.lines().nth(line.parse::<usize>().expect("a number") - 1).expect("a line");
            assert!(words.iter().all(|it| line.contains(it)), "{place}: {line}");
        };
        for (row, place) in placed_standings() {
            holds(&place, [&row.org, &row.party]);
        }
        for (row, place) in placed_chairs() {
            holds(&place, [&row.org, row.holder.as_deref().unwrap_or_default()]);
        }
    }

    #[test]
    fn a_fresh_record_answers_from_the_base() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut record = Record::open(&folder.path().join("r"), Access::Create).expect("a record");
        let instant = "2026-06-01T00:00:00Z".parse().expect("an instant");
        let all = entries();
        let appended = record.append(all.clone(), instant).expect("room");
        assert_eq!(appended.known_already, 0, "no line of the base stands twice");
        assert_eq!(record.append(all, instant).expect("room").written, 0);
        let standings = record.organisation("org:un").expect("standings");
        let on = |on: &str, known: &str| {
            let day = |text: &str| Day::parse(text).expect("a day");
            let held = standings.as_of(day(on), day(known));
            held.filter(|it| it.standing == "member" && !it.pending).count()
        };
        assert_eq!(on("2026-05-01", "2026-05-31"), 193);
        assert_eq!(on("2011-07-13", "2026-05-31"), 192);
        // Two of the 76 of that day, Czechoslovakia and Yugoslavia, are no members of today.
        assert_eq!(on("1955-12-14", "1955-12-14"), 74);
        assert_eq!(on("1965-06-01", "1965-06-01"), on("1965-06-01", "2026-05-31"));
        let disputes = record.disputes(None, &Question::on(Day::year(2026)), &NoNames).expect("disputes");
        assert!(disputes.disputes.len() < 40, "{:#?}", disputes.disputes);
    }
}
