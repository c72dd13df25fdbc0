//! What was noted at all pathways, one by one, for the national programme.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::pathways::{
    FACTORS_A_PAGE, FactorList, NamedFactor, export_factors, factor_lists, list_factors,
};
use mkbroute_domain::pathways::lists::Lists;
use mkbroute_report::tabular::{Table, Value};

use super::filter::{Asked, FilterView};
use super::words::factor;
use crate::error::render;
use crate::extract::{Query, SignedIn};
use crate::files::{ListForm, reply};
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/factors_list.html")]
struct ListPage {
    page: Page,
    list: FactorList,
    lists: Lists,
    asked: Asked,
    filter: FilterView,
    query: String,
    before: Option<String>,
    after: Option<String>,
}

impl ListPage {
    fn words<'a>(&'a self, named: &'a NamedFactor) -> &'a str {
        let noted = &named.factor;
        factor((noted.kind, &noted.code), &self.lists, &self.page)
    }
}

/// The factors that are sought.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let at = asked.page();
    let list = list_factors(&app, &who.actor, &asked.filter(), at).await;
    let (list, lists) = match list.and_then(|list| Ok((list, factor_lists()?))) {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let page = who.page(page.t("Wat routes noteerden", "What pathways noted"));
    let address = |page| format!("/ondersteuning/factoren/lijst?{}", asked.query(Some(page)));
    let shown = ListPage {
        filter: asked.view(&lists, &page),
        query: asked.query(None),
        before: at.checked_sub(1).map(address),
        after: (list.count > (at + 1) * FACTORS_A_PAGE).then(|| address(at + 1)),
        asked,
        lists,
        list,
        page,
    };
    render(&shown, who.locale.lang)
}

/// The factors that are sought, as CSV.
pub(super) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    take_along(&app, &who, &asked, ListForm::Csv).await
}

/// The factors that are sought, as an Excel workbook.
pub(super) async fn xlsx(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    take_along(&app, &who, &asked, ListForm::Xlsx).await
}

const COLUMNS: [&str; 9] = [
    "pathway",
    "kind",
    "factor",
    "sentence",
    "noted_on",
    "phase_then",
    "phase_now",
    "ended_on",
    "ended_sentence",
];

async fn take_along(app: &App, who: &SignedIn, asked: &Asked, form: ListForm) -> Response {
    let factors = match export_factors(app, &who.actor, &asked.filter()).await {
        Ok(factors) => factors,
        Err(error) => return who.refuse(error),
    };
    let table = Table {
        columns: &COLUMNS,
        rows: factors.iter().map(row).collect(),
    };
    reply(&table, "factoren-lijst", form, who)
}

fn row(named: &NamedFactor) -> Vec<Value<'_>> {
    let noted = &named.factor;
    let end = noted.ended.as_ref();
    vec![
        Value::Text(named.pathway.slug.as_str().into()),
        Value::Text(noted.kind.code().into()),
        Value::Text(noted.code.as_str().into()),
        Value::Text(noted.sentence.as_str().into()),
        Value::Text(noted.noted_on.to_string().into()),
        Value::Text(noted.phase.code().into()),
        Value::Text(named.pathway.phase.code().into()),
        end.map_or(Value::Nothing, |end| Value::Text(end.on.to_string().into())),
        Value::Text(end.map_or("", |end| end.sentence.as_str()).into()),
    ]
}
