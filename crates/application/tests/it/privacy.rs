//! The rights of persons over their data, and the terms after which data go.

use chrono::TimeDelta;
use mkbroute_application::accounts::privacy::{
    CorrectError, EraseError, Rule, correct_my_data, data_of, data_of_address, due, erase_address,
    erase_me, erase_person, keep_terms, my_data,
};
use mkbroute_application::accounts::{
    Invitation, Place, accept_role, add_person, issue_sign_in_link, load_actor,
};
use mkbroute_application::surveys::invitations::invite;
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::{Grant, Person, Role, Scope};
use mkbroute_domain::ids::{GrantId, PersonId};
use mkbroute_domain::text::Lang;
use mkbroute_store::Location;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;
use uuid::Uuid;

const NOBODY: [&str; 0] = [];
/// Stands in nothing but what a test puts it in.
const CANARY: &str = "kanarie-Zeldzaam";
const ADDRESS: &str = "kanarie.zeldzaam@example.nl";

/// A researcher with the canary in every place that a person can be in.
async fn canary(kit: &TestApp) -> Person {
    let id = PersonId(Uuid::from_u128(77));
    let person = Person {
        id,
        slug: "p-kanarie".to_owned(),
        name: CANARY.to_owned(),
        email: Some(ADDRESS.parse().unwrap()),
        lang: Lang::Nl,
        created_at: kit.app.now(),
    };
    let tx = kit.app.store().begin().await.unwrap();
    tx.insert_person(&person).await.unwrap();
    let (role, scope) = (Role::Researcher, Scope::Programme);
    let grant = Grant::by_program(GrantId(Uuid::from_u128(78)), id, role, scope, kit.app.now());
    tx.insert_grant(&grant).await.unwrap();
    tx.commit().await.unwrap();
    issue_sign_in_link(&kit.app, id).await.unwrap();
    kit.signed_in(&person.slug).await;
    let coordinator = kit.actor("noor-de-wit").await;
    let link = "vervolgmeting-avans-bouw-students";
    let invited = invite(&kit.app, &coordinator, "vervolgmeting", link, ADDRESS).await;
    assert_eq!(invited.unwrap().added, 1);
    person
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn somebody_sees_what_is_kept_of_them_and_of_nobody_else(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let person = canary(&kit).await;
    let actor = load_actor(&kit.app, person.id).await.unwrap().unwrap();
    let found = my_data(&kit.app, &actor).await.unwrap();
    let names: Vec<_> = found.tables.iter().map(|found| found.table.name).collect();
    assert_eq!(names[0], "persons");
    for expected in ["audit_entries", "grants", "sessions", "sign_in_links"] {
        assert!(names.contains(&expected), "{expected} of {names:?}");
    }
    let told = format!("{:?}", found.tables);
    assert!(told.contains(CANARY) && told.contains(ADDRESS));
    let other = kit.actor("noor-de-wit").await;
    let others = format!("{:?}", my_data(&kit.app, &other).await.unwrap().tables);
    assert!(!others.contains(CANARY) && !others.contains(&person.id.to_string()));
    for table in &found.tables {
        let columns = table.table.personal().count();
        assert!(table.rows.iter().all(|row| row.len() == columns));
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn only_the_administrator_looks_for_others_and_is_told_to_the_log(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let person = canary(&kit).await;
    let researcher = kit.actor("ruben-vos").await;
    let refused = data_of(&kit.app, &researcher, &person.slug).await;
    assert!(matches!(refused, Err(AppError::Forbidden)));
    let administrator = kit.actor("anja-kok").await;
    let before = kit.app.store().audit_head().await.unwrap().number;
    data_of(&kit.app, &administrator, &person.slug)
        .await
        .unwrap();
    let loud = ADDRESS.to_uppercase();
    let found = data_of_address(&kit.app, &administrator, &loud);
    let found = found.await.unwrap();
    assert_eq!(found.persons, [person]);
    assert_eq!(found.tables.len(), 1);
    let head = kit.app.store().audit_head().await.unwrap();
    assert_eq!(head.number, before + 2);
    assert!(
        data_of_address(&kit.app, &administrator, "geen adres")
            .await
            .is_err()
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn whoever_is_erased_leaves_no_trace_but_an_id(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let person = canary(&kit).await;
    assert!(everything(&kit).contains(CANARY), "the canary is in");
    let administrator = kit.actor("anja-kok").await;
    erase_person(&kit.app, &administrator, &person.slug)
        .await
        .unwrap();
    assert!(load_actor(&kit.app, person.id).await.unwrap().is_none());
    let left = everything(&kit);
    assert!(!left.contains(CANARY), "the name is on disk");
    assert!(!left.contains(ADDRESS), "the address is on disk");
    let gone = data_of(&kit.app, &administrator, &person.slug).await;
    assert!(matches!(gone, Err(AppError::NotFound)));
}

/// Every byte of the database, as text: the files on SQLite, the rows on PostgreSQL.
fn everything(kit: &TestApp) -> String {
    match &kit.database.location {
        Location::Sqlite(file) => {
            let mut all = String::new();
            for ending in ["", "-wal"] {
                let file = format!("{}{ending}", file.display());
                let bytes = std::fs::read(file).unwrap_or_default();
                all.push_str(&String::from_utf8_lossy(&bytes));
            }
            all
        }
        Location::Postgres(_) => kit.database.rows_as_text(),
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn an_address_leaves_every_list(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    canary(&kit).await;
    let researcher = kit.actor("ruben-vos").await;
    assert!(erase_address(&kit.app, &researcher, ADDRESS).await.is_err());
    let administrator = kit.actor("anja-kok").await;
    let erased = erase_address(&kit.app, &administrator, ADDRESS);
    assert_eq!(erased.await.unwrap(), 1);
    let erased = erase_address(&kit.app, &administrator, ADDRESS);
    assert_eq!(erased.await.unwrap(), 0);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let administrator = kit.signed_in("anja-kok").await;
    let refused = erase_me(&kit.app, &administrator).await;
    assert!(matches!(refused, Err(EraseError::LastAdministrator)));
    let invitation = Invitation {
        role: Role::Administrator,
        place: Place::Known(Scope::Programme),
        until: None,
    };
    let app = &kit.app;
    let slug = add_person(app, &administrator, ("Tweede", ""), invitation).await;
    let refused = erase_me(app, &administrator).await;
    assert!(
        matches!(refused, Err(EraseError::LastAdministrator)),
        "the other did not accept yet"
    );
    let second = kit.signed_in(&slug.unwrap()).await;
    let invited = app.store().grants_of(second.person.id).await.unwrap();
    accept_role(app, &second, invited[0].id).await.unwrap();
    erase_me(&kit.app, &administrator).await.unwrap();
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_name_is_mended_or_the_reason_told(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let actor = kit.actor("noor-de-wit").await;
    let refused = correct_my_data(&kit.app, &actor, "  ", Lang::Nl).await;
    assert!(matches!(refused, Err(CorrectError::NoName)));
    let refused = correct_my_data(&kit.app, &actor, &"x".repeat(101), Lang::Nl).await;
    assert!(matches!(refused, Err(CorrectError::LongName)));
    correct_my_data(&kit.app, &actor, " Noor de Wit-Jansen ", Lang::En)
        .await
        .unwrap();
    let person = kit.actor("noor-de-wit").await.person;
    assert_eq!(
        (&*person.name, person.lang),
        ("Noor de Wit-Jansen", Lang::En)
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_has_had_no_role_for_a_year_goes_by_itself(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let administrator = kit.actor("anja-kok").await;
    let person = Person {
        id: PersonId(Uuid::from_u128(78)),
        slug: "p-zonder-rol".to_owned(),
        name: "Zonder Rol".to_owned(),
        email: None,
        lang: Lang::Nl,
        created_at: kit.app.now(),
    };
    let tx = kit.app.store().begin().await.unwrap();
    tx.insert_person(&person).await.unwrap();
    tx.commit().await.unwrap();
    let later = kit.app.now() + TimeDelta::days(366);
    assert_eq!(
        who_goes(&kit.app, &administrator, kit.app.now()).await,
        NOBODY
    );
    assert_eq!(
        who_goes(&kit.app, &administrator, later).await,
        ["Hugo Kuipers", "Zonder Rol"],
        "an intermediary acts for a while only"
    );

    // Something that is done to them in between puts it off.
    kit.clock.advance(TimeDelta::days(100));
    issue_sign_in_link(&kit.app, person.id).await.unwrap();
    assert_eq!(
        who_goes(&kit.app, &administrator, later).await,
        ["Hugo Kuipers"]
    );
    kit.clock.advance(TimeDelta::days(366));
    keep_terms(&kit.app).await.unwrap();
    assert!(load_actor(&kit.app, person.id).await.unwrap().is_none());
    let still = kit.actor("noor-de-wit").await;
    assert!(!still.grants.is_empty(), "who has a role stays");
}

async fn who_goes(
    app: &App,
    actor: &mkbroute_application::accounts::Actor,
    at: chrono::DateTime<chrono::Utc>,
) -> Vec<String> {
    let all = due(app, actor, at).await.unwrap();
    let persons = all.into_iter().find(|due| due.rule == Rule::Persons);
    let persons = persons.unwrap().persons.into_iter();
    persons.map(|person| person.name).collect()
}
