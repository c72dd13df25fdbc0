//! Reading an SQLite file and its write-ahead log as a forensic tool does: page by page, so that it
//! shows where each row lies and in which transaction it first stood there.

use std::collections::{HashMap, HashSet};

use super::evidence::{Disk, Kind, Row};

const FRAME_HEADER: usize = 24;
const LOG_HEADER: usize = 32;

/// A row of a table, as bytes.
type Record = (Kind, Vec<u8>);

/// What earlier copies told: the order of transactions goes on where they ended.
#[derive(Default)]
pub(super) struct History {
    transactions: u64,
    /// How far a generation of the log was read before.
    read: HashMap<[u8; 8], usize>,
    /// Which table a page belongs to, and what stood on it last.
    kinds: HashMap<u32, Kind>,
    pages: HashMap<u32, Vec<Record>>,
    /// The transaction that wrote each row that is there.
    written: HashMap<Record, u64>,
}

struct Frame<'a> {
    /// The how-maniest in the log.
    at: usize,
    page: u32,
    commits: bool,
    generation: [u8; 8],
    bytes: &'a [u8],
}

/// A cell of a page: where it is and the columns of its record.
struct Cell {
    offset: usize,
    record: Vec<u8>,
    columns: Vec<Vec<u8>>,
}

/// Reads a copy of the file and of its log.
pub(super) fn read(file: &[u8], log: &[u8], history: &mut History) -> Disk {
    let frames = frames(log);
    let pages = pages(file, log, &frames);
    let mut found = Disk::default();
    let mut placed = Vec::new();
    for kind in Kind::ALL {
        walk(&pages, root(&pages, kind), &mut |number, cell| {
            history.kinds.insert(number, kind);
            placed.push((kind, number, cell));
        });
    }
    learn(&frames, log, history);
    for (kind, number, cell) in placed {
        let Some(cell) = cell else { continue };
        let place = u64::from(number) << 16 | cell.offset as u64;
        let written = history.written.get(&(kind, cell.record));
        let mut cells = cell.columns;
        found.table(kind).push(Row {
            key: cells.remove(0),
            cells,
            place,
            written: written.copied().unwrap_or_default(),
            locked: 0,
        });
    }
    found
}

fn frames(log: &[u8]) -> Vec<Frame<'_>> {
    let Some(size) = log.get(8..12).map(number) else {
        return Vec::new();
    };
    let whole = log[LOG_HEADER..].chunks_exact(FRAME_HEADER + size);
    whole
        .enumerate()
        .map(|(at, frame)| Frame {
            at,
            page: u32::try_from(number(&frame[..4])).unwrap(),
            commits: number(&frame[4..8]) != 0,
            generation: frame[8..16].try_into().unwrap(),
            bytes: &frame[FRAME_HEADER..],
        })
        .collect()
}

