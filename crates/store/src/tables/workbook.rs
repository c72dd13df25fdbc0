//! The first sheet of an Excel workbook.

use std::io::{Cursor, Read, copy, sink};

use calamine::{Data, Dimensions, Range, Reader, Xlsx, open_workbook_from_rs};
use zip::ZipArchive;

use super::column::Builder;
use super::{TableColumn, TableError, check_names};

/// The most that a workbook may be when it is unpacked. A hundred thousand rows of ten cells are 60 MB.
const UNPACKED: u64 = 256 * 1024 * 1024;

/// Whether a file is a workbook of the kind that Excel writes since 2007.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let name = b"xl/workbook.xml";
    bytes.starts_with(b"PK\x03\x04") && bytes.windows(name.len()).any(|window| window == name)
}

/// Reads the rows below the header: columns and how many rows, up to the last that is not empty.
pub(super) fn read(bytes: Vec<u8>, most: usize) -> Result<(Vec<TableColumn>, usize), TableError> {
    refuse_swollen(&bytes)?;
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let names = workbook.sheet_names();
    let first = names.first().ok_or(TableError::NoHeader)?.clone();
    let range = workbook.worksheet_range(&first).map_err(unreadable)?;
    let merged = workbook
        .merge_cells_by_sheet_name(&first)
        .map_err(unreadable)?;
    refuse_merged(&merged)?;
    drop(workbook);
    columns(&range, most)
}

#[expect(clippy::needless_pass_by_value, reason = "errors come by value")]
fn unreadable(error: impl ToString) -> TableError {
    TableError::Workbook(error.to_string())
}

/// A small file can unpack to a very large one. What it says of itself is not believed.
fn refuse_swollen(bytes: &[u8]) -> Result<(), TableError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(unreadable)?;
        let size = copy(&mut entry.take(left + 1), &mut sink()).map_err(unreadable)?;
        left = left.checked_sub(size).ok_or(TableError::Swollen)?;
    }
    Ok(())
}

/// Where cells are merged only the first row has the value, and the others would stand for nothing.
fn refuse_merged(merged: &[Dimensions]) -> Result<(), TableError> {
    let mut more = merged.iter().filter(|place| place.start != place.end);
    match more.next() {
        Some(place) => Err(TableError::Merged(format!(
            "{}:{}",
            name(place.start),
            name(place.end)
        ))),
        None => Ok(()),
    }
}

/// What a cell is called in the sheet, such as `AB12`.
fn name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(char::from(
            b'A' + u8::try_from((left - 1) % 26).unwrap_or_default(),
        ));
        left = (left - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}

fn columns(range: &Range<Data>, most: usize) -> Result<(Vec<TableColumn>, usize), TableError> {
    let mut rows = range.rows();
    let header = rows.next().ok_or(TableError::NoHeader)?;
    let mut names: Vec<String> = header.iter().map(text).collect();
    // Sheets often have room at the right that nobody filled.
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    if names.is_empty() {
        return Err(TableError::NoHeader);
    }
    check_names(names.iter().map(String::as_str))?;
    let mut columns: Vec<Builder> = names.iter().map(|name| Builder::new(name, 0)).collect();
    let filled = |row: &[Data]| row.iter().any(|cell| !text(cell).is_empty());
    let count = rows.clone().rposition(filled).map_or(0, |last| last + 1);
    if count > most {
        return Err(TableError::TooManyRows { most });
    }
    for row in rows.take(count) {
        for (at, column) in columns.iter_mut().enumerate() {
            column.push(&row.get(at).map(text).unwrap_or_default());
        }
    }
    Ok((columns.into_iter().map(Builder::finish).collect(), count))
}

/// What a cell shows. Of a formula the sheet keeps what came of it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.trim().to_owned()
        }
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(true) => "ja".to_owned(),
        Data::Bool(false) => "nee".to_owned(),
        Data::DateTime(moment) => day(moment),
        Data::Error(error) => error.to_string(),
    }
}

/// A day as Excel counts it: days since the end of 1899.
fn day(moment: &calamine::ExcelDateTime) -> String {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests;
