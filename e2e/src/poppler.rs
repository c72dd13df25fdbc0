//! Reading a PDF back with poppler, as a reader or a screen reader would.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The words of a PDF, in reading order.
pub fn text(pdf: &Path) -> Result<String> {
    run("pdftotext", &["-layout"], pdf, &["-"])
}

/// What `pdfinfo` tells: title, tags, pages, version.
pub fn info(pdf: &Path) -> Result<String> {
    run("pdfinfo", &[], pdf, &[])
}

fn run(tool: &str, before: &[&str], pdf: &Path, after: &[&str]) -> Result<String> {
    let output = Command::new(tool)
        .args(before)
        .arg(pdf)
        .args(after)
        .output()
        .with_context(|| format!("cannot run {tool}: `cargo xtask test` installs it"))?;
    ensure!(
        output.status.success(),
        "{tool}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}
