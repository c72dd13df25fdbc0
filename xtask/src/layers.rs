//! Dependencies point one way. The rules stand here once; `docs/architecture.md` says why.

use anyhow::{Result, ensure};
use cargo_metadata::{DependencyKind, MetadataCommand};

mod folders;

/// What a layer may use of ours.
const OWN: [(&str, &[&str]); 8] = [
    ("domain", &[]),
    ("analysis", &["domain"]),
    ("matching", &["domain"]),
    ("store", &["domain"]),
    ("application", &["domain", "analysis", "matching", "store"]),
    ("report", &["domain", "analysis"]),
    ("web", &["domain", "analysis", "application", "report"]),
    ("worker", &["domain", "analysis", "application", "report"]),
];

/// Foreign crates that only the named layers may use.
const RESERVED: [(&str, &[&str]); 9] = [
    ("sea-orm", &["store"]),
    ("sea-orm-migration", &["store"]),
    ("arrow", &["store"]),
    ("parquet", &["store"]),
    ("typst", &["report"]),
    ("typst-layout", &["report"]),
    ("typst-pdf", &["report"]),
    ("axum", &["web", "mkbroute"]),
    ("askama", &["web"]),
];

/// Pure layers: no I/O and no waiting.
const PURE: [&str; 3] = ["domain", "analysis", "matching"];

/// Crates that see everything.
const FREE: [&str; 5] = ["mkbroute", "testkit", "xtask", "e2e", "bench"];

/// Checks the dependencies that cargo sees, and the folders of every layer.
pub(crate) fn check() -> Result<()> {
    let metadata = MetadataCommand::new().no_deps().exec()?;
    let mut breaches = Vec::new();
    for package in metadata.workspace_packages() {
        let layer = layer_of(&package.name);
        let used = package
            .dependencies
            .iter()
            .filter(|dependency| dependency.kind == DependencyKind::Normal);
        for dependency in used {
            breaches.extend(breach(layer, &dependency.name));
        }
    }
    breaches.extend(folders::breaches(&crate::test::root())?);
    ensure!(breaches.is_empty(), "{}", breaches.join("\n"));
    Ok(())
}

fn layer_of(package: &str) -> &str {
    package.strip_prefix("mkbroute-").unwrap_or(package)
}

/// What is wrong with a layer using a crate, if anything.
fn breach(layer: &str, dependency: &str) -> Option<String> {
    if FREE.contains(&layer) {
        return None;
    }
    if dependency == "mkbroute" || dependency.starts_with("mkbroute-") {
        let own = layer_of(dependency);
        let allowed = OWN.iter().find(|(name, _)| *name == layer)?.1;
        return (!allowed.contains(&own)).then(|| format!("{layer} may not use {own}"));
    }
    if PURE.contains(&layer) && dependency == "tokio" {
        return Some(format!("{layer} is pure: it may not use tokio"));
    }
    let reserved = RESERVED.iter().find(|(name, _)| *name == dependency)?;
    (!reserved.1.contains(&layer)).then(|| {
        let owners = reserved.1.join(" and ");
        format!("only {owners} may use {dependency}, not {layer}")
    })
}

#[cfg(test)]
mod tests;
