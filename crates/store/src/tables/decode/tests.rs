use super::*;

fn text(bytes: &[u8]) -> (String, Encoding) {
    let (text, encoding) = decode(bytes).unwrap();
    (text.into_owned(), encoding)
}

#[test]
fn text_is_read_in_the_encodings_that_spreadsheets_write() {
    let wanted = "naam;coördinator €\n";
    let utf16 = |units: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}"
            .encode_utf16()
            .chain(wanted.encode_utf16())
            .flat_map(units)
            .collect()
    };
    for (bytes, encoding) in [
        (wanted.as_bytes().to_vec(), Encoding::Utf8),
        (
            [b"\xef\xbb\xbf", wanted.as_bytes()].concat(),
            Encoding::Utf8,
        ),
        (utf16(u16::to_le_bytes), Encoding::Utf16),
        (utf16(u16::to_be_bytes), Encoding::Utf16),
        (
            b"naam;co\xf6rdinator \x80\n".to_vec(),
            Encoding::Windows1252,
        ),
    ] {
        assert_eq!(text(&bytes), (wanted.to_owned(), encoding));
    }
}

#[test]
fn utf_8_with_a_wrong_byte_is_not_taken_for_another_encoding() {
    let bytes = ["naam\r\ncoördinator café\r\n".as_bytes(), b"caf\xe9\r\n"].concat();
    let error = decode(&bytes).unwrap_err();
    assert!(
        matches!(error, TableError::MixedEncoding { line: 3 }),
        "{error}"
    );
}

#[test]
fn bytes_that_no_text_has_are_named_with_their_line() {
    let error = decode(b"a,b\n1,\0\n").unwrap_err().to_string();
    assert!(
        error.contains("line 2") && error.contains("0x00"),
        "{error}"
    );
    let utf16_without_mark: Vec<u8> = "a,b".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(decode(&utf16_without_mark).is_err());
    assert!(
        decode(b"a,b\r1,\x81\r")
            .unwrap_err()
            .to_string()
            .contains("line 2")
    );
}

#[test]
fn lines_end_with_lf_crlf_or_cr() {
    let bytes = b"1\n2\r\n3\r4";
    let lines: Vec<usize> = [0, 2, 4, 5, 7].map(|at| line_at(bytes, at)).into();
    assert_eq!(lines, [1, 2, 2, 3, 4]);
}

#[test]
fn other_formats_are_named_with_what_to_do() {
    for (bytes, what, advice) in [
        (
            &b"PK\x03\x04....xl/workbook.xml"[..],
            "Excel workbook",
            "save the sheet as CSV",
        ),
        (
            b"PK\x03\x04..application/vnd.oasis.opendocument.spreadsheet",
            "OpenDocument",
            "CSV",
        ),
        (b"PK\x03\x04..students.csv", "ZIP archive", "unpack"),
        (b"%PDF-1.7", "PDF", "CSV or Parquet"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "old Excel workbook",
            "CSV",
        ),
        (b"$FL2@(#) SPSS DATA FILE", "SPSS", "export"),
        (b"\x1f\x8b\x08", "gzip", "unpack"),
        (b"\r\n<HTML><table>", "web page", "CSV"),
        (b"<?xml version=\"1.0\"?>", "XML", "export"),
    ] {
        let error = refuse_other_formats(bytes).unwrap_err().to_string();
        assert!(error.contains(what) && error.contains(advice), "{error}");
    }
    assert!(refuse_other_formats(b"PK;naam\n1;2\n").is_ok());
}
