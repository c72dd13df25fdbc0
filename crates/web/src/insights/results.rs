//! The results of one respondent group.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use mkbroute_analysis::figure::Audience;
use mkbroute_application::accounts::policy::{Action, may};
use mkbroute_application::insights::measurement;
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_report::document::{Block, Chapter, compose};
use mkbroute_report::words::{capital, group as group_words};

use super::downloads::FigureLinks;
use super::{AskedAudience, report_source};
use crate::error::render;
use crate::extract::SignedIn;
use crate::page::Page;

#[derive(Template)]
#[template(path = "insights/results.html")]
struct ResultsPage {
    page: Page,
    wave: String,
    wave_title: String,
    group: String,
    groups: Vec<(String, String)>,
    labels: Vec<String>,
    chapter: Chapter,
    figures: FigureLinks,
    researcher: bool,
    may_see_all: bool,
    frozen: bool,
}

/// The results page. A researcher sees an open wave live; everybody else sees releases.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path((wave, group)): Path<(String, String)>,
) -> Response {
    let lang = who.locale.lang;
    let measured = match measurement(&app, &who.actor, &wave, audience).await {
        Ok(measured) => measured,
        Err(error) => return who.refuse(error),
    };
    let document = compose(&report_source(&measured), lang);
    let chapter = document
        .chapters
        .into_iter()
        .find(|chapter| chapter.id == group);
    let (Some(chapter), Some(found)) = (chapter, RespondentGroup::from_code(&group)) else {
        return who.refuse(AppError::NotFound);
    };
    let groups = measured.groups.iter().map(|group| {
        let group = group.instrument.group;
        (group.code().to_owned(), capital(group_words(group, lang)))
    });
    let page = ResultsPage {
        page: who.page(&capital(group_words(found, lang))),
        wave_title: measured.wave.title.get(lang).to_owned(),
        groups: groups.collect(),
        labels: document.labels,
        chapter,
        figures: FigureLinks::of(&wave, audience, lang),
        researcher: audience == Audience::Researcher,
        may_see_all: may(&who.actor, Action::ReadAllFigures, measured.wave.id),
        frozen: measured.wave.dataset_sha256.is_some(),
        wave,
        group,
    };
    render(&page, lang)
}
