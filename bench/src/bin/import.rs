//! The process that `cargo xtask bench import` measures: taking over a list of 100,000 companies beside as many
//! that are known, on one database.
//!
//! `import sqlite` or `import URL` fills the database and takes over the list as the page does: send, look at
//! what would become of it, take over, compare. Each database has a process of its own for its peak of memory.

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use mkbroute_application::accounts::{Actor, load_actor};
use mkbroute_application::clock::SystemClock;
use mkbroute_application::organisations::{
    ListError, choose_for_list, send_list, sent_list, take_over_list,
};
use mkbroute_application::{App, demo};
use mkbroute_bench::companies::company;
use mkbroute_bench::memory::peak_kb;
use mkbroute_domain::accounts::Managed;
use mkbroute_store::{Location, Store};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// Companies that are known, and rows of the list.
const KNOWN: u128 = 100_000;
const ROWS: u128 = 100_000;
/// Every so many rows has a mistake, and every so many one the name and place of a company that is known.
const MISTAKE_EACH: u128 = 100;
const ALIKE_EACH: u128 = 50;

#[tokio::main]
async fn main() -> Result<()> {
    let place = std::env::args().nth(1);
    let place = place.context("usage: import sqlite|URL")?;
    let folder = tempfile::tempdir()?;
    let location = match place.as_str() {
        "sqlite" => Location::Sqlite(folder.path().join("mkbroute.sqlite")),
        _ => Location::Postgres(place),
    };
    let chance = Box::new(StdRng::from_os_rng());
    let clock = Arc::new(SystemClock);
    let app = App::new(
        Store::open(&location).await?,
        clock,
        chance,
        folder.path().to_owned(),
    );
    demo::seed(&app).await?;
    fill(&app).await?;
    let actor = coordinator(&app).await?;
    let list = list()?;
    let before = peak_kb()? / 1024;
    println!("list of {} MB; peak before: {before} MB", list.len() >> 20);
    let (looking, taking, taken) = import(&app, &actor, list).await?;
    println!(
        "sent and looked at in {:.1} s; {taken} taken over and compared in {:.1} s; together {:.1} s \
         (wanted < 60 s); peak {} MB (wanted < 300 MB)",
        looking.as_secs_f64(),
        taking.as_secs_f64(),
        (looking + taking).as_secs_f64(),
        peak_kb()? / 1024
    );
    app.store().close().await;
    Ok(())
}

async fn fill(app: &App) -> Result<()> {
    let known: Vec<_> = (0..KNOWN).map(company).collect();
    let tx = app.store().begin().await?;
    tx.insert_organisations(&known).await?;
    Ok(tx.commit().await?)
}

async fn coordinator(app: &App) -> Result<Actor> {
    let everybody = Managed::everything();
    let found = app.store().person_by_slug(&everybody, "noor-de-wit");
    let person = found.await?.context("no coordinator")?;
    let actor = load_actor(app, person.id).await?;
    actor.context("no actor")
}

/// The list as somebody would send it.
fn list() -> Result<Vec<u8>> {
    let mut text = String::from("Naam;KvK-nummer;Plaats;Postcode\n");
    for number in KNOWN..KNOWN + ROWS {
        let alike = number % ALIKE_EACH == 0;
        let named = company(if alike { number - KNOWN } else { number });
        let place = named.place().unwrap_or_default();
        let kvk = match number % MISTAKE_EACH {
            1 => "12345".to_owned(),
            _ if alike => String::new(),
            _ => format!("{:08}", 20_000_000 + number),
        };
        writeln!(
            text,
            "{};{kvk};{place};{} AB",
            named.name,
            1_000 + number % 8_000
        )?;
    }
    Ok(text.into_bytes())
}

/// How long it took to look at the list and to take it over, and how many were taken over.
async fn import(app: &App, actor: &Actor, list: Vec<u8>) -> Result<(Duration, Duration, usize)> {
    let start = Instant::now();
    send_list(app, actor, "bedrijven.csv", list)
        .await
        .map_err(told)?;
    let looked = sent_list(app, actor).await.map_err(told)?;
    let looked = looked.context("no list")?;
    ensure!(looked.problems.is_empty(), "{:?}", looked.problems);
    ensure!(
        looked.refused.len() > 500 && looked.alike.len() > 1_000,
        "too good a list"
    );
    let looking = start.elapsed();
    let mut choices = looked.choices;
    choices.without_refused = true;
    choose_for_list(app, actor, looked.at, &choices)
        .await
        .map_err(told)?;
    let start = Instant::now();
    let taken = take_over_list(app, actor, looked.at)
        .await
        .map_err(told)?
        .new;
    Ok((looking, start.elapsed(), taken))
}

fn told(error: ListError) -> anyhow::Error {
    anyhow!(error)
}
