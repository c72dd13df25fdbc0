//! What pathways ask of the national programme, and what it answers.

mod list;
mod of_pathway;
mod request;
mod words;

use axum::Router;
use axum::routing::get;

use crate::router::WebState;

/// The requests of a pathway, and those of all.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route(
            "/routes/{pathway}/ondersteuning",
            get(of_pathway::show).post(of_pathway::ask),
        )
        .route(
            "/routes/{pathway}/ondersteuning/{request}",
            get(request::show).post(request::handle),
        )
        .route("/ondersteuning", get(list::show))
        .route("/ondersteuning.csv", get(list::csv))
        .route("/ondersteuning.xlsx", get(list::xlsx))
}
