//! A draft as text: to take along, to edit elsewhere, and to put back.

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use mkbroute_application::App;
use mkbroute_application::surveys::editor::{EditError, edit_draft, open_draft};
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::instrument::edit::Edit;
use mkbroute_domain::surveys::instrument::file::InstrumentProblems;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;

use super::head::DraftHead;
use super::{again, problem_page, seen, to, words};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/editor/file.html")]
struct FilePage {
    page: Page,
    head: DraftHead,
    file: String,
    problems: Vec<(String, String)>,
}

/// The text.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    page(&app, &who, &slug, None, Vec::new()).await
}

/// The text as a file.
pub(crate) async fn download(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    match open_draft(&app, &who.actor, &slug).await {
        Ok(open) => {
            let name = format!("attachment; filename=\"{}.toml\"", open.draft.slug);
            let kind = "application/toml; charset=utf-8".to_owned();
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, open.instrument.to_toml()).into_response()
        }
        Err(error) => who.refuse(error),
    }
}

/// Puts a text in the place of the draft; with problems, the text again as it was typed.
pub(crate) async fn replace(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    sent: Posted,
) -> Response {
    let lang = who.locale.lang;
    let file = sent.get("bestand").replace("\r\n", "\n");
    let read = match Instrument::from_toml(file.as_bytes()) {
        Ok(read) => Box::new(read),
        Err(problems) => {
            let listed = listed(&problems, lang);
            let page = page(&app, &who, &slug, Some(file), listed).await;
            return problem_page(StatusCode::UNPROCESSABLE_ENTITY, page);
        }
    };
    match edit_draft(&app, &who.actor, &slug, seen(&sent), Edit::Replace(read)).await {
        Ok(_) => to(&slug, ""),
        Err(EditError::App(error)) => who.refuse(error),
        Err(error) => {
            let problem = vec![(String::new(), words::edit_error(&error, lang))];
            again(&error, page(&app, &who, &slug, Some(file), problem).await)
        }
    }
}

/// The problems of a file: where, and what.
pub(super) fn listed(problems: &InstrumentProblems, lang: Lang) -> Vec<(String, String)> {
    let line = choose(lang, "Regel", "Line");
    let listed = problems.iter().map(|found| {
        let item = found.item.clone().unwrap_or_default();
        let place = match found.line {
            Some(number) => format!("{line} {number} {item}"),
            None => item,
        };
        (place, words::problem(&found.kind, lang))
    });
    listed.collect()
}

async fn page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    typed: Option<String>,
    problems: Vec<(String, String)>,
) -> Response {
    let lang = who.locale.lang;
    match open_draft(app, &who.actor, slug).await {
        Ok(open) => {
            let page = FilePage {
                page: who.page(choose(lang, "Als tekst", "As text")),
                head: DraftHead::of(&open, "/bestand", lang),
                file: typed.unwrap_or_else(|| open.instrument.to_toml()),
                problems,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}
