//! Writing a frozen file, whole or not at all.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, UInt8Array, UInt64Array};
use arrow::datatypes::{Field, Schema};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use sha2::{Digest, Sha256};

use super::{CODEBOOK, FrozenColumn, FrozenTable, GROUP, STATE};
use crate::error::StoreError;

/// Writes the table and returns the SHA-256 of the file. The same table gives the same bytes.
///
/// # Errors
/// [`StoreError::File`] naming the file that cannot be written; an older file stays as it was.
pub fn write(path: &Path, table: &FrozenTable) -> Result<[u8; 32], StoreError> {
    let bytes = encode(table).map_err(|error| refused(path, &error))?;
    replace(path, &bytes).map_err(|error| refused(path, &error))?;
    Ok(Sha256::digest(&bytes).into())
}

fn refused(path: &Path, error: &dyn std::fmt::Display) -> StoreError {
    StoreError::File(format!("cannot write {}: {error}", path.display()))
}

fn encode(table: &FrozenTable) -> Result<Vec<u8>, parquet::errors::ParquetError> {
    let batch = batch(table)?;
    let metadata = vec![
        KeyValue::new(GROUP.to_owned(), table.group.clone()),
        KeyValue::new(CODEBOOK.to_owned(), table.codebook.to_string()),
    ];
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(parquet::basic::ZstdLevel::default()))
        .set_created_by("mkbroute".to_owned())
        .set_key_value_metadata(Some(metadata))
        .build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties))?;
    writer.write(&batch)?;
    writer.close()?;
    Ok(bytes)
}

fn batch(table: &FrozenTable) -> Result<RecordBatch, arrow::error::ArrowError> {
    let mut fields = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    let mut add = |name: String, array: ArrayRef| {
        fields.push(Field::new(name, array.data_type().clone(), false));
        arrays.push(array);
    };
    for (name, column) in &table.columns {
        match column {
            FrozenColumn::Codes(codes) => {
                add(name.clone(), Arc::new(UInt8Array::from(codes.clone())));
            }
            FrozenColumn::Masks { bits, state } => {
                add(name.clone(), Arc::new(UInt64Array::from(bits.clone())));
                add(
                    format!("{name}{STATE}"),
                    Arc::new(UInt8Array::from(state.clone())),
                );
            }
            FrozenColumn::Numbers { values, state } => {
                add(name.clone(), Arc::new(Float64Array::from(values.clone())));
                add(
                    format!("{name}{STATE}"),
                    Arc::new(UInt8Array::from(state.clone())),
                );
            }
        }
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
}

/// A new file beside the old one takes its name once it is on disk.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let unfinished = path.with_extension("part");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, path)
}
