//! Power cuts while many write: what was acknowledged is there, the file is sound and the log unbroken.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chrono::DateTime;
use mkbroute_domain::accounts::audit::{Act, Chain, Doer, Entry, Object};
use mkbroute_domain::accounts::{Managed, Person};
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::text::Lang;
use mkbroute_testkit::disk::{Acknowledged, Cut, Disk, Rule, Trace};
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{response, wave};
use crate::{Location, Store, StoreError, SubmitOutcome};

const WRITERS: u64 = 16;
const FILE: &str = "power.sqlite";
/// Numbers of persons begin here, those of responses at zero.
const PERSONS: u64 = 1 << 32;
/// Cuts in one recording; each recording takes its own way through the checkpoints.
const CUTS: usize = 25;
/// What is acknowledged at least in a recording.
const MANY: usize = 200;

#[cfg_attr(not(target_os = "linux"), ignore = "disks are recorded on Linux only")]
#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_loses_nothing_that_was_acknowledged() {
    for seed in 0..recordings() {
        let lost = cut_power(seed, How::AsItIs).await;
        assert_eq!(lost, 0, "acknowledged and gone");
    }
}

/// Flushes fail now and then, and what they should have flushed is lost at the cut.
#[cfg_attr(not(target_os = "linux"), ignore = "disks are recorded on Linux only")]
#[tokio::test(flavor = "multi_thread")]
async fn nor_does_a_power_cut_after_flushes_that_failed() {
    for seed in 0..recordings() {
        let lost = cut_power(seed, How::FlushesFail).await;
        assert_eq!(lost, 0, "acknowledged and gone");
    }
}

/// The same cuts see it when commits do not wait for the disk.
#[cfg_attr(not(target_os = "linux"), ignore = "disks are recorded on Linux only")]
#[tokio::test(flavor = "multi_thread")]
async fn commits_that_do_not_wait_for_the_disk_are_found_to_lose() {
    let lost = cut_power(0, How::Normal).await;
    assert!(lost > 0, "the cuts find no losses: they prove nothing");
}

#[derive(Clone, Copy, PartialEq)]
enum How {
    AsItIs,
    FlushesFail,
    /// With `synchronous=NORMAL`.
    Normal,
}

/// Records a crowd of writers, cuts the power many times, and counts what was acknowledged and is gone.
async fn cut_power(seed: u64, how: How) -> usize {
    let disk = Disk::new();
    let trace = record(&disk, how);
    assert!(trace.count(b'A') >= MANY, "many are acknowledged");
    assert_eq!(trace.count(b'F') > 0, how == How::FlushesFail);
    let mut chance = ChaCha20Rng::seed_from_u64(seed);
    let mut cuts = Vec::new();
    trace.cuts(CUTS, &mut chance, |cut| cuts.push(cut));
    let mut lost = 0;
    let mut acknowledged = 0;
    for cut in cuts {
        acknowledged += cut.acknowledged.len();
        lost += lost_by(&cut).await;
    }
    println!("recording {seed}: {acknowledged} acknowledged before {CUTS} cuts, {lost} lost");
    lost
}

fn record(disk: &Disk, how: How) -> Trace {
    let folder = tempfile::tempdir().unwrap();
    let mut writers = Command::new(std::env::current_exe().unwrap());
    let name = "store::tests::power::writes_until_it_is_killed";
    writers.args(["--exact", name, "--ignored", "--nocapture"]);
    writers.stdout(Stdio::null());
    writers.env("POWER_FOLDER", folder.path());
    if how == How::Normal {
        writers.env("POWER_NORMAL", "1");
    }
    disk.under(&mut writers, folder.path());
    let trace = disk.traced(&mut writers);
    writers.env("POWER_TRACE", &trace);
    let mut writers = writers.spawn().unwrap();
    until_acknowledged(&mut writers, &trace, 1);
    for _ in 0..10 {
        std::thread::sleep(Duration::from_millis(130));
        if how == How::FlushesFail {
            disk.begin(Rule::FlushFails);
            std::thread::sleep(Duration::from_millis(20));
            disk.end(Rule::FlushFails);
        }
    }
    // On a machine that is busy with other work it takes longer.
    until_acknowledged(&mut writers, &trace, MANY);
    writers.kill().unwrap();
    writers.wait().unwrap();
    Trace::read(&trace)
}

