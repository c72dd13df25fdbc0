use super::*;

fn column(cells: &[&str]) -> TableColumn {
    let mut builder = Builder::new("q1", cells.len());
    for cell in cells {
        builder.push(cell);
    }
    builder.finish()
}

#[test]
fn a_cell_is_text_number_or_missing() {
    let column = column(&["3", " 3 ", "", "veel", "\u{a0}"]);
    let texts: Vec<Option<&str>> = (0..6).map(|row| column.text(row)).collect();
    assert_eq!(
        texts,
        [Some("3"), Some("3"), None, Some("veel"), None, None]
    );
    assert_eq!(column.number(0), Ok(Some(3.0)));
    assert_eq!(column.number(2), Ok(None));
    assert_eq!(column.number(3), Err("veel"));
    assert_eq!(column.number(99), Ok(None), "below the last row");
    assert_eq!(column.values().len(), 3, "missing, 3 and veel");
    assert_eq!(column.codes().collect::<Vec<_>>(), [1, 1, 0, 2, 0]);
}

#[test]
fn more_than_256_distinct_texts_keep_their_rows() {
    let cells: Vec<String> = (0..1000).map(|number| (number % 700).to_string()).collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let column = column(&cells);
    assert_eq!(column.values().len(), 701);
    let texts: Vec<&str> = (0..1000).filter_map(|row| column.text(row)).collect();
    assert_eq!(texts, cells);
    let codes = column.codes().map(|code| column.number_of(code));
    assert!(
        codes
            .zip(0..)
            .all(|(n, row)| n == Ok(Some(f64::from(row % 700))))
    );
}

#[test]
fn a_long_or_wild_name_stays_on_one_line() {
    assert_eq!(shorten("a\nb"), "a\\nb");
    assert_eq!(shorten(&"x".repeat(100)).chars().count(), 61);
}
