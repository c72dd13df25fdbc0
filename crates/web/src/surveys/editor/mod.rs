//! Making questionnaires: pages that work with plain forms, one for each thing that is changed.

pub(crate) mod commenting;
pub(crate) mod comments;
pub(crate) mod differences;
pub(crate) mod file;
pub(crate) mod freeze;
mod head;
pub(crate) mod item;
mod item_form;
pub(crate) mod library;
pub(crate) mod list;
pub(crate) mod overview;
pub(crate) mod paths;
pub(crate) mod preview;
pub(crate) mod route;
mod route_form;
pub(crate) mod samples;
pub(crate) mod sections;
mod sent;
pub(crate) mod texts;
mod words;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::surveys::editor::EditError;

use crate::extract::Posted;
use crate::forms::problem_page;

/// The address of a draft, or of a page under it.
fn at(slug: &str, below: &str) -> String {
    format!("/vragenlijsten/concepten/{slug}{below}")
}

/// Goes to a page of a draft.
fn to(slug: &str, below: &str) -> Response {
    Redirect::to(&at(slug, below)).into_response()
}

/// The page again with what is wrong, and the status that fits.
fn again(error: &EditError, page: Response) -> Response {
    let status = match error {
        EditError::Overtaken(_) | EditError::Frozen => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    problem_page(status, page)
}

/// A revision in a form that a page of ours made; anything else is a draft nobody saw.
fn seen(fields: &Posted) -> u32 {
    fields.get("herziening").parse().unwrap_or_default()
}
