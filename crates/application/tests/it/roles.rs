//! Giving roles, accepting them, taking them back, and acting in one of several.

use chrono::{Days, NaiveDate, TimeDelta};
use mkbroute_application::AppError;
use mkbroute_application::accounts::{
    Actor, GrantError, Invitation, PersonFilter, Place, accept_role, add_person, change_address,
    change_end, decline_role, give_role, hand_out_link, lay_role_down, list_persons, load_actor,
    load_actor_as, person_sheet, revoke_role, waiting_invitations,
};
use mkbroute_domain::accounts::{
    AccountMailKind, Grant, GrantStatus, Managed, Refusal, Role, Scope, Step, Visible,
};
use mkbroute_domain::ids::{GrantId, PersonId};
use mkbroute_testkit::test_app::test_day;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

fn day(number: u64) -> Option<NaiveDate> {
    test_day().date_naive().checked_add_days(Days::new(number))
}

fn invitation(role: Role, scope: Scope, until: Option<NaiveDate>) -> Invitation {
    let place = Place::Known(scope);
    Invitation { role, place, until }
}

async fn pathway(kit: &TestApp, slug: &str) -> Scope {
    let pathways = kit.app.store().pathways(&Visible::Everything).await;
    let mut pathways = pathways.unwrap().into_iter();
    Scope::Pathway(pathways.find(|found| found.slug == slug).unwrap().id)
}

/// The grants of a person of the demonstration, the oldest first.
async fn grants(kit: &TestApp, slug: &str) -> Vec<Grant> {
    let store = kit.app.store();
    let person = store.person_by_slug(&Managed::everything(), slug).await;
    store.grants_of(person.unwrap().unwrap().id).await.unwrap()
}

fn refusal<T>(result: Result<T, GrantError>) -> Option<Refusal> {
    match result {
        Err(GrantError::Refused(refusal)) => Some(refusal),
        Err(other) => panic!("{other}"),
        Ok(_) => None,
    }
}

