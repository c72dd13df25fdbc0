//! From an open link to a response in the figures.

use mkbroute_analysis::figure::Audience;
use mkbroute_application::AppError;
use mkbroute_application::demo::FOLLOW_UP;
use mkbroute_application::insights::measurement;
use mkbroute_application::surveys::{
    AnsweringState, SaveError, SubmitError, Token, begin_response, open_link, questionnaire,
    save_section, submit_response, withdraw_response,
};
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::surveys::answer::{Answer, Answers};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_testkit::answers::first_answers;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

async fn link_code(kit: &TestApp, group: RespondentGroup) -> String {
    let store = kit.app.store();
    let wave = store
        .wave_by_slug(&Visible::Everything, FOLLOW_UP)
        .await
        .unwrap()
        .unwrap();
    let links = store.wave_links(wave.id).await.unwrap();
    links
        .into_iter()
        .find(|link| link.group == group)
        .unwrap()
        .code
}

pub(crate) async fn begin(kit: &TestApp, group: RespondentGroup) -> Token {
    begin_response(&kit.app, &link_code(kit, group).await)
        .await
        .unwrap()
}

/// Fills in every section like a respondent who presses "Verder" at each.
pub(crate) async fn fill_in(kit: &TestApp, token: &Token) {
    let instrument = questionnaire(&kit.app, token).await.unwrap().instrument;
    let all = first_answers(&instrument);
    for section in 0..instrument.sections.len() {
        let codes: Vec<&str> = instrument
            .questions()
            .filter(|question| question.section == section)
            .map(|question| question.code)
            .collect();
        let given: Answers = all
            .iter()
            .filter(|(code, _)| codes.contains(&code.as_str()))
            .map(|(code, answer)| (code.clone(), answer.clone()))
            .collect();
        keep(kit, token, section, given).await.unwrap();
    }
}

/// A page that saw everything sends a section.
async fn keep(
    kit: &TestApp,
    token: &Token,
    section: usize,
    given: Answers,
) -> Result<u32, SaveError> {
    let found = questionnaire(&kit.app, token).await?;
    save_section(&kit.app, &found, section, given, u32::MAX).await
}

async fn live_started(kit: &TestApp, group: &str) -> u32 {
    let researcher = kit.actor("ruben-vos").await;
    let all = measurement(&kit.app, &researcher, FOLLOW_UP, Audience::Researcher)
        .await
        .unwrap();
    all.groups
        .iter()
        .find(|g| g.result.group == group)
        .unwrap()
        .result
        .response
        .started
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_submitted_response_stands_in_the_live_figures(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    // Employers are asked before a pathway runs, and not here.
    let asked = RespondentGroup::ALL.into_iter();
    for group in asked.filter(|group| *group != RespondentGroup::Employers) {
        let token = begin(&kit, group).await;
        fill_in(&kit, &token).await;
        submit_response(&kit.app, &token, None).await.unwrap();
        assert_eq!(live_started(&kit, group.code()).await, 1);
        let seen = questionnaire(&kit.app, &token).await.unwrap();
        assert_eq!(seen.state, AnsweringState::Submitted);
        assert!(seen.draft.answers.is_empty());
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn handing_in_twice_counts_once(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let token = begin(&kit, RespondentGroup::Students).await;
    fill_in(&kit, &token).await;
    submit_response(&kit.app, &token, None).await.unwrap();
    submit_response(&kit.app, &token, None).await.unwrap();
    assert_eq!(live_started(&kit, "students").await, 1);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_withdrawn_response_leaves_the_figures_and_may_come_back(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let token = begin(&kit, RespondentGroup::Students).await;
    fill_in(&kit, &token).await;
    submit_response(&kit.app, &token, None).await.unwrap();
    assert!(withdraw_response(&kit.app, &token).await.unwrap());
    assert!(!withdraw_response(&kit.app, &token).await.unwrap());
    assert_eq!(live_started(&kit, "students").await, 0);
    fill_in(&kit, &token).await;
    submit_response(&kit.app, &token, None).await.unwrap();
    assert_eq!(live_started(&kit, "students").await, 1);
}

#[tokio::test]
async fn an_answer_out_of_range_keeps_the_section_from_being_saved() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let token = begin(&kit, RespondentGroup::Students).await;
    let instrument = questionnaire(&kit.app, &token).await.unwrap().instrument;
    let matrix = instrument
        .questions()
        .find(|question| question.row.is_some())
        .unwrap();
    let given = Answers::from([(matrix.code.to_owned(), Answer::Number(11.0))]);
    let refused = keep(&kit, &token, matrix.section, given).await;
    assert!(matches!(refused, Err(SaveError::Problems(_))));
    let kept = questionnaire(&kit.app, &token).await.unwrap().draft.answers;
    assert!(!kept.contains_key(matrix.code));
}

#[tokio::test]
async fn nothing_filled_in_cannot_be_handed_in() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let token = begin(&kit, RespondentGroup::Companies).await;
    let instrument = questionnaire(&kit.app, &token).await.unwrap().instrument;
    // Saving the prefilled section as left open takes the prefilled answer away.
    keep(&kit, &token, 0, Answers::new()).await.unwrap();
    assert!(!instrument.sections.is_empty());
    let refused = submit_response(&kit.app, &token, None).await;
    assert!(matches!(refused, Err(SubmitError::Problems(_))));
}

#[tokio::test]
async fn a_planned_or_closed_wave_and_an_unknown_link_are_refused() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let code = link_code(&kit, RespondentGroup::Students).await;
    let token = begin(&kit, RespondentGroup::Students).await;
    assert!(matches!(
        open_link(&kit.app, "bestaat-niet").await,
        Err(AppError::NotFound)
    ));

    kit.clock.advance(chrono::TimeDelta::days(400));
    assert!(!open_link(&kit.app, &code).await.unwrap().welcome);
    assert!(matches!(
        begin_response(&kit.app, &code).await,
        Err(AppError::NotWelcome)
    ));
    let late = keep(&kit, &token, 0, Answers::new()).await;
    assert!(matches!(late, Err(SaveError::App(AppError::NotWelcome))));
}

#[tokio::test]
async fn what_the_link_tells_is_filled_in_beforehand() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let token = begin(&kit, RespondentGroup::Students).await;
    let seen = questionnaire(&kit.app, &token).await.unwrap();
    let expected = Answer::One {
        option: seen.pathway.programme.clone(),
        other: None,
    };
    assert_eq!(seen.draft.answers.get("programme"), Some(&expected));
}

#[tokio::test]
async fn the_draft_on_disk_does_not_show_the_answers() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let token = begin(&kit, RespondentGroup::Students).await;
    let instrument = questionnaire(&kit.app, &token).await.unwrap().instrument;
    let open = instrument
        .questions()
        .find(|q| {
            matches!(
                q.item.kind,
                mkbroute_domain::surveys::instrument::ItemKind::Open { .. }
            ) && q.item.show_if.is_none()
        })
        .unwrap();
    let given = Answers::from([(open.code.to_owned(), Answer::Text("kanariegeel".into()))]);
    keep(&kit, &token, open.section, given).await.unwrap();
    for entry in std::fs::read_dir(kit.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let shown = bytes.windows(11).any(|window| window == b"kanariegeel");
            assert!(!shown, "{} shows a draft", path.display());
        }
    }
}
