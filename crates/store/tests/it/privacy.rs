use std::collections::BTreeSet;

use mkbroute_domain::accounts::privacy::{Found, REGISTER, personal_tables};
use mkbroute_domain::ids::PersonId;
use mkbroute_store::Location;
use mkbroute_testkit::Backend;
use rstest::rstest;
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use crate::bad_databases::beside;
use crate::fixture::Fixture;

const SQLITE: &str = "SELECT tables.name, columns.name FROM sqlite_master AS tables \
    JOIN pragma_table_info(tables.name) AS columns \
    WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'";
const POSTGRES: &str = "SELECT table_name::text, column_name::text FROM information_schema.columns \
    WHERE table_schema = 'public'";

/// Whoever adds a column decides whether it tells of a person, why it is kept and how long.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn every_column_of_the_database_stands_in_the_register(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let location = &fixture.database.location;
    let question = match location {
        Location::Sqlite(_) => SQLITE,
        Location::Postgres(_) => POSTGRES,
    };
    let other = beside(location).await;
    let asked = Statement::from_string(other.get_database_backend(), question);
    let rows = other.query_all_raw(asked).await.unwrap();
    let cell = |row: &sea_orm::QueryResult, at| row.try_get_by_index::<String>(at).unwrap();
    let there: BTreeSet<_> = rows
        .iter()
        .map(|row| (cell(row, 0), cell(row, 1)))
        .collect();
    let listed = REGISTER.iter().flat_map(|table| {
        let columns = table.columns.iter();
        columns.map(|column| (table.name.to_owned(), column.name.to_owned()))
    });
    let listed: BTreeSet<_> = listed.collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    assert!(missing.is_empty(), "not in the register: {missing:?}");
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(gone.is_empty(), "not in the database: {gone:?}");
}

/// Whatever the register says can be found is looked for and erased.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn every_table_with_persons_is_looked_through_and_erased(#[case] backend: Backend) {
    let fixture = Fixture::empty(backend).await;
    let nobody = PersonId(Uuid::from_u128(9));
    for (table, _, _) in personal_tables() {
        let rows = fixture.store.rows_of_person(table, nobody).await.unwrap();
        assert!(rows.is_empty(), "{}", table.name);
    }
    let tx = fixture.store.begin().await.unwrap();
    tx.erase_person(nobody).await.unwrap();
    for table in REGISTER {
        if let Found::Address(_) = table.found {
            assert_eq!(tx.erase_address(table, "a@example.nl").await, Ok(0));
        }
    }
    tx.commit().await.unwrap();
}
