//! Which pathways there are. Open to all.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use form_urlencoded::Serializer;
use mkbroute_application::pathways::{
    DEFINITION, PathwayFilter, PathwayLine, criteria_sets, find_pathways, may_add_pathways,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::SearchedList;
use mkbroute_domain::pathways::criteria::{CriteriaSet, CriteriaSets, Outcome};
use mkbroute_domain::pathways::{Phase, Sector};
use mkbroute_report::tabular::{Table, Value};
use mkbroute_report::words::{choose, pathway as words};
use serde::Deserialize;

use super::words::{criterion, outcome_class};
use crate::accounts::searches::Searches;
use crate::error::{WebError, render};
use crate::extract::{Anybody, Query};
use crate::files::{ListForm, file};
use crate::forms::{Choice, choices};
use crate::page::Page;

/// Pathways on one page of the list.
const A_PAGE: usize = 50;

/// Which pathways are sought, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    zoek: String,
    fase: String,
    oordeel: String,
    sector: String,
    mist: String,
    pagina: String,
}

impl Asked {
    fn filter(&self) -> PathwayFilter {
        PathwayFilter {
            words: self.zoek.clone(),
            phase: Phase::from_code(&self.fase),
            outcome: Outcome::from_code(&self.oordeel),
            sector: Sector::from_code(&self.sector).map(|found| found.code().to_owned()),
            held_back_by: Some(self.mist.clone()).filter(|code| !code.is_empty()),
        }
    }

    fn is_filter(&self) -> bool {
        self.filter() != PathwayFilter::default()
    }

    /// The page that is asked for, counted from 0.
    fn page(&self) -> usize {
        let page: usize = self.pagina.parse().unwrap_or(1);
        page.clamp(1, 1_000_000) - 1
    }

    /// What stands behind the question mark, for the same list.
    fn query(&self) -> Serializer<'static, String> {
        let mut query = Serializer::new(String::new());
        for (name, value) in [
            ("zoek", &self.zoek),
            ("fase", &self.fase),
            ("oordeel", &self.oordeel),
            ("sector", &self.sector),
            ("mist", &self.mist),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query
    }

    fn address(&self, page: usize) -> String {
        let mut query = self.query();
        query.append_pair("pagina", &(page + 1).to_string());
        format!("/routes?{}", query.finish())
    }
}

#[derive(Template)]
#[template(path = "pathways/list.html")]
struct ListPage {
    page: Page,
    asked: Asked,
    lines: Vec<Line>,
    /// How many fit the filter.
    count: usize,
    phases: Vec<Choice>,
    outcomes: Vec<Choice>,
    sectors: Vec<Choice>,
    criteria: Vec<(String, String, bool)>,
    before: Option<String>,
    after: Option<String>,
    /// What stands behind the question mark of the files.
    query: String,
    may_add: bool,
    searches: Searches,
}

struct Line {
    slug: String,
    name: String,
    hogeschool: String,
    sector: String,
    phase: &'static str,
    outcome: &'static str,
    class: &'static str,
    /// The criterion that holds it back most.
    held_back_by: Option<String>,
    registered_on: Option<NaiveDate>,
}

impl Line {
    fn of(line: &PathwayLine, definition: &CriteriaSet, page: &Page) -> Self {
        let pathway = &line.pathway;
        let first = line.verdict.held_back_by.first();
        Self {
            slug: pathway.slug.clone(),
            name: page.text(&pathway.name).to_owned(),
            hogeschool: pathway.hogeschool.clone(),
            sector: page.sector(&pathway.sector).to_owned(),
            phase: page.phase(&pathway.phase),
            outcome: page.outcome(&line.verdict.outcome),
            class: outcome_class(line.verdict.outcome),
            held_back_by: first.map(|code| criterion(code, &[definition], page)),
            registered_on: line.registered_on,
        }
    }
}

