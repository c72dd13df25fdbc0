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
    let program = std::env::args_os().nth(1).map(PathBuf::from);
    let program = program.context("name the program to measure: `cargo xtask bench` does")?;
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

/// Median of an odd number of runs, in milliseconds.
fn median(mut runs: Vec<Duration>) -> String {
    runs.sort();
    let middle = runs[runs.len() / 2].as_secs_f64() * 1000.0;
    format!("{middle:.1} ms (median of {})", runs.len())
}
