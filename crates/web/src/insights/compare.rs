//! Two measurements side by side.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_analysis::figure::Audience;
use mkbroute_application::accounts::policy::{Action, may};
use mkbroute_application::insights::{Measurement, comparable_waves, comparison, measurement};
use mkbroute_application::{App, AppError};
use mkbroute_report::document::{Block, Chapter, compose};
use mkbroute_report::words::choose;

use super::downloads::FigureLinks;
use super::{AskedAudience, report_source};
use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "insights/compare.html")]
struct ComparePage {
    page: Page,
    wave: String,
    wave_title: String,
    /// Readable name and title of the measurements to compare with, latest last.
    earlier: Vec<(String, String)>,
    /// The one that is compared with; empty when there is none.
    chosen: String,
    labels: Vec<String>,
    chapter: Option<Chapter>,
    figures: FigureLinks,
    researcher: bool,
    may_see_all: bool,
}

/// The measurement beside the one before it.
pub(crate) async fn latest(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path(wave): Path<String>,
) -> Response {
    match measurement(&app, &who.actor, &wave, audience).await {
        Ok(measured) => show(&app, &who, measured).await,
        Err(error) => who.refuse(error),
    }
}

/// The measurement beside a chosen earlier one.
pub(crate) async fn chosen(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path((wave, earlier)): Path<(String, String)>,
) -> Response {
    match comparison(&app, &who.actor, &wave, &earlier, audience).await {
        Ok(measured) => show(&app, &who, measured).await,
        Err(error) => who.refuse(error),
    }
}

async fn show(app: &App, who: &SignedIn, measured: Measurement) -> Response {
    match compare_page(app, who, measured).await {
        Ok(page) => render(&page, who.locale.lang),
        Err(error) => who.refuse(error),
    }
}

async fn compare_page(
    app: &App,
    who: &SignedIn,
    measured: Measurement,
) -> Result<ComparePage, AppError> {
    let lang = who.locale.lang;
    let audience = measured.audience;
    let waves = comparable_waves(app, &who.actor, &measured.wave, audience).await?;
    let document = compose(&report_source(&measured), lang);
    let wave = measured.wave.slug.clone();
    let chapters = document.chapters.into_iter();
    Ok(ComparePage {
        page: who.page(choose(lang, "Vergelijken", "Compare")),
        wave_title: measured.wave.title.get(lang).to_owned(),
        earlier: waves
            .into_iter()
            .map(|wave| (wave.slug, wave.title.get(lang).to_owned()))
            .collect(),
        chosen: measured
            .compared
            .map_or_else(String::new, |compared| compared.with.slug),
        labels: document.labels,
        chapter: { chapters }.find(|chapter| chapter.id == "compared"),
        figures: FigureLinks::of(&wave, audience, lang),
        researcher: audience == Audience::Researcher,
        may_see_all: may(&who.actor, Action::ReadAllFigures, measured.wave.id),
        wave,
    })
}
