//! The companies of a pathway as a list, and as a file.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::outreach::{LEADS_A_PAGE, LeadList, NamedLead, export_leads, list_leads};
use mkbroute_report::tabular::{Table, Value};

use super::filter::{Asked, FilterView};
use crate::error::render;
use crate::extract::{Path, Query, SignedIn};
use crate::files::{ListForm, reply};
use crate::page::Page;

#[derive(Template)]
#[template(path = "outreach/leads.html")]
struct LeadsPage {
    page: Page,
    list: LeadList,
    filter: FilterView,
    /// What stands after the question mark, for the files.
    query: String,
    before: Option<String>,
    after: Option<String>,
}

/// The companies that are sought.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let filter = asked.filter(app.now().date_naive());
    let at = asked.page();
    match list_leads(&app, &who.actor, &pathway, &filter, at).await {
        Ok(list) => {
            let page = who.page("");
            let title = page.t("Bedrijven voor", "Companies for");
            let page = who.page(&format!("{title} {}", page.text(&list.pathway.name)));
            let address = |page| {
                let query = asked.query(Some(page));
                format!("/routes/{pathway}/bedrijven?{query}")
            };
            let shown = LeadsPage {
                filter: asked.view(&list.choices, &page),
                query: asked.query(None),
                before: at.checked_sub(1).map(address),
                after: (list.count > (at + 1) * LEADS_A_PAGE).then(|| address(at + 1)),
                list,
                page,
            };
            render(&shown, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// The companies that are sought, as CSV.
pub(crate) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    take_along(&app, &who, &pathway, &asked, ListForm::Csv).await
}

/// The companies that are sought, as an Excel workbook.
pub(crate) async fn xlsx(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    take_along(&app, &who, &pathway, &asked, ListForm::Xlsx).await
}

const COLUMNS: [&str; 10] = [
    "id",
    "company",
    "place",
    "stage",
    "stage_since",
    "re_engage_on",
    "waits_since",
    "source",
    "owner",
    "came_on",
];

async fn take_along(
    app: &App,
    who: &SignedIn,
    pathway: &str,
    asked: &Asked,
    form: ListForm,
) -> Response {
    let filter = asked.filter(app.now().date_naive());
    let leads = match export_leads(app, &who.actor, pathway, &filter).await {
        Ok((_, leads)) => leads,
        Err(error) => return who.refuse(error),
    };
    let table = Table {
        columns: &COLUMNS,
        rows: leads.iter().map(row).collect(),
    };
    reply(&table, "bedrijven", form, who)
}

fn row(lead: &NamedLead) -> Vec<Value<'_>> {
    let text = |text: String| Value::Text(text.into());
    let day =
        |day: Option<chrono::NaiveDate>| day.map_or(Value::Nothing, |day| text(day.to_string()));
    let line = &lead.line;
    vec![
        text(line.id.to_string()),
        Value::Text(lead.company.name.as_str().into()),
        Value::Text(lead.company.place.as_str().into()),
        Value::Text(line.stage.code().into()),
        day(Some(line.stage_since)),
        day(line.re_engage_on),
        day(lead.waits_since),
        Value::Text(line.source.code().into()),
        Value::Text(lead.owner.as_deref().unwrap_or_default().into()),
        day(Some(line.came_on)),
    ]
}
