use super::*;

fn table(names: &[&str]) -> Table {
    Table {
        caption: String::new(),
        columns: vec![Column::words("x")],
        rows: names.iter().map(|name| vec![Cell::text(*name)]).collect(),
        note: None,
    }
}

#[test]
fn rows_are_spread_over_slides_that_hold_them() {
    let long = "een antwoord dat op een dia meer dan een regel nodig heeft ".repeat(3);
    let names: Vec<&str> = (0..23)
        .map(|row| if row % 3 == 0 { long.as_str() } else { "ja" })
        .collect();
    let found = handfuls(&table(&names));
    let rows: Vec<String> = found
        .iter()
        .flatten()
        .map(|row| row[0].text.clone())
        .collect();
    assert_eq!(rows, names, "no row is lost or moved");
    for slide in &found {
        let taken: usize = slide.iter().map(|row| height(row, false)).sum();
        assert!(taken <= HEIGHT, "{taken}");
        assert!(!slide.is_empty());
    }
}

#[test]
fn a_short_table_is_one_slide() {
    assert_eq!(handfuls(&table(&["ja", "nee"])).len(), 1);
    assert_eq!(handfuls(&table(&[])).len(), 1);
}
