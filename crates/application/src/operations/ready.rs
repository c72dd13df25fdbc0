//! Whether the program can do its work: write, understand its database, and has room on its disk.

use std::path::Path;
use std::time::Duration;

use mkbroute_store::StoreError;

use crate::App;

/// Bytes that must be free: less and a database may stop in the middle of a busy hour.
pub const LEAST_DISK: u64 = 100 * 1024 * 1024;
/// How long the database may take; a busy writer is done long before.
const PATIENCE: Duration = Duration::from_secs(5);

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Whether the database takes writes.
    pub database: Result<(), StoreError>,
    /// Whether it has the shape that this program knows.
    pub schema: Result<(), StoreError>,
    /// Bytes that are free on the disk of the data folder, if that can be known.
    pub disk_free: Option<u64>,
}

impl Readiness {
    /// Whether there is room enough on the disk. What cannot be known keeps nobody out.
    pub fn has_room(&self) -> bool {
        self.disk_free.is_none_or(|free| free >= LEAST_DISK)
    }

    /// Whether requests can be sent here.
    pub fn is_ready(&self) -> bool {
        self.database.is_ok() && self.schema.is_ok() && self.has_room()
    }
}

/// Looks whether the program can do its work. Changes nothing.
pub async fn readiness(app: &App) -> Readiness {
    let store = app.store();
    Readiness {
        database: within(store.check_writable()).await,
        schema: within(store.check_schema()).await,
        disk_free: disk_free(app.data_dir()),
    }
}

async fn within(check: impl Future<Output = Result<(), StoreError>>) -> Result<(), StoreError> {
    let checked = tokio::time::timeout(PATIENCE, check).await;
    checked.unwrap_or(Err(StoreError::Locked))
}

/// Bytes that this program may still write on the disk of a folder.
pub fn disk_free(folder: &Path) -> Option<u64> {
    let told = rustix::fs::statvfs(folder).ok()?;
    Some(told.f_bavail.saturating_mul(told.f_frsize))
}
