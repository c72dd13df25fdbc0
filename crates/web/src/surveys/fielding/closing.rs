//! The end of a measurement: later, or now.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use mkbroute_application::accounts::policy::Action;
use mkbroute_application::surveys::fielding::{ClosedWave, ExtendError, close_wave, extend_wave};
use mkbroute_application::surveys::{WaveOverview, find_wave, wave_overview};
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::wave::{ExtendProblem, WaveState};
use mkbroute_report::words::{capital, choose, group as group_words};
use serde::Deserialize;

use super::words;
use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::forms::problem_page;
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/fielding/closing.html")]
struct ClosingPage {
    page: Page,
    found: WaveOverview,
    /// Handed in, may be used although unfinished, and will be destroyed.
    submitted: u32,
    kept: u32,
    destroyed: u32,
    silent: usize,
    last: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "surveys/fielding/closed.html")]
struct ClosedPage {
    page: Page,
    closed: ClosedWave,
    respondents: Vec<(String, usize)>,
}

/// A later last day, as typed.
#[derive(Debug, Deserialize)]
pub(crate) struct Extension {
    #[serde(default)]
    tot: String,
}

/// What closing will do, to be confirmed; and the way to go on longer.
pub(crate) async fn confirm(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    closing_page(&app, &who, &slug, None).await
}

/// Closes the measurement for good.
pub(crate) async fn close(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    let lang = who.locale.lang;
    match close_wave(&app, &who.actor, &slug).await {
        Ok(closed) => {
            let named = |(group, count): &(_, usize)| (capital(group_words(*group, lang)), *count);
            let page = ClosedPage {
                page: who.page(choose(
                    lang,
                    "De meting is gesloten",
                    "The measurement is closed",
                )),
                respondents: closed.frozen.respondents.iter().map(named).collect(),
                closed,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// Moves the last day.
pub(crate) async fn extend(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(sent): Form<Extension>,
) -> Response {
    let lang = who.locale.lang;
    let problem = match sent.tot.trim().parse::<NaiveDate>() {
        Err(_) => choose(lang, "Kies een dag.", "Choose a day.").to_owned(),
        Ok(last) => match extend_wave(&app, &who.actor, &slug, last).await {
            Ok(()) => return Redirect::to(&format!("/metingen/{slug}")).into_response(),
            Err(ExtendError::Problem(ExtendProblem::NotOpen)) => {
                return who.refuse(AppError::NotOpen(slug));
            }
            Err(ExtendError::Problem(found)) => words::extend_problem(found, lang),
            Err(ExtendError::App(error)) => return who.refuse(error),
        },
    };
    let page = closing_page(&app, &who, &slug, Some((sent.tot, problem))).await;
    problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
}

async fn closing_page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    problem: Option<(String, String)>,
) -> Response {
    let found = async {
        let wave = find_wave(app, &who.actor, slug, Action::SetUpWave).await?;
        if wave.state == WaveState::Planned || wave.dataset_sha256.is_some() {
            return Err(AppError::NotOpen(wave.slug));
        }
        wave_overview(app, &who.actor, slug).await
    };
    let found = match found.await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let lang = who.locale.lang;
    let counts = || found.links.iter().map(|line| line.count);
    let (typed, problem) = problem.unzip();
    let page = ClosingPage {
        page: who.page(choose(lang, "Sluiten of verlengen", "Close or extend")),
        submitted: counts().map(|count| count.submitted).sum(),
        kept: counts().map(|count| count.provisional).sum(),
        destroyed: counts()
            .map(|count| count.drafts.saturating_sub(count.provisional))
            .sum(),
        silent: found
            .links
            .iter()
            .filter(|line| line.silence.is_some())
            .count(),
        last: typed.unwrap_or_default(),
        problem,
        found,
    };
    render(&page, lang)
}
