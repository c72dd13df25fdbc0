//! Writing records on a thread of its own, while the next rows are read.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use mkbroute_domain::hex::hex;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::dump::at;
use super::format::{Logical, Record, write_record};
use super::sealed::Sealer;
use super::{BackupError, Contents, damaged};
use crate::error::StoreError;

/// Quick and small enough: answers are short codes.
const COMPRESSION: i32 = 3;
/// Records that wait to be written.
const WAITING: usize = 16;

/// Takes records in their order and writes them, compressed and sealed. Without [`Writer::finish`] the file
/// has no end, and cannot be opened.
pub(super) struct Writer {
    /// `None` ends the file.
    records: mpsc::Sender<Option<Record>>,
    written: JoinHandle<Result<Contents, BackupError>>,
}

impl Writer {
    /// Goes on after the header; the path is for errors.
    pub(super) fn new(file: Sealer<BufWriter<File>>, path: &Path) -> Self {
        let (records, received) = mpsc::channel(WAITING);
        let path = path.to_owned();
        let written = tokio::task::spawn_blocking(move || write(received, file, &path));
        Self { records, written }
    }

    /// Takes the next record. Tells what went wrong with those before it.
    pub(super) async fn put(&mut self, record: Record) -> Result<(), BackupError> {
        if self.records.send(Some(record)).await.is_ok() {
            return Ok(());
        }
        self.outcome().await.and(Err(damaged()))
    }

    /// Ends the file and waits until it is on disk.
    pub(super) async fn finish(mut self) -> Result<Contents, BackupError> {
        // If writing has failed, its outcome tells.
        let _ = self.records.send(None).await;
        self.outcome().await
    }

    async fn outcome(&mut self) -> Result<Contents, BackupError> {
        let outcome = (&mut self.written).await;
        outcome.map_err(|stopped| StoreError::Other(stopped.to_string()))?
    }
}

fn write(
    mut received: mpsc::Receiver<Option<Record>>,
    file: Sealer<BufWriter<File>>,
    path: &Path,
) -> Result<Contents, BackupError> {
    let mut out = zstd::Encoder::new(file, COMPRESSION).map_err(at(path))?;
    let mut logical = Logical::default();
    let mut table = String::new();
    let mut files = 0;
    while let Some(record) = received.blocking_recv().ok_or_else(damaged)? {
        match &record {
            Record::Table(next) => table.clone_from(&next.name),
            Record::Rows(rows) => {
                for row in rows {
                    logical.add(&table, row)?;
                }
            }
            Record::File(..) => files += 1,
            Record::Piece(_) | Record::End { .. } => {}
        }
        write_record(&mut out, &record).map_err(at(path))?;
    }
    let (rows, hash) = (logical.rows, logical.finish());
    let end = Record::End {
        rows,
        files,
        logical: hash,
    };
    write_record(&mut out, &end).map_err(at(path))?;
    sync(out).map_err(at(path))?;
    Ok(Contents {
        rows,
        files,
        logical_sha256: hex(&hash),
    })
}

/// Ends the compressed and the sealed file, and waits for the disk.
fn sync(out: zstd::Encoder<'static, Sealer<BufWriter<File>>>) -> io::Result<()> {
    let mut file = out.finish()?.finish()?;
    file.flush()?;
    file.into_inner()?.sync_all()
}
