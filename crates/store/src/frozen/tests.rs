use super::*;

fn table() -> FrozenTable {
    FrozenTable {
        group: "students".into(),
        codebook: serde_json::json!({ "items": ["a", "b", "c"] }),
        columns: vec![
            ("a".into(), FrozenColumn::Codes(vec![0, 1, 255])),
            (
                "b".into(),
                FrozenColumn::Masks {
                    bits: vec![5, 0, 1 << 63],
                    state: vec![0, 254, 0],
                },
            ),
            (
                "c".into(),
                FrozenColumn::Numbers {
                    values: vec![1.5, 0.0, 7.0],
                    state: vec![0; 3],
                },
            ),
        ],
    }
}

#[test]
fn a_frozen_table_reads_back_and_freezes_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wave").join("students.parquet");
    let first = write(&path, &table()).unwrap();
    let (read_back, hash) = read(&path).unwrap();
    assert_eq!((read_back, hash), (table(), first));
    assert_eq!(write(&path, &table()).unwrap(), first);
}

#[test]
fn an_empty_table_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.parquet");
    let mut empty = table();
    empty.columns = vec![("a".into(), FrozenColumn::Codes(Vec::new()))];
    write(&path, &empty).unwrap();
    assert_eq!(read(&path).unwrap().0, empty);
}

/// Rows of every kind for more than one piece, with a column that outgrows its dictionary.
fn many(rows: usize) -> FrozenTable {
    let of = |row: usize, most: usize| row.wrapping_mul(2_654_435_761) >> 7 & most;
    let states = |every: usize| (0..rows).map(move |row| if row % every == 0 { 254 } else { 0 });
    let codes = |most| {
        FrozenColumn::Codes(
            (0..rows)
                .map(|row| u8::try_from(of(row, most)).unwrap())
                .collect(),
        )
    };
    let mut table = table();
    table.columns = vec![
        ("same".into(), FrozenColumn::Codes(vec![3; rows])),
        ("few".into(), codes(15)),
        ("all".into(), codes(255)),
        (
            "masks".into(),
            FrozenColumn::Masks {
                bits: (0..rows).map(|row| 1 << of(row, 63)).collect(),
                state: states(50).collect(),
            },
        ),
        (
            "distinct".into(),
            FrozenColumn::Numbers {
                values: (0..rows).map(|row| row as f64 / 7.0).collect(),
                state: states(3).collect(),
            },
        ),
    ];
    table
}

fn piece(table: &FrozenTable, from: usize, to: usize) -> Vec<(String, FrozenColumn)> {
    let part = |column: &FrozenColumn| match column {
        FrozenColumn::Codes(codes) => FrozenColumn::Codes(codes[from..to].to_vec()),
        FrozenColumn::Masks { bits, state } => FrozenColumn::Masks {
            bits: bits[from..to].to_vec(),
            state: state[from..to].to_vec(),
        },
        FrozenColumn::Numbers { values, state } => FrozenColumn::Numbers {
            values: values[from..to].to_vec(),
            state: state[from..to].to_vec(),
        },
    };
    let columns = table.columns.iter();
    columns
        .map(|(name, column)| (name.clone(), part(column)))
        .collect()
}

#[test]
fn more_rows_than_stand_together_read_back_and_pieces_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, pieces) = (folder.path().join("a"), folder.path().join("b"));
    let rows = ROWS_TOGETHER + 1001;
    let table = many(rows);
    let hash = write(&whole, &table).unwrap();
    let (read_back, read_hash) = read(&whole).unwrap();
    assert!(read_back == table, "the values differ");
    assert_eq!(read_hash, hash);

    let mut first = table.clone();
    first.columns = piece(&table, 0, ROWS_TOGETHER);
    let mut writer = FrozenWriter::start(&pieces, &first).unwrap();
    writer.append(&piece(&table, ROWS_TOGETHER, rows)).unwrap();
    assert_eq!(writer.finish().unwrap(), hash);
}

#[test]
fn a_writer_that_stops_leaves_the_older_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("students.parquet");
    let hash = write(&path, &table()).unwrap();
    let mut writer = FrozenWriter::start(&path, &table()).unwrap();
    let mut short = table().columns;
    short[1].1 = FrozenColumn::Codes(vec![1]);
    assert!(writer.append(&short).is_err(), "other columns are refused");
    drop(writer);
    assert_eq!(read(&path).unwrap().1, hash);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_of_the_first_version_reads_back() {
    // Written by mkbroute 0.1.0 before files were made for speed: compressed, one row group.
    let bytes = include_bytes!("tests/first_version.parquet");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.parquet");
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(read(&path).unwrap().0, table());
}

#[test]
fn a_changed_byte_changes_the_hash_or_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("students.parquet");
    let hash = write(&path, &table()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    for position in (0..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[position] ^= 1;
        std::fs::write(&path, damaged).unwrap();
        assert!(read(&path).is_err() || read(&path).unwrap().1 != hash);
    }
}

#[test]
fn missing_truncated_and_foreign_files_and_unwritable_places_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("students.parquet");
    let named = |error: StoreError| error.to_string().contains("students.parquet");
    assert!(named(read(&path).unwrap_err()));
    write(&path, &table()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert!(named(read(&path).unwrap_err()));
    std::fs::write(&path, "geen parquet").unwrap();
    assert!(named(read(&path).unwrap_err()));
    let below_a_file = path.join("students.parquet");
    assert!(named(write(&below_a_file, &table()).unwrap_err()));
}

use crate::error::StoreError;
