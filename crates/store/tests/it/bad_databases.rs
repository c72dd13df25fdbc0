use mkbroute_domain::accounts::Managed;
use mkbroute_domain::accounts::Visible;
use std::path::PathBuf;
use std::time::Duration;

use mkbroute_store::{Location, Store, StoreError};
use mkbroute_testkit::Backend;
use rstest::rstest;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::fixture::{Fixture, person};

pub(crate) async fn beside(location: &Location) -> DatabaseConnection {
    let url = match location {
        Location::Sqlite(file) => format!("sqlite://{}", file.display()),
        Location::Postgres(url) => url.clone(),
    };
    let mut options = ConnectOptions::new(url);
    options.max_connections(1);
    Database::connect(options).await.unwrap()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_database_of_a_newer_program_is_refused(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    fixture.store.close().await;
    let other = beside(&fixture.database.location).await;
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 1)";
    other.execute_unprepared(newer).await.unwrap();
    other.close().await.unwrap();
    let refused = Store::open(&fixture.database.location).await.err();
    let expected = StoreError::Newer {
        found: "m9999_later".into(),
    };
    assert_eq!(refused, Some(expected.clone()));
    assert!(expected.to_string().contains("update mkbroute"));
}

fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let bytes = b"Dit is een brief, geen database. ".repeat(100);
    let (_folder, path) = file("letter.sqlite", &bytes);
    let refused = Store::open(&Location::Sqlite(path.clone())).await.err();
    assert!(
        matches!(refused, Some(StoreError::Corrupt(_))),
        "{refused:?}"
    );
    assert_eq!(std::fs::read(path).unwrap(), bytes);
}

#[tokio::test]
async fn a_damaged_database_is_told() {
    let fixture = Fixture::open_wave(Backend::Sqlite).await;
    fixture.store.close().await;
    let Location::Sqlite(path) = &fixture.database.location else {
        unreachable!("made on SQLite")
    };
    let mut bytes = std::fs::read(path).unwrap();
    for byte in bytes.iter_mut().skip(100) {
        *byte = 0xA5;
    }
    std::fs::write(path, bytes).unwrap();
    let refused = match Store::open(&fixture.database.location).await {
        Ok(store) => store.waves(&Visible::Everything).await.err(),
        Err(error) => Some(error),
    };
    assert!(
        matches!(refused, Some(StoreError::Corrupt(_))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_database_that_another_program_holds_is_told_after_waiting() {
    let fixture = Fixture::open_wave(Backend::Sqlite).await;
    fixture.store.close().await;
    let _holder = fixture.database.hold().await;
    let patience = Duration::from_millis(100);
    let refused = match Store::open_waiting(&fixture.database.location, patience).await {
        Ok(store) => store.begin().await.err(),
        Err(error) => Some(error),
    };
    assert_eq!(refused, Some(StoreError::Locked));
}

/// A folder in which nothing may be made: for root rights mean nothing, so there a file is in the way.
#[tokio::test]
async fn a_place_that_cannot_hold_a_database_is_told() {
    let (_folder, path) = file("plain-file", b"");
    let inside = path.join("mkbroute.sqlite");
    let refused = Store::open(&Location::Sqlite(inside)).await.err();
    assert!(
        matches!(refused, Some(StoreError::Unavailable(_))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_read_only_database_is_read_but_not_written() {
    let fixture = Fixture::open_wave(Backend::Sqlite).await;
    fixture.store.close().await;
    let Location::Sqlite(path) = &fixture.database.location else {
        unreachable!("made on SQLite")
    };
    // The mode in the address stands for the rights of the file, which root would ignore.
    let url = format!("sqlite://{}?mode=ro", path.display());
    let other = Database::connect(url).await.unwrap();
    let error = other
        .execute_unprepared("DELETE FROM waves")
        .await
        .unwrap_err();
    assert_eq!(StoreError::from(error), StoreError::ReadOnly);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told() {
    let location = Location::Postgres("postgres://nobody@127.0.0.1:1/none".into());
    let refused = Store::open(&location).await.err();
    assert!(
        matches!(refused, Some(StoreError::Unavailable(_))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_row_that_reads_as_nothing_known_is_told() {
    let fixture = Fixture::empty(Backend::Sqlite).await;
    let tx = fixture.store.begin().await.unwrap();
    tx.insert_person(&person(1)).await.unwrap();
    tx.commit().await.unwrap();
    let other = beside(&fixture.database.location).await;
    other
        .execute_unprepared("UPDATE persons SET lang = 'xx'")
        .await
        .unwrap();
    let refused = fixture.store.persons(&Managed::everything()).await.err();
    assert!(matches!(refused, Some(StoreError::Data(_))), "{refused:?}");
}
