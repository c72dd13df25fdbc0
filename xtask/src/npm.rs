//! The accessibility rules of axe, from npm: one file of script, of one version, checked against the lock file.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Where the version and its checksum stand. A changed lock file makes a new folder.
const DEFINITION: &str = "e2e/axe";

/// The script; the first call fetches it.
pub(crate) fn axe() -> Result<PathBuf> {
    let definition = crate::test::root().join(DEFINITION);
    let lock = std::fs::read_to_string(definition.join("package-lock.json"))?;
    let folder = crate::test::target().join("npm").join(version(&lock)?);
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if script.exists() {
        return Ok(script);
    }
    println!("Fetching axe-core from npm");
    std::fs::create_dir_all(&folder)?;
    for file in ["package.json", "package-lock.json"] {
        std::fs::copy(definition.join(file), folder.join(file))?;
    }
    // `ci` takes exactly what the lock file names and compares its checksum.
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&folder)
        .stdout(Stdio::null())
        .status()
        .context("cannot start npm")?;
    ensure!(status.success(), "npm could not fetch axe-core");
    ensure!(script.exists(), "axe-core holds no {}", script.display());
    Ok(script)
}

/// Name and version for the folder, such as `axe-core-4.14.1`.
fn version(lock: &str) -> Result<String> {
    let package = lock.split("node_modules/axe-core\"").nth(1);
    let version = package
        .and_then(|rest| rest.split("\"version\": \"").nth(1))
        .and_then(|rest| rest.split('"').next());
    let version = version.context("the lock file names no version of axe-core")?;
    Ok(format!("axe-core-{version}"))
}

#[cfg(test)]
mod tests;
