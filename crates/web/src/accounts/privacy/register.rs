//! `/privacy/register`: the record of processing activities, down to the column.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use mkbroute_application::AppError;
use mkbroute_application::accounts::privacy::may_handle_privacy;
use mkbroute_domain::accounts::privacy::{Activity, REGISTER};
use mkbroute_report::tabular::csv_table;

use super::notice::{Processing, processing};
use crate::error::render;
use crate::extract::SignedIn;
use crate::insights::FiguresError;
use crate::page::Page;

#[derive(Template)]
#[template(path = "accounts/privacy/register.html")]
struct RegisterPage {
    page: Page,
    activities: Vec<Processing>,
}

impl RegisterPage {
    /// The columns that an activity needs, as `table.column`.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        clippy::unused_self,
        reason = "templates reach it through the page and pass by reference"
    )]
    fn columns(&self, activity: &Activity) -> String {
        columns(*activity).join(", ")
    }
}

fn columns(activity: Activity) -> Vec<String> {
    let all = REGISTER.iter().flat_map(|table| {
        let columns = table.columns.iter();
        columns.map(move |column| (table, column))
    });
    all.filter(|(_, column)| column.tells == Some(activity))
        .map(|(table, column)| format!("{}.{}", table.name, column.name))
        .collect()
}

/// The register, for the administrator.
pub(super) async fn show(who: SignedIn) -> Response {
    if !may_handle_privacy(&who.actor) {
        return who.refuse(AppError::Forbidden);
    }
    let title = mkbroute_report::words::choose(
        who.locale.lang,
        "Register van verwerkingen",
        "Record of processing",
    );
    let page = who.page(title);
    let activities = processing(page.lang);
    render(&RegisterPage { page, activities }, who.locale.lang)
}

/// The register as a file.
pub(super) async fn csv(who: SignedIn) -> Response {
    if !may_handle_privacy(&who.actor) {
        return who.refuse(AppError::Forbidden);
    }
    let page = who.page("");
    let heads = [
        page.t("verwerking", "processing"),
        page.t("doel", "purpose"),
        page.t("van wie", "whose"),
        page.t("grondslag", "ground"),
        page.t("bewaard", "kept"),
        page.t("gezien door", "seen by"),
        page.t("kolommen", "columns"),
    ];
    let rows = processing(page.lang).into_iter().map(|found| {
        vec![
            found.told.name.to_owned(),
            found.told.purpose.to_owned(),
            found.told.whose.to_owned(),
            found.ground.to_owned(),
            found.retention,
            found.told.seen_by.to_owned(),
            columns(found.activity).join(" "),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let bytes = match csv_table(&heads, &rows).map_err(FiguresError::from) {
        Ok(bytes) => bytes,
        Err(error) => return who.refuse(error),
    };
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"register.csv\"",
        ),
    ];
    (headers, bytes).into_response()
}
