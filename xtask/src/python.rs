//! A private Python with the mail server that the tests send to, and the provider at which they sign in.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// What the tests use from PyPI. A new version makes a new environment.
const PACKAGES: [&str; 2] = ["aiosmtpd==1.4.6", "oidc-provider-mock==0.3.4"];

/// The interpreter of an environment that has the packages; the first call makes it.
pub(crate) fn environment() -> Result<PathBuf> {
    let packages = PACKAGES.join(" and ");
    let name = PACKAGES.join("-").replace("==", "-");
    let folder = crate::test::target().join("python").join(name);
    let python = folder.join("bin/python");
    if imports(&python) {
        return Ok(python);
    }
    println!("Making a Python environment with {packages}");
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&folder))?;
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    run(Command::new(&python).args(install).args(PACKAGES))?;
    Ok(python)
}

fn imports(python: &PathBuf) -> bool {
    let found = Command::new(python)
        .args(["-c", "import aiosmtpd, oidc_provider_mock"])
        .stderr(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success())
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status();
    let status = status.with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}
