//! The report as page, PDF and JSON.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use mkbroute_analysis::figure::Audience;
use mkbroute_application::insights::measurement;
use mkbroute_application::{App, AppError};
use mkbroute_domain::text::Lang;
use mkbroute_report::document::{Block, Document, compose, handout};
use mkbroute_report::json::json as figures;
use mkbroute_report::pdf::pdf as typeset;
use mkbroute_report::source::Source;

use super::downloads::FigureLinks;
use super::{AskedAudience, report_source};
use crate::error::{WebError, render};
use crate::extract::{Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "insights/report.html")]
struct ReportPage {
    page: Page,
    wave: String,
    wave_title: String,
    researcher: bool,
    document: Document,
    figures: FigureLinks,
}

/// Reads the figures of a wave for the signed-in person.
pub(super) async fn source(
    app: &App,
    who: &SignedIn,
    wave: &str,
    audience: Audience,
) -> Result<Source, AppError> {
    Ok(report_source(
        &measurement(app, &who.actor, wave, audience).await?,
    ))
}

/// The report as a page.
pub(crate) async fn page(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path(wave): Path<String>,
) -> Response {
    let lang = who.locale.lang;
    match source(&app, &who, &wave, audience).await {
        Ok(source) => {
            let document = compose(&source, lang);
            let page = ReportPage {
                page: who.page(&document.title),
                wave,
                wave_title: source.subject.title.get(lang).to_owned(),
                researcher: audience == Audience::Researcher,
                document,
                figures: FigureLinks::none(),
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// The report as a tagged PDF.
pub(crate) async fn pdf(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path(wave): Path<String>,
) -> Response {
    printed(&app, &who, audience, &wave, compose).await
}

/// One page for a meeting.
pub(crate) async fn one_page(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path(wave): Path<String>,
) -> Response {
    printed(&app, &who, audience, &wave, handout).await
}

/// Typesets a document about a wave. It does not hold other requests up.
async fn printed(
    app: &App,
    who: &SignedIn,
    audience: Audience,
    wave: &str,
    composed: fn(&Source, Lang) -> Document,
) -> Response {
    match source(app, who, wave, audience).await {
        Ok(source) => typeset_reply(who, source, wave, composed).await,
        Err(error) => who.refuse(error),
    }
}

/// The PDF of a document about a source.
pub(super) async fn typeset_reply(
    who: &SignedIn,
    source: Source,
    name: &str,
    composed: fn(&Source, Lang) -> Document,
) -> Response {
    let lang = who.locale.lang;
    let made = tokio::task::spawn_blocking(move || typeset(&composed(&source, lang), lang)).await;
    match made {
        Ok(Ok(bytes)) => {
            let name = format!("inline; filename=\"{name}-{}.pdf\"", lang.code());
            let headers = [
                (header::CONTENT_TYPE, "application/pdf".to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, bytes).into_response()
        }
        Ok(Err(error)) => who.refuse(error),
        Err(error) => {
            tracing::error!(%error, "typesetting was cut off");
            who.refuse(WebError::Unreadable)
        }
    }
}

/// The figures for a script.
pub(crate) async fn json(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path(wave): Path<String>,
) -> Response {
    match source(&app, &who, &wave, audience).await {
        Ok(source) => Json(figures(&source, who.locale.lang)).into_response(),
        Err(error) => who.refuse(error),
    }
}
