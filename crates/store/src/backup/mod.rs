//! Backups: one sealed file with every row of one moment and the files of frozen data.
//!
//! A file is a line that says what it is, the length of the header, the header as JSON (readable without the
//! key), and sealed pieces of a compressed row of records. It restores into either database.

mod cell;
mod dump;
mod format;
mod restore;
mod sealed;
mod tables;
mod writer;

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::error::StoreError;

pub use dump::Backup;
pub use format::{Header, OpenWave, read_header};
pub use restore::{Erased, Restore};

/// What a backup holds, apart from its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Rows of all tables.
    pub rows: u64,
    /// Files of frozen data.
    pub files: u64,
    /// A hash over all rows of all tables, whatever the database and the order in it.
    pub logical_sha256: String,
}

/// Why a backup was not made or not restored.
#[derive(Debug, Error)]
pub enum BackupError {
    #[error("this is no backup of mkbroute")]
    NotABackup,
    #[error("the backup is newer than this program ({0}): update mkbroute")]
    Newer(String),
    #[error("the backup was made with another key ({of_backup}, this one is {given})")]
    OtherKey { of_backup: String, given: String },
    #[error("the backup is damaged: it was cut off or changed; nothing of it was kept")]
    Damaged,
    #[error("the place is not empty ({0}): restore into an empty folder and an empty database")]
    NotEmpty(String),
    #[error("a file of the backup would lie outside the data folder: {0}")]
    Outside(PathBuf),
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for BackupError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

/// Every column that a backup holds, as `table.column`.
pub fn columns_in_backup() -> Vec<String> {
    let tables = tables::all();
    let columns = tables.iter().flat_map(|table| {
        let names = table.columns.iter();
        names.map(|(column, _)| format!("{}.{column}", table.name))
    });
    columns.collect()
}

fn damaged() -> BackupError {
    BackupError::Damaged
}
