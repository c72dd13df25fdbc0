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

#[test]
fn a_changed_byte_changes_the_hash_or_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("students.parquet");
    let hash = write(&path, &table()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    for position in (0..bytes.len()).step_by(97) {
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
