use std::collections::BTreeSet;

use chrono::Duration;
use mkbroute_domain::accounts::{
    Device, Grant, Managed, Role, Scope, Session, SignInMethod, Visible,
};
use mkbroute_domain::ids::{CompanyId, GrantId, PathwayId};
use mkbroute_store::PersonFilter;
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, PATHWAY, WAVE, noon, pathway, person, wave};

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

/// A session of the first person, used so many hours after noon.
fn session(id: u128, used_after: i64) -> Session {
    Session {
        id: Uuid::from_u128(id),
        person: person(1).id,
        method: SignInMethod::Link,
        device: Device::of_user_agent("Firefox/132.0"),
        began_at: noon(),
        used_at: noon() + Duration::hours(used_after),
        proved_at: None,
        role: None,
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_session_that_is_used_lives_on_and_others_end(#[case] backend: Backend) {
    let fixture = with_link(backend).await;
    let tx = fixture.store.begin().await.unwrap();
    for number in 1..=3 {
        let key = [u8::try_from(number).unwrap(); 32];
        tx.insert_session(key, &session(number, 0)).await.unwrap();
    }
    tx.note_session(&session(2, 11)).await.unwrap();
    tx.commit().await.unwrap();
    let evening = noon() + Duration::hours(13);
    let of_person = fixture.store.sessions_of(person(1).id, evening).await;
    assert_eq!(of_person, Ok(vec![session(2, 11)]));

    let tx = fixture.store.begin().await.unwrap();
    let stranger = person(2).id;
    let (first, second) = (session(1, 0).id, session(2, 0).id);
    assert_eq!(tx.end_session_of(stranger, first).await, Ok(false));
    assert_eq!(tx.end_other_sessions(person(1).id, second).await, Ok(2));
    assert_eq!(tx.end_session_of(person(1).id, second).await, Ok(true));
    assert_eq!(tx.end_session_of(person(1).id, second).await, Ok(false));
    tx.commit().await.unwrap();
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_device_is_known_to_one_person_until_it_is_forgotten(#[case] backend: Backend) {
    let fixture = with_link(backend).await;
    let (first, second) = (person(1).id, person(2).id);
    let today = noon().date_naive();
    let tx = fixture.store.begin().await.unwrap();
    tx.insert_person(&person(2)).await.unwrap();
    assert_eq!(tx.note_device(first, [4; 32], today).await, Ok(false));
    assert_eq!(tx.note_device(first, [4; 32], today).await, Ok(true));
    assert_eq!(tx.note_device(second, [4; 32], today).await, Ok(false));
    tx.delete_devices_before(today).await.unwrap();
    assert_eq!(tx.note_device(first, [4; 32], today).await, Ok(true));
    let tomorrow = today + Duration::days(1);
    tx.delete_devices_before(tomorrow).await.unwrap();
    assert_eq!(tx.note_device(first, [4; 32], today).await, Ok(false));
    tx.commit().await.unwrap();
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
    let begun = session(1, 0);
    tx.insert_session([2; 32], &begun).await.unwrap();
    tx.commit().await.unwrap();
    let session = fixture.store.session(&[2; 32], noon()).await;
    assert_eq!(session, Ok(Some(begun)));
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

/// A person with a grant of each role in each scope, found through what somebody manages.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_manages_nothing_finds_nobody_and_a_hogeschool_reaches_its_pathways(
    #[case] backend: Backend,
) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let own = pathway().hogeschool_id;
    let elsewhere = PathwayId(Uuid::from_u128(99));
    let scopes = [
        Scope::Programme,
        Scope::Wave(WAVE),
        Scope::Pathway(PATHWAY),
        Scope::Pathway(elsewhere),
        Scope::Hogeschool(own),
        Scope::Company(CompanyId(PATHWAY.0)),
    ];
    let tx = store.begin().await.unwrap();
    for (number, scope) in (1..).zip(scopes) {
        let person = person(number);
        tx.insert_person(&person).await.unwrap();
        let id = GrantId(Uuid::from_u128(number));
        let grant = Grant::by_program(id, person.id, Role::Teacher, scope, noon());
        tx.insert_grant(&grant).await.unwrap();
    }
    tx.commit().await.unwrap();

    let tenants = store.tenants().await.unwrap();
    let roles = BTreeSet::from([Role::Teacher]);
    for seen in scopes {
        let within = Visible::within([seen]);
        let managed = Managed {
            roles: roles.clone(),
            within,
        };
        let found = store.persons(&managed).await.unwrap();
        let expected: Vec<_> = (1..)
            .zip(scopes)
            .filter(|(_, scope)| seen.contains(*scope, &tenants))
            .map(|(number, _)| person(number))
            .collect();
        assert_eq!(found.len(), expected.len(), "{seen:?}");
        assert!(
            expected.iter().all(|person| found.contains(person)),
            "{seen:?}"
        );
        for one in (1..7).map(person) {
            let visible = store.person_by_slug(&managed, &one.slug).await.unwrap();
            assert_eq!(visible.is_some(), expected.contains(&one), "{seen:?}");
        }
        let foreign = Managed {
            roles: BTreeSet::from([Role::Student]),
            within: managed.within.clone(),
        };
        assert_eq!(store.persons(&foreign).await.unwrap(), []);
    }
    for nothing in [
        Managed {
            roles: roles.clone(),
            within: Visible::within([]),
        },
        Managed {
            roles: BTreeSet::new(),
            within: Visible::Everything,
        },
    ] {
        assert_eq!(store.persons(&nothing).await.unwrap(), []);
        let none = store
            .people(&nothing, &PersonFilter::default(), (0, 9), noon())
            .await;
        assert_eq!(none.unwrap().count, 0);
        assert_eq!(
            store
                .grants_managed(&nothing, &[person(1).id])
                .await
                .unwrap(),
            []
        );
    }
    let nothing = Visible::within([]);
    assert_eq!(store.pathways(&nothing).await.unwrap(), []);
    assert_eq!(store.waves(&nothing).await.unwrap(), []);
    assert_eq!(
        store.wave_by_slug(&nothing, "meting-é").await.unwrap(),
        None
    );
    let here = Visible::within([Scope::Hogeschool(own), Scope::Wave(WAVE)]);
    assert_eq!(store.pathways(&here).await.unwrap(), [pathway()]);
    assert_eq!(store.waves(&here).await.unwrap(), [wave()]);
    let elsewhere = Visible::within([Scope::Pathway(elsewhere), Scope::Company(CompanyId(WAVE.0))]);
    assert_eq!(store.pathways(&elsewhere).await.unwrap(), []);
    assert_eq!(store.waves(&elsewhere).await.unwrap(), []);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_session_goes_on_in_another_role_under_another_id(#[case] backend: Backend) {
    let fixture = with_link(backend).await;
    let store = &fixture.store;
    let tx = store.begin().await.unwrap();
    tx.insert_session([2; 32], &session(2, 0)).await.unwrap();
    tx.commit().await.unwrap();
    let tx = store.begin().await.unwrap();
    let role = Role::Teacher;
    assert!(tx.renew_session([2; 32], [3; 32], role).await.unwrap());
    assert!(!tx.renew_session([2; 32], [4; 32], role).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(store.session(&[2; 32], noon()).await, Ok(None));
    let goes_on = Session {
        role: Some(role),
        ..session(2, 0)
    };
    let found = store.session(&[3; 32], noon()).await;
    assert_eq!(found, Ok(Some(goes_on.clone())), "it lasts no longer");
    assert_eq!(goes_on.expires_at(), session(2, 0).expires_at());
}
