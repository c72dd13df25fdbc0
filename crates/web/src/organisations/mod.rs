//! Companies, hogescholen and others who make Mkb-routes together, and finding what there is.

mod doors;
mod search;

use axum::Router;
use axum::routing::get;

use crate::router::WebState;

/// Finding by words.
pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/zoeken", get(search::show))
}
