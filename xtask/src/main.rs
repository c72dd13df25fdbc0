//! Set-up and checks of the project, in one place: `cargo xtask test`, `cargo xtask bench`.

mod bench;
mod docs;
mod install;
mod layers;
mod npm;
mod postgres;
mod python;
mod steps;
mod test;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "xtask", about = "Set-up and checks of mkbroute")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing and run every check: format, layers, docs, lints, tests, API docs
    Test {
        /// Run one step only: fmt, layers, docs, clippy, tests, doctests, api-docs
        #[arg(long)]
        only: Option<String>,
        /// Passed on to cargo nextest, after `--`
        #[arg(last = true)]
        nextest: Vec<String>,
    },
    /// Build for release and measure: report, page, memory, start; or `bench figures`
    Bench { what: Option<bench::What> },
    /// Kill the program, cut the power, fill and break the disk, and let 64 people write, time and again; look that
    /// nothing that was acknowledged is lost
    Soak {
        /// How often the program is killed, on each database
        #[arg(long, default_value_t = 200)]
        kills: u32,
        /// How often the power is cut, with flushes that fail and without
        #[arg(long, default_value_t = 1000)]
        cuts: u32,
        /// How often the disk fills and fails, and 64 people write
        #[arg(long, default_value_t = 25)]
        rounds: u32,
    },
    /// Write pictures of every page, phone and desktop, to docs/screenshots
    Screenshots,
    /// Test every page for accessibility and keep the outcome, from which the statement is made
    Accessibility,
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Test { only, nextest } => test::run(only.as_deref(), &nextest),
        Command::Bench { what } => bench::run(what),
        Command::Soak {
            kills,
            cuts,
            rounds,
        } => test::soak(kills, cuts, rounds),
        Command::Screenshots => test::screenshots(),
        Command::Accessibility => test::accessibility(),
    }
}
