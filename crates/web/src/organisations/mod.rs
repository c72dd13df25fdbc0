//! Companies, hogescholen and others: the list, each of them, and with whom one talks there; and finding what there is.

mod contact;
mod doors;
mod duplicates;
mod form;
mod importing;
mod list;
mod merging;
mod search;
mod sheet;
mod size;
mod typed;

use axum::Router;
use axum::routing::{get, post};

use crate::router::WebState;

/// What is wrong: the field, and what to do.
type Wrong = (String, String);

/// Everything under `/organisaties`, and finding by words.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/zoeken", get(search::show))
        .route("/organisaties", get(list::show))
        .route("/organisaties.csv", get(list::csv))
        .route("/organisaties.xlsx", get(list::xlsx))
        .route("/organisaties/nieuw", get(form::new).post(form::add))
        .merge(lists())
        .route(
            "/organisaties/dubbel",
            get(duplicates::show).post(duplicates::compare),
        )
        .route("/organisaties/{organisation}", get(sheet::show))
        .route("/organisaties/{organisation}/twee", post(duplicates::apart))
        .route(
            "/organisaties/{organisation}/samenvoegen",
            get(merging::show).post(merging::merge),
        )
        .route(
            "/organisaties/{organisation}/samengevoegd/{merge}/ongedaan",
            post(merging::undo),
        )
        .merge(sizes())
        .route(
            "/organisaties/{organisation}/wijzigen",
            get(form::edit).post(form::change),
        )
        .route(
            "/organisaties/{organisation}/contacten/nieuw",
            get(contact::new).post(contact::add),
        )
        .route(
            "/organisaties/{organisation}/contacten/{contact}",
            get(contact::edit).post(contact::change),
        )
        .route(
            "/organisaties/{organisation}/contacten/{contact}/verwijderen",
            post(contact::remove),
        )
}

/// How large organisations are.
fn sizes() -> Router<WebState> {
    Router::new()
        .route("/organisaties/{organisation}/omvang", get(size::show))
        .route(
            "/organisaties/{organisation}/omvang/nieuw",
            get(size::new).post(size::add),
        )
        .route(
            "/organisaties/{organisation}/omvang/{period}",
            get(size::edit).post(size::change),
        )
        .route(
            "/organisaties/{organisation}/omvang/{period}/weg",
            post(size::remove),
        )
}

/// Lists of organisations that come in.
fn lists() -> Router<WebState> {
    Router::new()
        .route(
            "/organisaties/importeren",
            get(importing::show).post(importing::send),
        )
        .route("/organisaties/importeren/keuzes", post(importing::choose))
        .route(
            "/organisaties/importeren/overnemen",
            post(importing::take_over),
        )
        .route("/organisaties/importeren/weg", post(importing::drop))
        .route(
            "/organisaties/importeren/afgewezen.csv",
            get(importing::csv),
        )
        .route(
            "/organisaties/importeren/afgewezen.xlsx",
            get(importing::xlsx),
        )
}

/// The words about a field that is wrong.
fn about<'a>(wrong: &'a [Wrong], field: &str) -> Option<&'a str> {
    let found = wrong.iter().find(|(wrong, _)| wrong == field);
    found.map(|(_, words)| words.as_str())
}
