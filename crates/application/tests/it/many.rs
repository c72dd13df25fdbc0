//! More persons, roles and companies than anybody reads through: nothing grows with them on a page.

use chrono::TimeDelta;
use mkbroute_application::accounts::{
    ENDS_SOON, GrantFilter, Invitation, PERSONS_A_PAGE, PersonFilter, Place, add_person, choices,
    list_persons,
};
use mkbroute_application::asks::{Matter, asks_of};
use mkbroute_domain::accounts::{Grant, Person, Role, Scope, Visible};
use mkbroute_domain::ids::{CompanyId, GrantId, PersonId};
use mkbroute_domain::text::Lang;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

/// Adds persons with a role that ends on a day of its own, in a scope of its own.
async fn add(kit: &TestApp, number: u32, role: Role, scope: impl Fn() -> Scope) -> Vec<Scope> {
    let (app, mut scopes) = (&kit.app, Vec::new());
    let tx = app.store().begin().await.unwrap();
    for number in 0..number {
        let person = Person {
            id: PersonId(app.fresh_id()),
            slug: format!("veel-{number}"),
            name: format!("Veel {number:03}"),
            email: Some(format!("veel{number}@example.nl").parse().unwrap()),
            lang: Lang::Nl,
            created_at: app.now(),
        };
        tx.insert_person(&person).await.unwrap();
        let (scope, now) = (scope(), app.now());
        let given = Grant::by_program(GrantId(app.fresh_id()), person.id, role, scope, now);
        let grant = Grant {
            expires_at: Some(now + TimeDelta::days(1) + TimeDelta::hours(number.into())),
            ..given
        };
        tx.insert_grant(&grant).await.unwrap();
        scopes.push(scope);
    }
    tx.commit().await.unwrap();
    scopes
}

/// How many roles are told to end one by one, and of how many it is told that there are more.
async fn ends(kit: &TestApp, slug: &str) -> (usize, Vec<usize>) {
    let asks = asks_of(&kit.app, &kit.actor(slug).await).await.unwrap();
    let one_by_one = |matter: &Matter| matches!(matter, Matter::RoleEnds { .. });
    let alone = asks.iter().filter(|ask| one_by_one(&ask.matter)).count();
    let together = asks.iter().filter_map(|ask| match ask.matter {
        Matter::RolesEnd { more_than } => Some(more_than),
        _ => None,
    });
    (alone, together.collect())
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn of_many_roles_that_end_is_told_that_there_are_many(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let pathways = kit.app.store().pathways(&Visible::Everything).await;
    let pathway = Scope::Pathway(pathways.unwrap()[0].id);
    add(&kit, 20, Role::Student, || pathway).await;
    assert_eq!(ends(&kit, "anja-kok").await, (20, vec![]));
    let kit = TestApp::demo(backend).await;
    let pathways = kit.app.store().pathways(&Visible::Everything).await;
    let pathway = Scope::Pathway(pathways.unwrap()[0].id);
    add(&kit, 60, Role::Student, || pathway).await;
    assert_eq!(ends(&kit, "anja-kok").await, (0, vec![20]));
    assert_eq!(ends(&kit, "joost-bakker").await, (0, vec![]), "not theirs");

    let filter = PersonFilter {
        state: Some(GrantFilter::EndsBefore(kit.app.now() + ENDS_SOON)),
        ..PersonFilter::default()
    };
    let anja = kit.actor("anja-kok").await;
    let found = list_persons(&kit.app, &anja, &filter, 0).await.unwrap();
    assert_eq!(found.count, 60, "there they are found");
    assert_eq!(found.lines.len() as u64, PERSONS_A_PAGE);
    kit.clock.advance(TimeDelta::days(5));
    let found = list_persons(&kit.app, &anja, &filter, 0).await.unwrap();
    assert_eq!(found.count, 0, "what has ended does not end");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn of_many_companies_those_are_offered_that_are_asked_for(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let anja = kit.actor("anja-kok").await;
    let few = choices(&kit.app, &anja, &[]).await.unwrap();
    assert!(!few.places.more_companies && !few.places.companies.is_empty());
    let app = kit.app.clone();
    let scopes = add(&kit, 201, Role::CompanyContact, || {
        Scope::Company(CompanyId(app.fresh_id()))
    })
    .await;
    let Scope::Company(company) = scopes[7] else {
        panic!("a company was given");
    };
    let many = choices(&kit.app, &anja, &[]).await.unwrap();
    assert!(many.places.more_companies && many.places.companies.is_empty());
    assert!(!many.scopes.contains(&scopes[7]));
    let asked = choices(&kit.app, &anja, &[company]).await.unwrap();
    assert_eq!(asked.places.companies, [(company, "Veel 007".to_owned())]);
    assert!(asked.scopes.contains(&scopes[7]));

    let wanted = |scope| Invitation {
        role: Role::Supervisor,
        place: Place::Known(scope),
        until: None,
    };
    let invited = add_person(&kit.app, &anja, ("Bo", "bo@example.nl"), wanted(scopes[7])).await;
    invited.unwrap();
    let nowhere = Scope::Company(CompanyId(kit.app.fresh_id()));
    let refused = add_person(&kit.app, &anja, ("Jo", "jo@example.nl"), wanted(nowhere)).await;
    assert!(refused.is_err(), "a company that nobody speaks for");
}
