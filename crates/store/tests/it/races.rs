use mkbroute_domain::accounts::Managed;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Distribution, Fielding, WaveLink};
use mkbroute_store::SubmitOutcome;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::fixture::{Fixture, PATHWAY, WAVE, person, response};

/// Writers with equal and with different keys, between other writes: totals match, nobody is busy.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_racing_writers_lose_nothing(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let writer = |writer: u32| {
        let store = fixture.store.clone();
        tokio::spawn(async move {
            let mut stored = 0;
            for step in 0..10 {
                // Every key is offered by two writers.
                let outcome = store.submit(response((writer / 2) * 10 + step)).await;
                stored += u32::from(outcome == Ok(SubmitOutcome::Stored));
                assert!(outcome.is_ok(), "{outcome:?}");
            }
            let tx = store.begin().await.unwrap();
            tx.insert_person(&person(u128::from(writer) + 100))
                .await
                .unwrap();
            tx.commit().await.unwrap();
            stored
        })
    };
    let writers: Vec<_> = (0..64).map(writer).collect();
    let mut stored = 0;
    for writer in writers {
        stored += writer.await.unwrap();
    }
    assert_eq!(stored, 320, "each of 320 keys is stored by one of two");
    assert_eq!(fixture.count().await, 320);
    assert_eq!(
        fixture
            .store
            .persons(&Managed::everything())
            .await
            .unwrap()
            .len(),
        64
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn fifty_identical_submissions_are_one_response(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let submit = |_| {
        let store = fixture.store.clone();
        tokio::spawn(async move { store.submit(response(7)).await.unwrap() })
    };
    let racers: Vec<_> = (0..50).map(submit).collect();
    let mut stored = 0;
    for racer in racers {
        stored += u32::from(racer.await.unwrap() == SubmitOutcome::Stored);
    }
    assert_eq!((stored, fixture.count().await), (1, 1));
}

/// What was acknowledged before the wave closed counts; what came later is refused.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn closing_while_answers_come_in_keeps_what_was_acknowledged(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let submit = |number| {
        let store = fixture.store.clone();
        tokio::spawn(async move { store.submit(response(number)).await.unwrap() })
    };
    let racers: Vec<_> = (0..60).map(submit).collect();
    assert!(fixture.close_wave().await);
    let counted_at_closing = fixture.count().await;
    let mut stored = 0;
    for racer in racers {
        stored += u32::from(racer.await.unwrap() == SubmitOutcome::Stored);
    }
    assert_eq!(stored, fixture.count().await);
    assert_eq!(counted_at_closing, stored, "nothing slips in after closing");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn one_bad_submission_takes_no_other_along(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let mut bad = response(1);
    bad.version = u32::MAX;
    let (refused, kept) =
        tokio::join!(fixture.store.submit(bad), fixture.store.submit(response(2)));
    assert!(refused.is_err(), "a version that no database holds");
    assert_eq!(kept, Ok(SubmitOutcome::Stored));
    assert_eq!(fixture.count().await, 1);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_group_has_one_link_at_a_pathway(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let link = |code: &str| WaveLink {
        code: code.into(),
        group: RespondentGroup::Teachers,
        pathway: PATHWAY,
        population: None,
        distribution: Distribution::Unknown,
        fielding: Fielding::default(),
    };
    let tx = fixture.store.begin().await.unwrap();
    tx.insert_wave_link(WAVE, &link("a")).await.unwrap();
    assert!(tx.insert_wave_link(WAVE, &link("b")).await.is_err());
}
