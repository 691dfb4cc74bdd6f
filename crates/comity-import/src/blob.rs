//! Tables compiled into the program: cells as strings that stay where they are.

/// A table of a blob: the name of its file, its header and its lines.
pub(crate) struct Shipped {
    /// The file's name without its ending.
    pub(crate) name: &'static str,
    rows: Vec<Vec<&'static str>>,
}

/// The tables of a blob made by the build script.
pub(crate) fn tables(blob: &'static [u8]) -> Vec<Shipped> {
    let tables: Vec<(&'static str, Vec<Vec<&'static str>>)> = postcard::from_bytes(blob).unwrap_or_default();
    tables.into_iter().map(|(name, rows)| Shipped { name, rows }).collect()
}

impl Shipped {
    /// Lines as functions from column to cell; an empty cell and a missing column are none.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let header = self.rows.first().map_or(&[][..], Vec::as_slice);
        self.rows.iter().skip(1).map(move |cells| Line { header, cells })
    }
}

/// A line of a shipped table.
#[derive(Clone, Copy)]
pub(crate) struct Line<'t> {
    header: &'t [&'static str],
    cells: &'t [&'static str],
}

impl Line<'_> {
    /// A cell that is not empty.
    pub(crate) fn get(&self, column: &str) -> Option<&'static str> {
        let at = self.header.iter().position(|it| *it == column)?;
        self.cells.get(at).copied().filter(|it| !it.is_empty())
    }
}
