//! The process that `cargo xtask bench grants` measures: what roles cost a page on both databases.
//!
//! `grants URL` fills an SQLite file and the PostgreSQL database at this address with the demonstration and
//! 100,000 grants, and asks for pages within the process, so that no network makes them look slower.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use mkbroute_application::accounts::load_actor;
use mkbroute_application::accounts::policy::{Action, may_somewhere, pathways_for, waves_for};
use mkbroute_application::asks::asks_of;
use mkbroute_application::clock::SystemClock;
use mkbroute_application::{App, demo};
use mkbroute_bench::site::{Runs, Visitor, sign_in};
use mkbroute_domain::accounts::{Grant, Person, Role, Scope, Visible};
use mkbroute_domain::ids::{CompanyId, GrantId, PersonId};
use mkbroute_domain::text::Lang;
use mkbroute_store::{Location, Store};
use rand::SeedableRng;
use rand::rngs::StdRng;

const PERSONS: u32 = 20_000;
const GRANTS_EACH: usize = 5;
/// Persons that are added in one transaction.
const AT_ONCE: u32 = 2_000;
const RUNS: usize = 401;
/// How long a page may be asked for in all.
const LONGEST: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> Result<()> {
    let server = std::env::args().nth(1);
    let server = server.context("usage: grants URL")?;
    let folder = tempfile::tempdir()?;
    let embedded = Location::Sqlite(folder.path().join("mkbroute.sqlite"));
    println!("| what | SQLite or PostgreSQL | measured | wanted |\n|---|---|---|---|");
    measure("SQLite", &embedded, folder.path()).await?;
    measure("PostgreSQL", &Location::Postgres(server), folder.path()).await
}

async fn measure(name: &str, location: &Location, folder: &Path) -> Result<()> {
    let store = Store::open(location).await?;
    let chance = Box::new(StdRng::from_os_rng());
    let app = App::new(store, Arc::new(SystemClock), chance, folder.to_owned());
    demo::seed(&app).await?;
    let coordinator = sign_in(&app, "noor-de-wit").await?;
    let before = page(&coordinator, "/metingen").await?;
    let filling = Instant::now();
    fill(&app).await?;
    eprintln!("{name}: filled in {:.0} s", filling.elapsed().as_secs_f64());
    let after = page(&coordinator, "/metingen").await?;
    let roles = roles(&app, coordinator.person).await?;
    let counts = counts(&app, coordinator.person).await?;
    let administrator = sign_in(&app, "anja-kok").await?;
    let persons = page(&administrator, "/personen").await?;
    let share = |part: Duration| part.as_secs_f64() / after.as_secs_f64() * 100.0;
    let micros = |time: Duration| format!("{} µs", time.as_micros());
    for (what, measured, wanted) in [
        (
            "/metingen with the grants of the demonstration",
            micros(before),
            "",
        ),
        ("/metingen with 100,000 more", micros(after), ""),
        (
            "reading and checking one's grants",
            format!("{} ({:.1}% of the page)", micros(roles), share(roles)),
            "< 5%",
        ),
        (
            "the counts in the menu",
            format!("{} ({:.1}% of the page)", micros(counts), share(counts)),
            "",
        ),
        (
            "/personen of an administrator, 20,000 persons",
            micros(persons),
            "",
        ),
    ] {
        println!("| {what} | {name} | {measured} | {wanted} |");
    }
    app.store().close().await;
    Ok(())
}

/// How long a page takes, as a median.
async fn page(visitor: &Visitor, path: &str) -> Result<Duration> {
    let runs = Runs::of(RUNS, LONGEST, || async {
        visitor.look(path).await.map(drop)
    });
    Ok(runs.await?.median())
}

/// How long it takes to read the grants of a person and to ask the policy everything.
async fn roles(app: &App, person: PersonId) -> Result<Duration> {
    let actor = load_actor(app, person).await?.context("gone")?;
    let runs = Runs::of(RUNS, LONGEST, || async {
        let grants = app.store().grants_of(person).await?;
        let mut open = 0;
        for action in Action::ALL {
            open += usize::from(may_somewhere(&actor, action));
            open += usize::from(waves_for(&actor, action) == Visible::Everything);
            open += usize::from(pathways_for(&actor, action) == Visible::Everything);
        }
        ensure!(!grants.is_empty() && open > 0, "nothing was checked");
        Ok(())
    });
    Ok(runs.await?.median())
}

/// How long it takes to find what waits for a person, as every page of theirs does.
async fn counts(app: &App, person: PersonId) -> Result<Duration> {
    let actor = load_actor(app, person).await?.context("gone")?;
    let runs = Runs::of(RUNS, LONGEST, || async {
        asks_of(app, &actor).await?;
        Ok(())
    });
    Ok(runs.await?.median())
}

/// Many persons with five grants each, of every role and wherever it holds.
async fn fill(app: &App) -> Result<()> {
    let pathways = app.store().pathways(&Visible::Everything).await?;
    let waves = app.store().waves(&Visible::Everything).await?;
    let places = pathways.iter().cycle().zip(waves.iter().cycle());
    let mut places = places.map(|(pathway, wave)| {
        [
            Scope::Pathway(pathway.id),
            Scope::Hogeschool(pathway.hogeschool_id),
            Scope::Wave(wave.id),
        ]
    });
    let mut roles = Role::ALL.into_iter().cycle();
    let mut tx = app.store().begin().await?;
    for number in 1..=PERSONS {
        let id = PersonId(app.fresh_id());
        tx.insert_person(&person(id, number, app)).await?;
        for role in roles.by_ref().take(GRANTS_EACH) {
            let [pathway, hogeschool, wave] = places.next().context("no pathways")?;
            let scope = match role {
                Role::Administrator | Role::ProgrammeTeam => Scope::Programme,
                Role::Researcher => wave,
                Role::Coordinator | Role::Teacher => hogeschool,
                Role::Student | Role::BranchOrganisation | Role::Intermediary => pathway,
                Role::CompanyContact | Role::Supervisor | Role::Foundation => {
                    Scope::Company(CompanyId(app.fresh_id()))
                }
            };
            let grant = Grant::by_program(GrantId(app.fresh_id()), id, role, scope, app.now());
            tx.insert_grant(&grant).await?;
        }
        if number % AT_ONCE == 0 {
            tx.commit().await?;
            tx = app.store().begin().await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

fn person(id: PersonId, number: u32, app: &App) -> Person {
    Person {
        id,
        slug: format!("p-{number}"),
        name: format!("Persoon {number}"),
        email: None,
        lang: Lang::Nl,
        created_at: app.now(),
    }
}
