//! Interim releases: what may go out of an open wave, as provisional.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::release::interim::Refused;
use mkbroute_application::insights::{
    GroupStep, InterimError, InterimOverview, interim_measurement, interim_overview,
    release_interim,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::text::Lang;
use mkbroute_report::document::{Block, Document, compose, slides};
use mkbroute_report::source::Source;
use mkbroute_report::words::choose;

use super::downloads::FigureLinks;
use super::report::typeset_reply;
use super::report_source;
use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "insights/interim_releases.html")]
struct ListPage {
    page: Page,
    found: InterimOverview,
    least: u32,
    /// Some group would get new figures.
    possible: bool,
    /// It was tried in vain.
    refused: bool,
}

#[derive(Template)]
#[template(path = "insights/interim.html")]
struct ReleasePage {
    page: Page,
    wave: String,
    wave_title: String,
    number: u32,
    document: Document,
    figures: FigureLinks,
}

/// The interim releases of a wave; for a researcher, what the next one would hold.
pub(crate) async fn list(
    State(app): State<App>,
    who: SignedIn,
    Path(wave): Path<String>,
) -> Response {
    list_page(&app, &who, &wave, false).await
}

/// Makes an interim release; where no group may change, the list again with the counts.
pub(crate) async fn make(
    State(app): State<App>,
    who: SignedIn,
    Path(wave): Path<String>,
) -> Response {
    match release_interim(&app, &who.actor, &wave).await {
        Ok(number) => {
            Redirect::to(&format!("/metingen/{wave}/tussenstand/{number}")).into_response()
        }
        Err(InterimError::App(error)) => who.refuse(error),
        Err(InterimError::NothingNew(_) | InterimError::NotOpen) => {
            let page = list_page(&app, &who, &wave, true).await;
            (StatusCode::CONFLICT, page).into_response()
        }
    }
}

async fn list_page(app: &App, who: &SignedIn, wave: &str, refused: bool) -> Response {
    let lang = who.locale.lang;
    match interim_overview(app, &who.actor, wave).await {
        Ok(found) => {
            let page = ListPage {
                page: who.page(choose(lang, "Tussenstanden", "Interim releases")),
                possible: found.next.iter().any(|step| step.judged.is_ok()),
                least: Policy::default().part_from,
                refused,
                found,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

async fn source(app: &App, who: &SignedIn, wave: &str, number: u32) -> Result<Source, AppError> {
    let found = interim_measurement(app, &who.actor, wave, number).await?;
    Ok(report_source(&found))
}

/// The figures of an interim release.
pub(crate) async fn page(
    State(app): State<App>,
    who: SignedIn,
    Path((wave, number)): Path<(String, String)>,
) -> Response {
    let lang = who.locale.lang;
    let Ok(number) = number.parse() else {
        return who.refuse(AppError::NotFound);
    };
    match source(&app, &who, &wave, number).await {
        Ok(source) => {
            let document = shown(&source, lang);
            let page = ReleasePage {
                page: who.page(&document.title),
                wave,
                wave_title: source.subject.title.get(lang).to_owned(),
                number,
                document,
                figures: FigureLinks::none(),
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// The chapters of the report that an interim release fills.
fn shown(source: &Source, lang: Lang) -> Document {
    let mut document = compose(source, lang);
    let of_group = |id: &str| source.groups.iter().any(|group| group.result.group == id);
    document.chapters.retain(|chapter| {
        matches!(chapter.id.as_str(), "summary" | "method") || of_group(&chapter.id)
    });
    document
}

/// The interim release as slides.
pub(crate) async fn slides_pdf(
    State(app): State<App>,
    who: SignedIn,
    Path((wave, number)): Path<(String, String)>,
) -> Response {
    let Ok(number) = number.parse() else {
        return who.refuse(AppError::NotFound);
    };
    match source(&app, &who, &wave, number).await {
        Ok(source) => {
            let name = format!("{wave}-tussenstand-{number}");
            typeset_reply(&who, source, &name, slides).await
        }
        Err(error) => who.refuse(error),
    }
}

impl Page {
    /// What the next interim release does with a group, and why.
    fn step(&self, step: &GroupStep) -> String {
        let kept = match (step.shown_before, self.lang) {
            (true, Lang::Nl) => "houdt de cijfers van de vorige tussenstand",
            (true, Lang::En) => "keeps the figures of the former interim release",
            (false, Lang::Nl) => "blijft er nog buiten",
            (false, Lang::En) => "stays out for now",
        };
        match step.judged {
            Ok(_) => self
                .t("krijgt nieuwe cijfers", "gets new figures")
                .to_owned(),
            Err(refused) => format!("{kept}: {}", self.refusal(refused)),
        }
    }

    /// The rule that a group breaks, with the counts.
    fn refusal(&self, refused: Refused) -> String {
        match (refused, self.lang) {
            (Refused::SinceFormer(moved), Lang::Nl) => {
                format!("{} erbij, {} eraf", moved.added, moved.removed)
            }
            (Refused::SinceFormer(moved), Lang::En) => {
                format!("{} came, {} left", moved.added, moved.removed)
            }
            (Refused::SinceEarlier(moved), Lang::Nl) => format!(
                "naast een eerdere tussenstand {} erbij, {} eraf",
                moved.added, moved.removed
            ),
            (Refused::SinceEarlier(moved), Lang::En) => format!(
                "beside an earlier interim release {} came, {} left",
                moved.added, moved.removed
            ),
            (Refused::Together { respondents }, Lang::Nl) => {
                format!("alle tussenstanden samen zouden {respondents} personen tonen")
            }
            (Refused::Together { respondents }, Lang::En) => {
                format!("all interim releases together would show {respondents} persons")
            }
            (Refused::TooMany, Lang::Nl) => "er zijn te veel tussenstanden om na te rekenen".into(),
            (Refused::TooMany, Lang::En) => "there are too many interim releases to check".into(),
        }
    }
}
