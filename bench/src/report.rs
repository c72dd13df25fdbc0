//! The report from a cold start: a new process for every run.

use std::path::Path;

use anyhow::Result;
use tokio::process::Command;

use crate::{Measured, median, program};

const RUNS: usize = 11;

pub(crate) async fn measure(program: &Path, folder: &Path) -> Result<Vec<Measured>> {
    let mut lines = Vec::new();
    for (what, format, wanted) in [
        ("baseline report as PDF, cold start", "pdf", "< 500 ms"),
        ("baseline report as web page, cold start", "html", ""),
        ("baseline figures as JSON, cold start", "json", ""),
    ] {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            let mut command = Command::new(program);
            command.args([
                "report",
                "nulmeting-2021",
                "--lang",
                "nl",
                "--format",
                format,
            ]);
            command.arg("--out").arg(folder.join("out"));
            command.arg("--data").arg(folder);
            runs.push(program::run(&mut command).await?);
        }
        lines.push(Measured {
            what,
            value: median(runs),
            wanted,
        });
    }
    Ok(lines)
}
