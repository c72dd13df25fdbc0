//! All figures of a large file of frozen data, beside the plain tallies of DuckDB and Polars:
//! `cargo xtask bench figures`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// Respondents in the file; it has 60 items.
const RESPONSES: &str = "1000000";
/// Runs of every formulation of a peer, to find its fastest.
const TRIALS: usize = 3;
/// Runs that count, after one to warm up.
const RUNS: usize = 9;

/// What is run.
pub(crate) struct Contest {
    /// The release build of `figures`.
    pub(crate) ours: PathBuf,
    /// A Python that has the peers.
    pub(crate) python: PathBuf,
    /// The peers' script.
    pub(crate) script: PathBuf,
}

/// One way to do the work.
struct Runner {
    name: String,
    program: PathBuf,
    /// Before the file and the result.
    arguments: Vec<String>,
}

/// What a process tells of itself.
#[derive(Deserialize)]
struct Told {
    seconds: f64,
    peak_kb: f64,
}

/// Runs of one way: seconds of the whole process and of the query alone, and the peak in MB.
#[derive(Default)]
struct Runs {
    whole: Vec<f64>,
    query: Vec<f64>,
    peak: Vec<f64>,
}

/// Makes the file, finds the fastest formulation of each peer, and runs all alternately.
pub(crate) fn measure(contest: &Contest) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("load.parquet");
    output(
        Command::new(&contest.ours)
            .args(["generate", RESPONSES])
            .arg(&file),
    )?;
    let size = file.metadata()?.len() as f64 / 1e6;
    println!("{RESPONSES} responses to 60 items: {size:.1} MB\n");

    let ours = Runner {
        name: "mkbroute, all figures with intervals".to_owned(),
        program: contest.ours.clone(),
        arguments: vec!["measure".to_owned()],
    };
    let out = folder.path().join("ours.json");
    run(&ours, &file, &out)?;
    let mut runners = vec![ours];
    for peer in ["duckdb", "polars"] {
        runners.push(fastest(contest, peer, &file, &out)?);
    }
    let mut runs: Vec<Runs> = runners.iter().map(|_| Runs::default()).collect();
    for round in 0..=RUNS {
        for (runner, runs) in runners.iter().zip(&mut runs) {
            let (whole, told) = run(runner, &file, &folder.path().join("out.json"))?;
            if round > 0 {
                runs.whole.push(whole);
                runs.query.push(told.seconds);
                runs.peak.push(told.peak_kb / 1024.0);
            }
        }
    }
    table(&runners, &runs);
    Ok(())
}

/// Tries every formulation of a peer, checks its tallies against ours, and keeps the fastest.
fn fastest(contest: &Contest, peer: &str, file: &Path, ours: &Path) -> Result<Runner> {
    let script = contest.script.to_str().context("not a path in UTF-8")?;
    let python = || Command::new(&contest.python);
    let list = output(python().args([script, "list"]))?;
    let known = list.lines().filter_map(|line| line.split_once(' '));
    let mut best: Option<(f64, Runner)> = None;
    for (_, formulation) in known.filter(|(name, _)| *name == peer) {
        let runner = Runner {
            name: format!("{peer}, tallies only ({formulation})"),
            program: contest.python.clone(),
            arguments: [script, "run", peer, formulation]
                .map(str::to_owned)
                .to_vec(),
        };
        let out = file.with_file_name("tallies.json");
        let mut trials = Vec::new();
        for _ in 0..TRIALS {
            trials.push(run(&runner, file, &out)?.1.seconds);
        }
        output(python().args([script, "check"]).arg(ours).arg(&out))?;
        let seconds = median(&mut trials);
        println!("tried {peer} {formulation}: {:.0} ms", seconds * 1e3);
        if best.as_ref().is_none_or(|(least, _)| seconds < *least) {
            best = Some((seconds, runner));
        }
    }
    let (_, runner) = best.with_context(|| format!("{peer} has no formulation"))?;
    Ok(runner)
}

/// Runs to the end: seconds, start of the process included, and what the process told.
fn run(runner: &Runner, file: &Path, out: &Path) -> Result<(f64, Told)> {
    let mut command = Command::new(&runner.program);
    command.args(&runner.arguments).arg(file).arg(out);
    let start = Instant::now();
    let text = output(&mut command)?;
    let whole = start.elapsed().as_secs_f64();
    Ok((whole, serde_json::from_str(&text)?))
}

fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {command:?}"))?;
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{command:?} failed: {told}");
    Ok(String::from_utf8(output.stdout)?)
}

fn table(runners: &[Runner], runs: &[Runs]) {
    let median = |runs: &Vec<f64>| median(&mut runs.clone());
    let ours = runs.first().map_or(f64::NAN, |runs| median(&runs.whole));
    println!(
        "\n| what | whole process | query alone | peak memory | whole / ours | query / our whole |"
    );
    println!("|---|---|---|---|---|---|");
    for (runner, runs) in runners.iter().zip(runs) {
        let (whole, query) = (median(&runs.whole), median(&runs.query));
        println!(
            "| {} | {:.0} ms | {:.0} ms | {:.0} MB | {:.2} | {:.2} |",
            runner.name,
            whole * 1e3,
            query * 1e3,
            median(&runs.peak),
            whole / ours,
            query / ours
        );
    }
    println!("\nMedians of {RUNS} runs, alternating, after one to warm up.");
}

fn median(runs: &mut [f64]) -> f64 {
    runs.sort_by(f64::total_cmp);
    runs.get(runs.len() / 2).copied().unwrap_or(f64::NAN)
}
