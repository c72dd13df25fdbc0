//! Writing a frozen file at once.

use std::path::Path;

use super::{FrozenTable, FrozenWriter};
use crate::error::StoreError;

/// Writes the table and returns the SHA-256 of the file. The same table gives the same bytes.
///
/// # Errors
/// [`StoreError::File`] naming the file that cannot be written; an older file stays as it was.
pub fn write(path: &Path, table: &FrozenTable) -> Result<[u8; 32], StoreError> {
    FrozenWriter::start(path, table)?.finish()
}
