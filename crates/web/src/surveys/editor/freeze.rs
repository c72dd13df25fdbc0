//! A draft becomes a version: what is still in the way, what changed, and the button.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::surveys::editor::{
    CommentRound, EditError, FreezeError, comment_round, freeze_draft, rebase_draft,
};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;

use super::differences::{Differences, differences};
use super::head::DraftHead;
use super::overview::problems;
use super::{again, problem_page, seen, to, words};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/editor/freeze.html")]
struct FreezePage {
    page: Page,
    head: DraftHead,
    problems: Vec<(String, String)>,
    /// Comments that wait for a decision.
    waiting: usize,
    changes: Option<Differences>,
    notice: Option<String>,
}

/// What freezing would do.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    page(&app, &who, &slug, None).await
}

/// Freezes the draft and goes to the version.
pub(crate) async fn freeze(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    sent: Posted,
) -> Response {
    let lang = who.locale.lang;
    let despite = sent.get("ondanks").parse().ok();
    let done = freeze_draft(&app, &who.actor, &slug, seen(&sent), despite).await;
    let (status, notice) = match done {
        Ok(version) => {
            let address = format!("/vragenlijsten/{}/{}", version.id, version.version);
            return Redirect::to(&address).into_response();
        }
        Err(FreezeError::App(error)) => return who.refuse(error),
        Err(FreezeError::Problems(_)) => {
            let nl = "Los eerst op wat hieronder staat.";
            let en = "First mend what stands below.";
            let notice = choose(lang, nl, en).to_owned();
            (StatusCode::UNPROCESSABLE_ENTITY, notice)
        }
        Err(FreezeError::Overtaken(first)) => {
            let nl = "veranderde het concept net vóór jou. Lees de verschillen nog eens.";
            let en = "changed the draft just before you. Read the differences once more.";
            let notice = format!("{} {}", first.by, choose(lang, nl, en));
            (StatusCode::CONFLICT, notice)
        }
        Err(FreezeError::Newer(version)) => (StatusCode::CONFLICT, newer(version, lang)),
        Err(FreezeError::Frozen) => {
            let nl = "Dit concept was al bevroren.";
            let notice = choose(lang, nl, "This draft was frozen already.").to_owned();
            (StatusCode::CONFLICT, notice)
        }
    };
    let page = page(&app, &who, &slug, Some(notice)).await;
    problem_page(status, page)
}

/// Notes that a later version is worked in.
pub(crate) async fn rebase(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    sent: Posted,
) -> Response {
    let version = sent.get("versie").parse().unwrap_or_default();
    match rebase_draft(&app, &who.actor, &slug, seen(&sent), version).await {
        Ok(()) => to(&slug, "/bevriezen"),
        Err(EditError::App(error)) => who.refuse(error),
        Err(error) => {
            let notice = words::edit_error(&error, who.locale.lang);
            again(&error, page(&app, &who, &slug, Some(notice)).await)
        }
    }
}

/// Why a draft is not frozen without a word on a version that came between.
fn newer(version: u32, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!(
            "Er is nog niets bevroren: versie {version} kwam ertussen. Verwerk haar, of vink aan dat je toch bevriest."
        ),
        Lang::En => format!(
            "Nothing was frozen yet: version {version} came in between. Work it in, or tick that you freeze all the same."
        ),
    }
}

async fn page(app: &App, who: &SignedIn, slug: &str, notice: Option<String>) -> Response {
    let lang = who.locale.lang;
    match comment_round(app, &who.actor, slug).await {
        Ok(CommentRound { open, comments, .. }) => {
            let undecided = comments.iter().filter(|comment| comment.decision.is_none());
            let before = open.latest().filter(|_| open.draft.frozen_as.is_none());
            let page = FreezePage {
                page: who.page(choose(lang, "Bevriezen", "Freeze")),
                head: DraftHead::of(&open, "/bevriezen", lang),
                problems: problems(&open.instrument, slug, lang),
                waiting: undecided.count(),
                changes: before.map(|before| differences(&open.instrument, before, lang)),
                notice,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}
