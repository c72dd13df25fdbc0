//! What was erased, so that no later restore brings it back: ids and withdrawn response keys, nothing else.
//!
//! The ledger lies beside the backups, because the database is what a restore replaces. A backup holds how many lines
//! there were when it was begun; what follows is erased again after a restore. That keeps answers which somebody
//! took back and handed in once more: the backup that has them knows of the line before.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use mkbroute_domain::hex::{hex, unhex};
use mkbroute_domain::ids::PersonId;
use mkbroute_store::StoreError;
use mkbroute_store::backup::Erased;
use serde::{Deserialize, Serialize};

use super::BackupError;
use crate::{App, AppError};

/// The name of the ledger.
pub const LEDGER: &str = "erasures.jsonl";

/// Something that is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// The response under this key.
    Response([u8; 32]),
    Person(PersonId),
}

/// One line of the ledger.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Response(String),
    Person(uuid::Uuid),
}

/// Notes that something is erased, on disk when this returns.
///
/// Call it before the transaction that erases and once more after it: a backup that is begun in between then has
/// a line that follows it.
///
/// # Errors
/// The ledger cannot be written. Then nothing may be erased: a restore would bring it back.
pub fn record_erasure(app: &App, erasure: Erasure) -> Result<(), AppError> {
    let line = match erasure {
        Erasure::Response(key) => Line::Response(hex(&key)),
        Erasure::Person(id) => Line::Person(id.0),
    };
    let mut line = serde_json::to_string(&line).map_err(AppError::unreadable)?;
    line.push('\n');
    let folder = app.backups_dir();
    append(folder, line.as_bytes()).map_err(|error| {
        let ledger = folder.join(LEDGER);
        let told = format!("cannot write {}: {error}", ledger.display());
        AppError::Store(StoreError::File(told))
    })
}

fn append(folder: &Path, line: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut options = File::options();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // Several processes may append: one short write each is never mixed with another.
    let mut ledger = options.open(folder.join(LEDGER))?;
    ledger.write_all(line)?;
    ledger.sync_data()
}

/// How many lines the ledger in a folder has.
pub(super) fn length(folder: &Path) -> Result<u64, BackupError> {
    Ok(lines(&folder.join(LEDGER))?.len() as u64)
}

/// What a ledger tells after its first lines. A ledger that is not there tells nothing.
///
/// # Errors
/// A line that cannot be read, other than a last one that a power cut left unfinished.
pub fn ledger_after(ledger: &Path, first: u64) -> Result<Vec<Erased>, BackupError> {
    let lines = lines(ledger)?;
    let count = lines.len();
    let first = usize::try_from(first).unwrap_or(usize::MAX);
    let mut erased = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(first) {
        match read(line) {
            Some(found) => erased.push(found),
            None if at + 1 == count => {}
            None => {
                let told = format!("line {} is not understood", at + 1);
                let error = std::io::Error::other(told);
                return Err(BackupError::File(ledger.to_owned(), error));
            }
        }
    }
    Ok(erased)
}

fn read(line: &str) -> Option<Erased> {
    Some(match serde_json::from_str(line).ok()? {
        Line::Person(id) => Erased::Person(id),
        Line::Response(key) => Erased::Response(unhex(&key)?),
    })
}

fn lines(ledger: &Path) -> Result<Vec<String>, BackupError> {
    let told = |error| BackupError::File(ledger.to_owned(), error);
    if !ledger.exists() {
        return Ok(Vec::new());
    }
    let file = BufReader::new(File::open(ledger).map_err(told)?);
    file.lines().collect::<Result<_, _>>().map_err(told)
}

#[cfg(test)]
mod tests;
