//! A private Python with the mail server that the tests send to, the provider at which they sign in, and the
//! program that tries the API.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// What the tests use from PyPI: every package with the hashes of its files, so that the same comes each time.
const LOCKED: &str = include_str!("../python.txt");
/// Under which the environment keeps what was installed into it.
const INSTALLED: &str = "installed.txt";

/// The interpreter of an environment that has the packages; the first call makes it, and a change of what
/// is locked makes it anew.
pub(crate) fn environment() -> Result<PathBuf> {
    let folder = crate::test::target().join("python/tests");
    let python = folder.join("bin/python");
    let installed = fs::read_to_string(folder.join(INSTALLED));
    if installed.is_ok_and(|installed| installed == LOCKED) {
        return Ok(python);
    }
    println!("Making a Python environment with what the tests use");
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&folder))?;
    let locked = folder.join("locked.txt");
    fs::write(&locked, LOCKED)?;
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary=:all:",
        "--requirement",
    ];
    run(Command::new(&python).args(install).arg(&locked))?;
    // Last: an environment that was interrupted is made again.
    fs::rename(locked, folder.join(INSTALLED))?;
    Ok(python)
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status();
    let status = status.with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}
