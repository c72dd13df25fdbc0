//! Power cuts: what may be on a disk at a moment, from the trace of what reached it.
//!
//! What was flushed is there. Of everything written since, each piece of 512 bytes is there or not, in the last
//! version or an earlier one, because a disk writes in any order and tears at its sectors. Names of files appear
//! and go at once, as on file systems that keep a journal of them.

use std::collections::BTreeMap;
use std::path::Path;

use rand::Rng;
use rand_chacha::ChaCha20Rng;

const SECTOR: usize = 512;

/// What a program did to a disk, in order.
pub struct Trace {
    bytes: Vec<u8>,
    records: Vec<Record>,
}

struct Record {
    kind: u8,
    name: String,
    at: u64,
    /// Where the data stand in the trace.
    data: std::ops::Range<usize>,
}

/// One file on the disk.
#[derive(Clone, Default)]
struct Medium {
    /// What is there for sure.
    durable: Vec<u8>,
    /// What was written or cut since the last flush.
    pending: Vec<Change>,
}

#[derive(Clone)]
struct Change {
    /// The position of the record.
    order: usize,
    length: Option<u64>,
    at: u64,
    data: std::ops::Range<usize>,
}

/// What is found when the power is back.
pub struct Cut {
    /// The files, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What had been acknowledged.
    pub acknowledged: Vec<u64>,
}

impl Trace {
    /// Reads a trace; a record that was not finished ends it.
    ///
    /// # Panics
    /// If there is none.
    pub fn read(file: &Path) -> Self {
        let bytes = std::fs::read(file).expect("the trace is there");
        let number = |from: usize| {
            let eight = bytes.get(from..from + 8)?.try_into().ok()?;
            Some(u64::from_ne_bytes(eight))
        };
        let mut records = Vec::new();
        let mut from = 0;
        while let (Some(at), Some(length)) = (number(from + 8), number(from + 16)) {
            let named = from + 24;
            let begins = named + usize::from(bytes[from + 1]);
            let ends = begins + usize::try_from(length).expect("a length of data in memory");
            if ends > bytes.len() {
                break;
            }
            records.push(Record {
                kind: bytes[from],
                name: String::from_utf8_lossy(&bytes[named..begins]).into_owned(),
                at,
                data: begins..ends,
            });
            from = ends;
        }
        Self { bytes, records }
    }

    /// How many records it has.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether nothing was recorded.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// How many records are of a kind.
    pub fn count(&self, kind: u8) -> usize {
        let of_kind = self.records.iter().filter(|record| record.kind == kind);
        of_kind.count()
    }

    /// Cuts the power so many times, at random moments in order, and gives what is on the disk each time.
    pub fn cuts(&self, times: usize, chance: &mut ChaCha20Rng, mut each: impl FnMut(Cut)) {
        let mut moments: Vec<usize> = (0..times)
            .map(|_| chance.random_range(0..self.records.len()))
            .collect();
        moments.sort_unstable();
        let mut disk = Replay::default();
        let mut done = 0;
        for moment in moments {
            for order in done..=moment {
                disk.step(self, order, chance);
            }
            done = moment + 1;
            each(disk.cut(&self.bytes, chance));
        }
    }
}

#[derive(Default)]
struct Replay {
    files: BTreeMap<String, Medium>,
    /// Where each flush began.
    flushes: BTreeMap<u64, usize>,
    acknowledged: Vec<u64>,
}

impl Replay {
    fn step(&mut self, trace: &Trace, order: usize, chance: &mut ChaCha20Rng) {
        let record = &trace.records[order];
        match record.kind {
            b'A' => self.acknowledged.push(record.at),
            b'S' => {
                self.flushes.insert(record.at, order);
            }
            b'U' => {
                self.files.remove(&record.name);
            }
            b'E' | b'F' => {
                let begun = self.flushes.remove(&record.at).expect("a flush began");
                let Some(file) = self.files.get_mut(&record.name) else {
                    return;
                };
                let before = file.pending.iter().take_while(|one| one.order < begun);
                let before = before.count();
                let flushed: Vec<Change> = file.pending.drain(..before).collect();
                // After a flush that failed nobody tries those pieces again.
                let part = if record.kind == b'E' { 1.0 } else { 0.5 };
                for change in &flushed {
                    apply(&mut file.durable, change, &trace.bytes, part, chance);
                }
            }
            _ => {
                let file = self.files.entry(record.name.clone()).or_default();
                file.pending.push(Change {
                    order,
                    length: (record.kind == b'T').then_some(record.at),
                    at: record.at,
                    data: record.data.clone(),
                });
            }
        }
    }

    fn cut(&self, bytes: &[u8], chance: &mut ChaCha20Rng) -> Cut {
        // From nothing to everything, so that both ends occur too.
        let part = f64::from(chance.random_range(0_u8..=4)) / 4.0;
        let found = |(name, file): (&String, &Medium)| {
            let mut content = file.durable.clone();
            for change in &file.pending {
                apply(&mut content, change, bytes, part, &mut *chance);
            }
            (name.clone(), content)
        };
        Cut {
            files: self.files.iter().map(found).collect(),
            acknowledged: self.acknowledged.clone(),
        }
    }
}

/// Lets each sector of a change reach the medium with a chance.
fn apply(
    content: &mut Vec<u8>,
    change: &Change,
    bytes: &[u8],
    part: f64,
    chance: &mut ChaCha20Rng,
) {
    let size = |size: u64| usize::try_from(size).expect("a file that fits into memory");
    if let Some(length) = change.length {
        if chance.random_bool(part) {
            content.resize(size(length), 0);
        }
        return;
    }
    let mut at = size(change.at);
    let mut data = &bytes[change.data.clone()];
    while !data.is_empty() {
        let (sector, rest) = data.split_at(data.len().min(SECTOR - at % SECTOR));
        if chance.random_bool(part) {
            let end = at + sector.len();
            content.resize(content.len().max(end), 0);
            content[at..end].copy_from_slice(sector);
        }
        at += sector.len();
        data = rest;
    }
}
