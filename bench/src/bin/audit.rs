//! The process that `cargo xtask bench audit` measures: checking the audit log on both databases.
//!
//! `audit URL` fills an SQLite file and the PostgreSQL database at this address with a log and follows
//! its chain as `mkbroute audit verify` does.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use mkbroute_application::App;
use mkbroute_application::accounts::audit::verify;
use mkbroute_application::clock::SystemClock;
use mkbroute_domain::accounts::Role;
use mkbroute_domain::accounts::audit::{Act, Detail, Doer, Entry, Object};
use mkbroute_domain::ids::PersonId;
use mkbroute_store::{Location, Store};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// Entries in the log.
const ENTRIES: u32 = 300_000;
/// Entries that are written in one transaction, to fill the log in a reasonable time.
const AT_ONCE: u32 = 10_000;
const RUNS: usize = 7;

#[tokio::main]
async fn main() -> Result<()> {
    let server = std::env::args().nth(1);
    let server = server.context("usage: audit URL")?;
    let folder = tempfile::tempdir()?;
    let embedded = Location::Sqlite(folder.path().join("mkbroute.sqlite"));
    println!("| what | measured | wanted |\n|---|---|---|");
    measure("SQLite", &embedded, folder.path()).await?;
    measure("PostgreSQL", &Location::Postgres(server), folder.path()).await
}

async fn measure(name: &str, location: &Location, folder: &Path) -> Result<()> {
    let store = Store::open(location).await?;
    let chance = Box::new(StdRng::from_os_rng());
    let app = App::new(store, Arc::new(SystemClock), chance, folder.to_owned());
    fill(&app).await?;
    let mut runs = Vec::new();
    for _ in 0..=RUNS {
        let start = Instant::now();
        let head = verify(&app, None).await?;
        runs.push(start.elapsed());
        let head = head.map_err(|(found, _)| anyhow!(found))?;
        anyhow::ensure!(head.number == u64::from(ENTRIES), "the log is not whole");
    }
    // The first one warms up.
    let mut runs: Vec<Duration> = runs.split_off(1);
    runs.sort_unstable();
    let middle = runs[RUNS / 2].as_secs_f64();
    let rate = f64::from(ENTRIES) / middle;
    println!(
        "| checking {ENTRIES} entries, {name} | {:.0} ms, {rate:.0} entries/s (median of {RUNS}) \
         | >= 150000 entries/s |",
        middle * 1000.0
    );
    app.store().close().await;
    Ok(())
}

async fn fill(app: &App) -> Result<()> {
    let acts = Act::ALL.iter().cycle();
    let mut tx = app.store().begin().await?;
    for (number, act) in (1..=ENTRIES).zip(acts) {
        let doer = Doer::Person {
            id: PersonId(app.fresh_id()),
            role: Some(Role::Coordinator),
        };
        let object = Object::link(&format!("vervolgmeting-saxion-{number}-students"));
        let entry = Entry::with(doer, *act, object, Detail::default().count(number));
        tx.append_audit(&entry, app.now()).await?;
        if number % AT_ONCE == 0 {
            tx.commit().await?;
            tx = app.store().begin().await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
