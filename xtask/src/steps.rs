//! Running steps one after another, with a closing table.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// Steps that ran, with their seconds.
pub(crate) struct Steps<'a> {
    only: Option<&'a str>,
    done: Vec<(&'static str, Duration, Result<()>)>,
}

impl<'a> Steps<'a> {
    /// All steps, or only the one with this name.
    pub(crate) fn new(only: Option<&'a str>) -> Self {
        Self {
            only,
            done: Vec::new(),
        }
    }

    /// Runs a step; later steps run also when it fails, so that one run tells everything.
    pub(crate) fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) {
        if self.only.is_some_and(|only| only != name) {
            return;
        }
        println!("\n== {name}");
        let start = Instant::now();
        let result = step();
        if let Err(error) = &result {
            println!("{error:#}");
        }
        self.done.push((name, start.elapsed(), result));
    }

    /// Prints the table; fails if a step failed.
    pub(crate) fn finish(self) -> Result<()> {
        ensure!(!self.done.is_empty(), "no step has that name");
        println!("\n{:<12} {:>8}  result", "step", "seconds");
        for (name, took, result) in &self.done {
            let verdict = if result.is_ok() { "ok" } else { "FAILED" };
            println!("{name:<12} {:>8.1}  {verdict}", took.as_secs_f64());
        }
        let failed: Vec<&str> = self
            .done
            .iter()
            .filter(|(_, _, result)| result.is_err())
            .map(|(name, _, _)| *name)
            .collect();
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        println!("\nEverything passed.");
        Ok(())
    }
}

/// Runs cargo with these arguments and environment.
pub(crate) fn cargo(arguments: &[&str], environment: &[(&str, &str)]) -> Result<()> {
    let mut command = Command::new("cargo");
    // `cargo run` tells xtask which package it is. Build scripts that look at it would run again,
    // and half the dependencies with them, each time after cargo was started by hand.
    for (name, _) in std::env::vars_os() {
        let name_read = name.to_string_lossy();
        if name_read.starts_with("CARGO_PKG_") || name_read.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    let status = command
        .args(arguments)
        .envs(environment.iter().copied())
        .status()
        .context("cannot start cargo")?;
    ensure!(status.success(), "cargo {} failed", arguments.join(" "));
    Ok(())
}
