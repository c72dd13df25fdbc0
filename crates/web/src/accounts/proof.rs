//! Showing once more who one is, before what matters most.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::passkeys::{
    PasskeyError, Passkeys, begin_proof, finish_proof, own_passkeys,
};
use mkbroute_application::{App, AppError};
use mkbroute_report::words::choose;
use serde::Deserialize;

use super::passkeys::{reply, words};
use crate::error::render;
use crate::extract::{Form, Query, SignedIn, own_path};
use crate::page::Page;

#[derive(Template)]
#[template(path = "accounts/proof.html")]
struct ProofPage {
    page: Page,
    /// The person has a passkey, and browsers know them at this address.
    with_passkey: bool,
    /// Where the person came from.
    back: String,
    problem: Option<&'static str>,
}

/// Where to go afterwards.
#[derive(Debug, Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    naar: String,
}

/// What a browser answers.
#[derive(Debug, Deserialize)]
pub(crate) struct Proof {
    #[serde(default)]
    vraag: String,
    #[serde(default)]
    antwoord: String,
    #[serde(default)]
    naar: String,
}

/// The page that asks.
pub(crate) async fn show(
    State(app): State<App>,
    State(passkeys): State<Option<Passkeys>>,
    who: SignedIn,
    Query(back): Query<Back>,
) -> Response {
    page(&app, passkeys.as_ref(), &who, (&back.naar, None)).await
}

async fn page(
    app: &App,
    passkeys: Option<&Passkeys>,
    who: &SignedIn,
    (back, problem): (&str, Option<&'static str>),
) -> Response {
    let known = match own_passkeys(app, &who.actor).await {
        Ok(known) => known,
        Err(error) => return who.refuse(error),
    };
    let lang = who.locale.lang;
    let shown = ProofPage {
        page: who.page(choose(
            lang,
            "Laat zien dat jij het bent",
            "Show that it is you",
        )),
        with_passkey: passkeys.is_some() && !known.is_empty(),
        back: own_path(back).to_owned(),
        problem,
    };
    render(&shown, lang)
}

/// Asks the browser for a passkey of this person.
pub(crate) async fn ask(
    State(app): State<App>,
    State(passkeys): State<Option<Passkeys>>,
    who: SignedIn,
) -> Response {
    let Some(passkeys) = passkeys else {
        return who.refuse(AppError::NotFound);
    };
    let asked = begin_proof(&app, &passkeys, &who.actor).await;
    reply(&who, asked)
}

/// Hears the answer, and leads back.
pub(crate) async fn hear(
    State(app): State<App>,
    State(passkeys): State<Option<Passkeys>>,
    who: SignedIn,
    Form(proof): Form<Proof>,
) -> Response {
    let Some(passkeys) = passkeys else {
        return who.refuse(AppError::NotFound);
    };
    let heard = (proof.vraag.as_str(), proof.antwoord.as_str());
    match finish_proof(&app, &passkeys, &who.actor, heard).await {
        Ok(()) => Redirect::to(own_path(&proof.naar)).into_response(),
        Err(PasskeyError::App(error)) => who.refuse(error),
        Err(problem) => {
            let told = Some(words(&problem, &who.page("")));
            let page = page(&app, Some(&passkeys), &who, (&proof.naar, told)).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    }
}
