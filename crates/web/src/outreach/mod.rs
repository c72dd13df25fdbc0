//! Companies on their way to a pathway: the list, the board, each company, and how many come how far.

mod board;
mod events;
mod filter;
mod funnel;
mod guests;
mod lead;
mod lead_form;
mod list;
mod mailings;
mod new;
mod words;

use axum::Router;
use axum::routing::{get, post};

use crate::forms::day;
use crate::router::WebState;

/// The companies of a pathway, and the funnel.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/routes/{pathway}/bedrijven", get(list::show))
        .route("/routes/{pathway}/bedrijven.csv", get(list::csv))
        .route("/routes/{pathway}/bedrijven.xlsx", get(list::xlsx))
        .route("/routes/{pathway}/bedrijven/bord", get(board::show))
        .route(
            "/routes/{pathway}/bedrijven/nieuw",
            get(new::form).post(new::add),
        )
        .route("/routes/{pathway}/bedrijven/{lead}", get(lead::show))
        .route("/routes/{pathway}/bedrijven/{lead}/stap", post(lead::step))
        .route(
            "/routes/{pathway}/bedrijven/{lead}/gesprek",
            post(lead::converse),
        )
        .route(
            "/routes/{pathway}/bedrijven/{lead}/stap/terug",
            post(lead::take_back),
        )
        .route(
            "/routes/{pathway}/bedrijven/{lead}/gesprek/{conversation}/weg",
            post(lead::remove_conversation),
        )
        .route(
            "/routes/{pathway}/bedrijven/{lead}/gegevens",
            post(lead::change),
        )
        .route("/routes/{pathway}/bijeenkomsten", get(events::list))
        .route(
            "/routes/{pathway}/bijeenkomsten/nieuw",
            get(events::form).post(events::add),
        )
        .route(
            "/routes/{pathway}/bijeenkomsten/{event}/wijzigen",
            get(events::edit).post(events::change),
        )
        .route(
            "/routes/{pathway}/bijeenkomsten/{event}/weg",
            post(events::remove),
        )
        .route("/routes/{pathway}/werving", get(funnel::of_pathway))
        .route("/werving", get(funnel::national))
        .merge(guests::routes())
        .merge(mailings::routes())
}
