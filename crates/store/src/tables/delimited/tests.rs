use std::cell::Cell;

use super::*;

fn table(text: &str) -> Result<(u8, Vec<Vec<String>>), TableError> {
    let (delimiter, columns, rows) = read(text, ReadOptions::default())?;
    let row = |row: usize| -> Vec<String> {
        let texts = columns.iter().map(|column| column.text(row));
        texts.map(|text| text.unwrap_or("-").to_owned()).collect()
    };
    let names = columns.iter().map(|column| column.name().to_owned());
    let rows = std::iter::once(names.collect()).chain((0..rows).map(row));
    Ok((delimiter, rows.collect()))
}

fn refused(text: &str) -> String {
    table(text).unwrap_err().to_string()
}

#[test]
fn each_delimiter_is_found() {
    for delimiter in [",", ";", "\t", "|"] {
        let text = "naam;leeftijd;plaats\nAn;20;Ede\nBo;;Ee\n".replace(';', delimiter);
        let (found, rows) = table(&text).unwrap();
        assert_eq!(char::from(found).to_string(), delimiter);
        assert_eq!(rows[1], ["An", "20", "Ede"]);
        assert_eq!(rows[2], ["Bo", "-", "Ee"]);
    }
}

#[test]
fn decimal_commas_and_quoted_delimiters_do_not_mislead() {
    let (found, rows) = table("id;score\n1;3,5\n2;4,0\n").unwrap();
    assert_eq!((found, rows[1][1].as_str()), (b';', "3,5"));
    let (found, rows) = table("id,\"naam; en meer\"\n1,\"a;b;c\"\n2,\"d;e\"\n").unwrap();
    assert_eq!((found, rows[1][1].as_str()), (b',', "a;b;c"));
    let (_, rows) = table("naam,uitleg\n1,\"twee\nregels, \"\"echt\"\"\"\n").unwrap();
    assert_eq!(rows[1][1], "twee\nregels, \"echt\"");
}

#[test]
fn a_first_line_that_announces_the_delimiter_is_believed() {
    let (found, rows) = table("sep=|\r\na,b|c\r\n1,2|3\r\n").unwrap();
    assert_eq!((found, rows.len(), rows[0][0].as_str()), (b'|', 2, "a,b"));
    assert!(refused("sep=;\na;b\n1\n").contains("line 3"));
}

#[test]
fn a_chosen_delimiter_wins() {
    let options = ReadOptions {
        delimiter: Some(b':'),
        progress: None,
    };
    let (found, columns, rows) = read("a:b,c\n1:2\n", options).unwrap();
    assert_eq!((found, columns[1].name(), rows), (b':', "b,c", 1));
    for wrong in [b'"', b'\n', 0xe9] {
        let options = ReadOptions {
            delimiter: Some(wrong),
            progress: None,
        };
        let error = read("a,b\n", options).unwrap_err();
        assert!(error.to_string().contains("choose a comma"), "{error}");
    }
}

#[test]
fn every_line_ending_gives_the_same_rows() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["a;b", "1;2", "", "3;4"].join(end);
        assert_eq!(table(&text).unwrap().1.len(), 3, "{end:?}");
        assert_eq!(table(&(text + end)).unwrap().1.len(), 3, "{end:?}");
    }
}

#[test]
fn one_column_is_a_table_too() {
    assert_eq!(table("score\n7\n8\n").unwrap().1.len(), 3);
}

#[test]
fn a_header_alone_has_no_rows_and_no_header_is_refused() {
    assert_eq!(table("a,b\n").unwrap().1.len(), 1);
    assert_eq!(table("a,b").unwrap().1.len(), 1);
    assert!(refused("\n\r\n").contains("no header"));
}

#[test]
fn a_row_with_too_few_or_too_many_cells_is_named_by_its_line() {
    for (end, line) in [("\n", "line 4"), ("\r\n", "line 4"), ("\r", "line 4")] {
        for row in ["3", "3,4,5"] {
            let text = ["a,b", "1,2", "", row, "5,6"].join(end);
            let error = refused(&text);
            assert!(
                error.contains(line) && error.contains("header has 2"),
                "{error}"
            );
        }
    }
    let error = refused("a;b\n1;2\n3;4;5\n");
    assert!(
        error.contains("has 3 cells") && error.contains("a semicolon"),
        "{error}"
    );
}

#[test]
fn a_missing_or_double_column_name_is_refused() {
    assert!(refused("a,,c\n1,2,3\n").starts_with("column 2 has no name"));
    assert!(refused("a, \n1,2\n").starts_with("column 2 has no name"));
    let error = refused("id,score,q1, score\n1,2,3,4\n");
    assert!(
        error.starts_with("columns 2 and 4 are both called 'score'"),
        "{error}"
    );
}

#[test]
fn a_quote_that_is_never_closed_is_named() {
    for text in [
        "a,b\n1,\"twee\n3,4\n5,6\n",
        "a,b\n1,\"twee",
        "\"a,b\n1,2\n",
        "a,b\n\"1,2\n3,4\n",
    ] {
        assert!(refused(text).contains("never closed"), "{text:?}");
    }
    assert!(refused("a,b\n1,2\n1,\"twee\n").contains("line 3"));
    assert_eq!(table("a,b\n1,5\" disk\n").unwrap().1[1][1], "5\" disk");
}

#[test]
fn progress_is_told_up_to_the_end() {
    let told = Cell::new((0, 0));
    let progress = |done, of| told.set((done, of));
    let text = format!("a,b\n{}", "1,2\n".repeat(40_000));
    let options = ReadOptions {
        delimiter: None,
        progress: Some(&progress),
    };
    assert_eq!(read(&text, options).unwrap().2, 40_000);
    assert_eq!(told.get(), (text.len() as u64, text.len() as u64));
}
