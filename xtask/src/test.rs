//! `cargo xtask test`: everything that must hold.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::postgres::Postgres;
use crate::steps::{Steps, cargo};
use crate::{docs, install, layers};

/// The root of the checkout that cargo runs in. Asked at run time: checkouts that share a folder of
/// compiled crates also share this program.
pub(crate) fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    package
        .as_deref()
        .and_then(Path::parent)
        .map_or_else(PathBuf::new, PathBuf::from)
}

/// The folder of compiled crates.
pub(crate) fn target() -> PathBuf {
    let told = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    told.unwrap_or_else(|| root().join("target"))
}

/// Installs what is missing, then runs every step or the one asked for.
pub(crate) fn run(only: Option<&str>, nextest: &[String]) -> Result<()> {
    std::env::set_current_dir(root())?;
    let mut steps = Steps::new(only);
    steps.run("install", install::tools);
    steps.run("fmt", || cargo(&["fmt", "--all", "--check"], &[]));
    steps.run("layers", layers::check);
    steps.run("docs", || docs::check(&root()));
    steps.run("clippy", || {
        let lints = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ];
        cargo(&lints, &[])
    });
    steps.run("tests", || tests(nextest));
    steps.run("doctests", || {
        cargo(&["test", "--doc", "--workspace", "--quiet"], &[])
    });
    steps.run("api-docs", || {
        let build = ["doc", "--no-deps", "--workspace", "--quiet"];
        cargo(&build, &[("RUSTDOCFLAGS", "-D warnings")])
    });
    steps.finish()
}

/// Unit, contract, integration and browser tests, with a server for the PostgreSQL half, a Python for
/// the mail server and the accessibility rules for the browser.
///
/// The whole workspace is built at once: with the same features, so that nothing is built twice, and
/// with the program itself, which the browser tests start.
fn tests(extra: &[String]) -> Result<()> {
    let extra: Vec<&str> = extra.iter().map(String::as_str).collect();
    nextest(&extra, &[])
}

fn nextest(extra: &[&str], more: &[(&str, &str)]) -> Result<()> {
    let postgres = Postgres::start()?;
    let python = crate::python::environment()?.display().to_string();
    let axe = crate::npm::axe()?.display().to_string();
    let server = postgres.url();
    let mut environment = vec![
        ("MKBROUTE_TEST_POSTGRES", server.as_str()),
        ("MKBROUTE_TEST_PYTHON", python.as_str()),
        ("MKBROUTE_TEST_AXE", axe.as_str()),
    ];
    environment.extend(more);
    let run = ["nextest", "run", "--workspace"];
    cargo(&[&run[..], extra].concat(), &environment)
}

/// Lets the browser tests write their pictures where the README shows them.
pub(crate) fn screenshots() -> Result<()> {
    std::env::set_current_dir(root())?;
    install::tools()?;
    let folder = root().join("docs/screenshots").display().to_string();
    let told = [("MKBROUTE_SCREENSHOTS", folder.as_str())];
    nextest(&["-E", "package(mkbroute-e2e)"], &told)
}

/// Lets the test of every page keep what it found in `data/accessibility`.
pub(crate) fn accessibility() -> Result<()> {
    std::env::set_current_dir(root())?;
    install::tools()?;
    let told = [("MKBROUTE_TEST_KEEP", "1")];
    nextest(&["-E", "test(every_page_is_for_everybody)"], &told)
}

/// The tests of which `cargo xtask test` runs a small sample.
const SOAK: &str = "test(killed_at_random) | test(/power::.*power_cut/) | test(power::commits) | test(disk::) \
                    | test(sixty_four_people)";

/// Kills the program, cuts the power, breaks the disk and lets many people write, so often.
pub(crate) fn soak(kills: u32, cuts: u32, rounds: u32) -> Result<()> {
    std::env::set_current_dir(root())?;
    install::tools()?;
    let [kills, cuts, rounds] = [kills, cuts, rounds].map(|times| times.to_string());
    let told = [
        ("MKBROUTE_TEST_KILLS", kills.as_str()),
        ("MKBROUTE_TEST_CUTS", cuts.as_str()),
        ("MKBROUTE_TEST_ROUNDS", rounds.as_str()),
    ];
    // One after the other: a machine that is busy with the others would hide what is rare.
    nextest(&["--profile", "soak", "--no-capture", "-E", SOAK], &told)
}
