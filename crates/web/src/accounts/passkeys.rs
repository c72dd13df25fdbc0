//! The passkeys of somebody who is signed in.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::passkeys::{
    Asked, FRESH, LONGEST_PASSKEY_NAME, PasskeyError, Passkeys, StoredPasskey, begin_registration,
    finish_registration, forget_passkeys, is_fresh, own_passkeys, remove_passkey, rename_passkey,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::SignInMethod;
use mkbroute_report::words::choose;
use serde::Deserialize;
use uuid::Uuid;

use crate::error::{WebError, render};
use crate::extract::{Form, Path, SignedIn};
use crate::page::Page;

const PLACE: &str = "/mijn/passkeys";

#[derive(Template)]
#[template(path = "accounts/passkeys.html")]
struct PasskeysPage {
    page: Page,
    passkeys: Vec<StoredPasskey>,
    /// Browsers know passkeys at this address.
    possible: bool,
    /// The person just showed who they are.
    fresh: bool,
    /// The person just signed in with a link, and so may give lost passkeys up.
    may_forget: bool,
    /// The name as typed, and what is wrong.
    typed: String,
    problem: Option<&'static str>,
}

/// What a browser answers, and the name of a new passkey.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    #[serde(default)]
    pub(crate) vraag: String,
    #[serde(default)]
    pub(crate) antwoord: String,
    #[serde(default)]
    naam: String,
}

/// The passkeys of the person.
pub(crate) async fn list(
    State(app): State<App>,
    State(passkeys): State<Option<Passkeys>>,
    who: SignedIn,
) -> Response {
    page(&app, passkeys.as_ref(), &who, (String::new(), None)).await
}

async fn page(
    app: &App,
    possible: Option<&Passkeys>,
    who: &SignedIn,
    (typed, problem): (String, Option<&'static str>),
) -> Response {
    let found = match own_passkeys(app, &who.actor).await {
        Ok(passkeys) => is_fresh(app, &who.actor, FRESH)
            .await
            .map(|fresh| (passkeys, fresh)),
        Err(error) => Err(error),
    };
    let (passkeys, fresh) = match found {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let session = &who.session;
    let shown = PasskeysPage {
        page: who.page(choose(who.locale.lang, "Mijn passkeys", "My passkeys")),
        passkeys,
        possible: possible.is_some(),
        fresh,
        may_forget: session.method == SignInMethod::Link && app.now() < session.began_at + FRESH,
        typed,
        problem,
    };
    render(&shown, who.locale.lang)
}

/// Asks the browser to make a passkey.
pub(crate) async fn ask(
    State(app): State<App>,
    State(passkeys): State<Option<Passkeys>>,
    who: SignedIn,
) -> Response {
    let Some(passkeys) = passkeys else {
        return who.refuse(AppError::NotFound);
    };
    let asked = begin_registration(&app, &passkeys, &who.actor).await;
    reply(&who, asked)
}

/// A question as JSON, or why there is none.
pub(super) fn reply(who: &SignedIn, asked: Result<Asked, PasskeyError>) -> Response {
    match asked {
        Ok(asked) => Json(asked).into_response(),
        Err(PasskeyError::App(error)) => who.refuse(error),
        Err(_) => who.refuse(WebError::Unreadable),
    }
}

/// Takes the passkey that the browser made.
pub(crate) async fn add(
    State(app): State<App>,
    State(passkeys): State<Option<Passkeys>>,
    who: SignedIn,
    Form(answer): Form<Answer>,
) -> Response {
    let Some(passkeys) = passkeys else {
        return who.refuse(AppError::NotFound);
    };
    let heard = (answer.vraag.as_str(), answer.antwoord.as_str());
    let done = finish_registration(&app, &passkeys, &who.actor, heard, &answer.naam).await;
    after(&app, Some(&passkeys), &who, (done, answer.naam)).await
}

/// Gives one another name.
pub(crate) async fn rename(
    State(app): State<App>,
    State(passkeys): State<Option<Passkeys>>,
    who: SignedIn,
    Path(id): Path<String>,
    Form(answer): Form<Answer>,
) -> Response {
    let Ok(id) = id.parse::<Uuid>() else {
        return who.refuse(AppError::NotFound);
    };
    let done = rename_passkey(&app, &who.actor, id, &answer.naam).await;
    after(&app, passkeys.as_ref(), &who, (done, String::new())).await
}

/// Removes one.
pub(crate) async fn remove(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse::<Uuid>() else {
        return who.refuse(AppError::NotFound);
    };
    match remove_passkey(&app, &who.actor, id).await {
        Ok(()) => Redirect::to(PLACE).into_response(),
        Err(error) => who.refuse(error),
    }
}

/// Removes all of somebody who lost them.
pub(crate) async fn forget(State(app): State<App>, who: SignedIn) -> Response {
    match forget_passkeys(&app, &who.actor).await {
        Ok(_) => Redirect::to(PLACE).into_response(),
        Err(error) => who.refuse(error),
    }
}

/// The page again: as it is now, or with what went wrong.
async fn after(
    app: &App,
    passkeys: Option<&Passkeys>,
    who: &SignedIn,
    (done, typed): (Result<(), PasskeyError>, String),
) -> Response {
    match done {
        Ok(()) => Redirect::to(PLACE).into_response(),
        Err(PasskeyError::App(error)) => who.refuse(error),
        Err(problem) => {
            let told = Some(words(&problem, &who.page("")));
            let page = page(app, passkeys, who, (typed, told)).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    }
}

/// What went wrong, and what to do.
pub(super) fn words(problem: &PasskeyError, page: &Page) -> &'static str {
    match problem {
        PasskeyError::NoName => page.t("Geef de passkey een naam.", "Give the passkey a name."),
        PasskeyError::LongName => page.t(
            "Deze naam is te lang. Gebruik hoogstens 60 tekens.",
            "This name is too long. Use at most 60 characters.",
        ),
        PasskeyError::TooMany => page.t(
            "Je hebt al twintig passkeys. Verwijder er eerst een.",
            "You have twenty passkeys already. Remove one first.",
        ),
        PasskeyError::NotAsked => page.t(
            "Er kwam geen antwoord van een passkey, of te laat. Probeer het opnieuw. Zonder \
             JavaScript werken passkeys niet; gebruik dan een link.",
            "No answer of a passkey came, or too late. Try again. Without JavaScript passkeys do \
             not work; use a link then.",
        ),
        PasskeyError::Unknown => page.t(
            "Deze passkey kennen wij niet. Misschien is hij verwijderd. Gebruik een andere, of een \
             link.",
            "We do not know this passkey. Maybe it was removed. Use another one, or a link.",
        ),
        PasskeyError::Wrong | PasskeyError::App(_) => page.t(
            "Het antwoord van de passkey klopt niet. Probeer het opnieuw, of gebruik een link.",
            "The answer of the passkey does not fit. Try again, or use a link.",
        ),
    }
}
