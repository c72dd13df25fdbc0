//! The chain of hashes, and finding where it breaks.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::{Entry, Record};
use crate::hex::{hex, unhex};

/// SHA-256 of a line and of all lines before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hash(pub [u8; 32]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl FromStr for Hash {
    type Err = UnreadableHead;

    fn from_str(text: &str) -> Result<Self, UnreadableHead> {
        unhex(text).map(Self).ok_or(UnreadableHead)
    }
}

/// How far the log is: its last line. Kept elsewhere, it tells later whether lines were cut off or
/// all were written anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The number of the last line; 0 before the first.
    pub number: u64,
    pub hash: Hash,
}

impl Head {
    /// The next line: the entry with its number, its moment and its hash.
    pub fn seal(&self, entry: &Entry, at: DateTime<Utc>) -> Record {
        let mut record = Record::unsealed(self.number + 1, at.timestamp(), entry);
        record.hash = hash_after(&self.hash, &record);
        record
    }
}

/// `12 sha256:…`, as a file holds it.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} sha256:{}", self.number, self.hash)
    }
}

/// A text that is no head of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("it holds no number and hash of an audit log, such as `mkbroute audit head` writes")]
pub struct UnreadableHead;

impl FromStr for Head {
    type Err = UnreadableHead;

    fn from_str(text: &str) -> Result<Self, UnreadableHead> {
        let (number, hash) = text.trim().split_once(" sha256:").ok_or(UnreadableHead)?;
        Ok(Self {
            number: number.parse().map_err(|_| UnreadableHead)?,
            hash: hash.parse()?,
        })
    }
}

/// Where the log is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Break {
    /// The line is not there, but later ones are.
    #[error("entry {0} is missing")]
    Missing(u64),
    /// The line does not have the hash that follows from it and the lines before it.
    #[error("entry {0} is not what was written there: it was changed, moved or put in")]
    Changed(u64),
    /// The log ends before where it was.
    #[error("the log was cut off: entry {first} is missing, and it went on to entry {last}")]
    CutOff { first: u64, last: u64 },
    /// A line holds with those before it, but is another than the head that was kept.
    #[error("entry {0} has another hash than the head that was kept: the log was written anew")]
    Rewritten(u64),
    /// The log goes on after its own head.
    #[error("entry {0} was put in after the end of the log")]
    PutIn(u64),
}

impl Break {
    /// The first entry that is not what was written.
    pub fn entry(self) -> u64 {
        match self {
            Self::Missing(entry)
            | Self::Changed(entry)
            | Self::CutOff { first: entry, .. }
            | Self::Rewritten(entry)
            | Self::PutIn(entry) => entry,
        }
    }
}

/// Goes along the lines in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    at: Head,
    kept: Option<Head>,
}

impl Chain {
    /// From the first line; `kept` is a head from before, kept elsewhere.
    pub fn new(kept: Option<Head>) -> Self {
        let at = Head::default();
        Self { at, kept }
    }

    /// How far it was followed.
    pub fn head(&self) -> Head {
        self.at
    }

    /// Follows one line more.
    ///
    /// # Errors
    /// The line does not follow from those before it.
    pub fn follow(&mut self, record: &Record) -> Result<(), Break> {
        self.follow_by(record, hash_after)
    }

    /// [`Chain::follow`] with another way to hash; tests try weaker ones.
    pub(super) fn follow_by(
        &mut self,
        record: &Record,
        hash: impl Fn(&Hash, &Record) -> Hash,
    ) -> Result<(), Break> {
        let next = self.at.number + 1;
        if record.number != next {
            return Err(Break::Missing(next));
        }
        if hash(&self.at.hash, record) != record.hash {
            return Err(Break::Changed(next));
        }
        let (number, hash) = (next, record.hash);
        self.at = Head { number, hash };
        match self.kept {
            Some(kept) if kept.number == number && kept.hash != hash => {
                Err(Break::Rewritten(number))
            }
            _ => Ok(()),
        }
    }

    /// Compares the end with the log's own head and with the one that was kept.
    ///
    /// # Errors
    /// Lines after the last one are gone, or stand there without being part of the log.
    pub fn end(&self, own: Head) -> Result<Head, Break> {
        let number = self.at.number;
        let last = self
            .kept
            .map_or(own.number, |kept| kept.number.max(own.number));
        if number < last {
            let first = number + 1;
            Err(Break::CutOff { first, last })
        } else if number > own.number {
            Err(Break::PutIn(own.number + 1))
        } else if self.at.hash == own.hash {
            Ok(own)
        } else {
            Err(Break::Changed(number))
        }
    }
}

/// Stands before everything that is hashed: another layout gets another name.
const LAYOUT: &[u8] = b"mkbroute audit 1";

/// The hash of a line after those before it: SHA-256 over a fixed layout in which every text has its
/// length before it, so that nothing can move from one field to the next.
fn hash_after(previous: &Hash, record: &Record) -> Hash {
    let mut bytes = Vec::with_capacity(320);
    bytes.extend_from_slice(LAYOUT);
    bytes.extend_from_slice(&previous.0);
    bytes.extend_from_slice(&record.number.to_be_bytes());
    bytes.extend_from_slice(&record.at.to_be_bytes());
    let person = record.person.map(|person| *person.0.as_bytes());
    put(&mut bytes, person.as_ref().map_or(&[], |id| id.as_slice()));
    for text in [
        &record.doer,
        &record.role,
        &record.act,
        &record.object_kind,
        &record.object,
        &record.detail,
    ] {
        put(&mut bytes, text.as_bytes());
    }
    Hash(Sha256::digest(&bytes).into())
}

fn put(bytes: &mut Vec<u8>, field: &[u8]) {
    bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
    bytes.extend_from_slice(field);
}
