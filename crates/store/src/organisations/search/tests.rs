use mkbroute_domain::accounts::Person;
use mkbroute_domain::ids::{OrganisationId, PersonId, SiteId};
use mkbroute_domain::organisations::{Organisation, OrganisationKind, Registered, Site};
use mkbroute_domain::text::Lang;
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::fill;
use crate::Location;
use crate::entities::{search_postings, search_rests, search_words};
use crate::store::Store;

/// All that the index holds.
type Held = (
    Vec<search_postings::Model>,
    Vec<search_words::Model>,
    Vec<search_rests::Model>,
);

async fn held(store: &Store) -> Held {
    let database = store.reader();
    (
        search_postings::Entity::find().all(database).await.unwrap(),
        search_words::Entity::find().all(database).await.unwrap(),
        search_rests::Entity::find().all(database).await.unwrap(),
    )
}

fn person(number: u128, name: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(number)),
        slug: format!("persoon-{number}"),
        name: name.into(),
        email: None,
        lang: Lang::Nl,
        created_at: "2026-11-23T12:00:00Z".parse().unwrap(),
    }
}

fn company(name: &str, place: &str) -> Organisation {
    Organisation {
        id: OrganisationId(Uuid::from_u128(7)),
        kind: OrganisationKind::Company,
        name: name.into(),
        registered: Registered::default(),
        parent: None,
        sites: vec![Site {
            id: SiteId(Uuid::from_u128(70)),
            name: String::new(),
            place: place.into(),
            postcode: None,
            vestiging: None,
            rio_location: None,
        }],
    }
}

async fn empty() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Sqlite(folder.path().join("mkbroute.db"));
    let store = Store::open(&location).await.unwrap();
    (folder, store)
}

#[tokio::test]
async fn what_is_kept_step_by_step_is_what_would_be_filled_at_once() {
    let (_folder, store) = empty().await;
    let tx = store.begin().await.unwrap();
    tx.insert_person(&person(1, "Noor de Wit")).await.unwrap();
    tx.insert_person(&person(2, "Zoë d'Été")).await.unwrap();
    tx.insert_organisation(&company("Bakkerij Wit", "Zwolle"))
        .await
        .unwrap();
    tx.correct_person(PersonId(Uuid::from_u128(2)), "Zoë Noordam", Lang::En)
        .await
        .unwrap();
    tx.save_organisation(1, &company("Bakker Wit", "Deventer"))
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let step_by_step = held(&store).await;
    let tx = store.begin().await.unwrap();
    search_postings::Entity::delete_many()
        .exec(&tx.0)
        .await
        .unwrap();
    search_words::Entity::delete_many()
        .exec(&tx.0)
        .await
        .unwrap();
    search_rests::Entity::delete_many()
        .exec(&tx.0)
        .await
        .unwrap();
    fill(&tx.0).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(held(&store).await, step_by_step);
}

#[tokio::test]
async fn of_whom_is_erased_no_word_is_left() {
    let (_folder, store) = empty().await;
    let tx = store.begin().await.unwrap();
    tx.insert_person(&person(1, "Noor de Wit")).await.unwrap();
    tx.commit().await.unwrap();
    let before = held(&store).await;
    let tx = store.begin().await.unwrap();
    tx.insert_person(&person(2, "Marit de Witte"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_ne!(held(&store).await, before);
    let tx = store.begin().await.unwrap();
    tx.erase_person(PersonId(Uuid::from_u128(2))).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(held(&store).await, before);
}
