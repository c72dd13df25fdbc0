//! Why a file is no table, for whoever made the file.

use thiserror::Error;

use super::column::shorten;

/// What is wrong, where, and what to do. The caller names the file.
#[derive(Debug, Error)]
pub enum TableError {
    #[error("cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    #[error("is empty: give a file whose first line names the columns")]
    Empty,
    #[error("has no header: the first line must name the columns")]
    NoHeader,
    #[error("has more than {most} rows: split it")]
    TooManyRows { most: usize },
    #[error("has merged cells at {0}: split them, so that every row stands for itself")]
    Merged(String),
    #[error("is packed so that it would not fit: save the sheet as CSV")]
    Swollen,
    #[error("is no workbook that can be read ({0}): save the sheet as CSV")]
    Workbook(String),
    #[error("is larger than 4 GB: split it, or write it as Parquet")]
    TooLarge,
    /// A well-known format that is no table of text.
    #[error("is {what}, no text table: {advice}")]
    OtherFormat {
        what: &'static str,
        advice: &'static str,
    },
    /// Bytes that no text has.
    #[error(
        "is no text table: line {line} has the control character {character:#04x}; \
         save it as CSV in UTF-8"
    )]
    ControlCharacter { line: usize, character: u32 },
    /// UTF-8 for the most part.
    #[error(
        "is UTF-8 apart from line {line}, which has bytes of another encoding: \
         save the whole file as CSV in UTF-8"
    )]
    MixedEncoding { line: usize },
    #[error("column {position} has no name: name it in the first line, or remove the column")]
    NamelessColumn { position: usize },
    #[error(
        "columns {first} and {second} are both called '{}': give one another name",
        shorten(name)
    )]
    DoubleColumn {
        name: String,
        first: usize,
        second: usize,
    },
    #[error(
        "line {line} has {found} cells where the header has {expected}: complete the line, \
         or put cells that contain {} between double quotes",
        delimiter_name(*delimiter)
    )]
    Ragged {
        line: usize,
        found: usize,
        expected: usize,
        delimiter: u8,
    },
    #[error(
        "line {line} begins a cell with a double quote that is never closed: close it, or write \"\" for a quote within a cell"
    )]
    UnclosedQuote { line: usize },
    #[error("cannot be split at {}: choose a comma, a semicolon, a tab or |", delimiter_name(*.0))]
    BadDelimiter(u8),
    #[error("is no Parquet file that can be read ({0}): write it again, or save it as CSV")]
    Parquet(String),
    #[error(
        "column '{}' holds {kind}, not one text or number a row: \
         write it as separate columns of text or numbers",
        shorten(column)
    )]
    ColumnKind { column: String, kind: String },
}

/// What a delimiter is called.
fn delimiter_name(delimiter: u8) -> String {
    match delimiter {
        b',' => "a comma".to_owned(),
        b';' => "a semicolon".to_owned(),
        b'\t' => "a tab".to_owned(),
        other => format!("'{}'", char::from(other).escape_default()),
    }
}
