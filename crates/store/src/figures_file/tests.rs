use parquet::file::reader::{FileReader, SerializedFileReader};

use super::*;
use crate::tables::{self, ReadOptions};

fn figures() -> FiguresFile {
    let text = |texts: [Option<&str>; 3]| {
        FiguresColumn::Text(texts.map(|text| text.map(str::to_owned)).into())
    };
    FiguresFile {
        columns: vec![
            ("id".into(), text([Some("a.b"), Some("=1+1"), None])),
            (
                "value".into(),
                FiguresColumn::Number(vec![Some(6.7), None, Some(-0.1)]),
            ),
            (
                "base".into(),
                FiguresColumn::Count(vec![Some(25), None, Some(0)]),
            ),
            (
                "released".into(),
                FiguresColumn::Flag(vec![Some(true), Some(false), None]),
            ),
        ],
        about: vec![("dataset_sha256".into(), "abcdef".into())],
    }
}

#[test]
fn figures_read_back_with_what_they_are_about() {
    let bytes = encode(&figures()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figures.parquet");
    std::fs::write(&path, &bytes).unwrap();
    let table = tables::read(&path, ReadOptions::default()).unwrap();
    let texts = |name| -> Vec<Option<&str>> {
        let column = table.column(name).unwrap();
        (0..3).map(|row| column.text(row)).collect()
    };
    assert_eq!(texts("id"), [Some("a.b"), Some("=1+1"), None]);
    assert_eq!(texts("value"), [Some("6.7"), None, Some("-0.1")]);
    assert_eq!(texts("base"), [Some("25"), None, Some("0")]);
    assert_eq!(texts("released"), [Some("true"), Some("false"), None]);
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let metadata = reader.metadata().file_metadata().key_value_metadata();
    let cited = KeyValue::new("mkbroute.dataset_sha256".to_owned(), "abcdef".to_owned());
    assert!(metadata.unwrap().contains(&cited));
}

#[test]
fn the_same_figures_give_the_same_bytes_and_none_give_a_file() {
    assert_eq!(encode(&figures()).unwrap(), encode(&figures()).unwrap());
    let mut empty = figures();
    empty.columns = vec![("id".into(), FiguresColumn::Text(Vec::new()))];
    assert!(encode(&empty).unwrap().starts_with(b"PAR1"));
}

#[test]
fn columns_that_do_not_fit_together_are_refused() {
    let mut uneven = figures();
    uneven
        .columns
        .push(("k".into(), FiguresColumn::Count(vec![None])));
    assert!(encode(&uneven).is_err());
    let mut double = figures();
    double.columns.push(double.columns[0].clone());
    assert!(
        encode(&double)
            .unwrap_err()
            .to_string()
            .contains("one name")
    );
}
