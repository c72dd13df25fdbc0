//! Sign-in links and the administrator of the first start.

use chrono::TimeDelta;
use mkbroute_application::accounts::{
    issue_administrator_link, issue_sign_in_link, load_actor, personas, redeem_sign_in_link,
};
use mkbroute_domain::accounts::Role;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_first_start_and_only_the_first_makes_an_administrator(#[case] backend: Backend) {
    let kit = TestApp::empty(backend).await;
    let token = issue_administrator_link(&kit.app)
        .await
        .unwrap()
        .expect("a first link");
    assert!(issue_administrator_link(&kit.app).await.unwrap().is_none());
    let person = redeem_sign_in_link(&kit.app, &token.to_string())
        .await
        .unwrap()
        .unwrap();
    let actor = load_actor(&kit.app, person).await.unwrap().unwrap();
    assert!(actor.roles.contains(&Role::Administrator));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_sign_in_link_works_once_and_not_after_a_day(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let person = kit.actor("noor-de-wit").await.person.id;
    let once = issue_sign_in_link(&kit.app, person)
        .await
        .unwrap()
        .to_string();
    assert_eq!(
        redeem_sign_in_link(&kit.app, &once).await.unwrap(),
        Some(person)
    );
    assert_eq!(redeem_sign_in_link(&kit.app, &once).await.unwrap(), None);

    let late = issue_sign_in_link(&kit.app, person)
        .await
        .unwrap()
        .to_string();
    kit.clock.advance(TimeDelta::hours(25));
    assert_eq!(redeem_sign_in_link(&kit.app, &late).await.unwrap(), None);
    assert_eq!(
        redeem_sign_in_link(&kit.app, "geen token").await.unwrap(),
        None
    );
}

#[tokio::test]
async fn everybody_in_the_cast_is_there() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let cast = personas(&kit.app).await.unwrap();
    assert_eq!(cast.len(), 11);
    for persona in cast {
        let actor = load_actor(&kit.app, persona.person.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(actor.roles, vec![persona.role]);
    }
}
