use std::collections::BTreeSet;

use super::{Activity, Found, Key, REGISTER, personal_tables, table};

#[test]
fn every_table_stands_in_it_once_in_order() {
    let names: Vec<_> = REGISTER.iter().map(|table| table.name).collect();
    assert!(names.is_sorted());
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for table in REGISTER {
        let columns: BTreeSet<_> = table.columns.iter().map(|column| column.name).collect();
        assert_eq!(columns.len(), table.columns.len(), "{}", table.name);
    }
}

#[test]
fn a_table_tells_of_persons_if_it_has_a_personal_column() {
    for table in REGISTER {
        let nobody = table.found == Found::Nobody;
        assert_eq!(table.personal().count() == 0, nobody, "{}", table.name);
    }
}

#[test]
fn rows_are_found_by_columns_that_are_there_and_personal() {
    let personal = |name: &str, column: &str| {
        let table = table(name).unwrap();
        table.personal().any(|found| found.name == column)
    };
    for (table, keys, _) in personal_tables() {
        for key in keys {
            let (Key::Id(column) | Key::Words(column)) = key;
            assert!(personal(table.name, column), "{}.{column}", table.name);
        }
    }
    for table in REGISTER {
        if let Found::Address(column) = table.found {
            assert!(personal(table.name, column), "{}.{column}", table.name);
        }
    }
}

#[test]
fn every_activity_has_a_column() {
    for activity in Activity::ALL {
        let mut columns = REGISTER.iter().flat_map(|table| table.columns);
        let used = columns.any(|column| column.tells == Some(activity));
        assert!(used, "{}", activity.code());
    }
}
