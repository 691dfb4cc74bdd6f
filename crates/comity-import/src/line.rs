//! One line of a table of standings or chairs, checked by itself: ids are in the atlas, days are days, nothing is empty
//! that must be said.

use comity_atlas::{Atlas, EntityIdx, Kind};
use comity_model::{ChairHeld, Class, Day, Diagnostic, Foundation, Place, StandingHeld};

use crate::table::{Column, Row};

/// Columns of `base/standings/<org>.csv`.
pub const STANDINGS: [Column; 12] = [
    Column::required("org"),
    Column::required("party"),
    Column::required("standing"),
    Column::required("class"),
    Column::required("from"),
    Column::required("until"),
    Column::required("decided_on"),
    Column::required("decided_by"),
    Column::required("instrument"),
    Column::required("source"),
    Column::required("status"),
    Column::required("note"),
];

/// Columns of `base/chairs/<org>.csv`.
pub const CHAIRS: [Column; 10] = [
    Column::required("org"),
    Column::required("body"),
    Column::required("holder"),
    Column::required("from"),
    Column::required("until"),
    Column::required("decided_on"),
    Column::required("role"),
    Column::required("source"),
    Column::required("status"),
    Column::required("note"),
];

/// Classes with their words in tables.
const CLASSES: [(&str, Class); 10] = [
    ("full", Class::Full),
    ("associate", Class::Associate),
    ("candidate", Class::Candidate),
    ("observer", Class::Observer),
    ("partner", Class::Partner),
    ("special", Class::Special),
    ("entity", Class::Entity),
    ("former", Class::Former),
    ("suspended", Class::Suspended),
    ("withdrawing", Class::Withdrawing),
];

/// Who can hold a standing or a chair.
const HOLDERS: [Kind; 3] = [Kind::State, Kind::Territory, Kind::Organisation];

/// The class that a word of a table stands for.
pub(crate) fn class_of(word: &str) -> Option<Class> {
    CLASSES.iter().find(|(name, _)| *name == word).map(|(_, it)| *it)
}

/// A row and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<T> {
    /// What the line says.
    pub row: T,
    /// Where it stands.
    pub place: Place,
}

