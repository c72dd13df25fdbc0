use chrono::Duration;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::fixture::{Fixture, noon, person};

async fn with_link(backend: Backend) -> Fixture {
    let fixture = Fixture::empty(backend).await;
    let tx = fixture.store.begin().await.unwrap();
    tx.insert_person(&person(1)).await.unwrap();
    let expires = noon() + Duration::hours(24);
    tx.insert_sign_in_link([1; 32], person(1).id, expires)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    fixture
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_redeem_a_link_one_succeeds(#[case] backend: Backend) {
    let fixture = with_link(backend).await;
    let redeem = |_| {
        let store = fixture.store.clone();
        tokio::spawn(async move {
            let tx = store.begin().await.unwrap();
            let found = tx.take_sign_in_link([1; 32], noon()).await.unwrap();
            tx.commit().await.unwrap();
            found
        })
    };
    let racers: Vec<_> = (0..16).map(redeem).collect();
    let mut redeemed = 0;
    for racer in racers {
        redeemed += u32::from(racer.await.unwrap().is_some());
    }
    assert_eq!(redeemed, 1);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn an_expired_link_or_session_is_nothing(#[case] backend: Backend) {
    let fixture = with_link(backend).await;
    let later = noon() + Duration::hours(25);
    let tx = fixture.store.begin().await.unwrap();
    assert_eq!(tx.take_sign_in_link([1; 32], later).await, Ok(None));
    tx.put_session([2; 32], vec![5], noon() + Duration::hours(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let session = fixture.store.session(&[2; 32], noon()).await;
    assert_eq!(session, Ok(Some(vec![5])));
    assert_eq!(fixture.store.session(&[2; 32], later).await, Ok(None));

    let tx = fixture.store.begin().await.unwrap();
    tx.delete_expired(later).await.unwrap();
    tx.commit().await.unwrap();
    let session = fixture.store.session(&[2; 32], noon()).await;
    assert_eq!(session, Ok(None), "deleted, not only hidden");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn of_many_tries_at_once_only_so_many_are_taken(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let hour = Duration::hours(1);
    let attempt = |key, now| {
        let store = fixture.store.clone();
        tokio::spawn(async move {
            let tx = store.begin().await.unwrap();
            let counted = tx.count_attempt([key; 32], now, hour, 5).await.unwrap();
            tx.commit().await.unwrap();
            counted
        })
    };
    for now in [noon(), noon() + hour] {
        let racers: Vec<_> = (0..24).map(|_| attempt(7, now)).collect();
        let mut taken = 0;
        for racer in racers {
            taken += u32::from(racer.await.unwrap());
        }
        assert_eq!(taken, 5);
    }
    let almost = noon() + hour + hour - Duration::seconds(1);
    assert!(!attempt(7, almost).await.unwrap(), "the hour is not over");
    assert!(attempt(8, almost).await.unwrap(), "another thing is tried");

    let tx = fixture.store.begin().await.unwrap();
    tx.delete_attempts_before(almost).await.unwrap();
    tx.commit().await.unwrap();
    assert!(attempt(7, almost).await.unwrap(), "forgotten by now");
}
