//! Backups that may not stay, and what stays erased.

use chrono::TimeDelta;
use mkbroute_application::operations::{
    Erased, Expiry, LEDGER, back_up, kept_backups, ledger_after,
};
use mkbroute_application::surveys::fielding::close_wave;
use mkbroute_application::surveys::{submit_response, withdraw_response};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

use crate::answering::{begin, fill_in};

const KEY: [u8; 32] = [1; 32];

async fn expiries(kit: &TestApp, keep: Option<u32>) -> Vec<Expiry> {
    let kept = kept_backups(&kit.app, kit.app.backups_dir(), keep)
        .await
        .unwrap();
    kept.into_iter().map(|backup| backup.expiry).collect()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_backup_from_an_open_wave_goes_thirty_days_after_it_closed(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let folder = kit.app.backups_dir().to_owned();
    std::fs::create_dir_all(&folder).unwrap();
    back_up(&kit.app, &folder.join("open.mkb"), &KEY)
        .await
        .unwrap();
    kit.clock.advance(TimeDelta::days(400));
    assert_eq!(
        expiries(&kit, None).await,
        [Expiry::Stays],
        "as long as it is open"
    );
    let actor = kit.actor("ruben-vos").await;
    close_wave(&kit.app, &actor, "vervolgmeting").await.unwrap();
    let on = kit.app.now().date_naive();
    back_up(&kit.app, &folder.join("closed.mkb"), &KEY)
        .await
        .unwrap();
    kit.clock.advance(TimeDelta::days(29));
    assert_eq!(expiries(&kit, None).await, [Expiry::Stays, Expiry::Stays]);
    kit.clock.advance(TimeDelta::days(1));
    let gone = Expiry::WaveClosed {
        wave: "vervolgmeting".to_owned(),
        on,
    };
    assert_eq!(expiries(&kit, None).await, [gone.clone(), Expiry::Stays]);
    kit.clock.advance(TimeDelta::days(100));
    assert_eq!(
        expiries(&kit, Some(60)).await,
        [gone, Expiry::Stays],
        "the newest stays"
    );
    back_up(&kit.app, &folder.join("new.mkb"), &KEY)
        .await
        .unwrap();
    assert_eq!(
        expiries(&kit, Some(60)).await[1..],
        [Expiry::Old, Expiry::Stays]
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_ledger_holds_the_key_of_what_was_taken_back_and_nothing_else(
    #[case] backend: Backend,
) {
    let kit = TestApp::demo(backend).await;
    let ledger = kit.app.backups_dir().join(LEDGER);
    let token = begin(&kit, RespondentGroup::Teachers).await;
    assert!(!withdraw_response(&kit.app, &token).await.unwrap());
    assert!(!ledger.exists(), "nothing was there to take back");
    fill_in(&kit, &token).await;
    submit_response(&kit.app, &token, None).await.unwrap();
    assert!(withdraw_response(&kit.app, &token).await.unwrap());
    let key = Erased::Response(token.response_key());
    assert_eq!(ledger_after(&ledger, 0).unwrap(), [key.clone(), key]);
    let text = std::fs::read_to_string(&ledger).unwrap();
    assert!(!text.contains(&token.to_string()));
    for line in text.lines() {
        assert_eq!(line.len(), r#"{"response":""}"#.len() + 64, "{line}");
    }
}
