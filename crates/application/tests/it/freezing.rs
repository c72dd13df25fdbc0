//! Freezing, releases, and data that are not what was frozen.

use mkbroute_analysis::figure::Audience;
use mkbroute_application::AppError;
use mkbroute_application::demo::{BASELINE, FOLLOW_UP, Seeded, seed};
use mkbroute_application::insights::{freeze, freeze_wave, measurement};
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::accounts::audit::Doer;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn freezing_again_gives_the_same_hash_on_both_databases(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let wave = kit
        .app
        .store()
        .wave_by_slug(&Visible::Everything, BASELINE)
        .await
        .unwrap()
        .unwrap();
    let again = freeze(&kit.app, Doer::Operator, &wave).await.unwrap();
    assert_eq!(Some(again.dataset_sha256), wave.dataset_sha256);
}

#[tokio::test]
async fn an_open_wave_is_not_frozen_and_has_no_release() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let researcher = kit.actor("ruben-vos").await;
    let refused = freeze_wave(&kit.app, &researcher, FOLLOW_UP).await;
    assert!(matches!(refused, Err(AppError::NotClosed(_))));
    let refused = measurement(&kit.app, &researcher, FOLLOW_UP, Audience::Release).await;
    assert!(matches!(refused, Err(AppError::NotFrozen(_))));
}

#[tokio::test]
async fn only_a_researcher_reads_what_is_withheld_or_freezes() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    for slug in ["noor-de-wit", "samira-haddad", "joost-bakker"] {
        let actor = kit.actor(slug).await;
        let all = measurement(&kit.app, &actor, BASELINE, Audience::Researcher).await;
        assert!(matches!(all, Err(AppError::Forbidden)), "{slug}");
        let freezes = freeze_wave(&kit.app, &actor, BASELINE).await;
        assert!(matches!(freezes, Err(AppError::Forbidden)), "{slug}");
        assert!(
            measurement(&kit.app, &actor, BASELINE, Audience::Release)
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn a_changed_file_is_noticed() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let frozen = kit.folder.path().join("frozen").join(BASELINE);
    std::fs::copy(
        frozen.join("students.parquet"),
        frozen.join("teachers.parquet"),
    )
    .unwrap();
    let researcher = kit.actor("ruben-vos").await;
    let refused = measurement(&kit.app, &researcher, BASELINE, Audience::Release).await;
    assert!(matches!(
        refused,
        Err(AppError::Unreadable(_) | AppError::FrozenDataChanged(_))
    ));
}

#[tokio::test]
async fn a_seeded_folder_is_never_seeded_again() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    assert!(matches!(seed(&kit.app).await.unwrap(), Seeded::Before));
    let wave = kit
        .app
        .store()
        .wave_by_slug(&Visible::Everything, BASELINE)
        .await
        .unwrap()
        .unwrap();
    let counts = kit.app.store().response_counts(wave.id).await.unwrap();
    assert_eq!(
        counts.iter().map(|count| count.submitted).sum::<u32>(),
        31 + 25 + 13
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_wave_without_answers_has_figures_without_numbers(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let researcher = kit.actor("ruben-vos").await;
    let empty = measurement(&kit.app, &researcher, FOLLOW_UP, Audience::Researcher)
        .await
        .unwrap();
    for group in &empty.groups {
        assert_eq!(group.result.response.started, 0);
        let numbers = group.result.items.iter().flat_map(|item| &item.figures);
        assert!(
            numbers
                .filter_map(|figure| figure.value)
                .all(f64::is_finite)
        );
    }
}
