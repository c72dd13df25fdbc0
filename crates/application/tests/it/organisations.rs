//! Organisations that the program brings along, and those that people keep, with whom they talk there.

use mkbroute_application::AppError;
use mkbroute_application::organisations::{
    ChangeOrganisationError, ContactError, TypedContact, add_organisation,
    add_registered_hogescholen, change_organisation, find_organisations, keep_contact,
    organisation_sheet, remove_contact,
};
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{ContactId, HogeschoolId, OrganisationId, SiteId};
use mkbroute_domain::organisations::typed::{TypedOrganisation, TypedSite};
use mkbroute_domain::organisations::{ContactRole, OrganisationKind, SbiScheme, Wishes};
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

fn typed(name: &str, kvk: &str) -> TypedOrganisation {
    TypedOrganisation {
        kind: OrganisationKind::Company,
        name: name.into(),
        kvk: kvk.into(),
        rsin: String::new(),
        sbi_scheme: SbiScheme::Sbi2025,
        sbi: String::new(),
        brin: String::new(),
        rio_board: String::new(),
        rio_provider: String::new(),
        parent: None,
        sites: vec![TypedSite {
            id: SiteId(uuid::Uuid::nil()),
            name: String::new(),
            place: "Breda".into(),
            postcode: String::new(),
            vestiging: String::new(),
            rio_location: String::new(),
        }],
    }
}

fn contact(name: &str) -> TypedContact {
    TypedContact {
        name: name.into(),
        roles: vec![ContactRole::Hr],
        address: "hr@example.org".into(),
        phone: String::new(),
        wishes: Wishes::default(),
    }
}

/// How often the log tells of an act.
async fn told(kit: &TestApp, act: Act) -> usize {
    let records = kit.app.store().audit_entries_after(0, 10_000).await;
    let records = records.unwrap().into_iter();
    records.filter(|record| record.act == act.code()).count()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_number_belongs_to_one_and_the_second_editor_is_told(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (app, noor) = (&kit.app, kit.actor("noor-de-wit").await);
    let first = add_organisation(app, &noor, &typed("Bos", "87654321")).await;
    let first = first.unwrap();
    let twin = add_organisation(app, &noor, &typed("Ander", "8765 4321")).await;
    let Err(ChangeOrganisationError::KvkTaken(holder)) = twin else {
        panic!("{twin:?}");
    };
    assert_eq!(holder.id, first);
    // A site of somebody else is not taken over.
    let second = add_organisation(app, &noor, &typed("Vos", ""))
        .await
        .unwrap();
    let sites = async |id| {
        let kept = app.store().organisation(id).await.unwrap().unwrap();
        kept.organisation.sites
    };
    let mut stolen = typed("Vos", "");
    stolen.sites[0].id = sites(first).await[0].id;
    change_organisation(app, &noor, (second, 1), &stolen)
        .await
        .unwrap();
    assert_ne!(sites(second).await[0].id, sites(first).await[0].id);
    let late = change_organisation(app, &noor, (second, 1), &stolen).await;
    assert!(matches!(
        late,
        Err(ChangeOrganisationError::ChangedMeanwhile)
    ));
    let mut orphan = typed("Vos", "");
    orphan.parent = Some(OrganisationId(app.fresh_id()));
    let late = change_organisation(app, &noor, (second, 2), &orphan).await;
    assert!(matches!(late, Err(ChangeOrganisationError::NoParent)));
    assert_eq!(told(&kit, Act::OrganisationAdded).await, 2);
    assert_eq!(told(&kit, Act::OrganisationChanged).await, 1);

    let all = SoughtOrganisations::default();
    for other in ["ruben-vos", "lotte-smit", "wil-peters", "hugo-kuipers"] {
        let other = kit.actor(other).await;
        let seen = find_organisations(app, &other, &all, (None, 1)).await;
        assert!(matches!(seen, Err(AppError::Forbidden)));
        let added = add_organisation(app, &other, &typed("Ik", "")).await;
        assert!(matches!(
            added,
            Err(ChangeOrganisationError::App(AppError::Forbidden))
        ));
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn contacts_are_for_who_talks_there_and_the_log_tells_who_looked(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (app, noor) = (&kit.app, kit.actor("noor-de-wit").await);
    let alone = add_organisation(app, &noor, &typed("Bos", ""))
        .await
        .unwrap();
    // Nobody talks yet with a company that stands on no list.
    let early = keep_contact(app, &noor, (alone, None), 0, &contact("Els")).await;
    assert!(matches!(early, Err(ContactError::App(AppError::Forbidden))));
    let sought = SoughtOrganisations {
        name: "linde".into(),
        ..SoughtOrganisations::default()
    };
    let found = find_organisations(app, &noor, &sought, (None, 1)).await;
    let company = found.unwrap()[0].id;
    keep_contact(app, &noor, (company, None), 0, &contact("Els"))
        .await
        .unwrap();
    let wrong = TypedContact {
        address: "geen".into(),
        ..contact("Els")
    };
    let wrong = keep_contact(app, &noor, (company, None), 0, &wrong).await;
    assert!(matches!(wrong, Err(ContactError::Address)));

    let sheet = organisation_sheet(app, &noor, company).await.unwrap();
    let kept = sheet.contacts.unwrap();
    assert_eq!((kept.len(), kept[0].contact.name.as_str()), (1, "Els"));
    assert_eq!(told(&kit, Act::ContactsSeen).await, 1);
    let samira = kit.actor("samira-haddad").await;
    let sheet = organisation_sheet(app, &samira, company).await.unwrap();
    assert!(sheet.contacts.is_none() && sheet.on_lists.is_empty());
    assert_eq!(told(&kit, Act::ContactsSeen).await, 1);

    let id = kept[0].contact.id;
    let elsewhere = remove_contact(app, &noor, (alone, id)).await;
    assert!(matches!(elsewhere, Err(AppError::Forbidden)));
    let nobody = ContactId(app.fresh_id());
    let absent = remove_contact(app, &noor, (company, nobody)).await;
    assert!(matches!(absent, Err(AppError::NotFound)));
    remove_contact(app, &noor, (company, id)).await.unwrap();
    assert!(app.store().contacts(company).await.unwrap().is_empty());
    assert_eq!(told(&kit, Act::ContactRemoved).await, 1);
}
