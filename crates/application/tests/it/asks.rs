//! What waits for each role of the demonstration, and that it goes once it is done.

use chrono::TimeDelta;
use mkbroute_application::accounts::audit::check_for;
use mkbroute_application::accounts::{
    Actor, Invitation, Place, accept_role, add_person, change_end, give_role, hand_out_link,
    load_actor_as,
};
use mkbroute_application::asks::{Ask, AskKind, Matter, asks_of};
use mkbroute_application::demo::FOLLOW_UP;
use mkbroute_application::demo::personas::CAST;
use mkbroute_application::insights::freeze_wave;
use mkbroute_application::surveys::editor::{comment_round, decide};
use mkbroute_application::surveys::fielding::{
    Report, extend_wave, open_wave, plan_of, plan_wave, report_distribution,
};
use mkbroute_application::surveys::invitations::{invite, remove_address};
use mkbroute_domain::accounts::{Managed, Role, Scope, Visible};
use mkbroute_domain::surveys::draft::CommentVerdict;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::invitation::{FailureKind, InvitationState, MailFailure};
use mkbroute_domain::surveys::wave::SILENT_AFTER_DAYS;
use mkbroute_domain::text::Text;
use mkbroute_store::AuditCheck;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

async fn asks(kit: &TestApp, actor: &Actor) -> Vec<Ask> {
    let found = asks_of(&kit.app, actor).await.unwrap();
    assert!(
        found.is_sorted_by_key(|ask| ask.since),
        "the oldest first: {found:?}"
    );
    found
}

/// The kinds of what waits, in order.
async fn kinds(kit: &TestApp, slug: &str) -> Vec<AskKind> {
    let actor = kit.actor(slug).await;
    asks(kit, &actor).await.iter().map(Ask::kind).collect()
}

async fn codes(kit: &TestApp, slug: &str) -> Vec<String> {
    let actor = kit.actor(slug).await;
    let found = asks(kit, &actor).await.into_iter();
    let codes = found.filter_map(|ask| match ask.matter {
        Matter::PassOn(place) => Some(place.code),
        _ => None,
    });
    codes.collect()
}

