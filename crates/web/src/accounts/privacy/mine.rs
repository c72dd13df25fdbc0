//! `/mijn/gegevens`: what is kept of whoever is signed in.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::accounts::privacy::{
    CorrectError, EraseError, PersonalData, correct_my_data, erase_me, my_data,
};
use mkbroute_domain::text::Lang;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::words;
use crate::error::render;
use crate::extract::{SignedIn, cookie};
use crate::page::Page;
use crate::router::WebConfig;

#[derive(Template)]
#[template(path = "accounts/privacy/mine.html")]
struct MinePage {
    page: Page,
    tables: Vec<Shown>,
    name: String,
    lang: Lang,
    problem: Option<&'static str>,
    /// Why the person was not erased.
    stays: Option<&'static str>,
}

/// A table of the database, as people read it.
pub(super) struct Shown {
    pub(super) title: String,
    pub(super) columns: Vec<String>,
    /// Each cell beside the head of its column.
    pub(super) rows: Vec<Vec<(String, String)>>,
}

/// The mended data, as typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct MineForm {
    #[serde(default)]
    naam: String,
    #[serde(default)]
    taal: String,
}

pub(super) async fn show(State(app): State<App>, who: SignedIn) -> Response {
    let person = &who.actor.person;
    mine(
        &app,
        &who,
        (person.name.clone(), person.lang),
        Told::default(),
    )
    .await
}

/// What to tell above the data.
#[derive(Default)]
struct Told {
    problem: Option<&'static str>,
    stays: Option<&'static str>,
}

async fn mine(app: &App, who: &SignedIn, typed: (String, Lang), told: Told) -> Response {
    let page = who.page(mkbroute_report::words::choose(
        who.locale.lang,
        "Mijn gegevens",
        "My data",
    ));
    let wrong = told.problem.is_some() || told.stays.is_some();
    match my_data(app, &who.actor).await {
        Ok(found) => {
            let page = MinePage {
                tables: shown(&found, page.lang),
                page,
                name: typed.0,
                lang: typed.1,
                problem: told.problem,
                stays: told.stays,
            };
            let page = render(&page, who.locale.lang);
            if wrong {
                (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
            } else {
                page
            }
        }
        Err(error) => who.refuse(error),
    }
}

/// What is kept of a person, as people read it.
pub(super) fn shown(found: &PersonalData, lang: Lang) -> Vec<Shown> {
    let tables = found.tables.iter();
    tables
        .map(|data| super::requests::shown_rows(data, lang))
        .collect()
}

/// The same as JSON, with the names of tables and columns.
pub(super) async fn json(State(app): State<App>, who: SignedIn) -> Response {
    match my_data(&app, &who.actor).await {
        Ok(found) => file(&found),
        Err(error) => who.refuse(error),
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

pub(super) async fn correct(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<MineForm>,
) -> Response {
    let lang = Lang::from_code(&form.taal).unwrap_or(who.actor.person.lang);
    let page = who.page("");
    let problem = match correct_my_data(&app, &who.actor, &form.naam, lang).await {
        Ok(()) => return Redirect::to("/mijn/gegevens").into_response(),
        Err(CorrectError::App(error)) => return who.refuse(error),
        Err(CorrectError::NoName) => page.t("Vul een naam in.", "Enter a name."),
        Err(CorrectError::LongName) => page.t(
            "Deze naam is te lang. Gebruik hoogstens 100 tekens.",
            "This name is too long. Use at most 100 characters.",
        ),
    };
    let told = Told {
        problem: Some(problem),
        ..Told::default()
    };
    mine(&app, &who, (form.naam, lang), told).await
}

/// Whether somebody is sure: the form says so, a stray request does not.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Sure {
    #[serde(default)]
    zeker: String,
}

impl Sure {
    pub(super) fn is(&self) -> bool {
        self.zeker == "ja"
    }
}

/// Erases whoever is signed in, and signs the browser out.
pub(super) async fn erase(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Form(sure): Form<Sure>,
) -> Response {
    if !sure.is() {
        return stays(&app, &who, unsure(&who.page(""))).await;
    }
    match erase_me(&app, &who.actor).await {
        Ok(()) => {
            let mut headers = HeaderMap::new();
            if let Some(out) = cookie::sign_out(config.https) {
                headers.insert(header::SET_COOKIE, out);
            }
            (headers, Redirect::to("/aanmelden")).into_response()
        }
        Err(EraseError::LastAdministrator) => stays(&app, &who, last(&who.page(""))).await,
        Err(EraseError::App(error)) => who.refuse(error),
    }
}

async fn stays(app: &App, who: &SignedIn, why: &'static str) -> Response {
    let person = &who.actor.person;
    let told = Told {
        stays: Some(why),
        ..Told::default()
    };
    mine(app, who, (person.name.clone(), person.lang), told).await
}

/// Nothing is erased by a request that does not say so.
pub(super) fn unsure(page: &Page) -> &'static str {
    page.t(
        "Er is niets gewist. Druk op de knop hieronder als je het zeker weet.",
        "Nothing was erased. Press the button below if you are sure.",
    )
}

/// Why the last administrator stays.
pub(super) fn last(page: &Page) -> &'static str {
    page.t(
        "Dit is de enige beheerder. Geef eerst iemand anders die rol.",
        "This is the only administrator. Give somebody else that role first.",
    )
}

/// A value in a cell.
pub(super) fn cell(column: &str, value: &Value, lang: Lang) -> String {
    let day = |moment: chrono::DateTime<chrono::Utc>| {
        let day = mkbroute_report::words::number::date(moment.date_naive(), lang);
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
