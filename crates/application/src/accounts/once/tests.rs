use std::sync::Arc;

use chrono::{TimeZone, Utc};
use mkbroute_domain::accounts::Person;
use mkbroute_domain::text::Lang;
use mkbroute_store::{Location, Store};
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use tempfile::TempDir;

use super::*;
use crate::clock::FixedClock;

#[derive(Debug, thiserror::Error)]
enum Wrong {
    #[error(transparent)]
    Repeat(#[from] RepeatError),
    #[error(transparent)]
    App(#[from] AppError),
}

async fn world() -> (App, Arc<FixedClock>, Repeatable, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Sqlite(folder.path().join("test.sqlite"));
    let store = Store::open(&location).await.unwrap();
    let clock = Arc::new(FixedClock::at(
        Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap(),
    ));
    let chance = Box::new(ChaCha20Rng::seed_from_u64(1));
    let app = App::new(store, clock.clone(), chance, folder.path().to_owned());
    let person = Person {
        id: PersonId(app.fresh_id()),
        slug: "bo".into(),
        name: "Bo".into(),
        email: None,
        lang: Lang::Nl,
        created_at: app.now(),
    };
    let tx = app.store().begin().await.unwrap();
    tx.insert_person(&person).await.unwrap();
    tx.commit().await.unwrap();
    let asked = Repeatable {
        id_hash: [1; 32],
        seal: [2; 32],
        request_hash: [3; 32],
        person: person.id,
    };
    (app, clock, asked, folder)
}

async fn done(app: &App, claim: Option<&Claim<'_>>, reply: u32) -> Result<u32, Wrong> {
    let tx = app.store().begin().await.map_err(AppError::from)?;
    keep::<Wrong>(app, claim, &tx, &reply).await?;
    tx.commit().await.map_err(AppError::from)?;
    Ok(reply)
}

/// Whoever comes while the first is at it waits a while, and is told so.
#[tokio::test]
async fn what_is_still_being_done_is_told() {
    let (app, _, asked, _folder) = world().await;
    let inner = app.clone();
    let same = asked.clone();
    let first = once(&app, Some(&asked), async move |claim| {
        let second = once(&inner, Some(&same), async |_| Ok::<u32, Wrong>(2)).await;
        assert!(matches!(second, Err(Wrong::Repeat(RepeatError::Running))));
        done(&inner, claim, 1).await
    });
    assert_eq!(first.await.unwrap(), 1);
    let later = once(&app, Some(&asked), async |_| Ok::<u32, Wrong>(2)).await;
    assert_eq!(later.unwrap(), 1);
}

/// A crash between claiming and doing leaves the request to the next, and whoever wakes up late does
/// nothing more.
#[tokio::test]
async fn after_a_crash_the_next_takes_over() {
    let (app, clock, asked, _folder) = world().await;
    let crashed = claimed(&app, &asked).await.unwrap().unwrap();
    assert!(claimed(&app, &asked).await.unwrap().is_none());
    clock.advance(CLAIM);
    let next = once(&app, Some(&asked), async |claim| done(&app, claim, 7).await);
    assert_eq!(next.await.unwrap(), 7);
    let late = done(&app, Some(&crashed), 8).await;
    assert!(matches!(late, Err(Wrong::Repeat(RepeatError::Running))));
    let same = once(&app, Some(&asked), async |claim| done(&app, claim, 9).await);
    assert_eq!(same.await.unwrap(), 7);
}

/// The database holds neither the name nor the reply.
#[tokio::test]
async fn what_is_kept_is_sealed() {
    let (app, _, asked, _folder) = world().await;
    let told = "een-leesbare-naam".to_owned();
    let reply = told.clone();
    let given = once(&app, Some(&asked), async |claim| {
        let tx = app.store().begin().await.map_err(AppError::from)?;
        keep::<Wrong>(&app, claim, &tx, &reply).await?;
        tx.commit().await.map_err(AppError::from)?;
        Ok::<String, Wrong>(reply.clone())
    });
    assert_eq!(given.await.unwrap(), told);
    let kept = app.store().kept_request([1; 32], app.now()).await;
    let sealed = kept.unwrap().unwrap().reply.unwrap();
    let clear = sealed
        .windows(told.len())
        .any(|part| part == told.as_bytes());
    assert!(!clear && sealed.len() > told.len());
    let other = Repeatable {
        seal: [9; 32],
        ..asked
    };
    let stolen = once(&app, Some(&other), async |_| {
        Ok::<String, Wrong>(String::new())
    })
    .await;
    assert!(matches!(stolen, Err(Wrong::App(AppError::Unreadable(_)))));
}
