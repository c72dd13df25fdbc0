//! Where a database is.

use std::path::PathBuf;

/// An embedded file, or a server.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// An SQLite file; it and its folder are made when they are not there.
    Sqlite(PathBuf),
    /// The address of a PostgreSQL database, password and all.
    Postgres(String),
}

/// Never shows a password.
impl std::fmt::Debug for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "Sqlite({})", file.display()),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}
