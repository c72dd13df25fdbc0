//! Meetings of the learning network.

mod attendance;
mod filter;
mod form;
mod list;
mod read;
mod sheet;
mod words;

use axum::Router;
use axum::routing::get;

use crate::router::WebState;

/// Everything under `/leernetwerk`.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route("/leernetwerk", get(list::show))
        .route("/leernetwerk.csv", get(list::csv))
        .route("/leernetwerk.xlsx", get(list::xlsx))
        .route("/leernetwerk/nieuw", get(form::new).post(form::plan))
        .route(
            "/leernetwerk/{meeting}",
            get(sheet::show).post(sheet::answer),
        )
        .route(
            "/leernetwerk/{meeting}/wijzigen",
            get(form::edit).post(form::change),
        )
        .route(
            "/leernetwerk/{meeting}/aanwezig",
            get(attendance::form).post(attendance::note),
        )
}
