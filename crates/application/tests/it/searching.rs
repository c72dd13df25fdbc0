//! Finding by words, as far as somebody may see what is found.

use mkbroute_application::organisations::{Found, search};
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

fn names(found: &Found) -> Vec<&str> {
    let persons = found.persons.iter().map(|person| person.name.as_str());
    persons.collect()
}

/// Pathways are open to all; persons are found by who manages their roles, and by nobody else.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn everybody_finds_what_they_may_see(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let visitor = search(&kit.app, None, "bouwkunde").await.unwrap();
    let slugs: Vec<_> = visitor.pathways.iter().map(|found| &found.slug).collect();
    assert_eq!(slugs, ["saxion-bouwkunde", "avans-bouw"]);
    let administrator = kit.actor("anja-kok").await;
    let teacher = kit.actor("karim-aziz").await;
    for (question, all) in [("rubben vos", "Ruben Vos"), ("wit noor", "Noor de Wit")] {
        let found = search(&kit.app, Some(&administrator), question).await;
        assert_eq!(names(&found.unwrap()), [all], "{question}");
        for nobody in [None, Some(&teacher)] {
            let found = search(&kit.app, nobody, question).await.unwrap();
            assert!(found.persons.is_empty(), "{question}");
        }
    }
    let coordinator = kit.actor("noor-de-wit").await;
    let found = search(&kit.app, Some(&coordinator), "betonbouw hazeldonk").await;
    let found = found.unwrap().organisations;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1.place, "Breda");
    let nobody = search(&kit.app, Some(&teacher), "betonbouw hazeldonk").await;
    assert!(nobody.unwrap().organisations.is_empty());
    let nothing = search(&kit.app, Some(&administrator), " ? ").await;
    assert_eq!(nothing.unwrap(), Found::default());
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_number_of_a_register_leads_to_its_organisation(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let coordinator = kit.actor("noor-de-wit").await;
    let visitor = kit.actor("lotte-smit").await;
    for (number, name) in [("07GR", "Avans"), ("07 gr", "Avans")] {
        let found = search(&kit.app, Some(&coordinator), number).await.unwrap();
        let names: Vec<&str> = found
            .organisations
            .iter()
            .map(|(_, found)| found.name.as_str())
            .collect();
        assert_eq!(names, [name], "{number}");
        let found = search(&kit.app, Some(&visitor), number).await.unwrap();
        assert!(found.organisations.is_empty());
    }
    let nobody = search(&kit.app, Some(&coordinator), "99999999")
        .await
        .unwrap();
    assert!(nobody.organisations.is_empty());
}
