//! A file read in pieces: memory holds the pieces that are being decoded, not the file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use bytes::{Buf, Bytes};
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::file::reader::{ChunkReader, Length};
use sha2::{Digest, Sha256};

/// Bytes that are hashed at a time.
const HASHED: usize = 1 << 18;

/// An open file from which several threads read.
pub(super) struct Pieces {
    file: Mutex<File>,
    length: u64,
}

impl Pieces {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let file = Mutex::new(file);
        Ok(Self { file, length })
    }

    /// What the end of the file says of the rest.
    pub(super) fn metadata(&self) -> Result<ParquetMetaData, ParquetError> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        ParquetMetaDataReader::new().parse_and_finish(&*file)
    }

    /// SHA-256 of the whole file.
    pub(super) fn hash(&self) -> io::Result<[u8; 32]> {
        let mut digest = Sha256::new();
        let mut buffer = Vec::new();
        for from in (0..self.length).step_by(HASHED) {
            let length = (self.length - from).min(HASHED as u64);
            self.read(from, length, &mut buffer)?;
            digest.update(&buffer);
        }
        Ok(digest.finalize().into())
    }

    /// The bytes from a place on.
    pub(super) fn piece(&self, from: u64, length: u64) -> io::Result<Piece> {
        let mut bytes = Vec::new();
        self.read(from, length, &mut bytes)?;
        let bytes = bytes.into();
        Ok(Piece { from, bytes })
    }

    /// Fills the buffer; too few bytes are an error.
    fn read(&self, from: u64, length: u64, buffer: &mut Vec<u8>) -> io::Result<()> {
        buffer.clear();
        if from.checked_add(length).is_none_or(|end| end > self.length) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        buffer.reserve_exact(usize::try_from(length).map_err(io::Error::other)?);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(from))?;
        let read = (&mut *file).take(length).read_to_end(buffer)?;
        if read as u64 == length {
            Ok(())
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
}

/// Bytes that know their place in the file, as the library asks for them.
pub(super) struct Piece {
    from: u64,
    bytes: Bytes,
}

impl Piece {
    fn from(&self, start: u64) -> Result<Bytes, ParquetError> {
        let outside = || ParquetError::EOF("a page lies outside its column".to_owned());
        let at = start.checked_sub(self.from).ok_or_else(outside)?;
        let at = usize::try_from(at).ok();
        let at = at
            .filter(|at| *at <= self.bytes.len())
            .ok_or_else(outside)?;
        Ok(self.bytes.slice(at..))
    }
}

impl Length for Piece {
    fn len(&self) -> u64 {
        self.from + self.bytes.len() as u64
    }
}

impl ChunkReader for Piece {
    type T = bytes::buf::Reader<Bytes>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        Ok(self.from(start)?.reader())
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        let bytes = self.from(start)?;
        if length > bytes.len() {
            return Err(ParquetError::EOF(
                "a page ends outside its column".to_owned(),
            ));
        }
        Ok(bytes.slice(..length))
    }
}
