//! Answering, section by section, without any script.

mod section;
mod sent;

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::surveys::{
    AnsweringState, Questionnaire, SaveError, SubmitError, Token, allow_use, promises_anonymity,
    questionnaire, save_section, submit_response, withdraw_response,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::instrument::FormOfAddress;
use serde::Serialize;

use self::section::{Shown, section_page};
use self::sent::{Sent, Told};
use super::review::{Recognition, review_page};
use super::view::raw;
use super::words;
use crate::error::{WebError, render};
use crate::extract::{Locale, Path, Posted};
use crate::page::Page;
use crate::router::WebConfig;

#[derive(Template)]
#[template(path = "surveys/overview.html")]
struct OverviewPage {
    page: Page,
    to: FormOfAddress,
    token: String,
    link: String,
    state: AnsweringState,
    thanks: String,
    closes: chrono::NaiveDate,
    anonymous: bool,
    /// Something was kept before.
    begun: bool,
    may_be_used: bool,
    privacy: String,
}

/// Where the respondent stands: the personal link, "already handed in", or "closed".
pub(crate) async fn overview(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    locale: Locale,
    Path(token): Path<String>,
) -> Response {
    let found = match find(&app, &token).await {
        Ok(found) => found,
        Err(error) => return refuse(error, &locale),
    };
    let anonymous = match promises_anonymity(&app, &found).await {
        Ok(anonymous) => anonymous,
        Err(error) => return refuse(error, &locale),
    };
    let page = OverviewPage {
        page: Page::new(&locale, found.instrument.title.get(locale.lang)),
        to: found.instrument.group.address(),
        link: format!("{}/a/{token}", config.origin),
        token,
        state: found.state,
        thanks: found.instrument.thanks.get(locale.lang).to_owned(),
        closes: found.wave.closes,
        anonymous,
        begun: found.draft.revision() > 0,
        may_be_used: found.draft.may_be_used,
        privacy: found.wave.settings.privacy.get(locale.lang).to_owned(),
    };
    render(&page, locale.lang)
}

/// A section with what was filled in before.
pub(crate) async fn part(
    State(app): State<App>,
    locale: Locale,
    Path((token, number)): Path<(String, usize)>,
) -> Response {
    let found = match find(&app, &token).await {
        Ok(found) => found,
        Err(error) => return refuse(error, &locale),
    };
    if found.state != AnsweringState::Open {
        return Redirect::to(&format!("/a/{token}")).into_response();
    }
    let filled = |code: &str| found.draft.answers.get(code).map(raw);
    let shown = Shown::of(&found, &filled);
    match section_page(&locale, &token, number, &found, &shown) {
        Some(page) => render(&page, locale.lang),
        None => WebError::from(AppError::NotFound).page(locale.lang),
    }
}

/// "Verder": checks and keeps a section; with problems, the section again as it was typed. A change
/// of language shows it again as well, in that language, and keeps nothing.
pub(crate) async fn save(
    State(app): State<App>,
    locale: Locale,
    Path((token, number)): Path<(String, usize)>,
    Posted(fields): Posted,
) -> Response {
    let found = match find(&app, &token).await {
        Ok(found) => found,
        Err(error) => return refuse(error, &locale),
    };
    let sent = Sent::read(fields, &found, number);
    if sent.only_language {
        return sent.again(&locale, &token, number, &found, Told::Nothing);
    }
    if !sent.problems.is_empty() {
        return sent.again(&locale, &token, number, &found, Told::Nothing);
    }
    let section = number.wrapping_sub(1);
    let kept = save_section(&app, &found, section, sent.answers(), sent.seen).await;
    match kept {
        Ok(_) => Redirect::to(&next(&token, number, &found)).into_response(),
        Err(SaveError::HandedIn) => Redirect::to(&format!("/a/{token}")).into_response(),
        Err(SaveError::App(error)) => refuse(error, &locale),
        Err(SaveError::Problems(problems)) => {
            sent.again(&locale, &token, number, &found, Told::Problems(problems))
        }
        Err(SaveError::KeptElsewhere(other)) => {
            sent.again(&locale, &token, number, &found, Told::Elsewhere(other))
        }
    }
}

/// Keeps what is typed while it is typed; what cannot be kept yet stays on the screen.
pub(crate) async fn autosave(
    State(app): State<App>,
    Path((token, number)): Path<(String, usize)>,
    form: Result<Posted, Response>,
) -> Response {
    let Ok(Posted(fields)) = form else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let found = match find(&app, &token).await {
        Ok(found) => found,
        Err(AppError::NotFound) => return StatusCode::NOT_FOUND.into_response(),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    let sent = Sent::read(fields, &found, number);
    let section = number.wrapping_sub(1);
    let kept = save_section(
        &app,
        &found,
        section,
        sent.valid(&found, section),
        sent.seen,
    )
    .await;
    match kept {
        Ok(revision) => Json(Saved { revision }).into_response(),
        Err(SaveError::KeptElsewhere(_) | SaveError::HandedIn) => {
            StatusCode::CONFLICT.into_response()
        }
        Err(SaveError::App(AppError::NotWelcome)) => StatusCode::GONE.into_response(),
        Err(SaveError::App(AppError::NotFound)) => StatusCode::NOT_FOUND.into_response(),
        Err(SaveError::Problems(_) | SaveError::App(_)) => {
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// What the script learns: the state that its next message continues.
#[derive(Serialize)]
struct Saved {
    revision: u32,
}

/// "May we use what you filled in if you stop?" is answered, and the questions begin.
pub(crate) async fn begin(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
    sent: Posted,
) -> Response {
    let Ok(key) = token.parse::<Token>() else {
        return WebError::UnknownLink.page(locale.lang);
    };
    let yes = sent.get("gebruik") == "ja";
    match allow_use(&app, &key, yes).await {
        Ok(()) => Redirect::to(&format!("/a/{token}/deel/1")).into_response(),
        Err(SaveError::App(error)) => refuse(error, &locale),
        Err(_) => Redirect::to(&format!("/a/{token}")).into_response(),
    }
}

/// "Controleer je antwoorden".
pub(crate) async fn review(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
) -> Response {
    match find(&app, &token).await {
        Ok(found) if found.state == AnsweringState::Open => {
            let page = review_page(&locale, token, &found, None, Recognition::default());
            render(&page, locale.lang)
        }
        Ok(_) => Redirect::to(&format!("/a/{token}")).into_response(),
        Err(error) => refuse(error, &locale),
    }
}

/// Hands the questionnaire in.
pub(crate) async fn submit(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
    sent: Posted,
) -> Response {
    let Ok(key) = token.parse::<Token>() else {
        return WebError::UnknownLink.page(locale.lang);
    };
    let recognition = Recognition::read(&sent);
    let Ok(code) = recognition.code() else {
        let told = |_| words::no_code(locale.lang);
        return review_again(&app, &locale, token, told, recognition).await;
    };
    match submit_response(&app, &key, code).await {
        Ok(()) => Redirect::to(&format!("/a/{token}")).into_response(),
        Err(SubmitError::App(error)) => refuse(error, &locale),
        Err(SubmitError::Problems(problems)) => {
            let first = problems.iter().next();
            let told = |to| {
                first.map_or_else(String::new, |(_, found)| {
                    words::problem(found, to, locale.lang)
                })
            };
            review_again(&app, &locale, token, told, recognition).await
        }
    }
}

async fn review_again(
    app: &App,
    locale: &Locale,
    token: String,
    problem: impl FnOnce(FormOfAddress) -> String,
    recognition: Recognition,
) -> Response {
    let found = match find(app, &token).await {
        Ok(found) => found,
        Err(error) => return refuse(error, locale),
    };
    let problem = problem(found.instrument.group.address());
    let page = review_page(locale, token, &found, Some(problem), recognition);
    (StatusCode::UNPROCESSABLE_ENTITY, render(&page, locale.lang)).into_response()
}

/// Takes the response back; the questionnaire may be filled in again.
pub(crate) async fn withdraw(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
) -> Response {
    let Ok(key) = token.parse::<Token>() else {
        return WebError::UnknownLink.page(locale.lang);
    };
    match withdraw_response(&app, &key).await {
        Ok(true) => Redirect::to(&format!("/a/{token}")).into_response(),
        Ok(false) => WebError::from(AppError::NotWelcome).page(locale.lang),
        Err(error) => refuse(error, &locale),
    }
}

async fn find(app: &App, token: &str) -> Result<Questionnaire, AppError> {
    let token = token.parse::<Token>().map_err(|_| AppError::NotFound)?;
    questionnaire(app, &token).await
}

/// The error page; what is not found here is a link, not an address.
fn refuse(error: AppError, locale: &Locale) -> Response {
    match error {
        AppError::NotFound => WebError::UnknownLink.page(locale.lang),
        error => WebError::from(error).page(locale.lang),
    }
}

fn next(token: &str, number: usize, found: &Questionnaire) -> String {
    if number < found.instrument.sections.len() {
        format!("/a/{token}/deel/{}", number + 1)
    } else {
        format!("/a/{token}/controle")
    }
}
