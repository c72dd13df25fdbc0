//! A running server: start, memory at rest, pages.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use reqwest::Client;

use crate::program::{Serving, serve};
use crate::{Measured, median};

const STARTS: usize = 11;
const REQUESTS: usize = 201;

pub(crate) async fn measure(program: &Path, folder: &Path) -> Result<Vec<Measured>> {
    let mut starts = Vec::new();
    for _ in 1..STARTS {
        let mut serving = serve(program, folder).await?;
        starts.push(serving.started_in);
        serving.process.kill().await?;
    }
    let serving = serve(program, folder).await?;
    starts.push(serving.started_in);
    let mut lines = vec![Measured {
        what: "start on a seeded database",
        value: median(starts),
        wanted: "< 300 ms",
    }];
    tokio::time::sleep(Duration::from_secs(2)).await;
    lines.push(memory("memory of the idle server", "< 60 MB", &serving)?);
    let client = sign_in(&serving).await?;
    let results = "/metingen/nulmeting-2021/resultaten/companies";
    for (what, address, wanted) in [
        ("a results page, first time", results, ""),
        ("a results page", results, "< 20 ms"),
        ("the report as page", "/metingen/nulmeting-2021/rapport", ""),
        ("the page “wat vraagt nu om jou”", "/", ""),
    ] {
        let first = what.ends_with("first time");
        let runs = pages(&client, &serving, address, if first { 1 } else { REQUESTS });
        lines.push(Measured {
            what,
            value: median(runs.await?),
            wanted,
        });
    }
    lines.push(memory("memory after these pages", "", &serving)?);
    Ok(lines)
}

async fn sign_in(serving: &Serving) -> Result<Client> {
    let client = Client::builder().cookie_store(true).build()?;
    let visit = client.get(format!("{}/aanmelden", serving.origin));
    let page = visit.send().await?.error_for_status()?.text().await?;
    let token = page.split("name=\"csrf\" value=\"").nth(1);
    let token = token.and_then(|rest| rest.split('"').next());
    let token = token.context("the page to sign in has no token for its forms")?;
    let address = format!("{}/aanmelden/demo/ruben-vos", serving.origin);
    let sent = client.post(address).header("x-csrf-token", token);
    sent.send().await?.error_for_status()?;
    Ok(client)
}

async fn pages(
    client: &Client,
    serving: &Serving,
    address: &str,
    count: usize,
) -> Result<Vec<Duration>> {
    let mut runs = Vec::new();
    for _ in 0..count {
        let start = Instant::now();
        let reply = client.get(format!("{}{address}", serving.origin));
        reply.send().await?.error_for_status()?.bytes().await?;
        runs.push(start.elapsed());
    }
    Ok(runs)
}

/// Resident memory as a line of the table.
pub(crate) fn memory(
    what: &'static str,
    wanted: &'static str,
    serving: &Serving,
) -> Result<Measured> {
    Ok(Measured {
        what,
        value: format!("{:.1} MB", resident(serving)?),
        wanted,
    })
}

/// Resident memory in MB, as the kernel of Linux counts it.
pub(crate) fn resident(serving: &Serving) -> Result<f64> {
    let id = serving.process.id().context("the server is gone")?;
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes: f64 = line
        .and_then(|line| line.split_whitespace().nth(1))
        .context("no VmRSS")?
        .parse()?;
    Ok(kilobytes / 1024.0)
}
