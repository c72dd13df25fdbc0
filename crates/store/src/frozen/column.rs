//! One column of a file, page by page, straight into the values that the analysis counts.
//!
//! The library's own readers would make wide integers first; here a page of codes is unpacked into
//! bytes. Only what our writers write is read: required columns, dictionaries or plain values.

use std::sync::Arc;

use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use super::packed::{self, Pairs};
use super::pieces::Pieces;

/// A column as the file knows it.
#[derive(Debug)]
pub(super) enum Leaf {
    Codes(Vec<u8>),
    Masks(Vec<u64>),
    Numbers(Vec<f64>),
}

/// The error of a column that we cannot have written.
pub(super) fn broken(name: &str) -> ParquetError {
    ParquetError::General(format!("column '{name}' is not what it should be"))
}

/// Reads the column at a position.
pub(super) fn leaf(
    pieces: &Pieces,
    metadata: &ParquetMetaData,
    position: usize,
) -> Result<Leaf, ParquetError> {
    let column = metadata.file_metadata().schema_descr().column(position);
    if column.max_def_level() > 0 || column.max_rep_level() > 0 {
        return Err(broken(column.name()));
    }
    match column.physical_type() {
        Type::INT32 => values(pieces, metadata, position).map(Leaf::Codes),
        Type::INT64 => values(pieces, metadata, position).map(Leaf::Masks),
        Type::DOUBLE => values(pieces, metadata, position).map(Leaf::Numbers),
        _ => Err(broken(column.name())),
    }
}

fn values<T: Value>(
    pieces: &Pieces,
    metadata: &ParquetMetaData,
    position: usize,
) -> Result<Vec<T>, ParquetError> {
    let column = metadata.file_metadata().schema_descr().column(position);
    let broken = || broken(column.name());
    let rows = metadata.file_metadata().num_rows();
    let rows = usize::try_from(rows).map_err(|_| broken())?;
    let mut values = Vec::new();
    // A damaged number of rows is an error here, never an abort.
    values.try_reserve_exact(rows).map_err(|_| broken())?;
    for group in metadata.row_groups() {
        let chunk = group.column(position);
        let (from, length) = chunk.byte_range();
        let piece = Arc::new(pieces.piece(from, length)?);
        let group_rows = usize::try_from(group.num_rows()).map_err(|_| broken())?;
        let mut pages = SerializedPageReader::new(piece, chunk, group_rows, None)?;
        let mut dictionary = Vec::new();
        while let Some(page) = pages.get_next_page()? {
            if page.is_dictionary_page() {
                dictionary = plain(page.buffer()).ok_or_else(broken)?;
            } else {
                append(&mut values, &dictionary, &page).ok_or_else(broken)?;
            }
        }
    }
    (values.len() == rows).then_some(values).ok_or_else(broken)
}

/// Appends the values of a data page; `None` where they are not of our making.
fn append<T: Value>(values: &mut Vec<T>, dictionary: &[T], page: &Page) -> Option<()> {
    let Page::DataPage { buf, encoding, .. } = page else {
        return None;
    };
    let count = usize::try_from(page.num_values()).ok()?;
    let before = values.len();
    // A damaged count would fill the memory; there is room for all rows of the file.
    if count > values.capacity() - before {
        return None;
    }
    match encoding {
        Encoding::PLAIN => values.extend(plain::<T>(buf)?),
        Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
            let (width, packed) = buf.split_first()?;
            T::unpack(values, dictionary, packed, *width, count)?;
        }
        _ => return None,
    }
    (values.len() - before == count).then_some(())
}

fn plain<T: Value>(bytes: &[u8]) -> Option<Vec<T>> {
    let parts = bytes.chunks_exact(T::WIDTH);
    let whole = parts.remainder().is_empty();
    let values: Option<Vec<T>> = parts.map(T::parse).collect();
    values.filter(|_| whole)
}

/// A value of a column.
trait Value: Copy {
    /// Bytes of a plain value.
    const WIDTH: usize;

    /// The value of so many bytes; `None` where it is out of range.
    fn parse(bytes: &[u8]) -> Option<Self>;

    /// Appends the values of so many packed positions in the dictionary.
    fn unpack(
        values: &mut Vec<Self>,
        dictionary: &[Self],
        packed: &[u8],
        width: u8,
        count: usize,
    ) -> Option<()> {
        packed::runs(packed, width, count, |run| {
            run.one_by_one(dictionary, values)
        })
    }
}

impl Value for u8 {
    const WIDTH: usize = 4;

    fn parse(bytes: &[u8]) -> Option<Self> {
        i32::from_le_bytes(bytes.try_into().ok()?).try_into().ok()
    }

    fn unpack(
        values: &mut Vec<Self>,
        dictionary: &[Self],
        packed: &[u8],
        width: u8,
        count: usize,
    ) -> Option<()> {
        let Some(pairs) = Pairs::of(dictionary, width) else {
            return packed::runs(packed, width, count, |run| {
                run.one_by_one(dictionary, values)
            });
        };
        packed::runs(packed, width, count, |run| {
            run.two_by_two(dictionary, &pairs, values)
        })
    }
}

impl Value for u64 {
    const WIDTH: usize = 8;

    fn parse(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_le_bytes)
    }
}

impl Value for f64 {
    const WIDTH: usize = 8;

    fn parse(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_le_bytes)
    }
}
