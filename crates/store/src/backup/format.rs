//! How a backup is written: the header, and the records within.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use chrono::{DateTime, Utc};
use mkbroute_domain::hex::hex;
use sea_orm::prelude::Uuid;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::cell::Cell;
use super::tables::Table;
use super::{BackupError, damaged};

/// The first line of every backup.
const MAGIC: &[u8] = b"mkbroute backup\n";
/// The version of the format.
pub(super) const FORMAT: u32 = 1;
/// The largest header and the largest record that are believed.
const LARGEST_HEADER: u32 = 1024 * 1024;
const LARGEST_RECORD: u32 = 256 * 1024 * 1024;

/// What a backup tells without its key. It is authenticated with every piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    pub created_at: DateTime<Utc>,
    /// `sqlite` or `postgres`.
    pub database: String,
    /// The steps that the database had been through.
    pub schema: Vec<String>,
    /// Waves that took answers: their answers still lie under the keys of respondents' links.
    pub open_waves: Vec<OpenWave>,
    /// Lines of the erasure ledger that this backup knows of already.
    pub erasures: u64,
    /// Tells keys apart, and tells nothing of the key.
    pub key: String,
    /// Fresh for every backup.
    pub nonce: String,
}

/// A wave that took answers when the backup was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenWave {
    pub id: Uuid,
    pub slug: String,
}

/// One step in a backup. The order of the variants is part of the format.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Record {
    Table(Table),
    Rows(Vec<Vec<Cell>>),
    /// A file of frozen data, by its path in the data folder, with its length.
    File(String, u64),
    Piece(Vec<u8>),
    End {
        rows: u64,
        files: u64,
        logical: [u8; 32],
    },
}

/// A short name of a key.
pub(super) fn key_name(key: &[u8; 32]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"mkbroute backup key");
    hash.update(key);
    hex(&hash.finalize()[..6])
}

/// Writes what comes before the sealed pieces; returns the bytes that are authenticated.
pub(super) fn write_header(out: &mut impl Write, header: &Header) -> io::Result<Vec<u8>> {
    let json = serde_json::to_vec(header)?;
    let length = u32::try_from(json.len()).map_err(io::Error::other)?;
    out.write_all(MAGIC)?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(&json)?;
    Ok(json)
}

/// Reads the header of a backup, without its key.
pub fn read_header(path: &Path) -> Result<Header, BackupError> {
    let file = File::open(path).map_err(|error| BackupError::File(path.to_owned(), error))?;
    open_header(&mut BufReader::new(file)).map(|(header, _)| header)
}

/// Reads the header, with the bytes that are authenticated.
pub(super) fn open_header(from: &mut impl Read) -> Result<(Header, Vec<u8>), BackupError> {
    let mut magic = [0; MAGIC.len()];
    from.read_exact(&mut magic)
        .map_err(|_| BackupError::NotABackup)?;
    if magic != MAGIC {
        return Err(BackupError::NotABackup);
    }
    let mut length = [0; 4];
    from.read_exact(&mut length).map_err(|_| damaged())?;
    let length = u32::from_be_bytes(length);
    if length > LARGEST_HEADER {
        return Err(damaged());
    }
    let mut json = vec![0; length as usize];
    from.read_exact(&mut json).map_err(|_| damaged())?;
    let told: serde_json::Value = serde_json::from_slice(&json).map_err(|_| damaged())?;
    let format = told["format"].as_u64().ok_or_else(damaged)?;
    if format > u64::from(FORMAT) {
        return Err(BackupError::Newer(format!("format {format}")));
    }
    let header = serde_json::from_value(told).map_err(|_| damaged())?;
    Ok((header, json))
}

/// Writes a record with its length before it.
pub(super) fn write_record(out: &mut impl Write, record: &Record) -> io::Result<()> {
    let bytes = postcard::to_stdvec(record).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(&bytes)
}

/// Reads a record that [`write_record`] wrote.
pub(super) fn read_record<T: DeserializeOwned>(from: &mut impl Read) -> Result<T, BackupError> {
    let mut length = [0; 4];
    from.read_exact(&mut length).map_err(|_| damaged())?;
    let length = u32::from_be_bytes(length);
    if length > LARGEST_RECORD {
        return Err(damaged());
    }
    let mut bytes = Vec::new();
    let read = from.take(length.into()).read_to_end(&mut bytes);
    if read.map_err(|_| damaged())? != length as usize {
        return Err(damaged());
    }
    postcard::from_bytes(&bytes).map_err(|_| damaged())
}

/// A hash over rows that does not depend on their order: two databases sort texts differently.
#[derive(Clone, Default)]
pub(super) struct Logical {
    sum: [u64; 4],
    pub(super) rows: u64,
}

impl Logical {
    pub(super) fn add(&mut self, table: &str, row: &[Cell]) -> Result<(), BackupError> {
        let mut hash = Sha256::new();
        hash.update((table.len() as u64).to_be_bytes());
        hash.update(table);
        hash.update(postcard::to_stdvec(row).map_err(|_| damaged())?);
        let hash = hash.finalize();
        for (sum, part) in self.sum.iter_mut().zip(hash.chunks_exact(8)) {
            let part = part.try_into().map(u64::from_be_bytes);
            *sum = sum.wrapping_add(part.unwrap_or_default());
        }
        self.rows += 1;
        Ok(())
    }

    pub(super) fn finish(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.rows.to_be_bytes());
        for part in self.sum {
            hash.update(part.to_be_bytes());
        }
        hash.finalize().into()
    }
}
