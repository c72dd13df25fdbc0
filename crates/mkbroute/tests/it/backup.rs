//! Backups as whoever keeps the program running makes and restores them.

use std::path::Path;

use mkbroute_testkit::Backend;
use rstest::rstest;
use serde_json::Value;

use crate::run::{assert_refused, errors, mkbroute, printed, seeded, text};
use crate::server::{Crowd, Server, browser, data, hand_in, has};
use crate::serving::demonstration;

fn key(folder: &Path) -> String {
    let key = folder.join("backup.key");
    let made = mkbroute(&["backup", "--new-key", text(&key)]);
    assert!(made.status.success(), "{}", errors(&made));
    text(&key).to_owned()
}

fn told(arguments: &[&str]) -> Value {
    let done = mkbroute(arguments);
    assert!(done.status.success(), "{}", errors(&done));
    serde_json::from_str(&printed(&done)).unwrap()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_while_serving_brings_back_what_was_acknowledged_and_not_what_was_withdrawn(
    #[case] backend: Backend,
) {
    let (folder, database) = demonstration(backend);
    let key = key(folder.path());
    let arguments = data(folder.path(), &database.location);
    let server = Server::start(&arguments);
    let client = browser();
    let taken_back = hand_in(&client, &server.origin).await.unwrap();
    let crowd = Crowd::start(4, &[&server.origin]);
    crowd.reach(10).await;
    let acknowledged = crowd.acknowledged();
    let backup = [&["backup", "--key", &key, "--json"], &arguments[..]].concat();
    let made = told(&backup);
    crowd.finish().await;
    let withdrawn = client
        .post(format!("{}{taken_back}/intrekken", server.origin))
        .send();
    assert_eq!(withdrawn.await.unwrap().status(), 303);
    drop(server);

    let file = made["file"].as_str().unwrap();
    let place = tempfile::tempdir().unwrap();
    let check = told(&["restore", file, "--key", &key, "--check", "--json"]);
    assert_eq!(check["logical_sha256"], made["logical_sha256"]);
    let into = ["--data", text(place.path())];
    let restored = told(&[&["restore", file, "--key", &key, "--json"], &into[..]].concat());
    assert_eq!(restored["logical_sha256"], made["logical_sha256"]);
    assert_eq!(
        restored["erased_again"], 2,
        "noted before and after it was withdrawn"
    );
    let again = Server::start(&into);
    for own in &acknowledged {
        assert!(has(&client, &again.origin, own).await, "{own}");
    }
    assert!(
        !has(&client, &again.origin, &taken_back).await,
        "it stays withdrawn"
    );
    let doctor = mkbroute(&[&["doctor"], &into[..]].concat());
    assert!(
        doctor.status.success(),
        "{}{}",
        printed(&doctor),
        errors(&doctor)
    );
}

#[test]
fn every_refusal_says_what_to_do_in_one_line() {
    let folder = seeded();
    let data = ["--data", text(folder.path())];
    let key = key(folder.path());
    let file = folder.path().join("one.mkb");
    let file = text(&file);
    let backup = |more: &[&str]| mkbroute(&[&["backup"], more, &data[..]].concat());
    assert_refused(
        &backup(&[file]),
        1,
        "make one with mkbroute backup --new-key FILE",
    );
    assert_refused(&backup(&["--new-key", &key]), 1, "exists");
    assert!(backup(&[file, "--key", &key]).status.success());
    assert_refused(&backup(&[file, "--key", &key]), 1, "exists already");
    assert_refused(
        &backup(&["/nowhere/x.mkb", "--key", &key]),
        1,
        "/nowhere/x.mkb",
    );
    let place = tempfile::tempdir().unwrap();
    let into = ["--data", text(place.path())];
    let restore = |more: &[&str]| mkbroute(&[&["restore"], more, &into[..]].concat());
    assert_refused(
        &restore(&[&key, "--key", &key]),
        1,
        "this is no backup of mkbroute",
    );
    let other = folder.path().join("other.key");
    mkbroute(&["backup", "--new-key", text(&other)]);
    let wrong = restore(&[file, "--key", text(&other), "--erasures", "/nowhere/x"]);
    assert_refused(&wrong, 1, "there is no ledger /nowhere/x");
    let wrong = mkbroute(&["restore", file, "--key", text(&other), "--check"]);
    assert_refused(&wrong, 1, "made with another key");
    let full = mkbroute(&["restore", file, "--key", &key, data[0], data[1]]);
    assert!(errors(&full).contains("is not empty"), "{}", errors(&full));
    assert!(std::fs::read_dir(place.path()).unwrap().next().is_none());
}

#[test]
fn the_doctor_names_what_is_wrong() {
    let folder = seeded();
    let doctor = || mkbroute(&["doctor", "--data", text(folder.path())]);
    let sound = doctor();
    assert!(
        sound.status.success(),
        "{}{}",
        printed(&sound),
        errors(&sound)
    );
    assert!(
        printed(&sound).contains("ok     audit log: whole"),
        "{}",
        printed(&sound)
    );
    let frozen = folder.path().join("frozen/nulmeting-2021/students.parquet");
    std::fs::remove_file(frozen).unwrap();
    let broken = doctor();
    assert_eq!(broken.status.code(), Some(1));
    assert!(
        printed(&broken).contains("FAILED frozen data"),
        "{}",
        printed(&broken)
    );
    assert!(errors(&broken).contains("1 of 8 checks failed"));
}

#[test]
fn backups_that_must_go_are_shown_before_they_go() {
    let folder = seeded();
    let data = ["--data", text(folder.path())];
    let key = key(folder.path());
    let backup = |more: &[&str]| mkbroute(&[&["backup"], more, &data[..]].concat());
    let made = backup(&["--key", &key, "--json"]);
    let made: Value = serde_json::from_str(&printed(&made)).unwrap();
    let first = made["file"].as_str().unwrap();
    let second = first.replace("mkbroute-", "mkbroute-b-");
    assert!(backup(&[&second, "--key", &key]).status.success());
    let stays = printed(&backup(&["--prune", "--dry-run"]));
    assert_eq!(stays.matches("stays").count(), 2, "{stays}");
    let preview = printed(&backup(&["--prune", "--dry-run", "--keep-days", "0"]));
    assert!(
        preview.contains("would be deleted: older than backups are kept"),
        "{preview}"
    );
    assert!(Path::new(first).exists());
    let done = printed(&backup(&["--prune", "--keep-days", "0"]));
    assert!(
        done.contains("is deleted") && done.contains("stays"),
        "the newest stays: {done}"
    );
    assert!(!Path::new(first).exists() && Path::new(&second).exists());
}
