//! Organisations that the program brings along, and those that people keep, with whom they talk there.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use mkbroute_application::AppError;
use mkbroute_application::organisations::{
    AlikePage, AlikePair, ChangeOrganisationError, ContactError, MergeError, TypedContact,
    TypedPeriod, add_organisation, add_registered_hogescholen, change_organisation, compare_again,
    duplicates, find_organisations, keep_contact, merge_organisations, note_period,
    organisation_sheet, organisation_size, remove_contact, search, tell_apart, undo_merge,
};
use mkbroute_application::outreach::{
    AddLeadError, Company, LeadFilter, Months, NewLead, add_lead, list_leads,
};
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::accounts::{Grant, Role, Scope};
use mkbroute_domain::ids::{CompanyId, ContactId, GrantId, HogeschoolId, OrganisationId, SiteId};
use mkbroute_domain::organisations::merging::{Field, MergeProblem, Side};
use mkbroute_domain::organisations::size::{Enterprise, Period};
use mkbroute_domain::organisations::typed::{TypedOrganisation, TypedSite};
use mkbroute_domain::organisations::{ContactRole, OrganisationKind, SbiScheme, Wishes};
use mkbroute_domain::outreach::{LeadSource, Stage};
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

/// Figures of a year in which little is known.
fn closed(year: i32) -> TypedPeriod {
    TypedPeriod {
        period: Period {
            closes: NaiveDate::from_ymd_opt(year, 12, 31).unwrap(),
            enterprise: Enterprise::default(),
            ownership_changed: false,
            estimated: false,
        },
        source: "Jaarrekening".into(),
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
    let first = add_organisation(app, &noor, &typed("Bos", "87654321"), false).await;
    let first = first.unwrap();
    let twin = add_organisation(app, &noor, &typed("Ander", "8765 4321"), false).await;
    let Err(ChangeOrganisationError::KvkTaken(holder)) = twin else {
        panic!("{twin:?}");
    };
    assert_eq!(holder.id, first);
    // A site of somebody else is not taken over.
    let second = add_organisation(app, &noor, &typed("Vos", ""), false)
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
        let added = add_organisation(app, &other, &typed("Ik", ""), false).await;
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
    let alone = add_organisation(app, &noor, &typed("Bos", ""), false)
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

fn known(company: OrganisationId, on: NaiveDate) -> NewLead {
    NewLead {
        company: Company::Known(company),
        source: LeadSource::Branch,
        event: None,
        motives: Vec::new(),
        owner: None,
        stage: Stage::Approached,
        on,
    }
}

async fn keep_company(kit: &TestApp, name: &str, kvk: &str) -> OrganisationId {
    let noor = kit.actor("noor-de-wit").await;
    add_organisation(&kit.app, &noor, &typed(name, kvk), true)
        .await
        .unwrap()
}

/// Whoever types what is there already is asked whether it is the same, and who said that two are two is not asked again.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_looks_like_another_is_asked_about(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (app, noor) = (&kit.app, kit.actor("noor-de-wit").await);
    let first = keep_company(&kit, "Timmerwerken Zonneveld B.V.", "").await;
    for alike in [
        "Timmerwerken Zonneveld",
        "Timerwerken Zonneveld",
        "Zonneveld Timmerwerken",
    ] {
        let asked = add_organisation(app, &noor, &typed(alike, ""), false).await;
        let Err(ChangeOrganisationError::Alike(found)) = asked else {
            panic!("{alike}: {asked:?}");
        };
        assert_eq!(found[0].id, first, "{alike}");
    }
    let second = keep_company(&kit, "Timmerwerken Zonneveld", "").await;
    compare_again(app, &noor).await.unwrap();
    let pairs = || async { duplicates(app, &noor, (0, 10_000)).await.unwrap() };
    let about = |page: &AlikePage| {
        let both = |pair: &AlikePair| [pair.one.0, pair.other.0].contains(&first);
        page.pairs.iter().filter(|pair| both(pair)).count()
    };
    assert_eq!(about(&pairs().await), 1);
    let alike = async |id| organisation_sheet(app, &noor, id).await.unwrap().alike;
    assert_eq!(alike(first).await[0].id, second);

    tell_apart(app, &noor, (second, first)).await.unwrap();
    compare_again(app, &noor).await.unwrap();
    assert_eq!(about(&pairs().await), 0);
    assert_eq!((alike(first).await, alike(second).await), (vec![], vec![]));
    assert_eq!(told(&kit, Act::OrganisationsToldApart).await, 1);
    let samira = kit.actor("hugo-kuipers").await;
    let forbidden = tell_apart(app, &samira, (second, first)).await;
    assert!(matches!(forbidden, Err(AppError::Forbidden)));
}

/// Two that are used become one: what they had follows or is set aside, counts once, and comes back.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn two_in_use_become_one_and_two_again(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (app, noor) = (&kit.app, kit.actor("noor-de-wit").await);
    let kept = keep_company(&kit, "Zonneveld", "").await;
    let gone = keep_company(&kit, "Zonneveld BV", "87654321").await;
    for company in [kept, gone] {
        let on = app.now().date_naive();
        add_lead(app, &noor, "avans-bouw", known(company, on))
            .await
            .unwrap();
        keep_contact(app, &noor, (company, None), 0, &contact("Els"))
            .await
            .unwrap();
    }
    note_period(app, &noor, (gone, None), 0, closed(2024))
        .await
        .unwrap();
    for company in [kept, gone] {
        note_period(app, &noor, (company, None), 0, closed(2025))
            .await
            .unwrap();
    }
    let years = async |company| {
        let sheet = organisation_size(app, &noor, company).await.unwrap();
        let years = sheet.periods.iter();
        let years = years.map(|(kept, _)| kept.noted.period.closes.year());
        years.collect::<Vec<_>>()
    };
    let leads = async || {
        let found = list_leads(app, &noor, "avans-bouw", &LeadFilter::default(), 0).await;
        let counted = app
            .store()
            .national_funnel(Months::default())
            .await
            .unwrap();
        let all: u32 = counted.iter().map(|(_, funnel)| funnel.totals().0).sum();
        (found.unwrap().count, all)
    };
    let before = leads().await;
    let choices = BTreeMap::from([(Field::Name, Side::Gone)]);
    let revisions = ((kept, 1), (gone, 1));
    merge_organisations(app, &noor, revisions, &choices)
        .await
        .unwrap();

    let sheet = organisation_sheet(app, &noor, kept).await.unwrap();
    let one = &sheet.kept.organisation;
    assert_eq!(one.name, "Zonneveld BV");
    assert_eq!(one.registered.kvk, Some("87654321".parse().unwrap()));
    assert_eq!(
        (sheet.contacts.unwrap().len(), sheet.on_lists.len()),
        (2, 1)
    );
    assert_eq!(leads().await, (before.0 - 1, before.1 - 1));
    assert_eq!(years(kept).await, [2025, 2024], "each year once");
    let former = organisation_sheet(app, &noor, gone).await.unwrap();
    assert_eq!(former.kept.merged_into, Some(kept));
    assert!(!former.may_change);
    // Its number and its old address lead to what it is now.
    let twin = add_organisation(app, &noor, &typed("Ander", "87654321"), true).await;
    let Err(ChangeOrganisationError::KvkTaken(holder)) = twin else {
        panic!("{twin:?}");
    };
    assert_eq!(holder.id, kept);
    let listed = add_lead(
        app,
        &noor,
        "avans-bouw",
        known(gone, app.now().date_naive()),
    )
    .await;
    assert!(matches!(listed, Err(AddLeadError::Listed(_))));
    let again = merge_organisations(app, &noor, revisions, &choices).await;
    assert!(matches!(again, Err(MergeError::ChangedMeanwhile)));
    assert!(
        search(app, Some(&noor), "zonneveld")
            .await
            .unwrap()
            .organisations
            .len()
            == 1
    );

    undo_merge(app, &noor, sheet.merges[0].id).await.unwrap();
    let sheets = [
        organisation_sheet(app, &noor, kept).await.unwrap(),
        organisation_sheet(app, &noor, gone).await.unwrap(),
    ];
    let names = sheets
        .each_ref()
        .map(|sheet| sheet.kept.organisation.name.as_str());
    assert_eq!(names, ["Zonneveld", "Zonneveld BV"]);
    assert_eq!(
        (years(kept).await, years(gone).await),
        (vec![2025], vec![2025, 2024])
    );
    for sheet in sheets {
        assert_eq!(sheet.kept.organisation.sites.len(), 1);
        assert_eq!(
            (sheet.contacts.unwrap().len(), sheet.on_lists.len()),
            (1, 1)
        );
        assert!(sheet.merges.is_empty() && sheet.kept.merged_into.is_none());
    }
    assert_eq!(leads().await, before);
    assert_eq!(
        search(app, Some(&noor), "zonneveld")
            .await
            .unwrap()
            .organisations
            .len(),
        2
    );
    assert_eq!(told(&kit, Act::OrganisationsMerged).await, 1);
    assert_eq!(told(&kit, Act::MergeUndone).await, 1);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn two_stay_two_where_one_would_lose_something(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (app, noor) = (&kit.app, kit.actor("noor-de-wit").await);
    let bos = keep_company(&kit, "Bos", "87654321").await;
    let vos = keep_company(&kit, "Vos", "11111111").await;
    let merge =
        async |kept, gone| merge_organisations(app, &noor, (kept, gone), &BTreeMap::new()).await;
    let undecided = merge((bos, 1), (vos, 1)).await;
    let Err(MergeError::Two(MergeProblem::Undecided(fields))) = undecided else {
        panic!("{undecided:?}");
    };
    assert_eq!(fields, [Field::Kvk]);
    let same = merge((bos, 1), (bos, 1)).await;
    assert!(matches!(
        same,
        Err(MergeError::Two(MergeProblem::OneAndTheSame))
    ));
    let saxion = OrganisationId::from(HogeschoolId::named("Saxion"));
    let school = merge((bos, 1), (saxion, 1)).await;
    assert!(matches!(school, Err(MergeError::Hogeschool)));
    let late = merge((bos, 1), (vos, 2)).await;
    assert!(matches!(late, Err(MergeError::ChangedMeanwhile)));
    // Somebody has a role at the company.
    let store = app.store();
    let person = kit.actor("wil-peters").await.person.id;
    let scope = Scope::Company(CompanyId(vos.0));
    let id = GrantId(app.fresh_id());
    let grant = Grant::by_program(id, person, Role::Supervisor, scope, app.now());
    let tx = store.begin().await.unwrap();
    tx.insert_grant(&grant).await.unwrap();
    tx.commit().await.unwrap();
    let used = merge((bos, 1), (vos, 1)).await;
    assert!(matches!(used, Err(MergeError::HasRoles)));
    let nobody = undo_merge(app, &noor, app.fresh_id()).await;
    assert!(matches!(nobody, Err(MergeError::App(AppError::NotFound))));
    assert_eq!(told(&kit, Act::OrganisationsMerged).await, 0);
}
