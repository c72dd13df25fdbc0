//! Anybody's table from a file: CSV in its many dialects, or Parquet.
//!
//! Nothing is repaired in silence: a file that can be read in two ways is refused, with the place
//! and what to do about it.

mod column;
mod columnar;
mod decode;
mod delimited;
mod error;
mod number;
mod workbook;

use std::path::Path;

use sha2::{Digest, Sha256};

pub use column::TableColumn;
pub use decode::Encoding;
pub use error::TableError;

/// Called with the bytes or rows that are done, and how many there are.
pub type Progress<'a> = &'a dyn Fn(u64, u64);

/// How to read.
#[derive(Clone, Copy, Default)]
pub struct ReadOptions<'a> {
    /// What stands between the cells of a text file; found by looking when it is `None`.
    pub delimiter: Option<u8>,
    pub progress: Option<Progress<'a>>,
}

/// A table as its file holds it: every cell is text, or missing.
#[derive(Clone, Debug)]
pub struct Table {
    /// In the order of the file. Every name is there and differs from the others.
    pub columns: Vec<TableColumn>,
    /// Rows below the header; 0 for a file with a header only.
    pub rows: usize,
    /// SHA-256 of the file, byte for byte.
    pub sha256: [u8; 32],
    pub format: Format,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Delimited {
        delimiter: u8,
        encoding: Encoding,
    },
    Parquet,
    /// The first sheet of an Excel workbook.
    Workbook,
}

impl Table {
    /// The column with this name.
    pub fn column(&self, name: &str) -> Option<&TableColumn> {
        self.columns.iter().find(|column| column.name() == name)
    }
}

/// Reads a table. A file is Parquet if it begins as one or has that name; else it must be text.
///
/// # Errors
/// [`TableError`], which says what is wrong, where, and what to do. It does not name the file.
pub fn read(path: &Path, options: ReadOptions<'_>) -> Result<Table, TableError> {
    let bytes = std::fs::read(path)?;
    // Codes and places are counted in 32 bits.
    if u32::try_from(bytes.len()).is_err() {
        return Err(TableError::TooLarge);
    }
    let sha256 = Sha256::digest(&bytes).into();
    let named_parquet = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"));
    let (columns, rows, format) = if bytes.is_empty() {
        return Err(TableError::Empty);
    } else if named_parquet || bytes.starts_with(columnar::MAGIC) {
        let (columns, rows) = columnar::read(bytes, options.progress)?;
        (columns, rows, Format::Parquet)
    } else {
        decode::refuse_other_formats(&bytes)?;
        let (text, encoding) = decode::decode(&bytes)?;
        let (delimiter, columns, rows) = delimited::read(&text, options)?;
        let format = Format::Delimited {
            delimiter,
            encoding,
        };
        (columns, rows, format)
    };
    Ok(Table {
        columns,
        rows,
        sha256,
        format,
    })
}

/// Reads a table that somebody sends: CSV, or the first sheet of an Excel workbook. Rows beyond the most are not read.
///
/// # Errors
/// [`TableError`], which says what is wrong, where, and what to do.
pub fn read_sent(bytes: Vec<u8>, most: usize) -> Result<Table, TableError> {
    if bytes.is_empty() {
        return Err(TableError::Empty);
    }
    let sha256 = Sha256::digest(&bytes).into();
    let (columns, rows, format) = if workbook::is_one(&bytes) {
        let (columns, rows) = workbook::read(bytes, most)?;
        (columns, rows, Format::Workbook)
    } else {
        decode::refuse_other_formats(&bytes)?;
        let (text, encoding) = decode::decode(&bytes)?;
        let (delimiter, columns, rows) = delimited::read(&text, ReadOptions::default())?;
        let format = Format::Delimited {
            delimiter,
            encoding,
        };
        (columns, rows, format)
    };
    if rows > most {
        return Err(TableError::TooManyRows { most });
    }
    Ok(Table {
        columns,
        rows,
        sha256,
        format,
    })
}

/// Every column has a name of its own.
fn check_names<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), TableError> {
    let mut seen = indexmap::IndexSet::new();
    for name in names {
        let position = seen.len() + 1;
        if name.is_empty() {
            return Err(TableError::NamelessColumn { position });
        }
        if let (first, false) = seen.insert_full(name) {
            return Err(TableError::DoubleColumn {
                name: name.to_owned(),
                first: first + 1,
                second: position,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
