//! Many people at work at the same moment: nobody hears that the database is busy, and what there is
//! afterwards is what was done.

use std::collections::BTreeMap;
use std::sync::Arc;

use mkbroute_application::accounts::audit::verify;
use mkbroute_application::accounts::{
    Entrance, GrantError, Invitation, Place, accept_role, actor_of_session, add_person,
    begin_session, end_session, load_actor,
};
use mkbroute_application::demo::FOLLOW_UP;
use mkbroute_application::surveys::{submit_response, withdraw_response};
use mkbroute_domain::accounts::{Device, GrantStatus, Managed, Role, Scope, SignInMethod, Visible};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

use crate::answering::{begin, fill_in};

const TASKS: usize = 64;

/// What a task adds to the database, by name.
type Model = BTreeMap<&'static str, u64>;

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_people_at_work_are_never_told_that_it_is_busy(#[case] backend: Backend) {
    let kit = Arc::new(TestApp::demo(backend).await);
    for round in 0..rounds() {
        let before = counted(&kit).await;
        let tasks: Vec<_> = (0..TASKS)
            .map(|task| {
                let kit = kit.clone();
                tokio::spawn(async move { work(&kit, round, task).await })
            })
            .collect();
        let mut expected = before;
        for task in tasks {
            for (what, count) in task.await.unwrap() {
                *expected.entry(what).or_default() += count;
            }
        }
        assert_eq!(counted(&kit).await, expected);
        verify(&kit.app, None).await.unwrap().unwrap();
    }
}

/// One person's work, and what it adds.
async fn work(kit: &TestApp, round: u32, task: usize) -> Model {
    match task % 4 {
        0 => respond(kit).await,
        1 => change_their_mind(kit).await,
        2 => give_roles(kit, round, task).await,
        _ => come_and_go(kit).await,
    }
}

async fn respond(kit: &TestApp) -> Model {
    for _ in 0..2 {
        let token = begin(kit, RespondentGroup::Teachers).await;
        fill_in(kit, &token).await;
        // A double click.
        let (one, other) = tokio::join!(
            submit_response(&kit.app, &token, None),
            submit_response(&kit.app, &token, None)
        );
        one.unwrap();
        other.unwrap();
    }
    Model::from([("submitted", 2)])
}

/// Hands in, takes back, and leaves it at a draft of the second one.
async fn change_their_mind(kit: &TestApp) -> Model {
    let token = begin(kit, RespondentGroup::Teachers).await;
    fill_in(kit, &token).await;
    submit_response(&kit.app, &token, None).await.unwrap();
    assert!(withdraw_response(&kit.app, &token).await.unwrap());
    let token = begin(kit, RespondentGroup::Teachers).await;
    fill_in(kit, &token).await;
    Model::from([("drafts", 1)])
}

async fn give_roles(kit: &TestApp, round: u32, task: usize) -> Model {
    let administrator = kit.actor("anja-kok").await;
    let pathways = kit.app.store().pathways(&Visible::Everything).await;
    let pathway = pathways.unwrap().remove(0).id;
    for number in 0..2 {
        let place = Place::Known(Scope::Pathway(pathway));
        let wanted = Invitation {
            role: Role::Teacher,
            place,
            until: None,
        };
        let name = format!("Bo {round} {task} {number}");
        let added = add_person(&kit.app, &administrator, (&name, ""), wanted).await;
        let slug = added.unwrap_or_else(|error: GrantError| panic!("{error}"));
        let store = kit.app.store();
        let person = store.person_by_slug(&Managed::everything(), &slug).await;
        let person = person.unwrap().unwrap().id;
        let grant = store.grants_of(person).await.unwrap().remove(0);
        let actor = load_actor(&kit.app, person).await.unwrap().unwrap();
        accept_role(&kit.app, &actor, grant.id).await.unwrap();
    }
    Model::from([("persons", 2), ("accepted", 2)])
}

/// Signs in and out.
async fn come_and_go(kit: &TestApp) -> Model {
    for _ in 0..3 {
        let entrance = Entrance {
            method: SignInMethod::Link,
            device: Device::UNKNOWN,
            former: None,
            known_as: None,
        };
        let person = kit.actor("karim-aziz").await.person.id;
        let begun = begin_session(&kit.app, person, entrance).await.unwrap();
        let found = actor_of_session(&kit.app, &begun.session).await.unwrap();
        assert!(found.is_some());
        end_session(&kit.app, &begun.session).await.unwrap();
    }
    Model::from([("signed in", 3)])
}

async fn counted(kit: &TestApp) -> Model {
    let store = kit.app.store();
    let wave = store.wave_by_slug(&Visible::Everything, FOLLOW_UP).await;
    let counts = store.response_counts(wave.unwrap().unwrap().id).await;
    let (mut submitted, mut drafts) = (0, 0);
    for count in counts.unwrap() {
        submitted += u64::from(count.submitted);
        drafts += u64::from(count.drafts);
    }
    let persons = store.persons(&Managed::everything()).await.unwrap();
    let mut accepted = 0;
    for person in &persons {
        let grants = store.grants_of(person.id).await.unwrap();
        let active = grants
            .iter()
            .filter(|one| one.status == GrantStatus::Confirmed);
        accepted += active.count() as u64;
    }
    let told = store.audit_entries_after(0, u64::MAX >> 1).await.unwrap();
    let signed_in = told.iter().filter(|record| record.act == "session.began");
    Model::from([
        ("submitted", submitted),
        ("drafts", drafts),
        ("persons", persons.len() as u64),
        ("accepted", accepted),
        ("signed in", signed_in.count() as u64),
    ])
}

/// How often: once here, more by `cargo xtask soak`.
#[expect(
    clippy::disallowed_methods,
    reason = "the tests are told how long to go on"
)]
fn rounds() -> u32 {
    std::env::var("MKBROUTE_TEST_ROUNDS").map_or(1, |told| told.parse().unwrap())
}
