use mkbroute_store::StoreError;
use mkbroute_store::frozen::{FrozenColumn, FrozenTable, read, write};

fn table() -> FrozenTable {
    FrozenTable {
        group: "students".into(),
        codebook: serde_json::json!({ "items": ["age"] }),
        columns: vec![
            ("programme".into(), FrozenColumn::Codes(vec![0, 1, 255])),
            (
                "age".into(),
                FrozenColumn::Numbers {
                    values: vec![27.0, 0.0, 31.5],
                    state: vec![0, 1, 0],
                },
            ),
            (
                "motives".into(),
                FrozenColumn::Masks {
                    bits: vec![1, 0, u64::MAX],
                    state: vec![0, 2, 0],
                },
            ),
        ],
    }
}

#[test]
fn the_same_data_give_the_same_bytes_and_hash() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (
        folder.path().join("1.parquet"),
        folder.path().join("2.parquet"),
    );
    let hash = write(&one, &table()).unwrap();
    assert_eq!(write(&two, &table()).unwrap(), hash);
    assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&two).unwrap());
    let (found, found_hash) = read(&one).unwrap();
    assert_eq!(found, table());
    assert_eq!(found_hash, hash);
}

#[test]
fn a_cut_off_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.parquet");
    write(&path, &table()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert!(matches!(read(&path), Err(StoreError::File(_))));
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let in_the_way = folder.path().join("file");
    std::fs::write(&in_the_way, b"").unwrap();
    let refused = write(&in_the_way.join("x.parquet"), &table());
    assert!(matches!(refused, Err(StoreError::File(_))));
}
