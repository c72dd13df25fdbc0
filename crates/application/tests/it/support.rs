//! A pathway asks the national programme, which answers.

use chrono::TimeDelta;
use mkbroute_application::AppError;
use mkbroute_application::asks::{Matter, asks_of};
use mkbroute_application::pathways::{
    AskSupportError, HandleSupportError, SupportDeed, SupportFilter, ask_support, handle_support,
    list_support, support_of_pathway, support_request,
};
use mkbroute_domain::ids::{PersonId, SupportRequestId};
use mkbroute_domain::pathways::{SupportProblem, SupportState};
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;
use uuid::Uuid;

const OWN: &str = "avans-bouw";
const OTHER: &str = "hva-ict";

async fn deed(
    kit: &TestApp,
    who: &str,
    id: SupportRequestId,
    (known, deed): (u32, SupportDeed),
) -> Result<(), HandleSupportError> {
    let actor = kit.actor(who).await;
    handle_support(&kit.app, &actor, (OWN, id), (known, deed)).await
}

async fn waits(kit: &TestApp, who: &str) -> (Option<u32>, usize) {
    let asks = asks_of(&kit.app, &kit.actor(who).await).await.unwrap();
    let to_answer = asks.iter().find_map(|ask| match ask.matter {
        Matter::AnswerSupport { requests } => Some(requests),
        _ => None,
    });
    let read = |matter: &Matter| matches!(matter, Matter::ReadSupport { .. });
    let to_read = asks.iter().filter(|ask| read(&ask.matter)).count();
    (to_answer, to_read)
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_question_waits_for_the_team_and_its_answer_for_who_asked(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    assert_eq!(waits(&kit, "samira-haddad").await, (Some(2), 0));
    assert_eq!(waits(&kit, "noor-de-wit").await, (None, 0));
    let coordinator = kit.actor("noor-de-wit").await;
    let id = ask_support(
        &kit.app,
        &coordinator,
        OWN,
        ("guides", "Is er een voorbeeld?"),
    )
    .await
    .unwrap();
    assert_eq!(waits(&kit, "samira-haddad").await, (Some(3), 0));

    kit.clock.advance(TimeDelta::days(4));
    let team = kit.actor("samira-haddad").await;
    let stranger = SupportDeed::Assign(Some(coordinator.person.id));
    let refused = deed(&kit, "samira-haddad", id, (1, stranger)).await;
    assert!(matches!(refused, Err(HandleSupportError::Owner)));
    let take = SupportDeed::Assign(Some(team.person.id));
    deed(&kit, "samira-haddad", id, (1, take.clone()))
        .await
        .unwrap();
    let late = deed(&kit, "samira-haddad", id, (1, take)).await;
    assert!(matches!(late, Err(HandleSupportError::ChangedMeanwhile)));
    let answer = SupportDeed::Answer("Ja.".into());
    deed(&kit, "samira-haddad", id, (2, answer)).await.unwrap();
    assert_eq!(waits(&kit, "samira-haddad").await, (Some(2), 0));
    assert_eq!(waits(&kit, "noor-de-wit").await, (None, 1));

    // Not the programme says that its answer is read.
    let read = deed(&kit, "samira-haddad", id, (3, SupportDeed::Read)).await;
    let Err(HandleSupportError::App(AppError::Forbidden)) = read else {
        panic!("{read:?}");
    };
    deed(&kit, "noor-de-wit", id, (3, SupportDeed::Read))
        .await
        .unwrap();
    assert_eq!(waits(&kit, "noor-de-wit").await, (None, 0));
    let sheet = support_request(&kit.app, &coordinator, (OWN, id))
        .await
        .unwrap();
    assert_eq!(sheet.kept.request.state, SupportState::Read);
    assert!(sheet.team.is_empty() && !sheet.may_answer);
    assert_eq!(sheet.names[&team.person.id], "Samira Haddad");
    let again = deed(&kit, "noor-de-wit", id, (4, SupportDeed::Withdraw)).await;
    let problem = SupportProblem::State;
    assert!(matches!(again, Err(HandleSupportError::Request(found)) if found == problem));
}

#[tokio::test]
async fn only_the_programme_answers_and_only_ones_own_pathway_asks() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let coordinator = kit.actor("noor-de-wit").await;
    let elsewhere = ask_support(&kit.app, &coordinator, OTHER, ("guides", "Wie?")).await;
    assert!(matches!(
        elsewhere,
        Err(AskSupportError::App(AppError::Forbidden))
    ));
    let bare = ask_support(&kit.app, &coordinator, OWN, ("guides", " ")).await;
    let problem = SupportProblem::NoQuestion;
    assert!(matches!(bare, Err(AskSupportError::Request(found)) if found == problem));

    let found = support_of_pathway(&kit.app, &coordinator, OWN)
        .await
        .unwrap();
    let open = found.requests.first().unwrap().request.id;
    for refused in [
        SupportDeed::Answer("Ja.".into()),
        SupportDeed::Assign(Some(PersonId(Uuid::nil()))),
    ] {
        let done = deed(&kit, "noor-de-wit", open, (1, refused)).await;
        assert!(matches!(
            done,
            Err(HandleSupportError::App(AppError::Forbidden))
        ));
    }
    let team = kit.actor("samira-haddad").await;
    let misplaced = support_request(&kit.app, &team, (OTHER, open)).await;
    assert!(matches!(misplaced, Err(AppError::NotFound)));
    let everything = SupportFilter::default();
    let refused = list_support(&kit.app, &coordinator, &everything, 0).await;
    assert!(matches!(refused, Err(AppError::Forbidden)));

    let list = list_support(&kit.app, &team, &everything, 0).await.unwrap();
    assert_eq!((list.count, list.median), (4, Some(7)));
    let first = &list.requests[0];
    assert_eq!(
        (first.pathway.slug.as_str(), first.days),
        ("fontys-mobiliteit", Some(19))
    );
    assert_eq!(list.team.len(), 1);
}
