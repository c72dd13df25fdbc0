//! What the program keeps of persons, in words, and what they can do about it.

mod kept;
mod mine;
mod notice;
mod register;
mod requests;
mod terms;
mod words;

use axum::Router;
use axum::routing::{get, post};

use crate::router::WebState;

/// The pages about personal data.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/privacy", get(notice::show))
        .route("/privacy/register", get(register::show))
        .route("/privacy/register.csv", get(register::csv))
        .route(
            "/privacy/verzoeken",
            get(requests::show).post(requests::look_up),
        )
        .route("/privacy/verzoeken/wissen", post(requests::erase))
        .route(
            "/privacy/bewaartermijnen",
            get(terms::show).post(terms::run),
        )
        .route("/mijn/gegevens", get(mine::show).post(mine::correct))
        .route("/mijn/gegevens.json", get(mine::json))
        .route("/mijn/gegevens/wissen", post(mine::erase))
        .route("/personen/{slug}/gegevens", get(requests::of_person))
        .route("/personen/{slug}/gegevens.json", get(requests::json))
        .route("/personen/{slug}/wissen", post(requests::erase_person))
}
