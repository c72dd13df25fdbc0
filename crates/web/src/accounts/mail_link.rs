//! Asking for a link to sign in.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::AppError;
use mkbroute_application::accounts::{AskForLinkError, MAILED_LINK_MINUTES, ask_for_link};
use mkbroute_report::words::choose;
use serde::Deserialize;

use super::{Told, choose_page};
use crate::error::{WebError, render};
use crate::extract::{Form, Locale, Visitor};
use crate::page::Page;
use crate::router::WebState;

#[derive(Template)]
#[template(path = "accounts/sent.html")]
struct SentPage {
    page: Page,
}

/// An address, as typed.
#[derive(Debug, Deserialize)]
pub(crate) struct AddressForm {
    #[serde(default)]
    mailadres: String,
}

/// Queues a mail with a link. The answer is the same for an address that nobody has.
pub(crate) async fn ask(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(form): Form<AddressForm>,
) -> Response {
    let locale = &visitor.locale;
    if !state.config.mail {
        return WebError::from(AppError::NotFound).page(locale.lang);
    }
    let (status, problem) = match ask_for_link(&state.app, &form.mailadres, locale.lang).await {
        Ok(()) => return Redirect::to("/aanmelden/verstuurd").into_response(),
        Err(AskForLinkError::App(error)) => return WebError::from(error).page(locale.lang),
        Err(AskForLinkError::NoAddress) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            choose(
                locale.lang,
                "Dit is geen mailadres. Schrijf het zoals naam@voorbeeld.nl.",
                "This is no mail address. Write it like name@example.nl.",
            ),
        ),
        Err(AskForLinkError::TooOften) => (
            StatusCode::TOO_MANY_REQUESTS,
            choose(
                locale.lang,
                "Er is al vaak om een link voor dit adres gevraagd. Gebruik de laatste mail, of \
                 probeer het over een uur opnieuw.",
                "A link for this address was asked for often. Use the last mail, or try again in \
                 an hour.",
            ),
        ),
    };
    let told = Told {
        typed: form.mailadres,
        problem: Some(problem),
        ..Told::default()
    };
    let page = choose_page(&state, &visitor, told).await;
    (status, page).into_response()
}

/// What happens next, for whoever asked.
pub(crate) async fn sent(locale: Locale) -> Response {
    let title = choose(locale.lang, "Kijk in je mail", "Look at your mail");
    let page = Page::new(&locale, title);
    render(&SentPage { page }, locale.lang)
}
