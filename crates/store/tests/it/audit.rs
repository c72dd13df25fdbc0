use chrono::{NaiveDate, TimeDelta};
use mkbroute_domain::accounts::Managed;
use mkbroute_domain::accounts::Role;
use mkbroute_domain::accounts::audit::{Act, Chain, Doer, Entry, Head, Object, ObjectKind};
use mkbroute_domain::ids::PersonId;
use mkbroute_store::{AuditCheck, AuditFilter, Direction, Store};
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, noon, person};

fn by(number: u128) -> Doer {
    Doer::Person {
        id: PersonId(Uuid::from_u128(number)),
        role: Some(Role::Researcher),
    }
}

async fn append(store: &Store, entry: Entry, days: i64) {
    let tx = store.begin().await.unwrap();
    let at = noon() + TimeDelta::days(days);
    tx.append_audit(&entry, at).await.unwrap();
    tx.commit().await.unwrap();
}

/// Follows the whole log and returns how long it is.
async fn whole(store: &Store) -> u64 {
    let mut chain = Chain::default();
    loop {
        let number = chain.head().number;
        let some = store.audit_entries_after(number, 100).await.unwrap();
        if some.is_empty() {
            break;
        }
        for record in &some {
            chain.follow(record).unwrap();
        }
    }
    let head = store.audit_head().await.unwrap();
    chain.end(head).unwrap().number
}

/// Every writer changes something and tells it in one transaction; every third gives up.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_writers_make_one_unbroken_chain(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let writer = |writer: u32| {
        let store = fixture.store.clone();
        tokio::spawn(async move {
            for step in 0..5 {
                let number = u128::from(writer * 5 + step + 1);
                let tx = store.begin().await.unwrap();
                tx.insert_person(&person(number)).await.unwrap();
                let object = Object::person(PersonId(Uuid::from_u128(number)));
                let entry = Entry::new(by(u128::from(writer)), Act::PersonAdded, object);
                tx.append_audit(&entry, noon()).await.unwrap();
                if number % 3 != 0 {
                    tx.commit().await.unwrap();
                }
            }
        })
    };
    let writers: Vec<_> = (0..64).map(writer).collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let (persons, told) = (
        fixture.store.persons(&Managed::everything()).await.unwrap(),
        whole(&fixture.store).await,
    );
    assert_eq!(
        (persons.len(), told),
        (214, 214),
        "320, without every third"
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_log_is_looked_through_by_who_what_which_and_when(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let store = &fixture.store;
    assert_eq!(store.audit_head().await.unwrap(), Head::default());
    for (who, act, object, day) in [
        (by(1), Act::WavePlanned, Object::wave("meting_1"), 0),
        (by(2), Act::WavePlanned, Object::wave("metingx1"), 1),
        (by(1), Act::WaveOpened, Object::wave("meting_1"), 2),
        (Doer::Operator, Act::WaveFrozen, Object::wave("meting_1"), 3),
        (by(1), Act::AddressesSeen, Object::link("meting_1-bouw"), 3),
    ] {
        append(store, Entry::new(who, act, object), day).await;
    }
    let found = |filter: AuditFilter| async move {
        let page = store.audit_page(&filter, Direction::Newest, 10).await;
        let records = page.unwrap().records.into_iter();
        records.map(|record| record.number).collect::<Vec<_>>()
    };
    let any = AuditFilter::default();
    assert_eq!(found(any.clone()).await, [5, 4, 3, 2, 1]);
    let person = Some(PersonId(Uuid::from_u128(1)));
    assert_eq!(
        found(AuditFilter {
            person,
            ..any.clone()
        })
        .await,
        [5, 3, 1]
    );
    let machine = Some("operator");
    assert_eq!(
        found(AuditFilter {
            machine,
            ..any.clone()
        })
        .await,
        [4]
    );
    let act = Some(Act::WavePlanned);
    assert_eq!(found(AuditFilter { act, ..any.clone() }).await, [2, 1]);
    // An underscore is no wildcard.
    let object = "meting_1".to_owned();
    let named = AuditFilter {
        object,
        ..any.clone()
    };
    assert_eq!(found(named.clone()).await, [5, 4, 3, 1]);
    let kind = Some(ObjectKind::Wave);
    assert_eq!(found(AuditFilter { kind, ..named }).await, [4, 3, 1]);
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
    let (from, to) = (day(24), day(25));
    assert_eq!(found(AuditFilter { from, to, ..any }).await, [3, 2]);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn pages_of_the_log_follow_each_other_both_ways(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let store = &fixture.store;
    for day in 0..7 {
        append(
            store,
            Entry::new(by(1), Act::PersonsSeen, Object::all(ObjectKind::Person)),
            day,
        )
        .await;
    }
    for (from, numbers, newer, older) in [
        (Direction::Newest, vec![7, 6, 5], false, true),
        (Direction::Before(5), vec![4, 3, 2], true, true),
        (Direction::Before(2), vec![1], true, false),
        (Direction::After(1), vec![4, 3, 2], true, true),
        (Direction::After(4), vec![7, 6, 5], false, true),
        (Direction::After(7), vec![], false, false),
    ] {
        let page = store
            .audit_page(&AuditFilter::default(), from, 3)
            .await
            .unwrap();
        let found: Vec<u64> = page.records.iter().map(|record| record.number).collect();
        assert_eq!(
            (found, page.newer, page.older),
            (numbers, newer, older),
            "{from:?}"
        );
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn only_the_last_check_is_kept(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    assert_eq!(fixture.store.audit_check().await.unwrap(), None);
    for problem in ["", "entry 3 is missing"] {
        let check = AuditCheck {
            at: noon(),
            head: Head::default(),
            problem: problem.to_owned(),
        };
        let tx = fixture.store.begin().await.unwrap();
        tx.put_audit_check(&check).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(fixture.store.audit_check().await.unwrap(), Some(check));
    }
}
