//! Figures as a Parquet file, for who reads them with a statistics package.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Float64Array, RecordBatch, StringArray, UInt32Array};
use arrow::datatypes::{Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::error::StoreError;

/// Columns of equal length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FiguresFile {
    pub columns: Vec<(String, FiguresColumn)>,
    /// What a reader must know of the figures, such as the hash of their data: name and content.
    pub about: Vec<(String, String)>,
}

/// The values of a column, one a figure; `None` where there is none for the reader.
#[derive(Clone, Debug, PartialEq)]
pub enum FiguresColumn {
    Text(Vec<Option<String>>),
    Number(Vec<Option<f64>>),
    Count(Vec<Option<u32>>),
    Flag(Vec<Option<bool>>),
}

/// What the names among the file's metadata begin with.
const OURS: &str = "mkbroute.";

/// The bytes of the file. The same figures give the same bytes.
///
/// # Errors
/// [`StoreError::File`] if the columns differ in length or two have one name.
pub fn encode(file: &FiguresFile) -> Result<Vec<u8>, StoreError> {
    let mut names: Vec<&String> = file.columns.iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() != file.columns.len() {
        let refused = "two columns of the figures have one name";
        return Err(StoreError::File(refused.to_owned()));
    }
    write(file).map_err(|error| StoreError::File(format!("cannot write the figures: {error}")))
}

fn write(file: &FiguresFile) -> Result<Vec<u8>, ParquetError> {
    let arrays: Vec<ArrayRef> = file.columns.iter().map(|(_, c)| array(c)).collect();
    let fields: Vec<Field> = file
        .columns
        .iter()
        .zip(&arrays)
        .map(|((name, _), array)| Field::new(name, array.data_type().clone(), true))
        .collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?;
    let about = file.about.iter();
    let about =
        about.map(|(name, content)| KeyValue::new(format!("{OURS}{name}"), content.clone()));
    // Snappy, because every reader of Parquet knows it.
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("mkbroute".to_owned())
        .set_key_value_metadata(Some(about.collect()))
        .build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties))?;
    writer.write(&batch)?;
    writer.close()?;
    Ok(bytes)
}

fn array(column: &FiguresColumn) -> ArrayRef {
    match column {
        FiguresColumn::Text(values) => Arc::new(StringArray::from_iter(values)),
        FiguresColumn::Number(values) => Arc::new(Float64Array::from(values.clone())),
        FiguresColumn::Count(values) => Arc::new(UInt32Array::from(values.clone())),
        FiguresColumn::Flag(values) => Arc::new(BooleanArray::from(values.clone())),
    }
}

#[cfg(test)]
mod tests;