/// A person who was added with a role and accepted it.
async fn accepted(
    kit: &TestApp,
    giver: &Actor,
    name: &str,
    wanted: Invitation,
) -> (String, GrantId) {
    let slug = add_person(&kit.app, giver, (name, ""), wanted)
        .await
        .unwrap();
    let grant = grants(kit, &slug).await.remove(0);
    let actor = load_actor(&kit.app, grant.person).await.unwrap().unwrap();
    accept_role(&kit.app, &actor, grant.id).await.unwrap();
    (slug, grant.id)
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn an_invitation_counts_from_its_acceptance_until_it_is_taken_back(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let administrator = kit.actor("anja-kok").await;
    let wanted = invitation(Role::Teacher, pathway(&kit, "avans-bouw").await, day(30));
    let slug = add_person(&kit.app, &administrator, (" Bo ", ""), wanted)
        .await
        .unwrap();
    let grant = grants(&kit, &slug).await.remove(0);
    assert_eq!(grant.status, GrantStatus::Invited);
    assert_eq!(grant.given_by, Some(administrator.person.id));
    let actor = || async { load_actor(&kit.app, grant.person).await.unwrap().unwrap() };
    assert_eq!(actor().await.role(), None);
    assert_eq!(
        waiting_invitations(&kit.app, &actor().await)
            .await
            .unwrap()
            .len(),
        1
    );

    accept_role(&kit.app, &actor().await, grant.id)
        .await
        .unwrap();
    assert_eq!(actor().await.role(), Some(Role::Teacher));
    let again = accept_role(&kit.app, &actor().await, grant.id).await;
    assert_eq!(refusal(again), Some(Refusal::NotNow));
    kit.clock.advance(TimeDelta::days(31));
    assert_eq!(actor().await.role(), None, "past its last day");
    change_end(&kit.app, &administrator, &slug, grant.id, day(60))
        .await
        .unwrap();
    assert_eq!(actor().await.role(), Some(Role::Teacher));
    revoke_role(&kit.app, &administrator, &slug, grant.id)
        .await
        .unwrap();
    assert_eq!(actor().await.role(), None);
    let twice = revoke_role(&kit.app, &administrator, &slug, grant.id).await;
    assert_eq!(refusal(twice), Some(Refusal::NotNow));

    let sheet = person_sheet(&kit.app, &administrator, &slug).await.unwrap();
    assert_eq!(sheet.person.name, "Bo");
    let steps = sheet.grants[0].events.iter();
    let steps: Vec<(Step, &str)> = steps
        .map(|(event, by)| (event.step, by.as_deref().unwrap()))
        .collect();
    let expected = [
        (Step::Give, "Anja Kok"),
        (Step::Accept, "Bo"),
        (Step::ChangeEnd, "Anja Kok"),
        (Step::Revoke, "Anja Kok"),
    ];
    assert_eq!(steps, expected);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn an_invitation_is_declined_or_runs_out_and_never_accepted_by_another(
    #[case] backend: Backend,
) {
    let kit = TestApp::demo(backend).await;
    let teacher = kit.actor("karim-aziz").await;
    let waits = waiting_invitations(&kit.app, &teacher)
        .await
        .unwrap()
        .remove(0);
    let other = kit.actor("lotte-smit").await;
    for result in [
        accept_role(&kit.app, &other, waits.id).await,
        decline_role(&kit.app, &other, waits.id).await,
        lay_role_down(&kit.app, &other, waits.id).await,
    ] {
        assert!(matches!(result, Err(GrantError::App(AppError::NotFound))));
    }
    let early = lay_role_down(&kit.app, &teacher, waits.id).await;
    assert_eq!(refusal(early), Some(Refusal::NotNow));
    decline_role(&kit.app, &teacher, waits.id).await.unwrap();
    let late = accept_role(&kit.app, &teacher, waits.id).await;
    assert_eq!(refusal(late), Some(Refusal::NotNow));

    let administrator = kit.actor("anja-kok").await;
    let wanted = invitation(Role::Student, pathway(&kit, "avans-bouw").await, day(1));
    give_role(&kit.app, &administrator, "karim-aziz", wanted)
        .await
        .unwrap();
    let waits = waiting_invitations(&kit.app, &teacher)
        .await
        .unwrap()
        .remove(0);
    kit.clock.advance(TimeDelta::days(3));
    let late = accept_role(&kit.app, &teacher, waits.id).await;
    assert_eq!(refusal(late), Some(Refusal::NotNow));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_acts_for_somebody_stops_with_them(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let administrator = kit.actor("anja-kok").await;
    let joost = kit.actor("joost-bakker").await;
    let company = joost.grants[0].scope;
    let forever = invitation(Role::Intermediary, company, None);
    let forever = add_person(&kit.app, &joost, ("Kim", ""), forever).await;
    assert_eq!(refusal(forever), Some(Refusal::NoEnd));
    let wanted = invitation(Role::Intermediary, company, day(40));
    let (kim, _) = accepted(&kit, &joost, "Kim", wanted).await;
    let of_kim = grants(&kit, &kim).await.remove(0);
    assert_eq!(of_kim.delegated_from, Some(joost.grants[0].id));

    let own = joost.grants[0].id;
    change_end(&kit.app, &administrator, "joost-bakker", own, day(20))
        .await
        .unwrap();
    let shortened = grants(&kit, &kim).await.remove(0);
    let ends = grants(&kit, "joost-bakker").await[0].expires_at;
    assert!(ends.is_some());
    assert_eq!(shortened.expires_at, ends);
    let joost = kit.actor("joost-bakker").await;
    let longer = change_end(&kit.app, &joost, &kim, of_kim.id, day(21)).await;
    assert_eq!(refusal(longer), Some(Refusal::OutlivesOwn));
    let longer = change_end(&kit.app, &administrator, &kim, of_kim.id, day(21)).await;
    assert_eq!(refusal(longer), Some(Refusal::OutlivesOwn));

    revoke_role(&kit.app, &administrator, "joost-bakker", own)
        .await
        .unwrap();
    for slug in [kim.as_str(), "hugo-kuipers"] {
        let found = grants(&kit, slug).await.remove(0);
        assert_eq!(found.status, GrantStatus::Revoked, "{slug}");
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn nobody_removes_the_last_administrator(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let administrator = kit.signed_in("anja-kok").await;
    let own = administrator.grants[0].id;
    let (app, slug) = (&kit.app, "anja-kok");
    let last = Some(Refusal::LastAdministrator);
    assert_eq!(
        refusal(revoke_role(app, &administrator, slug, own).await),
        last
    );
    assert_eq!(refusal(lay_role_down(app, &administrator, own).await), last);
    let ends = change_end(app, &administrator, slug, own, day(9)).await;
    assert_eq!(refusal(ends), last);

    // One who ends by themselves does not keep the program administered.
    let temporary = invitation(Role::Administrator, Scope::Programme, day(9));
    let (second, of_second) = accepted(&kit, &administrator, "Tweede", temporary).await;
    assert_eq!(refusal(lay_role_down(app, &administrator, own).await), last);
    change_end(app, &administrator, &second, of_second, None)
        .await
        .unwrap();

    // Both at once: one of them remains.
    let other = grants(&kit, &second).await.remove(0).person;
    let other = app.store().person(other).await.unwrap().unwrap();
    let other = kit.signed_in(&other.slug).await;
    let (one, two) = tokio::join!(
        revoke_role(app, &administrator, &second, of_second),
        revoke_role(app, &other, slug, own)
    );
    let done = [one, two].into_iter().flatten().count();
    assert_eq!(done, 1, "one of two");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn coordinator_and_researcher_of_one_study_are_two_persons(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let administrator = kit.actor("anja-kok").await;
    let avans = pathway(&kit, "avans-bouw").await;
    let clash = Some(Refusal::CoordinatorAndResearcher);
    let give = |slug: &'static str, role, scope| {
        let (app, giver) = (&kit.app, &administrator);
        async move { give_role(app, giver, slug, invitation(role, scope, None)).await }
    };
    let first = give("noor-de-wit", Role::Researcher, Scope::Programme).await;
    assert_eq!(refusal(first), clash);
    let second = give("ruben-vos", Role::Coordinator, avans).await;
    assert_eq!(refusal(second), clash);
    let waves = kit.app.store().waves(&Visible::Everything).await.unwrap();
    let open = waves
        .iter()
        .find(|wave| wave.slug == "vervolgmeting")
        .unwrap();
    let asked = give("noor-de-wit", Role::Researcher, Scope::Wave(open.id)).await;
    assert_eq!(refusal(asked), clash, "the study asks her pathway");
    // It asks no pathway that is being developed.
    let hva = pathway(&kit, "hva-ict").await;
    give("lotte-smit", Role::Researcher, Scope::Wave(open.id))
        .await
        .unwrap();
    give("lotte-smit", Role::Coordinator, hva).await.unwrap();
    let both = give("lotte-smit", Role::Coordinator, avans).await;
    assert_eq!(refusal(both), clash);

    // Two who give at once: one of them is told.
    let (one, two) = tokio::join!(
        give("peter-jansen", Role::Researcher, Scope::Programme),
        give("peter-jansen", Role::Coordinator, avans)
    );
    let done = [one, two].into_iter().flatten().count();
    assert_eq!(done, 1, "one of two");
    let twice = give("peter-jansen", Role::BranchOrganisation, avans).await;
    assert_eq!(refusal(twice), Some(Refusal::HasIt));
    let oneself = give("anja-kok", Role::Researcher, Scope::Programme).await;
    assert_eq!(refusal(oneself), Some(Refusal::ToThemselves));
}

/// Who has a link is that person: nobody makes one for somebody who may do more than they can give.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_link_is_made_only_for_whom_one_could_have_given_everything(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let coordinator = kit.signed_in("noor-de-wit").await;
    hand_out_link(&kit.app, &coordinator, "lotte-smit")
        .await
        .unwrap();
    // Karim is invited to coordinate another pathway, which Noor cannot give.
    let more = hand_out_link(&kit.app, &coordinator, "karim-aziz").await;
    assert!(matches!(more, Err(AppError::NotFound)));
    let foreign = hand_out_link(&kit.app, &coordinator, "wil-peters").await;
    assert!(matches!(foreign, Err(AppError::NotFound)));
    let administrator = kit.signed_in("anja-kok").await;
    hand_out_link(&kit.app, &administrator, "karim-aziz")
        .await
        .unwrap();
    let oneself = hand_out_link(&kit.app, &administrator, "anja-kok").await;
    assert!(matches!(oneself, Err(AppError::NotFound)));
}

/// Whoever reads mail at the address signs in as the person.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn another_address_takes_old_links_back_and_is_told_to_the_former(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (app, store) = (&kit.app, kit.app.store());
    let coordinator = kit.signed_in("noor-de-wit").await;
    let change = async |slug, typed| change_address(app, &coordinator, slug, typed).await;
    change("lotte-smit", " lotte@example.nl ").await.unwrap();
    assert!(store.account_mails().await.unwrap().is_empty(), "no former");
    let everything = Managed::everything();
    let lotte = store.person_by_slug(&everything, "lotte-smit").await;
    let lotte = lotte.unwrap().unwrap();
    assert_eq!(lotte.email.unwrap().as_str(), "lotte@example.nl");

    hand_out_link(app, &coordinator, "lotte-smit")
        .await
        .unwrap();
    change("lotte-smit", "lotte@example.nl").await.unwrap();
    assert_eq!(store.sign_in_links_of(lotte.id).await, Ok(1), "the same");
    change("lotte-smit", "smit@example.nl").await.unwrap();
    assert_eq!(store.sign_in_links_of(lotte.id).await, Ok(0));
    let told = store.account_mails().await.unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].address.as_str(), "lotte@example.nl");
    assert_eq!(told[0].kind, AccountMailKind::AddressChanged);

    let wrong = change("lotte-smit", "smit").await;
    assert!(matches!(wrong, Err(GrantError::NoAddress)));
    let administrator = kit.signed_in("anja-kok").await;
    let (own, theirs) = ("anja-kok", "SMIT@example.nl");
    let taken = change_address(app, &administrator, own, theirs).await;
    assert!(matches!(taken, Err(GrantError::AddressTaken)));
    let mine = change_address(app, &administrator, own, "anja@example.nl").await;
    mine.unwrap();
    for more in ["karim-aziz", "wil-peters"] {
        let refused = change(more, "x@example.nl").await;
        assert!(matches!(refused, Err(GrantError::App(AppError::NotFound))));
    }
    kit.clock.advance(TimeDelta::hours(1));
    let stale = change("lotte-smit", "").await;
    assert!(matches!(stale, Err(GrantError::App(AppError::NotFresh))));
}

/// A link that somebody else made before could not always give the new role.
#[tokio::test]
async fn a_new_role_takes_old_links_back() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let coordinator = kit.signed_in("noor-de-wit").await;
    let lotte = kit.actor("lotte-smit").await.person.id;
    hand_out_link(&kit.app, &coordinator, "lotte-smit")
        .await
        .unwrap();
    let administrator = kit.actor("anja-kok").await;
    let wanted = invitation(Role::ProgrammeTeam, Scope::Programme, None);
    give_role(&kit.app, &administrator, "lotte-smit", wanted)
        .await
        .unwrap();
    assert_eq!(kit.app.store().sign_in_links_of(lotte).await, Ok(0));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn each_sees_the_persons_whose_roles_they_manage(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    for (slug, expected) in [
        ("noor-de-wit", Some(vec!["Karim Aziz", "Lotte Smit"])),
        ("joost-bakker", Some(vec!["Hugo Kuipers", "Wil Peters"])),
        ("samira-haddad", Some(vec!["Karim Aziz", "Noor de Wit"])),
        ("mieke-dekker", Some(vec!["Mieke Dekker"])),
        ("ruben-vos", None),
        ("lotte-smit", None),
    ] {
        let actor = kit.actor(slug).await;
        let found = list_persons(&kit.app, &actor, &PersonFilter::default(), 0).await;
        let names = found.map(|list| {
            let lines = list.lines.into_iter();
            lines.map(|line| line.person.name).collect::<Vec<_>>()
        });
        match expected {
            Some(expected) => assert_eq!(names.unwrap(), expected, "{slug}"),
            None => assert!(matches!(names, Err(AppError::Forbidden)), "{slug}"),
        }
    }
}

/// What a coordinator gives lies within the own scope; a role of the whole hogeschool reaches its pathways.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_coordinator_invites_within_the_own_scope(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let administrator = kit.actor("anja-kok").await;
    let pathways = kit
        .app
        .store()
        .pathways(&Visible::Everything)
        .await
        .unwrap();
    let stenden: Vec<_> = pathways
        .iter()
        .filter(|pathway| pathway.hogeschool == "NHL Stenden")
        .collect();
    assert!(stenden.len() > 1);
    let whole = Scope::Hogeschool(stenden[0].hogeschool_id);
    let wanted = invitation(Role::Coordinator, whole, None);
    let (_, grant) = accepted(&kit, &administrator, "Sietske", wanted).await;
    let sietske = person_of(&kit, grant).await;
    let actor = load_actor(&kit.app, sietske).await.unwrap().unwrap();
    for pathway in &stenden {
        let wanted = invitation(Role::Teacher, Scope::Pathway(pathway.id), None);
        add_person(&kit.app, &actor, ("Docent", ""), wanted)
            .await
            .unwrap();
    }
    let elsewhere = invitation(Role::Teacher, pathway(&kit, "avans-bouw").await, None);
    let elsewhere = add_person(&kit.app, &actor, ("Docent", ""), elsewhere).await;
    assert_eq!(refusal(elsewhere), Some(Refusal::NotTheirs));
    let colleague = add_person(&kit.app, &actor, ("Collega", ""), wanted).await;
    assert_eq!(refusal(colleague), Some(Refusal::NotTheirs));
    let found = list_persons(&kit.app, &actor, &PersonFilter::default(), 0).await;
    assert_eq!(found.unwrap().count, stenden.len() as u64);
}