/// The pages as a reader of the database sees them: those in the log stand before those in the file.
fn pages<'a>(file: &'a [u8], log: &[u8], frames: &[Frame<'a>]) -> HashMap<u32, &'a [u8]> {
    // A young file may be empty: everything stands in the log.
    let size = number(file.get(16..18).or(log.get(8..12)).unwrap());
    let mut pages: HashMap<u32, &[u8]> = (1..).zip(file.chunks_exact(size)).collect();
    for frame in frames.iter().filter(|frame| is_valid(frame, log)) {
        pages.insert(frame.page, frame.bytes);
    }
    pages
}

/// Frames of an earlier generation stay in the log until they are written over.
fn is_valid(frame: &Frame<'_>, log: &[u8]) -> bool {
    frame.generation == log[16..24]
}

/// Goes through the transactions in the log and notes in which one every row came to be as it is.
fn learn(frames: &[Frame<'_>], log: &[u8], history: &mut History) {
    let (valid, stale): (Vec<_>, Vec<_>) = frames.iter().partition(|frame| is_valid(frame, log));
    for generation in [stale, valid] {
        let known = generation.first().map(|first| first.generation);
        let known = known.and_then(|known| history.read.get(&known).copied());
        // Of an earlier generation the beginning is written over.
        let unread = |frame: &&Frame<'_>| frame.at >= known.unwrap_or_default();
        let fresh: Vec<&Frame<'_>> = generation.into_iter().filter(unread).collect();
        for transaction in fresh.split_inclusive(|frame| frame.commits) {
            history.transactions += 1;
            for frame in transaction {
                history.read.insert(frame.generation, frame.at + 1);
            }
            history.apply(transaction);
        }
    }
}

impl History {
    /// A row was written if it stood nowhere before; a row that moved to another page was not.
    fn apply(&mut self, transaction: &[&Frame<'_>]) {
        let mut gone: Vec<Record> = Vec::new();
        let mut there: Vec<Record> = Vec::new();
        for frame in transaction {
            if let Some(kind) = self.kinds.get(&frame.page) {
                let records = cells(frame.page, frame.bytes).into_iter();
                let records: Vec<Record> = records.map(|cell| (*kind, cell.record)).collect();
                there.extend(records.iter().cloned());
                gone.extend(self.pages.insert(frame.page, records).unwrap_or_default());
            }
        }
        let moved: HashSet<Record> = there.iter().cloned().collect();
        for record in gone {
            if !moved.contains(&record) {
                self.written.remove(&record);
            }
        }
        for record in there {
            self.written.entry(record).or_insert(self.transactions);
        }
    }
}

/// The first page of a table, found in the catalogue.
fn root(pages: &HashMap<u32, &[u8]>, kind: Kind) -> u32 {
    let mut found = None;
    walk(pages, 1, &mut |_, cell| {
        let Some(cell) = cell else { return };
        if cell.columns[0] == b"table" && cell.columns[1] == kind.table().as_bytes() {
            found = u32::try_from(number(&cell.columns[3])).ok();
        }
    });
    found.unwrap()
}

/// Visits every page of a tree and every record on it.
fn walk(pages: &HashMap<u32, &[u8]>, from: u32, visit: &mut impl FnMut(u32, Option<Cell>)) {
    let page = pages[&from];
    let start = header(from);
    visit(from, None);
    for cell in cells(from, page) {
        visit(from, Some(cell));
    }
    if matches!(page[start], 2 | 5) {
        for offset in pointers(from, page) {
            let child = u32::try_from(number(&page[offset..offset + 4])).unwrap();
            walk(pages, child, visit);
        }
        let last = u32::try_from(number(&page[start + 8..start + 12])).unwrap();
        walk(pages, last, visit);
    }
}

/// Where the header of a page begins: the first page holds that of the file before it.
fn header(page: u32) -> usize {
    if page == 1 { 100 } else { 0 }
}

fn pointers(page: u32, bytes: &[u8]) -> Vec<usize> {
    let start = header(page);
    let count = number(&bytes[start + 3..start + 5]);
    let from = start + if matches!(bytes[start], 2 | 5) { 12 } else { 8 };
    let pointers = bytes[from..from + 2 * count].chunks_exact(2);
    pointers.map(number).collect()
}

/// The records on a page. Inner pages of a table without row numbers hold records too.
fn cells(page: u32, bytes: &[u8]) -> Vec<Cell> {
    let start = header(page);
    let (child, row_number) = match bytes[start] {
        2 => (4, false),
        10 => (0, false),
        13 => (0, true),
        _ => return Vec::new(),
    };
    let read = |offset: usize| {
        let mut at = offset + child;
        let length = varint(bytes, &mut at);
        if row_number {
            varint(bytes, &mut at);
        }
        let record = &bytes[at..bytes.len().min(at + length)];
        Cell {
            offset,
            columns: columns(record),
            record: record.to_vec(),
        }
    };
    pointers(page, bytes).into_iter().map(read).collect()
}

/// The columns of a record, as far as they lie on this page.
fn columns(record: &[u8]) -> Vec<Vec<u8>> {
    let mut at = 0;
    let end = varint(record, &mut at);
    let mut from = end;
    let mut found = Vec::new();
    while at < end {
        let length = match varint(record, &mut at) {
            0 | 8 | 9 => 0,
            small @ 1..=4 => small,
            5 => 6,
            6 | 7 => 8,
            long => (long - 12) / 2,
        };
        let Some(bytes) = record.get(from..from + length) else {
            break;
        };
        found.push(bytes.to_vec());
        from += length;
    }
    found
}

fn varint(bytes: &[u8], at: &mut usize) -> usize {
    let mut value = 0;
    loop {
        let byte = usize::from(bytes[*at]);
        *at += 1;
        value = value << 7 | byte & 0x7f;
        if byte < 0x80 {
            return value;
        }
    }
}

fn number(bytes: &[u8]) -> usize {
    let shift = |value: usize, byte: &u8| value << 8 | usize::from(*byte);
    bytes.iter().fold(0, shift)
}