/// What waits for each person of the demonstration on its first day.
const FIRST_DAY: [(&str, &[AskKind]); 11] = [
    ("ruben-vos", &[AskKind::DecideComments]),
    (
        "noor-de-wit",
        &[
            AskKind::TalkAgain,
            AskKind::AnswerMeeting,
            AskKind::PassOn,
            AskKind::PassOn,
            AskKind::PassOn,
            AskKind::PassOn,
            AskKind::PassOn,
            AskKind::HandOutLinks,
        ],
    ),
    (
        "samira-haddad",
        &[
            AskKind::AnswerSupport,
            AskKind::DecideComments,
            AskKind::HandOutLinks,
        ],
    ),
    ("joost-bakker", &[AskKind::HandOutLinks]),
    ("anja-kok", &[AskKind::HandOutLinks]),
    ("karim-aziz", &[AskKind::AcceptRole]),
    ("wil-peters", &[]),
    ("lotte-smit", &[]),
    ("peter-jansen", &[]),
    ("mieke-dekker", &[]),
    ("hugo-kuipers", &[]),
];

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn each_role_is_asked_what_it_can_do(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    assert_eq!(FIRST_DAY.len(), CAST.len(), "everybody");
    for (slug, expected) in FIRST_DAY {
        assert_eq!(kinds(&kit, slug).await, expected, "{slug}");
    }
    let of_measuring = async |slug: &str| {
        let mut found = kinds(&kit, slug).await;
        found.retain(|kind| {
            !matches!(
                kind,
                AskKind::HandOutLinks
                    | AskKind::TalkAgain
                    | AskKind::AnswerSupport
                    | AskKind::AnswerMeeting
            )
        });
        found
    };

    // A week later nobody answered: those who measure are asked to look, the coordinator still to pass on.
    kit.clock.advance(TimeDelta::days(SILENT_AFTER_DAYS));
    for slug in ["ruben-vos", "samira-haddad"] {
        let expected = [AskKind::DecideComments, AskKind::SeeSilence];
        assert_eq!(of_measuring(slug).await, expected, "{slug}");
    }
    assert_eq!(of_measuring("noor-de-wit").await, [AskKind::PassOn; 5]);
    assert_eq!(of_measuring("joost-bakker").await, []);

    // After the last day silence is no news any more.
    kit.clock.advance(TimeDelta::days(180));
    for slug in ["ruben-vos", "samira-haddad"] {
        let expected = [AskKind::DecideComments, AskKind::CloseWave];
        assert_eq!(of_measuring(slug).await, expected, "{slug}");
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_coordinator_passes_on_their_own_pathway_and_is_done(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let noor = kit.actor("noor-de-wit").await;
    let before = codes(&kit, "noor-de-wit").await;
    let pathway = before[0].strip_prefix("vervolgmeting-").unwrap();
    let pathway = &pathway[..pathway.rfind('-').unwrap()];
    assert!(
        before.iter().all(|code| code.contains(pathway)),
        "{before:?}"
    );
    let report = Report::Sent {
        on: kit.app.now().date_naive(),
        reason: String::new(),
    };
    report_distribution(&kit.app, &noor, FOLLOW_UP, &before[0], report)
        .await
        .unwrap();
    assert_eq!(codes(&kit, "noor-de-wit").await, before[1..]);
    let mistake = Report::TakeBack;
    report_distribution(&kit.app, &noor, FOLLOW_UP, &before[0], mistake)
        .await
        .unwrap();
    assert_eq!(codes(&kit, "noor-de-wit").await, before);
    kit.close(FOLLOW_UP).await;
    assert!(codes(&kit, "noor-de-wit").await.is_empty(), "it is closed");
}

/// The silent links of the open wave, as the researcher is told.
async fn silent(kit: &TestApp) -> u32 {
    let ruben = kit.actor("ruben-vos").await;
    let found = asks(kit, &ruben).await;
    let silent = found.iter().find_map(|ask| match &ask.matter {
        Matter::SeeSilence { links, .. } => Some(*links),
        _ => None,
    });
    silent.unwrap_or_default()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_answers_or_begins_to_is_not_silent(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    kit.clock.advance(TimeDelta::days(SILENT_AFTER_DAYS));
    let store = kit.app.store();
    let wave = store
        .wave_by_slug(&Visible::Everything, FOLLOW_UP)
        .await
        .unwrap()
        .unwrap();
    let links = store.wave_links(wave.id).await.unwrap();
    let all = u32::try_from(links.len()).unwrap();
    assert_eq!(silent(&kit).await, all);

    kit.respond(FOLLOW_UP, RespondentGroup::Students, 0..1)
        .await;
    assert_eq!(silent(&kit).await, all - 1, "one answered");
    let other = links
        .iter()
        .find(|link| link.group == RespondentGroup::Teachers);
    let other = other.unwrap();
    let ballot = mkbroute_store::Ballot {
        wave: wave.id,
        group: other.group,
        pathway: other.pathway,
    };
    let tx = store.begin().await.unwrap();
    tx.put_draft([9; 32], ballot, vec![1]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(silent(&kit).await, all - 2, "one began");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn mail_that_did_not_arrive_asks_until_the_address_is_gone(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let noor = kit.actor("noor-de-wit").await;
    let code = codes(&kit, "noor-de-wit").await[0].clone();
    invite(&kit.app, &noor, FOLLOW_UP, &code, "weg@example.nl")
        .await
        .unwrap();
    let mended = async |slug: &str| {
        let actor = kit.actor(slug).await;
        let found = asks(&kit, &actor).await.into_iter();
        let lost = found.filter_map(|ask| match ask.matter {
            Matter::MendAddresses { place, addresses } => Some((place.code, addresses)),
            _ => None,
        });
        lost.collect::<Vec<_>>()
    };
    assert!(mended("noor-de-wit").await.is_empty(), "it still waits");
    let store = kit.app.store();
    let wave = store
        .wave_by_slug(&Visible::Everything, FOLLOW_UP)
        .await
        .unwrap()
        .unwrap();
    let invitation = store.invitations(wave.id).await.unwrap().remove(0);
    let failure = MailFailure {
        kind: FailureKind::Refused,
        said: "550".to_owned(),
    };
    let tx = store.begin().await.unwrap();
    tx.invitation_failed(invitation.id, InvitationState::Refused, Some(&failure))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for slug in ["noor-de-wit", "ruben-vos"] {
        assert_eq!(mended(slug).await, [(code.clone(), 1)], "{slug}");
    }
    assert!(mended("joost-bakker").await.is_empty());
    remove_address(&kit.app, &noor, (FOLLOW_UP, &code), invitation.id)
        .await
        .unwrap();
    assert!(mended("noor-de-wit").await.is_empty());
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_measurement_asks_to_be_opened_closed_and_frozen(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let ruben = kit.actor("ruben-vos").await;
    let store = kit.app.store();
    let follow_up = store
        .wave_by_slug(&Visible::Everything, FOLLOW_UP)
        .await
        .unwrap()
        .unwrap();
    let mut plan = plan_of(&kit.app, &follow_up).await.unwrap();
    plan.title = Text::new("Straks", "Soon");
    let slug = plan_wave(&kit.app, &ruben, plan).await.unwrap();
    let of_wave = async |who: &Actor| {
        let found = asks(&kit, who).await.into_iter();
        let kinds = found.filter_map(|ask| {
            let kind = ask.kind();
            match ask.matter {
                Matter::OpenWave { wave, .. }
                | Matter::CloseWave { wave, .. }
                | Matter::FreezeWave { wave } => (wave.slug == slug).then_some(kind),
                _ => None,
            }
        });
        kinds.collect::<Vec<_>>()
    };
    assert_eq!(of_wave(&ruben).await, [AskKind::OpenWave]);
    open_wave(&kit.app, &ruben, &slug).await.unwrap();
    assert_eq!(of_wave(&ruben).await, []);
    kit.clock.advance(TimeDelta::days(180));
    assert_eq!(of_wave(&ruben).await, [], "today is the last day");
    kit.clock.advance(TimeDelta::days(1));
    assert_eq!(of_wave(&ruben).await, [AskKind::CloseWave]);
    let later = follow_up.closes + TimeDelta::days(9);
    extend_wave(&kit.app, &ruben, &slug, later).await.unwrap();
    assert_eq!(of_wave(&ruben).await, []);

    kit.close(&slug).await;
    assert_eq!(of_wave(&ruben).await, [AskKind::FreezeWave]);
    let samira = kit.actor("samira-haddad").await;
    assert_eq!(
        of_wave(&samira).await,
        [],
        "who may not freeze is not asked"
    );
    freeze_wave(&kit.app, &ruben, &slug).await.unwrap();
    assert_eq!(of_wave(&ruben).await, []);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn comments_ask_until_the_last_is_decided(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let ruben = kit.actor("ruben-vos").await;
    let round = comment_round(&kit.app, &ruben, "students-2").await.unwrap();
    let open = round
        .comments
        .iter()
        .filter(|found| found.decision.is_none());
    let open: Vec<_> = open.map(|found| found.id).collect();
    for (done, id) in open.iter().enumerate() {
        let waits = asks(&kit, &ruben).await;
        let left = u32::try_from(open.len() - done).unwrap();
        let [
            Ask {
                matter: Matter::DecideComments { comments, .. },
                ..
            },
        ] = waits.as_slice()
        else {
            panic!("comments wait: {waits:?}");
        };
        assert_eq!(*comments, left);
        let taken = (CommentVerdict::TakenOver, "");
        decide(&kit.app, &ruben, "students-2", *id, taken)
            .await
            .unwrap();
    }
    assert!(asks(&kit, &ruben).await.is_empty());
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn an_administrator_lets_people_in_one_after_the_other(#[case] backend: Backend) {
    let kit = TestApp::empty(backend).await;
    mkbroute_application::accounts::issue_administrator_link(&kit.app)
        .await
        .unwrap();
    let everybody = Managed::everything();
    let persons = kit.app.store().persons(&everybody).await.unwrap();
    let slug = persons[0].slug.clone();
    assert_eq!(kinds(&kit, &slug).await, [AskKind::LetPeopleIn]);
    let admin = kit.signed_in(&slug).await;
    let wanted = Invitation {
        role: Role::Researcher,
        place: Place::Known(Scope::Programme),
        until: None,
    };
    let add = async |name: &str, address: &str| {
        let added = add_person(&kit.app, &admin, (name, address), wanted).await;
        added.unwrap()
    };
    add("Fatima", "fatima@example.nl").await;
    assert_eq!(kinds(&kit, &slug).await, [], "she asks for a link herself");
    let kees = add("Kees", "").await;
    assert_eq!(kinds(&kit, &slug).await, [AskKind::HandOutLinks]);
    hand_out_link(&kit.app, &admin, &kees).await.unwrap();
    assert_eq!(kinds(&kit, &slug).await, [], "he has a link");
    kit.clock.advance(TimeDelta::days(30));
    let again = kinds(&kit, &slug).await;
    assert_eq!(again, [AskKind::HandOutLinks], "the link has expired");
    kit.signed_in(&kees).await;
    assert_eq!(kinds(&kit, &slug).await, [], "a browser knows him");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_log_that_is_not_whole_asks_until_it_is_checked(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let store = kit.app.store();
    let check = AuditCheck {
        at: kit.app.now() - TimeDelta::days(900),
        head: store.audit_head().await.unwrap(),
        problem: "line 3 was changed".to_owned(),
    };
    let tx = store.begin().await.unwrap();
    tx.put_audit_check(&check).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(kinds(&kit, "anja-kok").await[0], AskKind::LookAtLog);
    assert!(!kinds(&kit, "ruben-vos").await.contains(&AskKind::LookAtLog));
    let anja = kit.actor("anja-kok").await;
    check_for(&kit.app, &anja).await.unwrap();
    assert!(!kinds(&kit, "anja-kok").await.contains(&AskKind::LookAtLog));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_role_asks_to_be_accepted_and_before_its_end_who_can_move_that(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let anja = kit.actor("anja-kok").await;
    let today = kit.app.now().date_naive();
    let wanted = Invitation {
        role: Role::Researcher,
        place: Place::Known(Scope::Programme),
        until: Some(today + TimeDelta::days(40)),
    };
    let bo = add_person(&kit.app, &anja, ("Bo", "bo@example.nl"), wanted)
        .await
        .unwrap();
    assert_eq!(kinds(&kit, &bo).await, [AskKind::AcceptRole]);
    let actor = kit.actor(&bo).await;
    let grants = kit.app.store().grants_of(actor.person.id).await.unwrap();
    accept_role(&kit.app, &actor, grants[0].id).await.unwrap();
    assert!(!kinds(&kit, &bo).await.contains(&AskKind::AcceptRole));

    let ends = async |slug: &str| {
        let actor = kit.actor(slug).await;
        let found = asks(&kit, &actor).await.into_iter();
        let ends = found.filter_map(|ask| match ask.matter {
            Matter::RoleEnds {
                person, last_day, ..
            } => Some((person, last_day - today)),
            _ => None,
        });
        ends.collect::<Vec<_>>()
    };
    kit.clock.advance(TimeDelta::days(10));
    assert_eq!(ends("anja-kok").await, [], "more than 30 days are left");
    kit.clock.advance(TimeDelta::days(2));
    let soon = [(bo.clone(), TimeDelta::days(40))];
    assert_eq!(ends("anja-kok").await, soon);
    for other in ["noor-de-wit", "joost-bakker", bo.as_str()] {
        assert_eq!(ends(other).await, [], "{other} cannot move it");
    }
    let anja = kit.signed_in("anja-kok").await;
    let later = Some(today + TimeDelta::days(200));
    change_end(&kit.app, &anja, &bo, grants[0].id, later)
        .await
        .unwrap();
    assert_eq!(ends("anja-kok").await, []);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_waits_in_another_role_is_told_and_found_there(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let anja = kit.actor("anja-kok").await;
    let wanted = |role| Invitation {
        role,
        place: Place::Known(Scope::Programme),
        until: None,
    };
    let who = ("Bo", "bo@example.nl");
    let bo = add_person(&kit.app, &anja, who, wanted(Role::Researcher))
        .await
        .unwrap();
    give_role(&kit.app, &anja, &bo, wanted(Role::ProgrammeTeam))
        .await
        .unwrap();
    let actor = kit.actor(&bo).await;
    for grant in kit.app.store().grants_of(actor.person.id).await.unwrap() {
        accept_role(&kit.app, &actor, grant.id).await.unwrap();
    }
    kit.close(FOLLOW_UP).await;

    // The programme team may not freeze; the same comments wait in both roles and count once.
    let actor = kit.actor(&bo).await;
    assert_eq!(actor.role(), Some(Role::ProgrammeTeam));
    let found = asks(&kit, &actor).await;
    let other = found.iter().find_map(|ask| match ask.matter {
        Matter::OtherRole { role, things } => Some((role, things)),
        _ => None,
    });
    assert_eq!(other, Some((Role::Researcher, 1)));
    let there = load_actor_as(&kit.app, actor.person.id, Some(Role::Researcher)).await;
    let found = asks(&kit, &there.unwrap().unwrap()).await;
    assert!(found.iter().any(|ask| ask.kind() == AskKind::FreezeWave));
}
