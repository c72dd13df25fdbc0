//! While somebody may still see what was there before, it stays on disk; that must not pass for done.

use std::time::Duration;

use mkbroute_store::{Store, StoreError};
use mkbroute_testkit::Backend;
use mkbroute_testkit::database::TestDatabase;
use rstest::rstest;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::bad_databases::beside;

const PATIENCE: Duration = Duration::from_millis(50);

#[rstest]
#[case::sqlite(Backend::Sqlite, "BEGIN")]
#[case::postgres(Backend::Postgres, "BEGIN ISOLATION LEVEL REPEATABLE READ")]
#[tokio::test]
async fn a_reader_that_keeps_former_rows_on_disk_is_told(
    #[case] backend: Backend,
    #[case] begin: &str,
) {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::fresh(backend, folder.path());
    let impatient = Store::open_waiting(&database.location, PATIENCE)
        .await
        .unwrap();
    let other = beside(&database.location).await;
    other.execute_unprepared(begin).await.unwrap();
    let read = Statement::from_string(other.get_database_backend(), "SELECT * FROM responses");
    other.query_all_raw(read).await.unwrap();

    assert_eq!(impatient.rewrite().await, Err(StoreError::Locked));
    other.execute_unprepared("ROLLBACK").await.unwrap();
    let store = Store::open(&database.location).await.unwrap();
    assert_eq!(store.rewrite().await, Ok(()));
    if backend == Backend::Sqlite {
        let log = std::fs::metadata(folder.path().join("mkbroute.sqlite-wal"));
        assert_eq!(log.unwrap().len(), 0);
    }
}

/// PostgreSQL leaves deleted rows in place for whoever writes anywhere on the server.
#[tokio::test]
async fn a_writer_in_another_database_that_keeps_former_rows_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let [ours, theirs] = [(); 2].map(|()| TestDatabase::fresh(Backend::Postgres, folder.path()));
    let impatient = Store::open_waiting(&ours.location, PATIENCE).await.unwrap();
    let store = Store::open(&ours.location).await.unwrap();
    let (here, there) = (beside(&ours.location).await, beside(&theirs.location).await);
    for write in ["BEGIN", "CREATE TABLE theirs (id INT)"] {
        there.execute_unprepared(write).await.unwrap();
    }
    let rows = "INSERT INTO former SELECT 'left behind' FROM generate_series(1, 9)";
    for write in [
        "CREATE TABLE former (word TEXT)",
        rows,
        "DELETE FROM former",
    ] {
        here.execute_unprepared(write).await.unwrap();
    }

    // What the server does by itself.
    here.execute_unprepared("VACUUM FULL former").await.unwrap();
    assert_ne!(size_of_former(&here).await, 0, "the server says nothing");
    assert_eq!(impatient.rewrite().await, Err(StoreError::Locked));
    there.execute_unprepared("COMMIT").await.unwrap();
    assert_eq!(store.rewrite().await, Ok(()));
    here.execute_unprepared("VACUUM FULL former").await.unwrap();
    assert_eq!(size_of_former(&here).await, 0);
}

async fn size_of_former(database: &DatabaseConnection) -> i64 {
    let size = "SELECT pg_relation_size('former')";
    let size = Statement::from_string(DbBackend::Postgres, size);
    let row = database.query_one_raw(size).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}
