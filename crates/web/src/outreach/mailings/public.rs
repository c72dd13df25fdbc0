//! The page behind the link in a letter: whoever has it says whether they come, or that they want no more letters.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use mkbroute_application::App;
use mkbroute_application::outreach::{
    LetterAnswer, LetterError, LetterPage as Found, answer_letter, letter_page,
};
use mkbroute_report::words::choose;

use crate::error::{WebError, render};
use crate::extract::{Locale, Path, Posted};
use crate::page::Page;

#[derive(Template)]
#[template(path = "outreach/letter.html")]
struct LetterPage {
    page: Page,
    token: String,
    /// Nothing if the link leads nowhere.
    found: Option<Found>,
    /// Whether something was just kept.
    kept: bool,
}

/// What one can say. Programs that look for harmful links open this page; it changes nothing.
pub(super) async fn show(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
) -> Response {
    shown(&app, &locale, token, false).await
}

async fn shown(app: &App, locale: &Locale, token: String, kept: bool) -> Response {
    let found = match letter_page(app, &token).await {
        Ok(found) => Some(found),
        Err(LetterError::App(error)) => return WebError::from(error).page(locale.lang),
        Err(LetterError::NoSuchLink | LetterError::NoGuest) => None,
    };
    let status = match found {
        Some(_) => StatusCode::OK,
        None => StatusCode::NOT_FOUND,
    };
    let title = choose(locale.lang, "Je uitnodiging", "Your invitation");
    let page = LetterPage {
        page: Page::new(locale, title),
        token,
        found,
        kept,
    };
    (status, render(&page, locale.lang)).into_response()
}

/// Keeps what somebody says. The button of a mail program (RFC 8058) ends the letters.
pub(super) async fn answer(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
    typed: Posted,
) -> Response {
    let answer = match typed.get("doe") {
        "ja" => LetterAnswer::Comes(true),
        "nee" => LetterAnswer::Comes(false),
        "stop" => LetterAnswer::Stop,
        _ if typed.ticked("List-Unsubscribe") => LetterAnswer::Stop,
        _ => return shown(&app, &locale, token, false).await,
    };
    match answer_letter(&app, &token, answer).await {
        Ok(()) => shown(&app, &locale, token, true).await,
        // The page tells what is the matter.
        Err(LetterError::NoSuchLink | LetterError::NoGuest) => {
            shown(&app, &locale, token, false).await
        }
        Err(LetterError::App(error)) => WebError::from(error).page(locale.lang),
    }
}
