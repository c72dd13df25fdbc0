//! The audit log, with somebody who changes it behind the program's back.

use mkbroute_application::accounts::audit::{check, check_again, check_for, verify};
use mkbroute_application::accounts::{Entrance, begin_session, end_session, hand_out_link};
use mkbroute_application::surveys::fielding::{copy_wave, delete_wave, open_wave};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::Managed;
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::accounts::audit::{Break, Head, Record};
use mkbroute_domain::accounts::{Device, SignInMethod};
use mkbroute_store::Location;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

/// The database, past the program.
async fn behind(kit: &TestApp) -> DatabaseConnection {
    let address = match &kit.database.location {
        Location::Sqlite(file) => format!("sqlite://{}", file.display()),
        Location::Postgres(address) => address.clone(),
    };
    Database::connect(address).await.unwrap()
}

/// A log of 24 entries at least, and its head.
async fn with_log(kit: &TestApp) -> Head {
    let anja = kit.signed_in("anja-kok").await;
    for _ in 0..24 {
        hand_out_link(&kit.app, &anja, "noor-de-wit").await.unwrap();
    }
    verify(&kit.app, None).await.unwrap().unwrap()
}

/// What a check says with a head that was kept.
async fn found(app: &App, kept: Head) -> Option<Break> {
    verify(app, Some(kept))
        .await
        .unwrap()
        .err()
        .map(|(found, _)| found)
}

async fn records(app: &App) -> Vec<Record> {
    app.store().audit_entries_after(0, 10_000).await.unwrap()
}

