//! Signing in with a passkey.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use mkbroute_application::accounts::passkeys::{
    PasskeyError, Passkeys, begin_passkey_sign_in, finish_passkey_sign_in,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::SignInMethod;

use super::passkeys::{Answer, words};
use super::{Told, choose_page, sign_in};
use crate::error::WebError;
use crate::extract::{Form, Locale, Visitor};
use crate::page::Page;
use crate::router::WebState;

/// Asks the browser for any passkey of this site.
pub(crate) async fn ask(
    State(app): State<App>,
    State(passkeys): State<Option<Passkeys>>,
    locale: Locale,
) -> Response {
    let Some(passkeys) = passkeys else {
        return WebError::from(AppError::NotFound).page(locale.lang);
    };
    match begin_passkey_sign_in(&app, &passkeys).await {
        Ok(asked) => Json(asked).into_response(),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

/// Signs the person in whose passkey answered.
pub(crate) async fn hear(
    State(state): State<WebState>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(answer): Form<Answer>,
) -> Response {
    let (app, config, locale) = (&state.app, &state.config, &visitor.locale);
    let Some(passkeys) = &state.passkeys else {
        return WebError::from(AppError::NotFound).page(locale.lang);
    };
    let heard = (answer.vraag.as_str(), answer.antwoord.as_str());
    match finish_passkey_sign_in(app, passkeys, heard).await {
        Ok(person) => {
            let method = SignInMethod::Passkey;
            sign_in(app, config, (locale, &headers), (person, method)).await
        }
        Err(PasskeyError::App(error)) => WebError::from(error).page(locale.lang),
        Err(problem) => {
            let told = Told {
                passkey_problem: Some(words(&problem, &Page::new(locale, ""))),
                ..Told::default()
            };
            let page = choose_page(&state, &visitor, told).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    }
}
