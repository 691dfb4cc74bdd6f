//! A wide CSV file whose columns are not known beforehand, read row by row with places.

use comity_model::{Diagnostic, Place};
use csv::StringRecord;

/// A CSV text with a header.
pub(crate) struct Sheet<'t> {
    path: &'t str,
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    header: StringRecord,
}

/// A row of a sheet.
pub(crate) struct Cells<'t> {
    path: &'t str,
    text: &'t str,
    start: (usize, u64),
    cells: StringRecord,
}

impl<'t> Sheet<'t> {
    /// Reads the header.
    pub(crate) fn open(path: &'t str, text: &'t str) -> Result<Sheet<'t>, Diagnostic> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|it| broken(path, text, &it))?.clone();
        Ok(Sheet { path, text, reader, header })
    }

    pub(crate) fn header(&self) -> &StringRecord {
        &self.header
    }

    /// The next row; an error where it has not as many cells as the header.
    pub(crate) fn next_row(&mut self) -> Option<Result<Cells<'t>, Diagnostic>> {
        let mut cells = StringRecord::new();
        match self.reader.read_record(&mut cells) {
            Ok(false) => None,
            Err(error) => Some(Err(broken(self.path, self.text, &error))),
            Ok(true) => {
                let start = cells.position().map_or((0, 1), |it| (it.byte() as usize, it.line()));
                let row = Cells { path: self.path, text: self.text, start, cells };
                if row.cells.len() == self.header.len() {
                    return Some(Ok(row));
                }
                let (found, wanted) = (row.cells.len(), self.header.len());
                let message = format!("the line has {found} cells, the header has {wanted}");
                let at = found.min(wanted).saturating_sub(1);
                Some(Err(row
                    .error(at, "uneven-line", message)
                    .hint("put cells that contain a comma in double quotes")))
            }
        }
    }

    /// Bytes read so far.
    pub(crate) fn done(&self) -> usize {
        self.reader.position().byte() as usize
    }

    /// Bytes in all.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// A mistake in the header.
    pub(crate) fn error(&self, at: usize, code: &'static str, message: &str) -> Diagnostic {
        Diagnostic::error(code, message, Some(place(self.path, self.text, (0, 1), at)))
    }
}

impl Cells<'_> {
    /// A cell.
    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        self.cells.get(at)
    }

    /// Where a cell stands.
    pub(crate) fn place(&self, at: usize) -> Place {
        place(self.path, self.text, self.start, at)
    }

    /// A mistake in a cell.
    pub(crate) fn error(&self, at: usize, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message, Some(self.place(at)))
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

/// A text that is no CSV.
fn broken(path: &str, text: &str, error: &csv::Error) -> Diagnostic {
    let start = error.position().map_or((0, 1), |it| (it.byte() as usize, it.line()));
    Diagnostic::error("unreadable-line", error.to_string(), Some(place(path, text, start, 0)))
        .hint("save the table as CSV in UTF-8")
}
