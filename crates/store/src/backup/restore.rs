//! Putting a backup in an empty place, whole or not at all.

use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};

use mkbroute_domain::hex::{hex, unhex};
use mkbroute_domain::ids::PersonId;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Alias, Query};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, EntityTrait, Statement,
    TransactionTrait,
};

use super::cell::{self, Cell};
use super::dump::{self, FOLDERS, at};
use super::format::{Header, Record, key_name, open_header, read_record};
use super::sealed::Opener;
use super::tables::Table;
use super::{BackupError, Contents, damaged};
use crate::connect::{self, write_options};
use crate::entities::responses;
use crate::location::Location;
use crate::migrations;

/// Values in one statement: SQLite allows 32,766, PostgreSQL 65,535.
const MOST_VALUES: usize = 30_000;

type Records = zstd::Decoder<'static, BufReader<Opener<BufReader<File>>>>;

/// A backup to be put back.
pub struct Restore<'a> {
    pub path: &'a Path,
    pub key: &'a [u8; 32],
    pub location: &'a Location,
    pub data_dir: &'a Path,
    /// What was erased since the backup was made: it stays erased.
    pub erased: &'a [Erased],
}

/// Something that was erased, by id only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erased {
    /// A response that its respondent took back, by its key.
    Response([u8; 32]),
    /// A person.
    Person(Uuid),
}

impl Restore<'_> {
    /// Reads and checks everything, stores nothing.
    pub fn check(&self) -> Result<(Header, Contents), BackupError> {
        let (header, mut records) = self.open()?;
        loop {
            if let Record::End {
                rows,
                files,
                logical,
            } = read_record(&mut records)?
            {
                at_end(&mut records)?;
                let contents = Contents {
                    rows,
                    files,
                    logical_sha256: hex(&logical),
                };
                return Ok((header, contents));
            }
        }
    }

    /// Puts everything back. Fails without a trace when the backup is damaged or the place is not empty.
    pub async fn run(&self) -> Result<(Header, Contents), BackupError> {
        for folder in FOLDERS {
            let folder = self.data_dir.join(folder);
            if folder.exists() {
                return Err(BackupError::NotEmpty(folder.display().to_string()));
            }
        }
        let (header, records) = self.open()?;
        let done = self.put_back(&header, records).await;
        if done.is_err() {
            // These folders were not there before.
            for folder in FOLDERS {
                let _ = fs::remove_dir_all(self.data_dir.join(folder));
            }
        }
        done.map(|contents| (header, contents))
    }

    fn open(&self) -> Result<(Header, Records), BackupError> {
        let file = File::open(self.path).map_err(at(self.path))?;
        let mut file = BufReader::new(file);
        let (header, authenticated) = open_header(&mut file)?;
        let known = migrations::known();
        if let Some(step) = header.schema.iter().find(|step| !known.contains(step)) {
            return Err(BackupError::Newer(format!("it has step '{step}'")));
        }
        let given = key_name(self.key);
        if header.key != given {
            let of_backup = header.key;
            return Err(BackupError::OtherKey { of_backup, given });
        }
        let nonce = unhex(&header.nonce).ok_or_else(damaged)?;
        let opener = Opener::new(file, self.key, &nonce, authenticated);
        let opener = opener.map_err(at(self.path))?;
        let records = zstd::Decoder::new(opener).map_err(|_| damaged())?;
        Ok((header, records))
    }

    async fn put_back(
        &self,
        header: &Header,
        mut records: Records,
    ) -> Result<Contents, BackupError> {
        let database = connect::writer(self.location, connect::BUSY).await?;
        let transaction = database.begin_with_options(write_options()).await?;
        refuse_full(&transaction).await?;
        migrations::migrate_through(&transaction, &header.schema).await?;
        let mut target = Target {
            transaction: &transaction,
            data_dir: self.data_dir,
            tables: Vec::new(),
            file: None,
            files: 0,
        };
        let (rows, files, expected) = loop {
            match read_record(&mut records)? {
                Record::Table(table) => target.begin_table(table).await?,
                Record::Rows(rows) => target.rows(rows).await?,
                Record::File(name, length) => target.begin_file(&name, length)?,
                Record::Piece(piece) => target.piece(&piece)?,
                Record::End {
                    rows,
                    files,
                    logical,
                } => break (rows, files, logical),
            }
        };
        at_end(&mut records)?;
        target.end_file()?;
        let logical = dump::logical(&transaction, &target.tables).await?;
        if logical.finish() != expected || logical.rows != rows || target.files != files {
            return Err(damaged());
        }
        for erased in self.erased {
            erase(&transaction, erased).await?;
        }
        transaction.commit().await?;
        migrations::migrate(&database).await?;
        close(&database).await;
        Ok(Contents {
            rows,
            files,
            logical_sha256: hex(&expected),
        })
    }
}

