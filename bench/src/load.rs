//! Respondents: handing in, whole visits, and many people at once.

mod backup;
mod clients;
mod pace;
mod questionnaire;
mod staff;
mod steady;
mod world;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use hyper::StatusCode;
use mkbroute_store::Location;

use self::clients::{Browser, Run, at_once};
use self::questionnaire::{Layout, form};
use self::world::{Links, Sizes};
use crate::program::{Serving, serve_for_real};
use crate::serving::memory;
use crate::{Measured, print};

const CONNECTIONS: usize = 64;
/// The first so many, on which the program warms up, are not counted.
const WARMING_UP: usize = 500;
const SIZES: Sizes = Sizes {
    filled_in: 15_000 + WARMING_UP,
    one_page: 4_000,
    sections: 300 + steady::PEOPLE,
};

/// Measures on the embedded database and on a server.
pub(crate) async fn measure(program: &Path, server: &str, steady: Duration) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let embedded = Location::Sqlite(folder.path().join("mkbroute.sqlite"));
    println!("\nSQLite, `synchronous = FULL`\n");
    on(program, folder.path(), &embedded, steady).await?;
    let folder = tempfile::tempdir()?;
    println!("\nPostgreSQL, durable\n");
    on(
        program,
        folder.path(),
        &Location::Postgres(server.to_owned()),
        steady,
    )
    .await
}

/// Measures people of every role beside respondents, on both databases.
pub(crate) async fn measure_staff(program: &Path, server: &str, lasting: Duration) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let embedded = Location::Sqlite(folder.path().join("mkbroute.sqlite"));
    for (name, location) in [
        ("SQLite, `synchronous = FULL`", embedded),
        ("PostgreSQL, durable", Location::Postgres(server.to_owned())),
    ] {
        println!("\n{name}\n");
        let sizes = Sizes {
            filled_in: 0,
            one_page: 0,
            sections: steady::PEOPLE,
        };
        let links = world::prepare(folder.path(), &location, sizes).await?;
        let staff = staff::prepare(folder.path(), &location).await?;
        let serving = serve_for_real(program, folder.path(), &location).await?;
        print(&staff::measure(&serving, &staff, &links.sections, lasting).await?);
    }
    Ok(())
}

/// Measures a backup beside people who answer, on both databases.
pub(crate) async fn measure_backup(program: &Path, server: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let embedded = Location::Sqlite(folder.path().join("mkbroute.sqlite"));
    for (name, location) in [
        ("SQLite, `synchronous = FULL`", embedded),
        ("PostgreSQL, durable", Location::Postgres(server.to_owned())),
    ] {
        println!("\n{name}\n");
        let sizes = Sizes {
            filled_in: 0,
            one_page: 0,
            sections: steady::PEOPLE,
        };
        let links = world::prepare(folder.path(), &location, sizes).await?;
        backup::prepare(folder.path(), &location).await?;
        let serving = serve_for_real(program, folder.path(), &location).await?;
        let at = (folder.path(), &location);
        print(&backup::measure(program, at, &serving, &links.sections).await?);
        std::fs::remove_file(folder.path().join("copy.mkb"))?;
        std::fs::remove_file(folder.path().join("backup.key"))?;
    }
    Ok(())
}

async fn on(program: &Path, folder: &Path, location: &Location, steady: Duration) -> Result<()> {
    let links = world::prepare(folder, location, SIZES).await?;
    let serving = serve_for_real(program, folder, location).await?;
    let mut measured = page_sizes(&serving, &links).await?;
    measured.push(memory("memory at rest", "", &serving)?);
    measured.extend(submits(&serving, &links).await?);
    measured.extend(visits(&serving, &links).await?);
    measured.push(memory("memory after these", "", &serving)?);
    if !steady.is_zero() {
        let people = &links.sections[links.sections.len() - steady::PEOPLE..];
        measured.extend(steady::measure(&serving, people, steady).await?);
    }
    print(&measured);
    Ok(())
}

