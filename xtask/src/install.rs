//! What the checks need from Debian's packages and from crates.io.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// A program that must be there, with the Debian package that brings it.
struct Tool {
    package: &'static str,
    present: fn() -> bool,
}

const TOOLS: [Tool; 6] = [
    Tool {
        package: "postgresql",
        present: || crate::postgres::binaries().is_some() && on_path("psql"),
    },
    Tool {
        package: "chromium",
        present: || on_path("chromium"),
    },
    Tool {
        package: "chromium-driver",
        present: || on_path("chromedriver"),
    },
    Tool {
        package: "poppler-utils",
        present: || {
            on_path("pdftotext") && on_path("pdfinfo") && on_path("pdffonts") && on_path("pdftoppm")
        },
    },
    Tool {
        package: "python3-venv",
        present: has_venv,
    },
    Tool {
        package: "npm",
        present: || on_path("npm"),
    },
];

/// Installs every missing tool; without the right to do so, says which command does it.
pub(crate) fn tools() -> Result<()> {
    let missing: Vec<&str> = TOOLS
        .iter()
        .filter(|tool| !(tool.present)())
        .map(|tool| tool.package)
        .collect();
    if !missing.is_empty() {
        debian_packages(&missing)?;
    }
    if !nextest_present() {
        println!("Installing cargo-nextest, the test runner");
        let status = Command::new("cargo")
            .args(["install", "cargo-nextest", "--locked"])
            .status()?;
        ensure!(status.success(), "cargo install cargo-nextest failed");
    }
    Ok(())
}

fn debian_packages(missing: &[&str]) -> Result<()> {
    let list = missing.join(" ");
    if !is_root() || !on_path("apt-get") {
        bail!("Please run first: sudo apt-get install --no-install-recommends {list}");
    }
    println!("Installing from Debian: {list}");
    apt(&["update", "-q"])?;
    let mut install = vec!["install", "-q", "-y", "--no-install-recommends"];
    install.extend(missing);
    apt(&install)
}

fn apt(arguments: &[&str]) -> Result<()> {
    let status = Command::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(Stdio::null())
        .status()
        .context("cannot start apt-get")?;
    ensure!(status.success(), "apt-get {} failed", arguments.join(" "));
    Ok(())
}

/// Whether this process may install packages and switch users.
pub(crate) fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn on_path(program: &str) -> bool {
    let found = Command::new("which")
        .arg(program)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success())
}

fn has_venv() -> bool {
    let found = Command::new("python3")
        .args(["-c", "import ensurepip, venv"])
        .stderr(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success())
}

fn nextest_present() -> bool {
    let found = Command::new("cargo")
        .args(["nextest", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success())
}
