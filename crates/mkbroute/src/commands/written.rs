//! Files that people write: reading them, and telling what is wrong with them.

use std::fmt::Display;
use std::path::Path;

use anyhow::Context;
use mkbroute_domain::file::FileProblems;

/// The bytes of a file.
pub(crate) fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Prints every problem on a line of its own, as `file:line: item: problem`. `what` names the file in
/// the closing line, `outcome` says what did not happen.
pub(crate) fn refuse<K: Display>(
    file: &Path,
    found: &FileProblems<K>,
    what: &str,
    outcome: &str,
) -> anyhow::Error {
    for problem in found {
        eprintln!("{}:{problem}", file.display());
    }
    let (file, count) = (file.display(), found.len());
    anyhow::anyhow!("{what}{file} has {count} problem(s); nothing was {outcome}")
}