async fn page_sizes(serving: &Serving, links: &Links) -> Result<Vec<Measured>> {
    let mut browser = Browser::open(&serving.origin).await?;
    let mut measured = Vec::new();
    for (what, link) in [
        ("page of 5 items, compressed", &links.sections[0]),
        ("page of 60 items, compressed", &links.one_page[0]),
    ] {
        let bytes = browser.get(&format!("/a/{link}/deel/1")).await?;
        measured.push(Measured {
            what,
            value: format!("{:.1} KB", clients::count(bytes) / 1024.0),
            wanted: "<= 30 KB",
        });
    }
    Ok(measured)
}

/// Handing in what is filled in: read, decrypted, validated, stored for good.
async fn submits(serving: &Serving, links: &Links) -> Result<Vec<Measured>> {
    let tokens: Arc<[String]> = links.filled_in.clone().into();
    let run = |from: usize, tasks: usize| {
        let tokens = tokens.clone();
        at_once(
            &serving.origin,
            CONNECTIONS,
            tasks,
            move |mut browser, number| {
                let token = tokens[from + number].clone();
                async move {
                    hand_in(&mut browser, &token).await?;
                    Ok(browser)
                }
            },
        )
    };
    run(0, WARMING_UP).await?;
    let counted = run(WARMING_UP, tokens.len() - WARMING_UP).await?;
    Ok(vec![
        rate("60 items handed in, 64 connections", &counted, ">= 1500/s"),
        times("  each", &counted, "p99 < 100 ms"),
    ])
}

async fn hand_in(browser: &mut Browser, token: &str) -> Result<()> {
    let path = format!("/a/{token}/controle");
    browser.post(&path, &[], StatusCode::SEE_OTHER).await
}

async fn visits(serving: &Serving, links: &Links) -> Result<Vec<Measured>> {
    let one_page = visit_all(serving, &links.one_page, Layout::OnePage).await?;
    let walked = links.sections.len() - steady::PEOPLE;
    let sections = visit_all(serving, &links.sections[..walked], Layout::Sections).await?;
    Ok(vec![
        rate(
            "visits: form of 60 items, saved, handed in",
            &one_page,
            ">= 400/s",
        ),
        times("  each", &one_page, ""),
        rate(
            "visits of 12 sections, with overview and review",
            &sections,
            "",
        ),
        times("  each", &sections, ""),
    ])
}

async fn visit_all(serving: &Serving, links: &[String], layout: Layout) -> Result<Run> {
    let links: Arc<[String]> = links.into();
    let tasks = links.len();
    at_once(
        &serving.origin,
        CONNECTIONS,
        tasks,
        move |mut browser, number| {
            let token = links[number].clone();
            async move {
                let done = visit(&mut browser, &token, number, layout).await;
                done.with_context(|| format!("visit {number}"))?;
                Ok(browser)
            }
        },
    )
    .await
}

/// The form and the submit of the peer; in sections, what a browser asks for on the way as well.
async fn visit(browser: &mut Browser, token: &str, number: usize, layout: Layout) -> Result<()> {
    let in_sections = matches!(layout, Layout::Sections);
    if in_sections {
        browser.get(&format!("/a/{token}")).await?;
    }
    for section in 0..layout.sections() {
        let path = format!("/a/{token}/deel/{}", section + 1);
        browser.get(&path).await?;
        let fields = form(layout, number, section);
        browser.post(&path, &fields, StatusCode::SEE_OTHER).await?;
    }
    if in_sections {
        browser.get(&format!("/a/{token}/controle")).await?;
    }
    hand_in(browser, token).await?;
    if in_sections {
        browser.get(&format!("/a/{token}")).await?;
    }
    Ok(())
}

fn rate(what: &'static str, run: &Run, wanted: &'static str) -> Measured {
    Measured {
        what,
        value: format!("{:.0}/s", run.per_second()),
        wanted,
    }
}

fn times(what: &'static str, run: &Run, wanted: &'static str) -> Measured {
    Measured {
        what,
        value: format!(
            "p50 {:.0} ms, p99 {:.0} ms, longest {:.0} ms",
            run.quantile(0.5),
            run.quantile(0.99),
            run.quantile(1.0)
        ),
        wanted,
    }
}
