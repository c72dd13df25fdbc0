//! One value of a row, the same from both databases.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tables::{Kind, Table};
use super::{BackupError, damaged};

/// A value as a backup holds it. The order of the variants is part of the format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Cell {
    Null,
    Bool(bool),
    Int(i32),
    BigInt(i64),
    Text(String),
    Bytes(Vec<u8>),
    Uuid(Uuid),
    /// Days since the year 1.
    Date(i32),
    /// Microseconds since 1970, UTC: what PostgreSQL keeps.
    Moment(i64),
}

/// Reads a row of a table.
pub(super) fn read(row: &QueryResult, table: &Table) -> Result<Vec<Cell>, BackupError> {
    use chrono::Datelike;
    let cell = |(at, (_, kind)): (usize, &(String, Kind))| {
        let cell = match kind {
            Kind::Bool => row.try_get_by_index::<Option<bool>>(at)?.map(Cell::Bool),
            Kind::Int => row.try_get_by_index::<Option<i32>>(at)?.map(Cell::Int),
            Kind::BigInt => row.try_get_by_index::<Option<i64>>(at)?.map(Cell::BigInt),
            Kind::Text => row.try_get_by_index::<Option<String>>(at)?.map(Cell::Text),
            Kind::Bytes => row
                .try_get_by_index::<Option<Vec<u8>>>(at)?
                .map(Cell::Bytes),
            Kind::Uuid => row.try_get_by_index::<Option<Uuid>>(at)?.map(Cell::Uuid),
            Kind::Date => {
                let date = row.try_get_by_index::<Option<NaiveDate>>(at)?;
                date.map(|date| Cell::Date(date.num_days_from_ce()))
            }
            Kind::Moment => {
                let moment = row.try_get_by_index::<Option<DateTime<Utc>>>(at)?;
                moment.map(|moment| Cell::Moment(moment.timestamp_micros()))
            }
        };
        Ok(cell.unwrap_or(Cell::Null))
    };
    table.columns.iter().enumerate().map(cell).collect()
}

/// A value to insert in a column of this kind.
pub(super) fn value(cell: Cell, kind: Kind) -> Result<Value, BackupError> {
    Ok(match (kind, cell) {
        (Kind::Bool, Cell::Bool(truth)) => truth.into(),
        (Kind::Int, Cell::Int(number)) => number.into(),
        (Kind::BigInt, Cell::BigInt(number)) => number.into(),
        (Kind::Text, Cell::Text(text)) => text.into(),
        (Kind::Bytes, Cell::Bytes(bytes)) => bytes.into(),
        (Kind::Uuid, Cell::Uuid(id)) => id.into(),
        (Kind::Date, Cell::Date(days)) => NaiveDate::from_num_days_from_ce_opt(days)
            .ok_or_else(damaged)?
            .into(),
        (Kind::Moment, Cell::Moment(micros)) => DateTime::from_timestamp_micros(micros)
            .ok_or_else(damaged)?
            .into(),
        (kind, Cell::Null) => null(kind),
        _ => return Err(damaged()),
    })
}

/// Nothing, of the kind that PostgreSQL wants to know.
fn null(kind: Kind) -> Value {
    match kind {
        Kind::Bool => Value::Bool(None),
        Kind::Int => Value::Int(None),
        Kind::BigInt => Value::BigInt(None),
        Kind::Text => Value::String(None),
        Kind::Bytes => Value::Bytes(None),
        Kind::Uuid => Value::Uuid(None),
        Kind::Date => Value::ChronoDate(None),
        Kind::Moment => Value::ChronoDateTimeUtc(None),
    }
}
