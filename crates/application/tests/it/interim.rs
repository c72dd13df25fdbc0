//! Interim releases of an open wave, and the final release after them.

use mkbroute_analysis::release::interim::{Moved, Refused};
use mkbroute_application::AppError;
use mkbroute_application::demo::{BASELINE, FOLLOW_UP};
use mkbroute_application::insights::{
    InterimError, Measurement, freeze_wave, interim_measurement, interim_overview, measurement,
    release_interim,
};
use mkbroute_domain::surveys::instrument::RespondentGroup::{self, Companies, Students, Teachers};
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

use mkbroute_analysis::figure::Audience;

async fn release(kit: &TestApp) -> Result<u32, InterimError> {
    release_interim(&kit.app, &kit.actor("ruben-vos").await, FOLLOW_UP).await
}

async fn figures(kit: &TestApp, number: u32) -> Measurement {
    let reader = kit.actor("noor-de-wit").await;
    interim_measurement(&kit.app, &reader, FOLLOW_UP, number)
        .await
        .unwrap()
}

fn started(found: &Measurement, group: RespondentGroup) -> Option<u32> {
    let mut groups = found.groups.iter();
    let group = groups.find(|found| found.instrument.group == group)?;
    Some(group.result.response.started)
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_group_is_released_from_ten_on_and_again_after_ten_more(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    kit.respond(FOLLOW_UP, Students, 0..9).await;
    let Err(InterimError::NothingNew(steps)) = release(&kit).await else {
        panic!("nine are too few");
    };
    let moved = Moved {
        added: 9,
        removed: 0,
    };
    assert_eq!(steps[1].judged, Err(Refused::SinceFormer(moved)));

    kit.respond(FOLLOW_UP, Students, 9..12).await;
    kit.respond(FOLLOW_UP, Companies, 100..105).await;
    assert_eq!(release(&kit).await.unwrap(), 1);
    let first = figures(&kit, 1).await;
    assert_eq!(started(&first, Students), Some(12));
    assert_eq!(started(&first, Companies), None, "five companies stay out");

    kit.respond(FOLLOW_UP, Students, 12..21).await;
    kit.respond(FOLLOW_UP, Companies, 105..115).await;
    assert_eq!(release(&kit).await.unwrap(), 2);
    let second = figures(&kit, 2).await;
    assert_eq!(started(&second, Companies), Some(15));
    assert_eq!(
        started(&second, Students),
        Some(12),
        "nine more change nothing"
    );
    let students = &second.groups[1];
    assert_eq!(students.kept.unwrap().number, 1);
    assert_eq!(students.result, first.groups[0].result);
    assert!(
        second.groups[0].result.breakdowns.is_empty(),
        "never by parts"
    );
}

#[tokio::test]
async fn one_response_taken_back_keeps_the_former_figures() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    kit.respond(FOLLOW_UP, Teachers, 0..30).await;
    release(&kit).await.unwrap();
    kit.respond(FOLLOW_UP, Teachers, 30..60).await;
    kit.take_back(FOLLOW_UP, 3).await;
    let refused = release(&kit).await;
    let Err(InterimError::NothingNew(steps)) = refused else {
        panic!("{refused:?}");
    };
    let moved = Moved {
        added: 30,
        removed: 1,
    };
    assert_eq!(steps[2].judged, Err(Refused::SinceFormer(moved)));
    for number in 4..13 {
        kit.take_back(FOLLOW_UP, number).await;
    }
    assert_eq!(release(&kit).await.unwrap(), 2);
    assert_eq!(started(&figures(&kit, 2).await, Teachers), Some(50));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn after_closing_a_group_that_changed_little_keeps_its_interim_figures(
    #[case] backend: Backend,
) {
    let kit = TestApp::demo(backend).await;
    let researcher = kit.actor("ruben-vos").await;
    kit.respond(FOLLOW_UP, Students, 0..30).await;
    kit.respond(FOLLOW_UP, Companies, 100..112).await;
    release(&kit).await.unwrap();
    kit.respond(FOLLOW_UP, Students, 30..33).await;
    kit.respond(FOLLOW_UP, Companies, 112..140).await;
    kit.respond(FOLLOW_UP, Teachers, 200..204).await;
    kit.close(FOLLOW_UP).await;
    let frozen = freeze_wave(&kit.app, &researcher, FOLLOW_UP).await.unwrap();
    let again = freeze_wave(&kit.app, &researcher, FOLLOW_UP).await.unwrap();
    assert_eq!(frozen, again, "freezing again writes the same");
    let all = measurement(&kit.app, &researcher, FOLLOW_UP, Audience::Release)
        .await
        .unwrap();
    let shown = [Companies, Students, Teachers].map(|group| started(&all, group));
    assert_eq!(shown, [Some(40), Some(30), Some(4)]);
    let kept: Vec<_> = all
        .groups
        .iter()
        .map(|group| group.kept.map(|kept| kept.number))
        .collect();
    assert_eq!(kept, [None, Some(1), None, None, None]);
    let closed = release(&kit).await;
    assert!(matches!(closed, Err(InterimError::NotOpen)));
    assert_eq!(
        started(&figures(&kit, 1).await, Students),
        Some(30),
        "it stays readable"
    );
}

#[tokio::test]
async fn only_a_researcher_makes_one_and_only_of_an_open_wave() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    kit.respond(FOLLOW_UP, Students, 0..20).await;
    for slug in ["noor-de-wit", "samira-haddad", "joost-bakker"] {
        let actor = kit.actor(slug).await;
        let refused = release_interim(&kit.app, &actor, FOLLOW_UP).await;
        assert!(matches!(
            refused,
            Err(InterimError::App(AppError::Forbidden))
        ));
        let seen = interim_overview(&kit.app, &actor, FOLLOW_UP).await.unwrap();
        assert!(seen.next.is_empty() && seen.releases.is_empty());
    }
    let researcher = kit.actor("ruben-vos").await;
    let closed = release_interim(&kit.app, &researcher, BASELINE).await;
    assert!(matches!(closed, Err(InterimError::NotOpen)));
    let absent = interim_measurement(&kit.app, &researcher, FOLLOW_UP, 1).await;
    assert!(matches!(absent, Err(AppError::NotFound)));
}

#[tokio::test]
async fn a_snapshot_that_was_changed_is_noticed() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    kit.respond(FOLLOW_UP, Students, 0..20).await;
    kit.respond(FOLLOW_UP, Teachers, 100..120).await;
    release(&kit).await.unwrap();
    let folder = kit.folder.path().join("interim").join(FOLLOW_UP);
    let file = |group: &str| {
        let names = std::fs::read_dir(&folder).unwrap();
        let mut paths = names.map(|found| found.unwrap().path());
        let of_group = |path: &std::path::PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.starts_with(group)
        };
        paths.find(of_group).unwrap()
    };
    std::fs::copy(file("students"), file("teachers")).unwrap();
    let reader = kit.actor("noor-de-wit").await;
    let refused = interim_measurement(&kit.app, &reader, FOLLOW_UP, 1).await;
    assert!(matches!(refused, Err(AppError::FrozenDataChanged(_))));
}
