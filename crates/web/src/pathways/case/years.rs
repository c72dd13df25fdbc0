//! The years of a business case as a file.

use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::pathways::case_sheet;
use mkbroute_domain::pathways::business_case::{BusinessCase, Euros, Scenario, Year};
use mkbroute_report::tabular::{Table, Value};
use mkbroute_report::words::choose;

use crate::error::WebError;
use crate::extract::{Path, SignedIn};
use crate::files::{ListForm, file};

const COLUMNS: [&str; 8] = [
    "scenario",
    "year",
    "intake",
    "students",
    "costs",
    "income",
    "result",
    "cumulative",
];

/// The years as CSV.
pub(super) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    taken_along(&app, &who, &slug, ListForm::Csv).await
}

/// The years as an Excel workbook.
pub(super) async fn xlsx(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    taken_along(&app, &who, &slug, ListForm::Xlsx).await
}

async fn taken_along(app: &App, who: &SignedIn, slug: &str, form: ListForm) -> Response {
    match years(app, who, slug, form).await {
        Ok(file) => file,
        Err(error) => who.refuse(error),
    }
}

async fn years(
    app: &App,
    who: &SignedIn,
    slug: &str,
    form: ListForm,
) -> Result<Response, WebError> {
    let lang = who.locale.lang;
    let found = case_sheet(app, &who.actor, slug).await?;
    let kept = found.kept;
    let table = Table {
        columns: &COLUMNS,
        rows: kept.map_or_else(Vec::new, |kept| rows(&kept.case)),
    };
    file(
        &table,
        choose(lang, "begroting", "business-case"),
        form,
        lang,
    )
}

fn rows(case: &BusinessCase) -> Vec<Vec<Value<'static>>> {
    let outlooks = Scenario::ALL.map(|scenario| case.outlook(scenario));
    let rows = outlooks.iter().flat_map(|outlook| {
        let years = outlook.years.iter();
        years.map(|year| row(outlook.scenario, year))
    });
    rows.collect()
}

fn row(scenario: Scenario, year: &Year) -> Vec<Value<'static>> {
    vec![
        Value::Text(scenario.code().into()),
        Value::Count(year.number),
        Value::Count(year.intake),
        Value::Number(students(year)),
        money(year.costs),
        money(year.income),
        money(year.result()),
        money(year.cumulative),
    ]
}

/// How many study in a year.
#[expect(
    clippy::cast_precision_loss,
    reason = "at most some thousands of students, in ten thousandths"
)]
pub(super) fn students(year: &Year) -> f64 {
    year.students as f64 / 10_000.0
}

#[expect(
    clippy::cast_precision_loss,
    reason = "an amount is far below what a number holds exactly"
)]
fn money(amount: Euros) -> Value<'static> {
    Value::Number(amount.0 as f64)
}
