//! Starting the program under measurement.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use mkbroute_store::Location;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Fills a folder with the demonstration.
pub(crate) async fn seed(program: &Path, folder: &Path) -> Result<()> {
    let mut command = Command::new(program);
    command.args(["demo", "--seed-only", "--data"]).arg(folder);
    run(&mut command).await.map(drop)
}

/// Runs to the end and tells how long it took, start of the process included.
pub(crate) async fn run(command: &mut Command) -> Result<Duration> {
    let start = Instant::now();
    let output = command.output().await.context("cannot start mkbroute")?;
    let took = start.elapsed();
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(took)
}

/// A server with its address and the time until it said that it serves.
pub(crate) struct Serving {
    pub(crate) process: Child,
    pub(crate) origin: String,
    pub(crate) started_in: Duration,
}

/// Starts the demonstration on a seeded folder.
pub(crate) async fn serve(program: &Path, folder: &Path) -> Result<Serving> {
    let mut command = Command::new(program);
    command
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder);
    start(command, "Open ").await
}

/// Starts the program as it runs for real, on a database that is there.
pub(crate) async fn serve_for_real(
    program: &Path,
    folder: &Path,
    location: &Location,
) -> Result<Serving> {
    let mut command = Command::new(program);
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder);
    if let Location::Postgres(address) = location {
        command.args(["--database", address]);
    }
    start(command, "mkbroute serves at ").await
}

/// Starts a server and waits for the line that tells its address.
async fn start(mut command: Command, told: &str) -> Result<Serving> {
    let start = Instant::now();
    let mut process = command.stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
    let output = process.stdout.take().context("no output")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some(rest) = line.strip_prefix(told) {
            let started_in = start.elapsed();
            let origin = rest
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned();
            // Keep reading, so that the program never waits for a full pipe.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(Serving {
                process,
                origin,
                started_in,
            });
        }
    }
    anyhow::bail!("mkbroute did not serve")
}
