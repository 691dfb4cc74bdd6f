//! Tables in CSV whose every cell knows its place, so that a mistake can be shown where it stands.

use std::rc::Rc;

use csv::StringRecord;

use comity_model::{Diagnostic, Place};

/// One column that a table may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// Whether the table is refused without it.
    pub required: bool,
}

impl Column {
    /// A column that must be there.
    pub const fn required(name: &'static str) -> Column {
        Column { name, required: true }
    }

    /// A column that may be left out; its cells are then empty.
    pub const fn optional(name: &'static str) -> Column {
        Column { name, required: false }
    }
}

/// A CSV text with a header, read line by line.
pub struct Table<'t> {
    path: &'t str,
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    /// Known column → its number in the file.
    columns: Rc<[(&'static str, usize)]>,
    width: usize,
}

/// One line of a table.
pub struct Row<'t> {
    path: &'t str,
    text: &'t str,
    start: usize,
    cells: StringRecord,
    columns: Rc<[(&'static str, usize)]>,
}

impl<'t> Table<'t> {
    /// Reads the header. Columns may stand in any order; one that is not known is a mistake, so that a misspelt name
    /// does not silently drop what stands below it.
    pub fn open(path: &'t str, text: &'t str, known: &[Column]) -> Result<Table<'t>, Diagnostic> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|it| broken(path, text, &it))?.clone();
        let names: Vec<&str> = known.iter().map(|it| it.name).collect();
        let mut columns = Vec::new();
        for (at, name) in header.iter().enumerate() {
            let place = || Some(place(path, text, (0, 1), at));
            let Some(column) = known.iter().find(|it| it.name == name.trim()) else {
                let message = format!("there is no column `{name}`");
                return Err(Diagnostic::error("unknown-column", message, place())
                    .hint(format!("use the columns {}", names.join(", "))));
            };
            if columns.iter().any(|(other, _)| *other == column.name) {
                let message = format!("column `{name}` stands twice");
                return Err(Diagnostic::error("column-twice", message, place()).hint("keep one of them"));
            }
            columns.push((column.name, at));
        }
        for column in known.iter().filter(|it| it.required) {
            if !columns.iter().any(|(name, _)| *name == column.name) {
                let message = format!("column `{}` is missing", column.name);
                return Err(Diagnostic::error("missing-column", message, Some(place(path, text, (0, 1), 0)))
                    .hint(format!("begin with a header line such as `{}`", names.join(","))));
            }
        }
        Ok(Table { path, text, width: header.len(), reader, columns: columns.into() })
    }

    /// The next line; `None` at the end.
    pub fn next_row(&mut self) -> Option<Result<Row<'t>, Diagnostic>> {
        let mut cells = StringRecord::new();
        match self.reader.read_record(&mut cells) {
            Ok(false) => None,
            Err(error) => Some(Err(broken(self.path, self.text, &error))),
            Ok(true) => {
                let start = cells.position().map_or(0, |it| it.byte() as usize);
                let row =
                    Row { path: self.path, text: self.text, start, cells, columns: Rc::clone(&self.columns) };
                if row.cells.len() == self.width {
                    return Some(Ok(row));
                }
                let message =
                    format!("the line has {} cells, the header has {}", row.cells.len(), self.width);
                let at = row.cells.len().min(self.width).saturating_sub(1);
                Some(Err(Diagnostic::error("uneven-line", message, Some(row.place_of(at)))
                    .hint("put cells that contain a comma in double quotes")))
            }
        }
    }

    /// Bytes read so far.
    pub fn done(&self) -> usize {
        self.reader.position().byte() as usize
    }
}

