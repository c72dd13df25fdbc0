//! A meeting of the learning network is planned, answered, held and noted.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use mkbroute_application::AppError;
use mkbroute_application::asks::{Matter, asks_of};
use mkbroute_application::pathways::{
    Attendance, Invited, MeetingError, MeetingFilter, MeetingWhen, TypedMeeting, answer_meeting,
    call_off, change_meeting, list_meetings, meeting_sheet, note_attendance, plan_meeting,
};
use mkbroute_domain::ids::{MeetingId, PathwayId};
use mkbroute_domain::pathways::{MeetingDetails, MeetingProblem};
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;
use uuid::Uuid;

const TEAM: &str = "samira-haddad";
const OWN: &str = "noor-de-wit";

fn these(slugs: &[&str]) -> Invited {
    Invited::These(slugs.iter().map(|slug| (*slug).to_owned()).collect())
}

fn typed(kit: &TestApp, in_days: i64, invited: Invited) -> TypedMeeting {
    TypedMeeting {
        title: "Begeleiden".into(),
        on: kit.app.now().date_naive() + TimeDelta::days(in_days),
        details: MeetingDetails {
            place: "Zwolle".into(),
            ..MeetingDetails::default()
        },
        invited,
    }
}

async fn plan(kit: &TestApp, in_days: i64, invited: Invited) -> MeetingId {
    let team = kit.actor(TEAM).await;
    let meeting = typed(kit, in_days, invited);
    plan_meeting(&kit.app, &team, meeting).await.unwrap()
}

/// Whether a meeting waits for the answer of somebody.
async fn waits(kit: &TestApp, who: &str, id: MeetingId) -> bool {
    let asks = asks_of(&kit.app, &kit.actor(who).await).await.unwrap();
    asks.iter()
        .any(|ask| matches!(&ask.matter, Matter::AnswerMeeting { meeting, .. } if *meeting == id))
}

fn is(error: &MeetingError, expected: MeetingProblem) -> bool {
    matches!(error, MeetingError::Meeting(found) if *found == expected)
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_coordinator_is_asked_answers_and_came(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let id = plan(&kit, 10, Invited::Registered).await;
    assert!(waits(&kit, OWN, id).await);
    assert!(
        !waits(&kit, TEAM, id).await,
        "the programme answers nothing"
    );
    let coordinator = kit.actor(OWN).await;
    answer_meeting(&kit.app, &coordinator, id, true)
        .await
        .unwrap();
    assert!(!waits(&kit, OWN, id).await);
    let sheet = meeting_sheet(&kit.app, &coordinator, id).await.unwrap();
    assert_eq!((sheet.answer, sheet.own.len()), (Some(true), 1));
    let no_names = sheet.pathways.iter().all(|found| found.people.is_empty());
    assert!(no_names && !sheet.may_run, "names are for the programme");

    let team = kit.actor(TEAM).await;
    let own = sheet.own[0].id;
    let who = Attendance {
        people: BTreeSet::from([(own, coordinator.person.id)]),
        others: BTreeSet::new(),
    };
    let early = note_attendance(&kit.app, &team, (id, 1), &who).await;
    assert!(is(&early.unwrap_err(), MeetingProblem::NotYet));
    kit.clock.advance(TimeDelta::days(10));
    note_attendance(&kit.app, &team, (id, 1), &who)
        .await
        .unwrap();
    let late = note_attendance(&kit.app, &team, (id, 1), &who).await;
    assert!(matches!(late, Err(MeetingError::ChangedMeanwhile)));
    let sheet = meeting_sheet(&kit.app, &team, id).await.unwrap();
    let mine = sheet.pathways.iter().find(|found| found.pathway.id == own);
    let mine = mine.unwrap();
    assert!(mine.attended && mine.comes && !mine.other_attended());
    assert_eq!(mine.people[0].name, "Noor de Wit");
    kit.clock.advance(TimeDelta::days(1));
    let after = answer_meeting(&kit.app, &coordinator, id, false).await;
    assert!(is(&after.unwrap_err(), MeetingProblem::Over));
}

#[tokio::test]
async fn who_is_not_invited_is_not_asked_and_does_not_answer() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let id = plan(&kit, 10, these(&["hva-ict", "geen-route"])).await;
    assert!(!waits(&kit, OWN, id).await);
    let coordinator = kit.actor(OWN).await;
    let refused = answer_meeting(&kit.app, &coordinator, id, true).await;
    assert!(is(&refused.unwrap_err(), MeetingProblem::NotInvited));
    // Who comes to the network reads what others learned.
    let sheet = meeting_sheet(&kit.app, &coordinator, id).await.unwrap();
    assert!(!sheet.takes_answers && sheet.own.is_empty());

    let team = kit.actor(TEAM).await;
    let nobody = typed(&kit, 10, these(&["geen-route"]));
    let nobody = plan_meeting(&kit.app, &team, nobody).await;
    assert!(is(&nobody.unwrap_err(), MeetingProblem::NobodyInvited));
    kit.clock.advance(TimeDelta::days(11));
    for stranger in [
        Attendance {
            people: BTreeSet::from([(sheet.pathways[0].pathway.id, coordinator.person.id)]),
            others: BTreeSet::new(),
        },
        Attendance {
            people: BTreeSet::new(),
            others: BTreeSet::from([PathwayId(Uuid::nil())]),
        },
    ] {
        let refused = note_attendance(&kit.app, &team, (id, 1), &stranger).await;
        assert!(is(&refused.unwrap_err(), MeetingProblem::NotInvited));
    }
}

