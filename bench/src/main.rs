//! Measures whole processes of the release build: `cargo xtask bench`. The figures are recorded in
//! `bench/README.md` by hand, with the machine they were seen on.

mod program;
mod report;
mod serving;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

/// One line of the table.
struct Measured {
    what: &'static str,
    value: String,
    wanted: &'static str,
}

#[tokio::main]
async fn main() -> Result<()> {
    let program = beside_me()?;
    let folder = tempfile::tempdir()?;
    program::seed(&program, folder.path()).await?;
    let mut lines = report::measure(&program, folder.path()).await?;
    lines.extend(serving::measure(&program, folder.path()).await?);
    println!("| what | measured | wanted |\n|---|---|---|");
    for line in lines {
        println!("| {} | {} | {} |", line.what, line.value, line.wanted);
    }
    Ok(())
}

/// The release build of `mkbroute` in the folder of this program.
fn beside_me() -> Result<PathBuf> {
    let me = std::env::current_exe()?;
    Ok(me.parent().context("no folder")?.join("mkbroute"))
}

/// Median of an odd number of runs, in milliseconds.
fn median(mut runs: Vec<Duration>) -> String {
    runs.sort();
    let middle = runs[runs.len() / 2].as_secs_f64() * 1000.0;
    format!("{middle:.1} ms (median of {})", runs.len())
}
