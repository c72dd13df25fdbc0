//! Answering, section by section, without any script.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::surveys::{
    AnsweringState, Questionnaire, SaveError, SubmitError, Token, questionnaire, save_section,
    submit_response, withdraw_response,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::raw_answer::RawAnswer;
use mkbroute_domain::surveys::response::AnswerProblem;

use super::form::{Fields, parse, typed};
use super::review::review_page;
use super::view::{PartView, QuestionView, part_view, raw};
use super::words;
use crate::error::{WebError, render};
use crate::extract::Locale;
use crate::page::Page;
use crate::router::WebConfig;

#[derive(Template)]
#[template(path = "surveys/overview.html")]
struct OverviewPage {
    page: Page,
    token: String,
    link: String,
    state: AnsweringState,
    thanks: String,
    closes: chrono::NaiveDate,
}

#[derive(Template)]
#[template(path = "surveys/part.html")]
struct PartPage {
    page: Page,
    token: String,
    /// Counted from 1.
    number: usize,
    count: usize,
    part: PartView,
    problems: Vec<(String, String)>,
}

/// Where the respondent stands: the personal link, "already handed in", or "closed".
pub(crate) async fn overview(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    locale: Locale,
    Path(token): Path<String>,
) -> Response {
    let found = match find(&app, &token).await {
        Ok((_, found)) => found,
        Err(error) => return WebError::from(error).page(locale.lang),
    };
    let page = OverviewPage {
        page: Page::new(&locale, found.instrument.title.get(locale.lang)),
        link: format!("{}/a/{token}", config.origin),
        token,
        state: found.state,
        thanks: found.instrument.thanks.get(locale.lang).to_owned(),
        closes: found.wave.closes,
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
        Ok((_, found)) => found,
        Err(error) => return WebError::from(error).page(locale.lang),
    };
    if found.state != AnsweringState::Open {
        return Redirect::to(&format!("/a/{token}")).into_response();
    }
    let filled = |code: &str| found.answers.get(code).map(raw);
    match section_page(&locale, &token, number, &found, &filled, &[]) {
        Some(page) => render(&page, locale.lang),
        None => WebError::from(AppError::NotFound).page(locale.lang),
    }
}

/// "Verder": checks and keeps a section; with problems, the section again as it was typed.
pub(crate) async fn save(
    State(app): State<App>,
    locale: Locale,
    Path((token, number)): Path<(String, usize)>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = match form {
        Ok(Form(fields)) => fields,
        Err(rejection) => return unreadable(&rejection, &locale),
    };
    let (key, found) = match find(&app, &token).await {
        Ok(found) => found,
        Err(error) => return WebError::from(error).page(locale.lang),
    };
    let given = typed(fields);
    let (answers, mut problems) = parse(&found.instrument, number, &given, &found.answers);
    if problems.is_empty() {
        match save_section(&app, &key, number.wrapping_sub(1), answers).await {
            Ok(()) => return Redirect::to(&next(&token, number, &found)).into_response(),
            Err(SaveError::App(error)) => return WebError::from(error).page(locale.lang),
            Err(SaveError::Problems(found)) => problems = found,
        }
    }
    let problems: Vec<(String, AnswerProblem)> = problems.iter().cloned().collect();
    let filled = |code: &str| given.get(code).cloned();
    match section_page(&locale, &token, number, &found, &filled, &problems) {
        Some(page) => {
            (StatusCode::UNPROCESSABLE_ENTITY, render(&page, locale.lang)).into_response()
        }
        None => WebError::from(AppError::NotFound).page(locale.lang),
    }
}

/// "Controleer je antwoorden".
pub(crate) async fn review(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
) -> Response {
    match find(&app, &token).await {
        Ok((_, found)) if found.state == AnsweringState::Open => {
            render(&review_page(&locale, token, &found, None), locale.lang)
        }
        Ok(_) => Redirect::to(&format!("/a/{token}")).into_response(),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

/// Hands the questionnaire in.
pub(crate) async fn submit(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
) -> Response {
    let (key, found) = match find(&app, &token).await {
        Ok(found) => found,
        Err(error) => return WebError::from(error).page(locale.lang),
    };
    match submit_response(&app, &key).await {
        Ok(()) => Redirect::to(&format!("/a/{token}")).into_response(),
        Err(SubmitError::App(error)) => WebError::from(error).page(locale.lang),
        Err(SubmitError::Problems(problems)) => {
            let first = problems
                .iter()
                .next()
                .map(|(_, found)| words::problem(found, locale.lang));
            let page = review_page(&locale, token, &found, first);
            (StatusCode::UNPROCESSABLE_ENTITY, render(&page, locale.lang)).into_response()
        }
    }
}

/// Takes the response back; the questionnaire may be filled in again.
pub(crate) async fn withdraw(
    State(app): State<App>,
    locale: Locale,
    Path(token): Path<String>,
) -> Response {
    let Ok(key) = token.parse::<Token>() else {
        return WebError::from(AppError::NotFound).page(locale.lang);
    };
    match withdraw_response(&app, &key).await {
        Ok(true) => Redirect::to(&format!("/a/{token}")).into_response(),
        Ok(false) => WebError::from(AppError::NotWelcome).page(locale.lang),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

async fn find(app: &App, token: &str) -> Result<(Token, Questionnaire), AppError> {
    let key = token.parse::<Token>().map_err(|_| AppError::NotFound)?;
    let found = questionnaire(app, &key).await?;
    Ok((key, found))
}

fn unreadable(rejection: &FormRejection, locale: &Locale) -> Response {
    let error = if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        WebError::TooLarge
    } else {
        WebError::Unreadable
    };
    error.page(locale.lang)
}

fn next(token: &str, number: usize, found: &Questionnaire) -> String {
    if number < found.instrument.sections.len() {
        format!("/a/{token}/deel/{}", number + 1)
    } else {
        format!("/a/{token}/controle")
    }
}

fn section_page(
    locale: &Locale,
    token: &str,
    number: usize,
    found: &Questionnaire,
    filled: &dyn Fn(&str) -> Option<RawAnswer>,
    problems: &[(String, AnswerProblem)],
) -> Option<PartPage> {
    let count = found.instrument.sections.len();
    if number == 0 || number > count {
        return None;
    }
    let lang = locale.lang;
    let mut part = part_view(&found.instrument, number - 1, lang, filled, problems);
    part.questions
        .retain(|question| may_be_asked(found, number, question));
    let step = match lang {
        mkbroute_domain::text::Lang::Nl => format!("Deel {number} van {count}: {}", part.title),
        mkbroute_domain::text::Lang::En => format!("Part {number} of {count}: {}", part.title),
    };
    let listed = part.questions.iter().filter_map(|question| {
        question
            .problem
            .clone()
            .map(|words| (question.code.clone(), format!("{}: {words}", question.text)))
    });
    Some(PartPage {
        page: Page::new(locale, &step),
        token: token.to_owned(),
        number,
        count,
        problems: listed.collect(),
        part,
    })
}

/// Leaves out an item that earlier sections have already ruled out.
fn may_be_asked(found: &Questionnaire, number: usize, question: &QuestionView) -> bool {
    let Some((_, item)) = found.instrument.items().find(|(_, item)| {
        item.code == question.code || item.questions(0).iter().any(|q| q.code == question.code)
    }) else {
        return true;
    };
    let Some(condition) = &item.show_if else {
        return true;
    };
    let within = condition.items().iter().any(|code| {
        found
            .instrument
            .question(code)
            .is_some_and(|asked| asked.section + 1 == number)
    });
    within
        || found
            .instrument
            .asked(&found.answers)
            .contains(question.code.as_str())
}