impl Row<'_> {
    /// A cell without white space around it; empty where the table lacks the column.
    pub fn get(&self, column: &str) -> &str {
        self.number(column).and_then(|at| self.cells.get(at)).map_or("", str::trim)
    }

    /// All cells in the order of the file.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// Line number, from 1.
    pub fn line(&self) -> u64 {
        self.cells.position().map_or(0, csv::Position::line)
    }

    /// Where a cell stands.
    pub fn place(&self, column: &str) -> Place {
        self.place_of(self.number(column).unwrap_or(0))
    }

    /// A mistake in a cell.
    pub fn error(&self, code: &'static str, column: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message, Some(self.place(column)))
    }

    fn place_of(&self, at: usize) -> Place {
        place(self.path, self.text, (self.start, self.line()), at)
    }

    fn number(&self, column: &str) -> Option<usize> {
        self.columns.iter().find(|(name, _)| *name == column).map(|(_, at)| *at)
    }
}

/// The place of cell `at` of the row that begins at byte `start`, or after the line ends that stand there, in line
/// `line`. Only the row is looked at, so that showing a place costs the same anywhere in a long file.
fn place(path: &str, text: &str, (start, line): (usize, u64), at: usize) -> Place {
    let blank = text[start..].bytes().take_while(|it| matches!(it, b'\r' | b'\n')).count();
    let line = line as usize + text[start..start + blank].matches('\n').count();
    let start = start + blank;
    let (mut from, mut end, mut cell, mut quoted) = (start, text.len(), 0, false);
    for (n, byte) in text[start..].bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' | b'\n' | b'\r' if !quoted => {
                if cell == at || byte != b',' {
                    end = start + n;
                    break;
                }
                cell += 1;
                from = start + n + 1;
            }
            _ => {}
        }
    }
    let tail = text[start..].find('\n').map_or(text.len(), |it| start + it).max(end);
    let row = text[start..tail].trim_end_matches('\r');
    let mut place = Place::of(path, row, from - start, end - start);
    place.line += line - 1;
    place
}

fn broken(path: &str, text: &str, error: &csv::Error) -> Diagnostic {
    let start = error.position().map_or((0, 1), |it| (it.byte() as usize, it.line()));
    Diagnostic::error("unreadable-line", error.to_string(), Some(place(path, text, start, 0)))
        .hint("save the table as CSV in UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [Column; 3] = [Column::required("org"), Column::required("party"), Column::optional("note")];

    fn check(text: &str, expected: &str) {
        let mut said = String::new();
        match Table::open("a.csv", text, &KNOWN) {
            Err(error) => said = show(&error),
            Ok(mut table) => {
                while let Some(row) = table.next_row() {
                    match row {
                        Err(error) => said += &show(&error),
                        Ok(row) => {
                            let at = row.place("party");
                            said += &format!(
                                "{}|{}|{} {}:{}+{}; ",
                                row.get("org"),
                                row.get("party"),
                                row.get("note"),
                                at.line,
                                at.column,
                                at.width
                            );
                        }
                    }
                }
            }
        }
        assert_eq!(said.trim_end(), expected, "{text}");
    }

    fn show(it: &Diagnostic) -> String {
        let place = it.primary.as_ref().map(|it| format!("{}:{}", it.line, it.column)).unwrap_or_default();
        format!("{} {place}; ", it.code)
    }

    #[test]
    fn cells_know_their_place() {
        check("org,party\na,b\n", "a|b| 2:3+1;");
        check("party,org\r\nb,a\r\n\r\nd,c\r\n", "a|b| 2:1+1; c|d| 4:1+1;");
        check("org,note,party\n\"x, y\",\"é\"\"é\",Žižka\n", "x, y|Žižka|é\"é 2:15+5;");
        check("\u{feff}org,party\na,b", "a|b| 2:3+1;");
        check("org,party,note\na,b,\"two\nlines\"\nc,d,", "a|b|two\nlines 2:3+1; c|d| 4:3+1;");
    }

    #[test]
    fn mistakes_are_shown_where_they_stand() {
        check("org,partie\n", "unknown-column 1:5;");
        check("org,org,party\n", "column-twice 1:5;");
        check("org,note\n", "missing-column 1:1;");
        check("org,party\na,b\nc\nd,e\n", "a|b| 2:3+1; uneven-line 3:1; d|e| 4:3+1;");
        check("org,party\na,b,c\n", "uneven-line 2:3;");
        check("", "missing-column 1:1;");
    }
}
