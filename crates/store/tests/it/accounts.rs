use std::collections::BTreeSet;

use chrono::Duration;
use mkbroute_domain::accounts::{Grant, Managed, Role, Scope, Visible};
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
    let fixture = Fixture::empty(backend).await;
    let store = &fixture.store;
    let tx = store.begin().await.unwrap();
    let end = noon() + Duration::hours(1);
    tx.put_session([2; 32], vec![5], end).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.chosen_role(&[2; 32]).await.unwrap(), None);
    let tx = store.begin().await.unwrap();
    assert!(
        tx.renew_session([2; 32], [3; 32], Role::Teacher)
            .await
            .unwrap()
    );
    assert!(
        !tx.renew_session([2; 32], [4; 32], Role::Teacher)
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert_eq!(store.session(&[2; 32], noon()).await, Ok(None));
    assert_eq!(store.session(&[3; 32], noon()).await, Ok(Some(vec![5])));
    assert_eq!(
        store.session(&[3; 32], end).await,
        Ok(None),
        "it lasts no longer"
    );
    assert_eq!(
        store.chosen_role(&[3; 32]).await.unwrap(),
        Some(Role::Teacher)
    );
}
