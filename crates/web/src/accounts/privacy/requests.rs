//! What the administrator does for somebody who asks what is kept, or to be forgotten.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::privacy::{
    AddressData, AddressError, EraseError, data_of, data_of_address, erase_address,
    erase_person as erase_somebody, may_handle_privacy,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::Person;
use mkbroute_domain::text::Lang;
use serde::Deserialize;

use super::kept::{Shown, file, shown, shown_rows};
use super::mine::{Sure, last, unsure};
use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "accounts/privacy/requests.html")]
struct RequestsPage {
    page: Page,
    typed: String,
    problem: bool,
    found: Option<Found>,
    /// What became of the address.
    erased: Option<String>,
}

/// What is kept of an address.
struct Found {
    address: String,
    persons: Vec<Person>,
    tables: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "accounts/privacy/person.html")]
struct PersonPage {
    page: Page,
    person: Person,
    tables: Vec<Shown>,
    stays: Option<&'static str>,
}

/// A mail address, as typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct AddressForm {
    #[serde(default)]
    adres: String,
}

fn requests_page(who: &SignedIn, typed: String) -> RequestsPage {
    let title = mkbroute_report::words::choose(who.locale.lang, "Verzoeken", "Requests");
    RequestsPage {
        page: who.page(title),
        typed,
        problem: false,
        found: None,
        erased: None,
    }
}

pub(super) async fn show(who: SignedIn) -> Response {
    if !may_handle_privacy(&who.actor) {
        return who.refuse(AppError::Forbidden);
    }
    render(&requests_page(&who, String::new()), who.locale.lang)
}

/// Looks an address up. It travels in the body: addresses of pages end up in logs.
pub(super) async fn look_up(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<AddressForm>,
) -> Response {
    let found = data_of_address(&app, &who.actor, &form.adres).await;
    let mut page = requests_page(&who, form.adres);
    match found {
        Ok(found) => {
            page.found = Some(kept(found, who.locale.lang));
            render(&page, who.locale.lang)
        }
        Err(error) => refuse(&who, page, error),
    }
}

fn kept(found: AddressData, lang: Lang) -> Found {
    let tables = found.tables.iter();
    Found {
        tables: tables.map(|data| shown_rows(data, lang)).collect(),
        address: found.address.as_str().to_owned(),
        persons: found.persons,
    }
}

/// Takes an address from every list.
pub(super) async fn erase(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<AddressForm>,
) -> Response {
    let erased = erase_address(&app, &who.actor, &form.adres).await;
    let mut page = requests_page(&who, form.adres);
    match erased {
        Ok(count) => {
            page.erased = Some(gone(count, &page.page));
            page.typed = String::new();
            render(&page, who.locale.lang)
        }
        Err(error) => refuse(&who, page, error),
    }
}

fn gone(count: u64, page: &Page) -> String {
    if count == 0 {
        let nowhere = page.t(
            "Het adres stond op geen lijst.",
            "The address was on no list.",
        );
        return nowhere.to_owned();
    }
    let many = page.t("Gewist van zoveel plaatsen:", "Erased from so many places:");
    format!("{many} {count}.")
}

fn refuse(who: &SignedIn, mut page: RequestsPage, error: AddressError) -> Response {
    match error {
        AddressError::App(error) => who.refuse(error),
        AddressError::Malformed(_) => {
            page.problem = true;
            let page = render(&page, who.locale.lang);
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    }
}

/// What is kept of a person.
pub(super) async fn of_person(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    person_page(&app, &who, &slug, None).await
}

pub(super) async fn json(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    match data_of(&app, &who.actor, &slug).await {
        Ok(found) => file(&found),
        Err(error) => who.refuse(error),
    }
}

pub(super) async fn erase_person(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(sure): Form<Sure>,
) -> Response {
    if !sure.is() {
        return stays(&app, &who, &slug, unsure(&who.page(""))).await;
    }
    match erase_somebody(&app, &who.actor, &slug).await {
        Ok(()) => Redirect::to("/personen").into_response(),
        Err(EraseError::LastAdministrator) => stays(&app, &who, &slug, last(&who.page(""))).await,
        Err(EraseError::App(error)) => who.refuse(error),
    }
}

async fn stays(app: &App, who: &SignedIn, slug: &str, why: &'static str) -> Response {
    let mut page = person_page(app, who, slug, Some(why)).await;
    if page.status() == StatusCode::OK {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    page
}

async fn person_page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    stays: Option<&'static str>,
) -> Response {
    match data_of(app, &who.actor, slug).await {
        Ok(found) => {
            let page = who.page("");
            let title = page.t("Gegevens van", "Data of");
            let page = who.page(&format!("{title} {}", found.person.name));
            let page = PersonPage {
                tables: shown(&found, page.lang),
                page,
                stays,
                person: found.person,
            };
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}
