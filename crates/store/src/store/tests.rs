//! The open database as a whole.

mod power;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::ids::WaveId;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Provenance, Wave, WaveSettings, WaveState};
use mkbroute_domain::text::Text;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::*;
use crate::{NewResponse, SubmitOutcome};

fn wave() -> Wave {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    Wave {
        id: WaveId(Uuid::from_u128(1)),
        slug: "full".into(),
        title: Text::new("Vol", "Full"),
        state: WaveState::Open,
        provenance: Provenance::Fielded,
        opens: day(1),
        closes: day(30),
        dataset_sha256: None,
        settings: WaveSettings::default(),
    }
}

fn response(number: u32, size: usize) -> NewResponse {
    let mut key = [0; 32];
    key[..4].copy_from_slice(&number.to_be_bytes());
    NewResponse {
        key,
        wave: wave().id,
        group: RespondentGroup::Students,
        version: 1,
        pathway: None,
        answers: vec![7; size],
        open: BTreeMap::new(),
        link: None,
        draft_key: None,
        provisional: false,
    }
}

/// A file that may not grow stands for a disk without room: SQLite reports both the same.
#[tokio::test]
async fn a_full_disk_is_told_and_what_was_saved_stays() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Sqlite(folder.path().join("full.sqlite"));
    let store = Store::open(&location).await.unwrap();
    let tx = store.begin().await.unwrap();
    tx.insert_wave(&wave()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        store.submit(response(1, 10)).await,
        Ok(SubmitOutcome::Stored)
    );

    let limit = "PRAGMA max_page_count = 60";
    store.writer().execute_unprepared(limit).await.unwrap();
    let mut told = None;
    for number in 2..100 {
        if let Err(error) = store.submit(response(number, 20_000)).await {
            told = Some(error);
            break;
        }
    }
    assert_eq!(told, Some(StoreError::DiskFull));
    assert!(store.handed_in(&response(1, 0).key).await.unwrap());

    let room = "PRAGMA max_page_count = 100000";
    store.writer().execute_unprepared(room).await.unwrap();
    assert_eq!(
        store.submit(response(500, 20_000)).await,
        Ok(SubmitOutcome::Stored),
        "with room again, work goes on"
    );
}

#[tokio::test]
async fn tables_keyed_by_chance_have_no_order_of_arrival() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Sqlite(folder.path().join("order.sqlite"));
    let store = Store::open(&location).await.unwrap();
    for table in ["responses", "ballots", "drafts"] {
        let statement = format!("SELECT rowid FROM {table}");
        let refused = store.writer().execute_unprepared(&statement).await;
        let error = refused.unwrap_err().to_string();
        assert!(error.contains("rowid"), "{table} has a rowid: {error}");
    }
}

/// On an error such as a flush that fails SQLite ends the transaction by itself. What is committed afterwards is
/// committed, also when somebody gave up in between.
#[tokio::test]
async fn a_transaction_that_sqlite_ended_takes_no_later_one_along() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Sqlite(folder.path().join("ended.sqlite"));
    let store = Store::open(&location).await.unwrap();
    let tx = store.begin().await.unwrap();
    tx.insert_wave(&wave()).await.unwrap();
    tx.commit().await.unwrap();

    let tx = store.begin().await.unwrap();
    let twice = "INSERT OR ROLLBACK INTO waves SELECT * FROM waves";
    assert!(tx.0.execute_unprepared(twice).await.is_err());
    drop(tx);
    store.check_writable().await.unwrap();
    let stored = store.submit(response(1, 10)).await;
    assert_eq!(stored, Ok(SubmitOutcome::Stored));

    let key = response(1, 0).key;
    assert!(store.handed_in(&key).await.unwrap(), "others see it");
    let again = Store::open(&location).await.unwrap();
    assert!(again.handed_in(&key).await.unwrap());
}
