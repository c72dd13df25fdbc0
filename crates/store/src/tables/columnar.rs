//! Parquet, as other programs write it.

use arrow::array::{Array, ArrayRef, Float32Array, Float64Array, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Schema};
use arrow::error::ArrowError;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;

use super::column::Builder;
use super::{Progress, TableColumn, TableError, check_names};

/// How a Parquet file begins.
pub(super) const MAGIC: &[u8] = b"PAR1";

impl From<ParquetError> for TableError {
    fn from(error: ParquetError) -> Self {
        Self::Parquet(one_line(&error))
    }
}

impl From<ArrowError> for TableError {
    fn from(error: ArrowError) -> Self {
        Self::Parquet(one_line(&error))
    }
}

fn one_line(error: &dyn std::fmt::Display) -> String {
    error.to_string().lines().collect::<Vec<_>>().join(" ")
}

/// Reads columns and how many rows.
pub(super) fn read(
    bytes: Vec<u8>,
    progress: Option<Progress<'_>>,
) -> Result<(Vec<TableColumn>, usize), TableError> {
    let decode = std::panic::AssertUnwindSafe(|| decode(bytes, progress));
    // The Parquet reader panics on some damage to its own bookkeeping.
    std::panic::catch_unwind(decode)
        .unwrap_or_else(|_| Err(TableError::Parquet("the file is damaged".to_owned())))
}

fn decode(
    bytes: Vec<u8>,
    progress: Option<Progress<'_>>,
) -> Result<(Vec<TableColumn>, usize), TableError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes))?;
    let rows = builder.metadata().file_metadata().num_rows();
    let rows = u32::try_from(rows).map_err(|_| TableError::TooLarge)?;
    let schema = builder.schema().clone();
    check(&schema)?;
    // A file may claim more rows than it has: room is made for what a batch holds.
    let room = |name: &String| Builder::new(name.trim(), 0);
    let mut columns: Vec<Builder> = schema.fields().iter().map(|f| room(f.name())).collect();
    let mut done = 0;
    for batch in builder.build()? {
        let batch: RecordBatch = batch?;
        for (column, array) in columns.iter_mut().zip(batch.columns()) {
            push(column, array)?;
        }
        done += batch.num_rows();
        if let Some(progress) = progress {
            progress(done as u64, u64::from(rows));
        }
    }
    Ok((columns.into_iter().map(Builder::finish).collect(), done))
}

fn check(schema: &Schema) -> Result<(), TableError> {
    let names = schema.fields().iter().map(|field| field.name().trim());
    if schema.fields().is_empty() {
        return Err(TableError::NoHeader);
    }
    check_names(names)?;
    let unfit = schema
        .fields()
        .iter()
        .find(|f| !is_one_value(f.data_type()));
    unfit.map_or(Ok(()), |field| {
        Err(TableError::ColumnKind {
            column: field.name().clone(),
            kind: kind(field.data_type()).to_owned(),
        })
    })
}

/// Whether a row has one text, number, date or yes or no.
fn is_one_value(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_one_value(values),
        DataType::Null
        | DataType::Boolean
        | DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View => true,
        other => other.is_numeric() || other.is_temporal(),
    }
}

fn kind(found: &DataType) -> &'static str {
    match found {
        DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView
        | DataType::FixedSizeBinary(_) => "bytes",
        DataType::Struct(_) => "records",
        DataType::Map(..) => "maps",
        _ => "lists",
    }
}

fn push(column: &mut Builder, array: &ArrayRef) -> Result<(), TableError> {
    let any = array.as_any();
    if let Some(values) = any.downcast_ref::<Float64Array>() {
        push_numbers(column, values.iter());
    } else if let Some(values) = any.downcast_ref::<Float32Array>() {
        push_numbers(column, values.iter());
    } else {
        let texts = cast(array, &DataType::Utf8)?;
        let texts = texts.as_any().downcast_ref::<StringArray>();
        for text in texts.into_iter().flatten() {
            column.push(text.unwrap_or_default());
        }
    }
    Ok(())
}

/// Numbers in their shortest form: `3` and not `3.0`, as a codebook and a CSV write them.
fn push_numbers<N: Copy + Into<f64> + std::fmt::Display>(
    column: &mut Builder,
    values: impl Iterator<Item = Option<N>>,
) {
    use std::fmt::Write;
    let mut text = String::new();
    for value in values {
        text.clear();
        if let Some(value) = value.filter(|value| !(*value).into().is_nan()) {
            // Writing to a String does not fail.
            let _ = write!(text, "{value}");
        }
        column.push(&text);
    }
}

#[cfg(test)]
mod tests;
