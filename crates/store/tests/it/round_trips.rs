use mkbroute_domain::accounts::Managed;
use mkbroute_domain::accounts::Visible;
use std::collections::BTreeMap;

use mkbroute_domain::accounts::{Grant, GrantStatus, Role, Scope};
use mkbroute_domain::ids::GrantId;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Distribution, Fielding, WaveInstrument, WaveLink, WaveState};
use mkbroute_store::{Ballot, Store, StoreError, SubmitOutcome};
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, PATHWAY, WAVE, noon, pathway, person, response, wave};

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_goes_in_comes_out(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    assert_eq!(
        store.pathways(&Visible::Everything).await.unwrap(),
        [pathway()]
    );
    assert_eq!(store.waves(&Visible::Everything).await.unwrap(), [wave()]);
    assert_eq!(store.wave(WAVE).await.unwrap(), Some(wave()));
    assert_eq!(
        store
            .wave_by_slug(&Visible::Everything, "meting-é")
            .await
            .unwrap(),
        Some(wave())
    );
    assert_eq!(
        store
            .wave_by_slug(&Visible::Everything, "geen")
            .await
            .unwrap(),
        None
    );

    let used = WaveInstrument {
        group: RespondentGroup::Students,
        instrument: "students".into(),
        version: 1,
    };
    let link = WaveLink {
        code: "abc".into(),
        group: RespondentGroup::Students,
        pathway: PATHWAY,
        population: Some(40),
        distribution: Distribution::Late,
        fielding: Fielding::default(),
    };
    let grant = Grant {
        id: GrantId(Uuid::from_u128(5)),
        person: person(1).id,
        role: Role::Coordinator,
        scope: Scope::Pathway(PATHWAY),
        status: GrantStatus::Invited,
        expires_at: Some(noon()),
        given_by: Some(person(1).id),
        given_at: noon(),
        delegated_from: Some(GrantId(Uuid::from_u128(6))),
    };
    let tx = store.begin().await.unwrap();
    tx.insert_instrument("students", 1, "id = 'x'", noon())
        .await
        .unwrap();
    tx.insert_wave_instrument(WAVE, &used).await.unwrap();
    tx.insert_wave_link(WAVE, &link).await.unwrap();
    tx.insert_person(&person(1)).await.unwrap();
    tx.insert_grant(&grant).await.unwrap();
    tx.insert_ballot([3; 32], Fixture::ballot()).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(store.wave_instruments(WAVE).await.unwrap(), [used]);
    let links = store.wave_links(WAVE).await.unwrap();
    assert_eq!(links, std::slice::from_ref(&link));
    assert_eq!(store.link("abc").await.unwrap(), Some((WAVE, link)));
    assert_eq!(
        store.persons(&Managed::everything()).await.unwrap(),
        [person(1)]
    );
    assert_eq!(store.grants_of(person(1).id).await.unwrap(), [grant]);
    let source = store.instrument_source("students", 1).await.unwrap();
    assert_eq!(source.as_deref(), Some("id = 'x'"));
    let ballot = Ballot {
        wave: WAVE,
        group: RespondentGroup::Students,
        pathway: PATHWAY,
    };
    assert_eq!(store.ballot(&[3; 32]).await.unwrap(), Some(ballot));
    assert_eq!(store.ballot(&[4; 32]).await.unwrap(), None);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_response_replaces_its_draft_and_can_be_withdrawn(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    fixture.put_draft([9; 32], vec![1]).await;
    fixture.put_draft([9; 32], vec![1, 2]).await;
    assert_eq!(store.draft(&[9; 32]).await.unwrap(), Some(vec![1, 2]));

    let mut given = response(1);
    given.draft_key = Some([9; 32]);
    let outcome = store.submit(given.clone()).await;
    assert_eq!(outcome, Ok(SubmitOutcome::Stored));
    assert_eq!(store.draft(&[9; 32]).await.unwrap(), None);
    let stored = store
        .responses(WAVE, RespondentGroup::Students, false)
        .await
        .unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].answers, given.answers);
    assert_eq!(
        stored[0].open, given.open,
        "words that look like SQL stay words"
    );

    assert_eq!(store.withdraw(given.key, [0; 32], WAVE).await, Ok(true));
    assert_eq!(store.withdraw(given.key, [0; 32], WAVE).await, Ok(false));
    assert_eq!(fixture.count().await, 0);
    assert_eq!(store.submit(given).await, Ok(SubmitOutcome::Stored));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_closed_wave_takes_and_gives_back_nothing(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let stored = fixture.store.submit(response(1)).await;
    assert_eq!(stored, Ok(SubmitOutcome::Stored));
    assert!(fixture.close_wave().await);
    assert!(!fixture.close_wave().await, "closing happens once");
    let late = fixture.store.submit(response(2)).await;
    assert_eq!(late, Ok(SubmitOutcome::WaveClosed));
    assert_eq!(
        fixture.store.withdraw(response(1).key, [0; 32], WAVE).await,
        Ok(false)
    );
    assert_eq!(fixture.count().await, 1);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn responses_come_in_the_order_of_their_keys(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let mut model = BTreeMap::new();
    for number in 0..40 {
        let given = response(number);
        model.insert(given.key, given.answers.clone());
        fixture.store.submit(given).await.unwrap();
    }
    let group = RespondentGroup::Students;
    let stored = fixture.store.responses(WAVE, group, false).await.unwrap();
    let answers: Vec<Vec<u8>> = stored.into_iter().map(|row| row.answers).collect();
    assert_eq!(answers, model.into_values().collect::<Vec<_>>());
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_version_of_a_questionnaire_never_changes(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let tx = fixture.store.begin().await.unwrap();
    tx.insert_instrument("students", 1, "one", noon())
        .await
        .unwrap();
    tx.insert_instrument("students", 1, "one", noon())
        .await
        .unwrap();
    let refused = tx.insert_instrument("students", 1, "two", noon()).await;
    assert!(
        matches!(refused, Err(StoreError::Conflict(_))),
        "{refused:?}"
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_refers_to_nothing_is_refused(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let tx = fixture.store.begin().await.unwrap();
    let refused = tx.insert_ballot([1; 32], Fixture::ballot()).await;
    assert!(refused.is_err(), "no wave, no ballot");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let tx = fixture.store.begin().await.unwrap();
    tx.insert_wave(&wave()).await.unwrap();
    drop(tx);
    assert_eq!(fixture.store.waves(&Visible::Everything).await.unwrap(), []);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn opening_again_finds_everything(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    fixture.store.submit(response(1)).await.unwrap();
    let tx = fixture.store.begin().await.unwrap();
    tx.set_dataset_hash(WAVE, "abc").await.unwrap();
    tx.commit().await.unwrap();
    fixture.store.close().await;
    let again = Store::open(&fixture.database.location).await.unwrap();
    let found = again.wave(WAVE).await.unwrap().unwrap();
    assert_eq!(found.dataset_sha256.as_deref(), Some("abc"));
    assert_eq!(found.state, WaveState::Open);
    assert!(again.handed_in(&response(1).key).await.unwrap());
    again.close().await;
}
