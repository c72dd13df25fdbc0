//! The results of one respondent group.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_analysis::figure::Audience;
use mkbroute_application::accounts::policy::{Action, may};
use mkbroute_application::insights::{Measurement, measurement};
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::text::Lang;
use mkbroute_report::document::{Block, Chapter, chapter_id, compose};
use mkbroute_report::source::Source;
use mkbroute_report::words::{capital, group as group_words};

use super::downloads::FigureLinks;
use super::{AskedAudience, report_source};
use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "insights/results.html")]
struct ResultsPage {
    page: Page,
    wave: String,
    wave_title: String,
    group: String,
    /// The chapter that is shown: the group, or one way to part it.
    shown: String,
    /// The ways to part the group that the release plan allows.
    parts: Vec<(String, String)>,
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
    let source = report_source(&measured);
    let document = compose(&source, lang);
    let chapter = document
        .chapters
        .into_iter()
        .find(|chapter| chapter.id == group);
    let shown = group;
    let group = shown.split('-').next().unwrap_or_default().to_owned();
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
        parts: parts(&measured, &source, &group, lang),
        shown,
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

/// Address and name of each way to part a group.
fn parts(
    measured: &Measurement,
    source: &Source,
    group: &str,
    lang: Lang,
) -> Vec<(String, String)> {
    let groups = measured.groups.iter().zip(&source.groups);
    let of_group = groups.filter(|(found, _)| found.result.group == group);
    of_group
        .flat_map(|(found, words)| {
            found.result.breakdowns.iter().map(|breakdown| {
                let name = words.labels.item(&breakdown.dimension, lang).to_owned();
                (chapter_id(group, &breakdown.dimension), name)
            })
        })
        .collect()
}
