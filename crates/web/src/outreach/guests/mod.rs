//! The guests of a meeting: the list, inviting, and the list at the door.

mod door;
mod invite;
mod list;

use axum::Router;
use axum::routing::{get, post};
use mkbroute_domain::ids::EventId;
use uuid::Uuid;

use crate::page::Page;
use crate::router::WebState;

/// A meeting in an address: the readable name of the pathway, and its id.
type InAddress = (String, Uuid);

/// The pages of one meeting, beside the form to change it.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route("/routes/{pathway}/bijeenkomsten/{event}", get(list::show))
        .route(
            "/routes/{pathway}/bijeenkomsten/{event}/gasten.csv",
            get(list::csv),
        )
        .route(
            "/routes/{pathway}/bijeenkomsten/{event}/gasten.xlsx",
            get(list::xlsx),
        )
        .route(
            "/routes/{pathway}/bijeenkomsten/{event}/uitnodigen",
            get(invite::form).post(invite::invite_chosen),
        )
        .route(
            "/routes/{pathway}/bijeenkomsten/{event}/gasten/{guest}",
            post(list::change),
        )
        .route(
            "/routes/{pathway}/bijeenkomsten/{event}/vervolg",
            post(list::follow),
        )
        .route(
            "/routes/{pathway}/bijeenkomsten/{event}/deur",
            get(door::show).post(door::tick),
        )
}

/// The address of a meeting.
fn address(pathway: &str, event: EventId) -> String {
    format!("/routes/{pathway}/bijeenkomsten/{event}")
}

impl Page {
    /// What a guest said about coming.
    pub(crate) fn comes(&self, said: Option<&bool>) -> &'static str {
        match said {
            Some(true) => self.t("komt", "comes"),
            Some(false) => self.t("komt niet", "does not come"),
            None => self.t("nog geen antwoord", "no answer yet"),
        }
    }
}
