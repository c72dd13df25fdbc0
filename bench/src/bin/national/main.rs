//! The process that `cargo xtask bench national` measures: ten times the national size on both databases.
//!
//! `national URL` fills an SQLite file and the PostgreSQL database at this address with 250 pathways, a million
//! persons and 200,000 responses in a measurement that is open, and asks for the pages of people of several roles,
//! within the process, one after another. `national URL FOLDER` keeps the file in this folder; a database that was
//! filled before is measured as it is.

mod fill;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use mkbroute_application::accounts::load_actor;
use mkbroute_application::asks::asks_of;
use mkbroute_application::clock::SystemClock;
use mkbroute_application::operations::back_up;
use mkbroute_application::{App, demo};
use mkbroute_bench::site::{Runs, Visitor, sign_in};
use mkbroute_store::{Location, Store};
use rand::SeedableRng;
use rand::rngs::StdRng;

use fill::COORDINATOR;

/// How often each page is asked for, unless that takes longer.
const RUNS: usize = 201;
const LONGEST: Duration = Duration::from_secs(5);

/// Who looks at what: pages of their own role, with the filters that they use.
const LOOKS: [(&str, &[&str]); 5] = [
    (
        "anja-kok",
        &[
            "/",
            "/personen",
            "/personen?pagina=2000",
            "/personen?zoek=jansen",
            "/personen?zoek=sanne+jansen",
            "/personen?zoek=nergens",
            "/personen?rol=coordinator",
            "/personen?rol=student&staat=uitgenodigd",
            "/personen?route=landelijk-7",
            "/logboek",
        ],
    ),
    (
        "samira-haddad",
        &["/", "/metingen", "/metingen/landelijk", "/personen"],
    ),
    (
        COORDINATOR,
        &[
            "/",
            "/metingen",
            "/metingen/landelijk",
            "/personen",
            "/personen?zoek=jansen",
            "/personen?rol=student&route=landelijk-7",
        ],
    ),
    ("joost-bakker", &["/", "/metingen", "/personen"]),
    ("lotte-smit", &["/", "/metingen"]),
];

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().context("usage: national URL [FOLDER]")?;
    let scratch = tempfile::tempdir()?;
    let kept = arguments.next().map(PathBuf::from);
    let folder = kept.unwrap_or_else(|| scratch.path().to_owned());
    let embedded = Location::Sqlite(folder.join("mkbroute.sqlite"));
    println!("| who | what | database | measured |\n|---|---|---|---|");
    measure("SQLite", &embedded, &folder).await?;
    let other = tempfile::tempdir()?;
    measure("PostgreSQL", &Location::Postgres(server), other.path()).await
}

async fn measure(name: &str, location: &Location, folder: &Path) -> Result<()> {
    let store = Store::open(location).await?;
    let chance = Box::new(StdRng::from_os_rng());
    let app = App::new(store, Arc::new(SystemClock), chance, folder.to_owned());
    let filling = Instant::now();
    demo::seed(&app).await?;
    if !fill::is_filled(&app).await? {
        fill::fill(&app).await?;
    }
    eprintln!("{name}: filled in {:.0} s", filling.elapsed().as_secs_f64());
    for (slug, pages) in LOOKS {
        let visitor = sign_in(&app, slug).await?;
        let counting = counts(&app, &visitor).await?;
        println!("| {slug} | the counts in the menu | {name} | {counting} |");
        for path in pages {
            println!(
                "| {slug} | {path} | {name} | {} |",
                page(&visitor, path).await?
            );
        }
    }
    let copies = tempfile::tempdir()?;
    let copy = copies.path().join("copy.mkb");
    let begun = Instant::now();
    let made = back_up(&app, &copy, &[7; 32]).await?;
    let took = begun.elapsed().as_secs_f64();
    let size = std::fs::metadata(&copy)?.len() / (1 << 20);
    println!(
        "| | a backup of {} rows, {size} MB | {name} | {took:.1} s |",
        made.rows
    );
    app.store().close().await;
    Ok(())
}

/// How long a page takes, and its size.
async fn page(visitor: &Visitor, path: &str) -> Result<String> {
    let (_, bytes) = visitor.look(path).await?;
    let look = || async { visitor.look(path).await.map(drop) };
    let runs = Runs::of(RUNS, LONGEST, look).await?;
    Ok(format!("{}, {} KB", runs.told(), bytes / 1024))
}

/// How long it takes to find what waits for a person, as every page of theirs does.
async fn counts(app: &App, visitor: &Visitor) -> Result<String> {
    let actor = load_actor(app, visitor.person).await?.context("gone")?;
    let count = || async {
        asks_of(app, &actor).await?;
        Ok(())
    };
    let number = asks_of(app, &actor).await?.len();
    let runs = Runs::of(RUNS, LONGEST, count).await?;
    Ok(format!("{}, {number} things", runs.told()))
}
