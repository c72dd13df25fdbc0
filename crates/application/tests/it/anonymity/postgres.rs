//! A dump of PostgreSQL with what a dump for restoring leaves out: where each row lies and which
//! transactions touched it; and the bytes of the files, those of deleted rows included.

use mkbroute_domain::ids::WaveId;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde_json::Value;

use super::evidence::{Disk, Kind, Row};

/// Reads the rows of one wave and of the accounts of its people, in the order in which they lie.
pub(super) async fn read(database: &DatabaseConnection, (wave, slug): (WaveId, &str)) -> Disk {
    let mut found = Disk::default();
    for kind in Kind::ALL {
        let people = format!("SELECT id FROM persons WHERE slug LIKE '{slug}-%'");
        let own = match kind {
            Kind::Persons => format!("id IN ({people})"),
            Kind::Grants | Kind::Sessions | Kind::SignInLinks => {
                format!("person_id IN ({people})")
            }
            Kind::Addresses | Kind::Ballots | Kind::Drafts | Kind::Responses => {
                format!("wave_id = '{wave}'")
            }
        };
        *found.table(kind) = rows(database, &own, kind).await;
    }
    found
}

/// The files of what belongs to waves, as they are.
pub(super) async fn files(database: &DatabaseConnection) -> Vec<u8> {
    let mut found = Vec::new();
    // What was written lies in memory until then.
    database.execute_unprepared("CHECKPOINT").await.unwrap();
    for kind in Kind::ANSWERING {
        let table = kind.table();
        let file = format!("SELECT pg_read_binary_file(pg_relation_filepath('{table}'))");
        let file = Statement::from_string(DbBackend::Postgres, file);
        let row = database.query_one_raw(file).await.unwrap().unwrap();
        found.extend(row.try_get_by_index::<Vec<u8>>(0).unwrap());
    }
    found
}

/// Keeps the server from tidying up at moments of its own, so that every run of the test is the same.
pub(super) async fn never_tidy_up(database: &DatabaseConnection) {
    for kind in Kind::ALL {
        let table = kind.table();
        let off = format!("ALTER TABLE {table} SET (autovacuum_enabled = off)");
        database.execute_unprepared(&off).await.unwrap();
    }
}

async fn rows(database: &DatabaseConnection, own: &str, kind: Kind) -> Vec<Row> {
    let all = format!(
        "SELECT (65536 * (ctid::text::point)[0] + (ctid::text::point)[1])::bigint,
                xmin::text::bigint, xmax::text::bigint, to_jsonb(t)::text
         FROM {} t WHERE {own} ORDER BY ctid",
        kind.table()
    );
    let all = Statement::from_string(DbBackend::Postgres, all);
    let rows = database.query_all_raw(all).await.unwrap();
    rows.iter()
        .map(|row| {
            let stamp = |index| row.try_get_by_index::<i64>(index).unwrap().cast_unsigned();
            let text: String = row.try_get_by_index(3).unwrap();
            let Ok(Value::Object(mut columns)) = serde_json::from_str(&text) else {
                panic!("a row is an object");
            };
            let key = bytes(&columns.remove(kind.key()).unwrap());
            Row {
                key,
                cells: columns.values().map(bytes).collect(),
                place: stamp(0),
                written: stamp(1),
                locked: stamp(2),
            }
        })
        .collect()
}

/// A column as bytes; PostgreSQL shows binary columns in hexadecimal digits.
fn bytes(column: &Value) -> Vec<u8> {
    match column {
        Value::Null => Vec::new(),
        Value::String(text) => match text.strip_prefix("\\x") {
            Some(digits) => unhex(digits),
            None => text.clone().into_bytes(),
        },
        other => other.to_string().into_bytes(),
    }
}

fn unhex(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks_exact(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}
