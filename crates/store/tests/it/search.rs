//! Words lead to what they name, whatever form they have, as far as somebody may see it.

use mkbroute_domain::accounts::{Grant, Managed, Person, Role, Scope, Visible};
use mkbroute_domain::ids::{GrantId, OrganisationId, PathwayId, PersonId, SiteId};
use mkbroute_domain::organisations::search::asked;
use mkbroute_domain::organisations::{Organisation, OrganisationKind, Registered, Site};
use mkbroute_store::Store;
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, noon, pathway, person};

fn company(number: u128, name: &str, place: &str) -> Organisation {
    Organisation {
        id: OrganisationId(Uuid::from_u128(number)),
        kind: OrganisationKind::Company,
        name: name.into(),
        registered: Registered::default(),
        parent: None,
        sites: vec![Site {
            id: SiteId(Uuid::from_u128(number * 100)),
            name: String::new(),
            place: place.into(),
            postcode: None,
            vestiging: None,
            rio_location: None,
        }],
    }
}

async fn add(store: &Store, organisations: &[Organisation]) {
    let tx = store.begin().await.unwrap();
    for organisation in organisations {
        assert!(tx.insert_organisation(organisation).await.unwrap());
    }
    tx.commit().await.unwrap();
}

/// The names of organisations to which a question leads, in their order.
async fn companies(store: &Store, question: &str) -> Vec<String> {
    let words = store.search_words(&asked(question)).await.unwrap();
    let found = store.organisations_meant(&words, 5).await.unwrap();
    found.into_iter().map(|(_, found)| found.name).collect()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn companies_are_found_by_words(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let store = &fixture.store;
    let bakery = company(1, "Bakkerijen Van Dijk B.V.", "Zwolle");
    add(
        store,
        &[
            bakery.clone(),
            company(2, "Bouwbedrijf De Vries", "Zwolle"),
            company(3, "Bouw Jansen en Zonen uit Deventer", "Deventer"),
            company(4, "Bouw Bakker", "Enschede"),
        ],
    )
    .await;
    // Another form, and half a word; the same word comes before its beginnings, short names before long ones.
    assert_eq!(
        companies(store, "bakkerij").await,
        ["Bakkerijen Van Dijk B.V."]
    );
    assert_eq!(
        companies(store, "BOUW").await,
        [
            "Bouw Bakker",
            "Bouw Jansen en Zonen uit Deventer",
            "Bouwbedrijf De Vries"
        ]
    );
    // Every word must be there, in the name or as a place.
    assert_eq!(
        companies(store, "bouw zwolle").await,
        ["Bouwbedrijf De Vries"]
    );
    assert_eq!(
        companies(store, "zwolle vries").await,
        ["Bouwbedrijf De Vries"]
    );
    // A mistyped letter.
    assert_eq!(companies(store, "enshede").await, ["Bouw Bakker"]);
    assert!(companies(store, "timmerwerk").await.is_empty());
    assert!(companies(store, " %_' ").await.is_empty());

    // Under its new name only.
    let renamed = Organisation {
        name: "Banketbakker Van Dijk".into(),
        ..bakery
    };
    let tx = store.begin().await.unwrap();
    assert!(tx.save_organisation(1, &renamed).await.unwrap());
    tx.commit().await.unwrap();
    assert!(companies(store, "bakkerijen").await.is_empty());
    assert_eq!(
        companies(store, "banket dijk").await,
        ["Banketbakker Van Dijk"]
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn pathways_are_found_by_name_hogeschool_and_sector(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let pathway = pathway();
    for question in [&pathway.name.nl, &pathway.name.en, &pathway.hogeschool] {
        let words = fixture.store.search_words(&asked(question)).await.unwrap();
        let found = fixture.store.pathways_meant(&words, 5).await.unwrap();
        assert_eq!(found, std::slice::from_ref(&pathway), "{question}");
    }
    let nothing = fixture.store.search_words(&[]).await.unwrap();
    assert!(
        fixture
            .store
            .pathways_meant(&nothing, 5)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn persons(store: &Store, within: Visible, question: &str) -> Vec<String> {
    let words = store.search_words(&asked(question)).await.unwrap();
    let seen = Managed {
        roles: Role::ALL.into(),
        within,
    };
    let found = store.persons_meant(&seen, &words, 5).await.unwrap();
    found.into_iter().map(|person| person.name).collect()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn persons_are_found_by_who_manages_them_until_they_are_erased(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let store = &fixture.store;
    let (here, there) = (1_u128, 2_u128);
    let scope = |of| Scope::Pathway(PathwayId(Uuid::from_u128(of)));
    let people = [(here, "Noor de Wit"), (there, "Nora Wittebrood")];
    let tx = store.begin().await.unwrap();
    for (number, name) in people {
        let person = Person {
            name: name.into(),
            ..person(number)
        };
        tx.insert_person(&person).await.unwrap();
        let id = GrantId(Uuid::from_u128(number));
        let grant = Grant::by_program(id, person.id, Role::Coordinator, scope(number), noon());
        tx.insert_grant(&grant).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(
        persons(store, Visible::Everything, "wit").await,
        ["Noor de Wit", "Nora Wittebrood"]
    );
    let only_here = Visible::within([scope(here)]);
    assert_eq!(
        persons(store, only_here.clone(), "wit").await,
        ["Noor de Wit"]
    );
    assert!(
        persons(store, only_here.clone(), "wittebrood")
            .await
            .is_empty()
    );
    assert!(persons(store, Visible::within([]), "noor").await.is_empty());
    assert_eq!(
        persons(store, only_here.clone(), "nooor").await,
        ["Noor de Wit"]
    );

    let tx = store.begin().await.unwrap();
    tx.erase_person(PersonId(Uuid::from_u128(here)))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(persons(store, Visible::Everything, "noor").await.is_empty());
}
