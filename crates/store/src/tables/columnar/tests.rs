use std::sync::Arc;

use arrow::array::{
    BooleanArray, Date32Array, DictionaryArray, Float32Array, Int64Array, ListArray, UInt8Array,
};
use arrow::datatypes::{Field, Int32Type};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::*;

fn file(columns: Vec<(&str, ArrayRef)>, compression: Compression) -> Vec<u8> {
    let fields: Vec<Field> = columns
        .iter()
        .map(|(name, array)| Field::new(*name, array.data_type().clone(), true))
        .collect();
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap();
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn sample(compression: Compression) -> Vec<u8> {
    let words: DictionaryArray<Int32Type> = [Some("ja"), None, Some("nee")].into_iter().collect();
    file(
        vec![
            (
                "score",
                Arc::new(Float64Array::from(vec![Some(3.0), None, Some(f64::NAN)])),
            ),
            ("weight", Arc::new(Float32Array::from(vec![0.1, 1.5, 2.0]))),
            (
                "id",
                Arc::new(Int64Array::from(vec![Some(-1), None, Some(3)])),
            ),
            ("code", Arc::new(UInt8Array::from(vec![1, 2, 255]))),
            (
                "dual",
                Arc::new(BooleanArray::from(vec![Some(true), Some(false), None])),
            ),
            ("day", Arc::new(Date32Array::from(vec![18_871, 0, 1]))),
            (
                "name",
                Arc::new(StringArray::from(vec![Some(" An "), Some(""), None])),
            ),
            ("answer", Arc::new(words)),
        ],
        compression,
    )
}

#[test]
fn each_kind_of_column_has_texts_and_numbers() {
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(parquet::basic::ZstdLevel::default()),
    ] {
        let (columns, rows) = read(sample(compression), None).unwrap();
        assert_eq!(rows, 3);
        let texts: Vec<Vec<&str>> = columns
            .iter()
            .map(|column| (0..3).map(|row| column.text(row).unwrap_or("-")).collect())
            .collect();
        assert_eq!(
            texts,
            [
                ["3", "-", "-"],
                ["0.1", "1.5", "2"],
                ["-1", "-", "3"],
                ["1", "2", "255"],
                ["true", "false", "-"],
                ["2021-09-01", "1970-01-01", "1970-01-02"],
                ["An", "-", "-"],
                ["ja", "-", "nee"],
            ]
        );
        assert_eq!(columns[1].number(0), Ok(Some(0.1)));
        assert_eq!(columns[4].number(0), Err("true"));
    }
}

#[test]
fn columns_that_are_double_nameless_or_nested_are_refused() {
    let numbers = || -> ArrayRef { Arc::new(UInt8Array::from(vec![1])) };
    let refused = |columns| {
        read(file(columns, Compression::SNAPPY), None)
            .unwrap_err()
            .to_string()
    };
    assert!(refused(vec![("a", numbers()), ("a ", numbers())]).contains("columns 1 and 2"));
    assert!(refused(vec![("", numbers())]).contains("column 1 has no name"));
    let lists = ListArray::from_iter_primitive::<Int32Type, _, _>([Some([Some(1), Some(2)])]);
    let error = refused(vec![("a", numbers()), ("chosen", Arc::new(lists))]);
    assert!(error.contains("column 'chosen' holds lists"), "{error}");
}

#[test]
fn a_damaged_or_cut_off_file_is_refused() {
    let bytes = sample(Compression::SNAPPY);
    for end in [4, bytes.len() / 2, bytes.len() - 1] {
        let error = read(bytes[..end].to_vec(), None).unwrap_err();
        assert!(error.to_string().contains("no Parquet file"), "{error}");
    }
    for position in (0..bytes.len()).step_by(13) {
        let mut damaged = bytes.clone();
        damaged[position] ^= 0x55;
        // Whatever comes out, it is no panic.
        let _ = read(damaged, None);
    }
}
