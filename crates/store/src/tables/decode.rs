//! From the bytes of a file to text, or a word on what the file really is.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::TableError;

/// How text became bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    /// What Excel writes in Western Europe when nobody asks for UTF-8.
    Windows1252,
}

impl Encoding {
    /// The name that people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

const SAVE_SHEET: &str = "open it and save the sheet as CSV in UTF-8";
const EXPORT: &str = "export the data as CSV in UTF-8 or as Parquet";

/// How well-known files begin, what they are, and what to do.
const OTHERS: [(&[u8], &str, &str); 11] = [
    (
        b"%PDF",
        "a PDF",
        "give the data it was made from, as CSV or Parquet",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", SAVE_SHEET),
    (
        b"\x1f\x8b",
        "packed with gzip",
        "unpack it and give the file inside",
    ),
    (
        b"\x28\xb5\x2f\xfd",
        "packed with zstd",
        "unpack it and give the file inside",
    ),
    (
        b"7z\xbc\xaf",
        "a 7-Zip archive",
        "unpack it and give the file inside",
    ),
    (b"$FL", "a file of SPSS", EXPORT),
    (b"<stata_dta>", "a file of Stata", EXPORT),
    (b"SQLite format 3", "a database of SQLite", EXPORT),
    (
        b"ARROW1",
        "a file of Arrow",
        "write the data as CSV or Parquet",
    ),
    (
        b"\x89PNG",
        "a picture",
        "give the data it was made from, as CSV or Parquet",
    ),
    (
        b"\xff\xd8\xff",
        "a picture",
        "give the data it was made from, as CSV or Parquet",
    ),
];

/// Refuses what is well known and no text table.
pub(super) fn refuse_other_formats(bytes: &[u8]) -> Result<(), TableError> {
    let refused = |what, advice| Err(TableError::OtherFormat { what, advice });
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        // The names of the files inside an archive stand in it as they are.
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        return if holds(b"xl/workbook.") {
            refused("an Excel workbook", SAVE_SHEET)
        } else if holds(b"oasis.opendocument.spreadsheet") {
            refused("an OpenDocument spreadsheet", SAVE_SHEET)
        } else {
            refused("a ZIP archive", "unpack it and give the file inside")
        };
    }
    for (magic, what, advice) in OTHERS {
        if bytes.starts_with(magic) {
            return refused(what, advice);
        }
    }
    let start = bytes.trim_ascii_start();
    let tag = start.get(..14).unwrap_or(start).to_ascii_lowercase();
    if tag.starts_with(b"<!doctype html") || tag.starts_with(b"<html") {
        return refused("a web page", SAVE_SHEET);
    }
    if tag.starts_with(b"<?xml") {
        return refused("XML", EXPORT);
    }
    Ok(())
}

/// The text of a file with how it was encoded, without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), TableError> {
    let utf16 = [UTF_16LE, UTF_16BE];
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(found, _)| found);
    let (text, encoding) = if let Some(found) = marked.filter(|found| utf16.contains(found)) {
        (found.decode(bytes).0, Encoding::Utf16)
    } else {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => (text, Encoding::Utf8),
            None => (windows_1252(bytes)?, Encoding::Windows1252),
        }
    };
    refuse_control_characters(&text)?;
    Ok((text, encoding))
}

/// Any bytes are Windows-1252. But a file with more letters in UTF-8 than wrong bytes is UTF-8 that
/// was cut off or pasted together, and would become gibberish.
fn windows_1252(bytes: &[u8]) -> Result<Cow<'_, str>, TableError> {
    let (mut good, mut wrong) = (0_usize, 0_usize);
    let (mut first, mut at) = (None, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            wrong += 1;
            first = first.or(Some(at));
        }
        at += chunk.invalid().len();
    }
    if good > wrong {
        let line = line_at(bytes, first.unwrap_or(at));
        return Err(TableError::MixedEncoding { line });
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

fn refuse_control_characters(text: &str) -> Result<(), TableError> {
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let Some(at) = text.find(control) else {
        return Ok(());
    };
    Err(TableError::ControlCharacter {
        line: line_at(text.as_bytes(), at),
        character: text[at..].chars().next().map_or(0, u32::from),
    })
}

/// The line, from 1, of a byte. A line ends with LF, CRLF or CR.
pub(super) fn line_at(bytes: &[u8], at: usize) -> usize {
    let before = &bytes[..at.min(bytes.len())];
    let ends = before.iter().enumerate().filter(|(place, byte)| {
        **byte == b'\n' || (**byte == b'\r' && bytes.get(place + 1) != Some(&b'\n'))
    });
    ends.count() + 1
}

#[cfg(test)]
mod tests;
