//! Rows as Parquet: text as dictionary-encoded UTF-8, numbers as 32-bit integers, Snappy.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::{Column, ColumnKind, PanelError, Sink, Value};

/// Rows of a row group.
const GROUP: usize = 65_536;

/// Cells of a column that wait to be written; `there` tells which are.
struct Waiting {
    kind: ColumnKind,
    there: Vec<i16>,
    texts: Vec<ByteArray>,
    numbers: Vec<i32>,
}

pub(crate) struct ParquetFile<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Waiting>,
    rows: u64,
}

impl<W: Write + Send> ParquetFile<W> {
    pub(crate) fn new(out: W, columns: &[Column]) -> Result<ParquetFile<W>, PanelError> {
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("panel").with_fields(fields).build()?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        let waiting = |it: &Column| Waiting {
            kind: it.kind,
            there: Vec::with_capacity(GROUP),
            texts: Vec::new(),
            numbers: Vec::new(),
        };
        Ok(ParquetFile { writer, columns: columns.iter().map(waiting).collect(), rows: 0 })
    }

    pub(crate) fn finish(mut self) -> Result<u64, PanelError> {
        self.group()?;
        self.writer.close()?;
        Ok(self.rows)
    }

    /// Writes what waits.
    fn group(&mut self) -> Result<(), PanelError> {
        if self.columns.first().is_none_or(|it| it.there.is_empty()) {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for waiting in &mut self.columns {
            let Some(mut column) = group.next_column()? else { break };
            let there = Some(waiting.there.as_slice());
            match waiting.kind {
                ColumnKind::Text => {
                    column.typed::<ByteArrayType>().write_batch(&waiting.texts, there, None)?;
                }
                ColumnKind::Number => {
                    column.typed::<Int32Type>().write_batch(&waiting.numbers, there, None)?;
                }
            }
            column.close()?;
            waiting.there.clear();
            waiting.texts.clear();
            waiting.numbers.clear();
        }
        group.close()?;
        Ok(())
    }
}

fn field(column: &Column) -> Result<Arc<Type>, parquet::errors::ParquetError> {
    let builder = match column.kind {
        ColumnKind::Text => Type::primitive_type_builder(column.name, Physical::BYTE_ARRAY)
            .with_logical_type(Some(LogicalType::String)),
        ColumnKind::Number => Type::primitive_type_builder(column.name, Physical::INT32),
    };
    Ok(Arc::new(builder.with_repetition(Repetition::OPTIONAL).build()?))
}

impl<W: Write + Send> Sink for ParquetFile<W> {
    fn row(&mut self, row: &[Value<'_>]) -> Result<(), PanelError> {
        for (waiting, value) in self.columns.iter_mut().zip(row) {
            waiting.there.push(i16::from(*value != Value::Empty));
            match value {
                Value::Empty => {}
                Value::Text(text) => waiting.texts.push(ByteArray::from(*text)),
                Value::Number(number) => waiting.numbers.push(*number),
            }
        }
        self.rows += 1;
        if self.columns.first().is_some_and(|it| it.there.len() >= GROUP) { self.group() } else { Ok(()) }
    }
}
