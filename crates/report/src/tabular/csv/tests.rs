use mkbroute_analysis::figure::Audience;

use super::super::tests::{PAYLOADS, source, value};
use super::*;

fn read(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    let record = |record: ::csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|found| record(found.unwrap()))
        .collect()
}

#[test]
fn the_csv_reads_back_as_the_figures() {
    let source = source(Audience::Release, "Hoe, \"echt\"; tevreden?");
    let table = read(&csv(&source, Lang::Nl).unwrap());
    let rows = rows(&source, Lang::Nl);
    assert_eq!(table.len(), rows.len() + 1);
    for (row, record) in rows.iter().zip(&table[1..]) {
        for (name, cell) in table[0].iter().zip(record).take(COLUMNS.len()) {
            let written = match value(row, name) {
                Value::Nothing => String::new(),
                Value::Text(text) => text.into_owned(),
                Value::Number(number) => {
                    assert_eq!(cell.parse(), Ok(number));
                    continue;
                }
                Value::Count(count) => count.to_string(),
                Value::Flag(flag) => flag.to_string(),
            };
            assert_eq!(*cell, written, "{name}");
        }
    }
    let last = &table[1][COLUMNS.len()..];
    let hash = "ab".repeat(32);
    assert_eq!(
        last,
        [
            "meting",
            "gereconstrueerd",
            "release",
            &hash,
            &source.policy.id
        ]
    );
}

#[test]
fn a_withheld_number_is_nowhere_in_the_csv_of_the_release() {
    let count = |audience| {
        let table = read(&csv(&source(audience, "Vraag"), Lang::En).unwrap());
        let at = table[0].iter().position(|name| name == "value").unwrap();
        table.into_iter().nth(3).unwrap().swap_remove(at)
    };
    assert_eq!(count(Audience::Release), "");
    assert_eq!(count(Audience::Researcher), "3");
}

#[test]
fn no_cell_begins_a_formula() {
    for payload in PAYLOADS {
        let table = read(&csv(&source(Audience::Release, payload), Lang::Nl).unwrap());
        assert_eq!(table.len(), 5, "no label breaks a row: {payload:?}");
        for cell in table
            .iter()
            .flatten()
            .filter(|cell| cell.parse::<f64>().is_err())
        {
            let first = cell.trim_start_matches(' ').chars().next();
            let starts = first.is_some_and(|c| "=+-@\t\r\n＝＋－＠".contains(c));
            assert!(!starts, "{cell:?}");
        }
        let label = harmless(payload);
        assert!(table[1].iter().any(|cell| *cell == label), "{payload:?}");
    }
}

#[test]
fn the_same_figures_give_the_same_bytes() {
    let bytes = || csv(&source(Audience::Release, "Vraag"), Lang::Nl).unwrap();
    assert_eq!(bytes(), bytes());
    assert!(bytes().ends_with(b"\r\n"));
}
