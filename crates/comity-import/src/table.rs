//! Tables in CSV whose every cell knows its place, so that a mistake can be shown where it stands.

use std::rc::Rc;

use comity_model::{Diagnostic, Place};

use crate::sheet::{Cells, Sheet};

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

/// A CSV text with a header of known columns, read line by line.
pub struct Table<'t> {
    sheet: Sheet<'t>,
    /// Known column → its number in the file.
    columns: Rc<[(&'static str, usize)]>,
}

/// One line of a table.
pub struct Row<'t> {
    cells: Cells<'t>,
    columns: Rc<[(&'static str, usize)]>,
}

impl<'t> Table<'t> {
    /// Reads the header. Columns may stand in any order; one that is not known is a mistake, so that a misspelt name
    /// does not silently drop what stands below it.
    pub fn open(path: &'t str, text: &'t str, known: &[Column]) -> Result<Table<'t>, Diagnostic> {
        let sheet = Sheet::open(path, text)?;
        let names: Vec<&str> = known.iter().map(|it| it.name).collect();
        let mut columns: Vec<(&'static str, usize)> = Vec::new();
        for (at, name) in sheet.header().iter().enumerate() {
            let Some(column) = known.iter().find(|it| it.name == name.trim()) else {
                let error = sheet.error(at, "unknown-column", &format!("there is no column `{name}`"));
                return Err(error.hint(format!("use the columns {}", names.join(", "))));
            };
            if columns.iter().any(|(other, _)| *other == column.name) {
                let error = sheet.error(at, "column-twice", &format!("column `{name}` stands twice"));
                return Err(error.hint("keep one of them"));
            }
            columns.push((column.name, at));
        }
        for column in known.iter().filter(|it| it.required) {
            if !columns.iter().any(|(name, _)| *name == column.name) {
                let message = format!("column `{}` is missing", column.name);
                let error = sheet.error(0, "missing-column", &message);
                return Err(error.hint(format!("begin with a header line such as `{}`", names.join(","))));
            }
        }
        Ok(Table { sheet, columns: columns.into() })
    }

    /// The next line; `None` at the end.
    pub fn next_row(&mut self) -> Option<Result<Row<'t>, Diagnostic>> {
        let cells = self.sheet.next_row()?;
        Some(cells.map(|cells| Row { cells, columns: Rc::clone(&self.columns) }))
    }

    /// Bytes read so far, and in all.
    pub fn done(&self) -> (usize, usize) {
        (self.sheet.done(), self.sheet.len())
    }
}

impl Row<'_> {
    /// A cell without white space around it; empty where the table lacks the column.
    pub fn get(&self, column: &str) -> &str {
        self.number(column).and_then(|at| self.cells.get(at)).map_or("", str::trim)
    }

    /// Where a cell stands.
    pub fn place(&self, column: &str) -> Place {
        self.cells.place(self.number(column).unwrap_or(0))
    }

    /// A mistake in a cell.
    pub fn error(&self, code: &'static str, column: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message, Some(self.place(column)))
    }

    fn number(&self, column: &str) -> Option<usize> {
        self.columns.iter().find(|(name, _)| *name == column).map(|(_, at)| *at)
    }
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
