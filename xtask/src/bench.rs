//! `cargo xtask bench`: builds the program for release, then measures whole processes of it.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use cargo_metadata::MetadataCommand;
use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};
use clap::ValueEnum;

use crate::postgres::Postgres;
use crate::steps::cargo;

/// What can be measured by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// All figures of a million responses, beside the plain tallies of DuckDB and Polars
    Figures,
    /// Checking the audit log
    Audit,
    /// What roles cost a page, with 100,000 grants
    Grants,
    /// A million companies on their way to a thousand pathways
    Outreach,
    /// Taking over a list of 100,000 companies
    Import,
    /// 200 people of all roles at 50 pages a second, beside 35 autosaves, for ten minutes
    Staff,
    /// A backup of a million responses, beside 35 autosaves a second
    Backup,
    /// Ten times the national size: 250 pathways, a million persons
    National,
    /// Respondents: handing in, visits, and 500 people at once for ten minutes
    Load,
}

/// How long 500 people answer at once.
const MINUTES: &str = "10";

/// The peers' script and the versions of the peers.
const SCRIPT: &str = "bench/peers/figures.py";
const PEERS: &str = "bench/peers/requirements.txt";

/// Builds and measures. The measuring program itself need not be fast, so it is built for debugging.
pub(crate) fn run(what: Option<What>) -> Result<()> {
    std::env::set_current_dir(crate::test::root())?;
    let metadata = MetadataCommand::new().no_deps().exec()?;
    let target = &metadata.target_directory;
    match what {
        None => {
            cargo(&["build", "--release", "-p", "mkbroute"], &[])?;
            measure(&[target.join("release/mkbroute").as_str()])
        }
        Some(What::Audit) => on_a_server(target, "audit"),
        Some(What::Grants) => on_a_server(target, "grants"),
        Some(What::Outreach) => on_a_server(target, "outreach"),
        Some(What::Import) => import(target),
        Some(What::National) => on_a_server(target, "national"),
        Some(What::Backup) => under_load(target, "backup"),
        Some(What::Load) => under_load(target, "load"),
        Some(What::Staff) => under_load(target, "staff"),
        Some(What::Figures) => {
            let ours = built(target, "figures")?;
            let python = peers(target)?;
            measure(&["figures", ours.as_str(), python.as_str(), SCRIPT])
        }
    }
}

/// Builds a measuring process for release.
fn built(target: &Utf8Path, name: &str) -> Result<Utf8PathBuf> {
    let build = ["build", "--release", "-p", "mkbroute-bench", "--bin", name];
    cargo(&build, &[])?;
    Ok(target.join("release").join(name))
}

/// Runs a measuring process with a PostgreSQL that does not lose anything.
fn on_a_server(target: &Utf8Path, name: &str) -> Result<()> {
    let measure = built(target, name)?;
    let server = Postgres::durable()?;
    succeed(Command::new(measure).arg(server.url()))
}

/// Takes over a list on each database, in a process of its own for its memory.
fn import(target: &Utf8Path) -> Result<()> {
    let measure = built(target, "import")?;
    let server = Postgres::durable()?;
    succeed(Command::new(&measure).arg("sqlite"))?;
    succeed(Command::new(&measure).arg(server.url()))
}

/// Lets clients loose on the program, for minutes.
fn under_load(target: &Utf8Path, what: &str) -> Result<()> {
    let both = ["-p", "mkbroute", "-p", "mkbroute-bench"];
    cargo(&[&["build", "--release"][..], &both[..]].concat(), &[])?;
    let server = Postgres::durable()?;
    let program = target.join("release/mkbroute");
    let measure = target.join("release/mkbroute-bench");
    let arguments = [what, program.as_str(), &server.url(), MINUTES];
    succeed(Command::new(measure).args(arguments))
}

fn measure(what: &[&str]) -> Result<()> {
    let run = ["run", "--quiet", "-p", "mkbroute-bench", "--"];
    cargo(&[&run[..], what].concat(), &[])
}

/// A Python of its own with the peers, from PyPI.
fn peers(target: &Utf8Path) -> Result<Utf8PathBuf> {
    let folder = target.join("bench-venv");
    let python = folder.join("bin/python");
    if !python.exists() {
        succeed(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    let install = ["-m", "pip", "install", "--quiet", "--requirement", PEERS];
    succeed(Command::new(&python).args(install))?;
    Ok(python)
}

fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status();
    let status = status.with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}
