//! Pages on which a measurement is prepared, opened, passed on, followed and closed.

pub(crate) mod closing;
pub(crate) mod distribution;
pub(crate) mod opening;
pub(crate) mod plan;
mod plan_form;
pub(crate) mod words;

use axum::Router;
use axum::routing::{get, post};

use crate::router::WebState;

/// The addresses of these pages.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/metingen/nieuw", get(plan::new).post(plan::create))
        .route("/metingen/{wave}/plan", get(plan::show).post(plan::change))
        .route("/metingen/{wave}/verwijderen", post(plan::delete))
        .route("/metingen/{wave}/kopie", post(plan::copy))
        .route(
            "/metingen/{wave}/openen",
            get(opening::show).post(opening::open),
        )
        .route("/metingen/{wave}/aantallen", post(opening::populations))
        .route(
            "/metingen/{wave}/sluiten",
            get(closing::confirm).post(closing::close),
        )
        .route("/metingen/{wave}/verlengen", post(closing::extend))
        .route(
            "/metingen/{wave}/uitzetten/{code}",
            get(distribution::show).post(distribution::report),
        )
}
