//! Making a backup while others write.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use mkbroute_domain::hex::hex;
use mkbroute_domain::surveys::wave::WaveState;
use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    IsolationLevel, QueryFilter, StreamTrait, TransactionTrait,
};
use tokio_stream::StreamExt;

use super::cell::{self, Cell};
use super::format::{FORMAT, Header, Logical, OpenWave, Record, key_name, write_header};
use super::sealed::{NONCE, Sealer};
use super::tables::{self, Table};
use super::writer::Writer;
use super::{BackupError, Contents};
use crate::entities::waves;
use crate::migrations;
use crate::store::Store;

/// Rows in one record.
const TOGETHER: usize = 256;
/// Bytes of a file in one record.
const PIECE: usize = 256 * 1024;
/// Folders within the data folder that belong to the data. The key by which respondents are recognised in two
/// measurements is not among them: it is kept elsewhere.
pub(super) const FOLDERS: [&str; 2] = ["frozen", "interim"];

/// A backup to be made.
pub struct Backup<'a> {
    pub path: &'a Path,
    pub key: &'a [u8; 32],
    /// Fresh random bytes.
    pub nonce: [u8; NONCE],
    pub now: DateTime<Utc>,
    /// The folder of frozen data.
    pub data_dir: &'a Path,
    /// Lines of the erasure ledger, counted before this is called.
    pub erasures: u64,
}

impl Store {
    /// Writes a backup of one moment; others go on reading and writing. The file gets its name once it is
    /// complete and on disk.
    pub async fn back_up(&self, backup: &Backup<'_>) -> Result<Contents, BackupError> {
        let unfinished = backup.path.with_added_extension("part");
        let made = self.write_backup(backup, &unfinished).await;
        let made = made.and_then(|contents| {
            fs::rename(&unfinished, backup.path).map_err(at(backup.path))?;
            Ok(contents)
        });
        if made.is_err() {
            // The error tells what went wrong; a leftover part is of no use.
            let _ = fs::remove_file(&unfinished);
        }
        made
    }

    /// A hash over all rows, to compare two databases.
    pub async fn logical_sha256(&self) -> Result<String, BackupError> {
        let snapshot = self.snapshot().await?;
        let logical = logical(&snapshot, &tables::all()).await?;
        Ok(hex(&logical.finish()))
    }

    /// A transaction that sees one moment, whatever others write.
    async fn snapshot(&self) -> Result<DatabaseTransaction, BackupError> {
        let reader = self.reader();
        Ok(match reader.get_database_backend() {
            DbBackend::Postgres => {
                let level = Some(IsolationLevel::RepeatableRead);
                let begun = reader.begin_with_config(level, Some(AccessMode::ReadOnly));
                begun.await?
            }
            // A reader of the log of SQLite sees one moment from its first question.
            _ => reader.begin().await?,
        })
    }

    async fn write_backup(
        &self,
        backup: &Backup<'_>,
        path: &Path,
    ) -> Result<Contents, BackupError> {
        let snapshot = self.snapshot().await?;
        let header = header(&snapshot, backup).await?;
        let mut file = BufWriter::new(private_file(path).map_err(at(path))?);
        let authenticated = write_header(&mut file, &header).map_err(at(path))?;
        let sealer = Sealer::new(file, backup.key, &backup.nonce, authenticated);
        let mut writer = Writer::new(sealer, path);
        for table in tables::all() {
            read_table(&snapshot, &table, &mut writer).await?;
        }
        drop(snapshot);
        read_files(backup.data_dir, &mut writer).await?;
        writer.finish().await
    }
}

/// Turns a failure into one that names its file.
pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> BackupError {
    let path: PathBuf = path.to_owned();
    move |error| BackupError::File(path.clone(), error)
}

/// A file that only its owner reads.
fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

async fn header(
    snapshot: &DatabaseTransaction,
    backup: &Backup<'_>,
) -> Result<Header, BackupError> {
    let open = waves::Entity::find()
        .filter(waves::Column::State.eq(WaveState::Open.code()))
        .all(snapshot)
        .await?;
    let open = open.into_iter().map(|wave| OpenWave {
        id: wave.id,
        slug: wave.slug,
    });
    let database = match ConnectionTrait::get_database_backend(snapshot) {
        DbBackend::Postgres => "postgres",
        _ => "sqlite",
    };
    Ok(Header {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        created_at: backup.now,
        database: database.to_owned(),
        schema: migrations::applied(snapshot).await?,
        open_waves: open.collect(),
        erasures: backup.erasures,
        key: key_name(backup.key),
        nonce: hex(&backup.nonce),
    })
}

async fn read_table(
    snapshot: &DatabaseTransaction,
    table: &Table,
    writer: &mut Writer,
) -> Result<(), BackupError> {
    writer.put(Record::Table(table.clone())).await?;
    let select = ConnectionTrait::get_database_backend(snapshot).build(&table.rows());
    let mut rows = snapshot.stream_raw(select).await?;
    let mut together: Vec<Vec<Cell>> = Vec::with_capacity(TOGETHER);
    while let Some(row) = rows.next().await {
        together.push(cell::read(&row?, table)?);
        if together.len() == TOGETHER {
            let full = std::mem::replace(&mut together, Vec::with_capacity(TOGETHER));
            writer.put(Record::Rows(full)).await?;
        }
    }
    if together.is_empty() {
        return Ok(());
    }
    writer.put(Record::Rows(together)).await
}

/// Hashes all rows of these tables.
pub(super) async fn logical(
    transaction: &DatabaseTransaction,
    tables: &[Table],
) -> Result<Logical, BackupError> {
    let mut logical = Logical::default();
    for table in tables {
        let select = ConnectionTrait::get_database_backend(transaction).build(&table.rows());
        let mut rows = transaction.stream_raw(select).await?;
        while let Some(row) = rows.next().await {
            logical.add(&table.name, &cell::read(&row?, table)?)?;
        }
    }
    Ok(logical)
}

/// Reads the files of frozen data. They never change, and a row tells of one only once it is there.
async fn read_files(data_dir: &Path, writer: &mut Writer) -> Result<(), BackupError> {
    for folder in FOLDERS {
        let mut waiting = vec![data_dir.join(folder)];
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                for entry in fs::read_dir(&path).map_err(at(&path))? {
                    waiting.push(entry.map_err(at(&path))?.path());
                }
                waiting.sort();
            } else if path.is_file() && path.extension().is_some_and(|end| end == "parquet") {
                read_file(data_dir, &path, writer).await?;
            }
        }
    }
    Ok(())
}

async fn read_file(data_dir: &Path, path: &Path, writer: &mut Writer) -> Result<(), BackupError> {
    let mut file = File::open(path).map_err(at(path))?;
    let length = file.metadata().map_err(at(path))?.len();
    let name = path.strip_prefix(data_dir).unwrap_or(path);
    let name = name
        .to_str()
        .ok_or_else(|| BackupError::Outside(path.to_owned()))?;
    writer.put(Record::File(name.to_owned(), length)).await?;
    let mut left = length;
    while left > 0 {
        let mut piece = Vec::new();
        let mut some = (&mut file).take(left.min(PIECE as u64));
        let read = some.read_to_end(&mut piece).map_err(at(path))? as u64;
        if read == 0 {
            return Err(at(path)(io::ErrorKind::UnexpectedEof.into()));
        }
        left -= read;
        writer.put(Record::Piece(piece)).await?;
    }
    Ok(())
}
