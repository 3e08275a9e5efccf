//! Parquet files, for builds with the feature of that name.

use std::sync::Arc;

use girone::{Cell, Column, Error, MATCH_COLUMNS, MatchRow};
use jiff::civil::{Date, date};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

/// Parquet counts days from here.
const EPOCH: Date = date(1970, 1, 1);

/// Writes rows as a Parquet file: one row group, nullable columns named and
/// ordered as in the CSV, days as `DATE`, numbers as `INT32`, texts as UTF-8.
///
/// # Errors
/// The library refuses what it is given.
pub fn write(rows: &[MatchRow]) -> Result<Vec<u8>, Error> {
    bytes(rows).map_err(|e| Error::usage(format!("the Parquet file cannot be written: {e}")))
}

fn bytes(rows: &[MatchRow]) -> Result<Vec<u8>, ParquetError> {
    let columns = MATCH_COLUMNS.map(|(name, column)| {
        let kind = match column {
            Column::Text => ("BYTE_ARRAY", " (UTF8)"),
            Column::Day => ("INT32", " (DATE)"),
            Column::Number => ("INT32", ""),
            Column::Flag => ("BOOLEAN", ""),
        };
        format!("optional {} {name}{};", kind.0, kind.1)
    });
    let schema = parse_message_type(&format!("message match {{ {} }}", columns.join(" ")))?;
    let properties = Arc::new(WriterProperties::builder().set_created_by("Girone".into()).build());
    let mut out = Vec::new();
    let mut file = SerializedFileWriter::new(&mut out, Arc::new(schema), properties)?;
    let mut group = file.next_row_group()?;
    for at in 0..MATCH_COLUMNS.len() {
        let Some(writer) = group.next_column()? else { break };
        column(writer, rows.iter().map(|row| &row[at]))?;
    }
    group.close()?;
    file.close()?;
    Ok(out)
}

/// Writes one column; what is unknown is null.
fn column<'a>(
    mut writer: SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'a Cell> + Clone,
) -> Result<(), ParquetError> {
    let known: Vec<i16> = cells.clone().map(|c| i16::from(*c != Cell::Unknown)).collect();
    match writer.untyped() {
        ColumnWriter::BoolColumnWriter(_) => {
            let flags = cells.filter_map(|c| if let Cell::Flag(f) = c { Some(*f) } else { None });
            let flags: Vec<bool> = flags.collect();
            writer.typed::<BoolType>().write_batch(&flags, Some(&known), None)?;
        }
        ColumnWriter::Int32ColumnWriter(_) => {
            let numbers = cells.filter_map(|c| match c {
                Cell::Number(n) => Some(*n),
                Cell::Day(day) => Some(day.since(EPOCH).map_or(0, |span| span.get_days())),
                _ => None,
            });
            let numbers: Vec<i32> = numbers.collect();
            writer.typed::<Int32Type>().write_batch(&numbers, Some(&known), None)?;
        }
        _ => {
            let texts = cells.filter_map(|c| match c {
                Cell::Text(text) => Some(ByteArray::from(text.as_str())),
                _ => None,
            });
            let texts: Vec<ByteArray> = texts.collect();
            writer.typed::<ByteArrayType>().write_batch(&texts, Some(&known), None)?;
        }
    }
    writer.close()
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let desk = girone::Desk::embedded().unwrap();
        let view = desk.view(girone::model::AsOf::LATEST);
        let (edition, _) = view.edition("wcq-2026-uefa").unwrap();
        let rows = view.match_rows(&girone::Selection {
            edition: Some(edition),
            ..girone::Selection::default()
        });
        assert!(rows.len() > 200, "{}", rows.len());
        let reader = SerializedFileReader::new(bytes::Bytes::from(write(&rows).unwrap())).unwrap();
        let mut count = 0;
        for (read, row) in reader.get_row_iter(None).unwrap().zip(&rows) {
            for ((name, field), (expected, cell)) in read
                .unwrap()
                .get_column_iter()
                .zip(MATCH_COLUMNS.iter().zip(row))
                .map(|((n, f), ((e, _), c))| ((n.clone(), f.clone()), (*e, c)))
            {
                assert_eq!(name, expected);
                match (field, cell) {
                    (Field::Null, Cell::Unknown) => {}
                    (Field::Str(read), Cell::Text(text)) => assert_eq!(&read, text),
                    (Field::Int(read), Cell::Number(number)) => assert_eq!(read, *number),
                    (Field::Bool(read), Cell::Flag(flag)) => assert_eq!(read, *flag),
                    (Field::Date(read), Cell::Day(day)) => {
                        assert_eq!(EPOCH + jiff::Span::new().days(read), *day);
                    }
                    (read, cell) => panic!("{name}: {read:?} for {cell:?}"),
                }
            }
            count += 1;
        }
        assert_eq!(count, rows.len());
    }
}
