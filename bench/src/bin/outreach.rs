//! The process that `cargo xtask bench outreach` measures: a million companies on their way to a thousand
//! pathways, on both databases.
//!
//! `outreach URL [LEADS]` fills an SQLite file and the PostgreSQL database at this address and asks what the
//! pages ask.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chrono::{NaiveDate, TimeDelta};
use mkbroute_bench::companies::{company, word};
use mkbroute_domain::accounts::{Scope, Visible};
use mkbroute_domain::ids::{HogeschoolId, LeadId, OrganisationId, PathwayId, PersonId};
use mkbroute_domain::organisations::search::asked;
use mkbroute_domain::outreach::{Journey, Lead, LeadSource, Stage, StageChange};
use mkbroute_domain::pathways::{Degree, Pathway, Phase};
use mkbroute_domain::text::Text;
use mkbroute_store::{KeptLead, LeadFilter, Location, Months, SoughtOrganisations, Store};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use uuid::Uuid;

const LEADS: u128 = 1_000_000;
const PATHWAYS: u128 = 1_000;
/// Each company talks about so many pathways.
const EACH: u128 = 5;
/// Rows that are written in one transaction.
const AT_ONCE: usize = 20_000;
const RUNS: usize = 21;

#[tokio::main]
async fn main() -> Result<()> {
    let server = std::env::args().nth(1);
    let server = server.context("usage: outreach URL [LEADS]")?;
    let leads = std::env::args().nth(2).map(|number| number.parse());
    let leads = leads.transpose()?.unwrap_or(LEADS);
    let folder = tempfile::tempdir()?;
    let embedded = Location::Sqlite(folder.path().join("mkbroute.sqlite"));
    println!("| what | measured | wanted |\n|---|---|---|");
    measure("SQLite", &embedded, leads).await?;
    measure("PostgreSQL", &Location::Postgres(server), leads).await
}

async fn measure(name: &str, location: &Location, leads: u128) -> Result<()> {
    let store = Store::open(location).await?;
    fill(&store, leads).await?;
    let print = |what: &str, runs: Vec<Duration>, wanted: &str| {
        let (middle, worst) = (runs[RUNS / 2].as_secs_f64(), runs[RUNS - 1].as_secs_f64());
        println!(
            "| {what}, {leads} leads, {name} | {:.1} ms (worst of {RUNS}: {:.1} ms) | {wanted} |",
            middle * 1000.0,
            worst * 1000.0
        );
    };
    let (one, any) = (pathway(7).id, LeadFilter::default());
    let waits = LeadFilter {
        due_by: Some(day(900)),
        ..any
    };
    let year = Months {
        from: Some(day(100)),
        until: Some(day(465)),
    };
    let here = Visible::within([Scope::Pathway(one)]);
    let somebody = PersonId(Uuid::from_u128(3));
    let days = (day(840), day(900));
    print(
        "national funnel",
        timed(async || store.national_funnel(Months::default()).await).await?,
        "< 200 ms",
    );
    print(
        "national funnel of a year",
        timed(async || store.national_funnel(year).await).await?,
        "< 200 ms",
    );
    print(
        "funnel of a pathway",
        timed(async || store.lead_tracks(one, &any).await).await?,
        "< 50 ms",
    );
    print(
        "a page of leads",
        timed(async || store.leads(one, &any, (3, 50)).await).await?,
        "< 50 ms",
    );
    print(
        "a page of those that wait",
        timed(async || store.leads(one, &waits, (0, 50)).await).await?,
        "< 50 ms",
    );
    print(
        "what waits",
        timed(async || store.due_leads(&here, somebody, days).await).await?,
        "< 50 ms",
    );
    measure_lists(&store, print).await?;
    store.close().await;
    Ok(())
}

