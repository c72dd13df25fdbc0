use std::time::Duration;

use sea_orm::{Database, TransactionTrait};

use super::*;
use crate::Location;

/// While somebody reads what was there before, it stays in the log; that must not pass for done.
#[tokio::test]
async fn a_reader_that_keeps_former_rows_on_disk_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mkbroute.sqlite");
    let location = Location::Sqlite(file.clone());
    let wait = Duration::from_millis(20);
    let store = Store::open_waiting(&location, wait).await.unwrap();
    let other = format!("sqlite://{}", file.display());
    let other = Database::connect(other).await.unwrap();
    let reading = other.begin().await.unwrap();
    responses::Entity::find().all(&reading).await.unwrap();

    assert_eq!(store.rewrite().await, Err(StoreError::Locked));
    reading.rollback().await.unwrap();
    assert_eq!(store.rewrite().await, Ok(()));
    let log = std::fs::metadata(folder.path().join("mkbroute.sqlite-wal"));
    assert_eq!(log.unwrap().len(), 0);
}
