//! In how many pathways of each phase each factor was noted, for the national programme.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::pathways::{FactorCount, count_factors, factor_lists};
use mkbroute_domain::pathways::{FactorKind, Phase};
use mkbroute_report::tabular::{Table, Value};

use super::filter::{Asked, FilterView};
use crate::error::render;
use crate::extract::{Query, SignedIn};
use crate::files::{ListForm, reply};
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/factors_count.html")]
struct CountPage {
    page: Page,
    asked: Asked,
    filter: FilterView,
    phases: [Phase; Phase::ALL.len()],
    /// The factors of each kind that is asked for.
    kinds: Vec<(FactorKind, Vec<Row>)>,
    /// Whether nothing at all is counted.
    is_empty: bool,
    query: String,
}

/// A factor: in words, and for each phase and for all how many pathways, with where they stand.
struct Row {
    words: String,
    cells: Vec<(Phase, u32, String)>,
    pathways: u32,
    address: String,
}

impl Row {
    fn of(count: &FactorCount, asked: &Asked, page: &Page) -> Self {
        let numbers = if asked.by_now() {
            &count.now
        } else {
            &count.then
        };
        let address = |phase| asked.counted(count.kind, &count.entry.code, phase);
        let cells = Phase::ALL.into_iter().zip(numbers);
        Self {
            words: page.text(&count.entry.text).to_owned(),
            cells: cells
                .map(|(phase, number)| (phase, *number, address(Some(phase))))
                .collect(),
            pathways: count.pathways(),
            address: address(None),
        }
    }
}

/// The counts.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let counts = count_factors(&app, &who.actor, &asked.filter()).await;
    let (counts, lists) = match counts.and_then(|counts| Ok((counts, factor_lists()?))) {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let page = who.page(page.t(
        "Wat routes tegenhoudt en helpt",
        "What holds pathways back and helps them",
    ));
    let of_kind = |kind: FactorKind| {
        let own = counts.iter().filter(|count| count.kind == kind);
        let rows: Vec<Row> = own.map(|count| Row::of(count, &asked, &page)).collect();
        (kind, rows)
    };
    let kinds = FactorKind::ALL.into_iter().map(of_kind);
    let shown = CountPage {
        filter: asked.view(&lists, &page),
        phases: Phase::ALL,
        kinds: kinds.filter(|(_, rows)| !rows.is_empty()).collect(),
        is_empty: counts.iter().all(|count| count.pathways() == 0),
        query: asked.query(None),
        asked,
        page,
    };
    render(&shown, who.locale.lang)
}

/// The counts as CSV.
pub(super) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    take_along(&app, &who, &asked, ListForm::Csv).await
}

/// The counts as an Excel workbook.
pub(super) async fn xlsx(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    take_along(&app, &who, &asked, ListForm::Xlsx).await
}

const COLUMNS: [&str; 5] = ["kind", "factor", "phase", "pathways_then", "pathways_now"];

async fn take_along(app: &App, who: &SignedIn, asked: &Asked, form: ListForm) -> Response {
    let counts = match count_factors(app, &who.actor, &asked.filter()).await {
        Ok(counts) => counts,
        Err(error) => return who.refuse(error),
    };
    let table = Table {
        columns: &COLUMNS,
        rows: counts.iter().flat_map(rows).collect(),
    };
    reply(&table, "factoren", form, who)
}

/// A row for each phase.
fn rows(count: &FactorCount) -> impl Iterator<Item = Vec<Value<'_>>> {
    let numbers = count.then.iter().zip(&count.now);
    let phases = Phase::ALL.into_iter().zip(numbers);
    phases.map(|(phase, (then, now))| {
        vec![
            Value::Text(count.kind.code().into()),
            Value::Text(count.entry.code.as_str().into()),
            Value::Text(phase.code().into()),
            Value::Count(*then),
            Value::Count(*now),
        ]
    })
}
