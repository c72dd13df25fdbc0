//! CSV that a script and a spreadsheet both read: RFC 4180 with commas and decimal points, UTF-8
//! with a byte order mark so that Excel sees the encoding, CRLF at the end of a line.

use std::borrow::Cow;

use mkbroute_domain::text::Lang;
use thiserror::Error;

use super::{COLUMNS, Value, about, rows};
use crate::source::Source;

/// The file could not be written.
#[derive(Debug, Error)]
#[error("the CSV cannot be written: {0}")]
pub struct CsvError(String);

/// Every figure of the audience, a row each. The last columns repeat what a row must not be without
/// when it is passed on: wave, labels, audience, hash and policy. The same figures give the same
/// bytes.
pub fn csv(source: &Source, lang: Lang) -> Result<Vec<u8>, CsvError> {
    let failed = |error: &dyn std::fmt::Display| CsvError(error.to_string());
    let about = about(source, lang);
    let about = || about.iter().filter(|(name, _)| *name != "title");
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let names = COLUMNS.iter().map(|column| column.name);
    let names = names.chain(about().map(|(name, _)| *name));
    writer.write_record(names).map_err(|e| failed(&e))?;
    for row in rows(source, lang) {
        for column in &COLUMNS {
            let cell = cell((column.value)(&row));
            writer.write_field(cell.as_ref()).map_err(|e| failed(&e))?;
        }
        let rest = about().map(|(_, content)| harmless(content));
        let rest: Vec<Cow<'_, str>> = rest.collect();
        let ended = writer.write_record(rest.iter().map(AsRef::as_ref));
        ended.map_err(|e| failed(&e))?;
    }
    writer.into_inner().map_err(|e| failed(&e))
}

/// Any table of texts as CSV of the same kind.
pub fn csv_table<'a>(columns: &[&str], rows: &'a [Vec<String>]) -> Result<Vec<u8>, CsvError> {
    let value = |text| Value::Text(Cow::Borrowed(text));
    let values = |row: &'a Vec<String>| row.iter().map(String::as_str).map(value).collect();
    csv_values(columns, rows.iter().map(values))
}

/// Any table as CSV of the same kind: text is harmless, numbers are as they are.
pub(super) fn csv_values<'a>(
    columns: &[&str],
    rows: impl Iterator<Item = Vec<Value<'a>>>,
) -> Result<Vec<u8>, CsvError> {
    let failed = |error: &dyn std::fmt::Display| CsvError(error.to_string());
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(columns).map_err(|e| failed(&e))?;
    for row in rows {
        let cells: Vec<Cow<'_, str>> = row.into_iter().map(cell).collect();
        let written = writer.write_record(cells.iter().map(AsRef::as_ref));
        written.map_err(|e| failed(&e))?;
    }
    writer.into_inner().map_err(|e| failed(&e))
}

fn cell(value: Value<'_>) -> Cow<'_, str> {
    match value {
        Value::Nothing => Cow::Borrowed(""),
        Value::Text(Cow::Borrowed(text)) => harmless(text),
        Value::Text(Cow::Owned(text)) => Cow::Owned(harmless(&text).into_owned()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Count(count) => Cow::Owned(count.to_string()),
        Value::Flag(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
    }
}

/// Text that no spreadsheet takes for a formula: an apostrophe goes before what could begin one,
/// also in its full width.
fn harmless(text: &str) -> Cow<'_, str> {
    const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let first = text.trim_start_matches(' ');
    if first.starts_with(BEGINNINGS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests;
