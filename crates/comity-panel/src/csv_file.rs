//! Rows as CSV.

use std::io::Write;

use crate::{Column, PanelError, Sink, Value};

pub(crate) struct CsvFile<W: Write> {
    writer: csv::Writer<W>,
    rows: u64,
    buffer: String,
}

fn fail(error: csv::Error) -> PanelError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => PanelError::Write(error),
        other => PanelError::Write(std::io::Error::other(format!("{other:?}"))),
    }
}

impl<W: Write> CsvFile<W> {
    pub(crate) fn new(out: W, columns: &[Column]) -> Result<CsvFile<W>, PanelError> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(columns.iter().map(|it| it.name)).map_err(fail)?;
        Ok(CsvFile { writer, rows: 0, buffer: String::new() })
    }

    pub(crate) fn finish(mut self) -> Result<u64, PanelError> {
        self.writer.flush()?;
        Ok(self.rows)
    }
}

impl<W: Write> Sink for CsvFile<W> {
    fn row(&mut self, row: &[Value<'_>]) -> Result<(), PanelError> {
        for value in row {
            let field = match value {
                Value::Empty => "",
                Value::Text(text) => text,
                Value::Number(number) => {
                    self.buffer.clear();
                    let _ = std::fmt::Write::write_fmt(&mut self.buffer, format_args!("{number}"));
                    &self.buffer
                }
            };
            self.writer.write_field(field).map_err(fail)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(fail)?;
        self.rows += 1;
        Ok(())
    }
}
