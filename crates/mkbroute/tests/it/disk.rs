//! The program on a disk that is full or fails: it says so in the user's language, keeps what it acknowledged,
//! and goes on by itself when the disk does. Linux only.

use std::process::Command;
use std::time::{Duration, Instant};

use mkbroute_testkit::Backend;
use mkbroute_testkit::disk::{Disk, Rule};
use reqwest::{Client, StatusCode};
use rstest::rstest;

use crate::run::{command, mkbroute, printed, text};
use crate::server::{Crowd, Server, browser, data, hand_in, has};
use crate::serving::demonstration;

const LINK: &str = "/m/vervolgmeting-avans-bouw-teachers";

#[cfg_attr(
    not(target_os = "linux"),
    ignore = "a disk that fails exists on Linux only"
)]
#[rstest]
#[case::full(Rule::Full)]
#[case::writes_fail(Rule::WriteFails)]
#[case::flushes_fail(Rule::FlushFails)]
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fails_is_told_and_nothing_acknowledged_is_lost(#[case] rule: Rule) {
    let disk = Disk::new();
    let (folder, database) = demonstration(Backend::Sqlite);
    let arguments = data(folder.path(), &database.location);
    let mut serve = command(&["serve", "--listen", "127.0.0.1:0"]);
    disk.under(serve.args(&arguments), folder.path());
    let mut server = Server::run(&mut serve);
    let mut acknowledged = Vec::new();
    for _ in 0..rounds() {
        let crowd = Crowd::start(8, &[&server.origin]);
        crowd.reach(5).await;
        disk.begin(rule);
        let told = until_told(&browser(), &server.origin).await;
        assert!(told.contains("Dat lukte nu niet"), "{told}");
        assert!(told.contains("Wat eerder bewaard is, is er nog"), "{told}");
        acknowledged.extend(crowd.finish().await);
        assert_told_in_english(&server.origin).await;
        // Reading goes on.
        for own in acknowledged.iter().rev().take(5) {
            assert!(has(&browser(), &server.origin, own).await, "{own} is gone");
        }
        disk.end(rule);
        // No restart: the next one who comes is helped.
        acknowledged.push(until_helped(&server.origin).await);
    }
    assert_all(&server.origin, &acknowledged).await;
    server.signal("KILL");
    server.wait(Duration::from_secs(5));
    let again = Server::start(&arguments);
    assert_all(&again.origin, &acknowledged).await;
    let doctor = mkbroute(&[&["doctor"], &arguments[..]].concat());
    assert!(doctor.status.success(), "{}", printed(&doctor));
}

/// A file system of 24 MB in memory, seen by this program alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_small_file_system_runs_full_and_gets_room_again() {
    if !may_mount() {
        println!("not run: this machine lets nobody mount a file system of their own");
        return;
    }
    let (seeded, _database) = demonstration(Backend::Sqlite);
    let small = tempfile::tempdir().unwrap();
    let at = text(small.path());
    let mount =
        "mount -t tmpfs -o size=24m tmpfs \"$0\" && cp -a \"$1/.\" \"$0\" && shift && exec \"$@\"";
    let mut serve = Command::new("unshare");
    serve.args(["-Urm", "sh", "-c", mount, at, text(seeded.path())]);
    serve.arg(env!("CARGO_BIN_EXE_mkbroute"));
    serve.args(["serve", "--listen", "127.0.0.1:0", "--data", at]);
    let server = Server::run(&mut serve);
    let inside = format!("/proc/{}/root{at}/filler", server.pid());
    let mut acknowledged = Vec::new();
    for _ in 0..rounds() {
        let crowd = Crowd::start(8, &[&server.origin]);
        crowd.reach(5).await;
        let full = std::fs::write(&inside, vec![0; 24 << 20]).unwrap_err();
        assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
        let told = until_told(&browser(), &server.origin).await;
        assert!(told.contains("Dat lukte nu niet"), "{told}");
        acknowledged.extend(crowd.finish().await);
        assert_all(&server.origin, &acknowledged).await;
        std::fs::remove_file(&inside).unwrap();
        acknowledged.push(until_helped(&server.origin).await);
    }
    assert_all(&server.origin, &acknowledged).await;
}

fn may_mount() -> bool {
    let tried = Command::new("unshare")
        .args(["-Urm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"])
        .output();
    tried.is_ok_and(|done| done.status.success())
}

/// Answers until the program says that it cannot; the page that says so.
async fn until_told(client: &Client, origin: &str) -> String {
    let from = Instant::now();
    loop {
        let reply = client.post(format!("{origin}{LINK}")).send().await.unwrap();
        match reply.status() {
            StatusCode::SEE_OTHER => {}
            // The disk is at fault, not whoever waits for it.
            StatusCode::TOO_MANY_REQUESTS => tokio::time::sleep(Duration::from_millis(50)).await,
            StatusCode::SERVICE_UNAVAILABLE => return reply.text().await.unwrap(),
            other => panic!("{other}: {}", reply.text().await.unwrap()),
        }
        assert!(from.elapsed() < Duration::from_mins(1), "it does not fail");
    }
}

async fn assert_told_in_english(origin: &str) {
    let english = browser().post(format!("{origin}{LINK}?lang=en"));
    let reply = english.send().await.unwrap();
    assert_eq!(reply.status(), StatusCode::SERVICE_UNAVAILABLE);
    let told = reply.text().await.unwrap();
    assert!(told.contains("That did not work now"), "{told}");
}

async fn until_helped(origin: &str) -> String {
    let from = Instant::now();
    loop {
        if let Some(own) = hand_in(&browser(), origin).await {
            return own;
        }
        assert!(
            from.elapsed() < Duration::from_secs(5),
            "with the disk well again, the program does not go on"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn assert_all(origin: &str, acknowledged: &[String]) {
    for own in acknowledged {
        assert!(
            has(&browser(), origin, own).await,
            "{own} was acknowledged and is gone"
        );
    }
}

/// How often: once here, more by `cargo xtask soak`.
#[expect(
    clippy::disallowed_methods,
    reason = "the tests are told how long to go on"
)]
fn rounds() -> u32 {
    std::env::var("MKBROUTE_TEST_ROUNDS").map_or(1, |told| told.parse().unwrap())
}
