//! Studies and interim releases, on both databases.

use chrono::NaiveDate;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::study::{Elsewhere, OtherSource, Study, StudyQuestion};
use mkbroute_domain::text::Text;
use mkbroute_store::{InterimGroup, Store};
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::fixture::{Fixture, WAVE};

fn study() -> Study {
    Study {
        slug: "s".into(),
        title: Text::new("Een ‘studie’", "A study"),
        aim: Text::new("Wat?", "What?"),
        revision: 1,
        questions: vec![StudyQuestion {
            code: "q1".into(),
            text: Text::new("Waarom'; --", "Why"),
            items: vec!["students.motives".parse().unwrap()],
            elsewhere: vec![Elsewhere {
                source: OtherSource::FocusGroup,
                note: Text::new("Bedrijven", "Companies"),
            }],
        }],
    }
}

async fn save(store: &Store, study: &Study) -> bool {
    let tx = store.begin().await.unwrap();
    let saved = tx.save_study(study).await.unwrap();
    tx.commit().await.unwrap();
    saved
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_study_is_changed_by_one_editor_at_a_time(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    assert_eq!(store.study("s").await.unwrap(), None);
    let mut study = study();
    assert!(save(store, &study).await);
    assert_eq!(store.study("s").await.unwrap(), Some(study.clone()));
    assert!(!save(store, &study).await, "somebody was first");
    study.revision = 2;
    study.questions.clear();
    assert!(save(store, &study).await);
    assert!(!save(store, &study).await, "somebody was first");
    assert_eq!(store.study("s").await.unwrap(), Some(study));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn interim_releases_come_back_in_order_and_a_number_is_given_once(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let row = |number, group| InterimGroup {
        number,
        group,
        day: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        snapshot: 1,
        respondents: 12,
        sha256: "ab".into(),
    };
    let rows = [
        row(1, RespondentGroup::Companies),
        row(1, RespondentGroup::Students),
        row(2, RespondentGroup::Students),
    ];
    let tx = store.begin().await.unwrap();
    for found in rows.iter().rev() {
        tx.insert_interim_group(WAVE, found).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(store.interim_releases(WAVE).await.unwrap(), rows);
    let tx = store.begin().await.unwrap();
    assert!(tx.insert_interim_group(WAVE, &rows[0]).await.is_err());
}
