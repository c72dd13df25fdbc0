//! A draft becomes a version: what is still in the way, what changed, and the button.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::surveys::editor::{
    CommentRound, FreezeError, comment_round, freeze_draft,
};
use mkbroute_report::words::choose;

use super::differences::{Differences, differences};
use super::head::DraftHead;
use super::overview::problems;
use super::{problem_page, seen};
use crate::error::render;
use crate::extract::SignedIn;
use crate::page::Page;
use crate::surveys::form::Posted;

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
    let (status, notice) = match freeze_draft(&app, &who.actor, &slug, seen(&sent)).await {
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
        Err(FreezeError::Frozen) => {
            let nl = "Dit concept was al bevroren.";
            let notice = choose(lang, nl, "This draft was frozen already.").to_owned();
            (StatusCode::CONFLICT, notice)
        }
    };
    let page = page(&app, &who, &slug, Some(notice)).await;
    problem_page(status, page)
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
