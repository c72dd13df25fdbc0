//! The overview by mail: choosing how often it comes, and ending it by the link in it.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use mkbroute_application::App;
use mkbroute_application::accounts::digest::{
    StopError, choose_digest, own_digest, stop_digest, stops_for,
};
use mkbroute_domain::accounts::DigestFrequency;
use mkbroute_report::words::choose;
use serde::Deserialize;

use crate::error::{WebError, render};
use crate::extract::{Form, Locale, Path, Query, SignedIn};
use crate::page::Page;
use crate::router::{WebConfig, WebState};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/mijn/overzicht", get(show).post(save))
        .route("/overzicht/{token}", get(ask).post(stop))
}

#[derive(Template)]
#[template(path = "accounts/digest.html")]
struct DigestPage {
    page: Page,
    chosen: DigestFrequency,
    /// Where it goes; `None` of who has no mail address.
    address: Option<String>,
    /// Whether mail leaves at all.
    mail: bool,
    saved: bool,
    problem: bool,
}

impl DigestPage {
    fn choices(&self) -> [(DigestFrequency, &'static str); 3] {
        DigestFrequency::ALL.map(|choice| {
            let words = match choice {
                DigestFrequency::Weekly => self.page.t("Elke maandag", "Every Monday"),
                DigestFrequency::Daily => self.page.t("Elke ochtend", "Every morning"),
                DigestFrequency::Off => self.page.t("Niet", "Not at all"),
            };
            (choice, words)
        })
    }
}

/// Whether a choice was just saved.
#[derive(Deserialize)]
pub(crate) struct Saved {
    #[serde(default)]
    bewaard: String,
}

/// The choice as sent.
#[derive(Deserialize)]
pub(crate) struct ChoiceForm {
    #[serde(default)]
    hoe_vaak: String,
}

/// The page with the present choice.
async fn show(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    saved: Result<Query<Saved>, Response>,
) -> Response {
    let saved = saved.is_ok_and(|Query(found)| found.bewaard == "ja");
    page(&app, &config, &who, (saved, false)).await
}

async fn page(
    app: &App,
    config: &WebConfig,
    who: &SignedIn,
    (saved, problem): (bool, bool),
) -> Response {
    let title = choose(who.locale.lang, "Overzicht per mail", "Overview by mail");
    match own_digest(app, &who.actor).await {
        Ok(chosen) => {
            let address = who.actor.person.email.as_ref();
            let page = DigestPage {
                page: who.page(title),
                chosen,
                address: address.map(|address| address.as_str().to_owned()),
                mail: config.mail,
                saved,
                problem,
            };
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// Keeps the choice.
async fn save(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Form(form): Form<ChoiceForm>,
) -> Response {
    let Some(chosen) = DigestFrequency::from_code(&form.hoe_vaak) else {
        let shown = page(&app, &config, &who, (false, true)).await;
        return (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response();
    };
    match choose_digest(&app, &who.actor, chosen).await {
        Ok(()) => Redirect::to("/mijn/overzicht?bewaard=ja").into_response(),
        Err(error) => who.refuse(error),
    }
}

#[derive(Template)]
#[template(path = "accounts/digest_stop.html")]
struct StopPage {
    page: Page,
    token: String,
    state: Stopping,
}

/// What a link does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stopping {
    /// The overview comes; a press ends it.
    Possible,
    /// It does not come.
    Done,
    /// The link is none, or no more.
    NoLink,
}

impl StopPage {
    fn possible(&self) -> bool {
        self.state == Stopping::Possible
    }

    fn done(&self) -> bool {
        self.state == Stopping::Done
    }
}

fn stop_page(locale: &Locale, token: String, state: Stopping) -> Response {
    let title = choose(locale.lang, "Overzicht per mail", "Overview by mail");
    let page = StopPage {
        page: Page::new(locale, title),
        token,
        state,
    };
    let shown = render(&page, locale.lang);
    if state == Stopping::NoLink {
        (StatusCode::NOT_FOUND, shown).into_response()
    } else {
        shown
    }
}

fn refused(locale: &Locale, token: String, error: StopError) -> Response {
    match error {
        StopError::NoSuchLink => stop_page(locale, token, Stopping::NoLink),
        StopError::App(error) => WebError::from(error).page(locale.lang),
    }
}

/// Asks whether to end it. Programs that look for harmful links open this page; it changes nothing.
async fn ask(State(app): State<App>, locale: Locale, Path(token): Path<String>) -> Response {
    match stops_for(&app, &token).await {
        Ok(DigestFrequency::Off) => stop_page(&locale, token, Stopping::Done),
        Ok(DigestFrequency::Daily | DigestFrequency::Weekly) => {
            stop_page(&locale, token, Stopping::Possible)
        }
        Err(error) => refused(&locale, token, error),
    }
}

/// Ends it, for the button on the page and for the one in a mail program (RFC 8058), which sends no cookie.
async fn stop(State(app): State<App>, locale: Locale, Path(token): Path<String>) -> Response {
    match stop_digest(&app, &token).await {
        Ok(()) => stop_page(&locale, token, Stopping::Done),
        Err(error) => refused(&locale, token, error),
    }
}