/// The list of organisations, and finding by words.
async fn measure_lists(store: &Store, print: impl Fn(&str, Vec<Duration>, &str)) -> Result<()> {
    let everything = SoughtOrganisations::default();
    let here = SoughtOrganisations {
        place: word(5_007, "dam"),
        ..everything.clone()
    };
    for (what, sought) in [
        ("a page of organisations", &everything),
        ("a page of a place", &here),
    ] {
        let after = Some(OrganisationId(Uuid::from_u128(90_000)));
        print(
            what,
            timed(async || store.organisations_after(sought, after, 51).await).await?,
            "< 50 ms",
        );
    }
    let (trade, family) = (word(7, "bedrijf"), word(777, "s"));
    let mistyped = family.replacen(|_: char| true, "x", 1);
    for (what, question) in [
        ("a common word", trade.clone()),
        ("a common and a rare word", format!("{trade} {family}")),
        (
            "two common words",
            format!("{trade} {}", word(5_007, "dam")),
        ),
        ("two letters", "ba".to_owned()),
        ("a mistyped word", mistyped),
        ("nothing", "qqqqqq".to_owned()),
    ] {
        let asked = asked(&question);
        let runs = timed(async || {
            let words = store.search_words(&asked).await?;
            store.pathways_meant(&words, 8).await?;
            store.organisations_meant(&words, 8).await
        });
        print(&format!("searching {what}"), runs.await?, "< 50 ms");
    }
    Ok(())
}

/// How long something takes, the shortest first. The first time warms up.
async fn timed<T, E>(ask: impl AsyncFn() -> Result<T, E>) -> Result<Vec<Duration>>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let mut runs = Vec::new();
    for _ in 0..=RUNS {
        let start = Instant::now();
        ask().await?;
        runs.push(start.elapsed());
    }
    let mut runs = runs.split_off(1);
    runs.sort_unstable();
    Ok(runs)
}

fn day(number: i64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    first + TimeDelta::days(number)
}

fn pathway(number: u128) -> Pathway {
    Pathway {
        id: PathwayId(Uuid::from_u128(number)),
        slug: format!("route-{number}"),
        name: Text::new(format!("Route {number}"), format!("Pathway {number}")),
        hogeschool: "Saxion".into(),
        hogeschool_id: HogeschoolId::named("Saxion"),
        partner: String::new(),
        sector: "construction".into(),
        programme: "bouwkunde".into(),
        degree: Degree::Ad,
        phase: Phase::Established,
        meets_definition: None,
        note: Text::default(),
    }
}

async fn fill(store: &Store, leads: u128) -> Result<()> {
    let mut tx = store.begin().await?;
    for number in 0..PATHWAYS {
        tx.insert_pathway(&pathway(number)).await?;
    }
    let companies: Vec<_> = (0..leads.div_ceil(EACH)).map(company).collect();
    let start = Instant::now();
    tx.insert_organisations(&companies).await?;
    tx.commit().await?;
    eprintln!(
        "{} companies added in {:.1} s",
        companies.len(),
        start.elapsed().as_secs_f64()
    );
    let mut chance = StdRng::seed_from_u64(2026);
    let mut some = Vec::with_capacity(AT_ONCE);
    for number in 0..leads {
        some.push(lead(number, &mut chance)?);
        if some.len() == AT_ONCE || number + 1 == leads {
            tx = store.begin().await?;
            tx.insert_leads(&some).await?;
            tx.commit().await?;
            some.clear();
        }
    }
    Ok(())
}

/// A company that came some day and went on for a while, with days between stages that differ.
fn lead(number: u128, chance: &mut StdRng) -> Result<KeptLead> {
    let mut on = chance.random_range(0..800);
    let far = chance.random_range(1..=Stage::ROAD.len());
    let mut journey = Journey::default();
    for to in Stage::ROAD.into_iter().take(far) {
        let step = StageChange {
            to,
            on: day(on),
            by: None,
            note: String::new(),
            reasons: Vec::new(),
            re_engage_on: None,
        };
        journey.add(step, day(5_000))?;
        on += chance.random_range(1..90);
    }
    let source = chance.random_range(0..LeadSource::ALL.len());
    let lead = Lead {
        id: LeadId(Uuid::from_u128(number)),
        company: OrganisationId(Uuid::from_u128(number / EACH)),
        // The same company never twice at one pathway.
        pathway: PathwayId(Uuid::from_u128(
            (number / EACH + (number % EACH) * 199) % PATHWAYS,
        )),
        source: LeadSource::ALL[source],
        event: None,
        motives: Vec::new(),
        owner: Some(PersonId(Uuid::from_u128(number % 10))),
        journey,
    };
    Ok(KeptLead {
        quiet_since: day(0),
        revision: 1,
        lead,
    })
}