/// The pathways that fit the filter.
pub(super) async fn show(
    State(app): State<App>,
    who: Anybody,
    Query(asked): Query<Asked>,
) -> Response {
    match list_page(&app, &who, asked).await {
        Ok(shown) => render(&shown, who.lang()),
        Err(error) => who.refuse(error),
    }
}

async fn list_page(app: &App, who: &Anybody, asked: Asked) -> Result<ListPage, AppError> {
    let page = who.page("Mkb-routes");
    let query = asked.query().finish();
    let place = (SearchedList::Pathways, "");
    let sets = criteria_sets()?;
    let definition = definition(&sets)?;
    let found = find_pathways(app, &asked.filter()).await?;
    let from = asked.page() * A_PAGE;
    let shown = found.iter().skip(from).take(A_PAGE);
    let criteria = definition.criteria.iter().map(|known| {
        let words = page.text(&known.text).to_owned();
        (known.code.clone(), words, known.code == asked.mist)
    });
    Ok(ListPage {
        lines: shown
            .map(|line| Line::of(line, definition, &page))
            .collect(),
        count: found.len(),
        phases: choices(
            Phase::ALL,
            Phase::code,
            |found| page.phase(found),
            &asked.fase,
        ),
        outcomes: choices(
            Outcome::ALL,
            Outcome::code,
            |found| page.outcome(found),
            &asked.oordeel,
        ),
        sectors: choices(
            Sector::ALL,
            Sector::code,
            |found| page.sector(found.code()),
            &asked.sector,
        ),
        criteria: criteria.collect(),
        before: asked.page().checked_sub(1).map(|page| asked.address(page)),
        after: (found.len() > from + A_PAGE).then(|| asked.address(asked.page() + 1)),
        searches: Searches::beside(app, who.actor(), place, &query).await?,
        query,
        may_add: who.actor().is_some_and(may_add_pathways),
        asked,
        page,
    })
}

fn definition(sets: &CriteriaSets) -> Result<&CriteriaSet, AppError> {
    sets.find(DEFINITION).ok_or(AppError::NotFound)
}

/// The list as CSV.
pub(super) async fn csv(
    State(app): State<App>,
    who: Anybody,
    Query(asked): Query<Asked>,
) -> Response {
    taken_along(&app, &who, &asked, ListForm::Csv).await
}

/// The list as an Excel workbook.
pub(super) async fn xlsx(
    State(app): State<App>,
    who: Anybody,
    Query(asked): Query<Asked>,
) -> Response {
    taken_along(&app, &who, &asked, ListForm::Xlsx).await
}

async fn taken_along(app: &App, who: &Anybody, asked: &Asked, form: ListForm) -> Response {
    match list_file(app, who, asked, form).await {
        Ok(file) => file,
        Err(error) => who.refuse(error),
    }
}

async fn list_file(
    app: &App,
    who: &Anybody,
    asked: &Asked,
    form: ListForm,
) -> Result<Response, WebError> {
    let lang = who.lang();
    let found = find_pathways(app, &asked.filter()).await?;
    let rows = found.iter().map(|line| {
        let pathway = &line.pathway;
        let text = |text: &str| Value::Text(text.to_owned().into());
        let registered = line.registered_on;
        vec![
            text(&pathway.slug),
            text(pathway.name.get(lang)),
            text(&pathway.hogeschool),
            text(&pathway.partner),
            text(words::sector(&pathway.sector, lang)),
            text(words::degree(pathway.degree, lang)),
            text(words::phase(pathway.phase, lang)),
            text(words::outcome(line.verdict.outcome, lang)),
            text(&line.verdict.held_back_by.join(" ")),
            registered.map_or(Value::Nothing, |day| text(&day.to_string())),
        ]
    });
    let table = Table {
        columns: &[
            "id",
            "name",
            "hogeschool",
            "partner",
            "sector",
            "degree",
            "phase",
            "outcome",
            "held_back_by",
            "registered_on",
        ],
        rows: rows.collect(),
    };
    file(&table, choose(lang, "routes", "pathways"), form, lang)
}
