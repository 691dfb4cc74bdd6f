//! One line of a table of standings or chairs, checked by itself: ids are in the atlas, days are days, nothing is empty
//! that must be said.

use comity_atlas::{Atlas, EntityIdx, Kind};
use comity_model::{ChairHeld, Class, Day, Diagnostic, Foundation, Place, Severity, StandingHeld};

use crate::names::{self, Named};
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

/// What an id of a holder, an organisation or a body begins with.
const PREFIXES: [&str; 5] = ["state:", "territory:", "org:", "body:", "person:"];

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
    /// Whether names may stand for ids, and what can be told from the rest may be left out.
    lenient: bool,
    /// Mistakes so far.
    pub errors: Vec<Diagnostic>,
    /// What should be looked at.
    pub warnings: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// A reader that knows these names.
    pub fn new(atlas: &'a Atlas) -> Reader<'a> {
        Reader { atlas, lenient: false, errors: Vec::new(), warnings: Vec::new() }
    }

    /// A reader of tables that anyone writes: names may stand for ids, and class, role, source and status may be left out.
    pub fn lenient(atlas: &'a Atlas) -> Reader<'a> {
        Reader { lenient: true, ..Reader::new(atlas) }
    }

    /// A line of a table of standings.
    pub fn standing(&mut self, row: &Row) -> Line<StandingHeld> {
        let (from, until) = self.term(row);
        let standing = self.kebab(row, "standing");
        let held = StandingHeld {
            org: self.id(row, "org", &[Kind::Organisation]),
            party: self.id(row, "party", &HOLDERS),
            class: self.class(row, &standing).unwrap_or(Class::Special),
            standing,
            from,
            until,
            seen: None,
            decided_on: self.day(row, "decided_on"),
            decided_by: self.some_id(row, "decided_by", &[Kind::Body, Kind::Organisation, Kind::State]),
            instrument: some(row.get("instrument")),
            source: self.source(row),
            status: self.status(row),
            note: some(row.get("note")),
        };
        Line { row: held, place: row.place("org") }
    }

    /// A line of a table of chairs.
    pub fn chair(&mut self, row: &Row) -> Line<ChairHeld> {
        let org = self.id(row, "org", &[Kind::Organisation]);
        let (body, holder) =
            (self.some_id(row, "body", &[Kind::Body]), self.some_id(row, "holder", &HOLDERS));
        if let Some(body) = &body {
            self.body(row, body, &org);
        }
        if holder.is_none() && row.get("note").is_empty() {
            let error = row.error("vacant-without-note", "holder", "the term has no holder and no note");
            self.errors.push(error.hint("say in `note` whether the chair was vacant or disputed"));
        }
        let (from, until) = self.term(row);
        let named = !self.lenient || !row.get("role").is_empty();
        let held = ChairHeld {
            org,
            body,
            holder,
            role: if named { self.kebab(row, "role") } else { "chair".to_owned() },
            from,
            until,
            decided_on: self.day(row, "decided_on"),
            source: self.source(row),
            status: self.status(row),
            note: some(row.get("note")),
        };
        Line { row: held, place: row.place("org") }
    }

    fn class(&mut self, row: &Row, standing: &str) -> Option<Class> {
        let word = row.get("class");
        if self.lenient && word.is_empty() {
            let class = class_of(standing).or((standing == "member").then_some(Class::Full));
            if class.is_none() {
                let message = format!("nothing says of which class `{standing}` is");
                let words: Vec<&str> = CLASSES.iter().map(|(word, _)| *word).collect();
                let error = row.error("no-class", "standing", message);
                self.errors
                    .push(error.hint(format!("fill the column `class` with one of {}", words.join(", "))));
            }
            return class;
        }
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
        if source.is_none() && !self.lenient {
            let error = row.error("no-source", "source", "the line has no source");
            self.errors.push(error.hint(
                "give an address or a citation; without one, say what the line rests on and set `status` to `unverified`",
            ));
        }
        source
    }

    fn status(&mut self, row: &Row) -> Foundation {
        match row.get("status") {
            "" if self.lenient && row.get("source").is_empty() => Foundation::Unverified,
            "" if self.lenient => Foundation::Sourced,
            "sourced" => Foundation::Sourced,
            "unverified" => Foundation::Unverified,
            other => {
                let error = row.error("unknown-status", "status", format!("there is no status `{other}`"));
                self.errors.push(error.hint("use one of sourced, unverified"));
                Foundation::Unverified
            }
        }
    }

    /// A cell that is a day, or empty.
    pub(crate) fn day(&mut self, row: &Row, column: &str) -> Option<Day> {
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

    /// An id that may be left out.
    fn some_id(&mut self, row: &Row, column: &str, kinds: &[Kind]) -> Option<String> {
        (!row.get(column).is_empty()).then(|| self.id(row, column, kinds))
    }

    /// The id of a cell; in a lenient table also a name, which stays as it is where the atlas does not know it.
    fn id(&mut self, row: &Row, column: &str, kinds: &[Kind]) -> String {
        let text = row.get(column);
        let mut id = text;
        if self.lenient && !text.is_empty() && !PREFIXES.iter().any(|it| text.starts_with(it)) {
            match names::find(text) {
                Named::One(found) => id = found,
                Named::Several(ids) => {
                    let error = row.error("ambiguous-name", column, format!("`{text}` can be several"));
                    self.errors.push(error.hint(format!("use one of {}", ids.join(", "))));
                    return text.to_owned();
                }
                Named::Nobody => {
                    let warning = row.error("unknown-name", column, format!("the atlas has no `{text}`"));
                    let warning = Diagnostic { severity: Severity::Warning, ..warning };
                    self.warnings.push(warning.hint("it is kept as written; use an id where you mean one"));
                    return text.to_owned();
                }
            }
        }
        let Some(found) = self.atlas.by_id(id) else {
            let error = row.error("unknown-id", column, format!("the atlas has no `{id}`"));
            let hint = match near(self.atlas, id) {
                Some(other) => format!("did you mean `{other}`?"),
                None => "add it under `atlas/`, or correct the id".to_owned(),
            };
            self.errors.push(error.hint(hint));
            return id.to_owned();
        };
        if !kinds.contains(&self.atlas.entity(found).kind) {
            let message = format!("`{text}` cannot stand in column `{column}`");
            let error = row.error("wrong-kind", column, message);
            self.errors.push(error.hint("use the id of another kind of entity"));
        }
        id.to_owned()
    }

    fn body(&mut self, row: &Row, body: &str, org: &str) {
        let Some(found) = self.atlas.by_id(body) else { return };
        let parent = self.atlas.entity(found).parent.map(|it| self.atlas.entity(it).id);
        if parent.is_some_and(|it| it != org) {
            let message = format!("`{body}` is not a body of `{org}`");
            self.errors.push(row.error("body-of-another", "body", message).hint("correct `org` or `body`"));
        }
    }

    /// A kind of standing or a role as comity writes it; in a lenient table made so.
    fn kebab(&mut self, row: &Row, column: &str) -> String {
        let mut word = row.get(column).to_owned();
        if self.lenient {
            word = word.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
        }
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if word.is_empty() || !word.chars().all(good) || word.starts_with('-') || word.ends_with('-') {
            self.errors.push(
                row.error("not-kebab-case", column, format!("`{word}` is not in kebab-case"))
                    .hint("write it as in `member` or `dialogue-partner`"),
            );
        }
        word
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
