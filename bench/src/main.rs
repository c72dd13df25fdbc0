//! Measures whole processes of the release build: `cargo xtask bench`, and with `figures`, `load`, `staff` or
//! `backup`.
//! What was measured is recorded in `bench/README.md` by hand, with the machine it was seen on.

mod figures;
mod load;
mod program;
mod report;
mod serving;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;

/// One line of the table.
struct Measured {
    what: &'static str,
    value: String,
    wanted: &'static str,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match &arguments[..] {
        [program] => pages_and_reports(program).await,
        [what, ours, python, script] if what.as_os_str() == "figures" => {
            figures::measure(&figures::Contest {
                ours: ours.clone(),
                python: python.clone(),
                script: script.clone(),
            })
        }
        [what, program, server, minutes] if what.as_os_str() == "load" => {
            let minutes: u64 = minutes.to_string_lossy().parse()?;
            let steady = Duration::from_secs(60 * minutes);
            load::measure(program, &server.to_string_lossy(), steady).await
        }
        [what, program, server, minutes] if what.as_os_str() == "staff" => {
            let minutes: u64 = minutes.to_string_lossy().parse()?;
            let lasting = Duration::from_secs(60 * minutes);
            load::measure_staff(program, &server.to_string_lossy(), lasting).await
        }
        [what, program, server, _] if what.as_os_str() == "backup" => {
            load::measure_backup(program, &server.to_string_lossy()).await
        }
        _ => anyhow::bail!("name what to measure: `cargo xtask bench` does"),
    }
}

async fn pages_and_reports(program: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    program::seed(program, folder.path()).await?;
    let mut lines = report::measure(program, folder.path()).await?;
    lines.extend(serving::measure(program, folder.path()).await?);
    print(&lines);
    Ok(())
}

fn print(lines: &[Measured]) {
    println!("| what | measured | wanted |\n|---|---|---|");
    for line in lines {
        println!("| {} | {} | {} |", line.what, line.value, line.wanted);
    }
}

/// Median of an odd number of runs, in milliseconds.
fn median(mut runs: Vec<Duration>) -> String {
    runs.sort();
    let middle = runs[runs.len() / 2].as_secs_f64() * 1000.0;
    format!("{middle:.1} ms (median of {})", runs.len())
}