/// Nothing follows the last record.
fn at_end(records: &mut Records) -> Result<(), BackupError> {
    let more = records.read(&mut [0]).map_err(|_| damaged())?;
    if more == 0 { Ok(()) } else { Err(damaged()) }
}

async fn close(database: &DatabaseConnection) {
    if let Err(error) = database.close_by_ref().await {
        tracing::warn!(%error, "a connection did not close");
    }
}

/// Refuses a database that holds any table.
async fn refuse_full(transaction: &DatabaseTransaction) -> Result<(), BackupError> {
    let backend = transaction.get_database_backend();
    let question = match backend {
        DbBackend::Postgres => {
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LIMIT 1"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 1",
    };
    let found = transaction.query_one_raw(Statement::from_string(backend, question));
    match found.await? {
        Some(row) => {
            let table: String = row.try_get_by_index(0)?;
            Err(BackupError::NotEmpty(format!(
                "the database has a table '{table}'"
            )))
        }
        None => Ok(()),
    }
}

/// What was erased after the backup was made is erased again.
async fn erase(transaction: &DatabaseTransaction, erased: &Erased) -> Result<(), BackupError> {
    match erased {
        Erased::Response(key) => {
            let gone = responses::Entity::delete_by_id(key.to_vec());
            gone.exec(transaction).await?;
        }
        Erased::Person(id) => {
            crate::privacy::erase_person(transaction, PersonId(*id)).await?;
        }
    }
    Ok(())
}

/// Where a backup is put.
struct Target<'a> {
    transaction: &'a DatabaseTransaction,
    data_dir: &'a Path,
    tables: Vec<Table>,
    /// The file that is being written, with what is still to come.
    file: Option<(PathBuf, File, u64)>,
    files: u64,
}

impl Target<'_> {
    /// The steps of the database put rows of their own in some tables: those make room.
    async fn begin_table(&mut self, table: Table) -> Result<(), BackupError> {
        let mut empty = Query::delete();
        empty.from_table(Alias::new(&table.name));
        self.transaction.execute(&empty).await?;
        self.tables.push(table);
        Ok(())
    }

    async fn rows(&self, rows: Vec<Vec<Cell>>) -> Result<(), BackupError> {
        let table = self.tables.last().ok_or_else(damaged)?;
        let at_once = (MOST_VALUES / table.columns.len().max(1)).max(1);
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let mut insert = Query::insert();
            insert.into_table(Alias::new(&table.name));
            insert.columns(table.columns.iter().map(|(name, _)| Alias::new(name)));
            for row in rows.by_ref().take(at_once) {
                if row.len() != table.columns.len() {
                    return Err(damaged());
                }
                let cells = row.into_iter().zip(&table.columns);
                let values = cells.map(|(cell, (_, kind))| Ok(cell::value(cell, *kind)?.into()));
                let values = values.collect::<Result<Vec<_>, BackupError>>()?;
                insert.values(values).map_err(|_| damaged())?;
            }
            self.transaction.execute(&insert).await?;
        }
        Ok(())
    }

    fn begin_file(&mut self, name: &str, length: u64) -> Result<(), BackupError> {
        self.end_file()?;
        let name = Path::new(name);
        let mut parts = name.components();
        let first = parts.next().and_then(|part| part.as_os_str().to_str());
        let inside = first.is_some_and(|first| FOLDERS.contains(&first))
            && parts.all(|part| matches!(part, Component::Normal(_)));
        if !inside {
            return Err(BackupError::Outside(name.to_owned()));
        }
        let path = self.data_dir.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        let file = File::create_new(&path).map_err(at(&path))?;
        self.file = Some((path, file, length));
        self.files += 1;
        Ok(())
    }

    fn piece(&mut self, piece: &[u8]) -> Result<(), BackupError> {
        let (path, file, left) = self.file.as_mut().ok_or_else(damaged)?;
        *left = left.checked_sub(piece.len() as u64).ok_or_else(damaged)?;
        file.write_all(piece).map_err(at(path))
    }

    fn end_file(&mut self) -> Result<(), BackupError> {
        match self.file.take() {
            Some((_, _, left)) if left > 0 => Err(damaged()),
            Some((path, file, _)) => file.sync_all().map_err(at(&path)),
            None => Ok(()),
        }
    }
}
