use sea_orm::{ConnectionTrait, Statement};

use super::*;

async fn pragma(connection: &DatabaseConnection, name: &str) -> String {
    let statement = Statement::from_string(sea_orm::DbBackend::Sqlite, format!("PRAGMA {name}"));
    let row = connection.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index::<String>(0)
        .or_else(|_| {
            row.try_get_by_index::<i64>(0)
                .map(|number| number.to_string())
        })
        .unwrap()
}

#[tokio::test]
async fn sqlite_keeps_acknowledged_writes_and_checks_references() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Sqlite(folder.path().join("a.sqlite"));
    let write = writer(&location, BUSY).await.unwrap();
    assert_eq!(pragma(&write, "journal_mode").await, "wal");
    assert_eq!(pragma(&write, "synchronous").await, "2", "2 is FULL");
    assert_eq!(pragma(&write, "foreign_keys").await, "1");
    let found = readers(&location, write, BUSY).await.unwrap();
    assert_eq!(pragma(&found.read, "query_only").await, "1");
}

#[test]
fn a_path_with_the_signs_of_an_address_stays_a_path() {
    assert_eq!(escaped("a?b#c%d"), "a%3Fb%23c%25d");
}
