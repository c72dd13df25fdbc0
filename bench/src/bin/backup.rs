//! The process that `cargo xtask bench backup` measures: a backup of a million responses while others hand in.
//!
//! `backup URL [RESPONSES]` fills an SQLite file and the PostgreSQL database at this address, makes a backup while
//! responses go on coming in, and checks it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chrono::TimeDelta;
use mkbroute_application::App;
use mkbroute_application::clock::SystemClock;
use mkbroute_application::operations::{Restore, back_up};
use mkbroute_domain::ids::WaveId;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Provenance, Wave, WaveSettings, WaveState};
use mkbroute_domain::text::Text;
use mkbroute_store::{Location, NewResponse, Store};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};

const RESPONSES: u32 = 1_000_000;
/// Responses that are written in one transaction, to fill the database in a reasonable time.
const AT_ONCE: u32 = 20_000;
/// Between two people who hand in during the backup.
const PAUSE: Duration = Duration::from_millis(20);
const KEY: [u8; 32] = [7; 32];

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().context("usage: backup URL [RESPONSES]")?;
    let count = arguments.next().map(|told| told.parse()).transpose()?;
    let count = count.unwrap_or(RESPONSES);
    let folder = tempfile::tempdir()?;
    let embedded = Location::Sqlite(folder.path().join("mkbroute.sqlite"));
    println!("| what | measured | wanted |\n|---|---|---|");
    measure("SQLite", &embedded, folder.path(), count).await?;
    measure(
        "PostgreSQL",
        &Location::Postgres(server),
        folder.path(),
        count,
    )
    .await
}

async fn measure(name: &str, location: &Location, folder: &Path, count: u32) -> Result<()> {
    let store = Store::open(location).await?;
    let chance = Box::new(StdRng::from_os_rng());
    let app = App::new(store, Arc::new(SystemClock), chance, folder.to_owned());
    let wave = fill(&app, count).await?;
    let stop = Arc::new(AtomicBool::new(false));
    let coming_in = tokio::spawn(hand_in(app.clone(), wave, stop.clone()));
    let path = folder.join(format!("{name}.mkb"));
    let start = Instant::now();
    let made = back_up(&app, &path, &KEY).await?;
    let took = start.elapsed().as_secs_f64();
    stop.store(true, Ordering::SeqCst);
    let (handed_in, slowest) = coming_in.await??;
    let size = std::fs::metadata(&path)?.len() / 1024 / 1024;
    let restore = Restore {
        path: &path,
        key: &KEY,
        location,
        data_dir: folder,
        erased: &[],
    };
    let start = Instant::now();
    restore.check()?;
    let checked = start.elapsed().as_secs_f64();
    let slowest = slowest.as_secs_f64() * 1000.0;
    let rows = made.rows;
    println!("| backup of {rows} rows, {name} | {took:.2} s, {size} MB | < 10 s |");
    println!("| reading it back with its key, {name} | {checked:.2} s | |");
    println!("| handing in meanwhile, slowest of {handed_in}, {name} | {slowest:.0} ms | |");
    app.store().close().await;
    Ok(())
}

/// Hands in until it is told to stop; how many, and the longest that one took.
async fn hand_in(app: App, wave: WaveId, stop: Arc<AtomicBool>) -> Result<(u32, Duration)> {
    let (mut count, mut slowest) = (0, Duration::ZERO);
    while !stop.load(Ordering::SeqCst) {
        let start = Instant::now();
        app.store().submit(response(&app, wave)).await?;
        slowest = slowest.max(start.elapsed());
        count += 1;
        tokio::time::sleep(PAUSE).await;
    }
    Ok((count, slowest))
}

async fn fill(app: &App, count: u32) -> Result<WaveId> {
    let today = app.now().date_naive();
    let wave = Wave {
        id: WaveId(app.fresh_id()),
        slug: "load".to_owned(),
        title: Text::new("Belasting", "Load"),
        state: WaveState::Open,
        provenance: Provenance::Fielded,
        opens: today,
        closes: today + TimeDelta::days(30),
        dataset_sha256: None,
        settings: WaveSettings::default(),
    };
    let mut tx = app.store().begin().await?;
    tx.insert_wave(&wave).await?;
    for number in 1..=count {
        tx.insert_response(response(app, wave.id)).await?;
        if number % AT_ONCE == 0 {
            tx.commit().await?;
            tx = app.store().begin().await?;
        }
    }
    tx.commit().await?;
    Ok(wave.id)
}

/// Somebody's answers to 60 items: as many bytes as a real response has, and as hard to compress.
fn response(app: &App, wave: WaveId) -> NewResponse {
    let mut answers = vec![0; 90];
    StdRng::from_seed(app.random_bytes()).fill_bytes(&mut answers);
    NewResponse {
        key: app.random_bytes(),
        wave,
        group: RespondentGroup::Students,
        version: 1,
        pathway: None,
        answers,
        open: BTreeMap::from([("remark".to_owned(), "Leerzaam, maar druk.".to_owned())]),
        link: None,
        draft_key: None,
        provisional: false,
    }
}
