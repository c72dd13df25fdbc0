use super::*;

fn written(name: &str, bytes: &[u8]) -> Result<Table, TableError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read(&path, ReadOptions::default())
}

#[test]
fn a_table_tells_what_was_found_and_the_hash_of_its_file() {
    let bytes = b"\xef\xbb\xbfnaam;score\r\nAn;3,5\r\nBo;\r\n";
    let table = written("export.csv", bytes).unwrap();
    let format = Format::Delimited {
        delimiter: b';',
        encoding: Encoding::Utf8,
    };
    assert_eq!((table.rows, table.format), (2, format));
    assert_eq!(table.sha256, <[u8; 32]>::from(Sha256::digest(bytes)));
    let score = table.column("score").unwrap();
    assert_eq!(
        (score.number(0), score.number(1)),
        (Ok(Some(3.5)), Ok(None))
    );
    assert!(table.column("Score").is_none());
}

/// What other people's programs write, read from a file of any name.
#[test]
fn other_encodings_delimiters_and_line_endings_are_read_from_a_file() {
    for (bytes, delimiter, encoding) in [
        (
            &b"naam\tplaats\rZo\xeb\tEde\r"[..],
            b'\t',
            Encoding::Windows1252,
        ),
        (b"naam|plaats\nZo\xc3\xab|Ede", b'|', Encoding::Utf8),
        (
            b"\xff\xfen\0a\0a\0m\0,\0p\0l\0a\0a\0t\0s\0\n\0Z\0o\0\xeb\0,\0E\0d\0e\0",
            b',',
            Encoding::Utf16,
        ),
    ] {
        let table = written("data", bytes).unwrap();
        let format = Format::Delimited {
            delimiter,
            encoding,
        };
        assert_eq!(table.format, format);
        assert_eq!(table.column("naam").unwrap().text(0), Some("Zoë"));
    }
}

#[test]
fn a_file_that_is_no_table_is_refused_with_what_to_do() {
    for (name, bytes, words) in [
        (
            "empty.csv",
            &b""[..],
            "is empty: give a file whose first line",
        ),
        ("bom.csv", b"\xef\xbb\xbf", "no header"),
        ("lines.csv", b"\n\n\n", "no header"),
        ("empty.parquet", b"", "is empty"),
        ("really.parquet", b"a,b\n1,2\n", "no Parquet file"),
        ("cut.csv", b"PAR1 cut off", "no Parquet file"),
        ("sheet.csv", b"PK\x03\x04 xl/workbook.xml", "Excel workbook"),
        ("report.csv", b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        ("noise.csv", b"\x01\x02\x03", "control character 0x01"),
    ] {
        let error = written(name, bytes).unwrap_err().to_string();
        assert!(error.contains(words), "{name}: {error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.csv");
    let error = read(&missing, ReadOptions::default()).unwrap_err();
    assert!(error.to_string().starts_with("cannot be read: "), "{error}");
    assert!(read(folder.path(), ReadOptions::default()).is_err());
}

/// Whatever bytes come in, an error or a table comes out, and each row has every cell.
#[test]
fn noise_gives_an_error_or_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("noise");
    let alphabet = b"a1,;\t|\"\r\n\xe9\xc3\xab =-";
    let mut state = 7_u64;
    for _ in 0..400 {
        let bytes: Vec<u8> = (0..40)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                alphabet[usize::try_from(state >> 33).unwrap() % alphabet.len()]
            })
            .collect();
        std::fs::write(&path, bytes).unwrap();
        if let Ok(table) = read(&path, ReadOptions::default()) {
            let mut lengths = table.columns.iter().map(|column| column.codes().count());
            assert!(lengths.all(|length| length == table.rows));
        }
    }
}
