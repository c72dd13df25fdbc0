//! Who is invited, as CSV for those who may invite them.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use mkbroute_application::App;
use mkbroute_application::surveys::invitations::list_invitations;
use mkbroute_domain::surveys::invitation::Invitation;
use mkbroute_report::tabular::csv_table;

use crate::extract::{Path, SignedIn};
use crate::insights::FiguresError;

const COLUMNS: [&str; 7] = [
    "address",
    "language",
    "state",
    "failure",
    "server_said",
    "sent_on",
    "reminder_waits",
];

/// The addresses and what became of each mail. Which link or answer belongs to an address is known
/// nowhere.
pub(crate) async fn download(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Response {
    let found = match list_invitations(&app, &who.actor, &slug, &code).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let rows: Vec<Vec<String>> = found.list.iter().map(row).collect();
    match csv_table(&COLUMNS, &rows).map_err(FiguresError::from) {
        Ok(bytes) => {
            let name = format!(
                "attachment; filename=\"adressen-{}.csv\"",
                found.line.link.code
            );
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => who.refuse(error),
    }
}

fn row(one: &Invitation) -> Vec<String> {
    let failure = one.failure.as_ref();
    let sent_on = one.sent_on.map(|day| day.to_string());
    vec![
        one.address.as_str().to_owned(),
        one.lang.code().to_owned(),
        one.state.code().to_owned(),
        failure.map_or("", |failure| failure.kind.code()).to_owned(),
        failure.map_or_else(String::new, |failure| failure.said.clone()),
        sent_on.unwrap_or_default(),
        one.reminder_due.to_string(),
    ]
}
