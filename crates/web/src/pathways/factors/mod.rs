//! What holds pathways back and what helps them on.

mod count;
mod filter;
mod list;
mod of_pathway;
mod words;

use axum::Router;
use axum::routing::get;

use crate::router::WebState;

/// The factors of a pathway, and those of all, counted and listed.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route(
            "/routes/{pathway}/factoren",
            get(of_pathway::show).post(of_pathway::change),
        )
        .route("/ondersteuning/factoren", get(count::show))
        .route("/ondersteuning/factoren.csv", get(count::csv))
        .route("/ondersteuning/factoren.xlsx", get(count::xlsx))
        .route("/ondersteuning/factoren/lijst", get(list::show))
        .route("/ondersteuning/factoren/lijst.csv", get(list::csv))
        .route("/ondersteuning/factoren/lijst.xlsx", get(list::xlsx))
}
