//! The process that `cargo xtask bench grants` measures: what roles cost a page on both databases.
//!
//! `grants URL` fills an SQLite file and the PostgreSQL database at this address with the demonstration and
//! 100,000 grants, and asks for pages within the process, so that no network makes them look slower.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use mkbroute_application::accounts::policy::{Action, may_somewhere, pathways_for, waves_for};
use mkbroute_application::accounts::{Entrance, begin_session, load_actor};
use mkbroute_application::clock::SystemClock;
use mkbroute_application::{App, demo};
use mkbroute_domain::accounts::{
    Device, Grant, Managed, Person, Role, Scope, SignInMethod, Visible,
};
use mkbroute_domain::ids::{CompanyId, GrantId, PersonId};
use mkbroute_domain::text::Lang;
use mkbroute_store::{Location, Store};
use mkbroute_web::{Limits, TrustedProxies, WebConfig, router};
use rand::SeedableRng;
use rand::rngs::StdRng;
use tower::ServiceExt;

const PERSONS: u32 = 20_000;
const GRANTS_EACH: usize = 5;
/// Persons that are added in one transaction.
const AT_ONCE: u32 = 2_000;
const RUNS: usize = 401;

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
    let coordinator = site(&app, "noor-de-wit").await?;
    let before = coordinator.page("/metingen").await?;
    fill(&app).await?;
    let page = coordinator.page("/metingen").await?;
    let roles = roles(&app, coordinator.person).await?;
    let administrator = site(&app, "anja-kok").await?;
    let persons = administrator.page("/personen").await?;
    let share = roles.as_secs_f64() / page.as_secs_f64() * 100.0;
    let micros = |time: Duration| format!("{} µs", time.as_micros());
    for (what, measured, wanted) in [
        (
            "/metingen with the grants of the demonstration",
            micros(before),
            "",
        ),
        ("/metingen with 100,000 more", micros(page), ""),
        (
            "reading and checking one's grants",
            format!("{} ({share:.1}% of the page)", micros(roles)),
            "< 5%",
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

/// Somebody's browser.
struct Visitor {
    router: Router,
    person: PersonId,
    cookie: String,
}

async fn site(app: &App, slug: &str) -> Result<Visitor> {
    let person = app
        .store()
        .person_by_slug(&Managed::everything(), slug)
        .await?;
    let person = person.context("no such persona")?.id;
    let entrance = Entrance {
        method: SignInMethod::Link,
        device: Device::UNKNOWN,
        former: None,
        known_as: None,
    };
    let begun = begin_session(app, person, entrance).await?;
    let config = WebConfig {
        demo: false,
        https: false,
        origin: "http://localhost:8080".to_owned(),
        mail: false,
        provider: None,
        trusted_proxies: TrustedProxies::default(),
        limits: Limits::None,
    };
    Ok(Visitor {
        router: router(app.clone(), config),
        person,
        cookie: format!("mkbroute={}", begun.session),
    })
}

impl Visitor {
    /// How long a page takes, as a median; the first half warms up.
    async fn page(&self, path: &str) -> Result<Duration> {
        let mut runs = Vec::new();
        for _ in 0..2 * RUNS {
            let request = Request::get(path)
                .header(header::COOKIE, &self.cookie)
                .header(header::HOST, "localhost:8080")
                .body(Body::empty())?;
            let start = Instant::now();
            let reply = self.router.clone().oneshot(request).await?;
            let status = reply.status();
            to_bytes(reply.into_body(), usize::MAX).await?;
            runs.push(start.elapsed());
            ensure!(status == StatusCode::OK, "{path}: {status}");
        }
        Ok(median(runs.split_off(RUNS)))
    }
}

/// How long it takes to read the grants of a person and to ask the policy everything.
async fn roles(app: &App, person: PersonId) -> Result<Duration> {
    let mut runs = Vec::new();
    let mut open = 0;
    for _ in 0..2 * RUNS {
        let actor = load_actor(app, person).await?.context("gone")?;
        let start = Instant::now();
        let grants = app.store().grants_of(person).await?;
        for action in Action::ALL {
            open += usize::from(may_somewhere(&actor, action));
            open += usize::from(waves_for(&actor, action) == Visible::Everything);
            open += usize::from(pathways_for(&actor, action) == Visible::Everything);
        }
        runs.push(start.elapsed());
        ensure!(!grants.is_empty() && open > 0, "nothing was checked");
    }
    Ok(median(runs.split_off(RUNS)))
}

fn median(mut runs: Vec<Duration>) -> Duration {
    runs.sort_unstable();
    runs[runs.len() / 2]
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
