//! Reading a frozen file back.

use std::path::Path;

use arrow::array::{Array, Float64Array, RecordBatch, UInt8Array, UInt64Array};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;
use sha2::{Digest, Sha256};

use super::{CODEBOOK, FrozenColumn, FrozenTable, GROUP, STATE};
use crate::error::StoreError;

/// Reads a table and the SHA-256 of its file.
///
/// # Errors
/// [`StoreError::File`] naming the file that is missing, damaged, or of another make.
pub fn read(path: &Path) -> Result<(FrozenTable, [u8; 32]), StoreError> {
    let unreadable = |error: &dyn std::fmt::Display| {
        StoreError::File(format!("cannot read {}: {error}", path.display()))
    };
    let bytes = std::fs::read(path).map_err(|error| unreadable(&error))?;
    let hash = Sha256::digest(&bytes).into();
    // The Parquet reader panics on some damage to its own bookkeeping.
    let table = std::panic::catch_unwind(|| decode(bytes))
        .map_err(|_| unreadable(&"the file is damaged"))?
        .map_err(|error| unreadable(&error))?;
    Ok((table, hash))
}

fn decode(bytes: Vec<u8>) -> Result<FrozenTable, ParquetError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes))?;
    let metadata = builder
        .metadata()
        .file_metadata()
        .key_value_metadata()
        .cloned();
    let value = |key: &str| {
        let found = metadata.iter().flatten().find(|pair| pair.key == key);
        let missing = || ParquetError::General(format!("it has no '{key}'"));
        found
            .and_then(|pair| pair.value.clone())
            .ok_or_else(missing)
    };
    let codebook = serde_json::from_str(&value(CODEBOOK)?)
        .map_err(|error| ParquetError::General(error.to_string()))?;
    let group = value(GROUP)?;
    let schema = builder.schema().clone();
    let batches: Result<Vec<RecordBatch>, _> = builder.build()?.collect();
    let batch = arrow::compute::concat_batches(&schema, &batches?)?;
    Ok(FrozenTable {
        group,
        codebook,
        columns: columns(&batch)?,
    })
}

fn columns(batch: &RecordBatch) -> Result<Vec<(String, FrozenColumn)>, ParquetError> {
    let schema = batch.schema();
    let names = schema.fields().iter().map(|field| field.name().as_str());
    names
        .filter(|name| !name.ends_with(STATE))
        .map(|name| Ok((name.to_owned(), column(batch, name)?)))
        .collect()
}

fn column(batch: &RecordBatch, name: &str) -> Result<FrozenColumn, ParquetError> {
    let broken = || ParquetError::General(format!("column '{name}' is not what it should be"));
    let array = batch.column_by_name(name).ok_or_else(broken)?.as_any();
    let state = || {
        let found = batch.column_by_name(&format!("{name}{STATE}"));
        let state = found.and_then(|array| array.as_any().downcast_ref::<UInt8Array>());
        state
            .map(|array| array.values().to_vec())
            .ok_or_else(broken)
    };
    if let Some(codes) = array.downcast_ref::<UInt8Array>() {
        Ok(FrozenColumn::Codes(codes.values().to_vec()))
    } else if let Some(bits) = array.downcast_ref::<UInt64Array>() {
        Ok(FrozenColumn::Masks {
            bits: bits.values().to_vec(),
            state: state()?,
        })
    } else if let Some(values) = array.downcast_ref::<Float64Array>() {
        Ok(FrozenColumn::Numbers {
            values: values.values().to_vec(),
            state: state()?,
        })
    } else {
        Err(broken())
    }
}
