//! The rows of a list that do not come along, as a file to mend.

use axum::extract::State;
use axum::response::Response;
use mkbroute_application::organisations::{ListError, Preview, sent_list};
use mkbroute_application::{App, AppError};
use mkbroute_report::tabular::{Table, Value};
use mkbroute_report::words::choose;

use super::words::refusals;
use crate::extract::SignedIn;
use crate::files::{ListForm, reply};

/// The refused rows as CSV.
pub(crate) async fn csv(State(app): State<App>, who: SignedIn) -> Response {
    answer(&app, &who, ListForm::Csv).await
}

/// The refused rows as an Excel workbook.
pub(crate) async fn xlsx(State(app): State<App>, who: SignedIn) -> Response {
    answer(&app, &who, ListForm::Xlsx).await
}

async fn answer(app: &App, who: &SignedIn, form: ListForm) -> Response {
    let found = match sent_list(app, &who.actor).await {
        Ok(Some(found)) => found,
        Err(ListError::App(error)) => return who.refuse(error),
        Ok(None) | Err(_) => return who.refuse(AppError::NotFound),
    };
    refused(&found, who, form)
}

fn refused(found: &Preview, who: &SignedIn, form: ListForm) -> Response {
    let lang = who.locale.lang;
    let (row, why) = (choose(lang, "rij", "row"), choose(lang, "reden", "reason"));
    let mut columns = vec![row, why];
    columns.extend(found.headers.iter().map(String::as_str));
    let rows = found.refused.iter().map(|(line, reasons)| {
        let mut cells = vec![
            Value::Text(line.number.to_string().into()),
            Value::Text(refusals(reasons, lang).into()),
        ];
        let own = line.cells.iter();
        cells.extend(own.map(|cell| Value::Text(cell.as_str().into())));
        cells
    });
    let table = Table {
        rows: rows.collect(),
        columns: &columns,
    };
    reply(&table, choose(lang, "afgewezen", "refused"), form, who)
}
