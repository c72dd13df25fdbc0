//! Reading a frozen file back.

use std::panic::AssertUnwindSafe;
use std::path::Path;

use parquet::errors::ParquetError;
use rayon::prelude::*;

use super::column::{Leaf, broken, leaf};
use super::pieces::Pieces;
use super::{CODEBOOK, FrozenColumn, FrozenTable, GROUP, STATE};
use crate::error::StoreError;

/// Reads a table and the SHA-256 of its file. Columns are read and decoded side by side, while the
/// file is hashed: a file is replaced as a whole, so both see the same bytes.
///
/// # Errors
/// [`StoreError::File`] naming the file that is missing, damaged, or of another make.
pub fn read(path: &Path) -> Result<(FrozenTable, [u8; 32]), StoreError> {
    let unreadable = |error: &dyn std::fmt::Display| {
        StoreError::File(format!("cannot read {}: {error}", path.display()))
    };
    let pieces = Pieces::open(path).map_err(|error| unreadable(&error))?;
    // The Parquet reader panics on some damage to its own bookkeeping.
    let decoding = || std::panic::catch_unwind(AssertUnwindSafe(|| decode(&pieces)));
    let (hash, table) = rayon::join(|| pieces.hash(), decoding);
    let table = table
        .map_err(|_| unreadable(&"the file is damaged"))?
        .map_err(|error| unreadable(&error))?;
    Ok((table, hash.map_err(|error| unreadable(&error))?))
}

/// Whether a file is one that was frozen: Parquet that carries its codebook.
pub fn is_frozen(path: &Path) -> bool {
    let found = std::panic::catch_unwind(AssertUnwindSafe(|| {
        let parquet = Pieces::open(path).ok()?.metadata().ok()?;
        let pairs = parquet.file_metadata().key_value_metadata()?;
        Some(pairs.iter().any(|pair| pair.key == CODEBOOK))
    }));
    found.ok().flatten().unwrap_or(false)
}

fn decode(pieces: &Pieces) -> Result<FrozenTable, ParquetError> {
    let parquet = pieces.metadata()?;
    let metadata = parquet.file_metadata();
    let value = |key: &str| {
        let pairs = metadata.key_value_metadata();
        let found = pairs.into_iter().flatten().find(|pair| pair.key == key);
        found
            .and_then(|pair| pair.value.clone())
            .ok_or_else(|| ParquetError::General(format!("it has no '{key}'")))
    };
    let codebook = serde_json::from_str(&value(CODEBOOK)?)
        .map_err(|error| ParquetError::General(error.to_string()))?;
    let group = value(GROUP)?;
    let leaves = metadata.schema_descr().columns();
    let names = leaves.iter().map(|leaf| leaf.name().to_owned());
    let read: Result<Vec<Leaf>, ParquetError> = (0..leaves.len())
        .into_par_iter()
        .map(|position| leaf(pieces, &parquet, position))
        .collect();
    Ok(FrozenTable {
        group,
        codebook,
        columns: columns(names.zip(read?).collect())?,
    })
}

/// Puts the states with the column that they belong to.
fn columns(leaves: Vec<(String, Leaf)>) -> Result<Vec<(String, FrozenColumn)>, ParquetError> {
    let mut columns = Vec::new();
    let mut leaves = leaves.into_iter().peekable();
    while let Some((name, leaf)) = leaves.next() {
        let state_name = format!("{name}{STATE}");
        let mut state = || match leaves.next_if(|(next, _)| *next == state_name) {
            Some((_, Leaf::Codes(state))) => Ok(state),
            _ => Err(broken(&state_name)),
        };
        let column = match leaf {
            Leaf::Codes(codes) => FrozenColumn::Codes(codes),
            Leaf::Masks(bits) => FrozenColumn::Masks {
                bits,
                state: state()?,
            },
            Leaf::Numbers(values) => FrozenColumn::Numbers {
                values,
                state: state()?,
            },
        };
        columns.push((name, column));
    }
    Ok(columns)
}
