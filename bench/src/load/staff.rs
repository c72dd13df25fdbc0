//! Signed-in people of every role who look at pages, beside people who answer.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use mkbroute_application::App;
use mkbroute_application::accounts::{Entrance, begin_session};
use mkbroute_application::clock::SystemClock;
use mkbroute_domain::accounts::{Device, Grant, Person, Role, Scope, SignInMethod, Visible};
use mkbroute_domain::ids::{CompanyId, GrantId, PersonId};
use mkbroute_domain::text::Lang;
use mkbroute_store::{Location, Store};
use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio::sync::Mutex;

use super::clients::Browser;
use super::pace::{self, paced};
use super::{steady, times};
use crate::Measured;
use crate::program::Serving;

const PEOPLE: usize = 200;
const PAGES_PER_SECOND: u32 = 50;

/// Somebody with the cookie of their browser.
pub(super) struct Signed {
    role: Role,
    cookie: String,
}

/// Adds people of every role and signs them in, before the server starts.
pub(super) async fn prepare(folder: &Path, location: &Location) -> Result<Vec<Signed>> {
    let store = Store::open(location).await?;
    let chance = Box::new(StdRng::from_os_rng());
    let clock = Arc::new(SystemClock);
    let app = App::new(store.clone(), clock, chance, folder.to_owned());
    let pathway = store.pathways(&Visible::Everything).await?.remove(0);
    let mut signed = Vec::new();
    for (number, role) in (0..PEOPLE).zip(Role::ALL.into_iter().cycle()) {
        let scope = match role {
            Role::Administrator | Role::ProgrammeTeam | Role::Researcher => Scope::Programme,
            Role::CompanyContact | Role::Supervisor | Role::Foundation | Role::Intermediary => {
                Scope::Company(CompanyId(pathway.id.0))
            }
            Role::Coordinator => Scope::Hogeschool(pathway.hogeschool_id),
            Role::Teacher | Role::Student | Role::BranchOrganisation => Scope::Pathway(pathway.id),
        };
        let id = PersonId(app.fresh_id());
        let person = Person {
            id,
            slug: format!("p-{number}"),
            name: format!("Persoon {number}"),
            email: None,
            lang: Lang::Nl,
            created_at: app.now(),
        };
        let tx = store.begin().await?;
        tx.insert_person(&person).await?;
        let grant = Grant::by_program(GrantId(app.fresh_id()), id, role, scope, app.now());
        tx.insert_grant(&grant).await?;
        tx.commit().await?;
        let entrance = Entrance {
            method: SignInMethod::Link,
            device: Device::UNKNOWN,
            former: None,
            known_as: None,
        };
        let begun = begin_session(&app, id, entrance).await?;
        let cookie = format!("mkbroute={}", begun.session);
        signed.push(Signed { role, cookie });
    }
    store.close().await;
    Ok(signed)
}

/// Pages that people of a role open.
fn pages(role: Role) -> &'static [&'static str] {
    match role {
        Role::Administrator => &["/", "/personen", "/logboek", "/privacy/register"],
        Role::ProgrammeTeam | Role::Researcher => &["/", "/metingen/load", "/vragenlijsten"],
        Role::Coordinator => &["/", "/metingen/load", "/personen", "/onderzoek"],
        Role::CompanyContact | Role::Foundation => &["/", "/metingen", "/personen"],
        Role::Teacher | Role::Supervisor | Role::Student | Role::BranchOrganisation => {
            &["/", "/metingen", "/metingen/load"]
        }
        Role::Intermediary => &["/", "/mijn/rollen", "/mijn/aanmeldingen"],
    }
}

/// Everybody opens a page in turn, while others answer.
pub(super) async fn measure(
    serving: &Serving,
    staff: &[Signed],
    people: &[String],
    lasting: Duration,
) -> Result<Vec<Measured>> {
    let mut browsers = Vec::new();
    for one in staff {
        let browser = Browser::signed_in(&serving.origin, &one.cookie).await?;
        browsers.push((Arc::new(Mutex::new(browser)), pages(one.role)));
    }
    let looks = paced(PAGES_PER_SECOND, lasting, |turn| {
        let (browser, pages) = &browsers[turn % browsers.len()];
        let (browser, page) = (browser.clone(), pages[turn / browsers.len() % pages.len()]);
        async move { browser.lock().await.get(page).await.map(drop) }
    });
    let (looks, answers, memory) = tokio::try_join!(
        looks,
        steady::answer(serving, people, lasting),
        pace::memory(serving, lasting)
    )?;
    Ok(vec![
        Measured {
            what: "200 signed in, 50 pages a second beside 35 autosaves: lasting",
            value: format!("{:.1} min, no error", looks.took.as_secs_f64() / 60.0),
            wanted: "10 min",
        },
        times("  each page", &looks, "p99 <= 250 ms"),
        times("  each autosave", &answers, "p99 <= 250 ms"),
        Measured {
            what: "  memory at the start, every minute, at the end (MB)",
            value: pace::told(&memory),
            wanted: "flat",
        },
        Measured {
            what: "  pages a second",
            value: format!("{:.1}", looks.per_second()),
            wanted: "",
        },
    ])
}