#[tokio::test]
async fn a_meeting_that_is_called_off_asks_nobody_and_keeps_who_answered() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let id = plan(&kit, 10, Invited::Registered).await;
    let (team, coordinator) = (kit.actor(TEAM).await, kit.actor(OWN).await);
    answer_meeting(&kit.app, &coordinator, id, true)
        .await
        .unwrap();
    // A pathway that answered stays invited.
    let fewer = typed(&kit, 12, these(&["hva-ict"]));
    change_meeting(&kit.app, &team, (id, 1), fewer.clone())
        .await
        .unwrap();
    let sheet = meeting_sheet(&kit.app, &team, id).await.unwrap();
    let slugs = sheet
        .pathways
        .iter()
        .map(|found| found.pathway.slug.as_str());
    assert!(slugs.eq(["avans-bouw", "hva-ict"]));
    let late = change_meeting(&kit.app, &team, (id, 1), fewer).await;
    assert!(matches!(late, Err(MeetingError::ChangedMeanwhile)));

    call_off(&kit.app, &team, (id, 2), true).await.unwrap();
    let refused = answer_meeting(&kit.app, &coordinator, id, false).await;
    assert!(is(&refused.unwrap_err(), MeetingProblem::CalledOff));
    let sheet = meeting_sheet(&kit.app, &coordinator, id).await.unwrap();
    assert!(sheet.kept.meeting.called_off && sheet.answer == Some(true));
    call_off(&kit.app, &team, (id, 3), false).await.unwrap();
    answer_meeting(&kit.app, &coordinator, id, false)
        .await
        .unwrap();
}

#[tokio::test]
async fn only_the_programme_plans_and_only_who_works_on_a_pathway_looks() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let id = plan(&kit, 10, Invited::Registered).await;
    let coordinator = kit.actor(OWN).await;
    let forbidden = |error: MeetingError| matches!(error, MeetingError::App(AppError::Forbidden));
    let meeting = typed(&kit, 5, Invited::Registered);
    let planned = plan_meeting(&kit.app, &coordinator, meeting.clone()).await;
    assert!(forbidden(planned.unwrap_err()));
    let changed = change_meeting(&kit.app, &coordinator, (id, 1), meeting).await;
    assert!(forbidden(changed.unwrap_err()));
    let off = call_off(&kit.app, &coordinator, (id, 1), true).await;
    assert!(forbidden(off.unwrap_err()));
    let nobody = Attendance::default();
    let noted = note_attendance(&kit.app, &coordinator, (id, 1), &nobody).await;
    assert!(forbidden(noted.unwrap_err()));
    let filter = MeetingFilter {
        when: MeetingWhen::Ever,
        theme: None,
    };
    let student = kit.actor("lotte-smit").await;
    let seen = meeting_sheet(&kit.app, &student, id).await;
    assert!(matches!(seen, Err(AppError::Forbidden)));
    let list = list_meetings(&kit.app, &student, &filter, 0).await;
    assert!(matches!(list, Err(AppError::Forbidden)));
    let list = list_meetings(&kit.app, &coordinator, &filter, 0)
        .await
        .unwrap();
    let waiting = list.meetings.iter().filter(|line| line.waits).count();
    assert_eq!((list.count, waiting), (3, 2));
}
