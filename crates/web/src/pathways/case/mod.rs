//! The business case of a pathway.

mod filled;
mod form;
mod read;
mod sheet;
mod years;

use axum::Router;
use axum::routing::get;

use crate::router::WebState;

/// Everything under the business case of a pathway.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route("/routes/{pathway}/begroting", get(sheet::show))
        .route("/routes/{pathway}/begroting.csv", get(years::csv))
        .route("/routes/{pathway}/begroting.xlsx", get(years::xlsx))
        .route(
            "/routes/{pathway}/begroting/wijzigen",
            get(form::form).post(form::change),
        )
}
