use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};
use mkbroute_analysis::figure::Audience;

use super::super::tests::{PAYLOADS, source, value};
use super::*;

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn the_workbook_reads_back_as_the_figures() {
    for (lang, sheet) in [(Lang::Nl, "Cijfers"), (Lang::En, "Figures")] {
        let source = source(Audience::Release, "Vraag");
        let mut book = open(xlsx(&source, lang).unwrap());
        let range = book.worksheet_range(sheet).unwrap();
        let rows = rows(&source, lang);
        assert_eq!(range.height(), rows.len() + 1);
        for (line, row) in rows.iter().enumerate() {
            for (at, column) in COLUMNS.iter().enumerate() {
                let cell = range.get((line + 1, at)).unwrap_or(&Data::Empty);
                match value(row, column.name) {
                    Value::Nothing => assert!(cell.is_empty(), "{}: {cell:?}", column.name),
                    Value::Number(number) => assert_eq!(*cell, Data::Float(number)),
                    Value::Count(count) => assert_eq!(*cell, Data::Float(f64::from(count))),
                    Value::Flag(_) => assert!(cell.is_string()),
                    Value::Text(_) if column.name == "statistic" => {
                        let words = words::statistic(row.figure.statistic, lang);
                        assert_eq!(*cell, Data::String(words.to_owned()));
                    }
                    Value::Text(text) => assert_eq!(*cell, Data::String(text.into_owned())),
                }
            }
        }
    }
}

#[test]
fn the_workbook_says_what_it_is_about() {
    let source = source(Audience::Researcher, "Meting");
    let mut book = open(xlsx(&source, Lang::Nl).unwrap());
    let names = ["Cijfers", "Voorbehouden", "Vergelijkingen", "Over"];
    assert_eq!(book.sheet_names(), names);
    let mut all = String::new();
    for name in &names[1..] {
        let range = book.worksheet_range(name).unwrap();
        let cells = range.rows().flatten().map(ToString::to_string);
        all.extend(cells.map(|cell| cell + "\n"));
    }
    let hash = "ab".repeat(32);
    let policy = source.policy.id.as_str();
    for words in [
        "niet voor publicatie",
        "nagemaakt",
        "geen eerdere meting",
        &hash,
        policy,
    ] {
        assert!(all.contains(words), "{words}: {all}");
    }
}

/// A label stays text in the file whatever it looks like: no formula and no link.
#[test]
fn no_label_becomes_a_formula() {
    for payload in PAYLOADS {
        let mut book = open(xlsx(&source(Audience::Release, payload), Lang::En).unwrap());
        for sheet in book.sheet_names() {
            let formulas = book.worksheet_formula(&sheet).unwrap();
            let written: Vec<&String> = formulas
                .rows()
                .flatten()
                .filter(|f| !f.is_empty())
                .collect();
            assert!(written.is_empty(), "{payload:?}: {written:?}");
        }
        let range = book.worksheet_range("About").unwrap();
        assert_eq!(range.height(), 7);
    }
}

#[test]
fn the_same_figures_give_the_same_bytes() {
    let bytes = || xlsx(&source(Audience::Release, "Vraag"), Lang::Nl).unwrap();
    let first = bytes();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == bytes(), "the time of making is in it");
}
