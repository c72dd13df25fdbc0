//! What is kept of somebody, as people read it and as a file.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use mkbroute_application::accounts::privacy::{PersonalData, TableData};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::number;
use serde_json::{Map, Value, json};

use super::words;

/// A table of the database, as people read it.
pub(super) struct Shown {
    pub(super) title: String,
    pub(super) columns: Vec<String>,
    /// Each cell beside the head of its column.
    pub(super) rows: Vec<Vec<(String, String)>>,
}

/// What is kept of a person, as people read it.
pub(super) fn shown(found: &PersonalData, lang: Lang) -> Vec<Shown> {
    let tables = found.tables.iter();
    tables.map(|data| shown_rows(data, lang)).collect()
}

/// Rows of a table, as people read them.
pub(super) fn shown_rows(data: &TableData, lang: Lang) -> Shown {
    let columns = data.table.personal();
    let columns: Vec<_> = columns
        .map(|column| words::column(column.name, lang))
        .collect();
    let rows = data.rows.iter().map(|row| {
        let cells = row.iter().map(|(name, value)| cell(name, value, lang));
        columns.iter().cloned().zip(cells).collect()
    });
    Shown {
        title: words::table(data.table.name, lang),
        rows: rows.collect(),
        columns: columns.clone(),
    }
}

/// What is kept of a person as a file.
pub(super) fn file(found: &PersonalData) -> Response {
    let tables = found.tables.iter().map(|data| {
        let row = |row: &Vec<(&'static str, Value)>| {
            let cells = row
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()));
            Value::Object(cells.collect::<Map<_, _>>())
        };
        let rows: Vec<Value> = data.rows.iter().map(row).collect();
        (data.table.name.to_owned(), Value::Array(rows))
    });
    let tables: Map<String, Value> = tables.collect();
    let body = json!({ "format": "mkbroute personal data 1", "tables": tables });
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"gegevens.json\"",
        ),
    ];
    (headers, format!("{body:#}\n")).into_response()
}

/// A value in a cell.
fn cell(column: &str, value: &Value, lang: Lang) -> String {
    let day = |moment: chrono::DateTime<chrono::Utc>| {
        let day = number::date(moment.date_naive(), lang);
        format!("{day}, {} UTC", moment.format("%H:%M"))
    };
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) if text.is_empty() => "–".to_owned(),
        Value::String(text) => match chrono::DateTime::parse_from_rfc3339(text) {
            Ok(moment) => day(moment.to_utc()),
            Err(_) => text.clone(),
        },
        Value::Number(number) if column == "at" => number
            .as_i64()
            .and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0))
            .map_or_else(|| number.to_string(), day),
        Value::Bool(true) => words::yes(lang).to_owned(),
        Value::Bool(false) => words::no(lang).to_owned(),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}
