use super::Size;
use crate::surveys::instrument::{Instrument, Item, ItemKind};

const STUDENTS: &str = include_str!("../../../../../../data/instruments/students.toml");
const SHIPPED: [&str; 6] = [
    STUDENTS,
    include_str!("../../../../../../data/instruments/companies.toml"),
    include_str!("../../../../../../data/instruments/teachers.toml"),
    include_str!("../../../../../../data/instruments/declined_companies.toml"),
    include_str!("../../../../../../data/instruments/stopped_students.toml"),
    include_str!("../../../../../../data/instruments/employers.toml"),
];

fn students() -> Instrument {
    Instrument::from_toml(STUDENTS.as_bytes()).unwrap()
}

/// Leaves so many copies of an item on the first page.
fn first_page(item: &Item, count: usize) -> Vec<(String, Size)> {
    let mut instrument = students();
    instrument.sections[0].items = vec![item.clone(); count];
    let advice = instrument.size_advice();
    advice
        .iter()
        .map(|found| (found.section.id.clone(), found.size))
        .collect()
}

#[test]
fn the_shipped_questionnaires_have_pages_of_a_good_size() {
    for source in SHIPPED {
        let instrument = Instrument::from_toml(source.as_bytes()).unwrap();
        let advice = instrument.size_advice();
        assert!(advice.is_empty(), "{}: {advice:?}", instrument.id);
    }
}

#[test]
fn a_page_of_three_to_six_is_fine() {
    let age = students().question("age").unwrap().item.clone();
    let page = |size| vec![("you".to_owned(), size)];
    assert_eq!(first_page(&age, 0), page(Size::Few(0)));
    assert_eq!(first_page(&age, 2), page(Size::Few(2)));
    assert_eq!(first_page(&age, 3), []);
    assert_eq!(first_page(&age, 6), []);
    assert_eq!(first_page(&age, 7), page(Size::Many(7)));
}

#[test]
fn the_rows_of_a_matrix_fill_a_page_but_do_not_overfill_it() {
    let instrument = students();
    let mut items = instrument.items().map(|(_, item)| item);
    let matrix = items.find(|item| matches!(item.kind, ItemKind::Matrix { .. }));
    let matrix = matrix.unwrap();
    assert!(matrix.questions(0).len() >= 3);
    assert_eq!(first_page(matrix, 1), []);
    assert_eq!(first_page(matrix, 6), []);
}

#[test]
fn what_is_not_asked_does_not_count() {
    let instrument = students();
    let age = instrument.question("age").unwrap().item;
    let read = Item {
        kind: ItemKind::Information,
        ..age.clone()
    };
    let coded = Item {
        coded_from: Some("remark".to_owned()),
        ..age.clone()
    };
    for unasked in [read, coded] {
        let found = first_page(&unasked, 7);
        assert_eq!(found, [("you".to_owned(), Size::Few(0))]);
    }
}
