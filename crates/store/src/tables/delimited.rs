//! CSV and its relatives.

use csv::{ReaderBuilder, StringRecord};

use super::column::Builder;
use super::decode::line_at;
use super::{ReadOptions, TableColumn, TableError, check_names};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How much of the file the search for the delimiter looks at.
const SAMPLE: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 50;
/// Rows between two reports of progress.
const STEP: usize = 16 * 1024;

type Reader<'a> = csv::Reader<&'a [u8]>;

/// Reads the rows below the header: delimiter, columns and how many rows.
///
/// Lines with nothing at all are no rows; a line of empty cells is one.
pub(super) fn read(
    text: &str,
    options: ReadOptions<'_>,
) -> Result<(u8, Vec<TableColumn>, usize), TableError> {
    let (announced, text) = announced(text);
    let delimiter = match options.delimiter.or(announced) {
        Some(delimiter) => delimiter,
        None => find_delimiter(text),
    };
    if !delimiter.is_ascii() || matches!(delimiter, b'"' | b'\r' | b'\n') {
        return Err(TableError::BadDelimiter(delimiter));
    }
    let lines_before = usize::from(announced.is_some());
    let mut rows = Rows {
        reader: reader(text, delimiter),
        text,
        delimiter,
        lines_before,
        start: 0,
        record: StringRecord::new(),
    };
    let (columns, count) = rows.read(options)?;
    Ok((delimiter, columns, count))
}

fn reader(text: &str, delimiter: u8) -> Reader<'_> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// Excel reads and some programs write a first line `sep=;`.
fn announced(text: &str) -> (Option<u8>, &str) {
    let rest = text.strip_prefix("sep=").unwrap_or_default();
    let Some(delimiter) = rest.bytes().next().filter(u8::is_ascii) else {
        return (None, text);
    };
    let after = &rest[1..];
    let ends = ["\r\n", "\n", "\r"];
    match ends.iter().find_map(|end| after.strip_prefix(end)) {
        Some(after) => (Some(delimiter), after),
        None => (None, text),
    }
}

/// The delimiter that splits the first rows as it splits the header, and into the most cells.
fn find_delimiter(text: &str) -> u8 {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let whole = end == text.len();
    let mut best = ((false, 1), DELIMITERS[0]);
    for delimiter in DELIMITERS {
        let mut widths: Vec<usize> = reader(&text[..end], delimiter)
            .records()
            .map_while(Result::ok)
            .take(SAMPLE_ROWS)
            .map(|record| record.len())
            .collect();
        if !whole && widths.len() > 1 && widths.len() < SAMPLE_ROWS {
            // The sample ends within a row.
            widths.pop();
        }
        let width = widths.first().copied().unwrap_or_default();
        let even = width > 1 && widths.iter().all(|other| *other == width);
        if width > 1 && (even, width) > best.0 {
            best = ((even, width), delimiter);
        }
    }
    best.1
}

struct Rows<'a> {
    reader: Reader<'a>,
    text: &'a str,
    delimiter: u8,
    /// Lines that stand before `text` in the file.
    lines_before: usize,
    /// Where the present record begins.
    start: usize,
    record: StringRecord,
}

impl Rows<'_> {
    fn read(&mut self, options: ReadOptions<'_>) -> Result<(Vec<TableColumn>, usize), TableError> {
        if !self.next()? {
            return Err(TableError::NoHeader);
        }
        self.refuse_unclosed_quote()?;
        let header = self.record.clone();
        check_names(header.iter().map(str::trim))?;
        let expected = self.expected_rows(header.len());
        let mut columns: Vec<Builder> = header
            .iter()
            .map(|name| Builder::new(name.trim(), expected))
            .collect();
        let mut count = 0;
        while self.next()? {
            if self.record.len() != columns.len() {
                self.refuse_unclosed_quote()?;
                return Err(TableError::Ragged {
                    line: self.line(),
                    found: self.record.len(),
                    expected: columns.len(),
                    delimiter: self.delimiter,
                });
            }
            for (column, cell) in columns.iter_mut().zip(&self.record) {
                column.push(cell);
            }
            count += 1;
            if count % STEP == 0 {
                self.tell(options);
            }
        }
        self.refuse_unclosed_quote()?;
        self.tell(options);
        Ok((columns.into_iter().map(Builder::finish).collect(), count))
    }

    fn next(&mut self) -> Result<bool, TableError> {
        let before = self.at();
        let more = self.reader.read_record(&mut self.record);
        let more = more.map_err(|error| TableError::Unreadable(error.into()))?;
        if more {
            // Empty lines before the record are passed over.
            let passed = &self.text[before..];
            self.start = before + passed.len() - passed.trim_start_matches(['\r', '\n']).len();
        }
        Ok(more)
    }

    fn at(&self) -> usize {
        let at = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        at.min(self.text.len())
    }

    fn line(&self) -> usize {
        line_at(self.text.as_bytes(), self.start) + self.lines_before
    }

    /// A quote that is never closed swallows the lines up to the end of the file.
    fn refuse_unclosed_quote(&self) -> Result<(), TableError> {
        let record = &self.text[self.start.min(self.text.len())..self.at()];
        let at_end = self.at() == self.text.len();
        if at_end && record.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
            let swallowed = record.trim_end().contains(['\r', '\n']);
            let begins = format!("{}\"", char::from(self.delimiter));
            if swallowed || record.starts_with('"') || record.contains(&begins) {
                return Err(TableError::UnclosedQuote { line: self.line() });
            }
        }
        Ok(())
    }

    /// Rows to make room for: no more than there are lines, or than would fit.
    fn expected_rows(&self, columns: usize) -> usize {
        let bytes = self.text.as_bytes();
        let lines = line_at(bytes, bytes.len());
        lines.min(bytes.len() / columns.max(1) + 1)
    }

    fn tell(&self, options: ReadOptions<'_>) {
        if let Some(progress) = options.progress {
            progress(self.at() as u64, self.text.len() as u64);
        }
    }
}

#[cfg(test)]
mod tests;