async fn person_of(kit: &TestApp, grant: GrantId) -> PersonId {
    let tx = kit.app.store().begin().await.unwrap();
    tx.grant(grant).await.unwrap().unwrap().person
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn one_acts_in_the_chosen_role_as_long_as_it_counts(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let karim = kit.actor("karim-aziz").await;
    let waits = waiting_invitations(&kit.app, &karim)
        .await
        .unwrap()
        .remove(0);
    accept_role(&kit.app, &karim, waits.id).await.unwrap();
    let load = |chosen| {
        let (app, id) = (&kit.app, karim.person.id);
        async move { load_actor_as(app, id, chosen).await.unwrap().unwrap() }
    };
    let both = [Role::Coordinator, Role::Teacher];
    for (chosen, acts) in [
        (None, Role::Coordinator),
        (Some(Role::Teacher), Role::Teacher),
        (Some(Role::Administrator), Role::Coordinator),
    ] {
        let actor = load(chosen).await;
        assert_eq!(actor.role(), Some(acts));
        assert_eq!(actor.roles, both);
        assert!(actor.grants.iter().all(|grant| grant.role == acts));
    }
    let teaches = karim.grants[0].id;
    lay_role_down(&kit.app, &karim, teaches).await.unwrap();
    let actor = load(Some(Role::Teacher)).await;
    assert_eq!(actor.role(), Some(Role::Coordinator));
}
