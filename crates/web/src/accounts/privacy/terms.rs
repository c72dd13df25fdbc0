//! `/privacy/bewaartermijnen`: what goes by itself, and when.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use mkbroute_application::accounts::privacy::{Due, due, run_retention};
use mkbroute_application::{App, AppError};

use super::words;
use crate::error::render;
use crate::extract::SignedIn;
use crate::page::Page;

/// How many days ahead the page looks.
const AHEAD: i64 = 30;

#[derive(Template)]
#[template(path = "accounts/privacy/terms.html")]
struct TermsPage {
    page: Page,
    lines: Vec<Line>,
}

/// A rule with what goes by it.
struct Line {
    what: &'static str,
    term: String,
    now: Due,
    soon: Due,
}

pub(super) async fn show(State(app): State<App>, who: SignedIn) -> Response {
    match lines(&app, &who).await {
        Ok(lines) => {
            let lang = who.locale.lang;
            let title = mkbroute_report::words::choose(lang, "Bewaartermijnen", "Retention");
            let page = who.page(title);
            render(&TermsPage { page, lines }, lang)
        }
        Err(error) => who.refuse(error),
    }
}

async fn lines(app: &App, who: &SignedIn) -> Result<Vec<Line>, AppError> {
    let lang = who.locale.lang;
    let now = due(app, &who.actor, app.now()).await?;
    let soon = due(app, &who.actor, app.now() + TimeDelta::days(AHEAD)).await?;
    let both = now.into_iter().zip(soon);
    let line = |(now, soon): (Due, Due)| Line {
        what: words::rule(now.rule, lang),
        term: words::retention(now.rule.activity().retention(), lang),
        now,
        soon,
    };
    Ok(both.map(line).collect())
}

/// Lets go at once what is due.
pub(super) async fn run(State(app): State<App>, who: SignedIn) -> Response {
    match run_retention(&app, &who.actor).await {
        Ok(()) => Redirect::to("/privacy/bewaartermijnen").into_response(),
        Err(error) => who.refuse(error),
    }
}
