use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::super::{Format as Read, TableError, read_sent};
use super::*;

fn sent(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

#[test]
fn numbers_days_and_formulas_are_read_as_they_show() {
    let bytes = sent(|sheet| {
        for (at, name) in ["naam", "kvk", "dag", "som", "fout"].iter().enumerate() {
            sheet.write(0, u16::try_from(at).unwrap(), *name).unwrap();
        }
        let day = ExcelDateTime::from_ymd(2026, 2, 3).unwrap();
        let format = Format::new().set_num_format("dd-mm-yyyy");
        sheet.write(1, 0, " Bos ").unwrap();
        sheet.write(1, 1, 87_654_321).unwrap();
        sheet.write_with_format(1, 2, &day, &format).unwrap();
        sheet
            .write(1, 3, Formula::new("1+1").set_result("2"))
            .unwrap();
        sheet
            .write(1, 4, Formula::new("NA()").set_result("#N/A"))
            .unwrap();
        sheet.write(3, 0, "Vos").unwrap();
        sheet.write_blank(9, 0, &Format::new().set_bold()).unwrap();
    });
    let table = read_sent(bytes, 10).unwrap();
    assert_eq!((table.rows, table.format), (3, Read::Workbook));
    let row = |row| -> Vec<_> {
        table
            .columns
            .iter()
            .map(|column| column.text(row))
            .collect()
    };
    assert_eq!(
        row(0),
        [
            Some("Bos"),
            Some("87654321"),
            Some("2026-02-03"),
            Some("2"),
            Some("#N/A")
        ]
    );
    // A row keeps its place when one before it is empty.
    assert_eq!(row(1), [None; 5]);
    assert_eq!(row(2)[0], Some("Vos"));
}

#[test]
fn what_would_be_read_wrong_is_refused() {
    let merged = sent(|sheet| {
        sheet.write(0, 0, "naam").unwrap();
        sheet.write(1, 0, "Bos").unwrap();
        sheet
            .merge_range(1, 1, 3, 1, "Breda", &Format::new())
            .unwrap();
    });
    let Err(TableError::Merged(place)) = read_sent(merged, 10) else {
        panic!("cells are merged");
    };
    assert_eq!(place, "B2:B4");
    assert_eq!((name((0, 0)), name((9, 27))), ("A1".into(), "AB10".into()));
    let long = sent(|sheet| {
        for row in 0..12 {
            sheet.write(row, 0, row).unwrap();
        }
    });
    let Err(TableError::TooManyRows { most: 10 }) = read_sent(long.clone(), 10) else {
        panic!("too long");
    };
    assert_eq!(read_sent(long, 11).unwrap().rows, 11);
    let empty = sent(|_| {});
    assert!(matches!(read_sent(empty, 10), Err(TableError::NoHeader)));
    let mut broken = sent(|sheet| {
        sheet.write(0, 0, "naam").unwrap();
    });
    broken.truncate(broken.len() / 2);
    assert!(matches!(
        read_sent(broken, 10),
        Err(TableError::Workbook(_) | TableError::OtherFormat { .. })
    ));
}

/// A few kilobytes that unpack to more than fits.
#[test]
fn a_file_that_swells_is_refused() {
    use std::io::Write;
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    packed
        .start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![0; 1024 * 1024];
    for _ in 0..=UNPACKED / (1024 * 1024) {
        packed.write_all(&zeros).unwrap();
    }
    let bytes = packed.finish().unwrap().into_inner();
    assert!(bytes.len() < 1024 * 1024);
    assert!(matches!(read_sent(bytes, 10), Err(TableError::Swollen)));
}