fn until_acknowledged(writers: &mut Child, trace: &Path, count: usize) {
    let from = Instant::now();
    while !trace.exists() || Trace::read(trace).count(b'A') < count {
        assert_eq!(writers.try_wait().unwrap(), None, "the writers go on");
        assert!(from.elapsed() < Duration::from_secs(30), "nobody writes");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Opens what a power cut left, as the program does, and counts what is gone.
async fn lost_by(cut: &Cut) -> usize {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in &cut.files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let location = Location::Sqlite(folder.path().join(FILE));
    let store = Store::open(&location).await.unwrap();
    store.check_integrity().await.unwrap();
    let persons = store.persons(&Managed::everything()).await.unwrap();
    let mut chain = Chain::default();
    for record in store.audit_entries_after(0, u64::MAX >> 1).await.unwrap() {
        chain.follow(&record).unwrap();
    }
    let told = chain.end(store.audit_head().await.unwrap()).unwrap().number;
    assert_eq!(
        told,
        persons.len() as u64,
        "told with the change, or neither"
    );
    let mut lost = 0;
    for &number in &cut.acknowledged {
        let there = if number < PERSONS {
            let key = response(u32::try_from(number).unwrap(), 0).key;
            store.handed_in(&key).await.unwrap()
        } else {
            persons.iter().any(|kept| kept.id == person(number).id)
        };
        lost += usize::from(!there);
    }
    store.close().await;
    lost
}

fn person(number: u64) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(number.into())),
        slug: format!("persoon-{number}"),
        name: "Zoë".into(),
        email: Some(format!("zoe{number}@example.org").parse().unwrap()),
        lang: Lang::Nl,
        created_at: DateTime::UNIX_EPOCH,
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a part of the tests of power cuts, which start it"]
#[expect(clippy::disallowed_methods, reason = "told by the test that starts it")]
async fn writes_until_it_is_killed() {
    let folder = std::env::var("POWER_FOLDER").unwrap();
    let location = Location::Sqlite(Path::new(&folder).join(FILE));
    let store = Store::open(&location).await.unwrap();
    if std::env::var("POWER_NORMAL").is_ok() {
        let normal = "PRAGMA synchronous = NORMAL";
        store.writer().execute_unprepared(normal).await.unwrap();
    }
    let tx = store.begin().await.unwrap();
    tx.insert_wave(&wave()).await.unwrap();
    tx.commit().await.unwrap();
    let trace = std::env::var("POWER_TRACE").unwrap();
    let acknowledged = Arc::new(Acknowledged::to(Path::new(&trace)));
    let next = Arc::new(AtomicU64::new(0));
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let (store, acknowledged, next) = (store.clone(), acknowledged.clone(), next.clone());
        let shift = if writer % 4 == 0 { PERSONS } else { 0 };
        let writing = async move { keep_writing(&store, &acknowledged, &next, shift).await };
        writers.push(tokio::spawn(writing));
    }
    for writer in writers {
        writer.await.unwrap();
    }
}

/// Writes for ever, and tells what was acknowledged.
async fn keep_writing(store: &Store, acknowledged: &Acknowledged, next: &AtomicU64, shift: u64) {
    loop {
        let number = next.fetch_add(1, Ordering::SeqCst) + shift;
        // A flush that failed is told; whether it was stored all the same, nobody knows.
        if write(store, number).await.is_ok() {
            acknowledged.tell(number);
        }
    }
}

async fn write(store: &Store, number: u64) -> Result<(), StoreError> {
    if number < PERSONS {
        let response = response(u32::try_from(number).unwrap(), 300);
        let outcome = store.submit(response).await?;
        assert_eq!(outcome, SubmitOutcome::Stored);
        return Ok(());
    }
    let person = person(number);
    let tx = store.begin().await?;
    tx.insert_person(&person).await?;
    let entry = Entry::new(Doer::Program, Act::PersonAdded, Object::person(person.id));
    tx.append_audit(&entry, DateTime::UNIX_EPOCH).await?;
    tx.commit().await
}

/// How many recordings are made: one here, many by `cargo xtask soak`.
#[expect(
    clippy::disallowed_methods,
    reason = "the tests are told how long to go on"
)]
fn recordings() -> u64 {
    let cuts = std::env::var("MKBROUTE_TEST_CUTS").map_or(CUTS, |told| told.parse().unwrap());
    (cuts as u64).div_ceil(CUTS as u64)
}
