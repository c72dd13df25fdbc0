//! The companies of a pathway as a list, and as a file.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::outreach::{LEADS_A_PAGE, LeadList, NamedLead, export_leads, list_leads};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::SearchedList;
use mkbroute_report::tabular::{Table, Value};

use super::filter::{Asked, FilterView};
use crate::accounts::searches::Searches;
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
    searches: Searches,
}

/// The companies that are sought.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    match leads_page(&app, &who, &pathway, &asked).await {
        Ok(shown) => render(&shown, who.locale.lang),
        Err(error) => who.refuse(error),
    }
}

async fn leads_page(
    app: &App,
    who: &SignedIn,
    pathway: &str,
    asked: &Asked,
) -> Result<LeadsPage, AppError> {
    let filter = asked.filter(app.now().date_naive());
    let at = asked.page();
    let list = list_leads(app, &who.actor, pathway, &filter, at).await?;
    let query = asked.query(None);
    let place = (SearchedList::Leads, pathway);
    let page = who.page("");
    let title = page.t("Bedrijven voor", "Companies for");
    let page = who.page(&format!("{title} {}", page.text(&list.pathway.name)));
    let address = |page| {
        let query = asked.query(Some(page));
        format!("/routes/{pathway}/bedrijven?{query}")
    };
    Ok(LeadsPage {
        searches: Searches::beside(app, Some(&who.actor), place, &query).await?,
        filter: asked.view(&list.choices, &page),
        query,
        before: at.checked_sub(1).map(address),
        after: (list.count > (at + 1) * LEADS_A_PAGE).then(|| address(at + 1)),
        list,
        page,
    })
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
