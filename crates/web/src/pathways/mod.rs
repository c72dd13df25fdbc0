//! Mkb-routes: which there are, what each is by definition, and how it develops.

pub(crate) mod asks;
mod case;
mod criterion;
mod factors;
mod intake;
mod list;
mod national;
mod network;
mod new;
mod partners;
mod phase;
mod plan;
mod profile;
mod sheet;
mod support;
mod words;

use axum::Router;
use axum::routing::{get, post};

use crate::forms::day;
use crate::page::Page;
use crate::router::WebState;

/// Everything under `/routes`.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/routes", get(list::show))
        .route("/routes.csv", get(list::csv))
        .route("/routes.xlsx", get(list::xlsx))
        .route("/routes/overzicht", get(national::show))
        .route("/routes/nieuw", get(new::form).post(new::add))
        .route("/routes/{pathway}", get(sheet::show))
        .route(
            "/routes/{pathway}/fase",
            get(phase::form).post(phase::change),
        )
        .route(
            "/routes/{pathway}/criteria/{criterion}",
            get(criterion::form).post(criterion::judge),
        )
        .route(
            "/routes/{pathway}/instroom",
            get(intake::form).post(intake::set),
        )
        .route(
            "/routes/{pathway}/profiel",
            get(profile::form).post(profile::change),
        )
        .route("/routes/{pathway}/programma", post(profile::register))
        .merge(partners::routes())
        .merge(plan::routes())
        .merge(case::routes())
        .merge(support::routes())
        .merge(factors::routes())
        .merge(network::routes())
}

/// A whole number as a form sends it; nothing for an empty field. Points and spaces that group it are let go.
fn whole<T: TryFrom<u64> + Default>(typed: &str, page: &Page) -> Result<T, String> {
    let digits: String = typed.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    if digits.is_empty() {
        return Ok(T::default());
    }
    let read = digits.parse::<u64>().ok().and_then(|n| T::try_from(n).ok());
    read.ok_or_else(|| {
        let told = page.t("Dit is geen heel getal", "This is no whole number");
        format!("{told}: “{typed}”.")
    })
}
