//! `/mijn/gegevens`: what is kept of whoever is signed in.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::accounts::privacy::{
    CorrectError, EraseError, correct_my_data, erase_me, my_data,
};
use mkbroute_domain::text::Lang;
use serde::Deserialize;

use super::kept::{Shown, file, shown};
use crate::error::render;
use crate::extract::{Form, SignedIn, cookie};
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

/// The same as JSON, with the names of tables and columns.
pub(super) async fn json(State(app): State<App>, who: SignedIn) -> Response {
    match my_data(&app, &who.actor).await {
        Ok(found) => file(&found),
        Err(error) => who.refuse(error),
    }
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
        Ok(()) => cookie::redirect(cookie::sign_out(config.https), "/aanmelden"),
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