async fn codes_after(app: &App, number: u64) -> Vec<String> {
    let records = app.store().audit_entries_after(number, 100).await.unwrap();
    records.into_iter().map(|record| record.act).collect()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn every_way_to_meddle_with_the_log_is_found(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let head = with_log(&kit).await;
    let behind = behind(&kit).await;
    behind
        .execute_unprepared("CREATE TABLE untouched AS SELECT * FROM audit_entries")
        .await
        .unwrap();
    let last = head.number;
    let cut = last - 3;
    let hash = match backend {
        Backend::Sqlite => "x'00'",
        Backend::Postgres => "'\\x00'::bytea",
    };
    for (meddling, expected) in [
        (
            "UPDATE audit_entries SET act = 'wave.opened' WHERE number = 7".to_owned(),
            Break::Changed(7),
        ),
        (
            "UPDATE audit_entries SET at = at + 60 WHERE number = 7".to_owned(),
            Break::Changed(7),
        ),
        (
            format!("UPDATE audit_entries SET hash = {hash} WHERE number = 7"),
            Break::Changed(7),
        ),
        (
            "DELETE FROM audit_entries WHERE number = 7".to_owned(),
            Break::Missing(7),
        ),
        (
            "DELETE FROM audit_entries WHERE number = 1".to_owned(),
            Break::Missing(1),
        ),
        (
            "UPDATE audit_entries SET number = 1000 WHERE number = 7;
             UPDATE audit_entries SET number = 7 WHERE number = 11;
             UPDATE audit_entries SET number = 11 WHERE number = 1000"
                .to_owned(),
            Break::Changed(7),
        ),
        (
            format!(
                "DELETE FROM audit_entries WHERE number > {cut};
                 UPDATE audit_head SET number = {cut},
                 hash = (SELECT hash FROM audit_entries WHERE number = {cut})"
            ),
            Break::CutOff {
                first: cut + 1,
                last,
            },
        ),
        (
            "DELETE FROM audit_entries".to_owned(),
            Break::CutOff { first: 1, last },
        ),
    ] {
        for part in meddling.split(';') {
            behind.execute_unprepared(part).await.unwrap();
        }
        assert_eq!(found(&kit.app, head).await, Some(expected), "{meddling}");
        behind
            .execute_unprepared("DELETE FROM audit_entries")
            .await
            .unwrap();
        behind
            .execute_unprepared("INSERT INTO audit_entries SELECT * FROM untouched")
            .await
            .unwrap();
        let hash = format!("SELECT hash FROM untouched WHERE number = {last}");
        let restore = format!("UPDATE audit_head SET number = {last}, hash = ({hash})");
        behind.execute_unprepared(&restore).await.unwrap();
        assert_eq!(found(&kit.app, head).await, None);
    }
}

/// Without a head from elsewhere, a log that was cut off with its own head is told from a true one by
/// the last check alone.
#[tokio::test]
async fn the_last_check_tells_that_the_log_was_cut_off() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let head = with_log(&kit).await;
    assert_eq!(check(&kit.app, None).await.unwrap().1, None);
    let behind = behind(&kit).await;
    let cut = head.number - 1;
    for part in [
        format!("DELETE FROM audit_entries WHERE number > {cut}"),
        format!(
            "UPDATE audit_head SET number = {cut}, hash = (SELECT hash FROM audit_entries WHERE number = {cut})"
        ),
    ] {
        behind.execute_unprepared(&part).await.unwrap();
    }
    assert!(
        verify(&kit.app, None).await.unwrap().is_ok(),
        "it is a chain"
    );
    assert!(check_again(&kit.app).await.unwrap().is_some());
    // What was found stays on the page, though the log that is left holds.
    assert_eq!(check_again(&kit.app).await.unwrap(), None);
    let kept = kit.app.store().audit_check().await.unwrap().unwrap();
    assert!(kept.problem.contains("was cut off"), "{}", kept.problem);
    let noor = kit.actor("noor-de-wit").await;
    let refused = check_for(&kit.app, &noor).await;
    assert!(matches!(refused, Err(AppError::Forbidden)));
    check_for(&kit.app, &kit.actor("anja-kok").await)
        .await
        .unwrap();
    let kept = kit.app.store().audit_check().await.unwrap().unwrap();
    assert_eq!(kept.problem, "");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_people_at_once_leave_a_whole_log_that_can_be_checked_meanwhile(
    #[case] backend: Backend,
) {
    let kit = TestApp::demo(backend).await;
    let before = kit.app.store().audit_head().await.unwrap().number;
    let person = kit.actor("ruben-vos").await.person.id;
    let one = |_| {
        let app = kit.app.clone();
        tokio::spawn(async move {
            let entrance = Entrance {
                method: SignInMethod::Link,
                device: Device::UNKNOWN,
                former: None,
                known_as: None,
            };
            let begun = begin_session(&app, person, entrance).await.unwrap();
            end_session(&app, &begun.session).await.unwrap();
        })
    };
    let people: Vec<_> = (0..64).map(one).collect();
    for _ in 0..5 {
        assert!(verify(&kit.app, None).await.unwrap().is_ok());
    }
    for person in people {
        person.await.unwrap();
    }
    let head = verify(&kit.app, None).await.unwrap().unwrap();
    assert_eq!(head.number, before + 128);
}

/// An entry stands there if and only if the change does.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_is_refused_or_fails_is_not_told(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let before = kit.app.store().audit_head().await.unwrap();
    let (ruben, joost) = (
        kit.actor("ruben-vos").await,
        kit.actor("joost-bakker").await,
    );
    assert!(copy_wave(&kit.app, &joost, "nulmeting-2021").await.is_err());
    assert!(open_wave(&kit.app, &ruben, "nulmeting-2021").await.is_err());
    assert_eq!(kit.app.store().audit_head().await.unwrap(), before);
    // The log cannot be written: then nothing is done either.
    let behind = behind(&kit).await;
    behind
        .execute_unprepared("DELETE FROM audit_head")
        .await
        .unwrap();
    let waves = kit
        .app
        .store()
        .waves(&Visible::Everything)
        .await
        .unwrap()
        .len();
    assert!(copy_wave(&kit.app, &ruben, "nulmeting-2021").await.is_err());
    assert_eq!(
        kit.app
            .store()
            .waves(&Visible::Everything)
            .await
            .unwrap()
            .len(),
        waves
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn an_entry_tells_who_did_what_in_which_role(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let ruben = kit.actor("ruben-vos").await;
    let before = kit.app.store().audit_head().await.unwrap().number;
    let copy = copy_wave(&kit.app, &ruben, "nulmeting-2021").await.unwrap();
    delete_wave(&kit.app, &ruben, &copy).await.unwrap();
    assert_eq!(
        codes_after(&kit.app, before).await,
        ["wave.copied", "wave.deleted"]
    );
    let told = records(&kit.app).await.pop().unwrap();
    assert_eq!(told.person, Some(ruben.person.id));
    assert_eq!(
        (told.role.as_str(), told.object.as_str()),
        ("researcher", copy.as_str())
    );
    assert_eq!(told.at, kit.app.now().timestamp());
}

/// No name, address or word that somebody typed is in the log.
#[tokio::test]
async fn the_log_holds_ids_and_no_names() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    with_log(&kit).await;
    for person in kit
        .app
        .store()
        .persons(&Managed::everything())
        .await
        .unwrap()
    {
        for record in records(&kit.app).await {
            let text = format!("{record:?}").to_lowercase();
            let first = person.name.split(' ').next().unwrap().to_lowercase();
            assert!(!text.contains(&first), "{text}");
            assert!(!text.contains(&person.slug), "{text}");
        }
    }
}
