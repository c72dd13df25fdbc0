//! Writing a frozen file piece by piece, whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, UInt8Array, UInt64Array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use sha2::{Digest, Sha256};

use super::{CODEBOOK, FrozenColumn, FrozenTable, GROUP, ROWS_TOGETHER, STATE};
use crate::error::StoreError;

/// A frozen file in the making. It holds no more than the rows of one piece, and takes its name
/// only when it is finished: a writer that is dropped leaves an older file as it was.
pub struct FrozenWriter {
    path: PathBuf,
    unfinished: Unfinished,
    schema: SchemaRef,
    writer: ArrowWriter<Hashing>,
}

impl FrozenWriter {
    /// Starts a file with the group, codebook and columns of a table; its rows are the first.
    ///
    /// # Errors
    /// [`StoreError::File`] naming the file that cannot be written.
    pub fn start(path: &Path, table: &FrozenTable) -> Result<Self, StoreError> {
        let refused = |error: &dyn std::fmt::Display| refused(path, error);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| refused(&error))?;
        }
        let unfinished = Unfinished(path.with_extension("part"));
        let file = File::create(&unfinished.0).map_err(|error| refused(&error))?;
        let schema = Arc::new(schema(&table.columns));
        let writer =
            ArrowWriter::try_new(Hashing::new(file), schema.clone(), Some(properties(table)));
        let mut started = Self {
            path: path.to_owned(),
            unfinished,
            schema,
            writer: writer.map_err(|error| refused(&error))?,
        };
        started.append(&table.columns)?;
        Ok(started)
    }

    /// Appends rows: columns with the names and kinds of the first, in the same order. The same
    /// rows in the same pieces give the same bytes; pieces of [`ROWS_TOGETHER`] rows give the
    /// bytes of all rows at once.
    ///
    /// # Errors
    /// [`StoreError::File`] naming the file that cannot be written.
    pub fn append(&mut self, columns: &[(String, FrozenColumn)]) -> Result<(), StoreError> {
        let rows = columns.first().map_or(0, |(_, column)| column.rows());
        for from in (0..rows).step_by(ROWS_TOGETHER) {
            self.row_group(columns, from, rows.min(from + ROWS_TOGETHER))
                .map_err(|error| refused(&self.path, &error))?;
        }
        Ok(())
    }

    fn row_group(
        &mut self,
        columns: &[(String, FrozenColumn)],
        from: usize,
        to: usize,
    ) -> Result<(), ParquetError> {
        let arrays = columns
            .iter()
            .flat_map(|(_, column)| arrays(column, from, to));
        let batch = RecordBatch::try_new(self.schema.clone(), arrays.collect())?;
        self.writer.write(&batch)?;
        self.writer.flush()
    }

    /// Completes the file, gives it its name, and returns its SHA-256.
    ///
    /// # Errors
    /// [`StoreError::File`] naming the file that cannot be written.
    pub fn finish(self) -> Result<[u8; 32], StoreError> {
        let refused = |error: &dyn std::fmt::Display| refused(&self.path, error);
        let hashing = self.writer.into_inner().map_err(|error| refused(&error))?;
        let hash = hashing.finish().map_err(|error| refused(&error))?;
        std::fs::rename(&self.unfinished.0, &self.path).map_err(|error| refused(&error))?;
        Ok(hash)
    }
}

fn refused(path: &Path, error: &dyn std::fmt::Display) -> StoreError {
    StoreError::File(format!("cannot write {}: {error}", path.display()))
}

/// Few distinct values, so every column has a dictionary and codes of a few bits. A compressor
/// would make the file a fifth smaller and its reading twice as slow.
fn properties(table: &FrozenTable) -> WriterProperties {
    let metadata = vec![
        KeyValue::new(GROUP.to_owned(), table.group.clone()),
        KeyValue::new(CODEBOOK.to_owned(), table.codebook.to_string()),
    ];
    WriterProperties::builder()
        .set_compression(Compression::UNCOMPRESSED)
        .set_max_row_group_row_count(Some(ROWS_TOGETHER))
        .set_data_page_row_count_limit(ROWS_TOGETHER)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_created_by("mkbroute".to_owned())
        .set_key_value_metadata(Some(metadata))
        .build()
}

fn schema(columns: &[(String, FrozenColumn)]) -> Schema {
    let field = |name: &str, kind: DataType| Field::new(name, kind, false);
    let fields = columns.iter().flat_map(|(name, column)| {
        let state = || field(&format!("{name}{STATE}"), DataType::UInt8);
        match column {
            FrozenColumn::Codes(_) => vec![field(name, DataType::UInt8)],
            FrozenColumn::Masks { .. } => vec![field(name, DataType::UInt64), state()],
            FrozenColumn::Numbers { .. } => vec![field(name, DataType::Float64), state()],
        }
    });
    Schema::new(fields.collect::<Vec<_>>())
}

/// Some rows of a column, as the columns of the file. A column that is too short gives a short
/// array, which the batch refuses.
fn arrays(column: &FrozenColumn, from: usize, to: usize) -> Vec<ArrayRef> {
    fn part<T: Clone>(values: &[T], from: usize, to: usize) -> Vec<T> {
        values.get(from..to).unwrap_or_default().to_vec()
    }
    let codes = |codes| -> ArrayRef { Arc::new(UInt8Array::from(part(codes, from, to))) };
    match column {
        FrozenColumn::Codes(all) => vec![codes(all)],
        FrozenColumn::Masks { bits, state } => {
            vec![
                Arc::new(UInt64Array::from(part(bits, from, to))),
                codes(state),
            ]
        }
        FrozenColumn::Numbers { values, state } => {
            vec![
                Arc::new(Float64Array::from(part(values, from, to))),
                codes(state),
            ]
        }
    }
}

/// The file under its temporary name; removed when it is not finished.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Once finished it has another name, and nothing is left to remove.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Hashes what goes to disk.
struct Hashing {
    file: BufWriter<File>,
    digest: Sha256,
}

impl Hashing {
    fn new(file: File) -> Self {
        Self {
            file: BufWriter::with_capacity(1 << 20, file),
            digest: Sha256::new(),
        }
    }

    /// Waits until all is on disk.
    fn finish(self) -> io::Result<[u8; 32]> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(self.digest.finalize().into())
    }
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digest.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
