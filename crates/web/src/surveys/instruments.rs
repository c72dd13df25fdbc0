//! A questionnaire to read and to download.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use mkbroute_application::App;
use mkbroute_application::surveys::instrument;

use super::view::{PartView, part_view};
use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/instrument.html")]
struct InstrumentPage {
    page: Page,
    intro: String,
    id: String,
    version: u32,
    minutes: u32,
    parts: Vec<PartView>,
}

/// The questionnaire with its routing in sentences.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((id, version)): Path<(String, u32)>,
) -> Response {
    let lang = who.locale.lang;
    match instrument(&app, &who.actor, &id, version).await {
        Ok(found) => {
            let parts = (0..found.sections.len())
                .map(|section| part_view(&found, section, lang, &|_| None, &[]));
            let page = InstrumentPage {
                page: who.page(found.title.get(lang)),
                intro: found.intro.get(lang).to_owned(),
                minutes: found.minutes(),
                parts: parts.collect(),
                id,
                version,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// The questionnaire as a file.
pub(crate) async fn download(
    State(app): State<App>,
    who: SignedIn,
    Path((id, version)): Path<(String, u32)>,
) -> Response {
    match instrument(&app, &who.actor, &id, version).await {
        Ok(found) => {
            let name = format!("attachment; filename=\"{id}-{version}.toml\"");
            let kind = "application/toml; charset=utf-8".to_owned();
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, found.to_toml()).into_response()
        }
        Err(error) => who.refuse(error),
    }
}