/// Reads lines and collects what is wrong with them.
pub struct Reader<'a> {
    atlas: &'a Atlas,
    /// Mistakes so far.
    pub errors: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// A reader that knows these names.
    pub fn new(atlas: &'a Atlas) -> Reader<'a> {
        Reader { atlas, errors: Vec::new() }
    }

    /// A line of a table of standings.
    pub fn standing(&mut self, row: &Row) -> Line<StandingHeld> {
        let decided_by = row.get("decided_by");
        self.id(row, "org", &[Kind::Organisation]);
        self.id(row, "party", &HOLDERS);
        if !decided_by.is_empty() {
            self.id(row, "decided_by", &[Kind::Body, Kind::Organisation, Kind::State]);
        }
        self.kebab(row, "standing");
        let (from, until) = self.term(row);
        let held = StandingHeld {
            org: row.get("org").to_owned(),
            party: row.get("party").to_owned(),
            standing: row.get("standing").to_owned(),
            class: self.class(row).unwrap_or(Class::Special),
            from,
            until,
            seen: None,
            decided_on: self.day(row, "decided_on"),
            decided_by: some(decided_by),
            instrument: some(row.get("instrument")),
            source: self.source(row),
            status: self.status(row),
            note: some(row.get("note")),
        };
        Line { row: held, place: row.place("org") }
    }

    /// A line of a table of chairs.
    pub fn chair(&mut self, row: &Row) -> Line<ChairHeld> {
        let (body, holder) = (row.get("body"), row.get("holder"));
        self.id(row, "org", &[Kind::Organisation]);
        if !body.is_empty() {
            self.body(row, body);
        }
        if !holder.is_empty() {
            self.id(row, "holder", &HOLDERS);
        } else if row.get("note").is_empty() {
            let error = row.error("vacant-without-note", "holder", "the term has no holder and no note");
            self.errors.push(error.hint("say in `note` whether the chair was vacant or disputed"));
        }
        self.kebab(row, "role");
        let (from, until) = self.term(row);
        let held = ChairHeld {
            org: row.get("org").to_owned(),
            body: some(body),
            holder: some(holder),
            role: row.get("role").to_owned(),
            from,
            until,
            decided_on: self.day(row, "decided_on"),
            source: self.source(row),
            status: self.status(row),
            note: some(row.get("note")),
        };
        Line { row: held, place: row.place("org") }
    }

    fn class(&mut self, row: &Row) -> Option<Class> {
        let word = row.get("class");
        let class = class_of(word);
        if class.is_none() {
            let words: Vec<&str> = CLASSES.iter().map(|(word, _)| *word).collect();
            let error = row.error("unknown-class", "class", format!("there is no class `{word}`"));
            self.errors.push(error.hint(format!("use one of {}", words.join(", "))));
        }
        class
    }

    fn term(&mut self, row: &Row) -> (Option<Day>, Option<Day>) {
        let (from, until) = (self.day(row, "from"), self.day(row, "until"));
        let bounds = (from.and_then(|it| it.earliest()), until.and_then(|it| it.latest()));
        if matches!(bounds, (Some(first), Some(last)) if last <= first) {
            let message = format!("`{}` is not after `{}`", row.get("until"), row.get("from"));
            let error = row.error("ends-before-it-begins", "until", message);
            self.errors.push(error.hint("`until` is the first day on which it no longer holds"));
        }
        (from, until)
    }

    fn source(&mut self, row: &Row) -> Option<String> {
        let source = some(row.get("source"));
        if source.is_none() {
            let error = row.error("no-source", "source", "the line has no source");
            self.errors.push(error.hint(
                "give an address or a citation; without one, say what the line rests on and set `status` to `unverified`",
            ));
        }
        source
    }

    fn status(&mut self, row: &Row) -> Foundation {
        match row.get("status") {
            "sourced" => Foundation::Sourced,
            "unverified" => Foundation::Unverified,
            other => {
                let error = row.error("unknown-status", "status", format!("there is no status `{other}`"));
                self.errors.push(error.hint("use one of sourced, unverified"));
                Foundation::Unverified
            }
        }
    }

    fn day(&mut self, row: &Row, column: &str) -> Option<Day> {
        let text = row.get(column);
        if text.is_empty() {
            return None;
        }
        match Day::parse(text) {
            Ok(day) if day.year.is_some() && !text.contains('T') => Some(day),
            _ => {
                self.errors.push(
                    row.error("not-a-day", column, format!("`{text}` is not a day"))
                        .hint("write `2004`, `2004-05` or `2004-05-01`, or leave it empty"),
                );
                None
            }
        }
    }

    fn id(&mut self, row: &Row, column: &str, kinds: &[Kind]) -> Option<EntityIdx> {
        let id = row.get(column);
        let found = self.atlas.by_id(id);
        let Some(found) = found else {
            let error = row.error("unknown-id", column, format!("the atlas has no `{id}`"));
            let hint = match near(self.atlas, id) {
                Some(other) => format!("did you mean `{other}`?"),
                None => "add it under `atlas/`, or correct the id".to_owned(),
            };
            self.errors.push(error.hint(hint));
            return None;
        };
        let kind = self.atlas.entity(found).kind;
        if !kinds.contains(&kind) {
            let message = format!("`{id}` cannot stand in column `{column}`");
            self.errors
                .push(row.error("wrong-kind", column, message).hint("use the id of another kind of entity"));
        }
        Some(found)
    }

    fn body(&mut self, row: &Row, body: &str) {
        let Some(found) = self.id(row, "body", &[Kind::Body]) else { return };
        let parent = self.atlas.entity(found).parent.map(|it| self.atlas.entity(it).id);
        if parent.is_some_and(|it| it != row.get("org")) {
            let message = format!("`{body}` is not a body of `{}`", row.get("org"));
            self.errors.push(row.error("body-of-another", "body", message).hint("correct `org` or `body`"));
        }
    }

    fn kebab(&mut self, row: &Row, column: &str) {
        let word = row.get(column);
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if word.is_empty() || !word.chars().all(good) || word.starts_with('-') || word.ends_with('-') {
            self.errors.push(
                row.error("not-kebab-case", column, format!("`{word}` is not in kebab-case"))
                    .hint("write it as in `member` or `dialogue-partner`"),
            );
        }
    }
}

/// An id that differs only in case or punctuation, or in its kind.
fn near<'a>(atlas: &'a Atlas, id: &str) -> Option<&'a str> {
    let bare = |id: &str| -> String {
        let tail = id.split_once(':').map_or(id, |(_, tail)| tail);
        tail.chars().filter(|c| c.is_alphanumeric() || *c == '/').flat_map(char::to_lowercase).collect()
    };
    let wanted = bare(id);
    (0..atlas.len())
        .map(|n| atlas.entity(EntityIdx(n as u32)))
        .filter(|it| it.kind != Kind::Place)
        .find(|it| bare(it.id) == wanted)
        .map(|it| it.id)
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
