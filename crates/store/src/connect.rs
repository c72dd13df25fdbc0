//! Connections: one writer and a pool of readers on SQLite, one pool on PostgreSQL.

use std::path::Path;
use std::time::Duration;

use sea_orm::sqlx::Connection;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, SqliteTransactionMode, TransactionOptions,
};

use crate::error::StoreError;
use crate::location::Location;

/// How long a writer waits for another program.
pub(crate) const BUSY: Duration = Duration::from_secs(5);
/// How long a request waits for its turn.
const ACQUIRE: Duration = Duration::from_secs(30);
/// How long a request waits for a server: one that is not there is told sooner.
const REACH: Duration = Duration::from_secs(10);
const READERS: u32 = 4;
const SERVER_CONNECTIONS: u32 = 16;

/// The connections of a store.
pub(crate) struct Connections {
    pub(crate) read: DatabaseConnection,
    pub(crate) write: DatabaseConnection,
}

/// A writer takes the lock at once, so that it never has to give up halfway.
pub(crate) fn write_options() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    }
}

/// Opens the writer; readers follow once the database is migrated.
pub(crate) async fn writer(
    location: &Location,
    busy: Duration,
) -> Result<DatabaseConnection, StoreError> {
    let options = match location {
        Location::Sqlite(file) => {
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)
                    .map_err(|error| StoreError::Unavailable(error.to_string()))?;
            }
            let mut options = sqlite(file, "rwc", busy);
            options.max_connections(1).min_connections(1);
            options
        }
        Location::Postgres(url) => {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(SERVER_CONNECTIONS)
                .acquire_timeout(REACH);
            options.sqlx_logging(false);
            options
        }
    };
    Ok(Database::connect(options).await?)
}

/// Opens the readers of a migrated database.
pub(crate) async fn readers(
    location: &Location,
    write: DatabaseConnection,
    busy: Duration,
) -> Result<Connections, StoreError> {
    let read = match location {
        Location::Sqlite(file) => {
            let mut options = sqlite(file, "rw", busy);
            options.max_connections(READERS);
            options.map_sqlx_sqlite_opts(|options| options.pragma("query_only", "ON"));
            Database::connect(options).await?
        }
        Location::Postgres(_) => write.clone(),
    };
    Ok(Connections { read, write })
}

fn sqlite(file: &Path, mode: &str, busy: Duration) -> ConnectOptions {
    let name = file.display().to_string();
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode={mode}", escaped(&name)));
    options.acquire_timeout(ACQUIRE).sqlx_logging(false);
    options
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        // A file does not go away; asking first would cost as much as the question itself.
        .test_before_acquire(false)
        // After a commit that failed SQLite has no transaction any more, but the driver counts one for ever:
        // the next transactions would be savepoints within one that nobody commits.
        .map_sqlx_sqlite_before_acquire(|connection, _| {
            Box::pin(async move { Ok(!connection.is_in_transaction()) })
        });
    options.map_sqlx_sqlite_opts(move |options| {
        options
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL loses acknowledged writes at a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(busy)
    });
    options
}

/// A path as part of an address.
fn escaped(path: &str) -> String {
    path.replace('%', "%25")
        .replace('?', "%3F")
        .replace('#', "%23")
}

#[cfg(test)]
mod tests;
