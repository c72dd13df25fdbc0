//! What a database can refuse, in words that say what to do.

use sea_orm::sqlx::error::DatabaseError;
use sea_orm::{DbErr, RuntimeErr, SqlxError};
use thiserror::Error;

/// Why the store did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// Made by a newer version of the program.
    #[error("the database is newer than this program (it has step '{found}'): update mkbroute")]
    Newer { found: String },
    /// Somebody else holds it for too long.
    #[error("the database is locked by another program: stop that program, or try again")]
    Locked,
    #[error("the database is read-only: check the rights of its file and folder")]
    ReadOnly,
    #[error("the database is damaged or no database: restore a backup ({0})")]
    Corrupt(String),
    #[error("the disk is full: make room and try again; nothing that was saved is lost")]
    DiskFull,
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// The same thing exists with other content.
    #[error("it exists already with other content: {0}")]
    Conflict(String),
    /// A row or file does not read as what it should be.
    #[error("stored data cannot be read: {0}")]
    Data(String),
    /// A file of frozen data cannot be written or read.
    #[error("{0}")]
    File(String),
    #[error("the database refused: {0}")]
    Other(String),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let text = error.to_string();
        match &error {
            DbErr::Conn(RuntimeErr::SqlxError(inner))
            | DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner)) => from_driver(inner, text),
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(text),
            DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. } => Self::Data(text),
            _ => Self::Other(text),
        }
    }
}

fn from_driver(error: &SqlxError, text: String) -> StoreError {
    match error {
        SqlxError::Database(inner) => from_database(inner.as_ref(), text),
        SqlxError::Io(_) | SqlxError::PoolTimedOut | SqlxError::PoolClosed | SqlxError::Tls(_) => {
            StoreError::Unavailable(text)
        }
        SqlxError::ColumnDecode { .. } | SqlxError::Decode(_) => StoreError::Data(text),
        _ => StoreError::Other(text),
    }
}

fn from_database(error: &dyn DatabaseError, text: String) -> StoreError {
    if error.is_unique_violation() {
        return StoreError::Conflict(text);
    }
    let code = error.code().unwrap_or_default();
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => from_sqlite(number & 0xff, text),
        _ => from_postgres(&code, text),
    }
}

/// By SQLite's primary result codes.
fn from_sqlite(code: u32, text: String) -> StoreError {
    match code {
        5 | 6 => StoreError::Locked,
        8 => StoreError::ReadOnly,
        11 | 26 => StoreError::Corrupt(text),
        13 => StoreError::DiskFull,
        10 | 14 => StoreError::Unavailable(text),
        _ => StoreError::Other(text),
    }
}

/// By PostgreSQL's SQLSTATE.
fn from_postgres(code: &str, text: String) -> StoreError {
    match code {
        "53100" => StoreError::DiskFull,
        "25006" => StoreError::ReadOnly,
        "55P03" | "40P01" => StoreError::Locked,
        "XX001" | "XX002" => StoreError::Corrupt(text),
        code if code.starts_with("08") || code.starts_with("57P") => StoreError::Unavailable(text),
        _ => StoreError::Other(text),
    }
}

#[cfg(test)]
mod tests;
