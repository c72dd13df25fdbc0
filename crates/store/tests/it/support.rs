//! What pathways ask of the national programme, on both databases.

use chrono::NaiveDate;
use mkbroute_domain::ids::{PersonId, SupportRequestId};
use mkbroute_domain::pathways::{SupportRequest, SupportState};
use mkbroute_store::{KeptSupport, Store, SupportFilter, SupportOwner};
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, PATHWAY};

const ASKER: PersonId = PersonId(Uuid::from_u128(5));
const TEAM: PersonId = PersonId(Uuid::from_u128(6));

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn asked(number: u128, kind: &str, on: u32) -> SupportRequest {
    SupportRequest {
        id: SupportRequestId(Uuid::from_u128(number)),
        pathway: PATHWAY,
        kind: kind.into(),
        question: "Zij vroeg: '; -- ‘wie’?".into(),
        asked_by: Some(ASKER),
        asked_on: day(on),
        owner: None,
        state: SupportState::Open,
        answer: String::new(),
        answered_on: None,
    }
}

/// One that waits for nobody, one that waits for the team, one that was answered.
async fn three(store: &Store) -> [SupportRequest; 3] {
    let mut requests = [
        asked(3, "guides", 9),
        asked(2, "guides", 4),
        asked(1, "set_up", 1),
    ];
    requests[1].assign(Some(TEAM)).unwrap();
    requests[2].answer("Ja — ‘graag’.", (TEAM, day(6))).unwrap();
    let tx = store.begin().await.unwrap();
    for request in &requests {
        tx.insert_support(request).await.unwrap();
    }
    tx.commit().await.unwrap();
    requests
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_request_comes_back_as_it_was_and_is_changed_by_one_at_a_time(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let [newest, second, oldest] = three(store).await;
    let of_pathway = store.support_of(PATHWAY).await.unwrap();
    let of_pathway: Vec<_> = of_pathway.into_iter().map(|kept| kept.request).collect();
    assert_eq!(of_pathway, [newest.clone(), second, oldest]);

    let mut read = newest;
    read.answer("Ja.", (TEAM, day(10))).unwrap();
    read.read().unwrap();
    let tx = store.begin().await.unwrap();
    assert!(!tx.change_support(&read, 2).await.unwrap());
    assert!(tx.change_support(&read, 1).await.unwrap());
    assert!(
        !tx.change_support(&read, 1).await.unwrap(),
        "somebody was first"
    );
    tx.commit().await.unwrap();
    let found = store.support_request(read.id).await.unwrap();
    let kept = KeptSupport {
        request: read,
        revision: 2,
    };
    assert_eq!(found, Some(kept));
    let nothing = SupportRequestId(Uuid::from_u128(99));
    assert_eq!(store.support_request(nothing).await.unwrap(), None);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn requests_are_sought_with_those_that_wait_longest_first(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let [newest, second, oldest] = three(store).await;
    let open = SupportFilter {
        states: vec![SupportState::Open],
        ..SupportFilter::default()
    };
    let guides = SupportFilter {
        kind: Some("guides".into()),
        ..SupportFilter::default()
    };
    let of = |owner| SupportFilter {
        owner: Some(owner),
        ..SupportFilter::default()
    };
    let sought = [
        (
            SupportFilter::default(),
            vec![oldest.id, second.id, newest.id],
        ),
        (open, vec![second.id, newest.id]),
        (guides, vec![second.id, newest.id]),
        (of(SupportOwner::Nobody), vec![newest.id]),
        (of(SupportOwner::Person(TEAM)), vec![oldest.id, second.id]),
        (of(SupportOwner::Person(ASKER)), vec![]),
    ];
    for (filter, expected) in sought {
        let found = store.support(&filter, (0, 10)).await.unwrap();
        let ids: Vec<_> = found.iter().map(|kept| kept.request.id).collect();
        assert_eq!(ids, expected, "{filter:?}");
        let count = store.support_count(&filter).await.unwrap();
        assert_eq!(count, expected.len() as u64, "{filter:?}");
    }
    let all = SupportFilter::default();
    let page = store.support(&all, (1, 1)).await.unwrap();
    assert_eq!(page[0].request.id, second.id);
    assert_eq!(store.support_days(&all).await.unwrap(), [5]);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn requests_wait_for_the_team_and_answers_for_who_asked(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    assert_eq!(store.support_waiting_for(TEAM).await.unwrap(), None);
    let [_, _, answered] = three(store).await;
    let waiting = store.support_waiting_for(TEAM).await.unwrap();
    assert_eq!(waiting, Some((2, day(4))));
    // What somebody else sees to waits for them alone.
    let waiting = store.support_waiting_for(ASKER).await.unwrap();
    assert_eq!(waiting, Some((1, day(9))));
    let answers = store.support_answered_to(ASKER).await.unwrap();
    assert_eq!(answers, [answered]);
    assert_eq!(store.support_answered_to(TEAM).await.unwrap(), []);
    let named = store.pathways_named(&[PATHWAY]).await.unwrap();
    assert_eq!(named.len(), 1);
}
