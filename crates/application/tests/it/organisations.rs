//! Organisations that the program brings along.

use mkbroute_application::organisations::add_registered_hogescholen;
use mkbroute_domain::ids::{HogeschoolId, OrganisationId};
use mkbroute_domain::organisations::OrganisationKind;
use mkbroute_store::SoughtOrganisations;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_new_database_gets_the_hogescholen_once(#[case] backend: Backend) {
    let kit = TestApp::empty(backend).await;
    for _ in 0..2 {
        add_registered_hogescholen(&kit.app).await.unwrap();
    }
    let all = SoughtOrganisations::default();
    let found = kit.app.store().organisations_after(&all, None, 100).await;
    assert_eq!(found.unwrap().len(), 30);
    let saxion = OrganisationId::from(HogeschoolId::named("Saxion"));
    let saxion = kit.app.store().organisation(saxion).await.unwrap().unwrap();
    let saxion = saxion.organisation;
    assert_eq!(saxion.kind, OrganisationKind::Hogeschool);
    assert_eq!(saxion.place(), Some("Enschede"));
    assert_eq!(saxion.registered.brin, Some("23AH".parse().unwrap()));
}
